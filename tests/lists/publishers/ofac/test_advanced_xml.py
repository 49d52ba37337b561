"""OFAC's Advanced XML: references followed, lists told with their days, owners where the list names them."""

from __future__ import annotations

from datetime import date

import pytest

from clearhold.lists.parsed import SourceFile
from clearhold.lists.publishers.ofac import parse_consolidated, parse_ns_cmic, parse_sdn
from clearhold.model import CouldNotRead, EntryType
from tests.lists.publishers.ofac.small_files import identifiers, line_of, names, said

# The layout is that of 17 March 2020. The facts of Orenburgneft and Rosneft are those of that file; Hikvision's, which
# was listed later, are those of CONSOLIDATED.XML of 28 March 2025, its Chinese name that of its own shares.
HEAD = """<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<Sanctions xmlns="http://www.un.org/sanctions/1.0" Version="3">
  <DateOfIssue CalendarTypeID="1"><Year>2020</Year><Month>3</Month><Day>17</Day></DateOfIssue>
  <ReferenceValueSets>
    <AliasTypeValues><AliasType ID="1400">A.K.A.</AliasType><AliasType ID="1401">F.K.A.</AliasType>
      <AliasType ID="1403">Name</AliasType></AliasTypeValues>
    <AreaCodeValues><AreaCode ID="11065" CountryID="11065" Description="China">CN</AreaCode>
      <AreaCode ID="11171" CountryID="11171" Description="Russia">RU</AreaCode></AreaCodeValues>
    <CountryValues><Country ID="11065" ISO2="CN">China</Country><Country ID="11171" ISO2="RU">Russia</Country>
    </CountryValues>
    <DetailReferenceValues><DetailReference ID="91522">Subject to Directive 2</DetailReference>
      <DetailReference ID="91526">Male</DetailReference></DetailReferenceValues>
    <FeatureTypeValues><FeatureType ID="8">Birthdate</FeatureType><FeatureType ID="11">Citizenship Country</FeatureType>
      <FeatureType ID="13">SWIFT/BIC</FeatureType><FeatureType ID="25">Location</FeatureType>
      <FeatureType ID="204">Executive Order 13662 Directive Determination -</FeatureType>
      <FeatureType ID="901">ISIN</FeatureType><FeatureType ID="902">Equity Ticker</FeatureType>
      <FeatureType ID="903">Listing Date (CMIC)</FeatureType></FeatureTypeValues>
    <IDRegDocTypeValues><IDRegDocType ID="1571">Passport</IDRegDocType>
      <IDRegDocType ID="1585">Registration ID</IDRegDocType></IDRegDocTypeValues>
    <LegalBasisValues><LegalBasis ID="91503">Executive Order 13662 (Ukraine)</LegalBasis>
      <LegalBasis ID="91811">Executive Order 13850 (Venezuela)</LegalBasis></LegalBasisValues>
    <ListValues><List ID="1550">SDN List</List><List ID="91507">Sectoral Sanctions Identifications List</List>
      <List ID="91512">Consolidated List</List></ListValues>
    <LocPartTypeValues><LocPartType ID="1">Unknown</LocPartType><LocPartType ID="1451">ADDRESS1</LocPartType>
      <LocPartType ID="1452">ADDRESS2</LocPartType><LocPartType ID="1454">CITY</LocPartType>
      <LocPartType ID="1455">STATE/PROVINCE</LocPartType><LocPartType ID="1456">POSTAL CODE</LocPartType>
    </LocPartTypeValues>
    <PartySubTypeValues><PartySubType ID="1" PartyTypeID="4">Vessel</PartySubType>
      <PartySubType ID="3" PartyTypeID="2">Unknown</PartySubType>
      <PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType></PartySubTypeValues>
    <PartyTypeValues><PartyType ID="1">Individual</PartyType><PartyType ID="2">Entity</PartyType>
      <PartyType ID="4">Transport</PartyType></PartyTypeValues>
    <RelationTypeValues><RelationType ID="15003" Symmetrical="false">Owned or Controlled By</RelationType>
      <RelationType ID="15001">Acting for or on behalf of</RelationType></RelationTypeValues>
    <SanctionsTypeValues><SanctionsType ID="91506">13662 Sectoral Directive 2</SanctionsType>
      <SanctionsType ID="1">Program</SanctionsType></SanctionsTypeValues>
  </ReferenceValueSets>"""


def alias(text: str, kind: str = "1400", *, weak: bool = False) -> str:
    primary = "true" if kind == "1403" else "false"
    parts = "".join(
        f"<DocumentedNamePart><NamePartValue>{part}</NamePartValue></DocumentedNamePart>" for part in text.split("|")
    )
    quality = "true" if weak else "false"
    return (
        f'<Alias AliasTypeID="{kind}" Primary="{primary}" LowQuality="{quality}">'
        f"<DocumentedName>{parts}</DocumentedName></Alias>"
    )


def party(uid: str, aliases: str, features: str = "", subtype: str = "3", comment: str = "") -> str:
    return (
        f'\n<DistinctParty FixedRef="{uid}"><Comment>{comment}</Comment><Profile ID="{uid}" PartySubTypeID="{subtype}">'
        f'<Identity ID="i{uid}" Primary="true">{aliases}</Identity>{features}</Profile></DistinctParty>'
    )


def feature(kind: str, inner: str) -> str:
    return f'<Feature FeatureTypeID="{kind}"><FeatureVersion><Comment />{inner}</FeatureVersion></Feature>'


def text_feature(kind: str, text: str) -> str:
    return feature(kind, f'<VersionDetail DetailTypeID="1432">{text}</VersionDetail>')


def entry(uid: str, on_list: str, *programmes: str, days: tuple[tuple[str, str], ...]) -> str:
    """A list's entry; `days` are legal bases with their days."""
    events = ""
    for basis, day in days:
        year, month, number = day.split("-")
        events += (
            f'<EntryEvent EntryEventTypeID="1" LegalBasisID="{basis}"><Comment /><Date><Year>{year}</Year>'
            f"<Month>{int(month)}</Month><Day>{int(number)}</Day></Date></EntryEvent>"
        )
    measures = "".join(
        f'<SanctionsMeasure SanctionsTypeID="1"><Comment>{code}</Comment></SanctionsMeasure>' for code in programmes
    )
    return f'<SanctionsEntry ProfileID="{uid}" ListID="{on_list}">{events}{measures}</SanctionsEntry>'


def advanced(parties: str, entries: str, *, before: str = "", relations: str = "") -> list[SourceFile]:
    text = (
        f"{HEAD}{before}<DistinctParties>{parties}</DistinctParties>"
        f"<ProfileRelationships>{relations}</ProfileRelationships>"
        f"<SanctionsEntries>{entries}</SanctionsEntries></Sanctions>"
    )
    return [SourceFile("CONS_ADVANCED.XML", text.encode())]


ORENBURGNEFT = party(
    "18267",
    alias("ORENBURGNEFT") + alias("OJSC ORENBURGNEFT", "1403") + alias("OAO JSC ORENBURGNEFT") + alias("ON", weak=True),
    feature("204", '<VersionDetail DetailTypeID="1431" DetailReferenceID="91522" />')
    + feature("25", '<VersionLocation LocationID="27623" />'),
    comment="For more information on directives, please visit the following link: https://x.example; a.k.a. 'OB'.",
)
ROSNEFT = party("17022", alias("OPEN JOINT-STOCK COMPANY ROSNEFT OIL COMPANY", "1403"))
PLACES = """<Locations><Location ID="27623"><LocationAreaCode AreaCodeID="11171" />
  <LocationCountry CountryID="11171" CountryRelevanceID="1413" />
  <LocationPart LocPartTypeID="1451"><LocationPartValue><Value>Magistralnaya St., 2</Value></LocationPartValue>
  </LocationPart>
  <LocationPart LocPartTypeID="1454"><LocationPartValue><Value>Buzuluk</Value></LocationPartValue></LocationPart>
  <LocationPart LocPartTypeID="1455"><LocationPartValue><Value>the Orenburg Region</Value></LocationPartValue>
  </LocationPart>
  <LocationPart LocPartTypeID="1456"><LocationPartValue><Value>461040</Value></LocationPartValue></LocationPart>
  </Location><Location ID="9"><LocationPart LocPartTypeID="1"><LocationPartValue><Value>China</Value>
  </LocationPartValue></LocationPart></Location></Locations>
<IDRegDocuments><IDRegDocument IDRegDocTypeID="1585" IdentityID="i17022" IssuedBy-CountryID="11171">
  <IDRegistrationNo>1027700043502</IDRegistrationNo></IDRegDocument>
  <IDRegDocument IDRegDocTypeID="1585" IdentityID="i17064"><IDRegistrationNo>1026303117642 (Russia)</IDRegistrationNo>
  </IDRegDocument>
  <IDRegDocument IDRegDocTypeID="1571" IdentityID="i1"><IDRegistrationNo>X0000000</IDRegistrationNo></IDRegDocument>
</IDRegDocuments>"""
ON_LIST = entry("18267", "91512", "UKRAINE-EO13662", days=(("91503", "2015-07-31"),)) + entry(
    "18267", "91507", "UKRAINE-EO13662", days=(("91503", "2015-07-30"),)
)
ROSNEFT_ON_LIST = entry("17022", "91507", "UKRAINE-EO13662", days=(("91503", "2014-07-16"),))


def relation(kind: str, *, former: str = "false") -> str:
    return (
        f'<ProfileRelationship From-ProfileID="18267" To-ProfileID="17022" RelationTypeID="{kind}" Former="{former}" />'
    )


def test_a_party_is_put_together_of_all_that_refers_to_it() -> None:
    files = advanced(ORENBURGNEFT + ROSNEFT, ON_LIST + ROSNEFT_ON_LIST, before=PLACES, relations=relation("15003"))
    parsed = parse_consolidated(files)
    assert said(parsed) == []
    assert (parsed.rows, parsed.published_on, parsed.ending) == (2, date(2020, 3, 17), "</Sanctions>")
    first, second = parsed.entries
    assert (first.id, first.type) == ("18267", EntryType.COMPANY)
    assert first.place == line_of(files[0], '<DistinctParty FixedRef="18267"')
    assert names(first) == [
        ("OJSC ORENBURGNEFT", "primary"),
        ("ORENBURGNEFT", "strong alias"),
        ("OAO JSC ORENBURGNEFT", "strong alias"),
        ("ON", "weak alias"),
        ("OB", "weak alias"),
    ]
    assert identifiers(second) == [("registration number", "1027700043502", "RU")]
    assert [(each.text, each.country) for each in first.addresses] == [
        ("Magistralnaya St., 2, Buzuluk, the Orenburg Region 461040, Russia", "RU")
    ]
    assert first.countries == ("RU",)
    assert (first.parents, second.parents) == (("OPEN JOINT-STOCK COMPANY ROSNEFT OIL COMPANY",), ())
    (listing,) = first.listings
    assert (listing.programme, listing.listed_on) == ("UKRAINE-EO13662 (E.O. 13662)", date(2015, 7, 30))
    assert listing.account == "OFAC's determination under E.O. 13662: Subject to Directive 2."


def test_a_country_behind_a_number_is_the_numbers() -> None:
    novatek = party("17064", alias("OAO NOVATEK", "1403"))
    files = advanced(novatek, entry("17064", "91507", "UKRAINE-EO13662", days=()), before=PLACES)
    (read,) = parse_consolidated(files).entries
    assert identifiers(read) == [("registration number", "1026303117642", "RU")]


@pytest.mark.parametrize("relations", [relation("15001"), relation("15003", former="true"), ""])
def test_only_a_relation_of_today_that_speaks_of_owners_names_a_parent(relations: str) -> None:
    files = advanced(ORENBURGNEFT + ROSNEFT, ON_LIST + ROSNEFT_ON_LIST, before=PLACES, relations=relations)
    assert parse_consolidated(files).entries[0].parents == ()


def test_securities_of_a_company_are_features() -> None:
    hikvision = party(
        "30946",
        alias("杭州海康威视数字技术股份有限公司")
        + alias("HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD.", "1403")
        + alias("HIKVISION"),
        text_feature("901", "CNE100000PM8")
        + text_feature("902", "002415 CN")
        + feature(
            "903",
            "<DatePeriod><Start><From><Year>2021</Year><Month>6</Month><Day>3</Day></From></Start></DatePeriod>",
        ),
    )
    files = advanced(hikvision, entry("30946", "91512", "CMIC-EO13959", days=(("91503", "2021-06-03"),)))
    (read,) = parse_ns_cmic(files).entries
    assert identifiers(read) == [("isin", "CNE100000PM8", None), ("ticker", "002415", "CN")]
    assert names(read) == [
        ("HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD.", "primary"),
        ("HIKVISION", "strong alias"),
        ("杭州海康威视数字技术股份有限公司", "original script"),
    ]
    assert read.listings[0].listed_on == date(2021, 6, 3)


def test_a_party_is_read_for_each_list_that_it_is_on_with_that_lists_day() -> None:
    """TNK Trading was put on both lists under two orders on 12 March 2020; the days are apart here to be told."""
    days = (("91503", "2020-03-12"), ("91811", "2020-03-13"))
    codes = ("UKRAINE-EO13662", "VENEZUELA-EO13850")
    files = advanced(
        party("28603", alias("TNK Trading International S.A.", "1403")),
        entry("28603", "91507", *codes, days=days)
        + entry("28603", "1550", *codes, days=(("91811", "2020-03-20"), ("91503", "2020-03-21"))),
    )
    consolidated = parse_consolidated(files).entries[0].listings
    assert [each.listed_on for each in consolidated] == [date(2020, 3, 12), date(2020, 3, 13)]
    assert [each.listed_on for each in parse_sdn(files).entries[0].listings] == [date(2020, 3, 21), date(2020, 3, 20)]


def test_days_that_no_order_tells_apart_are_not_guessed() -> None:
    files = advanced(
        party("28603", alias("TNK Trading International S.A.", "1403")),
        entry("28603", "91507", "SDGT", days=(("91503", "2020-03-12"), ("91811", "2020-03-13"))),
    )
    assert parse_consolidated(files).entries[0].listings[0].listed_on is None


def test_of_a_person_only_names_countries_and_listings_are_kept() -> None:
    born = "<DatePeriod><Start><From><Year>1900</Year><Month>1</Month><Day>1</Day></From></Start></DatePeriod>"
    person = party(
        "1",
        alias("DOE|Jane", "1403"),
        feature("8", born) + feature("11", '<VersionDetail DetailTypeID="1433" /><VersionLocation LocationID="9" />'),
        subtype="4",
    )
    files = advanced(person, entry("1", "1550", "GLOMAG", days=(("91503", "2020-03-12"),)), before=PLACES)
    (read,) = parse_sdn(files).entries
    assert (read.type, read.identifiers, read.addresses, read.countries) == (EntryType.PERSON, (), (), ("CN",))
    assert names(read) == [("DOE, Jane", "primary")]
    assert "1900" not in repr(read)
    assert "X0000000" not in repr(read)


def test_a_party_that_no_list_names_or_that_has_no_name_is_left_out_with_its_line() -> None:
    files = advanced(ORENBURGNEFT + ROSNEFT + party("5", ""), ON_LIST, before=PLACES)
    parsed = parse_consolidated(files)
    assert ([each.id for each in parsed.entries], parsed.rows) == (["18267"], 3)
    nameless, unlisted = (line_of(files[0], f'<DistinctParty FixedRef="{uid}"') for uid in ("5", "17022"))
    first, second = said(parsed)
    assert first == f"CONS_ADVANCED.XML line {nameless}: the party has no number or no name; it is left out"
    assert second == (
        f'CONS_ADVANCED.XML line {unlisted}: "OPEN JOINT-STOCK COMPANY ROSNEFT OIL COMPANY" (17022) is on no list by '
        "this file; it is left out"
    )


def test_a_number_that_stands_twice_makes_two_entries() -> None:
    parsed = parse_consolidated(advanced(ROSNEFT + ROSNEFT, ROSNEFT_ON_LIST))
    assert ([each.id for each in parsed.entries], parsed.rows) == (["17022", "17022"], 2)


def test_a_vessel_is_told_by_its_subtype() -> None:
    files = advanced(party("4243", alias("EBANO", "1403"), subtype="1"), entry("4243", "1550", "CUBA", days=()))
    assert parse_sdn(files).entries[0].type is EntryType.VESSEL


def test_a_file_that_was_cut_is_refused() -> None:
    (whole,) = advanced(ORENBURGNEFT, ON_LIST, before=PLACES)
    with pytest.raises(CouldNotRead, match="broken XML"):
        parse_consolidated([SourceFile("CONS_ADVANCED.XML", whole.content[:-40])])
