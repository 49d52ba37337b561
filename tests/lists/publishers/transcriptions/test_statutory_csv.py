"""Transcriptions of six American statutes' lists in CSV, on rows in their layout and on the real tables."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from clearhold.lists.parsed import SourceFile
from clearhold.lists.publishers.transcriptions.statutory_csv import parse_statutory_csv
from clearhold.model import EntryType, NameKind
from tests.real_files import DATA, needs_real_files

if TYPE_CHECKING:
    from clearhold.lists.parsed import ParsedList

FOLDER = DATA / "lists" / "us_statutory"
HEAD = "schema,name,aliases,topics,program,authority,reason,report-date,start-date,end-date,country,notes,source_url"
ISN = "Nonproliferation Sanctions (ISN) - State Department"


def transcribed(*rows: str) -> ParsedList:
    return parse_statutory_csv([SourceFile("statute.csv", "\n".join((HEAD, *rows, "")).encode())])


def test_a_row_of_a_transcription_is_a_party_with_its_period() -> None:
    listed = transcribed(
        f"Company,Futech Co. Ltd,,sanction,{ISN},State Department,,2026-01-27,2026-01-22,2028-01-22,China,"
        '"and any successor, sub-unit, or subsidiary thereof;",https://www.federalregister.gov/d/2026-01593'
    )
    (entry,) = listed.entries
    (listing,) = entry.listings
    assert (entry.name, entry.type, entry.countries) == ("Futech Co. Ltd", EntryType.COMPANY, ("CN",))
    assert (listing.listed_on, listing.delisted_on) == (date(2026, 1, 22), date(2028, 1, 22))
    assert listing.account == 'A note to the row says: "and any successor, sub-unit, or subsidiary thereof".'
    assert (listing.programme, listing.source_date) == (ISN, date(2026, 1, 27))


def test_what_takes_effect_later_is_listed_when_it_was_enacted() -> None:
    programme = "Section 154 of the United States National Defense Authorization Act for Fiscal Year 2024"
    listed = transcribed(f'Company,"EVE Energy Company, Limited",,,{programme},,,2023-12-22,"October 1, 2027",,,,')
    listing = listed.entries[0].listings[0]
    assert (listing.listed_on, listing.effective_on) == (date(2023, 12, 22), date(2027, 10, 1))


def test_an_end_that_is_a_month_or_a_year_is_its_last_day_and_said_as_written() -> None:
    listed = transcribed(
        f"Person,Aldo Example,,,{ISN},,,2023,,February 2024,HONDURAS,,", f"Company,Acme,,,{ISN},,,,,2026,Russian,,"
    )
    ends = [(entry.listings[0].delisted_on, entry.listings[0].account) for entry in listed.entries]
    assert ends == [
        (date(2024, 2, 29), "Report date of the row: 2023. End date of the row: February 2024."),
        (date(2026, 12, 31), "End date of the row: 2026."),
    ]
    assert [entry.countries for entry in listed.entries] == [("HN",), ("RU",)]
    assert listed.problems == ()


def test_a_party_of_several_reports_is_one_entry_with_a_listing_for_each() -> None:
    programme = "Section 1286 of an Act"
    listed = transcribed(
        f"Company,Beijing Institute of Technology,BIT,,{programme},,,2024,,,China,,https://x.org/24",
        f"Company,Beijing Institute of Technology,BIT; BIT Beijing,,{programme},,,2025,,,,,https://x.org/25",
    )
    (entry,) = listed.entries
    assert [each.source for each in entry.listings] == ["https://x.org/24", "https://x.org/25"]
    assert [(name.text, name.kind) for name in entry.names] == [
        ("Beijing Institute of Technology", NameKind.PRIMARY),
        ("BIT", NameKind.WEAK_ALIAS),
        ("BIT Beijing", NameKind.STRONG_ALIAS),
    ]
    assert listed.rows == 2


def test_rows_that_cannot_be_used_are_said_with_their_lines() -> None:
    listed = transcribed(
        f"Company,,,,{ISN},,,,,,,,", f"Starship,Acme,,,{ISN},,,,,,,,", "Company,Acme,,,Section 1,,,,,,,,"
    )
    assert listed.entries == ()
    assert [str(problem) for problem in listed.problems] == [
        f'statute.csv line 2: the row "Company | {ISN}" has no name; it is left out',
        f'statute.csv line 3: the row "Starship | Acme | {ISN}" has no schema that is known; it is left out',
        'statute.csv line 4: the row "Company | Acme | Section 1" has no program that is known; it is left out',
    ]


def test_cells_that_are_no_day_or_no_country_are_left_open_and_said() -> None:
    listed = transcribed(f"Company,Acme,,,{ISN},,,,soon,,Atlantis,,")
    assert [problem.message for problem in listed.problems] == [
        'start date "soon" is no day; it is left open',
        '"Atlantis" is no country that is known; it is left out',
    ]
    assert listed.entries[0].listings[0].listed_on is None


@needs_real_files
@pytest.mark.parametrize(
    ("name", "rows", "entries"),
    [
        ("inksna.csv", 28, 28),
        ("section_1286.csv", 443, 190),  # four yearly reports; 197 spellings
        ("section_154.csv", 6, 6),
        ("section_353.csv", 167, 167),
        ("section_5949.csv", 3, 3),
        ("section_889.csv", 5, 5),
    ],
)
def test_every_row_of_every_transcription_is_a_listing(name: str, rows: int, entries: int) -> None:
    file = FOLDER / name
    with file.open(encoding="utf-8-sig", newline="") as raw:
        assert len(list(csv.DictReader(raw))) == rows
    listed = parse_statutory_csv([SourceFile(name, file.read_bytes())])
    assert (listed.rows, len(listed.entries), listed.problems) == (rows, entries, ())
    assert sum(len(entry.listings) for entry in listed.entries) == rows


@needs_real_files
def test_the_nonproliferation_measures_of_january_2026_end_after_two_years() -> None:
    file = FOLDER / "inksna.csv"
    listed = parse_statutory_csv([SourceFile(file.name, file.read_bytes())])
    assert Counter((each.listed_on, each.delisted_on) for entry in listed.entries for each in entry.listings) == {
        (date(2026, 1, 22), date(2028, 1, 22)): 6,
        (date(2026, 7, 24), None): 22,
    }
    assert Counter(entry.type for entry in listed.entries) == {EntryType.PERSON: 14, EntryType.COMPANY: 14}
