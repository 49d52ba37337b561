"""Legal forms of companies: which words of a name are one, and to which family (limited, AG, SpA …) they belong."""

from __future__ import annotations

from functools import cache
from importlib import resources

import polars as pl


@cache
def legal_forms() -> pl.DataFrame:
    """Every known legal form as plain lower-case words, with its family."""
    with resources.files("clearhold.identity").joinpath("data/legal_forms.csv").open("rb") as file:
        return pl.read_csv(file, schema={"form": pl.String, "family": pl.String})


@cache
def _phrases() -> tuple[str, dict[str, str]]:
    """Forms of several words: one pattern for all of them, and the short form that stands for each family."""
    phrases = legal_forms().filter(pl.col("form").str.contains(" "))
    pattern = "|".join(sorted(phrases["form"].to_list(), key=lambda form: (-len(form), form)))
    return pattern, dict(phrases.rows())


def join_legal_phrases(words: pl.Expr) -> pl.Expr:
    """The words with forms such as "public joint stock company" written as one: "jsc"."""
    _, phrases = _phrases()
    spaced = pl.lit(" ") + words + pl.lit(" ")
    longest_first = sorted(phrases, key=lambda form: (-len(form), form))
    return spaced.str.replace_many(
        [f" {form} " for form in longest_first], [f" {phrases[form]} " for form in longest_first], leftmost=True
    ).str.strip_chars()


def legal_form_words() -> pl.DataFrame:
    """Forms of one word, in the columns `word` and `family`."""
    return (
        legal_forms()
        .filter(~pl.col("form").str.contains(" "))
        .rename({"form": "word"})
        .unique("word", keep="first", maintain_order=True)
    )
