"""Dates as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearhold.holdings.dates import find_dates, is_month_first, read_date, without_dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Mar 10, 2022", date(2022, 3, 10)),
        ("30/Aug/2021", date(2021, 8, 30)),
        ("17-Sep-25", date(2025, 9, 17)),
        ("As of 30-Sep-2025", date(2025, 9, 30)),
        ("30/06/2019", date(2019, 6, 30)),
        ("01/13/2023", date(2023, 1, 13)),
        ("2021-09-08", date(2021, 9, 8)),
        ("2021-09-08T00:00:00", date(2021, 9, 8)),
        ("20210908", date(2021, 9, 8)),
        ("31st March 2020", date(2020, 3, 31)),
        ("31. Dezember 2020", date(2020, 12, 31)),
        ("December 31 2019", date(2019, 12, 31)),
        ("31.12.2020", date(2020, 12, 31)),
        ("Holdings at 31 March 2020 (audited)", date(2020, 3, 31)),
        ("תאריך הדיווח: 31/03/2016", date(2016, 3, 31)),
    ],
)
def test_a_date_is_found_in_a_text(text: str, day: date) -> None:
    (found,) = find_dates(text)
    assert not found.is_open
    assert found.read(month_first=False) == day


@pytest.mark.parametrize(
    "text", ["1,499,770,973.15", "S&P500 EMINI MAR 22", "5.25% 2029", "31/02/2020", "2021", "12.5.", "3/4", "CH-8001"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert find_dates(text) == []


def test_a_spreadsheets_day_number_is_a_date_as_a_whole_cell_only() -> None:
    written = read_date("44439")
    assert written is not None
    assert written.day_first == date(2021, 8, 31)
    assert find_dates("44439 shares") == []


def test_the_order_of_day_and_month_is_shown_by_the_dates_beside() -> None:
    assert is_month_first(find_dates("03/04/2021, 12/31/2021")) is True
    assert is_month_first(find_dates("03/04/2021, 31/12/2021")) is False
    assert is_month_first(find_dates("03/04/2021, 05/06/2021")) is None


def test_a_title_without_its_date_keeps_its_other_words() -> None:
    assert without_dates("Market value as at 31 March 2020 (£000)").split() == ["Market", "value", "(£000)"]


@given(
    st.dates(date(1980, 1, 1), date(2079, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d/%b/%Y", "%d-%b-%y", "%b %d, %Y", "%d %B %Y", "%B %d, %Y", "%Y%m%d", "%d.%m.%Y"]),
)
def test_a_date_written_in_any_house_style_is_read_back(day: date, style: str) -> None:
    written = read_date(day.strftime(style))
    assert written is not None
    assert written.day_first == day
