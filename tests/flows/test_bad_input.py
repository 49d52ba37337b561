"""Files that go wrong, through the whole program: one clear line and exit code 2, or the row set aside."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import polars as pl
import pytest

from clearhold import screen
from clearhold.cli import run_command
from tests.tables import hostile

if TYPE_CHECKING:
    from pathlib import Path

    from clearhold.model import Screening

HEADING = "Name,ISIN,Country,Market Value (USD)\n"
HIKVISION = "Hangzhou Hikvision Digital Technology Co Ltd,CNE100000PM8,China,141233203\n"
NESTLE = "Nestle SA,CH0038863350,Switzerland,1000\n"


def written(folder: Path, content: str | bytes, name: str = "fund.csv") -> Path:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def screened(folder: Path, content: str | bytes, name: str = "fund.csv") -> Screening:
    screening = screen(written(folder, content, name), out=folder / "out")
    totals = screening.totals
    assert totals.rows_in == totals.screened + totals.set_aside
    return screening


def hikvision_is_found(screening: Screening) -> bool:
    return screening.findings["name"].str.contains("Hikvision").any()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("fund.csv", b"", "empty"),
        ("fund.csv", b"Dear Sir,\nplease find nothing here.\n", "table"),
        ("fund.csv", HEADING.encode(), "no row"),
        ("fund.csv", (HEADING + '"Hikvision,CNE100000PM8,China,1\n' + NESTLE * 3).encode(), "quotation mark"),
        ("fund.csv", HEADING.encode() + HIKVISION.encode() + b"Nes\0tle,,,1\n", "NUL"),
        ("fund.csv", (HEADING + f"{'x' * 300_000},,,1\n").encode(), "line 2"),
        (
            "fund.csv",
            b"Security Name,Holding Name,Value\nAlpha plc,Beta AG,1\nGamma SA,Delta NV,2\n",
            "--columns name=",
        ),
        ("fund.csv", b"Name,Market Value (USD)\nNestle SA,much\nRoche AG,more\nABB Ltd,most\n", "Market Value"),
        ("fund.xlsx", b"<html><body><table><tr><td>Name</td></tr></table></body></html>", "web page"),
        ("fund.xlsx", hostile.lone_cell(), "XFD1048576"),
        ("fund.xlsx", hostile.countless_strings(), "fund.xlsx"),
        ("fund.xlsx", hostile.row_bomb(1100), "fund.xlsx"),
        ("fund.xlsx", hostile.ole("EncryptedPackage", "EncryptionInfo"), "password"),
        ("fund.xlsx", hostile.billion_laughs_in_sheet(), "fund.xlsx"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_file_that_cannot_be_read_is_one_line_and_exit_code_2(
    name: str, content: bytes, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, content, name)
    assert run_command(["screen", str(file), "--out", str(tmp_path / "out")]) == 2
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1, captured.err
    assert message in captured.err
    assert name in captured.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "content",
    [
        (HEADING + HIKVISION + NESTLE).replace("\n", "\r").encode(),
        (HEADING + HIKVISION + NESTLE).encode("utf-16"),
        (HEADING + HIKVISION + NESTLE).replace(",", ";").encode("utf-8-sig"),
        (HEADING + HIKVISION + NESTLE).replace(",", "\t").encode("cp1252"),
    ],
    ids=["CR only", "UTF-16", "semicolons and a byte order mark", "tabs"],
)
def test_a_file_of_another_dialect_is_read_whole(content: bytes, tmp_path: Path) -> None:
    screening = screened(tmp_path, content)
    assert screening.totals.screened == 2
    assert hikvision_is_found(screening)


def test_a_workbook_with_a_false_dimension_is_read_whole(tmp_path: Path) -> None:
    screening = screen(written(tmp_path, hostile.false_dimension(50), "fund.xlsx"))
    assert screening.totals.rows_in > 40


def test_a_ragged_row_is_kept_or_set_aside_with_its_line(tmp_path: Path) -> None:
    screening = screened(tmp_path, HEADING + HIKVISION + "Nestle SA,CH0038863350\n" + "Roche,,,5,extra,cells\n")
    assert screening.totals.rows_in == 3
    lines = {*screening.reading.holdings["line"], *screening.reading.set_aside["line"]}
    assert lines == {2, 3, 4}


def test_identifiers_keep_their_zeros_and_their_exponents(tmp_path: Path) -> None:
    screening = screened(
        tmp_path,
        "Name,SEDOL,CUSIP,Value (USD)\nDiageo,0237400,037833E10,5\nApple Inc,2046251,037833100,7\n",
    )
    assert screening.reading.holdings["sedol"].to_list()[0] == "0237400"
    assert screening.reading.holdings["cusip"].to_list()[0] == "037833E10"


def test_an_isin_with_a_bad_check_digit_is_kept_flagged_and_matched_by_name(tmp_path: Path) -> None:
    screening = screened(tmp_path, HEADING + HIKVISION.replace("CNE100000PM8", "CNE100000PM9") + NESTLE)
    assert screening.reading.holdings["isin"][0] == "CNE100000PM9"
    assert screening.reading.holdings["isin_valid"][0] is False
    assert any("CNE100000PM9" in str(problem) for problem in screening.problems)
    assert hikvision_is_found(screening)
    assert set(screening.matches["basis"]) == {"name"}


def test_negative_values_are_kept_and_summed(tmp_path: Path) -> None:
    screening = screened(tmp_path, HEADING + HIKVISION.replace("141233203", "(500)") + NESTLE)
    assert screening.totals.value == Decimal(500)
    assert screening.totals.likely == Decimal(-500)


def test_two_currencies_ask_for_one_and_are_converted_to_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two = "As of,31 December 2019\n\nName,Currency,Market Value\nHangzhou Hikvision Digital,USD,10\nNestle SA,EUR,100\n"
    file = written(tmp_path, two)
    assert run_command(["screen", str(file)]) == 2
    assert "EUR and USD" in capsys.readouterr().err
    # 1.1234 dollars to the euro: European Central Bank, 31 December 2019
    assert screen(file, base="USD").totals.value == Decimal("122.34")


def test_a_list_without_names_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = written(tmp_path, "ISIN\nCNE100000PM8\n", "own.csv")
    file = written(tmp_path, HEADING + HIKVISION)
    assert run_command(["screen", str(file), "--list", str(own)]) == 2
    captured = capsys.readouterr().err
    assert "own.csv" in captured
    assert "name" in captured


@pytest.mark.parametrize("lead", ["=", "+", "-", "@"])
def test_text_that_begins_like_a_formula_is_none_in_what_is_written(lead: str, tmp_path: Path) -> None:
    name = f"{lead}HYPERLINK(1) Hangzhou Hikvision Digital Technology"
    screened(tmp_path, HEADING + f'"{name}",CNE100000PM8,China,5\n' + NESTLE)
    with (tmp_path / "out" / "findings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert all(row["name"].startswith("'") for row in rows)
    book = openpyxl.load_workbook(tmp_path / "out" / "report.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert any(cell.value == name for cell in cells)


def test_what_is_written_agrees_with_what_was_found(tmp_path: Path) -> None:
    screening = screened(tmp_path, HEADING + HIKVISION + NESTLE + "USD CASH,,,7\n" + "Total,,,141234210\n")
    out = tmp_path / "out"
    with (out / "findings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0])[:4] == ["file", "sheet", "line", "fund"]
    assert len(rows) == screening.totals.findings == pl.read_parquet(out / "findings.parquet").height
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"), parse_float=Decimal)
    assert summary["rows"] == {"in": 4, "screened": 2, "set_aside": 2}
    assert summary["value"]["total"] == 141234210
    assert {row["line"] for row in rows} == {"2"}


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    file = written(tmp_path, HEADING + HIKVISION + NESTLE)
    screen(file, out=tmp_path / "one")
    screen(file, out=tmp_path / "two")
    for path in sorted((tmp_path / "one").rglob("*")):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes(), path.name
