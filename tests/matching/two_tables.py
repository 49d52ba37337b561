"""A short notation for tables to match: one line a row.

`q1 | Hangzhou Hikvision | CN | isin CNE100000PM8 | lei … | alias Hikvision` is a row with the id q1; a country may be
left out, and several identifiers or aliases are several facts.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from clearhold.matching.pairwise import match_tables
from clearhold.matching.pairwise_evidence import say_evidence

_COLUMNS = {"isin": "isin", "lei": "lei", "alias": "aliases"}


def table(*lines: str) -> pl.DataFrame:
    """The table that the lines describe, with all columns that matching reads."""
    rows = []
    for line in lines:
        row: dict[str, Any] = {"id": None, "name": None, "country": None, "isin": [], "lei": [], "aliases": []}
        row["id"], row["name"], *facts = (part.strip() for part in line.split("|"))
        for fact in facts:
            word, _, value = fact.partition(" ")
            if word in _COLUMNS:
                row[_COLUMNS[word]].append(value)
            else:
                row["country"] = fact
        rows.append(row)
    schema: dict[str, Any] = dict.fromkeys(("id", "name", "country"), pl.String)
    return pl.DataFrame(rows, schema=schema | dict.fromkeys(_COLUMNS.values(), pl.List(pl.String)))


def names(*values: str | None) -> pl.DataFrame:
    """A table of names alone, whose ids are their places."""
    ids = [str(place) for place in range(len(values))]
    return pl.DataFrame({"id": ids, "name": values}, schema={"id": pl.String, "name": pl.String})


def answers(queries: pl.DataFrame, targets: pl.DataFrame, **options: Any) -> dict[tuple[str, str], str]:
    """What is said of each pair that is an answer: {(query, target): outcome}."""
    found = match_tables(queries, targets, **options)
    return {(row["query_id"], row["target_id"]): row["outcome"] for row in found.iter_rows(named=True)}


def sentence(queries: pl.DataFrame, targets: pl.DataFrame, **options: Any) -> str:
    """The evidence of the only answer, in words."""
    found = match_tables(queries, targets, **options)
    assert found.height == 1, found
    return str(say_evidence(found["evidence"])[0])
