"""Rows of a text table whose quotation marks break the rules, read line by line so that none swallows another row.

The csv module reads well-formed text; this reads the rest. A mark inside a cell is kept as written. A cell may run
over lines only if it closes properly; one that does not is an error naming the line where it opens.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from clearhold.model import CouldNotRead, place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from clearhold.tables.dialects import Dialect


class QuotedRow(NamedTuple):
    """A row's first line, its cells, and whether a mark in it was kept as written."""

    line: int
    cells: list[str]
    odd: bool


class _Cell(NamedTuple):
    text: str
    row: int  # index of the line in which the cell ends
    column: int  # where its delimiter or line end stands
    odd: bool


def read_oddly_quoted(lines: Sequence[str], dialect: Dialect, file: str) -> Iterator[QuotedRow]:
    """Rows of lines given without their ends, line numbers from 1.

    Raises:
        CouldNotRead: for a quotation mark that opens a cell and does not close it.

    """
    reader = _Reader(lines, dialect, file)
    index = 0
    while index < len(lines):
        if dialect.quote in lines[index]:
            row, index = reader.read_row(index)
        else:
            row = QuotedRow(index + 1, lines[index].split(dialect.delimiter), odd=False)
            index += 1
        yield row


class _Reader:
    """Reads cells at a place in the lines. Each mark is looked at a bounded number of times, however they stand."""

    def __init__(self, lines: Sequence[str], dialect: Dialect, file: str) -> None:
        self._lines = lines
        self._dialect = dialect
        self._file = file
        self._closing = re.compile(rf" *(?={re.escape(dialect.delimiter)}|$)")
        delimiters = sum(line.count(dialect.delimiter) for line in lines)
        spaced = sum(line.count(dialect.delimiter + " ") for line in lines)
        self._spaced = spaced > delimiters / 2  # whether cells are usually written `, so`

    def read_row(self, start: int) -> tuple[QuotedRow, int]:
        """The row that starts on a line, and the line after it."""
        index, column, odd = start, 0, False
        cells: list[str] = []
        while True:
            cell = self._read_cell(index, column)
            cells.append(cell.text)
            odd = odd or cell.odd
            index, column = cell.row, cell.column + 1
            if cell.column >= len(self._lines[index]):
                return QuotedRow(start + 1, cells, odd), index + 1

    def _read_cell(self, index: int, column: int) -> _Cell:
        line = self._lines[index]
        opening = column
        while line.startswith(" ", opening):
            opening += 1
        if not line.startswith(self._dialect.quote, opening):
            return self._plain_cell(line, index, column, odd=False)
        usual = self._spaced or opening == column
        return self._read_quoted(index, opening, usual=usual) or self._plain_cell(line, index, column, odd=True)

    def _plain_cell(self, line: str, index: int, column: int, *, odd: bool) -> _Cell:
        end = line.find(self._dialect.delimiter, column)
        end = len(line) if end < 0 else end
        return _Cell(line[column:end], index, end, odd)

    def _read_quoted(self, index: int, opening: int, *, usual: bool) -> _Cell | None:
        """The cell that opens here, or None where its marks belong to the text: none of them closes it on its line.

        A mark where cells do not usually open has to close at the very next one.
        """
        quote = self._dialect.quote
        text: list[str] = []
        odd = False
        row, position = index, opening + 1
        while True:
            line = self._lines[row]
            mark = line.find(quote, position)
            if mark < 0:
                if odd or not usual:
                    return None
                text.append(line[position:] + "\n")
                row, position = row + 1, 0
                if row == len(self._lines):
                    raise self._unclosed(index, "to the end of the file")
                continue
            text.append(line[position:mark])
            position = mark + 1
            if line.startswith(quote, position):
                text.append(quote)
                position += 1
            elif end := self._closing.match(line, position):
                return _Cell("".join(text), row, end.end(), odd)
            elif row > index:
                raise self._unclosed(index, f"to line {row + 1}")
            elif not usual or self._opens_a_cell(line, mark):
                return None
            else:
                odd = True
                text.append(quote)

    def _opens_a_cell(self, line: str, mark: int) -> bool:
        """Whether a mark stands where the next cell opens, so that the one before it has closed nothing."""
        before = mark - 1
        while self._spaced and before > 0 and line[before] == " ":
            before -= 1
        return line.startswith(self._dialect.delimiter, max(0, before))

    def _unclosed(self, index: int, until: str) -> CouldNotRead:
        return CouldNotRead(
            f"{place(self._file, line=index + 1)}: a quotation mark opens a cell here and does not close; the cell "
            f"would run {until}; close it or take it out"
        )
