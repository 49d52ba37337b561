"""Measures how often each rule of `matching.by_han` is right: short Chinese names against full ones.

    python bench/accuracy/measure_chinese_names.py PAIRS.csv --short SOURCE --full SOURCE

PAIRS.csv has `source_b`, `name_b` and `isin`: names by source, joined by ISIN. Every short name is held, every full
name is listed; a rule is right where both names are of one ISIN.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import polars as pl

from clearhold.matching.by_han import match_han_names


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--short", required=True)
    parser.add_argument("--full", required=True)
    args = parser.parse_args()

    rows = pl.read_csv(args.pairs, infer_schema=False)
    named = [
        rows.filter(pl.col("source_b") == source).select("isin", name="name_b").unique("isin", maintain_order=True)
        for source in (args.short, args.full)
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


if __name__ == "__main__":
    main()
