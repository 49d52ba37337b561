"""Names in which words are abbreviated or cut: which word stands for which, and where to look for the whole name."""

from __future__ import annotations

from functools import cache

import polars as pl

from clearhold.identity.names import abbreviations, stem_words
from clearhold.identity.rarity import word_weights

_LEAST_CUT = 3  # letters of a cut word


def outline(name: pl.Expr) -> pl.Expr:
    """What a name and the same with words behind the first abbreviated or cut have alike: the first word and two
    letters of each other. Null for a name of one word.
    """
    one, _ = _abbreviations()
    first, others = name.str.extract(r"^(\S+)"), name.str.replace(r"^\S+", "").str.replace_all(" ", "  ", literal=True)
    full = (others + " ").str.replace_many((" " + one["short"] + " ").to_list(), (" " + one["full"] + " ").to_list())
    return pl.when(name.str.contains(" ", literal=True)).then(
        first + full.str.replace_all(r" +(\S\S?)\S*", " $1").str.strip_chars_end()
    )


def is_short_for(written: pl.Expr, meant: pl.Expr) -> pl.Expr:
    """Whether the one word is the other: in the plural or not, abbreviated, or cut and no word of its own."""
    _, known = _abbreviations()
    stem = stem_words(meant)
    cut = meant.str.starts_with(written) & (written.str.len_chars() >= _LEAST_CUT)
    return (
        (stem_words(written) == stem)
        | pl.concat_str(written, stem, separator=" ").is_in(known.implode())
        | (cut & ~written.is_in(word_weights()["word"].implode()))
    )


@cache
def _abbreviations() -> tuple[pl.DataFrame, pl.Series]:
    """Abbreviations that do not begin their one meaning (`short`, `full`), and every one with each meaning."""
    known = abbreviations()
    one = known.filter(pl.len().over("short") == 1, pl.col("full").str.head(2) != pl.col("short").str.head(2))
    return one, known.select(pl.concat_str("short", stem_words(pl.col("full")), separator=" ")).to_series()
