"""Other names of companies: what stands for what, in which direction, and what gives nothing."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearhold.identity.company_names import company_names, other_names
from clearhold.identity.plain import plain_names


def others(name: str) -> dict[str, str]:
    """The other names of a name as users write it, each with its kind."""
    found = other_names(plain_names(pl.Series([name])))
    return dict(zip(found["other"], found["kind"], strict=True))


@pytest.mark.parametrize(
    ("name", "other", "kind"),
    [
        ("Facebook Inc. Class A", "meta platforms", "former name"),
        ("META PLATFORMS INC", "facebook", "former name"),
        ("Anthem Inc", "elevance health", "former name"),
        ("AT&T Inc", "sbc communications", "former name"),
        ("IBM Corp", "international business machines", "acronym"),
        ("International Business Machines Corporation", "ibm", "acronym"),
    ],
)
def test_an_alias_leads_to_the_other_name_in_both_directions_whatever_the_legal_form(
    name: str, other: str, kind: str
) -> None:
    assert others(name)[other] == kind


def test_a_name_of_long_ago_leads_to_the_present_one_through_those_between() -> None:
    assert others("Limited Brands Inc")["bath body works"] == "former name"


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("UNITED TECH CORP", "raytheon technologies"),
        ("SUMITOMO METAL INDS", "nippon steel"),
        ("ALIBABA PIC", "damai entertainment"),
        ("Motherson Sumi Sys Ltd", "samvardhana motherson international"),
        ("NEW WORLD DEVT", "nwd"),
    ],
)
def test_words_behind_the_first_may_be_abbreviated_or_cut(name: str, other: str) -> None:
    assert other in others(name)


@pytest.mark.parametrize("name", ["United Textiles", "Alibaba P", "Sumitomo Metal India", "Alibaba Pictures Cinema"])
def test_other_words_are_not_taken_for_cut_ones(name: str) -> None:
    assert others(name) == {}


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("CR LOGISTICS", "china resources logistics"),
        ("China Resources Logistics Holdings Co Ltd", "cr logistics holdings"),
        ("SHK PPT", "sun hung kai ppt"),
        ("L&T Technology Services", "larsen toubro technology services"),
        ("CSSC Offshore", "china state shipbuilding offshore"),
    ],
)
def test_a_group_s_name_at_the_beginning_is_replaced_and_the_rest_stays(name: str, other: str) -> None:
    assert others(name)[other] == "group"


@pytest.mark.parametrize("name", ["Power CR", "Crawford Co", "Facebook Friends Cafe", "", "Ltd", "Inc", "123"])
def test_what_is_no_alias_gives_nothing(name: str) -> None:
    assert others(name) == {}


def test_holdings_and_group_do_not_count_but_as_the_first_word() -> None:
    assert "meta platforms" in others("Facebook Group Holdings")
    assert others("Group Facebook") == {}


def test_an_ambiguous_alias_says_so_and_leads_no_further() -> None:
    found = other_names(pl.Series(["ingersoll rand plc", "gardner denver inc"]))
    first = found.filter(pl.col("id") == 0)
    assert "trane technologies" in first.filter("ambiguous")["other"].to_list()
    assert "trane technologies" not in found.filter(pl.col("id") == 1)["other"].to_list()


def test_missing_names_give_nothing_and_ids_are_places_in_the_series() -> None:
    found = other_names(pl.Series([None, "", "facebook", "no such company", "facebook"], dtype=pl.String))
    assert found["id"].unique(maintain_order=True).to_list() == [2, 4]
    assert found.columns == ["id", "other", "kind", "since", "ambiguous", "country"]


def test_every_row_of_the_table_says_what_it_is_and_whose() -> None:
    table = company_names()
    assert table["kind"].unique().sort().to_list() == ["acronym", "brand", "former name", "group"]
    assert table.filter((pl.col("name") == "") | (pl.col("stands_for") == "")).is_empty()
    assert table.filter(pl.col("name") == pl.col("stands_for")).is_empty()
    assert table.filter(~pl.col("country").str.contains(r"^[A-Z]{2}$")).is_empty()
    assert table.filter(pl.col("since").is_not_null() & (pl.col("kind") != "former name")).is_empty()
    assert table.filter(~pl.col("since").is_between(1950, 2026)).is_empty()
    assert table.null_count().select(pl.all().exclude("since")).sum_horizontal().item() == 0
    assert table.filter(table.select("name", "stands_for", "kind").is_duplicated()).is_empty()


def test_a_name_that_stands_for_two_companies_is_ambiguous() -> None:
    whole = company_names().filter(~pl.col("ambiguous"), pl.col("kind") != "group")
    countries = whole.group_by("name").agg(pl.col("country").n_unique())
    assert countries.filter(pl.col("country") > 1).is_empty()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["facebook", "cr", "power", "ltd", "meta", "platforms", "the", "group"]), max_size=5))
def test_a_name_is_never_its_own_other_name(words: list[str]) -> None:
    plain = " ".join(words)
    assert plain not in other_names(pl.Series([plain]))["other"].to_list()


def test_names_one_by_one_have_the_others_they_have_together() -> None:
    names = ["facebook inc", "cr power", "ibm", "nothing known", "ca"]
    together = other_names(pl.Series(names)).drop("id").rows()
    alone = [row for name in names for row in other_names(pl.Series([name])).drop("id").rows()]
    assert together == alone
