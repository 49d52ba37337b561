"""The rows of publishers' tables (CSV, XLSX, ODS) by their headings, each with its line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clearhold.identity.headings import fold_heading
from clearhold.model import CouldNotRead
from clearhold.tables import read_table_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from clearhold.tables import Row, Sheet, TableFile

_HEADING_WITHIN = 60


@dataclass(frozen=True, slots=True)
class HeadedRow:
    """A row below a heading: its line, and its cells by the heading's place of each name asked for."""

    line: int
    cells: tuple[str, ...]
    columns: Mapping[str, int]

    def __getitem__(self, heading: str) -> str:
        """The cell under a heading, by the heading folded; nothing where the row is shorter or the column absent."""
        column = self.columns.get(heading)
        return self.cells[column] if column is not None and column < len(self.cells) else ""


def headed_rows(sheet: Sheet, file: str, needed: Sequence[str]) -> tuple[Sequence[str], Iterator[HeadedRow]]:
    """The folded headings of a sheet and its rows below them; preamble rows above the heading are passed over.

    `needed` are folded headings (lower case, plain letters, one blank between words) that must all be there; of equal
    headings the first counts. Raises CouldNotRead that names the missing ones.
    """
    for place, row in enumerate(sheet.rows[:_HEADING_WITHIN]):
        headings = [fold_heading(cell) for cell in row.cells]
        if all(name in headings for name in needed):
            columns: dict[str, int] = {}
            for column, heading in enumerate(headings):
                columns.setdefault(heading, column)
            below = sheet.rows[place + 1 :]
            return headings, (HeadedRow(each.line, each.cells, columns) for each in below)
    first = sheet.rows[0].cells if sheet.rows else ()
    seen = {fold_heading(cell) for row in sheet.rows[:_HEADING_WITHIN] for cell in row.cells}
    missing = [name for name in needed if name not in seen] or list(needed)
    raise CouldNotRead(
        f'{file}: no column {", ".join(missing)}; its first row is "{" | ".join(first)[:200]}": it is another file, '
        "or its layout is new"
    )


def ending_of_text(content: bytes) -> str:
    """What a text file ends in: `0x1A` (the old end mark), `line end`, or `no line end`."""
    tail = content.rstrip(b" \t\r\n,")
    if tail.endswith(b"\x1a"):
        return "0x1A"
    return "line end" if content.endswith((b"\n", b"\r")) else "no line end"


def table_of(content: bytes, file: str) -> TableFile:
    """The sheets of a table file from its bytes."""
    return read_table_bytes(content, file)


def rows_of(content: bytes, file: str) -> Sequence[Row]:
    """The rows of a file that has one table."""
    return read_table_bytes(content, file).sheets[0].rows
