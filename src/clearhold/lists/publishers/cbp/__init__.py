"""Withhold release orders and findings of U.S. Customs and Border Protection (CBP) against goods of forced labour.

A party under several orders is one entry with a listing for each. An order that is about goods of a place names no
party: it is an entry of the kind "product category", which no company can match.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from clearhold.lists.parsed import ParsedAddress, ParsedEntry, ParsedList
from clearhold.lists.publisher import Canary, ListDescription, Publisher
from clearhold.lists.publishers.cbp.files import day_in, read_orders
from clearhold.lists.publishers.cbp.orders import PAGE, listing_of
from clearhold.lists.publishers.cbp.parties import read_parties
from clearhold.lists.publishers.conventions.files import only_file
from clearhold.lists.publishers.conventions.licences import UNITED_STATES_WORK
from clearhold.lists.publishers.conventions.pages import file_name, is_served_by, links_of
from clearhold.lists.publishers.conventions.parties import unite
from clearhold.lists.publishers.conventions.places import country_of
from clearhold.lists.publishers.conventions.spellings import entry_id, name_key
from clearhold.model import CouldNotRead, OwnershipRule, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from clearhold.lists.fetch import Fetcher
    from clearhold.lists.parsed import SourceFile
    from clearhold.lists.publishers.cbp.orders import Order
    from clearhold.lists.publishers.cbp.parties import Ordered

__all__ = ["DOCUMENT", "PUBLISHERS", "find_file", "parse_cbp"]

DOCUMENT = "https://www.cbp.gov/document/stats/withhold-release-orders-findings"
_NO_COUNTRY = "fishing vessels"


def parse_cbp(files: Sequence[SourceFile]) -> ParsedList:
    """The parties and goods of the orders in CBP's CSV, or in a collection's JSON of it; `rows` counts the orders."""
    file = only_file(files)
    read = read_orders(file)
    problems = list(read.problems)
    entries: dict[tuple[str, str], ParsedEntry] = {}
    for number, order in enumerate(read.orders, 1):
        parties = read_parties(order.entity)
        problems += _problems(order, parties, file.name, number)
        for party in parties:
            entry = _entry(order, party)
            key = (entry.type.value, name_key(entry.name))
            entries[key] = unite(entries[key], entry) if key in entries else entry
    return ParsedList(tuple(entries.values()), len(read.orders), tuple(problems), read.published_on, read.ending)


def find_file(addresses: Sequence[str], fetcher: Fetcher) -> Sequence[str]:
    """The address of the CSV that CBP's page links to, of several the newest by the date in its name.

    Raises CouldNotRead where the page links to none: its layout is new.
    """
    (page,) = addresses
    files = [address for address in links_of(fetcher.get(page).content, page) if _is_file(address)]
    if not files:
        raise CouldNotRead(f"{page} links to no CSV of withhold release orders; its layout is new")
    return (max(files, key=lambda address: (day_in(file_name(address)) or date.min, address)),)


def _is_file(address: str) -> bool:
    name = file_name(address).casefold()
    return is_served_by(address, "cbp.gov") and name.endswith(".csv") and "withhold" in name


def _problems(order: Order, parties: Sequence[Ordered], file: str, number: int) -> Iterator[Problem]:
    named = f'order {number}, "{order.entity}"'
    if not parties:
        yield Problem(file, f"order {number} names nobody; it is left out", line=order.line)
    if order.kind.casefold() not in {"wro", "finding"}:
        yield Problem(file, f'{named}: "{order.kind}" is neither WRO nor finding; it is kept so', line=order.line)
    if order.effective_on is None:
        yield Problem(file, f"{named}: its effective date is no day; it is left open", line=order.line)
    if order.has_ended and order.ended_on is None:
        said = f'its status is "{order.status}" and no day of its end is given; it is kept without one'
        yield Problem(file, f"{named}: {said}: look it up at CBP", line=order.line)
    if order.country.casefold() != _NO_COUNTRY and country_of(order.country) is None:
        yield Problem(file, f'{named}: "{order.country}" is no known country', line=order.line)


def _entry(order: Order, party: Ordered) -> ParsedEntry:
    """The entry of a party; one that the order places elsewhere ("of Nagoya, Japan") is of that country."""
    place = country_of(party.place.rpartition(",")[2]) if party.place else None
    country = place or country_of(order.country)
    return ParsedEntry(
        id=entry_id(party.name),
        type=party.type,
        names=party.names,
        listings=(listing_of(order, party),),
        addresses=(ParsedAddress(party.place, country),) if party.place else (),
        countries=(country,) if country else (),
        has_own_id=False,
        place=order.line,
    )


PUBLISHERS = (
    Publisher(
        description=ListDescription(
            name="us-cbp-forced-labour",
            label="CBP",
            title="Withhold release orders and findings under section 307 of the Tariff Act of 1930",
            publisher="United States Department of Homeland Security, U.S. Customs and Border Protection (CBP)",
            evidence="official, human-rights ground",
            ownership_rule=OwnershipRule.NOT_STATED,
            ownership_note=(
                "An order covers the goods of whom it names. Some name a company and its subsidiaries, which the "
                f"listing then says ({DOCUMENT}); nothing is carried to companies that no order names."
            ),
            meaning=(
                "CBP holds goods at the border where information reasonably indicates that they were made by convict, "
                "forced or indentured labour (withhold release order), or where it has found that they were (finding). "
                "An importer may show otherwise. It is an import rule on the goods named, not an investment ban, and "
                "it is no finding of a court. Orders on goods of a whole place name no company."
            ),
            licence=UNITED_STATES_WORK,
            source=PAGE,
        ),
        addresses=(DOCUMENT,),
        parse=parse_cbp,
        canaries=(Canary("Hoshine Silicon Industry Co. Ltd."), Canary("Hetian Taida Apparel Co., Ltd.")),
        at_least=50,
        stale_after=60,
        find=find_file,
    ),
)
