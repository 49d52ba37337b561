"""Finds entries by words of a name or by an identifier, over every list that is here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clearhold.identity.han import simplify_han
from clearhold.identity.identifiers import clean_identifier
from clearhold.identity.scripts import fold_letters
from clearhold.model import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clearhold.model import ConcernLists

_LEAST_IDENTIFIER = 4  # signs that are looked up as a whole identifier


@dataclass(frozen=True, slots=True)
class FoundEntry:
    """An entry that the words found: the name or identifier that has them, and whether a listing is in force."""

    list: str
    entry: str
    name: str
    country: str | None
    found_in: str
    in_force: bool


def search_lists(words: str, lists: ConcernLists) -> Sequence[FoundEntry]:
    """The entries with every word in one of their names, or with the words as an identifier; the closest name first.

    Case, marks and traditional or simplified characters make no difference. Raises BadInput for no words.
    """
    wanted = _fold(pl.Series([words])).item().split()
    if not wanted:
        raise BadInput("no words to search for; give a name's words or an identifier")
    names = lists.names.select("list", "entry", "name").with_columns(folded=_fold(lists.names["name"]))
    by_name = names.filter(pl.all_horizontal(pl.col("folded").str.contains(word, literal=True) for word in wanted))
    code = clean_identifier(words) or ""
    by_identifier = lists.identifiers.filter(
        pl.col("value").str.to_uppercase().str.replace_all(r"[\s./-]", "") == code,
        pl.lit(len(code) >= _LEAST_IDENTIFIER),
    ).select("list", "entry", name=pl.format("{} {}", _scheme(), "value"), folded=pl.lit(""))
    found = (
        pl.concat([by_identifier, by_name])
        .with_columns(letters=pl.col("folded").str.len_chars())
        .sort("letters", "name", maintain_order=True)
        .unique(["list", "entry"], keep="first", maintain_order=True)
    )
    in_force = lists.listings.group_by("list", "entry").agg(in_force=pl.col("delisted_on").is_null().any())
    rows = found.join(
        lists.entries.select("list", "entry", "country", primary="name"), on=["list", "entry"], maintain_order="left"
    ).join(in_force, on=["list", "entry"], how="left", maintain_order="left")
    return [
        FoundEntry(row["list"], row["entry"], row["primary"], row["country"], row["name"], bool(row["in_force"]))
        for row in rows.to_dicts()
    ]


def _scheme() -> pl.Expr:
    """The scheme's name; short ones are abbreviations: ISIN, LEI, SEDOL."""
    scheme = pl.col("scheme").cast(pl.String)
    return pl.when(scheme.str.len_chars() <= len("sedol")).then(scheme.str.to_uppercase()).otherwise(scheme)


def _fold(names: pl.Series) -> pl.Series:
    simplified = simplify_han(names)
    return (
        simplified.to_frame("name")
        .select(fold_letters(pl.col("name")).str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars())
        .to_series()
    )
