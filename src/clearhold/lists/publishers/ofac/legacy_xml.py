"""Reads OFAC's XML lists with the root `sdnList` (SDN.XML, CONSOLIDATED.XML), of either namespace.

OFAC changed the namespace in 2024, from tempuri.org/sdnList.xsd to that of its Sanctions List Service; names stayed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from clearhold.lists.markup import child, child_text, children, local_name, read_records, text_of
from clearhold.lists.own_values import read_day
from clearhold.lists.parsed import ParsedAddress, ParsedName
from clearhold.lists.publishers.conventions.places import country_of
from clearhold.lists.publishers.ofac.membership import publication_of
from clearhold.lists.publishers.ofac.parties import Party, alias_kind, postal_line, stated, type_of
from clearhold.lists.publishers.ofac.remarks import read_remark
from clearhold.model import CouldNotRead, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from lxml import etree

    from clearhold.lists.parsed import SourceFile
    from clearhold.lists.publishers.ofac.parties import Publication, Statement

ROOT = "sdnList"
_ENTRY = "sdnEntry"
_PUBLICATION = "publshInformation"  # so spelt
_STREET = ("address1", "address2", "address3")
_NATIONALITIES = ("nationalityList", "citizenshipList")
_WEAK = "weak"


def read_legacy_xml(file: SourceFile) -> Publication:
    """The parties of one file. Raises CouldNotRead where it has fewer or more entries than its Record_Count says."""
    parties: list[Party] = []
    problems: list[Problem] = []
    published_on: date | None = None
    count = ""
    rows = 0
    for element in read_records(file.content, file.name, (_PUBLICATION, _ENTRY), (ROOT,)):
        if local_name(element) == _PUBLICATION:
            # Publish_Date is written month first: 03/28/2025.
            published_on = read_day(child_text(element, "Publish_Date"), day_first=False)
            count = child_text(element, "Record_Count")
        else:
            rows += 1
            party = _party(element)
            if party.uid and party.names[0].text:
                parties.append(party)
            else:
                problems.append(
                    Problem(file.name, "the entry has no uid or no name; it is left out", line=element.sourceline)
                )
    if not count:
        problems.append(
            Problem(file.name, "the file does not say how many records it has, so that their number was not checked")
        )
    elif count.replace(",", "") != str(rows):
        raise CouldNotRead(
            f"{file.name} says that it has {count} records and has {rows}: it was cut or put together; download it "
            "again"
        )
    return publication_of(parties, rows, problems, published_on=published_on, ending=f"</{ROOT}>")


def _party(element: etree._Element) -> Party:
    remark = read_remark(child_text(element, "remarks"))
    addresses = list(_items(element, "addressList"))
    programmes = (text_of(each) for each in _items(element, "programList"))
    return Party(
        uid=child_text(element, "uid"),
        type=type_of(child_text(element, "sdnType")),
        names=(ParsedName(_name(element)), *_aliases(element), *remark.names),
        programmes=tuple(dict.fromkeys(code for code in programmes if code)),
        statements=(*_statements(element), *remark.statements),
        addresses=tuple(address for each in addresses if (address := _address(each))),
        countries=_countries(element, addresses),
        place=element.sourceline,
    )


def _items(element: etree._Element, list_name: str) -> Iterator[etree._Element]:
    """The elements of a list in an entry."""
    for each in children(element, list_name):
        yield from each


def _name(element: etree._Element) -> str:
    """The name as OFAC's CSV files write it: `SURNAME, First Names`; of other parties the last name is all."""
    last, first = child_text(element, "lastName"), child_text(element, "firstName")
    return ", ".join(part for part in (last, first) if part)


def _aliases(element: etree._Element) -> Iterator[ParsedName]:
    for alias in _items(element, "akaList"):
        if text := _name(alias):
            weak = child_text(alias, "category").casefold() == _WEAK
            yield ParsedName(text, alias_kind(child_text(alias, "type"), text, weak=weak))


def _statements(element: etree._Element) -> Iterator[Statement]:
    for each in _items(element, "idList"):
        value = child_text(each, "idNumber")
        if value:
            yield stated(child_text(each, "idType"), value, child_text(each, "idCountry") or None)


def _address(element: etree._Element) -> ParsedAddress | None:
    """The address on one line, as the CSV files write it; None where there is nothing but a country."""
    place = postal_line(
        [child_text(element, part) for part in _STREET],
        child_text(element, "city"),
        child_text(element, "stateOrProvince"),
        child_text(element, "postalCode"),
    )
    country = child_text(element, "country")
    return ParsedAddress(", ".join(filter(None, (place, country))), country_of(country)) if place else None


def _countries(element: etree._Element, addresses: Sequence[etree._Element]) -> tuple[str, ...]:
    """Of its addresses, its nationality or citizenship, its flag."""
    nationalities = [each for name in _NATIONALITIES for each in _items(element, name)]
    vessel = child(element, "vesselInfo")
    flag = child_text(vessel, "vesselFlag") if vessel is not None else ""
    return tuple(filter(None, (*(child_text(each, "country") for each in (*addresses, *nationalities)), flag)))
