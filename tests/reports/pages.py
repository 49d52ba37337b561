"""Screenings as HTML pages, each made once, for tests of what a page says, how it is built and that it is safe."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pytest

from clearhold.reports.html import render_html
from tests.reports.a_screening import (
    a_failed_screening,
    a_hostile_screening,
    a_large_screening,
    a_screening,
    a_screening_of_two_funds,
    an_empty_screening,
)
from tests.reports.page import Element, parse_page

if TYPE_CHECKING:
    from collections.abc import Callable

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
