"""What the columns of a user's own list are about, by their headings and, where headings fail, by their content.

A list needs a column of names and nothing else. The heading row may stand under a preamble; a single column of names
needs none, and a table without a heading is read by its content where check digits show an identifier beside names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from clearhold.identity import headings
from clearhold.identity.countries import country_code
from clearhold.identity.headings import fold_heading
from clearhold.identity.identifiers import SCHEMES, clean_identifier, is_valid

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from clearhold.tables.table_file import Row


class ListRole(StrEnum):
    """What a column of an own list is about."""

    NAME = "name"
    ALIASES = "aliases"
    TYPE = "type"
    ISIN = "isin"
    LEI = "lei"
    FIGI = "figi"
    CUSIP = "cusip"
    SEDOL = "sedol"
    TICKER = "ticker"
    COUNTRY = "country"
    EVIDENCE_CLASS = "evidence class"
    PROGRAMME = "programme"
    LIST = "list"
    GROUND = "ground"
    WORDS = "reason"
    LISTED_ON = "listed on"
    DELISTED_ON = "delisted on"
    SOURCE = "source"


# Headings as people write them, folded, the plainest first: of two columns that fit a role the earlier word wins.
HEADINGS: Mapping[ListRole, tuple[str, ...]] = {
    ListRole.NAME: headings.NAME,
    ListRole.ALIASES: headings.ALIASES,
    ListRole.TYPE: ("type", "entity type", "type of entity", "schema", "target type", "group type"),
    ListRole.ISIN: headings.ISIN,
    ListRole.LEI: headings.LEI,
    ListRole.FIGI: ("figi", "figis", "composite figi", "share class figi"),
    ListRole.CUSIP: ("cusip", "cusips", "cusip number"),
    ListRole.SEDOL: ("sedol", "sedols", "sedol code"),
    ListRole.TICKER: ("ticker", "tickers", "symbol", "ticker symbol", "stock code", "bloomberg ticker"),
    ListRole.COUNTRY: headings.COUNTRY,
    ListRole.EVIDENCE_CLASS: ("evidence class", "class of evidence", "evidence", "class"),
    ListRole.PROGRAMME: ("programme", "program", "programs", "programmes", "sanctions programme", "regime"),
    ListRole.LIST: ("list", "list name", "lists", "publisher", "source list", "listed by", "authority"),
    ListRole.GROUND: ("ground", "grounds", "criterion", "category", "theme", "issue"),
    ListRole.WORDS: (
        "reason",
        "reasons",
        "rationale",
        "words",
        "reason for listing",
        "justification",
        "description",
        "allegation",
    ),
    ListRole.LISTED_ON: (
        "listed on",
        "date listed",
        "listing date",
        "listed",
        "listed since",
        "date added",
        "added on",
        "added",
        "date",
        "from",
        "since",
        "start date",
        "start",
        "publishing date",
        "effective date",
        "decision date",
    ),
    ListRole.DELISTED_ON: (
        "delisted on",
        "date delisted",
        "delisting date",
        "delisted",
        "until",
        "removed",
        "removed on",
        "date removed",
        "end date",
        "end",
        "to",
    ),
    ListRole.SOURCE: (
        "source",
        "sources",
        "source url",
        "url",
        "link",
        "links",
        "web page",
        "source link",
        "source address",
    ),
}
_ROLE_OF = {word: role for role, words in HEADINGS.items() for word in words}

_IDENTIFIERS = frozenset(ListRole(scheme) for scheme in (*SCHEMES, "ticker"))
_HEADING_WITHIN = 60  # rows that a preamble may take
_MOSTLY = 0.8  # of a column's filled cells
_HALF = 0.5  # of the rows have a name, in a column that reads like names
_SAMPLE = 200
_LETTERS = 2  # a name has at least so many
_ADDRESS = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OwnColumns:
    """Where an own list's columns are: `start` is the place of the first row below the heading, if there is one."""

    start: int
    place: Mapping[ListRole, int]
    remarks: tuple[str, ...] = ()


def find_columns(rows: Sequence[Row]) -> OwnColumns | None:
    """The columns of a table of rows, or None where nothing in it is a column of names."""
    heading = _find_heading(rows)
    if heading is None:
        return _columns_by_content(rows)
    place, remarks = _place_by_headings([fold_heading(cell) for cell in rows[heading].cells], rows[heading].cells)
    below = rows[heading + 1 :]
    if ListRole.NAME not in place:
        names = _name_column(below, used=set(place.values()))
        if names is None:
            return None
        place[ListRole.NAME] = names
        remarks.append(f"the names are taken from column {column_letter(names)}, which reads like names")
    return OwnColumns(heading + 1, place, tuple(remarks))


def column_letter(place: int) -> str:
    """The letter that a spreadsheet shows for a column: A for 0, AA for 26."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _find_heading(rows: Sequence[Row]) -> int | None:
    """The first row near the top that reads most like headings: one with the names' before one with identifiers'."""
    best, most = None, (False, 0, 0)
    for place, row in enumerate(rows[:_HEADING_WITHIN]):
        roles = {_ROLE_OF[word] for word in map(fold_heading, row.cells) if word in _ROLE_OF}
        telling = (ListRole.NAME in roles, len(roles & _IDENTIFIERS), len(roles))
        if (telling[0] or telling[1] or len(roles) > 1) and telling > most:
            best, most = place, telling
    return best


def _place_by_headings(folded: Sequence[str], shown: Sequence[str]) -> tuple[dict[ListRole, int], list[str]]:
    place: dict[ListRole, int] = {}
    remarks = []
    for role, words in HEADINGS.items():
        fitting = sorted(
            (column for column, heading in enumerate(folded) if heading in words),
            key=lambda column: (words.index(folded[column]), column),
        )
        if not fitting:
            continue
        place[role] = fitting[0]
        used = f'"{shown[fitting[0]]}" (column {column_letter(fitting[0])})'
        remarks += [
            f'column {column_letter(other)} "{shown[other]}" also reads like the {role}; {used} was used'
            for other in fitting[1:]
        ]
    return place, remarks


def _columns_by_content(rows: Sequence[Row]) -> OwnColumns | None:
    """A table without headings: one column of names, or names beside identifiers that check digits show."""
    width = max((len(row.cells) for row in rows), default=0)
    place: dict[ListRole, int] = {}
    for column in range(width):
        cells = _cells(rows, column)
        role = _role_by_content(cells)
        if role is not None:
            place.setdefault(role, column)
    if width > 1 and not place.keys() & _IDENTIFIERS:
        return None
    names = _name_column(rows, used=set(place.values()))
    if names is None:
        return None
    place[ListRole.NAME] = names
    remark = () if width == 1 else ("no row of headings was found; the columns were told by their content",)
    return OwnColumns(0, place, remark)


def _role_by_content(cells: Sequence[str]) -> ListRole | None:
    cleaned = [clean_identifier(cell) or "" for cell in cells]
    for scheme in SCHEMES:
        if _mostly(is_valid(scheme, value) for value in cleaned):
            return ListRole(scheme)
    if _mostly(_ADDRESS.fullmatch(cell) is not None for cell in cells):
        return ListRole.SOURCE
    if _mostly(country_code(cell) is not None for cell in cells):
        return ListRole.COUNTRY
    return None


def _name_column(rows: Sequence[Row], used: set[int]) -> int | None:
    """The leftmost column that reads like names: letters in most cells, hardly a word twice. None where none does."""
    width = max((len(row.cells) for row in rows), default=0)
    sampled = rows[:_SAMPLE]
    for column in range(width):
        cells = _cells(sampled, column)
        if column in used or len(cells) < _HALF * len(sampled) or not cells or _role_by_content(cells) is not None:
            continue
        different = len({cell.casefold() for cell in cells}) / len(cells)
        if _mostly(sum(mark.isalpha() for mark in cell) >= _LETTERS for cell in cells) and different > 1 - _MOSTLY:
            return column
    return None


def _cells(rows: Sequence[Row], column: int) -> list[str]:
    cells = [row.cells[column] for row in rows if column < len(row.cells) and row.cells[column]]
    return cells[:_SAMPLE]


def _mostly(claims: Iterable[bool]) -> bool:
    held = list(claims)
    return bool(held) and sum(held) >= _MOSTLY * len(held)
