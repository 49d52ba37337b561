"""What a table may hold before it is refused: the size of a cell and the number of cells, counted as rows come."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from clearhold.model import CouldNotRead, place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from clearhold.tables.table_file import Limits

_WIDEST_LETTER = 4  # bytes of one letter in UTF-8, at most


class CellCount:
    """Counts a file's cells against its limits; a cell too long is refused with its place, never cut."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.file = file
        self._limits = limits
        self._cells = 0
        self.short = limits.cell_size // _WIDEST_LETTER
        """Letters that no cell can be too long with."""

    def add(self, cells: Sequence[str], *, line: int, sheet: str | None = None, judge_sizes: bool = True) -> None:
        """Count the cells of a row; `judge_sizes` is false where its whole line is known to be short.

        Raises:
            CouldNotRead: for a cell or a file over its limit.

        """
        self._cells += len(cells)
        if self._cells > self._limits.cells:
            raise CouldNotRead(
                f"{place(self.file, sheet, line)}: more than {self._limits.cells:,} cells up to here, the most that "
                "is read of one file; split it into smaller ones"
            )
        if judge_sizes and max(map(len, cells), default=0) > self.short:
            self._refuse_long_cell(cells, line, sheet)

    def _refuse_long_cell(self, cells: Sequence[str], line: int, sheet: str | None) -> None:
        for column, cell in enumerate(cells, start=1):
            size = len(cell.encode("utf-8", "surrogatepass"))
            if size > self._limits.cell_size:
                raise CouldNotRead(
                    f"{place(self.file, sheet, line)}: cell {column} holds {size:,} bytes, more than the "
                    f"{self._limits.cell_size:,} that a cell may have; shorten it, or look for a quotation mark "
                    "that does not close"
                )


@contextmanager
def collection_paused() -> Iterator[None]:
    """Pause the garbage collector while many rows, none of them garbage, are made: it halves the time for a million."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
