"""Reads an OpenDocument spreadsheet: one pass over content.xml, the cells' stored values, every row's true number.

Our own because calamine loses what it should not here: it refuses files with line breaks between cells (the UK
Sanctions List of August 2025), drops cells without a type and shows an error as 0. A comment is no part of its cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from clearhold.tables.child.answer import Refused
from clearhold.tables.child.cell_text import number_text

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Callable

    from clearhold.tables.child.answer import Answer

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"

_CELLS = frozenset({f"{_TABLE} table-cell", f"{_TABLE} covered-table-cell"})
_APART = frozenset({f"{_OFFICE} annotation", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 frame"})
_MOST_COLUMNS = 16_384
_MOST_ROWS = 1_048_576
_MOST_REPEATED_CELLS = 50_000_000
_DEEPEST = 256
_BLOCK = 1 << 18


def read_ods(archive: zipfile.ZipFile, answer: Answer) -> None:
    """Answer with all sheets of an ODS.

    Raises:
        Refused: for damaged XML, one that declares entities, and rows repeated without end.

    """
    reader = _Reader(answer)
    try:
        with archive.open("content.xml") as stream:
            while block := stream.read(_BLOCK):
                reader.feed(block)
            reader.feed(b"", last=True)
    except expat.ExpatError as error:
        raise Refused(f"is a damaged or incomplete spreadsheet (content.xml: {error}): save it again") from None


class _Reader:
    """The state of the pass: the open sheet, row and cell."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._line = 0
        self._row_times = 1
        self._cells: list[str] = []
        self._pending = 0  # empty cells not yet known to stand before a filled one
        self._cell: dict[str, str] | None = None
        self._text: list[str] = []
        self._apart = 0
        self._depth = 0
        self._tables = 0
        self._in_paragraph = 0
        self._repeated = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.EntityDeclHandler = self._entity
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            f"{_STYLE} style": self._open_style,
            f"{_STYLE} table-properties": self._note_display,
            f"{_TABLE} table": self._open_table,
            f"{_TABLE} table-row": self._open_row,
            f"{_TEXT} p": self._open_paragraph,
            f"{_TEXT} s": self._spaces,
            f"{_TEXT} tab": lambda _: self._characters("\t"),
            f"{_TEXT} line-break": lambda _: self._characters("\n"),
        }

    def feed(self, block: bytes, *, last: bool = False) -> None:
        self._parser.Parse(block, last)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Refused(f"nests its parts deeper than {_DEEPEST} levels, which no spreadsheet does: it is not read")
        if name in _APART:
            self._apart += 1
        elif name in _CELLS:
            if self._tables == 1 and not self._apart:
                self._cell = attributes
                self._text = []
        elif name in self._starts:
            self._starts[name](attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if name in _APART:
            self._apart -= 1
        elif self._apart:
            return
        elif name in _CELLS:
            self._close_cell()
        elif name == f"{_TEXT} p":
            self._in_paragraph -= 1
        elif name == f"{_TABLE} table-row" and self._tables == 1:
            self._close_row()
        elif name == f"{_TABLE} table":
            self._tables -= 1

    def _characters(self, text: str) -> None:
        if self._cell is not None and self._in_paragraph and not self._apart:
            self._text.append(text)

    def _entity(self, *_: object) -> None:
        raise Refused("declares XML entities, which no spreadsheet does and which can harm its reader: it is not read")

    def _open_style(self, attributes: dict[str, str]) -> None:
        self._style = attributes.get(f"{_STYLE} name", "")

    def _note_display(self, attributes: dict[str, str]) -> None:
        if attributes.get(f"{_TABLE} display") == "false":
            self._hidden_styles.add(self._style)

    def _open_table(self, attributes: dict[str, str]) -> None:
        if self._apart:
            return
        self._tables += 1
        if self._tables == 1:
            self._line = 0
            visible = attributes.get(f"{_TABLE} style-name") not in self._hidden_styles
            self._answer.open_sheet(attributes.get(f"{_TABLE} name", ""), visible=visible)

    def _open_row(self, attributes: dict[str, str]) -> None:
        if self._tables == 1 and not self._apart:
            self._row_times = _times(attributes.get(f"{_TABLE} number-rows-repeated"), _MOST_ROWS)
            self._cells = []
            self._pending = 0

    def _open_paragraph(self, _: dict[str, str]) -> None:
        if not self._apart:
            if self._cell is not None and self._text:
                self._text.append("\n")
            self._in_paragraph += 1

    def _spaces(self, attributes: dict[str, str]) -> None:
        self._characters(" " * _times(attributes.get(f"{_TEXT} c"), _MOST_COLUMNS))

    def _close_cell(self) -> None:
        if self._cell is None:
            return
        text = _cell_value(self._cell, "".join(self._text).strip())
        times = _times(self._cell.get(f"{_TABLE} number-columns-repeated"), _MOST_COLUMNS)
        self._cell = None
        if not text:
            self._pending += times
            return
        if len(self._cells) + self._pending + times > _MOST_COLUMNS:
            raise Refused(f"has a row of more than {_MOST_COLUMNS:,} cells, which no spreadsheet has: it is not read")
        self._cells += [""] * self._pending + [text] * times
        self._pending = 0

    def _close_row(self) -> None:
        if self._cells:
            self._repeated += len(self._cells) * (self._row_times - 1)
            if self._repeated > _MOST_REPEATED_CELLS:
                raise Refused("repeats filled rows without end, made to harm its reader: it is not read")
            for line in range(self._line + 1, self._line + self._row_times + 1):
                self._answer.add_row(line, self._cells)
        self._line += self._row_times


def _times(stated: str | None, most: int) -> int:
    return min(int(stated), most) if stated and stated.isascii() and stated.isdigit() else 1


def _cell_value(attributes: dict[str, str], shown: str) -> str:
    """What the cell holds rather than what it shows: 37833100 for `37,833,100`, 0.0525 for `5.25%`."""
    if attributes.get(f"{_CALC} value-type") == "error":
        return shown or "#ERROR!"
    kind = attributes.get(f"{_OFFICE} value-type", "")
    if kind in {"float", "percentage", "currency"}:
        return _number(attributes.get(f"{_OFFICE} value"), shown)
    if kind == "date":
        return _date(attributes.get(f"{_OFFICE} date-value", shown))
    if kind == "boolean":
        return attributes.get(f"{_OFFICE} boolean-value", shown).upper()
    return shown or attributes.get(f"{_OFFICE} string-value", "").strip()


def _number(stated: str | None, shown: str) -> str:
    try:
        return number_text(float(stated)) if stated else shown
    except ValueError:
        return shown or str(stated)


def _date(stated: str) -> str:
    day, _, time = stated.partition("T")
    return day if not time.strip("0:.") else f"{day} {time}"
