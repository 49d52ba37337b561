"""The European Union's list. Facts: Regulations (EU) 2021/478 and 2022/336 and (EC) 1210/2003, and their annexes.

The layout is that of the list's XML of 2024 and 2026. Reference numbers and the Bulgarian name are made up.
"""

from __future__ import annotations

from datetime import date

import pytest

from clearhold.lists.parsed import ParsedAddress, ParsedIdentifier, ParsedName, SourceFile
from clearhold.lists.publishers.eu import PUBLISHERS, SOURCE, parse_eu
from clearhold.lists.publishers.eu.programmes import is_human_rights, subject_of
from clearhold.model import CouldNotRead, EntryType, EvidenceClass, IdentifierScheme, NameKind

BUREAU = """
  <sanctionEntity designationDetails="" unitedNationId="" euReferenceNumber="EU.7003.44" logicalId="131226">
    <regulation regulationType="regulation" organisationType="council" publicationDate="2021-03-22"
        entryIntoForceDate="2021-03-22" numberTitle="2021/478 (OJ L 99I)" programme="HR" logicalId="131200">
      <publicationUrl>https://eur-lex.europa.eu/eli/reg_impl/2021/478/oj</publicationUrl>
    </regulation>
    <subjectType code="enterprise" classificationCode="E"/>
    <nameAlias wholeName="新疆生产建设兵团公安局" strong="true" nameLanguage="ZH" regulationLanguage="en"/>
    <nameAlias wholeName="Бюро за обществена сигурност на Синдзянския корпус" strong="true" nameLanguage="BG"/>
    <nameAlias wholeName="Xinjiang Production and Construction Corps Public Security Bureau" strong="true"
        nameLanguage="EN" regulationLanguage="en">
      <regulationSummary numberTitle="2021/478 (OJ L 99I)"/>
    </nameAlias>
    <nameAlias wholeName="XPCC Public Security Bureau" strong="false" nameLanguage=""/>
    <address city="Urumqi" street="" poBox="" zipCode="" region="Xinjiang Uyghur Autonomous Region"
        place="" countryIso2Code="CN" countryDescription="CHINA"/>
    <identification number="" latinNumber="" identificationTypeCode="regnumber" countryIso2Code="00"/>
  </sanctionEntity>
"""
PERSON = """
  <sanctionEntity designationDetails="" unitedNationId="" logicalId="13">
    <remark>UNSC RESOLUTION 1483</remark>
    <regulation regulationType="regulation" organisationType="commission" publicationDate="2003-07-08"
        entryIntoForceDate="2003-07-07" numberTitle="1210/2003 (OJ L169)" programme="IRQ" logicalId="348">
      <publicationUrl>http://eur-lex.europa.eu/LexUriServ/LexUriServ.do?uri=OJ:L:2003:169:0006:0023:EN:PDF</publicationUrl>
    </regulation>
    <subjectType code="person" classificationCode="P"/>
    <nameAlias firstName="Saddam" middleName="" lastName="Hussein Al-Tikriti" wholeName="Saddam Hussein Al-Tikriti"
        function="" nameLanguage="" strong="true" regulationLanguage="en" logicalId="17"/>
    <nameAlias wholeName="Abou Ali" nameLanguage="FR" strong="true" logicalId="380"/>
    <nameAlias wholeName="Abu Ali" nameLanguage="" strong="true"><remark>Low quality alias</remark></nameAlias>
    <citizenship region="" countryIso2Code="IQ" countryDescription="IRAQ"/>
    <birthdate city="al-Awja, near Tikrit" birthdate="1937-04-28" countryIso2Code="IQ"/>
    <identification number="X0000000" identificationTypeCode="passport" countryIso2Code="IQ"/>
  </sanctionEntity>
"""
COMPANY = """
  <sanctionEntity euReferenceNumber="EU.8001.1" designationDate="2022-02-28" logicalId="9">
    <regulation regulationType="regulation" organisationType="council" publicationDate="2022-02-28"
        entryIntoForceDate="2022-02-28" numberTitle="2022/336 (OJ L58)" programme="UKR">
      <publicationUrl>javascript:alert(1)</publicationUrl>
    </regulation>
    <subjectType code="enterprise" classificationCode="E"/>
    <nameAlias wholeName="Gas Industry Insurance Company SOGAZ" strong="true" nameLanguage="EN"/>
    <nameAlias wholeName="СОГАЗ" strong="true" nameLanguage="RU"/>
    <address city="Moscow" countryIso2Code="RU" countryDescription="RUSSIAN FEDERATION"/>
    <address city="" countryIso2Code="00" countryDescription="UNKNOWN"/>
    <identification number="1027739820921" identificationTypeCode="regnumber" countryIso2Code="RU"/>
    <identification latinNumber="7736035485" identificationTypeCode="fiscalcode" countryIso2Code="RU"/>
  </sanctionEntity>
"""


def eu(*entities: str) -> SourceFile:
    content = "".join(entities)
    return SourceFile(
        "eu.xml",
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<export xmlns="http://eu.europa.ec/fpi/fsd/export" '
        f'generationDate="2026-09-22T16:47:04.449+02:00" globalFileId="171703">{content}</export>'.encode(),
    )


def test_of_names_in_many_languages_the_english_one_in_latin_letters_is_primary() -> None:
    (entry,) = parse_eu([eu(BUREAU)]).entries
    assert (entry.id, entry.type, entry.countries) == ("EU.7003.44", EntryType.ORGANISATION, ("CN",))
    assert entry.names == (
        ParsedName("Xinjiang Production and Construction Corps Public Security Bureau", NameKind.PRIMARY),
        ParsedName("新疆生产建设兵团公安局", NameKind.ORIGINAL_SCRIPT),
        ParsedName("Бюро за обществена сигурност на Синдзянския корпус", NameKind.ORIGINAL_SCRIPT),
        ParsedName("XPCC Public Security Bureau", NameKind.WEAK_ALIAS),
    )
    assert entry.addresses == (ParsedAddress("Urumqi, Xinjiang Uyghur Autonomous Region, CHINA", "CN"),)
    assert entry.identifiers == ()


def test_the_global_human_rights_regime_is_of_the_first_class() -> None:
    read = parse_eu([eu(BUREAU, COMPANY)])
    (rights,), (other,) = (entry.listings for entry in read.entries)
    assert read.published_on == date(2026, 9, 22)
    assert rights.programme == "Council regulation 2021/478 (OJ L 99I), programme HR"
    assert rights.ground == "human rights: serious violations and abuses"
    assert rights.evidence_class is EvidenceClass.OFFICIAL_HUMAN_RIGHTS
    assert rights.source == "https://eur-lex.europa.eu/eli/reg_impl/2021/478/oj"
    assert (other.ground, other.evidence_class) == ("sanctions: Ukraine", EvidenceClass.OFFICIAL_OTHER_GROUND)


def test_the_day_of_listing_is_the_designation_not_that_of_a_regulation_which_may_amend() -> None:
    bureau, company = (entry.listings[0] for entry in parse_eu([eu(BUREAU, COMPANY)]).entries)
    assert (bureau.listed_on, bureau.effective_on) == (None, date(2021, 3, 22))
    assert (company.listed_on, company.effective_on) == (date(2022, 2, 28), date(2022, 2, 28))


def test_an_address_of_a_regulation_that_is_none_of_the_web_is_not_shown() -> None:
    assert parse_eu([eu(COMPANY)]).entries[0].listings[0].source == SOURCE


def test_of_a_person_no_birth_and_no_passport_is_kept() -> None:
    (person,) = parse_eu([eu(PERSON)]).entries
    assert (person.id, person.type, person.countries) == ("logical-13", EntryType.PERSON, ("IQ",))
    assert person.names == (
        ParsedName("Saddam Hussein Al-Tikriti", NameKind.PRIMARY),
        ParsedName("Abou Ali", NameKind.STRONG_ALIAS),
        ParsedName("Abu Ali", NameKind.WEAK_ALIAS),
    )
    assert person.listings[0].programme == "Commission regulation 1210/2003 (OJ L169), programme IRQ"
    assert not any(word in repr(person) for word in ("1937", "Tikrit,", "X0000000"))


def test_a_company_has_its_numbers_with_their_country() -> None:
    (company,) = parse_eu([eu(COMPANY)]).entries
    assert company.identifiers == (
        ParsedIdentifier(IdentifierScheme.REGISTRATION, "1027739820921", "RU"),
        ParsedIdentifier(IdentifierScheme.TAX, "7736035485", "RU"),
    )
    assert company.addresses == (ParsedAddress("Moscow, RUSSIAN FEDERATION", "RU"),)


def test_a_name_that_mixes_look_alike_letters_counts_as_what_most_of_it_is() -> None:
    mixed = COMPANY.replace("СОГАЗ", "ROMASHKІN")
    assert parse_eu([eu(mixed)]).entries[0].names[1] == ParsedName("ROMASHKІN", NameKind.STRONG_ALIAS)


def test_an_entity_without_a_regulation_or_a_type_is_told_with_its_line() -> None:
    unregulated = COMPANY[: COMPANY.index("<regulation")] + COMPANY[COMPANY.index("<subjectType") :]
    untyped = PERSON.replace('<subjectType code="person" classificationCode="P"/>', "")
    read = parse_eu([eu(unregulated, untyped)])
    assert (read.rows, [entry.id for entry in read.entries]) == (2, ["logical-13"])
    assert read.entries[0].identifiers == (), "it may be a person's passport"
    assert [str(problem) for problem in read.problems] == [
        "eu.xml line 3: EU.8001.1 has no regulation; it is left out: look it up in the Official Journal",
        "eu.xml line 13: logical-13 has no known subject type; kept as an organisation",
    ]


def test_a_file_of_another_kind_or_cut_short_is_refused() -> None:
    with pytest.raises(CouldNotRead, match=r"^eu\.xml is a web page"):
        parse_eu([SourceFile("eu.xml", b"<html><body>Forbidden</body></html>")])
    with pytest.raises(CouldNotRead, match=r"^eu\.xml line \d+: broken XML"):
        parse_eu([SourceFile("eu.xml", eu(BUREAU, PERSON).content[:-40])])


def test_programmes_are_told_in_words() -> None:
    assert (subject_of("BLR"), subject_of("XYZ")) == ("Belarus", "programme XYZ")
    assert is_human_rights("HR", "2021/478 (OJ L 99I)")
    assert is_human_rights("", "2020/1998 (OJ L410)")
    assert not is_human_rights("IRN", "359/2011 (OJ L100)")


def test_the_publisher_refuses_programs_so_that_a_person_brings_the_file() -> None:
    (publisher,) = PUBLISHERS
    assert publisher.refuses_programs
    assert "token" not in publisher.addresses[0]
    names = {name.text for entry in parse_eu([eu(BUREAU)]).entries for name in entry.names}
    assert {canary.name for canary in publisher.canaries} <= names
