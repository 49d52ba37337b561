"""Publishers' real files: what a person finds in each by eye, by a spreadsheet program or by counting with awk.

None of the expectations is printed by the program; each was worked out from the file itself: lines of headings, rows
below them by the publisher's own asset class, sums of the publisher's column of values.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from clearhold.holdings import read_holdings
from clearhold.tables import read_tables
from tests.real_files import DATA, needs_real_files

if TYPE_CHECKING:
    from clearhold.model import HoldingsReading, SheetReading

pytestmark = needs_real_files

HOLDINGS = DATA / "holdings"


@dataclass(frozen=True)
class Expected:
    """What a file of one table holds. `roles` gives the letter of each role's column."""

    heading: int
    roles: str  # "name C, value E": role and letter
    screened: int
    aside: dict[str, int] = field(default_factory=dict)
    currency: str | None = None
    as_of: date | None = None
    fund: str | None = None
    total: str | None = None  # the sum of all positions, in whole units
    cells: dict[int, dict[str, Any]] = field(default_factory=dict)  # by line


NBIM = "country {0}, name {1}, value {2}"

FILES = {
    "nbim/EQ_2010_Country.csv": Expected(
        heading=1,
        roles=NBIM.format("B", "C", "E"),
        screened=8495,
        currency="NOK",
        total="1893475167744",
        cells={2: {"name": "Sinovac Biotech Ltd", "country": "AG", "market_value": "17397650"}},
    ),
    "nbim/EQ_2019_Country.csv": Expected(
        heading=1,
        roles=NBIM.format("B", "C", "E"),
        screened=9202,
        currency="NOK",
        total="7152950875895",
        cells={2: {"name": "A2B Australia Ltd", "country": "AU", "market_value": "6913415", "stated": "USD 786751"}},
    ),
    "nbim/EQ_2019_Industry.xlsx": Expected(
        heading=1,
        roles=NBIM.format("C", "D", "E"),
        screened=9202,
        currency="NOK",
        total="7152950875895",
        cells={2: {"name": "Aarti Industries Ltd", "country": "IN", "market_value": "6948829"}},
    ),
    "nbim/EQ_2020_Country.csv": Expected(
        heading=1, roles=NBIM.format("B", "C", "E"), screened=9123, currency="NOK", total="7972385112668"
    ),
    "nbim/FI_2019_Country.csv": Expected(
        heading=1,
        roles=NBIM.format("B", "C", "E"),
        screened=1177,
        currency="NOK",
        total="2796675258889",
        cells={2: {"name": "APT Pipelines Ltd", "country": "AU", "stated": "USD 80871486"}},
    ),
    "ishares/ACWI_2022__ctanny.csv": Expected(
        heading=10,
        roles=("ticker A, name B, asset_class D, value E, weight F, quantity H, country J, exchange K, currency L"),
        screened=2328,  # 2,327 equities and a money-market fund
        aside={"cash": 36, "derivative": 3, "currency forward": 2, "note": 1},
        currency="USD",
        as_of=date(2022, 3, 10),
        fund="iShares MSCI ACWI ETF",
        total="18025907151.12",
        cells={
            11: {
                "name": "APPLE INC",
                "ticker": "AAPL",
                "country": "US",
                "exchange": "NASDAQ",
                "asset_class": "Equity",
                "quantity": "4716646",
                "market_value": "747682723.92",
                "stated_weight": "0.0415",
            },
            180: {"name": "BLK CSH FND TREASURY SL AGENCY", "market_value": "19450000"},
        },
    ),
    "ishares/EIMI_2021__Stanleymu.csv": Expected(
        heading=3,
        roles="ticker A, name B, asset_class C, weight D, quantity F, value G, isin J, exchange K, country L",
        screened=3001,  # 2,999 equities, a bond, a money-market fund
        aside={"cash": 31, "derivative": 1, "currency forward": 2},
        currency="USD",  # not stated; its dollar cash is worth in value what it is in units
        as_of=date(2021, 8, 30),
        total="19159706391.18",
        cells={
            5: {"name": "TENCENT HOLDINGS LTD", "isin": "KYG875721634", "ticker": "700", "country": "CN"},
            7: {"ticker": "005930", "country": "KR", "isin": "KR7005930003"},
            2994: {"name": "BRITANNIA INDUSTRIES LTD", "asset_class": "Fixed Income", "isin": "INE216A08027"},
        },
    ),
    "ishares/IEMG_2020__JanAbe.csv": Expected(
        heading=1,
        roles=(
            "ticker A, name B, asset_class C, weight D, quantity F, value G, sedol J, isin K, exchange L, country M, "
            "currency N"
        ),
        screened=2479,
        aside={"cash": 25, "derivative": 1, "currency forward": 4},
        currency="USD",
        total="56714691548.62",
        cells={
            2: {
                "name": "ALIBABA GROUP HOLDING ADR REPRESEN",
                "isin": "US01609W1027",
                "sedol": "BP41ZD1",
                "country": "CN",
                "market_value": "3148981584",
                "stated_weight": "0.0557",
            }
        },
    ),
    "ishares/URTH_2021__alexandgg.csv": Expected(
        heading=1,
        roles=(
            "ticker A, name B, asset_class D, value E, weight F, quantity H, cusip I, isin J, sedol K, country M, "
            "exchange N, currency O"
        ),
        screened=1271,  # 1,270 equities and a money-market fund
        aside={"cash": 18, "derivative": 4, "currency forward": 4, "note": 1},
        currency="USD",
        total="1286960915.63",
        cells={2: {"cusip": "037833100", "isin": "US0378331005", "sedol": "2046251"}},
    ),
    "ishares/WEQW_2025__0ri0nRo.csv": Expected(
        heading=3,
        roles="ticker A, name B, asset_class D, value E, weight F, quantity H, country J, exchange K",
        screened=1246,
        aside={"cash": 14},
        currency="USD",
        as_of=date(2025, 9, 17),
        total="10089636.19",
        cells={4: {"name": "WARNER BROS. DISCOVERY INC SERIES", "market_value": "49364.56"}},
    ),
    "ark/ARKX.csv": Expected(
        heading=1,
        roles="as_of A, fund B, name C, ticker D, quantity E, value F, weight G",
        screened=1713,
        aside={"cash": 1},  # line 1385, JAPANESE YEN
        currency="USD",
        fund="ARKX",
        total="26523352344.99",
        cells={
            2: {"name": "TRIMBLE INC", "as_of": date(2021, 3, 30), "stated_weight": "0.0861"},
            1715: {"name": "UNITY SOFTWARE INC", "as_of": date(2021, 9, 8), "ticker": "U"},
        },
    ),
    "ark/latest.csv": Expected(
        heading=1,
        roles="as_of A, fund B, name C, ticker D, quantity E, value F, weight G",
        screened=272,
        aside={"cash": 1},  # line 226, SOUTH AFRICAN RAND
        currency="USD",
        as_of=date(2021, 9, 8),
        total="44267903395.22",
        cells={
            2: {"name": "10X GENOMICS INC-CLASS A", "fund": "ARKK", "stated_weight": "0.0183"},
            12: {"name": "DREYFUS GOVT CASH MAN INS", "fund": "ARKK", "ticker": None},
        },
    ),
    "invesco/Invesco_QQQ_holdings_20230113.csv": Expected(
        heading=1,
        roles="fund A, cusip B, ticker C, quantity D, value E, weight F, name G, asset_class H, as_of J",
        screened=101,
        as_of=date(2023, 1, 13),
        fund="QQQ",
        total="149376907880.92",
        cells={
            2: {"name": "Microsoft Corp", "cusip": "594918104", "ticker": "MSFT", "stated_weight": "0.11905"},
            3: {"cusip": "037833100", "asset_class": "Common Stock"},
        },
    ),
    "spdr/SPY_2024__CCNY.xlsx": Expected(
        heading=1,
        roles="name A, ticker B, cusip C, sedol D, weight E, quantity G",
        screened=504,
        aside={"note": 6},
        cells={3: {"name": "APPLE INC", "cusip": "037833100", "sedol": "2046251", "stated_weight": "0.06186622"}},
    ),
    "spdr/SPY_2025__CalvoSeko.xlsx": Expected(
        heading=5,
        roles="name A, ticker B, cusip C, sedol D, weight E, quantity G",
        screened=504,
        aside={"note": 6},
        as_of=date(2025, 9, 30),
        fund="SPDR® S&P 500® ETF Trust",
        cells={6: {"name": "NVIDIA CORP", "cusip": "67066G104", "quantity": "290940470"}},
    ),
}

MIGDAL = "israel_pension/512237744_psum_0219.xlsx"
MIZRAHI = "israel_pension/full.xlsx"

# Sheet -> lines of the heading, non-blank rows below, rows with a number of a security or (of property) without the
# word for a total, and the value in the sheet's own total row, in thousands of shekels.
MIGDAL_SHEETS: dict[str, tuple[tuple[int, ...], int, int, str | None]] = {
    "מזומנים": ((7, 8, 9), 73, 0, "7884382.1315780515"),
    "תעודות התחייבות ממשלתיות": ((8, 9, 10), 55, 44, "5295478.7921568435"),
    "תעודות חוב מסחריות": ((8, 9, 10), 4, 0, None),
    'אג"ח קונצרני': ((8, 9, 10), 355, 342, "7547146.419902371"),
    "מניות": ((8, 9, 10), 200, 187, "8677898.189984549"),
    "תעודות סל": ((8, 9, 10), 111, 99, "6547820.954227475"),
    "קרנות נאמנות": ((8, 9, 10), 37, 28, "2874434.167534696"),
    "כתבי אופציה": ((8, 9, 10), 8, 1, "69.40964995099999"),
    "אופציות": ((8, 9, 10), 19, 0, "37828.34854092994"),
    "חוזים עתידיים": ((8, 9, 10), 21, 0, "213227.69576763303"),
    "מוצרים מובנים": ((8, 9, 10), 4, 0, None),
    "לא סחיר- תעודות התחייבות ממשלתי": ((8, 9, 10), 138, 132, "21290956.582939986"),
    "לא סחיר - תעודות חוב מסחריות": ((8, 9, 10), 4, 0, None),
    'לא סחיר - אג"ח קונצרני': ((8, 9, 10), 38, 27, "1094679.62851"),
    "לא סחיר - מניות": ((8, 9, 10), 44, 35, "1131227.8135000002"),
    "לא סחיר - קרנות השקעה": ((8, 9, 10), 163, 150, "2710181.5712499986"),
    "לא סחיר - כתבי אופציה": ((8, 9, 10), 4, 2, "21.358279999999993"),
    "לא סחיר - אופציות": ((8, 9, 10), 4, 0, None),
    "לא סחיר - חוזים עתידיים": ((8, 9, 10), 716, 0, "35179.611552903"),
    "לא סחיר - מוצרים מובנים": ((8, 9, 10), 10, 2, "0.32537"),
    "הלוואות": ((7, 8, 9), 285, 273, "5156021.2884800015"),
    "פקדונות מעל 3 חודשים": ((7, 8, 9), 23, 16, "232971.33522"),
    "זכויות מקרקעין": ((7, 8, 9), 36, 32, "1335029.16478"),
    "השקעה בחברות מוחזקות": ((7, 8, 9), 0, 0, None),
    "השקעות אחרות": ((7, 8, 9), 3, 1, "519.182524918"),
    'עלות מתואמת אג"ח קונצרני סחיר': ((7, 8, 9), 3, 0, None),
    'עלות מתואמת אג"ח קונצרני ל.סחיר': ((7, 8, 9), 9, 3, "158008.8941"),
    "עלות מתואמת מסגרות אשראי ללווים": ((7, 8, 9), 7, 1, "16163.05406"),
}
# The sheet of sums, the hidden one of templates, and the one of commitments that are not called yet.
MIGDAL_NO_TABLE = {"סכום נכסי הקרן": 62, "Sheet1": 28, "יתרת התחייבות להשקעה": 156}


@cache
def reading_of(file: str) -> HoldingsReading:
    return read_holdings([read_tables(HOLDINGS / file)])


def sheets_of(file: str) -> tuple[SheetReading, ...]:
    return reading_of(file).files[0].sheets


def reasons(reading: HoldingsReading) -> dict[str, int]:
    return dict(Counter(reading.set_aside["reason"].to_list()))


def stated(amounts: list[dict[str, Any]] | None) -> str:
    return ", ".join(f"{amount['currency']} {amount['amount'].normalize():f}" for amount in amounts or [])


def test_every_spreadsheet_and_csv_of_holdings_has_its_expectation() -> None:
    found = {
        str(path.relative_to(HOLDINGS))
        for path in HOLDINGS.rglob("*")
        if path.suffix.lower() in {".csv", ".xlsx", ".xls"}
    }
    assert found == {*FILES, MIGDAL, MIZRAHI}


@pytest.mark.parametrize("file", FILES)
def test_the_table_and_its_columns_are_those_that_a_person_sees(file: str) -> None:
    (sheet,) = sheets_of(file)
    assert sheet.heading_lines == (FILES[file].heading,)
    found = {column.role.value: column.letter for column in sheet.columns if column.role}
    assert found == dict(pair.split() for pair in FILES[file].roles.split(", "))


@pytest.mark.parametrize("file", FILES)
def test_every_row_is_screened_or_set_aside_for_the_reason_that_the_publisher_gives(file: str) -> None:
    expected, reading = FILES[file], reading_of(file)
    (sheet,) = sheets_of(file)
    assert reading.holdings.height == sheet.screened == expected.screened
    assert reasons(reading) == expected.aside
    assert reading.rows_in == sheet.rows_in == expected.screened + sum(expected.aside.values())


@pytest.mark.parametrize("file", FILES)
def test_the_fund_the_day_the_currency_and_the_sum_are_the_files_own(file: str) -> None:
    expected = FILES[file]
    (sheet,) = sheets_of(file)
    assert (sheet.currency, sheet.as_of, sheet.fund) == (expected.currency, expected.as_of, expected.fund)
    assert sheet.sum_of_positions == (Decimal(expected.total) if expected.total else None)


@pytest.mark.parametrize(
    ("file", "line"), [(file, line) for file, expected in FILES.items() for line in expected.cells], ids=str
)
def test_single_cells_are_what_the_file_says_on_that_line(file: str, line: int) -> None:
    (row,) = reading_of(file).holdings.filter(pl.col("line") == line).to_dicts()
    row["stated"] = stated(row["stated_values"])
    for name, value in FILES[file].cells[line].items():
        found = row[name]
        assert found == Decimal(value) if isinstance(found, Decimal) else found == value, name


def test_the_norwegian_fund_of_2019_has_its_dollars_beside_its_kroner() -> None:
    for file in ("nbim/EQ_2019_Country.csv", "nbim/EQ_2019_Industry.xlsx"):
        dollars = reading_of(file).holdings["stated_values"].explode().struct.field("amount")
        assert dollars.sum() == Decimal(814_010_091_374)


def test_every_isin_of_the_publishers_is_right() -> None:
    for file in (
        "ishares/EIMI_2021__Stanleymu.csv",
        "ishares/IEMG_2020__JanAbe.csv",
        "ishares/URTH_2021__alexandgg.csv",
    ):
        assert reading_of(file).holdings["isin_valid"].drop_nulls().all()


def test_no_problem_is_made_of_files_that_say_all() -> None:
    for file in ("nbim/EQ_2019_Country.csv", "ishares/ACWI_2022__ctanny.csv", "ishares/IEMG_2020__JanAbe.csv", MIZRAHI):
        assert reading_of(file).problems == ()


def test_a_file_of_many_days_says_so() -> None:
    (problem,) = reading_of("ark/ARKX.csv").problems
    assert "44 days, from 2021-03-30 to 2021-09-08" in problem.message


def test_each_sheet_of_the_migdal_disclosure_is_read_to_its_own_total() -> None:
    found = {
        (sheet.sheet or "").strip(): (sheet.heading_lines, sheet.rows_in, sheet.screened)
        for sheet in sheets_of(MIGDAL)
        if sheet.columns
    }
    assert found == {name: expected[:3] for name, expected in MIGDAL_SHEETS.items()}
    for sheet in sheets_of(MIGDAL):
        total = MIGDAL_SHEETS.get((sheet.sheet or "").strip(), (None, 0, 0, None))[3]
        if total is None:
            assert not sheet.sum_of_positions
        else:
            assert sheet.currency == "ILS"
            assert sheet.stated_total is not None
            assert sheet.sum_of_positions is not None
            assert abs(sheet.stated_total - Decimal(total) * 1000) < Decimal("0.001")
            assert abs(sheet.sum_of_positions - sheet.stated_total) < Decimal("0.1")


def test_the_sheets_of_the_migdal_disclosure_add_up_to_the_fund() -> None:
    # "סה"כ סכום נכסי המסלול או הקרן", sheet 1 line 42: 72239245.91991028 thousand shekels
    added = sum((sheet.sum_of_positions or Decimal(0) for sheet in sheets_of(MIGDAL)), Decimal(0))
    assert abs(added - Decimal("72239245919.91")) < 1


def test_the_rows_of_the_migdal_disclosure_are_set_aside_for_what_they_are() -> None:
    assert reasons(reading_of(MIGDAL)) == {
        "cash": 64,
        "derivative": 16,  # 10 options, 3 futures, 2 interest rate swaps, a rate forward
        "currency forward": 704,
        "total": 22,
        "subtotal": 90,
        "note": 103,
        "sheet without a table of holdings": sum(MIGDAL_NO_TABLE.values()),
    }
    assert {sheet.sheet: sheet.rows_in for sheet in sheets_of(MIGDAL) if not sheet.columns} == MIGDAL_NO_TABLE
    assert not next(sheet for sheet in sheets_of(MIGDAL) if sheet.sheet == "Sheet1").visible


def test_the_known_holdings_of_the_migdal_disclosure_are_found() -> None:
    holdings = reading_of(MIGDAL).holdings
    alibaba = holdings.filter(pl.col("isin") == "US01609W1027").to_dicts()
    assert [(row["sheet"], row["line"], row["name"]) for row in alibaba] == [
        ("מניות", 148, "ALIBABA GROUP HOLDING_SP ADR")
    ]
    assert alibaba[0]["market_value"] == Decimal("50512704.011005")
    assert alibaba[0]["stated_weight"] == Decimal("0.000699241851")
    assert (alibaba[0]["currency"], alibaba[0]["as_of"], alibaba[0]["fund"]) == ("ILS", date(2019, 6, 30), "מקפת מרכז")
    fund = holdings.filter(pl.col("isin") == "IE00BKM4GZ66")
    assert abs(sum(fund["market_value"], Decimal(0)) - Decimal(811_550_000)) < 500


def test_numbers_of_the_publishers_own_are_no_identifiers() -> None:
    # tens of thousands of numbers of seven to nine digits: some would pass a check digit by chance
    for file in (MIGDAL, MIZRAHI):
        assert reading_of(file).holdings.select("sedol", "cusip", "figi", "lei").null_count().row(0) == (
            (reading_of(file).holdings.height,) * 4
        )


def test_a_sheet_whose_unit_lacks_the_currency_takes_that_of_its_fellows() -> None:
    # line 9 of this sheet says "thousands of units" over the values, where all the others say thousands of shekels
    sheet = next(sheet for sheet in sheets_of(MIGDAL) if sheet.sheet == "תעודות התחייבות ממשלתיות")
    assert sheet.currency == "ILS"
    assert any("as in every other sheet" in remark for remark in sheet.remarks)


def test_the_smaller_disclosure_is_read_to_its_own_total_too() -> None:
    # "סה"כ סכום נכסי הקופה", sheet 1 line 42: 741888.4726272 thousand shekels; the sheets give two decimals
    sheets = sheets_of(MIZRAHI)
    added = sum((sheet.sum_of_positions or Decimal(0) for sheet in sheets), Decimal(0))
    assert abs(added - Decimal(741_888_473)) < 200
    assert sum(sheet.screened for sheet in sheets) == 31 + 148 + 64 + 22 + 2 + 1 + 4 + 22 + 6 + 1 + 31 + 12 + 4
    assert reasons(reading_of(MIZRAHI)) == {
        "cash": 5,
        "derivative": 3,
        "total": 16,
        "subtotal": 245,
        "note": 56,
        "sheet without a table of holdings": 77 + 72,
    }
    assert {sheet.as_of for sheet in sheets if sheet.columns} == {date(2016, 3, 31)}
    assert {sheet.fund for sheet in sheets if sheet.columns and sheet.rows_in} == {'ה"א בר-יציב לבני 60 (536)'}
