"""Workbooks and Parquet: every sheet, every row under its true number, values as text."""

from __future__ import annotations

import datetime as dt
import struct
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import polars as pl
import pytest
import xlsxwriter
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from clearhold.tables import Sheet, TableFile, read_tables
from clearhold.tables.child.cell_text import cell_text, number_text
from tests.tables import hostile

if TYPE_CHECKING:
    from pathlib import Path


def cells(sheet: Sheet) -> list[tuple[str, ...]]:
    return [row.cells for row in sheet.rows]


def numbered(sheet: Sheet) -> dict[int, tuple[str, ...]]:
    return {row.line: row.cells for row in sheet.rows}


def read_xlsx(path: Path, rows: str, **more: Any) -> TableFile:
    path = path / "fund.xlsx"
    path.write_bytes(hostile.xlsx(rows, **more))
    return read_tables(path)


def read_ods(path: Path, body: str, **more: Any) -> TableFile:
    path = path / "fund.ods"
    path.write_bytes(hostile.ods(body, **more))
    return read_tables(path)


def test_an_xlsx_gives_its_values_as_text(tmp_path: Path) -> None:
    path = tmp_path / "fund.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Equities")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, ["Name", " CUSIP ", "Value", "Small", "Huge", "Date", "Time", "Flag"])
    sheet.write_row(1, 0, ["Apple Inc", "037833E10", 37833100, 1e-7, 1e22])
    sheet.write_datetime(1, 5, dt.datetime(2021, 8, 30), day)  # noqa: DTZ001 - a workbook's dates have no zone
    sheet.write_datetime(1, 6, dt.datetime(2021, 8, 30, 16, 5), day)  # noqa: DTZ001
    sheet.write_boolean(1, 7, boolean=True)
    sheet.write_row(2, 0, ["Hikvision", "002415", -1234.5])
    book.close()

    found = read_tables(path)

    assert (found.format, found.size) == ("XLSX workbook", path.stat().st_size)
    assert cells(found.sheets[0]) == [
        ("Name", "CUSIP", "Value", "Small", "Huge", "Date", "Time", "Flag"),
        (
            "Apple Inc",
            "037833E10",
            "37833100",
            "0.0000001",
            "10000000000000000000000",
            "2021-08-30",
            "2021-08-30 16:05:00",
            "TRUE",
        ),
        ("Hikvision", "002415", "-1234.5"),
    ]


def test_rows_keep_their_numbers_and_columns_below_and_beside_empty_ones(tmp_path: Path) -> None:
    path = tmp_path / "fund.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write("C5", "Name")
    sheet.write("C9", "Apple")
    sheet.merge_range("D11:F12", "Total")
    book.close()
    assert numbered(read_tables(path).sheets[0]) == {
        5: ("", "", "Name"),
        9: ("", "", "Apple"),
        11: ("", "", "", "Total"),
    }


def test_hidden_sheets_are_read_flagged_and_remarked_on(tmp_path: Path) -> None:
    path = tmp_path / "fund.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("Shown").write("A1", "Name")
    hidden, very_hidden = book.add_worksheet("Hidden"), book.add_worksheet("Very hidden")
    hidden.write("A1", "Name")
    hidden.hide()
    very_hidden.very_hidden()
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=Shown!$A$1:$A$2"})
    book.add_chartsheet("Chart").set_chart(chart)
    book.close()
    found = read_tables(path)
    assert [(sheet.name, sheet.visible) for sheet in found.sheets] == [
        ("Shown", True),
        ("Hidden", False),
        ("Very hidden", False),
    ]
    assert found.remarks == ('hidden in the workbook and read all the same: "Hidden", "Very hidden"',)


def test_a_false_dimension_loses_no_row(tmp_path: Path) -> None:
    path = tmp_path / "fund.xlsx"
    path.write_bytes(hostile.false_dimension(3855, stated="A1:J2"))
    rows = read_tables(path).sheets[0].rows
    assert len(rows) == 3855
    assert (rows[-1].line, rows[-1].cells) == (3855, ("Company 3855", "3855"))


def test_error_cells_show_their_error_and_are_remarked_on(tmp_path: Path) -> None:
    found = read_xlsx(
        tmp_path,
        f'<row r="1">{hostile.cell("A1", "Name")}{hostile.cell("B1", "Value")}</row>'
        f'<row r="2">{hostile.cell("A2", "Apple")}<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        '<row r="4"><c r="C4" s="1" t="e"><v>#REF!</v></c></row>',
    )
    assert numbered(found.sheets[0]) == {1: ("Name", "Value"), 2: ("Apple", "#DIV/0!"), 4: ("", "", "#REF!")}
    (remark,) = found.remarks
    assert remark == (
        'sheet "Holdings": 2 cells hold an error or a formula without its result, such as #DIV/0! in row 2; they are '
        "shown so and have no value"
    )


def test_a_formula_without_its_result_is_shown_and_not_taken_for_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Name", "Shares", "Price", "Value"])
    sheet.append(["Apple & Co", 2, 3, "=B2*C2"])
    sheet.append(["Nestle", 2, 3, '=IF(B3>1,"<a>",0)'])
    path = tmp_path / "fund.xlsx"
    book.save(path)
    found = read_tables(path)
    assert cells(found.sheets[0])[1:] == [("Apple & Co", "2", "3", "=B2*C2"), ("Nestle", "2", "3", '=IF(B3>1,"<a>",0)')]
    assert "2 cells hold an error or a formula without its result" in found.remarks[0]


def test_formulas_with_results_are_their_results(tmp_path: Path) -> None:
    found = read_xlsx(
        tmp_path,
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>a</v></c>'
        '<c r="C1" t="str"><f>""</f><v></v></c><c r="D1" s="1"/><c r="E1" t="b"><f>TRUE()</f><v>1</v></c></row>',
    )
    assert cells(found.sheets[0]) == [("2", "a", "", "", "TRUE")]
    assert found.remarks == ()


def test_an_xlsx_with_prefixed_names_keeps_its_errors(tmp_path: Path) -> None:
    sheet = (
        f'<?xml version="1.0"?><x:worksheet xmlns:x="{hostile.MAIN}"><x:sheetData><x:row r="2">'
        '<x:c r="A2" t="inlineStr"><x:is><x:t>Apple</x:t></x:is></x:c><x:c r="B2" t="e"><x:v>#N/A</x:v></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    found = read_xlsx(tmp_path, "", **{"xl/worksheets/sheet1.xml": sheet})
    assert numbered(found.sheets[0]) == {2: ("Apple", "#N/A")}


def test_rich_and_phonetic_text_is_the_text_alone(tmp_path: Path) -> None:
    found = read_xlsx(
        tmp_path,
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>',
        **{
            "xl/sharedStrings.xml": f'<?xml version="1.0"?><sst xmlns="{hostile.MAIN}"><si><r><t>Ali</t></r><r>'
            "<t>baba</t></r></si><si><t>任天堂</t><rPh><t>ニンテンドウ</t></rPh></si></sst>"
        },
    )
    assert cells(found.sheets[0]) == [("Alibaba", "任天堂")]


def test_an_xls_is_read_with_true_row_numbers_and_hidden_sheets(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Equities")
    for column, value in enumerate(["Name", "Value", "Date", "Flag"]):
        sheet.write(3, column + 1, value)
    sheet.write(5, 1, "Société Générale")
    sheet.write(5, 2, 37833100)
    sheet.write(5, 3, dt.date(2021, 8, 30), xlwt.easyxf(num_format_str="YYYY-MM-DD"))
    sheet.write(5, 4, True)
    book.add_sheet("Hidden").visibility = 1
    path = tmp_path / "fund.xls"
    book.save(str(path))
    found = read_tables(path)
    assert found.format == "XLS workbook"
    assert numbered(found.sheets[0]) == {
        4: ("", "Name", "Value", "Date", "Flag"),
        6: ("", "Société Générale", "37833100", "2021-08-30", "TRUE"),
    }
    assert [sheet.visible for sheet in found.sheets] == [True, False]


@pytest.mark.parametrize("form", [0, 1])
def test_an_xls_under_a_password_is_refused(tmp_path: Path, form: int) -> None:
    book = xlwt.Workbook()
    book.add_sheet("Equities").write(0, 0, "Name")
    path = tmp_path / "fund.xls"
    book.save(str(path))
    content = path.read_bytes()
    # FILEPASS in place of the two records that follow the stream's first (INTERFACEHDR and MMS).
    start = content.index(bytes.fromhex("e1000200"))
    path.write_bytes(content[:start] + struct.pack("<HHQ", 0x2F, 8, form) + content[start + 12 :])
    with pytest.raises(ValueError, match="is protected by a password"):
        read_tables(path)


def test_an_ods_gives_values_repeats_and_hidden_sheets(tmp_path: Path) -> None:
    value = '<table:table-cell office:value-type="{}" office:{}="{}"><text:p>{}</text:p></table:table-cell>'
    body = (
        '<table:table table:name="Equities"><table:table-row table:number-rows-repeated="3"><table:table-cell/>'
        "</table:table-row><table:table-row>"
        '<table:table-cell office:value-type="string"><text:p>Name</text:p></table:table-cell>'
        + value.format("float", "value", "37833100", "37,833,100")
        + value.format("percentage", "value", "0.0525", "5.25%")
        + value.format("currency", "value", "-12.5", "-£12.50")
        + value.format("date", "date-value", "2021-08-30", "30/08/21")
        + value.format("date", "date-value", "2021-08-30T16:05:00", "30/08/21 16:05")
        + value.format("boolean", "boolean-value", "true", "WAHR")
        + "</table:table-row>"
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>x</text:p>'
        "</table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048569">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
        + hostile.ods_table("<text:p>n</text:p>", name="Notes").replace(
            "<table:table ", '<table:table table:style-name="ta2" ', 1
        )
    )
    hidden = '<style:table-properties table:display="false"/>'
    styles = f'<style:style style:name="ta2" style:family="table">{hidden}</style:style>'
    found = read_ods(tmp_path, body, styles=styles)
    assert found.format == "ODS spreadsheet"
    assert numbered(found.sheets[0]) == {
        4: ("Name", "37833100", "0.0525", "-12.5", "2021-08-30", "2021-08-30 16:05:00", "TRUE"),
        5: ("", "", "x", "x"),
        6: ("", "", "x", "x"),
    }
    assert [(sheet.name, sheet.visible) for sheet in found.sheets] == [("Equities", True), ("Notes", False)]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<text:p>a</text:p><text:p>b</text:p>", "a\nb"),
        ('<text:p>a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d</text:p>', "a  b\tc\nd"),
        ("<text:p><text:span>Ali</text:span> <text:span>Baba</text:span></text:p>", "Ali Baba"),
        ("<office:annotation><text:p>a remark</text:p></office:annotation><text:p>Name</text:p>", "Name"),
        ("\n   <!-- a comment --><text:p>a &amp; b<![CDATA[ <c>]]></text:p>\n ", "a & b <c>"),
    ],
)
def test_the_text_of_an_ods_cell(tmp_path: Path, content: str, text: str) -> None:
    assert cells(read_ods(tmp_path, hostile.ods_table(content)).sheets[0]) == [(text,)]


def test_an_error_in_an_ods_is_shown_and_not_the_zero_stored_with_it(tmp_path: Path) -> None:
    body = hostile.ods_table(
        "<text:p>#DIV/0!</text:p>", kind="float", more=' office:value="0" calcext:value-type="error"'
    )
    assert cells(read_ods(tmp_path, body).sheets[0]) == [("#DIV/0!",)]


def test_an_ods_cell_without_a_type_keeps_its_text(tmp_path: Path) -> None:
    body = hostile.ods_table("<text:p>Name</text:p>").replace(' office:value-type="string"', "")
    assert cells(read_ods(tmp_path, body).sheets[0]) == [("Name",)]


def test_an_xlsb_is_read(tmp_path: Path) -> None:
    path = tmp_path / "fund.xlsb"
    path.write_bytes(_xlsb([["Name", "Value"], ["Apple Inc", 37833100.0], ["Société", 0.5]]))
    found = read_tables(path)
    assert found.format == "XLSB workbook"
    assert cells(found.sheets[0]) == [("Name", "Value"), ("Apple Inc", "37833100"), ("Société", "0.5")]


def test_parquet_has_its_heading_on_line_1_and_every_type_as_text(tmp_path: Path) -> None:
    path = tmp_path / "fund.parquet"
    pl.DataFrame(
        {
            "Name": ["Apple Inc ", None],
            "CUSIP": ["037833100", "037833E10"],
            "Value": pl.Series([Decimal("1234.50"), Decimal("-0.10")], dtype=pl.Decimal(38, 2)),
            "Weight": [1e-7, 37833100.0],
            "Short": pl.Series([0.1, 16777216.0], dtype=pl.Float32),
            "Shares": [2**62, None],
            "Date": [dt.date(2021, 8, 30), None],
            "Time": [dt.datetime(2021, 8, 30), dt.datetime(2021, 8, 30, 16, 5)],  # noqa: DTZ001 - no zone in the file
            "Flag": [True, False],
            "Kind": pl.Series(["a", "b"], dtype=pl.Categorical),
            "Raw": [b"caf\xc3\xa9", b"\xff\x00"],
            "Tags": [["a", "b"], []],
        }
    ).write_parquet(path)
    found = read_tables(path)
    assert (found.format, found.sheets[0].name) == ("Parquet table", None)
    assert numbered(found.sheets[0]) == {
        1: ("Name", "CUSIP", "Value", "Weight", "Short", "Shares", "Date", "Time", "Flag", "Kind", "Raw", "Tags"),
        2: (
            *("Apple Inc", "037833100", "1234.50", "0.0000001", "0.1", "4611686018427387904", "2021-08-30"),
            *("2021-08-30", "TRUE", "a", "café", '["a", "b"]'),
        ),
        3: (
            *("", "037833E10", "-0.10", "37833100", "16777216", "", ""),
            *("2021-08-30 16:05:00", "FALSE", "b", "ff00", "[]"),
        ),
    }


def test_a_parquet_of_many_batches_keeps_its_order(tmp_path: Path) -> None:
    path = tmp_path / "fund.parquet"
    pl.DataFrame({f"c{n}": range(30_000) for n in range(20)}).write_parquet(path, row_group_size=7_000)
    rows = read_tables(path).sheets[0].rows
    assert [row.line for row in rows] == list(range(1, 30_002))
    assert [row.cells[19] for row in rows[1:]] == [str(n) for n in range(30_000)]


def test_reading_twice_gives_the_same_and_the_hash_is_the_contents(tmp_path: Path) -> None:
    for name, content in (("a.xlsx", hostile.false_dimension(5)), ("a.csv", b"Name,Value\nApple,1\n")):
        path, copy = tmp_path / name, tmp_path / f"copy-{name}"
        path.write_bytes(content)
        copy.write_bytes(content)
        assert read_tables(path) == read_tables(path)
        assert read_tables(path).sha256 == read_tables(copy).sha256


def test_a_workbook_on_standard_input_is_read(tmp_path: Path) -> None:
    path = tmp_path / "fund.xlsx"
    path.write_bytes(hostile.false_dimension(5))
    with path.open("rb") as stream:
        found = read_tables("-", stdin=stream)
    assert (found.file, found.sheets) == ("standard input", read_tables(path).sheets)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_written_without_exponent_and_reads_back_the_same(value: float) -> None:
    text = number_text(value)
    assert "e" not in text
    assert float(text) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (37833100.0, "37833100"),
        (1e16, "10000000000000000"),
        (-0.0, "-0"),
        (dt.time(12, 30), "12:30:00"),
        (dt.timedelta(hours=36, minutes=5), "36:05:00"),
        (-dt.timedelta(seconds=90), "-0:01:30"),
        (None, ""),
        (Decimal("1E+3"), "1000"),
    ],
)
def test_single_values_as_text(value: object, text: str) -> None:
    assert cell_text(value) == text


def _xlsb(rows: list[list[str | float]]) -> bytes:
    """A binary workbook of one sheet (MS-XLSB 2.1: records of number, length and content)."""

    def record(number: int, content: bytes = b"") -> bytes:
        kind = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
        return kind + bytes([len(content)]) + content

    def wide(text: str) -> bytes:
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")

    sheet = record(129) + record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, 1)) + record(145)
    for number, row in enumerate(rows):
        sheet += record(0, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0))
        for column, value in enumerate(row):
            place = struct.pack("<II", column, 0)
            if isinstance(value, str):
                sheet += record(6, place + wide(value))
            else:
                sheet += record(5, place + struct.pack("<d", value))
    sheet += record(146) + record(130)
    book = record(131) + record(143) + record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("Equities"))
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        f'<?xml version="1.0"?><Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    return hostile.archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>'.encode(),
            "xl/workbook.bin": book + record(144) + record(132),
            "xl/_rels/workbook.bin.rels": relations.encode(),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def test_the_builder_of_workbooks_builds_what_another_reader_reads(tmp_path: Path) -> None:
    path = tmp_path / "fund.xlsx"
    path.write_bytes(hostile.false_dimension(3))
    assert zipfile.is_zipfile(path)
    sheet = openpyxl.load_workbook(path)["Holdings"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()][2] == ["Company 3", 3]
