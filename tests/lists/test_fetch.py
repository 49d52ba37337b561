"""Files are fetched whole, once, on condition and with patience; what does not come is told in a sentence."""

from __future__ import annotations

import gzip
import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Event
from typing import TYPE_CHECKING

import pytest

from clearhold import __version__
from clearhold.lists.fetch import Fetcher, FetchLimits, Validators
from clearhold.model import CouldNotAsk
from tests.lists.a_server import (
    CHANGED,
    a_page_instead,
    a_server,
    chunked,
    emptied,
    held,
    packed,
    raw,
    redirected,
    refusing_head,
    response,
    shrunken,
    slow,
    status,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clearhold.lists.fetch import Progress
    from tests.lists.a_server import Answer, Server

pytestmark = pytest.mark.enable_socket

CONTENT = b"".join(b"%d,Company %d\n" % (row, row) for row in range(1000))
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def server() -> Iterator[Server]:
    with a_server() as server:
        yield server


class Waits(list[float]):
    """Stands for sleeping: keeps the seconds."""

    def __call__(self, seconds: float) -> None:
        """No time passes."""
        self.append(seconds)


def fetcher_of(server: Server, limits: FetchLimits | None = None, waits: Waits | None = None) -> Fetcher:
    return Fetcher(allowed_hosts=server.hosts, limits=limits, sleep=Waits() if waits is None else waits)


def refusal(server: Server, *answers: Answer, limits: FetchLimits | None = None) -> str:
    """The sentence told when a file served so is asked for, without its address."""
    address = server.serve("/list.csv", *answers)
    with pytest.raises(CouldNotAsk) as told:
        fetcher_of(server, limits).get(address)
    sentence = str(told.value)
    assert sentence.startswith(address)
    return sentence.removeprefix(address)


def test_a_file_comes_with_what_was_said_of_it(server: Server) -> None:
    address = server.serve("/list.csv", whole(CONTENT, content_type="text/csv"))
    fetched = fetcher_of(server).get(address)
    assert fetched.content == CONTENT
    assert fetched.sha256 == SHA256
    assert (fetched.address, fetched.answered_by) == (address, address)
    assert fetched.validators == Validators('"v1"', CHANGED)
    assert fetched.headers["content-type"] == "text/csv"
    assert fetched.headers["content-length"] == str(len(CONTENT))
    assert fetched.fetched_at.tzinfo is UTC
    assert abs((datetime.now(UTC) - fetched.fetched_at).total_seconds()) < 3600


def test_the_program_says_who_it_is_and_whom_it_asks(server: Server) -> None:
    fetcher_of(server).get(server.serve("/list.csv?a=1&b=%20", whole(CONTENT)))
    (asked,) = server.asked
    assert (asked.method, asked.path) == ("GET", "/list.csv?a=1&b=%20")
    assert asked.headers == {
        "host": f"127.0.0.1:{server.port}",
        "user-agent": f"clearhold/{__version__}",
        "accept": "*/*",
        "accept-encoding": "gzip",
        "connection": "close",
    }


def test_proxies_of_the_environment_are_not_used(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetcher_of(server).get(server.serve("/list.csv", whole(CONTENT))).content == CONTENT


@pytest.mark.parametrize(
    "answer",
    [
        packed(CONTENT),
        packed(CONTENT, encoding="deflate"),
        packed(CONTENT, encoding="bare deflate"),
        whole(gzip.compress(CONTENT[:5000]) + gzip.compress(CONTENT[5000:]), content_encoding="x-gzip"),
        whole(gzip.compress(CONTENT) + bytes(100), content_encoding="GZIP"),
        whole(CONTENT, content_encoding="identity"),
        chunked(CONTENT[:1], CONTENT[1:9000], CONTENT[9000:]),
        chunked(gzip.compress(CONTENT), content_encoding="gzip"),
        raw(response(200, {}) + CONTENT),
        raw(response(200, {"Content-Length": f"{len(CONTENT)}, {len(CONTENT)}"}) + CONTENT),
        slow(whole(CONTENT), 0.001),
    ],
    ids=[
        "gzip",
        "deflate",
        "bare deflate",
        "gzip of two members",
        "gzip with zeros after it",
        "identity",
        "chunks",
        "gzip in chunks",
        "no length, until the connection closes",
        "the length twice",
        "slow",
    ],
)
def test_a_file_is_the_same_however_it_travels(answer: Answer, server: Server) -> None:
    assert fetcher_of(server).get(server.serve("/list.csv", answer)).sha256 == SHA256


def test_a_server_that_keeps_the_connection_open_is_not_waited_for(server: Server) -> None:
    stop = Event()

    def keeps_open(_: object) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(CONTENT) + CONTENT
        stop.wait()

    try:
        fetched = fetcher_of(server, FetchLimits(read_seconds=3600)).get(server.serve("/list.csv", keeps_open))
    finally:
        stop.set()
    assert fetched.content == CONTENT


@pytest.mark.parametrize(
    ("answer", "content"),
    [
        (emptied(), b""),
        (emptied(content_encoding="gzip"), b""),
        (chunked(), b""),
        (shrunken(CONTENT, 0.1), b"".join(CONTENT.splitlines(keepends=True)[:100])),
        (a_page_instead("<html>"), b"<html>"),
    ],
    ids=["empty", "empty and packed", "no chunks", "shrunken", "a page"],
)
def test_what_was_served_is_not_judged_here(answer: Answer, content: bytes, server: Server) -> None:
    """Whether a list may be as small as this is for the gate."""
    assert fetcher_of(server).get(server.serve("/list.csv", answer)).content == content


def test_a_file_that_has_not_changed_is_not_sent(server: Server) -> None:
    address = server.serve("/list.csv", whole(CONTENT))
    known = fetcher_of(server).get(address).validators
    assert fetcher_of(server).get_if_changed(address, known) is None
    assert fetcher_of(server).get_if_changed(address, Validators(last_modified=CHANGED)) is None
    assert [(each.headers.get("if-none-match"), each.headers.get("if-modified-since")) for each in server.asked] == [
        (None, None),
        ('"v1"', CHANGED),
        (None, CHANGED),
    ]


def test_a_file_that_has_changed_is_sent(server: Server) -> None:
    address = server.serve("/list.csv", whole(CONTENT, etag='"v2"'))
    fetched = fetcher_of(server).get_if_changed(address, Validators('"v1"', CHANGED))
    assert fetched is not None
    assert fetched.validators.etag == '"v2"'


def test_a_server_without_conditions_sends_the_same_file_and_it_is_seen(server: Server) -> None:
    address = server.serve("/list.csv", raw(response(200, {"ETag": '"v1"'}, CONTENT)))
    assert fetcher_of(server).get_if_changed(address, Validators('W/"v1"')) is None


def test_not_changed_is_no_answer_to_a_question_without_condition(server: Server) -> None:
    assert refusal(server, status(304)) == (
        ": the publisher's server answered that nothing has changed, though nothing was known (304): "
        "download the file with a browser and give it with --from"
    )


def test_a_file_asked_for_twice_is_fetched_once(server: Server) -> None:
    address, other = server.serve("/list.csv", whole(CONTENT)), server.serve("/other.csv", whole(b"other"))
    fetcher = fetcher_of(server)
    first = fetcher.get(address)
    assert fetcher.get(address) is not None
    assert fetcher.get(f"{address}#part") == replace(first, address=f"{address}#part")
    assert fetcher.get_if_changed(address, Validators('"v0"')) == first
    assert fetcher.get_if_changed(address, Validators('"v1"')) is None
    assert fetcher.get(other).content == b"other"
    assert [each.path for each in server.asked] == ["/list.csv", "/other.csv"]


def test_what_has_not_changed_is_asked_once_and_fetched_when_it_is_wanted(server: Server) -> None:
    address = server.serve("/list.csv", whole(CONTENT))
    fetcher = fetcher_of(server)
    assert fetcher.get_if_changed(address, Validators('"v1"')) is None
    assert fetcher.get_if_changed(address, Validators('"v1"')) is None
    assert len(server.asked) == 1
    assert fetcher.get(address).content == CONTENT
    assert len(server.asked) == 2


def test_threads_that_ask_for_one_file_wait_for_one_transfer(server: Server) -> None:
    until = Event()
    address = server.serve("/list.csv", held(whole(CONTENT), until))
    fetcher = fetcher_of(server)
    with ThreadPoolExecutor(8) as pool:
        waiting = [pool.submit(fetcher.get, address) for _ in range(8)]
        until.set()
        contents = [each.result().content for each in waiting]
    assert contents == [CONTENT] * 8
    assert len(server.asked) == 1


def test_threads_that_wait_for_one_transfer_share_its_failure_and_it_is_not_kept(server: Server) -> None:
    until = Event()
    address = server.serve("/list.csv", held(status(404), until), whole(CONTENT))
    fetcher = fetcher_of(server)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(fetcher.get, address)
        until.set()
        with pytest.raises(CouldNotAsk):
            waiting.result()
    assert fetcher.get(address).content == CONTENT


def test_different_files_come_at_the_same_time(server: Server) -> None:
    until = Event()
    one = server.serve("/one.csv", held(whole(b"one"), until))
    two = server.serve("/two.csv", whole(b"two"))
    fetcher = fetcher_of(server)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(fetcher.get, one)
        try:
            assert fetcher.get(two).content == b"two"
        finally:
            until.set()
        assert waiting.result().content == b"one"


def test_redirects_are_followed_and_the_last_server_is_named(server: Server) -> None:
    address = server.serve("/list", redirected("/a", 301))
    server.serve("/a", redirected("b?x=1", 302))
    server.serve("/b?x=1", redirected(server.address("/c"), 303))
    server.serve("/c", redirected("/d", 307))
    server.serve("/d", redirected("/list.csv", 308))
    server.serve("/list.csv", whole(CONTENT))
    fetched = fetcher_of(server).get_if_changed(address, Validators('"v0"'))
    assert fetched is not None
    assert (fetched.address, fetched.answered_by) == (address, server.address("/list.csv"))
    assert [each.path for each in server.asked] == ["/list", "/a", "/b?x=1", "/c", "/d", "/list.csv"]
    assert {each.headers["if-none-match"] for each in server.asked} == {'"v0"'}


@pytest.mark.parametrize("code", [429, 500, 502, 503, 504])
def test_passing_faults_are_tried_again_after_growing_waits(code: int, server: Server) -> None:
    waits = Waits()
    address = server.serve("/list.csv", status(code), status(code), status(code), whole(CONTENT))
    assert fetcher_of(server, waits=waits).get(address).content == CONTENT
    assert len(waits) == 3
    for wait, longest in zip(waits, (1, 2, 4), strict=True):
        assert longest / 2 <= wait <= longest


def test_the_waits_of_two_programs_differ(server: Server) -> None:
    address = server.serve("/list.csv", status(503))
    waits = Waits(), Waits()
    for each in waits:
        with pytest.raises(CouldNotAsk):
            fetcher_of(server, waits=each).get(address)
    assert waits[0] != waits[1]


def test_a_broken_connection_is_tried_again(server: Server) -> None:
    waits = Waits()
    starts = (b"", b"HTTP/1.1 2", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nETag: x\r\n", b"HTTP/1.1 200 OK\r\nCont")
    address = server.serve("/list.csv", *(raw(start) for start in starts), whole(CONTENT))
    assert fetcher_of(server, FetchLimits(tries=6), waits).get(address).content == CONTENT
    assert len(waits) == 5


@pytest.mark.parametrize(
    ("asked", "wait"),
    [
        ({"retry_after": "17"}, 17.0),
        ({"retry_after": "Sun, 22 Nov 2026 08:01:30 GMT"}, 90.0),  # the server's clock says 08:00:00
        ({"retry_after": "120"}, 120.0),
    ],
)
def test_a_server_is_left_alone_as_long_as_it_asks(asked: dict[str, str], wait: float, server: Server) -> None:
    waits = Waits()
    address = server.serve("/list.csv", status(503, **asked), whole(CONTENT))
    assert fetcher_of(server, waits=waits).get(address).content == CONTENT
    assert waits == [wait]


@pytest.mark.parametrize("asked", ["0", "soon", "-5", "Sun, 22 Nov 2026 07:00:00 GMT", "١٢"])
def test_a_server_that_asks_for_no_wait_gets_the_usual_one(asked: str, server: Server) -> None:
    waits = Waits()
    until = asked.encode().decode("latin-1")
    address = server.serve("/list.csv", status(503, retry_after=until), whole(CONTENT))
    assert fetcher_of(server, waits=waits).get(address).content == CONTENT
    assert 0.5 <= waits[0] <= 1


def test_a_server_that_asks_for_an_hour_is_left_alone(server: Server) -> None:
    assert refusal(server, status(429, retry_after="3600")) == (
        ": the publisher's server wants to be left alone (429), for 3,600 seconds from now: try again then"
    )
    assert len(server.asked) == 1


def test_waits_count_as_time_that_a_file_takes(server: Server) -> None:
    sentence = refusal(server, status(503, retry_after="100"), limits=FetchLimits(seconds=60))
    assert sentence.startswith(" takes longer than 60 seconds, and was given up")
    assert len(server.asked) == 1


BROWSER = "download the file with a browser and give it with --from"
LOOK = "look for its new address on the publisher's page, or give the file with --from"


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (403, f": the publisher's server refuses programs (403): {BROWSER}"),
        (401, f": the publisher's server wants a user name (401): {BROWSER}"),
        (404, f": the file is not there (404): {LOOK}"),
        (410, f": the file is not there (410): {LOOK}"),
        (204, f": the publisher's server sends an answer that brings no file (204): {BROWSER}"),
        (206, f": the publisher's server sends an answer that brings no file (206): {BROWSER}"),
        (302, f": the publisher's server sends an answer that brings no file (302): {BROWSER}"),
        (418, f": the publisher's server sends an answer that brings no file (418): {BROWSER}"),
        (505, ": the publisher's server is in trouble (505): try again later, or give the file with --from"),
    ],
)
def test_lasting_refusals_are_told_at_once(code: int, sentence: str, server: Server) -> None:
    assert refusal(server, status(code)) == sentence
    assert len(server.asked) == 1


def test_passing_faults_that_stay_are_told_with_the_number_of_tries(server: Server) -> None:
    assert refusal(server, status(503)) == (
        ": the publisher's server is in trouble (503), tried 4 times: try again later, or give the file with --from"
    )
    assert len(server.asked) == 4


def test_a_server_that_is_not_there_is_told(server: Server) -> None:
    address = server.address("/list.csv")
    server.stop()
    with pytest.raises(CouldNotAsk) as told:
        fetcher_of(server).get(address)
    assert str(told.value) == (
        f"{address}: its server takes no connection, tried 4 times: check the connection, or try again later"
    )


def test_a_head_is_what_is_said_of_a_file(server: Server) -> None:
    address = server.serve("/list.csv", whole(CONTENT))
    head = fetcher_of(server).head(address)
    assert (head.address, head.validators, head.last_modified_on) == (
        address,
        Validators('"v1"', CHANGED),
        date(2026, 11, 2),
    )
    assert head.headers["content-length"] == str(len(CONTENT))
    assert [each.method for each in server.asked] == ["HEAD"]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Mon, 02 Nov 2026 23:30:00 GMT", date(2026, 11, 2)),
        ("Mon, 02 Nov 2026 23:30:00 -0500", date(2026, 11, 3)),
        ("Monday, 02-Nov-26 23:30:00 GMT", date(2026, 11, 2)),
        ("2 November", None),
        ("0", None),
        (None, None),
    ],
)
def test_the_day_of_the_last_change_is_that_in_utc(said: str | None, day: date | None, server: Server) -> None:
    head = fetcher_of(server).head(server.serve("/list.csv", whole(CONTENT, changed=said)))
    assert head.last_modified_on == day


@pytest.mark.parametrize("code", [403, 405, 501])
def test_a_server_that_refuses_head_is_asked_for_the_file_without_reading_it(code: int, server: Server) -> None:
    address = server.serve("/list.csv", refusing_head(whole(CONTENT), code))
    assert fetcher_of(server, FetchLimits(received=10)).head(address).validators.etag == '"v1"'
    assert [each.method for each in server.asked] == ["HEAD", "GET"]


def test_a_head_follows_redirects_and_tries_again(server: Server) -> None:
    address = server.serve("/list", status(503), redirected("/list.csv"))
    server.serve("/list.csv", whole(CONTENT))
    assert fetcher_of(server).head(address).validators.etag == '"v1"'
    assert [each.path for each in server.asked] == ["/list", "/list", "/list.csv"]


def test_a_head_of_a_file_that_is_not_there_is_told(server: Server) -> None:
    with pytest.raises(CouldNotAsk, match=r"/gone\.csv: the file is not there \(404\)"):
        fetcher_of(server).head(server.address("/gone.csv"))


def test_progress_is_told_by_bytes_and_seldom(server: Server) -> None:
    content = bytes(30_000_000)
    told: list[Progress] = []
    fetcher = Fetcher(allowed_hosts=server.hosts, progress=told.append)
    address = server.serve("/list.csv", whole(content))
    fetcher.get(address)
    received = [each.received for each in told]
    assert {(each.address, each.total) for each in told} == {(address, len(content))}
    assert received == sorted(received)
    assert received[-1] == len(content)
    assert 10 <= len(told) <= 21


def test_progress_without_a_length_has_no_total(server: Server) -> None:
    told: list[Progress] = []
    address = server.serve("/list.csv", chunked(CONTENT))
    Fetcher(allowed_hosts=server.hosts, progress=told.append).get(address)
    assert [(each.received, each.total) for each in told] == [(len(CONTENT), None)]


def test_a_listener_that_fails_is_not_taken_for_the_server(server: Server) -> None:
    def fails(_: Progress) -> None:
        raise BrokenPipeError("the screen is gone")

    address = server.serve("/list.csv", whole(bytes(3_000_000)))
    with pytest.raises(BrokenPipeError, match="the screen is gone"):
        Fetcher(allowed_hosts=server.hosts, progress=fails).get(address)
    assert len(server.asked) == 1
