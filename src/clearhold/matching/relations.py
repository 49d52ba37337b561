"""What two names say of each other beyond how alike they are: what one has more than the other, and what that means.

Names of one group begin alike and one goes on: Alibaba Pictures, Tencent Music, JA Solar and Donghai JA Solar. Such a
pair is not the same issuer, however alike the names are.
"""

from __future__ import annotations

from enum import StrEnum

import polars as pl

from clearhold.identity.names import WordRole
from clearhold.matching.features import MATCHED

_STRUCTURE = (
    "group",
    "holding",
    "enterprise",
    "company",
    "corporation",
)  # say how a company is built, not what it does
_TELLING = 400  # weight from which a further word makes another company: POWER does, TECHNOLOGY does not
_BRAND = 0.7  # rarity of the rarest shared word from which it is a brand
_WHOLE = 0.95  # share of a name's weight that the other has
_FIRST = 0.9
_ACRONYM = 4  # letters


class Relation(StrEnum):
    """What a pair of names may be at most."""

    SAME = "same"
    PARENT = "parent or subsidiary"  # GROUP or HOLDING in one of two full names
    GROUP = "group"
    THIN = "thin"  # one short word or acronym: needs another fact


def relate_names(
    figures: pl.DataFrame,
    held_words: pl.DataFrame,
    listed_words: pl.DataFrame,
    held: pl.DataFrame,
    listed: pl.DataFrame,
) -> pl.DataFrame:
    """The pairs with `relation`, and `held_more`, `listed_more`: words that only one side has, in capitals.

    `held` and `listed` say of each name by `id` whether it is `complete` (has its legal form and is not cut).
    """
    frame = (
        figures.join(_leftover(held_words, "held"), on="pair", how="left", maintain_order="left")
        .join(_leftover(listed_words, "listed"), on="pair", how="left", maintain_order="left")
        .join(
            held.rename({"complete": "held_complete"}), left_on="held", right_on="id", how="left", maintain_order="left"
        )
        .join(
            listed.rename({"complete": "listed_complete"}),
            left_on="listed",
            right_on="id",
            how="left",
            maintain_order="left",
        )
        .join(_shared_letters(listed_words), on="pair", how="left", maintain_order="left")
        .with_columns(pl.col("^(held|listed)_(telling|structure|place|country|complete)$").fill_null(False))
    )
    leads = (pl.col("held_first_name") >= _FIRST) & (pl.col("listed_first_name") >= _FIRST)
    brand = (pl.col("held_rarest") >= _BRAND) & (pl.col("place_conflict") == 0)
    both = pl.col("held_complete") & pl.col("listed_complete")
    held_goes_on = (
        (pl.col("held_telling") | pl.col("held_country"))
        & (pl.col("listed_cover_names") >= _WHOLE)
        & pl.col("listed_complete")
    )
    listed_goes_on = (
        (pl.col("listed_telling") | pl.col("listed_place"))
        & (pl.col("held_cover_names") >= _WHOLE)
        & pl.col("held_complete")
    )
    return frame.with_columns(
        relation=pl.when(leads & brand & (held_goes_on | listed_goes_on))
        .then(pl.lit(Relation.GROUP.value))
        .when(both & (pl.col("held_structure") != pl.col("listed_structure")))
        .then(pl.lit(Relation.PARENT.value))
        .when(pl.col("letters") <= _ACRONYM)
        .then(pl.lit(Relation.THIN.value))
        .otherwise(pl.lit(Relation.SAME.value))
    )


def complete_names(words: pl.DataFrame) -> pl.DataFrame:
    """Of each name whether it is written out: it has a legal form or says GROUP, and is not cut."""
    formal = (pl.col("role") == WordRole.FORM) | pl.col("stem").is_in(_STRUCTURE)
    return words.group_by("id", maintain_order=True).agg(complete=formal.any() & ~pl.col("cut").any())


def _shared_letters(words: pl.DataFrame) -> pl.DataFrame:
    """Of each pair how many letters the words have that both sides share."""
    shared = words.filter(pl.col("similarity") >= MATCHED)
    return shared.group_by("pair", maintain_order=True).agg(letters=pl.col("stem").str.len_chars().sum())


def _leftover(words: pl.DataFrame, side: str) -> pl.DataFrame:
    """Of each pair the words of one side for which the other has none."""
    structure = pl.col("stem").is_in(_STRUCTURE)
    place = pl.col("role") == WordRole.PLACE
    left = (
        words.filter(pl.col("similarity") < MATCHED)
        .group_by("pair", maintain_order=True)
        .agg(
            more=pl.col("word").str.to_uppercase().str.join(" "),
            telling=((pl.col("weight") > _TELLING) & ~structure & ~place).any(),
            structure=(structure & pl.col("stem").is_in(_STRUCTURE[:1])).any(),
            place=place.any(),
            country=(place & pl.col("within").str.starts_with("country:")).any(),
        )
    )
    return left.rename({column: f"{side}_{column}" for column in left.columns if column != "pair"})
