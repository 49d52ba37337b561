"""A publisher's server on loopback: serves given bytes well, cut, shrunken, emptied, redirected, slow, or as bombs.

    with a_server() as server:
        server.serve("/list.csv", cut(CONTENT, 100), whole(CONTENT))
        Fetcher(allowed_hosts=server.hosts).get(server.address("/list.csv"))
        assert [asked.headers.get("range") for asked in server.asked] == [None, "bytes=100-"]

A path is served by one answer after the other, the last one again and again. An answer is a function of what was asked
(`Asked`) that gives the response as it goes over the wire, piece by piece, so that it may be anything at all; most
tests take one from the functions below. After an answer the connection is closed. Tests that use the server are marked
`@pytest.mark.enable_socket`.
"""

from __future__ import annotations

import contextlib
import itertools
import re
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl

CHANGED = "Mon, 02 Nov 2026 08:00:00 GMT"
SENT = "Sun, 22 Nov 2026 08:00:00 GMT"
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came: header names in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]


Answer = Callable[[Asked], Iterable[bytes]]


class Server:
    """What tests hold: where it is, what it serves, what it was asked."""

    def __init__(self, tls: ssl.SSLContext | None) -> None:
        self._scheme = "https" if tls else "http"
        self.asked: list[Asked] = []
        self._answers: dict[str, list[Answer]] = {}
        self._lock = Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        if tls:
            self._http.socket = tls.wrap_socket(self._http.socket, server_side=True)

    @property
    def port(self) -> int:
        """The port it listens on."""
        return self._http.server_port

    @property
    def hosts(self) -> frozenset[str]:
        """What a fetcher must be allowed to ask this server, and nothing else on this machine."""
        return frozenset({f"127.0.0.1:{self.port}"})

    def address(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path."""
        return f"{self._scheme}://{host}:{self.port}{path}"

    def serve(self, path: str, *answers: Answer) -> str:
        """Has a path answered by one answer after the other, the last one again and again; returns its address."""
        with self._lock:
            self._answers[path] = list(answers)
        return self.address(path)

    def answer(self, asked: Asked) -> Iterable[bytes]:
        """The response to a request; paths that are not served are not found."""
        with self._lock:
            self.asked.append(asked)
            answers = self._answers.get(asked.path, [status(404)])
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
        return answer(asked)

    def run(self) -> None:
        """Serves until it is stopped."""
        self._http.serve_forever(poll_interval=0.01)

    def stop(self) -> None:
        """Ends serving, and waits for the answers that are on their way."""
        self._http.shutdown()
        self._http.server_close()


@contextlib.contextmanager
def a_server(tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server that runs while the block does; over TLS with a context that has a certificate."""
    server = Server(tls)
    thread = Thread(target=server.run)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join()


def whole(content: bytes, *, etag: str | None = '"v1"', changed: str | None = CHANGED, **more: str | None) -> Answer:
    """A file served as a good server does: with its length and marks, 304 where it is known, ranges, HEAD.

    `more` are headers of your own: `content_type="text/csv"`.
    """

    def answer(asked: Asked) -> Iterable[bytes]:
        marks = _named({"etag": etag, "last_modified": changed, **more})
        if _is_known(asked, etag, changed):
            return [response(304, marks)]
        ranges = re.fullmatch(r"bytes=(\d+)-", asked.headers.get("range", ""))
        if ranges and asked.headers.get("if-range") in (etag, changed):
            first = int(ranges[1])
            if first >= len(content):
                return [response(416, {"Content-Range": f"bytes */{len(content)}"})]
            span = {"Content-Range": f"bytes {first}-{len(content) - 1}/{len(content)}"}
            return [response(206, marks | span, content[first:])]
        return [response(200, marks | {"Accept-Ranges": "bytes"}, content, head=asked.method == "HEAD")]

    return answer


def cut(content: bytes, after: int, *, etag: str | None = '"v1"', **more: str | None) -> Answer:
    """The whole length is stated, and the connection ends after so many bytes of the body. Of a part too."""
    return truncated(whole(content, etag=etag, **more), after)


def truncated(answer: Answer, after: int) -> Answer:
    """Any answer whose connection ends after so many bytes of its body."""

    def shortened(asked: Asked) -> Iterable[bytes]:
        sent = b"".join(answer(asked))
        return [sent[: sent.index(b"\r\n\r\n") + 4 + after]]

    return shortened


def shrunken(content: bytes, share: float, **more: str | None) -> Answer:
    """The first share of the lines, from 0 to 1, served as if they were the whole: only a later gate can see it."""
    lines = content.splitlines(keepends=True)
    return whole(b"".join(lines[: round(len(lines) * share)]), **more)


def emptied(**more: str | None) -> Answer:
    """A file without a byte, served as if that were right."""
    return whole(b"", **more)


def a_page_instead(text: str = "<html><body>We are working on our site</body></html>") -> Answer:
    """A web page with status 200 where the file should be."""
    return whole(text.encode(), content_type="text/html")


def status(code: int, **headers: str) -> Answer:
    """An answer without a file: `status(503, retry_after="10")`."""
    return lambda asked: [response(code, _named(headers), b"no file", head=asked.method == "HEAD")]


def redirected(to: str, code: int = 302) -> Answer:
    """A redirect to an address, absolute or relative."""
    return status(code, location=to)


def refusing_head(answer: Answer, code: int = 405) -> Answer:
    """Refuses to answer HEAD, and answers GET as given."""
    return lambda asked: status(code)(asked) if asked.method == "HEAD" else answer(asked)


def packed(content: bytes, *, encoding: str = "gzip", **more: str | None) -> Answer:
    """A file packed for the way: gzip, deflate with its frame, or "bare deflate" without."""
    window = {"gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS, "bare deflate": -zlib.MAX_WBITS}[encoding]
    name = encoding.rpartition(" ")[2]
    return whole(deflated([content], window), content_encoding=name, **more)


def bombed(megabytes: int, *, encoding: str = "gzip", times: int = 1) -> Answer:
    """So many megabytes of zeros, packed to a thousandth; packed again for each further time."""
    window = 16 + zlib.MAX_WBITS if encoding == "gzip" else zlib.MAX_WBITS
    bomb = deflated(itertools.repeat(bytes(_MEGABYTE), megabytes), window)
    for _ in range(times - 1):
        bomb = deflated([bomb], window)
    return whole(bomb, content_encoding=", ".join([encoding] * times))


def deflated(pieces: Iterable[bytes], window: int = 16 + zlib.MAX_WBITS) -> bytes:
    """The pieces packed as one, by default as gzip."""
    packer = zlib.compressobj(9, zlib.DEFLATED, window)
    return b"".join(packer.compress(piece) for piece in pieces) + packer.flush()


def chunked(*chunks: bytes, ended: bool = True, **headers: str) -> Answer:
    """A body in chunks, without a stated length; not `ended`, its last chunk never comes."""
    body = b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks) + (b"0\r\n\r\n" if ended else b"")
    return raw(response(200, _named(headers) | {"Transfer-Encoding": "chunked"}) + body)


def endless(piece: bytes = bytes(65_536), *, stated: int | None = None) -> Answer:
    """A body that never ends; of small pieces it drips, as slowly as the reader's clock says."""
    length = {} if stated is None else {"Content-Length": str(stated)}
    return lambda _: itertools.chain([response(200, length)], itertools.repeat(piece))


def slow(answer: Answer, seconds: float, piece: int = 1000) -> Answer:
    """Any answer, with a pause before each piece of so many bytes."""

    def pieces(asked: Asked) -> Iterable[bytes]:
        sent = b"".join(answer(asked))
        for start in range(0, len(sent), piece):
            time.sleep(seconds)
            yield sent[start : start + piece]

    return pieces


def held(answer: Answer, until: Event) -> Answer:
    """Any answer, which comes when the event is set; set it before the test ends."""

    def wait(asked: Asked) -> Iterable[bytes]:
        until.wait()
        return answer(asked)

    return wait


def raw(*pieces: bytes) -> Answer:
    """Exactly these bytes."""
    return lambda _: pieces


def response(code: int, headers: Mapping[str, str], body: bytes | None = None, *, head: bool = False) -> bytes:
    """A response: status line, headers, the length of the body where there is one, and the body unless `head`."""
    length = {} if body is None or "Content-Length" in headers else {"Content-Length": str(len(body))}
    lines = [f"HTTP/1.1 {code} Answer", f"Date: {SENT}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in {**headers, **length}.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + (b"" if head or body is None else body)


def _named(headers: Mapping[str, str | None]) -> dict[str, str]:
    return {name.replace("_", "-").title(): value for name, value in headers.items() if value is not None}


def _is_known(asked: Asked, etag: str | None, changed: str | None) -> bool:
    if "if-none-match" in asked.headers:
        return etag is not None and asked.headers["if-none-match"] == etag
    return changed is not None and asked.headers.get("if-modified-since") == changed


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = Asked(self.command, self.path, {name.lower(): value for name, value in self.headers.items()})
            self.close_connection = True
            # Readers that have seen enough go away.
            with contextlib.suppress(OSError):
                for piece in server.answer(asked):
                    self.wfile.write(piece)

        def do_HEAD(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    return Handler
