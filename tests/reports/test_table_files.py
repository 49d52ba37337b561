"""The run's tables as CSV and Parquet."""

from __future__ import annotations

import csv
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clearhold.model import FindingTable, SetAsideReason
from clearhold.reports.table_files import write_csv, write_parquet
from tests.reports.a_screening import a_hostile_screening, a_screening, an_empty_screening
from tests.reports.screening_parts import Facts, put_together

if TYPE_CHECKING:
    from pathlib import Path

PROMISED = (
    "file sheet line fund as_of name isin country market_value currency base_value weight outcome probability evidence "
    "list entry entry_name evidence_class programme ground listed_on delisted_on source"
)


def read_back(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_findings_have_the_promised_columns_in_the_order_of_the_table(tmp_path: Path) -> None:
    write_csv(a_screening().findings, tmp_path / "findings.csv", guard_formulas=True)
    header = (tmp_path / "findings.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert header == FindingTable.column_names()
    assert [column for column in PROMISED.split() if column not in header] == []


def test_amounts_keep_their_digits_and_lose_trailing_zeros(tmp_path: Path) -> None:
    table = pl.DataFrame(
        {"amount": [Decimal(141233203), Decimal("100.500000"), Decimal("-0.000001"), Decimal(0), Decimal(1000)]},
        schema={"amount": pl.Decimal(38, 6)},
    )
    write_csv(table, tmp_path / "t.csv", guard_formulas=True)
    assert [row["amount"] for row in read_back(tmp_path / "t.csv")] == ["141233203", "100.5", "-0.000001", "0", "1000"]


def test_hikvision_is_written_to_the_dollar_with_its_line_and_day(tmp_path: Path) -> None:
    write_csv(a_screening().findings, tmp_path / "findings.csv", guard_formulas=True)
    (row,) = [row for row in read_back(tmp_path / "findings.csv") if row["list"] == "us-ns-cmic"]
    assert (row["file"], row["line"], row["as_of"]) == ("EQ_2019_Country.csv", "1115", "2019-12-31")
    assert (row["base_value"], row["probability"], row["listed_on"]) == ("141233203", "0.998", "2021-06-03")
    assert (row["sheet"], row["delisted_on"]) == ("", "")


def test_the_file_is_utf_8_without_a_byte_order_mark_and_with_lf(tmp_path: Path) -> None:
    write_csv(a_hostile_screening().findings, tmp_path / "t.csv", guard_formulas=True)
    content = (tmp_path / "t.csv").read_bytes()
    assert content.startswith(b"file,")
    assert "很长的名字" in content.decode("utf-8")
    assert b"\r\n" not in content


@pytest.mark.parametrize("lead", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_text_that_begins_like_a_formula_gets_an_apostrophe(lead: str, tmp_path: Path) -> None:
    table = pl.DataFrame({"name": [f"{lead}1+1", "plain", None], "line": [1, 2, 3]})
    write_csv(table, tmp_path / "t.csv", guard_formulas=True)
    assert [row["name"] for row in read_back(tmp_path / "t.csv")] == [f"'{lead}1+1", "plain", ""]


def test_negative_amounts_are_numbers_and_get_no_apostrophe(tmp_path: Path) -> None:
    table = pl.DataFrame({"amount": [Decimal("-7.5")], "line": [-3], "p": [-0.25]}, schema_overrides={"line": pl.Int64})
    write_csv(table, tmp_path / "t.csv", guard_formulas=True)
    assert read_back(tmp_path / "t.csv") == [{"amount": "-7.5", "line": "-3", "p": "-0.250"}]


def test_the_guard_against_formulas_can_be_turned_off(tmp_path: Path) -> None:
    write_csv(pl.DataFrame({"name": ["=1+1"]}), tmp_path / "t.csv", guard_formulas=False)
    assert read_back(tmp_path / "t.csv") == [{"name": "=1+1"}]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1, max_size=5))
def test_any_text_comes_back_as_it_was_but_for_the_apostrophe(texts: list[str], tmp_path: Path) -> None:
    write_csv(pl.DataFrame({"name": texts, "last": texts}), tmp_path / "t.csv", guard_formulas=True)
    rows = read_back(tmp_path / "t.csv")
    assert len(rows) == len(texts)
    for text, row in zip(texts, rows, strict=True):
        guarded = text[0] in "=+-@\t\r\n＝＋－＠"
        assert row["name"] == row["last"] == (f"'{text}" if guarded else text)


def test_rows_set_aside_are_written_with_reason_detail_and_their_text(tmp_path: Path) -> None:
    screening = put_together(Facts(set_aside=((9_204, SetAsideReason.TOTAL, "a word for a total", "=SUM | 814"),)))
    write_csv(screening.reading.set_aside, tmp_path / "t.csv", guard_formulas=True)
    (row,) = read_back(tmp_path / "t.csv")
    assert (row["line"], row["reason"], row["detail"]) == ("9204", "total", "a word for a total")
    assert row["text"] == "'=SUM | 814"


def test_values_in_several_currencies_are_written_in_words(tmp_path: Path) -> None:
    amounts = [{"currency": "NOK", "amount": Decimal(1241058528)}, {"currency": "USD", "amount": Decimal("0.5")}]
    pair = pl.Struct({"currency": pl.String, "amount": pl.Decimal(38, 6)})
    table = pl.DataFrame(
        {"line": [1, 2], "stated_values": [amounts, None]}, schema={"line": pl.Int64, "stated_values": pl.List(pair)}
    )
    write_csv(table, tmp_path / "t.csv", guard_formulas=True)
    assert [row["stated_values"] for row in read_back(tmp_path / "t.csv")] == ["NOK 1241058528; USD 0.5", ""]


def test_a_run_without_findings_writes_the_headings_alone(tmp_path: Path) -> None:
    write_csv(an_empty_screening().findings, tmp_path / "t.csv", guard_formulas=True)
    assert (tmp_path / "t.csv").read_text(encoding="utf-8") == ",".join(FindingTable.column_names()) + "\n"


def test_parquet_has_the_findings_with_their_types(tmp_path: Path) -> None:
    findings = a_screening().findings
    write_parquet(findings, tmp_path / "t.parquet")
    assert FindingTable.validate(pl.read_parquet(tmp_path / "t.parquet")).equals(findings)
