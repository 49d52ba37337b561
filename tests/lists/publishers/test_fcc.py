"""The FCC's Covered List: sentences, days, kinds of product, and the three layouts in which it is had.

Sentences and days of the fixtures are from https://www.fcc.gov/supplychain/coveredlist as of 28 July 2026.
"""

from __future__ import annotations

import csv
import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from clearhold.lists.parsed import SourceFile
from clearhold.lists.publishers.fcc import PUBLISHERS, parse_covered_list
from clearhold.lists.publishers.fcc.sentences import read_sentences
from clearhold.model import CouldNotRead, EntryType
from tests.lists.builtin_rows import rows_of
from tests.real_files import DATA, needs_real_files

if TYPE_CHECKING:
    from clearhold.lists.parsed import ParsedList

TABLE = DATA / "lists" / "fcc_covered_list_2026-07.csv"
COLLECTED = DATA / "lists" / "fcc_covered_2026.json"

HUAWEI = (
    "Telecommunications equipment produced by <strong>Huawei Technologies Company</strong>, including "
    "telecommunications or video surveillance services provided by such entity or using such equipment."
)
CHINA_MOBILE = (
    "International telecommunications services provided by <strong>China Mobile International USA Inc</strong>. "
    "subject to section 214 of the Communications Act of 1934."
)
ROUTERS = (
    'Routers<span style="font-size:11pt">^ </span>produced in a foreign country, <a href="#approvals">except '
    "routers which have been granted a Conditional Approval by DoW or DHS</a>."
)
APPROVALS = (
    "<table><tr><th>UAS Conditional Approvals</th><th>Dates</th></tr><tr><td>Some Co</td><td>-</td></tr></table>"
)


def page(*rows: tuple[str, str], heads: str = "Covered Equipment or Services*") -> bytes:
    body = "".join(f"<tr>\n<td>{sentence}</td><td><p>{days}</p></td></tr>" for sentence, days in rows)
    head = f"<tr><th><strong>{heads}</strong></th><th>Date of Inclusion on Covered List</th></tr>"
    return f"<!DOCTYPE html><html><body>{APPROVALS}<table>{head}{body}</table></body></html>".encode()


def parsed(content: bytes, name: str = "coveredlist.html") -> ParsedList:
    return parse_covered_list([SourceFile(name, content)])


def test_the_page_names_a_producer_a_provider_and_a_kind_of_product() -> None:
    listed = parsed(
        page((HUAWEI, "March 12, 2021"), (CHINA_MOBILE, "March 25, 2022"), (ROUTERS, "March 23, 2026")),
    )
    assert [(entry.name, entry.type, entry.listings[0].listed_on) for entry in listed.entries] == [
        ("Huawei Technologies Company", EntryType.COMPANY, date(2021, 3, 12)),
        ("China Mobile International USA Inc.", EntryType.COMPANY, date(2022, 3, 25)),
        ("Routers produced in a foreign country", EntryType.PRODUCT_CATEGORY, date(2026, 3, 23)),
    ]
    assert listed.entries[0].listings[0].words == HUAWEI.replace("<strong>", "").replace("</strong>", "")
    assert (listed.rows, listed.problems, listed.published_on) == (3, (), date(2026, 3, 23))


def test_the_first_day_is_that_of_inclusion_and_later_ones_are_changes() -> None:
    listed = parsed(
        page((ROUTERS, "December 22, 2025</p><p>Updated:<br>January 7, 2026<br><br>Updated:<br>March 18, 2026"))
    )
    listing = listed.entries[0].listings[0]
    assert listing.listed_on == date(2025, 12, 22)
    assert listing.account == "The Commission changed the sentence on 7 January 2026, 18 March 2026."
    assert listed.published_on == date(2026, 3, 18)


@pytest.mark.parametrize(
    ("sentence", "names", "ground"),
    [
        (
            (
                "International telecommunications services provided by Pacific Networks Corp and its wholly-owned "
                "subsidiary ComNet (USA) LLC subject to section 214 of the Communications Act of 1934."
            ),
            [("Pacific Networks Corp", None), ("ComNet (USA) LLC", "Pacific Networks Corp")],
            "communications services",
        ),
        (
            (
                "Information security products, solutions, and services supplied, directly or indirectly, by AO "
                "Kaspersky Lab or any of its predecessors, successors, parents, subsidiaries, or affiliates."
            ),
            [("AO Kaspersky Lab", None)],
            "cybersecurity software",
        ),
        (
            (
                "Cybersecurity and anti-virus software produced or provided by Kaspersky Lab, Inc. or any of its "
                "successors and assignees, including equipment with integrated Kaspersky Lab, Inc. software."
            ),
            [("Kaspersky Lab, Inc.", None)],
            "cybersecurity software",
        ),
        (
            (
                "Video surveillance and telecommunications equipment produced by Hytera Communications Corporation, "
                "Hangzhou Hikvision Digital Technology Company, or Dahua Technology Company (or any subsidiary)."
            ),
            [
                ("Hytera Communications Corporation", None),
                ("Hangzhou Hikvision Digital Technology Company", None),
                ("Dahua Technology Company", None),
            ],
            "communications equipment",
        ),
        (
            (
                "Foreign-produced power inverters, £ except power inverters which have been granted a Conditional "
                "Approval by DoW or DHS."
            ),
            [("Foreign-produced power inverters", None)],
            "foreign-produced equipment",
        ),
    ],
)
def test_a_sentence_names_whom_it_covers(sentence: str, names: list[tuple[str, str | None]], ground: str) -> None:
    read = read_sentences(sentence)
    assert [(each.name, each.parent) for each in read] == names
    assert {each.ground for each in read} == {f"national security: {ground}"}
    assert {each.words for each in read} == {sentence}


def test_two_sentences_run_together_in_one_cell_are_two_entries() -> None:
    cell = (
        "Uncrewed aircraft systems (UAS) and UAS critical components produced in a foreign country†† —except: (d) “Toy "
        'Drones that contain foreign-produced components.""All communications and video surveillance equipment '
        "and services listed in Section 1709(a)(1) of the Visit - FY25 National Defense Authorization Act (Pub. L. "
        "118-159)."
    )
    assert [(each.name, each.is_product) for each in read_sentences(cell)] == [
        ("Uncrewed aircraft systems (UAS) and UAS critical components produced in a foreign country", True),
        (
            (
                "All communications and video surveillance equipment and services listed in Section 1709(a)(1) of the "
                "FY25 National Defense Authorization Act (Pub. L. 118-159)"
            ),
            True,
        ),
    ]


def test_a_row_without_a_day_or_without_words_is_said() -> None:
    listed = parsed(page((HUAWEI, "pending"), ("&nbsp;", "March 12, 2021")))
    assert listed.rows == 2
    assert [problem.message for problem in listed.problems] == [
        '"Huawei Technologies Company" has no date of inclusion that is a day; it is left open',
        "the row covers nothing that was understood; it is left out",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (page((HUAWEI, "March 12, 2021"), heads="Equipment"), "no table of covered equipment or services"),
        (page((HUAWEI, "March 12, 2021"))[:-9], "it was cut"),
        (b"name,date\nHuawei,March 12, 2021\n", "no column covered equipment or services"),
        (b'{"list_id": "fcc-covered", "count": 2, "entities": [{"name": "Huawei"}]}', "has 2 entities and has 1"),
        (b'{"list_id": "dow-1260h", "entities": []}', 'is the list "dow-1260h", not "fcc-covered"'),
        (b'{"list_id": "fcc-covered", "entities": [1]}', "its entities are no objects"),
        (b'{"list_id": "fcc-covered", "entit', "broken JSON"),
    ],
)
def test_what_is_not_the_whole_list_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(CouldNotRead, match=message):
        parsed(content)


@needs_real_files
def test_the_table_of_july_2026_has_16_rows_and_gives_the_18_entries_that_are_built_in() -> None:
    listed = parsed(TABLE.read_bytes(), TABLE.name)
    with TABLE.open(encoding="utf-8", newline="") as rows:
        assert len(list(csv.DictReader(rows))) == listed.rows == 16
    built_in = {row["name"]: row for row in rows_of("us-fcc-covered", "entries")}
    # The Commission writes "Corp and its …"; the built-in list has the full stop of the abbreviation.
    names = {entry.name.replace("Networks Corp", "Networks Corp."): entry for entry in listed.entries}
    assert set(names) == set(built_in)
    assert len(listed.entries) == 18
    assert all(names[name].type == row["type"] for name, row in built_in.items())
    assert {entry.name: entry.parents for entry in listed.entries if entry.parents} == {
        "ComNet (USA) LLC": ("Pacific Networks Corp",)
    }
    assert (listed.problems, listed.published_on) == ((), date(2026, 7, 28))


@needs_real_files
def test_the_table_of_july_2026_gives_the_grounds_and_days_that_are_built_in() -> None:
    listed = parsed(TABLE.read_bytes(), TABLE.name)
    names = {row["entry"]: row["name"].replace("Corp.", "Corp") for row in rows_of("us-fcc-covered", "entries")}
    theirs = {(names[row["entry"]], row["ground"], row["listed_on"]) for row in rows_of("us-fcc-covered", "listings")}
    ours = {
        (entry.name.replace("Corp.", "Corp"), each.ground, str(each.listed_on))
        for entry in listed.entries
        for each in entry.listings
    }
    assert ours == theirs
    words = {entry.name: entry.listings[0].words for entry in listed.entries}
    for row in rows_of("us-fcc-covered", "listings"):
        if row["words"] and "pacific" not in row["entry"]:
            assert words[names[row["entry"]].replace("(Americas) Corp", "(Americas) Corp.")] == row["words"]


@needs_real_files
def test_the_collection_of_july_2026_has_15_entities_of_which_two_are_kinds_of_product() -> None:
    listed = parsed(COLLECTED.read_bytes(), COLLECTED.name)
    assert (
        len(json.loads(COLLECTED.read_text(encoding="utf-8"))["entities"]) == listed.rows == len(listed.entries) == 15
    )
    assert sum(entry.type is EntryType.PRODUCT_CATEGORY for entry in listed.entries) == 2
    table = parsed(TABLE.read_bytes(), TABLE.name)
    assert {entry.id for entry in table.entries} - {entry.id for entry in listed.entries} == {
        # Added on 28 July 2026, after the collection was made; and the second sentence of the row on aircraft.
        "foreign-produced-power-inverters",
        "foreign-produced-advanced-robotic-devices",
        (
            "all-communications-and-video-surveillance-equipment-and-services-listed-in-section-1709-a-1-of-the-fy25-"
            "national-defense-authorization-act-pub-l-118-159"
        ),
    }
    assert {entry.id for entry in listed.entries} <= {entry.id for entry in table.entries}
    # What the collection cut is no quotation.
    assert all(not (entry.listings[0].words or "").endswith("…") for entry in listed.entries)
    assert listed.problems == ()


@needs_real_files
def test_the_list_has_its_canary_and_its_floor() -> None:
    (publisher,) = PUBLISHERS
    listed = publisher.parse([SourceFile(TABLE.name, TABLE.read_bytes())])
    assert {canary.name for canary in publisher.canaries} <= {entry.name for entry in listed.entries}
    assert len(listed.entries) >= publisher.at_least
