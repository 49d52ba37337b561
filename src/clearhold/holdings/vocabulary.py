"""The words of holdings files, from `vocabulary.toml`: headings by subject, asset classes, titles, totals."""

from __future__ import annotations

import tomllib
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any


class Subject(StrEnum):
    """What a column is about; the first part are the roles that a column can have in a reading."""

    NAME = "name"
    ISIN = "isin"
    SEDOL = "sedol"
    CUSIP = "cusip"
    FIGI = "figi"
    LEI = "lei"
    TICKER = "ticker"
    EXCHANGE = "exchange"
    COUNTRY = "country"
    ASSET_CLASS = "asset_class"
    QUANTITY = "quantity"
    VALUE = "value"
    CURRENCY = "currency"
    WEIGHT = "weight"
    FUND = "fund"
    AS_OF = "as_of"
    IDENTIFIER = "identifier"  # of any kind
    LOCAL_VALUE = "local_value"
    NOTIONAL = "notional"
    COST = "cost"
    TRADING_CURRENCY = "trading_currency"
    INCORPORATION = "incorporation"  # country of
    CLASS_WEIGHT = "class_weight"  # share of its asset class, not of the fund
    PRICE = "price"
    FX_RATE = "fx_rate"
    SECTOR = "sector"
    REGION = "region"
    OTHER_DATE = "other_date"
    OTHER_NUMBER = "other_number"
    OTHER_TEXT = "other_text"
    COMMITMENT = "commitment"


SCHEMES = (Subject.ISIN, Subject.SEDOL, Subject.CUSIP, Subject.FIGI, Subject.LEI)
KEYS = frozenset({*SCHEMES, Subject.NAME, Subject.TICKER, Subject.IDENTIFIER})
AMOUNTS = frozenset(
    {Subject.VALUE, Subject.LOCAL_VALUE, Subject.NOTIONAL, Subject.COST, Subject.WEIGHT, Subject.QUANTITY}
)


def heading_wordings() -> list[tuple[str, Subject, int]]:
    """Every wording of a heading with its subject and rank: 0 for one that leaves no doubt, more for vaguer ones."""
    return [
        (wording, Subject(subject), rank)
        for subject, lists in _vocabulary()["headings"].items()
        for rank, kind in enumerate(("best", "vaguer", "vaguest"))
        for wording in lists.get(kind, ())
    ]


def words_of(section: str, name: str) -> list[str]:
    """A list of words of the vocabulary."""
    return list(_vocabulary()[section][name])


@lru_cache(maxsize=1)
def _vocabulary() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8"))
