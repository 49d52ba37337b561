r"""Table files written as a person sees them: `csv_file("Name,Value\\nAlibaba,100")`, `workbook(Holdings="…")`."""

from __future__ import annotations

import csv
import hashlib
import io
from textwrap import dedent
from typing import TYPE_CHECKING, Any

from clearhold.holdings import read_holdings
from clearhold.model import ColumnRole, ReadingOptions
from clearhold.tables import Row, Sheet, TableFile

if TYPE_CHECKING:
    from datetime import date

    from clearhold.model import HoldingsReading


def rows_of(text: str, delimiter: str = ",") -> tuple[Row, ...]:
    """The rows of a text; the first line is line 1, blank rows are left out as a reader of tables does."""
    lines = dedent(text).strip("\n")
    rows = []
    for line, cells in enumerate(csv.reader(io.StringIO(lines), delimiter=delimiter), start=1):
        filled = [cell.strip() for cell in cells]
        while filled and not filled[-1]:
            filled.pop()
        if filled:
            rows.append(Row(line, tuple(filled)))
    return tuple(rows)


def csv_file(text: str, file: str = "fund.csv", delimiter: str = ",") -> TableFile:
    """A text file of one table."""
    return TableFile(
        file=file,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        size=len(text),
        format="CSV (commas, UTF-8)",
        sheets=(Sheet(None, rows_of(text, delimiter)),),
    )


def workbook(file: str = "fund.xlsx", **sheets: str) -> TableFile:
    """A workbook, a keyword a sheet; in a sheet's name "_" stands for a space, "hidden_" before it hides it."""
    return TableFile(
        file=file,
        sha256="0" * 64,
        size=1,
        format="XLSX workbook",
        sheets=tuple(
            Sheet(name.removeprefix("hidden_").replace("_", " "), rows_of(text), not name.startswith("hidden_"))
            for name, text in sheets.items()
        ),
    )


def read(
    text: str,
    *,
    delimiter: str = ",",
    currency: str | None = None,
    as_of: date | None = None,
    fund: str | None = None,
    **columns: str,
) -> HoldingsReading:
    """The reading of one text file; `name="Security"` and its like are what `--columns` would say."""
    options = ReadingOptions(
        columns={ColumnRole(role): heading for role, heading in columns.items()},
        currency=currency,
        as_of=as_of,
        fund=fund,
    )
    return read_holdings([csv_file(text, delimiter=delimiter)], options)


def names(reading: HoldingsReading) -> list[str | None]:
    """What is held, in the file's order."""
    return reading.holdings["name"].to_list()


def values(reading: HoldingsReading) -> list[str | None]:
    """The holdings' values as plain text: "1234.5"."""
    return [None if value is None else f"{value.normalize():f}" for value in reading.holdings["market_value"]]


def aside(reading: HoldingsReading) -> list[tuple[int, str]]:
    """The rows set aside: line and reason."""
    return list(reading.set_aside.select("line", "reason").rows())


def roles(reading: HoldingsReading) -> dict[str, str]:
    """The heading of each role that a column of the first table has."""
    return {column.role.value: column.heading for column in reading.files[0].sheets[0].columns if column.role}


def problems(reading: HoldingsReading) -> str:
    """Every problem, a line each."""
    return "\n".join(str(problem) for problem in reading.problems)


def first(reading: HoldingsReading) -> dict[str, Any]:
    """The first holding."""
    return reading.holdings.row(0, named=True)
