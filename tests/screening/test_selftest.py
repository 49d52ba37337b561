"""The self-test: which names are drawn, what counts as caught, when it fails, and what it prints."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections import Counter
from importlib import import_module
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from clearhold.cli import run_command
from clearhold.lists import load_lists
from clearhold.matching import match_issuers, says_nothing
from clearhold.model import BadInput
from clearhold.screening import selftest
from clearhold.screening.manipulations import Manipulation
from clearhold.screening.self_testing import selftest_of
from tests.matching.notation import entries
from tests.real_files import DATA, needs_real_files

if TYPE_CHECKING:
    from pathlib import Path

    from clearhold.model import ConcernLists
    from clearhold.screening import SelfTest

MODULE = import_module("clearhold.screening.self_testing")

# Alibaba Pictures took the name of Damai in 2025.
TWO_LISTS = entries(
    "us-x | Hangzhou Hikvision Digital Technology Co., Ltd. | CN | weak Hikvision | 杭州海康威视数字技术股份有限公司",
    "us-x | Zhejiang Dahua Technology Co., Ltd. | CN",
    "us-y | Hangzhou Hikvision Digital Technology Co., Ltd. | CN",
    "us-y | Damai Entertainment Holdings Limited | CN | former Alibaba Pictures Group Limited",
    "us-y | Zyzzyva | CN | type vessel",
)


def exact(tested: SelfTest) -> Any:
    rate = tested.by_class[0]
    assert rate.manipulation is Manipulation.EXACT
    return rate


def rows(tested: SelfTest, manipulation: Manipulation) -> list[dict[str, Any]]:
    return tested.queries.filter(pl.col("class") == manipulation.value).to_dicts()


def blind_to(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    """Let the matcher miss every query that has a word."""

    def matches(issuers: Any, lists: ConcernLists, policy: Any) -> Any:
        found = match_issuers(issuers, lists, policy)
        unseen = issuers.filter(pl.col("name").str.contains(word, literal=True))
        return found.join(unseen, on="issuer", how="anti")

    monkeypatch.setattr(MODULE, "match_issuers", matches)


# The built-in lists


def test_every_exact_name_of_the_built_in_lists_is_found() -> None:
    tested = selftest(names=10_000)
    assert (exact(tested).queries, exact(tested).missed) == (tested.drawn, 0)
    assert tested.drawn > 1_300
    assert tested.missed.is_empty()
    assert tested.nothing.is_empty()
    assert tested.failure is None
    assert tested.never_matched == (("product category", 5),)


def test_legal_forms_marks_and_former_names_lose_nothing_and_the_rest_little() -> None:
    rates = {rate.manipulation: rate.caught / rate.queries for rate in selftest(names=600).by_class}
    assert rates[Manipulation.LEGAL_FORM] == rates[Manipulation.DIACRITICS] == rates[Manipulation.FORMER] == 1
    assert rates[Manipulation.ORDER] > 0.95
    assert rates[Manipulation.SPACING] > 0.9
    assert rates[Manipulation.TYPO] > 0.75


def test_names_are_drawn_evenly_over_the_lists() -> None:
    tested = selftest(names=30)
    drawn = Counter(row["list"] for row in rows(tested, Manipulation.EXACT))
    assert set(drawn.values()) == {3}
    assert set(drawn) == {each.name for each in load_lists().lists}


def test_a_short_list_gives_all_its_names_and_the_others_the_rest() -> None:
    tested = selftest(["us-ofac-xpcc", "us-uflpa"], names=100)
    drawn = Counter(row["list"] for row in rows(tested, Manipulation.EXACT))
    here = load_lists(["us-ofac-xpcc"]).names.filter(pl.col("kind") != "weak alias")
    assert drawn["us-ofac-xpcc"] == len(here)
    assert sum(drawn.values()) == 100


def test_the_seed_decides_alone() -> None:
    first, again, other = (selftest(names=60, seed=seed).queries for seed in (1, 1, 2))
    assert first.equals(again)
    assert set(first["name"]) != set(other["name"])


# What is drawn and asked


def test_names_are_queried_alone_as_they_are_and_manipulated() -> None:
    tested = selftest_of(TWO_LISTS)
    assert tested.drawn == 6
    dahua = {row["class"]: row["manipulated"] for row in tested.queries.to_dicts() if "Dahua" in row["name"]}
    assert dahua["exact"] == "Zhejiang Dahua Technology Co., Ltd."
    assert dahua["transliteration"] == "Chechiang Dahua Technology Co., Ltd."
    assert list(dahua) == [each.value for each in Manipulation if each is not Manipulation.FORMER]


def test_a_former_name_of_the_same_entry_is_queried() -> None:
    (damai,) = rows(selftest_of(TWO_LISTS), Manipulation.FORMER)
    assert (damai["name"], damai["manipulated"]) == (
        "Damai Entertainment Holdings Limited",
        "Alibaba Pictures Group Limited",
    )
    assert damai["caught"]


def test_weak_aliases_and_what_is_no_issuer_are_counted_apart() -> None:
    tested = selftest_of(TWO_LISTS)
    assert tested.weak_aliases == 1
    assert tested.never_matched == (("vessel", 1),)
    assert {"Hikvision", "Zyzzyva"} & set(tested.queries["name"]) == set()


def test_lists_without_a_company_cannot_be_tested() -> None:
    with pytest.raises(BadInput, match="no name of a company"):
        selftest_of(entries("us-x | Zyzzyva | CN | type person"))


# What counts as caught


def test_an_entry_of_another_list_with_the_same_name_is_the_same_company(monkeypatch: pytest.MonkeyPatch) -> None:
    def matches_of_us_y(issuers: Any, lists: ConcernLists, policy: Any) -> Any:
        return match_issuers(issuers, lists, policy).filter(pl.col("list") == "us-y")

    monkeypatch.setattr(MODULE, "match_issuers", matches_of_us_y)
    tested = selftest_of(TWO_LISTS)
    caught = {(row["list"], row["name"]): row["caught"] for row in rows(tested, Manipulation.EXACT)}
    assert caught["us-x", "Hangzhou Hikvision Digital Technology Co., Ltd."]
    assert not caught["us-x", "Zhejiang Dahua Technology Co., Ltd."]


def test_likely_and_possible_are_told_apart() -> None:
    tested = selftest_of(entries("us-x | CAPITAL S.A.L. | LB", "us-x | Zhejiang Dahua Technology Co., Ltd. | CN"))
    assert (exact(tested).likely, exact(tested).to_look_at, exact(tested).missed) == (1, 1, 0)
    outcomes = {row["name"]: row["outcome"] for row in rows(tested, Manipulation.EXACT)}
    assert outcomes == {"CAPITAL S.A.L.": "possible", "Zhejiang Dahua Technology Co., Ltd.": "same issuer"}


def test_an_exact_name_that_is_missed_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    blind_to(monkeypatch, "Dahua Technology Co., Ltd.")
    tested = selftest_of(TWO_LISTS)
    assert (exact(tested).queries, exact(tested).missed) == (6, 1)
    assert tested.failure == (
        'self-test failed: "Zhejiang Dahua Technology Co., Ltd." of us-x (entry e2) was not found as the list writes it'
    )


def test_a_manipulated_name_that_is_missed_does_not_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    blind_to(monkeypatch, "Chechiang")
    tested = selftest_of(TWO_LISTS)
    (dahua,) = [row for row in rows(tested, Manipulation.TRANSLITERATION) if "Dahua" in row["name"]]
    assert (dahua["caught"], dahua["outcome"], dahua["probability"]) == (False, None, None)
    assert tested.failure is None


# Names that say nothing


def test_names_that_say_nothing_are_shown_and_in_no_rate() -> None:
    lists = entries("us-x | 11420 Corp. | US", "us-x | Zhejiang Dahua Technology Co., Ltd. | CN")
    tested = selftest_of(lists)
    assert tested.nothing.rows() == [("us-x", "e1", "11420 Corp.")]
    assert exact(tested).queries == 1
    assert tested.failure is None
    (row,) = [row for row in tested.queries.to_dicts() if row["entry"] == "e1"]
    assert (row["class"], row["caught"]) == ("exact", False)


def test_a_list_all_of_whose_names_say_nothing_fails() -> None:
    tested = selftest_of(entries("us-x | 11420 Corp. | US", "us-y | Zhejiang Dahua Technology Co., Ltd. | CN"))
    assert tested.failure == "self-test failed: none of the names drawn of us-x can be matched by name"


@pytest.mark.parametrize("name", ["", "A", "Ltd", "11420 Corp.", "nan", "中国", "中国有限公司", "Class A Shares"])
def test_a_name_of_nothing_says_nothing(name: str) -> None:
    assert says_nothing(pl.Series([name])).to_list() == [True]


@pytest.mark.parametrize("name", ["Capital S.A.L.", "ZTE", "海康", "Газпром", "中国 Huawei"])
def test_any_other_name_says_something(name: str) -> None:
    assert says_nothing(pl.Series([name])).to_list() == [False]


# The command


def test_the_command_prints_both_tables_and_writes_a_row_a_query(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "queries.csv"
    assert run_command(["selftest", "--list", "us-s889", "--list", "us-uflpa", "--names", "40", "--out", str(out)]) == 0
    printed = capsys.readouterr().out
    lines = [line.split() for line in printed.splitlines()]
    assert any(line[:4] == ["exact", "40", "100", "%"] and line[-1] == "0" for line in lines)
    assert any(line[:2] == ["us-s889", "100"] for line in lines)
    assert any(line[:2] == ["us-uflpa", "100"] for line in lines)
    with out.open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))
    assert list(written[0]) == ["list", "entry", "name", "class", "manipulated", "caught", "outcome", "probability"]
    assert f"{len(written):,} queries" in printed
    assert {row["caught"] for row in written if row["class"] == "exact"} == {"true"}


def test_the_command_prints_its_table_and_ends_with_2_where_an_exact_name_is_missed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    blind_to(monkeypatch, "Hoshine")
    assert run_command(["selftest", "--list", "us-uflpa"]) == 2
    printed = capsys.readouterr()
    assert printed.err.count("\n") == 1
    assert printed.err.startswith('clearhold: self-test failed: "')
    assert "Hoshine" in printed.err
    assert "of us-uflpa (entry hoshine" in printed.err
    assert printed.out.startswith("FAILED. self-test failed")
    assert "caught, in %, by list" in printed.out
    assert "not found as the list writes it" in printed.out
    assert "100 %  " not in next(line for line in printed.out.splitlines() if line.startswith("  exact"))


def test_the_command_gives_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["selftest", "--list", "us-s889", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["failed"] is None
    assert told["by_class"][0] | {"likely": 0, "to_look_at": 0} == {
        "class": "exact",
        "queries": told["names"],
        "caught": told["names"],
        "likely": 0,
        "to_look_at": 0,
        "missed": 0,
    }
    assert [rate["class"] for rate in told["by_list"]] == [each.value for each in Manipulation]
    assert told["cannot_be_matched_by_name"] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--list", "us-uflp"], "us-uflpa"),
        (["--names", "0"], "--names"),
        (["--list", "us-s889", "--out", "/missing/queries.csv"], "/missing/queries.csv: cannot be written"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["selftest", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert message in printed.err


def test_its_help_comes_without_the_tables_library() -> None:
    loaded = (
        "import sys; from clearhold.cli import run_command; run_command(['selftest', '--help']); "
        "print('polars' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout
    assert told.splitlines()[-1] == "False"
    assert "--seed" in told


@needs_real_files
def test_every_name_of_the_entity_list_that_says_something_is_found(tmp_path: Path) -> None:
    listed = json.loads((DATA / "lists" / "bis_entity_list_ecfr_2026-07.json").read_text(encoding="utf-8"))["entities"]
    file = tmp_path / "entity-list.csv"
    with file.open("w", newline="", encoding="utf-8") as target:
        csv.writer(target).writerows([["name"], *([each["name"]] for each in listed)])
    tested = selftest([str(file)], names=1_500)
    assert (exact(tested).queries + len(tested.nothing), exact(tested).missed) == (1_500, 0)
