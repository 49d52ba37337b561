"""What is measured of a pair of names before it is judged: named figures, a column each, mostly between 0 and 1.

The figures of a pair depend on this pair alone, so that an unrelated entry or another batch changes nothing. Sums are
made of whole numbers, so that they do not depend on the order either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from clearhold.identity.legal_forms import legal_forms
from clearhold.identity.names import WordRole
from clearhold.identity.rarity import FULL_WEIGHT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from clearhold.identity.names import ReadNames

MATCHED = 70  # least similarity of a word that counts as the same
_NEUTRAL_FORMS = ("company", "cv", "form", "limited", "incorporated")
_MANY_WORDS = 8


def measure_pairs(
    pairs: pl.DataFrame, held_words: pl.DataFrame, listed_words: pl.DataFrame, held: ReadNames, listed: ReadNames
) -> pl.DataFrame:
    """The pairs (`pair`, `held`, `listed`) with a column for each figure; words as `align_names` gives them."""
    if pairs.is_empty():
        return pairs
    return pairs.with_columns(
        *_measure_side(held_words, "held"),
        *_measure_side(listed_words, "listed"),
        _find_place_conflicts(len(pairs), held_words, listed_words),
        _compare_forms(pairs, held, listed),
        *_compare_whole(pairs, held, listed),
    )


def _measure_side(words: pl.DataFrame, side: str) -> list[pl.Series]:
    """Of one side of each pair: how much of its weight the other has, what is rare in it, and what is left over.

    The words stand in the pairs' order, at least one for each pair.
    """
    starts = _starts(words)
    ends = np.append(starts[1:], len(words)) - 1
    weight, similarity = words["weight"].to_numpy().astype(np.int64), words["similarity"].to_numpy().astype(np.int64)
    place, number, word = (
        words["role"].eq(role.value).to_numpy() for role in (WordRole.PLACE, WordRole.NUMBER, WordRole.WORD)
    )
    got, missing, matched = weight * similarity // 100, weight * (100 - similarity) // 100, similarity >= MATCHED

    def total(values: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.add.reduceat(values, starts)

    def most(values: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.maximum.reduceat(values, starts)

    name_at = np.where(place, len(words), np.arange(len(words)))
    first_name = np.minimum.reduceat(name_at, starts)
    first_name = np.where(first_name == len(words), starts, first_name)
    figures = {
        "cover": total(got) / np.maximum(total(weight), 1),
        "cover_names": total(got * ~place) / np.maximum(total(weight * ~place), 1),
        "shared": total(got) / FULL_WEIGHT,
        "rarest": most(got * ~place) / FULL_WEIGHT,
        "missing": total(missing) / FULL_WEIGHT,
        "missing_word": most(missing * word) / FULL_WEIGHT,
        "missing_place": most((place & ~matched).astype(np.int64)),
        "missing_number": most((number & ~matched).astype(np.int64)),
        "first": similarity[starts] / 100,
        "first_name": similarity[first_name] / 100,
        "last": similarity[ends] / 100,
        "inexact": total(weight * ((similarity > 0) & (similarity < 100))) / np.maximum(total(weight), 1),  # noqa: PLR2004
        "brand_alone": most(got * word) * (total((~place).astype(np.int64)) == 1) / FULL_WEIGHT,
        "words": np.minimum(ends - starts + 1, _MANY_WORDS) / _MANY_WORDS,
    }
    return [pl.Series(f"{side}_{name}", values, dtype=pl.Float64) for name, values in figures.items()]


def _starts(words: pl.DataFrame) -> NDArray[np.int64]:
    """Where each pair's words begin."""
    pair = words["pair"].to_numpy()
    return np.flatnonzero(np.concatenate(([True], pair[1:] != pair[:-1])))


def _find_place_conflicts(pairs: int, held_words: pl.DataFrame, listed_words: pl.DataFrame) -> pl.Series:
    """1 for a pair whose names each have a place that the other has not, neither within the other."""

    def left_over(words: pl.DataFrame) -> pl.DataFrame:
        return words.filter(pl.col("role") == WordRole.PLACE, pl.col("similarity") < MATCHED).select(
            "pair", "stem", "within"
        )

    both = left_over(held_words).join(left_over(listed_words), on="pair", suffix="_listed")
    country, abroad = "country:", ("hongkong", "macau", "taiwan")  # also marks of a listing: HK HIKVISION DIGITAL-A
    nested = (
        (pl.col("stem") == pl.col("within_listed"))
        | (pl.col("within") == pl.col("stem_listed"))
        | pl.col("stem").is_in(abroad)
        | pl.col("stem_listed").is_in(abroad)
        | ((pl.col("stem") == "china") & ~pl.col("within_listed").str.starts_with(country))
        | ((pl.col("stem_listed") == "china") & ~pl.col("within").str.starts_with(country))
    )
    found = both.group_by("pair").agg(nested=nested.any()).filter(~pl.col("nested"))["pair"].to_numpy()
    conflicts = np.zeros(pairs)
    conflicts[found] = 1
    return pl.Series("place_conflict", conflicts)


def _compare_forms(pairs: pl.DataFrame, held: ReadNames, listed: ReadNames) -> pl.Series:
    """1 for a pair whose names both have a legal form, and none of one family."""
    families = legal_forms()["family"].unique().sort()
    bits = pl.DataFrame({"family": families, "bit": [1 << number for number in range(len(families))]})

    def forms(names: ReadNames) -> pl.DataFrame:
        told = names.words.filter(pl.col("role") == WordRole.FORM, ~pl.col("family").is_in(_NEUTRAL_FORMS))
        return told.join(bits, on="family").group_by("id").agg(forms=pl.col("bit").unique().sum())

    both = pairs.join(forms(held), left_on="held", right_on="id", how="left", maintain_order="left").join(
        forms(listed), left_on="listed", right_on="id", how="left", suffix="_listed", maintain_order="left"
    )
    differ = (pl.col("forms") & pl.col("forms_listed")) == 0
    return both.select(forms_differ=differ.fill_null(False).cast(pl.Float64)).to_series()


def _compare_whole(pairs: pl.DataFrame, held: ReadNames, listed: ReadNames) -> list[pl.Series]:
    """Similarities of the whole names, their words joined and legal forms off."""
    from rapidfuzz import distance, process

    def joined(names: ReadNames, side: str) -> list[str]:
        core = names.words.filter(pl.col("role") != WordRole.FORM)
        text = core.group_by("id", maintain_order=True).agg(pl.col("stem").str.join(""))
        return pairs.join(text, left_on=side, right_on="id", how="left", maintain_order="left")["stem"].to_list()

    texts = joined(held, "held"), joined(listed, "listed")
    ratio = process.cpdist(*texts, scorer=distance.Indel.normalized_similarity, dtype=np.float32)
    beginning = process.cpdist(*texts, scorer=distance.JaroWinkler.similarity, dtype=np.float32)
    return [
        pl.Series("joined_ratio", ratio, dtype=pl.Float64),
        pl.Series("joined_beginning", beginning, dtype=pl.Float64),
    ]
