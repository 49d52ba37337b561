"""Units and currencies of values, weights, and the file's own total."""

from __future__ import annotations

from decimal import Decimal

import pytest

from clearhold.holdings import read_holdings
from tests.holdings.visible import csv_file, first, problems, read, values, workbook


@pytest.mark.parametrize(
    ("above", "heading", "currency", "value"),
    [
        ("Holdings", "Market Value £000", "GBP", "1500000"),
        ("Holdings", "Value (GBP m)", "GBP", "1500000000"),
        ("Holdings", "£m", "GBP", "1500000000"),
        ("All figures in £000", "Market Value", "GBP", "1500000"),
        ("(USD in millions)", "Fair value", "USD", "1500000000"),
        ("Currency: EUR", "Market Value", "EUR", "1500"),
        ("Holdings", "Market Value(NOK)", "NOK", "1500"),
        ("Holdings", "USD '000", "USD", "1500000"),
        ("iShares USD Corporate Bond UCITS ETF", "Market Value", None, "1500"),
    ],
)
def test_the_unit_of_a_heading_or_of_a_line_above_makes_whole_units(
    above: str, heading: str, currency: str | None, value: str
) -> None:
    reading = read(f'{above}\nName,{heading}\nTencent,"1,500"\nAlibaba,"2,500.25"\n')
    assert (values(reading)[0], first(reading)["currency"]) == (value, currency)


def test_a_dollar_sign_is_read_as_us_dollars_and_remarked_on() -> None:
    reading = read("company,market value($)\nTrimble,348094.72\n")
    assert first(reading)["currency"] == "USD"
    assert any('"$" is read as USD' in remark for remark in reading.files[0].sheets[0].remarks)


def test_two_currencies_are_kept_row_by_row_and_not_added_up() -> None:
    reading = read("Name,Currency,Market Value\nAlibaba,USD,1000\nTencent,HKD,5000\nMeituan,HKD,\n")
    (sheet,) = reading.files[0].sheets
    assert reading.holdings["currency"].to_list() == ["USD", "HKD", None]
    assert (sheet.currency, sheet.sum_of_positions) == (None, None)
    assert any("USD 1,000; HKD 5,000" in remark for remark in sheet.remarks)


def test_signs_in_cells_are_each_rows_own_currency() -> None:
    reading = read("Name,Market Value\nTesco,£100\nSAP,€200\n")
    assert reading.holdings["currency"].to_list() == ["GBP", "EUR"]


ISHARES = """
Ticker,Name,Asset Class,Weight (%),Price,Nominal,Market Value,Market Currency
700,TENCENT HOLDINGS LTD,Equity,60.0,59.82,100,5982.00,HKD
BABA,ALIBABA GROUP ADR,Equity,39.0,160.00,24,3840.00,USD
USD,USD CASH,Cash,0.5,100.00,50,50.00,USD
HKD,HKD CASH,Cash,0.5,12.84,390,50.08,HKD
"""


def test_the_trading_currency_is_not_that_of_the_values_and_cash_tells_which_is() -> None:
    reading = read(ISHARES)
    assert set(reading.holdings["currency"]) == {"USD"}
    assert any(
        "cash in USD has the same amount in value as in units" in text for text in reading.files[0].sheets[0].remarks
    )


def test_without_such_cash_the_currency_is_unknown_and_said_to_be() -> None:
    reading = read("\n".join(ISHARES.splitlines()[:4]))
    assert reading.holdings["currency"].null_count() == 2
    assert 'does not say in which currency its values are (column H "Market Currency" is that of trading)' in problems(
        reading
    )


def test_the_funds_currency_is_the_one_whose_exchange_rate_is_one() -> None:
    reading = read(
        """
        Name,Market Value,Market Currency,FX Rate
        TENCENT,100,HKD,7.77
        BABA,200,USD,1.00
        NASPERS,300,ZAR,15.28
        """
    )
    assert set(reading.holdings["currency"]) == {"USD"}


def test_a_currency_column_beside_values_in_one_ratio_to_the_weights_is_that_of_trading() -> None:
    reading = read(
        """
        Name,Currency,Market Value,Weight
        Tencent,HKD,5000,50
        Alibaba,USD,3000,30
        Naspers,ZAR,2000,20
        """
    )
    assert reading.holdings["currency"].null_count() == 3


def test_the_users_currency_picks_the_column_that_is_in_it() -> None:
    reading = read("Name,Market Value(NOK),Market Value(USD)\nAlibaba,100,11\n", currency="USD")
    row = first(reading)
    assert (row["market_value"], row["currency"]) == (11, "USD")
    assert row["stated_values"] == [{"currency": "NOK", "amount": Decimal(100)}]


def test_the_users_currency_overrules_the_files_and_is_remarked_on() -> None:
    reading = read("Name,Market Value GBP\nAlibaba,100\n", currency="EUR")
    assert first(reading)["currency"] == "EUR"
    assert any("names GBP" in remark for remark in reading.files[0].sheets[0].remarks)


def test_values_in_pence_are_not_guessed_to_be_pounds() -> None:
    reading = read("Name,Currency,Market Value\nTesco,GBX,100\nBP,GBX,200\n")
    assert reading.holdings["currency"].null_count() == 2
    assert '"GBX"' in problems(reading)


def test_base_values_stand_before_local_ones_which_are_kept_beside_them() -> None:
    reading = read(
        """
        Name,Local Currency,Market Value Local,Market Value Base GBP
        Tencent,HKD,780,80
        Vodafone,GBP,50,50
        """
    )
    assert values(reading) == ["80", "50"]
    assert reading.holdings["stated_values"].to_list() == [[{"currency": "HKD", "amount": Decimal(780)}], None]


def test_negative_values_are_kept() -> None:
    assert values(read("Name,Value GBP\nA,(100)\nB,-5.5\nC,300\n")) == ["-100", "-5.5", "300"]


def test_a_value_that_is_no_number_leaves_the_row_without_one_and_is_a_problem_with_its_line() -> None:
    reading = read("Name,Value GBP\nTencent,100\nAlibaba,see note\nMeituan,300\n")
    assert values(reading) == ["100", None, "300"]
    assert 'fund.csv line 3: value "see note" in column B "Value GBP" is not a number' in problems(reading)


def test_a_last_row_whose_value_is_no_number_is_a_holding_all_the_same() -> None:
    assert values(read("Name,Value GBP\nTencent,100\nAlibaba,see note\n")) == ["100", None]


def test_many_unreadable_cells_are_ten_problems_and_their_number() -> None:
    rows = "\n".join(f"Company {number},bad" for number in range(25))
    reading = read(f"Name,Value GBP\nTencent,100\n{rows}\n")
    assert sum("is not a number" in str(problem) for problem in reading.problems) == 10
    assert "15 further cells are not numbers" in problems(reading)


@pytest.mark.parametrize(
    ("heading", "cells", "first_weight"),
    [
        ("Weight (%)", ("60.5", "39.5"), "0.605"),
        ("Weight", ("60.5", "39.5"), "0.605"),
        ("Weight", ("0.605", "0.395"), "0.605"),
        ("Weight", ("60.5%", "39.5%"), "0.605"),
        ("% of fund", ("0.4", "0.2"), "0.004"),
        ("אחוזים שעור מסך נכסי השקעה", ("0.605", "0.395"), "0.605"),
    ],
)
def test_weights_are_fractions_however_written(heading: str, cells: tuple[str, str], first_weight: str) -> None:
    reading = read(f"Name,Value,{heading}\nTencent,605,{cells[0]}\nAlibaba,395,{cells[1]}\n")
    assert first(reading)["stated_weight"] == Decimal(first_weight)


def test_weights_of_several_funds_are_percentages_of_each() -> None:
    reading = read("fund,company,weight\nA,Tencent,60\nA,Alibaba,40\nB,Tencent,30\nB,Meituan,70\n")
    assert [weight.normalize() for weight in reading.holdings["stated_weight"]] == [
        Decimal("0.6"),
        Decimal("0.4"),
        Decimal("0.3"),
        Decimal("0.7"),
    ]


def test_one_decimal_mark_goes_for_the_whole_table() -> None:
    reading = read(
        """
        Bezeichnung;Stück;Kurswert in EUR;Gewichtung
        Alibaba Group Holding;1.500;1.234.567,89;60,5
        Tencent Holdings;2.500;806.000,11;39,5
        """,
        delimiter=";",
    )
    assert values(reading) == ["1234567.89", "806000.11"]
    assert reading.holdings["quantity"].to_list() == [1500, 2500]
    assert reading.holdings["stated_weight"].to_list() == [Decimal("0.605"), Decimal("0.395")]


def test_a_mark_that_may_be_either_is_a_problem_that_says_how_it_was_read() -> None:
    reading = read("Name,Value GBP\nTencent,1.234\nAlibaba,5.678\n")
    assert values(reading) == ["1.234", "5.678"]
    assert (
        'in "1.234" the point may be a mark of thousands or of decimals; it is read as the decimal point'
        in problems(reading)
    )


def test_the_files_own_total_is_set_beside_the_sum_and_a_difference_is_a_problem() -> None:
    right = read("Name,Value GBP\nTencent,100\nAlibaba,250\nTotal,350\n")
    wrong = read("Name,Value GBP\nTencent,100\nAlibaba,250\nTotal,400\n")
    (sheet,) = right.files[0].sheets
    assert (sheet.sum_of_positions, sheet.stated_total) == (Decimal(350), Decimal(350))
    assert sheet.stated_total_line == 4
    assert right.problems == ()
    assert "fund.csv line 4: the file's own total is GBP 400 and the positions add up to GBP 350" in problems(wrong)


def test_values_rounded_to_millions_may_differ_from_their_total_by_the_rounding() -> None:
    reading = read("Name,Value £m\nA,1.3\nB,1.3\nC,1.3\nTotal,4.0\n")
    assert reading.problems == ()


def test_cash_and_derivatives_count_in_the_sum() -> None:
    reading = read(
        "Name,Asset Class,Value GBP\nTencent,Equity,100\nGBP CASH,Cash,20\nFTSE JUN 21,Futures,-5\nTotal,,115\n"
    )
    assert reading.files[0].sheets[0].sum_of_positions == 115
    assert reading.problems == ()


def test_a_sheet_without_a_currency_takes_the_one_that_all_others_name() -> None:
    book = workbook(Equities="Name,Value £000\nTencent,1\n", Bonds="Name,Value (thousands)\nVodafone 2029,2\n")
    reading = read_holdings([book])
    assert reading.holdings.select("market_value", "currency").rows() == [(1000, "GBP"), (2000, "GBP")]


def test_what_many_sheets_share_is_told_once() -> None:
    sheets = {f"Part_{number}": f"Name,Value\nCompany {number},1\n" for number in range(5)}
    (problem,) = read_holdings([workbook(**sheets)]).problems
    assert "does not say in which currency" in problem.message
    assert problem.message.endswith("(so in 5 sheets)")


def test_the_sum_of_a_large_number_of_rows_is_exact() -> None:
    rows = "\n".join(f"Company {number},0.10" for number in range(1000))
    reading = read_holdings([csv_file(f"Name,Value GBP\n{rows}\nTotal,100.00\n")])
    assert reading.files[0].sheets[0].sum_of_positions == 100
