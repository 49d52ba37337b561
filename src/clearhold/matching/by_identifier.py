"""Matches by identifiers: the same security, or the same issuer. An invalid identifier is never matched on.

An ISIN of the United States, Canada or a place whose numbers CUSIP Global Services gives contains the CUSIP; one of
the United Kingdom or Ireland contains the SEDOL. The first six characters of a CUSIP are the issuer's. Chinese ISINs
have no issuer code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clearhold.identity.identifiers import is_valid
from clearhold.identity.markets import comparable_code, market_country, ticker_code, ticker_market
from clearhold.matching.countries import AMERICAN
from clearhold.model import EntryType, Outcome

if TYPE_CHECKING:
    import dataframely as dy

    from clearhold.model import ConcernLists, IssuerTable

COLUMNS = ("issuer", "list", "entry", "outcome", "probability", "basis", "held", "listed", "evidence")
ISSUERS = (EntryType.COMPANY, EntryType.ORGANISATION)

_CUSIP_INSIDE = ("US", "CA", "KY", "BM", "VG", "BS", "PA", "LR", "MH")
_SEDOL_INSIDE = ("GB", "IE")
_CUSIP_ISSUER = 6
_NAMED = 3  # identifiers of the list that are named where they differ
_CUSIP_WITHOUT_CHECK = 8

# scheme -> outcome, probability: identifiers err where a file's maker or a list's maker did, seldom and not never.
_SAME: dict[str, tuple[Outcome, float]] = {
    "isin": (Outcome.SAME_SECURITY, 0.9999),
    "figi": (Outcome.SAME_SECURITY, 0.9999),
    "cusip": (Outcome.SAME_SECURITY, 0.9999),
    "sedol": (Outcome.SAME_SECURITY, 0.9999),
    "lei": (Outcome.SAME_ISSUER, 0.9999),
    "cusip issuer": (Outcome.SAME_ISSUER, 0.98),
}
_LABEL = {"isin": "ISIN", "figi": "FIGI", "cusip": "CUSIP", "sedol": "SEDOL", "lei": "LEI", "cusip issuer": "CUSIP"}


def match_by_identifier(issuers: dy.DataFrame[IssuerTable], lists: ConcernLists) -> pl.DataFrame:
    """The strongest match by identifier of each issuer and entry, in the columns of `COLUMNS`."""
    held = _spread(_held_identifiers(issuers), "issuer")
    listed = _spread(_listed_identifiers(lists), "list", "entry")
    met = _keep_valid(held.join(listed, on=["scheme", "key"], suffix="_listed")).join(
        lists.entries.filter(pl.col("type").is_in([*ISSUERS, EntryType.SECURITY])).select("list", "entry", "type"),
        on=["list", "entry"],
    )
    strength = {scheme: rank for rank, scheme in enumerate(_SAME)}
    return (
        met.filter((pl.col("type") != EntryType.SECURITY) | ~pl.col("scheme").is_in(["lei", "cusip issuer"]))
        .sort("issuer", "list", "entry", pl.col("scheme").replace_strict(strength), "value", "value_listed")
        .unique(["issuer", "list", "entry"], keep="first", maintain_order=True)
        .with_columns(
            outcome=pl.col("scheme").replace_strict({k: v[0].value for k, v in _SAME.items()}, return_dtype=pl.String),
            probability=pl.col("scheme").replace_strict({k: v[1] for k, v in _SAME.items()}, return_dtype=pl.Float64),
            basis=pl.col("scheme"),
            held=pl.col("value"),
            listed=pl.col("value_listed"),
            evidence=_say(),
        )
        .select(COLUMNS)
    )


def find_disagreeing(pairs: pl.DataFrame, lists: ConcernLists) -> pl.DataFrame:
    """The pairs with `lei_differs` and `isin_differs`: the list's identifiers where the holding's is none of them.

    `pairs` has `list`, `entry`, the holding's `isin`, `isin_valid` and `lei`, and `american`: by its ISIN or CUSIP it
    is a security of the United States or Canada. `listed_elsewhere` says that the list gives ISINs and none of there.
    """
    valid = lists.identifiers.filter(pl.col("valid"))
    for scheme in ("lei", "isin"):
        theirs = (
            valid.filter(pl.col("scheme") == scheme)
            .group_by("list", "entry")
            .agg(theirs=pl.col("value").unique().sort())
        )
        differs = pl.col(scheme).is_not_null() & ~pl.col(scheme).is_in(pl.col("theirs")).fill_null(True)
        if scheme == "isin":
            # A holding with the list's own CUSIP is matched by it and is not among these pairs.
            by_cusip = pl.col("isin").is_null() & pl.col("american") & pl.col("theirs").is_not_null()
            differs = (differs & pl.col("isin_valid").fill_null(False)) | by_cusip
        pairs = pairs.join(theirs, on=["list", "entry"], how="left", maintain_order="left").with_columns(
            pl.when(differs).then(pl.col("theirs").list.head(_NAMED).list.join(", ")).alias(f"{scheme}_differs")
        )
        if scheme == "isin":
            american = pl.col("theirs").list.eval(pl.element().str.slice(0, 2).is_in(AMERICAN)).list.any()
            pairs = pairs.with_columns(listed_elsewhere=~american.fill_null(True))
        pairs = pairs.drop("theirs")
    return pairs


def is_american(isin: pl.Expr, isin_valid: pl.Expr, cusip: pl.Expr) -> pl.Expr:
    """Whether a holding is a security of the United States or Canada: by its ISIN, or without one by its CUSIP.

    The CUSIP of a foreign issuer's own share begins with a letter (CUSIP International Numbering System); that of its
    depositary receipt with a digit, as every American security's.
    """
    by_isin = isin_valid & isin.str.slice(0, 2).is_in(AMERICAN)
    by_cusip = isin.is_null() & cusip.str.contains(r"^[0-9][0-9A-Z]{7,8}$")
    return by_isin.fill_null(False) | by_cusip.fill_null(False)


def find_tickers(issuers: dy.DataFrame[IssuerTable], lists: ConcernLists) -> pl.DataFrame:
    """Issuers and entries with the same ticker in the same market: `issuer`, `list`, `entry`, `held`, `listed`, and
    `certain`, whether the holding's market is told and not only its country.
    """
    key = ticker_code(pl.col("ticker")).str.strip_chars_start("0")
    tickers = issuers.filter(pl.col("ticker").is_not_null())
    held = tickers.select("issuer", "ticker", "exchange", "country", key=key)
    listed = (
        lists.identifiers.filter(pl.col("scheme") == "ticker", pl.col("valid"))
        .join(lists.entries.filter(pl.col("type").is_in(ISSUERS)), on=["list", "entry"], how="semi")
        .select("list", "entry", "market", ticker="value")
        .with_columns(key=key)
    )
    met = held.join(listed, on="key", suffix="_listed").filter(pl.col("key").str.len_chars() > 0)
    told = pl.coalesce("exchange_country", ticker_market(pl.col("ticker")))
    met = met.with_columns(
        exchange_country=market_country(met["exchange"]), market_listed=market_country(met["market"])
    ).with_columns(
        certain=told.is_not_null(),
        market=pl.coalesce(told, "country"),
        market_listed=pl.coalesce("market_listed", ticker_market(pl.col("ticker_listed"))),
    )
    held_code, listed_code = (
        comparable_code(ticker_code(pl.col(ticker)), pl.col("market")) for ticker in ("ticker", "ticker_listed")
    )
    return (
        met.filter(pl.col("market") == pl.col("market_listed"), held_code == listed_code)
        .sort("issuer", "list", "entry", "ticker_listed")
        .unique(["issuer", "list", "entry"], keep="first", maintain_order=True)
        .select("issuer", "list", "entry", "market", "certain", held="ticker", listed="ticker_listed")
    )


def _held_identifiers(issuers: dy.DataFrame[IssuerTable]) -> pl.DataFrame:
    """Every identifier held: `issuer`, `scheme`, `value`."""
    schemes = ("isin", "figi", "cusip", "sedol", "lei")
    return (
        issuers.with_columns(isin=pl.when(pl.col("isin_valid")).then("isin"))
        .unpivot(schemes, index="issuer", variable_name="scheme", value_name="value")
        .filter(pl.col("value").is_not_null())
    )


def _listed_identifiers(lists: ConcernLists) -> pl.DataFrame:
    """Every valid identifier listed: `list`, `entry`, `scheme`, `value`."""
    return lists.identifiers.filter(pl.col("valid"), ~pl.col("scheme").is_in(["ticker", "registration number"])).select(
        "list", "entry", pl.col("scheme").cast(pl.String), "value"
    )


def _spread(identifiers: pl.DataFrame, *of: str) -> pl.DataFrame:
    """The identifiers with those inside them: a row for each `scheme` and `key` to compare by, cut from `whole`."""
    value, prefix = pl.col("value"), pl.col("value").str.slice(0, 2)
    isin = identifiers.filter(pl.col("scheme") == "isin")
    every = pl.concat(
        [
            identifiers.with_columns(whole=value),
            isin.filter(prefix.is_in(_CUSIP_INSIDE)).with_columns(scheme=pl.lit("cusip"), whole=value.str.slice(2, 9)),
            isin.filter(prefix.is_in(_SEDOL_INSIDE), value.str.slice(2, 2) == "00").with_columns(
                scheme=pl.lit("sedol"), whole=value.str.slice(4, 7)
            ),
        ]
    )
    cusips = every.filter(pl.col("scheme") == "cusip")
    return pl.concat(
        [
            every.filter(pl.col("scheme") != "cusip").with_columns(key="whole"),
            cusips.with_columns(key=pl.col("whole").str.slice(0, _CUSIP_WITHOUT_CHECK)),
            cusips.with_columns(scheme=pl.lit("cusip issuer"), key=pl.col("whole").str.slice(0, _CUSIP_ISSUER)),
        ]
    ).select(*of, "scheme", "key", "value", "whole")


def _keep_valid(met: pl.DataFrame) -> pl.DataFrame:
    """The rows whose identifiers are both valid; a CUSIP written without its check digit cannot be checked."""
    kind = pl.col("scheme").replace({"cusip issuer": "cusip"})
    told = pl.concat([met.select(kind, whole=column) for column in ("whole", "whole_listed")]).unique()
    right = [
        (scheme == "cusip" and len(whole) == _CUSIP_WITHOUT_CHECK) or is_valid(scheme, whole)
        for scheme, whole in told.iter_rows()
    ]
    valid = told.filter(pl.Series(right, dtype=pl.Boolean))
    met = met.with_columns(kind=kind)
    for column in ("whole", "whole_listed"):
        met = met.join(valid, left_on=["kind", column], right_on=["scheme", "whole"], how="semi")
    return met


def _say() -> pl.Expr:
    """The sentence of evidence: what agrees, as the file and the list have it."""
    label = pl.col("scheme").replace_strict(_LABEL, return_dtype=pl.String)
    equal = pl.col("value") == pl.col("value_listed")
    issuer = pl.col("scheme") == "cusip issuer"
    return (
        pl.when(issuer)
        .then(pl.format("{} and the list's {} have the same CUSIP issuer code {}", "value", "value_listed", "key"))
        .when(equal)
        .then(pl.format("{} {} is the list's own", label, "value"))
        .otherwise(pl.format("{} and the list's {} have the same {} {}", "value", "value_listed", label, "key"))
    )
