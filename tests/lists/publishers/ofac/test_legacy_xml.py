"""OFAC's XML lists: the same entries as from the CSV files, and files that are refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from clearhold.lists.parsed import SourceFile
from clearhold.lists.publishers.ofac import parse_consolidated, parse_ns_cmic, parse_sdn
from clearhold.model import CouldNotRead, EntryType
from tests.lists.publishers.ofac.small_files import (
    HIKVISION,
    HIKVISION_ADDRESS,
    HIKVISION_ALIASES,
    HIKVISION_IN_XML,
    PERSON_IN_XML,
    csv_file,
    identifiers,
    line_of,
    names,
    said,
    xml_file,
)

CORPS_IN_XML = """
  <sdnEntry><uid>29299</uid><lastName>XINJIANG PRODUCTION AND CONSTRUCTION CORPS</lastName><sdnType>Entity</sdnType>
    <programList><program>GLOMAG</program></programList></sdnEntry>"""


@pytest.mark.parametrize(
    "namespace",
    [
        "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML",
        "http://tempuri.org/sdnList.xsd",
    ],
)
def test_an_entry_is_the_same_in_both_namespaces_and_in_the_csv_files(namespace: str) -> None:
    parsed = parse_ns_cmic([xml_file(HIKVISION_IN_XML, namespace=namespace)])
    assert said(parsed) == []
    assert (parsed.rows, parsed.published_on, parsed.ending) == (1, date(2025, 3, 28), "</sdnList>")
    (entry,) = parsed.entries
    (other,) = parse_ns_cmic(
        [
            csv_file("cons_prim.csv", HIKVISION),
            csv_file("cons_alt.csv", HIKVISION_ALIASES),
            csv_file("cons_add.csv", HIKVISION_ADDRESS),
        ]
    ).entries
    assert (entry.id, names(entry), identifiers(entry)) == (other.id, names(other), identifiers(other))
    assert (entry.type, entry.addresses, entry.countries) == (other.type, other.addresses, other.countries)
    (listing,), (other_listing,) = entry.listings, other.listings
    assert listing.source_date == date(2025, 3, 28)
    assert replace(listing, source_date=None) == other_listing


def test_identifiers_in_remarks_are_read_too() -> None:
    remarks = "<remarks>ISIN CNE100000PM8; a.k.a. 'HIK'; (Linked To: NOBODY)</remarks>"
    entry = CORPS_IN_XML.replace("<programList>", f"{remarks}<programList>")
    (read,) = parse_sdn([xml_file(entry)]).entries
    assert identifiers(read) == [("isin", "CNE100000PM8", None)]
    assert names(read)[1:] == [("HIK", "weak alias")]


def test_of_a_person_only_names_countries_and_listings_are_kept() -> None:
    (entry,) = parse_consolidated([xml_file(PERSON_IN_XML)]).entries
    assert (entry.type, entry.identifiers, entry.addresses) == (EntryType.PERSON, (), ())
    assert names(entry) == [("DOE, Jane", "primary"), ("JANE", "weak alias")]
    assert entry.countries == ("TR", "CN")
    assert "X0000000" not in repr(entry)
    assert "1900" not in repr(entry)


def test_directives_are_listings_of_their_own_with_their_days() -> None:
    # GAZPROMBANK's entry has these days; OFAC's number 17016.
    entry = """
  <sdnEntry><uid>17016</uid><lastName>GAZPROMBANK JOINT STOCK COMPANY</lastName><sdnType>Entity</sdnType>
    <programList><program>UKRAINE-EO13662</program><program>RUSSIA-EO14024</program></programList>
    <idList>
      <id><uid>1</uid><idType>Executive Order 13662 Directive Determination -</idType>
        <idNumber>Subject to Directive 1</idNumber></id>
      <id><uid>2</uid><idType>Listing Date (EO 14024 Directive 3):</idType><idNumber>24 Feb 2022</idNumber></id>
      <id><uid>3</uid><idType>Effective Date (EO 14024 Directive 3):</idType><idNumber>26 Mar 2022</idNumber></id>
    </idList></sdnEntry>"""
    sectoral, directive = parse_consolidated([xml_file(entry)]).entries[0].listings
    assert sectoral.programme == "UKRAINE-EO13662 (E.O. 13662)"
    assert sectoral.account == "OFAC's determination under E.O. 13662: Subject to Directive 1."
    assert directive.programme == "RUSSIA-EO14024 (E.O. 14024), Directive 3"
    assert (directive.listed_on, directive.effective_on) == (date(2022, 2, 24), date(2022, 3, 26))
    on_sdn = parse_sdn([xml_file(entry)]).entries[0].listings
    assert [each.programme for each in on_sdn] == ["UKRAINE-EO13662 (E.O. 13662)", "RUSSIA-EO14024 (E.O. 14024)"]
    assert [each.listed_on for each in on_sdn] == [None, None]


def test_an_entry_without_a_number_or_a_name_is_named_by_its_line() -> None:
    nameless = "\n  <sdnEntry><uid>4711</uid><sdnType>Entity</sdnType></sdnEntry>"
    file = xml_file(HIKVISION_IN_XML, nameless)
    parsed = parse_consolidated([file])
    assert (len(parsed.entries), parsed.rows) == (1, 2)
    line = line_of(file, "<sdnEntry><uid>4711")
    assert said(parsed) == [f"CONSOLIDATED.XML line {line}: the entry has no uid or no name; it is left out"]
    assert parsed.entries[0].place == line_of(file, "<sdnEntry>")


def test_a_record_count_that_differs_is_refused() -> None:
    with pytest.raises(CouldNotRead, match=r"CONSOLIDATED\.XML says that it has 443 records and has 1: it was cut"):
        parse_consolidated([xml_file(HIKVISION_IN_XML, count=443)])


def test_a_list_of_the_other_kind_is_refused() -> None:
    with pytest.raises(CouldNotRead, match=r"CONSOLIDATED\.XML: no entry of the SDN List is in it"):
        parse_sdn([xml_file(HIKVISION_IN_XML)])


def test_a_party_without_a_programme_is_listed_under_the_lists_name() -> None:
    bare = CORPS_IN_XML.replace("<programList><program>GLOMAG</program></programList>", "")
    (listing,) = parse_sdn([xml_file(bare)]).entries[0].listings
    assert (listing.programme, listing.ground) == ("SDN List", "sanctions: SDN List")


WHOLE = xml_file(HIKVISION_IN_XML).content


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (WHOLE[: len(WHOLE) // 2], r"broken XML"),
        (WHOLE.replace(b"</lastName>", b"</firstName>"), r"line 9: broken XML"),
        (WHOLE.replace(b"?>", b'?><!DOCTYPE sdnList [<!ENTITY a "b">]>', 1), r"declares a DTD"),
        (b"<html><head><title>Access denied</title></head></html>", r"is a web page, not the list"),
        (b"<!DOCTYPE html>\n<html lang='en'><body>Just a moment</body></html>", r"is a web page, not the list"),
        (b"<CONSOLIDATED_LIST></CONSOLIDATED_LIST>", r"begins with <CONSOLIDATED_LIST>, not with <sdnList>"),
        (b"<", r"broken XML"),
    ],
)
def test_what_is_no_whole_list_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(CouldNotRead, match=message):
        parse_consolidated([SourceFile("CONSOLIDATED.XML", content)])


def test_no_file_is_no_list() -> None:
    with pytest.raises(CouldNotRead, match="no file of OFAC's list was given"):
        parse_consolidated([])
