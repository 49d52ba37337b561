"""Lists' entries as a person would write them: `party("acme: Acme Ltd | CN | isin GB0002634946 @ 2020-01-01")`.

Behind the id and the name stand, in any order, a country (two capitals), identifiers and aliases with their kind before
them, a parent, an address; behind each `@` a listing: a day, an end where there is one, a programme in brackets.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from clearhold.lists.entries import settle
from clearhold.lists.parsed import (
    ParsedAddress,
    ParsedEntry,
    ParsedIdentifier,
    ParsedList,
    ParsedListing,
    ParsedName,
)
from clearhold.lists.parsing.wire import entries_of, lines_of, parsed_from
from clearhold.model import EntryType, EvidenceClass, IdentifierScheme, NameKind

if TYPE_CHECKING:
    import polars as pl

    from clearhold.lists.parsing import Parsed

_KINDS = {
    "alias": NameKind.STRONG_ALIAS,
    "weak": NameKind.WEAK_ALIAS,
    "former": NameKind.FORMER,
    "original": NameKind.ORIGINAL_SCRIPT,
}
_SCHEMES = {scheme.value.split()[0]: scheme for scheme in IdentifierScheme}


def party(text: str, *, own_id: bool = True) -> ParsedEntry:
    """One entry."""
    head, *periods = (part.strip() for part in text.split("@"))
    entry, _, rest = head.partition(":")
    name, *facts = (part.strip() for part in rest.split("|"))
    names, identifiers, countries, parents, addresses = [ParsedName(name)], [], [], [], []
    kind = EntryType.COMPANY
    for fact in facts:
        word, _, value = fact.partition(" ")
        if word in _KINDS:
            names.append(ParsedName(value, _KINDS[word]))
        elif word in _SCHEMES:
            code, _, market = value.partition(" ")
            identifiers.append(ParsedIdentifier(_SCHEMES[word], code, market or None))
        elif word == "parent":
            parents.append(value)
        elif word == "at":
            addresses.append(ParsedAddress(value))
        elif word == "type":
            kind = EntryType(value)
        elif re.fullmatch(r"[A-Z]{2}", fact):
            countries.append(fact)
        else:
            raise ValueError(f"{fact!r} is no fact of the notation")
    return ParsedEntry(
        id=entry.strip(),
        type=kind,
        names=tuple(names),
        listings=tuple(_period(period) for period in periods or [""]),
        identifiers=tuple(identifiers),
        addresses=tuple(addresses),
        countries=tuple(countries),
        parents=tuple(parents),
        has_own_id=own_id,
    )


def _period(text: str) -> ParsedListing:
    days = [date.fromisoformat(day) for day in re.findall(r"\d{4}-\d\d-\d\d", text)]
    programme = re.search(r"\[(.+)\]", text)
    return ParsedListing(
        programme=programme[1] if programme else "a programme",
        ground="a ground",
        evidence_class=EvidenceClass.OFFICIAL_OTHER_GROUND,
        source="https://example.org/list",
        listed_on=days[0] if days else None,
        delisted_on=days[1] if len(days) > 1 else None,
    )


def parsed(*texts: str, published_on: date | None = None, ending: str | None = None) -> Parsed:
    """A version that has come through the parsing process's wire."""
    return sent(ParsedList([party(text) for text in texts], len(texts), (), published_on, ending))


def sent(told: ParsedList) -> Parsed:
    """What a parser told, as its parent gets it."""
    import json

    *batches, end = map(json.loads, lines_of(told))
    return parsed_from([entries_of(each["batch"]) for each in batches], end["end"])


def entries(*texts: str) -> pl.DataFrame:
    """Entries as they are kept."""
    settled, _ = settle(parsed(*texts).entries, "list.xml")
    return settled
