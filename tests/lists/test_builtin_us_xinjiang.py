"""The UFLPA Entity List and the Entity List's Xinjiang rounds as built in, and the publishers' own files."""

from __future__ import annotations

import json
import re
from collections import Counter

from tests.lists.builtin_rows import isins_of, names_of, periods_of, rows_of
from tests.real_files import DATA, needs_real_files


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
    accounts = [
        row["account"] for row in rows_of("us-uflpa", "listings") if row["entry"] == "hoshine-silicon-industry-shanshan"
    ]
    assert set(accounts) == {'The page lists the company "and subsidiaries".'}


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
