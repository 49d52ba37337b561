"""A file of companies to match, read into the table that matching takes, each row with its line in the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from clearhold.matching.pairwise_sides import unread_cells
from clearhold.model import CouldNotRead, Problem, place
from clearhold.screening.match_columns import NEEDED, MatchColumns, MatchRole, find_match_columns
from clearhold.tables import read_columns

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import BinaryIO

    from clearhold.tables import ColumnFile, ColumnSheet


@dataclass(frozen=True, slots=True)
class CompanyFile:
    """A file of companies: `table` has the columns of `match_tables`, `places` the `sheet` and `line` of each row."""

    file: str
    table: pl.DataFrame
    places: pl.DataFrame
    problems: tuple[Problem, ...] = ()

    def place(self, row: int) -> str:
        """The place of a row as messages name it."""
        sheet, line = self.places.row(row)
        return place(self.file, sheet, line)


def read_companies(source: str | Path, *, stdin: BinaryIO | None = None) -> CompanyFile:
    """The rows of all sheets of a file that have ids and names; the rest is told as problems.

    Raises CouldNotRead for a file that cannot be read whole, has no column of ids or of names, has nothing under its
    headings, or in which a row has no id or one that an earlier row has.
    """
    file = read_columns(source, stdin=stdin)
    found = [(sheet, find_match_columns(sheet.cells)) for sheet in file.sheets if sheet.cells.height]
    read = [(sheet, columns) for sheet, columns in found if columns is not None and not columns.missing]
    if not read:
        raise _refusal(file, [columns for _, columns in found if columns is not None])
    parts = [_rows(sheet, columns) for sheet, columns in read]
    rows = pl.concat(parts, how="diagonal")
    if rows.is_empty():
        sheet, columns = read[0]
        line = sheet.cells["line"][columns.heading]
        raise CouldNotRead(
            f"{place(file.file, sheet.name, line)}: there are headings and no rows below them; check that the file was "
            "saved whole"
        )
    _check_ids(file.file, rows)
    roles = [role.value for role in MatchRole if role.value in rows.columns]
    companies = CompanyFile(file.file, rows.select(roles), rows.select("sheet", "line"))
    return replace(companies, problems=(*_problems(file, found, read), *_unread(companies)))


def _rows(sheet: ColumnSheet, columns: MatchColumns) -> pl.DataFrame:
    """The rows below a sheet's headings, its columns named by their roles; rows without a cell of any are left out."""
    chosen = {
        role.value: pl.concat_str(*(pl.col(str(column)) for column in place), separator=";", ignore_nulls=True)
        if len(place) > 1
        else pl.col(str(place[0]))
        for role, place in columns.place.items()
    }
    below = sheet.cells.slice(columns.heading + 1).select("line", sheet=pl.lit(sheet.name, pl.String), **chosen)
    return below.filter(pl.any_horizontal(pl.col(*chosen).is_not_null()))


def _check_ids(file: str, rows: pl.DataFrame) -> None:
    ids = rows["id"]
    if ids.null_count():
        row = rows.row(ids.is_null().arg_max() or 0, named=True)
        raise CouldNotRead(
            f"{place(file, row['sheet'], row['line'])}: no id; ids tell rows apart and come back with the answers, so "
            "give each row one"
        )
    if ids.hash().n_unique() < ids.len():
        again = rows.row(ids.is_first_distinct().not_().arg_max() or 0, named=True)
        first = rows.row((ids == again["id"]).arg_max() or 0, named=True)
        before = place("", first["sheet"] if first["sheet"] != again["sheet"] else None, first["line"]).strip()
        raise CouldNotRead(
            f'{place(file, again["sheet"], again["line"])}: the id "{again["id"]}" is that of {before} already; ids '
            "tell rows apart, so give each row one of its own"
        )


def _refusal(file: ColumnFile, found: Sequence[MatchColumns]) -> CouldNotRead:
    """Why a file has nothing to match: its headings lack a column, or there are none, or no rows at all."""
    filled = [sheet for sheet in file.sheets if sheet.cells.height]
    if not filled:
        return CouldNotRead(f"{file.file}: the file is empty, it has no rows")
    if not found:
        first = " | ".join(filter(None, filled[0].cells.row(0)[1:]))
        return CouldNotRead(
            f'{file.file}: no row of headings was found (the first row is "{first[:200]}"); put "id" above the ids and '
            '"name" above the names'
        )
    nearest = min(found, key=lambda columns: len(columns.missing))
    missing = " and ".join(nearest.missing)
    there = ", ".join(f'"{heading}"' for heading in nearest.headings if heading)
    return CouldNotRead(f"{file.file}: there is no column of the {missing}; the columns are {there[:400]}; name it so")


def _problems(
    file: ColumnFile,
    found: Sequence[tuple[ColumnSheet, MatchColumns | None]],
    read: Sequence[tuple[ColumnSheet, MatchColumns | None]],
) -> list[Problem]:
    problems = [Problem(file.file, remark) for remark in file.remarks]
    used = [sheet for sheet, _ in read]
    for sheet, columns in found:
        if all(sheet is not each for each in used):
            wanted = " and ".join(NEEDED)
            problems.append(Problem(file.file, f"no columns of {wanted}; the sheet is left out", sheet.name))
        elif columns is not None:
            problems += [
                Problem(file.file, f'column "{heading}" also reads like the {role}; "{chosen}" was used', sheet.name)
                for heading, role, chosen in columns.also
            ]
    return problems


def _unread(companies: CompanyFile) -> list[Problem]:
    """The countries that are none and the identifiers that fail their check, each once, at the first of its rows."""
    cells = (
        unread_cells(companies.table)
        .group_by("column", "text", maintain_order=True)
        .agg(pl.col("row").first(), pl.len())
    )
    problems = []
    for column, text, row, count in cells.sort("row").iter_rows():
        sheet, line = companies.places.row(row)
        said = (
            f'"{text}" is no country that is known'
            if column == "country"
            else f"{column.upper()} {text} fails its check"
        )
        rows = f" (so in {count:,} rows)" if count > 1 else ""
        problems.append(Problem(companies.file, f"{said}; it counts as not given{rows}", sheet, line))
    return problems
