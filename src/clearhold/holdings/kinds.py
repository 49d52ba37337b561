"""Rows that are positions without an issuer to judge (cash, derivatives, currency forwards), told by their words.

The file's own asset class counts before a name, and an identifier or an asset class of securities before a name that
merely sounds so: CASH CONVERTERS INTERNATIONAL, FUTURE PLC, FORWARD AIR and Swap.com are companies. A money-market
fund, a bond and a deposit have an issuer and are holdings.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

import polars as pl

from clearhold.holdings.headings import fold_heading
from clearhold.holdings.vocabulary import words_of
from clearhold.identity.currencies import currency_names
from clearhold.model import SetAsideReason


class ClassKind(StrEnum):
    """What an asset class, or the title of a sheet, says of its rows."""

    CASH = "cash"
    DERIVATIVE = "derivative"
    FORWARD = "currency forward"
    CASH_OR_DERIVATIVE = "cash or derivative"
    MONEY_MARKET = "money market"
    SECURITY = "security"


_CUR = (
    "(?:AED|ARS|AUD|BRL|CAD|CHF|CLP|CNH|CNY|COP|CZK|DKK|EGP|EUR|GBP|HKD|HUF|IDR|ILS|INR|JPY|KES|KRW|KWD|MAD|MXN|MYR|"
    "NGN|NOK|NZD|OMR|PEN|PHP|PKR|PLN|QAR|RMB|RON|RUB|SAR|SEK|SGD|THB|TRY|TWD|UAH|USD|VND|ZAR)"
)
_MON = "(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
_FUT = r"\bFUT(?:URE)?S?\b"
_FX = r"\b(?:FX|FORWARDS?|FWDS?|FWRD|SPOT|CURRENCY CONTRACTS?|FOREIGN EXCHANGE)\b"
_FX_OF = r"(?:FX|FOREIGN EXCHANGE|FORWARD \w+(?: EXCHANGE)?|CURRENCY)"
_INDEX = (
    r"(?:S[&+]P ?(?:\d+)?|MSCI|FTSE|EURO STOXX|STOXX|TOPIX|NIKKEI|DAX|CAC|RUSSELL|NASDAQ|DJIA|DOW|SPI 200|ASX|"
    r"HANG SENG|HSCEI|IBEX|KOSPI|OMXS?|AEX|SMI|MDAX|BOVESPA|SGX|US \d+ ?YR|EURO[- ]?(?:BUND|BOBL|BTP|OAT|SCHATZ)|"
    r"(?:LONG )?GILT|U\.?S\.? (?:TREASURY|LONG BOND)|BRENT|WTI|GOLD|COPPER)"
)
# What "CASH AND …" and "CASH …" go on with where they mean money; CASH CONVERTERS and CASH AMERICA are companies.
_CASH_AND = (
    "(?:CASH|OTHER|SHORT|DERIVATIVES?|RECEIVABLES?|PAYABLES?|NEAR|EQUIVALENTS?|LIQUID|DEPOSITS?|ACCRU\\w*|FX|MONEY|"
    "NET|BANK)"
)
_CASH_OF = (
    "(?:COLLATERAL|BALANCES?|DEPOSITS?|AT BANKS?|ON DEPOSIT|IN HAND|HELD|ACCOUNTS?|MARGINS?|OFFSETS?|COMPONENT|"
    "EQUIVALENTS?|RESERVE|POSITION|COMMITTED|RECEIVED|PLEDGED|WITH)"
)
_OF_DEBTS = "(?:OTHER|DIVIDENDS?|INTEREST|TAX|INCOME|SUNDRY|ACCRUED|CAPITAL)"
_SWAP_OF = (
    "(?:INTEREST RATE|TOTAL RETURN|CREDIT DEFAULT|INFLATION|CROSS[- ]CURRENCY|ZERO[- ]COUPON|OVERNIGHT INDEX|EQUITY|"
    "ASSET|VARIANCE|BASIS)"
)

_CASH_NAMES = (
    rf"^(?:{_CUR} )?(?:NET )?CASH(?: {_CUR})?(?: ?\([^)]*\))?$",
    rf"^CASH ?(?:&|AND|/|\+|PLUS) ?{_CASH_AND}",
    rf"^(?:(?:{_CUR}|US DOLLAR|EURO|STERLING) )?CASH {_CASH_OF}\b",
    rf"^{_CUR}[ /_-](?:CASH|CURNCY|BALANCE|MARGIN|CURRENT ACCOUNT)\b",
    rf"^CASH[ _-]{_CUR}\b",
    r"^(?:NET |TOTAL )?(?:OTHER |CURRENT )+(?:ASSETS?|LIABILITIES)(?: ?(?:AND|&|LESS|/|\().*)?$",
    r"^(?:OTHER )?(?:ASSETS|LIABILITIES) (?:IN EXCESS OF|LESS|NET OF) ",
    rf"^(?:NET )?(?:{_OF_DEBTS} )*(?:RECEIVABLES?|PAYABLES?|DEBTORS|CREDITORS|ACCRUALS)(?: ?(?:AND|&|/).*)?$",
    r"^(?:AMOUNTS? )?(?:DUE|PAYABLE|RECEIVABLE) (?:FROM|TO|FOR) ",
    r"^(?:BANK|CURRENT|CALL|CASH AND BANK) (?:BALANCES?|ACCOUNTS?|OVERDRAFTS?)\b",
    r"^(?:VARIATION|INITIAL|FUTURES|BROKER|COLLATERAL) MARGINS?\b",
    r"^(?:ACCRUED|INVESTMENT) INCOME(?: (?:DUE|RECEIVABLE))?$",
    r"^(?:PENDING|UNSETTLED) (?:TRADES?|TRANSACTIONS?|CASH)\b",
)
_FORWARD_NAMES = (
    rf"^[+-]?{_CUR} ?/ ?[+-]?{_CUR}\b",
    rf"{_FX}.*\b{_CUR}\b.*\b{_CUR}\b",
    rf"\b{_CUR}\b.*\b{_CUR}\b.*{_FX}",
    rf"^(?:OPEN |NET )?{_FX_OF} (?:FORWARDS?|CONTRACTS?|SPOT|HEDG\w+)\b",
    rf"^(?:BUY|SELL|BOUGHT|SOLD|PAY|REC(?:EIVE)?|LONG|SHORT) {_CUR}\b.*\b{_CUR}\b",
    r"^פורוורד .*מט[\"״]?ח",
)
_DERIVATIVE_NAMES = (
    rf"{_FUT}.*(?:\b{_MON}[A-Z]*[ '/-]?\d{{2}}|\b\d{{1,2}}[/.-]\d{{2}}|\b[FGHJKMNQUVXZ]\d{{1,2}}\b)",
    rf"\b{_MON}[A-Z]*[ '/-]?\d{{2,4}}\b.*{_FUT}",
    r"\b(?:S[&+]P|NASDAQ|RUSSELL|MSCI|DOW)\b.*\bE-?MINI\b|\bE-?MINI\b.*\b(?:S[&+]P|NASDAQ|RUSSELL|MSCI|DOW)\b",
    rf"^{_INDEX}\b.*\b{_MON}[A-Z]* ?'?\d{{2}}$",
    rf"\b(?:CALL|PUT)S?\b.*(?:\b{_MON}\b|\d{{1,2}}/\d{{1,2}}|@|\bSTRIKE\b|\bEXP\b)",
    rf"\b{_MON}[A-Z]*[ '/-]?\d{{2,4}}\b.*\b(?:CALL|PUT)\b",
    rf"^(?:[A-Z]{{1,6}} ?)?[CP] ?\d{{2,}}(?:\.\d+)? {_MON}\b",
    r"\bSWAPTIONS?\b",
    rf"\b{_SWAP_OF} SWAPS?\b",
    r"\bSWAPS?\b.*(?:\d|\bPAY|\bREC)",
    r"^(?:IRS|CDS|CCS|TRS|CDX|ITRAXX)\b.*\d",
    r"\bCONTRACTS? FOR DIFFERENCES?\b|\bCFD\b",
)


@lru_cache(maxsize=1024)
def class_kind(text: str) -> ClassKind | None:
    """What an asset class says of its rows; None where it says nothing."""
    folded = fold_heading(text)
    if not folded:
        return None
    return _class_words().get(folded, ClassKind.SECURITY)


@lru_cache(maxsize=1024)
def title_kind(text: str) -> ClassKind | None:
    """What a sheet's title says of its rows; None mostly.

    "8. אופציות" is options, "כתבי אופציה" (warrants, which a company issues) is not.
    """
    kind = _class_words().get(_bare_title(text))
    return kind if kind in {ClassKind.CASH, ClassKind.DERIVATIVE, ClassKind.FORWARD} else None


def is_class_of_securities(title: str) -> bool:
    """Whether a sheet's title says of what class the securities in it are."""
    return _bare_title(title) in map(fold_heading, words_of("titles", "asset_classes"))


def _bare_title(text: str) -> str:
    """A title without its number and without what stands before a dash."""
    part = re.split(r"\s[-–—]\s|^[^-–—]{1,12}-\s", text)[-1]
    return fold_heading(re.sub(r"^\W*(?:\d+\.?\s*)?(?:[א-ת]\.)?\s*", "", part))


def kind_by_words(
    name: pl.Expr, asset_class: pl.Expr, sector: pl.Expr, title: ClassKind | None, known: pl.Expr
) -> pl.Expr:
    """The reason for setting a row aside as `cash`, `derivative` or `currency forward`, or null for a holding.

    `asset_class` and `sector` are `ClassKind` values, `known` says whether the row bears an identifier of a security.
    """
    plain = name.str.to_uppercase().str.replace_all(r"\s+", " ")
    pair = _matches(plain, _FORWARD_NAMES)
    cash_name = _matches(plain, _CASH_NAMES) | plain.str.strip_chars_end(".").is_in(_currency_words())
    derivative = _matches(plain, _DERIVATIVE_NAMES)
    kind = pl.coalesce(
        pl.when(asset_class != ClassKind.SECURITY).then(asset_class),
        pl.when(asset_class.is_null() & sector.is_in(_UNAMBIGUOUS)).then(sector),
        pl.when(asset_class.is_null()).then(pl.lit(title.value if title else None, dtype=pl.String)),
    )
    by_name = (
        pl.when(pair)
        .then(pl.lit(SetAsideReason.CURRENCY_FORWARD.value))
        .when(cash_name)
        .then(pl.lit(SetAsideReason.CASH.value))
        .when(derivative)
        .then(pl.lit(SetAsideReason.DERIVATIVE.value))
    )
    cash, forward = pl.lit(SetAsideReason.CASH.value), pl.lit(SetAsideReason.CURRENCY_FORWARD.value)
    nothing = pl.lit(None, dtype=pl.String)
    return (
        pl.when(asset_class == ClassKind.SECURITY)
        .then(nothing)
        .when(kind == ClassKind.FORWARD)
        .then(pl.when(cash_name & ~pair).then(cash).otherwise(forward))
        .when(kind == ClassKind.CASH)
        .then(pl.when(pair).then(forward).otherwise(cash))
        .when(kind == ClassKind.DERIVATIVE)
        .then(pl.when(pair).then(forward).otherwise(pl.lit(SetAsideReason.DERIVATIVE.value)))
        .when(kind == ClassKind.CASH_OR_DERIVATIVE)
        .then(by_name.fill_null(pl.when(known).then(nothing).otherwise(cash)))
        .when(kind == ClassKind.MONEY_MARKET)
        .then(pl.when(cash_name).then(cash).otherwise(nothing))
        .when(known)
        .then(nothing)
        .otherwise(by_name)
    )


_UNAMBIGUOUS = [ClassKind.CASH, ClassKind.DERIVATIVE, ClassKind.CASH_OR_DERIVATIVE]


def _matches(text: pl.Expr, patterns: tuple[str, ...]) -> pl.Expr:
    return text.str.contains("|".join(f"(?:{pattern})" for pattern in patterns)).fill_null(value=False)


@lru_cache(maxsize=1)
def _class_words() -> dict[str, ClassKind | None]:
    words: dict[str, ClassKind | None] = {}
    for kind in ClassKind:
        if kind is not ClassKind.SECURITY:
            words |= {fold_heading(part): kind for part in words_of("asset_classes", kind.name.lower())}
    words |= dict.fromkeys(map(fold_heading, words_of("asset_classes", "says_nothing")), None)
    return words


@lru_cache(maxsize=1)
def _currency_words() -> list[str]:
    """Names of currencies that stand for cash where they are the whole name: "US DOLLAR", "SOUTH AFRICAN RAND".

    Of one word only those that are nothing else: "Real" and "Sol" are words of other things.
    """
    several = {name.upper() for name in currency_names() if " " in name}
    return sorted(several | {"EURO", "EUROS", "STERLING", "YEN", "RENMINBI"})
