"""From facts about a pair of issuer and entry to what is said of it: the rules, in the order in which they count.

The probability of the names is the method's; the rules here only lower what is said, or raise it on an identifier.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import polars as pl

from clearhold.matching.countries import CountryView
from clearhold.matching.relations import Relation
from clearhold.model import NameKind, Outcome

if TYPE_CHECKING:
    from clearhold.model import Policy

CAP = 0.85  # of a pair that a rule holds back: below what any person would call likely
_TICKER_SURE = 0.98  # a ticker in its market, and a name that may be the same
_TICKER_NAMELESS = 0.95
_TICKER_ALONE = 0.6  # the names differ: renamed, or the ticker given to another company
SUPPORTED = 0.25  # probability of the names from which another fact counts
_GROUP_LEAST = 0.05
_OTHER_ISIN = math.e  # by which the odds fall where the list gives other ISINs; lists seldom give all
_CLOSER = 0.02

STRENGTH = {outcome.value: rank for rank, outcome in enumerate(Outcome)}


def decide(facts: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """The strongest row of each issuer and entry, with `outcome`, the `probability` said, and `held_back`, why it is
    not called the same issuer.
    """
    probability = pl.col("probability")
    lowered = probability / (probability + (1 - probability) * _OTHER_ISIN)
    judged = (
        facts.with_columns(
            probability=pl.when(pl.col("isin_differs").is_not_null()).then(lowered.round(4)).otherwise(probability)
        )
        .with_columns(held_back=_hold_back())
        .with_columns(outcome=_outcome(policy))
        .filter(pl.col("outcome").is_not_null())
        .with_columns(probability=_said())
        .sort(
            "issuer",
            "list",
            "entry",
            pl.col("outcome").replace_strict(STRENGTH, return_dtype=pl.Int8),
            -pl.col("probability"),
            -pl.col("closeness"),
            "kind_rank",
            "listed_name",
        )
        .unique(["issuer", "list", "entry"], keep="first", maintain_order=True)
    )
    return _prefer_closest(judged)


def _hold_back() -> pl.Expr:
    """The rule that holds a pair back from being called the same issuer, or null."""
    view = pl.col("country_view")
    agrees = view == CountryView.AGREES
    fits = view.is_in([CountryView.AGREES, CountryView.COMPATIBLE])
    ticker = pl.col("ticker_listed").is_not_null()
    return (
        pl.when(ticker & pl.col("ticker_certain").fill_null(False))
        .then(None)
        .when(pl.col("relation") == Relation.PARENT)
        .then(pl.lit("parent"))
        .when(pl.col("basis") == "reading")
        .then(pl.lit("reading"))
        .when(view == CountryView.ABROAD)
        .then(pl.lit("abroad"))
        .when((pl.col("kind") == NameKind.WEAK_ALIAS) & ~agrees & ~ticker)
        .then(pl.lit("weak alias"))
        .when((pl.col("relation") == Relation.THIN) & ~fits & ~ticker)
        .then(pl.lit("short"))
    )


def _outcome(policy: Policy) -> pl.Expr:
    """What is said, or null where nothing is."""
    probability, relation = pl.col("probability"), pl.col("relation")
    differs = (pl.col("country_view") == CountryView.DIFFERS) | pl.col("lei_differs").is_not_null()
    sure_ticker = pl.col("ticker_certain").fill_null(False)
    return (
        pl.when(sure_ticker & (pl.col("held_name").is_null() | (probability >= SUPPORTED)))
        .then(pl.lit(Outcome.SAME_ISSUER.value))
        .when(differs)
        .then(
            pl.when((probability >= policy.possible_from) & (relation != Relation.GROUP)).then(
                pl.lit(Outcome.CONTRADICTED.value)
            )
        )
        .when(sure_ticker)
        .then(pl.lit(Outcome.POSSIBLE.value))
        .when(relation == Relation.GROUP)
        .then(pl.when(probability >= _GROUP_LEAST).then(pl.lit(Outcome.SAME_GROUP.value)))
        .when((probability >= policy.likely_from) & pl.col("held_back").is_null())
        .then(pl.lit(Outcome.SAME_ISSUER.value))
        .when(probability >= policy.possible_from)
        .then(pl.lit(Outcome.POSSIBLE.value))
    )


def _said() -> pl.Expr:
    """The probability that goes with the outcome."""
    probability = pl.col("probability")
    sure_ticker = pl.col("ticker_certain").fill_null(False)
    issuer = pl.col("outcome") == Outcome.SAME_ISSUER
    return (
        pl.when(issuer & sure_ticker & pl.col("held_name").is_null())
        .then(_TICKER_NAMELESS)
        .when(issuer & sure_ticker)
        .then(pl.max_horizontal(probability, pl.lit(_TICKER_SURE)))
        .when(sure_ticker & (pl.col("outcome") == Outcome.POSSIBLE))
        .then(_TICKER_ALONE)
        .when((pl.col("outcome") == Outcome.SAME_GROUP) | pl.col("held_back").is_not_null())
        .then(pl.min_horizontal(probability, pl.lit(CAP)))
        .otherwise(probability)
    )


def _prefer_closest(judged: pl.DataFrame) -> pl.DataFrame:
    """Where one list names an issuer exactly, its entries of nearly the same name are others of the group."""
    pair = ["issuer", "list"]
    issuer = pl.col("outcome") == Outcome.SAME_ISSUER
    best = (
        judged.filter(issuer)
        .sort(*pair, -pl.col("closeness"), "entry")
        .unique(pair, keep="first", maintain_order=True)
        .select(*pair, best="closeness", closest="listed_name")
    )
    exact = 1 - _CLOSER / 2
    further = (
        issuer
        & (pl.col("best") >= exact)
        & (pl.col("closeness") < pl.col("best") - _CLOSER)
        & ~pl.col("ticker_certain").fill_null(False)
    )
    return judged.join(best, on=pair, how="left", maintain_order="left").with_columns(
        outcome=pl.when(further).then(pl.lit(Outcome.SAME_GROUP.value)).otherwise("outcome"),
        probability=pl.when(further).then(pl.min_horizontal("probability", pl.lit(CAP))).otherwise("probability"),
        held_back=pl.when(further).then(pl.lit("closer")).otherwise("held_back"),
    )
