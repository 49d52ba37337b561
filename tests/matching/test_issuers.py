"""Holdings that describe the same thing are one issuer, matched once."""

from __future__ import annotations

from clearhold.matching import distinct_issuers
from tests.notation import holdings


def test_equal_descriptions_are_one_issuer_in_the_order_of_first_occurrence() -> None:
    held = holdings("Alibaba | CN | 100 USD", "Tencent | CN | 5 USD", "Alibaba | CN | 7 USD", "Alibaba | HK | 1 USD")
    issuers, numbers = distinct_issuers(held)
    assert issuers.select("issuer", "name", "country").rows() == [
        (0, "Alibaba", "CN"),
        (1, "Tencent", "CN"),
        (2, "Alibaba", "HK"),
    ]
    assert numbers.to_list() == [0, 1, 0, 2]


def test_different_identifiers_make_different_issuers() -> None:
    held = holdings("Alibaba | isin US01609W1027", "Alibaba | isin KYG017191142", "Alibaba")
    issuers, numbers = distinct_issuers(held)
    assert issuers.height == 3
    assert numbers.to_list() == [0, 1, 2]


def test_no_holdings_have_no_issuers() -> None:
    issuers, numbers = distinct_issuers(holdings())
    assert (issuers.height, numbers.len()) == (0, 0)
