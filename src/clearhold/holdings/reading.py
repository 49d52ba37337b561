"""Holdings files read: tables in, everything that they say of what is held out, no row lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from clearhold.holdings.columns import NO_COLUMN, NothingNamed, has_column
from clearhold.holdings.finishing import Finished, file_facts, finish, without_table
from clearhold.holdings.grid import cut_tables, table_by_content
from clearhold.holdings.headings import fold_heading, is_title_of_something_else
from clearhold.holdings.understanding import Understanding, understand
from clearhold.holdings.vocabulary import Subject
from clearhold.model import (
    CouldNotRead,
    FileReading,
    HoldingsReading,
    HoldingTable,
    Problem,
    ReadingOptions,
    SetAsideTable,
    place,
)
from clearhold.tables import read_tables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import BinaryIO

    from clearhold.holdings.grid import Table
    from clearhold.tables.table_file import Sheet, TableFile

_SHARED = 3
_FEWEST_REPEATED = 3
_LOOKED_FOR = (
    "looked for a row of headings with a name or an identifier (Name, Security, Issuer, ISIN …) and a value or a "
    "weight; name the columns with --columns, such as --columns name=…,value=… (headings, or letters such as A)"
)


def read_holdings(tables: Sequence[TableFile], options: ReadingOptions | None = None) -> HoldingsReading:
    """Everything that some files say of what is held: holdings, rows set aside with why, how each file was read.

    Every non-blank row below a table's heading is in exactly one of the two frames. Raises CouldNotRead for a file
    without a table of holdings or with nothing under its heading, and BadInput for an option that it cannot meet.
    """
    options = options or ReadingOptions()
    parts: list[Finished] = []
    files: list[FileReading] = []
    for table_file in tables:
        finished = _read_file(table_file, options)
        parts += finished
        files.append(
            FileReading(
                file=table_file.file,
                sha256=table_file.sha256,
                size=table_file.size,
                format=table_file.format,
                sheets=tuple(part.sheet for part in finished),
            )
        )
    remarks = [Problem(table_file.file, remark) for table_file in tables for remark in table_file.remarks]
    holdings = [part.holdings for part in parts]
    aside = [part.set_aside for part in parts if part.set_aside.height]
    return HoldingsReading(
        holdings=HoldingTable.validate(_gathered(holdings, HoldingTable.create_empty()), cast=True),
        set_aside=SetAsideTable.validate(_gathered(aside, SetAsideTable.create_empty()), cast=True),
        files=tuple(files),
        problems=(*remarks, *_gathered_problems(parts)),
    )


def read_holdings_files(
    files: Sequence[Path | str], options: ReadingOptions | None = None, *, stdin: BinaryIO | None = None
) -> HoldingsReading:
    """Everything that some files say of what is held, by their paths; "-" is standard input, or `stdin`."""
    return read_holdings([read_tables(file, stdin=stdin) for file in files], options)


def _gathered_problems(parts: Sequence[Finished]) -> list[Problem]:
    """The problems of all tables; one that three or more sheets of a file share is told once, with their number."""
    problems = [problem for part in parts for problem in part.problems]
    shared = Counter((problem.file, problem.message) for problem in problems if problem.line is None)
    told: set[tuple[str, str]] = set()
    gathered = []
    for problem in problems:
        key = (problem.file, problem.message)
        if problem.line is not None or shared[key] < _SHARED:
            gathered.append(problem)
        elif key not in told:
            told.add(key)
            gathered.append(Problem(problem.file, f"{problem.message} (so in {shared[key]} sheets)"))
    return gathered


def _gathered(frames: Sequence[pl.DataFrame], empty: pl.DataFrame) -> pl.DataFrame:
    filled = [frame for frame in frames if frame.height]
    return pl.concat([empty, *filled], how="diagonal_relaxed") if filled else empty


def _read_file(table_file: TableFile, options: ReadingOptions) -> list[Finished]:
    """The parts of one file, a part for each table and for each sheet without one."""
    if not any(sheet.rows for sheet in table_file.sheets):
        raise CouldNotRead(f"{table_file.file}: the file is empty, it has no rows")
    understood, why, fault = _understand_sheets(table_file, options)
    tables = [table for found in understood.values() for table in found]
    if not tables:
        raise fault or _no_table(table_file)
    if not any(table.rows.height for table in tables):
        lines = tables[0].table.heading.lines
        raise CouldNotRead(
            f"{tables[0].table.where}: there are headings on line {', '.join(map(str, lines))} and no rows below them; "
            "check that the file was saved whole"
        )
    facts = file_facts(tables)
    parts: list[Finished] = []
    for at, sheet in enumerate(table_file.sheets):
        if at in understood:
            parts += [finish(table, facts) for table in understood[at]]
        elif sheet.rows:
            parts.append(without_table(table_file.file, sheet, why[at]))
    return parts


def _understand_sheets(
    table_file: TableFile, options: ReadingOptions
) -> tuple[dict[int, list[Understanding]], dict[int, str], CouldNotRead | None]:
    """The understood tables by sheet, why the other sheets have none, and the first table that names nothing.

    A sheet is read by its cells alone only where no sheet of the file has a heading that we know: summaries and lists
    of rates have words and numbers too.
    """
    named = {fold_heading(text) for text in options.columns.values()} - {NO_COLUMN}
    cut: dict[int, list[Table]] = {}
    why: dict[int, str] = {}
    for at, sheet in enumerate(table_file.sheets):
        tables = cut_tables(table_file, sheet, named) if sheet.rows else []
        other = _is_something_else(sheet, tables)
        why[at] = other or "no heading of a table of holdings was found in the sheet"
        if tables and not other:
            cut[at] = tables
    understood, fault = _understand(cut, options, why)
    if not understood:
        by_content = {
            at: [table]
            for at, sheet in enumerate(table_file.sheets)
            if at not in cut and sheet.rows and (table := table_by_content(table_file, sheet))
        }
        understood, other_fault = _understand(by_content, options, why)
        fault = fault or other_fault
    _leave_empty_ones(understood, why)
    _leave_repeated_ones(understood, why)
    return understood, why, fault


def _understand(
    cut: dict[int, list[Table]], options: ReadingOptions, why: dict[int, str]
) -> tuple[dict[int, list[Understanding]], CouldNotRead | None]:
    """The tables understood, by sheet, without those that name nothing that could be held.

    A column that the user names must be in one of the tables at least; the others are read without that word.
    """
    understood: dict[int, list[Understanding]] = {}
    fault: CouldNotRead | None = None
    columns = {id(table): table.columns() for tables in cut.values() for table in tables}
    there = {
        role: [place for place, known in columns.items() if has_column(known, text)]
        for role, text in options.columns.items()
    }
    for at, tables in cut.items():
        found = []
        for table in tables:
            wanted = {
                role: text for role, text in options.columns.items() if id(table) in there[role] or not there[role]
            }
            try:
                found.append(understand(table, replace(options, columns=wanted)))
            except NothingNamed as nothing:
                fault = fault or nothing
                why[at] = "no column of its table names what is held"
            except CouldNotRead as unclear:
                if len(cut) == 1 or (table.visible and any(column.is_numeric for column in columns[id(table)])):
                    raise
                why[at] = f"its table has no figures and cannot be read ({unclear})"
        if found:
            understood[at] = found
    return understood, fault


def _is_something_else(sheet: Sheet, tables: Sequence[Table]) -> str | None:
    """Why a sheet with headings is no list of holdings: its title says so, or it names commitments and no values."""
    for table in tables:
        titles = [sheet.name or "", *(" ".join(row.cells) for row in table.above[-3:])]
        told = next((title for title in titles if is_title_of_something_else(title)), None)
        if told:
            return f'its title "{told.strip()[:60]}" says that it lists no holdings'
        if Subject.COMMITMENT in table.heading.subjects and Subject.VALUE not in table.heading.subjects:
            return "it lists commitments to invest, which are not held yet"
    return None


def _leave_empty_ones(understood: dict[int, list[Understanding]], why: dict[int, str]) -> None:
    """Leaves out sheets whose rows hold nothing that a holding has, where another sheet has holdings."""
    if not any(table.has_holdings for found in understood.values() for table in found):
        return
    for at, found in list(understood.items()):
        if any(table.rows.height for table in found) and not any(_has_anything(table) for table in found):
            del understood[at]
            why[at] = "the sheet has headings but no row with a value or an identifier"


def _leave_repeated_ones(understood: dict[int, list[Understanding]], why: dict[int, str]) -> None:
    """Leaves out sheets such as "Top 10", every holding of which is in a longer sheet too: its money counts once."""
    if len(understood) < 2:  # noqa: PLR2004 (one sheet repeats no other)
        return
    held = {at: _held(found) for at, found in understood.items()}
    for at, rows in sorted(held.items(), key=lambda pair: len(pair[1])):
        for other, all_rows in held.items():
            if (
                other in understood
                and other != at
                and _FEWEST_REPEATED <= len(rows) <= len(all_rows)
                and rows <= all_rows
            ):
                del understood[at]
                why[at] = (
                    f'each of its holdings is in sheet "{understood[other][0].table.sheet}" too, with the same value'
                )
                break


def _held(tables: Sequence[Understanding]) -> Counter[tuple[object, ...]]:
    """The holdings of a sheet that have a value, each with its number."""
    frames = [table.rows.filter(pl.col("reason").is_null()).drop_nulls("market_value") for table in tables]
    return Counter(
        row for frame in frames for row in frame.select("name", "isin", "market_value", "currency").iter_rows()
    )


def _has_anything(understood: Understanding) -> bool:
    """Whether a table has holdings, or only totals and notes as a sheet of a class that is not held has."""
    return understood.has_holdings or not understood.rows["reason"].null_count()


def _no_table(table_file: TableFile) -> CouldNotRead:
    rows = sum(len(sheet.rows) for sheet in table_file.sheets)
    sheets = len(table_file.sheets)
    seen = f"{rows:,} rows" if sheets < 2 else f"{rows:,} rows of {sheets} sheets"  # noqa: PLR2004
    return CouldNotRead(f"{place(table_file.file)}: no table of holdings found in {seen}; {_LOOKED_FOR}")
