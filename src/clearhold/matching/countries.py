"""Whether what is known of a holding's country speaks for or against a listed party's country."""

from __future__ import annotations

from enum import StrEnum

import polars as pl


class CountryView(StrEnum):
    """What the holding's country and ISIN say of the entry's country."""

    AGREES = "agrees"
    COMPATIBLE = "compatible"  # a holding company, a receipt, or a bond of an issuer abroad
    ABROAD = "abroad"  # the United States, which files also give as the country of a receipt that is listed there
    UNKNOWN = "unknown"
    DIFFERS = "differs"


# Where companies incorporate their holding and financing companies; says nothing of where a company is from.
_OFFSHORE = ("KY", "BM", "VG", "JE", "GG", "IM", "LU", "NL", "IE", "MH", "PA", "BS", "CW", "MU", "CY", "LR")
# Prefixes of ISINs of international securities, and of receipts, which any company may issue.
_ANY_ISIN = ("XS", "XF", "XC", "XD", "EU", "QS", "QT", "US", *_OFFSHORE)
_CHINESE = ("CN", "HK", "MO")
# One numbering agency gives both countries' securities their CUSIPs.
AMERICAN = ("US", "CA")


def view_country(entry: pl.Expr, country: pl.Expr, isin: pl.Expr) -> pl.Expr:
    """A `CountryView` of the entry's country beside the holding's country and the prefix of its valid ISIN.

    One of the two that fits is enough. A depositary receipt's ISIN (US), an international bond's (XS) and those of the
    usual places of holding companies fit every country; Hong Kong and Macau fit China.
    """
    prefix = isin.str.slice(0, 2)
    agrees = (country == entry) | (prefix == entry)
    chinese = entry.is_in(_CHINESE) & (country.is_in(_CHINESE) | prefix.is_in(_CHINESE))
    told = country.is_not_null() | prefix.is_not_null()
    country_fits = country.is_in(_OFFSHORE)
    prefix_fits = prefix.is_in(_ANY_ISIN) & (country.is_null() | country_fits)
    return (
        pl.when(entry.is_null() | ~told)
        .then(pl.lit(CountryView.UNKNOWN.value))
        .when(agrees.fill_null(False))
        .then(pl.lit(CountryView.AGREES.value))
        .when(chinese.fill_null(False) | country_fits.fill_null(False) | prefix_fits.fill_null(False))
        .then(pl.lit(CountryView.COMPATIBLE.value))
        .when((country == "US").fill_null(False) & (prefix == "US").fill_null(True))
        .then(pl.lit(CountryView.ABROAD.value))
        .otherwise(pl.lit(CountryView.DIFFERS.value))
    )
