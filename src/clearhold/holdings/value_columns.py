"""Which columns give money: the market value, the same value in further currencies, and the share of the fund."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clearhold.holdings.vocabulary import Subject
from clearhold.model import BadInput, CouldNotRead

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clearhold.holdings.content import Column
    from clearhold.holdings.subjects import Judgement

_ROUND, _NEARLY_ALL = 0.02, 0.9
_FEWEST = 3
_WHOLES = (1, 100)
_WHOLE_WITHIN = 0.01


@dataclass(frozen=True, slots=True)
class ValueColumns:
    """The column of values, those that give the same in further currencies, and what is to be remarked on."""

    main: Column | None
    why: str = ""
    further: tuple[Column, ...] = ()
    local: Column | None = None
    remarks: tuple[str, ...] = ()


def value_columns(
    columns: Sequence[Column], judged: Mapping[int, Judgement], *, currency: str | None, where: str
) -> ValueColumns:
    """The columns of money, the market value first; `currency` is the one that the user asks for.

    Raises CouldNotRead where the only column of values holds words.
    """
    values = _with(Subject.VALUE, columns, judged)
    local = _with(Subject.LOCAL_VALUE, columns, judged)
    if values:
        return _of_values(values, local, judged, currency, where)
    for subject, said in (
        (Subject.LOCAL_VALUE, "the only values are in local currencies"),
        (Subject.COST, "the only values are at cost, not at market"),
        (Subject.NOTIONAL, "the only values are notional, not at market"),
    ):
        for column in _with(subject, columns, judged):
            if column.is_numeric or not column.filled:
                return ValueColumns(column, f"{judged[column.place].why}; {said}", remarks=(f"{column}: {said}",))
    return _by_content(columns, judged)


def _of_values(
    values: list[Column], local: list[Column], judged: Mapping[int, Judgement], currency: str | None, where: str
) -> ValueColumns:
    numeric = [column for column in values if column.is_numeric or not column.filled]
    if not numeric:
        numeric = [column for column in values if column.numbers.filled > int(column.numbers.unreadable.sum())]
    if not numeric:
        raise words_for_values(values[0], where)
    best = min(judged[column.place].rank for column in numeric)
    asked = [column for column in numeric if currency and column.unit.currency == currency]
    clear = [column for column in numeric if judged[column.place].rank == best]
    known = [column for column in clear if column.unit.currency]
    base = [column for column in clear if "base" in column.heading.lower().split()]
    main = (asked or base or _latest(known or clear))[0]
    further = [
        column
        for column in numeric
        if column is not main and column.unit.currency and column.unit.currency != main.unit.currency
    ]
    once = {column.unit.currency: column for column in reversed(further)}
    further = [column for column in further if once[column.unit.currency] is column]
    rest = [column for column in clear if column is not main and column not in further]
    remarks = tuple(f"{column} is not used: {main} gives the values" for column in rest)
    return ValueColumns(main, judged[main.place].why, tuple(further), local[0] if local else None, remarks)


def _latest(columns: list[Column]) -> list[Column]:
    """The columns of the latest day where headings give days: this year's values stand beside last year's."""
    days = [column.meaning.as_of for column in columns if column.meaning and column.meaning.as_of]
    if len(days) < len(columns):
        return columns
    return [column for column in columns if column.meaning and column.meaning.as_of == max(days)]


def words_for_values(column: Column, where: str) -> CouldNotRead:
    """The error of a column of values that holds words instead."""
    shown = (column.sample or [""])[0][:60]
    return CouldNotRead(
        f'{where}: {column} should hold values and holds words, such as "{shown}"; name the column of values with '
        "--columns value=HEADING, or write --columns value=none to read the file without values"
    )


def _by_content(columns: Sequence[Column], judged: Mapping[int, Judgement]) -> ValueColumns:
    """A column of values that no heading names: proportional to the weights, price by quantity, or the only numbers."""
    numeric = [
        column
        for column in columns
        if judged[column.place].subject is None
        and column.filled >= _FEWEST
        and column.is_numeric
        and not column.are_dates
    ]
    weights = [column for column in _with(Subject.WEIGHT, columns, judged) if column.is_numeric]
    for column in numeric:
        if any(_proportional(column, weight) for weight in weights):
            return ValueColumns(column, "no heading says value; its numbers go with the weights")
    prices = [column for column in (*_with(Subject.PRICE, columns, judged), *numeric) if column.is_numeric]
    quantities = [column for column in (*_with(Subject.QUANTITY, columns, judged), *numeric) if column.is_numeric]
    for column in numeric:
        for price in prices:
            for quantity in quantities:
                if len({column, price, quantity}) == _FEWEST and _is_product(column, price, quantity):
                    return ValueColumns(column, f"no heading says value; it is {price} times {quantity}")
    if len(numeric) == 1 and not weights:
        return ValueColumns(numeric[0], "no heading says value; these are the only numbers")
    return ValueColumns(None)


def weight_by_content(columns: Sequence[Column], judged: Mapping[int, Judgement]) -> Column | None:
    """A column whose numbers add up to 100 or to 1, where no heading says weight."""
    for column in columns:
        if judged[column.place].subject is None and column.filled > _FEWEST and column.is_numeric:
            total = float(column.numbers.values.sum() or 0)
            if any(abs(total - whole) <= _WHOLE_WITHIN * whole for whole in _WHOLES):
                return column
    return None


def named_value(column: Column, where: str) -> Column:
    """The column that the user named for the values. Raises BadInput where it holds words."""
    if column.filled and column.numbers.filled == int(column.numbers.unreadable.sum()):
        shown = (column.sample or [""])[0][:60]
        raise BadInput(
            f'{where}: --columns value={column.heading or column.letter}: the column holds words, such as "{shown}"'
        )
    return column


def _with(subject: Subject, columns: Sequence[Column], judged: Mapping[int, Judgement]) -> list[Column]:
    return [column for column in columns if judged[column.place].subject is subject]


def _proportional(one: Column, other: Column) -> bool:
    """Whether two columns' numbers keep one ratio, by their larger rows (small weights are rounded away)."""
    pairs = (
        pl.DataFrame({"a": one.numbers.values.cast(pl.Float64), "b": other.numbers.values.cast(pl.Float64)})
        .drop_nulls()
        .filter((pl.col("a") != 0) & (pl.col("b") != 0))
        .sort("b", descending=True)
        .head(20)
    )
    if pairs.height < _FEWEST:
        return False
    ratio = pairs["a"] / pairs["b"]
    middle = float(ratio.median() or 0)  # type: ignore[arg-type]
    return middle > 0 and bool(((ratio / middle - 1).abs() < _ROUND).mean() > _NEARLY_ALL)  # type: ignore[operator]


def _is_product(whole: Column, one: Column, other: Column) -> bool:
    numbers = pl.DataFrame(
        {name: column.numbers.values.cast(pl.Float64) for name, column in (("w", whole), ("a", one), ("b", other))}
    )
    rows = numbers.drop_nulls().filter(pl.col("w").abs() > 1).head(200)
    if rows.height < _FEWEST:
        return False
    near = rows.select(((pl.col("a") * pl.col("b") / pl.col("w")) - 1).abs() < _ROUND).to_series()
    return bool(near.sum() > _NEARLY_ALL * rows.height)
