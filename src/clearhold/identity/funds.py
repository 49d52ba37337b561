"""Which holdings are funds, whose money lies in what they hold themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

# Words that only collective vehicles bear, and "fund" where it ends the name: "Fund Management Co" is a company.
_FUND_NAME = (
    r"(?i)\b(ETF|ETFS|UCITS|SICAV|SICAF|OEIC|ICAV|INDEX FUND|TRACKER FUND|UNIT TRUST|MUTUAL FUND|FUND OF FUNDS)\b"
    r"|\bFUNDS?\s*(\W|$|\b(ACC|INC|DIST|CLASS|USD|EUR|GBP|[A-Z])\b|\(|-)*$"
)
_FUND_CLASS = r"(?i)\b(FUND|FUNDS|ETF|ETFS|MUTUAL FUND|COLLECTIVE INVESTMENT|POOLED|UNIT TRUST)\b"


def is_fund(name: pl.Expr, asset_class: pl.Expr) -> pl.Expr:
    """Whether a holding is a fund, by the file's asset class or by words in its name; never null."""
    return (name.str.contains(_FUND_NAME).fill_null(False)) | (asset_class.str.contains(_FUND_CLASS).fill_null(False))
