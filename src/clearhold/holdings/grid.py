"""A sheet cut into tables: preamble, heading, and the rows below as columns of text.

Most sheets have one table. A further heading of another layout below it begins a further table; the same heading
again is a repeated one and a row of its table.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING

import polars as pl

from clearhold.holdings.content import Column
from clearhold.holdings.heading_rows import Heading, HeadingCell, find_heading
from clearhold.holdings.headings import fold_heading
from clearhold.holdings.ragged import Straightened, straighten
from clearhold.holdings.units import Unit
from clearhold.holdings.vocabulary import KEYS, Subject, heading_wordings
from clearhold.model import place

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from clearhold.tables.table_file import Row, Sheet, TableFile

_CONTENT_ROWS = 200


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a sheet: the rows above it, its heading (without cells' texts where it has none), the rows below.

    `cells` has a column of text for each column of the table, named by its place in the rows; blank cells are null.
    """

    file: str
    sheet: str | None
    visible: bool
    is_text: bool  # of lines of text, rather than a workbook's or a program's cells
    above: tuple[Row, ...]
    heading: Heading
    rows: tuple[Row, ...]
    straight: Straightened
    cells: pl.DataFrame = field(repr=False)

    @property
    def where(self) -> str:
        """The place of the table as messages name it."""
        return place(self.file, self.sheet)

    def columns(self) -> tuple[Column, ...]:
        """The table's columns with their headings."""
        return tuple(
            Column(cell.column, cell.text, cell.meaning, cell.unit, self.cells[str(cell.column)])
            for cell in self.heading.cells
        )


def cut_tables(file: TableFile, sheet: Sheet, named: Collection[str] = ()) -> list[Table]:
    """The tables of a sheet that have a heading; none where no heading is found."""
    heading = find_heading(sheet.rows, named=named)
    tables: list[Table] = []
    above = sheet.rows[: heading.first] if heading else ()
    while heading is not None:
        following = _next_heading(sheet.rows, heading)
        end = following.first if following else len(sheet.rows)
        tables.append(_table(file, sheet, above, heading, sheet.rows[heading.end : end]))
        heading = following
    return tables


def table_by_content(file: TableFile, sheet: Sheet) -> Table | None:
    """The table of a sheet without a heading that we know, from the first row that has both words and numbers on.

    A row of words just above it is its heading, in a language that we do not know.
    """
    rows = sheet.rows
    first = next((at for at, row in enumerate(rows[:_CONTENT_ROWS]) if _is_data(row.cells)), None)
    if first is None or not any(_is_data(row.cells) for row in rows[first + 1 : first + 3]):
        return None
    width = max(len(row.cells) for row in rows[first : first + _CONTENT_ROWS])
    titled = first > 0 and _is_titles(rows[first - 1].cells)
    titles = rows[first - 1].cells if titled else ()
    cells = tuple(HeadingCell(at, titles[at] if at < len(titles) else "", None, Unit()) for at in range(width))
    start = first - 1 if titled else first
    heading = Heading(start, first, (rows[start].line,) if titled else (), cells)
    return _table(file, sheet, rows[:start], heading, rows[first:])


def _table(file: TableFile, sheet: Sheet, above: Sequence[Row], heading: Heading, rows: Sequence[Row]) -> Table:
    is_text = file.format.startswith("CSV")
    straight = straighten(heading, rows, place(file.file, sheet.name)) if is_text else Straightened(tuple(rows), {}, {})
    columns = heading.columns
    gathered = list(zip_longest(*(row.cells for row in straight.rows), fillvalue=""))
    blank = ("",) * len(rows)
    texts = {
        str(column): pl.Series(gathered[column] if column < len(gathered) else blank, dtype=pl.String)
        for column in columns
    }
    cells = pl.DataFrame(texts).select(pl.when(pl.all().str.strip_chars() != "").then(pl.all()))
    return Table(file.file, sheet.name, sheet.visible, is_text, tuple(above), heading, tuple(rows), straight, cells)


def _next_heading(rows: Sequence[Row], heading: Heading) -> Heading | None:
    """The next heading of another layout below a table, or None."""
    titles = {cell.column: cell.text for cell in heading.cells}
    words = _name_words()
    for at in range(heading.end, len(rows)):
        cells = rows[at].cells
        if words.isdisjoint(map(str.lower, cells)):
            continue
        if sum(titles.get(column) == cell for column, cell in enumerate(cells) if cell) > 1:
            continue
        found = find_heading(rows, start=at, within=1)
        if found and len(found.subjects) > 2 and found.subjects & KEYS:  # noqa: PLR2004
            return found
    return None


@lru_cache(maxsize=1)
def _name_words() -> frozenset[str]:
    """Headings of names as they are mostly written, in lower case."""
    return frozenset(wording for wording, subject, rank in heading_wordings() if subject is Subject.NAME and rank == 0)


def _is_data(cells: Sequence[str]) -> bool:
    """Whether a row has a cell with a number of some size and one with words."""
    filled = [cell for cell in cells if cell]
    numbers = sum(any(mark.isdigit() for mark in cell) and not any(mark.isalpha() for mark in cell) for cell in filled)
    words = sum(sum(mark.isalpha() for mark in cell) > 2 for cell in filled)  # noqa: PLR2004
    return numbers > 0 and words > 0


def _is_titles(cells: Sequence[str]) -> bool:
    """Whether a row is short words in several cells, as a heading is."""
    filled = [cell for cell in cells if cell]
    return len(filled) > 1 and all(len(fold_heading(cell).split()) <= 8 and not cell[0].isdigit() for cell in filled)  # noqa: PLR2004
