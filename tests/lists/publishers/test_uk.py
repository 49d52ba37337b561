"""The UK Sanctions List. Facts: the list of 11 August 2025 and the announcement of 22 March 2021 on gov.uk.

The layouts are those of the list's CSV and XML of 2026. Aliases, parents and numbers that a test adds are made up.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import UTC, date, datetime

import pytest

from clearhold.lists.fetch import Fetched, Fetcher, Validators
from clearhold.lists.parsed import ParsedAddress, ParsedIdentifier, ParsedName, SourceFile
from clearhold.lists.publishers.uk import PUBLISHERS, find_uk_files, parse_uk
from clearhold.lists.publishers.uk.designation import SOURCE, subject_of
from clearhold.model import CouldNotRead, EntryType, EvidenceClass, IdentifierScheme, NameKind
from tests.real_files import DATA, needs_real_files

XPCC_BUREAU = "Xinjiang Production and Construction Corps Public Security Bureau"
# The announcement of 22 March 2021: asset freezes "against … a Xinjiang security body … for systemic violations".
REASONS = "a Xinjiang security body, for systemic violations against Uyghurs and other minorities"
HEADINGS = (
    *("Last Updated", "Unique ID", "OFSI Group ID", "UN Reference Number", "Name 6", "Name 1", "Name 2", "Name 3"),
    *("Name 4", "Name 5", "Name type", "Alias strength", "Title", "Name non-latin script", "Regime Name"),
    *("Designation Type", "Designation source", "Sanctions Imposed", "UK Statement of Reasons", "Address Line 1"),
    *("Address Line 6", "Address Postal Code", "Address Country", "Date Designated", "D.O.B", "Nationality(/ies)"),
    *("Passport number", "Parent company", "Business registration number (s)", "IMO number"),
    "Current believed flag of ship",
)
BUREAU = {
    "Unique ID": "GHR0079",
    "OFSI Group ID": "14079",
    "Name 6": XPCC_BUREAU,
    "Name type": "Primary Name",
    "Regime Name": "The Global Human Rights Sanctions Regulations 2020",
    "Designation Type": "Entity",
    "Sanctions Imposed": "Asset freeze|Director Disqualification Sanction",
    "UK Statement of Reasons": REASONS,
    "Address Line 6": "Urumqi",
    "Address Country": "China",
    "Date Designated": "22/03/2021",
}
PERSON = {
    "Unique ID": "GHR0075",
    "Name 1": "Mingguo",
    "Name 6": "CHEN",
    "Name type": "Primary Name",
    "Name non-latin script": "陈明国",
    "Regime Name": "The Global Human Rights Sanctions Regulations 2020",
    "Designation Type": "Individual",
    "Sanctions Imposed": "Asset freeze|Travel Ban",
    "Address Line 1": "a street",
    "Address Country": "China",
    "Date Designated": "22/03/2021",
    "D.O.B": "dd/10/1966",
    "Nationality(/ies)": "China",
}
SHIP = {
    "Unique ID": "DPR0075",
    "Name 6": "Petrel 8",
    "Name type": "Primary name",
    "Regime Name": "The Democratic People's Republic of Korea (Sanctions) (EU Exit) Regulations 2019",
    "Designation Type": "Ship",
    "Sanctions Imposed": "Prohibition of port entry",
    "Date Designated": "03/10/2017",
    "IMO number": "9562233",
    "Current believed flag of ship": "Comoros",
}


def uk_csv(*rows: dict[str, str]) -> SourceFile:
    text = io.StringIO()
    text.write("Report Date: 02-Oct-2026\r\n")
    table = csv.DictWriter(text, HEADINGS)
    table.writeheader()
    table.writerows(rows)
    return SourceFile("UK-Sanctions-List.csv", ("\ufeff" + text.getvalue()).encode())


XML = f"""<?xml version="1.0" encoding="utf-8"?>
<Designations>
  <DateGenerated>02/10/2026</DateGenerated>
  <Designation>
    <LastUpdated>22/03/2021</LastUpdated>
    <DateDesignated>22/03/2021</DateDesignated>
    <UniqueID>GHR0079</UniqueID>
    <OFSIGroupID>14079</OFSIGroupID>
    <Names>
      <Name><Name6>{XPCC_BUREAU}</Name6><NameType>Primary name</NameType></Name>
      <Name><Name6>XPCC Public Security Bureau</Name6><NameType>ALias</NameType></Name>
    </Names>
    <NonLatinNames><NonLatinName><NameNonLatinScript>新疆生产建设兵团公安局</NameNonLatinScript></NonLatinName></NonLatinNames>
    <RegimeName>The Global Human Rights Sanctions Regulations 2020</RegimeName>
    <IndividualEntityShip>Entity</IndividualEntityShip>
    <DesignationSource>UK</DesignationSource>
    <SanctionsImposed>Asset freeze|Director Disqualification Sanction</SanctionsImposed>
    <UKStatementofReasons>{REASONS}</UKStatementofReasons>
    <Addresses>
      <Address><AddressLine6>Urumqi</AddressLine6><AddressCountry>China</AddressCountry></Address>
    </Addresses>
    <EntityDetails><Entity>
      <ParentCompanies><ParentCompany>Xinjiang Production and Construction Corps</ParentCompany></ParentCompanies>
    </Entity></EntityDetails>
  </Designation>
  <Designation>
    <DateDesignated>03/10/2017</DateDesignated>
    <UniqueID>DPR0075</UniqueID>
    <Names><Name><Name6>Petrel 8</Name6><NameType>Primary Name</NameType></Name></Names>
    <RegimeName>The Democratic People's Republic of Korea (Sanctions) (EU Exit) Regulations 2019</RegimeName>
    <IndividualEntityShip>Ship</IndividualEntityShip>
    <SanctionsImposed>Prohibition of port entry</SanctionsImposed>
    <ShipDetails><Ship><IMONumbers><IMONumber>9562233</IMONumber></IMONumbers></Ship></ShipDetails>
  </Designation>
</Designations>
"""


class Page(Fetcher):
    """A publisher's server that has one page."""

    def __init__(self, html: str) -> None:
        self.html = html

    def get(self, address: str) -> Fetched:
        """The page, whatever the address."""
        content = f"<html><body>{self.html}</body></html>".encode()
        return Fetched(address, address, {}, content, "", Validators(), datetime(2026, 10, 1, tzinfo=UTC))


def test_the_rows_of_one_unique_id_are_one_entity_with_several_names() -> None:
    alias = BUREAU | {"Name 6": "XPCC Public Security Bureau", "Name type": "Alias", "Alias strength": ""}
    variation = BUREAU | {"Name 6": "Xinjiang PCC Public Security Bureau", "Name type": "Primary name variation"}
    weak = BUREAU | {"Name 6": "The Bureau", "Name type": "Alias", "Alias strength": "Low quality"}
    script = BUREAU | {"Name non-latin script": "新疆生产建设兵团公安局"}
    read = parse_uk([uk_csv(weak, BUREAU, alias, variation, script)])
    (entry,) = read.entries
    assert (read.rows, list(read.problems), read.published_on) == (5, [], date(2026, 10, 2))
    assert (entry.id, entry.type, entry.countries, entry.place) == ("GHR0079", EntryType.ORGANISATION, ("CN",), 3)
    assert entry.names == (
        ParsedName(XPCC_BUREAU, NameKind.PRIMARY),
        ParsedName("The Bureau", NameKind.WEAK_ALIAS),
        ParsedName("XPCC Public Security Bureau", NameKind.STRONG_ALIAS),
        ParsedName("Xinjiang PCC Public Security Bureau", NameKind.STRONG_ALIAS),
        ParsedName("新疆生产建设兵团公安局", NameKind.ORIGINAL_SCRIPT),
    )
    assert entry.addresses == (ParsedAddress("Urumqi, China", "CN"),)


def test_the_global_human_rights_regime_is_of_the_first_class_and_the_reasons_are_quoted() -> None:
    (listing,) = parse_uk([uk_csv(BUREAU)]).entries[0].listings
    assert listing.programme == "The Global Human Rights Sanctions Regulations 2020"
    assert listing.evidence_class is EvidenceClass.OFFICIAL_HUMAN_RIGHTS
    assert (listing.ground, listing.words) == ("human rights: abuses in Xinjiang", REASONS)
    assert listing.account == "Sanctions imposed: Asset freeze, Director Disqualification Sanction"
    assert (listing.listed_on, listing.source_date) == (date(2021, 3, 22), date(2026, 10, 2))


def test_without_reasons_the_ground_is_no_more_than_the_regimes() -> None:
    (listing,) = parse_uk([uk_csv(BUREAU | {"UK Statement of Reasons": ""})]).entries[0].listings
    assert listing.ground == "human rights: serious violations and abuses"
    assert listing.words is None


def test_given_names_stand_before_the_family_name_and_of_a_person_no_address_or_passport_is_kept() -> None:
    (person,) = parse_uk([uk_csv(PERSON | {"Passport number": "X0000000"})]).entries
    assert [name.text for name in person.names] == ["Mingguo CHEN", "陈明国"]
    assert (person.type, person.countries, person.addresses) == (EntryType.PERSON, ("CN",), ())
    assert not any(word in repr(person) for word in ("1966", "X0000000", "a street"))


def test_a_ship_has_its_imo_number_and_its_flag_is_its_country() -> None:
    (ship,) = parse_uk([uk_csv(SHIP)]).entries
    assert (ship.type, ship.countries) == (EntryType.VESSEL, ("KM",))
    assert ship.identifiers == (ParsedIdentifier(IdentifierScheme.IMO, "9562233"),)
    assert ship.listings[0].ground == "sanctions: North Korea"


def test_parents_and_registration_numbers_are_kept_each_by_itself() -> None:
    numbered = BUREAU | {
        "Parent company": "(1) Xinjiang Production and Construction Corps (2) Public Security Department",
        "Business registration number (s)": "OGRN 1027700132195; INN 7707083893",
    }
    (entry,) = parse_uk([uk_csv(numbered)]).entries
    assert entry.parents == ("Xinjiang Production and Construction Corps", "Public Security Department")
    assert [identifier.value for identifier in entry.identifiers] == ["OGRN 1027700132195", "INN 7707083893"]
    assert {identifier.scheme for identifier in entry.identifiers} == {IdentifierScheme.REGISTRATION}


def test_the_xml_says_the_same() -> None:
    read = parse_uk([SourceFile("UK-Sanctions-List.xml", XML.encode())])
    bureau, ship = read.entries
    assert (read.rows, list(read.problems), read.published_on, read.ending) == (
        2,
        [],
        date(2026, 10, 2),
        "</Designations>",
    )
    assert [name.kind for name in bureau.names] == [
        NameKind.PRIMARY,
        NameKind.STRONG_ALIAS,
        NameKind.ORIGINAL_SCRIPT,
    ]
    assert bureau.listings == parse_uk([uk_csv(BUREAU)]).entries[0].listings
    assert bureau.parents == ("Xinjiang Production and Construction Corps",)
    assert (ship.type, ship.identifiers[0].value) == (EntryType.VESSEL, "9562233")


def test_designations_that_cannot_be_used_are_told_with_their_lines() -> None:
    nameless = BUREAU | {"Unique ID": "BEL0174", "Name 6": ""}
    odd = SHIP | {"Designation Type": "Aircraft", "Date Designated": "dd/mm/2017"}
    read = parse_uk([uk_csv(nameless, odd, BUREAU | {"Unique ID": ""})])
    assert (read.rows, [entry.id for entry in read.entries]) == (3, ["DPR0075"])
    assert [str(problem) for problem in read.problems] == [
        "UK-Sanctions-List.csv line 5: no unique ID; the row is left out",
        f"UK-Sanctions-List.csv line 3: BEL0174 has no name; it is left out: look it up at {SOURCE}",
        'UK-Sanctions-List.csv line 4: DPR0075: type "Aircraft" is not known; kept as an organisation',
        'UK-Sanctions-List.csv line 4: DPR0075: date designated "dd/mm/2017" is no day; the listing has no date',
    ]


@pytest.mark.parametrize(
    ("regime", "subject"),
    [
        ("Global Human Rights", "Global Human Rights"),
        ("The Global Human Rights Sanctions Regulations 2020", "Global Human Rights"),
        ("The Belarus (Sanctions) (EU Exit) Regulations 2019", "Belarus"),
        ("The Iran (Sanctions) (Nuclear) (EU Exit) Regulations 2019", "Iran (Nuclear)"),
        (
            "The Counter-Terrorism (International Sanctions) (EU Exit) Regulations 2019",
            "Counter-Terrorism (International)",
        ),
        (
            "The ISIL (Da'esh) and Al-Qaida (United Nations Sanctions) (EU Exit) Regulations 2019",
            "ISIL (Da'esh) and Al-Qaida",
        ),
    ],
)
def test_a_regime_is_called_by_its_subject_in_its_short_name_and_in_its_regulations(regime: str, subject: str) -> None:
    assert subject_of(regime) == subject


@pytest.mark.parametrize(
    ("links", "found"),
    [
        (
            ["/media/UK_Sanctions_List.ods", "/docs/UK-Sanctions-List.csv"],
            "https://www.gov.uk/docs/UK-Sanctions-List.csv",
        ),
        (
            ["https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.csv", "https://a.gov.uk/UK_Sanctions_List.xml"],
            "https://a.gov.uk/UK_Sanctions_List.xml",
        ),
        (
            ["https://gov.uk.example.org/UK-Sanctions-List.xml", "https://b.service.gov.uk/UK-Sanctions-List.ods"],
            "https://b.service.gov.uk/UK-Sanctions-List.ods",
        ),
    ],
)
def test_the_page_on_gov_uk_tells_where_the_file_is(links: list[str], found: str) -> None:
    page = Page("".join(f'<a href="{link}">a file</a>' for link in links))
    assert find_uk_files((SOURCE,), page) == (found,)


def test_a_page_without_the_file_is_told_and_a_server_elsewhere_is_not_asked() -> None:
    page = Page('<a href="https://example.org/UK-Sanctions-List.xml">a file</a><a>none</a>')
    with pytest.raises(CouldNotRead, match="links to no file of the UK Sanctions List"):
        find_uk_files((SOURCE,), page)


@needs_real_files
def test_the_short_table_of_august_2025_is_read() -> None:
    """5,302 unique IDs in the sheet's XML: 3,754 individuals, 1,087 entities, 461 ships; 152 under human rights.

    Two individuals, BEL0174 and RUS1467, have an empty name.
    """
    file = SourceFile("uk.ods", (DATA / "lists/uk_sanctions_list_2025-08-11.ods").read_bytes())
    read = parse_uk([file])
    assert (read.rows, len(read.entries)) == (5302, 5300)
    assert [str(problem).partition(";")[0] for problem in read.problems] == [
        "uk.ods line 649: BEL0174 has no name",
        "uk.ods line 3524: RUS1467 has no name",
    ]
    assert Counter(entry.type for entry in read.entries) == {
        EntryType.PERSON: 3752,
        EntryType.ORGANISATION: 1087,
        EntryType.VESSEL: 461,
    }
    first_class = [
        entry for entry in read.entries if entry.listings[0].evidence_class is EvidenceClass.OFFICIAL_HUMAN_RIGHTS
    ]
    assert len(first_class) == 152
    names = {entry.name: entry for entry in read.entries}
    assert names[XPCC_BUREAU].id == "GHR0079"
    assert names[XPCC_BUREAU].listings[0].listed_on == date(2021, 3, 22)
    assert "Xinjiang Production and Construction Corps" not in names
    (publisher,) = PUBLISHERS
    assert {canary.name for canary in publisher.canaries} <= set(names)
