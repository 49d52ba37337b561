"""Of which fund and of which day a table's rows are, and where that is said: a column, the lines above, a title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from clearhold.holdings.dates import find_dates, is_month_first, read_date
from clearhold.holdings.headings import fold_heading
from clearhold.holdings.preamble import day_of, fund_in_title
from clearhold.model import ColumnRole, Problem

if TYPE_CHECKING:
    from datetime import date

    from clearhold.holdings.columns import Roles
    from clearhold.holdings.content import Column
    from clearhold.holdings.dates import WrittenDate
    from clearhold.holdings.grid import Table
    from clearhold.holdings.preamble import Preamble
    from clearhold.model import ReadingOptions


@dataclass(frozen=True, slots=True)
class Origin:
    """The fund and the day of each row of a table; null where the file does not say."""

    fund: pl.Series
    as_of: pl.Series
    remarks: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_origin(table: Table, roles: Roles, preamble: Preamble, options: ReadingOptions) -> Origin:
    """The fund and day of each row, what the user says before what the file says.

    Rows that bear several days of their own keep these whatever the user says: a position of one day is not one of
    another.
    """
    funds, fund_remarks = _funds(table, roles, preamble, options)
    days, day_remarks, problems = _days(table, roles, preamble, options)
    return Origin(funds, days, (*fund_remarks, *day_remarks), tuple(problems))


def _funds(table: Table, roles: Roles, preamble: Preamble, options: ReadingOptions) -> tuple[pl.Series, list[str]]:
    rows = table.cells.height
    column = roles.column(ColumnRole.FUND)
    if options.fund:
        return _every(options.fund, rows), []
    if column is not None and column.filled:
        cells = column.cells.str.strip_chars()
        distinct = cells.drop_nulls().n_unique()
        remarks = [f"{column} names {distinct:,} funds; shares are of each row's own fund"] if distinct > 1 else []
        return cells, remarks
    return _every(preamble.fund or (fund_in_title(table.sheet) if table.sheet else None), rows), []


def _days(
    table: Table, roles: Roles, preamble: Preamble, options: ReadingOptions
) -> tuple[pl.Series, list[str], list[Problem]]:
    rows = table.cells.height
    column = roles.column(ColumnRole.AS_OF)
    if column is not None and column.dates:
        days, problems = _by_rows(table, column)
        distinct = days.drop_nulls().unique().sort()
        if distinct.len() > 1:
            kept = "" if options.as_of is None else f", and --as-of {options.as_of} is not written over them"
            problems.append(
                Problem(
                    table.file,
                    f"{column} has {distinct.len():,} days, from {distinct[0]} to {distinct[-1]}; each row keeps its "
                    f"own{kept}. Sums count a position once for each day: keep the rows of one day to have the fund's",
                    table.sheet,
                )
            )
            return days, [], problems
        if options.as_of is None:
            if distinct.len() == 1:
                days = days.fill_null(distinct[0])
            return days, [], problems
    if options.as_of is not None:
        return _every_day(options.as_of, rows), [], []
    return _above(table, roles, preamble, rows)


def _by_rows(table: Table, column: Column) -> tuple[pl.Series, list[Problem]]:
    """Each row's day by its own cell; the order of day and month is the column's."""
    order = is_month_first(column.dates)
    words = column.cells.drop_nulls().unique().to_list()
    read = {word: written for word in words if (written := read_date(word))}
    known = {word: written.read(month_first=bool(order)) for word, written in read.items()}
    days = column.cells.replace_strict(known, default=None, return_dtype=pl.Date)
    still_open = next((written for written in read.values() if written.is_open), None)
    problems = [_doubt(table, still_open)] if still_open and order is None else []
    return days, problems


def _above(table: Table, roles: Roles, preamble: Preamble, rows: int) -> tuple[pl.Series, list[str], list[Problem]]:
    """The day that the lines above the table, a heading, the sheet's name or the lines below say, in this order."""
    value = roles.column(ColumnRole.VALUE)
    below = [" ".join(row.cells) for row in table.rows[-20:] if len([cell for cell in row.cells if cell]) == 1]
    said = [text for text in below if fold_heading(text).startswith(("as of", "as at", "data as of", "holdings as of"))]
    for written, where in (
        (preamble.days, ""),
        (find_dates(value.heading) if value else [], "the heading of the values says the day"),
        (find_dates(table.sheet or ""), "the sheet's name says the day"),
        (find_dates(" ".join(said)), "a line below the table says the day"),
    ):
        if written:
            day, assumed = day_of(written[0], written[1:])
            return (
                _every_day(day, rows),
                [where] if where else [],
                [_doubt(table, written[0])] if assumed else [],
            )
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", Path(table.file).name)
    remarks = [f'the file\'s name has "{year[0]}"; a name is no source of facts, say --as-of'] if year else []
    return _every_day(None, rows), remarks, []


def _doubt(table: Table, written: WrittenDate) -> Problem:
    return Problem(
        table.file,
        f'in the date "{written.words}" day and month may be exchanged; it is read as {written.day_first}, the day '
        "first. If that is wrong, say --as-of YYYY-MM-DD",
        table.sheet,
    )


def _every(text: str | None, rows: int) -> pl.Series:
    return pl.Series([text], dtype=pl.String).new_from_index(0, rows)


def _every_day(day: date | None, rows: int) -> pl.Series:
    return pl.Series([day], dtype=pl.Date).new_from_index(0, rows)
