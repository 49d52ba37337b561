"""What headings say, and where in a sheet they are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from clearhold.holdings.headings import read_heading
from clearhold.holdings.units import read_unit
from clearhold.model import CouldNotRead
from tests.holdings.visible import aside, names, read, values


@pytest.mark.parametrize(
    ("heading", "subject"),
    [
        ("Security Name", "name"),
        ("Holding Name (Issuer)", "name"),
        ("שם המנפיק/שם נייר ערך ", "name"),
        ("Issuer Ticker", "ticker"),
        ("Holding Ticker", "ticker"),
        ("Fund Ticker", "fund"),
        ("MarketValue", "value"),
        ("Market Value(NOK)", "value"),
        ("market value($)", "value"),
        ("Market value at 31 March 2020 (£'000)", "value"),
        ("£m", "value"),
        ("Valuation", "value"),
        ("Notional Value", "notional"),
        ("Market Value Local", "local_value"),
        ("Book cost", "cost"),
        ("Weight (%)", "weight"),
        ("% of fund", "weight"),
        ("% of Net Assets", "weight"),
        ("% ownership", "other_number"),
        ("Shares/Par Value", "quantity"),
        ("Nominal", "quantity"),
        ("Location", "country"),
        ("Location of Risk", "country"),
        ("Issuer Country", "country"),
        ("Incorporation Country", "incorporation"),
        ("Currency", "currency"),
        ("Market Currency", "trading_currency"),
        ("Security Identifier", "identifier"),
        ('מספר ני"ע', "identifier"),
        ("Class of Shares", "asset_class"),
        ("Sector", "sector"),
        ("Sector Name", "sector"),
        ("Date", "as_of"),
        ("Accrual Date", "other_date"),
        ("Maturity Date", "other_date"),
        ("FX Rate", "fx_rate"),
        ("Price", "price"),
    ],
)
def test_a_heading_says_what_its_column_is_about(heading: str, subject: str) -> None:
    meaning = read_heading(heading)
    assert meaning is not None
    assert meaning.subject == subject


@pytest.mark.parametrize(
    "text", ["AAPL", "Stock market commentary for the quarter that ended in March of this year", "30/Aug/2021", "12.5"]
)
def test_other_texts_are_no_headings(text: str) -> None:
    assert read_heading(text) is None


@pytest.mark.parametrize(
    ("text", "currency", "multiplier"),
    [
        ("£000", "GBP", 1000),
        ("£'000s", "GBP", 1000),
        ("GBP m", "GBP", 1_000_000),
        ("£m", "GBP", 1_000_000),
        ("USD '000", "USD", 1000),
        ("US$ bn", "USD", 1_000_000_000),
        ("(in millions)", None, 1_000_000),
        ("All figures in thousands of euros", "EUR", 1000),
        ("TEUR", "EUR", 1000),
        ("MSEK", "SEK", 1_000_000),
        ('אלפי ש"ח', "ILS", 1000),
        ("אלפי ₪", "ILS", 1000),
        ("Market Value (Rs. in Lakhs)", "INR", 100_000),
        ("HK$", "HKD", None),
        ("Market value (100 million yen)", "JPY", 100_000_000),
        ("EUR (x million)", "EUR", 1_000_000),
        ("Name", None, None),
        ("Commodities", None, None),
        ("All investments", None, None),
    ],
)
def test_a_unit_is_read_from_words(text: str, currency: str | None, multiplier: int | None) -> None:
    unit = read_unit(text)
    assert (unit.currency, unit.multiplier) == (currency, multiplier)


def test_a_heading_is_found_under_a_preamble_of_twenty_lines() -> None:
    preamble = "\n".join(f"Note {number} of the report,see page {number}" for number in range(1, 21))
    reading = read(f"{preamble}\nName,ISIN,Market Value (GBP)\nVodafone,GB00BH4HKS39,100\n")
    (sheet,) = reading.files[0].sheets
    assert sheet.heading_lines == (21,)
    assert len(sheet.preamble) == 20
    assert names(reading) == ["Vodafone"]


def test_a_heading_of_three_rows_is_read_downwards() -> None:
    reading = read(
        """
        Fund Name:,מקפת מרכז
        4. מניות
        שם המנפיק/שם נייר ערך,"מספר ני""ע",זירת מסחר,ערך נקוב****,שווי שוק,שעור מסך נכסי השקעה**
        ,,,יחידות,"אלפי ש""ח",אחוזים
        ,(1),(2),(8),(10),(13)
        "סה""כ מניות",,,,150.5,1
        BABA_SP ADR,US01609W1027,NYSE,83594.5,100.25,0.6661
        TENCENT,KYG875721634,HKEX,100,50.25,0.3339
        """
    )
    # the layout of Israeli pension managers' quarterly disclosures
    (sheet,) = reading.files[0].sheets
    assert sheet.heading_lines == (3, 4, 5)
    assert values(reading) == ["100250", "50250"]
    assert (sheet.currency, sheet.fund) == ("ILS", "מקפת מרכז")
    assert reading.holdings["isin"].to_list() == ["US01609W1027", "KYG875721634"]
    assert aside(reading) == [(6, "total")]


def test_a_heading_broken_over_two_rows_is_put_together() -> None:
    reading = read(
        """
        ,Market value,% of
        Investment,£000,net assets
        Tencent Holdings,"1,200",60
        Alibaba Group,800,40
        """
    )
    assert values(reading) == ["1200000", "800000"]
    assert reading.holdings["stated_weight"].to_list() == [Decimal("0.6"), Decimal("0.4")]


def test_a_heading_over_two_columns_is_divided_by_the_row_below() -> None:
    reading = read(
        """
        Name,Market Value,
        ,£000,%
        Tencent,120,60
        Alibaba,80,40
        """
    )
    assert values(reading) == ["120000", "80000"]
    assert reading.holdings["stated_weight"].to_list() == [Decimal("0.6"), Decimal("0.4")]


def test_the_first_of_two_tables_in_a_sheet_is_not_lost_for_a_better_second_one() -> None:
    reading = read(
        """
        Equities
        Name,Value GBP
        A Corp,100
        B Corp,200
        Bonds
        Issuer,Coupon,Maturity,Currency,Value GBP
        C Corp,5,2030,GBP,300
        """
    )
    assert names(reading) == ["A Corp", "B Corp", "C Corp"]
    assert values(reading) == ["100", "200", "300"]
    assert [(sheet.heading_lines, sheet.rows_in) for sheet in reading.files[0].sheets] == [((2,), 3), ((6,), 1)]


def test_lists_that_a_spreadsheet_keeps_in_far_columns_are_not_the_tables() -> None:
    reading = read(
        """
        Name,ISIN,Value GBP,,,,,NYSE,Banks
        Vodafone,GB00BH4HKS39,100,,,,,LSE,Energy
        ,,,,,,,ASX,Mining
        """
    )
    assert names(reading) == ["Vodafone"]
    assert aside(reading) == [(3, "note")]
    assert [column.letter for column in reading.files[0].sheets[0].columns] == ["A", "B", "C"]


def test_a_table_without_headings_is_read_by_its_cells() -> None:
    reading = read(
        """
        Alibaba Group Holding,US01609W1027,China,1000.50
        Tencent Holdings,KYG875721634,China,2000.25
        Samsung Electronics,KR7005930003,Korea (South),500.00
        """
    )
    (sheet,) = reading.files[0].sheets
    assert sheet.heading_lines == ()
    assert {column.role.value: column.letter for column in sheet.columns if column.role} == {
        "name": "A",
        "isin": "B",
        "country": "C",
        "value": "D",
    }
    assert values(reading) == ["1000.5", "2000.25", "500"]
    assert any("no heading" in remark for remark in sheet.remarks)


def test_headings_in_a_language_that_we_do_not_know_are_kept_as_headings() -> None:
    reading = read(
        """
        Arvopaperi,Maa,Summa EUR
        Nokia Oyj,Finland,100.50
        Tencent Holdings,China,200.25
        """
    )
    assert reading.files[0].sheets[0].heading_lines == (1,)
    assert names(reading) == ["Nokia Oyj", "Tencent Holdings"]


def test_a_list_of_names_alone_is_screened_without_money() -> None:
    reading = read("Company\nTencent Holdings\nAlibaba Group\n")
    assert names(reading) == ["Tencent Holdings", "Alibaba Group"]
    assert "no column of values was found" in str(reading.problems[0])


def test_a_file_without_a_table_says_what_was_looked_for_and_what_to_do() -> None:
    with pytest.raises(
        CouldNotRead, match=r"^fund\.csv: no table of holdings found in 2 rows; looked for .*--columns name="
    ):
        read("Dear Sir,\nwe hold nothing\n")
