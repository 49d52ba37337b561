"""Tickers and the markets they are of."""

from __future__ import annotations

import polars as pl
import pytest

from clearhold.identity.markets import comparable_code, market_country, ticker_code, ticker_market


def ask(expression: pl.Expr, **columns: str | None) -> str | None:
    frame = pl.DataFrame({name: [value] for name, value in columns.items()}, schema=dict.fromkeys(columns, pl.String))
    answer: str | None = frame.select(expression).item()
    return answer


@pytest.mark.parametrize(
    ("exchange", "country"),
    [
        ("Shenzhen Stock Exchange", "CN"),
        ("Hong Kong Exchanges And Clearing Ltd", "HK"),
        ("XSHG", "CN"),
        ("NASDAQ", "US"),
        ("Nasdaq Omx Nordic", None),
        ("New York Stock Exchange Inc.", "US"),
        ("Nyse Euronext - Euronext Paris", "FR"),
        ("National Stock Exchange Of India", "IN"),
        ("Taiwan Stock Exchange", "TW"),
        ("hk", "HK"),
        ("-", None),
    ],
)
def test_an_exchange_is_of_a_country(exchange: str, country: str | None) -> None:
    assert market_country(pl.Series([None, exchange], dtype=pl.String)).to_list() == [None, country]


@pytest.mark.parametrize(
    ("ticker", "code", "market"),
    [
        ("700 HK", "700", "HK"),
        ("0700.HK", "0700", "HK"),
        ("BABA US Equity", "BABA", "US"),
        ("002415.SZ", "002415", "CN"),
        ("002415 CH", "002415", "CN"),
        ("BRK B", "BRKB", None),
        ("VOLV-B", "VOLVB", None),
        ("AAPL", "AAPL", None),
    ],
)
def test_a_ticker_is_told_from_the_market_behind_it(ticker: str, code: str, market: str | None) -> None:
    assert ask(ticker_code(pl.col("x")), x=ticker) == code
    assert ask(ticker_market(pl.col("x")), x=ticker) == market


def test_zeros_in_front_count_in_china_and_nowhere_else() -> None:
    code = comparable_code(pl.col("code"), pl.col("market"))
    assert ask(code, code="0700", market="HK") == ask(code, code="700", market="HK") == "700"
    assert ask(code, code="2415", market="CN") == ask(code, code="002415", market="CN") == "002415"
    assert ask(code, code="000700", market="CN") != ask(code, code="700", market="HK")
