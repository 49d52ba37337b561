"""Exports of OpenSanctions: entities, changes and tables as a list of the user's, persons by name alone."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from datetime import date
from typing import Any

import pytest

from clearhold.lists.parsed import (
    ParsedAddress,
    ParsedEntry,
    ParsedIdentifier,
    ParsedList,
    ParsedListing,
    ParsedName,
    SourceFile,
)
from clearhold.lists.publishers.opensanctions import apply_delta, looks_like_opensanctions, read_opensanctions
from clearhold.lists.publishers.opensanctions.parties import no_party
from clearhold.model import CouldNotRead, EntryType, EvidenceClass, IdentifierScheme, NameKind
from tests.real_files import DATA, needs_real_files

EXPORTS = DATA / "lists" / "opensanctions_exports"
SIMPLE = (
    '"id","schema","name","aliases","birth_date","countries","addresses","identifiers","sanctions","phones","emails",'
    '"program_ids","dataset","first_seen","last_seen","last_change"\n'
)
SECURITIES = (
    '"caption","lei","perm_id","isins","ric","countries","sanctioned","eo_14071","public","id","url","datasets",'
    '"risk_datasets","aliases","referents"\n'
)


def entity(schema: str, id_: str, *, target: bool | None = True, datasets: str = "some_list", **properties: Any) -> str:
    """A line of `entities.ftm.json`; a property is one text or a list of them."""
    values = {key: value if isinstance(value, list) else [value] for key, value in properties.items()}
    found: dict[str, Any] = {"id": id_, "schema": schema, "properties": values, "datasets": [datasets]}
    if "name" in values:
        found["caption"] = values["name"][0]
    if target is not None:
        found["target"] = target
    return json.dumps(found, ensure_ascii=False)


def lines(*texts: str, name: str = "entities.ftm.json") -> SourceFile:
    return SourceFile(name, "".join(f"{text}\n" for text in texts).encode())


def only(parsed: ParsedList) -> ParsedEntry:
    assert said(parsed) == []
    (entry,) = parsed.entries
    return entry


def listing(parsed: ParsedList) -> ParsedListing:
    (found,) = only(parsed).listings
    return found


def said(parsed: ParsedList) -> list[str]:
    return [str(problem) for problem in parsed.problems]


# Facts: Hikvision on NS-CMIC since 3 June 2021 (https://home.treasury.gov), its ISIN and name in Chinese.
HIKVISION = entity(
    "Company",
    "NK-hik",
    name=["Hangzhou Hikvision Digital Technology Co., Ltd.", "杭州海康威视数字技术股份有限公司"],
    alias="Hikvision Digital",
    weakAlias="HIK",
    previousName="Hangzhou Hikvision Digital Technology Limited",
    isinCode="CNE100000PM8",
    ticker=["002415 CN"],
    uscCode="91330000733796106P",
    jurisdiction="cn",
    country="cn",
    address="No. 555 Qianmo Road, Hangzhou",
    topics=["invest.ban", "export.control"],
)
SANCTION = entity(
    "Sanction",
    "s-1",
    target=False,
    entity="NK-hik",
    program="Executive Order 14032",
    programId="US-NS-CMIC",
    reason="operates in the surveillance technology sector",
    listingDate="2021-06-03",
    startDate="2021-08-02",
    sourceUrl="https://ofac.treasury.gov/",
)


def test_a_company_has_its_names_by_kind_its_numbers_its_country_and_its_address() -> None:
    entry = only(read_opensanctions([lines(SANCTION, HIKVISION)]))
    assert (entry.id, entry.type, entry.has_own_id, entry.place) == ("NK-hik", EntryType.COMPANY, True, 2)
    assert entry.names == (
        ParsedName("Hangzhou Hikvision Digital Technology Co., Ltd."),
        ParsedName("杭州海康威视数字技术股份有限公司", NameKind.ORIGINAL_SCRIPT),
        ParsedName("Hikvision Digital", NameKind.STRONG_ALIAS),
        ParsedName("Hangzhou Hikvision Digital Technology Limited", NameKind.FORMER),
        ParsedName("HIK", NameKind.WEAK_ALIAS),
    )
    assert entry.identifiers == (
        ParsedIdentifier(IdentifierScheme.ISIN, "CNE100000PM8"),
        ParsedIdentifier(IdentifierScheme.TICKER, "002415", "CN"),
        ParsedIdentifier(IdentifierScheme.REGISTRATION, "91330000733796106P", "CN"),
    )
    assert entry.countries == ("CN",)
    assert entry.addresses == (ParsedAddress("No. 555 Qianmo Road, Hangzhou"),)


@pytest.mark.parametrize("order", [(HIKVISION, SANCTION), (SANCTION, HIKVISION)])
def test_a_sanction_that_points_to_a_target_is_its_listing_wherever_it_stands(order: tuple[str, str]) -> None:
    parsed = read_opensanctions([lines(*order)])
    assert parsed.rows == 2
    assert listing(parsed) == ParsedListing(
        programme="Executive Order 14032",
        ground="military: Chinese military-industrial complex",
        evidence_class=EvidenceClass.OFFICIAL_OTHER_GROUND,
        source="https://ofac.treasury.gov/",
        words="operates in the surveillance technology sector",
        listed_on=date(2021, 6, 3),
        effective_on=date(2021, 8, 2),
    )


def test_two_sanctions_are_two_listing_periods_and_the_last_end_counts() -> None:
    second = entity("Sanction", "s-2", entity="NK-hik", program="Old list", endDate=["2019-01-01", "2019-05-01"])
    entry = only(read_opensanctions([lines(HIKVISION, SANCTION, second)]))
    assert [(each.programme, each.listed_on, each.delisted_on) for each in entry.listings] == [
        ("Executive Order 14032", date(2021, 6, 3), None),
        ("Old list", None, date(2019, 5, 1)),
    ]
    assert entry.listings[1].ground == "investment ban: Old list"


def test_a_day_that_is_no_full_one_is_left_open_and_reported() -> None:
    sanction = entity("Sanction", "s-1", entity="NK-hik", program="P", startDate="2020-05")
    parsed = read_opensanctions([lines(HIKVISION, sanction)])
    assert parsed.entries[0].listings[0].effective_on is None
    assert said(parsed) == ['entities.ftm.json line 2: s-1: startDate "2020-05" is no full day; it is left open']


@pytest.mark.parametrize(
    ("topics", "programme_ids", "datasets", "ground", "evidence"),
    [
        (["sanction"], ["GB-HR"], "gb_fcdo_sanctions", "human rights: serious violations and abuses", 1),
        (["sanction"], ["US-UFLPA"], "us_dhs_uflpa", "human rights: forced labour in Xinjiang", 1),
        (["debarment"], [], "us_dod_chinese_milcorps", "military: military-civil fusion or military company", 2),
        (["sanction"], ["EU-RUS"], "eu_fsf", "sanctions: Act", 2),
        (["export.control"], [], "us_trade_csl", "export control: Act", 2),
        # Facts: the crawlers of these lists give export.risk and forced.labor.
        (
            ["export.risk"],
            [],
            "shu_uyghur_companies",
            "human rights: labour transfers or government programmes in Xinjiang",
            4,
        ),
        (["export.risk", "forced.labor"], [], "c4ads_xinjiang", "human rights: forced labour in Xinjiang", 4),
        (["poi"], [], "some_list", "of interest to the source: Act", 4),
        ([], [], "some_list", "not stated", 4),
    ],
)
def test_the_ground_follows_programme_then_data_set_then_topics(
    topics: list[str], programme_ids: list[str], datasets: str, ground: str, evidence: int
) -> None:
    company = entity(
        "Company", "c", datasets=datasets, name="Acme", topics=topics, programId=programme_ids, program="Act"
    )
    stated = listing(read_opensanctions([lines(company)]))
    assert (stated.ground, stated.evidence_class, stated.programme) == (ground, evidence, "Act")


def test_nbim_is_an_investor_by_its_criterion() -> None:
    company = entity("Company", "c", datasets="no_nbim_exclusions", name="Airbus SE", topics="debarment")
    sanction = entity(
        "Sanction", "s", datasets="no_nbim_exclusions", entity="c", reason="Production of nuclear weapons", program="P"
    )
    stated = listing(read_opensanctions([lines(company, sanction)]))
    assert (stated.ground, stated.evidence_class) == (
        "investor criterion: nuclear weapons",
        EvidenceClass.INVESTOR_DECISION,
    )


def test_several_reasons_are_told_and_none_is_quoted_as_the_only_one() -> None:
    sanction = entity("Sanction", "s-1", entity="NK-hik", program="P", reason=["first", "second"])
    stated = listing(read_opensanctions([lines(HIKVISION, sanction)]))
    assert (stated.words, stated.account) == (None, 'Reasons given: "first"; "second"')


def test_of_a_person_nothing_is_kept_but_names() -> None:
    person = entity(
        "Person",
        "p",
        name="Jane Doe",
        alias="J. Doe",
        birthDate="1970-01-01",
        nationality="ru",
        country="ru",
        passportNumber="123",
        taxNumber="456",
        address="1 Main Street",
        topics="sanction",
        programId="EU-RUS",
    )
    sanction = entity("Sanction", "s", entity="p", program="P", reason="is a member of", description="lives in")
    entry = only(read_opensanctions([lines(person, sanction)]))
    assert entry.names == (ParsedName("Jane Doe"), ParsedName("J. Doe", NameKind.STRONG_ALIAS))
    assert (entry.identifiers, entry.addresses, entry.countries, entry.parents) == ((), (), (), ())
    assert (entry.listings[0].words, entry.listings[0].account) == (None, None)
    row = '"p","Person","Jane Doe","J. Doe","1970-01-01","ru","1 Main Street","456","is a","","","UA","W","","",""\n'
    entry = only(read_opensanctions([SourceFile("targets.simple.csv", (SIMPLE + row).encode())]))
    assert entry.names == (ParsedName("Jane Doe"), ParsedName("J. Doe", NameKind.STRONG_ALIAS))
    assert (entry.identifiers, entry.addresses, entry.countries) == ((), (), ())
    assert (entry.listings[0].words, entry.listings[0].account) == (None, None)


def test_entities_that_are_no_targets_are_read_and_not_listed() -> None:
    owner = entity("Organization", "o", target=False, name="Xinjiang Production and Construction Corps")
    company = entity("Company", "c", name="Acme", addressEntity="a")
    owned = entity("Ownership", "own", target=False, owner="o", asset="c")
    address = entity("Address", "a", target=False, full="1 Main Street, Urumqi")
    link = entity("UnknownLink", "u", target=False, subject="o", object="c")
    parsed = read_opensanctions([lines(owned, address, link, company, owner)])
    assert (len(parsed.entries), parsed.rows) == (1, 5)
    entry = only(parsed)
    assert entry.parents == ("Xinjiang Production and Construction Corps",)
    assert entry.addresses == (ParsedAddress("1 Main Street, Urumqi"),)


def test_a_security_gives_its_number_to_its_issuer_and_is_an_entry_where_it_is_a_target() -> None:
    issuer = entity("Company", "c", name="Rosneft")
    security = entity("Security", "x", name="Bond", isin="XS0861981180", issuer="c")
    parsed = read_opensanctions([lines(security, issuer)])
    assert said(parsed) == []
    assert [(entry.id, entry.type) for entry in parsed.entries] == [
        ("x", EntryType.SECURITY),
        ("c", EntryType.COMPANY),
    ]
    numbers = (ParsedIdentifier(IdentifierScheme.ISIN, "XS0861981180"),)
    assert [entry.identifiers for entry in parsed.entries] == [numbers, numbers]


def test_entities_nested_in_a_target_are_read_as_entities_beside_it() -> None:
    nested = json.loads(HIKVISION)
    nested["properties"]["sanctions"] = [json.loads(SANCTION)]
    parsed = read_opensanctions([lines(json.dumps(nested), name="targets.nested.json")])
    assert parsed.rows == 2
    assert listing(parsed).programme == "Executive Order 14032"


def test_without_a_word_on_targets_a_topic_or_a_sanction_lists() -> None:
    parsed = read_opensanctions(
        [
            lines(
                entity("Company", "risk", target=None, name="Risk Ltd", topics="export.risk"),
                entity("Company", "plain", target=None, name="Plain Ltd", topics="corp.public"),
                entity("Company", "named", target=None, name="Named Ltd"),
                entity("Sanction", "s", target=None, entity="named", program="P"),
            )
        ]
    )
    assert [entry.id for entry in parsed.entries] == ["risk", "named"]
    assert parsed.rows == 4


def test_a_target_that_is_no_party_or_has_no_name_is_a_located_problem() -> None:
    parsed = read_opensanctions(
        [
            lines(
                entity("CryptoWallet", "w", name="wallet"),
                entity("Company", "c"),
                entity("Company", "d", name="D Ltd", country=["suhh", "gb-sct"]),
                entity("Company", "d", name="D Ltd again"),
            )
        ]
    )
    assert [(entry.id, entry.countries) for entry in parsed.entries] == [("d", ("GB",))]
    assert said(parsed) == [
        f"entities.ftm.json line 1: {no_party('CryptoWallet', 'w')}",
        "entities.ftm.json line 2: c has no name; it is left out",
        'entities.ftm.json line 3: "suhh" is the code of no country that exists; it is left out here and below',
        "entities.ftm.json line 4: the id d stands a second time (first in line 3); counted once",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ((HIKVISION + "\n" + SANCTION[:-9]).encode(), "entities.ftm.json line 2: the last line is cut off"),
        ((SANCTION[:-9] + "\n" + HIKVISION).encode(), "entities.ftm.json is no export of OpenSanctions"),
        ((HIKVISION + "\n{oops\n" + SANCTION).encode(), "entities.ftm.json line 2: the line is no JSON"),
        ((HIKVISION + "\n[1]\n").encode(), "entities.ftm.json line 2: no entity in the line"),
        ((HIKVISION + '\n{"id": 3}\n').encode(), "entities.ftm.json line 2: an entity has an id"),
        ((HIKVISION + "\n").encode() + b'{"id":"\xff"}\n', "entities.ftm.json line 2: the last line is cut off"),
        (b"", "entities.ftm.json is no export of OpenSanctions"),
    ],
)
def test_a_file_that_is_cut_or_damaged_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(CouldNotRead) as refusal:
        read_opensanctions([SourceFile("entities.ftm.json", content)])
    assert str(refusal.value).startswith(message)


def test_a_simple_table_parts_values_by_semicolons_and_keeps_those_quoted_inside() -> None:
    row = (
        '"NK-1","LegalEntity","ANO CENTER ""NIKEA""","""AUTONOMOUS CENTER; NIKEA"";Никея","","ru",'
        '"Moscow, Ryabinovaya 19","IMO6495856;1147799017343;CNE100000PM8","""""","","",'
        '"UA-WS-KIDNAPPERS;UA-WS-MARE","War and Sanctions",'
        '"2025-10-06T14:15:21","2026-03-13T05:41:01","2026-02-05T14:54:48"\n'
    )
    parsed = read_opensanctions([SourceFile("targets.simple.csv", (SIMPLE + row).encode())])
    entry = only(parsed)
    assert parsed.published_on == date(2026, 3, 13)
    assert entry.names == (
        ParsedName('ANO CENTER "NIKEA"'),
        ParsedName("AUTONOMOUS CENTER; NIKEA", NameKind.STRONG_ALIAS),
        ParsedName("Никея", NameKind.ORIGINAL_SCRIPT),
    )
    assert entry.identifiers == (
        ParsedIdentifier(IdentifierScheme.IMO, "IMO6495856"),
        ParsedIdentifier(IdentifierScheme.OTHER, "1147799017343"),
        ParsedIdentifier(IdentifierScheme.ISIN, "CNE100000PM8"),
    )
    assert entry.addresses == (ParsedAddress("Moscow, Ryabinovaya 19"),)
    assert [each.programme for each in entry.listings] == ["UA-WS-KIDNAPPERS", "UA-WS-MARE"]
    assert {each.source for each in entry.listings} == {"targets.simple.csv line 2"}


def test_the_text_of_sanctions_in_a_simple_table_is_quoted_whole() -> None:
    row = '"c","Company","Acme Ltd","","","cn","","","GLOMAG - 2019-12-10","","","US-GLOMAG","OFAC","","",""\n'
    stated = listing(read_opensanctions([SourceFile("t.csv", (SIMPLE + row).encode())]))
    assert (stated.words, stated.listed_on, stated.evidence_class) == ("GLOMAG - 2019-12-10", None, 1)


def test_a_table_of_securities_lists_issuers_that_a_list_names_and_no_others() -> None:
    rows = (
        '"Rosneft","253400JT3MQWNDKMJE44","4295887083","US67812M2070;RU000A0J2Q06","ROSN.MM","ru","t","t","t","NK-2",'
        '"https://www.opensanctions.org/entities/NK-2","us_ofac_cons;permid","us_ofac_cons","Rosneft Oil","lei-2"\n'
        '"Clean Corp","","","GB0002634946","","gb","f","f","t","NK-3","https://x.org","ext_gleif","","",""\n'
    )
    parsed = read_opensanctions([SourceFile("securities.csv", (SECURITIES + rows).encode())])
    entry = only(parsed)
    assert parsed.rows == 2
    assert entry.names == (ParsedName("Rosneft"), ParsedName("Rosneft Oil", NameKind.STRONG_ALIAS))
    assert [(each.scheme, each.value) for each in entry.identifiers] == [
        (IdentifierScheme.ISIN, "US67812M2070"),
        (IdentifierScheme.ISIN, "RU000A0J2Q06"),
        (IdentifierScheme.LEI, "253400JT3MQWNDKMJE44"),
        (IdentifierScheme.OTHER, "4295887083"),
        (IdentifierScheme.OTHER, "ROSN.MM"),
    ]
    assert [(each.programme, each.ground) for each in entry.listings] == [
        ("us_ofac_cons", "sanctions"),
        ("Executive Order 14071", "investment ban: Executive Order 14071"),
    ]
    assert {each.source for each in entry.listings} == {"https://www.opensanctions.org/entities/NK-2"}


@pytest.mark.parametrize("cut", [20, 60])
def test_a_table_that_was_cut_is_refused(cut: int) -> None:
    row = '"c","Company","Acme Ltd","","","cn","","","","","","","Some list","2025","2025","2025"\n'
    with pytest.raises(CouldNotRead, match=r"t\.csv line [23]: .*the file was cut"):
        read_opensanctions([SourceFile("t.csv", (SIMPLE + row + row[:cut]).encode())])


def test_what_several_files_say_of_one_id_is_one_entry() -> None:
    row = '"Hikvision","","","CNE100000PM8;CNE100000PN6","","cn","t","f","t","NK-hik","https://x.org/1","a","a","",""\n'
    parsed = read_opensanctions([lines(HIKVISION), SourceFile("securities.csv", (SECURITIES + row).encode())])
    entry = only(parsed)
    assert entry.names[0] == ParsedName("Hangzhou Hikvision Digital Technology Co., Ltd.")
    assert ParsedName("Hikvision", NameKind.STRONG_ALIAS) in entry.names
    assert [each.value for each in entry.identifiers if each.scheme is IdentifierScheme.ISIN] == [
        "CNE100000PM8",
        "CNE100000PN6",
    ]
    assert parsed.rows == 2


def change(operation: str, text: str) -> str:
    return json.dumps({"op": operation, "entity": json.loads(text)})


def test_changes_add_replace_and_delete_entities_and_leave_the_others_as_they_are() -> None:
    odd = '{"schema": "Company",   "id": "odd", "properties": {"name": ["Odd"]}, "target": true}'
    before = lines(HIKVISION, odd, entity("Company", "gone", name="Gone Ltd"), entity("Company", "old", name="Old Ltd"))
    delta = lines(
        change("MOD", entity("Company", "old", name="New Ltd")),
        '{"op": "DEL", "entity": {"id": "gone"}}',
        change("ADD", entity("Company", "more", name="More Ltd")),
        name="entities.delta.json",
    )
    applied = apply_delta(before, delta)
    assert (applied.added, applied.changed, applied.deleted, applied.problems) == (1, 1, 1, ())
    assert applied.file.content.splitlines()[:2] == [HIKVISION.encode(), odd.encode()]
    parsed = read_opensanctions([before, delta])
    assert [(entry.id, entry.name) for entry in parsed.entries[1:]] == [
        ("odd", "Odd"),
        ("old", "New Ltd"),
        ("more", "More Ltd"),
    ]


def test_changes_of_another_version_are_reported() -> None:
    delta = lines(
        change("ADD", HIKVISION),
        change("MOD", entity("Company", "x", name="X Ltd")),
        '{"op": "DEL", "entity": {"id": "y"}}',
        name="d.json",
    )
    applied = apply_delta(lines(HIKVISION), delta)
    assert (applied.added, applied.changed, applied.deleted) == (1, 1, 0)
    misfit = "the changes are not of the version that follows"
    assert [str(problem) for problem in applied.problems] == [
        f"d.json line 1: NK-hik is added, and is there (line 1); it is replaced: {misfit}",
        f"d.json line 2: x is changed, and is not there; it is added: {misfit}",
        f"d.json line 3: y is deleted, and is not there: {misfit}",
    ]


def test_changes_alone_are_refused() -> None:
    with pytest.raises(CouldNotRead, match=r"d\.json holds changes alone; give entities\.ftm\.json before it"):
        read_opensanctions([lines('{"op": "DEL", "entity": {"id": "y"}}', name="d.json")])


@pytest.mark.parametrize(
    ("content", "is_one"),
    [
        (HIKVISION, True),
        ('{"op": "DEL", "entity": {"id": "y"}}', True),
        (SIMPLE, True),
        (SECURITIES, True),
        ("\ufeff" + SIMPLE.replace('"', ""), True),
        ("name,isin\nAcme,1\n", False),
        ('{"name": "Acme"}', False),
        ('[{"id": "a"}]', False),
        ("", False),
        ("\x00\xff", False),
    ],
)
def test_an_export_is_told_by_its_headings_or_first_line(content: str, *, is_one: bool) -> None:
    assert looks_like_opensanctions(SourceFile("x", content.encode("utf-8", "surrogatepass"))) is is_one


@needs_real_files
def test_the_real_simple_table_is_read_whole() -> None:
    content = (EXPORTS / "targets.simple.csv").read_bytes()
    parsed = read_opensanctions([SourceFile("targets.simple.csv", content)])
    # 9,772 lines of text are 5,600 records, for reasons run over several lines.
    rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    assert len(rows) == len(parsed.entries) == parsed.rows == 5600
    assert said(parsed) == []
    schemas = Counter(row["schema"] for row in rows)
    assert schemas == {"Person": 1543, "Company": 1524, "Vessel": 1340, "LegalEntity": 1193}
    assert Counter(entry.type.value for entry in parsed.entries) == {
        "person": 1543,
        "company": 1524,
        "vessel": 1340,
        "organisation": 1193,
    }
    assert [entry.id for entry in parsed.entries] == [row["id"] for row in rows]
    assert [entry.name for entry in parsed.entries] == [" ".join(row["name"].split()) for row in rows]
    numbers = [row["identifiers"].split(";") for row in rows if row["schema"] != "Person" and row["identifiers"]]
    assert sum(map(len, numbers)) == sum(len(entry.identifiers) for entry in parsed.entries) == 7427
    imo = sum(value.startswith("IMO") for values in numbers for value in values)
    schemes = Counter(each.scheme for entry in parsed.entries for each in entry.identifiers)
    assert imo == schemes[IdentifierScheme.IMO] == 2852
    without = sum(not row["program_ids"] for row in rows)
    programmes = Counter(entry.listings[0].programme for entry in parsed.entries)
    assert without == programmes["Ukraine War and Sanctions"] == 1429
    assert sum(max(1, len(row["program_ids"].split(";"))) for row in rows) == sum(
        len(entry.listings) for entry in parsed.entries
    )
    assert parsed.published_on == date(2026, 3, 13)


@needs_real_files
def test_the_real_entities_are_read_whole_and_the_targets_listed() -> None:
    content = (EXPORTS / "entities.ftm.json").read_bytes()
    parsed = read_opensanctions([SourceFile("entities.ftm.json", content)])
    found = [json.loads(line) for line in content.splitlines()]
    targets = [each["id"] for each in found if each["target"]]
    assert (len(found), parsed.rows, len(targets), said(parsed)) == (1565, 1565, 423, [])
    assert [entry.id for entry in parsed.entries] == targets
    assert {entry.type for entry in parsed.entries} == {EntryType.PERSON}
    assert not any(entry.identifiers or entry.addresses or entry.countries for entry in parsed.entries)
    with pytest.raises(CouldNotRead, match="line 1565: the last line is cut off"):
        read_opensanctions([SourceFile("entities.ftm.json", content[:-30])])
