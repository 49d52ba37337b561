"""Money exposed, by group: a holding counts once in each group it belongs to, however many listings lead there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clearhold.exposure.findings import PLACE
from clearhold.exposure.money import MONEY
from clearhold.model import LIKELY_OUTCOMES, MONEY_PRECISION, WEIGHT_SCALE, Dimension, EvidenceClass, ExposureTable

if TYPE_CHECKING:
    from decimal import Decimal

    import dataframely as dy

    from clearhold.model import FindingTable

WEIGHT = pl.Decimal(MONEY_PRECISION, WEIGHT_SCALE)

_NOT_STATED = "not stated"

# A ground that no authority states is not summed with one that an authority does.
_SAID_BY = (
    pl.col("evidence_class")
    .cast(pl.Int64)
    .replace_strict(
        {
            EvidenceClass.INVESTOR_DECISION.value: " (investor)",
            EvidenceClass.RESEARCH_OR_PRESS.value: " (reported)",
        },
        default="",
        return_dtype=pl.String,
    )
)


def sum_exposure(
    findings: dy.DataFrame[FindingTable], total: Decimal | None, weight: pl.Expr
) -> dy.DataFrame[ExposureTable]:
    """The exposure by every dimension, largest first; `total` is the value of all positions in the base currency.

    Where no value is known at all, shares are the sum of `weight`, which the file itself states.
    """
    likely = findings.filter(pl.col("outcome").cast(pl.String).is_in([outcome.value for outcome in LIKELY_OUTCOMES]))
    strongest_class = likely.filter(pl.col("evidence_class") == pl.col("evidence_class").min().over(PLACE))
    strongest = findings.filter(strongest_outcome())
    likely, strongest_class, strongest, found = (
        rows.with_columns(weight=weight) for rows in (likely, strongest_class, strongest, findings)
    )
    fund = pl.col("fund").fill_null(pl.col("file"))
    groups = [
        _by(Dimension.TOTAL, likely, pl.lit("likely")),
        _by(Dimension.OUTCOME, strongest, pl.col("outcome").cast(pl.String)),
        _by(Dimension.EVIDENCE_CLASS, strongest_class, pl.col("evidence_class").cast(pl.String)),
        _by(Dimension.LIST, likely, pl.col("list")),
        _by(Dimension.GROUND, likely, pl.col("ground") + _SAID_BY),
        _by(Dimension.COUNTRY, likely, pl.col("country").fill_null(_NOT_STATED)),
        _by(Dimension.FUND, likely, fund),
        _by(Dimension.PARTY, found, pl.col("party").cast(pl.String)),
    ]
    sums = pl.concat(groups).with_columns(share=share_of(pl.col("base_value"), pl.col("weight"), total)).drop("weight")
    return ExposureTable.validate(sums, cast=True)


def strongest_outcome() -> pl.Expr:
    """Whether a finding has the strongest outcome among those of its holding."""
    rank = pl.col("outcome").to_physical()
    return rank == rank.min().over(PLACE)


def share_of(value: pl.Expr, weight: pl.Expr, total: Decimal | None) -> pl.Expr:
    """A value as a fraction of a total, twelve decimals; the summed weight where the total is not known.

    Null where the total is nothing, since no share can be said of it.
    """
    if total is None:
        return weight
    if not total:
        return pl.lit(None, dtype=WEIGHT)
    return value.cast(WEIGHT) / pl.lit(total, dtype=WEIGHT)


def sum_of_known(column: str) -> pl.Expr:
    """The sum of a group's known values, or null where none is known: a sum of nothing is not nought."""
    return pl.when(pl.col(column).is_not_null().any()).then(pl.col(column).sum())


def _by(dimension: Dimension, findings: pl.DataFrame, key: pl.Expr) -> pl.DataFrame:
    return (
        findings.select(*PLACE, "party", "base_value", "weight", key=key)
        .group_by("key", *PLACE)
        .agg(pl.col("party").min(), pl.col("base_value", "weight").first())
        .group_by("key")
        .agg(
            parties=pl.col("party").n_unique().cast(pl.Int64),
            holdings=pl.len().cast(pl.Int64),
            base_value=sum_of_known("base_value").cast(MONEY),
            weight=sum_of_known("weight").cast(WEIGHT),
        )
        .sort(pl.col("base_value").neg(), pl.col("weight").neg(), "key", nulls_last=True)
        .select(
            dimension=pl.lit(dimension.value),
            key="key",
            parties="parties",
            holdings="holdings",
            base_value="base_value",
            weight="weight",
        )
    )
