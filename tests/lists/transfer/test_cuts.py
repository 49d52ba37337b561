"""A file cut at any byte is refused or whole, never short (robustness: R9, the transfer's part)."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from clearhold.lists.fetch import Fetcher, FetchLimits
from clearhold.model import CouldNotAsk
from tests.lists.a_server import a_server, chunked, raw, response, truncated, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.lists.a_server import Answer, Server

CONTENT = b"".join(b"%d,Company %d\n" % (row, row) for row in range(1000))
CHUNKS = [CONTENT[start : start + 500] for start in range(0, len(CONTENT), 500)]
ROW_ENDS = [place + 1 for place, byte in enumerate(CONTENT) if byte == ord("\n")]
ANSWERS: dict[str, Answer] = {
    "with a length": whole(CONTENT),
    "packed, with a length": whole(gzip.compress(CONTENT, mtime=0), content_encoding="gzip"),
    "packed, until the connection ends": raw(
        response(200, {"Content-Encoding": "gzip"}) + gzip.compress(CONTENT, mtime=0)
    ),
    "in chunks": chunked(*CHUNKS),
    "packed, in chunks": chunked(*(gzip.compress(each, mtime=0) for each in CHUNKS), content_encoding="gzip"),
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with a_server() as server:
        yield server


@pytest.mark.enable_socket
@pytest.mark.parametrize("shape", ANSWERS)
def test_a_file_cut_anywhere_is_refused(shape: str, server: Server) -> None:
    answer = ANSWERS[shape]
    address = server.serve("/list.csv", answer)
    fetcher = Fetcher(allowed_hosts=server.hosts, limits=FetchLimits(tries=1))
    assert fetcher.get(address).content == CONTENT
    sent = b"".join(answer(server.asked[-1]))
    # Of the last chunk, which is empty, the mark alone is enough to know that it is the last one.
    enough = len(sent.partition(b"\r\n\r\n")[2]) - len(b"0\r\n\r\n")
    places = {*range(1, enough, enough // 100), *ROW_ENDS[::50], enough - 1}
    for number, place in enumerate(sorted(each for each in places if each < enough)):
        with pytest.raises(CouldNotAsk):
            fetcher.get(server.serve(f"/{number}", truncated(answer, place)))
