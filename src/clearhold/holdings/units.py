"""Units of money in words: the currency and the multiplier that "£000", "GBP m" or "(USD in millions)" speak of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from clearhold.identity.currencies import AMBIGUOUS_SIGNS, SIGNS, currency_in

_THOUSAND, _MILLION, _BILLION = Decimal(1_000), Decimal(1_000_000), Decimal(1_000_000_000)

_MULTIPLIERS: tuple[tuple[Decimal, str], ...] = (
    (_BILLION, r"billions?|\bbns?\b|milliards?|\bmrd\b\.?|\bmia\b\.?"),
    (_MILLION, r"millions?|millionen|\bmlns?\b\.?|\bmns?\b|\bmios?\b\.?|\bmms?\b|mill\.?\b|מיליוני|מיליון"),
    (
        _THOUSAND,
        r"thousands?|['’‘]?\b000['’]?s?\b|\bths\b\.?|\btsd\b\.?|tausend|milliers?|duizend|אלפי|\bteur\b|\btsek\b",
    ),
    (Decimal(10_000_000), r"\bcrores?\b|\bcr\b\.?(?=\s*\))"),
    (Decimal(100_000), r"\blakhs?\b|\blacs?\b"),
)
_WORDS = tuple((multiplier, re.compile(words, re.IGNORECASE)) for multiplier, words in _MULTIPLIERS)

# Single letters count only beside a currency: "£m", "USD k", "MSEK".
_SIGN = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True))
_CODE = r"(?:GBP|EUR|USD|NOK|SEK|DKK|CHF|ILS|NIS|JPY|AUD|CAD|HKD|ZAR|INR|SGD|NZD|CNY|RMB)"
_LETTER = re.compile(
    rf"(?:(?:{_SIGN})|\b{_CODE}\b)[\s.(]*(?P<after>[mkb])\b|\b(?P<before>[mkt])(?=(?:{_CODE})\b|(?:[£€₪₹]))",
    re.IGNORECASE,
)
_HUNDREDS = re.compile(r"\b100\s*(millions?|mns?|thousands?)\b", re.IGNORECASE)
_LETTERS = {"k": _THOUSAND, "t": _THOUSAND, "m": _MILLION, "b": _BILLION}


_LONGEST = 300  # a longer text is no unit, and hostile ones are of any length


@dataclass(frozen=True, slots=True)
class Unit:
    """What a text says of the unit of its amounts: nothing, a currency, a multiplier (1000 for "£000"), or both.

    `rest` is the text without the words that said so; `assumed` is a currency sign with several meanings.
    """

    currency: str | None = None
    multiplier: Decimal | None = None
    rest: str = ""
    assumed: str | None = None

    @property
    def is_stated(self) -> bool:
        """Whether the text speaks of a unit at all."""
        return self.currency is not None or self.multiplier is not None


def read_unit(text: str) -> Unit:
    """The unit of money that a heading, a cell below it or a line of the preamble speaks of."""
    rest, multiplier = text[:_LONGEST], None
    hundred = _HUNDREDS.search(rest)  # Japan's "100 million yen"
    if hundred:
        rest = f"{rest[: hundred.start()]} {hundred[1]}{rest[hundred.end() :]}"
    letter = _LETTER.search(rest)
    if letter:
        multiplier = _LETTERS[(letter["after"] or letter["before"]).lower()]
        group = "after" if letter["after"] else "before"
        rest = f"{rest[: letter.start(group)]} {rest[letter.end(group) :]}"
    else:
        for times, words in _WORDS:
            found = words.search(rest)
            if found:
                multiplier = times
                rest = f"{rest[: found.start()]} {rest[found.end() :]}"
                break
    if hundred and multiplier:
        multiplier *= 100
    currency = currency_in(rest)
    if currency is None:
        return Unit(None, multiplier, rest)
    code, words_of_currency = currency
    rest = rest.replace(words_of_currency, " ", 1)
    return Unit(code, multiplier, rest, words_of_currency if words_of_currency in AMBIGUOUS_SIGNS else None)


def is_unit(text: str) -> bool:
    """Whether a cell is nothing but a unit or the number of its column: "£000", "%", "(3)", "per cent", "date"."""
    bare = read_unit(text).rest
    words = re.sub(r"[\W_]+", " ", bare).strip().casefold()
    return words in _UNIT_WORDS or re.fullmatch(r"\(?\d{1,2}\)?", text.strip()) is not None


_UNIT_WORDS = frozenset(
    {
        "",
        "in",
        "x",
        "of",
        "s",
        "percent",
        "per cent",
        "pct",
        "pc",
        "date",
        "years",
        "units",
        "number",
        "no",
        "local",
        "base",
        "אחוזים",
        "יחידות",
        "שנים",
        "תאריך",
        "אגורות",
    }
)
