"""What the cells of a user's own list say: dates, classes of evidence, several names or identifiers in one cell."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from clearhold.identity.identifiers import clean_identifier
from clearhold.model import EntryType, EvidenceClass

if TYPE_CHECKING:
    from collections.abc import Iterable

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[- .]*([A-Za-z]{3,9})\.?[-, ]*(\d{4})")
_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.?[- ]*(\d{1,2})(?:st|nd|rd|th)?[, ]+(\d{4})")
_TICKER_THEN_MARKET = re.compile(r"([A-Z0-9&/\-]+)[ .]([A-Z]{2,4})(?: EQUITY)?")
_MARKET_THEN_TICKER = re.compile(r"([A-Z]{2,8}): ?([A-Z0-9.&/\-]+)")
_LAST_MONTH = 12
_TYPES = {
    "person": EntryType.PERSON,
    "individual": EntryType.PERSON,
    "vessel": EntryType.VESSEL,
    "ship": EntryType.VESSEL,
    "aircraft": EntryType.AIRCRAFT,
    "security": EntryType.SECURITY,
    "organisation": EntryType.ORGANISATION,
    "organization": EntryType.ORGANISATION,
    "public body": EntryType.ORGANISATION,
    "product category": EntryType.PRODUCT_CATEGORY,
}


def day_comes_first(texts: Iterable[str]) -> bool | None:
    """Whether dates written in numbers alone put the day before the month, as a column of them shows.

    None where no date of the column has a number above 12, so that 03/04/2021 may be either, or where both occur.
    """
    seen = {_order(match) for text in texts if (match := _NUMBERS.fullmatch(text))} - {None}
    return seen.pop() if len(seen) == 1 else None


def read_day(text: str, *, day_first: bool | None) -> date | None:
    """The day that a cell names, or None where it names none that is certain: 03/04/2021 is two days.

    Points part day, month and year in that order (03.04.2021); slashes and dashes are as `day_first` says.
    """
    if match := _ISO.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := _NUMBERS.fullmatch(text):
        first = True if text[match.end(1)] == "." else _order(match)
        first = day_first if first is None else first
        if match[1] == match[2]:
            first = True
        if first is None:
            return None
        return _day(match[3], match[2], match[1]) if first else _day(match[3], match[1], match[2])
    if match := _DAY_MONTH.fullmatch(text):
        return _day(match[3], _MONTHS.get(match[2][:3].lower()), match[1])
    if match := _MONTH_DAY.fullmatch(text):
        return _day(match[3], _MONTHS.get(match[1][:3].lower()), match[2])
    return None


def read_class(text: str) -> EvidenceClass | None:
    """The class of evidence that a cell names by its number, "2" or "class 2"; None where it names none."""
    match = re.fullmatch(r"(?:class )?([1-4])(?:\.0)?", text.strip().casefold())
    return EvidenceClass(int(match[1])) if match else None


def read_type(text: str) -> EntryType:
    """What a cell calls the party; a company where it says nothing that is known, for companies are what is held."""
    return _TYPES.get(" ".join(text.casefold().split()), EntryType.COMPANY)


def split_names(text: str) -> list[str]:
    """The names in a cell, parted by semicolons, bars or line ends; a comma is part of a name."""
    parts = (" ".join(part.split()) for part in re.split(r"[;|\n]", text))
    return [part for part in parts if any(mark.isalnum() for mark in part)]


def split_identifiers(text: str) -> list[str]:
    """The cleaned identifiers in a cell, parted by commas, semicolons, bars or white space."""
    return [value for part in re.split(r"[;|,\s]+", text) if (value := clean_identifier(part))]


def split_tickers(text: str) -> list[tuple[str, str | None]]:
    """The tickers in a cell, each with its market where one stands beside it: "700 HK", "0700.HK", "NYSE: BABA"."""
    tickers = []
    for part in re.split(r"[;|,\n]", text.upper()):
        ticker = " ".join(part.split())
        if not clean_identifier(ticker):
            continue
        if match := _TICKER_THEN_MARKET.fullmatch(ticker):
            tickers.append((match[1], match[2]))
        elif match := _MARKET_THEN_TICKER.fullmatch(ticker):
            tickers.append((match[2], match[1]))
        else:
            tickers.append((ticker, None))
    return tickers


def _order(match: re.Match[str]) -> bool | None:
    first, second = int(match[1]), int(match[2])
    if first > _LAST_MONTH >= second:
        return True
    return False if second > _LAST_MONTH >= first else None


def _day(year: str, month: str | int | None, day: str) -> date | None:
    try:
        return date(int(year), int(month or 0), int(day))
    except ValueError:
        return None
