"""One table understood by itself: its columns' roles, its figures, and a frame with a row for each of its rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from clearhold.holdings.aside import Aside, sort_rows
from clearhold.holdings.columns import Roles, assign_roles
from clearhold.holdings.figures import Figures, last_digit, read_figures, unreadable_cells
from clearhold.holdings.kinds import is_class_of_securities
from clearhold.holdings.money import Money, read_money
from clearhold.holdings.numbers import AMOUNT
from clearhold.holdings.origin import Origin, read_origin
from clearhold.holdings.preamble import Preamble, read_preamble
from clearhold.holdings.row_facts import (
    bad_isins,
    damaged_identifiers,
    read_row_facts,
    restored_zeros,
    unknown_countries,
)
from clearhold.identity.currencies import currency_code
from clearhold.model import ColumnRole, Problem

if TYPE_CHECKING:
    from clearhold.holdings.grid import Table
    from clearhold.model import ReadingOptions


@dataclass(frozen=True, slots=True)
class Understanding:
    """A table as understood by itself. `rows` has, for each of the table's rows, the columns of `HoldingTable` (value
    in whole units, weight as written), and `reason` and `detail` where it is set aside.
    """

    table: Table
    preamble: Preamble
    roles: Roles
    figures: Figures
    aside: Aside
    money: Money
    origin: Origin
    rows: pl.DataFrame = field(repr=False)
    unit: float
    remarks: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def has_holdings(self) -> bool:
        """Whether any row is a holding with something to it: a value, a weight, a quantity or an identifier."""
        return bool(self._substance.any())

    @property
    def _substance(self) -> pl.Series:
        named_only = {ColumnRole.VALUE, ColumnRole.WEIGHT, ColumnRole.QUANTITY}.isdisjoint(self.roles.of)
        said = pl.any_horizontal(
            pl.col("market_value", "weight", "quantity", "isin", "sedol", "cusip", "figi", "lei").is_not_null()
        )
        return self.rows.select(
            (said | pl.lit(named_only)) & (pl.col("reason").is_null() | pl.col("market_value").is_not_null())
        ).to_series()


def understand(table: Table, options: ReadingOptions) -> Understanding:
    """A table understood by itself. Raises CouldNotRead or BadInput where that takes a word of the user's."""
    preamble = read_preamble(row.cells for row in table.above)
    roles = assign_roles(table.columns(), options, table.where)
    figures = read_figures(table, roles)
    facts = read_row_facts(table, roles)
    amounts = roles.column(ColumnRole.VALUE) or roles.column(ColumnRole.WEIGHT)
    unit = last_digit(amounts) if amounts else 1.0
    titles = [text for text in (table.sheet, preamble.title) if text]
    of_sheet = next((text.strip() for text in titles if is_class_of_securities(text)), None)
    if of_sheet and roles.column(ColumnRole.ASSET_CLASS) is None:
        facts = facts.with_columns(asset_class=pl.lit(of_sheet))
    aside = sort_rows(table, roles, facts, figures.column(amounts), titles=titles, unit=unit)
    money = read_money(table, roles, figures, preamble, reasons=aside.reason, options=options)
    origin = read_origin(table, roles, preamble, options)
    kept = aside.reason.is_null()
    rows = _rows(table, roles, figures, facts, aside=aside, money=money, origin=origin)
    problems = [*figures.problems, *money.problems, *origin.problems]
    for role in (ColumnRole.VALUE, ColumnRole.WEIGHT, ColumnRole.QUANTITY):
        column = roles.column(role)
        if column:
            problems += unreadable_cells(table, column, figures.of[column.place], kept, role)
    problems += bad_isins(table, facts, kept)
    problems += damaged_identifiers(table, roles, kept)
    problems += _ragged(table)
    problems += _without_values(table, roles)
    remarks = [
        *_of_the_heading(table),
        *roles.values.remarks,
        *money.remarks,
        *origin.remarks,
        *restored_zeros(roles, facts),
    ]
    strange = unknown_countries(roles.column(ColumnRole.COUNTRY), kept)
    return Understanding(
        table=table,
        preamble=preamble,
        roles=roles,
        figures=figures,
        aside=aside,
        money=money,
        origin=origin,
        rows=rows,
        unit=unit * float(money.multiplier) if roles.column(ColumnRole.VALUE) else unit,
        remarks=tuple([*remarks, strange] if strange else remarks),
        problems=tuple(problems),
    )


def _rows(
    table: Table, roles: Roles, figures: Figures, facts: pl.DataFrame, *, aside: Aside, money: Money, origin: Origin
) -> pl.DataFrame:
    height = table.cells.height
    nothing = pl.Series([None] * height, dtype=AMOUNT)
    value = figures.column(roles.column(ColumnRole.VALUE))
    weight = figures.column(roles.column(ColumnRole.WEIGHT))
    quantity = figures.column(roles.column(ColumnRole.QUANTITY))
    frame = facts.with_columns(
        line=pl.Series([row.line for row in table.rows], dtype=pl.Int64),
        market_value=value.values if value else nothing,
        weight=weight.values if weight else nothing,
        percent=weight.percent if weight else pl.lit(value=False),
        quantity=quantity.values if quantity else nothing,
        currency=money.currency,
        fund=origin.fund,
        as_of=origin.as_of,
        reason=aside.reason,
        detail=aside.detail,
    )
    frame = frame.with_columns(market_value=(pl.col("market_value") * money.multiplier).cast(AMOUNT))
    return frame.with_columns(
        currency=pl.when(pl.col("market_value").is_not_null()).then("currency"),
        stated_values=_stated_values(roles, figures, money),
    )


def _stated_values(roles: Roles, figures: Figures, money: Money) -> pl.Series:
    """The value of each row as the file gives it in further currencies; null where it gives none."""
    parts: list[pl.Expr] = []
    columns: dict[str, pl.Series] = {}
    for at, column in enumerate(roles.values.further):
        multiplier = column.unit.multiplier or money.multiplier
        columns[f"amount{at}"] = figures.of[column.place].values
        parts.append(_stated(pl.lit(column.unit.currency), pl.col(f"amount{at}") * multiplier))
    local, trading = roles.values.local, roles.trading_currency or roles.column(ColumnRole.CURRENCY)
    if local is not None and trading is not None:
        columns["local"] = figures.of[local.place].values
        codes = [currency_code(cell) if cell else None for cell in trading.cells]
        columns["code"] = pl.Series(codes, dtype=pl.String)
        columns["main"] = money.currency
        parts.append(
            pl.when(pl.col("code").is_not_null() & pl.col("code").ne_missing(pl.col("main"))).then(
                _stated(pl.col("code"), pl.col("local") * (local.unit.multiplier or money.multiplier))
            )
        )
    kind = pl.List(pl.Struct({"currency": pl.String, "amount": pl.Decimal(38, 6)}))
    if not parts:
        return pl.Series([None] * money.currency.len(), dtype=kind)
    frame = pl.DataFrame(columns)
    if len(parts) == 1:  # list.drop_nulls costs more than all the rest
        return frame.select(
            pl.when(parts[0].is_not_null()).then(pl.concat_list(parts)).cast(kind).alias("all")
        ).to_series()
    every = frame.select(all=pl.concat_list(parts).list.drop_nulls())
    return every.select(pl.when(pl.col("all").list.len() > 0).then("all").cast(kind)).to_series()


def _stated(currency: pl.Expr, amount: pl.Expr) -> pl.Expr:
    whole = amount.cast(pl.Decimal(38, 6))
    return pl.when(whole.is_not_null()).then(pl.struct(currency=currency, amount=whole))


def _ragged(table: Table) -> list[Problem]:
    """A problem for each row that was longer than the heading: what was joined, or that it cannot be read."""
    problems = [
        Problem(
            table.file,
            f'the name has a comma outside quotes; its parts are read as one name, "{name[:80]}"',
            table.sheet,
            table.rows[at].line,
        )
        for at, name in table.straight.joined.items()
    ]
    return problems + [
        Problem(
            table.file,
            f"the row cannot be read: {why}; it is set aside. Put quotes around cells that have commas",
            table.sheet,
            table.rows[at].line,
        )
        for at, why in table.straight.unreadable.items()
    ]


def _of_the_heading(table: Table) -> list[str]:
    if table.heading.left_out:
        return [f"{table.heading.left_out:,} cells beside the heading are not the table's and are left out"]
    if any(cell.meaning for cell in table.heading.cells):
        return []
    line = "no heading is known" if table.heading.lines else "there is no heading"
    return [f"{line}: the columns are recognised by what is in them"]


def _without_values(table: Table, roles: Roles) -> list[Problem]:
    if roles.column(ColumnRole.VALUE) or not table.rows:
        return []
    weights = "; it gives weights only" if roles.column(ColumnRole.WEIGHT) else ""
    return [
        Problem(
            table.file,
            f"no column of values was found{weights}, so no money can be summed; if there is one, name it with "
            "--columns value=HEADING",
            table.sheet,
        )
    ]
