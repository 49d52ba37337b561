"""How the Section 1260H list writes a name: the name, short names and former names in brackets, subsidiaries after it.

`Aviation Industry Corporation of China, Ltd. (AVIC) (and seventeen subsidiaries: Align Aerospace LLC, Avicopter PLC,
…)`: units are parted by commas, which names of companies have as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from clearhold.lists.parsed import ParsedName
from clearhold.lists.publishers.conventions.plain_names import alias_kind, each_once
from clearhold.model import NameKind

_SUBSIDIARIES = re.compile(
    r"(?:and|with|including) (?:the following )?(?:its )?(?P<count>[\w-]+)? ?subsidiar(?:y|ies):?\s*(?P<units>.*)",
    re.IGNORECASE,
)
_FORMERLY = re.compile(r"formerly(?: known as)?:? ", re.IGNORECASE)
_KNOWN_AS = re.compile(r"(?:also known as|a\.?k\.?a\.?):? ", re.IGNORECASE)
_PART_OF_A_NAME = frozenset({"limited", "ltd", "ltd.", "group", "holdings"})
_A_FORM_ALONE = re.compile(
    r"(?:Co|Corp|Inc|LLC|L\.L\.C|Limited|Ltd|PLC|S\.L\.U)\b\.?(?: Ltd\b\.?)?(?: \((?:[^()]|\([^()]*\))*\))*"
)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        1,
    )
}
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
        elif match := _FORMERLY.match(inside):
            former = read_written(inside[match.end() :])
            names.append(ParsedName(former.names[0].text, NameKind.FORMER))
            names += former.names[1:]
        else:
            known = _KNOWN_AS.match(inside)
            alias = inside[known.end() :] if known else inside
            names.append(ParsedName(alias, alias_kind(alias)))
    return WrittenName(each_once(names) or (ParsedName(""),), units, tuple(amiss))


def _read_units(text: str, count: str | None) -> tuple[tuple[WrittenName, ...], list[str]]:
    amiss = []
    units: list[WrittenName] = []
    for unit in split_units(text):
        apart = _MISPRINTS.get(unit, (unit,))
        if len(apart) > 1:
            amiss.append(f'"{unit}" was read as {len(apart)} names, {" and ".join(apart)}: a comma is missing')
        units += [read_written(each) for each in apart]
    counted = _NUMBERS.get((count or "").casefold())
    if counted is not None and counted != len(units):
        names = "; ".join(unit.names[0].text for unit in units)
        amiss.append(f"the notice counts {counted} subsidiaries, and {len(units)} were told apart: {names}")
    return tuple(units), amiss


def split_units(text: str) -> list[str]:
    """The names in an enumeration; a legal form after a comma belongs to the name before it, and so does a single word
    that no legal form follows ("SMIC, Americas").
    """
    pieces = [
        re.sub(r"^(?:and|&)\s+", "", piece.strip(" ;").removeprefix(". ")) for piece in _parted(_without_stop(text))
    ]
    pieces = [piece for piece in pieces if any(mark.isalnum() for mark in piece)]
    names: list[str] = []
    for place, piece in enumerate(pieces):
        after = pieces[place + 1] if place + 1 < len(pieces) else ""
        if names and (_is_form(piece) or (re.fullmatch(r"[A-Z][a-z]+", piece) and not _is_form(after))):
            names[-1] = f"{names[-1]}, {piece}"
        else:
            names.append(piece)
    return [_without_stop(name) for name in names]


def _without_stop(text: str) -> str:
    """The text without a full stop at its end that is not an abbreviation's."""
    return re.sub(r"(?<!\bCo)(?<!\bCorp)(?<!\bInc)(?<!\bLtd)\.$", "", text.strip())


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
    while rest.endswith(")"):
        depth, place = 0, len(rest)
        while place > 0:
            place -= 1
            depth += (rest[place] == ")") - (rest[place] == "(")
            if depth == 0:
                break
        inside = rest[place + 1 : -1].strip()
        if depth or not place or inside.casefold() in _PART_OF_A_NAME:
            break
        found.insert(0, inside)
        rest = rest[:place].rstrip(" ,")
    return rest, found
