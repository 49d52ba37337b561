"""Words in a holding's name that describe the security and not the company, taken off and told as facts.

Works on names in lower case with marks already folded. A word of this kind counts only behind another word, so that
a company called "Units" or "ADS-TEC" keeps its name, and short ones (A, ON, COM) only where the name ends, perhaps
before a legal form, as houses put them there (SIEMENS N AG).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from clearhold.identity.cells import change_where, put_back
from clearhold.identity.security_words import (
    ANYWHERE,
    BEFORE_FORM,
    BEHIND,
    BEHIND_FORM,
    GERMAN_PAR,
    LAST,
    LETTER_BEFORE_FORM,
    MARKS,
    SIGNS,
    TAIL,
    SecurityFact,
    in_ascii,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["SecurityFact", "find_security_facts", "has_security_words", "strip_security_words", "strip_share_marks"]

# Share-type marks of Chinese exchanges: *ST, ST, N, XD, XR, DR before a short name; -W, A股 behind it.
_HAN_MARKS = r"^(?:\*?st|s\*?st|xd|xr|dr|n|c|pt)(\p{Han})"
_HAN_SHARES = r"(?:[-－ ]*[abhswur]{1,2}|[-－ (（]*[abh]\s*股[)）]?)$"


def _any(patterns: Sequence[tuple[SecurityFact, str]]) -> str:
    return "|".join(pattern for _, pattern in patterns)


_SECURITY_WORDS = in_ascii(rf"{BEHIND}+(?:{_any(ANYWHERE)})")
_WORDS_BEFORE_FORM = in_ascii(rf"{BEHIND}+(?:{_any(BEFORE_FORM)}){TAIL}")
# The word before is longer than a letter: S A is a legal form.
_BEFORE_LAST, _AFTER_LAST = r"([a-z0-9).'/][a-z0-9).'])(?: ?- +| +)", r"[ .*]*$"
_LAST_WORDS = in_ascii(rf"{_BEFORE_LAST}(?:{_any(LAST)}){_AFTER_LAST}")
# Each is looked for where the name ends, with what is left of it.
_AT_END = (
    (in_ascii(MARKS), "$1$2"),
    (in_ascii(GERMAN_PAR), ""),
    (LETTER_BEFORE_FORM, "$1$2"),
    (BEHIND_FORM, "$1"),
    (_WORDS_BEFORE_FORM, "$1"),
    (_LAST_WORDS, "$1"),
)
_ANY_AT_END = "|".join(pattern for pattern, _ in _AT_END)
# Of the words at the end those before a form have signs; the others are looked for from the end.
_SIGNS = in_ascii(SIGNS)
_SHORT_ENDS = "|".join(pattern for pattern, _ in _AT_END if pattern != _WORDS_BEFORE_FORM)
_MOST_AT_END = 4  # words that are taken off one by one


def has_security_words(folded: pl.Expr) -> pl.Expr:
    """Whether the name may have words that `strip_security_words` takes off; false is certain."""
    return folded.str.contains(_SIGNS) | folded.str.contains(_SHORT_ENDS)


def strip_security_words(folded: pl.Expr) -> pl.Expr:
    """The name without the words that describe the security; what is left may be empty."""
    return folded.map_batches(_strip, return_dtype=pl.String, is_elementwise=True)


def _strip(folded: pl.Series) -> pl.Series:
    told = folded.alias("name").to_frame().select(has_security_words(pl.col("name")).fill_null(False)).to_series()
    return change_where(folded, told, strip_told_words)


def strip_told_words(told: pl.Series) -> pl.Series:
    """Names that have such words, without them."""
    name = pl.col("name")
    bare = name.str.replace_all(_SECURITY_WORDS, " ").str.replace_all(r"\( *\)| +\)|  +", " ").str.strip_chars()
    stripped = told.alias("name").to_frame().select(bare).to_series()
    return _strip_ends(stripped, _MOST_AT_END).alias(told.name)


def _strip_ends(names: pl.Series, times: int) -> pl.Series:
    """The names without the words at their ends, and without those that then end them."""
    bare = pl.col("name")
    for pattern, rest in _AT_END:
        bare = bare.str.replace(pattern, rest)
    ends = names.to_frame().select(name=bare.str.strip_chars())["name"]
    if times == 1:
        return ends
    return change_where(ends, ends.str.contains(_ANY_AT_END), lambda again: _strip_ends(again, times - 1))


def strip_share_marks(han: pl.Expr) -> pl.Expr:
    """The Chinese short name without the exchange's marks: `*ST大唐` is 大唐, `阿里巴巴-W` is 阿里巴巴."""
    return han.str.strip_chars().str.replace(_HAN_MARKS, "$1").str.replace(_HAN_SHARES, "").str.strip_chars()


def find_security_facts(folded: pl.Expr) -> pl.Expr:
    """The kinds of words that describe the security in each name, a list of `SecurityFact` in a fixed order."""
    return folded.map_batches(_find_facts, return_dtype=pl.List(pl.String), is_elementwise=True)


def _find_facts(folded: pl.Series) -> pl.Series:
    name = pl.col("name")
    told = folded.alias("name").to_frame().select(has_security_words(name).fill_null(False)).to_series()
    facts = folded.filter(told).alias("name").to_frame().select(list_facts(claim_facts(name))).to_series()
    return put_back(pl.Series(folded.name, [[]], dtype=facts.dtype).new_from_index(0, folded.len()), told, facts)


def claim_facts(folded: pl.Expr) -> dict[SecurityFact, pl.Expr]:
    """For each fact whether the name has words of it."""
    return {fact: folded.str.contains(pattern) for fact, pattern in _fact_patterns().items()}


def list_facts(claims: Mapping[SecurityFact, pl.Expr]) -> pl.Expr:
    """Those of the facts that are claimed, a list in their order."""
    return pl.concat_list(pl.when(claim).then(pl.lit(fact.value)) for fact, claim in claims.items()).list.drop_nulls()


@cache
def _fact_patterns() -> dict[SecurityFact, str]:
    """For each fact the pattern of all its words."""
    found: dict[SecurityFact, list[str]] = {fact: [] for fact in SecurityFact}
    for patterns, begin, end in (
        (ANYWHERE, rf"{BEHIND}+", ""),
        (BEFORE_FORM, rf"{BEHIND}+", TAIL),
        (LAST, _BEFORE_LAST, _AFTER_LAST),
    ):
        for fact in SecurityFact:
            told = [pattern for each, pattern in patterns if each == fact]
            if told:
                found[fact].append(f"{begin}(?:{'|'.join(told)}){end}")
    found[SecurityFact.SHARE_CLASS] += [r"\w\w ?-(?:swr|wr|sw|ss|sb|w|[ach])$", LETTER_BEFORE_FORM]
    found[SecurityFact.PAR].append(GERMAN_PAR)
    return {fact: in_ascii("|".join(patterns)) for fact, patterns in found.items()}
