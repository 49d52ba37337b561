"""What headers say of a transfer that broke off: whether the rest can be had, and whether what comes is that rest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

_CONTENT_RANGE = re.compile(r"bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\*)")
# A file may change twice in one second: a date is a mark only when it is older than the answer by more than clocks err.
_SETTLED = timedelta(seconds=60)


def moment(text: str | None) -> datetime | None:
    """The moment that a header names, with its zone, or None."""
    try:
        found = parsedate_to_datetime(text or "")
    except ValueError:
        return None
    return found if found.tzinfo else None


def mark(headers: Mapping[str, str]) -> str | None:
    """What goes into If-Range: a strong ETag or a settled Last-Modified; None where the rest cannot be asked for."""
    if headers.get("accept-ranges", "").strip().lower() != "bytes":
        return None
    etag = headers.get("etag", "")
    if etag.startswith('"'):
        return etag
    changed, sent = moment(headers.get("last-modified")), moment(headers.get("date"))
    return headers["last-modified"] if changed and sent and sent - changed >= _SETTLED else None


@dataclass(frozen=True, slots=True)
class ContentRange:
    """Which bytes of a file an answer brings, both ends counted, and how many the file has where that is known."""

    first: int
    last: int
    total: int | None


def content_range(headers: Mapping[str, str]) -> ContentRange | None:
    """What the header Content-Range says; None where it says nothing, or nothing that can be."""
    match = _CONTENT_RANGE.fullmatch(headers.get("content-range", "").strip())
    if match is None:
        return None
    first, last, total = int(match[1]), int(match[2]), None if match[3] == "*" else int(match[3])
    return ContentRange(first, last, total) if first <= last and (total is None or last < total) else None


def continues(part: Mapping[str, str], begun: Mapping[str, str]) -> bool:
    """Whether the headers of a part say that it is of the same file, packed in the same way, as the one begun.

    A server need not repeat them in a part (RFC 9110, section 15.3.7).
    """
    return all(name not in part or part[name] == begun.get(name) for name in ("etag", "content-encoding"))
