"""What the words of a security in a name say: its kind, its class, and the figures of a receipt, a bond or a par value.

Only what the name says; nothing is guessed. A class or a receipt matters where one company has several ISINs.
"""

from __future__ import annotations

import polars as pl

from clearhold.identity.cells import put_back
from clearhold.identity.securities import claim_facts, has_security_words, list_facts
from clearhold.identity.security_words import (
    BEHIND,
    CLASS_MARKS,
    CLASS_WORDS,
    COUPON,
    CURRENCIES,
    DAY,
    END,
    GERMAN_CURRENCIES,
    MONTH,
    NUMBER_WORDS,
    PREFERRED,
    REPRESENTING,
    SHARES,
    SecurityFact,
    in_ascii,
)

# The kinds of `share`, in the order in which they are told: a receipt of preference shares is a receipt.
_KINDS: tuple[tuple[str, str], ...] = (
    ("adr", rf"{BEHIND}(?:adrs?|ads|adss|adcs?){END}|american deposit| pk$"),  # PK: over the counter in New York
    ("gdr", rf"{BEHIND}(?:gdrs?|gds){END}|global deposit"),
    ("cdi", rf"{BEHIND}cdis?{END}|chess deposit"),
    ("nvdr", rf"{BEHIND}nvdrs?{END}|non[ -]?voting d(?:r|epos\w+)?{END}"),
    ("bdr", rf"{BEHIND}bdrs?{END}"),
    ("cedear", rf"{BEHIND}cedears?{END}"),
)
_CURRENCY_CODES = {
    "us$": "USD", "hk$": "HKD", "rmb": "CNY", "euro": "EUR", "nt$": "TWD", "s$": "SGD", "r$": "BRL", "a$": "AUD",
    "$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY",
    "eo": "EUR", "dl": "USD", "ls": "GBP", "sf": "CHF", "sk": "SEK", "nk": "NOK", "dk": "DKK", "yn": "JPY",
}  # fmt: skip
_NUMBERS = dict(zip(NUMBER_WORDS, (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 20.0, 0.5), strict=True))
_CENTURY = 90  # two digits of a year from which it is of the last century

SCHEMA = pl.Struct(
    {
        "facts": pl.List(pl.String),
        "share": pl.String,
        "mark": pl.String,
        "ratio": pl.Float64,
        "coupon": pl.Float64,
        "matures": pl.Int16,
        "par": pl.Float64,
        "par_currency": pl.String,
    }
)
_NOTHING = {"facts": [], "share": "", "mark": ""}


def read_security(folded: pl.Expr) -> pl.Expr:
    """What each name, folded, says of its security: a record of the fields below, empty or null where nothing is said.

    - `facts`: the kinds of words that were found, a list of `SecurityFact` in a fixed order
    - `share`: "adr", "gdr", "cdi", "nvdr", "bdr", "cedear", "dr" (another receipt), "right", "warrant", "unit",
      "debt", "pref", else the class or series ("a", "h", "2"), empty for ordinary shares too
    - `mark`: the class or series alone, also of preference shares and receipts
    - `ratio`: shares that a receipt stands for; `coupon` in percent; `matures`, a year; `par` and `par_currency` (ISO)
    """
    return folded.map_batches(_read, return_dtype=SCHEMA, is_elementwise=True)


def _read(folded: pl.Series) -> pl.Series:
    told = folded.alias("name").to_frame().select(has_security_words(pl.col("name")).fill_null(False)).to_series()
    nothing = pl.Series(folded.name, [_NOTHING], dtype=SCHEMA).new_from_index(0, folded.len())
    some = folded.filter(told).alias("name").to_frame()
    if some.is_empty():
        return nothing
    return put_back(nothing, told, some.select(_read_told(pl.col("name"))).to_series())


def _read_told(name: pl.Expr) -> pl.Expr:
    found = claim_facts(name)
    mark = _find_mark(name)
    par, currency = _find_par(name)
    kind = pl.lit("")
    for claim, code in reversed(
        (
            *((name.str.contains(pattern), code) for code, pattern in _KINDS),
            (found[SecurityFact.RECEIPT], "dr"),
            (name.str.contains(rf"{BEHIND}(?:rights?|rts|nil paid){END}"), "right"),
            (found[SecurityFact.RIGHT], "warrant"),
            (found[SecurityFact.UNIT], "unit"),
            (found[SecurityFact.DEBT] & ~found[SecurityFact.PREFERENCE], "debt"),
            (found[SecurityFact.PREFERENCE], "pref"),
        )
    ):
        kind = pl.when(claim).then(pl.lit(code)).otherwise(kind)
    return pl.struct(
        facts=list_facts(found),
        share=pl.when(kind == "").then(mark).otherwise(kind),
        mark=mark,
        ratio=_find_ratio(name),
        coupon=_find_coupon(name),
        matures=_find_year(name),
        par=par,
        par_currency=currency,
    )


def _find(name: pl.Expr, pattern: str, group: int = 1) -> pl.Expr:
    return name.str.extract(in_ascii(pattern), group)


def _find_mark(name: pl.Expr) -> pl.Expr:
    """The letter or number of the class or series, empty where there is none."""
    tail = r"(?: (?:inc|corp|co|company|ltd|limited|plc|sa|ag|nv|se|ab|asa|shs?|shares?|units?|com|cum))*[ .)*]*$"
    mark = pl.coalesce(
        _find(name, rf"{BEHIND}{CLASS_WORDS}(?:\.? ?['\"]|\.? |\.)({CLASS_MARKS}){END}"),
        _find(name, rf"{BEHIND}['\"]?([a-h])['\"]? ?-? ?{SHARES}{END}"),
        _find(name, r"'([a-h])'"),
        _find(name, rf"{BEHIND}pn([a-d]){END}"),
        _find(name, rf" ([a-h]|[a-z]?\d) {PREFERRED}{END}"),
        _find(name, rf"{PREFERRED} ([a-h]){tail}"),
        _find(name, rf"[a-z0-9).'/][a-z0-9).'](?:[ .]*-? ?- ?|[ .]+)\(?([abcdhlnrv])\)?{tail}"),
    )
    return mark.fill_null("")


def _find_ratio(name: pl.Expr) -> pl.Expr:
    words = "|".join(NUMBER_WORDS)
    written = pl.coalesce(
        _find(name, rf"{REPRESENTING} (?:approx\w* )?(\d+(?:[./]\d+)?|{words}){END}"),
        _find(name, rf"{BEHIND}(?:adrs?|gdrs?|ads|gds) (\d{{1,3}}(?:/\d{{1,3}})?)$"),
    )
    whole, part = written.str.extract(r"^([\d.]+)"), written.str.extract(r"/(\d+)$")
    number = whole.cast(pl.Float64, strict=False) / part.cast(pl.Float64, strict=False).fill_null(1)
    number = pl.when(number.is_finite()).then(number)
    return pl.coalesce(number, written.replace_strict(_NUMBERS, default=None, return_dtype=pl.Float64))


def _find_coupon(name: pl.Expr) -> pl.Expr:
    date = rf"(?:{DAY}|{MONTH}|(?:19|20)\d\d|\d\d|perp)"
    decimal = pl.coalesce(
        _find(name, r"[ (-](\d{1,2}(?:[.,]\d{1,6})?) ?%"),
        _find(name, rf"[ (-]({COUPON}) {date}{END}"),
        _find(name, rf"[ (-](\d{{1,2}}) (?:{DAY}|{MONTH}|perp){END}"),
        _find(name, rf"[ (-](\d{{1,2}}[.,]\d{{3,6}}){END}"),
    )
    whole = _find(name, rf"[ (-](\d{{1,2}}) \d/\d{{1,2}}{END}").cast(pl.Float64, strict=False)
    over, under = (
        _find(name, rf"[ (-]\d{{1,2}} {part}{END}").cast(pl.Float64, strict=False)
        for part in (r"(\d)/\d{1,2}", r"\d/(\d{1,2})")
    )
    fraction = pl.when((over < under) & under.is_in([2.0, 4.0, 8.0, 16.0, 32.0])).then(whole + over / under)
    return pl.coalesce(fraction, decimal.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False))


def _find_year(name: pl.Expr) -> pl.Expr:
    written = pl.coalesce(
        _find(name, rf"{BEHIND}\d{{1,2}}[/.-](?:\d{{1,2}}|[a-z]{{3}})[/.-](\d{{4}}|\d\d){END}"),
        _find(name, rf"{BEHIND}((?:19|20)\d\d)[/.-]\d{{1,2}}[/.-]\d{{1,2}}{END}"),
        _find(name, rf"(?:{COUPON}|[ (-]\d{{1,2}}) \d{{1,2}}/((?:19|20)?\d\d){END}"),
        _find(name, rf"(?:due|mat(?:urity)?) (?:\d{{1,2}}[/.-])*((?:19|20)?\d\d){END}"),
        _find(name, rf"(?:%|{COUPON})(?: [a-z]{{3,5}})? ((?:19|20)?\d\d){END}"),
    )
    year = written.cast(pl.Int16, strict=False)
    century = pl.when(year >= _CENTURY).then(1900).otherwise(2000)
    return pl.when(written.str.len_chars() == 2).then(year + century).otherwise(year).cast(pl.Int16)  # noqa: PLR2004


def _find_par(name: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """The par value and its currency. German exchanges write 0.12 euros EO-12, and one euro EO 1."""
    usual = rf"{BEHIND}({CURRENCIES}) ?-?(\d+(?:[.,]\d+)?)"
    german = rf"({GERMAN_CURRENCIES}) ?(-?[-,.]?\d[,.\d]*)$"
    pence = rf"[ (](\d+(?:[.,]\d+)?) ?(?:p|pence){END}"

    def number(text: pl.Expr) -> pl.Expr:
        return text.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)

    cents = _find(name, german, 2).str.replace(r"^-[.,]?", "0.").str.strip_chars_end("-")
    value = pl.coalesce(number(_find(name, usual, 2)), number(cents), number(_find(name, pence)) / 100)
    written = pl.coalesce(
        _find(name, usual, 1),
        _find(name, german, 1),
        pl.when(_find(name, pence).is_not_null()).then(pl.lit("gbp")),
    )
    currency = written.replace_strict(_CURRENCY_CODES, default=written.str.to_uppercase(), return_dtype=pl.String)
    return value, pl.when(value.is_not_null()).then(currency)
