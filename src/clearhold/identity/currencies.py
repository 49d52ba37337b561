"""Currencies as people write them: ISO 4217 codes, signs, names, and the currency a text speaks of."""

from __future__ import annotations

import re
from functools import lru_cache

# Codes that are written but are not in ISO 4217, or not for the same thing.
_OTHER_CODES = {
    "CNH": "CNY",
    "RMB": "CNY",
    "NIS": "ILS",
    "NTD": "TWD",
    "STG": "GBP",
    "UKP": "GBP",
    "EURO": "EUR",
    "EUROS": "EUR",
}

# A hundredth of a currency: prices are quoted in these, and a value "in GBX" may be in pence or in pounds.
PENCE = frozenset({"GBX", "GBp", "GBpence", "ZAc", "ZAC", "ILA", "ILa"})

# Longest first, so that "HK$" is not read as "$". "$" alone is the United States' where nothing else is said.
SIGNS = {
    "US$": "USD",
    "HK$": "HKD",
    "NZ$": "NZD",
    "NT$": "TWD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "S$": "SGD",
    "R$": "BRL",
    "£": "GBP",
    "€": "EUR",
    "₪": "ILS",
    "₹": "INR",
    "₩": "KRW",
    "₺": "TRY",
    "฿": "THB",
    "¥": "JPY",
    "$": "USD",
}
AMBIGUOUS_SIGNS = frozenset({"$", "¥"})

_NAMES = {
    "us dollar": "USD",
    "u.s. dollar": "USD",
    "united states dollar": "USD",
    "pound sterling": "GBP",
    "british pound": "GBP",
    "uk pound": "GBP",
    "sterling": "GBP",
    "pounds sterling": "GBP",
    "japanese yen": "JPY",
    "yen": "JPY",
    "chinese yuan": "CNY",
    "renminbi": "CNY",
    "yuan renminbi": "CNY",
    "new israeli shekel": "ILS",
    "israeli shekel": "ILS",
    "hong kong dollar": "HKD",
    "australian dollar": "AUD",
    "canadian dollar": "CAD",
    "new zealand dollar": "NZD",
    "singapore dollar": "SGD",
    "new taiwan dollar": "TWD",
    "taiwan dollar": "TWD",
    "swiss franc": "CHF",
    "swedish krona": "SEK",
    "norwegian krone": "NOK",
    "danish krone": "DKK",
    "south african rand": "ZAR",
    "mexican peso": "MXN",
    "brazilian real": "BRL",
    "indian rupee": "INR",
    "south korean won": "KRW",
    "korean won": "KRW",
    "russian ruble": "RUB",
    "russian rouble": "RUB",
    "turkish lira": "TRY",
    "polish zloty": "PLN",
    "czech koruna": "CZK",
    "hungarian forint": "HUF",
    "שקל חדש": "ILS",
    "שקל": "ILS",
    "דולר אמריקאי": "USD",
    "אירו": "EUR",
    "לירה שטרלינג": "GBP",
    "יין יפני": "JPY",
    "פרנק שווצרי": "CHF",
}

# Codes that are looked for in running text; others, such as ALL, TOP and TRY, are English words too.
_IN_TEXT = (
    "AED|AUD|BRL|CAD|CHF|CLP|CNH|CNY|COP|CZK|DKK|EGP|EUR|GBP|HKD|HUF|IDR|ILS|INR|JPY|KRW|KWD|MXN|MYR|NGN|NIS|NOK|NZD|"
    "PHP|PKR|PLN|QAR|RMB|RON|RUB|SAR|SEK|SGD|THB|TWD|UAH|USD|VND|ZAR"
)

_SIGN = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True))
_CODE_IN_TEXT = re.compile(rf"(?<![^\W_])(?:{_IN_TEXT})(?![^\W_])", re.IGNORECASE)
_SIGN_IN_TEXT = re.compile(rf"(?<![A-Za-z])(?:{_SIGN})|[£€₪₹₩]")
_WORDS = (
    (re.compile(r"\beuros?\b", re.IGNORECASE), "EUR"),
    (re.compile(r"\b(?:pounds? )?sterling\b", re.IGNORECASE), "GBP"),
    (re.compile(r"\bu\.?s\.? dollars?\b", re.IGNORECASE), "USD"),
    (re.compile(r"\byen\b", re.IGNORECASE), "JPY"),
    (re.compile(r"\brs\b\.?|\brupees\b", re.IGNORECASE), "INR"),
    (re.compile(r"ש[\"״']?ח"), "ILS"),
)


@lru_cache(maxsize=1)
def currency_codes() -> frozenset[str]:
    """Every active ISO 4217 code."""
    import pycountry

    return frozenset(currency.alpha_3 for currency in pycountry.currencies)


@lru_cache(maxsize=4096)
def currency_code(text: str) -> str | None:
    """The ISO 4217 code of a cell that names one currency (a code, a sign or a name), or None where it does not."""
    word = text.strip()
    if word in PENCE:
        return None
    code = word.upper()
    if code in _OTHER_CODES:
        return _OTHER_CODES[code]
    if len(code) == 3 and code in currency_codes():  # noqa: PLR2004 (the length of an ISO 4217 code)
        return code
    return SIGNS.get(code) or currency_names().get(word.casefold())


@lru_cache(maxsize=1)
def currency_names() -> dict[str, str]:
    """Names of currencies in lower case, with plurals, and their codes."""
    import pycountry

    names = {currency.name.casefold(): currency.alpha_3 for currency in pycountry.currencies}
    names |= _NAMES
    names |= {f"{name}s": code for name, code in names.items() if name.endswith(("dollar", "pound", "franc", "euro"))}
    return names


def currency_in(text: str) -> tuple[str, str] | None:
    """The first currency that a heading or sentence speaks of and the words that say so, or None."""
    patterns = ((_CODE_IN_TEXT, None), (_SIGN_IN_TEXT, None), *_WORDS)
    found = [(match, code) for pattern, code in patterns if (match := pattern.search(text))]
    if not found:
        return None
    match, code = min(found, key=lambda pair: pair[0].start())
    written = match[0].upper()
    return code or _OTHER_CODES.get(written) or SIGNS.get(written) or written, match[0]
