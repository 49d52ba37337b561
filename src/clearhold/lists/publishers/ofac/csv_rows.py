"""Reads the rows of one file of OFAC's CSV set with their lines, every blank kept, and tells which part of it it is.

No heading stands above the rows; `-0-` stands for nothing; a lone 0x1A ends the file. A remark is cut at 1,000
characters, which may be a blank: cells are not trimmed here, so that its continuation can be joined.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from clearhold.lists.rows import ending_of_text
from clearhold.model import CouldNotRead, place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from clearhold.lists.parsed import SourceFile

END_MARK = "\x1a"
_NULL = "-0-"
_CUT_NULLS = ("", "-", "-0")
_ALIAS_KINDS = frozenset({"aka", "fka", "nka"})
_NO_LINE_END = "no line end"


class Part(Enum):
    """The files of the set: what each holds, and how many columns it has."""

    PARTIES = 12
    ADDRESSES = 6
    ALIASES = 5
    COMMENTS = 2

    @property
    def title(self) -> str:
        """The part in words."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class CsvRow:
    """A row; `begins_part` where the end mark of a file before it stands in it, two files having been put together."""

    line: int
    cells: tuple[str, ...]
    begins_part: bool = False

    def __getitem__(self, column: int) -> str:
        """A cell with its white space off; nothing for a null, or where the row is shorter."""
        cell = self.cells[column].strip() if column < len(self.cells) else ""
        return "" if cell == _NULL else cell


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A file of the set; `part` is None where it has no row."""

    name: str
    part: Part | None
    rows: Sequence[CsvRow]
    ending: str


def read_csv(file: SourceFile) -> CsvFile:
    """The file's rows below its heading, if it has one.

    Raises CouldNotRead for what is no text, for a quoted cell that does not close, for a last row that is cut, and for
    a table that is none of the set.
    """
    ending = ending_of_text(file.content)
    rows = list(_rows(_decode(file), file.name))
    if not rows:
        return CsvFile(file.name, None, (), ending)
    part = _part(rows, file.name)
    last = rows[-1].cells
    if ending == _NO_LINE_END and (len(last) < part.value or last[-1] in _CUT_NULLS):
        raise CouldNotRead(
            f"{place(file.name, line=rows[-1].line)}: the file ends within a row ({len(last)} of "
            f"{part.value} cells): it was cut; download it again"
        )
    return CsvFile(file.name, part, tuple(rows), ending)


def _decode(file: SourceFile) -> str:
    if not file.content.strip():
        raise CouldNotRead(f"{file.name} is empty; download it again")
    if b"\0" in file.content:
        raise CouldNotRead(f"{file.name} is no text: OFAC's lists are CSV or XML; unpack it first if it is an archive")
    try:
        return file.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return file.content.decode("cp1252", "replace")


def _rows(text: str, file: str) -> Iterator[CsvRow]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    before = 0
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num
            row = _row(line, cells)
            if row and not (line == 1 and _is_heading(row)):
                if reader.line_num > line:
                    _refuse_swallowed(row, file)
                yield row
    except csv.Error as fault:
        raise CouldNotRead(
            f"{place(file, line=before + 1)}: a quoted cell does not close as it should ({fault}): the file was cut "
            "or damaged; download it again"
        ) from None


def _is_heading(row: CsvRow) -> bool:
    """Whether the row names columns (`ID,Name,Type,…`), as a spreadsheet program's copy does; OFAC's own does not."""
    return row[0].replace("_", "").replace(" ", "").isalpha()


def _row(line: int, cells: list[str]) -> CsvRow | None:
    """The row; None for a blank one and for the end mark, behind which a spreadsheet program puts commas."""
    begins = bool(cells) and cells[0].startswith(END_MARK)
    if begins:
        cells[0] = cells[0].lstrip(END_MARK)
    if not any(cell.strip() for cell in cells):
        return None
    return CsvRow(line, tuple(cells), begins_part=begins)


def _refuse_swallowed(row: CsvRow, file: str) -> None:
    if any(line.partition(",")[0].isdecimal() for cell in row.cells for line in cell.splitlines()[1:]):
        raise CouldNotRead(
            f"{place(file, line=row.line)}: a quotation mark opens here and swallows rows below it: the file is "
            "damaged; download it again"
        )


def _part(rows: Sequence[CsvRow], file: str) -> Part:
    width = Counter(len(row.cells) for row in rows).most_common(1)[0][0]
    numbered = sum(row[0].isdecimal() for row in rows)
    if numbered * 2 > len(rows):
        aliases = sum(row[2].casefold() in _ALIAS_KINDS for row in rows)
        if width in (Part.ALIASES.value, Part.ADDRESSES.value):
            return Part.ALIASES if aliases * 2 > len(rows) else Part.ADDRESSES
        if width in (Part.PARTIES.value, Part.COMMENTS.value):
            return Part(width)
    shown = ",".join(rows[0].cells)[:100]
    raise CouldNotRead(
        f'{file} is none of the files of OFAC\'s CSV set; it begins with "{shown}": give the primary file (sdn.csv or '
        "cons_prim.csv), and its addresses, aliases and comments beside it"
    )
