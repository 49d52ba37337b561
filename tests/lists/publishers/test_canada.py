"""Canada's list. Facts: the consolidated list of Global Affairs Canada of 20 March 2025, and the regulations named."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from clearhold.lists.parsed import ParsedIdentifier, ParsedName, SourceFile
from clearhold.lists.publishers.canada import PUBLISHERS, parse_canada
from clearhold.lists.publishers.canada.names import entity_names
from clearhold.lists.publishers.conventions.names import each_once
from clearhold.model import EntryType, EvidenceClass, IdentifierScheme, NameKind
from tests.real_files import DATA, needs_real_files

XML = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<data-set xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <record>
    <Country>China / Chine</Country>
    <EntityOrShip>Xinjiang Production and Construction Corps Public Security Bureau</EntityOrShip>
    <Schedule>Part 2</Schedule><Item>1</Item><DateOfListing>2021-03-21</DateOfListing>
  </record>
  <record>
    <Country>China / Chine</Country>
    <LastName>Chen</LastName><GivenName>Quanguo</GivenName>
    <DateOfBirthOrShipBuildDate>1955-11</DateOfBirthOrShipBuildDate>
    <Schedule>Part 1</Schedule><Item>5</Item><DateOfListing>2024-12-09</DateOfListing>
  </record>
  <record>
    <Country>Russia / Russie</Country>
    <EntityOrShip>Zaliv Amurskiy</EntityOrShip><TitleOrShip>Oil Tanker</TitleOrShip>
    <ShipIMONumber>9354313</ShipIMONumber>
    <Schedule>1.1</Schedule><Item>78</Item><DateOfListing>2025-02-21</DateOfListing>
  </record>
  <record>
    <Country>Myanmar (Burma) / Myanmar (Birmanie)</Country>
    <EntityOrShip>Suntac Group of Companies (also known as Suntac Technologies)</EntityOrShip>
    <Schedule>Part 2</Schedule><Item>111</Item><DateOfListing>31801</DateOfListing>
  </record>
</data-set>
"""


def canada(xml: str) -> SourceFile:
    return SourceFile("sema.xml", xml.encode())


def names_in(written: str, aliases: str = "") -> list[tuple[str, str]]:
    return [(name.text, name.kind.value) for name in each_once(entity_names(written, aliases))]


def test_the_regulations_of_march_2021_on_china_are_about_xinjiang() -> None:
    entry = parse_canada([canada(XML)]).entries[0]
    assert (entry.id, entry.type) == ("china-part-2-1", EntryType.ORGANISATION)
    assert entry.name == "Xinjiang Production and Construction Corps Public Security Bureau"
    (listing,) = entry.listings
    assert listing.programme == "Special Economic Measures (People's Republic of China) Regulations, Schedule, Part 2"
    assert (listing.ground, listing.evidence_class) == (
        "human rights: abuses in Xinjiang",
        EvidenceClass.OFFICIAL_HUMAN_RIGHTS,
    )
    assert listing.listed_on == date(2021, 3, 21)


def test_the_amendment_of_december_2024_also_names_other_grounds_in_china() -> None:
    """SOR/2024-253: Uyghurs, Tibetans, Falun Gong practitioners."""
    person = parse_canada([canada(XML)]).entries[1]
    assert (person.name, person.type) == ("Quanguo Chen", EntryType.PERSON)
    assert person.listings[0].ground == "human rights: serious violations and abuses"
    assert person.listings[0].evidence_class is EvidenceClass.OFFICIAL_HUMAN_RIGHTS
    assert "1955" not in repr(person)


def test_a_ship_has_its_imo_number_and_no_country_is_taken_from_the_regulations() -> None:
    ship = parse_canada([canada(XML)]).entries[2]
    assert (ship.type, ship.countries) == (EntryType.VESSEL, ())
    assert ship.identifiers == (ParsedIdentifier(IdentifierScheme.IMO, "9354313"),)
    assert ship.listings[0].programme == "Special Economic Measures (Russia) Regulations, Schedule 1.1"
    assert ship.listings[0].evidence_class is EvidenceClass.OFFICIAL_OTHER_GROUND


def test_a_date_that_is_a_number_of_a_spreadsheet_is_not_guessed() -> None:
    read = parse_canada([canada(XML)])
    suntac = read.entries[3]
    assert suntac.listings[0].listed_on is None
    assert suntac.listings[0].programme == "Special Economic Measures (Burma) Regulations, Schedule, Part 2"
    assert [str(problem) for problem in read.problems] == [
        'sema.xml line 20: myanmar-burma-part-2-111: DateOfListing "31801" is no day; the listing has no date'
    ]
    assert read.published_on == date(2025, 2, 21), "the newest listing stands for the date that the file lacks"


def test_the_layout_with_french_beside_english_says_the_same() -> None:
    """Element names as the file has had them in 2026: EntityOrShip-EntiteOuNavire, Item-NumeroDarticle."""
    french = {
        "Country": "Pays",
        "EntityOrShip": "EntiteOuNavire",
        "LastName": "NomDeFamille",
        "GivenName": "Prenom",
        "ShipIMONumber": "NumeroOMIDuNavire",
        "Schedule": "Annexe",
        "Item": "NumeroDarticle",
        "DateOfListing": "DateDinscription",
    }
    bilingual = XML
    for english, beside in french.items():
        bilingual = bilingual.replace(f"{english}>", f"{english}-{beside}>")
    assert "<Country-Pays>" in bilingual
    assert parse_canada([canada(bilingual)]).entries == parse_canada([canada(XML)]).entries


def test_a_record_without_a_name_is_told_with_its_line() -> None:
    read = parse_canada([canada(XML.replace("<EntityOrShip>Zaliv Amurskiy</EntityOrShip>", ""))])
    assert (read.rows, len(read.entries)) == (4, 3)
    assert "sema.xml line 14: russia-1.1-78 has no name; it is left out" in [str(each) for each in read.problems]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Iranian Army/Armée iranienne", ["Iranian Army", "Armée iranienne"]),
        ("MEC Steel Mills (Hmaw Bi/Pyi/Ywama)", ["MEC Steel Mills (Hmaw Bi/Pyi/Ywama)"]),
        ("Dux JSC (also known as Duks)", ["Dux JSC", "Duks"]),
        ("Omsk Plant (also known as Omsk Factory", ["Omsk Plant", "Omsk Factory"]),
        ("Alfa-Bank ZAO (Belarus)", ["Alfa-Bank ZAO (Belarus)"]),
    ],
)
def test_one_field_may_hold_two_names(written: str, names: list[str]) -> None:
    assert [name for name, _ in names_in(written)] == names


def test_aliases_are_parted_and_those_in_other_scripts_are_told_apart() -> None:
    assert names_in("Diamville", "Diamville Sau; Діамвіль САУ") == [
        ("Diamville", "primary"),
        ("Diamville Sau", "strong alias"),
        ("Діамвіль САУ", "original script"),
    ]
    assert names_in("MNIPI OJSC", "Russian: Институт приборостроения or ОАО МНИПИ")[1:] == [
        ("Институт приборостроения", "original script"),
        ("ОАО МНИПИ", "original script"),
    ]


def test_what_stands_between_commas_is_a_weak_alias_because_a_comma_may_be_part_of_a_name() -> None:
    assert names_in(
        "Union of Burma Economic Holding Ltd.",
        "Union of Myanmar Economic Holding Ltd., Myanma Economic Holdings Limited (MEHL)",
    )[1:] == [
        ("Union of Myanmar Economic Holding Ltd., Myanma Economic Holdings Limited (MEHL)", "strong alias"),
        ("Union of Myanmar Economic Holding Ltd.", "weak alias"),
        ("Myanma Economic Holdings Limited (MEHL)", "weak alias"),
    ]
    assert ("PJSC", NameKind.WEAK_ALIAS.value) not in names_in("Proletarsky", "Proletarsky Zavod, PJSC")


@needs_real_files
def test_the_whole_list_of_march_2025_is_read() -> None:
    """4,759 `<record>` tags: 3,334 with LastName, 1,425 with EntityOrShip, of which 109 have ShipIMONumber."""
    read = parse_canada([SourceFile("sema.xml", (DATA / "lists/canada_sema_2025-03-20.xml").read_bytes())])
    assert (read.rows, len(read.entries), list(read.problems)) == (4759, 4759, [])
    assert Counter(entry.type for entry in read.entries) == {
        EntryType.PERSON: 3334,
        EntryType.ORGANISATION: 1316,
        EntryType.VESSEL: 109,
    }
    assert len({entry.id for entry in read.entries}) == 4759
    assert read.published_on == date(2025, 3, 20)
    (publisher,) = PUBLISHERS
    names = {name.text: entry for entry in read.entries for name in entry.names}
    (canary,) = publisher.canaries
    assert names[canary.name].place == 2930
    grounds = Counter(entry.listings[0].ground for entry in read.entries if entry.id.startswith("china-"))
    assert grounds == {"human rights: abuses in Xinjiang": 5, "human rights: serious violations and abuses": 8}
    assert names["Armée iranienne"].name == "Iranian Army"
    assert ParsedName("Suntac Technologies", NameKind.STRONG_ALIAS) in names["Suntac Group of Companies"].names
