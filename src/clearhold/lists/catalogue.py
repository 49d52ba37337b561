"""What lists are here: a record for each built-in list, with how many of its entries are listed and how many were."""

from __future__ import annotations

from dataclasses import dataclass, fields

import polars as pl

from clearhold.lists.built_in import find_built_in, read_built_in
from clearhold.model import ConcernList


@dataclass(frozen=True, slots=True)
class CataloguedList(ConcernList):
    """A list with its entries counted: those with a listing that has not ended, and those whose every listing has."""

    in_force: int = 0
    ended: int = 0


def catalogue() -> tuple[CataloguedList, ...]:
    """Every built-in list by name, with its counts as the list stands."""
    records, tables = read_built_in(find_built_in())
    by_entry = tables.listings.group_by("list", "entry").agg(in_force=pl.col("delisted_on").is_null().any())
    counts = by_entry.group_by("list").agg(pl.col("in_force").sum(), ended=(~pl.col("in_force")).sum())
    counted = {row["list"]: row for row in counts.iter_rows(named=True)}
    catalogued = []
    for record in records:
        count = counted.get(record.name, {"in_force": 0, "ended": 0})
        words = {field.name: getattr(record, field.name) for field in fields(record)}
        catalogued.append(CataloguedList(**words, in_force=count["in_force"], ended=count["ended"]))
    return tuple(catalogued)
