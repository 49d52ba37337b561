"""Currencies as people write them."""

from __future__ import annotations

import pycountry
import pytest

from clearhold.identity.currencies import currency_code, currency_in


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("USD", "USD"),
        ("usd", "USD"),
        ("£", "GBP"),
        ("HK$", "HKD"),
        ("CNH", "CNY"),
        ("NIS", "ILS"),
        ("US Dollar", "USD"),
        ("Pound Sterling", "GBP"),
        ("שקל חדש", "ILS"),
        ("GBX", None),  # pence: a value may be in them or in pounds
        ("GBp", None),
        ("Equity", None),
        ("", None),
    ],
)
def test_a_cell_names_a_currency_or_none(written: str, code: str | None) -> None:
    assert currency_code(written) == code


def test_every_code_of_the_standard_is_known() -> None:
    assert all(currency_code(currency.alpha_3) == currency.alpha_3 for currency in pycountry.currencies)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Market Value (NOK)", "NOK"),
        ("Value in US$ million", "USD"),
        ("Wert in Euro", "EUR"),
        ("All investments", None),  # ALL is the Albanian lek
        ("Top ten", None),
        ("Weight (%)", None),
    ],
)
def test_a_heading_speaks_of_a_currency_or_of_none(text: str, code: str | None) -> None:
    found = currency_in(text)
    assert (found[0] if found else None) == code
