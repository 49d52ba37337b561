"""Australia's list. Facts: the consolidated list of the Department of Foreign Affairs and Trade of July 2026."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from clearhold.lists.parsed import ParsedAddress, ParsedIdentifier, ParsedName, SourceFile
from clearhold.lists.publishers.australia import PUBLISHERS, SOURCE, parse_australia
from clearhold.model import CouldNotRead, EntryType, EvidenceClass, IdentifierScheme, NameKind
from tests.real_files import DATA, needs_real_files

HEADINGS = (
    "Reference | Name of Individual or Entity | Type | Name Type | Alias Strength | Citizenship | Address | "
    "Listing Information | IMO Number | Committees | Control Date | Instrument of Designation"
)
THEMATIC = (
    "Autonomous Sanctions (Designated Persons and Entities and Declared Persons—Thematic Sanctions) Amendment (No. 1) "
    "Instrument 2022"
)
BASIJ = f"""
7302 | Basij Resistance Force | Entity | Primary Name | | | Tehran, Iran | {THEMATIC} | | \
Autonomous (Thematic - Human Rights) | 2022-12-10 | {THEMATIC}
7302a | Sazman-e Maghavemat-e Basij | Entity | Alias | Weak | | Tehran, Iran | {THEMATIC} | | \
Autonomous (Thematic - Human Rights) | 2022-12-10 | {THEMATIC}
7302b | Sazman Basij Melli | Entity | Alias | Strong | | Tehran, Iran | {THEMATIC} | | \
Autonomous (Thematic - Human Rights) | 2022-12-10 | {THEMATIC}
"""
KOMID = """
1113 | Korea Mining Development Trading Corporation | Entity | Primary Name | | | a) Central District, Pyongyang, DPRK \
b) Moscow 115162 Russia | Listed by the UN1718 committee on 24 Apr. 2009 | | 1718 (DPRK) | 2026-07-21 | \
Charter of the United Nations (Sanctions—Democratic People’s Republic of Korea) Regulations 2008
"""
AKHUND = """
2 | MOHAMMAD HASSAN AKHUND | Individual | Primary Name | | Afghanistan | Kabul, Afghanistan | \
Listed on 25 January 2001 (amended on 3 Sep 2003) | | 1988 (Taliban) | 2026-04-14 | Charter of the United Nations
2a | محمد حسن أخوند | Individual | Original Script | | Afghanistan | Kabul, Afghanistan | \
Listed on 25 January 2001 (amended on 3 Sep 2003) | | 1988 (Taliban) | 2026-04-14 | Charter of the United Nations
"""
SHIP = """
8227 | ANDAMAN SKIES | Vessel | Primary Name | | | | Designated | 9288693 | Autonomous (Vessels) | 2025-06-18 | \
Autonomous Sanctions (Sanctioned Vessels – Russia) Designation 2025
"""


def australia(*rows: str) -> SourceFile:
    """A workbook of rows written as their cells, parted by bars."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in (HEADINGS, *(line for each in rows for line in each.strip().split("\n"))):
        sheet.append([a_cell(cell.strip()) for cell in row.split("|")])
    content = BytesIO()
    book.save(content)
    return SourceFile("dfat.xlsx", content.getvalue())


def a_cell(text: str) -> str | date | None:
    """A day as the spreadsheet's own kind of day, as the publisher has it."""
    return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else text or None


def test_rows_of_one_reference_are_names_of_one_party() -> None:
    read = parse_australia([australia(BASIJ)])
    (entry,) = read.entries
    assert (read.rows, list(read.problems), read.published_on) == (3, [], date(2022, 12, 10))
    assert (entry.id, entry.type, entry.place) == ("7302", EntryType.ORGANISATION, 2)
    assert entry.names == (
        ParsedName("Basij Resistance Force", NameKind.PRIMARY),
        ParsedName("Sazman-e Maghavemat-e Basij", NameKind.WEAK_ALIAS),
        ParsedName("Sazman Basij Melli", NameKind.STRONG_ALIAS),
    )
    assert entry.addresses == (ParsedAddress("Tehran, Iran", "IR"),)


def test_only_the_thematic_human_rights_sanctions_are_of_the_first_class() -> None:
    basij, komid = parse_australia([australia(BASIJ, KOMID)]).entries
    assert basij.listings[0].programme == f"Autonomous (Thematic - Human Rights): {THEMATIC}"
    assert basij.listings[0].ground == "human rights: serious violations and abuses"
    assert basij.listings[0].evidence_class is EvidenceClass.OFFICIAL_HUMAN_RIGHTS
    assert komid.listings[0].ground == "sanctions: North Korea"
    assert komid.listings[0].evidence_class is EvidenceClass.OFFICIAL_OTHER_GROUND


def test_addresses_in_one_cell_are_parted_and_their_countries_told_by_their_ends() -> None:
    (komid,) = parse_australia([australia(KOMID)]).entries
    assert komid.addresses == (
        ParsedAddress("Central District, Pyongyang, DPRK", "KP"),
        ParsedAddress("Moscow 115162 Russia", "RU"),
    )


@pytest.mark.parametrize(
    ("information", "listed_on"),
    [
        ("Listed by the UN1718 committee on 24 Apr. 2009", date(2009, 4, 24)),
        ("Listed by the 1533 Committee on 1 November 2005 (amended on 13 October 2016)", date(2005, 11, 1)),
        ("Listed on: 6 Mar. 2003", date(2003, 3, 6)),
        ("2021-08-30", date(2021, 8, 30)),
        ("Designated under the Autonomous Sanctions Regulations 2011 on 1 March 2012. Relisted", date(2012, 3, 1)),
        ("The Minister for Foreign Affairs listed this entity on 21 December 2001 under", date(2001, 12, 21)),
        ("Autonomous Sanctions (Designated Persons and Entities) Instrument 2022", None),
        ("Formerly listed on 1 May 2010", None),
    ],
)
def test_the_day_of_listing_is_taken_where_the_list_says_it_and_not_guessed(
    information: str, listed_on: date | None
) -> None:
    rows = KOMID.replace("Listed by the UN1718 committee on 24 Apr. 2009", information)
    (entry,) = parse_australia([australia(rows)]).entries
    assert entry.listings[0].listed_on == listed_on


def test_of_a_person_names_and_countries_are_kept_and_no_address() -> None:
    (person,) = parse_australia([australia(AKHUND)]).entries
    assert (person.type, person.countries, person.addresses) == (EntryType.PERSON, ("AF",), ())
    assert person.names[1] == ParsedName("محمد حسن أخوند", NameKind.ORIGINAL_SCRIPT)


def test_a_vessel_has_its_imo_number() -> None:
    (ship,) = parse_australia([australia(SHIP)]).entries
    assert (ship.type, ship.identifiers) == (
        EntryType.VESSEL,
        (ParsedIdentifier(IdentifierScheme.IMO, "9288693"),),
    )


def test_rows_that_cannot_be_used_are_told_with_their_lines() -> None:
    nameless = KOMID.replace("Korea Mining Development Trading Corporation", "")
    odd = SHIP.replace("8227", "see above").replace("Vessel", "Aircraft")
    read = parse_australia([australia(nameless, odd, SHIP.replace("Vessel |", "Aircraft |"))])
    assert (read.rows, [entry.id for entry in read.entries]) == (3, ["8227"])
    assert [str(problem) for problem in read.problems] == [
        'dfat.xlsx sheet "Sheet" line 3: reference "see above" is no number with letters; the row is left out',
        f"dfat.xlsx line 2: reference 1113 has no name; it is left out: look it up at {SOURCE}",
        'dfat.xlsx line 4: reference 8227: type "Aircraft" is not known; kept as an organisation',
    ]


def test_a_workbook_with_other_columns_is_refused() -> None:
    book = openpyxl.Workbook()
    content = BytesIO()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["Name", "Country"])
    book.save(content)
    with pytest.raises(CouldNotRead, match=r"^dfat\.xlsx: no column reference, name of individual or entity, type"):
        parse_australia([SourceFile("dfat.xlsx", content.getvalue())])


@needs_real_files
def test_the_whole_list_of_july_2026_is_read() -> None:
    """By openpyxl: 11,068 rows of 3,846 numbers, 112 of them under human rights; newest control date 21 July 2026."""
    read = parse_australia([SourceFile("dfat.xlsx", (DATA / "lists/australia_dfat_2026-08.xlsx").read_bytes())])
    assert (read.rows, len(read.entries), list(read.problems)) == (11068, 3846, [])
    assert Counter(entry.type for entry in read.entries) == {
        EntryType.PERSON: 2543,
        EntryType.ORGANISATION: 1041,
        EntryType.VESSEL: 262,
    }
    assert read.published_on == date(2026, 7, 21)
    first_class = [
        entry for entry in read.entries if entry.listings[0].evidence_class is EvidenceClass.OFFICIAL_HUMAN_RIGHTS
    ]
    assert len(first_class) == 112
    assert sum(len(entry.identifiers) for entry in read.entries) == 261
    (publisher,) = PUBLISHERS
    assert {canary.name for canary in publisher.canaries} <= {name.text for each in read.entries for name in each.names}
