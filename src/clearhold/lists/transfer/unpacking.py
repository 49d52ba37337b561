"""Unpacks what servers pack for the way (Content-Encoding): by pieces, whole or not at all, never past a limit."""

from __future__ import annotations

import zlib

from clearhold.lists.transfer.limits import PastLimit

_PIECE = 65_536
# A file packed in parallel has one member for each 64 kB or more; a hundred thousand tiny ones only cost time.
_MOST_MEMBERS = 100_000
_GZIP = 16 + zlib.MAX_WBITS
_ENCODINGS = ("", "identity", "gzip", "x-gzip", "deflate")


class BadlyPacked(Exception):
    """What was received does not unpack to a whole file; the message ends a sentence that begins with the address."""


def is_known(encoding: str) -> bool:
    """Whether a header Content-Encoding names one encoding that can be unpacked. Two on top of each other never are."""
    return encoding.strip().lower() in _ENCODINGS


def unpack(packed: bytes | bytearray, encoding: str, at_most: int) -> bytes:
    """The file in `packed`. Raises PastLimit when it is larger than `at_most` bytes, BadlyPacked when it is cut."""
    encoding = encoding.strip().lower()
    # Servers state an encoding for an empty body too.
    if not packed or encoding in ("", "identity"):
        _check(len(packed), at_most)
        return bytes(packed)
    try:
        return _inflate(memoryview(packed), _GZIP if "gzip" in encoding else _window(packed), at_most)
    except zlib.error:
        raise BadlyPacked(f"its {encoding} packing is broken") from None


def _window(packed: bytes | bytearray) -> int:
    """Which of the two formats that go by the name deflate: with zlib's frame, as the standard says, or bare."""
    framed = packed[0] & 0x0F == zlib.DEFLATED and int.from_bytes(packed[:2], "big") % 31 == 0
    return zlib.MAX_WBITS if framed else -zlib.MAX_WBITS


def _inflate(packed: memoryview, window: int, at_most: int) -> bytes:
    out = bytearray()
    members, inside = 1, zlib.decompressobj(window)
    for start in range(0, len(packed), _PIECE):
        waiting = bytes(packed[start : start + _PIECE])
        while waiting:
            if inside.eof:
                if not waiting.strip(b"\0"):
                    break  # Zeros that fill up the last block.
                members += 1
                if window != _GZIP or members > _MOST_MEMBERS:
                    raise BadlyPacked("its packed content is followed by something else")
                inside = zlib.decompressobj(window)
            out += inside.decompress(waiting, _PIECE)
            _check(len(out), at_most)
            waiting = inside.unused_data if inside.eof else inside.unconsumed_tail
    # What zlib held back when a piece of output was full.
    while not inside.eof and (more := inside.decompress(b"", _PIECE)):
        out += more
        _check(len(out), at_most)
    if not inside.eof:
        raise BadlyPacked("its packed content ends before its end")
    return bytes(out)


def _check(size: int, at_most: int) -> None:
    if size > at_most:
        raise PastLimit(f"unpacks to more than {at_most:,} bytes")
