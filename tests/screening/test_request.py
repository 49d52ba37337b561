from __future__ import annotations

import shlex
from datetime import date

import pytest

from clearhold.model import BadInput, ColumnRole, ScreeningRequest
from clearhold.screening import columns_from_text
from clearhold.screening.request import checked_currency, command_of, reading_options


def test_columns_are_given_by_role_and_heading() -> None:
    assert columns_from_text("name=Security Name, value=E") == {"name": "Security Name", "value": "E"}


def test_a_comma_in_a_heading_is_written_with_a_backslash() -> None:
    assert columns_from_text(r"value=Value\, GBP") == {"value": "Value, GBP"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name", "write ROLE=HEADING"),
        ("name=", "write ROLE=HEADING"),
        ("nam=Security", "nam is no role of a column; did you mean name?"),
        ("name=A,name=B", "name is given twice"),
    ],
)
def test_what_is_no_choice_of_columns_is_refused_with_what_to_write(text: str, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        columns_from_text(text)


def test_a_currency_is_one_of_iso_4217_in_any_case() -> None:
    assert checked_currency("--base", "usd") == "USD"
    with pytest.raises(BadInput, match=r"--base DOLLARS: no currency of ISO 4217"):
        checked_currency("--base", "DOLLARS")


def test_the_command_that_repeats_a_run_names_every_choice_and_quotes_what_needs_it() -> None:
    request = ScreeningRequest(
        files=("my fund.csv",),
        lists=("us-1260h", "own.csv"),
        base="USD",
        as_of=date(2026, 6, 30),
        columns=(("value", "Value, GBP"),),
    )
    command = command_of(request)
    assert shlex.split(command) == [
        *("clearhold", "screen", "my fund.csv", "--list", "us-1260h", "--list", "own.csv"),
        *("--base", "USD", "--as-of", "2026-06-30", "--columns", r"value=Value\, GBP"),
    ]
    assert columns_from_text(shlex.split(command)[-1]) == dict(request.columns)


def test_what_is_said_about_a_file_reaches_its_reading() -> None:
    options = reading_options(ScreeningRequest(files=("a.csv",), currency="GBP", columns=(("name", "B"),)))
    assert options.currency == "GBP"
    assert options.columns == {ColumnRole.NAME: "B"}
