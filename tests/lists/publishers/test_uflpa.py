"""The UFLPA Entity List: sub-lists and their tables, aliases in brackets, and the Department's own page.

Names and dates of the fixtures are from https://www.dhs.gov/uflpa-entity-list as saved on 9 July 2026; a few aliases
are shortened.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from clearhold.lists.parsed import SourceFile
from clearhold.lists.publishers.uflpa import PUBLISHERS, parse_uflpa
from clearhold.lists.publishers.uflpa.names import read_cell
from clearhold.model import CouldNotRead, EntryType, NameKind
from tests.lists.builtin_rows import rows_of
from tests.real_files import DATA, needs_real_files

if TYPE_CHECKING:
    from clearhold.lists.parsed import ParsedList

PAGE = DATA / "lists" / "dhs_uflpa_2026-07-09.html"
PRIMARY, STRONG, WEAK, FORMER = NameKind.PRIMARY, NameKind.STRONG_ALIAS, NameKind.WEAK_ALIAS, NameKind.FORMER


def table(*rows: str) -> str:
    body = "".join(f"<tr><td>{name}</td><td>{day}</td></tr>" for name, day in (row.split(" | ") for row in rows))
    return f"<table><thead><tr><th>Name of Entity</th><th>Effective Date</th></tr></thead><tbody>{body}</tbody></table>"


def heading(words: str, clause: str) -> str:
    return f"<p><br><strong>{words}</strong><br><a href='#'>Section 2(d)(2)(B)({clause})</a></p>"


def page(first: str, second: str, fifth: str, fourth: str = "") -> bytes:
    parts = (
        "<!DOCTYPE html>\n<html><body>",
        heading("A list of entities in Xinjiang", "i") + first,
        heading("A list of entities working with the government of Xinjiang", "ii") + second,
        heading("A list of entities that exported products", "iv"),
        fourth or "<p>Entities identified in sections (i) and (ii) above may serve as both.</p>",
        heading("A list of facilities and entities", "v") + fifth,
        "<div class='last-updated'><span>Last Updated:</span> 01/14/2025</div>",
        "</body></html>",
    )
    return "\n".join(parts).encode()


def parsed(content: bytes) -> ParsedList:
    return parse_uflpa([SourceFile("uflpa-entity-list.html", content)])


CAMEL = table("Camel Group Co., Ltd. | August 2, 2023")
BAODING = table("Baoding LYSZD Trade and Business Co., Ltd. | June 21, 2022")
ZIJIN = table("Zijin Mining Group Co., Ltd. | January 15, 2025")


def test_a_table_belongs_to_the_last_heading_above_it_though_one_heading_has_no_table() -> None:
    listed = parsed(page(BAODING, CAMEL, ZIJIN))
    assert [(entry.name, entry.listings[0].programme, entry.listings[0].words) for entry in listed.entries] == [
        (
            "Baoding LYSZD Trade and Business Co., Ltd.",
            "UFLPA section 2(d)(2)(B)(i)",
            "A list of entities in Xinjiang",
        ),
        (
            "Camel Group Co., Ltd.",
            "UFLPA section 2(d)(2)(B)(ii)",
            "A list of entities working with the government of Xinjiang",
        ),
        ("Zijin Mining Group Co., Ltd.", "UFLPA section 2(d)(2)(B)(v)", "A list of facilities and entities"),
    ]
    assert listed.rows == 3
    assert listed.published_on == date(2025, 1, 14)
    assert listed.entries[2].listings[0].effective_on == date(2025, 1, 15)


def test_a_table_under_the_section_that_had_none_is_read_under_it() -> None:
    listed = parsed(page(BAODING, CAMEL, ZIJIN, fourth=table("Camel Group Co., Ltd. | January 15, 2025")))
    camel = listed.entries[1]
    assert [(each.programme, each.listed_on) for each in camel.listings] == [
        ("UFLPA section 2(d)(2)(B)(ii)", date(2023, 8, 2)),
        ("UFLPA section 2(d)(2)(B)(iv)", date(2025, 1, 15)),
    ]


def test_names_that_differ_in_legal_form_or_punctuation_are_one_entity() -> None:
    listed = parsed(
        page(
            table("Xinjiang Daqo New Energy, Co. Ltd | June 21, 2022"),
            CAMEL,
            table("Xinjiang Daqo New Energy Co., Ltd. | November 25, 2024", "Camel Group Co. Ltd | August 2, 2023"),
        )
    )
    assert [entry.id for entry in listed.entries] == ["xinjiang-daqo-new-energy", "camel-group"]
    assert [(name.text, name.kind) for name in listed.entries[0].names] == [
        ("Xinjiang Daqo New Energy, Co. Ltd", PRIMARY),
        ("Xinjiang Daqo New Energy Co., Ltd.", STRONG),
    ]
    assert [each.listed_on for each in listed.entries[0].listings] == [date(2022, 6, 21), date(2024, 11, 25)]
    assert listed.rows == 4


def test_names_that_differ_in_a_word_are_two_entities() -> None:
    listed = parsed(
        page(
            BAODING,
            CAMEL,
            table("Henan Yumian Logistics Co., Ltd. | May 17, 2024", "Henan Yumian Group | May 17, 2024"),
        )
    )
    assert len(listed.entries) == 4


def test_clauses_on_subsidiaries_are_told_and_belong_to_no_name() -> None:
    corps = (
        "Xinjiang Production and Construction Corps (XPCC) and its subordinate and affiliated entities | June 21, 2022"
    )
    listed = parsed(page(BAODING, table(corps), ZIJIN))
    entry = listed.entries[1]
    assert [(name.text, name.kind) for name in entry.names] == [
        ("Xinjiang Production and Construction Corps", PRIMARY),
        ("XPCC", WEAK),
    ]
    assert entry.listings[0].account == 'The page lists the company "and its subordinate and affiliated entities".'
    assert entry.type is EntryType.ORGANISATION


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        (
            "KTK Group (including two aliases: Jiangsu Jinchuang Group; and KTK Holding)",
            [("KTK Group", PRIMARY), ("Jiangsu Jinchuang Group", STRONG), ("KTK Holding", STRONG)],
        ),
        (
            "Hetian Taida Apparel Co., Ltd (and one alias: Hetian TEDA Garment)",
            [("Hetian Taida Apparel Co., Ltd", PRIMARY), ("Hetian TEDA Garment", STRONG)],
        ),
        (
            "Hoshine Silicon (Shanshan) Co., Ltd (including one alias: Hesheng (Shanshan) Co.) and subsidiaries",
            [("Hoshine Silicon (Shanshan) Co., Ltd", PRIMARY), ("Hesheng (Shanshan) Co.", STRONG)],
        ),
        (
            "Jiangyin Lianyun Co. Ltd. (also known as Jiangyin Intermodal Transport Co. and Jiangyin United Co.)",
            [
                ("Jiangyin Lianyun Co. Ltd.", PRIMARY),
                ("Jiangyin Intermodal Transport Co.", STRONG),
                ("Jiangyin United Co.", STRONG),
            ],
        ),
        (
            "Zhangzhou Hang Fat Import & Export Co., Ltd. (also known as Zhangzhou Hengfa Import and Export Co., Ltd.)",
            [
                ("Zhangzhou Hang Fat Import & Export Co., Ltd.", PRIMARY),
                ("Zhangzhou Hengfa Import and Export Co., Ltd.", STRONG),
            ],
        ),
        (
            "Jiangsu Meike Solar Co., Ltd. (also known as Meike Co. and formerly known as Jiangsu Gaozhao Co.)",
            [
                ("Jiangsu Meike Solar Co., Ltd.", PRIMARY),
                ("Meike Co.", WEAK),
                ("Jiangsu Gaozhao Co.", FORMER),
            ],
        ),
        (
            "Henan Yumian Logistics Co., Ltd. (formerly known as 841 Cotton Transfer Warehouse)",
            [("Henan Yumian Logistics Co., Ltd.", PRIMARY), ("841 Cotton Transfer Warehouse", FORMER)],
        ),
        ("Xinjiang Energy (Group) Real Estate Co., Ltd", [("Xinjiang Energy (Group) Real Estate Co., Ltd", PRIMARY)]),
    ],
)
def test_brackets_of_aliases_are_read_and_brackets_of_names_are_kept(
    cell: str, names: list[tuple[str, NameKind]]
) -> None:
    read = read_cell(cell)
    assert [(name.text, name.kind) for name in read.names] == names
    assert read.amiss is None


def test_a_count_of_aliases_that_is_not_theirs_is_said() -> None:
    listed = parsed(page(table("KTK Group (including two aliases: KTK Holding) | June 21, 2022"), CAMEL, ZIJIN))
    (problem,) = listed.problems
    assert str(problem) == (
        'uflpa-entity-list.html line 3: "KTK Group (including two aliases: KTK Holding)": the page counts 2 aliases, '
        "and 1 were told apart: KTK Holding"
    )


def test_a_bracket_of_a_new_wording_stays_in_the_name_and_is_said() -> None:
    listed = parsed(page(table("KTK Group (trading under the alias KTK Rail) | June 21, 2022"), CAMEL, ZIJIN))
    assert listed.entries[0].name == "KTK Group (trading under the alias KTK Rail)"
    assert "are of a new kind and were left in the name" in listed.problems[0].message


def test_a_date_that_is_none_is_left_open_and_a_row_without_a_name_is_left_out() -> None:
    listed = parsed(page(table("Camel Group Co., Ltd. | pending", "&nbsp; | June 21, 2022"), BAODING, ZIJIN))
    assert listed.entries[0].listings[0].effective_on is None
    assert (listed.rows, len(listed.entries)) == (4, 3)
    assert [problem.message for problem in listed.problems] == [
        '"Camel Group Co., Ltd.": effective date "pending" is no day; it is left open',
        'the row " | June 21, 2022" names no entity; it is left out',
    ]


def test_a_page_without_one_of_the_four_sections_is_refused() -> None:
    content = page(BAODING, CAMEL, ZIJIN).replace(b"(B)(v)", b"(B)(vii)")
    with pytest.raises(CouldNotRead, match=r"no heading for section 2\(d\)\(2\)\(B\)\(v\) of the Act"):
        parsed(content)


def test_a_table_of_entities_above_all_headings_is_refused() -> None:
    with pytest.raises(CouldNotRead, match="stands under no section of the Act"):
        parsed(b"<html><body>" + CAMEL.encode() + b"</body></html>")


def test_a_page_that_was_cut_is_refused() -> None:
    with pytest.raises(CouldNotRead, match="it was cut"):
        parsed(page(BAODING, CAMEL, ZIJIN)[:-10])


def test_a_notice_of_the_federal_register_in_xml_is_read_by_its_sections() -> None:
    def gpo(*rows: str) -> str:
        body = "".join(
            f'<ROW><ENT I="01">{name}</ENT><ENT>{day}.</ENT></ROW>' for name, day in (r.split(" | ") for r in rows)
        )
        heads = '<BOXHD><CHED H="1">Entity name</CHED><CHED H="1">Effective date</CHED></BOXHD>'
        return f'<GPOTABLE COLS="2">{heads}{body}</GPOTABLE>'

    notice = (
        "<NOTICE><SUBJECT>Notice Regarding the Uyghur Forced Labor Prevention Act Entity List</SUBJECT>"
        '<HD SOURCE="HD1">UFLPA Section 2(d)(2)(B)(i)</HD><P>A List of Entities in Xinjiang</P>'
        + gpo("Baoding LYSZD Trade and Business Co., Ltd. | June 21, 2022")
        + '<HD SOURCE="HD1">UFLPA Section 2(d)(2)(B)(ii)</HD>'
        + gpo("Camel Group Co., Ltd. | August 2, 2023")
        + '<HD SOURCE="HD1">UFLPA Section 2(d)(2)(B)(iv)</HD><P>None at this time.</P>'
        + '<HD SOURCE="HD1">UFLPA Section 2(d)(2)(B)(v)</HD>'
        + gpo("Chenguang Biotech Group Co., Ltd. | August 2, 2023")
        + "</NOTICE>"
    )
    listed = parsed(notice.encode())
    assert [
        (entry.name, entry.listings[0].programme[-4:], entry.listings[0].effective_on) for entry in listed.entries
    ] == [
        ("Baoding LYSZD Trade and Business Co., Ltd.", ")(i)", date(2022, 6, 21)),
        ("Camel Group Co., Ltd.", "(ii)", date(2023, 8, 2)),
        ("Chenguang Biotech Group Co., Ltd.", ")(v)", date(2023, 8, 2)),
    ]
    assert listed.entries[0].listings[0].words == "A List of Entities in Xinjiang"


@needs_real_files
def test_the_departments_page_has_160_rows_on_144_entities() -> None:
    listed = parsed(PAGE.read_bytes())
    text = PAGE.read_text(encoding="utf-8")
    assert len(re.findall(r"<tr>\s*<td", text)) == listed.rows == 160
    assert len(listed.entries) == 144
    assert sum(len(entry.listings) for entry in listed.entries) == 160
    assert listed.problems == ()
    assert (listed.published_on, listed.ending) == (date(2025, 1, 14), "</html>")
    assert Counter(each.programme for entry in listed.entries for each in entry.listings) == {
        "UFLPA section 2(d)(2)(B)(i)": 9,
        "UFLPA section 2(d)(2)(B)(ii)": 43,
        "UFLPA section 2(d)(2)(B)(v)": 108,
    }


@needs_real_files
def test_the_departments_page_gives_the_entries_names_and_dates_that_are_built_in() -> None:
    listed = parsed(PAGE.read_bytes())
    built_in = {row["entry"]: row for row in rows_of("us-uflpa", "entries")}
    assert {(entry.id, entry.name.replace("’", "'"), entry.type) for entry in listed.entries} == {
        (entry, row["name"], row["type"]) for entry, row in built_in.items()
    }
    dates = {(entry.id, each.programme, str(each.effective_on)) for entry in listed.entries for each in entry.listings}
    assert dates == {(row["entry"], row["programme"], row["effective_on"]) for row in rows_of("us-uflpa", "listings")}
    # Of the two rows on Hoshine one writes "and Subsidiaries".
    accounts = Counter(
        (each.account or "").replace("Subsid", "subsid") for entry in listed.entries for each in entry.listings
    )
    assert accounts == Counter(row["account"] for row in rows_of("us-uflpa", "listings"))


@needs_real_files
def test_four_aliases_are_weak_in_the_built_in_list_because_a_person_judged_them_so() -> None:
    listed = parsed(PAGE.read_bytes())
    ours = {(entry.id, name.text.replace("’", "'"), name.kind) for entry in listed.entries for name in entry.names}
    theirs = {
        (row["entry"], row["name"], NameKind(row["kind"]))
        for row in rows_of("us-uflpa", "names")
        if row["source"] == "https://www.dhs.gov/uflpa-entity-list"  # names in Chinese are from elsewhere
    }
    # Names that another company may have too; the page says nothing of that, and the parse gives what the page says.
    judged = {
        ("baowu-group-xinjiang-bayi-iron-and-steel", "Bayi Iron and Steel"),
        ("baowu-group-xinjiang-bayi-iron-and-steel", "Xinjiang Bayi Iron and Steel Co. Ltd."),
        ("tanyuan-technology", "Carbon Element Technology"),
        ("tanyuan-technology", "Carbon Yuan Technology"),
    }
    assert ours - theirs == {(entry, name, STRONG) for entry, name in judged}
    assert theirs - ours == {(entry, name, WEAK) for entry, name in judged}


@needs_real_files
def test_the_departments_page_holds_its_canaries_and_its_floor() -> None:
    (publisher,) = PUBLISHERS
    listed = publisher.parse([SourceFile(PAGE.name, PAGE.read_bytes())])
    names = {name.text for entry in listed.entries for name in entry.names}
    assert all(canary.name in names for canary in publisher.canaries)
    assert len(listed.entries) >= publisher.at_least
