"""The tasks of accuracy, made from real sources' spellings of companies, joined by ISIN.

Names: made by `name_truth.py`. Hard negatives: pairs of near names with different ISINs, each pair a question. Chinese:
Chinese names, full or short, against English ones, with the country known on both sides, and back.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "peers"))
from matchers import DATA, NAME_TRUTH

TRUTH = DATA / "truth"
STOCKS = DATA / "reference" / "investpy_stocks.csv"
CHINESE = {"full": "tushare_zh_2020", "short": "tushare_zhshort_2020"}


def make_names_task(folder: Path) -> Path:
    """Every pair of `name_pairs.csv`, and listed companies that are not on the list."""
    pairs = str(TRUTH / "name_pairs.csv")
    command = [
        sys.executable,
        str(NAME_TRUTH),
        "make",
        "--pairs",
        pairs,
        "--background",
        str(STOCKS),
        "--out",
        str(folder),
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder


def make_hard_task(folder: Path) -> Path:
    """The names of `hard_negatives.csv`; `pairs.csv` has the pairs, none of which is one security."""
    pairs = pl.read_csv(TRUTH / "hard_negatives.csv", infer_schema=False)
    queries, targets = (
        pairs.select(name=side)
        .unique(maintain_order=True)
        .with_row_index("row")
        .select(id=pl.lit(letter) + pl.col("row").cast(pl.String), name="name", country=pl.lit(""))
        for side, letter in (("name_a", "q"), ("name_b", "t"))
    )
    asked = (
        pairs.join(queries.select(query_id="id", name_a="name"), on="name_a", maintain_order="left")
        .join(targets.select(target_id="id", name_b="name"), on="name_b", maintain_order="left")
        .unique(["query_id", "target_id"], maintain_order=True)
        .select("query_id", "target_id", "name_a", "name_b")
    )
    write_task(folder, queries, targets, asked.select("query_id", target_id=pl.lit(""), sources=pl.lit("hard")))
    asked.write_csv(folder / "pairs.csv")
    return folder


def make_chinese_task(folder: Path, form: str, *, reverse: bool = False, half: bool = False) -> Path:
    """Chinese names of a form held against English names listed, or the reverse; with `half`, half of the companies
    held are not listed.
    """
    pairs = pl.read_csv(TRUTH / "name_pairs_cjk.csv", infer_schema=False)
    chinese = pairs.filter(pl.col("source_b") == CHINESE[form]).unique("isin", maintain_order=True)
    english = pairs.sort(pl.col("name_a").str.len_chars(), descending=True, maintain_order=True).unique(
        "isin", maintain_order=True
    )
    names = (
        chinese.select("isin", chinese="name_b").join(english.select("isin", english="name_a"), on="isin").sort("isin")
    )
    held, listed = ("english", "chinese") if reverse else ("chinese", "english")
    kept = pl.col("isin").map_elements(is_first_half, return_dtype=pl.Boolean) if half else pl.lit(value=True)
    targets, queries = (
        rows.sort(column, "isin")
        .with_row_index("row")
        .select("isin", id=pl.lit(letter) + pl.col("row").cast(pl.String), name=column, country=pl.lit("CN"))
        for rows, column, letter in ((names.filter(kept), listed, "t"), (names, held, "q"))
    )
    truth = queries.join(targets.select("isin", target_id="id"), on="isin", how="left", maintain_order="left").select(
        query_id="id", target_id=pl.col("target_id").fill_null(""), sources=pl.lit(f"{form} Chinese")
    )
    queries, targets = queries.drop("isin"), targets.drop("isin")
    write_task(folder, queries, targets, truth)
    return folder


def is_first_half(isin: str) -> bool:
    """Whether an ISIN's hash is even."""
    return hashlib.sha256(isin.encode()).digest()[0] % 2 == 0


def write_task(folder: Path, queries: pl.DataFrame, targets: pl.DataFrame, truth: pl.DataFrame) -> None:
    """The three files of a task."""
    folder.mkdir(parents=True, exist_ok=True)
    queries.write_csv(folder / "queries.csv")
    targets.write_csv(folder / "targets.csv")
    truth.write_csv(folder / "truth.csv")
