"""The same security and the same issuer by identifiers; what is wrong or too little is never matched on."""

from __future__ import annotations

import pytest

from clearhold.matching import match_issuers
from clearhold.model import Policy
from tests.matching.notation import entries, held, matches, outcome

HIKVISION = "us-x | Hangzhou Hikvision Digital Technology Co., Ltd. | CN | isin CNE100000PM8 | ticker 002415 CN"
ALIBABA = "us-x | Alibaba Group Holding Limited | CN | isin US01609W1027 | isin KYG017191142"


def test_the_lists_own_isin_is_the_same_security_whatever_the_name() -> None:
    assert outcome("SOMETHING ELSE", entries(HIKVISION), isin="CNE100000PM8") == "same security"
    assert outcome(None, entries(HIKVISION), isin="CNE100000PM8") == "same security"


def test_the_evidence_names_the_identifier_and_a_different_name_stands_against_it() -> None:
    found = match_issuers(held("DAMAI ENT", isin="CNE100000PM8"), entries(HIKVISION), Policy()).row(0, named=True)
    assert found["evidence"] == "ISIN CNE100000PM8 is the list's own"
    assert (found["basis"], found["held"], found["listed"]) == ("isin", "CNE100000PM8", "CNE100000PM8")
    assert found["against"] == ('the names differ: "DAMAI ENT" and "Hangzhou Hikvision Digital Technology Co., Ltd."')


def test_no_name_stands_against_its_own_short_form() -> None:
    found = match_issuers(held("HIKVISION DIGITAL A", isin="CNE100000PM8"), entries(HIKVISION), Policy())
    assert found["against"].to_list() == [None]


@pytest.mark.parametrize("isin", ["CNE100000PM9", "CNE100000PM", "XX"])
def test_an_isin_with_a_wrong_check_digit_is_not_matched_on(isin: str) -> None:
    assert outcome("SOMETHING ELSE", entries(HIKVISION), isin=isin) is None


def test_a_listed_identifier_that_fails_its_check_is_not_matched_on() -> None:
    assert (
        outcome("SOMETHING ELSE", entries("us-x | CNOOC Limited | CN | isin BRC1EODR004"), isin="BRC1EODR004") is None
    )


def test_an_american_isin_contains_the_cusip() -> None:
    lists = entries(ALIBABA)
    assert outcome("X", lists, cusip="01609W102") == "same security"
    assert outcome("X", lists, cusip="01609W10") == "same security"  # State Street leaves the check digit off
    assert outcome("X", lists, cusip="01609W103") is None  # wrong check digit


def test_a_caymanian_isin_contains_the_cusip_too() -> None:
    assert outcome("X", entries(ALIBABA), cusip="G01719114") == "same security"


def test_six_characters_of_a_cusip_are_the_issuers() -> None:
    lists = entries(ALIBABA)
    assert outcome("ALIBABA 3.4% 2027", lists, isin="US01609WAT99") == "same issuer"
    assert outcome("X", lists, isin="US88032Q1094") is None


def test_chinese_isins_have_no_issuer_code() -> None:
    assert outcome("Zhejiang Dahua", entries(HIKVISION), isin="CNE100000BJ4") is None


def test_a_british_or_irish_isin_contains_the_sedol() -> None:
    lists = entries("us-x | Vodafone Group Plc | GB | isin GB00BH4HKS39")
    assert outcome("X", lists, sedol="BH4HKS3") == "same security"
    assert outcome("X", lists, sedol="BH4HKS4") is None


def test_the_same_lei_is_the_same_issuer() -> None:
    lists = entries("us-x | Alibaba Group Holding Limited | CN | lei 5493001NTNQJDH60PM02")
    assert outcome("BABA", lists, lei="5493001NTNQJDH60PM02") == "same issuer"


def test_a_ticker_counts_with_its_market_and_not_alone() -> None:
    lists = entries(HIKVISION)
    name = "HIKVISION DIGITAL-A"
    assert outcome(name, lists, ticker="002415", exchange="Shenzhen Stock Exchange") == "same issuer"
    assert outcome(name, lists, ticker="002415 CH") == "same issuer"
    assert outcome("SOMETHING ELSE", lists, ticker="002415", exchange="Shenzhen Stock Exchange") == "possible"
    assert outcome("SOMETHING ELSE", lists, ticker="002415", exchange="Hong Kong Exchanges") is None
    assert outcome("SOMETHING ELSE", lists, ticker="002415") is None
    assert outcome("SOMETHING ELSE", lists, ticker="002415", country="CN") is None
    assert outcome(None, lists, ticker="2415", exchange="XSHE") == "same issuer"


def test_a_hong_kong_ticker_matches_with_and_without_zeros_and_not_in_shenzhen() -> None:
    lists = entries("us-x | Tencent Holdings Limited | CN | ticker 00700 HK")
    assert outcome("TENCENT", lists, ticker="700", exchange="Hong Kong Exchanges And Clearing Ltd") == "same issuer"
    assert outcome("JIANGNAN MOULD", lists, ticker="000700", exchange="Shenzhen Stock Exchange") is None


def test_what_is_no_company_is_matched_by_no_name_and_a_security_by_its_own_number() -> None:
    person = entries("us-x | Zhang Wei | CN | isin CNE100000PM8 | type person")
    assert outcome("Zhang Wei", person, country="CN") is None
    assert outcome("Zhang Wei", person, isin="CNE100000PM8") is None
    vessel = entries("us-x | Ocean Alibaba | CN | type vessel")
    assert outcome("Ocean Alibaba", vessel) is None
    security = entries("us-x | Alibaba 3.4% 2027 | CN | isin US01609WAT99 | type security")
    assert outcome("ALIBABA 3.4% 2027", security, isin="US01609WAT99") == "same security"
    assert outcome("ALIBABA 3.4% 2027", security) is None
    assert outcome("ALIBABA GROUP", security, isin="US01609W1027") is None


def test_one_row_for_an_issuer_and_an_entry_however_many_facts_agree() -> None:
    lists = entries(HIKVISION + " | alias Hikvision | former Hikvision Digital | isin US0378331005")
    found = matches(held("Hikvision", isin="CNE100000PM8", ticker="002415", exchange="XSHE"), lists)
    assert found == {("Hikvision", "e1"): "same security"}
