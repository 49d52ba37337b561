"""The numbers of a table: values, weights and quantities, read with one decimal mark where the cells leave it open."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clearhold.holdings.numbers import Decimals, NumberColumn, read_numbers
from clearhold.model import ColumnRole, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl

    from clearhold.holdings.columns import Roles
    from clearhold.holdings.content import Column
    from clearhold.holdings.grid import Table

_MOST_SHOWN = 10
_WHOLES = (1.0, 100.0)
_WITHIN = 0.02


@dataclass(frozen=True, slots=True)
class Figures:
    """The number columns of a table, by place, and where the decimal mark had to be assumed."""

    of: dict[int, NumberColumn]
    problems: tuple[Problem, ...]

    def column(self, column: Column | None) -> NumberColumn | None:
        """The numbers of a column, None where the table does not have it."""
        return self.of[column.place] if column else None


def read_figures(table: Table, roles: Roles) -> Figures:
    """The numbers of every column that gives money, weights or quantities."""
    wanted = [roles.column(ColumnRole.VALUE), *roles.values.further, roles.values.local]
    wanted += [roles.column(role) for role in (ColumnRole.WEIGHT, ColumnRole.QUANTITY)]
    columns = {column.place: column for column in wanted if column}
    told = _told(columns.values())
    if not told:
        told = _told(column for column in roles.columns if roles.role_of(column) is None and column.is_numeric)
    beside = told.most_common(1)[0][0] if told else None
    read: dict[int, NumberColumn] = {}
    problems: list[Problem] = []
    for place, column in columns.items():
        numbers = column.numbers
        if numbers.decimals is None or numbers.doubtful:
            numbers = read_numbers(column.cells, beside=beside, shown=table.is_text)
            if numbers.doubtful and column is roles.column(ColumnRole.WEIGHT):
                numbers = _by_whole(column, numbers)
        if numbers.doubtful:
            problems.append(_doubt(table, column, numbers.doubtful))
        read[place] = numbers
    return Figures(read, tuple(problems))


def _told(columns: Iterable[Column]) -> Counter[Decimals]:
    """The decimal marks that some columns tell beyond doubt."""
    marks = [column.numbers.decimals for column in columns if not column.numbers.doubtful]
    return Counter(mark for mark in marks if mark)


def _by_whole(column: Column, numbers: NumberColumn) -> NumberColumn:
    """Weights under the decimal mark with which they add up to the whole, where one does."""
    for mark in Decimals:
        other = read_numbers(column.cells, beside=mark)
        total = float(other.values.sum() or 0)
        if any(abs(total - whole) <= _WITHIN * whole for whole in _WHOLES):
            return replace(other, doubtful=None)
    return numbers


def _doubt(table: Table, column: Column, cell: str) -> Problem:
    mark = "comma" if "," in cell else "point"
    read = "a mark of thousands" if mark == "comma" else "the decimal point"
    return Problem(
        table.file,
        f'{column}: in "{cell}" the {mark} may be a mark of thousands or of decimals; it is read as {read}. If that is '
        "wrong, write one value with both marks, such as 1,234.00 or 1.234,00",
        table.sheet,
    )


def unreadable_cells(
    table: Table, column: Column, numbers: NumberColumn, kept: pl.Series, role: ColumnRole
) -> list[Problem]:
    """A problem for each cell of a holding that should be a number and is not, the first ten one by one."""
    places = (numbers.unreadable & kept).arg_true().to_list()
    problems = []
    for at in places[:_MOST_SHOWN]:
        cell = str(column.cells[at])
        problems.append(
            Problem(
                table.file,
                f'{role.value} "{cell[:60]}" in {column} is not a number; the row is kept and its {role.value} is '
                "unknown. Write digits, such as 1234.50",
                table.sheet,
                table.rows[at].line,
            )
        )
    if len(places) > _MOST_SHOWN:
        more = len(places) - _MOST_SHOWN
        problems.append(
            Problem(
                table.file,
                f"{column}: {more:,} further cells are not numbers, and their {role.value} is unknown",
                table.sheet,
            )
        )
    return problems


def last_digit(column: Column) -> float:
    """What the last digit that a column shows is worth: 0.01 where its values have two decimals."""
    shown = column.cells.str.extract(r"[.,](\d{1,2}|\d{4,})\D*$").str.len_chars().max()
    return 10.0 ** -min(shown, 6) if isinstance(shown, int) and shown else 1.0
