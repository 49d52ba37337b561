"""Names that say nothing, told of many at once as they are told one by one."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearhold.identity.legal_forms import legal_forms
from clearhold.matching.nothing import says_nothing
from clearhold.matching.silent import are_silent
from tests.matching.test_bad_input import NOTHING
from tests.real_files import DATA, needs_real_files

FORMS = legal_forms()["form"].to_list()
SECURITY = ("ADR", "Sponsored ADR", "Class A", "ORD NPV", "5.25% 2029", "Pref", "Representing 5 Ord", "Rights", "Notes")
OTHER = (
    "nan",
    "The",
    "of",
    "not available",
    "123",
    "Open",
    "Bank",
    "Société",
    "Hikvision",
    "海康",
    "股份有限公司",
    "A",
)
words = st.one_of(st.sampled_from(FORMS), st.sampled_from(SECURITY), st.sampled_from(OTHER))


@given(st.lists(st.lists(words, max_size=4).map(" ".join), min_size=1, max_size=20))
def test_names_of_any_words_are_told_as_one_by_one(names: list[str]) -> None:
    column = pl.Series(names, dtype=pl.String)
    assert are_silent(column).to_list() == says_nothing(column).to_list()


@given(st.lists(st.text(max_size=20) | st.none(), min_size=1, max_size=20))
def test_names_of_any_signs_are_told_as_one_by_one(names: list[str | None]) -> None:
    column = pl.Series(names, dtype=pl.String)
    assert are_silent(column).to_list() == says_nothing(column).to_list()


def test_names_of_nothing_are_silent_and_others_are_not() -> None:
    assert are_silent(pl.Series(NOTHING)).all()
    assert not are_silent(pl.Series(["Alibaba", "Nestle SA", "3M", "海康威视", "Unit Corp", "Open Bank"])).any()
    assert are_silent(pl.Series([], dtype=pl.String)).is_empty()


@needs_real_files
@pytest.mark.parametrize("column", ["name", "full_name"])
def test_real_names_are_told_as_one_by_one(column: str) -> None:
    names = pl.read_csv(DATA / "reference" / "investpy_stocks.csv", infer_schema=False)[column].sample(8_000, seed=1)
    assert are_silent(names).to_list() == says_nothing(names).to_list()
