"""Figures as people read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearhold.reports.figures import (
    format_amount,
    format_count,
    format_date,
    format_exact,
    format_money,
    format_number_of,
    format_probability,
    format_share,
    money_scale,
    share_decimals,
)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("669400000000", "USD 669.4 bn"),
        ("141233203", "USD 141.2 m"),
        ("953062", "USD 953,062"),
        ("1234567890123", "USD 1.2 tn"),
        ("0", "USD 0"),
        ("-5000000", "USD -5.0 m"),
        ("36.92", "USD 37"),
    ],
)
def test_money_is_written_in_one_sensible_unit(amount: str, words: str) -> None:
    assert format_money(Decimal(amount), "USD") == words


def test_money_that_rounds_up_to_the_next_unit_is_written_in_it() -> None:
    assert format_money(Decimal(999950001), "USD") == "USD 1.0 bn"
    assert format_money(Decimal(999949999), "USD") == "USD 999.9 m"


def test_unknown_money_is_called_unknown_and_not_nothing() -> None:
    assert format_money(None, "USD") == "not known"
    assert format_exact(None) == "not known"
    assert format_share(None) == "not known"


def test_money_without_a_known_currency_stands_alone() -> None:
    assert format_money(Decimal(1_500_000), None) == "1.5 m"


@pytest.mark.parametrize(
    ("fraction", "words"),
    [
        ("0.0003", "0.03 %"),
        ("0.0147", "1.47 %"),
        ("0.992", "99.2 %"),
        ("0.004", "0.40 %"),
        ("0.00005", "< 0.01 %"),
        ("0", "0 %"),
        ("1", "100 %"),
        ("1.052", "105.2 %"),
        ("-0.02", "-2.00 %"),
    ],
)
def test_a_share_is_written_as_a_percentage(fraction: str, words: str) -> None:
    assert format_share(Decimal(fraction)) == words


def test_a_tiny_share_is_not_written_as_nothing() -> None:
    assert format_share(Decimal("0.0000001")) == "< 0.01 %"
    assert format_share(Decimal("0.0000001"), 4) == "< 0.0001 %"


def test_a_share_just_short_of_the_whole_is_not_written_as_the_whole() -> None:
    assert format_share(Decimal("0.99999")) == "> 99.9 %"


def test_a_column_of_shares_has_the_decimals_of_its_smallest() -> None:
    assert share_decimals([Decimal("0.72"), Decimal("0.0000117")]) == 3
    assert share_decimals([Decimal("0.72"), Decimal("0.04")]) == 2
    assert share_decimals([None, Decimal(0)]) == 2


def test_a_column_of_money_has_one_unit_in_which_its_smallest_amount_shows() -> None:
    scale = money_scale([Decimal(178_805_661), Decimal(9_792_409_082), None])
    assert (scale.heading("USD"), format_amount(Decimal(178_805_661), scale)) == ("USD m", "178.8")
    assert money_scale([Decimal(12), Decimal(9_792_409_082)]).heading("USD") == "USD"


def test_exact_money_shows_its_cents_only_where_it_has_any() -> None:
    assert format_exact(Decimal("141233203.000000")) == "141,233,203"
    assert format_exact(Decimal("50512700.25")) == "50,512,700.25"


@given(st.decimals(min_value=-(10**31), max_value=10**31, places=6))
def test_any_amount_that_a_table_holds_can_be_written(amount: Decimal) -> None:
    written = Decimal(format_exact(amount).replace(",", ""))
    assert abs(written.scaleb(6) - amount.scaleb(6)) <= 5_000  # half a hundredth
    assert format_money(amount, "USD").startswith("USD ")


@given(st.decimals(min_value=0, max_value=1, places=12), st.integers(min_value=2, max_value=4))
def test_a_share_that_is_something_never_reads_as_nothing_and_a_part_never_as_all(
    share: Decimal, decimals: int
) -> None:
    words = format_share(share, decimals)
    assert (words in {"0 %", f"{Decimal(0):.{decimals}f} %"}) == (share == 0)
    assert (words == "100 %") == (share == 1)


def test_dates_are_written_with_the_month_in_letters() -> None:
    assert format_date(date(2019, 12, 31)) == "31 Dec 2019"
    assert format_date(None) == "not known"


def test_a_probability_short_of_certainty_never_reads_as_certain() -> None:
    assert format_probability(0.998) == "0.998"
    assert format_probability(0.99999) == format_probability(0.9995) == "> 0.999"
    assert format_probability(1.0) == "1.000"
    assert format_probability(0.00001) == "< 0.001"


def test_counts_have_thousands_apart_and_their_noun_in_the_right_number() -> None:
    assert format_count(9_202) == "9,202"
    assert format_number_of(1, "company", "companies") == "1 company"
    assert format_number_of(1_200, "company", "companies") == "1,200 companies"
