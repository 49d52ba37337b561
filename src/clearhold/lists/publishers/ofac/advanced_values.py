"""The values that OFAC's Advanced XML refers to by number: reference sets, locations, dates."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from clearhold.lists.markup import child, child_text, children, local_name, settle, text_of
from clearhold.lists.parsed import ParsedAddress
from clearhold.lists.publishers.conventions.places import country_of
from clearhold.lists.publishers.ofac.parties import postal_line

if TYPE_CHECKING:
    from lxml import etree

_UNKNOWN = "Unknown"
_STREET = ("ADDRESS1", "ADDRESS2", "ADDRESS3")


@dataclass(frozen=True, slots=True)
class Location:
    """An address, where there is more than a country, and the country as OFAC writes it."""

    address: ParsedAddress | None
    country: str | None


@dataclass(frozen=True, slots=True)
class ReferenceValues:
    """The sets at the head of the file: a value's text by the name of its element and its number."""

    texts: dict[tuple[str, str], str] = field(default_factory=dict)

    def text(self, kind: str, number: str | None) -> str:
        """The text of a value; nothing for a number that the file does not explain."""
        return self.texts.get((kind, number or ""), "")

    def party_type(self, subtype: str | None) -> str:
        """What a party is: its subtype, or the type above it where the subtype is unknown."""
        own = self.text("PartySubType", subtype)
        return own if own and own != _UNKNOWN else self.text("PartyType of PartySubType", subtype)

    def location_of(self, element: etree._Element) -> Location:
        """The address and country of a `Location`."""
        parts = {
            self.text("LocPartType", part.get("LocPartTypeID")): _value(part)
            for part in children(element, "LocationPart")
        }
        area = child(element, "LocationAreaCode")
        stated = child(element, "LocationCountry")
        country = self.text("Country", stated.get("CountryID")) if stated is not None else ""
        if not country and area is not None:
            country = self.text("AreaCode", area.get("AreaCodeID"))
        country = country or parts.get(_UNKNOWN, "")
        if not country_of(country) and "REGION" in parts:
            country = f"Region: {parts['REGION']}"
        line = postal_line(
            [parts.get(part, "") for part in _STREET],
            parts.get("CITY", ""),
            parts.get("STATE/PROVINCE", ""),
            parts.get("POSTAL CODE", ""),
        )
        shown = "" if country == "undetermined" else country
        address = ParsedAddress(", ".join(filter(None, (line, shown))), country_of(country)) if line else None
        return Location(address, country or None)


def reference_values(element: etree._Element) -> ReferenceValues:
    """The sets in `ReferenceValueSets`. An area code is told by its description, a country by its name."""
    texts: dict[tuple[str, str], str] = {}
    for group in element:
        for each in group:
            number = each.get("ID", "")
            texts[local_name(each), number] = settle(each.get("Description") or text_of(each))
    for each in element.iter():
        if local_name(each) == "PartySubType":
            texts["PartyType of PartySubType", each.get("ID", "")] = texts.get(
                ("PartyType", each.get("PartyTypeID", "")), ""
            )
    return ReferenceValues(texts)


def day_in(element: etree._Element | None) -> date | None:
    """The day that an element's Year, Month and Day make; None where one is missing."""
    if element is None:
        return None
    try:
        year, month, day = (int(child_text(element, part)) for part in ("Year", "Month", "Day"))
        return date(year, month, day)
    except ValueError:
        return None


def first_day_of(version: etree._Element) -> str:
    """The day on which the period of a feature begins, as a file's text has days: 2021-06-03; nothing without one."""
    period = child(version, "DatePeriod")
    start = child(period, "Start") if period is not None else None
    day = day_in(child(start, "From")) if start is not None else None
    return day.isoformat() if day else ""


def _value(part: etree._Element) -> str:
    value = child(part, "LocationPartValue")
    return child_text(value, "Value") if value is not None else ""
