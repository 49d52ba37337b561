"""A transfer that breaks off goes on where it was, in this run or the next; two files are never joined to one."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from clearhold.lists.fetch import Fetcher, FetchLimits, Validators
from clearhold.lists.transfer import parts as parts_module
from clearhold.lists.transfer.parts import Origin, Part
from clearhold.lists.transfer.ranges import ContentRange, content_range, mark
from clearhold.model import CouldNotAsk
from tests.lists.a_server import (
    CHANGED,
    SENT,
    a_server,
    chunked,
    cut,
    raw,
    redirected,
    response,
    status,
    truncated,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from clearhold.lists.fetch import Progress
    from tests.lists.a_server import Answer, Server

CONTENT = b"".join(b"%d,Company %d\n" % (row, row) for row in range(1000))
OTHER = CONTENT.replace(b"Company", b"Another")
SIZE = len(CONTENT)


@pytest.fixture
def server() -> Iterator[Server]:
    with a_server() as server:
        yield server


def fetcher_of(server: Server, parts: Path | None = None, tries: int = 4) -> Fetcher:
    return Fetcher(allowed_hosts=server.hosts, parts=parts, limits=FetchLimits(tries=tries), sleep=lambda _: None)


def ranges(server: Server) -> list[tuple[str | None, str | None]]:
    """What was asked for of the file, and on which condition."""
    return [(each.headers.get("range"), each.headers.get("if-range")) for each in server.asked]


def break_off(server: Server, parts: Path, *answers: Answer) -> str:
    """Asks once for a file that breaks off; returns its address."""
    address = server.serve("/list.csv", *answers)
    with pytest.raises(CouldNotAsk, match="was cut after"):
        fetcher_of(server, parts, tries=1).get(address)
    server.asked.clear()
    return address


def part_of(content: bytes, **headers: str) -> Answer:
    """An answer 206 with these headers, whatever was asked."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return raw(response(206, named, content))


@pytest.mark.enable_socket
def test_a_transfer_goes_on_where_it_broke_off(server: Server) -> None:
    address = server.serve("/list.csv", cut(CONTENT, 1000), cut(CONTENT, 500), cut(CONTENT, 0), whole(CONTENT))
    fetched = fetcher_of(server).get(address)
    assert fetched.content == CONTENT
    assert fetched.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert fetched.headers["content-length"] == str(SIZE)
    assert ranges(server) == [
        (None, None),
        ("bytes=1000-", '"v1"'),
        ("bytes=1500-", '"v1"'),
        ("bytes=1500-", '"v1"'),
    ]


@pytest.mark.enable_socket
def test_a_packed_transfer_goes_on_too(server: Server) -> None:
    answer = whole(gzip.compress(CONTENT), content_encoding="gzip")
    address = server.serve("/list.csv", truncated(answer, 1000), answer)
    assert fetcher_of(server).get(address).content == CONTENT
    assert ranges(server)[1] == ("bytes=1000-", '"v1"')


@pytest.mark.enable_socket
def test_a_transfer_in_chunks_goes_on_and_learns_its_length(server: Server) -> None:
    first = chunked(CONTENT[:1000], ended=False, accept_ranges="bytes", etag='"v1"')
    told: list[Progress] = []
    fetcher = Fetcher(allowed_hosts=server.hosts, sleep=lambda _: None, progress=told.append)
    assert fetcher.get(server.serve("/list.csv", first, whole(CONTENT))).content == CONTENT
    assert ranges(server)[1] == ("bytes=1000-", '"v1"')
    assert (told[-1].received, told[-1].total) == (SIZE, SIZE)


@pytest.mark.enable_socket
def test_a_file_that_changed_meanwhile_comes_anew(server: Server) -> None:
    address = server.serve("/list.csv", cut(CONTENT, 1000), whole(OTHER, etag='"v2"', changed=None))
    fetched = fetcher_of(server).get(address)
    assert fetched.content == OTHER
    assert fetched.validators == Validators('"v2"', None)
    assert ranges(server) == [(None, None), ("bytes=1000-", '"v1"')]


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("headers", "condition"),
    [
        ({"ETag": '"v1"', "Accept-Ranges": "bytes"}, '"v1"'),
        ({"ETag": 'W/"v1"', "Last-Modified": CHANGED, "Accept-Ranges": "bytes"}, CHANGED),
        ({"Last-Modified": CHANGED, "Accept-Ranges": "Bytes"}, CHANGED),
        ({"Last-Modified": SENT, "Accept-Ranges": "bytes"}, None),  # changed in the second in which it was sent
        ({"ETag": 'W/"v1"', "Accept-Ranges": "bytes"}, None),
        ({"ETag": '"v1"', "Accept-Ranges": "none"}, None),
        ({"ETag": '"v1"'}, None),
        ({"Accept-Ranges": "bytes"}, None),
        ({"Last-Modified": "yesterday", "Accept-Ranges": "bytes"}, None),
    ],
)
def test_the_rest_is_asked_for_only_where_the_file_is_surely_the_same(
    headers: dict[str, str], condition: str | None, server: Server
) -> None:
    first = truncated(raw(response(200, headers, CONTENT)), 1000)
    assert fetcher_of(server).get(server.serve("/list.csv", first, whole(CONTENT))).content == CONTENT
    assert ranges(server)[1] == (None if condition is None else "bytes=1000-", condition)


REST = CONTENT[1000:]
LAST = SIZE - 1


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    "lie",
    [
        part_of(REST),
        part_of(REST, content_range=f"bytes 0-{SIZE - 1001}/{SIZE}"),
        part_of(REST, content_range=f"bytes 999-{LAST}/{SIZE}"),
        part_of(CONTENT[1001:], content_range=f"bytes 1001-{LAST}/{SIZE}"),
        part_of(CONTENT[:2000], content_range=f"bytes 0-1999/{SIZE}"),
        part_of(REST, content_range=f"bytes 1000-{LAST}/{SIZE + 1}"),
        part_of(REST, content_range=f"bytes 1000-{SIZE}/{SIZE}"),
        part_of(REST, content_range=f"bytes {LAST}-1000/{SIZE}"),
        part_of(REST, content_range=f"bytes 1000-{LAST - 1}/{SIZE}"),
        part_of(REST[:500], content_range=f"bytes 1000-{LAST}/{SIZE}"),
        part_of(REST, content_range=f"lines 1000-{LAST}/{SIZE}"),
        part_of(REST, content_range="bytes */*"),
        part_of(REST, content_range=f"bytes 1000-{'9' * 30}/*"),
        part_of(REST, content_range=f"bytes 1000-{LAST}/{SIZE}", etag='"v2"'),
        part_of(REST, content_range=f"bytes 1000-{LAST}/{SIZE}", content_encoding="gzip"),
        part_of(b"--x\r\n" + REST, content_type="multipart/byteranges; boundary=x"),
        raw(
            response(206, {"Content-Range": f"bytes 1000-{LAST}/{SIZE}", "Transfer-Encoding": "chunked"})
            + b"%x\r\n%b\r\n0\r\n\r\n" % (len(REST) + 5, REST + b"more\n")
        ),
        status(416),
        redirected("/elsewhere.csv"),
    ],
    ids=[
        "no range",
        "from the start",
        "a byte before",
        "a byte after",
        "the first part",
        "of a longer file",
        "beyond the end",
        "backwards",
        "a body longer than the part",
        "a body shorter than the part",
        "in lines",
        "no numbers",
        "an absurd end",
        "of another version",
        "packed",
        "of several parts",
        "more in chunks than it says",
        "no rest",
        "from another address",
    ],
)
def test_a_part_that_is_not_the_rest_is_never_joined(lie: Answer, server: Server) -> None:
    server.serve("/elsewhere.csv", whole(OTHER))
    address = server.serve("/list.csv", cut(CONTENT, 1000), lie, whole(CONTENT))
    assert fetcher_of(server).get(address).content == CONTENT
    asked = [each.headers.get("range") for each in server.asked if each.path == "/list.csv"]
    assert asked == [None, "bytes=1000-", None]


@pytest.mark.enable_socket
@pytest.mark.parametrize("total", [str(SIZE), "*"])
def test_a_smaller_part_than_asked_for_is_taken_and_the_rest_after_it(total: str, server: Server) -> None:
    smaller = part_of(CONTENT[1000:3000], content_range=f"bytes 1000-2999/{total}")
    address = server.serve("/list.csv", cut(CONTENT, 1000), smaller, whole(CONTENT))
    assert fetcher_of(server).get(address).content == CONTENT
    assert [each for each, _ in ranges(server)] == [None, "bytes=1000-", "bytes=3000-"]


@pytest.mark.enable_socket
def test_the_next_run_goes_on_where_the_last_one_stopped(server: Server, tmp_path: Path) -> None:
    parts = tmp_path / "cache" / "parts"
    address = break_off(server, parts, cut(CONTENT, 1000), whole(CONTENT))
    assert sorted(each.suffix for each in parts.iterdir()) == [".json", ".part"]
    fetched = fetcher_of(server, parts).get_if_changed(address, Validators('"v0"'))
    assert fetched is not None
    assert fetched.content == CONTENT
    assert fetched.validators == Validators('"v1"', CHANGED)
    assert ranges(server) == [("bytes=1000-", '"v1"')]
    assert list(parts.iterdir()) == []


@pytest.mark.enable_socket
def test_several_runs_each_bring_some(server: Server, tmp_path: Path) -> None:
    address = break_off(server, tmp_path, cut(CONTENT, 1000), cut(CONTENT, 700), whole(CONTENT))
    with pytest.raises(CouldNotAsk, match=rf"was cut after 1,700 of {SIZE:,} bytes"):
        fetcher_of(server, tmp_path, tries=1).get(address)
    assert fetcher_of(server, tmp_path).get(address).content == CONTENT
    assert [each for each, _ in ranges(server)] == ["bytes=1000-", "bytes=1700-"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.enable_socket
def test_a_run_that_its_user_stops_keeps_what_came(server: Server, tmp_path: Path) -> None:
    content = bytes(range(250)) * 20_000

    def stop(_: Progress) -> None:
        raise KeyboardInterrupt

    address = server.serve("/list.csv", whole(content))
    with pytest.raises(KeyboardInterrupt):
        Fetcher(allowed_hosts=server.hosts, parts=tmp_path, progress=stop).get(address)
    assert fetcher_of(server, tmp_path).get(address).content == content
    asked = server.asked[1].headers["range"]
    assert 1_000_000 <= int(asked.removeprefix("bytes=").removesuffix("-")) < len(content)


@pytest.mark.enable_socket
def test_what_cannot_be_gone_on_with_is_not_kept(server: Server, tmp_path: Path) -> None:
    break_off(server, tmp_path, cut(CONTENT, 1000, etag='W/"v1"', changed="never"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.enable_socket
def test_a_part_goes_when_the_file_has_not_changed_after_all(server: Server, tmp_path: Path) -> None:
    address = break_off(server, tmp_path, cut(CONTENT, 1000), whole(OTHER, etag='"v0"'))
    assert fetcher_of(server, tmp_path).get_if_changed(address, Validators('"v0"')) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.enable_socket
@pytest.mark.parametrize("received", [500, 5000, SIZE - 1])
def test_a_part_goes_when_the_file_is_too_large(received: int, server: Server, tmp_path: Path) -> None:
    """By the part alone, by the rest alone, and by both together."""
    address = break_off(server, tmp_path, cut(CONTENT, 1000), whole(CONTENT))
    fetcher = Fetcher(allowed_hosts=server.hosts, parts=tmp_path, limits=FetchLimits(received=received))
    with pytest.raises(CouldNotAsk, match=f"more than {received:,}"):
        fetcher.get(address)
    assert list(tmp_path.iterdir()) == []


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[500] ^= 1
    path.write_bytes(content)


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    "damage",
    [
        lambda data, _: flip(data),
        lambda data, _: data.write_bytes(data.read_bytes()[:-1]),
        lambda data, _: data.write_bytes(b""),
        lambda data, _: data.unlink(),
        lambda _, notes: notes.write_bytes(b""),
        lambda _, notes: notes.write_text("null"),
        lambda _, notes: notes.write_text("[]"),
        lambda _, notes: notes.write_text('{"length": "x", "sha256": 5, "origin": {}}'),
        lambda _, notes: notes.write_bytes(b"\xff\xfe"),
        lambda _, notes: notes.write_text("[" * 100_000),
        lambda _, notes: notes.write_text(json.dumps({**json.loads(notes.read_text()), "length": -1})),
        lambda _, notes: notes.write_text(json.dumps({**json.loads(notes.read_text()), "length": 10**18})),
        lambda _, notes: notes.write_text(json.dumps({**json.loads(notes.read_text()), "origin": {"place": 1}})),
    ],
    ids=[
        "a flipped bit",
        "a byte short",
        "emptied",
        "gone",
        "no notes",
        "null",
        "a list",
        "other kinds",
        "no text",
        "nested",
        "a negative length",
        "an absurd length",
        "half an origin",
    ],
)
def test_a_damaged_part_is_thrown_away(damage: object, server: Server, tmp_path: Path) -> None:
    address = break_off(server, tmp_path, cut(CONTENT, 1000), whole(CONTENT))
    (data,), (notes,) = tmp_path.glob("*.part"), tmp_path.glob("*.json")
    assert callable(damage)
    damage(data, notes)
    assert fetcher_of(server, tmp_path).get(address).content == CONTENT
    assert ranges(server) == [(None, None)]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.enable_socket
def test_bytes_behind_those_that_were_noted_are_not_taken(server: Server, tmp_path: Path) -> None:
    """A run that was killed may have written more than it noted."""
    address = break_off(server, tmp_path, cut(CONTENT, 1000), cut(CONTENT, 10), whole(CONTENT))
    (data,) = tmp_path.glob("*.part")
    data.write_bytes(data.read_bytes() + b"half a line")
    with pytest.raises(CouldNotAsk):
        fetcher_of(server, tmp_path, tries=1).get(address)
    assert data.read_bytes() == CONTENT[:1010]
    assert fetcher_of(server, tmp_path).get(address).content == CONTENT
    assert [each for each, _ in ranges(server)] == ["bytes=1000-", "bytes=1010-"]


@pytest.mark.enable_socket
def test_a_folder_that_cannot_be_written_costs_nothing_else(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")
    address = server.serve("/list.csv", cut(CONTENT, 1000), whole(CONTENT))
    assert fetcher_of(server, file / "parts").get(address).content == CONTENT
    assert ranges(server)[1] == ("bytes=1000-", '"v1"')


@pytest.mark.enable_socket
def test_files_of_two_addresses_are_kept_apart(server: Server, tmp_path: Path) -> None:
    one, two = (
        server.serve("/one", cut(CONTENT, 1000), whole(CONTENT)),
        server.serve("/two", cut(OTHER, 2000), whole(OTHER)),
    )
    for address in (one, two):
        with pytest.raises(CouldNotAsk):
            fetcher_of(server, tmp_path, tries=1).get(address)
    assert [fetcher_of(server, tmp_path).get(address).content for address in (one, two)] == [CONTENT, OTHER]


@pytest.mark.enable_socket
def test_links_that_are_signed_anew_lead_to_the_same_file(server: Server, tmp_path: Path) -> None:
    server.serve("/file?signed=1", cut(CONTENT, 1000))
    server.serve("/file?signed=2", whole(CONTENT))
    address = break_off(server, tmp_path, redirected("/file?signed=1"), redirected("/file?signed=2"))
    assert fetcher_of(server, tmp_path).get(address).answered_by == server.address("/file?signed=2")
    assert server.asked[-1].headers["range"] == "bytes=1000-"


ORIGIN = Origin("https://publisher.org/list.csv", {"etag": '"v1"'}, '"v1"', 100)


def test_what_came_is_written_down_from_time_to_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a run that is killed loses little."""
    monkeypatch.setattr(parts_module, "_KEEP_EVERY", 10)
    part = Part(tmp_path, "https://publisher.org/list.csv")
    part.begin(ORIGIN)
    for piece in (b"123456", b"7890ab", b"cdefg"):
        part.append(piece)
    found = Part(tmp_path, "https://publisher.org/list.csv")
    assert (bytes(found.content), found.origin) == (b"1234567890ab", ORIGIN)


def test_two_runs_that_write_one_part_spoil_it_and_are_not_believed(tmp_path: Path) -> None:
    one, two = (Part(tmp_path, "https://publisher.org/list.csv") for _ in range(2))
    for part, piece in ((one, b"aaaa"), (two, b"bbbb")):
        part.begin(ORIGIN)
        part.append(piece)
    one.keep()
    two.keep()
    one.append(b"aaaa")
    one.keep()
    assert bytes(Part(tmp_path, "https://publisher.org/list.csv").content) == b""
    assert bytes(one.content) == b"aaaaaaaa"


def test_an_origin_is_taken_up_as_it_was(tmp_path: Path) -> None:
    origin = replace(ORIGIN, total=None, headers={"etag": '"ü"', "x": ""})
    part = Part(tmp_path, "a")
    part.begin(origin)
    part.append(b"x")
    part.keep()
    assert Part(tmp_path, "a").origin == origin


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("bytes 0-9/10", ContentRange(0, 9, 10)),
        ("bytes 5-9/*", ContentRange(5, 9, None)),
        (" bytes 5-5/6 ", ContentRange(5, 5, 6)),
        ("bytes 0-10/10", None),
        ("bytes 9-5/10", None),
        ("bytes */10", None),
        ("bytes 0-9", None),
        ("bytes=0-9/10", None),
        ("bytes -1-9/10", None),
        ("bytes ٠-٩/10", None),
        ("", None),
    ],
)
def test_a_content_range_is_read_or_left(said: str, meant: ContentRange | None) -> None:
    assert content_range({"content-range": said}) == meant


def test_a_file_without_marks_has_no_mark() -> None:
    assert mark({}) is None
