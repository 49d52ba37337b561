from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from clearhold.exposure.money import RateBook, base_currency, value_in_base
from clearhold.model import BadInput
from tests.notation import holdings


def test_a_value_that_the_file_gives_in_the_base_currency_is_taken_and_not_converted() -> None:
    held = holdings("Dahua | CN | 261090000 NOK | also 29714985 USD | 2019-12-31")
    (value, method) = value_in_base(held, "USD").row(0)
    assert value == Decimal(29714985)
    assert method == "stated by the file"


def test_another_value_is_converted_with_the_reference_rate_of_its_day_which_is_named() -> None:
    held = holdings("Dahua | CN | 100 EUR | 2019-12-31")
    (value, method) = value_in_base(held, "USD").row(0)
    # 1.1234 dollars to the euro: European Central Bank, 31 December 2019
    assert value == Decimal("112.34")
    assert method == "ECB reference rate of 2019-12-31: 1 EUR = 1.1234 USD"


def test_a_day_without_rates_takes_the_last_business_day_before_it() -> None:
    book = RateBook()
    assert book.rate("EUR", "USD", date(2020, 1, 1)) == book.rate("EUR", "USD", date(2019, 12, 31))


@pytest.mark.parametrize("row", ["A | 1 EUR", "A | 1 TWD | 2019-12-31", "A | 2019-12-31", "A | 1 EUR | 2090-01-01"])
def test_without_a_day_a_rate_or_a_value_the_value_stays_unknown(row: str) -> None:
    assert value_in_base(holdings(row), "USD").row(0) == (None, None)


def test_the_files_only_currency_is_the_base_where_none_is_asked_for() -> None:
    assert base_currency(holdings("A | 1 NOK", "B | 2 NOK", "C"), None) == "NOK"


def test_two_currencies_without_a_base_are_refused_with_what_to_write() -> None:
    with pytest.raises(BadInput, match=r"fund.csv: values are in EUR and NOK .* such as --base EUR"):
        base_currency(holdings("A | 1 NOK", "B | 2 EUR"), None)


def test_a_base_cannot_be_met_where_the_file_states_no_currency() -> None:
    with pytest.raises(BadInput, match="--currency USD"):
        base_currency(holdings("A | 1"), "USD")
