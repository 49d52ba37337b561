"""The distinct names of two tables held against each other, in whatever script they are written."""

from __future__ import annotations

import polars as pl

from clearhold.identity.han import has_han, read_in_latin
from clearhold.matching.by_han import match_han_names
from clearhold.matching.name_2 import compare_names
from clearhold.matching.relations import Relation

_KEPT = 5  # names that are kept for a name, and more where more answers are asked for
_CANDIDATES = 12  # and names that are compared for that

_RELATION = pl.Enum([relation.value for relation in Relation])
_BASIS = pl.Enum(["name", "characters", "reading"])
_COLUMNS = {
    "held": pl.UInt32(),
    "listed": pl.UInt32(),
    "probability": pl.Float64(),
    "record": pl.Float64(),
    "relation": _RELATION,
    "leads": pl.Boolean(),
    "only_place": pl.Boolean(),
    "held_more": pl.String(),
    "listed_more": pl.String(),
    "spelled": pl.Int8(),
    "held_cut": pl.Boolean(),
    "rare_word": pl.String(),
    "rare_count": pl.Int32(),
    "other": pl.String(),
    "basis": _BASIS,
}


def match_distinct_names(queries: pl.Series, targets: pl.Series, *, least: float, top: int) -> pl.DataFrame:
    """The pairs of names that may be one company's, from a probability on, or one group's: enough for `top` answers.

    `held` and `listed` are places in the two series; `record` is how probable it is that the listed name is the very
    row which the held one means, where a table has several rows of one company. `rare_word` is the rarest word that
    both have, or the Chinese characters; `rare_count` in how many of the world's company names it is; `other` in which
    way another name of the company was compared; `basis` is how names were compared: as names, by their characters,
    or by how the characters may be read.
    """
    kept = _KEPT + 2 * (top - 1)
    parts = [_settle(_compare(queries, targets, kept), "name")]
    chinese = pl.DataFrame({"name": queries}).with_row_index("held").filter(has_han(pl.col("name")))
    if chinese.height:
        by_characters = match_han_names(queries, targets).rename({"shared": "rare_word"})
        parts.append(_settle(by_characters, "characters"))
        parts.append(
            _settle(_match_readings(chinese.join(by_characters, on="held", how="anti"), targets, kept), "reading")
        )
    # What a comparison does not tell is null, or not so.
    return (
        pl.concat(parts, how="diagonal_relaxed")
        .filter((pl.col("probability") >= least) | (pl.col("relation") == Relation.GROUP.value))
        .with_columns(pl.col(pl.Boolean).fill_null(value=False), record=pl.coalesce("record", "probability"))
    )


def _compare(queries: pl.Series, targets: pl.Series, kept: int) -> pl.DataFrame:
    return compare_names(queries, targets, kept=kept, candidates=max(_CANDIDATES, 2 * kept))


def _match_readings(unmatched: pl.DataFrame, targets: pl.Series, kept: int) -> pl.DataFrame:
    """The pairs of Chinese names (`held`, `name`) by how they may be read in Latin letters."""
    if unmatched.is_empty():
        return pl.DataFrame()
    readings = unmatched.with_columns(reading=read_in_latin(unmatched["name"]))
    distinct = pl.DataFrame({"reading": readings["reading"].unique(maintain_order=True)}).with_row_index("number")
    return (
        _compare(distinct["reading"], targets, kept)
        .rename({"held": "number"})
        .join(distinct, on="number")
        .join(readings.select("held", "reading"), on="reading")
        .with_columns(spelled=pl.lit(0, pl.Int8))
    )


def _settle(pairs: pl.DataFrame, basis: str) -> pl.DataFrame:
    """The pairs with all columns that are read here, in their types, and those that only the rules of outcomes read."""
    there = pairs.with_columns(basis=pl.lit(basis))
    return there.with_columns(
        (pl.col(name) if name in there.columns else pl.lit(None, dtype)).cast(dtype).alias(name)
        for name, dtype in _COLUMNS.items()
    )
