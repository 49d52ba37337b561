"""Fetches publishers' files over HTTP(S), and trusts nothing on the way.

A file comes whole, from a host of the open internet or one that the user names, within limits; or CouldNotAsk says in
a sentence why not. `transfer` knows how.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from clearhold._version import __version__
from clearhold.lists.transfer import (
    Admission,
    FetchLimits,
    Means,
    Progress,
    download,
    look_at,
    look_up,
    moment,
    read_address,
)
from clearhold.lists.transfer.once import Once
from clearhold.model import CouldNotAsk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from clearhold.lists.transfer import Target

__all__ = ["FetchLimits", "Fetched", "Fetcher", "Head", "Progress", "Validators"]

_HEADERS = {"User-Agent": f"clearhold/{__version__}", "Accept": "*/*", "Accept-Encoding": "gzip"}
_KEPT_BYTES = 300_000_000


@dataclass(frozen=True, slots=True)
class Validators:
    """What marks a served file's state, for asking whether it has changed: the headers ETag and Last-Modified."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What a server says of a file without sending it. Header names are in lower case; the day is that in UTC."""

    address: str
    headers: Mapping[str, str]
    validators: Validators
    last_modified_on: date | None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file as it was served: the address asked and the one that answered, headers, content unpacked, its SHA-256.

    Header names are in lower case; content-length is the length as it travelled.
    """

    address: str
    answered_by: str
    headers: Mapping[str, str]
    content: bytes
    sha256: str
    validators: Validators
    fetched_at: datetime  # UTC


@dataclass(frozen=True, slots=True)
class _Unchanged:
    """The server said that the file is as it was when it bore these marks."""

    known: Validators


class Fetcher:
    """Asks servers under limits that its user sets. Threads may share one; make one for each run.

    A file that is asked for twice in a run is fetched once, since several lists may be read from one file.
    `allowed_hosts` (`host` or `host:port`) are the user's own, and may be anywhere. An unfinished download is kept in
    the folder `parts`, and the next run goes on from there. `progress` is told from the thread that asks.

    Its methods raise BadInput for an address that may not be asked, and CouldNotAsk where the file does not come.
    """

    def __init__(
        self,
        *,
        limits: FetchLimits | None = None,
        allowed_hosts: frozenset[str] = frozenset(),
        offline: bool = False,
        parts: Path | None = None,
        progress: Callable[[Progress], None] | None = None,
        resolver: Callable[[str, int], Sequence[str]] = look_up,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._offline = offline
        self._means = Means(
            limits or FetchLimits(), Admission(allowed_hosts, resolver), parts, progress, sleep=sleep, clock=clock
        )
        self._once: Once[Fetched | _Unchanged] = Once(
            _KEPT_BYTES, lambda made: len(made.content) if isinstance(made, Fetched) else 0
        )

    def head(self, address: str) -> Head:
        """What the server says of a file."""
        headers = look_at(self._target(address), _HEADERS, self._means)
        changed = moment(headers.get("last-modified"))
        return Head(address, headers, _validators(headers), changed.astimezone(UTC).date() if changed else None)

    def get(self, address: str) -> Fetched:
        """The file."""
        fetched = self.get_if_changed(address, Validators())
        if fetched is None:
            raise CouldNotAsk(
                f"{address}: the publisher's server answered that nothing has changed, though nothing was known (304): "
                "download the file with a browser and give it with --from"
            )
        return fetched

    def get_if_changed(self, address: str, known: Validators) -> Fetched | None:
        """The file, or None where its server says that it has not changed since `known`."""
        target = self._target(address)
        made = self._once.get(
            target.address,
            lambda: self._fetch(target, known),
            serves=lambda made: isinstance(made, Fetched) or made.known == known,
        )
        if isinstance(made, _Unchanged) or _agree(made.validators, known):
            return None
        return replace(made, address=address)

    def _target(self, address: str) -> Target:
        if self._offline:
            raise CouldNotAsk(f"{address}: not asked, --offline was given")
        return read_address(address)

    def _fetch(self, target: Target, known: Validators) -> Fetched | _Unchanged:
        received = download(target, {**_HEADERS, **_conditions(known)}, self._means)
        if received is None:
            return _Unchanged(known)
        return Fetched(
            target.address,
            received.answered_by,
            received.headers,
            received.content,
            hashlib.sha256(received.content).hexdigest(),
            _validators(received.headers),
            datetime.now(UTC),
        )


def _conditions(known: Validators) -> Mapping[str, str]:
    marks = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: mark for name, mark in marks.items() if mark}


def _validators(headers: Mapping[str, str]) -> Validators:
    return Validators(headers.get("etag"), headers.get("last-modified"))


def _agree(served: Validators, known: Validators) -> bool:
    """Whether both mark the same state, as a server would judge it (RFC 9110, section 13.1): the ETag goes first."""
    if known.etag:
        return served.etag is not None and served.etag.removeprefix("W/") == known.etag.removeprefix("W/")
    return known.last_modified is not None and known.last_modified == served.last_modified
