"""Which parts of an original name and which words of a written one stand for each other, each used once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from clearhold.identity.readings import How

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Masks = NDArray[np.int64]

# How sure a way of writing is, when parts compete for a word.
QUALITY = {
    How.PLACE: 1.0, How.MEANING: 1.0, How.READING: 1.0, How.OTHER_READING: 0.9, How.CHARACTER: 0.5, How.TAIWAN: 0.75,
    How.HONG_KONG: 0.75, How.HONG_KONG_OLD: 0.6, How.COMPOUND: 0.8, How.SHORT: 0.45, How.INITIALS: 0.3,
}  # fmt: skip
_WHOLE_WORD = (How.PLACE.value, How.MEANING.value, How.SHORT.value)
_ONE_UNIT = 0.6  # of the worth of a single character's reading
_PER_UNIT, _PER_WORD = 250, 120  # so that longer parts go first
_MOST_LINKS = 32  # of a pair that are looked at


@dataclass(frozen=True, slots=True)
class Cover:
    """Of each pair: masks of the units and words that stand for each other, those units by how, and the worth of it."""

    units: Masks
    words: Masks
    units_by: dict[How, Masks]
    worth: NDArray[np.float64]


def add_worth(links: pl.DataFrame) -> pl.DataFrame:
    """Links (`start`, `length`, `at`, `words`, `how`, `weight`) with masks of their units and words, and `worth`."""
    quality = pl.col("how").replace_strict({how.value: sure for how, sure in QUALITY.items()}, return_dtype=pl.Float64)
    single = (pl.col("length") == 1) & ~pl.col("how").is_in(_WHOLE_WORD)

    def mask(start: str, length: str) -> pl.Expr:
        two = pl.lit(2, pl.Int64)
        return (two.pow(pl.col(length).cast(pl.Int64)).cast(pl.Int64) - 1) * two.pow(pl.col(start).cast(pl.Int64)).cast(
            pl.Int64
        )

    worth = pl.col("weight") + _PER_UNIT * pl.col("length") + _PER_WORD * pl.col("words")
    return links.with_columns(
        units=mask("start", "length"),
        words_mask=mask("at", "words"),
        worth=quality * pl.when(single).then(_ONE_UNIT).otherwise(1.0) * worth,
    )


def cover(links: pl.DataFrame, pairs: int) -> tuple[Cover, pl.DataFrame]:
    """What covers each of the pairs, numbered by `pair`, best links first; and the links chosen."""
    ranked = links.sort("pair", "worth", "start", "length", "at", descending=[False, True, False, False, False]).filter(
        pl.int_range(pl.len()).over("pair") < _MOST_LINKS
    )
    pair, units, words = (ranked[column].to_numpy() for column in ("pair", "units", "words_mask"))
    first = np.r_[True, pair[1:] != pair[:-1]] if len(pair) else np.zeros(0, dtype=bool)
    starts = np.flatnonzero(first)
    rank = np.arange(len(pair)) - np.repeat(starts, np.diff(np.r_[starts, len(pair)]))
    used_units, used_words = np.zeros(pairs, dtype=np.int64), np.zeros(pairs, dtype=np.int64)
    chosen = np.zeros(len(pair), dtype=bool)
    by_rank = np.argsort(rank, kind="stable")
    ends = np.searchsorted(rank[by_rank], np.arange(_MOST_LINKS + 1))
    for number in range(_MOST_LINKS):
        rows = by_rank[ends[number] : ends[number + 1]]
        if not len(rows):
            break
        free = ((used_units[pair[rows]] & units[rows]) == 0) & ((used_words[pair[rows]] & words[rows]) == 0)
        rows = rows[free]
        chosen[rows] = True
        used_units[pair[rows]] |= units[rows]
        used_words[pair[rows]] |= words[rows]
    kept = ranked.filter(pl.Series(chosen))
    how = kept["how"].to_numpy()
    pair, units = kept["pair"].to_numpy(), kept["units"].to_numpy()
    units_by = {}
    for way in How:
        here = how == way.value
        units_by[way] = np.zeros(pairs, dtype=np.int64)
        np.bitwise_or.at(units_by[way], pair[here], units[here])
    worth = np.bincount(pair, weights=kept["worth"].to_numpy(), minlength=pairs).astype(np.float64)
    return Cover(used_units, used_words, units_by, worth), kept
