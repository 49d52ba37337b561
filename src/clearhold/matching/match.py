"""Whether issuers held are parties listed: identifiers first, then names, then what country and ticker add.

At most one row for an issuer and an entry, the strongest. A name alone never beats an identifier that disagrees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clearhold.identity.han import has_han, read_in_latin
from clearhold.identity.scripts import fold_letters
from clearhold.identity.securities import SecurityFact, find_security_facts
from clearhold.matching.by_han import match_han_names
from clearhold.matching.by_identifier import (
    ISSUERS,
    find_disagreeing,
    find_tickers,
    is_american,
    match_by_identifier,
)
from clearhold.matching.countries import view_country
from clearhold.matching.evidence import say_by_identifier, say_by_name
from clearhold.matching.name_2 import compare_names
from clearhold.matching.outcomes import SUPPORTED, decide
from clearhold.matching.relations import Relation
from clearhold.model import IdentifierScheme, MatchTable, NameKind

if TYPE_CHECKING:
    import dataframely as dy

    from clearhold.model import ConcernLists, IssuerTable, Policy

_KIND_RANK = {kind.value: rank for rank, kind in enumerate(NameKind)}
BATCH = 20_000  # distinct names held that are matched at a time
_MOST = 64  # names listed that are looked at for a name held: a company is on several lists, by several names on each
_PAIR = ["issuer", "list", "entry"]


def match_issuers(issuers: dy.DataFrame[IssuerTable], lists: ConcernLists, policy: Policy) -> dy.DataFrame[MatchTable]:
    """What is said of each issuer held and each party listed, in the order of issuers, lists and entries.

    Persons, vessels and categories of products are never issuers. Nothing is said of a name of nothing: empty, one
    letter, only legal forms or words of the security, "nan", numbers alone.
    """
    by_identifier = match_by_identifier(issuers, lists)
    names = (
        by_identifier.select(_PAIR)
        .join(issuers.select("issuer", held_name="name"), on="issuer")
        .join(lists.entries.select("list", "entry", listed_name="name"), on=["list", "entry"])
    )
    named = _match_names(issuers, lists)
    facts = _add_facts(named, issuers, lists).join(by_identifier.select(_PAIR), on=_PAIR, how="anti")
    rows = [
        part.select(MatchTable.column_names()).with_columns(pl.col("outcome").cast(pl.String))
        for part in (say_by_identifier(by_identifier, named, names), say_by_name(decide(facts, names, policy)))
    ]
    return MatchTable.validate(pl.concat(rows).sort(_PAIR), cast=True)


def _match_names(issuers: dy.DataFrame[IssuerTable], lists: ConcernLists) -> pl.DataFrame:
    """Every issuer and name of an entry that may be the same: `issuer`, `list`, `entry`, `listed_name`, `kind`, the
    figures of the pair of names, and `basis`.
    """
    held = issuers["name"].drop_nulls().unique(maintain_order=True)
    names = lists.names.join(lists.entries.filter(pl.col("type").is_in(ISSUERS)), on=["list", "entry"], how="semi")
    listed = names["name"].unique(maintain_order=True)
    latin = _match_in_batches(held, listed).with_columns(basis=pl.lit("name"), shared=pl.lit(None, pl.String))
    pairs = [latin]
    chinese = pl.DataFrame({"name": held}).with_row_index("held").filter(has_han(pl.col("name")))
    if not chinese.is_empty():
        by_characters = match_han_names(held, listed).with_columns(basis=pl.lit("characters"))
        unmatched = chinese.join(by_characters, on="held", how="anti")
        pairs += [part for part in (by_characters, _match_readings(unmatched, listed)) if not part.is_empty()]
    together = pl.concat(pairs, how="diagonal_relaxed").select(latin.columns)
    return (
        together.join(pl.DataFrame({"held_name": held}).with_row_index("held"), on="held")
        .join(pl.DataFrame({"listed_name": listed}).with_row_index("listed"), on="listed")
        .drop("held", "listed")
        .join(issuers.select("issuer", held_name="name"), on="held_name")
        .join(names.select("list", "entry", "kind", listed_name="name"), on="listed_name")
    )


def _match_in_batches(held: pl.Series, listed: pl.Series) -> pl.DataFrame:
    """The pairs of names, a part of the held ones at a time, so that memory stays bounded."""
    parts = [
        _compare(held.slice(start, BATCH), listed).with_columns(pl.col("held") + start)
        for start in range(0, max(len(held), 1), BATCH)
    ]
    return pl.concat(parts)


def _compare(held: pl.Series, listed: pl.Series) -> pl.DataFrame:
    return compare_names(held, listed, candidates=_MOST, kept=_MOST, thorough=True).drop("record")


def _match_readings(unmatched: pl.DataFrame, listed: pl.Series) -> pl.DataFrame:
    """Pairs of Chinese names (`held`, `name`) and listed names, by how the former may be read in Latin letters."""
    if unmatched.is_empty():
        return pl.DataFrame()
    readings = unmatched.with_columns(reading=read_in_latin(unmatched["name"]))
    distinct = readings["reading"].unique(maintain_order=True)
    number = pl.DataFrame({"reading": distinct}).with_row_index("number")
    return (
        _compare(distinct, listed)
        .rename({"held": "number"})
        .join(number, on="number")
        .join(readings.select("held", "reading"), on="reading")
        .with_columns(basis=pl.lit("reading"), shared=pl.lit(None, pl.String), spelled=pl.lit(0, pl.Int8))
    )


def _drop_home_towns(pairs: pl.DataFrame, lists: ConcernLists) -> pl.DataFrame:
    """The pairs in which a place more means nothing where the listed party's own shares are known.

    Chinese companies bear their town in their full name and seldom in their short one: Hangzhou Hikvision. A subsidiary
    bears one too (Donghai JA Solar), but its shares are not traded.
    """
    schemes = [IdentifierScheme.ISIN.value, IdentifierScheme.TICKER.value]
    traded = lists.identifiers.filter(pl.col("scheme").cast(pl.String).is_in(schemes), pl.col("valid"))
    pairs = pairs.join(traded.select("list", "entry", traded=pl.lit(True)).unique(), on=["list", "entry"], how="left")
    home_town = (pl.col("only_place") & pl.col("traded")).fill_null(False)
    return pairs.with_columns(relation=pl.when(home_town).then(pl.lit(Relation.SAME.value)).otherwise("relation"))


def _fitting_country() -> pl.Expr:
    """Of the countries that the list gives an entry, the holding's where it is among them, else the first."""
    told = [pl.col("country"), pl.when("isin_valid").then(pl.col("isin").str.slice(0, 2))]
    fitting = [pl.when(pl.col("countries").list.contains(country)).then(country) for country in told]
    return pl.coalesce(*fitting, pl.col("countries").list.first())


def _add_facts(named: pl.DataFrame, issuers: dy.DataFrame[IssuerTable], lists: ConcernLists) -> pl.DataFrame:
    """The pairs of names and those of tickers, with what countries, identifiers and tickers say."""
    tickers = find_tickers(issuers, lists).rename(
        {"held": "ticker_held", "listed": "ticker_listed", "market": "ticker_market", "certain": "ticker_certain"}
    )
    alone = (
        tickers.filter("ticker_certain")
        .join(named.filter(pl.col("probability") >= SUPPORTED), on=_PAIR, how="anti")
        .join(lists.entries.select("list", "entry", listed_name="name"), on=["list", "entry"])
        .select(
            *_PAIR,
            "listed_name",
            kind=pl.lit(NameKind.PRIMARY.value),
            probability=pl.lit(0.0),
            relation=pl.lit(Relation.SAME.value),
            spelled=pl.lit(0, pl.Int8),
            held_cut=pl.lit(False),
            basis=pl.lit("ticker"),
        )
    )
    pairs = pl.concat([named.with_columns(pl.col("kind").cast(pl.String)), alone], how="diagonal_relaxed")
    pairs = (
        pairs.drop("held_name")
        .join(issuers.select("issuer", "isin", "isin_valid", "cusip", "lei", "country", held_name="name"), on="issuer")
        .join(lists.entries.select("list", "entry", "countries"), on=["list", "entry"])
        .with_columns(entry_country=_fitting_country())
        .join(tickers, on=_PAIR, how="left")
        .pipe(_drop_home_towns, lists)
        .with_columns(american=is_american(pl.col("isin"), pl.col("isin_valid"), pl.col("cusip")))
        .with_columns(
            kind_rank=pl.col("kind").replace_strict(_KIND_RANK, return_dtype=pl.Int8),
            probability_of_names=pl.when(pl.col("basis") != "ticker").then("probability"),
            country_view=view_country(
                pl.col("entry_country"),
                pl.col("country"),
                pl.when(pl.col("isin_valid")).then("isin").when("american").then(pl.lit("US")),
            ),
            is_share=~find_security_facts(fold_letters(pl.col("held_name").fill_null("")))
            .list.set_intersection([SecurityFact.RECEIPT.value, SecurityFact.DEBT.value])
            .list.len()
            .cast(pl.Boolean),
        )
    )
    sure = pl.col("ticker_certain").fill_null(False)
    return find_disagreeing(pairs, lists).with_columns(basis=pl.when(sure).then(pl.lit("ticker")).otherwise("basis"))
