"""How the Section 1260H list writes a name: the name, short names and former names in brackets, subsidiaries after it.

`Aviation Industry Corporation of China, Ltd. (AVIC) (and seventeen subsidiaries: Align Aerospace LLC, Avicopter PLC,
…)`: units are parted by commas, which names of companies have as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from clearhold.lists.parsed import ParsedName
from clearhold.lists.publishers.conventions.asides import bracket_at_the_end, former_name, number_in_words, other_name
from clearhold.lists.publishers.conventions.marks import without_stop
from clearhold.lists.publishers.conventions.names import alias_kind, each_once_in_any_case
from clearhold.model import NameKind

_SUBSIDIARIES = re.compile(
    r"(?:and|with|including) (?:the following )?(?:its )?(?P<count>[\w-]+)? ?subsidiar(?:y|ies):?\s*(?P<units>.*)",
    re.IGNORECASE,
)
_PART_OF_A_NAME = frozenset({"limited", "ltd", "ltd.", "group", "holdings"})
_A_FORM_ALONE = re.compile(
    r"(?:Co|Corp|Inc|LLC|L\.L\.C|Limited|Ltd|PLC|S\.L\.U)\b\.?(?: Ltd\b\.?)?(?: \((?:[^()]|\([^()]*\))*\))*"
)
# The notice of 10 June 2026 lacks a comma that the Department's own edition of 8 June has.
_MISPRINTS = {
    "COMAC America Corporation Shanghai Aircraft Design and Research Institute": (
        "COMAC America Corporation",
        "Shanghai Aircraft Design and Research Institute",
    )
}


@dataclass(frozen=True, slots=True)
class WrittenName:
    """A listed name as written, taken apart, with its units; `amiss` tells what does not add up."""

    names: tuple[ParsedName, ...]
    units: tuple[WrittenName, ...] = ()
    amiss: tuple[str, ...] = ()


def read_written(text: str) -> WrittenName:
    """The name and its brackets; marks such as `*` and numbers of footnotes are no part of it."""
    base, brackets = _brackets_at_the_end(_without_marks(text))
    names = [ParsedName(base)]
    units: tuple[WrittenName, ...] = ()
    amiss: list[str] = []
    for inside in brackets:
        if match := _SUBSIDIARIES.fullmatch(inside):
            units, said = _read_units(match["units"], match["count"])
            amiss += said
        elif former := former_name(inside):
            first, *others = read_written(former).names
            names += [ParsedName(first.text, NameKind.FORMER), *others]
        else:
            alias = other_name(inside) or inside
            names.append(ParsedName(alias, alias_kind(alias)))
    return WrittenName(each_once_in_any_case(names) or (ParsedName(""),), units, tuple(amiss))


def _read_units(text: str, count: str | None) -> tuple[tuple[WrittenName, ...], list[str]]:
    amiss = []
    units: list[WrittenName] = []
    for unit in split_units(text):
        apart = _MISPRINTS.get(unit, (unit,))
        if len(apart) > 1:
            amiss.append(f'"{unit}" was read as {len(apart)} names, {" and ".join(apart)}: a comma is missing')
        units += [read_written(each) for each in apart]
    counted = number_in_words(count)
    if counted is not None and counted != len(units):
        names = "; ".join(unit.names[0].text for unit in units)
        amiss.append(f"the notice counts {counted} subsidiaries, and {len(units)} were told apart: {names}")
    return tuple(units), amiss


def split_units(text: str) -> list[str]:
    """The names in an enumeration; a legal form after a comma belongs to the name before it, and so does a single word
    that no legal form follows ("SMIC, Americas").
    """
    parts = _parted(without_stop(text.strip()))
    pieces = [re.sub(r"^(?:and|&)\s+", "", part.strip(" ;").removeprefix(". ")) for part in parts]
    pieces = [piece for piece in pieces if any(mark.isalnum() for mark in piece)]
    names: list[str] = []
    for place, piece in enumerate(pieces):
        after = pieces[place + 1] if place + 1 < len(pieces) else ""
        if names and (_is_form(piece) or (re.fullmatch(r"[A-Z][a-z]+", piece) and not _is_form(after))):
            names[-1] = f"{names[-1]}, {piece}"
        else:
            names.append(piece)
    return [without_stop(name.strip()) for name in names]


def _is_form(piece: str) -> bool:
    return _A_FORM_ALONE.fullmatch(piece) is not None


def _parted(text: str) -> list[str]:
    """The text at its outer commas and semicolons, at a stray full stop, and at "and" after a legal form."""
    parts: list[str] = []
    depth = start = 0
    for place, mark in enumerate(text):
        depth += (mark == "(") - (mark == ")")
        if depth == 0 and (mark in ",;" or text.startswith(" . ", place)):
            parts.append(text[start:place])
            start = place + 1
    parts.append(text[start:])
    return [name for part in parts for name in re.split(r"(?<=\bLtd\.|\bInc\.|.\bCo\.|\bCorp)\s+and\s+", part)]


def _without_marks(text: str) -> str:
    return re.sub(r"(?<=[.)])\d{1,2}$", "", re.sub(r"[*†‡§^]+", "", text).strip()).strip(" ,;:")


def _brackets_at_the_end(text: str) -> tuple[str, list[str]]:
    """The text before the brackets that end it, and what each holds, in order; "(Limited)" is part of a name."""
    found: list[str] = []
    rest = text
    while True:
        before, inside = bracket_at_the_end(rest)
        if inside is None or not before or inside.casefold() in _PART_OF_A_NAME:
            return rest, found
        found.insert(0, inside)
        rest = before.rstrip(" ,")
