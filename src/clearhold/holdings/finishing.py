"""A table's reading made final with what only its whole file tells: the scale of weights, a currency left unsaid."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from clearhold.holdings.totals import is_close
from clearhold.model import (
    MONEY_PRECISION,
    MONEY_SCALE,
    POSITION_REASONS,
    WEIGHT_SCALE,
    ColumnReading,
    ColumnRole,
    HoldingTable,
    Problem,
    SetAsideReason,
    SetAsideTable,
    SheetReading,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clearhold.holdings.understanding import Understanding
    from clearhold.tables.table_file import Row, Sheet

MONEY = pl.Decimal(MONEY_PRECISION, MONEY_SCALE)
_WEIGHT = pl.Decimal(MONEY_PRECISION, WEIGHT_SCALE)
_WHOLE_WITHIN = 0.1
_AMBIGUOUS_UP_TO = 1.1
_IMMATERIAL = 0.5  # of a whole unit of money


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a file's tables tell together: by what weights are divided to be fractions, and the currency of values
    where all tables that name one name the same.
    """

    weight_divisor: int
    weight_doubt: str | None
    currency: str | None
    first_weighted: Understanding | None  # where a doubt about the weights is reported


@dataclass(frozen=True, slots=True)
class Finished:
    """A table's or a sheet's part of the reading."""

    holdings: pl.DataFrame
    set_aside: pl.DataFrame
    sheet: SheetReading
    problems: tuple[Problem, ...]


def file_facts(tables: Sequence[Understanding]) -> FileFacts:
    """What the tables of one file tell together."""
    named = {
        code
        for table in tables
        for code in table.rows["currency"].drop_nulls().unique().to_list()
        if table.roles.column(ColumnRole.VALUE)
    }
    divisor, doubt = _weight_scale(tables)
    weighted = next((table for table in tables if table.roles.column(ColumnRole.WEIGHT)), None)
    return FileFacts(divisor, doubt, named.pop() if len(named) == 1 else None, weighted)


def finish(understood: Understanding, facts: FileFacts) -> Finished:
    """A table's holdings, the rows set aside, and how the sheet was read."""
    table = understood.table
    rows, remarks, problems = _with_file_facts(understood, facts)
    rows = rows.with_columns(file=pl.lit(table.file), sheet=pl.lit(table.sheet, dtype=pl.String))
    kept = rows.filter(pl.col("reason").is_null())
    aside = rows.filter(pl.col("reason").is_not_null())
    aside_lines = set(aside["line"].to_list())
    texts = {row.line: _text(row) for row in table.rows if row.line in aside_lines}
    holdings = kept.select(
        *_columns_of(HoldingTable, exclude={"stated_weight", "quantity", "market_value"}),
        quantity=pl.col("quantity").cast(MONEY),
        market_value=pl.col("market_value").cast(MONEY),
        stated_weight=pl.col("weight").cast(_WEIGHT),
    )
    positions = [reason.value for reason in POSITION_REASONS]
    set_aside = aside.select(
        *_columns_of(SetAsideTable, exclude={"text", "market_value"}),
        market_value=pl.col("market_value").cast(MONEY),
        text=pl.col("line").replace_strict(texts, return_dtype=pl.String),
    ).with_columns(
        stated_values=pl.when(pl.col("reason").is_in(positions)).then("stated_values"),
        currency=pl.when(pl.col("market_value").is_not_null()).then("currency"),
    )
    sheet, more = _sheet_reading(understood, rows, remarks)
    return Finished(holdings, set_aside, sheet, (*problems, *more))


def without_table(file: str, sheet: Sheet, why: str) -> Finished:
    """A sheet that has no table of holdings: every row is set aside with the reason."""
    rows = [
        {
            "file": file,
            "sheet": sheet.name,
            "line": row.line,
            "reason": SetAsideReason.NO_TABLE.value,
            "detail": why,
            "text": _text(row),
        }
        for row in sheet.rows
    ]
    schema = {"file": pl.String, "sheet": pl.String, "line": pl.Int64} | dict.fromkeys(
        ("reason", "detail", "text"), pl.String
    )
    reading = SheetReading(
        file=file,
        sheet=sheet.name,
        visible=sheet.visible,
        heading_lines=(),
        preamble=(),
        columns=(),
        fund=None,
        as_of=None,
        currency=None,
        rows_in=len(sheet.rows),
        screened=0,
        set_aside=len(sheet.rows),
        sum_of_positions=None,
        stated_total=None,
        stated_total_line=None,
        remarks=(why,),
    )
    return Finished(HoldingTable.create_empty(), pl.DataFrame(rows, schema=schema), reading, ())


def _with_file_facts(understood: Understanding, facts: FileFacts) -> tuple[pl.DataFrame, list[str], list[Problem]]:
    rows = understood.rows
    remarks = list(understood.remarks)
    problems = list(understood.problems)
    weight = understood.roles.column(ColumnRole.WEIGHT)
    if weight is not None:
        divisor = pl.when(pl.col("percent")).then(pl.lit(100)).otherwise(pl.lit(facts.weight_divisor))
        rows = rows.with_columns(weight=pl.col("weight") / divisor.cast(pl.Decimal(38, 0)))
        if facts.weight_doubt and understood is facts.first_weighted:
            problems.append(Problem(understood.table.file, f"{weight}: {facts.weight_doubt}", understood.table.sheet))
    if facts.currency and understood.roles.column(ColumnRole.VALUE) and rows["currency"].null_count() == rows.height:
        rows = rows.with_columns(currency=pl.when(pl.col("market_value").is_not_null()).then(pl.lit(facts.currency)))
        remarks.append(f"values are taken to be in {facts.currency}, as in every other sheet of the file")
        problems = [problem for problem in problems if problem not in understood.money.problems]
    return rows, remarks, problems


def _weight_scale(tables: Sequence[Understanding]) -> tuple[int, str | None]:
    """100 where the file's weights are percentages, 1 where they are fractions, and what is doubtful about it.

    Weights of a whole fund add up to about 100 or about 1, however many tables, funds and days the file has.
    """
    weighted = [table for table in tables if table.roles.column(ColumnRole.WEIGHT)]
    if not weighted:
        return 1, None
    rows = pl.concat(
        [
            table.rows.filter(
                ~pl.col("percent")
                & (pl.col("reason").is_null() | pl.col("reason").is_in([str(reason) for reason in POSITION_REASONS]))
            ).select(pl.col("weight").cast(pl.Float64), "fund", "as_of")
            for table in weighted
        ]
    )
    sums = rows.group_by("fund", "as_of").agg(pl.col("weight").sum())["weight"]
    whole = float(sums.median() or 0)  # type: ignore[arg-type]
    for divisor in (1, 100):
        if abs(whole - divisor) <= _WHOLE_WITHIN * divisor:
            return divisor, None
    headings = " ".join(column.heading for table in weighted if (column := table.roles.column(ColumnRole.WEIGHT)))
    if "%" in headings or "percent" in headings.lower() or any(table.rows["percent"].any() for table in weighted):
        return 100, None
    largest = float(rows["weight"].abs().max() or 0)  # type: ignore[arg-type]
    if largest > _AMBIGUOUS_UP_TO:
        return 100, None
    return 1, f"the weights add up to {whole:.4g}, neither 1 nor 100; they are read as fractions, 0.05 as 5 %"


def _sheet_reading(
    understood: Understanding, rows: pl.DataFrame, remarks: list[str]
) -> tuple[SheetReading, list[Problem]]:
    table, aside = understood.table, understood.aside
    positions = rows.filter(
        pl.col("reason").is_null() | pl.col("reason").is_in([reason.value for reason in POSITION_REASONS])
    )
    valued = positions.drop_nulls("market_value")
    currencies = valued["currency"].unique(maintain_order=True).to_list()
    has_values = understood.roles.column(ColumnRole.VALUE) is not None and len(currencies) <= 1
    added = _money(valued["market_value"].sum()) if has_values else None
    if len(currencies) > 1:
        sums = valued.group_by("currency", maintain_order=True).agg(pl.col("market_value").sum())
        said = "; ".join(f"{code or 'currency unknown'} {_money(amount):,}" for code, amount in sums.iter_rows())
        remarks = [*remarks, f"values are in several currencies and are not added up: {said}"]
    stated = _money(rows["market_value"][aside.total]) if has_values and aside.total is not None else None
    line = table.rows[aside.total].line if aside.total is not None and stated is not None else None
    screened = int(rows["reason"].null_count())
    reading = SheetReading(
        file=table.file,
        sheet=table.sheet,
        visible=table.visible,
        heading_lines=table.heading.lines,
        preamble=understood.preamble.lines,
        columns=_column_readings(understood),
        fund=_only(rows["fund"]),
        as_of=_only(rows["as_of"]),
        currency=_only(valued["currency"]) if valued.height else _only(understood.money.currency),
        rows_in=rows.height,
        screened=screened,
        set_aside=rows.height - screened,
        sum_of_positions=added,
        stated_total=stated,
        stated_total_line=line,
        remarks=tuple(remarks),
    )
    return reading, _against_total(understood, reading, valued.height)


def _against_total(understood: Understanding, reading: SheetReading, rows: int) -> list[Problem]:
    """The problem of a file whose own total is not the sum of its positions, both figures named."""
    ours, theirs = reading.sum_of_positions, reading.stated_total
    if ours is None or theirs is None or is_close(float(ours), float(theirs), max(understood.unit, _IMMATERIAL), rows):
        return []
    currency = f"{reading.currency} " if reading.currency else ""
    return [
        Problem(
            reading.file,
            f"the file's own total is {currency}{theirs:,} and the positions add up to {currency}{ours:,}, "
            f"a difference of {theirs - ours:,}; look for rows that are missing, counted twice or set aside",
            reading.sheet,
            reading.stated_total_line,
        )
    ]


def _column_readings(understood: Understanding) -> tuple[ColumnReading, ...]:
    roles = understood.roles
    readings = []
    for column in roles.columns:
        role = roles.role_of(column)
        why = roles.why[column.place]
        if role is None and column in roles.mixed:
            role, why = _mixed(understood, why)
        elif role is None and column in roles.values.further:
            why += f"; the same value in {column.unit.currency}"
        is_money = role is ColumnRole.VALUE or column in (*roles.values.further, roles.values.local)
        readings.append(
            ColumnReading(
                letter=column.letter,
                heading=column.heading,
                role=role,
                why=why if role or is_money or why.startswith("not used") else f"not used: {why}",
                currency=column.unit.currency if is_money else None,
                multiplier=(column.unit.multiplier or understood.money.multiplier) if is_money else Decimal(1),
            )
        )
    return tuple(readings)


def _mixed(understood: Understanding, why: str) -> tuple[ColumnRole | None, str]:
    """The role of a column of identifiers of several kinds: that of the kind most of its cells are of."""
    taken = set(understood.roles.of)
    counts = {
        role: understood.rows[role.value].drop_nulls().len()
        for role in (ColumnRole.ISIN, ColumnRole.SEDOL, ColumnRole.CUSIP, ColumnRole.FIGI, ColumnRole.LEI)
        if role not in taken
    }
    best = max(counts, key=lambda role: counts[role], default=None)
    if best is None or not counts[best]:
        return None, f"{why}; its cells are numbers of the publisher's own"
    found = ", ".join(f"{count:,} {role.value.upper()}s" for role, count in counts.items() if count)
    return best, f"{why}; identifiers of several kinds, of which {found}"


def _text(row: Row) -> str:
    return " | ".join(cell for cell in row.cells if cell)


def _columns_of(schema: Any, exclude: set[str]) -> list[str]:
    return [name for name in schema.column_names() if name not in exclude]


def _only(values: pl.Series) -> Any:
    """The one value of a column, None where it has none or several."""
    distinct = values.drop_nulls().unique()
    return distinct[0] if distinct.len() == 1 else None


def _money(amount: Any) -> Decimal:
    """An amount to the cent's millionth, without zeros that say nothing."""
    exact = Decimal(amount).quantize(Decimal(1).scaleb(-MONEY_SCALE)).normalize()
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact
