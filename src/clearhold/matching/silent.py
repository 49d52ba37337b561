"""Which of very many names say nothing: only those are read in which no word plainly says something.

A word of four plain letters or more that is no word of a legal form and does not begin like a word for a security is
compared wherever it stands, so that its name says something. What is doubtful is read as for matching.
"""

from __future__ import annotations

from functools import cache

import polars as pl

from clearhold.identity.legal_forms import legal_forms
from clearhold.matching.nothing import says_nothing

_LETTERS = 200  # of a name that are looked at; in longer ones words may stand too far behind to be compared
_PLAIN_WORD = r"\b[a-z]{4,}\b"
_FIRST_WORD = r"^[^\p{L}\p{N}]*([A-Za-z]{4,})\b"
# Behind these even a company's own word is taken off: "representing 8 ordinary shares of Hikvision".
_TO_THE_END = r"[\s(](?:rep|each|unit|uts|cert).*$"
# How words begin that describe a security or stand for a name that is not given; more than there are does no harm.
_DOUBTFUL = (
    r"^(?:aktie|alien|amer|bear|bond|call|cert|chess|clas|comm|conv|cumu|debe|della|depo|dept|due|each|emtn|expi|flo|"
    r"fore|full|gdrs|adrs|glob|inha|inter|intl|level|limi|local|matu|mult|name|namens|nil|none|note|null|nvdr|ordi|ords|"
    r"paid|part|penc|perp|pref|prfd|rcpt|rece|regd|regi|regs|repr|reps|rest|righ|rule|seni|seri|shar|shrs|spns|spon|"
    r"stoc|subo|subn|subs|test|tradi|uncon|unit|unkn|unse|unsp|valu|vari|vorz|vote|voti|votg|warr|wrts|notes|avail|appl)"
)


def are_silent(names: pl.Series) -> pl.Series:
    """Of each name whether it `says_nothing`; a null says nothing."""
    told = names.alias("name").to_frame().with_row_index("row")
    first = pl.col("name").str.extract(_FIRST_WORD).str.to_lowercase()
    doubtful = told.filter(_is_doubtful(first).fill_null(value=True))
    begin = pl.col("name").str.slice(0, _LETTERS).str.to_lowercase().str.replace(_TO_THE_END, "")
    words = doubtful.select("row", word=begin.str.extract_all(_PLAIN_WORD)).explode("word")
    telling = words.filter(~_is_doubtful(pl.col("word")))["row"].unique()
    doubtful = doubtful.filter(~pl.col("row").is_in(telling.implode()))
    silent = doubtful.filter(says_nothing(doubtful["name"]))
    return told.select(silent=pl.col("row").is_in(silent["row"].implode()))["silent"]


def _is_doubtful(word: pl.Expr) -> pl.Expr:
    return word.is_in(_words_of_forms().implode()) | word.str.contains(_DOUBTFUL)


@cache
def _words_of_forms() -> pl.Series:
    return legal_forms()["form"].str.split(" ").explode().unique()
