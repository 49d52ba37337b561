"""Every party of the built-in lists, held under its own name, is found; and under names that houses make of it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clearhold.lists import load_lists
from clearhold.matching import match_issuers
from clearhold.model import ConcernLists, IssuerTable, Policy

if TYPE_CHECKING:
    from collections.abc import Callable


@cache
def lists() -> ConcernLists:
    return load_lists()


def share_found(change: Callable[[str], str], *outcomes: str) -> float:
    """The share of listed parties of which one of the outcomes is said, held under a changed name in their country."""
    parties = lists().entries.filter(pl.col("type").is_in(["company", "organisation"]))
    columns = dict.fromkeys(IssuerTable.column_names()) | {
        "issuer": pl.int_range(len(parties), eager=True),
        "name": [change(name) for name in parties["name"]],
        "country": parties["country"],
    }
    issuers = IssuerTable.validate(pl.DataFrame(columns), cast=True)
    found = match_issuers(issuers, lists(), Policy()).filter(pl.col("outcome").is_in(outcomes or ("same issuer",)))
    theirs = parties.with_row_index("issuer").with_columns(pl.col("issuer").cast(pl.Int64))
    return len(theirs.join(found, on=["issuer", "list", "entry"], how="semi")) / len(parties)


@pytest.mark.parametrize(
    "change",
    [
        str,
        str.upper,
        lambda name: "  " + name.replace(" ", "   ") + "\u00a0",
        lambda name: re.sub(r"(?i)\bco\.?,? ltd\.?", "Company Limited", name),
        lambda name: name + " CLASS A",
        lambda name: name + " SPONSORED ADR REPRESENTING 5 ORD",
        lambda name: name + " 4.5% 15/03/2031",
    ],
    ids=["as listed", "capitals", "spaces", "legal form", "class", "receipt", "bond"],
)
def test_every_listed_name_finds_its_party(change: Callable[[str], str]) -> None:
    assert share_found(change) == 1


@pytest.mark.parametrize(
    ("change", "least"),
    [
        (lambda name: name[:34].strip(), 0.85),
        (lambda name: name[:30].strip(), 0.8),
        (lambda name: re.sub(r"(?i),? *(co\.?,? ?ltd\.?|limited|ltd\.?|inc\.?|corporation)$", "", name), 0.95),
        (
            lambda name: re.sub(r"(?i)technolog(y|ies)", "TECH", re.sub(r"(?i)\bgroup\b", "GRP", name)).upper(),
            0.98,
        ),
        (lambda name: " ".join(reversed(name.split())), 0.7),
    ],
    ids=["cut at 34", "cut at 30", "without legal form", "abbreviated", "words reversed"],
)
def test_names_as_houses_write_them_mostly_find_their_party(change: Callable[[str], str], least: float) -> None:
    assert share_found(change) >= least


def test_a_party_whose_name_lacks_a_letter_is_mostly_found_or_shown_to_a_person() -> None:
    assert share_found(lambda name: name[:4] + name[5:], "same issuer", "possible", "same group") >= 0.7
