"""Real files matched: forty thousand listed companies of the world against built-in lists as they are exported."""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest

from clearhold import match_files
from clearhold.cli import run_command
from clearhold.identity.identifiers import clean_identifier, is_valid
from clearhold.lists import ExportFormat, export_lines, load_lists
from clearhold.matching import says_nothing
from tests.real_files import DATA, needs_real_files

pytestmark = needs_real_files

COMPANIES = DATA / "reference" / "investpy_stocks.csv"
LISTS = ("us-ns-cmic", "us-1260h")

# By the words that only their own names have in these files: whose name is a listed one.
LISTED = {
    "Hikvision": r"(?i)^hangzhou hikvision",
    "Dahua": r"(?i)^zhejiang dahua",
    "Meiya Pico": r"(?i)meiya pico",
    "Alibaba": r"(?i)^alibaba group hold",
    "Tencent": r"(?i)^tencent hold",
    "Baidu": r"(?i)^baidu inc",
    "Hongdu": r"(?i)^jiangxi hongdu",
}
CONFUSABLE = r"(?i)alibaba (health|pictures)|tencent music|huayi tencent|cangzhou dahua|hefei meiya|luzhou laojiao"


@cache
def exported() -> str:
    """The two lists as `clearhold lists export` writes them, each party once."""
    tables = [
        pl.read_csv("".join(export_lines(load_lists([name]), name, ExportFormat.CSV)).encode(), infer_schema=False)
        for name in LISTS
    ]
    return pl.concat(tables).unique("entry", keep="first", maintain_order=True).write_csv()


@cache
def answers(*left_out: str) -> pl.DataFrame:
    """The best answer of each listed company, without some columns of both files; full names are the names."""
    with TemporaryDirectory() as folder:
        files = Path(folder) / "companies.csv", Path(folder) / "listed.csv"
        companies = pl.read_csv(COMPANIES, infer_schema=False)
        companies.drop("name").drop(left_out, strict=False).write_csv(files[0])
        listed = pl.read_csv(exported().encode(), infer_schema=False)
        listed.drop(*left_out, "countries" if "country" in left_out else [], strict=False).write_csv(files[1])
        matched = match_files(*files, out=Path(folder) / "pairs.parquet")
        assert (
            pl.read_parquet(Path(folder) / "pairs.parquet")
            .drop("evidence", "facts")
            .equals(matched.answers.drop("evidence"))
        )
    return matched.answers


def test_every_isin_that_a_list_gives_is_found_and_nothing_else_is_the_same_security() -> None:
    of_list: dict[str, set[str]] = {}
    for row in csv.DictReader(io.StringIO(exported())):
        for text in row["isin"].split(";"):
            isin = clean_identifier(text)
            if isin and is_valid("isin", isin):
                of_list.setdefault(isin, set()).add(row["entry"])
    with COMPANIES.open(encoding="utf-8", newline="") as file:
        expected = {row["id"]: of_list[row["isin"]] for row in csv.DictReader(file) if row["isin"] in of_list}
    found = answers().filter(pl.col("outcome") == "same security")
    told = dict(found.select("query_id", "target_id").rows())
    assert len(expected) > 80
    assert told.keys() == expected.keys()
    assert all(target in expected[query] for query, target in told.items())


@pytest.mark.parametrize("company", LISTED)
def test_listed_companies_are_found_by_their_names_alone(company: str) -> None:
    found = answers("isin", "lei", "country", "symbol", "tag").filter(
        pl.col("query_name").str.contains(LISTED[company])
    )
    assert found.height
    assert set(found["outcome"]) == {"same issuer"}
    assert found["target_name"].str.contains(r"(?i)" + company.partition(" ")[0]).all()


def test_companies_that_are_only_called_like_listed_ones_are_not_them() -> None:
    found = answers("isin", "lei", "country", "symbol", "tag").filter(pl.col("query_name").str.contains(CONFUSABLE))
    assert "same issuer" not in found["outcome"]


def test_by_names_alone_nearly_all_that_is_called_the_same_has_the_lists_isin_or_none_to_compare() -> None:
    by_name = answers("isin", "lei", "country", "symbol", "tag").filter(pl.col("outcome") == "same issuer")
    with_facts = answers().filter(pl.col("outcome") == "contradicted")
    wrong = by_name.join(with_facts, on=["query_id", "target_id"], how="semi")
    assert by_name.height > 60
    assert wrong.height <= 0.1 * by_name.height


def test_every_row_is_answered_or_counted_and_names_that_say_nothing_are_told_by_line(tmp_path: Path) -> None:
    (tmp_path / "listed.csv").write_text(exported(), encoding="utf-8")
    matched = match_files(COMPANIES, tmp_path / "listed.csv")
    rows = list(csv.DictReader(io.StringIO(COMPANIES.read_text(encoding="utf-8"))))
    assert matched.queries.table.height == len(rows)
    assert matched.answered_count == matched.answers["query_id"].n_unique()
    names = pl.Series([row["name"] for row in rows])
    silent = [number + 2 for number in says_nothing(names).arg_true()]
    assert [line for _, line in matched.silent[0].rows] == silent


def test_one_of_them_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "listed.csv").write_text(exported(), encoding="utf-8")
    rows = csv.DictReader(io.StringIO(COMPANIES.read_text(encoding="utf-8")))
    row = next(row for row in rows if row["isin"] == "CNE100000PM8")
    assert run_command(["match", str(COMPANIES), str(tmp_path / "listed.csv"), "--explain", row["id"]]) == 0
    told = capsys.readouterr().out
    assert '"Hik Vision Digital A"' in told
    assert "    DIGITAL: 1 in " in told
    assert "for: ISIN CNE100000PM8 is the target's own; name: " in told
    assert "country CN agrees" in told
