"""Which column is what: by the user's word, by heading, by content where headings fail or lie."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from clearhold.holdings import read_holdings, read_holdings_files
from clearhold.model import BadInput, ColumnRole, CouldNotRead, ReadingOptions
from tests.holdings.visible import csv_file, first, names, problems, read, roles, values, workbook

if TYPE_CHECKING:
    from pathlib import Path


def test_names_of_columns_of_many_houses_are_known() -> None:
    assert roles(
        read(
            """
            Fund Ticker,Security Identifier,Holding Ticker,Shares/Par Value,MarketValue,Weight,Name,Sector,Date
            QQQ,594918104,MSFT,"74,336,015","17,783,404,868.45",64.0,Microsoft Corp,Technology,01/13/2023
            QQQ,037833100,AAPL,"128,123,489","10,003,290,238.50",36.0,Apple Inc,Technology,01/13/2023
            QQQ,023135106,AMZN,"1","1.00",0.0,Amazon.com Inc,Consumer,01/13/2023
            """
        )
    ) == {
        "fund": "Fund Ticker",
        "cusip": "Security Identifier",
        "ticker": "Holding Ticker",
        "quantity": "Shares/Par Value",
        "value": "MarketValue",
        "weight": "Weight",
        "name": "Name",
        "as_of": "Date",
    }


def test_check_digits_overrule_a_heading_that_lies() -> None:
    reading = read(
        """
        Name,ISIN,Value GBP
        Apple Inc,2046251,10
        NVIDIA Corp,2379504,20
        Microsoft Corp,2588173,30
        """
    )
    assert reading.holdings["sedol"].to_list() == ["2046251", "2379504", "2588173"]
    assert reading.holdings["isin"].null_count() == 3
    (column,) = [column for column in reading.files[0].sheets[0].columns if column.role is ColumnRole.SEDOL]
    assert 'whatever its heading "ISIN" says' in column.why


def test_check_digits_say_what_a_column_without_a_known_heading_is() -> None:
    reading = read(
        """
        Name,Ref A,Ref B,Value GBP
        Apple Inc,US0378331005,HWUPKR0MPOU8FGXBT394,10
        Microsoft Corp,US5949181045,INR2EJN1ERAN0W5ZP974,20
        Amazon.com Inc,US0231351067,ZXTILKJKG63JELOEG630,30
        """
    )
    assert roles(reading) == {"name": "Name", "isin": "Ref A", "lei": "Ref B", "value": "Value GBP"}


def test_an_isin_of_the_cayman_islands_is_no_figi() -> None:
    reading = read("Name,Code,Value\nTencent,KYG875721634,1\nAlibaba,KYG017191142,2\nMeituan,KYG596691041,3\n")
    assert roles(reading)["isin"] == "Code"
    assert reading.holdings["figi"].null_count() == 3


def test_a_cusip_without_its_check_digit_is_a_cusip_as_written() -> None:
    # State Street's files of 2021 to 2023: eight characters, nine from 2024
    reading = read("Name,Identifier,Weight\nApple Inc.,03783310,60.5\nNVIDIA CORP,67066G10,39.5\n")
    assert reading.holdings["cusip"].to_list() == ["03783310", "67066G10"]


def test_eight_digits_are_a_number_of_the_publishers_own() -> None:
    reading = read("Name,Identifier,Value\nBank A,34112000,1\nBank B,30012000,2\nBank C,30112000,3\n")
    assert reading.holdings["cusip"].null_count() == 3


def test_leading_zeros_and_codes_that_look_like_numbers_survive() -> None:
    reading = read(
        """
        Name,Ticker,CUSIP,SEDOL,Value USD
        Samsung,005930,037833E10,0540528,1
        iFlytek,002230,037833100,B0YQ5W0,2
        """
    )
    assert reading.holdings.select("ticker", "cusip", "sedol").rows() == [
        ("005930", "037833E10", "0540528"),
        ("002230", "037833100", "B0YQ5W0"),
    ]


def test_zeros_that_a_spreadsheet_took_are_restored_where_the_check_digit_agrees() -> None:
    reading = read("Name,SEDOL,Value GBP\nBAT,287580,1\nShell,BP6MXD8,2\nApple,2046251,3\nHSBC,540528,4\n")
    assert reading.holdings["sedol"].to_list() == ["0287580", "BP6MXD8", "2046251", "0540528"]
    assert any("leading zeros restored in 2 cells" in remark for remark in reading.files[0].sheets[0].remarks)


def test_a_code_turned_into_a_number_by_a_spreadsheet_is_a_problem() -> None:
    reading = read("Name,CUSIP,Value USD\nApple,037833100,1\nOther,3.78E+14,2\n")
    assert 'fund.csv line 3: CUSIP "3.78E+14" was turned into a number' in problems(reading)


def test_each_cell_of_a_mixed_column_counts_for_what_it_is() -> None:
    reading = read(
        """
        שם נייר ערך,"מספר ני""ע",שווי שוק
        טבע,629014,1628.09
        ALIBABA,US01609W1027,50512.7
        לאומי,604611,1395.14
        """
    )
    assert reading.holdings["isin"].to_list() == [None, "US01609W1027", None]
    assert reading.holdings["sedol"].null_count() == 3


def test_an_isin_with_a_bad_check_digit_is_kept_and_flagged() -> None:
    reading = read("Name,ISIN,Value GBP\nApple,US0378331006,1\nTencent,kyg875721634,2\nX,IE00 B4L5 Y983,3\n")
    assert reading.holdings.select("isin", "isin_valid").rows() == [
        ("US0378331006", False),
        ("KYG875721634", True),
        ("IE00B4L5Y983", True),
    ]
    assert 'fund.csv line 2: ISIN "US0378331006" has the wrong check digit' in problems(reading)


def test_the_country_of_the_market_stands_before_that_of_incorporation() -> None:
    both = read("Name,Incorporation Country,Country,Value NOK\nAlibaba,Cayman Islands,China,1\n")
    one = read("Name,Incorporation Country,Value NOK\nAlibaba,Cayman Islands,1\n")
    assert (first(both)["country"], first(one)["country"]) == ("CN", "KY")


def test_a_word_that_is_no_country_leaves_it_unknown_and_is_named() -> None:
    reading = read("Name,Location,Value EUR\nEIB,European Union,1\nSAP,Germany,2\n")
    assert reading.holdings["country"].to_list() == [None, "DE"]
    assert any('"European Union"' in remark for remark in reading.files[0].sheets[0].remarks)


def test_market_value_stands_before_notional_value_and_cost() -> None:
    reading = read("Name,Notional Value,Book cost,Market Value\nA,100,90,95\nB,200,180,190\n")
    assert roles(reading)["value"] == "Market Value"


def test_a_table_with_costs_only_says_that_its_values_are_at_cost() -> None:
    reading = read("Name,Book cost GBP\nA,90\nB,180\n")
    assert values(reading) == ["90", "180"]
    assert any("at cost" in remark for remark in reading.files[0].sheets[0].remarks)


def test_holding_is_the_name_over_words_and_the_quantity_over_numbers() -> None:
    assert roles(read("Holding,Value\nTencent,1\nAlibaba,2\n"))["name"] == "Holding"
    assert roles(read("Issuer,Holding,Value\nTencent,1000,1\nAlibaba,2000,2\n"))["quantity"] == "Holding"


def test_a_value_that_no_heading_names_is_price_times_quantity() -> None:
    reading = read(
        """
        Name,Shares,Price,Worth
        A Corp,10,2.5,25
        B Corp,20,3.5,70
        C Corp,30,1.5,45
        D Corp,7,11.0,77
        """
    )
    assert roles(reading)["value"] == "Worth"


def test_a_list_of_pooled_funds_is_named_by_its_funds() -> None:
    reading = read("Fund,Manager,Value £m\nGlobal Equity Fund,LGIM,12.5\nUK Property Fund,CBRE,7.5\n")
    assert names(reading) == ["Global Equity Fund", "UK Property Fund"]
    assert values(reading) == ["12500000", "7500000"]


def test_the_name_is_the_column_that_differs_from_row_to_row() -> None:
    reading = read(
        """
        Investment,Company,Value
        Equities,Tencent Holdings,1
        Equities,Alibaba Group,2
        Equities,Meituan,3
        """
    )
    assert names(reading) == ["Tencent Holdings", "Alibaba Group", "Meituan"]


def test_company_beside_fund_is_the_name() -> None:
    reading = read("Company,Fund,Value\nTencent,Global Equity,1\nAlibaba,Emerging Markets,2\n")
    assert names(reading) == ["Tencent", "Alibaba"]
    assert reading.holdings["fund"].to_list() == ["Global Equity", "Emerging Markets"]


def test_the_issuer_stands_before_the_description_of_its_security() -> None:
    reading = read(
        """
        Security Name,Issuer,Value
        ALIBABA GROUP HLDG-SP ADR,Alibaba Group Holding,1
        TENCENT HLDGS LTD,Tencent Holdings,2
        """
    )
    assert names(reading) == ["Alibaba Group Holding", "Tencent Holdings"]


def test_two_columns_that_both_look_like_the_name_are_an_error_that_names_both() -> None:
    with pytest.raises(CouldNotRead) as error:
        read("Name,Security Name,Value\nAlibaba,ALIBABA GROUP ADR,1\nTencent,TENCENT HLDGS,2\n")
    assert str(error.value) == (
        'fund.csv: column A "Name" and column B "Security Name" both look like the name of what is held; say which one '
        'it is, such as --columns name="Name"'
    )


def test_two_columns_of_one_heading_are_told_apart_by_letter() -> None:
    text = "Name,Name,Value\nAlibaba,Global Equity A,1\nTencent,Global Equity B,2\n"
    with pytest.raises(CouldNotRead, match=r"--columns name=A$"):
        read(text)
    with pytest.raises(BadInput, match="columns A and B have this heading; write the letter"):
        read(text, name="Name")
    assert names(read(text, name="A")) == ["Alibaba", "Tencent"]


def test_the_user_names_columns_by_heading_in_any_case_by_its_beginning_or_by_letter() -> None:
    text = "Titel,Nummer,Bid value GBP,Offer value GBP\nTencent,KYG875721634,1,10\nAlibaba,US01609W1027,2,20\n"
    assert values(read(text, value="offer VALUE gbp")) == ["10", "20"]
    assert values(read(text, value="Offer")) == ["10", "20"]
    assert values(read(text, value="D")) == ["10", "20"]
    assert names(read(text, name="titel")) == ["Tencent", "Alibaba"]


def test_a_heading_that_is_not_there_is_an_error_that_names_those_that_are() -> None:
    with pytest.raises(BadInput) as error:
        read("Name,Value\nTencent,1\n", isin="Kennnummer")
    assert str(error.value) == (
        'fund.csv: --columns isin=Kennnummer: there is no such heading; the headings are A "Name", B "Value"'
    )


def test_the_user_can_say_that_there_is_no_such_column() -> None:
    reading = read("Name,Value\nTencent,growth\nAlibaba,growth\n", value="none")
    assert names(reading) == ["Tencent", "Alibaba"]
    assert values(reading) == [None, None]


def test_a_named_column_needs_to_be_in_one_sheet_only() -> None:
    book = workbook(
        Equities="Security,Sort,Bid\nTencent,Equity,1\nAlibaba,Equity,2\n", Bonds="Name,Market Value\nVodafone 2029,3\n"
    )
    reading = read_holdings([book], ReadingOptions(columns={ColumnRole.VALUE: "Bid"}))
    assert values(reading) == ["1", "2", "3"]


def test_headings_of_the_publisher_are_shown_with_what_they_were_taken_for() -> None:
    reading = read("Name,Sector,Market Value(NOK),Market Value(USD)\nAlibaba,Retail,10,1\n")
    shown = [(column.letter, column.role, column.currency) for column in reading.files[0].sheets[0].columns]
    assert shown == [("A", "name", None), ("B", None, None), ("C", "value", "NOK"), ("D", None, "USD")]
    assert first(reading)["stated_values"][0]["currency"] == "USD"


def test_a_sheets_name_is_its_rows_asset_class_where_no_column_is() -> None:
    book = workbook(
        Equities="Name,Value GBP\nTencent,1\n",
        Pooled_Funds="Name,Value GBP\nEmerging Markets Fund,2\n",
        Sheet3="Name,Value GBP\nAlibaba,3\n",
    )
    assert read_holdings([book]).holdings["asset_class"].to_list() == ["Equities", "Pooled Funds", None]


def test_files_are_read_by_their_paths_and_standard_input_by_a_dash(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Name,Value USD\nTencent,1\n", encoding="utf-8")
    reading = read_holdings_files([tmp_path / "a.csv", "-"], stdin=BytesIO(b"Issuer;MV GBP\nAlibaba;2\n"))
    assert reading.holdings.select("name", "currency").rows() == [("Tencent", "USD"), ("Alibaba", "GBP")]


def test_several_files_are_read_into_one() -> None:
    reading = read_holdings(
        [csv_file("Name,Value USD\nTencent,1\n", "a.csv"), csv_file("Issuer,MV GBP\nAlibaba,2\n", "b.csv")]
    )
    assert reading.holdings.select("file", "name", "currency").rows() == [
        ("a.csv", "Tencent", "USD"),
        ("b.csv", "Alibaba", "GBP"),
    ]
    assert [file.file for file in reading.files] == ["a.csv", "b.csv"]
