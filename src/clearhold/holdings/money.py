"""In which currency and in how many units a table's values are: each row's own currency, and what showed it.

A column of currencies is the values' only where nothing says otherwise. Publishers print values in the fund's
currency beside the currency in which a share trades; iShares' files name both, or the second only. Then the fund's
currency is the one whose cash is worth in value what it is in units, or whose exchange rate is 1.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl

from clearhold.holdings.vocabulary import Subject
from clearhold.identity.currencies import PENCE, SIGNS, currency_code
from clearhold.model import ColumnRole, Problem, SetAsideReason

if TYPE_CHECKING:
    from clearhold.holdings.columns import Roles
    from clearhold.holdings.content import Column
    from clearhold.holdings.figures import Figures
    from clearhold.holdings.grid import Table
    from clearhold.holdings.preamble import Preamble
    from clearhold.model import ReadingOptions

_NEAR, _FAR, _BASE_WITHIN = 0.001, 0.02, 0.05
_FEWEST = 2
_MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Money:
    """The unit of a table's values: a currency a row (null: not known), the multiplier, and remarks on both."""

    currency: pl.Series
    multiplier: Decimal = Decimal(1)
    why: str | None = None
    remarks: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_money(
    table: Table, roles: Roles, figures: Figures, preamble: Preamble, *, reasons: pl.Series, options: ReadingOptions
) -> Money:
    """The currency of each row's value and the multiplier of all."""
    column = roles.column(ColumnRole.VALUE)
    rows = table.cells.height
    if column is None:
        return Money(_all(None, rows))
    multiplier = column.unit.multiplier or preamble.unit.multiplier or Decimal(1)
    assumed = column.unit.assumed or (None if column.unit.currency else preamble.unit.assumed)
    remarks = [f'the sign "{assumed}" is read as {SIGNS[assumed]}'] if assumed else []
    if multiplier != 1:
        remarks.append(f"values are multiplied by {multiplier:,}, the unit that the file names")
    if options.currency:
        stated = column.unit.currency
        if stated and stated != options.currency:
            remarks.append(f"{column} names {stated}; the values are read as {options.currency} because you said so")
        return Money(_all(options.currency, rows), multiplier, "you named it", tuple(remarks))
    for code, why in (
        (column.unit.currency, f"{column} names it"),
        (preamble.unit.currency, "a line above the table names it"),
    ):
        if code:
            return Money(_all(code, rows), multiplier, why, tuple(remarks))
    money = _by_rows(table, roles, figures, reasons)
    return replace(money, multiplier=multiplier, remarks=(*remarks, *money.remarks))


def _by_rows(table: Table, roles: Roles, figures: Figures, reasons: pl.Series) -> Money:
    """The currency from the table's own rows: its column of currencies, the signs in its cells, its cash lines."""
    rows = table.cells.height
    own = roles.column(ColumnRole.CURRENCY)
    told = own or roles.trading_currency
    value = roles.of[ColumnRole.VALUE]
    if own is not None and not _is_of_trading(own, roles, figures):
        return _from_column(table, own, reasons)
    if told is not None and roles.subjects[value.place] is Subject.LOCAL_VALUE:
        return _from_column(table, told, reasons)
    signs = figures.of[value.place].signs
    if signs.null_count() < rows:
        return _from_signs(signs, rows)
    code, why = _fund_currency(told, roles, figures, reasons) if told is not None else (None, None)
    if code:
        return Money(_all(code, rows), why=why, remarks=(f"values are in {code}: {why}",))
    said = "the file does not say in which currency its values are"
    if told is not None:
        said += f" ({told} is that of trading)"
    unsaid = Problem(table.file, f"{said}; name it with --currency", table.sheet)
    return Money(_all(None, rows), problems=(unsaid,))


def _from_column(table: Table, column: Column, reasons: pl.Series) -> Money:
    """Each row's currency as its own cell says; a row without one has the table's where that is a single one."""
    words = column.cells.drop_nulls().unique(maintain_order=True).to_list()
    known = {word: code for word in words if (code := currency_code(word))}
    codes = column.cells.replace_strict(known, default=None, return_dtype=pl.String)
    said = column.cells.is_not_null() & ~column.cells.is_in(["-", "--"])
    unknown = column.cells.filter(codes.is_null() & said & reasons.is_null()).unique(maintain_order=True)
    distinct = codes.drop_nulls().unique()
    if distinct.len() == 1 and unknown.is_empty():
        codes = codes.fill_null(distinct[0])
    problems = tuple(_strange_currency(table, column, word) for word in unknown.head(_MOST_SHOWN))
    return Money(codes, why=f"{column} says it row by row", problems=problems)


def _strange_currency(table: Table, column: Column, word: str) -> Problem:
    at = int((column.cells == word).arg_true()[0])
    pence = " (a hundredth of a currency: values may be in it or in whole ones)" if word in PENCE else ""
    return Problem(
        table.file,
        f'currency "{word}" in {column} is not an ISO 4217 code{pence}; the currency of these values is unknown. Name '
        "it with --currency",
        table.sheet,
        table.rows[at].line,
    )


def _from_signs(signs: pl.Series, rows: int) -> Money:
    known = {sign: code for sign in signs.drop_nulls().unique() if (code := currency_code(sign) or SIGNS.get(sign))}
    codes = signs.replace_strict(known, default=None, return_dtype=pl.String)
    distinct = codes.drop_nulls().unique()
    if distinct.len() == 1:
        codes = _all(distinct[0], rows)
    remarks = ('the sign "$" is read as USD',) if (signs == "$").any() else ()
    return Money(codes, why="the signs in the cells say it", remarks=remarks)


def _is_of_trading(column: Column, roles: Roles, figures: Figures) -> bool:
    """Whether a column of several currencies is that of trading: values keep one ratio to the weights across them."""
    value, weight = figures.column(roles.column(ColumnRole.VALUE)), figures.column(roles.column(ColumnRole.WEIGHT))
    if value is None or weight is None:
        return False
    ratios = (
        pl.DataFrame({"code": column.cells, "v": value.values.cast(pl.Float64), "w": weight.values.cast(pl.Float64)})
        .drop_nulls()
        .filter(pl.col("w").abs() >= pl.col("w").abs().max() / 50)
        .group_by("code")
        .agg(ratio=(pl.col("v") / pl.col("w")).median(), rows=pl.len())
    )
    if ratios.height < _FEWEST:
        return False
    ordered = ratios["ratio"].sort().to_list()
    return bool(ordered[0] > 0 and ordered[-1] / ordered[0] - 1 <= _BASE_WITHIN)


def _fund_currency(
    trading: Column, roles: Roles, figures: Figures, reasons: pl.Series
) -> tuple[str, str] | tuple[None, None]:
    """The fund's currency and what shows it: a rate of 1, or cash worth in value what it is in units."""
    codes = pl.Series([currency_code(cell) if cell else None for cell in trading.cells], dtype=pl.String)
    rate = next((column for column in roles.columns if roles.subjects[column.place] is Subject.FX_RATE), None)
    if rate is not None and rate.is_numeric:
        one = _only_one(codes, rate.numbers.values.cast(pl.Float64))
        if one:
            return one, f"{rate} is 1 for {one} and for no other currency"
    value, units = figures.column(roles.column(ColumnRole.VALUE)), figures.column(roles.column(ColumnRole.QUANTITY))
    if value is not None and units is not None:
        cash = reasons == SetAsideReason.CASH
        worth = value.values.cast(pl.Float64) / units.values.cast(pl.Float64)
        one = _only_one(codes.filter(cash), worth.filter(cash))
        if one:
            return one, f"cash in {one} has the same amount in value as in units, and no other currency has"
    return None, None


def _only_one(codes: pl.Series, rates: pl.Series) -> str | None:
    """The one currency whose rates are all 1 while every other currency's differ from 1."""
    seen = (
        pl.DataFrame({"code": codes, "rate": rates})
        .drop_nulls()
        .filter(pl.col("rate").is_finite() & (pl.col("rate") != 0))
        .group_by("code")
        .agg(near=((pl.col("rate") - 1).abs() < _NEAR).all(), far=((pl.col("rate") - 1).abs() > _FAR).all())
    )
    one = seen.filter("near")["code"].to_list()
    return one[0] if len(one) == 1 and seen.height >= _FEWEST and seen.filter("far").height == seen.height - 1 else None


def _all(code: str | None, rows: int) -> pl.Series:
    return pl.Series([code], dtype=pl.String).new_from_index(0, rows)
