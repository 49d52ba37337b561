"""What holds for all names: spelling that means nothing changes nothing, and a pair depends on this pair alone."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import clearhold.matching.match as matching
from clearhold.matching import match_issuers
from clearhold.model import Outcome, Policy
from tests.matching.notation import entries, held, matches, outcome

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

LINES = (
    "us-x | Hangzhou Hikvision Digital Technology Co., Ltd. | CN | alias Hikvision | 杭州海康威视数字技术股份有限公司",
    "us-x | Zhejiang Dahua Technology Co., Ltd. | CN | weak Dahua",
    "us-x | Alibaba Group Holding Limited | CN | isin US01609W1027",
    "us-y | Tencent Holdings Limited | CN | ticker 700 HK",
    "us-y | China Telecommunications Corporation | CN | alias China Telecom",
    "us-y | JSC Gazprom | RU",
)
LISTS = entries(*LINES)

NAMES = (
    "Hangzhou Hikvision Digital Technology Co Ltd",
    "HANGZHOU HIKVISION DIGITAL TECHNOL",
    "ZHEJIANG DAHUA TECHNOLOGY LTD A",
    "Hebei Cangzhou Dahua Co Ltd",
    "Alibaba Group Holding Ltd",
    "Alibaba Pictures Group Ltd",
    "TENCENT HLDGS LTD ADR",
    "Huayi Tencent Entertainment Co Ltd",
    "China Telecom Corp Ltd",
    "Gazprom PJSC",
    "GAZPROM NEFT PJSC",
    "海康威视",
    "Apple Inc",
)
UNRELATED = ("us-z | Quetzal Widgets GmbH | DE", "us-x | Ouagadougou Brewery SA | BF", "us-y | Zyzzyva Mining plc | GB")


def said(name: str, lists: object = LISTS) -> dict[str, str]:
    found = matches(held(name, country="CN"), lists)  # type: ignore[arg-type]
    return {entry: outcome for (_, entry), outcome in found.items()}


@FEW
@given(st.sampled_from(NAMES), st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
def test_case_changes_nothing(name: str, change: object) -> None:
    assert said(change(name)) == said(name)  # type: ignore[operator]


@FEW
@given(st.sampled_from(NAMES), st.integers(1, 4), st.sampled_from([" ", "\t", "\u00a0", "\u3000"]))
def test_further_spaces_change_nothing(name: str, count: int, space: str) -> None:
    assert said(space * count + name.replace(" ", space * count) + space) == said(name)


@FEW
@given(
    st.sampled_from(["Alibaba Group Holding", "Tencent Holdings", "Zhejiang Dahua Technology"]),
    st.sampled_from(["Ltd", "Ltd.", "LTD", "Limited", "limited"]),
)
def test_the_spelling_of_a_legal_form_changes_nothing(name: str, form: str) -> None:
    assert said(f"{name} {form}") == said(f"{name} Ltd") != {}


@FEW
@given(st.sampled_from(NAMES), st.lists(st.sampled_from(UNRELATED), min_size=1, unique=True))
def test_an_unrelated_entry_changes_no_outcome_and_no_probability(name: str, more: list[str]) -> None:
    issuers = held(name, country="CN")
    few, many = (match_issuers(issuers, lists, Policy()) for lists in (LISTS, entries(*LINES, *more)))
    assert many.equals(few)


@FEW
@given(st.lists(st.sampled_from(NAMES), unique=True, min_size=1), st.integers(1, 5))
def test_batches_of_any_size_give_the_same(names: list[str], size: int) -> None:
    issuers = held(*names, country="CN")
    whole = match_issuers(issuers, LISTS, Policy())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "BATCH", size)
        assert match_issuers(issuers, LISTS, Policy()).equals(whole)


@FEW
@given(st.permutations(NAMES))
def test_the_order_of_holdings_changes_nothing(names: list[str]) -> None:
    assert matches(held(*names, country="CN"), LISTS) == matches(held(*NAMES, country="CN"), LISTS)


@FEW
@given(st.permutations(LINES))
def test_the_order_of_entries_changes_nothing(lines: list[str]) -> None:
    issuers = held(*NAMES, country="CN")

    def by_name(*lines: str) -> set[tuple[str | None, str, str]]:
        lists = entries(*lines)
        entry_names = dict(lists.entries.select("entry", "name").rows())
        return {(name, entry_names[entry], what) for (name, entry), what in matches(issuers, lists).items()}

    assert by_name(*lines) == by_name(*LINES)


@FEW
@given(st.sampled_from(NAMES), st.sampled_from(["alias Hikvision Digital", "former Dahua Tech", "weak Ali"]))
def test_a_further_alias_never_removes_what_was_said_of_an_entry(name: str, alias: str) -> None:
    strength = {outcome.value: rank for rank, outcome in enumerate(Outcome)}
    before = said(name)
    after = said(name, entries(*(f"{line} | {alias}" for line in LINES)))
    for entry, what in before.items():
        assert strength[after[entry]] <= strength[what]


@FEW
@given(st.text(max_size=60))
def test_any_text_is_matched_without_a_crash(name: str) -> None:
    found = match_issuers(held(name), LISTS, Policy())
    assert found["probability"].is_between(0, 1).all()
    assert found.select("issuer", "list", "entry").is_duplicated().sum() == 0


@given(st.sampled_from([0.3, 0.7, 0.95, 0.999]))
@FEW
def test_the_policy_moves_the_line_and_not_the_probability(likely_from: float) -> None:
    issuers = held("Alibaba Group Holding Ltd")
    strict, usual = (
        match_issuers(issuers, LISTS, policy).row(0, named=True)
        for policy in (Policy(likely_from=likely_from, possible_from=0.2), Policy())
    )
    assert strict["probability"] == usual["probability"]
    assert (strict["outcome"] == "same issuer") == (usual["probability"] >= likely_from)


def test_nothing_held_or_nothing_listed_gives_nothing() -> None:
    assert matches(held(), LISTS) == {}
    assert matches(held("Alibaba Group Holding Ltd"), entries()) == {}
    assert outcome(None, LISTS) is None


def test_matches_are_in_the_order_of_issuers_lists_and_entries() -> None:
    found = match_issuers(held(*NAMES, country="CN"), LISTS, Policy()).select("issuer", "list", "entry")
    assert found.equals(found.sort("issuer", "list", "entry"))
    assert found.schema["issuer"] == pl.Int64()
