"""The report as one HTML page: what a reader sees, that it loads nothing, and that hostile text is inert."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from clearhold.model import Dimension
from clearhold.reports.answer import file_names
from clearhold.reports.html import render_html
from clearhold.reports.json_files import write_summary
from tests.reports.a_screening import (
    a_failed_screening,
    a_hostile_screening,
    a_large_screening,
    a_screening,
    a_screening_of_two_funds,
    an_empty_screening,
)
from tests.reports.facts import ENTRIES, HELD, LISTINGS, PAIRS
from tests.reports.page import Element, parse_page
from tests.reports.screening_parts import Facts, put_together

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from clearhold.model import Screening

SCREENINGS: dict[str, Callable[[], Screening]] = {
    "one fund": a_screening,
    "two funds": a_screening_of_two_funds,
    "hostile": a_hostile_screening,
    "empty": an_empty_screening,
    "large": lambda: a_large_screening(120),
    "failed": a_failed_screening,
}
EVERY_SCREENING = pytest.mark.parametrize("name", SCREENINGS)


@lru_cache
def screening_named(name: str) -> Screening:
    return SCREENINGS[name]()


@lru_cache
def page_named(name: str) -> Element:
    return page_of(screening_named(name))


def page_of(screening: Screening) -> Element:
    return parse_page(render_html(screening))


def words(element: Element) -> str:
    return " ".join(element.text.split())


# What it says


def test_the_answer_is_one_plain_sentence_with_money_and_share() -> None:
    page = page_named("one fund")
    (headline,) = page.of_class("headline")
    assert words(headline) == (
        "4 companies held are on official lists whose stated ground is human rights: USD 178.8 m, 0.02 % of the fund."
    )


def test_without_findings_the_answer_says_so_and_how_much_was_judged() -> None:
    answer = words(page_named("empty").by_id("answer"))
    assert "No company that is held was found on the 7 lists screened against." in answer
    assert "100 % of the value could be judged." in answer


FAILURE = (
    "This screening failed its own check: “IFLYTEK” of BIS Xinjiang was planted under its other name "
    "“iFLYTEK Co., Ltd.” and not found. Do not rely on what it did not find."
)


def test_a_failed_run_says_so_before_anything_else_and_what_it_found_is_the_least() -> None:
    page = page_named("failed")
    body = words(page.every("body")[0])
    assert body.index(FAILURE) < body.index("Holdings screened against human-rights concern lists")
    assert words(page.every("title")[0]).startswith("FAILED: ")
    assert words(page.of_class("headline")[0]).startswith(
        "At least 4 companies held are on official lists whose stated ground is human rights: USD 178.8 m"
    )
    assert "at least USD 10.0 bn" in words(page.by_id("answer"))
    assert "could be judged" not in " ".join(words(each) for each in page.of_class("beside"))
    assert 'content: "FAILED: do not rely on what was not found"' in page.every("style")[0].text


def test_a_failed_run_that_found_nothing_never_reads_as_one_that_found_nothing() -> None:
    page = page_of(a_failed_screening(an_empty_screening()))
    assert FAILURE in words(page)
    assert words(page.of_class("headline")[0]) == (
        "Whether a company that is held is on the 7 lists screened against is not known."
    )
    answer = words(page.by_id("answer"))
    assert "On a list, likely matches not known To be looked at not known" in answer
    for section in ("exposure", "findings", "look-at"):
        told = words(page.by_id(section))
        assert "Not known: this screening failed its own check" in told
        assert "None." not in told
        assert "Nothing." not in told
        assert "nothing to draw" not in told
    assert "No company that is held was found" not in words(page)


def test_a_run_that_missed_several_lists_them_by_list() -> None:
    screening = a_failed_screening()
    missed = screening.check.planted
    page = page_of(replace(screening, check=replace(screening.check, missed=missed, empty=("us-dod-1260h",))))
    failed = words(page.by_id("failed"))
    assert "of 2 known holdings that were planted, 2 were not found (1 of NS-CMIC, 1 of BIS Xinjiang)" in failed
    assert "1260H has no entries" in failed
    assert [words(each) for each in page.by_id("failed").every("li")] == [
        "“Hangzhou Hikvision” of NS-CMIC, planted with its ISIN CNE100000PM8",
        "“IFLYTEK” of BIS Xinjiang, planted under its other name “iFLYTEK Co., Ltd.”",
    ]


def test_the_method_says_how_many_were_planted_and_found() -> None:
    screening = a_failed_screening()
    passed = replace(screening, check=replace(screening.check, missed=(), unplanted=("us-dod-1260h",)))
    told = words(page_of(passed).by_id("method"))
    assert "planted 2 known holdings among the issuers" in told
    assert "(1 by ISIN, 1 by other name)" in told
    assert "All 2 were found. No entry of 1260H could be planted." in told
    assert "Of these 1 were found and 1 not." in words(page_named("failed").by_id("method"))
    assert "did not check itself" in words(page_named("one fund").by_id("method"))


def test_a_run_that_passed_shows_no_failure() -> None:
    page = page_named("one fund")
    assert page.of_class("failed") == []
    assert "FAILED" not in words(page)


def test_companies_on_another_ground_are_not_said_to_be_listed_for_human_rights() -> None:
    held = [each for each in HELD if "Alibaba Group" in (each.name or "")]
    pairs = [pair for pair in PAIRS if pair.line == held[0].line]
    answer = words(page_of(put_together(Facts(held=held, pairs=pairs))).by_id("answer"))
    assert "1 company held is on official lists with another stated ground" in answer
    assert "None held was found on an official list whose stated ground is human rights." in answer


def test_a_listing_that_begins_after_the_listings_day_is_shown_apart() -> None:
    page = page_of(a_screening(date(2025, 12, 31)))
    card = page.by_id("company-4")
    assert "Alibaba" in card.text
    before, _, after = words(card).partition("Earlier and later listings, not counted")
    assert "Press reports on surveillance of Uyghurs" in before
    assert "Chinese military companies under Section 1260H" not in before
    assert "listed 8 Jun 2026" in after


def test_a_card_shows_what_is_held_what_is_listed_why_and_the_answer() -> None:
    card = words(page_named("one fund").by_id("company-0"))
    for expected in (
        "EQ_2019_Country.csv, line 1115",
        "USD 141,233,203",
        "US Department of the Treasury, Office of Foreign Assets Control",
        "listed as “HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD.”",
        "listed 3 Jun 2021, effective 2 Aug 2021",
        "“these entities have been implicated in human rights violations",
        "It forbids no investment and is not a finding about human rights.",
        "Same issuer, by name, probability 0.998 The names agree in every word",
        "What speaks against it Nothing was found.",
        "The company has denied the allegations.",
        "ended 15 Sep 2020",
    ):
        assert expected in card


def test_only_a_publishers_own_words_stand_in_quotation_marks() -> None:
    told = [
        listing._replace(words=None, account="IPVM reported that the company …")
        if listing.list == "press-uyghur-surveillance"
        else listing._replace(words="their connection", account="The Secretary of State said so.")
        if listing.list == "us-dod-1260h"
        else listing
        for listing in LISTINGS
    ]
    page = page_of(put_together(Facts(listings=told)))
    quoted = [words(each) for each in page.every("blockquote")]
    assert {each[:40] for each in quoted} == {"“these entities have been implicated in ", "“their connection”"}
    alibaba = words(page.by_id("company-4"))
    assert "In the list's words IPVM reported that the company …" in alibaba
    assert "In the list's words The Secretary of State" in alibaba


def test_an_answer_that_several_lists_record_stands_once() -> None:
    said = [each._replace(answer="No.", answer_source="https://example.org/") for each in ENTRIES]
    card = page_of(put_together(Facts(entries=said))).by_id("company-0")
    assert words(card).count("No. 1 BIS Xinjiang 2 NS-CMIC") == 1
    assert words(card).count("No. ") == 1


def test_files_are_named_without_their_folders_unless_two_then_have_one_name() -> None:
    screening = a_screening()
    (file,) = screening.reading.files
    elsewhere = replace(file, file="a/b/holdings.csv")
    alone = replace(screening, reading=replace(screening.reading, files=(elsewhere,)))
    assert file_names(alone) == {"a/b/holdings.csv": "holdings.csv"}
    both = replace(
        screening, reading=replace(screening.reading, files=(elsewhere, replace(file, file="c/holdings.csv")))
    )
    assert list(file_names(both).values()) == ["a/b/holdings.csv", "c/holdings.csv"]


def test_a_company_held_in_two_funds_has_one_card_with_both_lines_and_its_own_sum() -> None:
    card = words(page_named("two funds").by_id("company-4"))
    assert "USD 5,930,920,392.29" in card
    assert "EQ_2019_Country.csv, line 789" in card
    assert "512237744_psum_0219.xlsx, sheet “מניות”, line 148" in card
    assert "ISIN US01609W1027" in card
    assert "ILS 50,512,704.01" in card
    assert "ECB rate of 2019-06-28" in card
    assert "Same security, by ISIN" in card


def test_a_sum_that_the_run_does_not_have_is_not_made_up() -> None:
    screening = a_screening_of_two_funds()
    without = screening.exposure.filter(pl.col("dimension").cast(pl.String) != Dimension.PARTY.value)
    page = page_of(replace(screening, exposure=without))  # type: ignore[arg-type]
    assert "value by line below" in words(page.by_id("company-4"))
    assert "5,930,920,392" not in page.text
    assert "USD 141,233,203" in words(page.by_id("company-0"))


def test_a_line_without_a_value_is_named_beside_the_sum_of_the_others() -> None:
    held = [*HELD, HELD[0]._replace(line=9_000, value=None)]
    pairs = [*PAIRS, *(pair._replace(line=9_000) for pair in PAIRS if pair.line == HELD[0].line)]
    card = words(page_of(put_together(Facts(held=held, pairs=pairs))).by_id("company-4"))
    assert "USD 5,916,764,346 · 0.7269 % without 1 line of unknown value" in card


def test_a_company_whose_value_is_not_known_is_not_said_to_be_worth_nothing() -> None:
    held = [each._replace(value=None) if each.name == "Iflytek Co Ltd" else each for each in HELD]
    page = page_of(put_together(Facts(held=held)))
    assert "value not known" in words(page.by_id("company-2"))
    (row,) = [row for row in page.by_id("companies").every("tr") if "IFLYTEK" in row.text]
    assert "not known" in words(row)


def test_what_is_to_be_looked_at_has_a_question_and_is_not_among_the_companies_listed() -> None:
    page = page_named("one fund")
    look_at = words(page.by_id("look-at"))
    assert "What is the ISIN or LEI of “Huayi Tencent Entertainment Co Ltd”" in look_at
    assert "Does “Alibaba Group Holding Limited (Alibaba)” own or control “Alibaba Pictures Group Ltd”" in look_at
    assert "Huayi" not in page.by_id("companies").text


def test_coverage_shows_what_was_not_judged_by_line_and_what_was_set_aside_by_reason() -> None:
    coverage = words(page_named("two funds").by_id("coverage"))
    assert "More than 99.9 % of the value could be judged" in coverage
    assert "fund, its own holdings not looked through" in coverage
    assert "ISHARES CORE EM IMI ACC" in coverage
    assert "cash 2" in coverage
    assert 'EQ_2019_Country.csv line 214: country "Asia"' in coverage


def test_provenance_has_hashes_versions_fingerprint_and_the_command() -> None:
    screening = a_screening()
    provenance = page_of(screening).by_id("provenance").text
    for expected in (
        screening.reading.files[0].sha256,
        *(each.version for each in screening.lists.lists),
        *(each.sha256 for each in screening.lists.lists),
        screening.policy.fingerprint,
        screening.command,
        screening.program,
        screening.method,
    ):
        assert expected in provenance


def test_the_method_states_the_thresholds_in_force() -> None:
    method = words(page_named("one fund").by_id("method"))
    assert "from a probability of 0.9 up, and is shown as possible from 0.5 up" in method


@EVERY_SCREENING
def test_every_finding_can_be_followed_back_to_its_file_and_line(name: str) -> None:
    screening = screening_named(name)
    text = words(page_named(name))
    places = screening.findings.select("file", "sheet", "line").unique().iter_rows()
    for file, sheet, line in places:
        in_sheet = f", sheet “{' '.join(sheet.split())}”" if sheet else ""
        assert f"{file}{in_sheet}, line {line}" in text


@EVERY_SCREENING
def test_every_listing_leads_to_its_publishers_page(name: str) -> None:
    screening = screening_named(name)
    links = {link.attributes["href"] for link in page_named(name).every("a")}
    sources = set(screening.findings["source"]) | set(screening.other_listings["source"])
    assert {source for source in sources if source.startswith("https://")} <= links


@EVERY_SCREENING
def test_the_figures_of_the_page_are_those_of_the_summary(name: str, tmp_path: Path) -> None:
    screening = screening_named(name)
    write_summary(screening, tmp_path / "s.json", guard_formulas=True)
    summary = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"), parse_float=Decimal)
    shown: dict[str, list[Decimal]] = {}
    for figure in page_named(name).every("data"):
        if key := figure.attributes.get("data-figure"):
            shown.setdefault(key, []).append(Decimal(figure.attributes["value"]))
    by_class = sorted(summary["by_evidence_class"], key=lambda row: row["evidence_class"])
    expected: dict[str, list[Any]] = {
        "value.total": [summary["value"]["total"]],
        "value.judged": [summary["value"]["judged"]],
        "value.likely": [summary["value"]["likely"]],
        "value.possible": [summary["value"]["possible"]],
        "companies.likely": [summary["companies"]["likely"]],
        "rows.in": [summary["rows"]["in"]],
        "rows.screened": [summary["rows"]["screened"]],
        "rows.set_aside": [summary["rows"]["set_aside"]],
        "evidence-class.value": [row["value"] for row in by_class],
        "evidence-class.share": [row["share"] for row in by_class],
        "ground.value": [row["value"] for row in summary["by_ground"]],
        "list.value": [row["value"] for row in summary["by_list"]],
        "country.value": [row["value"] for row in summary["by_country"]],
        "coverage.value": [row["value"] for row in summary["coverage"]],
        "coverage.positions": [row["positions"] for row in summary["coverage"]],
    }
    for key, values in expected.items():
        assert shown.get(key, []) == values, key


# What it loads and runs


@EVERY_SCREENING
def test_nothing_is_loaded_from_anywhere(name: str) -> None:
    page = page_named(name)
    loading = {"img", "link", "iframe", "object", "embed", "audio", "video", "source", "image", "use", "base", "form"}
    assert [each.tag for each in page.every(*loading) if each.attributes.get("id") != "filters"] == []
    assert [each for each in page.every() if {"src", "srcset", "action", "xlink:href"} & set(each.attributes)] == []
    (style,) = page.every("style")
    assert "url(" not in style.text
    assert "@import" not in style.text
    (script,) = page.every("script")
    assert not re.search(r"fetch|XMLHttpRequest|import\s*\(|https?:|eval|innerHTML|document\.write", script.text)


@EVERY_SCREENING
def test_links_lead_within_the_page_or_to_the_web_and_give_nothing_away(name: str) -> None:
    page = page_named(name)
    ids = {each.attributes["id"] for each in page.every() if "id" in each.attributes}
    for link in page.every("a"):
        address = link.attributes["href"]
        if address.startswith("#"):
            assert address[1:] in ids
        else:
            assert address.startswith(("https://", "http://"))
            assert link.attributes["rel"] == "noopener noreferrer"


def test_the_content_policy_lets_nothing_load_and_names_style_and_script_by_hash() -> None:
    page = page_named("one fund")
    (policy,) = [each for each in page.every("meta") if each.attributes.get("http-equiv")]
    content = policy.attributes["content"]
    assert content.startswith("default-src 'none'; style-src 'sha256-")
    assert "; script-src 'sha256-" in content
    assert "unsafe" not in content


def test_hostile_text_is_inert() -> None:
    page = page_named("hostile")
    assert len(page.every("script")) == 1
    assert "pwn" not in page.every("script")[0].text
    assert "</" not in page.every("style")[0].text
    assert page.every("img") == []
    for element in page.every():
        assert not [name for name in element.attributes if name.startswith("on") or name in {"style", "srcdoc"}]
        assert "javascript:" not in element.attributes.get("href", "")
    assert "<script>window.pwn=1</script>" in page.by_id("company-0").text


def test_hostile_text_is_inert_in_pictures() -> None:
    page = page_named("hostile")
    (ground,) = [each for each in page.every("svg") if "ground" in each.attributes["aria-labelledby"]]
    assert {each.tag for each in ground.every()} <= {"title", "desc", "text", "tspan", "rect", "line"}
    assert "<script>window.pwn=1</script>" in ground.text


def test_the_funds_name_on_printed_pages_cannot_leave_its_style() -> None:
    (style,) = page_named("hostile").every("style")
    (margin,) = re.findall(r'@top-left \{ content: "([^"]*)"', style.text)
    assert re.fullmatch(r"(?:[A-Za-z0-9 ]|\\[0-9a-f]+ )+", margin)


def test_an_address_that_is_none_stays_text() -> None:
    page = page_named("hostile")
    assert "javascript:window.pwn=1" in page.by_id("company-0").text


def test_names_of_any_direction_are_set_apart_from_their_surroundings() -> None:
    page = page_named("hostile")
    assert [each for each in page.every("bdi") if "עברית" in each.text]


# How it is built


@EVERY_SCREENING
def test_the_page_has_a_language_a_title_and_one_main_heading(name: str) -> None:
    page = page_named(name)
    assert page.every("html")[0].attributes["lang"] == "en"
    assert words(page.every("title")[0])
    assert len(page.every("h1")) == 1
    assert [len(page.every(tag)) for tag in ("header", "main", "footer")][1:] == [1, 1]


@EVERY_SCREENING
def test_headings_never_skip_a_level(name: str) -> None:
    levels = [int(each.tag[1]) for each in page_named(name).every("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert [(above, below) for above, below in pairwise(levels) if below > above + 1] == []


@EVERY_SCREENING
def test_every_table_has_a_caption_and_headings_with_their_scope(name: str) -> None:
    for table in page_named(name).every("table"):
        assert words(table.every("caption")[0])
        assert table.every("th")
        assert {heading.attributes.get("scope") for heading in table.every("th")} <= {"col", "row"}


@EVERY_SCREENING
def test_every_picture_is_named_and_described(name: str) -> None:
    page = page_named(name)
    for picture in page.every("svg"):
        assert picture.attributes["role"] == "img"
        for label in picture.attributes["aria-labelledby"].split():
            assert words(page.by_id(label))


@EVERY_SCREENING
def test_ids_are_unique_and_what_labels_refer_to_is_there(name: str) -> None:
    page = page_named(name)
    ids = [each.attributes["id"] for each in page.every() if "id" in each.attributes]
    assert len(ids) == len(set(ids))
    named = {name for each in page.every() for name in each.attributes.get("aria-labelledby", "").split()}
    assert named <= set(ids)


@EVERY_SCREENING
def test_what_scrolls_can_be_reached_by_keyboard_and_has_a_name(name: str) -> None:
    for frame in page_named(name).of_class("frame"):
        assert frame.attributes["tabindex"] == "0"
        assert frame.attributes.get("aria-label") or frame.attributes.get("aria-labelledby")


def test_the_first_link_skips_to_the_answer() -> None:
    assert page_named("one fund").every("a")[0].attributes == {"class": "skip", "href": "#answer"}


def test_bars_are_as_long_as_their_values_are_large() -> None:
    screening = a_screening()
    page = page_of(screening)
    (drawing,) = [each for each in page.every("svg") if "country" in each.attributes["aria-labelledby"]]
    lengths = [float(bar.attributes["width"].removesuffix("%")) for bar in drawing.of_class("bar")]
    values = screening.exposure.filter(pl.col("dimension") == Dimension.COUNTRY.value)["base_value"].to_list()
    assert lengths == pytest.approx([60 * float(value / values[0]) for value in values], abs=0.001)
    assert {bar.attributes["x"] for bar in drawing.of_class("bar")} == {"0"}


def test_every_picture_has_its_figures_in_a_table_beneath() -> None:
    for figure in page_named("one fund").every("figure"):
        drawn = [words(each) for each in figure.of_class("amount")]
        (table,) = figure.every("table")
        rows = [[words(cell) for cell in row.every("td")] for row in table.every("tr")[1:]]
        assert drawn == [f"{amount}{share}" for _, _, amount, share in rows]


def test_many_companies_are_folded_and_each_is_still_there() -> None:
    page = page_named("large")
    cards = page.of_class("card")
    assert len(cards) > 40
    assert {card.tag for card in cards} == {"details"}
    assert len(page.by_id("companies").every("tr")) == len(cards) + 1


def test_few_companies_are_open_without_scripts() -> None:
    page = page_named("one fund")
    assert {card.tag for card in page.of_class("card")} == {"article"}
    assert "hidden" in page.by_id("filters").attributes


def test_a_run_without_known_values_is_shown_without_shares() -> None:
    held = [each._replace(value=None) for each in HELD]
    page = page_of(put_together(Facts(held=held, value=None)))
    assert "value not known" in words(page.by_id("answer"))
    assert "None" not in words(page.by_id("companies"))
    assert "value not known" in words(page.by_id("company-0"))
    assert "USD 0" not in words(page.every("main")[0])
