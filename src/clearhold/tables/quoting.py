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
    index = 0
    while index < len(lines):
        start, column = index, 0
        cells: list[str] = []
        odd = False
        if dialect.quote not in lines[index]:
            yield QuotedRow(start + 1, lines[index].split(dialect.delimiter), odd=False)
            index += 1
            continue
        while True:
            cell = _read_cell(lines, index, column, dialect, file)
            cells.append(cell.text)
            odd = odd or cell.odd
            index, column = cell.row, cell.column + 1
            if cell.column >= len(lines[index]):
                break
        yield QuotedRow(start + 1, cells, odd)
        index += 1


def _read_cell(lines: Sequence[str], index: int, column: int, dialect: Dialect, file: str) -> _Cell:
    line = lines[index]
    opening = column
    while opening < len(line) and line[opening] == " ":
        opening += 1
    if not line.startswith(dialect.quote, opening):
        return _plain_cell(line, index, column, dialect, odd=False)
    closed = _read_quoted(lines, index, opening, dialect, file)
    return closed or _plain_cell(line, index, column, dialect, odd=True)


def _plain_cell(line: str, index: int, column: int, dialect: Dialect, *, odd: bool) -> _Cell:
    end = line.find(dialect.delimiter, column)
    end = len(line) if end < 0 else end
    return _Cell(line[column:end], index, end, odd)


def _read_quoted(lines: Sequence[str], index: int, opening: int, dialect: Dialect, file: str) -> _Cell | None:
    """The cell that opens here, or None where its marks belong to the text: they pair up within the line, but no
    mark stands before a delimiter or the line's end.
    """
    quote, closing = dialect.quote, re.compile(rf" *(?={re.escape(dialect.delimiter)}|$)")
    text: list[str] = []
    odd = False
    row, position = index, opening + 1
    while True:
        line = lines[row]
        mark = line.find(quote, position)
        if mark < 0:
            if odd:
                return None
            text.append(line[position:] + "\n")
            row, position = row + 1, 0
            if row == len(lines):
                raise _unclosed(file, index, "to the end of the file")
            continue
        text.append(line[position:mark])
        position = mark + 1
        if line.startswith(quote, position):
            text.append(quote)
            position += 1
        elif end := closing.match(line, position):
            return _Cell("".join(text), row, end.end(), odd)
        elif row > index:
            raise _unclosed(file, index, f"to line {row + 1}")
        elif line.startswith(dialect.delimiter, mark - len(dialect.delimiter)):
            return None  # this mark opens the next cell: the first one closed nothing
        else:
            odd = True
            text.append(quote)


def _unclosed(file: str, index: int, until: str) -> CouldNotRead:
    return CouldNotRead(
        f"{place(file, line=index + 1)}: a quotation mark opens a cell here and does not close; the cell would run "
        f"{until}; close it or take it out"
    )
