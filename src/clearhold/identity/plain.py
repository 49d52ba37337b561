"""A company's name as plain words: what houses, exchanges and lists add to it is taken off."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import polars as pl

from clearhold.identity.cells import change_where, put_back
from clearhold.identity.legal_forms import has_legal_phrases, join_legal_phrases, legal_form_words
from clearhold.identity.scripts import fold_names
from clearhold.identity.securities import has_security_words, strip_security_words, strip_told_words
from clearhold.identity.transliteration import spell_in_latin

if TYPE_CHECKING:
    from collections.abc import Callable

_SECURITY_ONLY = (
    r"^(?:adrs?|gdrs?|ads|cdi|nvdr|ord|ords|ordinary|common|com|class|cl|series|pref|preference|preferred|rights?|"
    r"warrants?|units?|npv|reg|regd|registered|shares?|shs|stock|stk|bonds?|notes?|sponsored|spon|perp|mtn|144a)\b"
)
_PART = 8_000  # names from which another part is worth its while


def plain_names(names: pl.Series) -> pl.Series:
    """The names as plain words parted by blanks: letters folded, other scripts in Latin letters, security words off,
    legal phrases joined.

    Empty for a name of nothing but security words. Each name is read by itself, so that batches change nothing; many
    are read side by side, and what costs much is done only to names that need it. Not to be called within an
    expression of polars, whose threads would wait for each other: there is `plain_words` for that.
    """
    parts = min(pl.thread_pool_size(), names.len() // _PART)
    if parts < 2:  # noqa: PLR2004
        return plain_batch(names)
    size = -(-names.len() // parts)
    with ThreadPoolExecutor(parts) as threads:
        read = threads.map(plain_batch, [names.slice(start, size) for start in range(0, names.len(), size)])
        return pl.concat(read)


def plain_batch(names: pl.Series) -> pl.Series:
    """The names as `plain_names` makes them, one after the other."""
    written = _tidy(spell_in_latin(fold_names(names)))
    told = _with(
        written,
        security=has_security_words(pl.col("name")),
        nothing=pl.col("name").str.contains(_SECURITY_ONLY).fill_null(False),
    )
    bare = change_where(written, told["security"], strip_told_words)
    parted = _with(bare, parted=pl.col("name").str.contains(r"[^a-z0-9 ]|  "))["parted"]
    words = _join(change_where(bare, parted, _by(_part)))
    # Few names begin like a security, and fewer are nothing else.
    maybe = written.filter(told["nothing"])
    only = _by(_is_security_only)(maybe)
    left = pl.select(pl.when(only).then(pl.lit("")).otherwise(words.filter(told["nothing"]))).to_series()
    return put_back(words, told["nothing"], left).alias(names.name)


def _with(cells: pl.Series, **columns: pl.Expr) -> pl.DataFrame:
    return cells.alias("name").to_frame().select(**columns)


def _by(step: Callable[[pl.Expr], pl.Expr]) -> Callable[[pl.Series], pl.Series]:
    """A step on an expression as one on a column."""
    return lambda cells: _with(cells, made=step(pl.col("name")))["made"]


def _tidy(folded: pl.Series) -> pl.Series:
    """The names without former names and a state or an article at the end (CO/THE), and with initials together."""
    marked = _with(folded, marked=pl.col("name").str.contains(r"[./]|formerly|erstwhile|\(i\)"))["marked"]
    tidy = change_where(folded, marked, _by(_tidy_marks))
    letters = _with(tidy, letters=pl.col("name").str.contains(r"(?:^| )[a-z] "))["letters"]
    return change_where(tidy, letters, _by(_join_letters))


def _tidy_marks(name: pl.Expr) -> pl.Expr:
    return (
        name.str.replace_all(r"\bo\. ?n\b\.?", " npv ")  # ohne Nennwert
        .str.replace_all(r"\b([a-z])/([a-z])\b", "$1$2")  # A/S
        .str.replace_all(r"\b([a-z])\.", "$1 ")
        .str.replace_all(r"\.(na|inh|st|vzo?|nom|[ab])\b", " $1")
        .str.replace(r"([^ ])/[a-z]{2,12}(?: [a-z]{2,8})?$| ?/ ?[a-z]{2,3} ?/?$", "$1")
        .str.replace(r"[ (,\[]+(?:formerly|erstwhile|f ?/? ?k ?/? ?a)\b.*$", "")
        .str.replace(r"\(i\) (p\w*\.? ?l|ltd|limited)", "india $1")
        .str.replace_all("  +", " ")
        .str.strip_chars()
    )


def _join_letters(words: pl.Expr) -> pl.Expr:
    """Letters that stand next to each other written as one word (S P A), and those cut off at an apostrophe joined."""
    return (
        words.str.replace_all(r"\b([a-z]) ", "$1\x01")
        .str.replace_all(r"\x01([a-z])\b", "$1")
        .str.replace_all("\x01", " ", literal=True)
        .str.replace_all(r"\bs de rl\b", "srl")
        .str.replace_all(r"\bs en c\b", "scs")
        .str.replace_all(r"([a-z]{3}) s ", "${1}s ")
        .str.replace_all(r"\b([dl]) ([aeiouh][a-z]{2})", "$1$2")
        .str.replace_all(r"^o ([a-z]{3})", "o${1}")
    )


def _is_security_only(name: pl.Expr) -> pl.Expr:
    return strip_security_words(pl.lit("x ") + name) == "x"


def _part(bare: pl.Expr) -> pl.Expr:
    """The words parted by one blank each; an apostrophe parts none, nor does the mark in H&R or AT&T."""
    return (
        bare.str.replace_all("'", "", literal=True)
        .str.replace_all(_looks_like_form(), "$1 and $2")
        .str.replace_all(r"\b([a-z]{1,2}) ?[&+] ?([a-z])\b", "$1$2")
        .str.replace_all(r"[^\p{L}\p{N}]+", " ")
        .str.strip_chars()
    )


@cache
def _looks_like_form() -> str:
    """Two letters with "&" between them that together would be a legal form: B&M is no בע"מ."""
    forms = [word for word in legal_form_words()["word"].to_list() if re.fullmatch("[a-z]{2}", word)]
    return r"\b(" + "|".join(f"{first}) ?[&+] ?({last}" for first, last in sorted(forms)) + r")\b"


def _join(words: pl.Series) -> pl.Series:
    """The words with legal phrases and places of several words written as one."""
    apart = pl.col("name").str.contains(_any_place_apart())
    told = _with(words, joined=has_legal_phrases(pl.col("name")) | apart)["joined"]
    return change_where(words, told, lambda some: _by(_join_places)(_by(join_legal_phrases)(some)))


def _join_places(words: pl.Expr) -> pl.Expr:
    apart, place = _places_apart()
    spaced = pl.lit(" ") + words + pl.lit(" ")
    return spaced.str.replace_many(apart, place, leftmost=True).str.strip_chars()


@cache
def _any_place_apart() -> str:
    return f"(?:^| )(?:{'|'.join(place.strip() for place in _places_apart()[0])})(?: |$)"


@cache
def _places_apart() -> tuple[list[str], list[str]]:
    """Places that are written in two words as well, between blanks, and how we write them: " hong kong "."""
    with resources.files("clearhold.identity").joinpath("data/places.csv").open("rb") as file:
        table = pl.read_csv(file, infer_schema=False).filter(pl.col("apart") != "")
    return [f" {apart} " for apart in table["apart"]], [f" {place} " for place in table["place"]]
