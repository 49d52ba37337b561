"""Reads a decoded text table into rows: every line is in a row or blank, every row knows the line it starts on.

The csv module reads strictly. Where it objects, the quoting is read line by line instead; where a quoted cell has
quietly closed in a later row of the table, the file is refused, because rows would be lost inside that cell.
"""

from __future__ import annotations

import csv
import io
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clearhold.model import CouldNotRead, place
from clearhold.tables.bounds import CellCount, collection_paused
from clearhold.tables.dialects import Dialect, find_dialect
from clearhold.tables.quoting import read_oddly_quoted
from clearhold.tables.table_file import Limits, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

_END_MARK = "\x1a"  # of CP/M and DOS; US Treasury files still end in one
_TELLING_WIDTH = 4  # below this, a quoted sentence may well have as many commas as the table


@dataclass(slots=True)
class DelimitedTable:
    """The rows of a text table, how its cells are separated, in words, and what a reader should know."""

    rows: list[Row] = field(default_factory=list)
    separated_by: str = ""
    remarks: list[str] = field(default_factory=list)


def read_delimited(text: str, file: str, limits: Limits) -> DelimitedTable:
    """The rows of a text table of any dialect.

    Raises:
        CouldNotRead: for a quotation mark that does not close and a cell or table over the limits. A cell over the
            limit is not cut: what would be cut off is nearly always rows that a stray mark has swallowed.

    """
    table = DelimitedTable()
    text = text.rstrip("\r\n\t ")
    text = text.removesuffix(_END_MARK)
    text = _settle_line_ends(text, table)
    dialect = find_dialect(text)
    if dialect.width > 1:
        text = _settle_stray_returns(text, dialect, table)
    table.separated_by = dialect.name
    first = 1
    if dialect.stated:
        text = text.partition("\n")[2]
        first = 2
    with collection_paused():
        try:
            table.rows = list(_read_strictly(text, dialect, first, CellCount(file, limits)))
        except csv.Error:
            table.rows = list(_read_by_line(text, dialect, first, CellCount(file, limits), table))
    if table.rows and table.rows[-1].cells == (_END_MARK,):
        table.rows.pop()  # a spreadsheet program has put the table's commas after the mark
    return table


def _read_strictly(text: str, dialect: Dialect, first: int, count: CellCount) -> Iterator[Row]:
    lines = text.split("\n")
    judge_sizes = max(map(len, lines)) > count.short
    with _long_cells():
        reader = csv.reader(
            io.StringIO(text, newline="\n"),
            delimiter=dialect.delimiter,
            quotechar=dialect.quote,
            skipinitialspace=dialect.delimiter != " ",
            strict=True,
        )
        start = 0
        for raw in reader:
            end = reader.line_num
            runs_over_lines = end - start > 1
            if runs_over_lines:
                _refuse_swallowed_rows(lines[start:end], start + first, dialect, count.file)
            if cells := trimmed(raw):
                count.add(cells, line=start + first, judge_sizes=judge_sizes or runs_over_lines)
                yield Row(start + first, cells)
            start = end


def _read_by_line(text: str, dialect: Dialect, first: int, count: CellCount, table: DelimitedTable) -> Iterator[Row]:
    odd: list[int] = []
    blank = [""] * (first - 1)
    for line, raw, is_odd in read_oddly_quoted([*blank, *text.split("\n")], dialect, count.file):
        if is_odd:
            odd.append(line)
        if cells := trimmed(raw):
            count.add(cells, line=line)
            yield Row(line, cells)
    if odd:
        others = f" and {len(odd) - 1:,} others" if odd[1:] else ""
        table.remarks.append(f"quotation marks inside cells are kept as written (line {odd[0]}{others})")


def trimmed(raw: list[str]) -> tuple[str, ...]:
    """Cells without outer white space and without the empty ones at the end; nothing of a blank row."""
    cells = tuple(map(str.strip, raw))
    if cells and cells[-1]:
        return cells
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]


def _settle_line_ends(text: str, table: DelimitedTable) -> str:
    """The text with LF at its line ends. Returns that stand alone end lines only where most line ends are such."""
    if "\r" not in text:
        return text
    text = text.replace("\r\n", "\n")
    alone = text.count("\r")
    if alone and alone > text.count("\n"):
        if "\n" in text:
            table.remarks.append("lines end in CR, some in LF: each is taken for a line end")
        text = text.replace("\r", "\n")
    return text


def _settle_stray_returns(text: str, dialect: Dialect, table: DelimitedTable) -> str:
    """The text with each line that holds returns settled: they part whole rows of the table, or are white space."""
    if "\r" not in text:
        return text
    lines: list[str] = []
    parted = 0
    for line in text.split("\n"):
        if "\r" in line and dialect.quote not in line:
            pieces = line.split("\r")
            whole = sum(1 for piece in pieces if piece.count(dialect.delimiter) + 1 == dialect.width)
            if whole > len(pieces) / 2:
                parted += 1
                lines.extend(pieces)
            else:
                lines.append(line.replace("\r", " "))
        else:
            lines.append(line)
    if parted:
        table.remarks.append(f"{parted} lines hold rows that end in CR alone: each is taken for a row")
    return "\n".join(lines)


def _refuse_swallowed_rows(lines: list[str], line: int, dialect: Dialect, file: str) -> None:
    """Raise where every line under one quoted cell is by itself a row of the table's width."""
    if dialect.width < _TELLING_WIDTH:
        return
    if all(text.count(dialect.delimiter) + 1 == dialect.width for text in lines):
        raise CouldNotRead(
            f"{place(file, line=line)}: a quotation mark opens here and closes only in line {line + len(lines) - 1}, "
            "over lines that look like rows of the table; close it in its own line or take it out"
        )


class _Nesting:
    """How many readings of ours rely on the csv module's one limit for all threads, and what it was before them."""

    lock = threading.Lock()
    readings = 0
    before = 0


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let the csv module pass cells of any length, which are then judged with their line, and set its limit back
    when the last of our readings in any thread ends.
    """
    with _Nesting.lock:
        if not _Nesting.readings:
            _Nesting.before = csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
        _Nesting.readings += 1
    try:
        yield
    finally:
        with _Nesting.lock:
            _Nesting.readings -= 1
            if not _Nesting.readings:
                csv.field_size_limit(_Nesting.before)
