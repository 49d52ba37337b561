"""Packed content is unpacked whole, within its limit to the byte, or not at all."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearhold.lists.transfer.limits import PastLimit
from clearhold.lists.transfer.unpacking import BadlyPacked, is_known, unpack
from tests.lists.a_server import deflated

# As large as a few of the pieces in which content is unpacked, and a little more.
LARGE = bytes(range(256)) * 1000 + b"end"


@given(st.lists(st.binary(max_size=200_000), min_size=1, max_size=4), st.integers(0, 9))
def test_members_one_after_the_other_are_one_file(members: list[bytes], level: int) -> None:
    packed = b"".join(gzip.compress(each, level, mtime=0) for each in members)
    whole = b"".join(members)
    assert unpack(packed, "gzip", len(whole)) == whole


@pytest.mark.parametrize("encoding", ["", "identity", "gzip", "deflate"])
@pytest.mark.parametrize("content", [LARGE, bytes(1_000_000), b"x"], ids=["large", "zeros", "one"])
def test_a_file_may_be_as_large_as_its_limit_and_no_larger(encoding: str, content: bytes) -> None:
    packed = {"gzip": gzip.compress(content), "deflate": zlib.compress(content)}.get(encoding, content)
    assert unpack(packed, encoding, len(content)) == content
    with pytest.raises(PastLimit, match=f"unpacks to more than {len(content) - 1:,} bytes"):
        unpack(packed, encoding, len(content) - 1)


@given(st.integers(0, 300))
def test_packed_content_cut_anywhere_is_told(cut_off: int) -> None:
    packed = gzip.compress(b"1,Company\n" * 1000, mtime=0)
    place = len(packed) - 1 - cut_off % (len(packed) - 1)
    with pytest.raises(BadlyPacked, match="its packed content ends before its end"):
        unpack(packed[:place], "gzip", 100_000)


def test_both_formats_called_deflate_are_read() -> None:
    assert unpack(deflated([LARGE], zlib.MAX_WBITS), "deflate", len(LARGE)) == LARGE
    assert unpack(deflated([LARGE], -zlib.MAX_WBITS), "deflate", len(LARGE)) == LARGE


def test_members_without_end_are_given_up() -> None:
    with pytest.raises(BadlyPacked, match="followed by something else"):
        unpack(gzip.compress(b"", mtime=0) * 100_001, "gzip", 100)
    assert unpack(gzip.compress(b"", mtime=0) * 1000, "gzip", 100) == b""


@pytest.mark.parametrize("encoding", ["", "identity", "gzip", " GZIP ", "x-gzip", "deflate"])
def test_packings_that_are_known(encoding: str) -> None:
    assert is_known(encoding)
    assert unpack(b"", encoding, 0) == b""


@pytest.mark.parametrize("encoding", ["br", "zstd", "compress", "gzip, gzip", "gzip,", "gzip;q=1", "aws-chunked"])
def test_packings_that_are_not(encoding: str) -> None:
    assert not is_known(encoding)
