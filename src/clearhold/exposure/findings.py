"""What is held against what is listed: a row for each holding and each listing that its match leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clearhold.exposure.listings import with_force
from clearhold.model import LIKELY_OUTCOMES, FindingTable, Outcome

if TYPE_CHECKING:
    from datetime import date

    import dataframely as dy

    from clearhold.model import ConcernLists, HoldingTable, MatchTable, ValuedHoldingTable

PLACE = ["file", "sheet", "line"]

# A pair that an identifier or a country contradicts is no finding; it stays among the matches, for `explain`.
_FOUND = [outcome.value for outcome in Outcome if outcome is not Outcome.CONTRADICTED]


def find(
    *,
    holdings: dy.DataFrame[HoldingTable],
    valued: dy.DataFrame[ValuedHoldingTable],
    matches: dy.DataFrame[MatchTable],
    lists: ConcernLists,
    base: str | None,
    day: date | None,
) -> tuple[dy.DataFrame[FindingTable], dy.DataFrame[FindingTable]]:
    """The findings on the listings' day, and those of listings that ended before or began after it.

    Ordered by outcome, evidence class, money and place, so that the same inputs give the same rows in the same order.
    """
    found = matches.filter(pl.col("outcome").cast(pl.String).is_in(_FOUND))
    listings = (
        with_force(lists.listings, day)
        .join(lists.entries.select("list", "entry", entry_name="name"), on=["list", "entry"], how="left")
        .with_columns(pl.col("evidence_class").cast(pl.Int8))
    )
    rows = (
        found.join(_parties(found), on=["issuer", "list", "entry"], how="left")
        .join(listings, on=["list", "entry"], how="inner")
        .join(valued.select(*PLACE, "issuer", "base_value", "weight"), on="issuer", how="inner")
        .join(holdings, on=PLACE, how="inner", nulls_equal=True)
        .with_columns(base_currency=pl.lit(base, dtype=pl.String))
        .sort(
            pl.col("outcome").to_physical(),
            "evidence_class",
            pl.col("base_value").fill_null(0).neg(),
            *PLACE,
            "list",
            "entry",
            "listed_on",
            "programme",
            nulls_last=True,
        )
    )
    columns = FindingTable.column_names()
    in_force = rows.filter("in_force").select(columns)
    others = rows.filter(~pl.col("in_force")).select(columns)
    return FindingTable.validate(in_force, cast=True), FindingTable.validate(others, cast=True)


def _parties(found: pl.DataFrame) -> pl.DataFrame:
    """The number of the company behind each pair of issuer and entry, so that a company counts once.

    Likely pairs tie their issuer and entry together, over all lists and all securities of one issuer; every other
    pair is of its issuer alone. Numbers follow the order of first appearance.
    """
    leader: dict[object, object] = {}

    def lead(thing: object) -> object:
        while leader.setdefault(thing, thing) != thing:
            leader[thing] = leader[leader[thing]]
            thing = leader[thing]
        return thing

    likely = {outcome.value for outcome in LIKELY_OUTCOMES}
    pairs = found.select("issuer", "list", "entry", pl.col("outcome").cast(pl.String)).sort("issuer", "list", "entry")
    for issuer, name, entry, outcome in pairs.iter_rows():
        if outcome in likely:
            leader[lead((name, entry))] = lead(issuer)
    numbers: dict[object, int] = {}
    parties = [numbers.setdefault(lead(issuer), len(numbers)) for issuer, *_ in pairs.iter_rows()]
    return pairs.drop("outcome").with_columns(party=pl.Series("party", parties, dtype=pl.Int64))
