"""Measures how well Chinese names are matched: by their characters, and by reading with names in Latin letters.

    python bench/accuracy/measure_chinese_names.py PAIRS.csv --full SOURCE --short SOURCE [--background LISTINGS.csv]

PAIRS.csv has `name_a` (Latin), `source_b`, `name_b` (Chinese), `isin` and `country`: names by source, joined by ISIN.

By characters every short name is held and every full name listed; a rule is right where both names are of one ISIN.

By reading every Chinese name is held, its country known. Listed are all Latin names of PAIRS.csv and, with
`--background` (`country`, `full_name`, `isin`), those of other companies of China, Hong Kong and Taiwan. Of each
Chinese name the likeliest answer counts; best F1 is told for full and short names apart and by country, and again with
every other company taken off the list. These are the shipped weights, which were learned from the same kind of pairs:
what unseen companies get, `train_reading_1.py` says.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import polars as pl
from reading_task import halve, read_task, score

from clearhold.matching.by_han import match_han_names
from clearhold.matching.by_reading import match_by_reading

COUNTRIES = {"China": "CN", "Hong Kong": "HK", "Taiwan": "TW", "Japan": "JP", "South Korea": "KR"}


def by_characters(pairs: pl.DataFrame, short: str, full: str) -> None:
    named = [
        pairs.filter(pl.col("source_b") == source).select("isin", name="name_b").unique("isin", maintain_order=True)
        for source in (short, full)
    ]
    held, listed = (names.with_row_index("number") for names in named)
    found = (
        match_han_names(held["name"], listed["name"])
        .join(held.select(held="number", isin="isin"), on="held")
        .join(listed.select(listed="number", isin_listed="isin"), on="listed")
        .with_columns(right=pl.col("isin") == pl.col("isin_listed"))
    )
    by_rule = found.group_by("rule").agg(pairs=pl.len(), right=pl.col("right").sum(), precision=pl.col("right").mean())
    print(by_rule.sort("precision", descending=True))
    reached = found.filter("right")["isin"].n_unique()
    print(f"{len(held)} short names, {reached / len(held):.3f} of them find their company")


def by_reading(path: Path, background: Path | None) -> None:
    held, listed = read_task(path, background)
    countries = held["country"].replace_strict(COUNTRIES, default=None, return_dtype=pl.String)
    theirs = listed["country"].replace_strict(COUNTRIES, default=None, return_dtype=pl.String)
    started = time.perf_counter()
    found = match_by_reading(held["name"], listed["name"], countries, theirs)
    print(f"{len(held)} Chinese names against {len(listed)} Latin ones in {time.perf_counter() - started:.1f} s")
    told = (
        found.join(held.with_row_index("held"), on="held")
        .join(listed.with_row_index("listed").select("listed", isin_listed="isin"), on="listed")
        .with_columns(right=pl.col("isin") == pl.col("isin_listed"))
    )
    score(told, held, "all")
    for column in ("kind", "country"):
        for value in held[column].unique().sort().drop_nulls():
            score(told.filter(pl.col(column) == value), held.filter(pl.col(column) == value), value)
    half = halve([*held["isin"], *listed["isin"]])
    score(told.filter(pl.col("isin_listed").is_in(half)), held, "half of them listed", half)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--short", required=True)
    parser.add_argument("--full", required=True)
    parser.add_argument("--background", type=Path)
    args = parser.parse_args()
    by_characters(pl.read_csv(args.pairs, infer_schema=False), args.short, args.full)
    by_reading(args.pairs, args.background)


if __name__ == "__main__":
    main()
