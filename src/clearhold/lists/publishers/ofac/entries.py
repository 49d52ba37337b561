"""Makes list entries of parties, whichever layout they were read from. Of persons only names and countries are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clearhold.lists.parsed import ParsedEntry, ParsedName
from clearhold.lists.publishers.conventions.names import each_once_in_any_case
from clearhold.lists.publishers.conventions.places import countries_of
from clearhold.lists.publishers.ofac.labels import COUNTRIES, ISSUER_NAME, TARGET_TYPE, identifier_of
from clearhold.lists.publishers.ofac.listings import listings_of
from clearhold.lists.publishers.ofac.parties import alias_kind
from clearhold.model import EntryType, NameKind

if TYPE_CHECKING:
    from datetime import date

    from clearhold.lists.parsed import ParsedIdentifier
    from clearhold.lists.publishers.ofac.parties import OfacList, Party

_GOVERNMENT = "Government Entity"
# Of two kinds for the same name the first stands.
_ORDER = (
    NameKind.PRIMARY,
    NameKind.STRONG_ALIAS,
    NameKind.FORMER,
    NameKind.ORIGINAL_SCRIPT,
    NameKind.WEAK_ALIAS,
)


def entry_of(party: Party, on_list: OfacList, published_on: date | None) -> ParsedEntry:
    """The entry of a party on one of OFAC's lists; its id is OFAC's number, the same in every layout."""
    is_person = party.type is EntryType.PERSON
    return ParsedEntry(
        id=party.uid,
        type=_type(party),
        names=_names(party),
        listings=listings_of(party, on_list, published_on),
        identifiers=() if is_person else _identifiers(party),
        addresses=() if is_person else tuple(dict.fromkeys(party.addresses)),
        countries=_countries(party),
        parents=() if is_person else party.parents,
        place=party.place,
    )


def _type(party: Party) -> EntryType:
    """A company that OFAC calls a government entity is another body."""
    if party.type is EntryType.COMPANY and any(
        statement.label == TARGET_TYPE and statement.value == _GOVERNMENT for statement in party.statements
    ):
        return EntryType.ORGANISATION
    return party.type


def _names(party: Party) -> tuple[ParsedName, ...]:
    """Each name once, whatever its letters' case; the issuer's name of listed securities is an alias."""
    issuers = [
        ParsedName(statement.value, alias_kind("a.k.a.", statement.value, weak=False))
        for statement in party.statements
        if statement.label == ISSUER_NAME
    ]
    return each_once_in_any_case(sorted((*party.names, *issuers), key=lambda name: _ORDER.index(name.kind)))


def _identifiers(party: Party) -> tuple[ParsedIdentifier, ...]:
    """Each identifier once."""
    return tuple(dict.fromkeys(found for each in party.statements if (found := identifier_of(each))))


def _countries(party: Party) -> tuple[str, ...]:
    nationalities = [statement.value for statement in party.statements if statement.label in COUNTRIES]
    return countries_of((*party.countries, *nationalities))
