"""The files of one version as they came: from the publisher's server, or from the disk of a person who fetched them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from clearhold.lists.manifest import DatedBy, Source
from clearhold.lists.parsed import SourceFile
from clearhold.model import NotFound

if TYPE_CHECKING:
    from pathlib import Path

    from clearhold.lists.fetch import Fetched


@dataclass(frozen=True, slots=True)
class Delivered:
    """A file, what the manifest will say of it, and the day that its server or disk gives it."""

    file: SourceFile
    source: Source
    day: date
    dated_by: DatedBy


def from_server(fetched: Fetched) -> Delivered:
    """A fetched file, as of its server's Last-Modified, or else of the day it was fetched."""
    marks = fetched.validators
    day = _day_of(marks.last_modified)
    return Delivered(
        SourceFile(_file_name(fetched.answered_by), fetched.content),
        Source(
            address=fetched.address,
            answered_by=fetched.answered_by,
            sha256=fetched.sha256,
            size=len(fetched.content),
            fetched_at=fetched.fetched_at,
            etag=marks.etag,
            last_modified=marks.last_modified,
        ),
        day or fetched.fetched_at.date(),
        DatedBy.SERVER if day else DatedBy.FETCHING,
    )


def from_disk(path: Path, dated: date | None = None) -> Delivered:
    """A file that lies here, as of the day that the user says its publisher gives it, or else of the day it was saved.

    Raises NotFound where it cannot be read.
    """
    try:
        content = path.read_bytes()
        saved = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).replace(microsecond=0)
    except OSError as fault:
        raise NotFound(f"{path}: cannot be read ({fault.strerror}); check the path") from fault
    return Delivered(
        SourceFile(path.name, content),
        Source(path.name, path.name, hashlib.sha256(content).hexdigest(), len(content), saved),
        dated or saved.date(),
        DatedBy.PUBLISHER if dated else DatedBy.FETCHING,
    )


def _day_of(header: str | None) -> date | None:
    if header is None:
        return None
    try:
        return parsedate_to_datetime(header).astimezone(UTC).date()
    except ValueError:
        return None


def _file_name(address: str) -> str:
    """How messages call a fetched file: the last part of its address."""
    return address.partition("?")[0].rstrip("/").rpartition("/")[2] or address
