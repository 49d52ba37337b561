"""A designation of the UK Sanctions List, whichever of its files it was read from, and the entry it makes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clearhold.lists.markup import settle
from clearhold.lists.parsed import ParsedAddress, ParsedEntry, ParsedIdentifier, ParsedListing, ParsedName
from clearhold.lists.publishers.conventions.days import day_of
from clearhold.lists.publishers.conventions.grounds import ground_and_class
from clearhold.lists.publishers.conventions.names import alias, each_once
from clearhold.lists.publishers.conventions.places import countries_of, country_of, on_one_line
from clearhold.model import EntryType, IdentifierScheme, NameKind, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

SOURCE = "https://www.gov.uk/government/publications/the-uk-sanctions-list"
_TYPES = {"individual": EntryType.PERSON, "entity": EntryType.ORGANISATION, "ship": EntryType.VESSEL}
_HUMAN_RIGHTS = "Global Human Rights"
# `The Belarus (Sanctions) (EU Exit) Regulations 2019`, `The Global Human Rights Sanctions Regulations 2020`.
_REGULATIONS = re.compile(r"(?:The )?(.+?)(?: \([^()]*Sanctions\)| Sanctions\b).*\bRegulations\b.*", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*\(\d+\)\s*|\s*[;|]\s*")


@dataclass(frozen=True, slots=True)
class WrittenName:
    """A name as the list gives it: its parts joined, its type (Primary Name, Alias) and the alias's strength."""

    text: str
    type: str = ""
    strength: str = ""


@dataclass(frozen=True, slots=True)
class WrittenAddress:
    """An address's lines and postal code, and its country, as the list gives them."""

    lines: tuple[str, ...]
    country: str = ""


@dataclass(frozen=True, slots=True)
class Designation:
    """What the list says under one unique ID; `line` is where it begins in the file."""

    id: str
    regime: str
    type: str
    designated_on: str
    sanctions: str
    line: int | None
    names: tuple[WrittenName, ...]
    reasons: str = ""
    original_names: tuple[str, ...] = ()
    addresses: tuple[WrittenAddress, ...] = ()
    countries: tuple[str, ...] = ()  # nationalities, flags
    parents: tuple[str, ...] = ()
    registrations: tuple[str, ...] = ()
    imo_numbers: tuple[str, ...] = ()


def entry_of(designation: Designation, published_on: date | None) -> ParsedEntry:
    """The entry of a designation; of a person's addresses only the countries are kept."""
    kind = _TYPES.get(designation.type.casefold(), EntryType.ORGANISATION)
    countries = [address.country for address in designation.addresses]
    stated = [part for written in designation.countries for part in _parts(written)]
    return ParsedEntry(
        id=designation.id,
        type=kind,
        names=each_once(_names(designation)),
        listings=(_listing(designation, published_on),),
        identifiers=tuple(
            ParsedIdentifier(scheme, part)
            for scheme, numbers in (
                (IdentifierScheme.IMO, designation.imo_numbers),
                (IdentifierScheme.REGISTRATION, designation.registrations),
            )
            for part in dict.fromkeys(part for written in numbers for part in _parts(written))
        ),
        addresses=() if kind is EntryType.PERSON else tuple(dict.fromkeys(_addresses(designation.addresses))),
        countries=countries_of([*countries, *stated]),
        parents=tuple(dict.fromkeys(part for written in designation.parents for part in _parts(written))),
        place=designation.line,
    )


def problems_of(designation: Designation, entry: ParsedEntry, file: str) -> Iterator[Problem]:
    """What is wrong with a designation: no name or id (it is left out), an unknown type, no day of designation."""
    if not entry.id or not entry.names:
        lacking = "name" if entry.id else "unique ID"
        message = f"{entry.id or 'a designation'} has no {lacking}; it is left out: look it up at {SOURCE}"
        yield Problem(file, message, line=entry.place)
        return
    if designation.type.casefold() not in _TYPES:
        message = f'{entry.id}: type "{designation.type}" is not known; kept as an organisation'
        yield Problem(file, message, line=entry.place)
    if entry.listings[0].listed_on is None:
        message = f'{entry.id}: date designated "{designation.designated_on}" is no day; the listing has no date'
        yield Problem(file, message, line=entry.place)


def subject_of(regime: str) -> str:
    """The country or subject that a regime is called by, of its short name or of its regulations."""
    match = _REGULATIONS.fullmatch(regime)
    if match is None:
        return regime
    # `The Counter-Terrorism (International Sanctions) …` and `The Iran (Sanctions) (Nuclear) …` are two of a name each.
    apart = next((mark for mark in ("International", "Domestic", "Nuclear") if f"({mark}" in regime), "")
    return f"{match[1]} ({apart})" if apart else match[1]


def _names(designation: Designation) -> Iterator[ParsedName]:
    names = [name for name in designation.names if name.text]
    first = min(names, key=lambda name: name.type.casefold() != "primary name", default=None)
    for name in names:
        if name is first:
            yield ParsedName(name.text)
        elif name.strength.casefold().startswith(("low", "weak")):
            yield ParsedName(name.text, NameKind.WEAK_ALIAS)
        else:
            yield alias(name.text)
    for text in designation.original_names:
        yield ParsedName(text, NameKind.ORIGINAL_SCRIPT if names else NameKind.PRIMARY)


def _listing(designation: Designation, published_on: date | None) -> ParsedListing:
    reasons = settle(designation.reasons) or None
    ground, evidence_class = ground_and_class(
        subject_of(designation.regime), reasons, human_rights=_HUMAN_RIGHTS in designation.regime
    )
    imposed = ", ".join(part for part in re.split(r"\s*[|,]\s*", settle(designation.sanctions)) if part.strip("-"))
    return ParsedListing(
        programme=designation.regime,
        ground=ground,
        evidence_class=evidence_class,
        source=SOURCE,
        words=reasons,
        account=f"Sanctions imposed: {imposed}" if imposed else None,
        listed_on=day_of(designation.designated_on),
        source_date=published_on,
    )


def _addresses(written: Sequence[WrittenAddress]) -> Iterator[ParsedAddress]:
    for address in written:
        if text := on_one_line([*address.lines, address.country]):
            yield ParsedAddress(text, country_of(address.country))


def _parts(written: str) -> list[str]:
    """The values of a cell that numbers them `(1) … (2) …` or parts them by semicolons."""
    return [settled for part in _NUMBERED.split(written) if (settled := settle(part).strip(" ,."))]
