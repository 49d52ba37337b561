"""Two names side by side: which words of the one stand for words of the other, and what is left over.

All pairs at once, by joins over words. Weights and similarities are whole numbers, so that sums do not depend on the
order in which they are made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clearhold.identity.names import WordRole
from clearhold.identity.rarity import FULL_WEIGHT
from clearhold.matching.name_1.words import EQUAL, find_same_words

if TYPE_CHECKING:
    from clearhold.identity.names import ReadNames

_LEAST_SIMILAR = 50
_CUT_OFF = 95  # the last word of a cut name, where the other name goes on


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of held and of listed names without legal forms (`id`, `position`, `span`, `stem`, …), and the pairs of
    stems that may be the same. A row of `span` 2 is two words run together that the other side writes as one.
    """

    held: pl.DataFrame
    listed: pl.DataFrame
    same: pl.DataFrame


def compare_vocabularies(held: ReadNames, listed: ReadNames) -> Vocabulary:
    """The words of both sides and which may be the same; each distinct pair of words is compared once."""
    one = [
        names.words.filter(pl.col("role") != WordRole.FORM).with_columns(span=pl.lit(1, pl.Int16))
        for names in (held, listed)
    ]
    stems = [words.select("stem", "weight").unique("stem", keep="first", maintain_order=True) for words in one]
    two = [_run_together(one[0], stems[1]), _run_together(one[1], stems[0])]
    joined = pl.concat([words.select("stem") for words in two]).unique(maintain_order=True)
    same = pl.concat(
        [
            find_same_words(stems[0], stems[1]),
            joined.select(held_stem="stem", listed_stem="stem", similarity=pl.lit(EQUAL, pl.Int32)),
        ]
    ).unique(["held_stem", "listed_stem"], keep="first", maintain_order=True)
    return Vocabulary(pl.concat([one[0], two[0]]), pl.concat([one[1], two[1]]), same)


def _run_together(words: pl.DataFrame, stems: pl.DataFrame) -> pl.DataFrame:
    """Two words side by side that are one word of the other side, as one row at the place of the first."""
    following = {column: pl.col(column).shift(-1).over("id") for column in ("word", "stem", "weight")}
    return (
        words.with_columns(
            word=pl.col("word") + following["word"],
            stem=pl.col("stem") + following["stem"],
            weight=pl.min_horizontal(pl.col("weight") + following["weight"], pl.lit(FULL_WEIGHT, pl.Int32)),
            span=pl.lit(2, pl.Int16),
        )
        .filter(pl.col("stem").is_not_null())
        .join(stems.select("stem"), on="stem", how="semi")
    )


def align_names(pairs: pl.DataFrame, words: Vocabulary) -> tuple[pl.DataFrame, pl.DataFrame]:
    """For each pair (`pair`, `held`, `listed`) every word of the held name, and every word of the listed name, in
    order: `similarity` of the other name's word that stands for it (0: none), and `weight`, which is the lighter of the
    two where they are not equal.
    """
    met = (
        pairs.join(words.held.select("id", "position", "span", "stem", "cut", "weight"), left_on="held", right_on="id")
        .join(words.same, left_on="stem", right_on="held_stem")
        .join(
            words.listed.select("id", "position", "span", "stem", "cut", "weight"),
            left_on=["listed", "listed_stem"],
            right_on=["id", "stem"],
            suffix="_listed",
        )
        .with_columns(
            similarity=pl.when(
                (pl.col("cut") & pl.col("listed_stem").str.starts_with(pl.col("stem")))
                | (pl.col("cut_listed") & pl.col("stem").str.starts_with(pl.col("listed_stem")))
            )
            .then(pl.max_horizontal("similarity", pl.lit(_CUT_OFF, pl.Int32)))
            .otherwise("similarity")
        )
        .filter(pl.col("similarity") >= _LEAST_SIMILAR)
        .with_columns(lighter=pl.when(pl.col("similarity") < EQUAL).then(pl.min_horizontal("weight", "weight_listed")))
    )
    return (
        _cover(pairs.select("pair", id="held"), words.held, met.rename({"position": "at", "span": "over"})),
        _cover(
            pairs.select("pair", id="listed"),
            words.listed,
            met.rename({"position_listed": "at", "span_listed": "over"}),
        ),
    )


def _cover(pairs: pl.DataFrame, words: pl.DataFrame, met: pl.DataFrame) -> pl.DataFrame:
    """Every word of one side of the pairs, with the best that stands for it on the other."""
    found = met.select("pair", "at", "similarity", "lighter", "over")
    second = found.filter(pl.col("over") > 1).with_columns(pl.col("at") + 1)
    best = pl.concat([found, second]).group_by("pair", "at").agg(pl.col("similarity").max(), pl.col("lighter").max())
    return (
        pairs.join(words.filter(pl.col("span") == 1), on="id", maintain_order="left_right")
        .join(best, left_on=["pair", "position"], right_on=["pair", "at"], how="left", maintain_order="left")
        .select(
            "pair",
            "position",
            "word",
            "stem",
            "role",
            "within",
            "count",
            similarity=pl.col("similarity").fill_null(0),
            weight=pl.when(pl.col("similarity") == EQUAL).then("weight").otherwise(pl.coalesce("lighter", "weight")),
        )
    )
