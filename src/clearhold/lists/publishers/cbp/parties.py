"""Whom an order of U.S. Customs and Border Protection names: companies, vessels, or goods of a place.

An order names one party with its aliases ("a/k/a"), several, a company "and its subsidiaries", a fishing vessel, or no
party at all: "Tobacco produced in Malawi ...", "Xinjiang Uyghur Autonomous Region (XUAR)".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clearhold.lists.parsed import ParsedName
from clearhold.lists.publishers.conventions.legal_forms import ends_in_legal_form, legal_form_at_start
from clearhold.lists.publishers.conventions.marks import bare
from clearhold.lists.publishers.conventions.names import alias_kind, each_once
from clearhold.lists.publishers.conventions.parties import party_type
from clearhold.lists.publishers.conventions.places import country_of
from clearhold.model import EntryType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ALSO_KNOWN_AS = re.compile(r",?\s*\ba/k/a\b[.:]?\s*", re.IGNORECASE)
_VESSEL = re.compile(r"Fishing Vessel:\s*(.+)", re.IGNORECASE)
_VESSELS_OF = re.compile(r"Fishing Vessels owned by (.+)", re.IGNORECASE)
# Goods of a place, or the place: no party that could be held. A legal form in the text tells a company all the same.
_GOODS = re.compile(
    r"^All\b|\b(?:produced|harvested|mined|grown|made)\b|\bRegion\b|\bDiamond Fields\b|\bSmall Mines\b", re.IGNORECASE
)
_BELOW = re.compile(
    r",?\s+(?P<clause>and (?:(?:its|their) )?(?:\w+ )?(?:subsidiaries|subordinates)\b(?: and joint ventures\b)?)"
    r"(?P<more>.*)",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"\s*\(collectively,? [^()]+\)", re.IGNORECASE)
_OF_PLACE = re.compile(r"\s*\(of ([^()]+)\)")
_BETWEEN = re.compile(r",\s+(?:and\s+)?|\s+and\s+")
_PUBLIC_BODY = re.compile(r"\b(?:Prison|Penitentiary|Labor Camp|Detachment)\b")
_LONGEST_END = 80  # signs in which a legal form and a place behind it stand
_IN_A_ROW = re.compile(r"(?:[^,]+,\s+){2,}and\s+[^,]+")  # Annapurna Carpet, Everest Carpet, and K.K. Carpet Industries


@dataclass(frozen=True, slots=True)
class Ordered:
    """A party of an order, or the goods that it is about. `clause` is what the order adds or limits it by, in its
    words: `and its subsidiaries`; `place` is where it says that the party is.
    """

    names: tuple[ParsedName, ...]
    type: EntryType
    clause: str | None = None
    place: str | None = None

    @property
    def name(self) -> str:
        """The first name."""
        return self.names[0].text


def read_parties(text: str) -> tuple[Ordered, ...]:
    """The parties that the text of an order names, in order; none where it names nothing."""
    named, *aliases = _ALSO_KNOWN_AS.split(text)
    if not any(mark.isalnum() for mark in named):
        return ()
    if match := _VESSEL.fullmatch(named):
        return (_party(match[1], aliases, EntryType.VESSEL),)
    if match := _VESSELS_OF.fullmatch(named):
        return (_party(match[1], aliases, clause="Fishing Vessels owned by"),)
    if _GOODS.search(named) and not _has_form(named):
        return (_party(named, aliases, EntryType.PRODUCT_CATEGORY),)
    if aliases:
        return (_party(named, aliases),)
    return tuple(_several(_TOGETHER.sub("", named)))


def _party(
    text: str,
    aliases: Sequence[str] = (),
    kind: EntryType | None = None,
    *,
    clause: str | None = None,
    place: str | None = None,
) -> Ordered:
    if match := _OF_PLACE.search(text):
        text, place = text[: match.start()] + text[match.end() :], match[1]
    name = bare(text)
    others = [bare(part) for each in aliases for part in each.split("; ")]
    if kind is None:
        kind = EntryType.ORGANISATION if _PUBLIC_BODY.search(name) else party_type(name)
    names = each_once((ParsedName(name), *(ParsedName(each, alias_kind(each)) for each in others)))
    return Ordered(names, kind, clause, place)


def _several(text: str) -> Iterator[Ordered]:
    """The parties of a text without aliases: `A Co., Ltd. and B Co., Ltd.`, `A and its subsidiaries`, `A; B`."""
    clause = None
    further: list[str] = []
    if below := _BELOW.search(text):
        text, more = text[: below.start()], below["more"].partition(", ")[2]
        # "and its two subsidiaries from China, X and Y": these are named, and no others are meant.
        further = list(_apart(more)) if more else []
        clause = None if further else below["clause"]
    parts = [part for each in text.split(";") if (part := each.strip())]
    place = None
    if len(parts) > 1 and " " not in parts[-1] and not _has_form(parts[-1]):
        place = bare(parts.pop())  # "...; Kathmandu."
    for part in (*(name for each in parts for name in _apart(each)), *further):
        first, _, rest = part.partition(", ")
        country = rest.rpartition(", ")[2].rstrip(".")
        if rest and not _has_form(part) and country_of(country):
            yield _party(first, clause=clause, place=bare(rest))
        else:
            yield _party(part, clause=clause, place=place)


def _apart(text: str) -> Iterator[str]:
    """The names in a text: parted behind a legal form, and in a row of names that have none."""
    start = 0
    pieces = []
    for between in _BETWEEN.finditer(text):
        before = text[max(start, between.start() - _LONGEST_END) : between.start()]
        behind = text[between.end() : between.end() + _LONGEST_END]
        if _ends_in_form(before) and not legal_form_at_start(behind):
            pieces.append(text[start : between.start()])
            start = between.end()
    pieces.append(text[start:])
    for piece in pieces:
        if _IN_A_ROW.fullmatch(piece.strip(" .")) and not _ends_in_form(piece):
            yield from _BETWEEN.split(piece.strip(" ."))
        else:
            yield piece


def _ends_in_form(text: str) -> bool:
    return ends_in_legal_form(_OF_PLACE.sub("", text))


def _has_form(text: str) -> bool:
    return any(_ends_in_form(part) for part in re.split(r"[;,]|\s+(?:and|\()\b", text))
