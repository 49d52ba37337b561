"""What a file of tables is once read: sheets of rows of text, each row with its line in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may take before it is refused. Sizes in bytes, time in seconds of processor time."""

    file_size: int = 1 << 30
    cell_size: int = 1 << 17
    memory: int = 2 << 30
    seconds: int = 60
    cells: int = 50_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `line` is the 1-based physical line where it starts (CSV) or the sheet's row number (workbooks).

    Cells are text as written, outer white space off: numbers without a thousands mark of ours, dates of workbooks as
    `2021-08-30`, error cells as `#DIV/0!`. An empty cell is "". Trailing empty cells are cut.
    """

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table's rows in the file's order, blank ones left out; `name` is null where the format has no sheets."""

    name: str | None
    rows: tuple[Row, ...]
    visible: bool = True


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file's sheets, what it is, and its content's SHA-256; `remarks` say what a reader should know of the reading
    (encoding guessed, delimiter, hidden sheets, cells cut).
    """

    file: str
    sha256: str
    size: int
    format: str
    sheets: tuple[Sheet, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnSheet:
    """A table's rows as columns: `cells` has the `line` of each row and its cells as text in "0", "1", …, null where
    they are empty.
    """

    name: str | None
    cells: pl.DataFrame


@dataclass(frozen=True, slots=True)
class ColumnFile:
    """A file's sheets in columns, what the file is, and what a reader should know of the reading."""

    file: str
    format: str
    sheets: tuple[ColumnSheet, ...]
    remarks: tuple[str, ...] = ()
