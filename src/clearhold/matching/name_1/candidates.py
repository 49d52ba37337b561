"""Which listed names a held name may be: those that share a rare word, or two words side by side, or all words.

An index over words, never all names against all. Words that many company names have find nothing alone.
"""

from __future__ import annotations

import polars as pl

COMMON = 500  # weight below which a word alone finds no candidate
_LEAST_SHARED = 0.4  # of the weight of the lighter name
_CROWD = 2000  # listed names from which a word finds nothing alone, however rare it is in the world
_FINDS = 75  # least similarity of a word that finds a candidate


def find_candidates(held: pl.DataFrame, listed: pl.DataFrame, same: pl.DataFrame) -> pl.DataFrame:
    """Pairs of names worth comparing, in order and numbered: `pair`, `held`, `listed`.

    `held` and `listed` are words of names (`id`, `position`, `span`, `stem`, `weight`), `same` the pairs of stems that
    may be one word.
    """
    crowded = listed.group_by("stem").agg(names=pl.len()).filter(pl.col("names") > _CROWD)["stem"].implode()
    alone = {
        side: words.with_columns(alone=(pl.col("weight") >= COMMON) & ~pl.col("stem").is_in(crowded))
        for side, words in (("held", held), ("listed", listed))
    }
    by_word = (
        alone["held"]
        .filter("alone")
        .select("id", "stem", "weight")
        .join(same.filter(pl.col("similarity") >= _FINDS), left_on="stem", right_on="held_stem")
        .join(
            alone["listed"].filter(~pl.col("stem").is_in(crowded)),
            left_on="listed_stem",
            right_on="stem",
            suffix="_listed",
        )
        .select(
            held="id",
            listed="id_listed",
            shared=pl.min_horizontal("weight", "weight_listed") * pl.col("similarity") // 100,
        )
    )
    by_neighbours = (
        _neighbours(alone["held"])
        .join(_neighbours(alone["listed"]), on=["stem", "next"], suffix="_listed")
        .select(held="id", listed="id_listed", shared="weight")
    )
    totals = {
        side: words.group_by("id").agg(total=pl.col("weight").sum())
        for side, words in (("held", held), ("listed", listed))
    }
    return (
        pl.concat([by_word, by_neighbours])
        .group_by("held", "listed")
        .agg(pl.col("shared").sum())
        .join(totals["held"], left_on="held", right_on="id")
        .join(totals["listed"], left_on="listed", right_on="id", suffix="_listed")
        .filter(pl.col("shared") >= pl.min_horizontal("total", "total_listed") * _LEAST_SHARED)
        .select("held", "listed")
        .sort("held", "listed")
        .with_row_index("pair")
    )


def _neighbours(words: pl.DataFrame) -> pl.DataFrame:
    """Each two words that stand side by side, of which one or both find nothing alone; `weight` is theirs."""
    core = words.filter(pl.col("span") == 1).sort("id", "position")
    following = {column: pl.col(column).shift(-1).over("id") for column in ("stem", "weight", "alone")}
    theirs = pl.when("alone").then(0).otherwise("weight") + pl.when("next_alone").then(0).otherwise("next_weight")
    return (
        core.with_columns(next=following["stem"], next_weight=following["weight"], next_alone=following["alone"])
        .filter(pl.col("next").is_not_null(), ~(pl.col("alone") & pl.col("next_alone")))
        .select("id", "stem", "next", weight=theirs)
    )
