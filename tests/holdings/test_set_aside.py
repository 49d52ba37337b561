"""Rows that are no holdings: positions without an issuer, totals, notes, headings said again; and companies that only
sound so.
"""

from __future__ import annotations

import pytest

from clearhold.holdings import read_holdings
from tests.holdings.visible import aside, names, problems, read, values, workbook


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("USD CASH", "cash"),
        ("SAR CASH(COMMITTED)", "cash"),
        ("CASH COLLATERAL USD SGAFT", "cash"),
        ("Cash", "cash"),
        ("Cash and cash equivalents", "cash"),
        ("Cash & Other", "cash"),
        ("Net other assets", "cash"),
        ("Other assets less liabilities", "cash"),
        ("Liabilities in excess of other assets", "cash"),
        ("Net current assets", "cash"),
        ("US DOLLAR", "cash"),
        ("SOUTH AFRICAN RAND", "cash"),
        ("USD/THB", "currency forward"),
        ("+ILS/-USD 3.4937 10-11-20 (10) -898", "currency forward"),
        ("FX FORWARD GBP USD 31/12/20", "currency forward"),
        ("Forward currency contracts", "currency forward"),
        ("SELL USD BUY GBP 12 MAR 21", "currency forward"),
        ("MSCI EMER MKT INDEX (ICE) SEP 21", "derivative"),
        ("S&P500 EMINI MAR 22", "derivative"),
        ("EURO STOXX 50 JUN 21", "derivative"),
        ("LONG GILT FUTURE JUN21", "derivative"),
        ("TOPIX INDX FUT SEP19", "derivative"),
        ("C 1570 JUL 2019", "derivative"),
        ("SPX JUN 2021 CALL 4200", "derivative"),
        ("INTEREST RATE SWAP 1.2% 2030", "derivative"),
        ("TRS SPX 2021", "derivative"),
    ],
)
def test_a_name_that_is_no_issuers_sets_its_row_aside_with_its_value(name: str, reason: str) -> None:
    reading = read(f"Name,Value GBP\nTencent Holdings,100\n{name},25\n")
    assert names(reading) == ["Tencent Holdings"]
    assert reading.set_aside.select("line", "reason", "name", "market_value").rows() == [(3, reason, name, 25)]


@pytest.mark.parametrize(
    "name",
    [
        "CASH CONVERTERS INTERNATIONAL",
        "CASHBUILD LTD",
        "Cash America International Inc",
        "First Cash Financial Services Inc",
        "Prosegur Cash SA",
        "Japan Cash Machine Co Ltd",
        "DREYFUS GOVT CASH MAN INS",
        "BLK CSH FND TREASURY SL AGENCY",
        "FUTURE PLC",
        "Future Retail Ltd",
        "Jiangsu Future Land Co Ltd",
        "FORWARD AIR CORP",
        "Money Forward Inc",
        "SWAPNIL INDUSTRIES",
        "TOTAL SE",
        "TOTAL SA",
        "TotalEnergies",
        "TOTAL Maroc SA",
        "Total Gabon",
        "Total Access Communication PCL",
        "Total Produce PLC",
        "Total System Services Inc",
        "Eurocash SA",
        "Dollar General Corp",
        "STERLING BANCORP",
        "Callaway Golf",
        "Call-Net Enterprises",
        "MSCI INC",
        "NASDAQ INC",
        "GOLD FIELDS LTD",
        "Optionsclearing AG",
        "Currency Exchange International",
        "Notebook Makers Ltd",
        "Source Interlink",
        "Net Asset Management Ltd",
        "Total",  # the oil company's short name
        "CNH",
        "*ST东南",
        "NOTE AB",
    ],
)
def test_a_company_that_sounds_like_none_is_a_holding(name: str) -> None:
    reading = read(f"Name,Country,Sector,Value GBP\nTencent,China,IT,100\n{name},Japan,Retail,25\nSAP,Germany,IT,30\n")
    assert names(reading) == ["Tencent", name, "SAP"]


@pytest.mark.parametrize("name", ["TOTAL SE", "Total Gabon", "TOTAL ACCESS COMMUNICATION", "Future plc", "Forward Air"])
def test_such_a_company_is_a_holding_in_a_table_of_names_and_values_too(name: str) -> None:
    reading = read(f"Name,Value GBP\nTencent,100\n{name},25\nSAP,30\n")
    assert names(reading) == ["Tencent", name, "SAP"]


@pytest.mark.parametrize(
    ("asset_class", "reason"),
    [
        ("Cash", "cash"),
        ("Cash Collateral and Margins", "cash"),
        ("Cash and/or Derivatives", "cash"),
        ("Futures", "derivative"),
        ("Options", "derivative"),
        ("Swaps", "derivative"),
        ("FX", "currency forward"),
        ("Forward currency contracts", "currency forward"),
    ],
)
def test_the_files_own_asset_class_sets_a_row_aside(asset_class: str, reason: str) -> None:
    reading = read(f"Name,Asset Class,Value GBP\nTencent,Equity,100\nSomething,{asset_class},5\nSAP,Equity,1\n")
    assert aside(reading) == [(3, reason)]
    assert f'its asset class is "{asset_class}"' in reading.set_aside["detail"][0]


def test_an_asset_class_of_securities_stands_before_a_name_that_sounds_otherwise() -> None:
    reading = read("Name,Asset Class,Value GBP\nUSD CASH,Equity,1\nS&P500 EMINI MAR 22,ETF,2\nCash,Cash,3\n")
    assert names(reading) == ["USD CASH", "S&P500 EMINI MAR 22"]


def test_a_money_market_fund_is_a_holding_and_cash_in_the_money_market_is_not() -> None:
    reading = read(
        """
        Name,Asset Class,ISIN,Value USD
        BLK ICS USD LIQ AGENCY DIS,Money Market,IE00B50QMP13,7438373.21
        USD CASH,Money Market,-,100
        """
    )
    assert names(reading) == ["BLK ICS USD LIQ AGENCY DIS"]
    assert aside(reading) == [(3, "cash")]


def test_an_identifier_stands_before_a_name_that_sounds_like_cash() -> None:
    reading = read("Name,ISIN,Value GBP\nCash,US0378331005,1\nUS DOLLAR,-,2\nApple,US0378331005,3\n")
    assert names(reading) == ["Cash", "Apple"]


def test_a_currencys_code_in_that_currency_is_cash_and_else_a_company() -> None:
    reading = read("Security,Currency,Value\nTencent,HKD,5050\nHKD,HKD,1000\nCNH,USD,20\n")
    assert names(reading) == ["Tencent", "CNH"]
    assert aside(reading) == [(3, "cash")]


def test_where_there_is_no_asset_class_a_sector_of_cash_counts() -> None:
    reading = read(
        """
        Name,Sector,Value USD
        ALIBABA,Retail,10
        XYZ HOLDING ACCOUNT,Cash and/or Derivatives,5
        ESM1 INDEX FUT JUN21,Cash and/or Derivatives,1
        """
    )
    assert aside(reading) == [(3, "cash"), (4, "derivative")]


def test_a_sheet_of_cash_is_cash_and_its_totals_are_totals() -> None:
    book = workbook(
        Equities="Name,Rating,Value GBP\nTencent,A,100\n",
        Cash="Name,Rating,Value GBP\nBarclays,A,10\nHSBC,AA,20\nAll banks,,30\n",
    )
    reading = read_holdings([book])
    assert names(reading) == ["Tencent"]
    assert reading.set_aside.select("line", "reason").rows() == [(2, "cash"), (3, "cash"), (4, "total")]


def test_a_total_row_is_set_aside_with_its_value() -> None:
    reading = read("Name,ISIN,Value GBP\nVodafone,GB00BH4HKS39,100\nBP,GB0007980591,200\nTotal,,300\n")
    assert reading.set_aside.select("line", "reason", "market_value", "text").rows() == [
        (4, "total", 300, "Total | 300")
    ]


def test_subtotals_by_words_and_the_total_of_the_table_are_told_apart() -> None:
    reading = read(
        """
        Name,Country,Value GBP
        Tencent,China,100
        Alibaba,China,50
        Sub-total China,,150
        SAP,Germany,30
        Total Germany,,30
        Grand Total,,180
        """
    )
    assert aside(reading) == [(4, "subtotal"), (6, "subtotal"), (7, "total")]
    assert problems(reading) == ""


def test_subtotals_without_a_word_are_told_by_what_they_lack_and_by_their_sum() -> None:
    reading = read(
        """
        Name,ISIN,Country,Value GBP
        UK Equities,,,300
        Vodafone,GB00BH4HKS39,UK,100
        BP,GB0007980591,UK,200
        Overseas,,,50
        Alibaba,US01609W1027,China,50
        Unlisted Co,,,25
        ,,,375
        """
    )
    assert names(reading) == ["Vodafone", "BP", "Alibaba", "Unlisted Co"]
    assert aside(reading) == [(2, "subtotal"), (5, "subtotal"), (8, "total")]


def test_nested_totals_above_their_groups_are_told_apart() -> None:
    reading = read(
        """
        שם נייר ערך,"מספר ני""ע",שווי שוק
        "סה""כ מניות",,60
        "סה""כ בישראל:",,30
        תל אביב 35,,30
        טבע,629014,10
        לאומי,604611,20
        "סה""כ בחו""ל:",,30
        ALIBABA,US01609W1027,30
        """
    )
    assert values(reading) == ["10", "20", "30"]
    assert aside(reading) == [(2, "total"), (3, "subtotal"), (4, "subtotal"), (7, "subtotal")]


def test_a_total_without_a_name_in_a_table_of_names_and_values_is_told_by_its_sum() -> None:
    assert aside(read("Name,Value GBP\nA,100\nB,200\nC,50\n,350\n")) == [(5, "total")]
    assert names(read("Name,Value GBP\nA,100\nB,200\nC,50\n,77\n")) == ["A", "B", "C", None]


def test_a_holding_whose_value_happens_to_be_the_sum_of_those_above_is_a_holding() -> None:
    assert names(read("Name,Value GBP\nA,100\nB,200\nC,300\n")) == ["A", "B", "C"]
    assert len(names(read("Name,ISIN,Value\nA,US0378331005,1\nB,GB0007980591,2\nC,US01609W1027,3\n"))) == 3


def test_headings_of_groups_notes_and_footers_are_notes() -> None:
    reading = read(
        """
        Name,ISIN,Value GBP
        United Kingdom,,
        Vodafone,GB00BH4HKS39,100
        China,,
        Alibaba,US01609W1027,50
        * held through a nominee
        Source: the fund's custodian
        The content contained herein is owned or licensed by its owners and may not be copied without their consent.
        """
    )
    assert names(reading) == ["Vodafone", "Alibaba"]
    assert aside(reading) == [(2, "note"), (4, "note"), (6, "note"), (7, "note"), (8, "note")]


def test_a_heading_said_again_on_each_page_is_set_aside() -> None:
    reading = read("Name,ISIN,Value\nVodafone,GB00BH4HKS39,100\nName,ISIN,Value\nAlibaba,US01609W1027,50\n")
    assert aside(reading) == [(3, "repeated heading")]


def test_a_holding_without_a_value_is_a_holding() -> None:
    reading = read("Name,Country,Value GBP\nVodafone,UK,100\nTencent,China,\nAlibaba,China,-\n")
    assert values(reading) == ["100", None, None]


def test_a_holding_with_an_identifier_and_no_name_is_a_holding() -> None:
    reading = read("Name,ISIN,Value GBP\n,US01609W1027,\nTencent,KYG875721634,5\n")
    assert reading.holdings["isin"].to_list() == ["US01609W1027", "KYG875721634"]


def test_a_sheet_of_sums_or_of_rates_beside_holdings_has_no_table() -> None:
    book = workbook(
        Summary="Asset class,Value,Weight\nEquities,150,75\nBonds,50,25\n",
        Holdings="Name,Value GBP\nTencent,100\nAlibaba,50\n",
        FX_rates="Currency,Rate\nUSD,1.25\n",
    )
    reading = read_holdings([book])
    assert names(reading) == ["Tencent", "Alibaba"]
    assert reading.set_aside.group_by("sheet", "reason").len().sort("sheet").rows() == [
        ("FX rates", "sheet without a table of holdings", 2),
        ("Summary", "sheet without a table of holdings", 3),
    ]
    assert reading.rows_in == 2 + 2 + 3


def test_a_sheet_that_repeats_the_largest_holdings_of_another_counts_once() -> None:
    book = workbook(
        Top_3="Name,Value GBP\nTencent,100\nAlibaba,50\nMeituan,30\n",
        All="Name,Value GBP\nTencent,100\nSAP,10\nAlibaba,50\nMeituan,30\n",
    )
    reading = read_holdings([book])
    assert names(reading) == ["Tencent", "SAP", "Alibaba", "Meituan"]
    assert reading.rows_in == 3 + 1 + 4
    assert 'is in sheet "All" too' in reading.set_aside["detail"][0]


def test_sheets_that_share_a_holding_are_both_read() -> None:
    book = workbook(
        North="Name,Value GBP\nTencent,100\nAlibaba,50\nMeituan,30\n",
        South="Name,Value GBP\nTencent,100\nAlibaba,55\nMeituan,30\nSAP,1\n",
    )
    assert len(names(read_holdings([book]))) == 7


def test_a_sheet_of_commitments_holds_nothing_yet() -> None:
    book = workbook(
        Funds="Name,Value USD m\nFund I LP,10\n",
        Outstanding_commitments="Name,Value USD m\nFund I LP,90\n",
    )
    reading = read_holdings([book])
    assert values(reading) == ["10000000"]
    assert "Outstanding commitments" in reading.set_aside["detail"][0]


def test_a_hidden_sheet_of_templates_is_no_table() -> None:
    book = workbook(
        Equities="Name,Value GBP\nTencent,100\n",
        hidden_Templates="Name,Market value,Weight\nname of it,the value,the weight\n",
    )
    reading = read_holdings([book])
    assert names(reading) == ["Tencent"]
    assert [sheet.visible for sheet in reading.files[0].sheets] == [True, False]
    assert set(reading.set_aside["reason"]) == {"sheet without a table of holdings"}
