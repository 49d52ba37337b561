"""Of which fund and of which day holdings are."""

from __future__ import annotations

from datetime import date

import pytest

from clearhold.holdings import read_holdings
from tests.holdings.visible import csv_file, first, problems, read, workbook

ACWI = "iShares MSCI ACWI ETF"
TABLE = "Name,Value GBP\nTencent,100\n"


@pytest.mark.parametrize(
    ("above", "fund", "day"),
    [
        (
            'iShares MSCI ACWI ETF\nFund Holdings as of,"Mar 10, 2022"\nInception Date,"Mar 26, 2008"\n',
            ACWI,
            (2022, 3, 10),
        ),
        ('Fund Holdings as of,"30/Aug/2021"\n', None, (2021, 8, 30)),
        ('Fund Holdings as of,"17-Sep-25"\n', None, (2025, 9, 17)),
        ("Fund Name:,iShares MSCI ACWI ETF\nTicker Symbol:,ACWI\nHoldings:,As of 30-Sep-2025\n", ACWI, (2025, 9, 30)),
        ("תאריך הדיווח: 31/03/2016\nשם מסלול/קרן/קופה: iShares MSCI ACWI ETF\n", ACWI, (2016, 3, 31)),
        ("iShares MSCI ACWI ETF - Holdings at 31 March 2020\n", ACWI, (2020, 3, 31)),
        ("Schedule of investments\n31/12/2019\n", None, (2019, 12, 31)),
        ("Report created on 1 May 2021\n", None, None),
        ("Holdings\n", None, None),
    ],
)
def test_the_lines_above_a_table_name_the_fund_and_the_day(
    above: str, fund: str | None, day: tuple[int, int, int] | None
) -> None:
    row = first(read(above + TABLE))
    assert row["fund"] == fund
    assert row["as_of"] == (date(*day) if day else None)


def test_the_day_of_a_heading_counts_where_no_line_above_says_one() -> None:
    assert first(read("Name,Market value at 31 March 2020 £000\nTencent,100\n"))["as_of"] == date(2020, 3, 31)


def test_of_the_values_of_two_years_the_later_are_taken() -> None:
    reading = read("Name,Value at 31/03/2019 £000,Value at 31/03/2020 £000\nTencent,90,100\n")
    assert (first(reading)["market_value"], first(reading)["as_of"]) == (100_000, date(2020, 3, 31))


def test_a_sheets_name_says_the_day() -> None:
    reading = read_holdings([workbook(**{"Holdings_31-03-2020": TABLE})])
    assert first(reading)["as_of"] == date(2020, 3, 31)


def test_columns_of_fund_and_day_are_each_rows_own() -> None:
    reading = read(
        """
        date,fund,company,market value($)
        2021-09-08,ARKK,TESLA INC,10
        2021-09-08,ARKX,TRIMBLE INC,20
        """
    )
    assert reading.holdings["fund"].to_list() == ["ARKK", "ARKX"]
    (sheet,) = reading.files[0].sheets
    assert (sheet.fund, sheet.as_of) == (None, date(2021, 9, 8))
    assert any("2 funds" in remark for remark in sheet.remarks)


def test_the_order_of_day_and_month_is_the_columns() -> None:
    reading = read("Name,Date,Value GBP\nA,03/04/2021,1\nB,03/13/2021,2\n")
    assert reading.holdings["as_of"].to_list() == [date(2021, 3, 4), date(2021, 3, 13)]


def test_a_date_that_may_be_read_either_way_is_read_day_first_and_said_so() -> None:
    reading = read("As at,03/04/2021\n" + TABLE)
    assert first(reading)["as_of"] == date(2021, 4, 3)
    assert '"03/04/2021" day and month may be exchanged; it is read as 2021-04-03' in problems(reading)
    column = read("Name,Date,Value GBP\nA,03/04/2021,1\n")
    assert first(column)["as_of"] == date(2021, 4, 3)
    assert "may be exchanged" in problems(column)


def test_the_user_overrules_the_files_fund_and_day() -> None:
    reading = read("Fund: Old Fund\nAs of 2020-01-01\n" + TABLE, as_of=date(2021, 12, 31), fund="Growth")
    assert (first(reading)["fund"], first(reading)["as_of"]) == ("Growth", date(2021, 12, 31))
    column = read("Name,Date,Value GBP\nA,2020-01-01,1\n", as_of=date(2021, 12, 31))
    assert first(column)["as_of"] == date(2021, 12, 31)


def test_rows_of_several_days_keep_their_own_and_the_user_is_told() -> None:
    reading = read("Name,Date,Value GBP\nA,2020-01-01,1\nA,2020-01-02,2\n", as_of=date(2021, 12, 31))
    assert reading.holdings["as_of"].to_list() == [date(2020, 1, 1), date(2020, 1, 2)]
    assert "has 2 days, from 2020-01-01 to 2020-01-02" in problems(reading)
    assert "--as-of 2021-12-31 is not written over them" in problems(reading)


def test_a_day_below_the_table_is_taken_where_none_is_above() -> None:
    assert first(read(TABLE + "As of 31 March 2020\n"))["as_of"] == date(2020, 3, 31)


def test_a_year_in_the_files_name_is_remarked_on_and_not_taken() -> None:
    reading = read_holdings([csv_file(TABLE, "EQ_2019_Country.csv")])
    assert first(reading)["as_of"] is None
    assert any('"2019"' in remark for remark in reading.files[0].sheets[0].remarks)


def test_a_day_of_maturity_is_not_the_day_of_the_holdings() -> None:
    assert first(read("Name,Maturity Date,Value GBP\nVodafone 5% 2029,2029-06-30,1\n"))["as_of"] is None
