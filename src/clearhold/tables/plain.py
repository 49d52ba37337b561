"""Reads a plain text table into columns at once, without a look at each row in Python; what is not plain is left alone.

Plain is UTF-8 in which every line is one row: each quotation mark opens or closes a whole cell, and none runs over a
line. All that, and where to cut, is established first, so that the columns are those of the reader of rows.
"""

from __future__ import annotations

import csv
import io
import re
from itertools import zip_longest
from typing import TYPE_CHECKING

import polars as pl

from clearhold.tables.dialects import NO_DELIMITER, find_dialect
from clearhold.tables.formats import refusal_of_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clearhold.tables.table_file import Limits, Row

_MARK = b"\xef\xbb\xbf"
_QUOTE = '"'
# The zero byte, the old end mark, what only some take for white space, and a return that no line feed follows.
_ODD = (b"\x00", b"\x1a", b"\x1c", b"\x1d", b"\x1e", NO_DELIMITER.encode(), b"\r")


def read_plainly(data: bytes, name: str, limits: Limits) -> tuple[pl.DataFrame, str] | None:
    """The cells of a plain text table, and how they are separated in words; None for any other file.

    The frame has the 1-based `line` of each row and its cells in columns "0", "1", …, without outer white space; empty
    cells are null, and blank rows are left out.
    """
    data = data.removeprefix(_MARK).replace(b"\r\n", b"\n").rstrip(b"\n\t ")
    if any(mark in data for mark in _ODD):
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    dialect = find_dialect(text)
    if not text or dialect.stated or dialect.quote != _QUOTE or refusal_of_text(text, name):
        return None
    quoted = _QUOTE in text
    width = len(next(csv.reader([text.partition("\n")[0]], delimiter=dialect.delimiter), ()))
    del text
    lines = _read(data, NO_DELIMITER, 1)
    if lines is None or not _is_plain(lines["0"], dialect.delimiter, limits, quoted=quoted):
        return None
    cells = _read(data, dialect.delimiter, width, quoted=quoted)
    if cells is None or cells.height != lines.height or cells.height * width > limits.cells:
        return None
    trimmed = cells.with_columns(pl.all().str.strip_chars()).with_columns(
        pl.when(pl.all() != "").then(pl.all())  # an empty cell says nothing
    )
    rows = trimmed.with_row_index("line", offset=1).filter(pl.any_horizontal(pl.exclude("line").is_not_null()))
    return rows, dialect.name


def rows_to_columns(rows: Sequence[Row]) -> pl.DataFrame:
    """Rows that were read one by one, as the columns that a plain text table gives."""
    width = max((len(row.cells) for row in rows), default=0)
    columns = list(zip_longest(*(row.cells for row in rows), fillvalue=None)) if rows else []
    frame = pl.DataFrame(
        {"line": [row.line for row in rows], **{str(column): columns[column] for column in range(width)}},
        schema={"line": pl.UInt32, **{str(column): pl.String for column in range(width)}},
    )
    return frame.with_columns(pl.when(pl.exclude("line") != "").then(pl.exclude("line")))


def _read(data: bytes, separator: str, width: int, *, quoted: bool = False) -> pl.DataFrame | None:
    """The text cut into columns, or None where a row has more cells than the first."""
    try:
        return pl.read_csv(
            io.BytesIO(data),
            separator=separator,
            quote_char=_QUOTE if quoted else None,
            has_header=False,
            infer_schema=False,
            schema={str(column): pl.String for column in range(width)},
        )
    except pl.exceptions.PolarsError:
        return None


def _is_plain(lines: pl.Series, delimiter: str, limits: Limits, *, quoted: bool) -> bool:
    longest = lines.str.len_bytes().max()
    if not isinstance(longest, int) or longest > limits.cell_size:
        return False
    if not quoted:
        return True
    mark = re.escape(delimiter)
    cell = rf'(?:[^"{mark}]*|"(?:[^"]|"")*")'
    with_marks = lines.filter(lines.str.contains(_QUOTE, literal=True).fill_null(value=False))
    return with_marks.str.contains(rf"^{cell}(?:{mark}{cell})*$").all()
