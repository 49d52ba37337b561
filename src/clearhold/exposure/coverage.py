"""How much of the money could be judged, and why the rest could not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clearhold.exposure.money import MONEY
from clearhold.exposure.sums import WEIGHT, share_of, sum_of_known
from clearhold.model import CoverageTable

if TYPE_CHECKING:
    from decimal import Decimal

    import dataframely as dy

JUDGED, NOT_JUDGED = "judged", "not judged"


def cover(positions: pl.DataFrame, total: Decimal | None, weight: pl.Expr) -> dy.DataFrame[CoverageTable]:
    """Positions (`not_judged`, `base_value`) by whether they were judged; the rows add up to all positions.

    `weight` is what shares are summed of where no value is known.
    """
    rows = (
        positions.with_columns(
            weight=weight,
            status=pl.when(pl.col("not_judged").is_null()).then(pl.lit(JUDGED)).otherwise(pl.lit(NOT_JUDGED)),
        )
        .group_by("status", reason="not_judged")
        .agg(
            positions=pl.len().cast(pl.Int64),
            base_value=sum_of_known("base_value").cast(MONEY),
            weight=sum_of_known("weight").cast(WEIGHT),
            without_value=pl.col("base_value").is_null().sum().cast(pl.Int64),
        )
        .with_columns(share=share_of(pl.col("base_value"), pl.col("weight"), total))
        .sort("status", pl.col("base_value").neg(), "reason", nulls_last=True)
        .select(CoverageTable.column_names())
    )
    return CoverageTable.validate(rows, cast=True)
