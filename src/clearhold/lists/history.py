"""How a list's past is kept: publishers show who is listed now, and drop without a word whoever is not any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clearhold.lists.entries import SCHEMA, attach, spread

if TYPE_CHECKING:
    from datetime import date


def carry_history(before: pl.DataFrame, now: pl.DataFrame, *, was_on: date, is_on: date) -> pl.DataFrame:
    """The entries of a new version with the past of the version before it, which was of the day `was_on`.

    An entry that is gone stays with its listings ended on the new version's day: the day on which its absence was
    published, and the listing's account says so. So does a listing of an entry that stays, where both its programme and
    its date are gone; where one of them is still there, the publisher has corrected the other. Listings that had ended
    stay, unless the publisher shows one of them again, programme and date, and so says that it was never interrupted.
    """
    gone = before.join(now, on="entry", how="anti", maintain_order="left").with_columns(
        place=pl.lit(None, pl.Int64), shown=pl.lit(False)
    )
    current = spread(now, "listings").select("entry", "programme", "listed_on")

    def known_by(*key: str) -> pl.Expr:
        # A listing without a day is not known by having none.
        known = current.drop_nulls("listed_on") if key == ("listed_on",) else current
        return pl.struct("entry", *key).is_in(known.select(pl.struct("entry", *key)).to_series().implode())

    ended = pl.col("delisted_on").is_not_null()
    past = spread(before, "listings").filter(
        ~known_by("programme", "listed_on"), ended | ~(known_by("programme") | known_by("listed_on"))
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
