"""The distinct names of two tables held against each other, in whatever script they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clearhold.identity.han import has_han, read_in_latin
from clearhold.matching.by_han import match_han_names
from clearhold.matching.by_name import match_names
from clearhold.matching.relations import Relation

if TYPE_CHECKING:
    from collections.abc import Callable

BATCH = 20_000  # names that are matched at a time, so that memory stays bounded

_RELATION = pl.Enum([relation.value for relation in Relation])
_BASIS = pl.Enum(["name", "characters", "reading"])
_COLUMNS = {
    "held": pl.UInt32(),
    "listed": pl.UInt32(),
    "probability": pl.Float64(),
    "relation": _RELATION,
    "leads": pl.Boolean(),
    "only_place": pl.Boolean(),
    "held_more": pl.String(),
    "listed_more": pl.String(),
    "spelled": pl.Int8(),
    "rare_word": pl.String(),
    "rare_count": pl.Int32(),
    "basis": _BASIS,
}


def match_distinct_names(
    queries: pl.Series, targets: pl.Series, *, least: float, progress: Callable[[str], None]
) -> pl.DataFrame:
    """The pairs of names that may be one company's or one group's, from a probability on.

    `held` and `listed` are places in the two series. `rare_word` is the rarest word that both have, or the Chinese
    characters; `rare_count` in how many of the world's company names it is; `basis` is how they were compared: as
    names, by their characters, or by how the characters may be read.
    """
    parts = [_settle(_match_in_batches(queries, targets, progress), "name")]
    chinese = pl.DataFrame({"name": queries}).with_row_index("held").filter(has_han(pl.col("name")))
    if chinese.height:
        by_characters = match_han_names(queries, targets).rename({"shared": "rare_word"})
        parts.append(_settle(by_characters, "characters"))
        parts.append(_settle(_match_readings(chinese.join(by_characters, on="held", how="anti"), targets), "reading"))
    return pl.concat(parts).filter(pl.col("probability") >= least)


def _match_in_batches(queries: pl.Series, targets: pl.Series, progress: Callable[[str], None]) -> pl.DataFrame:
    parts = []
    for start in range(0, max(queries.len(), 1), BATCH):
        progress(f"matching names, {start:,} of {queries.len():,} against {targets.len():,}")
        part = match_names(queries.slice(start, BATCH), targets)
        parts.append(part.with_columns(pl.col("held") + start))
    return pl.concat(parts)


def _match_readings(unmatched: pl.DataFrame, targets: pl.Series) -> pl.DataFrame:
    """The pairs of Chinese names (`held`, `name`) by how they may be read in Latin letters."""
    if unmatched.is_empty():
        return pl.DataFrame()
    readings = unmatched.with_columns(reading=read_in_latin(unmatched["name"]))
    distinct = pl.DataFrame({"reading": readings["reading"].unique(maintain_order=True)}).with_row_index("number")
    return (
        match_names(distinct["reading"], targets)
        .rename({"held": "number"})
        .join(distinct, on="number")
        .join(readings.select("held", "reading"), on="reading")
        .with_columns(spelled=pl.lit(0, pl.Int8))
    )


def _settle(pairs: pl.DataFrame, basis: str) -> pl.DataFrame:
    """The pairs with all columns, in their types; what a comparison does not tell is null or not so."""
    there = pairs.with_columns(basis=pl.lit(basis))
    return there.select(
        (pl.col(name) if name in there.columns else pl.lit(None, dtype)).cast(dtype).alias(name)
        for name, dtype in _COLUMNS.items()
    ).with_columns(pl.col(pl.Boolean).fill_null(value=False))
