"""The report as a workbook, read back."""

from __future__ import annotations

import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import polars as pl

from clearhold.model import FindingTable
from clearhold.reports import xlsx
from clearhold.reports.xlsx import write_xlsx
from tests.reports.a_screening import (
    a_failed_screening,
    a_hostile_screening,
    a_screening,
    a_screening_of_two_funds,
    an_empty_screening,
)
from tests.reports.screening_parts import Facts, put_together

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from clearhold.model import Screening

SHEETS = ["Summary", "Findings", "Exposure", "Coverage", "Set aside", "Lists", "Problems", "Method"]


def book_of(screening: Screening, folder: Path) -> Any:
    write_xlsx(screening, folder / "report.xlsx")
    return openpyxl.load_workbook(folder / "report.xlsx")


def rows_of(sheet: Any) -> list[dict[str, Any]]:
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_the_workbook_has_its_sheets_with_frozen_headings_and_filters(tmp_path: Path) -> None:
    book = book_of(a_screening(), tmp_path)
    assert book.sheetnames == SHEETS
    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    assert all(sheet.auto_filter.ref for sheet in book)


def test_findings_have_every_column_with_numbers_and_dates_as_such(tmp_path: Path) -> None:
    sheet = book_of(a_screening(), tmp_path)["Findings"]
    rows = rows_of(sheet)
    assert list(rows[0]) == FindingTable.column_names()
    (row,) = [row for row in rows if row["list"] == "us-ns-cmic"]
    assert row["base_value"] == 141_233_203
    assert row["as_of"] == datetime(2019, 12, 31)  # noqa: DTZ001  # a workbook's dates have no zone
    assert row["probability"] == 0.998
    assert row["line"] == 1115


def test_money_shares_and_dates_have_their_formats(tmp_path: Path) -> None:
    sheet = book_of(a_screening(), tmp_path)["Findings"]
    formats = {cell.value: below.number_format for cell, below in zip(sheet[1], sheet[2], strict=True)}
    assert formats["base_value"] == "#,##0.00"
    assert formats["weight"] == "0.0000%"
    assert formats["as_of"] == "yyyy-mm-dd"


def test_no_cell_is_a_formula_or_a_link_whatever_the_text(tmp_path: Path) -> None:
    book = book_of(a_hostile_screening(), tmp_path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b"}
    assert [cell for cell in cells if cell.hyperlink] == []
    texts = {cell.value for cell in cells if cell.data_type == "s"}
    assert '=HYPERLINK("http://evil.example","x")<script>window.pwn=1</script>' in texts
    assert "+cmd|' /C calc'!A0" in texts
    assert "=1+1 | @x" in texts


def test_a_number_in_text_stays_text(tmp_path: Path) -> None:
    held = [each._replace(isin="037833100") for each in Facts().held]
    rows = rows_of(book_of(put_together(Facts(held=held)), tmp_path)["Findings"])
    assert {row["isin"] for row in rows} == {"037833100"}


def test_the_same_run_gives_the_same_bytes_and_names_no_time_of_writing(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_xlsx(a_screening(), tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.xlsx") as book:
        assert {member.date_time[0] for member in book.infolist()} == {1980}
        assert b"2000-01-01T00:00:00Z</dcterms:created>" in book.read("docProps/core.xml")


def test_the_summary_has_the_answer_and_the_figures(tmp_path: Path) -> None:
    summary = {row["what"]: row["answer"] for row in rows_of(book_of(a_screening(), tmp_path)["Summary"])}
    assert summary["The answer"].startswith(
        "4 companies held are on official lists whose stated ground is human rights"
    )
    assert summary["Value of all positions"] == 814_010_091_374
    assert summary["Rows read"] == 9_202


def test_exposure_names_classes_of_evidence_and_leaves_out_numbers_of_companies(tmp_path: Path) -> None:
    rows = rows_of(book_of(a_screening(), tmp_path)["Exposure"])
    values = {row["key"]: row["base_value"] for row in rows if row["dimension"] == "evidence class"}
    assert values == {"1 official, human-rights ground": 178_805_661, "2 official, another ground": 9_792_409_082}
    assert "party" not in {row["dimension"] for row in rows}


def test_what_could_not_be_judged_stands_below_coverage_line_by_line(tmp_path: Path) -> None:
    sheet = book_of(a_screening_of_two_funds(), tmp_path)["Coverage"]
    rows = list(sheet.iter_rows(values_only=True))
    title = next(number for number, row in enumerate(rows) if row[0] == "Holdings that could not be judged")
    header, *below = rows[title + 1 :]
    (row,) = [dict(zip(header, each, strict=True)) for each in below]
    assert (row["file"], row["sheet"], row["line"]) == ("512237744_psum_0219.xlsx", "תעודות סל", 67)
    assert row["not_judged"] == "fund, its own holdings not looked through"


def test_a_sheet_that_is_too_long_says_where_the_other_rows_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "_MOST_ROWS", 5)
    rows = list(book_of(a_screening(), tmp_path)["Findings"].iter_rows(values_only=True))
    assert len(rows) == 1 + 5 + 1
    assert rows[-1][0] == "The first 5 rows are here; all are in findings.csv."


def test_text_longer_than_a_cell_holds_is_cut_and_says_so(tmp_path: Path) -> None:
    held = [each._replace(name="x" * 40_000) for each in Facts().held]
    rows = rows_of(book_of(put_together(Facts(held=held)), tmp_path)["Findings"])
    assert len(rows[0]["name"]) == 32_767
    assert rows[0]["name"].endswith("(cut: a cell holds no more)")


def test_a_run_without_findings_has_all_sheets(tmp_path: Path) -> None:
    book = book_of(an_empty_screening(), tmp_path)
    assert book.sheetnames == SHEETS
    assert rows_of(book["Findings"]) == []


def test_a_failed_run_says_so_in_the_first_row_and_below_the_findings(tmp_path: Path) -> None:
    book = book_of(a_failed_screening(an_empty_screening()), tmp_path)
    first, missed, *others = rows_of(book["Summary"])
    assert first["what"] == "FAILED"
    assert first["answer"].startswith("This screening failed its own check: “IFLYTEK” of BIS Xinjiang was planted")
    assert book["Summary"]["A2"].font.b
    assert book["Summary"]["B2"].font.color.rgb == "FFA3161C"
    assert missed["what"] == "Planted and not found"
    assert {row["answer"] for row in others} >= {
        "Whether a company that is held is on the 7 lists screened against is not known."
    }
    below = [row for row in book["Findings"].iter_rows(values_only=True) if row[0] == "FAILED"]
    assert [row[1] for row in below] == [first["answer"]]


def test_every_list_is_there_with_version_and_hash(tmp_path: Path) -> None:
    screening = a_screening()
    rows = rows_of(book_of(screening, tmp_path)["Lists"])
    assert [(row["version"], row["sha256"]) for row in rows] == [
        (each.version, each.sha256) for each in screening.lists.lists
    ]
    assert pl.DataFrame(rows).height == 7
