"""The answers of a matching written as a table, in the form that the file's ending names."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from clearhold.matching.pairwise_evidence import say_evidence
from clearhold.model import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STANDARD_OUTPUT = "-"
# What spreadsheets take for the start of a formula (OWASP, "CSV Injection"); numbers with a sign are none.
_FORMULA = r"^[=+\-@\t\r\n＝＋－＠]"
_NUMBER = r"^[-+]?\d+(?:[.,]\d+)*$"
_ROWS_AT_A_TIME = 200_000
_MOST_ROWS = 1_048_575  # of a sheet under its headings, by Excel's specification
_MOST_CHARACTERS = 32_767  # of a cell
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # the bytes depend on the answers alone
_WIDTHS = {"query_name": 38, "target_name": 38, "outcome": 14, "evidence": 100}


def check_out(out: str | Path) -> None:
    """Nothing, or BadInput for a file whose ending names no form of tables, or whose folder is not there."""
    if str(out) == STANDARD_OUTPUT:
        return
    if Path(out).suffix.lower() not in _WRITERS:
        raise BadInput(
            f"{out}: the ending says how the answers are written; name a file that ends in {', '.join(_WRITERS)}, or - "
            "for standard output"
        )
    if not Path(out).absolute().parent.is_dir():
        raise BadInput(f"{out}: there is no folder {Path(out).parent}; make it, or name another file")


def write_answers(answers: pl.DataFrame, out: str | Path, *, guard_formulas: bool = True) -> None:
    """Write the answers of `match_tables`, whole or not at all, the evidence as a sentence; Parquet has its facts too.

    `guard_formulas` puts an apostrophe before text that a spreadsheet takes for a formula, in CSV.
    """
    if str(out) == STANDARD_OUTPUT:
        for told, is_first in _csv_parts(answers, guard=guard_formulas):
            sys.stdout.write(told.write_csv(include_header=is_first))
        return
    check_out(out)
    path = Path(out)
    unfinished = path.with_name(f".{path.name}.part")
    try:
        _WRITERS[path.suffix.lower()](answers, unfinished, guard_formulas)
        unfinished.replace(path)
    except OSError as fault:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise BadInput(f"{out}: cannot be written ({fault.strerror or fault}); name another file with --out") from fault


def _write_csv(answers: pl.DataFrame, path: Path, guard: bool) -> None:  # noqa: FBT001 (one of several writers)
    with path.open("wb") as file:
        for told, is_first in _csv_parts(answers, guard=guard):
            told.write_csv(file, include_header=is_first)


def _csv_parts(answers: pl.DataFrame, *, guard: bool) -> Iterator[tuple[pl.DataFrame, bool]]:
    """The rows as CSV has them, so many at a time that they fit in memory, and whether they are the first."""
    for start in range(0, max(answers.height, 1), _ROWS_AT_A_TIME):
        yield _guarded(_told(answers.slice(start, _ROWS_AT_A_TIME)), guard=guard), start == 0


def _told(answers: pl.DataFrame) -> pl.DataFrame:
    return answers.with_columns(evidence=say_evidence(answers["evidence"]))


def _guarded(told: pl.DataFrame, *, guard: bool) -> pl.DataFrame:
    if not guard:
        return told
    text = pl.col(pl.String).exclude("evidence")  # which begins with words of ours
    harmful = text.str.contains(_FORMULA) & ~text.str.contains(_NUMBER)
    return told.with_columns(pl.when(harmful).then(pl.lit("'") + text).otherwise(text).name.keep())


def _write_parquet(answers: pl.DataFrame, path: Path, _: bool) -> None:  # noqa: FBT001
    _told(answers).with_columns(facts=answers["evidence"]).write_parquet(path, compression="zstd")


def _write_xlsx(answers: pl.DataFrame, path: Path, _: bool) -> None:  # noqa: FBT001
    told = _told(answers)
    if told.height > _MOST_ROWS:
        raise BadInput(
            f"{told.height:,} answers are more than the {_MOST_ROWS:,} rows of a sheet; name a .csv or .parquet file"
        )
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = xlsxwriter.Workbook(str(path), options | {"strings_to_numbers": False})
    workbook.set_properties({"created": _CREATED})
    heading = workbook.add_format({"bold": True, "bottom": 1})
    sheet = workbook.add_worksheet("Answers")
    for column, name in enumerate(told.columns):
        sheet.set_column(column, column, _WIDTHS.get(name, 14))
    sheet.write_row(0, 0, told.columns, heading)
    texts = told.with_columns(pl.col(pl.Enum, pl.Categorical).cast(pl.String)).with_columns(
        pl.col(pl.String).str.slice(0, _MOST_CHARACTERS)
    )
    for number, row in enumerate(texts.iter_rows(), start=1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, column, value)
            elif value is not None:
                sheet.write_number(number, column, value)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(told.height, 1), told.width - 1)
    workbook.close()


_WRITERS: dict[str, Callable[[pl.DataFrame, Path, bool], None]] = {
    ".csv": _write_csv,
    ".xlsx": _write_xlsx,
    ".parquet": _write_parquet,
}
