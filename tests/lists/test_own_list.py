"""A user's own list: columns found, cells read, nothing lost without a word."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearhold.lists import make_own_list
from clearhold.model import CouldNotRead, EntryType, NameKind
from clearhold.tables.table_file import Row, Sheet, TableFile

if TYPE_CHECKING:
    from clearhold.model import ConcernLists

READ_ON = date(2026, 11, 1)


def own(text: str, *more: str) -> ConcernLists:
    """The list in a file written as its cells: a line a row, cells parted by ` | `, further sheets as further texts."""
    sheets = tuple(
        Sheet(None if not more else f"Sheet{number}", a_sheet(each)) for number, each in enumerate((text, *more), 1)
    )
    return make_own_list(TableFile("mine.csv", "ab" * 32, 100, "CSV", sheets), undated=READ_ON)


def a_sheet(text: str) -> tuple[Row, ...]:
    rows = []
    for line, cells in enumerate(text.strip("\n").split("\n"), 1):
        if cells.strip():
            rows.append(Row(line, tuple(cell.strip() for cell in cells.split(" | "))))
    return tuple(rows)


def said(lists: ConcernLists) -> list[str]:
    return [str(problem) for problem in lists.problems]


def test_a_file_of_names_only_is_a_list() -> None:
    lists = own("""
        name
        Hangzhou Hikvision Digital Technology
        Zhejiang Dahua Technology
        """)
    assert lists.entries["name"].to_list() == ["Hangzhou Hikvision Digital Technology", "Zhejiang Dahua Technology"]
    assert lists.problems == ()


def test_a_single_column_needs_no_heading() -> None:
    lists = own("""
        Hangzhou Hikvision Digital Technology
        Zhejiang Dahua Technology
        """)
    assert lists.entries["name"].to_list() == ["Hangzhou Hikvision Digital Technology", "Zhejiang Dahua Technology"]


def test_an_own_list_is_its_authors_statement() -> None:
    lists = own("name\nAcme Ltd")
    (record,) = lists.lists
    assert (record.name, record.label, record.evidence, record.built_in) == ("mine.csv", "mine", "own list", False)
    assert (record.version, record.entries) == ("2026-11-01+abababab", 1)
    listing = lists.listings.row(0, named=True)
    assert (listing["evidence_class"], listing["programme"], listing["ground"]) == (4, "own list", "not stated")
    assert listing["source"] == "mine.csv line 2"


def test_headings_say_what_columns_are_about_under_a_preamble() -> None:
    lists = own("""
        Companies of concern to the scheme
        Date | 1 May 2024
        Company Name | ISIN | Ticker | Country | Category | Reason | Programme | URL | From | Until | Class
        Li Ning Co Ltd | KYG5496K1242 | 2331 HK | China | labour | cotton | NBIM | https://x.org/1 | 2022-03-07 |  | 3
        Alstom S.A. | FR0010220475 |  | France | settlements | rail | KLP | http://x.org/2 | 2021-07-05 | 2025-09-26 | 3
        """)
    assert lists.problems == ()
    assert lists.entries.select("entry", "name", "country").rows() == [
        ("li-ning-co-ltd", "Li Ning Co Ltd", "CN"),
        ("alstom-s-a", "Alstom S.A.", "FR"),
    ]
    assert lists.identifiers.select("scheme", "value", "market", "valid").rows() == [
        ("isin", "KYG5496K1242", None, True),
        ("ticker", "2331", "HK", True),
        ("isin", "FR0010220475", None, True),
    ]
    assert lists.listings.select(
        "evidence_class", "programme", "ground", "words", "listed_on", "delisted_on", "source"
    ).rows() == [
        (3, "NBIM", "labour", "cotton", date(2022, 3, 7), None, "https://x.org/1"),
        (3, "KLP", "settlements", "rail", date(2021, 7, 5), date(2025, 9, 26), "http://x.org/2"),
    ]
    assert lists.lists[0].as_of == date(2025, 9, 26)


def test_columns_without_a_heading_are_told_by_their_check_digits() -> None:
    lists = own("""
        CNE100000PM8 | Hangzhou Hikvision Digital Technology | China
        CNE100000BJ4 | Zhejiang Dahua Technology | China
        """)
    assert lists.entries["name"].to_list() == ["Hangzhou Hikvision Digital Technology", "Zhejiang Dahua Technology"]
    assert lists.entries["country"].to_list() == ["CN", "CN"]
    assert lists.identifiers["value"].to_list() == ["CNE100000PM8", "CNE100000BJ4"]
    assert said(lists) == ["mine.csv: no row of headings was found; the columns were told by their content"]


def test_names_under_a_heading_in_another_language_are_told_by_their_content() -> None:
    lists = own("""
        Unternehmen | ISIN
        Heidelberg Materials AG | DE0006047004
        Alstom S.A. | FR0010220475
        """)
    assert lists.entries["name"].to_list() == ["Heidelberg Materials AG", "Alstom S.A."]
    assert said(lists) == ["mine.csv: the names are taken from column A, which reads like names"]


@pytest.mark.parametrize(
    "text",
    [
        "ISIN | Country\nCNE100000PM8 | China\nCNE100000BJ4 | China",
        "CNE100000PM8\nCNE100000BJ4",
        "1\n2\n3",
        "ISIN\nCNE100000PM8",
        "name",
        "name | isin",
        "https://example.org/a | China\nhttps://example.org/b | Israel",
    ],
)
def test_a_list_without_names_is_one_clear_error(text: str) -> None:
    with pytest.raises(CouldNotRead, match=r'^mine\.csv: a concern list needs a column of names.*put "name" above'):
        own(text)


def test_every_sheet_with_names_is_read_and_one_without_is_reported() -> None:
    lists = own("name\nAcme Ltd", "1 | 2\n3 | 4", "company\nBeta plc")
    assert lists.entries["name"].to_list() == ["Acme Ltd", "Beta plc"]
    assert said(lists) == ['mine.csv sheet "Sheet2": no column of names; the sheet is left out']


def test_several_names_stand_in_one_cell_and_a_comma_is_part_of_a_name() -> None:
    lists = own("""
        Entity | Aliases
        Camel Group Co., Ltd. | Camel; Luotuo Group | 骆驼集团
        Sugon | Dawning Information Industry; 中科曙光
        """)
    named = lists.names.select("entry", "name", "kind").rows()
    assert named == [
        ("camel-group-co-ltd", "Camel Group Co., Ltd.", NameKind.PRIMARY),
        ("camel-group-co-ltd", "Camel", NameKind.STRONG_ALIAS),
        ("camel-group-co-ltd", "Luotuo Group", NameKind.STRONG_ALIAS),
        ("sugon", "Sugon", NameKind.PRIMARY),
        ("sugon", "Dawning Information Industry", NameKind.STRONG_ALIAS),
        ("sugon", "中科曙光", NameKind.ORIGINAL_SCRIPT),
    ]


def test_a_name_in_another_script_is_an_entry() -> None:
    lists = own("name\n杭州海康威视数字技术股份有限公司\nהראל")
    assert lists.entries["name"].to_list() == ["杭州海康威视数字技术股份有限公司", "הראל"]
    assert lists.entries["entry"].is_unique().all()


def test_a_person_or_a_vessel_is_no_company() -> None:
    lists = own("name | type\nAcme Ltd | Entity\nJane Doe | Individual\nSea Rose | vessel")
    assert lists.entries["type"].to_list() == [EntryType.COMPANY, EntryType.PERSON, EntryType.VESSEL]


def test_a_source_that_is_no_address_says_under_what_a_party_is_listed() -> None:
    lists = own("name | source\nAcme Ltd | NGO report of 2021\nBeta plc | https://example.org/beta")
    assert lists.listings.select("programme", "source").rows() == [
        ("NGO report of 2021", "mine.csv line 2"),
        ("own list", "https://example.org/beta"),
    ]


def test_text_that_looks_like_a_formula_stays_text() -> None:
    lists = own("name | reason\n=HYPERLINK(1) Ltd | +cmd\n@Risk plc | -1+1")
    assert lists.entries["name"].to_list() == ["=HYPERLINK(1) Ltd", "@Risk plc"]
    assert lists.listings["words"].to_list() == ["+cmd", "-1+1"]


def test_a_bad_check_digit_is_kept_flagged_and_reported_with_its_line() -> None:
    lists = own("name | isin\nHikvision | CNE100000PM9")
    assert lists.identifiers.select("value", "valid").rows() == [("CNE100000PM9", False)]
    assert said(lists) == ["mine.csv line 2: ISIN CNE100000PM9 fails its check; it is kept, flagged and not matched on"]


def test_leading_zeros_and_exponents_survive() -> None:
    lists = own("name | ticker | cusip\nHikvision | 002415 | \nApple | AAPL | 037833100\nOther | 0700.HK | 037833E10")
    assert lists.identifiers.filter(lists.identifiers["scheme"] == "ticker")["value"].to_list() == [
        "002415",
        "AAPL",
        "0700",
    ]
    assert lists.identifiers.filter(lists.identifiers["scheme"] == "cusip")["value"].to_list() == [
        "037833100",
        "037833E10",
    ]


def test_what_is_wrong_in_a_row_is_said_with_its_line_and_the_rest_is_read() -> None:
    lists = own("""
        name | country | listed on | removed | class
        Acme Ltd | Atlantis | 2021-13-01 |  | 7
         | China
        Beta plc | UK | 2024-05-01 | 2023-05-01 | 2
        name | country | listed on | removed | class
        Source: our own research
        """)
    assert lists.entries["name"].to_list() == ["Acme Ltd", "Beta plc"]
    assert lists.entries["country"].to_list() == [None, "GB"]
    assert lists.listings["evidence_class"].to_list() == [4, 2]
    assert said(lists) == [
        'mine.csv line 2: listed on "2021-13-01" is not a certain day; it is left open: write it as 2021-04-03',
        'mine.csv line 2: "Atlantis" is no country that is known; write a name or a code such as China or CN',
        'mine.csv line 2: evidence class "7" is none of 1, 2, 3, 4; 4 was taken',
        'mine.csv line 3: no name in the row "China"; it is left out: write the company\'s name',
        "mine.csv line 4: delisted on 2023-05-01, before it was listed on 2024-05-01; both kept: check the dates",
        'mine.csv line 5: "name | country | listed on | removed | class" repeats the headings; it is left out',
        'mine.csv line 6: "Source: our own research" reads like a note; it is left out',
    ]


def test_a_name_on_several_rows_is_one_entry_with_several_listings() -> None:
    lists = own("""
        name | isin | list | listed on
        Hikvision | CNE100000PM8 | NS-CMIC | 2021-06-03
        HIKVISION |  | 1260H | 2021-06-03
        Hikvision | CNE100000PM8 | NS-CMIC | 2021-06-03
        """)
    assert lists.entries["entry"].to_list() == ["hikvision"]
    assert lists.identifiers.height == 1
    assert lists.listings["programme"].to_list() == ["NS-CMIC", "1260H"]
    assert said(lists) == ["mine.csv line 4: says again what line 2 says; counted once"]


def test_one_name_in_two_countries_is_two_companies() -> None:
    lists = own("name | country\nPhoenix Ltd | UK\nPhoenix Ltd | India\nPhoenix Ltd | ")
    assert lists.entries.select("entry", "country").rows() == [
        ("phoenix-ltd-gb", "GB"),
        ("phoenix-ltd-in", "IN"),
        ("phoenix-ltd", None),
    ]


def test_of_two_columns_of_names_the_plainer_heading_is_taken_and_the_other_named() -> None:
    lists = own("issuer | company | isin\nAlstom | Alstom S.A. | FR0010220475")
    assert lists.entries["name"].to_list() == ["Alstom S.A."]
    assert said(lists) == ['mine.csv: column A "issuer" also reads like the name; "company" (column B) was used']


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2020-02-12", date(2020, 2, 12)),
        ("2020-02-12 00:00:00", date(2020, 2, 12)),
        ("12 February 2020", date(2020, 2, 12)),
        ("Feb 12, 2020", date(2020, 2, 12)),
        ("12-Feb-2020", date(2020, 2, 12)),
        ("13/02/2020", date(2020, 2, 13)),
        ("02/13/2020", date(2020, 2, 13)),
        ("03.04.2021", date(2021, 4, 3)),
        ("04/04/2021", date(2021, 4, 4)),
        ("03/04/2021", None),
        ("31 February 2020", None),
        ("soon", None),
    ],
)
def test_a_day_is_read_where_it_is_certain(written: str, day: date | None) -> None:
    lists = own(f"name | date\nAcme Ltd | {written}")
    assert lists.listings["listed_on"].to_list() == [day]
    assert len(lists.problems) == (1 if day is None else 0)


def test_one_day_above_12_shows_how_the_whole_column_is_written() -> None:
    lists = own("name | date\nAcme Ltd | 03/04/2021\nBeta plc | 25/12/2021")
    assert lists.listings["listed_on"].to_list() == [date(2021, 4, 3), date(2021, 12, 25)]


def test_a_long_ground_is_a_reason_and_a_short_reason_stands_for_a_ground() -> None:
    long = "The company is reported to have supplied equipment that was used in several places over many years."
    lists = own(f"name | ground\nAcme Ltd | {long}")
    assert lists.listings.select("ground", "words").row(0) == ("not stated", long)
    lists = own("name | reason\nAcme Ltd | forced labour")
    assert lists.listings.select("ground", "words").row(0) == ("forced labour", "forced labour")


def test_an_own_list_does_not_take_the_name_of_another() -> None:
    file = TableFile("a/mine.csv", "cd" * 32, 1, "CSV", (Sheet(None, (Row(1, ("name",)), Row(2, ("Acme Ltd",)))),))
    lists = make_own_list(file, undated=READ_ON, taken=frozenset({"mine.csv"}))
    assert lists.lists[0].name == "mine.csv (2)"
    assert set(lists.entries["list"]) == {"mine.csv (2)"}


cells = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20).map(
    lambda text: " ".join(text.split())
)


@given(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=12))
def test_every_row_is_listed_or_reported(written: list[tuple[str, str, str]]) -> None:
    rows = [Row(1, ("name", "isin", "ground")), Row(2, ("Acme Ltd", "", ""))]
    rows += [Row(line, row) for line, row in enumerate(written, 3) if any(row)]
    lists = make_own_list(TableFile("mine.csv", "ab" * 32, 1, "CSV", (Sheet(None, tuple(rows)),)), undated=READ_ON)
    reported = {problem.line for problem in lists.problems}
    sources = {int(source.rsplit(" ", 1)[1]) for source in lists.listings["source"]}
    assert sources | reported >= {row.line for row in rows[1:]}
    assert set(lists.listings["entry"]) == set(lists.entries["entry"])
    assert lists.entries["entry"].is_unique().all()
