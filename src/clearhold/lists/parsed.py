"""What a publisher's files say, before it is judged: entries as the publisher writes them, and located problems.

Parsers make these records and nothing else. Values stand as written, white space settled: whether an identifier is
valid, which script a name is in, and whether two entries share an id is worked out for all lists alike, afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clearhold.model import EntryType, EvidenceClass, IdentifierScheme, NameKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from clearhold.model import Problem


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a version as its publisher served it; `name` is what messages call it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ParsedName:
    """A name of an entry."""

    text: str
    kind: NameKind = NameKind.PRIMARY


@dataclass(frozen=True, slots=True)
class ParsedIdentifier:
    """An identifier as written; `market` is a ticker's, or the country that issued a number, where the list says so."""

    scheme: IdentifierScheme
    value: str
    market: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedAddress:
    """An address on one line, and its country (ISO 3166-1 alpha-2) where the list tells it."""

    text: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedListing:
    """A period in which the entry was listed, and on what ground.

    `ground` is a short neutral phrase, the same for the same ground in every list; `words` is the publisher's own
    reason, a quotation from end to end; `account` tells in our words what the publisher states.
    """

    programme: str
    ground: str
    evidence_class: EvidenceClass
    source: str
    words: str | None = None
    account: str | None = None
    listed_on: date | None = None
    effective_on: date | None = None
    delisted_on: date | None = None
    source_date: date | None = None


@dataclass(frozen=True, slots=True)
class ParsedEntry:
    """One listed party. `names` has the primary name first; `id` is the publisher's, or made of the name where it has
    none (`has_own_id` is then false); `place` is the line or other place of the file it stands at.
    """

    id: str
    type: EntryType
    names: tuple[ParsedName, ...]
    listings: tuple[ParsedListing, ...]
    identifiers: tuple[ParsedIdentifier, ...] = ()
    addresses: tuple[ParsedAddress, ...] = ()
    countries: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    has_own_id: bool = True
    place: int | None = None

    @property
    def name(self) -> str:
        """The primary name."""
        return self.names[0].text


@dataclass(frozen=True, slots=True)
class ParsedList:
    """Everything in the files of one version.

    `rows` counts the publisher's own records or table rows, entries or not. `published_on` is the date that the
    publisher gives the version. `ending` names what shows that the files are whole: the closing element, the last
    row's mark, a line end; a version that ends otherwise than the one before it has probably been cut.
    """

    entries: Sequence[ParsedEntry]
    rows: int
    problems: Sequence[Problem] = ()
    published_on: date | None = None
    ending: str | None = None
