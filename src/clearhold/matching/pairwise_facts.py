"""Two tables' rows judged: names that may be the same, identifiers that agree or differ, countries, and the outcome.

The rules are those of a screening.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clearhold.identity.scripts import fold_letters
from clearhold.identity.securities import SecurityFact, find_security_facts
from clearhold.matching.countries import AMERICAN, CountryView, view_country
from clearhold.matching.outcomes import STRENGTH, decide
from clearhold.matching.pairwise_spread import Spread
from clearhold.matching.relations import Relation
from clearhold.model import Outcome

if TYPE_CHECKING:
    from clearhold.matching.pairwise_sides import Facts, Side
    from clearhold.model import Policy

_PAIR = ["issuer", "entry"]
_SAME = {"isin": Outcome.SAME_SECURITY, "lei": Outcome.SAME_ISSUER}
_CERTAIN = 0.9999  # identifiers err where a file's maker did, seldom and not never
_PLACES = 4
_IDENTIFIED = 3  # stands above `spelled`
_NO_TICKER = {
    "ticker_listed": pl.lit(None, pl.String),
    "ticker_certain": pl.lit(value=False),
}
_JUDGED = {
    "query": pl.UInt32(),
    "target": pl.UInt32(),
    "outcome": pl.String(),
    "probability": pl.Float64(),
    "names_agree": pl.Float64(),  # the probability that the names are of one issuer
    "pair": pl.UInt32(),  # of names; null where no names are alike
    "scheme": pl.String(),  # of the identifier that agrees
    "identifier": pl.String(),
    "country_view": pl.String(),
    "entry_country": pl.String(),
    "held_back": pl.String(),
    "closest": pl.UInt32(),  # the target that is nearer
}


def judge_rows(facts: Facts, policy: Policy, top: int) -> pl.DataFrame:
    """The answers: at most `top` for a query, the most probable first, contradicted ones last; in order of queries."""
    spread = Spread(facts, top)
    shared = _share_identifiers(facts, top)
    judged = [pl.DataFrame(schema=_JUDGED)]
    for start, end in spread.stretches():
        named = spread.pairs(start, end)
        identified = _identify(facts, shared.filter(pl.col("issuer").is_between(start, end, closed="left")), named)
        judged.append(_judge(facts, named, identified, policy, top))
    return pl.concat(judged)


def _judge(facts: Facts, named: pl.DataFrame, identified: pl.DataFrame, policy: Policy, top: int) -> pl.DataFrame:
    """The answers to some queries, from their pairs by name and by identifier."""
    open_ones = named.join(identified, on=_PAIR, how="anti", maintain_order="left")
    # A row found by its identifier makes no other one farther: a table may have several rows of one company.
    nearer = pl.DataFrame(schema={"issuer": pl.UInt32, "entry": pl.UInt32, "list": pl.UInt8, "listed_name": pl.UInt32})
    by_name = decide(_add_facts(facts, open_ones), nearer, policy)
    by_identifier = _add_countries(facts, _add_similarity(facts, identified))
    by_name = by_name.with_columns(probability=_probability_of_row())
    rows = pl.concat([by_name, by_identifier], how="diagonal_relaxed").rename({"issuer": "query", "entry": "target"})
    judged = [pl.col(name).cast(dtype) for name, dtype in _JUDGED.items()]
    best = rows.select(
        *judged,
        contradicted=pl.col("outcome") == Outcome.CONTRADICTED.value,
        strength=pl.col("outcome").replace_strict(STRENGTH, return_dtype=pl.Int8),
        spelling=-pl.col("spelled"),
    ).sort("query", "contradicted", -pl.col("probability"), "strength", -pl.col("names_agree"), "spelling", "target")
    # The rows of a query stand together: one is among its first few where so many rows before it another query stands.
    return best.filter(pl.col("query").ne_missing(pl.col("query").shift(top))).select(*_JUDGED)


def _probability_of_row() -> pl.Expr:
    """That the target is the very row which the query means; a rule that holds a pair back is told by the outcome.

    Where the ISINs differ, it falls as that of the issuer does.
    """
    fallen = pl.col("record") * pl.col("probability") / pl.col("names_agree")
    return pl.when(pl.col("isin_differs").is_not_null()).then(fallen.round(_PLACES)).otherwise("record")


def _share_identifiers(facts: Facts, top: int) -> pl.DataFrame:
    """Queries and targets with one identifier: `issuer`, `entry`, `scheme`, `value`; of many targets the first few."""
    first = facts.targets.identifiers.filter(pl.int_range(pl.len()).over("scheme", "value") < top)
    return facts.queries.identifiers.join(first, on=["scheme", "value"], suffix="_listed").select(
        "scheme", "value", issuer="row", entry="row_listed"
    )


def _identify(facts: Facts, shared: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """The pairs of rows with one identifier, with what that makes of them; among them those that were found by name."""
    if facts.queries.identifiers.is_empty() or facts.targets.identifiers.is_empty():
        met = shared
    else:
        met = pl.concat([shared, _meet(facts, named.select(_PAIR).unique()).select(shared.columns)])
    rank = {scheme: number for number, scheme in enumerate(_SAME)}
    outcome = {scheme: outcome.value for scheme, outcome in _SAME.items()}
    return (
        met.sort(*_PAIR, pl.col("scheme").replace_strict(rank, return_dtype=pl.Int8), "value")
        .unique(_PAIR, keep="first", maintain_order=True)
        .with_columns(
            outcome=pl.col("scheme").replace_strict(outcome, return_dtype=pl.String),
            probability=pl.lit(_CERTAIN),
            spelled=pl.lit(_IDENTIFIED, pl.Int8),
        )
        .rename({"value": "identifier"})
    )


def _meet(facts: Facts, pairs: pl.DataFrame) -> pl.DataFrame:
    """The identifiers that both rows of each pair have."""
    return pairs.join(facts.queries.identifiers, left_on="issuer", right_on="row").join(
        facts.targets.identifiers, left_on=["entry", "scheme", "value"], right_on=["row", "scheme", "value"]
    )


def _add_similarity(facts: Facts, identified: pl.DataFrame) -> pl.DataFrame:
    """The pairs with one identifier with the `pair` of their names that agrees most, and `names_agree`."""
    nearest = (
        identified.select(_PAIR)
        .join(facts.queries.spellings.select("row", "number"), left_on="issuer", right_on="row")
        .join(facts.targets.spellings.select("row", listed="number"), left_on="entry", right_on="row")
        .join(facts.names, left_on=["number", "listed"], right_on=["held", "listed"])
        .sort(*_PAIR, -pl.col("probability"), "pair")
        .unique(_PAIR, keep="first", maintain_order=True)
        .select(*_PAIR, "pair", names_agree="probability")
    )
    return identified.join(nearest, on=_PAIR, how="left", maintain_order="left")


def _add_facts(facts: Facts, named: pl.DataFrame) -> pl.DataFrame:
    """The pairs by name with all that the rules ask for; a target's row number stands for its name."""
    return (
        _add_countries(facts, named)
        .pipe(_add_differing, facts)
        .pipe(_add_american, facts)
        .pipe(_drop_home_towns, facts)
        .with_columns(list=pl.lit(0, pl.UInt8), listed_name="entry", held_name=pl.lit(""), **_NO_TICKER)
    )


def _add_countries(facts: Facts, pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs with `country_view`; and `entry_country`, of a target's countries the one that fits, else its first."""
    unknown = pl.lit(CountryView.UNKNOWN.value)
    if facts.targets.countries.is_empty():
        return pairs.with_columns(country_view=unknown, entry_country=pl.lit(None, pl.String))
    asked = facts.queries.countries.select("row", country=pl.col("codes").list.first())
    told = [pl.col("country"), pl.col("isin").str.slice(0, 2)]
    fitting = [pl.when(pl.col("codes").list.contains(country)).then(country) for country in told]
    return (
        pairs.join(asked, left_on="issuer", right_on="row", how="left", maintain_order="left")
        .join(_first(facts.queries, "isin"), left_on="issuer", right_on="row", how="left", maintain_order="left")
        .join(facts.targets.countries, left_on="entry", right_on="row", how="left", maintain_order="left")
        .with_columns(entry_country=pl.coalesce(*fitting, pl.col("codes").list.first()))
        .with_columns(country_view=view_country(pl.col("entry_country"), pl.col("country"), pl.col("isin")))
        .drop("country", "isin", "codes")
    )


def _first(side: Side, scheme: str) -> pl.DataFrame:
    """The first identifier of a scheme of each row that has one."""
    own = side.identifiers.filter(pl.col("scheme") == scheme).unique("row", keep="first", maintain_order=True)
    return own.select("row", pl.col("value").alias(scheme))


def _add_differing(named: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """The pairs without an identifier in common, with `lei_differs` and `isin_differs` where both sides have one."""
    for scheme in _SAME:
        has = [
            pl.col(column).is_in(side.identifiers.filter(pl.col("scheme") == scheme)["row"].unique().implode())
            for column, side in (("issuer", facts.queries), ("entry", facts.targets))
        ]
        named = named.with_columns(pl.when(has[0] & has[1]).then(pl.lit(value=True)).alias(f"{scheme}_differs"))
    return named


def _drop_home_towns(named: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """The pairs in which a place more means nothing, since the target's own shares are known (see `match`)."""
    traded = facts.targets.identifiers.filter(pl.col("scheme") == "isin")["row"].unique()
    home_town = pl.col("only_place") & pl.col("entry").is_in(traded.implode())
    return named.with_columns(relation=pl.when(home_town).then(pl.lit(Relation.SAME.value)).otherwise("relation"))


def _add_american(named: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """The pairs with `american`: the query has an American ISIN; `is_share`: and its name says of no receipt or bond;
    and `listed_elsewhere`: the target has ISINs and none of there.
    """
    prefix = pl.col("value").str.slice(0, 2)
    isins = [side.identifiers.filter(pl.col("scheme") == "isin") for side in (facts.queries, facts.targets)]
    american = isins[0].unique("row", keep="first", maintain_order=True).filter(prefix.is_in(AMERICAN))
    elsewhere = isins[1].group_by("row").agg(prefix.is_in(AMERICAN).any().alias("there")).filter(~pl.col("there"))
    own = american.join(facts.queries.parties.with_row_index("row"), on="row")
    kinds = [SecurityFact.RECEIPT.value, SecurityFact.DEBT.value]
    shares = own.filter(
        find_security_facts(fold_letters(pl.col("name").fill_null(""))).list.set_intersection(kinds).list.len() == 0
    )
    return named.with_columns(
        american=pl.col("issuer").is_in(american["row"].implode()),
        is_share=pl.col("issuer").is_in(shares["row"].implode()),
        listed_elsewhere=pl.col("entry").is_in(elsewhere["row"].implode()),
    )
