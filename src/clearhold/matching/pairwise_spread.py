"""Pairs of distinct names spread over the rows that bear them, a stretch of queries at a time to bound the memory.

Many targets of one name are looked at through the first few of each kind, so that a million equal names stay a million
pairs.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import polars as pl

from clearhold.matching.pairwise_sides import SCHEMES
from clearhold.model import NameKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clearhold.matching.pairwise_sides import Facts, Side

PAIRS_AT_A_TIME = 1_000_000
_ONLY_TOLD = ("held_more", "listed_more", "rare_word", "rare_count", "held_cut")  # and no rule asks for them


class Spread:
    """Which rows of the two sides meet by which pairs of names; at most a few targets of each kind for a query."""

    def __init__(self, facts: Facts, top: int) -> None:
        self._queries = facts.queries.spellings
        self._rows = facts.queries.parties.height
        self._names = facts.names.drop(_ONLY_TOLD)
        self._by_query_name = _Groups(self._names["held"], facts.queries.distinct.len())
        self._targets = _few_of_each_kind(facts.targets, top).sort("number", maintain_order=True)
        self._by_target_name = _Groups(self._targets["number"], facts.targets.distinct.len())

    def stretches(self) -> Iterator[tuple[int, int]]:
        """Stretches of queries, from a row to before a row, so long that their pairs fit in memory."""
        pairs = self._by_query_name.sums(self._by_target_name.count.gather(self._names["listed"]))
        each = self._queries.select("row", pairs=pairs.gather(self._queries["number"]))
        stretch = each.with_columns(stretch=pl.col("pairs").cum_sum() // PAIRS_AT_A_TIME)
        # A query with several names stays in the stretch of its first.
        starts = stretch.filter(pl.col("stretch") != pl.col("stretch").shift())["row"].unique().sort()
        yield from pairwise([0, *starts, self._rows])

    def pairs(self, start: int, end: int) -> pl.DataFrame:
        """The queries of a stretch, `issuer`, and the targets, `entry`, with names that may be the same; of each pair
        of rows and names the figures, the `kind` of name and `names_agree`, the probability of the names alone.
        """
        asked = self._queries.filter(pl.col("row").is_between(start, end, closed="left"))
        met = self._by_query_name.spread(asked.select("alias", issuer="row"), asked["number"])
        figures = self._names.select(pl.all().gather(met["place"]))
        met = pl.concat([met.drop("place"), figures], how="horizontal")
        met = self._by_target_name.spread(met.drop("held", "listed"), met["listed"])
        targets = self._targets.select(pl.col("row", "alias").gather(met["place"]))
        alias = met["alias"] | targets["alias"]
        kinds = [pl.lit(kind.value) for kind in (NameKind.STRONG_ALIAS, NameKind.PRIMARY)]
        return met.drop("place", "alias").with_columns(
            pl.col("basis").cast(pl.String),
            entry=targets["row"],
            kind=pl.when(alias).then(kinds[0]).otherwise(kinds[1]),
            kind_rank=alias.cast(pl.Int8),
            names_agree="probability",
        )


class _Groups:
    """Where each number's places begin in a sorted column of numbers from 0 to before `size`, and their `count`."""

    def __init__(self, numbers: pl.Series, size: int) -> None:
        counts = numbers.value_counts().sort(numbers.name)
        self.count = pl.zeros(size, dtype=pl.Int64, eager=True).scatter(counts[numbers.name], counts["count"])
        self.end = self.count.cum_sum()

    def spread(self, rows: pl.DataFrame, numbers: pl.Series) -> pl.DataFrame:
        """The rows, each once for every place that its number has, with the `place`; none for a number without any."""
        end, count = self.end.gather(numbers), self.count.gather(numbers)
        places = pl.DataFrame([end.alias("end"), count.alias("count")]).select(
            place=pl.int_ranges(pl.col("end") - pl.col("count"), "end")
        )
        return rows.hstack(places).filter(count > 0).explode("place")

    def sums(self, values: pl.Series) -> pl.Series:
        """For each number the sum over its places."""
        before = pl.concat([pl.Series([0], dtype=pl.Int64), values.cast(pl.Int64).cum_sum()])
        return before.gather(self.end) - before.gather(self.end - self.count)


def _few_of_each_kind(side: Side, top: int) -> pl.DataFrame:
    """The targets' names; of the rows with one name, the same countries and identifiers or none, only the first few."""
    if side.spellings.height == side.distinct.len():
        return side.spellings
    several = side.spellings["number"].value_counts().filter(pl.col("count") > 2 * top)["number"].implode()
    kinds = side.spellings.filter(pl.col("number").is_in(several)).join(
        side.countries, on="row", how="left", maintain_order="left"
    )
    for scheme in SCHEMES:
        has = side.identifiers.filter(pl.col("scheme") == scheme)["row"].unique()
        kinds = kinds.with_columns(pl.col("row").is_in(has.implode()).alias(scheme))
    kind = ["number", pl.col("codes").list.join(" "), *SCHEMES]
    # Twice as many as are asked for: some may be found by an identifier already.
    first = kinds.filter(pl.int_range(pl.len()).over(kind) < 2 * top).select(side.spellings.columns)
    return pl.concat([side.spellings.filter(~pl.col("number").is_in(several)), first])
