"""The Bureau of Industry and Security's lists out of the Code of Federal Regulations, and out of what others make.

Facts in the fixtures: 15 CFR part 744, Supplements No. 4 and No. 7, as of July 2026 (https://www.ecfr.gov).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from clearhold.lists.parsed import SourceFile
from clearhold.lists.publishers.bis import PUBLISHERS, parse_entity_list, parse_military_end_users
from clearhold.lists.publishers.bis.cells import read_cell
from clearhold.lists.publishers.bis.reading import TITLES, find_part
from clearhold.model import CouldNotRead, EntryType, EvidenceClass, NameKind
from tests.lists.publishers.bis.rendering import row, rows_of, supplement
from tests.lists.publishers.served import Served
from tests.real_files import DATA, needs_real_files

if TYPE_CHECKING:
    from clearhold.lists.parsed import ParsedEntry, ParsedList

ALL_ITEMS = "For all items subject to the EAR. (See § 744.11 of the EAR)"
CASE_BY_CASE = "Case-by-case review"
DENIAL = "Presumption of denial"
HIKVISION = """Hangzhou Hikvision Digital Technology Co., Ltd., a.k.a., the following one alias:
—Hikvision.
No. 555 Qianmo Road, Binjiang District, Hangzhou 310052, China; and 23rd Floor, Block A, Yingke Plaza, No. 217 \
Gaoxin Street, Gaoxin District, Urumqi, China; and 700 Dongliu Road, Binjiang District, Hanzhou, China."""
XPCC = """Xinjiang Production and Construction Corps (XPCC), a.k.a., the following three aliases:
—XPCC;
—Xinjiang Corps; and
—Bingtuan.
Urumqi, Xinjiang Uyghur Autonomous Region, China."""
POLICE = "Xinjiang Production and Construction Corps (XPCC) Public Security Bureau, 106 Guangming Rd., Urumqi, \
Tianshan, XUAR, China."
THE_LIST = supplement(
    [
        row(
            "ARMENIA",
            "Veteran Avia LLC, a.k.a., the following one alias:\n—Veteran Airline.\n64, Baghramyan Avenue, Apt 16, "
            "Yerevan 0033, Armenia. (See alternate addresses under Greece, Pakistan and the United Kingdom).",
            ALL_ITEMS,
            DENIAL,
            "79 FR 56003, 9/18/14.",
        ),
        row("CHINA, PEOPLE'S REPUBLIC OF", HIKVISION, ALL_ITEMS, CASE_BY_CASE, "84 FR 54004, 10/9/19.\n85 FR 34505, "
        "6/5/20.\n85 FR 44161, 7/22/20."),
        row("", XPCC, ALL_ITEMS, CASE_BY_CASE, "86 FR 33120, 6/24/21."),
        row("", POLICE, ALL_ITEMS, CASE_BY_CASE, "84 FR 54004, 10/9/19. 85 FR 44161, 7/22/20."),
        row("", "", "", "", ""),
        row("CUBA", "[Reserved]", "", "", ""),
        row(
            "GREECE",
            "Veteran Avia LLC, a.k.a., the following one alias:\n—Veteran Airline.\n24, A. Koumbi Street, Markopoulo "
            "190 03, Attika, Greece. (See alternate addresses under Armenia, Pakistan, and the United Kingdom).",
            ALL_ITEMS,
            DENIAL,
            "79 FR 44683, 8/1/14.",
        ),
    ]
)  # fmt: skip


def parsed(content: bytes, name: str = "title-15.xml") -> ParsedList:
    return parse_entity_list([SourceFile(name, content)])


def entry(name: str, parsed_list: ParsedList) -> ParsedEntry:
    (found,) = [each for each in parsed_list.entries if each.name == name]
    return found


def told(text: str) -> tuple[list[tuple[str, NameKind]], list[str]]:
    """The names with their kinds and the addresses of a cell that is written with its line breaks."""
    cell = read_cell(text.split("\n"))
    return [(name.text, name.kind) for name in cell.names], list(cell.addresses)


def test_a_row_is_a_party_with_aliases_addresses_and_the_country_of_its_block() -> None:
    hikvision = entry("Hangzhou Hikvision Digital Technology Co., Ltd.", parsed(THE_LIST))
    assert [(name.text, name.kind) for name in hikvision.names] == [
        ("Hangzhou Hikvision Digital Technology Co., Ltd.", NameKind.PRIMARY),
        ("Hikvision", NameKind.WEAK_ALIAS),
    ]
    assert [(address.text, address.country) for address in hikvision.addresses] == [
        ("No. 555 Qianmo Road, Binjiang District, Hangzhou 310052, China", "CN"),
        ("23rd Floor, Block A, Yingke Plaza, No. 217 Gaoxin Street, Gaoxin District, Urumqi, China", "CN"),
        ("700 Dongliu Road, Binjiang District, Hanzhou, China", "CN"),
    ]
    assert (hikvision.id, hikvision.has_own_id) == ("hangzhou-hikvision-digital-technology", False)
    assert (hikvision.countries, hikvision.type) == (("CN",), EntryType.COMPANY)


def test_a_listing_dates_from_the_first_citation_and_tells_the_later_ones() -> None:
    (listing,) = entry("Hangzhou Hikvision Digital Technology Co., Ltd.", parsed(THE_LIST)).listings
    assert listing.programme == "Entity List, 15 CFR part 744, Supplement No. 4: 84 FR 54004"
    assert listing.listed_on == listing.source_date == date(2019, 10, 9)
    assert listing.source == "https://www.federalregister.gov/citation/84-FR-54004"
    assert listing.ground == "human rights: surveillance and repression in Xinjiang"
    assert listing.evidence_class is EvidenceClass.OFFICIAL_HUMAN_RIGHTS
    assert listing.account == (
        'License requirement: "For all items subject to the EAR. (See § 744.11 of the EAR)". License review policy: '
        '"Case-by-case review". Federal Register, the rule that added the entry first: 84 FR 54004 (2019-10-09), '
        "85 FR 34505 (2020-06-05), 85 FR 44161 (2020-07-22)."
    )


def test_the_corps_and_its_public_security_bureau_are_two_parties() -> None:
    read = parsed(THE_LIST)
    corps = entry("Xinjiang Production and Construction Corps (XPCC)", read)
    police = entry("Xinjiang Production and Construction Corps (XPCC) Public Security Bureau", read)
    assert [name.text for name in corps.names[1:]] == ["XPCC", "Xinjiang Corps", "Bingtuan"]
    assert [listing.ground for listing in corps.listings] == ["human rights: forced labour in Xinjiang"]
    assert [listing.listed_on for listing in police.listings] == [date(2019, 10, 9)]
    assert [address.text for address in police.addresses] == ["106 Guangming Rd., Urumqi, Tianshan, XUAR, China"]
    assert police.type is EntryType.ORGANISATION


def test_a_party_under_two_countries_that_point_to_each_other_is_one_entry_with_both() -> None:
    read = parsed(THE_LIST)
    avia = entry("Veteran Avia LLC", read)
    assert avia.countries == ("AM", "GR")
    assert [address.country for address in avia.addresses] == ["AM", "GR"]
    assert [(listing.programme[-11:], listing.listed_on) for listing in avia.listings] == [
        ("79 FR 56003", date(2014, 9, 18)),
        ("79 FR 44683", date(2014, 8, 1)),
    ]
    assert (read.rows, len(read.entries)) == (5, 4)
    assert read.problems == ()


def test_rows_of_one_name_that_nothing_joins_are_two_parties() -> None:
    # Addresses without a party, in two rules (89 FR 51652, 89 FR 68548).
    read = parsed(
        supplement(
            [
                row("CHINA", "Address 01, Unit D, 16/F One Capital Place, 18 Luard Rd, Wan Chai, Hong Kong.", ALL_ITEMS,
                    DENIAL, "89 FR 51652, 6/18/24."),
                row("TURKEY", "Address 01, No: 52 Hasat Sk., Merkez Mah., Sisli, Istanbul, 34381, Turkey.", ALL_ITEMS,
                    DENIAL, "89 FR 68548, 8/27/24."),
            ]
        )
    )  # fmt: skip
    assert [(each.id, each.type, each.countries) for each in read.entries] == [
        ("address-01-cn-hk", EntryType.ORGANISATION, ("CN", "HK")),
        ("address-01-tr", EntryType.ORGANISATION, ("TR",)),
    ]
    account = read.entries[0].listings[0].account
    assert account is not None
    assert account.startswith("The list names an address and no party")


@pytest.mark.parametrize(
    ("cell", "names", "addresses"),
    [
        (
            ("Lim Yong Nam, (a.k.a. Lin Rongnan, Steven Lim and Yong Nam Lim), Huaqiang South Road Futian, Shenzhen, "
            "China 518033 (See alternate addresses under Singapore)"),
            ["Lim Yong Nam", "Lin Rongnan", "Steven Lim", "Yong Nam Lim"],
            ["Huaqiang South Road Futian, Shenzhen, China 518033"],
        ),
        (
            "Academy of Military Medical Sciences, Institute of Basic Medicine, 27 Taiping Road, Beijing, China.",
            ["Academy of Military Medical Sciences, Institute of Basic Medicine"],
            ["27 Taiping Road, Beijing, China"],
        ),
        (
            ("Hoshine Silicon Industry (Shanshan) Co., Ltd., a.k.a., the following one alias:\n—Hesheng Silicon "
            "Industry (Shanshan) Co., Ltd. West of Kekeya Road, Shanshan County, Turpan City, Xinjiang, China."),
            ["Hoshine Silicon Industry (Shanshan) Co., Ltd.", "Hesheng Silicon Industry (Shanshan) Co., Ltd."],
            ["West of Kekeya Road, Shanshan County, Turpan City, Xinjiang, China"],
        ),
        (
            ("Beijing Zhipu Huazhang Technology Co., Ltd., a.k.a., the following two aliases: —Zhipu AI; and —Beijing "
            "Knowledge Atlas Technology Co., Ltd. Floor 10, Building 9, Haidian District, Beijing, 100080, China."),
            ["Beijing Zhipu Huazhang Technology Co., Ltd.", "Zhipu AI", "Beijing Knowledge Atlas Technology Co., Ltd."],
            ["Floor 10, Building 9, Haidian District, Beijing, 100080, China"],
        ),
        (
            "Raneen Wireless Development Systems Company (RWDS, LLC), 40 Abu Dhabi, U.A.E.",
            ["Raneen Wireless Development Systems Company (RWDS, LLC)"],
            ["40 Abu Dhabi, U.A.E"],
        ),
        ("Rosneft Trade Limited.", ["Rosneft Trade Limited"], []),
        ("Longtek Company, Ltd.", ["Longtek Company, Ltd."], []),
    ],
)  # fmt: skip
def test_a_cell_is_parted_into_names_and_addresses(cell: str, names: list[str], addresses: list[str]) -> None:
    read, found = told(cell)
    assert [name for name, _ in read] == names
    assert found == addresses


def test_former_names_are_told_from_aliases() -> None:
    read, _ = told("Gazprom Inform, OOO (f.k.a., Zakrytoe Aktsionernoe Obshchestvo Informgazinvest), a.k.a., the "
                   "following one alias:\n—Gazprom Inform.\nMoscow 117447, Russia.")  # fmt: skip
    assert read == [
        ("Gazprom Inform, OOO", NameKind.PRIMARY),
        ("Zakrytoe Aktsionernoe Obshchestvo Informgazinvest", NameKind.FORMER),
        ("Gazprom Inform", NameKind.STRONG_ALIAS),
    ]


def test_a_row_without_a_rule_of_its_own_goes_on_with_the_row_above() -> None:
    read = parsed(
        supplement(
            [
                row("CHINA", "China Electronics Technology Group Corporation 38th Research Institute (CETC 38), 199 "
                    "Xiangzhang Ave., Hefei, Anhui, China.", ALL_ITEMS, DENIAL, "83 FR 37427, 8/1/18."),
                row("", "Subordinate institution\nAnhui Sun-Create Electronics.", "", "", ""),
                row("", "The following addresses apply to the entity and to the seven subordinate institutions:\n19 He "
                    "Huan Lu, Hefei, China.", "", "", ""),
            ]
        )
    )  # fmt: skip
    parent, unit = read.entries
    assert unit.name == "Anhui Sun-Create Electronics"
    assert unit.parents == ("China Electronics Technology Group Corporation 38th Research Institute (CETC 38)",)
    assert [listing.listed_on for listing in unit.listings] == [date(2018, 8, 1)]
    assert [address.text for address in parent.addresses] == ["199 Xiangzhang Ave., Hefei, Anhui, China"]
    assert [address.text for address in unit.addresses] == ["19 He Huan Lu, Hefei, China"]


def test_a_citation_without_a_day_leaves_the_listing_undated_and_is_a_problem() -> None:
    read = parsed(supplement([row("CHINA", "Antcorp System, Beijing, China.", ALL_ITEMS, DENIAL, "73 FR 54508.")]))
    assert [listing.listed_on for listing in read.entries[0].listings] == [None]
    (problem,) = read.problems
    assert (problem.line, problem.message) == (
        9,
        '"Antcorp System": the citation "73 FR 54508." gives no day for 73 FR 54508; it is left open',
    )


def test_the_military_end_users_have_no_requirement_of_their_own_and_share_a_citation() -> None:
    headings = ("Country", "Entity", "Federal Register citation")
    table = [
        row("BURMA", "[Reserved]", "[Reserved]"),
        row("CHINA", "AECC Aviation Power Co. Ltd., Xiujia Bay, Xian 710021, China", "85 FR 83799, 12/23/2020."),
        row("", "The following two subordinate institutions of Aviation Industry Corporation of China:", ""),
        row("", "Subordinate institution:", ""),
        row("", "AVIC Aircraft Co. Ltd., No. 1 Xifei Avenue, Xian 710089, Yanliang District, China", ""),
        row("", "Subordinate institution:", ""),
        row("", "AVIC International Holding Corporation, No. 18 Beichen East Road, Beijing 100101, China", ""),
    ]  # fmt: skip
    read = parse_military_end_users([SourceFile("title-15.xml", supplement(table, 7, headings))])
    assert [(each.name, each.parents, each.listings[0].listed_on) for each in read.entries] == [
        ("AECC Aviation Power Co. Ltd.", (), date(2020, 12, 23)),
        ("AVIC Aircraft Co. Ltd.", ("Aviation Industry Corporation of China",), date(2020, 12, 23)),
        ("AVIC International Holding Corporation", ("Aviation Industry Corporation of China",), date(2020, 12, 23)),
    ]
    assert read.entries[0].listings[0].ground == "export control: military end users"


def test_the_file_says_its_day_by_its_address() -> None:
    address = "https://www.ecfr.gov/api/versioner/v1/full/2026-07-09/title-15.xml?part=744"
    assert parsed(THE_LIST, address).published_on == date(2026, 7, 9)
    assert parsed(THE_LIST).published_on is None
    assert parsed(THE_LIST).ending == "</DIV5>"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (THE_LIST[:-300], "broken XML"),
        (supplement([row("CHINA", "X", "", "", "")], 6), "has no Supplement No. 4 to part 744"),
        (supplement([row("CHINA", "X")], headings=("Country", "Entity")), "has no column license requirement"),
        (supplement([]), "has no table"),
        (b"<html><body>Access denied</body></html>", "is a web page"),
        (b'{"list_id": "bis-meu", "count": 0, "entities": []}', 'is the list "bis-meu", not "bis-entity-list"'),
    ],
)  # fmt: skip
def test_another_file_or_a_cut_one_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(CouldNotRead, match=re.escape(message)):
        parsed(content)


def test_the_address_of_the_part_is_that_of_the_last_day_up_to_date() -> None:
    titles = b'{"titles": [{"number": 14}, {"number": 15, "up_to_date_as_of": "2026-06-16"}]}'
    assert find_part((TITLES,), Served({TITLES: titles})) == (
        "https://www.ecfr.gov/api/versioner/v1/full/2026-06-16/title-15.xml?part=744",
    )
    with pytest.raises(CouldNotRead, match="does not tell as of which day title 15 is up to date"):
        find_part((TITLES,), Served({TITLES: b'{"titles": [{"number": 14}]}'}))


def test_the_lists_are_offered_under_their_names() -> None:
    assert [publisher.name for publisher in PUBLISHERS] == ["us-bis-entity-list", "us-bis-meu"]
    assert PUBLISHERS[0].curated == "us-bis-xinjiang"


def test_a_record_without_aliases_has_no_other_name_and_its_address_whole() -> None:
    entity = {
        "name": "Huawei Device (Shenzhen) Co., Ltd.",
        "country": "China",
        "federal_register": "84 FR 22963, 5/21/19",
    }
    address = (
        "Shenzhen, Guangdong, China; and Bantian, Longgang District, Shenzhen, China (See also address under Iran)."
    )
    record = {"list_id": "bis-entity-list", "count": 1, "entities": [{**entity, "address": address}]}
    read = parsed(json.dumps(record).encode(), "bis.json").entries[0]
    assert [name.text for name in read.names] == ["Huawei Device (Shenzhen) Co., Ltd."]
    assert [each.text for each in read.addresses] == [
        "Shenzhen, Guangdong, China",
        "Bantian, Longgang District, Shenzhen, China",
    ]


def collected(name: str) -> tuple[bytes, list[dict[str, Any]]]:
    content = (DATA / "lists" / name).read_bytes()
    return content, json.loads(content)["entities"]


@needs_real_files
def test_the_third_partys_reading_gives_all_its_3409_rows() -> None:
    content, entities = collected("bis_entity_list_ecfr_2026-07.json")
    read = parsed(content, "bis.json")
    # A name once, however punctuated; "Address 01" is two parties. The rest of the rows repeat a party elsewhere.
    names = {" ".join(re.findall(r"[^\W_]+", each["name"].casefold())) for each in entities}
    assert (read.rows, len(entities)) == (3409, 3409)
    assert (len(read.entries), len(names)) == (3256, 3255)
    assert len({each.id for each in read.entries}) == 3256
    assert read.published_on == date(2026, 7, 9)
    assert [problem.message.partition(":")[0] for problem in read.problems] == [
        '"New H3C Semiconductor Technologies Co., Ltd."',
        '"Antcorp System"',
    ]
    assert all(each.countries for each in read.entries)


@needs_real_files
def test_a_record_without_aliases_in_the_third_partys_reading_has_one_name_and_its_whole_address() -> None:
    content, entities = collected("bis_entity_list_ecfr_2026-07.json")
    entries = {each.name: each for each in parsed(content, "bis.json").entries}
    often = Counter(each["name"] for each in entities)
    told = [
        each for each in entities if each["address"] and not each["aliases"] and not each["address"].startswith("(")
    ]
    alone = [each for each in told if often[each["name"]] == 1]
    found = [(each, entries[each["name"]]) for each in alone if each["name"] in entries]
    # Of the others the name is cut within brackets, is that of a subordinate institution or ends in a full stop.
    assert (len(alone), len(found)) == (1332, 1309)
    assert all(entry.addresses and each["address"].startswith(entry.addresses[0].text) for each, entry in found)
    # Three parties have a second row under another spelling.
    assert Counter(len(entry.names) for _, entry in found) == {1: 1306, 2: 3}
    names = [name.text for entry in entries.values() for name in entry.names]
    assert not any("a.k.a" in name or "the following" in name for name in names)


@needs_real_files
def test_the_rounds_on_human_rights_grounds_have_as_many_parties_as_their_rules() -> None:
    content, entities = collected("bis_entity_list_ecfr_2026-07.json")
    first = Counter(re.split(r",|\s\d{1,2}/", each["federal_register"])[0] for each in entities)
    rules = ("84 FR 54004", "85 FR 34505", "85 FR 44161", "86 FR 33120", "88 FR 18985", "89 FR 99703")
    assert [first[rule] for rule in rules] == [28, 8, 9, 5, 11, 8]
    read = parsed(content, "bis.json")
    grounds = Counter(
        listing.ground
        for each in read.entries
        for listing in each.listings
        if listing.evidence_class is EvidenceClass.OFFICIAL_HUMAN_RIGHTS
    )
    assert grounds == {
        "human rights: surveillance and repression in Xinjiang": 28,
        "human rights: abuses in Xinjiang": 8 + 9,
        "human rights: forced labour in Xinjiang": 5,
        "human rights: serious violations and abuses": 11 + 8,
    }


@needs_real_files
def test_the_regulations_layout_gives_the_same_3409_rows_and_names() -> None:
    content, entities = collected("bis_entity_list_ecfr_2026-07.json")
    read = parsed(supplement(rows_of(entities)))
    assert read.rows == 3409
    names = {each.name.rstrip(".") for each in read.entries}
    unlike = [each["name"] for each in entities if each["name"].rstrip(".") not in names]
    brackets = [name for name in unlike if re.search(r"\([af]\.k\.a", name)]
    subordinate = [name for name in unlike if "subordinate institution:" in name]
    assert (len(brackets), len(subordinate)) == (35, 12)
    # Two further spellings are aliases of the first; one name has a comma before words that could be an address.
    institute = "Federal State Unitary Enterprise All-Russian Research Institute of Physical"
    with_its_end = f"{institute}, Technical and Radio Engineering Measurements"
    assert sorted(set(unlike) - {*brackets, *subordinate}) == [
        "Beijing Highlander Digital Technology Co., Ltd.",
        with_its_end,
        "Jadeshine Engineering HK Co.",
    ]
    from_json = {each.name.rstrip(".") for each in parsed(content, "bis.json").entries}
    assert names ^ from_json == {institute, with_its_end}


@needs_real_files
def test_the_third_partys_reading_of_the_military_end_users_gives_all_70() -> None:
    content, entities = collected("bis_meu.json")
    read = parse_military_end_users([SourceFile("meu.json", content)])
    assert (read.rows, len(read.entries), len(entities)) == (70, 70, 70)
    assert read.problems == ()
    assert sum(bool(each.parents) for each in read.entries) == 15
    assert {each.listings[0].listed_on for each in read.entries} == {date(2020, 12, 23), date(2021, 1, 15)}


@needs_real_files
def test_the_entity_list_is_taken_out_of_the_consolidated_screening_list() -> None:
    content = (DATA / "lists" / "us_csl_2019-12_sample.csv").read_bytes()
    read = parsed(content, "consolidated.csv")
    # 22 rows, five of them of Gunther Migeotte in South Africa and Norway.
    assert (read.rows, len(read.entries)) == (22, 18)
    institute = entry("54th Research Institute of China", read)
    assert [name.text for name in institute.names[1:]] == [
        "China Electronics Technology Group Corp. (CETC) 54th Research Institute",
        "Communication, Telemetry and Telecontrol Research Institute (CTI)",
        "Shijiazhuang Communication Observation and Control Technology Institute",
    ]
    assert [(each.listed_on, each.programme[-11:]) for each in institute.listings] == [
        (date(2001, 5, 14), "66 FR 24266")
    ]
    assert entry("Gunther Migeotte", read).countries == ("ZA", "NO")
