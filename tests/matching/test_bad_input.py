"""Names that are none, and lists that would make a matcher stumble."""

from __future__ import annotations

import pytest

from clearhold.matching import match_issuers
from clearhold.model import Policy
from tests.matching.notation import entries, held, matches

NOTHING = (
    *("", " ", "A", "-", "nan", "NULL", "None", "n/a", "0", "123", "2015", "12 345"),
    *("Co Ltd", "S.A.", "Company Limited", "ORD NPV", "ADR", "Class A", "Common Stock"),
    *("Sponsored ADR Representing 5 Ord", "5.25% 2029", "股份有限公司", "A股"),
)


@pytest.mark.parametrize("name", NOTHING)
def test_nothing_matches_nothing_not_even_itself(name: str) -> None:
    lists = entries("us-x | Alibaba Group Holding Limited | CN", f"us-x | {name} | CN", "us-x | A B C Company | CN")
    assert matches(held(name, country="CN"), lists) == {}


def test_a_company_of_initials_does_not_match_every_company() -> None:
    lists = entries("us-x | A-B-C Company | CN")
    assert matches(held("China Company Ltd", "Company of Animals", "B Company", country="CN"), lists) == {}


def test_a_name_of_ten_thousand_characters_is_quoted_short() -> None:
    name = "Alibaba Group Holding Ltd " + "x" * 10_000
    lists = entries("us-x | Alibaba Group Holding Limited | CN")
    found = match_issuers(held(name, "Alibaba " * 2000, country="CN"), lists, Policy())
    assert all(len(text) < 1000 for text in found["evidence"])


def test_control_and_zero_width_characters_and_look_alikes_are_no_disguise() -> None:
    lists = entries("us-x | Alibaba Group Holding Limited | CN")
    for name in ("Ali\u200bbaba\x00 Group Holding Ltd", "\u202eAlibaba Group Holding Ltd", "Аlibаbа Group Holding Ltd"):
        assert matches(held(name, country="CN"), lists) == {(name, "e1"): "same issuer"}


def test_a_list_in_which_one_rare_word_is_in_every_name_stays_small() -> None:
    lists = entries(*(f"us-x | Quuxly Business {number} Ltd | " for number in range(2500)))
    names = [f"Quuxly Holding {number}" for number in range(2000)]
    found = set(matches(held(*names), lists))
    own = {(name, f"e{number + 1}") for number, name in enumerate(names)}
    assert found <= own  # each only with the one of its own number


def test_many_equal_names_are_one() -> None:
    lists = entries("us-x | Alibaba Group Holding Limited | CN")
    found = match_issuers(held(*["ALIBABA GROUP HOLDING LTD"] * 5000), lists, Policy())
    assert found.height == 5000
    assert found.drop("issuer").unique().height == 1


def test_names_in_other_scripts_match_themselves() -> None:
    lists = entries("us-x | Газпром нефть | RU", "us-x | בנק לאומי לישראל | IL", "us-x | 삼성전자 | KR")
    for name, entry in (("ГАЗПРОМ НЕФТЬ ПАО", "e1"), ("בנק לאומי לישראל", "e2"), ("삼성전자", "e3")):
        assert (name, entry) in matches(held(name), lists)
