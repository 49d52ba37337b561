"""Makes `src/clearhold/identity/data/word_counts.csv`: how many company names have each word.

    python bench/make_word_counts.py --out TABLE.csv FILE:COLUMN...

Each file is a CSV of holdings or listings; a preamble above the heading is skipped. A company that several files name
is counted once: names are compared by their words, legal forms and words of the security off. Only words and counts
are kept, and only of words in at least `--least` names.
"""

from __future__ import annotations

import argparse
import csv
import itertools
from pathlib import Path

import polars as pl

from clearhold.identity.names import WordRole, read_names
from clearhold.identity.rarity import NAMES_LINE


def read_column(place: str) -> list[str]:
    """The cells of one column of a CSV file, whatever stands above its heading."""
    path, _, column = place.rpartition(":")
    lines = Path(path).read_text(encoding="utf-8-sig", errors="replace").splitlines()
    rows = itertools.dropwhile(lambda row: column not in row, csv.reader(lines))
    heading = next(rows)
    at = heading.index(column)
    return [row[at] for row in rows if len(row) > at]


def count_words(names: list[str], least: int) -> tuple[int, pl.DataFrame]:
    """How many distinct companies there are, and in how many of their names each word is."""
    read = read_names(pl.Series("name", sorted(set(names)), dtype=pl.String))
    words = read.words.filter(pl.col("role") != WordRole.FORM)
    companies = words.group_by("id").agg(key=pl.col("stem").unique().sort().str.join(" ")).unique("key")
    counts = (
        words.filter(pl.col("id").is_in(companies["id"].implode()), pl.col("stem").str.len_chars() > 1)
        .group_by(word="stem")
        .agg(count=pl.col("id").n_unique())
        .filter(pl.col("count") >= least)
        .sort("count", "word", descending=[True, False])
    )
    return len(companies), counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("columns", nargs="+", metavar="FILE:COLUMN")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--least", type=int, default=3)
    parser.add_argument("--what", default="public holdings files and exchange listings", help="said in the table")
    args = parser.parse_args()

    names = [name for place in args.columns for name in read_column(place)]
    companies, counts = count_words(names, args.least)
    with args.out.open("w", encoding="utf-8", newline="") as file:
        file.write(f"# Words of company names and the number of names that have each, from {args.what}.\n")
        file.write(f"{NAMES_LINE} {companies}\n")
        file.write(counts.write_csv())
    print(f"{companies} company names, {len(counts)} words in at least {args.least} of them")


if __name__ == "__main__":
    main()
