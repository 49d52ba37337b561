"""The built-in lists of the United States: what the tables must hold, and what the publishers' own files say."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from stdnum import isin, lei
from stdnum.cn import uscc

import clearhold
from clearhold.model.listing import EntryType, IdentifierScheme, NameKind, OwnershipRule
from tests.real_files import DATA, needs_real_files

BUILTIN = Path(clearhold.__file__).parent / "lists" / "builtin"
LISTS = (
    "us-1260h",
    "us-bis-xinjiang",
    "us-fcc-covered",
    "us-ns-cmic",
    "us-ofac-xpcc",
    "us-s889",
    "us-uflpa",
)
COLUMNS = {
    "entries": "entry,name,type,country,parent,answer,answer_source",
    "names": "entry,name,kind,source,source_date",
    "identifiers": "entry,scheme,value,market,valid,source,source_date",
    "listings": ("entry,evidence_class,programme,ground,words,listed_on,effective_on,delisted_on,source,source_date"),
}
Row = dict[str, str]


def rows_of(name: str, table: str) -> list[Row]:
    with (BUILTIN / name / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names_of(name: str, entry: str) -> set[str]:
    return {row["name"] for row in rows_of(name, "names") if row["entry"] == entry}


def isins_of(name: str, entry: str) -> set[str]:
    return {row["value"] for row in rows_of(name, "identifiers") if row["entry"] == entry and row["scheme"] == "isin"}


def periods_of(name: str, entry: str) -> list[tuple[str, str]]:
    return [(row["listed_on"], row["delisted_on"]) for row in rows_of(name, "listings") if row["entry"] == entry]


def classes_of(name: str, entry: str) -> set[str]:
    return {row["evidence_class"] for row in rows_of(name, "listings") if row["entry"] == entry}


# --- every list ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", COLUMNS)
@pytest.mark.parametrize("name", LISTS)
def test_a_table_has_its_columns_in_order_and_is_sorted_by_entry(name: str, table: str) -> None:
    raw = (BUILTIN / name / f"{table}.csv").read_bytes()
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert raw.decode("utf-8").split("\n", 1)[0] == COLUMNS[table]
    entries = [row["entry"] for row in rows_of(name, table)]
    assert entries == sorted(entries)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_says_what_it_is_and_what_a_listing_means(name: str) -> None:
    about = tomllib.loads((BUILTIN / name / "list.toml").read_text(encoding="utf-8"))
    assert about["name"] == name
    assert isinstance(about["as_of"], date)
    assert OwnershipRule(about["ownership_rule"])
    assert about["source"].startswith("https://")
    for key in ("label", "title", "publisher", "evidence", "ownership_note", "meaning", "licence"):
        assert about[key].strip()


@pytest.mark.parametrize("name", LISTS)
def test_every_entry_has_one_primary_name_and_at_least_one_listing(name: str) -> None:
    entries = {row["entry"]: row for row in rows_of(name, "entries")}
    assert len(entries) == len(rows_of(name, "entries"))
    primary = {row["entry"]: row["name"] for row in rows_of(name, "names") if row["kind"] == "primary"}
    assert Counter(row["entry"] for row in rows_of(name, "names") if row["kind"] == "primary").most_common(1)[0][1] == 1
    assert primary == {entry: row["name"] for entry, row in entries.items()}
    assert {row["entry"] for row in rows_of(name, "listings")} == set(entries)
    for table in ("names", "identifiers"):
        assert {row["entry"] for row in rows_of(name, table)} <= set(entries)
    for entry, row in entries.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry), entry
        assert EntryType(row["type"])
        assert re.fullmatch(r"([A-Z]{2})?", row["country"]), entry
        assert bool(row["answer"]) == row["answer_source"].startswith("https://"), entry


@pytest.mark.parametrize("name", LISTS)
def test_a_parent_is_itself_an_entry_of_the_list(name: str) -> None:
    known = {row["name"] for row in rows_of(name, "names")}
    named = {row["parent"] for row in rows_of(name, "entries") if row["parent"]}
    assert {parent for parent in named if parent not in known} == set()


@pytest.mark.parametrize("name", LISTS)
def test_no_name_and_no_identifier_stands_twice_in_an_entry(name: str) -> None:
    names = Counter((row["entry"], row["name"]) for row in rows_of(name, "names"))
    values = Counter((row["entry"], row["scheme"], row["value"], row["market"]) for row in rows_of(name, "identifiers"))
    assert [key for key, count in names.items() if count > 1] == []
    assert [key for key, count in values.items() if count > 1] == []
    assert {row["kind"] for row in rows_of(name, "names")} <= {str(kind) for kind in NameKind}
    assert {row["scheme"] for row in rows_of(name, "identifiers")} <= {str(scheme) for scheme in IdentifierScheme}


@pytest.mark.parametrize("table", ["names", "identifiers", "listings"])
@pytest.mark.parametrize("name", LISTS)
def test_every_row_names_its_source_and_when_it_is_of(name: str, table: str) -> None:
    for row in rows_of(name, table):
        source = row["source"]
        assert source.startswith("https://") or "; " in source or "https://www.hkex.com.hk" in source, row
        assert re.fullmatch(r"\d{4}(-\d{2}-\d{2})?", row["source_date"]), row
        if table == "listings":
            assert re.fullmatch(r"https://\S+", source), row
            date.fromisoformat(row["source_date"])


@pytest.mark.parametrize("name", LISTS)
def test_check_digits_are_as_the_table_says(name: str) -> None:
    checks = {"isin": isin.is_valid, "lei": lei.is_valid}
    for row in rows_of(name, "identifiers"):
        valid = {"true": True, "false": False}[row["valid"]]
        if row["scheme"] in checks:
            assert checks[row["scheme"]](row["value"]) is valid, row
        elif row["scheme"] == "registration number" and len(row["value"]) == 18:
            assert uscc.is_valid(row["value"]) is valid, row


@pytest.mark.parametrize("name", LISTS)
def test_only_a_human_rights_ground_is_of_the_first_evidence_class(name: str) -> None:
    for row in rows_of(name, "listings"):
        assert row["evidence_class"] in {"1", "2"}
        assert (row["evidence_class"] == "1") == row["ground"].startswith("human rights: "), row
        assert row["ground"].startswith(("human rights: ", "military: ", "national security: "))


@pytest.mark.parametrize("name", LISTS)
def test_periods_have_a_beginning_and_end_after_it(name: str) -> None:
    for row in rows_of(name, "listings"):
        listed = date.fromisoformat(row["listed_on"])
        if row["delisted_on"]:
            assert date.fromisoformat(row["delisted_on"]) > listed
        if row["effective_on"]:
            assert date.fromisoformat(row["effective_on"]) >= listed


def test_the_same_ground_has_the_same_words_in_every_list() -> None:
    grounds = {row["ground"] for name in LISTS for row in rows_of(name, "listings")}
    assert grounds == {
        "human rights: abuses in Xinjiang",
        "human rights: forced labour in Xinjiang",
        "human rights: surveillance and repression in China",
        "human rights: surveillance and repression in Xinjiang",
        "human rights: surveillance technology and repression",
        "military: Chinese military-industrial complex",
        "military: military-civil fusion or military company",
        "national security: communications equipment",
        "national security: communications services",
        "national security: cybersecurity software",
        "national security: foreign-produced equipment",
        "national security: uncrewed aircraft",
    }


# --- NS-CMIC -------------------------------------------------------------------------------------------------------


def test_ns_cmic_has_68_companies_with_the_publishers_163_distinct_isins_of_which_three_fail() -> None:
    own = [row for row in rows_of("us-ns-cmic", "identifiers") if "ofac.treas.gov" in row["source"]]
    assert len(rows_of("us-ns-cmic", "entries")) == 68
    assert Counter(row["scheme"] for row in own) == {"isin": 163, "ticker": 69, "registration number": 61, "lei": 3}
    assert {row["value"] for row in own if row["valid"] == "false"} == {
        "BRC1EODR004",
        "CND10002K094",
        "CND10002G601",
    }


def test_ns_cmic_keeps_listing_and_effective_dates_apart() -> None:
    leon = [row for row in rows_of("us-ns-cmic", "listings") if row["entry"] == "leon-technology"]
    assert [(row["listed_on"], row["effective_on"]) for row in leon] == [("2021-12-16", "2022-02-14")]


def test_ns_cmic_is_human_rights_for_surveillance_companies_and_military_for_the_others() -> None:
    by_ground: dict[str, set[str]] = {}
    for row in rows_of("us-ns-cmic", "listings"):
        by_ground.setdefault(row["ground"], set()).add(row["entry"])
    assert by_ground["human rights: surveillance and repression in Xinjiang"] == {
        "cloudwalk-technology",
        "dawning-information-industry",
        "leon-technology",
        "megvii-technology",
        "netposa-technologies",
        "sensetime-group",
        "sz-dji-technology",
        "xiamen-meiya-pico-information",
        "yitu",
    }
    assert by_ground["human rights: surveillance technology and repression"] == {
        "hangzhou-hikvision-digital-technology",
        "huawei-technologies",
    }
    assert len(by_ground["military: Chinese military-industrial complex"]) == 59


def test_the_listed_sensetime_does_not_lend_its_isin_to_the_company_that_ofac_names() -> None:
    assert isins_of("us-ns-cmic", "sensetime-group") == set()
    assert isins_of("us-1260h", "sensetime-group") == {"KYG8062L1041"}


@needs_real_files
def test_ns_cmic_holds_every_isin_ticker_and_alias_of_the_publishers_files() -> None:
    folder = DATA / "lists" / "ofac_consolidated_csv_2025-12"

    def read(file: str) -> list[list[str]]:
        with (folder / file).open(encoding="utf-8", newline="") as lines:
            return [row for row in csv.reader(lines) if len(row) > 1]

    overflow = {row[0]: row[1] for row in read("cons_comments.csv")}
    primary = {
        row[0]: (row[1], row[11] + overflow.get(row[0], "")) for row in read("cons_prim.csv") if "CMIC" in row[3]
    }
    entry_of = {row["name"]: row["entry"] for row in rows_of("us-ns-cmic", "names") if row["kind"] == "primary"}
    strings = 0
    for name, remarks in primary.values():
        given = re.findall(r"\bISIN (\S+?);", remarks)
        strings += len(given)
        assert set(given) <= isins_of("us-ns-cmic", entry_of[name]), name
    assert strings == 165
    aliases = [(primary[row[0]][0], row[3]) for row in read("cons_alt.csv") if row[0] in primary]
    assert [pair for pair in aliases if pair[1] not in names_of("us-ns-cmic", entry_of[pair[0]])] == []


# --- Section 1260H -------------------------------------------------------------------------------------------------


def test_the_1260h_edition_of_8_june_2026_has_188_companies_80_of_them_with_a_reason_of_their_own() -> None:
    current = [row for row in rows_of("us-1260h", "listings") if not row["delisted_on"]]
    assert len(current) == 188
    assert sum(1 for row in current if row["words"]) == 80
    parents = {row["entry"]: row["parent"] for row in rows_of("us-1260h", "entries")}
    assert sum(1 for row in current if parents[row["entry"]]) == 108


def test_1260h_is_never_a_human_rights_listing() -> None:
    assert {row["evidence_class"] for row in rows_of("us-1260h", "listings")} == {"2"}
    assert {row["ground"] for row in rows_of("us-1260h", "listings")} == {
        "military: military-civil fusion or military company"
    }


def test_megvii_left_the_1260h_list_with_the_edition_of_january_2025() -> None:
    assert periods_of("us-1260h", "beijing-megvii-technology") == [("2024-01-31", "2025-01-07")]


def test_a_notice_withdrawn_before_publication_ends_no_period() -> None:
    """The notice of February 2026 would have removed both; editions before and after it name them."""
    assert periods_of("us-1260h", "changxin-memory-technologies") == [("2025-01-07", "")]
    assert periods_of("us-1260h", "yangtze-memory-technologies") == [("2024-01-31", "")]
    assert "2026-02-17" not in {row["delisted_on"] for row in rows_of("us-1260h", "listings")}


def test_two_companies_were_removed_between_editions() -> None:
    assert periods_of("us-1260h", "idg-capital-partners") == [("2024-01-31", "2024-12-18")]
    assert periods_of("us-1260h", "advanced-micro-fabrication-equipment-inc-china") == [("2024-01-31", "2024-12-18")]


def test_alibaba_is_on_1260h_from_june_2026_and_tencent_from_january_2025() -> None:
    assert periods_of("us-1260h", "alibaba-group-holding") == [("2026-06-08", "")]
    assert periods_of("us-1260h", "tencent-holdings") == [("2025-01-07", "")]
    assert isins_of("us-1260h", "alibaba-group-holding") == {"US01609W1027", "KYG017191142"}
    assert isins_of("us-1260h", "tencent-holdings") == {"KYG875721634", "US88032Q1094"}


def test_a_renamed_company_is_one_entry_with_its_former_names() -> None:
    assert periods_of("us-1260h", "avic-chengdu-aircraft") == [("2021-06-03", "")]
    assert "Zhonghang Electronic Measuring Instruments Company Limited" in names_of("us-1260h", "avic-chengdu-aircraft")
    assert periods_of("us-1260h", "cetc-digital-technology") == [("2025-01-07", "")]
    assert periods_of("us-1260h", "hesai-group") == [("2024-01-31", "")]


@needs_real_files
def test_every_name_of_the_1260h_editions_is_a_name_here_and_none_of_2026_has_ended() -> None:
    def plain(name: str) -> str:
        name = re.sub(r"\s*[(\[](?!Limited|Group).*$|\*", "", name.replace("’", "'")) if name.count("(") else name
        return re.sub(r"[^a-z0-9]+", " ", name.lower().replace("*", "")).strip()

    known: dict[str, set[str]] = {}
    for row in rows_of("us-1260h", "names"):
        known.setdefault(plain(row["name"]), set()).add(row["entry"])
    ended = {row["entry"] for row in rows_of("us-1260h", "listings") if row["delisted_on"]}
    path = DATA / "lists" / "dod_1260h_all_editions_2026-06-08.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        printed = list(csv.DictReader(file))
    assert [row["Name"] for row in printed if plain(row["Name"]) not in known] == []
    newest = [row["Name"] for row in printed if row["Start date"] == "2026-06-08"]
    assert len(newest) == 188
    assert [name for name in newest if known[plain(name)] & ended] == []


@needs_real_files
def test_a_reason_given_for_1260h_is_in_the_federal_register_notice() -> None:
    notice = json.loads((DATA / "lists" / "dow_1260h.json").read_text(encoding="utf-8"))["entities"]
    text = " ".join(entity["notes"] for entity in notice).replace("militarycivil", "military-civil")
    words = [row["words"] for row in rows_of("us-1260h", "listings") if row["words"]]
    assert [reason for reason in words if reason not in text] == []


# --- UFLPA ---------------------------------------------------------------------------------------------------------


def test_uflpa_has_160_rows_on_144_entities_under_three_sub_lists() -> None:
    listings = rows_of("us-uflpa", "listings")
    assert len(listings) == 160
    assert len(rows_of("us-uflpa", "entries")) == 144
    assert Counter(row["programme"] for row in listings) == {
        "UFLPA section 2(d)(2)(B)(i)": 9,
        "UFLPA section 2(d)(2)(B)(ii)": 43,
        "UFLPA section 2(d)(2)(B)(v)": 108,
    }


def test_uflpa_aliases_are_read_through_nested_brackets_and_all_four_wordings() -> None:
    assert "Hesheng Silicon Industry (Shanshan) Co." in names_of("us-uflpa", "hoshine-silicon-industry-shanshan")
    kinds = {
        row["name"]: row["kind"]
        for row in rows_of("us-uflpa", "names")
        if row["entry"] in {"hongyuan-green-energy", "the-tnn-development", "lop-county-meixin-hair-products"}
    }
    assert kinds["Wuxi Shangji Automation Co., Ltd."] == "former name"
    assert kinds["Dehui (Dalian) International Trade Co., Ltd."] == "strong alias"
    assert not [name for name in kinds if re.search(r"alias|known as|;", name)]


def test_a_subsidiary_on_uflpa_does_not_get_its_parents_isin() -> None:
    assert isins_of("us-uflpa", "donghai-ja-solar-technology") == set()
    assert isins_of("us-1260h", "ja-solar-technology") == {"CNE100000SD1"}


def test_clauses_on_subsidiaries_are_kept_with_the_reason() -> None:
    words = [
        row["words"] for row in rows_of("us-uflpa", "listings") if row["entry"] == "hoshine-silicon-industry-shanshan"
    ]
    assert all(text.endswith('; listed "and subsidiaries"') for text in words)


@needs_real_files
def test_uflpa_dates_are_those_of_the_publishers_page() -> None:
    page = (DATA / "lists" / "dhs_uflpa_2026-07-09.html").read_text(encoding="utf-8")
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    cells = re.findall(rf"<td[^>]*>(?:\s|<[^>]+>|&nbsp;)*({'|'.join(months)}) (\d+), (\d{{4}})", page)
    on_page = Counter(f"{year}-{months.index(month) + 1:02d}-{int(day):02d}" for month, day, year in cells)
    assert on_page == Counter(row["listed_on"] for row in rows_of("us-uflpa", "listings"))


# --- BIS -----------------------------------------------------------------------------------------------------------


def test_every_bis_listing_cites_the_rule_that_states_its_ground() -> None:
    for row in rows_of("us-bis-xinjiang", "listings"):
        assert row["evidence_class"] == "1"
        assert re.search(r": \d{2} FR \d{4,5}", row["programme"]), row


def test_bis_rounds_have_the_numbers_that_their_rules_give() -> None:
    rounds = Counter(row["listed_on"] for row in rows_of("us-bis-xinjiang", "listings"))
    assert rounds == {
        "2019-10-09": 28,
        "2020-06-05": 9,
        "2020-07-22": 9,
        "2020-12-18": 4,
        "2021-06-24": 5,
        "2021-07-12": 14,
        "2022-12-16": 1,
        "2023-03-02": 3,
        "2023-03-28": 5,
        "2024-12-10": 2,
    }


def test_the_public_bodies_of_october_2019_are_organisations() -> None:
    first = {row["entry"] for row in rows_of("us-bis-xinjiang", "listings") if row["listed_on"] == "2019-10-09"}
    types = Counter(row["type"] for row in rows_of("us-bis-xinjiang", "entries") if row["entry"] in first)
    assert types == {"organisation": 20, "company": 8}


def test_fifteen_parties_are_on_bis_for_forced_labour() -> None:
    grounds = Counter(row["ground"] for row in rows_of("us-bis-xinjiang", "listings"))
    assert grounds["human rights: forced labour in Xinjiang"] == 13  # two of the fifteen are no longer in the list


def test_the_institute_of_forensic_science_was_removed_in_november_2023() -> None:
    entry = "china-ministry-of-public-security-institute-of-forensic-science"
    assert periods_of("us-bis-xinjiang", entry) == [("2020-06-05", "2023-11-16")]


def test_fiberhome_group_is_not_its_listed_company() -> None:
    assert isins_of("us-bis-xinjiang", "fiberhome-technologies-group") == set()
    kinds = {row["name"]: row["kind"] for row in rows_of("us-bis-xinjiang", "names")}
    assert kinds["FiberHome Telecommunication Technologies Co., Ltd."] == "weak alias"


@needs_real_files
def test_bis_entries_are_in_the_list_of_july_2026_under_the_rule_cited() -> None:
    entities = json.loads((DATA / "lists" / "bis_entity_list_ecfr_2026-07.json").read_text(encoding="utf-8"))[
        "entities"
    ]
    cited = {entity["name"].replace("’", "'"): entity["federal_register"] or "" for entity in entities}
    names = {row["entry"]: row["name"] for row in rows_of("us-bis-xinjiang", "entries")}
    for row in rows_of("us-bis-xinjiang", "listings"):
        if not row["delisted_on"]:
            rule = re.search(r": (\d{2}) FR (\d+)", row["programme"])
            assert rule
            first = re.match(r"(\d{2}) FR (\d+)", cited[names[row["entry"]]])
            assert first
            assert first[1] == rule[1]
            assert 0 <= int(first[2]) - int(rule[2]) <= 5, row


# --- the smaller lists ---------------------------------------------------------------------------------------------


def test_the_corps_and_its_public_security_bureau_are_two() -> None:
    entries = {row["entry"] for row in rows_of("us-bis-xinjiang", "entries")}
    assert {
        "xinjiang-production-and-construction-corps-xpcc",
        "xinjiang-production-and-construction-corps-xpcc-public-security-bureau",
    } <= entries
    assert [row["entry"] for row in rows_of("us-ofac-xpcc", "entries")] == [
        "xinjiang-production-and-construction-corps"
    ]
    assert not [
        name for name in names_of("us-ofac-xpcc", "xinjiang-production-and-construction-corps") if "Bureau" in name
    ]


def test_section_889_names_five_companies_which_the_fcc_lists_too() -> None:
    five = {
        "dahua-technology",
        "hangzhou-hikvision-digital-technology",
        "huawei-technologies",
        "hytera-communications-corporation",
        "zte-corporation",
    }
    assert {row["entry"] for row in rows_of("us-s889", "entries")} == five
    assert five <= {row["entry"] for row in rows_of("us-fcc-covered", "entries")}
    for name in ("us-s889", "us-fcc-covered"):
        rule = tomllib.loads((BUILTIN / name / "list.toml").read_text(encoding="utf-8"))["ownership_rule"]
        assert rule == "subsidiaries and affiliates"


def test_a_kind_of_product_is_no_company() -> None:
    types = {row["entry"]: row["type"] for row in rows_of("us-fcc-covered", "entries")}
    assert types["routers-produced-in-a-foreign-country"] == "product category"
    assert Counter(types.values()) == {"company": 13, "product category": 5}


def test_dahua_and_iflytek_are_on_bis_and_not_on_ns_cmic() -> None:
    assert isins_of("us-bis-xinjiang", "dahua-technology") == {"CNE100000BJ4"}
    assert isins_of("us-bis-xinjiang", "iflytek") == {"CNE100000B81"}
    assert "科大讯飞" in names_of("us-bis-xinjiang", "iflytek")
    listed = {row["value"] for row in rows_of("us-ns-cmic", "identifiers")}
    assert not {"CNE100000BJ4", "CNE100000B81", "KYG875721634", "KYG017191142"} & listed


def test_hikvision_is_found_by_its_isin_on_all_five_lists_that_name_it() -> None:
    holding = {name for name in LISTS if "CNE100000PM8" in {row["value"] for row in rows_of(name, "identifiers")}}
    assert holding == {"us-1260h", "us-bis-xinjiang", "us-fcc-covered", "us-ns-cmic", "us-s889"}
    assert classes_of("us-bis-xinjiang", "hangzhou-hikvision-digital-technology") == {"1"}
    assert classes_of("us-1260h", "hangzhou-hikvision-digital-technology") == {"2"}


@needs_real_files
def test_an_isin_from_files_is_in_each_of_the_files_named() -> None:
    files = {
        "Emerging Markets ETF holdings of 2020": "holdings/ishares/IEMG_2020__JanAbe.csv",
        "EM IMI UCITS ETF holdings of 30 August 2021": "holdings/ishares/EIMI_2021__Stanleymu.csv",
        "Investing.com listings of 2022": "reference/investpy_stocks.csv",
        "Tushare list of companies of 2020": "truth/name_pairs_cjk.csv",
    }
    text = {label: (DATA / path).read_text(encoding="utf-8-sig") for label, path in files.items()}
    text["Tushare list of companies of 2020"] += (DATA / "truth/name_pairs.csv").read_text(encoding="utf-8")
    seen = 0
    for name in LISTS:
        for row in rows_of(name, "identifiers"):
            for label, content in text.items():
                if row["scheme"] == "isin" and label in row["source"]:
                    seen += 1
                    assert row["value"] in content, (row["value"], label)
    assert seen > 100
