"""Curated facts are laid over a publisher's version: for the party they are about, while it is listed."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from clearhold.lists.curation import find_same_parties, lay_facts_over, unmatched
from clearhold.lists.entries import attach, spread
from tests.lists.listed import entries

FACTS = entries(
    "hikvision: Hangzhou Hikvision Digital Technology Co., Ltd. | original 海康威视 | isin CNE100000PM8 @ 2021-06-03",
    "dahua: Zhejiang Dahua Technology Co., Ltd. | ticker 002236 XSHE @ 2021-06-03",
)
FACTS = attach(
    FACTS,
    "listings",
    spread(FACTS, "listings").with_columns(
        ground=pl.lit("human rights: surveillance"), evidence_class=pl.lit(1, pl.Int8), words=pl.lit("said so")
    ),
)


def laid(*texts: str, keep_ids: bool = True) -> list[dict[str, Any]]:
    return lay_facts_over(entries(*texts), FACTS, keep_ids=keep_ids).to_dicts()


def test_a_party_is_known_by_its_name_but_for_legal_form_and_case() -> None:
    fetched = entries("30946: HANGZHOU HIKVISION DIGITAL TECHNOLOGY COMPANY LIMITED", "2: Dahua Import Co., Ltd.")
    assert find_same_parties(fetched, FACTS).rows() == [("30946", "hikvision")]


def test_a_party_is_known_by_an_identifier_whatever_it_is_called() -> None:
    assert find_same_parties(entries("1: HIK | isin CNE100000PM8"), FACTS).rows() == [("1", "hikvision")]


def test_a_name_in_chinese_characters_is_a_name() -> None:
    fetched = entries("1: HHDT | original 海康威视")
    assert find_same_parties(fetched, FACTS).rows() == [("1", "hikvision")]


def test_two_entries_that_could_both_be_the_party_are_none() -> None:
    fetched = entries("1: Zhejiang Dahua Technology", "2: Zhejiang Dahua Technology Company")
    assert find_same_parties(fetched, FACTS).is_empty()


def test_a_weak_alias_makes_nobody_the_same_party() -> None:
    fetched = entries("1: Other Co | weak Zhejiang Dahua Technology")
    assert find_same_parties(fetched, FACTS).is_empty()


def test_the_entry_keeps_its_built_in_id_and_gains_names_identifiers_and_ground() -> None:
    (entry,) = laid("30946: HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD. | alias HIK @ 2021-06-03")
    assert (entry["entry"], entry["publisher_id"]) == ("hikvision", "30946")
    assert [name["name"] for name in entry["names"]] == [
        "HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD.",
        "HIK",
        "海康威视",
    ]
    assert [each["value"] for each in entry["identifiers"]] == ["CNE100000PM8"]
    (listing,) = entry["listings"]
    assert (listing["ground"], listing["evidence_class"], listing["words"]) == (
        "human rights: surveillance",
        1,
        "said so",
    )


def test_a_list_of_another_name_keeps_its_own_ids() -> None:
    (entry,) = laid("30946: HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD. @ 2021-06-03", keep_ids=False)
    assert entry["entry"] == "30946"


def test_a_listing_of_another_day_keeps_the_publishers_ground() -> None:
    (entry,) = laid("1: Zhejiang Dahua Technology Co., Ltd. @ 2024-01-01")
    assert [listing["ground"] for listing in entry["listings"]] == ["a ground"]


def test_an_undated_listing_takes_the_ground_and_the_day() -> None:
    (entry,) = laid("1: Zhejiang Dahua Technology Co., Ltd.")
    (listing,) = entry["listings"]
    assert (listing["ground"], listing["listed_on"]) == ("human rights: surveillance", date(2021, 6, 3))


def test_an_identifier_that_the_publisher_gives_is_not_repeated() -> None:
    (entry,) = laid("1: Hikvision | isin CNE100000PM8 | ticker 002415 CN @ 2021-06-03")
    assert [each["value"] for each in entry["identifiers"]] == ["CNE100000PM8", "002415"]


def test_the_order_of_the_publishers_file_stays_and_nobody_is_added() -> None:
    laid_over = laid("9: Nobody", "8: Zhejiang Dahua Technology Co., Ltd.", "7: Somebody")
    assert [entry["entry"] for entry in laid_over] == ["9", "dahua", "7"]


def test_who_is_in_the_facts_and_not_in_the_version_is_told() -> None:
    fetched = entries("1: Hikvision | isin CNE100000PM8")
    assert unmatched(fetched, FACTS) == ["Zhejiang Dahua Technology Co., Ltd."]


def test_laying_facts_over_twice_changes_nothing_more() -> None:
    fetched = entries("1: Zhejiang Dahua Technology @ 2021-06-03", "2: Other")
    once = lay_facts_over(fetched, FACTS, keep_ids=True)
    assert lay_facts_over(once, FACTS, keep_ids=True).equals(once)


def test_the_kind_of_an_alias_is_as_a_person_has_judged_it() -> None:
    judged = entries("acme: Acme Ltd | alias ACME | weak AC Group")
    fetched = entries("1: ACME LIMITED | weak ACME | alias AC Group | alias Other")
    (entry,) = lay_facts_over(fetched, judged, keep_ids=True).to_dicts()
    assert [(name["name"], name["kind"]) for name in entry["names"]] == [
        ("ACME LIMITED", "primary"),
        ("ACME", "strong alias"),
        ("AC Group", "weak alias"),
        ("Other", "strong alias"),
        ("Acme Ltd", "strong alias"),
    ]
