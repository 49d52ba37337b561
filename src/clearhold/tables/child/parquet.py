"""Reads a Parquet file: the column names are row 1, as a heading would be; every value is text."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO

import polars as pl

from clearhold.tables.child.answer import Refused
from clearhold.tables.child.cell_text import cell_text, plain_decimal

if TYPE_CHECKING:
    from clearhold.tables.child.answer import Answer

_BATCH_CELLS = 500_000


def read_parquet(source: BinaryIO, most_cells: int, answer: Answer) -> None:
    """Answer with the file's one table.

    Raises:
        Refused: for a file that is damaged, encrypted, or has more cells than is read.

    """
    try:
        table = pl.scan_parquet(source, glob=False)
        schema = table.collect_schema()
        height = table.select(pl.len()).collect().item()
        if height * len(schema) > most_cells:
            raise Refused(
                f"has {height:,} rows of {len(schema):,} columns, more than the {most_cells:,} cells that are read of "
                "one file: split it into smaller ones"
            )
        answer.name_format("Parquet table")
        answer.open_sheet(None)
        answer.add_row(1, [name.strip() for name in schema.names()])
        step = max(1, _BATCH_CELLS // max(1, len(schema)))
        for start in range(0, height, step):
            batch = table.slice(start, step).collect()
            _add_rows(batch, start + 2, answer)
    except pl.exceptions.PolarsError as error:
        reason = " ".join(str(error).split())[:160]
        raise Refused(f"is a damaged or unknown kind of Parquet file ({reason}): save it again") from None


def _add_rows(batch: pl.DataFrame, first: int, answer: Answer) -> None:
    columns = [_texts(column) for column in batch.iter_columns()]
    for line, cells in enumerate(zip(*columns, strict=True), start=first):
        answer.add_row(line, cells)


def _texts(column: pl.Series) -> list[str]:
    if column.dtype == pl.Float32:
        # 0.1 as 32 bits is 0.10000000149011612 as 64: Polars knows the shorter digits, Python does not.
        return [_short_float(text) for text in column.cast(pl.String).to_list()]
    return [cell_text(value) for value in column.to_list()]


def _short_float(text: str | None) -> str:
    if text is None:
        return ""
    return plain_decimal(Decimal(text)).removesuffix(".0") if text[-1].isdigit() else text
