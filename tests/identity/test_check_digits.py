"""ISINs and LEIs of a whole column, judged as python-stdnum judges each."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from clearhold.identity.check_digits import are_isins, are_leis
from clearhold.identity.identifiers import clean_identifier, is_valid, schemes_of

letters = st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
marks = st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
shaped = st.tuples(letters, letters, *([marks] * 9), st.sampled_from("0123456789")).map("".join)
shaped_as_lei = st.lists(marks, min_size=18, max_size=18).map("".join)


def test_right_and_wrong_isins_are_told_apart() -> None:
    cells = ["US0378331005", "US0378331006", "KYG875721634", "XS0276075198", "ZZ0000000000", "US037833100", "", None]
    assert are_isins(pl.Series(cells)).to_list() == [True, False, True, True, False, False, False, None]


def test_an_empty_column_has_none() -> None:
    assert are_isins(pl.Series([], dtype=pl.String)).to_list() == []
    assert are_isins(pl.Series([None, None], dtype=pl.String)).to_list() == [None, None]


@given(st.lists(st.one_of(shaped, st.text(alphabet="ABCXYZ0189 é", max_size=14)), min_size=1, max_size=40))
def test_a_column_is_judged_as_python_stdnum_judges_each_cell(cells: list[str]) -> None:
    assert are_isins(pl.Series(cells)).to_list() == [is_valid("isin", cell) for cell in cells]


@given(st.sampled_from(["US", "GB", "KY", "CN", "IE", "XS"]), st.lists(marks, min_size=9, max_size=9).map("".join))
def test_exactly_one_check_digit_is_right(country: str, number: str) -> None:
    candidates = pl.Series([f"{country}{number}{digit}" for digit in range(10)])
    assert are_isins(candidates).sum() == 1


def test_right_and_wrong_leis_are_told_apart() -> None:
    cells = ["HWUPKR0MPOU8FGXBT394", "HWUPKR0MPOU8FGXBT395", "HWUPKR0MPOU8FGXBT39", "6888", "", None]
    assert are_leis(pl.Series("lei", cells)).to_list() == [True, False, False, False, False, None]
    assert are_leis(pl.Series("lei", [], dtype=pl.String)).to_list() == []


@given(st.lists(shaped_as_lei, min_size=1, max_size=20), st.lists(st.text(alphabet="ABZ019 é", max_size=21)))
def test_a_column_of_leis_is_judged_as_python_stdnum_judges_each_cell(codes: list[str], others: list[str]) -> None:
    cells = [f"{code}{digits:02}" for code in codes for digits in range(0, 100, 7)] + others
    assert are_leis(pl.Series(cells)).to_list() == [is_valid("lei", cell) for cell in cells]


@given(shaped_as_lei)
def test_the_check_digits_of_an_lei_are_one_pair_of_two_to_ninety_eight(code: str) -> None:
    candidates = pl.Series([f"{code}{digits:02}" for digits in range(2, 99)])
    assert are_leis(candidates).sum() == 1


def test_a_number_that_passes_the_check_of_an_lei_is_none_without_its_length() -> None:
    assert is_valid("lei", "HWUPKR0MPOU8FGXBT394")
    assert not is_valid("lei", "6888")
    assert schemes_of("5660048") == ()


def test_a_cell_of_a_failed_lookup_is_no_identifier() -> None:
    assert clean_identifier("#N/A") is None
    assert clean_identifier("N/A") is None
