"""The Consolidated Screening List: its CSV of today and of 2019, its JSON, and files that are not whole.

Facts in the fixtures: rows of the list as published by the International Trade Administration
(https://www.trade.gov/consolidated-screening-list), in the header of today.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from clearhold.lists.parsed import SourceFile
from clearhold.lists.publishers.csl import PUBLISHERS, parse_csl
from clearhold.model import CouldNotRead, EntryType, EvidenceClass, IdentifierScheme, NameKind
from tests.real_files import DATA, needs_real_files

if TYPE_CHECKING:
    from clearhold.lists.parsed import ParsedEntry, ParsedList

HEADING = (
    "_id", "source", "entity_number", "type", "programs", "name", "title", "addresses", "federal_register_notice",
    "start_date", "end_date", "standard_order", "license_requirement", "license_policy", "call_sign", "vessel_type",
    "gross_tonnage", "gross_registered_tonnage", "vessel_flag", "vessel_owner", "remarks", "source_list_url",
    "alt_names", "citizenships", "dates_of_birth", "nationalities", "places_of_birth", "source_information_url",
    "ids",
)  # fmt: skip
ENTITY_LIST = "Entity List (EL) - Bureau of Industry and Security"
CMIC = "Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - Treasury Department"
SDN = "Specially Designated Nationals (SDN) - Treasury Department"
DENIED = "Denied Persons List (DPL) - Bureau of Industry and Security"
HIKVISION = {
    "_id": "9cb6d0b3",
    "source": ENTITY_LIST,
    "name": "Hangzhou Hikvision Digital Technology Co., Ltd.",
    "addresses": "No. 555 Qianmo Road, Binjiang District, Hangzhou, 310052, CN; 700 Dongliu Road, Binjiang District, "
    "Hangzhou, CN",
    "federal_register_notice": "84 FR 54002",
    "start_date": "2019-10-09",
    "license_requirement": "For all items subject to the EAR. (See §744.11 of the EAR)",
    "license_policy": "Case-by-case review",
    "source_list_url": "https://www.bis.gov/regulations/ear/744#supplement-4-744",
    "alt_names": "Hikvision.",
}
HIKVISION_SECURITIES = {
    "_id": "30946",
    "source": CMIC,
    "entity_number": "30946",
    "type": "Entity",
    "programs": "CMIC-EO13959",
    "name": "HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD.",
    "addresses": "Hangzhou, Zhejiang, CN",
    "alt_names": "HIKVISION",
    "ids": "CNE100000PM8, ISIN; 002415 CN, Equity Ticker; CN, 91330000733796106P, Unified Social Credit Code (USCC)",
}
CORPS = {
    "_id": "29299",
    "source": SDN,
    "entity_number": "29299",
    "type": "Entity",
    "programs": "GLOMAG",
    "name": "XINJIANG PRODUCTION AND CONSTRUCTION CORPS",
    "addresses": "Urumqi, Xinjiang, CN",
    "alt_names": "XPCC; XINJIANG CORPS; BINGTUAN",
}


def written(*rows: dict[str, str], end: str = "") -> bytes:
    """The rows as the publisher writes them: every cell in quotation marks, lines ended by LF."""
    text = io.StringIO()
    table = csv.DictWriter(text, HEADING, dialect="unix")
    table.writeheader()
    table.writerows(rows)
    return (text.getvalue() + end).encode()


def parsed(*rows: dict[str, str], end: str = "") -> ParsedList:
    return parse_csl([SourceFile("consolidated.csv", written(*rows, end=end))])


def the_one(parsed_list: ParsedList) -> ParsedEntry:
    (entry,) = parsed_list.entries
    return entry


def test_a_row_keeps_its_list_as_the_programme_and_the_ground_of_its_rule() -> None:
    hikvision = the_one(parsed(HIKVISION))
    (listing,) = hikvision.listings
    assert (hikvision.id, hikvision.has_own_id, hikvision.type) == ("9cb6d0b3", True, EntryType.COMPANY)
    assert [(name.text, name.kind) for name in hikvision.names] == [
        ("Hangzhou Hikvision Digital Technology Co., Ltd.", NameKind.PRIMARY),
        ("Hikvision", NameKind.STRONG_ALIAS),
    ]
    assert listing.programme == ENTITY_LIST
    assert listing.ground == "human rights: surveillance and repression in Xinjiang"
    assert listing.evidence_class is EvidenceClass.OFFICIAL_HUMAN_RIGHTS
    assert listing.listed_on == listing.effective_on == date(2019, 10, 9)
    assert listing.source == "https://www.bis.gov/regulations/ear/744#supplement-4-744"
    assert listing.account == (
        'License requirement: "For all items subject to the EAR. (See §744.11 of the EAR)". License review policy: '
        '"Case-by-case review". Federal Register: 84 FR 54002.'
    )
    assert [(address.text, address.country) for address in hikvision.addresses] == [
        ("No. 555 Qianmo Road, Binjiang District, Hangzhou, 310052, CN", "CN"),
        ("700 Dongliu Road, Binjiang District, Hangzhou, CN", "CN"),
    ]
    assert hikvision.countries == ("CN",)


def test_identifiers_are_written_value_first_and_their_kind_last() -> None:
    company = the_one(parsed(HIKVISION_SECURITIES))
    assert [(each.scheme, each.value, each.market) for each in company.identifiers] == [
        (IdentifierScheme.ISIN, "CNE100000PM8", None),
        (IdentifierScheme.TICKER, "002415", "CN"),
        (IdentifierScheme.REGISTRATION, "91330000733796106P", "CN"),
    ]
    (listing,) = company.listings
    assert (listing.ground, listing.evidence_class) == ("military: Chinese military-industrial complex", 2)
    assert listing.programme.startswith(f"{CMIC}: ")
    assert listing.source == "https://www.trade.gov/consolidated-screening-list"


def test_a_sanctions_programme_about_human_rights_is_of_the_first_class() -> None:
    corps = the_one(parsed(CORPS))
    assert [(each.evidence_class, each.ground) for each in corps.listings] == [
        (1, "human rights: serious human rights abuse or corruption")
    ]
    two = the_one(parsed({**CORPS, "programs": "GLOMAG; SDNTK"}))
    assert [each.evidence_class for each in two.listings] == [1, 2]


def test_a_party_on_two_of_the_lists_under_one_number_is_one_entry_with_both_listings() -> None:
    read = parsed(CORPS, {**CORPS, "source": CMIC, "programs": "CMIC-EO13959", "alt_names": "XPCC"})
    corps = the_one(read)
    assert [each.programme.partition(" (")[0] for each in corps.listings] == [
        "Specially Designated Nationals",
        "Non-SDN Chinese Military-Industrial Complex Companies List",
    ]
    assert read.rows == 2


def test_an_end_to_come_is_told_and_is_no_end_yet() -> None:
    read = parsed(
        {**HIKVISION, "_id": "a", "name": "A", "source": DENIED, "end_date": "2056-06-29"},
        {**HIKVISION, "_id": "b", "name": "B", "source": DENIED, "start_date": "2001-01-01", "end_date": "2019-10-08"},
    )
    first, second = (entry.listings[0] for entry in read.entries)
    assert (first.delisted_on, second.delisted_on) == (None, date(2019, 10, 8))
    assert first.account is not None
    assert first.account.endswith("It is to end on 2056-06-29.")


def test_of_a_person_names_number_countries_and_listings_are_kept_and_nothing_else() -> None:
    person = the_one(
        parsed(
            {**CORPS, "type": "Individual", "name": "DOE, Jane", "remarks": "Secretary",
             "nationalities": "CN", "dates_of_birth": "1970", "places_of_birth": "Nowhere",
             "ids": "CN, 0000, Passport; CN, 0001, Tax ID No."}
        )
    )  # fmt: skip
    assert (person.type, person.countries, person.addresses, person.identifiers) == (EntryType.PERSON, ("CN",), (), ())
    assert person.listings[0].account is None
    denied = the_one(parsed({**HIKVISION, "source": DENIED, "name": "JOHN DOE"}))
    assert (denied.addresses, denied.countries) == ((), ("CN",))


def test_the_json_says_the_same_and_its_own_day() -> None:
    record: dict[str, Any] = {
        **{key: value for key, value in HIKVISION.items() if key != "_id"},
        "id": "9cb6d0b3",
        "addresses": [
            {"address": "No. 555 Qianmo Road, Binjiang District", "city": "Hangzhou", "state": None,
             "postal_code": "310052", "country": "CN"},
            {"address": "700 Dongliu Road, Binjiang District", "city": "Hangzhou", "state": "", "postal_code": "",
             "country": "CN"},
        ],
        "alt_names": ["Hikvision."],
        "title": None,
    }  # fmt: skip
    securities: dict[str, Any] = {
        **{key: value for key, value in HIKVISION_SECURITIES.items() if key != "_id"},
        "id": "30946",
        "programs": ["CMIC-EO13959"],
        "addresses": [{"address": None, "city": "Hangzhou", "state": "Zhejiang", "country": "CN"}],
        "alt_names": ["HIKVISION"],
        "ids": [
            {"type": "ISIN", "number": "CNE100000PM8", "country": None, "issue_date": None},
            {"type": "Equity Ticker", "number": "002415 CN"},
            {"type": "Unified Social Credit Code (USCC)", "number": "91330000733796106P", "country": "CN"},
        ],
    }
    told = {
        "results": [record, securities],
        "total": 2,
        "search_performed_at": "2026-07-09T04:15:00+00:00",
    }
    read = parse_csl([SourceFile("consolidated.json", json.dumps(told).encode())])
    of_csv = parsed(HIKVISION, HIKVISION_SECURITIES)
    assert [(e.id, e.names, e.listings, e.identifiers, e.addresses, e.countries) for e in read.entries] == [
        (e.id, e.names, e.listings, e.identifiers, e.addresses, e.countries) for e in of_csv.entries
    ]
    assert (read.rows, read.published_on, read.ending) == (2, date(2026, 7, 9), "}")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"results": [{"name": "A", "source": "B"}], "total": 30', "broken JSON"),
        (b'{"results": [{"name": "A", "source": "B"}], "total": 30}', "says that it has 30 records and has 1"),
        (b'{"message": "no key"}', 'has no "results"'),
        (b"<html><body>Access denied</body></html>", "consolidated"),
        (b"name,address\nA,B\n", "no column source"),
    ],
)
def test_another_file_or_a_cut_one_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(CouldNotRead, match=re.escape(message)):
        parse_csl([SourceFile("consolidated", content)])


def test_a_file_that_stops_anywhere_amid_a_row_is_refused() -> None:
    # In May 2026 the published CSV stopped at byte 1,998,433, within a row, for days.
    whole = written(HIKVISION, CORPS, HIKVISION_SECURITIES)
    starts = [match.end() for match in re.finditer(rb"\n", whole)]
    for end in range(starts[0] + 1, len(whole)):
        cut = [SourceFile("consolidated.csv", whole[:end])]
        if end in starts:
            assert parse_csl(cut).rows == starts.index(end)
        else:
            with pytest.raises(CouldNotRead, match=r"stops amid|line end"):
                parse_csl(cut)


def test_a_cut_cell_without_quotation_marks_shows_in_the_missing_line_end() -> None:
    whole = written({**HIKVISION, "ids": "X"}).replace(b'"', b"").replace(b", ", b" ").replace(b"Co.,Ltd", b"Co Ltd")
    with pytest.raises(CouldNotRead, match=r"line 2: no line end follows the last row; the file stops amid it"):
        parse_csl([SourceFile("consolidated.csv", whole.rstrip(b"\n"))])


def test_the_old_end_mark_is_no_row() -> None:
    read = parsed(CORPS, end="\x1a")
    assert (read.rows, read.ending) == (1, "0x1A")
    alone = parsed(CORPS, end='"\x1a"' + ',""' * (len(HEADING) - 1) + "\n")
    assert alone.rows == 1


def test_a_row_of_another_width_within_the_file_is_a_problem() -> None:
    lines = written(HIKVISION, CORPS).decode().split("\n")
    lines[1] = lines[1].removesuffix(',""')
    read = parse_csl([SourceFile("consolidated.csv", "\n".join(lines).encode())])
    (problem,) = read.problems
    assert problem.line == 2
    assert problem.message.startswith("the row has 28 cells, the heading 29; it is read as far as its cells go")
    assert read.rows == 2


def test_columns_are_found_by_name() -> None:
    turned = io.StringIO()
    table = csv.DictWriter(turned, HEADING[::-1], dialect="unix")
    table.writeheader()
    table.writerow(HIKVISION)
    read = parse_csl([SourceFile("consolidated.csv", turned.getvalue().encode())])
    assert read.entries == parsed(HIKVISION).entries


def test_a_list_that_is_not_known_leaves_its_ground_open_and_is_a_problem() -> None:
    read = parsed({**HIKVISION, "source": "New List (NL) - Treasury Department"}, {**HIKVISION, "_id": "x", "name": ""})
    assert the_one(read).listings[0].ground == "not stated"
    assert [(problem.line, problem.message.partition(",")[0]) for problem in read.problems] == [
        (2, '"Hangzhou Hikvision Digital Technology Co.'),
        (3, "the row has no name; it is left out"),
    ]


def test_the_list_is_offered_under_its_name() -> None:
    assert [publisher.name for publisher in PUBLISHERS] == ["us-csl"]


@needs_real_files
def test_the_115_rows_of_2019_are_read_under_their_own_header() -> None:
    content = (DATA / "lists" / "us_csl_2019-12_sample.csv").read_bytes()
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    read = parse_csl([SourceFile("consolidated.csv", content)])
    assert (read.rows, len(rows)) == (115, 115)
    # Without a number a name stands once for a list: Gunther Migeotte has five rows, an airline two.
    parties = {(row["source"], row["entity_number"] or " ".join(row["name"].split()).casefold()) for row in rows}
    assert (len(read.entries), len(parties)) == (110, 110)
    assert len({entry.id for entry in read.entries}) == 110
    assert read.problems == ()
    assert Counter(entry.type for entry in read.entries if entry.has_own_id) == {
        EntryType.COMPANY: 46,
        EntryType.PERSON: 20,
        EntryType.VESSEL: 2,
    }
    assert Counter(row["type"] for row in rows if row["type"]) == {"Entity": 46, "Individual": 20, "Vessel": 2}
    programmes = Counter(listing.programme.partition(" (")[0] for entry in read.entries for listing in entry.listings)
    assert programmes["Entity List"] == 17 + 5  # the five rows of one name state four days and two rules
    assert programmes["Sectoral Sanctions Identifications List"] == 26


@needs_real_files
def test_identifiers_of_2019_have_their_country_first() -> None:
    content = (DATA / "lists" / "us_csl_2019-12_sample.csv").read_bytes()
    read = parse_csl([SourceFile("consolidated.csv", content)])
    numbers = {entry.id: [(e.scheme, e.value, e.market) for e in entry.identifiers] for entry in read.entries}
    assert numbers["20264"] == [(IdentifierScheme.TAX, "80-0890696", "US")]
    assert numbers["23156"] == [(IdentifierScheme.IMO, "8898831", None)]
    assert numbers["15268"] == [(IdentifierScheme.BIC, "CKLBCNBJ", None)]
    leib = next(entry for entry in read.entries if entry.name == "A. Leib Ltd.")
    assert [address.text for address in leib.addresses] == ["HA’Assif 19, Binyamina, IL"]
