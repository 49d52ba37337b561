"""Servers that send too much, too slowly, too little or lies: given up within limits, and nothing stays behind."""

from __future__ import annotations

import gzip
import itertools
import tracemalloc
import zlib
from threading import Event
from typing import TYPE_CHECKING

import pytest

from clearhold.lists.fetch import Fetcher, FetchLimits
from clearhold.model import CouldNotAsk
from tests.lists.a_server import (
    a_server,
    bombed,
    chunked,
    cut,
    deflated,
    endless,
    held,
    raw,
    redirected,
    response,
    status,
    truncated,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.lists.a_server import Answer, Server

pytestmark = pytest.mark.enable_socket

CONTENT = b"".join(b"%d,Company %d\n" % (row, row) for row in range(1000))
SIZE = len(CONTENT)
LIMITS = FetchLimits(received=1_000_000, unpacked=5_000_000, seconds=60, tries=2)
GIVEN_UP = ", and was given up; download the file with a browser and give it with --from"
LATER = "try again later, or download the file with a browser and give it with --from"


@pytest.fixture
def server() -> Iterator[Server]:
    with a_server() as server:
        yield server


def clock(step: float) -> Callable[[], float]:
    """A clock that goes on by so many seconds each time it is looked at."""
    return itertools.count(0.0, step).__next__


def refusal(server: Server, parts: Path, *answers: Answer, step: float = 0.0) -> str:
    """What is told when a file served so is asked for, without its address; nothing may be left in the folder."""
    address = server.serve("/list.csv", *answers)
    fetcher = Fetcher(allowed_hosts=server.hosts, limits=LIMITS, parts=parts, sleep=lambda _: None, clock=clock(step))
    with pytest.raises(CouldNotAsk) as told:
        fetcher.get(address)
    sentence = str(told.value)
    assert sentence.startswith(address)
    return sentence.removeprefix(address)


def with_length(length: object, body: bytes = CONTENT) -> Answer:
    return raw(response(200, {"Content-Length": str(length)}, body))


PAST_LIMITS: dict[str, tuple[Answer, str]] = {
    "a gzip bomb": (bombed(50), " unpacks to more than 5,000,000 bytes"),
    "a deflate bomb": (bombed(50, encoding="deflate"), " unpacks to more than 5,000,000 bytes"),
    "a gzip bomb in chunks": (
        chunked(deflated([bytes(50_000_000)]), content_encoding="gzip"),
        " unpacks to more than 5,000,000 bytes",
    ),
    "a gzip bomb of many members": (
        whole(gzip.compress(bytes(1_000_000)) * 50, content_encoding="gzip"),
        " unpacks to more than 5,000,000 bytes",
    ),
    "an endless body": (endless(), " sends more than 1,000,000 bytes"),
    "an endless body of chunks": (
        lambda _: itertools.chain(
            [response(200, {"Transfer-Encoding": "chunked"})], itertools.repeat(b"2710\r\n" + bytes(10_000) + b"\r\n")
        ),
        " sends more than 1,000,000 bytes",
    ),
    "endless notes on tiny chunks": (
        lambda _: itertools.chain(
            [response(200, {"Transfer-Encoding": "chunked"})], itertools.repeat(b"1;" + b"n" * 9000 + b"\r\nx\r\n")
        ),
        " sends more than 1,000,000 bytes",
    ),
    "endless trailers after the chunks": (
        lambda _: itertools.chain(
            [response(200, {"Transfer-Encoding": "chunked"}), b"0\r\n"],
            itertools.repeat(b"X-More: " + b"x" * 9000 + b"\r\n"),
        ),
        " sends more than 1,000,000 bytes",
    ),
    "an endless body behind a length": (endless(stated=1000), " is longer than the 1,000 bytes that its server states"),
    "a length above the limit": (with_length(1_000_001), " is 1,000,001 bytes long, more than 1,000,000"),
    "a length above the limit, in fact short": (
        with_length(999_999_999_999, b""),
        " is 999,999,999,999 bytes long, more than 1,000,000",
    ),
    "an absurd length": (with_length("9" * 30), f" is said to be {'9' * 30} bytes long"),
    "thirty thousand digits of length": (with_length("9" * 30_000), f" is said to be {'9' * 100} bytes long"),
    "huge headers": (
        raw(response(200, {f"X-{number}": "x" * 30_000 for number in range(10)}, CONTENT)),
        " sends headers of more than 48,000 bytes",
    ),
    "endless headers": (
        lambda _: itertools.chain([b"HTTP/1.1 200 OK\r\n"], itertools.repeat(b"X-More: " + b"x" * 9000 + b"\r\n")),
        " sends headers of more than 48,000 bytes",
    ),
    "an endless line of headers": (
        lambda _: itertools.chain([b"HTTP/1.1 200 OK\r\nX-Long: "], itertools.repeat(b"x" * 9000)),
        " sends headers of more than 48,000 bytes",
    ),
    "endless answers to go on": (
        lambda _: itertools.repeat(b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
        " sends headers of more than 48,000 bytes",
    ),
    "a redirect to itself": (redirected("/list.csv"), " redirects in a circle"),
}


@pytest.mark.parametrize("shape", PAST_LIMITS)
def test_what_goes_past_a_limit_is_given_up_at_once(shape: str, server: Server, tmp_path: Path) -> None:
    answer, words = PAST_LIMITS[shape]
    sentence = refusal(server, tmp_path, answer)
    assert sentence.startswith(words)
    assert sentence.endswith((GIVEN_UP, LATER))
    assert len(server.asked) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "answer",
    [
        endless(b"x"),
        endless(b"x", stated=999_999),
        lambda _: itertools.chain([response(200, {"Transfer-Encoding": "chunked"})], itertools.repeat(b"1\r\nx\r\n")),
        lambda _: itertools.chain([b"HTTP/1.1 200 OK\r\nX-Slow: "], itertools.repeat(b"x")),
        lambda _: itertools.chain([b"HTTP/1.1 200 OK\r\n"], itertools.repeat(b"X: y\r\n")),
        lambda _: itertools.chain(
            [response(200, {"ETag": '"v1"', "Accept-Ranges": "bytes", "Content-Length": "999999"})],
            itertools.repeat(b"x"),
        ),
    ],
    ids=["body", "body with a length", "chunks", "a header", "headers", "a body that could be gone on with"],
)
def test_a_drip_runs_into_the_time_for_the_whole_file(answer: Answer, server: Server, tmp_path: Path) -> None:
    """Each byte comes in time, and the file never: by this clock the server takes 9 seconds for each step."""
    assert refusal(server, tmp_path, answer, step=9) == f" takes longer than 60 seconds{GIVEN_UP}"
    assert len(server.asked) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_says_nothing_is_not_waited_for(server: Server) -> None:
    until = Event()
    address = server.serve("/list.csv", held(whole(CONTENT), until))
    fetcher = Fetcher(allowed_hosts=server.hosts, limits=FetchLimits(read_seconds=0.05, tries=2), sleep=lambda _: None)
    try:
        with pytest.raises(CouldNotAsk) as told:
            fetcher.get(address)
    finally:
        until.set()
    assert str(told.value) == (
        f"{address}: its server does not answer in time, tried 2 times: check the connection, or try again later"
    )


BROKEN: dict[str, tuple[Answer, str]] = {
    "cut": (cut(CONTENT, 1000), f": the file was cut after 1,000 of {SIZE:,} bytes, tried 2 times: {LATER}"),
    "cut before its first byte": (
        cut(CONTENT, 0),
        f": the file was cut after 0 of {SIZE:,} bytes, tried 2 times: {LATER}",
    ),
    "cut before its last byte": (
        with_length(SIZE + 1),
        f": the file was cut after {SIZE:,} of {SIZE + 1:,} bytes, tried 2 times: {LATER}",
    ),
    "cut between chunks": (
        chunked(CONTENT[:1000], ended=False),
        f": the file was cut after 1,000 bytes, tried 2 times: {LATER}",
    ),
    "cut within a chunk": (
        truncated(chunked(CONTENT), 6 + 600),
        f": the file was cut after 600 bytes, tried 2 times: {LATER}",
    ),
    "a chunk of no length": (
        raw(response(200, {"Transfer-Encoding": "chunked"}) + b"zz\r\nabc"),
        f": the file was cut after 0 bytes, tried 2 times: {LATER}",
    ),
    "a chunk of negative length": (
        raw(response(200, {"Transfer-Encoding": "chunked"}) + b"-5\r\nabc"),
        f": the file was cut after 3 bytes, tried 2 times: {LATER}",
    ),
    "gzip cut within": (
        whole(gzip.compress(CONTENT)[:-9], content_encoding="gzip"),
        f": its packed content ends before its end, tried 2 times: {LATER}",
    ),
    "gzip cut, without a length": (
        raw(response(200, {"Content-Encoding": "gzip"}) + gzip.compress(CONTENT)[:1000]),
        f": its packed content ends before its end, tried 2 times: {LATER}",
    ),
    "gzip with a flipped bit": (
        whole(gzip.compress(CONTENT)[:-8] + bytes(8), content_encoding="gzip"),
        f": its gzip packing is broken, tried 2 times: {LATER}",
    ),
    "not gzip at all": (
        whole(CONTENT, content_encoding="gzip"),
        f": its gzip packing is broken, tried 2 times: {LATER}",
    ),
    "gzip and then something else": (
        whole(gzip.compress(CONTENT) + b"more", content_encoding="gzip"),
        f": its gzip packing is broken, tried 2 times: {LATER}",
    ),
    "deflate and then something else": (
        whole(zlib.compress(CONTENT) + b"more", content_encoding="deflate"),
        f": its packed content is followed by something else, tried 2 times: {LATER}",
    ),
    "a length that is no number": (
        with_length("many"),
        ": its server's answer cannot be read, tried 2 times: check the connection, or try again later",
    ),
    "a negative length": (
        with_length("-1"),
        ": its server's answer cannot be read, tried 2 times: check the connection, or try again later",
    ),
    "two lengths": (
        with_length(f"{SIZE}, 5"),
        ": its server's answer cannot be read, tried 2 times: check the connection, or try again later",
    ),
    "packed as it travels": (
        raw(response(200, {"Transfer-Encoding": "gzip, chunked"}) + gzip.compress(CONTENT)),
        ": its server's answer cannot be read, tried 2 times: check the connection, or try again later",
    ),
    "two hundred headers": (
        raw(response(200, {f"X-{number}": "x" for number in range(200)}, CONTENT)),
        ": its server's answer cannot be read, tried 2 times: check the connection, or try again later",
    ),
    "another protocol": (
        raw(b"SSH-2.0-OpenSSH_9.2\r\n"),
        ": its server's answer cannot be read, tried 2 times: check the connection, or try again later",
    ),
    "a bare body": (
        raw(CONTENT),
        ": its server's answer cannot be read, tried 2 times: check the connection, or try again later",
    ),
}


@pytest.mark.parametrize("shape", BROKEN)
def test_what_comes_broken_is_tried_again_and_never_taken_for_the_file(
    shape: str, server: Server, tmp_path: Path
) -> None:
    answer, sentence = BROKEN[shape]
    # A server that says nothing of ranges, so that each try begins anew.
    plain = without_ranges(answer)
    assert refusal(server, tmp_path, plain) == sentence
    assert len(server.asked) == 2
    assert list(tmp_path.iterdir()) == []


def without_ranges(answer: Answer) -> Answer:
    return lambda asked: (piece.replace(b"Accept-Ranges: bytes\r\n", b"") for piece in answer(asked))


@pytest.mark.parametrize("stated", [0, 1, SIZE - 1])
def test_a_file_longer_than_its_server_states_is_not_taken(stated: int, server: Server, tmp_path: Path) -> None:
    assert refusal(server, tmp_path, with_length(stated)) == (
        f" is longer than the {stated:,} bytes that its server states: {LATER}"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("packing", ["br", "zstd", "compress", "gzip, gzip", "gzip, br", "identity, gzip", "x" * 5000])
def test_unknown_and_stacked_packings_are_refused_unread(packing: str, server: Server, tmp_path: Path) -> None:
    assert refusal(server, tmp_path, whole(CONTENT, content_encoding=packing)) == (
        f": its server packs the file in an unknown way ('{packing[:100]}'): "
        "download the file with a browser and give it with --from"
    )
    assert len(server.asked) == 1


def test_a_bomb_within_a_bomb_is_not_opened(server: Server, tmp_path: Path) -> None:
    assert "in an unknown way ('gzip, gzip')" in refusal(server, tmp_path, bombed(50, times=2))


def test_a_bomb_takes_no_more_memory_than_the_limits(server: Server, tmp_path: Path) -> None:
    bomb = bombed(60)
    tracemalloc.start()
    try:
        refusal(server, tmp_path, bomb)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 4 * LIMITS.unpacked


def test_a_hundred_redirects_are_not_followed(server: Server, tmp_path: Path) -> None:
    for number in range(100):
        server.serve(f"/{number}", redirected(f"/{number + 1}"))
    assert refusal(server, tmp_path, redirected("/0")) == f" redirects more than 5 times{GIVEN_UP}"
    assert len(server.asked) == 6


def test_a_circle_of_redirects_is_seen(server: Server, tmp_path: Path) -> None:
    server.serve("/a", redirected("/b"))
    server.serve("/b", redirected("/a"))
    assert refusal(server, tmp_path, redirected("/a")) == f" redirects in a circle{GIVEN_UP}"
    assert [each.path for each in server.asked] == ["/list.csv", "/a", "/b"]


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("file:///etc/passwd", "'file:///etc/passwd', which is not asked: it does not begin with https:// or http://"),
        (
            "gopher://127.0.0.1/",
            "'gopher://127.0.0.1/', which is not asked: it does not begin with https:// or http://",
        ),
        (
            "http://169.254.169.254/a",
            "http://169.254.169.254/a, which is not asked: 169.254.169.254 is a link-local address",
        ),
        ("http://127.0.0.1:1/", "http://127.0.0.1:1/, which is not asked: port 1 belongs to another service"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/, which is not asked: 127.0.0.1 is a loopback address"),
        ("//localhost/", "http://localhost/, which is not asked: localhost names a host of a local network"),
        (
            "http://0x7f.1/",
            "'http://0x7f.1/', which is not asked: its host is no plain number: write it as four numbers with dots",
        ),
        (
            "http://publisher.org@10.0.0.1/",
            "'http://publisher.org@10.0.0.1/', which is not asked: it has a user name before its host",
        ),
        ("http://inside.org/", "http://inside.org/, which is not asked: inside.org is at 10.0.0.9, a private address"),
        ("http://[::1]/", "http://[::1]/, which is not asked: ::1 is a loopback address"),
    ],
)
def test_redirects_to_where_nobody_may_ask_are_not_followed(to: str, reason: str, server: Server) -> None:
    looked_up: list[str] = []

    def look_up(host: str, _: int) -> list[str]:
        looked_up.append(host)
        return {"inside.org": ["10.0.0.9"]}[host]

    address = server.serve("/list.csv", redirected(to))
    with pytest.raises(CouldNotAsk) as told:
        Fetcher(allowed_hosts=server.hosts, resolver=look_up).get(address)
    assert str(told.value) == (
        f"{address} redirects to {reason}: download the file with a browser and give it with --from"
    )
    assert len(server.asked) == 1
    assert looked_up == (["inside.org"] if "inside" in to else [])


def test_a_retry_after_beyond_measure_is_no_wait(server: Server, tmp_path: Path) -> None:
    assert "for 999,999,999 seconds" in refusal(server, tmp_path, status(503, retry_after="9" * 5000))
