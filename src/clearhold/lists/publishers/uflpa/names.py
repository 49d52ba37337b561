"""How a cell of the UFLPA Entity List names an entity: its name, aliases in brackets, and a clause on what it owns.

Four wordings open a bracket of aliases: "including three aliases:", "and two aliases:", "also known as" and "formerly
known as"; the last two follow each other in one bracket. Aliases are parted by semicolons, or by "and" after a legal
form: elsewhere "and" belongs to a name ("Zhangzhou Hengfa Import and Export"). Brackets inside names stay in them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from clearhold.lists.parsed import ParsedName
from clearhold.lists.publishers.conventions.asides import bracket_at_the_end, number_in_words
from clearhold.lists.publishers.conventions.legal_forms import ends_in_legal_form
from clearhold.lists.publishers.conventions.names import alias_kind, each_once_in_any_case
from clearhold.model import NameKind

_CLAUSE = re.compile(
    r"[,\s]+(and (?:its )?(?:subsidiaries|subordinate\b[^()]*|affiliated? (?:entities|companies)))$", re.IGNORECASE
)
_OPENING = re.compile(
    r"^(?:(?:including|and) (?P<count>\w+) alias(?:es)?:?|(?P<known>also|formerly) known as:?)\s*", re.IGNORECASE
)
_KNOWN_AS = re.compile(r"[;,]?\s*(?:\band\s+)?\b(also|formerly) known as:?\s+", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+")


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """What a cell says: names with the primary first, the clause on subsidiaries as written, and what is amiss."""

    names: tuple[ParsedName, ...]
    clause: str | None = None
    amiss: str | None = None


def read_cell(cell: str) -> NamedEntity:
    """The entity that a cell names; `amiss` tells of a bracket that was left in the name, or of aliases not found."""
    rest, clause = cell, None
    if match := _CLAUSE.search(cell):
        rest, clause = cell[: match.start()], match[1]
    primary, inside = bracket_at_the_end(rest)
    if inside is None:
        return NamedEntity((ParsedName(_tidy(rest)),), clause, _left_over(rest))
    opening = _OPENING.match(inside)
    if opening is None and not _is_acronym(inside, primary):
        return NamedEntity((ParsedName(_tidy(rest)),), clause, _left_over(rest))
    aliases = _aliases(inside)
    counted = number_in_words(opening["count"]) if opening else None
    amiss = None
    if counted is not None and counted != len(aliases):
        told = "; ".join(alias.text for alias in aliases)
        amiss = f"the page counts {counted} aliases, and {len(aliases)} were told apart: {told}"
    return NamedEntity(each_once_in_any_case((ParsedName(_tidy(primary)), *aliases)), clause, amiss)


def _aliases(inside: str) -> tuple[ParsedName, ...]:
    former = False
    aliases: list[ParsedName] = []
    # Of "also known as A; and formerly known as B" the split gives "", "also", "A", "formerly", "B".
    parts = _KNOWN_AS.split(_OPENING.sub(lambda match: f"{match['known']} known as " if match["known"] else "", inside))
    for place, part in enumerate(parts):
        if place % 2:
            former = part.casefold() == "formerly"
            continue
        aliases += [ParsedName(text, NameKind.FORMER if former else alias_kind(text)) for text in _parted(part)]
    return tuple(aliases)


def _parted(text: str) -> list[str]:
    names: list[str] = []
    for part in text.split(";"):
        rest = re.sub(r"^\s*and\s+", "", part)
        start = 0
        for match in _AND.finditer(rest):
            if ends_in_legal_form(rest[start : match.start()]):
                names.append(rest[start : match.start()])
                start = match.end()
        names.append(rest[start:])
    return [name for name in map(_tidy, names) if name]


def _is_acronym(inside: str, name: str) -> bool:
    """Whether a bracket holds the first letters of the words before it, in their order: XPCC, VSETC."""
    if not re.fullmatch(r"[A-Z]{2,10}", inside):
        return False
    letters = iter("".join(word[0] for word in re.findall(r"[A-Za-z]+", name)))
    return all(letter in letters for letter in inside)


def _left_over(text: str) -> str | None:
    if re.search(r"\balias(?:es)?\b|\bknown as\b|\bsubsidiar|\baffiliat|;", text, re.IGNORECASE):
        return "its words on other names or on subsidiaries are of a new kind and were left in the name"
    return None


def _tidy(text: str) -> str:
    return text.strip(" ,;")
