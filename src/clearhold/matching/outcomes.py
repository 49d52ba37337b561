"""From facts about a pair of issuer and entry to what is said of it: the rules, in the order in which they count.

The probability of the names is the method's; the rules here only lower what is said, or raise it on an identifier.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import polars as pl

from clearhold.matching.countries import AMERICAN, CountryView
from clearhold.matching.relations import Relation
from clearhold.model import NameKind, Outcome

if TYPE_CHECKING:
    from clearhold.model import Policy

CAP = 0.85  # of a pair that a rule holds back: below what any person would call likely
_TICKER_SURE = 0.98  # a ticker in its market, and a name that may be the same
_TICKER_NAMELESS = 0.95
_TICKER_ALONE = 0.6  # the names differ: renamed, or the ticker given to another company
SUPPORTED = 0.25  # probability of the names from which another fact counts
# How rare a brand has to be, by what the country says, to be a group's and no coincidence.
_GROUP_FROM = {CountryView.AGREES.value: 0.87, CountryView.COMPATIBLE.value: 0.9}
_GROUP_ELSE = 0.95
_IDENTICAL = 2  # `spelled` of names that are the same, legal form included
_IDENTIFIED = 3  # stands above `spelled`
_WEAK_LEAST = 0.8  # of a weak alias that nothing confirms
_OTHER_ISIN = math.e  # by which the odds fall where the list gives other ISINs; lists seldom give all

STRENGTH = {outcome.value: rank for rank, outcome in enumerate(Outcome)}


def decide(facts: pl.DataFrame, by_identifier: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """The strongest row of each issuer and entry, with `outcome`, the `probability` said, and `held_back`, why it is
    not called the same issuer. `by_identifier` has the entries found by identifiers, with their `listed_name`.
    """
    probability = pl.col("probability")
    lowered = probability / (probability + (1 - probability) * _OTHER_ISIN)
    other_isin = pl.col("isin_differs").is_not_null() & (pl.col("relation") != Relation.GROUP)
    judged = (
        facts.with_columns(probability=pl.when(other_isin).then(lowered.round(4)).otherwise(probability))
        .pipe(_outweigh_weak)
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
            -pl.col("spelled"),
            "kind_rank",
            "listed_name",
        )
        .unique(["issuer", "list", "entry"], keep="first", maintain_order=True)
    )
    return _prefer_closest(judged, by_identifier)


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
        .when(pl.col("relation") == Relation.SPELLING)
        .then(pl.lit("spelling"))
        .when((pl.col("relation") == Relation.COMMON) & ~ticker)
        .then(pl.lit("common words"))
        .when(pl.col("relation") == Relation.PLACE)
        .then(pl.lit("place"))
        .when(pl.col("basis") == "reading")
        .then(pl.lit("reading"))
        .when((pl.col("other") == "ambiguous") & ~agrees)
        .then(pl.lit("other name"))
        .when(view == CountryView.ABROAD)
        .then(pl.lit("abroad"))
        .when(_is_another_share())
        .then(pl.lit("elsewhere"))
        .when((pl.col("kind") == NameKind.WEAK_ALIAS) & ~ticker & (~agrees | pl.col("outweighed")))
        .then(pl.lit("weak alias"))
        .when((pl.col("relation") == Relation.THIN) & ~ticker & (~fits | (pl.col("kind") != NameKind.PRIMARY)))
        .then(pl.lit("short"))
    )


def _is_another_share() -> pl.Expr:
    """An American share, and no receipt or bond, against a party from elsewhere whose own shares the list gives."""
    return (
        pl.col("american")
        & pl.col("is_share")
        & pl.col("listed_elsewhere")
        & ~pl.col("entry_country").is_in(AMERICAN).fill_null(False)
    )


def _outcome(policy: Policy) -> pl.Expr:
    """What is said, or null where nothing is."""
    probability, relation = pl.col("probability"), pl.col("relation")
    differs = (pl.col("country_view") == CountryView.DIFFERS) | pl.col("lei_differs").is_not_null()
    sure_ticker = pl.col("ticker_certain").fill_null(False)
    branded = pl.col("brand") >= pl.col("country_view").replace_strict(
        _GROUP_FROM, default=_GROUP_ELSE, return_dtype=pl.Float64
    )
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
        .then(pl.when(branded | (probability >= policy.possible_from)).then(pl.lit(Outcome.SAME_GROUP.value)))
        .when((pl.col("held_back") == "weak alias") & (probability < _WEAK_LEAST))
        .then(None)
        .when((pl.col("held_back") == "common words") & (pl.col("spelled") < _IDENTICAL))
        .then(None)
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
        .when(pl.col("outcome") == Outcome.SAME_GROUP)
        .then(pl.max_horizontal((pl.col("brand") * CAP).round(2), pl.min_horizontal(probability, pl.lit(CAP))))
        .when(pl.col("held_back").is_not_null())
        .then(pl.min_horizontal(probability, pl.lit(CAP)))
        .otherwise(probability)
    )


def _outweigh_weak(facts: pl.DataFrame) -> pl.DataFrame:
    """The facts with `outweighed`: a weak alias agrees, and a full name of the same entry says that it is a group's."""
    full = facts.filter(pl.col("kind") != NameKind.WEAK_ALIAS, pl.col("relation") == Relation.GROUP)
    pair = ["issuer", "list", "entry"]
    return facts.join(
        full.select(*pair, outweighed=pl.lit(True)).unique(), on=pair, how="left", maintain_order="left"
    ).with_columns(outweighed=pl.col("outweighed").fill_null(False) & (pl.col("kind") == NameKind.WEAK_ALIAS))


def _prefer_closest(judged: pl.DataFrame, by_identifier: pl.DataFrame) -> pl.DataFrame:
    """Where one list has an issuer's identifier or its exact name, entries of nearly the same name are of its group."""
    pair = ["issuer", "list"]
    issuer = pl.col("outcome") == Outcome.SAME_ISSUER
    columns = [*pair, "entry", "listed_name", "spelled"]
    exact = (
        pl.concat(
            [
                judged.filter(issuer, pl.col("spelled") > 0).select(columns),
                by_identifier.with_columns(spelled=pl.lit(_IDENTIFIED, pl.Int8)).select(columns),
            ]
        )
        .sort(*pair, -pl.col("spelled"), "entry")
        .unique(pair, keep="first", maintain_order=True)
        .select(*pair, closest="listed_name", best="spelled")
    )
    other = (
        (pl.col("spelled") < pl.col("best")).fill_null(False)
        & ~pl.col("ticker_certain").fill_null(False)
        & (issuer | ((pl.col("outcome") == Outcome.POSSIBLE) & pl.col("leads").fill_null(False)))
    )
    return judged.join(exact, on=pair, how="left", maintain_order="left").with_columns(
        outcome=pl.when(other).then(pl.lit(Outcome.SAME_GROUP.value)).otherwise("outcome"),
        probability=pl.when(other).then(pl.min_horizontal("probability", pl.lit(CAP))).otherwise("probability"),
        held_back=pl.when(other).then(pl.lit("closer")).otherwise("held_back"),
    )
