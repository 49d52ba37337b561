"""Markets where securities are listed: an exchange's country, as holdings files and lists write it, and tickers."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib import resources

import polars as pl

_CHINESE_CODE = 6  # digits of a ticker of Shanghai, Shenzhen or Beijing


@cache
def _markets(kind: str) -> dict[str, list[str]]:
    """Rows of `markets.csv` of a kind, by country in the file's order: patterns of exchange names as iShares, State
    Street and Bloomberg write them and of ISO 10383 codes; suffixes of tickers of Bloomberg, Refinitiv and Yahoo.
    """
    text = resources.files("clearhold.identity").joinpath("data/markets.csv").read_text(encoding="utf-8")
    markets: dict[str, list[str]] = {}
    for row in csv.DictReader(text.splitlines()):
        if row["kind"] == kind:
            markets.setdefault(row["country"], []).append(row["written"])
    return markets


@cache
def _suffixes() -> dict[str, str]:
    return {suffix: country for country, suffixes in _markets("suffix").items() for suffix in suffixes}


@cache
def _suffix() -> str:
    """Pattern of a market behind a ticker; one letter counts only behind a dot, since BRK B is a class."""
    every = "|".join(_suffixes())
    return rf"(?: (?:{'|'.join(s for s in _suffixes() if len(s) > 1)})|\.(?:{every}))$"


def market_country(exchanges: pl.Series) -> pl.Series:
    """The ISO 3166-1 countries of exchanges' names, ISO 10383 codes or country codes; null where not known."""
    distinct = exchanges.drop_nulls().unique(maintain_order=True)
    countries = pl.Series([_country_of(exchange) for exchange in distinct.to_list()], dtype=pl.String)
    return exchanges.replace_strict(distinct, countries, default=None, return_dtype=pl.String)


@lru_cache(maxsize=1024)
def _country_of(exchange: str) -> str | None:
    plain = exchange.strip().lower()
    if re.fullmatch(r"[a-z]{2}", plain):
        return plain.upper()
    fitting = (
        country
        for country, patterns in _markets("exchange").items()
        if any(re.search(pattern, plain) for pattern in patterns)
    )
    return next(fitting, None)


def ticker_code(ticker: pl.Expr) -> pl.Expr:
    """The ticker without its market: `700 HK` and `0700.HK` are 700, `002415.SZ` is 002415, `BABA US Equity` BABA."""
    return _bare(ticker).str.replace(_suffix(), "").str.replace_all(r"[\s./-]", "")


def ticker_market(ticker: pl.Expr) -> pl.Expr:
    """The country of the market written behind a ticker, or null."""
    suffix = _bare(ticker).str.extract(rf"({_suffix()})").str.slice(1)
    return suffix.replace_strict(_suffixes(), default=None, return_dtype=pl.String)


def comparable_code(code: pl.Expr, market: pl.Expr) -> pl.Expr:
    """A code as it is compared within a market: zeros in front count in China and nowhere else."""
    digits = code.str.contains(r"^\d+$")
    return (
        pl.when(digits & (market == "CN"))
        .then(code.str.zfill(_CHINESE_CODE))
        .when(digits)
        .then(code.str.strip_chars_start("0"))
        .otherwise(code)
    )


def _bare(ticker: pl.Expr) -> pl.Expr:
    return ticker.str.to_uppercase().str.strip_chars().str.replace(r"\s+(?:EQUITY|CORP|INDEX)$", "")
