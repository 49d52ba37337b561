"""Markets where securities are listed: an exchange's country, as holdings files and lists write it, and tickers."""

from __future__ import annotations

import csv
from functools import cache
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


def market_country(exchange: pl.Expr) -> pl.Expr:
    """The ISO 3166-1 country of an exchange's name, ISO 10383 code or country code; null where it is not known."""
    plain = exchange.str.to_lowercase().str.strip_chars()
    known = pl.lit(None, pl.String)
    for country, patterns in reversed(_markets("exchange").items()):
        known = pl.when(plain.str.contains("|".join(patterns))).then(pl.lit(country)).otherwise(known)
    code = plain.str.to_uppercase()
    return pl.when(plain.str.contains(r"^[a-z]{2}$")).then(code).otherwise(known)


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
