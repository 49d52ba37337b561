"""Which words of held and listed names are the same word: equal, abbreviated, cut, run together, or misspelt.

Words are compared once for each distinct pair, never name by name. Similarity is a whole number from 0 to 100.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from clearhold.identity.han import pinyin_words
from clearhold.identity.names import abbreviations

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

EQUAL = 100
_ABBREVIATED = 95  # a house abbreviation that may stand for the other word
_CUT, _CUT_FOUR, _CUT_THREE = 92, 78, 60  # one is the beginning of the other, by the letters of the shorter
_LETTERS_DROPPED = 70  # FRSNS for FRESENIUS
_LETTERS_CUT = 2  # off a word by which it is not yet cut
_PER_EDIT = 12  # off for a letter that is wrong, missing, too many or swapped
_PER_EDIT_OF_PINYIN, _CUT_OF_PINYIN = 40, 40  # there other letters are mostly another word: Zhongtai, Zhongtian
_PIECE = 3  # letters of a piece
_SHORT, _LONG = 4, 7  # letters up to which a word is short, and beyond which it is long
_RARE = 550  # weight from which the pieces of a word are looked at
_PIECES_SHARED = 0.5


def find_same_words(held: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """Pairs of stems that may be the same word, with `similarity`: columns `held_stem`, `listed_stem`.

    Both frames have a row for each distinct `stem` with its `weight`.
    """
    equal = held.join(listed, on="stem").select(
        held_stem="stem", listed_stem="stem", similarity=pl.lit(EQUAL, pl.Int32)
    )
    short = _abbreviated(held, listed)
    alike = _compare_spelling(_share_beginning(held, listed), _share_pieces(held, listed))
    return (
        pl.concat([equal, short, alike])
        .group_by("held_stem", "listed_stem")
        .agg(pl.col("similarity").max())
        .sort("held_stem", "listed_stem")
    )


def _abbreviated(held: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """Pairs of which one is a house abbreviation of the other, or both are of the same word."""
    meanings = pl.concat(
        [abbreviations().rename({"short": "stem"}), abbreviations().select(stem="full", full="full").unique()]
    )
    return (
        held.select("stem")
        .join(meanings, on="stem")
        .join(listed.select("stem").join(meanings, on="stem"), on="full", suffix="_listed")
        .filter(pl.col("stem") != pl.col("stem_listed"))
        .select(held_stem="stem", listed_stem="stem_listed", similarity=pl.lit(_ABBREVIATED, pl.Int32))
        .unique()
    )


def _share_beginning(held: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """Pairs of different words of three letters or more whose first three agree."""

    def beginnings(words: pl.DataFrame) -> pl.DataFrame:
        long_enough = words.select("stem").filter(
            pl.col("stem").str.len_chars() >= _PIECE, ~pl.col("stem").str.contains(r"\d")
        )
        return long_enough.with_columns(start=pl.col("stem").str.slice(0, _PIECE))

    return (
        beginnings(held)
        .join(beginnings(listed), on="start", suffix="_listed")
        .filter(pl.col("stem") != pl.col("stem_listed"))
        .select(held_stem="stem", listed_stem="stem_listed")
    )


def _share_pieces(held: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """Pairs of rare long words that have half of their pieces of three letters in common."""

    def pieces(words: pl.DataFrame) -> pl.DataFrame:
        rare = words.filter(pl.col("weight") >= _RARE, pl.col("stem").str.len_chars() > _SHORT)
        letters = pl.col("stem").str.len_chars()
        return (
            rare.select("stem", pieces=letters - _PIECE + 1, at=pl.int_ranges(letters - _PIECE + 1))
            .explode("at")
            .select("stem", "pieces", piece=pl.col("stem").str.slice(pl.col("at"), _PIECE))
        )

    return (
        pieces(held)
        .join(pieces(listed), on="piece", suffix="_listed")
        .group_by("stem", "stem_listed")
        .agg(shared=pl.len(), shorter=pl.min_horizontal("pieces", "pieces_listed").first())
        .filter(
            pl.col("stem") != pl.col("stem_listed"),
            pl.col("shared") >= pl.col("shorter") * _PIECES_SHARED,
        )
        .select(held_stem="stem", listed_stem="stem_listed")
    )


def _compare_spelling(*pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs that are cut forms or misspellings of one word, with their similarity."""
    both = pl.concat(pairs).unique().sort("held_stem", "listed_stem")
    if both.is_empty():
        return both.with_columns(similarity=pl.lit(0, pl.Int32))
    from rapidfuzz import distance, process

    held, listed = both["held_stem"].to_list(), both["listed_stem"].to_list()

    def score(scorer: Callable[..., float]) -> NDArray[np.float32]:
        return process.cpdist(held, listed, scorer=scorer, dtype=np.float32)

    lengths = both.select(h=pl.col("held_stem").str.len_chars(), l=pl.col("listed_stem").str.len_chars()).to_numpy()
    shorter, longer = lengths.min(axis=1), lengths.max(axis=1)
    chinese, consonants, same_initial = (column.to_numpy() for column in _describe(both))

    # A letter less is no cut but another spelling: AISIN is not AISINO.
    begins = (score(distance.Prefix.similarity) == shorter) & (longer - shorter > _LETTERS_CUT)
    cut = np.select([chinese, shorter > _SHORT, shorter == _SHORT], [_CUT_OF_PINYIN, _CUT, _CUT_FOUR], _CUT_THREE)
    edits = score(distance.OSA.distance)
    allowed = np.where(shorter > _LONG, 2, 1) * (shorter > _SHORT) * same_initial
    misspelt = np.where(edits <= allowed, EQUAL - edits * np.where(chinese, _PER_EDIT_OF_PINYIN, _PER_EDIT), 0)
    dropped = consonants & (score(distance.LCSseq.similarity) == shorter) & (longer - shorter > 1)
    best = np.maximum.reduce([begins * cut, misspelt, dropped * _LETTERS_DROPPED]).astype(np.int32)
    return both.with_columns(similarity=pl.Series(best)).filter(pl.col("similarity") > 0)


def _describe(both: pl.DataFrame) -> list[pl.Series]:
    """Of each pair: whether both words are pinyin, whether the shorter is all consonants behind its first letter, and
    whether they begin with the same letter. Each distinct word is looked at once.
    """
    words = (
        pl.concat([both.select(stem="held_stem"), both.select(stem="listed_stem")])
        .unique(maintain_order=True)
        .with_columns(
            chinese=pl.col("stem").str.contains(pinyin_words()),
            consonants=pl.col("stem").str.contains(r"^[a-z][^aeiou]+$"),
            initial=pl.col("stem").str.slice(0, 1),
            letters=pl.col("stem").str.len_chars(),
        )
    )
    joined = both.join(words, left_on="held_stem", right_on="stem", how="left", maintain_order="left").join(
        words, left_on="listed_stem", right_on="stem", how="left", suffix="_listed", maintain_order="left"
    )
    held_is_shorter = pl.col("letters") <= pl.col("letters_listed")
    return joined.select(
        pl.col("chinese") & pl.col("chinese_listed"),
        pl.when(held_is_shorter).then("consonants").otherwise("consonants_listed"),
        same_initial=pl.col("initial") == pl.col("initial_listed"),
    ).get_columns()
