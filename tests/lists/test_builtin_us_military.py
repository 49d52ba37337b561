"""NS-CMIC and Section 1260H as built in: identifiers, periods and grounds, and the publishers' own files."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter

from tests.lists.builtin_rows import isins_of, names_of, periods_of, rows_of
from tests.real_files import DATA, needs_real_files


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
