"""The United Nations Security Council's list. Facts: https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from clearhold.lists.parsed import ParsedAddress, ParsedName, SourceFile
from clearhold.lists.publishers.un import PUBLISHERS, SOURCE, parse_un
from clearhold.model import CouldNotRead, EntryType, EvidenceClass, NameKind
from tests.real_files import DATA, needs_real_files

# KPe.001, TAi.002 and CDe.001 as the list of 1 August 2026 has them; of the person only what is read.
XML = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<CONSOLIDATED_LIST dateGenerated="2026-08-01T23:00:03.110Z">
  <INDIVIDUALS>
    <INDIVIDUAL>
      <DATAID>6908442</DATAID>
      <FIRST_NAME>MOHAMMAD</FIRST_NAME><SECOND_NAME>HASSAN</SECOND_NAME><THIRD_NAME>AKHUND</THIRD_NAME>
      <UN_LIST_TYPE>Taliban</UN_LIST_TYPE>
      <REFERENCE_NUMBER>TAi.002</REFERENCE_NUMBER>
      <LISTED_ON>2001-01-25-04:00</LISTED_ON>
      <NAME_ORIGINAL_SCRIPT>محمد حسن آخوند</NAME_ORIGINAL_SCRIPT>
      <NATIONALITY><VALUE>Afghanistan</VALUE></NATIONALITY>
      <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Mullah</ALIAS_NAME></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ADDRESS><CITY>Kabul</CITY><COUNTRY>Afghanistan</COUNTRY></INDIVIDUAL_ADDRESS>
      <INDIVIDUAL_DATE_OF_BIRTH><YEAR>1955</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
    </INDIVIDUAL>
  </INDIVIDUALS>
  <ENTITIES>
    <ENTITY>
      <FIRST_NAME>KOREA MINING DEVELOPMENT TRADING CORPORATION</FIRST_NAME>
      <UN_LIST_TYPE>DPRK</UN_LIST_TYPE>
      <REFERENCE_NUMBER>KPe.001</REFERENCE_NUMBER>
      <LISTED_ON>2009-04-24</LISTED_ON>
      <COMMENTS1>Leading arms dealer.</COMMENTS1>
      <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>CHANGGWANG  SINYONG CORPORATION</ALIAS_NAME></ENTITY_ALIAS>
      <ENTITY_ADDRESS>
        <STREET>Central District</STREET><CITY>Pyongyang</CITY>
        <COUNTRY>Democratic People's Republic of Korea</COUNTRY>
      </ENTITY_ADDRESS>
    </ENTITY>
    <ENTITY>
      <FIRST_NAME>ADF</FIRST_NAME>
      <UN_LIST_TYPE>DRC</UN_LIST_TYPE>
      <REFERENCE_NUMBER>CDe.001</REFERENCE_NUMBER>
      <LISTED_ON>2014-06-30</LISTED_ON>
      <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>NALU</ALIAS_NAME></ENTITY_ALIAS>
      <ENTITY_ADDRESS><COUNTRY>Democratic Republic of the Congo</COUNTRY></ENTITY_ADDRESS>
    </ENTITY>
  </ENTITIES>
</CONSOLIDATED_LIST>
"""


def un(xml: str) -> SourceFile:
    return SourceFile("un.xml", xml.encode())


def test_an_entity_has_its_reference_its_names_its_address_and_the_committees_programme() -> None:
    read = parse_un([un(XML)])
    (_, komid, adf) = read.entries
    assert (read.rows, len(read.problems), read.published_on) == (3, 0, date(2026, 8, 1))
    assert (komid.id, komid.type, komid.countries) == ("KPe.001", EntryType.ORGANISATION, ("KP",))
    assert komid.names == (
        ParsedName("KOREA MINING DEVELOPMENT TRADING CORPORATION", NameKind.PRIMARY),
        ParsedName("CHANGGWANG SINYONG CORPORATION", NameKind.STRONG_ALIAS),
    )
    assert komid.addresses == (
        ParsedAddress("Central District, Pyongyang, Democratic People's Republic of Korea", "KP"),
    )
    (listing,) = komid.listings
    assert listing.programme == "DPRK: Security Council resolution 1718 (2006)"
    assert (listing.ground, listing.evidence_class) == ("sanctions: North Korea", EvidenceClass.OFFICIAL_OTHER_GROUND)
    assert (listing.listed_on, listing.source_date) == (date(2009, 4, 24), date(2026, 8, 1))
    assert listing.words is None, "the comments are not the committee's reasons"
    assert adf.names[1] == ParsedName("NALU", NameKind.FORMER)


def test_of_a_person_names_and_countries_are_kept_and_no_address() -> None:
    person = parse_un([un(XML)]).entries[0]
    assert person.names == (
        ParsedName("MOHAMMAD HASSAN AKHUND", NameKind.PRIMARY),
        ParsedName("محمد حسن آخوند", NameKind.ORIGINAL_SCRIPT),
        ParsedName("Mullah", NameKind.WEAK_ALIAS),
    )
    assert (person.type, person.countries, person.addresses) == (EntryType.PERSON, ("AF",), ())
    assert person.listings[0].listed_on == date(2001, 1, 25)
    assert "1955" not in repr(person)


def test_an_entry_that_has_only_aliases_is_called_by_the_first() -> None:
    (*_, adf) = parse_un([un(XML.replace(">ADF<", "><"))]).entries
    assert adf.names == (ParsedName("NALU", NameKind.PRIMARY),)


def test_a_committee_that_is_not_known_is_called_by_the_publishers_word() -> None:
    (entry, *_) = parse_un([un(XML.replace("Taliban", "Atlantis"))]).entries
    assert entry.listings[0].programme == "Atlantis: a committee of the Security Council"
    assert entry.listings[0].ground == "sanctions: Atlantis"


def test_a_record_without_a_name_or_a_day_is_told_with_its_line() -> None:
    without = XML.replace(">ADF<", "><").replace(">NALU<", "><").replace(">2009-04-24<", ">soon<")
    read = parse_un([un(without)])
    assert [entry.id for entry in read.entries] == ["TAi.002", "KPe.001"]
    assert read.rows == 3
    assert [str(problem) for problem in read.problems] == [
        'un.xml line 19: KPe.001: LISTED_ON "soon" is no day; the listing has no date',
        f"un.xml line 31: CDe.001 has no name; it is left out: look it up at {SOURCE}",
    ]


def test_the_list_is_one_file() -> None:
    with pytest.raises(CouldNotRead, match=r"published as one file, and 2 were given \(un\.xml, un\.xml\)"):
        parse_un([un(XML), un(XML)])


@needs_real_files
def test_the_whole_list_of_august_2026_is_read() -> None:
    """736 `<INDIVIDUAL>` and 275 `<ENTITY>` tags; 623 filled Low aliases, 283 filled addresses of entities."""
    file = SourceFile("un.xml", (DATA / "lists/un_sc_2026-08-01.xml").read_bytes())
    read = parse_un([file])
    assert (read.rows, len(read.entries), list(read.problems)) == (1011, 1011, [])
    assert Counter(entry.type for entry in read.entries) == {EntryType.PERSON: 736, EntryType.ORGANISATION: 275}
    assert sum(name.kind is NameKind.WEAK_ALIAS for entry in read.entries for name in entry.names) == 623
    assert sum(len(entry.addresses) for entry in read.entries) == 283
    assert sum(entry.listings[0].programme.startswith("Al-Qaida: ") for entry in read.entries) == 336
    assert all(entry.listings[0].listed_on for entry in read.entries)
    (publisher,) = PUBLISHERS
    names = {name.text for entry in read.entries for name in entry.names}
    assert {canary.name for canary in publisher.canaries} <= names
    assert len(read.entries) >= publisher.at_least


@needs_real_files
def test_a_file_that_is_broken_in_the_middle_is_refused_with_its_line() -> None:
    file = SourceFile("un.xml", (DATA / "lists/un_sc_malformed.xml").read_bytes())
    with pytest.raises(CouldNotRead, match=r"^un\.xml line 53: broken XML"):
        parse_un([file])
