"""Fetches publishers' files over HTTP(S), and trusts nothing on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Validators:
    """What marks a served file's state, for asking whether it has changed: the headers ETag and Last-Modified."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What a server says of a file without sending it."""

    address: str
    headers: Mapping[str, str]
    validators: Validators
    last_modified_on: date | None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file as it was served: the address asked and the one that answered, headers, content unpacked, its SHA-256."""

    address: str
    answered_by: str
    headers: Mapping[str, str]
    content: bytes
    sha256: str
    validators: Validators
    fetched_at: datetime  # UTC


class Fetcher:
    """Asks servers under limits that its user sets."""

    def head(self, address: str) -> Head:
        """What the server says of a file."""
        raise NotImplementedError

    def get(self, address: str) -> Fetched:
        """The file."""
        raise NotImplementedError

    def get_if_changed(self, address: str, known: Validators) -> Fetched | None:
        """The file, or None where its server says that it has not changed since `known`."""
        raise NotImplementedError
