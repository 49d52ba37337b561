"""Numbers as people write them, a column at a time."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearhold.holdings.numbers import Decimals, read_numbers


def read(*cells: str | None, beside: Decimals | None = None) -> list[str | None]:
    numbers = read_numbers(pl.Series(cells, dtype=pl.String), beside=beside)
    return [None if value is None else f"{value.normalize():f}" for value in numbers.values]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1,234,567.89", "1234567.89"),
        ("(123.5)", "-123.5"),
        ("123.5-", "-123.5"),
        ("-123.5", "-123.5"),
        ("−123.5", "-123.5"),
        ("+123.5", "123.5"),
        ("£1,234.50", "1234.5"),
        ("(£1,234.50)", "-1234.5"),
        ("-$5.25", "-5.25"),
        ("USD 12.5", "12.5"),
        ("12.5 EUR", "12.5"),
        ("12.5%", "12.5"),
        ("(12.5)%", "-12.5"),
        ("£5.3m", "5300000"),
        ("1.25bn", "1250000000"),
        ("450k", "450000"),
        ("9.608302117100256e-07", "0.00000096083"),
        ("1.5E3", "1500"),
        ("1'234'567.50", "1234567.5"),
        ("1 234 567.50", "1234567.5"),
        ("1\u00a0234\u202f567.50", "1234567.5"),
        ("12,34,567.50", "1234567.5"),
        (".5", "0.5"),
    ],
)
def test_a_cell_is_the_number_that_its_writer_meant(cell: str, number: str) -> None:
    assert read(cell, "0.25") == [number, "0.25"]


@pytest.mark.parametrize("cell", ["", "-", "--", "–", "N/A", "n/a", "nil", "...", "*"])
def test_a_cell_that_says_nothing_is_unknown_and_no_fault(cell: str) -> None:
    numbers = read_numbers(pl.Series([cell, "1.5"]))
    assert numbers.values.to_list() == [None, Decimal("1.5")]
    assert not numbers.unreadable.any()


@pytest.mark.parametrize(
    "cell", ["abc", "--5", "5 apples", "1,2,3", "(5", "1..2", "#DIV/0!", "12-34", "1e40", "9" * 20]
)
def test_a_cell_that_is_no_number_is_marked_so(cell: str) -> None:
    numbers = read_numbers(pl.Series([cell, "1.5"]))
    assert numbers.values.to_list() == [None, Decimal("1.5")]
    assert numbers.unreadable.to_list() == [True, False]


def test_the_decimal_comma_is_that_of_the_whole_column() -> None:
    assert read("1.234.567,89", "1.234", "12,5") == ["1234567.89", "1234", "12.5"]
    assert read("1,234,567.89", "1,234", "12.5") == ["1234567.89", "1234", "12.5"]
    assert read("1 234 567,89", "12 500", "7,25") == ["1234567.89", "12500", "7.25"]


def test_a_comma_decimal_in_a_column_of_points_is_no_number() -> None:
    numbers = read_numbers(pl.Series(["10.25", "7.5", "12,5", "1,000.75"]))
    assert numbers.unreadable.to_list() == [False, False, True, False]


def test_where_no_cell_tells_the_columns_beside_it_do() -> None:
    assert read("1.234", "5.678", beside=Decimals.COMMA) == ["1234", "5678"]
    assert read("1.234", "5.678", beside=Decimals.POINT) == ["1.234", "5.678"]
    assert read("1,234", "5,678", beside=Decimals.COMMA) == ["1.234", "5.678"]


def test_where_nothing_tells_a_comma_is_of_thousands_a_point_of_decimals_and_the_cell_is_named() -> None:
    commas, points = read_numbers(pl.Series(["1,234", "56"])), read_numbers(pl.Series(["1.234", "56"]))
    assert commas.values.to_list() == [Decimal(1234), Decimal(56)]
    assert points.values.to_list() == [Decimal("1.234"), Decimal(56)]
    assert (commas.doubtful, points.doubtful) == ("1,234", "1.234")


def test_stored_numbers_have_a_point_and_no_doubt() -> None:
    assert read_numbers(pl.Series(["1.234", "5.678"]), shown=False).doubtful is None


# How houses write amounts: the mark of thousands, the decimal mark, and what is put around a negative one.
STYLES = [
    (",", ".", "-{}"),
    (",", ".", "({})"),
    (",", ".", "{}-"),
    ("", ".", "-{}"),
    (".", ",", "-{}"),
    ("", ",", "({})"),
    (" ", ",", "-{}"),
    ("\u00a0", ",", "-{}"),
    ("\u202f", ",", "({})"),
    ("'", ".", "-{}"),
    (",", ".", "-£{}"),
]


def written(amount: Decimal, thousands: str, decimal: str, negative: str) -> str:
    whole, _, cents = f"{abs(amount):,.2f}".partition(".")
    text = whole.replace(",", thousands) + decimal + cents
    return negative.format(text) if amount < 0 else text


@given(
    st.lists(st.decimals(min_value=-(10**12), max_value=10**12, places=2), min_size=1, max_size=30),
    st.sampled_from(STYLES),
)
def test_numbers_in_any_house_style_are_read_back(amounts: list[Decimal], style: tuple[str, str, str]) -> None:
    cells = pl.Series([written(amount, *style) for amount in amounts])
    numbers = read_numbers(cells)
    assert numbers.values.to_list() == amounts
    assert numbers.doubtful is None


@given(st.lists(st.text(max_size=12), max_size=20))
def test_any_text_is_a_number_or_unknown_or_marked_and_never_an_error(cells: list[str]) -> None:
    numbers = read_numbers(pl.Series(cells, dtype=pl.String))
    assert numbers.values.len() == len(cells)
    assert not (numbers.unreadable & numbers.values.is_not_null()).any()
