"""What two names say of each other beyond how alike they are: what one has more than the other, and what that means.

Names of one group begin alike and one goes on: Alibaba Pictures, Tencent Music, JA Solar and Donghai JA Solar. Such a
pair is not the same issuer, however alike the names are.
"""

from __future__ import annotations

from enum import StrEnum

import polars as pl

from clearhold.identity.han import pinyin_words
from clearhold.identity.names import WordRole
from clearhold.identity.rarity import FULL_WEIGHT
from clearhold.matching.features import MATCHED

_STRUCTURE = (
    "group",
    "holding",
    "enterprise",
    "company",
    "corporation",
)  # say how a company is built, not what it does
_TELLING = 400  # weight from which a further word makes another company: POWER does, TECHNOLOGY does not
_BRAND = 0.87  # rarity of the rarest shared word from which it is a brand
_GROUP_LIKELY = 0.5  # probability of the names from which no brand is needed
_FIRST = 0.9
_ALIKE = 95  # least similarity of a word that is the same but for being cut or run together
_ACRONYM = 4  # letters


class Relation(StrEnum):
    """What a pair of names may be at most."""

    SAME = "same"
    PARENT = "parent or subsidiary"  # GROUP or HOLDING in one of two full names
    GROUP = "group"
    PLACE = "place more"  # the listed name has a place that the held one has not: perhaps a subsidiary there
    SPELLING = "spelling"  # the rarest word that agrees is spelled differently
    COMMON = "common words"  # only words that many companies' names have
    THIN = "thin"  # one short word or acronym: needs another fact


def relate_names(
    figures: pl.DataFrame,
    held_words: pl.DataFrame,
    listed_words: pl.DataFrame,
    held: pl.DataFrame,
    listed: pl.DataFrame,
) -> pl.DataFrame:
    """The pairs with `relation`, and `held_more`, `listed_more`: words that only one side has, in capitals; and
    `only_place`: the names share a brand, and all that the listed one has more is a town or province.

    `held` and `listed` say of each name what `complete_names` says.
    """
    frame = (
        figures.join(_leftover(held_words, "held"), on="pair", how="left", maintain_order="left")
        .join(_leftover(listed_words, "listed"), on="pair", how="left", maintain_order="left")
        .join(
            held.rename({"complete": "held_complete", "is_cut": "held_is_cut"}),
            left_on="held",
            right_on="id",
            how="left",
            maintain_order="left",
        )
        .join(
            listed.rename({"complete": "listed_complete", "is_cut": "listed_is_cut"}),
            left_on="listed",
            right_on="id",
            how="left",
            maintain_order="left",
        )
        .join(_measure_shared(listed_words), on="pair", how="left", maintain_order="left")
        .with_columns(pl.col("^(held|listed)_(telling|structure|place|country|complete|is_cut)$").fill_null(False))
        .with_columns(pl.col("spelled_alike").fill_null(True))
    )
    leads = (pl.col("held_first_name") >= _FIRST) & (pl.col("listed_first_name") >= _FIRST)
    brand = pl.col("brand").fill_null(0) >= _BRAND
    likely = pl.col("probability") >= _GROUP_LIKELY
    both = pl.col("held_complete") & pl.col("listed_complete")
    cut_before = pl.col("held_is_cut") & pl.col("listed_structure")
    held_goes_on = (
        (pl.col("held_telling") | pl.col("held_country"))
        & ~pl.col("listed_telling")
        & ~pl.col("listed_place")
        & pl.col("listed_complete")
    )
    listed_goes_on = (
        (pl.col("listed_telling") | pl.col("listed_place"))
        & ~pl.col("held_telling")
        & ~pl.col("held_place")
        & pl.col("held_complete")
    )
    more = [f"{side}_{what}" for side in ("held", "listed") for what in ("telling", "country")]
    only_place = (
        leads & brand & pl.col("spelled_alike") & pl.col("listed_place") & ~pl.any_horizontal(*more, "held_place")
    )
    named_after = leads & (brand | likely) & (held_goes_on | listed_goes_on)
    return frame.with_columns(
        leads=leads,
        only_place=only_place,
        relation=pl.when(named_after)
        .then(pl.lit(Relation.GROUP.value))
        .when(~pl.col("spelled_alike"))
        .then(pl.lit(Relation.SPELLING.value))
        .when((both & (pl.col("held_structure") != pl.col("listed_structure"))) | cut_before)
        .then(pl.lit(Relation.PARENT.value))
        .when(pl.col("listed_place") & ~pl.col("held_place"))
        .then(pl.lit(Relation.PLACE.value))
        .when(pl.col("letters") <= _ACRONYM)
        .then(pl.lit(Relation.THIN.value))
        .otherwise(pl.lit(Relation.SAME.value)),
    )


def complete_names(words: pl.DataFrame) -> pl.DataFrame:
    """Of each name whether it `is_cut`, and whether it is `complete`: it has a legal form or says GROUP, uncut."""
    formal = (pl.col("role") == WordRole.FORM) | pl.col("stem").is_in(_STRUCTURE)
    cut_off = pl.col("cut") & ~formal
    return words.group_by("id", maintain_order=True).agg(complete=formal.any() & ~cut_off.any(), is_cut=cut_off.any())


def _measure_shared(words: pl.DataFrame) -> pl.DataFrame:
    """Of the words that both names of a pair have: how many `letters`, whether the rarest is `spelled_alike`, and the
    rarity of the rarest that may be a `brand`. Two syllables of pinyin are none: many companies have chosen the same
    two characters, or others that sound alike.
    """
    name = pl.col("role") == WordRole.WORD
    brand = pl.col("weight").filter(name & ~pl.col("stem").str.contains(pinyin_words(at_most=2))).max() / FULL_WEIGHT
    rarest = pl.col("weight").filter(name).max()
    alike = pl.col("weight").filter(name & (pl.col("similarity") >= _ALIKE)).max()
    return (
        words.filter(pl.col("similarity") >= MATCHED)
        .group_by("pair", maintain_order=True)
        .agg(
            letters=pl.col("stem").str.len_chars().sum(),
            brand=brand,
            spelled_alike=(alike.fill_null(0) >= rarest) | rarest.is_null(),
        )
    )


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
