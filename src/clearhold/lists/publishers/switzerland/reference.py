"""What targets of the Swiss list refer to: the programme of each set of sanctions, and the places of addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clearhold.lists.markup import child, child_text, children, local_name, read_records, settle, text_of
from clearhold.lists.publishers.conventions.days import day_of
from clearhold.lists.publishers.conventions.places import country_of, on_one_line
from clearhold.model import CouldNotRead

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from lxml import etree

    from clearhold.lists.parsed import SourceFile

ROOT = "swiss-sanctions-list"
_PLACE_PARTS = ("location", "area", "country")


@dataclass(frozen=True, slots=True)
class Place:
    """A place on one line, and its country's code."""

    text: str
    country: str | None


NO_PLACE = Place("", None)


@dataclass(frozen=True, slots=True)
class Reference:
    """By number: the programme of each set of sanctions, as its ordinance and its key (Belarus), and the places."""

    programmes: Mapping[str, tuple[str, str]]
    places: Mapping[str, Place]
    published_on: date | None


def read_reference(file: SourceFile) -> Reference:
    """The file's programmes and places, wherever they stand in it, and its date.

    Raises CouldNotRead for a file that says it is not the whole list: what an amendment does not name may be listed.
    """
    programmes: dict[str, tuple[str, str]] = {}
    places: dict[str, Place] = {}
    root: etree._Element | None = None
    for record in read_records(file.content, file.name, ("sanctions-program", "place", "target"), (ROOT,)):
        if root is None:
            root = record.getroottree().getroot()
            _refuse_an_amendment(root, file.name)
        if local_name(record) == "sanctions-program" and is_at_the_top(record):
            ordinance, key = _in_english(record, "program-name"), _in_english(record, "program-key")
            for each in _english(record, "sanctions-set"):
                programmes[each.get("ssid", "")] = (on_one_line([ordinance, text_of(each)]), key or ordinance)
        elif local_name(record) == "place" and is_at_the_top(record):
            places[record.get("ssid", "")] = _place(record)
    return Reference(programmes, places, None if root is None else day_of(root.get("date")))


def is_at_the_top(record: etree._Element) -> bool:
    """Whether a record stands in the list itself; modifications repeat earlier states, whole targets among them."""
    parent = record.getparent()
    return parent is not None and local_name(parent) == ROOT


def _refuse_an_amendment(root: etree._Element, file: str) -> None:
    kind = root.get("list-type", "")
    if kind != "whole-list":
        raise CouldNotRead(
            f'{file} says that it is of the type "{kind}", not the whole list: parties that it does not name may still '
            "be listed; download the whole list"
        )


def _place(record: etree._Element) -> Place:
    country = child(record, "country")
    code = None if country is None else country.get("iso-code") or text_of(country)
    return Place(on_one_line(child_text(record, part) for part in _PLACE_PARTS), country_of(code))


def _english(record: etree._Element, name: str) -> Iterator[etree._Element]:
    return (each for each in children(record, name) if each.get("lang") == "eng")


def _in_english(record: etree._Element, name: str) -> str:
    return settle(" ".join(text_of(each) for each in _english(record, name)))
