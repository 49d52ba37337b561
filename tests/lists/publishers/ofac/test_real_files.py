"""OFAC's real files: every row accounted for, the same entries from every layout, counts taken another way."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from clearhold.identity.identifiers import is_valid
from clearhold.lists.parsed import ParsedEntry, ParsedList, SourceFile
from clearhold.lists.publishers.ofac import (
    PUBLISHERS,
    parse_consolidated,
    parse_ns_cmic,
    parse_sdn,
    parse_xpcc,
)
from clearhold.lists.publishers.ofac.legacy_csv import read_csv_set
from clearhold.lists.publishers.ofac.legacy_xml import read_legacy_xml
from clearhold.model import CouldNotRead, EntryType, NameKind
from tests.lists.publishers.ofac.small_files import of_scheme
from tests.real_files import DATA, needs_real_files

LISTS = DATA / "lists"
SET_OF_DECEMBER = tuple(f"ofac_consolidated_csv_2025-12/cons_{part}.csv" for part in ("prim", "alt", "add", "comments"))
SET_OF_APRIL = ("ofac_consolidated_csv_2025-04/cons_add.csv", "ofac_consolidated_csv_2025-04/cons_prim.csv")
XML_OF_MARCH = ("ofac_consolidated_2025-03-28.xml",)
ADVANCED = ("ofac_cons_advanced_2020-03-17.xml",)
SDN = ("ofac_sdn_csv_2023-11/sdn.csv", "ofac_sdn_csv_2023-11/sdn_address.csv")
BOTH = ("ofac_sdn_and_consolidated_2024-04.csv",)


def files(names: tuple[str, ...]) -> list[SourceFile]:
    return [SourceFile(name.rpartition("/")[2], (LISTS / name).read_bytes()) for name in names]


def text(name: str) -> str:
    return (LISTS / name).read_text("utf-8")


def table(name: str) -> list[list[str]]:
    """The rows of a file of the CSV set, as the csv module has them."""
    with (LISTS / name).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.reader(file) if len(row) > 1 and row[0].strip("\x1a")]


def by_id(parsed: ParsedList) -> dict[str, ParsedEntry]:
    return {entry.id: entry for entry in parsed.entries}


def compared(entry: ParsedEntry) -> tuple[object, ...]:
    """What is the same of an entry whatever layout it is read from: all but its line and the date of the file."""
    listings = tuple(replace(each, source_date=None) for each in entry.listings)
    return (
        entry.id,
        entry.type,
        entry.name,
        frozenset(entry.names),
        frozenset(entry.identifiers),
        entry.addresses,
        entry.countries,
        listings,
    )


@needs_real_files
def test_the_csv_set_and_the_xml_have_the_same_68_companies_of_ns_cmic() -> None:
    """Entry by entry the same names and kinds, identifiers, addresses and dates; nothing differs."""
    from_csv, from_xml = by_id(parse_ns_cmic(files(SET_OF_DECEMBER))), by_id(parse_ns_cmic(files(XML_OF_MARCH)))
    assert (len(from_csv), len(from_xml)) == (68, 68)
    assert text(SET_OF_DECEMBER[0]).count('"CMIC-EO13959"') == 68
    assert text(XML_OF_MARCH[0]).count("<program>CMIC-EO13959</program>") == 68
    for number, entry in from_csv.items():
        assert compared(entry) == compared(from_xml[number])


@needs_real_files
@pytest.mark.parametrize("layout", [SET_OF_DECEMBER, XML_OF_MARCH, BOTH], ids=["csv", "xml", "both lists"])
def test_ns_cmic_has_163_isins_in_165_strings_69_tickers_and_61_registration_numbers(layout: tuple[str, ...]) -> None:
    """OFAC writes 165 ISIN strings; two are written twice within an entry (CNOOC, China State Shipbuilding).

    Of the 61 registration numbers 58 are Unified Social Credit Codes; the others are a company number, a business
    registration number and one of the Hong Kong registry ("C.R. No."). Three LEIs are no registration numbers.
    """
    parsed = parse_ns_cmic(files(layout))
    isins = of_scheme(parsed, "isin")
    assert len(isins) == 163
    assert sorted(each.value for each in isins if not is_valid("isin", each.value)) == [
        "BRC1EODR004",
        "CND10002G601",
        "CND10002K094",
    ]
    prefixes = Counter(each.value[:2] for each in isins)
    assert prefixes == {"CN": 134, "XS": 11, "HK": 6, "US": 6, "KY": 3, "BR": 2, "AR": 1}
    assert len(of_scheme(parsed, "ticker")) == 69
    registrations = of_scheme(parsed, "registration number")
    assert len(registrations) == 61
    others = {"0685974", "100000108000042", "2162198"}
    assert sum(len(each.value) == 18 and each.value not in others for each in registrations) == 58
    assert others <= {each.value for each in registrations}
    assert len(of_scheme(parsed, "lei")) == 3


@needs_real_files
def test_the_files_themselves_write_165_isins_69_tickers_and_58_social_credit_codes() -> None:
    xml = text(XML_OF_MARCH[0])
    assert xml.count("<idType>ISIN</idType>") == 165
    assert xml.count("<idType>Equity Ticker</idType>") == 69
    assert xml.count("<idType>Unified Social Credit Code (USCC)</idType>") == 58
    continued = {row[0]: row[1] for row in table(SET_OF_DECEMBER[3])}
    remarks = [row[11] + continued.get(row[0], "") for row in table(SET_OF_DECEMBER[0]) if row[3] == "CMIC-EO13959"]
    assert sum(len(re.findall(r"\bISIN \w", remark)) for remark in remarks) == 165
    assert sum(len(re.findall(r"Equity Ticker \w", remark)) for remark in remarks) == 69
    assert sum(len(re.findall(r"\(USCC\) \w", remark)) for remark in remarks) == 58
    stated = [
        [statement for party in publication.parties for statement in party.statements if statement.label == "ISIN"]
        for publication in (read_legacy_xml(files(XML_OF_MARCH)[0]), read_csv_set(files(SET_OF_DECEMBER))[0])
    ]
    assert [len(each) for each in stated] == [165, 165]


@needs_real_files
def test_every_ticker_of_ns_cmic_is_parted_from_its_market() -> None:
    tickers = of_scheme(parse_ns_cmic(files(SET_OF_DECEMBER)), "ticker")
    markets = Counter(each.market for each in tickers)
    assert markets == {"CN": 36, "DE": 11, "HK": 9, "US": 4, "SG": 3, "AR": 2, "RU": 2, "BR": 1, "CA": 1}
    assert {"603019", "601698", "00317", "941", "0728", "002415", "C1HL34"} <= {each.value for each in tickers}
    assert not any(" " in each.value for each in tickers)


@needs_real_files
@pytest.mark.parametrize("layout", [SET_OF_DECEMBER, XML_OF_MARCH, BOTH], ids=["csv", "xml", "both lists"])
def test_every_company_of_ns_cmic_has_its_days(layout: tuple[str, ...]) -> None:
    entries = parse_ns_cmic(files(layout)).entries
    listed = Counter((each.listings[0].listed_on, each.listings[0].effective_on) for each in entries)
    assert listed == {
        (date(2021, 6, 3), date(2021, 8, 2)): 59,
        (date(2021, 12, 10), date(2022, 2, 8)): 1,
        (date(2021, 12, 16), date(2022, 2, 14)): 8,
    }
    divestment = Counter(each.listings[0].account for each in entries)
    assert {(account or "")[:27]: count for account, count in divestment.items()} == {
        "OFAC gives 3 June 2022 as t": 59,
        "OFAC gives 10 December 2022": 1,
        "OFAC gives 16 December 2022": 8,
    }
    # Countries stand in the file of addresses.
    assert all(each.countries for each in entries) is (layout is not BOTH)
    assert all(each.parents == () for each in entries)


@needs_real_files
@pytest.mark.parametrize(
    ("layout", "count", "cut_remarks", "published_on", "ending"),
    [
        (SET_OF_DECEMBER, 442, 0, None, "0x1A"),
        (SET_OF_APRIL, 443, 10, None, "0x1A"),
        (XML_OF_MARCH, 443, 0, date(2025, 3, 28), "</sdnList>"),
        (ADVANCED, 375, 0, date(2020, 3, 17), "</Sanctions>"),
        (BOTH, 449, 10, None, "0x1A"),
    ],
    ids=["december", "april", "march", "advanced", "both lists"],
)
def test_the_consolidated_list_is_read_whole(
    layout: tuple[str, ...], count: int, cut_remarks: int, published_on: date | None, ending: str
) -> None:
    parsed = parse_consolidated(files(layout))
    assert (len(parsed.entries), parsed.rows, len(parsed.problems)) == (count, count, cut_remarks)
    assert len(by_id(parsed)) == count
    assert (parsed.published_on, parsed.ending) == (published_on, ending)


@needs_real_files
def test_the_sdn_list_is_read_whole() -> None:
    """11,443 parties of 11,445 rows: one is the heading, one the end mark."""
    parsed = parse_sdn(files(SDN))
    rows = table(SDN[0])
    assert len(rows) == 11_444
    cut = sum(len(row[11]) == 1000 for row in rows)
    assert (len(parsed.entries), parsed.rows, len(parsed.problems), cut) == (11_443, 11_443, 14, 14)
    assert parsed.ending == "0x1A"
    assert [entry.id for entry in parsed.entries] == [row[0] for row in rows[1:]]
    government = sum("Target Type Government Entity" in row[11] and row[2].strip() == "-0-" for row in rows)
    assert Counter(entry.type for entry in parsed.entries) == {
        EntryType.PERSON: 5890,
        EntryType.COMPANY: 4575 - government,
        EntryType.ORGANISATION: government,
        EntryType.VESSEL: 685,
        EntryType.AIRCRAFT: 293,
    }
    with pytest.raises(CouldNotRead, match="no entry of the Consolidated List is in it"):
        parse_consolidated(files(SDN))


@needs_real_files
def test_a_file_of_both_lists_is_taken_apart_and_no_row_is_lost() -> None:
    """The end mark of the SDN file stands before the first row of the other: 11,118 and 449 rows, 11,567 in all."""
    lines = text(BOTH[0]).splitlines()
    joint = next(place for place, line in enumerate(lines) if line.startswith("\x1a9639,"))
    assert (joint, len(table(BOTH[0]))) == (11_118, 11_567)
    sdn, consolidated = parse_sdn(files(BOTH)), parse_consolidated(files(BOTH))
    assert (len(sdn.entries), sdn.rows) == (11_118, 11_118)
    assert (len(consolidated.entries), consolidated.rows) == (449, 449)
    assert len(set(by_id(sdn)) & set(by_id(consolidated))) == 58
    assert "HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD." not in {entry.name for entry in sdn.entries}


@needs_real_files
@pytest.mark.parametrize("layout", [SDN, BOTH], ids=["sdn", "both lists"])
def test_the_corps_is_found_and_told_from_the_public_security_bureau(layout: tuple[str, ...]) -> None:
    (corps,) = parse_xpcc(files(layout)).entries
    assert (corps.id, corps.name) == ("29299", "XINJIANG PRODUCTION AND CONSTRUCTION CORPS")
    assert [each.evidence_class for each in corps.listings] == [1]
    bureau = by_id(parse_sdn(files(layout)))["29159"]
    assert bureau.name == "XINJIANG PUBLIC SECURITY BUREAU"
    assert corps.place == next(
        number for number, line in enumerate(text(layout[0]).splitlines(), 1) if line.startswith("29299,")
    )


@needs_real_files
def test_the_advanced_xml_has_an_entry_for_each_distinct_party() -> None:
    """Counted in the file's text: parties, names, documents, and what a relation says."""
    raw = text(ADVANCED[0])
    parsed = parse_consolidated(files(ADVANCED))
    parties = re.findall(r'<DistinctParty FixedRef="(\d+)"', raw)
    assert [entry.id for entry in parsed.entries] == parties
    assert len(parties) == 375
    owned = set(re.findall(r'<ProfileRelationship ID="\d+" From-ProfileID="(\d+)"[^>]* RelationTypeID="15003"', raw))
    assert {entry.id for entry in parsed.entries if entry.parents} == owned
    bics = set(
        re.findall(r'FeatureTypeID="13">\s*<FeatureVersion[^>]*>\s*<Comment />\s*<VersionDetail[^>]*>([^<]+)<', raw)
    )
    assert {each.value for each in of_scheme(parsed, "bic")} == bics
    assert len(parse_sdn(files(ADVANCED)).entries) == len(re.findall(r'<SanctionsEntry [^>]*ListID="1550"', raw)) == 9


@needs_real_files
def test_advanced_and_plain_xml_give_a_party_the_same_number_and_names() -> None:
    """Five years lie between the files; of the parties in both, most have kept their names."""
    advanced, plain = by_id(parse_consolidated(files(ADVANCED))), by_id(parse_consolidated(files(XML_OF_MARCH)))
    common = set(advanced) & set(plain)
    assert len(common) == 366
    same = [number for number in common if advanced[number].name.casefold() == plain[number].name.casefold()]
    assert len(same) > 300


@needs_real_files
@pytest.mark.parametrize(
    "layout", [SDN, SET_OF_DECEMBER, XML_OF_MARCH, ADVANCED], ids=["sdn", "csv", "xml", "advanced"]
)
def test_nothing_is_kept_of_persons_but_names_countries_and_listings(layout: tuple[str, ...]) -> None:
    parse = parse_sdn if layout is SDN else parse_consolidated
    persons = [entry for entry in parse(files(layout)).entries if entry.type is EntryType.PERSON]
    assert len(persons) >= 75
    assert all(not (each.identifiers or each.addresses or each.parents) for each in persons)


@needs_real_files
def test_weak_aliases_are_the_quoted_ones() -> None:
    """OFAC's XML calls weak what its CSV files quote: 70 aliases."""
    raw = text(XML_OF_MARCH[0])
    weak = [
        name
        for entry in parse_consolidated(files(XML_OF_MARCH)).entries
        for name in entry.names
        if name.kind is NameKind.WEAK_ALIAS
    ]
    assert raw.count("<category>weak</category>") == 70
    assert len(weak) == 70


@needs_real_files
@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("us-ofac-sdn", SDN),
        ("us-ofac-sdn", BOTH),
        ("us-ofac-consolidated", SET_OF_DECEMBER),
        ("us-ofac-consolidated", XML_OF_MARCH),
        ("us-ns-cmic", SET_OF_APRIL),
        ("us-ns-cmic", XML_OF_MARCH),
        ("us-ofac-xpcc", SDN),
    ],
)
def test_canaries_are_found_and_floors_are_kept(name: str, layout: tuple[str, ...]) -> None:
    publisher = next(each for each in PUBLISHERS if each.name == name)
    parsed = publisher.parse(files(layout))
    found = {each.text for entry in parsed.entries for each in entry.names}
    assert {canary.name for canary in publisher.canaries} <= found
    assert len(parsed.entries) >= publisher.at_least


@needs_real_files
def test_a_real_file_that_is_cut_anywhere_is_refused_or_names_its_fault() -> None:
    """Cut at a line's end alone a file looks whole; then its ending tells: no 0x1A stands there."""
    (whole,) = files((SET_OF_DECEMBER[0],))
    for size in range(200_000, 200_400, 7):
        cut = whole.content[:size]
        try:
            parsed = parse_consolidated([SourceFile("cons_prim.csv", cut)])
        except CouldNotRead:
            continue
        assert cut.endswith((b"\r\n", b'"'))
        assert parsed.ending != "0x1A"
