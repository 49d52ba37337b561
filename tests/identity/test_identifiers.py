from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearhold.identity.identifiers import clean_identifier, clean_identifiers, has_isin_shape, is_valid, schemes_of


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("us 0378331005", "US0378331005"),
        (" 0540528 ", "0540528"),
        ("037833E10", "037833E10"),
        ("5493-00", "549300"),
    ],
)
def test_an_identifier_is_kept_in_capitals_without_separators(text: str, cleaned: str) -> None:
    assert clean_identifier(text) == cleaned


@given(st.lists(st.text(alphabet="abzß019 .-/'#NAnonelu", max_size=12) | st.none(), max_size=20))
def test_a_column_is_cleaned_as_each_of_its_cells(cells: list[str | None]) -> None:
    column = pl.DataFrame({"cell": cells}, schema={"cell": pl.String})
    cleaned = column.select(clean_identifiers(pl.col("cell")))["cell"]
    assert cleaned.to_list() == [clean_identifier(cell) for cell in cells]


@pytest.mark.parametrize("text", ["", "-", "n/a", "#N/A", "None", "000000000", None])
def test_a_cell_that_says_there_is_none_gives_none(text: str | None) -> None:
    assert clean_identifier(text) is None


@pytest.mark.parametrize(
    ("value", "schemes"),
    [
        ("CNE100000PM8", ("isin",)),  # Hikvision, as OFAC lists it
        ("KYG875721634", ("isin",)),  # Tencent: the shape of a FIGI, which never begins with KY
        ("BBG000B9XRY4", ("figi",)),
        ("037833100", ("cusip",)),
        ("0540528", ("sedol",)),
        ("CND10002K094", ()),  # as OFAC lists it, with a wrong check digit
        ("37833100", ()),  # a CUSIP that lost its leading zero
    ],
)
def test_check_digits_tell_the_scheme(value: str, schemes: tuple[str, ...]) -> None:
    assert schemes_of(value) == schemes


@given(position=st.sampled_from([3, 4, 5, 6, 7, 8, 11]), digit=st.sampled_from("0123456789"))
def test_one_digit_of_an_isin_taken_for_another_is_noticed(position: int, digit: str) -> None:
    right = "CNE100000PM8"
    wrong = right[:position] + digit + right[position + 1 :]
    assert is_valid("isin", wrong) == (wrong == right)


def test_the_shape_of_an_isin_is_told_without_its_check_digit() -> None:
    assert has_isin_shape("CND10002K094")
    assert not has_isin_shape("BRC1EODR004")
