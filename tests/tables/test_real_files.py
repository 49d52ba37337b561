"""Publishers' real files: as many rows as an independent reader finds, the same cells, and no guess about them."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import openpyxl
import pytest

from clearhold.model import CouldNotRead
from clearhold.tables import read_tables
from tests.real_files import DATA, needs_real_files

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_real_files


def _files(*folders: str, endings: tuple[str, ...]) -> list[Path]:
    found = (path for folder in folders for path in (DATA / folder).rglob("*"))
    return sorted(path for path in found if path.suffix in endings)


def _name(path: Path) -> str:
    return str(path.relative_to(DATA))


TEXTS = _files("holdings", "lists", "reference", endings=(".csv",))
WORKBOOKS = _files("holdings", "lists", "reference", endings=(".xlsx",))


@pytest.mark.parametrize("path", TEXTS, ids=_name)
def test_a_text_table_has_the_rows_that_the_csv_module_finds(path: Path) -> None:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader, line, expected = csv.reader(stream), 1, []
        for row in reader:
            if any(cell.strip(" \t\r\n\xa0\x1a") for cell in row):
                expected.append((line, tuple(cell.replace("\r\n", "\n").strip() for cell in row)))
            line = reader.line_num + 1
    found = read_tables(path)
    assert found.remarks == ()
    assert found.format == "CSV (commas, UTF-8)"
    rows = found.sheets[0].rows
    assert len(rows) == len(expected)
    for found_row, (at, cells) in zip(rows, expected, strict=True):
        assert found_row.line == at
        assert found_row.cells == cells[: len(found_row.cells)]
        assert not any(cells[len(found_row.cells) :])


@pytest.mark.parametrize("path", WORKBOOKS, ids=_name)
def test_a_workbook_has_the_sheets_and_rows_that_openpyxl_finds(path: Path) -> None:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    expected = {}
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        filled = (
            (line, [str(cell).strip() != "" for cell in row if cell is not None])
            for line, row in enumerate(sheet.iter_rows(values_only=True), start=1)
        )
        expected[sheet.title] = (
            sheet.sheet_state == "visible",
            {line: sum(cells) for line, cells in filled if any(cells)},
        )
    book.close()
    found = {
        sheet.name: (sheet.visible, {row.line: sum(1 for cell in row.cells if cell) for row in sheet.rows})
        for sheet in read_tables(path).sheets
    }
    assert found == expected


def test_the_exchanges_list_is_read_beyond_its_false_dimension() -> None:
    rows = read_tables(DATA / "reference" / "ListOfSecurities_2026.xlsx").sheets[0].rows
    assert len(rows) > 17_000
    assert rows[2].cells[:2] == ("Stock Code", "Name of Securities")
    assert rows[3].cells[0] == "00001"


def test_norways_fund_is_whole_and_its_figures_are_as_written() -> None:
    rows = read_tables(DATA / "holdings" / "nbim" / "EQ_2019_Country.csv").sheets[0].rows
    assert len(rows) == 9_203
    (hikvision,) = (row for row in rows if "Hikvision" in "".join(row.cells))
    assert "141233203" in hikvision.cells


def test_the_same_fund_as_workbook_and_as_text_holds_the_same_companies() -> None:
    folder = DATA / "holdings" / "nbim"
    text = read_tables(folder / "EQ_2019_Country.csv").sheets[0].rows
    workbook = read_tables(folder / "EQ_2019_Industry.xlsx").sheets[0].rows
    name, other = text[0].cells.index("Name"), workbook[0].cells.index("Name")
    assert sorted(row.cells[name] for row in text) == sorted(row.cells[other] for row in workbook)


def test_an_opendocument_list_with_line_breaks_between_its_cells_is_read() -> None:
    rows = read_tables(DATA / "lists" / "uk_sanctions_list_2025-08-11.ods").sheets[0].rows
    assert rows[0].cells[:3] == ("Unique ID", "OFSI Group ID", "Name")
    assert len(rows) == 5_303


@pytest.mark.parametrize("path", _files("holdings", "lists", endings=(".xml", ".json", ".pdf", ".html")), ids=_name)
def test_what_is_no_table_is_refused(path: Path) -> None:
    with pytest.raises(CouldNotRead, match=r" is (an XML file|a JSON file|a PDF|a web page), not a table"):
        read_tables(path)
