"""One question and its answer, over one connection to one address: what comes is metered, and its length is checked."""

from __future__ import annotations

import http.client
import io
import re
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from clearhold.lists.transfer.limits import PastLimit

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator, Mapping, Sequence

    from _typeshed import WriteableBuffer

    from clearhold.lists.transfer.addresses import Target
    from clearhold.lists.transfer.limits import Deadline, FetchLimits

# Faults of a connection or of what came over it; OSError has the time-outs, the resets and the faults of TLS.
FAULTS = (OSError, http.client.HTTPException, urllib3.exceptions.HTTPError)
_PIECE = 65_536
# How long a server that keeps the connection open may take to show that something follows the body.
_LAST_WORD_SECONDS = 0.5
_LENGTH = re.compile(r"0*([0-9]{1,18})")


class TooLong(Exception):
    """A body goes on after the length that its server states."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a target: method and headers."""

    target: Target
    method: str
    headers: Mapping[str, str]


class Meter:
    """Counts what one answer brings, and says how long its next bytes may be waited for."""

    def __init__(self, limits: FetchLimits, deadline: Deadline, body_at_most: int) -> None:
        self.body_at_most = body_at_most
        self.stated: int | None = None
        self.silence = limits.read_seconds
        self._to_connect = limits.connect_seconds
        self._deadline = deadline
        # A buffer's worth of the body may come along with the headers.
        self._left = limits.headers + io.DEFAULT_BUFFER_SIZE
        self._words = f"sends headers of more than {limits.headers:,} bytes"
        self._in_headers = True

    def patience(self) -> float:
        """How many seconds the next bytes may be waited for."""
        return self._deadline.wait(self.silence)

    def patience_to_connect(self) -> float:
        """How many seconds a connection may be waited for."""
        return self._deadline.wait(self._to_connect)

    def body_begins(self, stated: int | None) -> None:
        """The headers are read and state a length: from now on the body's bytes are counted, chunk marks too."""
        self.stated = stated
        self._in_headers = False
        self._left += self.body_at_most
        self._words = f"sends more than {self.body_at_most:,} bytes"

    def note(self, count: int) -> None:
        """So many bytes came, none at the end. Raises PastLimit when they are too many."""
        if count == 0 and self._in_headers:
            # http.client takes headers that end so for whole ones, and what follows for an empty file.
            raise ConnectionError("ended within the headers")
        self._left -= count
        if self._left < 0:
            raise PastLimit(self._words)


class _MeteredStream(io.RawIOBase):
    """What comes from a socket, metered. Each read may take only what is left of the time, so that drips end too."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, meter: Meter) -> None:
        self._raw, self._sock, self._meter = raw, sock, meter

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int | None:
        self._sock.settimeout(self._meter.patience())
        count = self._raw.readinto(buffer)
        self._meter.note(count or 0)
        return count

    def close(self) -> None:
        super().close()
        self._raw.close()


def _metered(meter: Meter) -> type[http.client.HTTPResponse]:
    class MeteredResponse(http.client.HTTPResponse):
        """A response that is metered, and that does not stop reading where its stated length ends."""

        def __init__(self, sock: socket.socket, debuglevel: int = 0, method: str | None = None) -> None:
            super().__init__(sock, debuglevel, method)
            self.fp = io.BufferedReader(_MeteredStream(self.fp.detach(), sock, meter))

        def begin(self) -> None:
            super().begin()
            meter.body_begins(_stated_length(self.headers))
            self.length = None

    return MeteredResponse


class Answer:
    """What a server answered: status and headers (names in lower case) at once, the body when its pieces are taken.

    `stated` is the length of the body as the server states it.
    """

    def __init__(
        self, target: Target, connection: HTTPConnection, response: urllib3.HTTPResponse, meter: Meter
    ) -> None:
        self.target = target
        self.status = response.status
        self.headers: Mapping[str, str] = {name.lower(): value for name, value in response.headers.items()}
        self.stated = meter.stated
        self._connection, self._response, self._meter = connection, response, meter
        # Or else urllib3 closes the connection at the stated length, and what follows is never seen.
        response.length_remaining = None

    def pieces(self) -> Iterator[bytes]:
        """The body as it comes, still packed. It may end early: comparing with `stated` is for the caller.

        Raises one of FAULTS when the connection breaks, PastLimit, or TooLong.
        """
        stated = self.stated
        if stated is not None and stated > self._meter.body_at_most:
            raise PastLimit(f"is {stated:,} bytes long, more than {self._meter.body_at_most:,}")
        came = 0
        while stated is None or came < stated:
            wanted = _PIECE if stated is None else min(_PIECE, stated - came)
            piece = self._response.read1(wanted, decode_content=False)
            if not piece:
                return
            came += len(piece)
            yield piece
        if self._goes_on():
            raise TooLong(f"is longer than the {stated:,} bytes that its server states")

    def _goes_on(self) -> bool:
        self._meter.silence = _LAST_WORD_SECONDS
        try:
            return bool(self._response.read1(1, decode_content=False))
        except FAULTS:
            return False

    def close(self) -> None:
        """Ends the connection, whatever is still to come."""
        self._response.close()
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def ask(question: Question, addresses: Sequence[str], meter: Meter) -> Answer:
    """What the target answers, at the first of its addresses that takes a connection.

    Raises one of FAULTS, or PastLimit.
    """
    target = question.target
    connection = _connect(target, addresses, meter)
    connection.response_class = _metered(meter)
    try:
        connection.timeout = meter.patience()
        connection.request(
            question.method,
            target.path,
            headers={"Host": target.host_and_port, **question.headers, "Connection": "close"},
            preload_content=False,
            decode_content=False,
            enforce_content_length=False,
        )
        return Answer(target, connection, connection.getresponse(), meter)
    except BaseException:
        connection.close()
        raise


def _connect(target: Target, addresses: Sequence[str], meter: Meter) -> HTTPConnection:
    """A connection to one of the addresses themselves: no name is looked up any more. TLS still verifies the name."""
    for address in addresses[:-1]:
        try:
            return _connect_to(target, address, meter.patience_to_connect())
        except ssl.SSLCertVerificationError:
            raise
        except FAULTS:
            continue
    return _connect_to(target, addresses[-1], meter.patience_to_connect())


def _connect_to(target: Target, address: str, seconds: float) -> HTTPConnection:
    connection = (
        HTTPSConnection(address, target.port, timeout=seconds, server_hostname=target.host)
        if target.scheme == "https"
        else HTTPConnection(address, target.port, timeout=seconds)
    )
    try:
        connection.connect()
    except BaseException:
        connection.close()
        raise
    return connection


def _stated_length(headers: http.client.HTTPMessage) -> int | None:
    coding = headers.get_all("transfer-encoding")
    if coding is not None:
        if [each.strip().lower() for each in coding] != ["chunked"]:
            raise http.client.HTTPException(f"Transfer-Encoding {coding!r}")
        return None
    # Several equal lengths count as one (RFC 9110, section 8.6).
    lengths = {each.strip() for line in headers.get_all("content-length", ()) for each in line.split(",")}
    if not lengths:
        return None
    length = lengths.pop()
    if lengths or not length.isascii() or not length.isdigit():
        raise http.client.HTTPException("Content-Length is no number, or several")
    match = _LENGTH.fullmatch(length)
    if match is None:
        raise PastLimit(f"is said to be {length[:100]} bytes long")
    return int(match[1])
