"""Input that is damaged or doubtful: one clear line, or the row set aside, and nothing lost."""

from __future__ import annotations

import pytest

from clearhold.holdings import read_holdings
from clearhold.model import CouldNotRead, ReadingOptions
from clearhold.tables import Row, Sheet, TableFile
from tests.holdings.visible import aside, csv_file, names, problems, read, values, workbook


def refused(text: str) -> str:
    with pytest.raises(CouldNotRead) as error:
        read(text)
    message = str(error.value)
    assert "\n" not in message
    return message


def test_an_empty_file() -> None:
    with pytest.raises(CouldNotRead, match=r"^fund\.csv: the file is empty"):
        read_holdings([TableFile("fund.csv", "0" * 64, 0, "CSV (commas, UTF-8)", (Sheet(None, ()),))])


def test_no_table_found() -> None:
    assert refused("Dear Sir,\nthank you for your letter.\n").startswith(
        "fund.csv: no table of holdings found in 2 rows"
    )


def test_header_only() -> None:
    assert refused("Name,ISIN,Market Value\n") == (
        "fund.csv: there are headings on line 1 and no rows below them; check that the file was saved whole"
    )


def test_a_table_that_names_nothing() -> None:
    assert "no table of holdings found" in refused("Quantity,Market Value\n10,100\n20,200\n")


def test_a_value_column_of_text() -> None:
    message = refused("Name,Market Value\nTencent,high\nAlibaba,low\n")
    assert message.startswith('fund.csv: column B "Market Value" should hold values and holds words, such as "high"')
    assert "--columns value=HEADING" in message


def test_a_value_column_of_text_is_no_matter_where_another_holds_values() -> None:
    assert values(read("Name,Value,Market Value GBP\nTencent,growth,100\nAlibaba,growth,50\n")) == ["100", "50"]


def test_a_name_with_a_comma_outside_quotes_is_put_together_and_told() -> None:
    reading = read(
        """
        Name,ISIN,Country,Value USD
        Hangzhou Hikvision Digital Technology Co., Ltd.,CNE100000PM8,China,1000
        Tencent Holdings,KYG875721634,China,2000
        Zhejiang Dahua Technology Co., Ltd.,CNE100000BJ4,China,3000
        """
    )
    assert names(reading)[0] == "Hangzhou Hikvision Digital Technology Co., Ltd."
    assert values(reading) == ["1000", "2000", "3000"]
    assert "fund.csv line 2: the name has a comma outside quotes" in problems(reading)


def test_a_row_too_long_to_be_understood_is_set_aside_and_told() -> None:
    reading = read("Name,Value USD\nTencent,100\nAlibaba,1,234,567\nMeituan,300\n")
    assert names(reading) == ["Tencent", "Meituan"]
    assert aside(reading) == [(3, "row cannot be read")]
    assert "fund.csv line 3: the row cannot be read: it has 4 cells under 2 headings" in problems(reading)
    assert reading.set_aside["name"].to_list() == ["Alibaba"]


def test_short_rows_are_rows_with_empty_cells() -> None:
    reading = read("Name,Value USD,ISIN,Country\nTencent,100,KYG875721634,China\nAlibaba,50\nMeituan,20,KYG596691041\n")
    assert names(reading) == ["Tencent", "Alibaba", "Meituan"]
    assert reading.holdings["country"].to_list() == ["CN", None, None]


def test_columns_without_a_heading_are_no_fault_of_the_rows() -> None:
    reading = read("Name,Value USD\nTencent,100,x,y\nAlibaba,50,x,z\nMeituan,20,x,w\n")
    assert names(reading) == ["Tencent", "Alibaba", "Meituan"]


def test_a_very_long_cell_is_a_note_and_kept_whole() -> None:
    text = "word " * 40_000 + "end"
    rows = (Row(1, ("Name", "Value GBP")), Row(2, ("Tencent", "100")), Row(3, (text,)))
    reading = read_holdings([TableFile("fund.csv", "0" * 64, 1, "CSV (commas, UTF-8)", (Sheet(None, rows),))])
    assert aside(reading) == [(3, "note")]
    assert reading.set_aside["text"].to_list() == [text]


def test_amounts_torn_apart_in_most_rows_end_the_reading() -> None:
    message = refused("Name,Value USD\nTencent,1,100\nAlibaba,1,234,567\nMeituan,2,300\n")
    assert message.startswith("fund.csv line 2: it has 3 cells under 2 headings, and so have 2 other rows; put quotes")


def test_duplicate_holdings_are_rows_of_their_own() -> None:
    reading = read("Name,Value GBP\nTencent,100\nTencent,100\n")
    assert values(reading) == ["100", "100"]


def test_amounts_beyond_belief_are_unknown_and_told() -> None:
    reading = read("Name,Value £bn\nTencent,100\nAlibaba,99999999999999999999\n")
    assert values(reading) == ["100000000000", None]
    assert "is not a number" in problems(reading)


def test_twenty_thousand_columns_are_read() -> None:
    wide = ",".join(f"c{number}" for number in range(20_000))
    reading = read_holdings([csv_file(f"Name,Value GBP,{wide}\nTencent,100,{wide.replace('c', 'd')}\n")])
    assert values(reading) == ["100"]
    assert "19,701 cells beside the heading" in reading.files[0].sheets[0].remarks[0]


def test_a_workbook_with_one_clear_and_one_doubtful_table_is_refused_rather_than_read_in_part() -> None:
    book = workbook(
        Equities="Name,Value GBP\nTencent,100\n",
        Bonds="Name,Security Name,Value GBP\nVodafone 2029,VOD 5% 2029,1\nBP 2030,BP 4% 2030,2\n",
    )
    with pytest.raises(CouldNotRead, match=r'^fund\.xlsx sheet "Bonds": column A "Name" and column B "Security Name"'):
        read_holdings([book], ReadingOptions())


def test_formulas_and_markup_in_cells_are_text() -> None:
    reading = read("Name,Value GBP\n=HYPERLINK(),100\n<script>alert(1)</script> Ltd,50\n")
    assert names(reading) == ["=HYPERLINK()", "<script>alert(1)</script> Ltd"]


def test_remarks_of_the_reader_of_tables_are_handed_on() -> None:
    source = csv_file("Name,Value GBP\nTencent,100\n")
    told = TableFile(
        source.file, source.sha256, source.size, source.format, source.sheets, ("encoding guessed: GB18030",)
    )
    assert "fund.csv: encoding guessed: GB18030" in problems(read_holdings([told]))
