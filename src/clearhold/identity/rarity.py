"""How rare a word is among the names of the world's listed companies and of bond issuers.

The counts are statistics over public holdings files and exchange listings, each company's name counted once; they are
made by `bench/make_word_counts.py`. A word that is not in the table occurs in fewer names than the table keeps.
"""

from __future__ import annotations

import math
from functools import cache
from importlib import resources

import polars as pl

FULL_WEIGHT = 1000  # of a word that the table does not have; whole numbers so that sums are exact in any order
NAMES_LINE = "# names counted:"


@cache
def word_counts() -> tuple[int, int, pl.DataFrame]:
    """Names counted, the count below which words are left out, and the table `word`, `count`."""
    text = resources.files("clearhold.identity").joinpath("data/word_counts.csv").read_bytes()
    names = next(line for line in text[:2000].decode().splitlines() if line.startswith(NAMES_LINE))
    counts = pl.read_csv(text, comment_prefix="#", schema={"word": pl.String, "count": pl.Int32})
    least = counts["count"].min()
    return int(names.removeprefix(NAMES_LINE)), int(str(least)) if least is not None else 1, counts


@cache
def word_weights() -> pl.DataFrame:
    """The table `word`, `count`, `weight`: 0 for a word of every name, 1000 for one that is hardly seen."""
    names, least, counts = word_counts()
    rarest = math.log(names / (least - 1 or 1))
    weight = (pl.lit(names) / pl.col("count")).log() / rarest * FULL_WEIGHT
    return counts.with_columns(weight=weight.clip(0, FULL_WEIGHT).round().cast(pl.Int32))


def say_rarity(count: int | None) -> str:
    """How many company names have the word, in words: "1 in 4,100 company names"."""
    names, least, _ = word_counts()
    if count is None:
        return f"fewer than 1 in {_round(names / least):,} company names"
    return f"1 in {_round(names / count):,} company names" if count * 2 < names else "most company names"


def _round(number: float) -> int:
    """The number with two digits that count."""
    digits = max(len(str(int(number))) - 2, 0)
    return int(round(number, -digits))
