"""How a list's past is kept: publishers show who is listed now, and drop without a word whoever is not any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clearhold.lists.entries import SCHEMA, attach, spread

if TYPE_CHECKING:
    from datetime import date

_PERIOD = ["entry", "programme", "listed_on"]  # what a listing is known by from one version to the next


def carry_history(before: pl.DataFrame, now: pl.DataFrame, *, was_on: date, is_on: date) -> pl.DataFrame:
    """The entries of a new version with the past of the version before it, which was of the day `was_on`.

    An entry that is gone stays with its listings ended on the new version's day: the day on which its absence was
    published, and the listing's account says so. So does a listing of an entry that stays, which the new version no
    longer shows; unless it shows one that is new and has the same programme or the same date: then the publisher has
    corrected the other. Listings that had ended stay, unless the publisher shows one of them again, programme and date,
    and so says that it was never interrupted.
    """
    gone = before.join(now, on="entry", how="anti", maintain_order="left").with_columns(
        place=pl.lit(None, pl.Int64), shown=pl.lit(False)
    )
    had, current = spread(before, "listings"), spread(now, "listings")
    ended = pl.col("delisted_on").is_not_null()
    not_shown = had.join(current, on=_PERIOD, how="anti", nulls_equal=True, maintain_order="left")
    # What stands in both versions corrects nothing: of two programmes of one day, one may simply have ended.
    new = current.join(had, on=_PERIOD, how="anti", nulls_equal=True)
    by_programme, by_day = (new.select(*key, corrected=True).unique() for key in (_PERIOD[:2], _PERIOD[::2]))
    past = (
        not_shown.join(by_programme, on=_PERIOD[:2], how="left", maintain_order="left")
        # A listing without a day is not known by having none.
        .join(by_day, on=_PERIOD[::2], how="left", suffix="_too", maintain_order="left")
        .filter(ended | (pl.col("corrected").is_null() & pl.col("corrected_too").is_null()))
        .select(had.columns)
    )
    absent = f"No longer in the publisher's version of {is_on}; it was in that of {was_on}."
    past = past.with_columns(
        account=pl.when(ended)
        .then("account")
        .otherwise(pl.concat_str([pl.col("account"), pl.lit(absent)], separator=" ", ignore_nulls=True)),
        delisted_on=pl.when(ended).then("delisted_on").otherwise(pl.lit(is_on)),
    )
    every = pl.concat([now, gone.select(SCHEMA.names())])
    together = pl.concat([past, spread(now, "listings").select(past.columns)]).sort(
        "listed_on", nulls_last=True, maintain_order=True
    )
    return attach(every, "listings", together).select(SCHEMA.names())
