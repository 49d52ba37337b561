"""The UK Sanctions List as XML: one element a designation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clearhold.lists.markup import child, child_text, children, local_name, read_records, settle, text_of
from clearhold.lists.publishers.conventions.days import day_of
from clearhold.lists.publishers.uk.designation import Designation, WrittenAddress, WrittenName

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lxml import etree

_GIVEN_THEN_FAMILY = ("Name1", "Name2", "Name3", "Name4", "Name5", "Name6")
_ADDRESS_LINES = (*(f"AddressLine{number}" for number in range(1, 7)), "AddressPostalCode")


def read_xml(content: bytes, file: str) -> tuple[list[Designation], date | None]:
    """The designations of the file, and the day it was generated."""
    designations: list[Designation] = []
    published_on = None
    for record in read_records(content, file, ("Designation", "DateGenerated"), ("Designations",)):
        if local_name(record) == "DateGenerated":
            published_on = day_of(text_of(record))
        else:
            designations.append(_designation(record))
    return designations, published_on


def _designation(record: etree._Element) -> Designation:
    names = child(record, "Names")
    addresses = child(record, "Addresses")
    return Designation(
        id=child_text(record, "UniqueID"),
        regime=child_text(record, "RegimeName"),
        type=child_text(record, "IndividualEntityShip"),
        designated_on=child_text(record, "DateDesignated"),
        sanctions=child_text(record, "SanctionsImposed"),
        line=record.sourceline,
        names=() if names is None else tuple(map(_name, children(names, "Name"))),
        reasons=child_text(record, "UKStatementofReasons"),
        original_names=_every(record, "NameNonLatinScript"),
        addresses=() if addresses is None else tuple(map(_address, children(addresses, "Address"))),
        countries=_every(record, "Nationality", "CurrentBelievedFlagOfShip"),
        parents=_every(record, "ParentCompany"),
        registrations=_every(record, "BusinessRegistrationNumber"),
        imo_numbers=_every(record, "IMONumber"),
    )


def _name(written: etree._Element) -> WrittenName:
    parts = (child_text(written, part) for part in _GIVEN_THEN_FAMILY)
    return WrittenName(settle(" ".join(parts)), child_text(written, "NameType"), child_text(written, "AliasStrength"))


def _address(written: etree._Element) -> WrittenAddress:
    return WrittenAddress(
        tuple(child_text(written, line) for line in _ADDRESS_LINES), child_text(written, "AddressCountry")
    )


def _every(record: etree._Element, *names: str) -> tuple[str, ...]:
    """The texts of every element of these names in the record, however deep, each once."""

    def texts() -> Iterator[str]:
        for each in record.iter():
            if local_name(each) in names and (text := text_of(each)):
                yield text

    return tuple(dict.fromkeys(texts()))
