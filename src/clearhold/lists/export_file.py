"""An exported list as the lines of a file: JSON lines of entities, CSV of statements, CSV for people."""

from __future__ import annotations

import csv
import io
import json
from enum import StrEnum
from typing import TYPE_CHECKING

from clearhold.lists.export import STATEMENT_COLUMNS, export_csv, export_ftm, export_statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clearhold.model import ConcernLists


class ExportFormat(StrEnum):
    """In which form a list is written."""

    FTM = "ftm"
    STATEMENTS = "statements"
    CSV = "csv"


def export_lines(lists: ConcernLists, name: str, form: ExportFormat, *, guard_formulas: bool = True) -> Iterator[str]:
    """The lines of the list's file, each with its line end; raises NotFound for a list that is not there."""
    match form:
        case ExportFormat.FTM:
            for entity in export_ftm(lists, name):
                yield f"{json.dumps(entity, ensure_ascii=False)}\n"
        case ExportFormat.STATEMENTS:
            yield _csv_line(dict(zip(STATEMENT_COLUMNS, STATEMENT_COLUMNS, strict=True)))
            for statement in export_statements(lists, name):
                yield _csv_line(statement)
        case ExportFormat.CSV:
            for line in export_csv(lists, name, guard_formulas=guard_formulas):
                yield line if line.endswith("\n") else f"{line}\n"


def _csv_line(cells: dict[str, str | bool | None] | dict[str, str]) -> str:
    line = io.StringIO()
    csv.DictWriter(line, STATEMENT_COLUMNS, lineterminator="\n").writerow(cells)
    return line.getvalue()
