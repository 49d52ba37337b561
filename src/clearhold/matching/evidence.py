"""The sentences that go with a match: what agrees and how rare it is, and what speaks against it.

Written for those who answer for a fund; only for what is said, some hundred rows of a run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from clearhold.identity.rarity import say_rarity
from clearhold.matching.countries import CountryView
from clearhold.model import NameKind, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMES_AGREE = 0.25
_RARE = 40  # company names up to which a word is called rare, one in a thousand
_QUOTED = 120  # characters of a name that are quoted

_KIND_WORDS = {
    NameKind.PRIMARY: "the listed name",
    NameKind.STRONG_ALIAS: "a name the list also gives",
    NameKind.WEAK_ALIAS: "a short name the list also gives",
    NameKind.FORMER: "a former name of the listed party",
    NameKind.ORIGINAL_SCRIPT: "the listed party's name in its own script",
}
_HELD_BACK = {
    "parent": "only one of the two names says GROUP: they may be parent and subsidiary",
    "spelling": "the rarest word that agrees is spelled differently",
    "common words": "the words that agree are in many companies' names",
    "place": "the listed name has a place more: it may be a subsidiary there",
    "reading": "this is only how the Chinese name may be read in Latin letters",
    "elsewhere": "the holding is an American share and its name says of no depositary receipt",
    "other name": "the other name may also be an ordinary word or another company's, and no country confirms it",
    "weak alias": "it is a short name, and no country or ticker confirms it",
    "short": "it is one short word, and no ticker, or country of a full name, confirms it",
}


def say_by_name(decided: pl.DataFrame) -> pl.DataFrame:
    """The decided rows with `held`, `listed`, `evidence` and `against`."""
    rows = list(decided.iter_rows(named=True))
    return decided.with_columns(
        held=pl.Series(
            [row["ticker_held"] if row["basis"] == "ticker" else row["held_name"] or "" for row in rows],
            dtype=pl.String,
        ),
        listed=pl.Series(
            [row["ticker_listed"] if row["basis"] == "ticker" else row["listed_name"] for row in rows], dtype=pl.String
        ),
        evidence=pl.Series([_for(row) for row in rows], dtype=pl.String),
        against=pl.Series([_against(row) for row in rows], dtype=pl.String),
    )


def _for(row: Mapping[str, Any]) -> str:
    """What agrees."""
    parts = []
    if row["ticker_listed"] is not None:
        where = f" in {row['ticker_market']}"
        parts.append(
            f"ticker {row['ticker_held']}{where} is the list's own" + ("" if row["ticker_certain"] else " (by country)")
        )
    if row["probability_of_names"] is not None:
        parts.append(_say_names(row))
    if row["country_view"] == CountryView.AGREES and row["entry_country"]:
        parts.append(f"country {row['entry_country']} agrees")
    return "; ".join(parts)


def _say_names(row: Mapping[str, Any]) -> str:
    """How the names agree."""
    held, listed = f'"{_shorten(row["held_name"])}"', f'"{_shorten(row["listed_name"])}"'
    what = f"{_KIND_WORDS[NameKind(row['kind'])]} {listed}"
    if row["shared"] is not None:
        return f"name: {held} is {what}" if row["spelled"] else f"name: {held} shares {row['shared']} with {what}"
    if row["basis"] == "reading":
        return f"name: {held} may be read as {what}"
    if row["other"]:
        how = f"is another name of the company of {what}, by our table of company names ({row['other']})"
        return f"name: {held} {how}"
    if _is_beginning(row):
        how = f"is {what} cut at {len(row['held_name'].strip())} characters"
    elif row["held_more"] or row["listed_more"]:
        how = f"shares {row['rare_word']} with {what}"
    elif row["spelled"]:
        how = f"has the words of {what}"
    else:
        how = f"has the words of {what}, some shortened or spelled differently"
    return f"name: {held} {how}; {_say_rare(row)}" if row["rare_word"] else f"name: {held} {how}"


def _say_rare(row: Mapping[str, Any]) -> str:
    """How rare the rarest word is that both names have."""
    rarity = say_rarity(row["rare_count"])
    rare = row["rare_count"] is None or row["rare_count"] <= _RARE
    return f"{row['rare_word']} is rare ({rarity})" if rare else f"{row['rare_word']} is in {rarity}"


def _shorten(name: str) -> str:
    """The name as it is quoted: a cell of ten thousand characters is no sentence."""
    name = " ".join(name.split())
    return name if len(name) <= _QUOTED else name[: _QUOTED - 1] + "…"


def _is_beginning(row: Mapping[str, Any]) -> bool:
    """Whether the held name is the listed one, cut at a length at which houses cut names."""
    held, listed = _letters(row["held_name"]), _letters(row["listed_name"])
    return bool(row["held_cut"]) and held != listed and listed.startswith(held)


def _letters(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


def _against(row: Mapping[str, Any]) -> str | None:
    """What speaks against, or None."""
    parts = []
    if row["country_view"] in (CountryView.DIFFERS, CountryView.ABROAD):
        held = row["country"] or (f"{row['isin'][:2]} by its ISIN" if row["isin"] else "US by its CUSIP")
        parts.append(f"the holding's country is {held}, the list's {row['entry_country']}")
    if row["lei_differs"] is not None:
        parts.append(f"the LEI {row['lei']} is not the list's {row['lei_differs']}")
    if row["isin_differs"] is not None:
        parts.append(f"the list gives other ISINs ({row['isin_differs']})")
    if row["held_back"] == "closer":
        parts.append(f'the list has a closer entry, "{row["closest"]}"')
    elif row["held_back"] in _HELD_BACK and row["outcome"] == Outcome.POSSIBLE:
        parts.append(_HELD_BACK[row["held_back"]])
    if row["probability_of_names"] is None and row["held_name"]:
        parts.append(f'the names differ: "{_shorten(row["held_name"])}" and "{_shorten(row["listed_name"])}"')
    if row["held_more"]:
        parts.append(f"the holding also says {row['held_more']}")
    if row["listed_more"] and not _is_beginning(row):
        parts.append(f"the list also says {row['listed_more']}")
    return "; ".join(parts) or None


def say_by_identifier(matched: pl.DataFrame, named: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """The matches by identifier with `against`: that the names differ, where they do.

    `named` has the pairs whose names are alike, `names` the name of each issuer and each entry.
    """
    pair = ["issuer", "list", "entry"]
    alike = named.filter(pl.col("probability") >= _NAMES_AGREE).select(pair).unique()
    unlike = matched.join(alike, on=pair, how="anti").join(names, on=pair).filter(pl.col("held_name").is_not_null())
    sentence = pl.format('the names differ: "{}" and "{}"', "held_name", "listed_name")
    return matched.join(unlike.select(*pair, against=sentence), on=pair, how="left", maintain_order="left")
