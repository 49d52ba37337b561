"""What the child tells its parent: JSON, one answer a line, rows in batches; nothing that could run as code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Sequence

_BATCH_CELLS = 10_000
_BATCH_LETTERS = 1 << 20


class Refused(Exception):
    """The file holds no table we can read; the text ends a sentence that starts with the file's name."""


class Answer:
    """The child's end of the pipe."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe
        self._rows: list[list[int | str]] = []
        self._cells = 0
        self._letters = 0

    def name_format(self, words: str) -> None:
        """Say what the file is: `XLSX workbook`."""
        self._write({"format": words})

    def open_sheet(self, name: str | None, *, visible: bool = True) -> None:
        """Say that the rows to come are of this sheet."""
        self._flush()
        self._write({"sheet": name, "visible": visible})

    def add_row(self, line: int, cells: Sequence[str]) -> None:
        """Add a row of the open sheet unless it is blank; empty cells at its end are cut."""
        end = len(cells)
        while end and not cells[end - 1]:
            end -= 1
        if not end:
            return
        row: list[int | str] = [line, *cells[:end]]
        self._rows.append(row)
        self._cells += end
        self._letters += sum(map(len, cells))
        if self._cells >= _BATCH_CELLS or self._letters >= _BATCH_LETTERS:
            self._flush()

    def remark(self, words: str) -> None:
        """Say what a reader should know of the reading."""
        self._flush()
        self._write({"remark": words})

    def refuse(self, words: str) -> None:
        """Say why the file cannot be read."""
        self._rows.clear()
        self._write({"refusal": words})

    def die_of(self, cause: str) -> None:
        """Say what ended the reading before the file did: `memory`."""
        self._rows.clear()
        self._write({"death": cause})

    def close(self) -> None:
        """End the answers; without this the parent takes the reading for broken off."""
        self._flush()
        self._write({"end": True})
        self._pipe.close()

    def _flush(self) -> None:
        if self._rows:
            self._write({"rows": self._rows})
            self._rows = []
            self._cells = 0
            self._letters = 0

    def _write(self, answer: dict[str, object]) -> None:
        text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
        self._pipe.write(text.encode("utf-8", "surrogatepass") + b"\n")
        self._pipe.flush()
