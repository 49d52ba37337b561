"""Where a sheet's table begins: its heading, under any preamble, on one row or on several.

A heading is the row, or the two or three rows read downwards together, whose cells name the most different things
that a holdings file speaks of, a name or an identifier among them. Rows of units ("£000", "%") and of column numbers
("(1)") below belong to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from clearhold.holdings.dates import find_dates
from clearhold.holdings.headings import Meaning, fold_heading, read_heading
from clearhold.holdings.units import Unit, is_unit, read_unit
from clearhold.holdings.vocabulary import AMOUNTS, KEYS, Subject

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from clearhold.tables.table_file import Row

# Non-blank rows above a heading; the longest preamble we know has 20.
_SEARCHED_ROWS = 120
_MOST_ROWS = 3
_ENOUGH = 5

# No table of holdings that we know has more than 60 columns; a hostile one has as many as it likes.
_USUAL_WIDTH, _WIDEST = 300, 2000

_NUMBER = re.compile(r"[-+(]?[£$€¥₪]?\d[\d.,\s]*\d[)%]?|[-+]?\d*\.\d+")


@dataclass(frozen=True, slots=True)
class HeadingCell:
    """One column's heading: its words, what they mean, and the unit that they or the rows below them name."""

    column: int
    text: str
    meaning: Meaning | None
    unit: Unit


@dataclass(frozen=True, slots=True)
class Heading:
    """A table's heading: rows `first` to `end` (places in the sheet's rows, the last not included) and its cells."""

    first: int
    end: int
    lines: tuple[int, ...]
    cells: tuple[HeadingCell, ...]
    left_out: int = 0  # cells beside the heading that are not the table's

    @property
    def columns(self) -> tuple[int, ...]:
        """The places of the table's columns within the sheet's rows."""
        return tuple(cell.column for cell in self.cells)

    @property
    def subjects(self) -> frozenset[Subject]:
        """What the heading's cells are about."""
        return frozenset(cell.meaning.subject for cell in self.cells if cell.meaning)


def find_heading(
    rows: Sequence[Row], *, named: Collection[str] = (), start: int = 0, within: int = _SEARCHED_ROWS
) -> Heading | None:
    """The heading that begins `within` so many rows from a place on, or None; `named` are headings that the user
    wrote, folded.
    """
    last = min(len(rows), start + within)
    candidates = [place for place in range(start, last) if _may_be_heading(rows[place].cells)]
    best = _Window(0, 0, 0)
    for place in candidates:
        best = max(best, _Window(_score(_joined(rows[place : place + 1]), named), -place, 1), key=_Window.rank)
        if best.score >= _ENOUGH or (best.above == -place and best.score and _has_rows_below(rows, place)):
            last = place + 1
            break
    # Several rows read downwards are a heading only where they name more than any one of them.
    several = [place for place in candidates if place < last and sum(map(bool, rows[place].cells)) > 1]
    for height in range(2, _MOST_ROWS + 1):
        for place in several:
            if all(below in several for below in range(place, place + height)):
                score = _score(_joined(rows[place : place + height]), named)
                if score >= best.score + 1:
                    best = _Window(score, -place, height)
    if not best.score:
        alone = next((place for place in candidates if _is_list_of_names(rows, place)), None)
        return None if alone is None else _heading(rows, alone, alone + 1)
    return _heading(rows, -best.above, best.height - best.above)


def _is_list_of_names(rows: Sequence[Row], place: int) -> bool:
    """Whether a row is the heading of a table of one column: a name or an identifier over single cells."""
    first, below = rows[place], rows[place + 1 : place + 4]
    texts = [cell for cell in first.cells if cell]
    meaning = read_heading(texts[0]) if len(texts) == 1 else None
    if meaning is None or not meaning.exact or meaning.rank or meaning.subject not in KEYS:
        return False
    return all(sum(map(bool, row.cells)) == 1 and len(row.cells) == len(first.cells) for row in below)


def _has_rows_below(rows: Sequence[Row], place: int) -> bool:
    """Whether amounts stand below the headings of amounts in a row, or its columns go on being filled."""
    texts = rows[place].cells
    amounts = [column for column, text in enumerate(texts) if (said := read_heading(text)) and said.subject in AMOUNTS]
    below = rows[place + 1 : place + 1 + _MOST_ROWS]
    if amounts:
        return any(_NUMBER.fullmatch(row.cells[at]) for row in below for at in amounts if at < len(row.cells))
    filled = {column for column, text in enumerate(texts) if text}
    return any({column for column, cell in enumerate(row.cells) if cell} == filled for row in below)


class _Window(NamedTuple):
    """Some rows read as one heading: how much they name, how far down they begin (negative), how many they are."""

    score: float
    above: int
    height: int

    def rank(self) -> tuple[float, int]:
        """More first, then higher up."""
        return self.score, self.above


def _may_be_heading(cells: Sequence[str]) -> bool:
    """Whether a row has words and no amounts; a lone year or small number may be part of a heading."""
    filled = [cell for cell in cells if cell]
    if not filled or filled[0].endswith(":"):
        return False
    return not any(_NUMBER.fullmatch(cell) and not is_unit(cell) and not _may_be_year(cell) for cell in filled)


def _may_be_year(cell: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", cell) is not None or bool(find_dates(cell))


def _joined(window: Sequence[Row]) -> list[str]:
    """The cells of some rows read downwards, a text for each column; numbers of columns are left out."""
    width = max(len(row.cells) for row in window)
    columns: list[list[str]] = [[] for _ in range(width)]
    for row in window:
        for column, cell in enumerate(row.cells):
            if cell and not re.fullmatch(r"\(?\d{1,2}\)?", cell):
                columns[column].append(cell)
    return [" ".join(words) for words in columns]


def _score(texts: Iterable[str], named: Collection[str]) -> float:
    """How many different things the cells name, 0 where they are no heading of a table of holdings."""
    subjects: dict[Subject, float] = {}
    asked = 0
    for text in texts:
        if named and fold_heading(text) in named:
            asked += 1
            continue
        meaning = read_heading(text)
        if meaning is None or (meaning.as_of and meaning.subject not in AMOUNTS):
            continue
        subjects[meaning.subject] = max(subjects.get(meaning.subject, 0), 1 if meaning.exact else 0.9)
    found = frozenset(subjects)
    if asked:
        return sum(subjects.values()) + 2 * asked
    if found & KEYS and len(found) > 1:
        return sum(subjects.values())
    if Subject.FUND in found and found & AMOUNTS:  # a list of pooled funds
        return sum(subjects.values())
    return 0


def _heading(rows: Sequence[Row], first: int, end: int) -> Heading:
    texts = _joined(rows[first:end])
    columns = _extent(texts)
    key = _name_column(texts)
    below = end
    while below < len(rows) and below - end < _MOST_ROWS and _continues(rows[below].cells, columns, key):
        below += 1
    under = _joined(rows[end:below]) if below > end else []
    while (beside := columns[-1] + 1) < len(under) and under[beside]:  # below a heading that spans several columns
        columns.append(beside)
    texts += [""] * (columns[-1] + 1 - len(texts))
    cells = tuple(_cell(column, texts[column], under[column] if column < len(under) else "") for column in columns)
    left_out = sum(map(bool, texts)) - sum(bool(cell.text) for cell in cells)
    return Heading(first, below, tuple(row.line for row in rows[first:below]), cells, left_out)


def _cell(column: int, text: str, under: str) -> HeadingCell:
    meaning = read_heading(text or under)
    own = meaning.unit if meaning else read_unit(text)
    unit = own
    if under and not own.multiplier:
        below = read_unit(under)
        unit = Unit(own.currency or below.currency, below.multiplier, own.rest, own.assumed or below.assumed)
    return HeadingCell(column, f"{text} {under}".strip() if under else text, meaning, unit)


def _extent(texts: Sequence[str]) -> list[int]:
    """The columns of the table: from the first heading to the last, without what lies apart and says nothing known.

    Spreadsheets keep lists for their own use in far columns; these are not the table's.
    """
    known = [column for column, text in enumerate(texts) if text and read_heading(text)]
    if not known:
        return [column for column, text in enumerate(texts) if text]
    low, high = known[0], known[-1]
    while low > 0 and texts[low - 1]:
        low -= 1
    while high + 1 < len(texts) and texts[high + 1]:
        high += 1
    return list(range(low, min(high, max(known[-1], low + _USUAL_WIDTH), low + _WIDEST) + 1))


def _name_column(texts: Sequence[str]) -> int | None:
    for column, text in enumerate(texts):
        meaning = read_heading(text)
        if meaning and meaning.subject is Subject.NAME:
            return column
    return None


def _continues(cells: Sequence[str], columns: Collection[int], key: int | None) -> bool:
    """Whether a row below a heading is part of it: units and numbers of columns only, and no name."""
    filled = {column: cells[column] for column in columns if column < len(cells) and cells[column]}
    if not filled or (key in filled and not re.fullmatch(r"\(?\d{1,2}\)?", filled[key])):
        return False
    if not all(is_unit(cell) for cell in filled.values()):
        return False
    bare = [cell for cell in filled.values() if re.fullmatch(r"\d{1,2}", cell)]
    return len(bare) < len(filled) or [int(cell) for cell in bare] == sorted({int(cell) for cell in bare})
