"""The holdings that could not be judged, line by line, so that the figure under Coverage can be followed back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from clearhold.model import Screening

_PLACE = ["file", "sheet", "line"]


def list_not_judged(screening: Screening) -> pl.DataFrame:
    """The holdings without a judgement, largest first, each with its reason; values are in the base currency too."""
    holdings = screening.reading.holdings.select(*_PLACE, "fund", "name", "isin", "market_value", "currency")
    return (
        screening.valued.filter(pl.col("not_judged").is_not_null())
        .join(holdings, on=_PLACE, how="left", nulls_equal=True)
        .sort(pl.col("base_value").neg(), *_PLACE, nulls_last=True)
        .select(*holdings.columns, "base_value", "weight", "not_judged")
    )
