"""Matches by name in Latin and other letters: every distinct name held against every distinct name listed, in bulk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clearhold.identity.names import WordRole, read_names
from clearhold.matching.alignment import align_names, compare_vocabularies
from clearhold.matching.candidates import add_identical, find_candidates
from clearhold.matching.features import MATCHED, measure_pairs
from clearhold.matching.name_1 import judge_pairs
from clearhold.matching.relations import complete_names, relate_names

if TYPE_CHECKING:
    from clearhold.identity.names import ReadNames

_LEAST = 0.02  # probability below which a pair is not looked at again


def match_names(held_names: pl.Series, listed_names: pl.Series) -> pl.DataFrame:
    """The pairs of names that may be one company's or one group's; both series are of distinct names.

    `held` and `listed` are places in the series; `probability`, `relation`, `leads`, `only_place`, `held_more` and
    `listed_more` are of the pair; `spelled` is 2 where the names are spelled the same, 1 where their words are and not
    the legal form; `held_cut` says whether the held name may be cut; `rare_word` is the rarest word that both have, in
    `rare_count` names (null: fewer than the table of counts keeps).
    """
    together = read_names(pl.concat([held_names.cast(pl.String), listed_names.rename(held_names.name)]))
    held = together.slice(0, len(held_names))
    listed = together.slice(len(held_names), len(listed_names))
    words = compare_vocabularies(held, listed)
    candidates = add_identical(find_candidates(words.held, words.listed, words.same), held.words, listed.words)
    held_words, listed_words = align_names(candidates, words)
    figures = measure_pairs(candidates, held_words, listed_words, held, listed)
    if figures.is_empty():
        return _no_pairs()
    judged = figures.with_columns(judge_pairs(figures)).filter(pl.col("probability") >= _LEAST)
    kept = judged.select("pair")
    held_words, listed_words = (
        side.join(kept, on="pair", how="semi", maintain_order="left") for side in (held_words, listed_words)
    )
    related = relate_names(judged, held_words, listed_words, complete_names(held.words), complete_names(listed.words))
    return (
        related.join(_rarest_shared(held_words), on="pair", how="left", maintain_order="left")
        .pipe(_compare_spelling, held, listed)
        .join(held.names.select("id", held_cut="cut"), left_on="held", right_on="id", maintain_order="left")
        .select(*_no_pairs().columns)
    )


def _no_pairs() -> pl.DataFrame:
    return pl.DataFrame(
        schema={
            "held": pl.UInt32,
            "listed": pl.UInt32,
            "probability": pl.Float64,
            "relation": pl.String,
            "leads": pl.Boolean,
            "only_place": pl.Boolean,
            "held_more": pl.String,
            "listed_more": pl.String,
            "spelled": pl.Int8,
            "held_cut": pl.Boolean,
            "rare_word": pl.String,
            "rare_count": pl.Int32,
        }
    )


def _rarest_shared(words: pl.DataFrame) -> pl.DataFrame:
    """Of each pair the rarest word that both names have, as the held one writes it."""
    return (
        words.filter(pl.col("similarity") >= MATCHED)
        .sort("pair", "weight", "position", descending=[False, True, False])
        .unique("pair", keep="first", maintain_order=True)
        .select("pair", rare_word=pl.col("word").str.to_uppercase(), rare_count="count")
    )


def _compare_spelling(pairs: pl.DataFrame, held: ReadNames, listed: ReadNames) -> pl.DataFrame:
    """The pairs with `spelled`: 2 where words and legal form are the same, 1 where the words are, else 0."""

    def spelling(names: ReadNames) -> pl.DataFrame:
        form = pl.col("role") == WordRole.FORM
        return names.words.group_by("id", maintain_order=True).agg(
            written=pl.col("word").filter(~form).str.strip_chars_end("s").str.join(" "),
            forms=pl.col("family").filter(form & (pl.col("family") != "company")).unique().sort().str.join(" "),
        )

    same_words, same_forms = (pl.col(column) == pl.col(f"{column}_listed") for column in ("written", "forms"))
    return (
        pairs.join(spelling(held), left_on="held", right_on="id", how="left", maintain_order="left")
        .join(spelling(listed), left_on="listed", right_on="id", how="left", suffix="_listed", maintain_order="left")
        .with_columns(spelled=same_words.cast(pl.Int8) + (same_words & same_forms).cast(pl.Int8))
    )
