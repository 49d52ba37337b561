"""Countries, addresses and days as sanctions lists write them."""

from __future__ import annotations

from datetime import date

import pytest

from clearhold.lists.publishers.conventions.days import day_of
from clearhold.lists.publishers.conventions.places import countries_of, country_at_the_end, country_of, on_one_line


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Democratic People’s Republic  of Korea (North Korea)", "KP"),
        ("Congo (Democratic Republic)", "CD"),
        ("Congo, Republic of the", "CG"),
        ("West Bank", "PS"),
        ("china", "CN"),
        ("undetermined", None),
        ("", None),
        (None, None),
    ],
)
def test_a_country_is_told_in_the_forms_that_lists_write(text: str | None, code: str | None) -> None:
    assert country_of(text) == code


def test_countries_stand_once_and_unknown_ones_not() -> None:
    assert countries_of(["China", "Atlantis", None, "CN", "Iran"]) == ("CN", "IR")


def test_an_addresss_country_stands_behind_its_last_comma_or_number() -> None:
    assert country_at_the_end("7 Krasnaya Street, Moscow 115162 Russia") == "RU"
    assert country_at_the_end("Pyongyang, DPRK (head office)") == "KP"
    assert country_at_the_end("Pyongyang") is None


def test_an_addresss_parts_are_on_one_line_without_the_empty_ones() -> None:
    assert on_one_line(["12 Road,", None, " ", "Urumqi ;", "China"]) == "12 Road, Urumqi, China"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-03-22", date(2021, 3, 22)),
        ("2021-03-22T00:00:00", date(2021, 3, 22)),
        ("2021-03-22+01:00", date(2021, 3, 22)),
        ("22/03/2021", date(2021, 3, 22)),
        ("3/4/2021", date(2021, 4, 3)),
        ("March 2021", None),
        (None, None),
    ],
)
def test_a_day_is_read_year_first_or_day_first(text: str | None, day: date | None) -> None:
    assert day_of(text) == day
