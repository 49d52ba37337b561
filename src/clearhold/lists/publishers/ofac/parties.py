"""What every layout of OFAC's lists says of a party, in OFAC's own labels, before identifiers and listings are made."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from clearhold.lists.markup import settle
from clearhold.lists.publishers.conventions.names import is_latin
from clearhold.lists.publishers.conventions.places import country_of
from clearhold.model import EntryType, NameKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from clearhold.lists.parsed import ParsedAddress, ParsedName
    from clearhold.model import Problem


class OfacList(StrEnum):
    """OFAC's two publications; the smaller lists (NS-CMIC, SSI, NS-PLC, CAPTA) stand in the Consolidated List."""

    SDN = "SDN List"
    CONSOLIDATED = "Consolidated List"


@dataclass(frozen=True, slots=True)
class Statement:
    """A value under OFAC's label for it (`Tax ID No.`, `ISIN`), and the country that OFAC names with it, as written."""

    label: str
    value: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class ListedEvent:
    """The day on which OFAC made an entry on one of its lists, and the legal basis that it gives."""

    on_list: str
    legal_basis: str
    on: date


@dataclass(frozen=True, slots=True)
class Party:
    """A party under OFAC's number. `lists` is empty where the file does not tell on which list the party is."""

    uid: str
    type: EntryType
    names: tuple[ParsedName, ...]  # the primary name first
    programmes: tuple[str, ...]
    statements: tuple[Statement, ...] = ()
    addresses: tuple[ParsedAddress, ...] = ()
    countries: tuple[str, ...] = ()  # as OFAC writes them: of addresses, flag, nationality
    parents: tuple[str, ...] = ()
    lists: frozenset[OfacList] = frozenset()
    events: tuple[ListedEvent, ...] = ()
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """Parties that were published together; `rows` counts OFAC's records of parties, read or not.

    `mixed` says that parties of both lists stand in it and nothing tells which is on which.
    """

    parties: Sequence[Party]
    rows: int
    problems: Sequence[Problem] = ()
    published_on: date | None = None
    ending: str | None = None
    mixed: bool = False


_TYPES = {
    "individual": EntryType.PERSON,
    "entity": EntryType.COMPANY,
    "vessel": EntryType.VESSEL,
    "aircraft": EntryType.AIRCRAFT,
}
_COUNTRY_AT_END = re.compile(r"(.*\S)\s*\(([^()]+(?:\([^()]*\))?[^()]*)\)")
_TIME_AT_END = re.compile(r"\s+(?:issued|expires) \d.*")
_NO_COUNTRY = "undetermined"


def type_of(word: str) -> EntryType:
    """What OFAC calls the party; its "entity" is a company or another body, which it does not tell apart."""
    return _TYPES.get(word.casefold(), EntryType.COMPANY)


def stated(label: str, value: str, country: str | None = None) -> Statement:
    """A statement with its label bare of colons and dashes, and the country that stands behind the value taken off."""
    value = _TIME_AT_END.sub("", settle(value))
    match = _COUNTRY_AT_END.fullmatch(value)
    if match and (match[2] == _NO_COUNTRY or country_of(match[2])):
        value, country = match[1], country or match[2]
    return Statement(settle(label).rstrip(" :-#"), value, country)


def postal_line(streets: Sequence[str], city: str, state: str, postal_code: str) -> str:
    """An address without its country, as OFAC's CSV files write it: `31 Jinrong Street, Beijing 100033`."""
    town = ", ".join(part for part in (city, state) if part)
    return ", ".join(part for part in (*streets, f"{town} {postal_code}".strip()) if part)


def alias_kind(word: str, text: str, *, weak: bool) -> NameKind:
    """What an alias is, by OFAC's word for it (a.k.a., f.k.a., n.k.a.) and whether OFAC calls it weak.

    A weak former name is a weak alias: it needs another fact beside it.
    """
    if not is_latin(text):
        return NameKind.ORIGINAL_SCRIPT
    if weak:
        return NameKind.WEAK_ALIAS
    return NameKind.FORMER if word.casefold().startswith("f") else NameKind.STRONG_ALIAS


def on_lists(parties: Sequence[Party], lists: frozenset[OfacList]) -> list[Party]:
    """The parties, told to be on these lists."""
    return [replace(party, lists=lists) for party in parties]
