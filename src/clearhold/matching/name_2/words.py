"""What is known of the words of names, in the form in which the kernel takes it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from clearhold.identity.han import pinyin_words
from clearhold.identity.legal_forms import legal_forms
from clearhold.identity.names import STOP_WORDS, WordRole, abbreviations, stem_words, weigh_words
from clearhold.identity.rarity import FULL_WEIGHT, word_weights

if TYPE_CHECKING:
    from clearhold.matching._kernel import Session

_STRUCTURE = ("group", "holding", "enterprise", "company", "corporation")  # how a company is built, not what it does
_WEAK_FORMS = ("cv", "form", "limited", "incorporated")  # written or left out at will; "company" is no form at all
_FIRST_WEAK, _STRONG_FORMS = 60, 59  # the kernel keeps the forms of a name as bits
_ROLES = {WordRole.WORD: 0, WordRole.PLACE: 1, WordRole.NUMBER: 2, WordRole.FORM: 3}
_STOP = 4
_PINYIN, _BRIEF, _GROUP_OR_LIKE, _GROUP, _COUNTRY, _COMPOUND = 1, 2, 4, 8, 16, 32  # bits of what a word is
_ONSETS = r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])[aeiou]"
_LEAST_SYLLABLES = 2
_PART, _LONGEST = 3, 24  # letters of a part of a compound, and of a compound
_COMMON, _COMMON_SUM = 950, 1800  # weights up to which a part, and both together, are common


@cache
def _families() -> dict[str, int]:
    """A number for each family of legal forms; families beyond those that there are bits for share them."""
    told = legal_forms()["family"].drop_nulls().unique().sort().to_list()
    strong = [family for family in told if family not in _WEAK_FORMS and family != "company"]
    numbers = {family: 1 + place % _STRONG_FORMS for place, family in enumerate(strong)}
    return numbers | {family: _FIRST_WEAK + place for place, family in enumerate(_WEAK_FORMS)}


@cache
def _meanings() -> list[tuple[str, str]]:
    """Abbreviations of several meanings, as stems: short and full."""
    return abbreviations().select("short", stem_words(pl.col("full"))).unique(maintain_order=True).rows()


def describe_words(session: Session) -> pl.DataFrame:
    """Tells the kernel what is known of its words, and returns it: `word`, `count` (null: rarer than the table has)."""
    session.mean(_meanings())
    text = session.words(0).decode()
    words = pl.Series("word", text.split("\n") if text else [], dtype=pl.String)
    known = weigh_words(words)
    pinyin = pl.col("stem").str.contains(pinyin_words())
    first_letters = pl.col("stem").str.extract(r"^([aeo])").fill_null("") + pl.col("stem").str.extract_all(
        _ONSETS
    ).list.eval(pl.element().str.slice(0, 1)).list.join("")
    known = known.with_columns(compound=_find_compounds(known["stem"], known["weight"]))
    told = known.select(
        "stem",
        pl.col("within").fill_null(""),
        pl.when(pinyin, first_letters.str.len_bytes() >= _LEAST_SYLLABLES)
        .then(first_letters)
        .otherwise(pl.lit(""))
        .alias("syllables"),
        pl.col("weight").cast(pl.UInt16),
        pl.col("family").replace_strict(_families(), default=0, return_dtype=pl.UInt16).fill_null(0),
        pl.when(pl.col("word").is_in(STOP_WORDS))
        .then(_STOP)
        .otherwise(pl.col("role").replace_strict(_ROLES, return_dtype=pl.UInt8))
        .cast(pl.UInt8)
        .alias("role"),
        pl.sum_horizontal(
            pinyin.cast(pl.UInt8) * _PINYIN,
            pl.col("stem").str.contains(pinyin_words(at_most=2)).cast(pl.UInt8) * _BRIEF,
            pl.col("stem").is_in(_STRUCTURE).cast(pl.UInt8) * _GROUP_OR_LIKE,
            (pl.col("stem") == "group").cast(pl.UInt8) * _GROUP,
            pl.col("within").str.starts_with("country:").fill_null(False).cast(pl.UInt8) * _COUNTRY,
            pl.col("compound").cast(pl.UInt8) * _COMPOUND,
        )
        .cast(pl.UInt8)
        .alias("flags"),
    )
    session.describe(
        0,
        "\n".join(told["stem"].to_list()),
        "\n".join(told["within"].to_list()),
        "\n".join(told["syllables"].to_list()),
        told["weight"].to_numpy(),
        told["family"].to_numpy(),
        told["role"].to_numpy(),
        told["flags"].to_numpy(),
    )
    return known.select("word", "count")


@cache
def _common_parts() -> pl.DataFrame:
    """Words that others have in common, and their abbreviations, of three letters and more: `word`, `weight`."""
    short = abbreviations().join(word_weights(), left_on="full", right_on="word").select("weight", word="short")
    return (
        pl.concat([word_weights().select("word", "weight"), short.select("word", "weight")])
        .filter(pl.col("word").str.len_chars() >= _PART, pl.col("weight") <= _COMMON)
        .group_by("word")
        .agg(pl.col("weight").min())
    )


def _find_compounds(stems: pl.Series, weights: pl.Series) -> pl.Series:
    """Whether each word is a rare one that is two common ones run together.

    POWERTECH and GOLDSTONE are rare words of common parts, which several companies may have put together.
    """
    parts = _common_parts()
    length = pl.col("stem").str.len_bytes().cast(pl.Int64)
    found = (
        pl.DataFrame({"stem": stems, "weight": weights})
        .with_row_index("id")
        .filter(pl.col("weight") == FULL_WEIGHT, length.is_between(2 * _PART, _LONGEST))
        .with_columns(at=pl.int_ranges(_PART, length - _PART + 1))
        .explode("at")
        .select("id", first=pl.col("stem").str.slice(0, pl.col("at")), second=pl.col("stem").str.slice(pl.col("at")))
        .join(parts.select(first="word", one="weight"), on="first")
        .join(parts.select(second="word", two="weight"), on="second")
        .filter(pl.col("one") + pl.col("two") <= _COMMON_SUM)
    )
    ids = pl.DataFrame({"id": pl.int_range(stems.len(), eager=True, dtype=pl.UInt32)})
    return ids.select(pl.col("id").is_in(found["id"].unique().implode())).to_series()
