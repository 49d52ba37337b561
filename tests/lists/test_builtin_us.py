"""The built-in lists of the United States: what every table of facts must hold."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import date

import pytest
from stdnum import isin, lei
from stdnum.cn import uscc

from clearhold.model import EntryType, IdentifierScheme, NameKind, OwnershipRule
from tests.lists.builtin_rows import BUILTIN, classes_of, isins_of, names_of, rows_of
from tests.real_files import DATA, needs_real_files

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
    "listings": (
        "entry,evidence_class,programme,ground,words,account,listed_on,effective_on,delisted_on,source,source_date"
    ),
}


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
