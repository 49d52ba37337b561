"""Legal forms of companies: which words of a name are one, and to which family (limited, AG, SpA …) they belong."""

from __future__ import annotations

from functools import cache
from importlib import resources

import polars as pl

_AT_END = "end"


@cache
def legal_forms() -> pl.DataFrame:
    """Every known legal form as plain lower-case words: `form`, its `family`, where it `stands` ("end": only where a
    name ends, null: anywhere), and what it is `written` as by `join_legal_phrases` (null: as it is).
    """
    with resources.files("clearhold.identity").joinpath("data/legal_forms.csv").open("rb") as file:
        return pl.read_csv(file, comment_prefix="#", infer_schema=False).with_columns(
            pl.col("stands", "written").replace("", None)
        )


@cache
def _phrases() -> tuple[list[str], list[str]]:
    """Forms that are written as other words, between blanks, and those words; the longest first."""
    phrases = legal_forms().filter(pl.col("written").is_not_null())
    end = pl.when(pl.col("stands") == _AT_END).then(pl.lit("\n")).otherwise(pl.lit(""))
    order = phrases.sort(-pl.col("form").str.len_chars().cast(pl.Int32), "form")
    spaced = order.select(
        (pl.lit(" ") + pl.col(column) + pl.lit(" ") + end).alias(column) for column in ("form", "written")
    )
    return spaced["form"].to_list(), spaced["written"].to_list()


@cache
def _any_phrase() -> str:
    """A pattern for a form that is written as other words, as it stands between blanks."""
    phrases, _ = _phrases()
    anywhere = "|".join(phrase.strip() for phrase in phrases if not phrase.endswith("\n"))
    at_end = "|".join(phrase.strip() for phrase in phrases if phrase.endswith("\n"))
    return f"(?:^| )(?:{anywhere})(?: |$)| (?:{at_end})$"


def has_legal_phrases(words: pl.Expr) -> pl.Expr:
    """Whether `join_legal_phrases` changes the words."""
    return words.str.contains(_any_phrase())


def join_legal_phrases(words: pl.Expr) -> pl.Expr:
    """The words with forms such as "public joint stock company" written as one ("pjsc"), in any of our scripts."""
    phrases, written = _phrases()
    end = pl.when(words.str.contains(" ", literal=True)).then(pl.lit(" \n")).otherwise(pl.lit(" "))
    spaced = pl.lit(" ") + words + end
    return spaced.str.replace_many(phrases, written, leftmost=True).str.strip_chars()


def legal_form_words() -> pl.DataFrame:
    """Forms of one word that are one anywhere in a name, in the columns `word` and `family`."""
    return (
        legal_forms()
        .filter(~pl.col("form").str.contains(" "), pl.col("written").is_null())
        .select(word="form", family="family")
        .unique("word", keep="first", maintain_order=True)
    )
