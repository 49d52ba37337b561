"""The report as one HTML page: what a reader sees."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from clearhold.model import Dimension
from clearhold.reports.answer import file_names
from clearhold.reports.json_files import write_summary
from tests.reports.a_screening import (
    a_failed_screening,
    a_screening,
    a_screening_of_two_funds,
    an_empty_screening,
)
from tests.reports.facts import ENTRIES, HELD, LISTINGS, PAIRS
from tests.reports.pages import EVERY_SCREENING, page_named, page_of, screening_named, words
from tests.reports.screening_parts import Facts, put_together

if TYPE_CHECKING:
    from pathlib import Path


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
