"""Switzerland's list. Facts: SECO's whole list of 27 August 2026, and Regulation (EU) 2022/336 for the company."""

from __future__ import annotations

from datetime import date

import pytest

from clearhold.lists.parsed import ParsedAddress, ParsedIdentifier, ParsedName, SourceFile
from clearhold.lists.publishers.switzerland import PUBLISHERS, parse_switzerland
from clearhold.model import CouldNotRead, EntryType, EvidenceClass, IdentifierScheme, NameKind
from tests.real_files import DATA, needs_real_files

PROGRAMMES = """
  <sanctions-program ssid="20" version-date="2026-05-21">
    <program-key lang="eng">Belarus</program-key>
    <program-key lang="ger">Weissrussland</program-key>
    <program-name lang="eng">Ordinance of 16 March 2022 on measures against Belarus (SR 946.231.116.9)</program-name>
    <program-name lang="ger">Verordnung vom 16. März 2022</program-name>
    <sanctions-set ssid="4387" lang="eng">annex 13</sanctions-set>
    <sanctions-set ssid="4387" lang="ger">Anhang 13</sanctions-set>
    <sanctions-set ssid="46113" lang="eng">annex 14</sanctions-set>
    <origin>EU</origin>
  </sanctions-program>
"""
BANK = """
  <target ssid="46130">
    <sanctions-set-id>46113</sanctions-set-id>
    <entity>
      <identity ssid="46131" main="true">
        <name ssid="46132" name-type="primary-name" quality="good" lang="eng">
          <name-part order="1" name-part-type="whole-name"><value>Belagroprombank</value>
            <spelling-variant lang="RUS" script="CYRL">Белагропромбанк</spelling-variant></name-part>
        </name>
        <name name-type="alias" quality="low"><name-part order="1"><value>BAPB</value></name-part></name>
        <name name-type="formerly-known-as" quality="good"><name-part order="1"><value>Agroprombank</value></name-part>
        </name>
        <address ssid="1" place-id="77"><address-details>Zhukov Avenue 3</address-details><zip-code>220036</zip-code>
        </address>
      </identity>
      <justification ssid="46133">State-owned bank.</justification>
      <other-information ssid="5">Registration number: 100693551</other-information>
      <other-information ssid="6">SWIFT/BIC: BAPBBY2X</other-information>
      <other-information ssid="7">Founded in 1991</other-information>
    </entity>
    <modification modification-type="listed" enactment-date="2021-08-11" publication-date="2021-08-11"
        effective-date="2021-08-12"/>
  </target>
"""
REMOVED = """
  <target ssid="5142">
    <sanctions-set-id>4387</sanctions-set-id>
    <individual sex="male">
      <identity ssid="5144" main="true">
        <name ssid="26811" name-type="primary-name" quality="good" lang="eng">
          <name-part order="2" name-part-type="given-name"><value>Dzmitry</value></name-part>
          <name-part order="1" name-part-type="family-name"><value>Lukashenka</value>
            <spelling-variant lang="RUS" script="LATN">Lukashenko</spelling-variant>
            <spelling-variant lang="RUS" script="CYRL">Лукашенко</spelling-variant></name-part>
          <name-part order="3" name-part-type="title"><value>Mr</value></name-part>
        </name>
        <nationality ssid="9"><country iso-code="BY">Belarus</country></nationality>
        <day-month-year day="23" month="3" year="1980" calendar="Gregorian" quality="good"/>
        <address ssid="29513" place-id="77"><address-details>ul. Starovilenskaya, 4</address-details></address>
      </identity>
    </individual>
    <modification modification-type="de-listed" enactment-date="2016-02-29" effective-date="2016-03-01"/>
    <modification modification-type="amended" enactment-date="2015-11-17" effective-date="2015-11-18">
      <removed><target ssid="5142"><individual><identity main="true"><name name-type="primary-name">
        <name-part order="1"><value>An earlier spelling</value></name-part></name></identity></individual></target>
      </removed>
      <added><place ssid="77"><location>Elsewhere</location></place></added>
    </modification>
  </target>
"""
SHIP = """
  <target ssid="34461">
    <sanctions-set-id>34422</sanctions-set-id>
    <object object-type="vessel">
      <identity ssid="34462" main="true">
        <name name-type="primary-name"><name-part order="1"><value>Hui Chon</value></name-part></name>
        <name name-type="alias"><name-part order="1"><value>Hwang Gum San 2</value></name-part></name>
      </identity>
      <other-information ssid="34465">IMO Number: 8405270</other-information>
    </object>
    <modification modification-type="listed"/>
  </target>
"""
PLACES = """
  <place ssid="77"><location>Minsk</location><country iso-code="BY">Belarus</country></place>
"""


def swiss(*parts: str, kind: str = "whole-list") -> SourceFile:
    content = f'<swiss-sanctions-list list-type="{kind}" date="2026-08-27">{"".join(parts)}</swiss-sanctions-list>'
    return SourceFile("seco.xml", f'<?xml version="1.0" encoding="UTF-8"?>\n{content}'.encode())


def modifications(*changes: tuple[str, str]) -> str:
    """The bank with modifications of a type and an effective date, as they would stand in the file."""
    written = "".join(f'<modification modification-type="{kind}" effective-date="{day}"/>' for kind, day in changes)
    return BANK[: BANK.index("<modification")] + written + "</target>"


def test_a_company_has_names_by_their_kinds_its_place_and_its_numbers() -> None:
    read = parse_switzerland([swiss(PROGRAMMES, PLACES, BANK)])
    (bank,) = read.entries
    assert (read.rows, list(read.problems), read.published_on) == (1, [], date(2026, 8, 27))
    assert (bank.id, bank.type, bank.countries) == ("46130", EntryType.ORGANISATION, ("BY",))
    assert bank.names == (
        ParsedName("Belagroprombank", NameKind.PRIMARY),
        ParsedName("Белагропромбанк", NameKind.ORIGINAL_SCRIPT),
        ParsedName("BAPB", NameKind.WEAK_ALIAS),
        ParsedName("Agroprombank", NameKind.FORMER),
    )
    assert bank.addresses == (ParsedAddress("Zhukov Avenue 3, 220036, Minsk, Belarus", "BY"),)
    assert bank.identifiers == (
        ParsedIdentifier(IdentifierScheme.REGISTRATION, "100693551"),
        ParsedIdentifier(IdentifierScheme.BIC, "BAPBBY2X"),
    )
    (listing,) = bank.listings
    assert listing.programme == "Ordinance of 16 March 2022 on measures against Belarus (SR 946.231.116.9), annex 14"
    assert (listing.ground, listing.evidence_class) == ("sanctions: Belarus", EvidenceClass.OFFICIAL_OTHER_GROUND)
    assert (listing.words, listing.listed_on, listing.effective_on, listing.delisted_on) == (
        "State-owned bank.",
        date(2021, 8, 11),
        date(2021, 8, 12),
        None,
    )


def test_places_may_stand_behind_the_targets_and_those_within_a_modification_are_of_the_past() -> None:
    (_, bank) = parse_switzerland([swiss(PROGRAMMES, REMOVED, BANK, PLACES)]).entries
    assert bank.addresses == (ParsedAddress("Zhukov Avenue 3, 220036, Minsk, Belarus", "BY"),)


def test_a_party_that_is_no_longer_listed_is_kept_with_the_day_it_was_removed() -> None:
    read = parse_switzerland([swiss(PROGRAMMES, PLACES, REMOVED, BANK)])
    assert read.rows == 2, "the target within a modification is an earlier state, not a party"
    person = read.entries[0]
    assert (person.id, person.listings[0].listed_on, person.listings[0].delisted_on) == (
        "5142",
        None,
        date(2016, 3, 1),
    )


def test_parts_of_a_name_stand_in_their_order_with_their_spellings_and_without_titles() -> None:
    """A spelling in another script is a name only where all parts have one: here the given name has none."""
    person = parse_switzerland([swiss(PROGRAMMES, PLACES, REMOVED)]).entries[0]
    assert person.names == (
        ParsedName("Lukashenka Dzmitry", NameKind.PRIMARY),
        ParsedName("Lukashenko Dzmitry", NameKind.STRONG_ALIAS),
    )
    assert (person.type, person.countries, person.addresses) == (EntryType.PERSON, ("BY",), ())
    assert not any(word in repr(person) for word in ("1980", "Starovilenskaya"))


def test_a_vessel_has_its_imo_number_and_a_listing_without_a_day() -> None:
    read = parse_switzerland([swiss(PROGRAMMES, SHIP)])
    (ship,) = read.entries
    assert (ship.type, ship.identifiers) == (
        EntryType.VESSEL,
        (ParsedIdentifier(IdentifierScheme.IMO, "8405270"),),
    )
    (listing,) = ship.listings
    assert (listing.programme, listing.listed_on) == ("set of sanctions 34422", None)
    assert [str(problem) for problem in read.problems] == [
        'seco.xml line 14: target 34461: no programme has the set of sanctions "34422"; its programme is not stated'
    ]


@pytest.mark.parametrize(
    ("changes", "periods"),
    [
        ([("listed", "2020-01-01")], [("2020-01-01", None)]),
        ([("amended", "2021-01-01"), ("listed", "2020-01-01")], [("2020-01-01", None)]),
        ([("de-listed", "2022-01-01"), ("listed", "2020-01-01")], [("2020-01-01", "2022-01-01")]),
        (
            [("listed", "2023-01-01"), ("de-listed", "2022-01-01"), ("listed", "2020-01-01")],
            [("2020-01-01", "2022-01-01"), ("2023-01-01", None)],
        ),
        # As five targets of the programme on Syria have stood in 2026: an amendment above the later removal.
        ([("amended", "2025-06-03"), ("de-listed", "2025-06-20")], [(None, "2025-06-20")]),
        ([("de-listed", "2022-01-01"), ("listed", "2022-01-01")], [("2022-01-01", "2022-01-01")]),
        ([("de-listed", "2022-01-01")], [(None, "2022-01-01")]),
        ([], [(None, None)]),
    ],
)
def test_listing_periods_are_told_from_the_modifications_by_their_days(
    changes: list[tuple[str, str]], periods: list[tuple[str | None, str | None]]
) -> None:
    (bank,) = parse_switzerland([swiss(PROGRAMMES, PLACES, modifications(*changes))]).entries
    told = [
        (str(listing.effective_on or "") or None, str(listing.delisted_on or "") or None) for listing in bank.listings
    ]
    assert told == periods


def test_a_party_under_two_sets_of_sanctions_has_a_listing_under_each() -> None:
    two = BANK.replace("<entity>", "<sanctions-set-id>4387</sanctions-set-id><entity>", 1)
    (bank,) = parse_switzerland([swiss(PROGRAMMES, two)]).entries
    assert [listing.programme.rpartition(", ")[2] for listing in bank.listings] == ["annex 14", "annex 13"]


def test_a_target_without_a_party_or_a_name_is_told_with_its_line() -> None:
    read = parse_switzerland(
        [swiss(PROGRAMMES, '<target ssid="1"/>', BANK.replace("<value>", "<v>").replace("</value>", "</v>"))]
    )
    assert (read.rows, len(read.entries)) == (2, 1)
    assert read.entries[0].name == "Белагропромбанк"
    assert [str(problem) for problem in read.problems] == [
        "seco.xml line 13: target 1 has no individual, entity or object; it is left out"
    ]


def test_an_amendment_is_refused_because_what_it_does_not_name_may_still_be_listed() -> None:
    with pytest.raises(CouldNotRead, match=r'^seco\.xml says that it is of the type "amendment", not the whole list'):
        parse_switzerland([swiss(PROGRAMMES, BANK, kind="amendment")])


@needs_real_files
def test_the_publishers_own_example_is_an_amendment_and_is_read_where_it_says_that_it_is_whole() -> None:
    content = (DATA / "lists/ch_seco_example_2024-01-17.xml").read_bytes()
    with pytest.raises(CouldNotRead, match="not the whole list"):
        parse_switzerland([SourceFile("example.xml", content)])
    read = parse_switzerland([SourceFile("example.xml", content.replace(b'"amendment"', b'"whole-list"'))])
    assert (read.rows, read.published_on) == (3, date(2024, 1, 17))
    assert [(entry.id, entry.name, entry.countries, len(entry.listings)) for entry in read.entries] == [
        ("64398", "Test B", ("GB",), 1),
        ("64403", "Test C", ("US",), 1),
        ("64393", "Test A", ("CH",), 2),
    ]


def test_the_canary_is_a_party_that_the_list_has_had() -> None:
    (publisher,) = PUBLISHERS
    assert [canary.name for canary in publisher.canaries] == ["Belagroprombank"]
