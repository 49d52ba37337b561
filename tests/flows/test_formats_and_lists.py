"""The same small fund in every format, through the command and the library, against the built-in lists."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import polars as pl
import pytest
import xlwt
from polars.testing import assert_frame_equal

from clearhold import screen
from clearhold.cli import run_command
from clearhold.model import LIKELY_OUTCOMES
from clearhold.screening import screen_demo
from tests.tables import hostile

if TYPE_CHECKING:
    from pathlib import Path

    from clearhold.model import Screening

# Values as Norges Bank Investment Management publishes them, 31 December 2019, US dollars; an ISIN each from OFAC's
# list (Hikvision) and the companies' own pages.
ROWS = [
    ["Name", "ISIN", "Country", "Market Value (USD)"],
    ["Hangzhou Hikvision Digital Technology Co Ltd", "CNE100000PM8", "China", "141233203"],
    ["Zhejiang Dahua Technology Co Ltd", "CNE100000BJ4", "China", "29714985"],
    ["Alibaba Health Information Technology Ltd", "BMG0171K1018", "China", "16029571"],
    ["Nestle SA", "CH0038863350", "Switzerland", "10143000000"],
]


def as_text(delimiter: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(ROWS)
    return text.getvalue().encode()


def as_xlsx() -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in ROWS:
        book.active.append([int(cell) if cell.isdigit() else cell for cell in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def as_xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Holdings")
    for line, row in enumerate(ROWS):
        for place, cell in enumerate(row):
            sheet.write(line, place, int(cell) if cell.isdigit() else cell)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def as_ods() -> bytes:
    def cell(text: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    rows = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in ROWS)
    return hostile.ods(f'<table:table table:name="Holdings">{rows}</table:table>')


def as_parquet() -> bytes:
    content = io.BytesIO()
    pl.DataFrame(ROWS[1:], schema=ROWS[0], orient="row").write_parquet(content)
    return content.getvalue()


FORMATS = {
    "fund.csv": lambda: as_text(","),
    "fund.tsv": lambda: as_text("\t"),
    "fund.xlsx": as_xlsx,
    "fund.xls": as_xls,
    "fund.ods": as_ods,
    "fund.parquet": as_parquet,
}


def likely(screening: Screening) -> dict[str, set[str]]:
    """The lists that each holding is likely on."""
    rows = screening.findings.filter(
        pl.col("outcome").cast(pl.String).is_in([outcome.value for outcome in LIKELY_OUTCOMES])
    )
    return {name: set(found["list"]) for (name,), found in rows.group_by("name")}


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_fund_in_every_format_gives_the_same_answer(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(FORMATS[name]())
    screening = screen(file)
    found = likely(screening)
    assert set(found) == {ROWS[1][0], ROWS[2][0]}
    assert found[ROWS[1][0]] >= {"us-ns-cmic", "us-1260h", "us-bis-xinjiang", "us-fcc-covered", "us-s889"}
    assert "us-ns-cmic" not in found[ROWS[2][0]]  # Dahua is on the others, not on this one
    assert screening.totals.likely == Decimal(141233203 + 29714985)
    assert screening.totals.rows_in == 4


def test_several_files_are_one_screening_in_which_each_row_keeps_its_file(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("Name,Value (USD)\nHangzhou Hikvision Digital Technology,5\n", encoding="utf-8")
    (tmp_path / "two.xlsx").write_bytes(as_xlsx())
    screening = screen([tmp_path / "one.csv", tmp_path / "two.xlsx"])
    assert screening.totals.rows_in == 5
    found = screening.findings.filter(pl.col("name").str.contains("Hikvision"))
    places = {(file.rpartition("/")[2], line) for file, line in found.select("file", "line").iter_rows()}
    assert places == {("one.csv", 2), ("two.xlsx", 2)}
    assert found["party"].n_unique() == 1


def test_the_library_gives_what_the_command_writes(tmp_path: Path) -> None:
    file = tmp_path / "fund.csv"
    file.write_bytes(as_text(","))
    assert run_command(["screen", str(file), "--out", str(tmp_path / "out")]) == 0
    written = pl.read_parquet(tmp_path / "out" / "findings.parquet")
    assert_frame_equal(written, pl.DataFrame(screen(file).findings), categorical_as_str=True)


def test_columns_can_be_told_where_headings_say_nothing(tmp_path: Path) -> None:
    file = tmp_path / "fund.csv"
    rows = [["a", "b", "c", "d"], *([row[3], row[1], row[0], row[2]] for row in ROWS[1:])]
    with file.open("w", newline="", encoding="utf-8") as target:
        csv.writer(target).writerows(rows)
    screening = screen(file, columns={"name": "C", "isin": "b", "value": "A"}, currency="USD")
    assert screening.totals.likely == Decimal(141233203 + 29714985)


@pytest.mark.parametrize(
    ("held", "listed"),
    [
        ("海康威视", "us-ns-cmic"),
        ("杭州海康威视数字技术股份有限公司", "us-bis-xinjiang"),
        ("大華股份", "us-1260h"),
        ("阿里巴巴-W", "us-1260h"),
        ("騰訊控股", "press-uyghur-surveillance"),
        ("科大讯飞股份有限公司", "us-bis-xinjiang"),
        ("HIKVISION DIGITAL TECHNOLOGY CO. L", "us-ns-cmic"),
        ("ALIBABA GROUP HOLDING ADR REPRESEN", "us-1260h"),
        ("TENCENT HLDGS LTD HKD0.00002", "us-1260h"),
        ("ZHEJIANG DAHUA TECH CL A", "us-bis-xinjiang"),
    ],
)
def test_a_name_as_houses_and_exchanges_write_it_finds_its_company(held: str, listed: str, tmp_path: Path) -> None:
    file = tmp_path / "fund.csv"
    file.write_text(f"Name,Country,Value (USD)\n{held},China,5\nNestle SA,Switzerland,7\n", encoding="utf-8")
    assert listed in likely(screen(file)).get(held, set())


def test_the_demo_fund_holds_listed_companies_and_such_as_are_only_alike(tmp_path: Path) -> None:
    screening = screen_demo(tmp_path)
    held = set(screening.reading.holdings["name"])
    found = set(likely(screening))
    alike = {
        "Alibaba Health Information Technology Ltd",
        "Alibaba Pictures Group Ltd",
        "Huayi Tencent Entertainment Co Ltd",
        "Tencent Music Entertainment Group",
    }
    assert alike <= held - found
    assert {"Alibaba Group Holding Ltd", "Tencent Holdings Ltd", "Iflytek Co Ltd"} <= found
    assert len(held) > 200
    assert len(held - found) > 150
