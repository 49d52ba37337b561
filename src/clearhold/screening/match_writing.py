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
    from collections.abc import Callable

STANDARD_OUTPUT = "-"
# What spreadsheets take for the start of a formula (OWASP, "CSV Injection"); numbers with a sign are none.
_FORMULA = r"^[=+\-@\t\r\n＝＋－＠]"
_NUMBER = r"^[-+]?\d+(?:[.,]\d+)*$"
_MOST_ROWS = 1_048_575  # of a sheet under its headings, by Excel's specification
_MOST_CHARACTERS = 32_767  # of a cell
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # the bytes depend on the answers alone
_WIDTHS = {"query_name": 38, "target_name": 38, "outcome": 14, "evidence": 100}


def check_out(out: str | Path) -> None:
    """Nothing, or BadInput for a file whose ending names no form of tables, or whose folder is not there."""
    if str(out) == STANDARD_OUTPUT:
        return
    if _writer(Path(out)) is None:
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
    told = answers.with_columns(evidence=say_evidence(answers["evidence"]))
    if str(out) == STANDARD_OUTPUT:
        sys.stdout.write(_guarded(told, guard=guard_formulas).write_csv())
        return
    path = Path(out)
    write = _writer(path)
    if write is None:
        check_out(out)
        return
    unfinished = path.with_name(f".{path.name}.part")
    try:
        write(told, unfinished, answers["evidence"], guard_formulas)
        unfinished.replace(path)
    except OSError as fault:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise BadInput(f"{out}: cannot be written ({fault.strerror or fault}); name another file with --out") from fault


def _writer(path: Path) -> Callable[[pl.DataFrame, Path, pl.Series, bool], None] | None:
    return _WRITERS.get(path.suffix.lower())


def _write_csv(told: pl.DataFrame, path: Path, _: pl.Series, guard: bool) -> None:  # noqa: FBT001 (one of several writers)
    _guarded(told, guard=guard).write_csv(path)


def _guarded(told: pl.DataFrame, *, guard: bool) -> pl.DataFrame:
    if not guard:
        return told
    text = pl.col(pl.String)
    harmful = text.str.contains(_FORMULA) & ~text.str.contains(_NUMBER)
    return told.with_columns(pl.when(harmful).then(pl.lit("'") + text).otherwise(text).name.keep())


def _write_parquet(told: pl.DataFrame, path: Path, evidence: pl.Series, _: bool) -> None:  # noqa: FBT001
    told.with_columns(facts=evidence).write_parquet(path, compression="zstd")


def _write_xlsx(told: pl.DataFrame, path: Path, _: pl.Series, __: bool) -> None:  # noqa: FBT001
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


_WRITERS: dict[str, Callable[[pl.DataFrame, Path, pl.Series, bool], None]] = {
    ".csv": _write_csv,
    ".xlsx": _write_xlsx,
    ".parquet": _write_parquet,
}
