"""The report as one HTML page: how it is built, for every reader and every browser."""

from __future__ import annotations

from itertools import pairwise

import polars as pl
import pytest

from clearhold.model import Dimension
from tests.reports.a_screening import (
    a_screening,
)
from tests.reports.facts import HELD
from tests.reports.pages import EVERY_SCREENING, page_named, page_of, words
from tests.reports.screening_parts import Facts, put_together


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
