"""OFAC's CSV set: parts told by their content, remarks continued, faults named with their lines."""

from __future__ import annotations

from datetime import date

import pytest

from clearhold.lists.parsed import SourceFile
from clearhold.lists.publishers.ofac import parse_consolidated, parse_ns_cmic, parse_sdn, parse_xpcc
from clearhold.model import CouldNotRead, EntryType
from tests.lists.publishers.ofac.small_files import (
    BUREAU,
    EBANO,
    HIKVISION,
    HIKVISION_ADDRESS,
    HIKVISION_ALIASES,
    PERSON,
    SENSETIME,
    XPCC,
    csv_file,
    identifiers,
    names,
    said,
)

# China Communications Construction Company, OFAC number 30930: its remark is cut behind a blank.
CUT = (
    '30930,"CHINA COMMUNICATIONS CONSTRUCTION COMPANY LIMITED",-0- ,"CMIC-EO13959",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
)


def test_the_set_makes_one_entry_of_its_four_files() -> None:
    files = [
        csv_file("add.csv", HIKVISION_ADDRESS),
        csv_file("x1.csv", HIKVISION, SENSETIME),
        csv_file("comments.csv"),
        csv_file("x2.csv", HIKVISION_ALIASES),
    ]
    parsed = parse_consolidated(files)
    assert said(parsed) == []
    assert (parsed.rows, parsed.published_on, parsed.ending) == (2, None, "0x1A")
    hikvision, sensetime = parsed.entries
    assert (hikvision.id, hikvision.type, hikvision.place, sensetime.place) == ("30946", EntryType.COMPANY, 1, 2)
    assert names(hikvision) == [
        ("HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD.", "primary"),
        ("HIKVISION", "strong alias"),
        ("HANGZHOU HIKVISION DIGITAL TECHNOLOGY", "strong alias"),
    ]
    assert identifiers(hikvision) == [
        ("isin", "CNE100000PM8", None),
        ("registration number", "91330000733796106P", "CN"),
        ("ticker", "002415", "CN"),
    ]
    assert [(each.text, each.country) for each in hikvision.addresses] == [
        ("555, Qianmo Road, Binjiang District, Hangzhou 310051, China", "CN")
    ]
    assert hikvision.countries == ("CN",)
    (listing,) = hikvision.listings
    assert listing.programme == "E.O. 13959 as amended by E.O. 14032 (CMIC-EO13959)"
    assert (listing.ground, listing.evidence_class) == ("military: Chinese military-industrial complex", 2)
    assert (listing.listed_on, listing.effective_on, listing.delisted_on) == (
        date(2021, 6, 3),
        date(2021, 8, 2),
        None,
    )
    assert listing.account == "OFAC gives 3 June 2022 as the date of purchases and sales for divestment."
    assert listing.source == "https://sanctionssearch.ofac.treas.gov/Details.aspx?id=30946"


def test_the_primary_file_alone_will_do() -> None:
    parsed = parse_ns_cmic([csv_file("cons_prim.csv", HIKVISION)])
    assert names(parsed.entries[0]) == [
        ("HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD.", "primary"),
        ("Hangzhou Hikvision Digital Technology", "strong alias"),
    ]


@pytest.mark.parametrize(
    ("cut", "rest"),
    [
        ("Registration Numbe", "r 91110000710934369E (China); a.k.a. 'CCCC'."),
        ("Registration Number 91110000710934369E ", "(China); a.k.a. 'CCCC'."),
        ("Registration", " Number 91110000710934369E (China); a.k.a. 'CCCC'."),
    ],
)
def test_a_cut_remark_is_joined_as_it_was_cut(cut: str, rest: str) -> None:
    """Within a word, behind a blank, before a blank."""
    middle = len(rest) // 2
    files = [
        csv_file("cons_prim.csv", f'{CUT}"{cut}"'),
        csv_file("cons_comments.csv", f'30930,"{rest[:middle]}"', f'30930,"{rest[middle:]}"'),
    ]
    (entry,) = parse_ns_cmic(files).entries
    assert identifiers(entry) == [("registration number", "91110000710934369E", "CN")]
    assert names(entry)[1] == ("CCCC", "weak alias")


def test_of_a_cut_remark_that_nothing_continues_the_last_statement_is_left_out_and_named() -> None:
    """A part of a number is another number: "74400149" is not the tax number 7744001497 of which it is the start."""
    whole = "ISIN CND10000GBD8; " + "Website x.example; " * 60
    remark = whole[: 1000 - len("; ISIN CND10002K")].rstrip("; ") + "; ISIN CND10002K"
    remark = remark.rjust(1000)
    parsed = parse_ns_cmic([csv_file("cons_prim.csv", f'{CUT}"{remark}"')])
    assert identifiers(parsed.entries[0]) == [("isin", "CND10000GBD8", None)]
    (cut,) = said(parsed)
    assert cut == (
        'cons_prim.csv line 1: the remark of "CHINA COMMUNICATIONS CONSTRUCTION COMPANY LIMITED" is cut at 1,000 '
        "characters and no comments file continues it: names and numbers at its end are missing; give the comments "
        "file too"
    )
    continued = [csv_file("cons_prim.csv", f'{CUT}"{remark}"'), csv_file("cons_comments.csv", '30930,"094."')]
    whole_again = parse_ns_cmic(continued)
    assert said(whole_again) == []
    assert identifiers(whole_again.entries[0])[-1] == ("isin", "CND10002K094", None)


def test_a_heading_of_a_spreadsheet_program_is_no_party() -> None:
    content = (
        "ID,Name,Type,Country,Title,Col_F,Col_G,Col_H,Col_I,Col_J,Col_K,Details\r\n"
        "29299,XINJIANG PRODUCTION AND CONSTRUCTION CORPS,-0- ,GLOMAG,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"
        '"Linked To: CHEN, Quanguo."\r\n\x1a,,,,,,,,,,,'
    )
    addresses = "ID,Col_B,Address,City,Country,\r\n29299,44362,-0- ,Xinjiang,China,-0- \r\n\x1a,,,,,"
    parsed = parse_sdn([SourceFile("sdn.csv", content.encode()), SourceFile("sdn_address.csv", addresses.encode())])
    assert said(parsed) == []
    (entry,) = parsed.entries
    assert (entry.id, entry.place, parsed.rows, parsed.ending) == ("29299", 2, 1, "0x1A")
    assert [(each.text, each.country) for each in entry.addresses] == [("Xinjiang, China", "CN")]


def test_several_programmes_are_several_listings() -> None:
    row = XPCC.replace('"GLOMAG"', '"SDGT] [NS-PLC"')
    (entry,) = parse_sdn([csv_file("sdn.csv", row, BUREAU)]).entries[:1]
    assert [(each.programme, each.ground) for each in entry.listings] == [
        ("SDGT (E.O. 13224 as amended by E.O. 13886)", "sanctions: terrorism"),
        ("NS-PLC (31 CFR part 594)", "sanctions: members of the Palestinian Legislative Council"),
    ]


def test_of_a_person_only_names_countries_and_listings_are_kept() -> None:
    address = '1,2,"1 Nowhere Street","Nowhere","Turkey",-0- '
    (entry,) = parse_sdn([csv_file("sdn.csv", PERSON), csv_file("add.csv", address)]).entries
    assert (entry.type, entry.identifiers, entry.addresses) == (EntryType.PERSON, (), ())
    assert names(entry) == [("DOE, Jane", "primary"), ("JANE", "weak alias")]
    assert entry.countries == ("TR", "CN")
    assert not {"1900", "X0000000", "Nowhere"} & set(repr(entry).replace("'", " ").replace(",", " ").split())


def test_vessels_and_aircraft_are_told_by_their_type() -> None:
    aircraft = XPCC.replace("29299", "15431").replace("-0- ", '"aircraft"', 1)
    vessel, plane = parse_sdn([csv_file("sdn.csv", EBANO, aircraft, BUREAU)]).entries[:2]
    assert (vessel.type, vessel.countries, plane.type) == (EntryType.VESSEL, ("PA",), EntryType.AIRCRAFT)
    assert identifiers(vessel) == [("imo number", "7406784", None)]


def test_two_lists_put_together_are_taken_apart_at_the_end_mark() -> None:
    content = f"{BUREAU}\n{XPCC}\n\x1a{HIKVISION}\n{SENSETIME}\n\x1a\n".encode()
    files = [SourceFile("both.csv", content)]
    assert [entry.id for entry in parse_sdn(files).entries] == ["29159", "29299"]
    assert [entry.id for entry in parse_consolidated(files).entries] == ["30946", "33114"]
    assert [entry.id for entry in parse_ns_cmic(files).entries] == ["30946", "33114"]
    assert [entry.id for entry in parse_xpcc(files).entries] == ["29299"]


def test_two_lists_put_together_are_taken_apart_where_the_numbers_fall() -> None:
    last = BUREAU.replace("29159", "40018")
    files = [csv_file("both.csv", XPCC, last, HIKVISION, SENSETIME)]
    assert [entry.id for entry in parse_sdn(files).entries] == ["29299", "40018"]
    assert [entry.id for entry in parse_consolidated(files).entries] == ["30946", "33114"]


def test_lists_that_cannot_be_told_apart_are_refused_and_their_cuts_are_not() -> None:
    files = [csv_file("mixed.csv", HIKVISION, XPCC, SENSETIME, BUREAU)]
    for parse in (parse_sdn, parse_consolidated):
        with pytest.raises(CouldNotRead, match=r"mixed\.csv: entries of the SDN List and of the Consolidated List"):
            parse(files)
    assert [entry.id for entry in parse_ns_cmic(files).entries] == ["30946", "33114"]
    assert [entry.id for entry in parse_xpcc(files).entries] == ["29299"]


def test_a_file_of_the_other_list_is_refused() -> None:
    with pytest.raises(CouldNotRead, match=r"cons_prim\.csv: no entry of the SDN List is in it"):
        parse_sdn([csv_file("cons_prim.csv", HIKVISION)])
    with pytest.raises(CouldNotRead, match=r"sdn\.csv: no entry of the programme CMIC-EO13959 is in it"):
        parse_ns_cmic([csv_file("sdn.csv", XPCC)])


def test_a_number_that_stands_twice_makes_two_entries_for_the_reader_of_all_lists_to_judge() -> None:
    parsed = parse_consolidated([csv_file("cons_prim.csv", HIKVISION, HIKVISION, SENSETIME)])
    assert [(entry.id, entry.place) for entry in parsed.entries] == [("30946", 1), ("30946", 2), ("33114", 3)]


def test_a_row_with_too_few_cells_is_read_as_far_as_it_goes_or_left_out_with_its_line() -> None:
    short = '33894,"LEON TECHNOLOGY COMPANY LIMITED",-0- ,"CMIC-EO13959",-0- '
    parsed = parse_consolidated([csv_file("cons_prim.csv", HIKVISION, short, '33895,"NETPOSA"', SENSETIME)])
    assert [entry.id for entry in parsed.entries] == ["30946", "33894", "33114"]
    assert parsed.rows == 4
    short_row, no_party = said(parsed)
    assert short_row == (
        'cons_prim.csv line 2: the row of "LEON TECHNOLOGY COMPANY LIMITED" has 5 cells, not 12; what it has was read, '
        "its remarks may be missing: look it up at OFAC"
    )
    assert no_party == (
        "cons_prim.csv line 3: the row has no number, name, type and programme of a party (2 of 12 cells, the first "
        '"33895"); it is left out'
    )


def test_a_file_of_faulty_rows_is_refused() -> None:
    short = '33894,"LEON TECHNOLOGY COMPANY LIMITED",-0- ,"CMIC-EO13959",-0- '
    with pytest.raises(CouldNotRead, match="52 of 152 rows are not as OFAC writes them"):
        parse_consolidated([csv_file("cons_prim.csv", *[HIKVISION] * 100, *[short] * 52)])


def test_a_row_beside_the_primary_file_without_its_party_is_named() -> None:
    aliases = csv_file("cons_alt.csv", HIKVISION_ALIASES, '4711,1,"aka","NOBODY",-0- ')
    parsed = parse_consolidated([csv_file("cons_prim.csv", HIKVISION), aliases])
    (astray,) = said(parsed)
    assert astray == (
        'cons_alt.csv line 3: the primary file has no party "4711", of which this is among the aliases; the row is '
        "left out"
    )


def test_files_of_two_lists_are_not_joined() -> None:
    with pytest.raises(CouldNotRead, match=r"alt\.csv: 2 of its 2 rows are of parties that the primary file does not"):
        parse_sdn([csv_file("sdn.csv", XPCC), csv_file("alt.csv", HIKVISION_ALIASES)])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (HIKVISION[:200], r"sdn\.csv line 1: a quoted cell does not close as it should"),
        (f"{HIKVISION}\r\n{XPCC[:64]}", r"sdn\.csv line 2: the file ends within a row \(4 of 12 cells\)"),
        (f"{HIKVISION}\r\n{BUREAU[:-2]}", r"sdn\.csv line 2: the file ends within a row \(12 of 12 cells\)"),
        ("", r"sdn\.csv is empty"),
        ("name,isin\r\nHikvision,CNE100000PM8\r\n", r"sdn\.csv is none of the files of OFAC's CSV set; it begins with"),
        ('{"results": []}', r"sdn\.csv is none of the files of OFAC's CSV set"),
        (HIKVISION_ADDRESS + "\r\n", r"sdn\.csv: the primary file \(sdn\.csv or cons_prim\.csv\) is not among"),
        ("\x1a", r"sdn\.csv: the primary file \(sdn\.csv or cons_prim\.csv\) is not among"),
        ("PK\x03\x04\0\0", r"sdn\.csv is no text"),
        ("<!DOCTYPE html><html><body>Just a moment</body></html>", r"sdn\.csv is a web page, not the list"),
    ],
)
def test_what_is_no_whole_list_is_refused(content: str, message: str) -> None:
    with pytest.raises(CouldNotRead, match=message):
        parse_consolidated([SourceFile("sdn.csv", content.encode())])


def test_a_quotation_mark_that_swallows_rows_is_refused() -> None:
    opened = HIKVISION.removesuffix('"')
    content = "\r\n".join([SENSETIME, opened, f"{XPCC.removesuffix('-0- ')}", "\x1a"])
    with pytest.raises(CouldNotRead, match=r"line 2: a (quoted cell does not close|quotation mark opens here)"):
        parse_consolidated([SourceFile("cons_prim.csv", content.encode())])
