"""Which listings are in force on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from datetime import date

    import dataframely as dy

    from clearhold.model import ListingTable


def with_force(listings: dy.DataFrame[ListingTable], day: date | None) -> pl.DataFrame:
    """The listings with `in_force`: begun on or before the day and not ended by it.

    Without a day, as the lists stand: whatever has not ended. A listing whose beginning the publisher does not date
    counts as begun: leaving it out would be a quiet substitute. The day of the delisting is the first day out.
    """
    if day is None:
        return listings.with_columns(in_force=pl.col("delisted_on").is_null())
    begun = pl.col("listed_on").is_null() | (pl.col("listed_on") <= day)
    ended = pl.col("delisted_on").is_not_null() & (pl.col("delisted_on") <= day)
    return listings.with_columns(in_force=begun & ~ended)
