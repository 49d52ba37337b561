"""The stage itself: matches and holdings in, findings and sums out, under a policy and a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import polars as pl

from clearhold.exposure.coverage import cover
from clearhold.exposure.findings import PLACE, find
from clearhold.exposure.money import base_currency, value_in_base
from clearhold.exposure.sums import WEIGHT, strongest_outcome, sum_exposure
from clearhold.model import (
    LIKELY_OUTCOMES,
    POSITION_REASONS,
    CoverageTable,
    ExposureTable,
    FindingTable,
    Outcome,
    SetAsideReason,
    Totals,
    ValuedHoldingTable,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    import dataframely as dy

    from clearhold.model import ConcernLists, HoldingsReading, MatchTable

NO_ISSUER = "no issuer name or identifier"
FUND = "fund, its own holdings not looked through"
_WHY_SET_ASIDE: Mapping[SetAsideReason, str] = {
    SetAsideReason.CASH: "cash, which has no issuer to judge",
    SetAsideReason.DERIVATIVE: "derivative, its underlying not looked through",
    SetAsideReason.CURRENCY_FORWARD: "currency forward, which has no issuer to judge",
    SetAsideReason.UNREADABLE: "row cannot be read",
}


# What a weight is a share of: a fund on a day; a file that names none is one.
_FUND = (pl.col("fund").fill_null(pl.col("file")), pl.col("as_of"))


@dataclass(frozen=True, slots=True)
class Exposed:
    """What the stage gives: the tables of `Screening` that are about money."""

    base: str | None
    valued: dy.DataFrame[ValuedHoldingTable]
    findings: dy.DataFrame[FindingTable]
    other_listings: dy.DataFrame[FindingTable]
    exposure: dy.DataFrame[ExposureTable]
    coverage: dy.DataFrame[CoverageTable]
    totals: Totals


def expose(
    reading: HoldingsReading,
    *,
    issuer_of: pl.Series,
    is_fund: pl.Series,
    matches: dy.DataFrame[MatchTable],
    lists: ConcernLists,
    base: str | None,
    day: date | None,
) -> Exposed:
    """Findings, sums and coverage of a reading.

    `issuer_of` gives each holding's issuer number and `is_fund` whether it is a fund, both in the holdings' order.
    `base` is the currency asked for (none: the files' own); `day` the day on which listings are judged (none: as the
    lists stand).
    """
    positions = _positions(reading, issuer_of, is_fund)
    base = base_currency(positions, base)
    positions = positions.with_columns(value_in_base(positions, base).get_columns())
    total = _sum(positions)
    positions = positions.with_columns(weight=_weight())
    held = positions.filter(pl.col("issuer").is_not_null())
    valued = ValuedHoldingTable.validate(held.select(ValuedHoldingTable.column_names()), cast=True)
    findings, others = find(holdings=reading.holdings, valued=valued, matches=matches, lists=lists, base=base, day=day)
    # Weights are shares of a fund: those of several funds add up to nothing.
    summable = pl.col("weight") if positions.select(_FUND).n_unique() == 1 else pl.lit(None, dtype=WEIGHT)
    exposure = sum_exposure(findings, total, summable)
    coverage = cover(positions, total, summable)
    likely = findings.filter(pl.col("outcome").cast(pl.String).is_in([outcome.value for outcome in LIKELY_OUTCOMES]))
    to_look_at = findings.filter(strongest_outcome() & (pl.col("outcome") == Outcome.POSSIBLE.value))
    totals = Totals(
        base_currency=base,
        value=total,
        judged=_sum(positions.filter(pl.col("not_judged").is_null())),
        likely=_sum(likely.unique(PLACE)),
        possible=_sum(to_look_at.unique(PLACE)),
        likely_parties=likely["party"].n_unique(),
        possible_parties=to_look_at["party"].n_unique(),
        issuers=issuer_of.n_unique(),
        rows_in=reading.rows_in,
        screened=reading.holdings.height,
        set_aside=reading.set_aside.height,
        findings=findings.height,
    )
    return Exposed(base, valued, findings, others, exposure, coverage, totals)


def _positions(reading: HoldingsReading, issuer_of: pl.Series, is_fund: pl.Series) -> pl.DataFrame:
    """Everything that carries money: the holdings, then the positions set aside, which have no issuer."""
    columns = [*PLACE, "fund", "as_of", "market_value", "currency", "stated_values"]
    identifiers = [pl.col(scheme).is_not_null() for scheme in ("isin", "lei", "figi", "sedol", "cusip")]
    held = reading.holdings.with_columns(
        issuer=issuer_of.cast(pl.Int64),
        not_judged=pl.when(~(pl.col("name").is_not_null() | pl.any_horizontal(identifiers)))
        .then(pl.lit(NO_ISSUER))
        .when(is_fund)
        .then(pl.lit(FUND)),
    ).select(*columns, "stated_weight", "issuer", "not_judged")
    aside = reading.set_aside.filter(
        pl.col("reason").cast(pl.String).is_in([reason.value for reason in POSITION_REASONS])
    ).select(
        *columns,
        stated_weight=pl.lit(None, dtype=WEIGHT),
        issuer=pl.lit(None, dtype=pl.Int64),
        not_judged=pl.col("reason")
        .cast(pl.String)
        .replace_strict({reason.value: why for reason, why in _WHY_SET_ASIDE.items()}, return_dtype=pl.String),
    )
    return pl.concat([held, aside])


def _weight() -> pl.Expr:
    """A position's share of all positions of its fund on its day; the file's own weight where it states no value."""
    whole = pl.col("base_value").sum().over(_FUND)
    return (
        pl.when(pl.col("base_value").is_null())
        .then("stated_weight")
        .when(whole != 0)
        .then(pl.col("base_value").cast(WEIGHT) / whole.cast(WEIGHT))
    )


def _sum(positions: pl.DataFrame) -> Decimal | None:
    """The sum of known values, or None where none is known and there is something to know."""
    values = positions["base_value"]
    if values.len() and values.null_count() == values.len():
        return None
    return cast("Decimal", values.sum())
