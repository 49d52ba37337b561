"""The run's tables as CSV and Parquet, for other programs.

CSV is UTF-8 without a byte order mark, comma, LF, one heading line: what RFC 4180 readers, pandas, R and databases
take as it is. Excel opens it by Data > From Text/CSV; the same rows are in `report.xlsx`. Amounts are written with all
their digits and no trailing zeros, dates as 2019-12-31, probabilities with three decimals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from pathlib import Path

# What spreadsheets take for the start of a formula (OWASP, "CSV Injection").
_FORMULA_LEAD = r"^[=+\-@\t\r\n＝＋－＠]"


def write_csv(table: pl.DataFrame, path: Path, *, guard_formulas: bool) -> None:
    """Write a table of the model as CSV; `guard_formulas` puts an apostrophe before text that looks like a formula."""
    table.select(_as_text(table[name], guard=guard_formulas) for name in table.columns).write_csv(
        path, float_precision=3, line_terminator="\n", include_bom=False
    )


def write_parquet(table: pl.DataFrame, path: Path) -> None:
    """Write a table of the model with its own types, compressed with zstd."""
    table.write_parquet(path, compression="zstd")


def _as_text(column: pl.Series, *, guard: bool) -> pl.Expr:
    """A column as CSV has it; numbers and dates are left to the writer, amounts keep their digits."""
    values = pl.col(column.name)
    match column.dtype:
        case pl.Decimal():
            return _digits(values)
        case pl.List():
            return values.list.eval(_amount_in_words()).list.join("; ")
        case pl.String() if guard:
            guarded = pl.concat_str(pl.lit("'"), values)
            return pl.when(values.str.contains(_FORMULA_LEAD)).then(guarded).otherwise(values).alias(column.name)
        case _:
            return values


def _digits(amount: pl.Expr) -> pl.Expr:
    """An amount without trailing zeros; a decimal's text always has its point, so that no whole number is cut."""
    return amount.cast(pl.String).str.strip_chars_end("0").str.strip_chars_end(".")


def _amount_in_words() -> pl.Expr:
    """An amount of a list of them, with its currency: "NOK 1000.5"."""
    currency, amount = (pl.element().struct.field(name) for name in ("currency", "amount"))
    return pl.concat_str(currency, pl.lit(" "), _digits(amount))
