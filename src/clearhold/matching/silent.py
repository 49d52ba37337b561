"""Which of very many names say nothing: only those are read for which a look at the first word leaves a doubt."""

from __future__ import annotations

from functools import cache

import polars as pl

from clearhold.identity.legal_forms import legal_forms
from clearhold.matching.nothing import says_nothing

# First words behind which there may be nothing, beside those of legal forms: a name of words for a security begins with
# one of them, and the others stand for a name that is not given or count for nothing.
_DOUBTFUL = (
    *("ordinary", "common", "class", "series", "pref", "preference", "preferred", "right", "rights", "warrant"),
    *("warrants", "unit", "units", "registered", "share", "shares", "stock", "bond", "bonds", "note", "notes"),
    *("sponsored", "spon", "perp", "nvdr", "adr", "adrs", "gdr", "gdrs", "ads", "cdi", "ord", "ords", "com", "reg"),
    *("regd", "shs", "stk", "npv", "mtn", "nan", "nil", "null", "none", "not", "unknown", "name", "tbd", "test", "the"),
    *("and", "for", "aka", "fka", "dba", "del", "della", "dos", "das", "des", "las", "les", "los", "und", "von", "van"),
    *("der", "den", "och"),
)


def are_silent(names: pl.Series) -> pl.Series:
    """Of each name whether it `says_nothing`; a null says nothing."""
    first = pl.col("name").str.to_lowercase().str.extract(r"^[\s(\"]*([a-z]{3,})(?:[\s,.&)/\"-]|$)")
    told = names.alias("name").to_frame().with_row_index("row")
    doubtful = told.filter((first.is_null() | first.is_in(_doubtful_words().implode())).fill_null(value=True))
    silent = doubtful.filter(says_nothing(doubtful["name"]))
    return told.select(silent=pl.col("row").is_in(silent["row"].implode()))["silent"]


@cache
def _doubtful_words() -> pl.Series:
    forms = legal_forms()["form"].str.split(" ").explode()
    return pl.concat([forms, pl.Series(_DOUBTFUL, dtype=pl.String)]).unique()
