"""Reads XLSX, XLSM, XLSB and XLS with calamine, every sheet with the rows' true numbers.

calamine goes by the cells it finds, not by the sheet's own `<dimension>`, which is often false. It shows an error
cell as empty: for XLSX those are found again (`lost_cells`); in XLS and XLSB they stay empty.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

import python_calamine as calamine

from clearhold.tables.child.answer import Refused
from clearhold.tables.child.cell_text import cell_text
from clearhold.tables.child.container import PROTECTED

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Mapping

    from clearhold.tables.child.answer import Answer

_WITH_ROWS = (calamine.SheetTypeEnum.WorkSheet, calamine.SheetTypeEnum.MacroSheet)


def read_workbook(source: BinaryIO, answer: Answer, archive: zipfile.ZipFile | None) -> None:
    """Answer with all sheets in the workbook's order; `archive` is the same file where it is an XLSX.

    Raises:
        Refused: for a workbook that is protected, damaged or cut short.

    """
    from clearhold.tables.child.lost_cells import find_lost_cells

    source.seek(0)
    try:
        book = calamine.CalamineWorkbook.from_filelike(source)
        sheets = [sheet for sheet in book.sheets_metadata if sheet.typ in _WITH_ROWS]
        opened = ((sheet, book.get_sheet_by_name(sheet.name)) for sheet in sheets)
        lost = find_lost_cells(archive) if archive else {}
        for sheet, content in opened:
            answer.open_sheet(sheet.name, visible=sheet.visible == calamine.SheetVisibleEnum.Visible)
            _read_sheet(content, lost.get(sheet.name, {}), answer)
    except calamine.PasswordError:
        raise Refused(PROTECTED) from None
    except calamine.CalamineError as error:
        reason = " ".join(str(error).split())[:160] or type(error).__name__
        raise Refused(f"is a damaged or incomplete workbook ({reason}): download or save it again") from None
    for name, cells in lost.items():
        answer.remark(_lost_remark(name, cells))


def _read_sheet(content: calamine.CalamineSheet, lost: Mapping[int, Mapping[int, str]], answer: Answer) -> None:
    left = [""] * content.start[1] if content.start else []
    last = 0
    for line, values in enumerate(content.iter_rows(), start=1):
        cells = [*left, *map(cell_text, values)]
        if line in lost:
            cells = _restored(cells, lost[line])
        answer.add_row(line, cells)
        last = line
    for line in sorted(line for line in lost if line > last):
        answer.add_row(line, _restored([], lost[line]))


def _restored(cells: list[str], lost: Mapping[int, str]) -> list[str]:
    cells = cells + [""] * (max(lost) - len(cells))
    for column, text in lost.items():
        cells[column - 1] = cells[column - 1] or text
    return cells


def _lost_remark(sheet: str, lost: Mapping[int, Mapping[int, str]]) -> str:
    texts = list(chain.from_iterable(cells.values() for cells in lost.values()))
    first = min(lost)
    return (
        f'sheet "{sheet}": {len(texts):,} cells hold an error or a formula without its result, such as '
        f"{texts[0][:40]} in row {first}; they are shown so and have no value"
    )
