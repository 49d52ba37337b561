"""What the holding's country and its ISIN say of the listed party's country."""

from __future__ import annotations

import pytest

from tests.matching.notation import entries, outcome

CHINESE = entries("us-x | Costar Group Co., Ltd. | CN")


@pytest.mark.parametrize("country", ["CN", "HK", "KY", "BM", "VG", None])
def test_places_where_chinese_companies_are_at_home_fit(country: str | None) -> None:
    assert outcome("COSTAR GROUP CO LTD", CHINESE, country=country) == "same issuer"


@pytest.mark.parametrize("country", ["JP", "IN", "FR"])
def test_another_country_contradicts_a_name_alone(country: str) -> None:
    assert outcome("COSTAR GROUP CO LTD", CHINESE, country=country) == "contradicted"


def test_the_united_states_may_be_where_a_receipt_is_listed() -> None:
    assert outcome("COSTAR GROUP INC", CHINESE, country="US") == "possible"


def test_an_isin_of_another_country_contradicts_where_no_country_fits() -> None:
    assert outcome("COSTAR GROUP", CHINESE, isin="JP3435000009") == "contradicted"
    assert outcome("COSTAR GROUP", CHINESE, isin="JP3435000009", country="CN") == "same issuer"


@pytest.mark.parametrize("isin", ["US01609W1027", "XS2264509000", "KYG017191142", "HK0941009539"])
def test_isins_that_any_chinese_company_may_have_fit(isin: str) -> None:
    assert outcome("COSTAR GROUP CO LTD", CHINESE, isin=isin) == "same issuer"


def test_a_town_in_the_full_name_of_a_traded_company_makes_no_subsidiary() -> None:
    hikvision = "us-x | Hangzhou Hikvision Digital Technology Co., Ltd. | CN"
    traded = entries(f"{hikvision} | isin CNE100000PM8")
    for name in ("HIKVISION DIGITAL TECHNOLOGY CO. L", "Hikvision Digital Technology", "HIKVISION DIGITAL TECH A"):
        assert outcome(name, traded, country="CN") == "same issuer", name
    assert outcome("Hikvision Digital Technology Co Ltd", entries(hikvision), country="CN") == "same group"
    subsidiary = entries("us-x | Donghai JA Solar Technology Co., Ltd. | CN")
    assert outcome("JA SOLAR TECHNOLOGY LTD A", subsidiary, country="CN") == "same group"


COSTAR_ISIN = entries("us-x | Costar Group Co., Ltd. | CN | isin CNE100000882")


@pytest.mark.parametrize("identifier", [{"isin": "US22160N1090"}, {"cusip": "22160N109"}, {"cusip": "22160N10"}])
def test_an_american_share_is_not_the_company_whose_chinese_shares_the_list_gives(identifier: dict[str, str]) -> None:
    assert outcome("COSTAR GROUP INC", COSTAR_ISIN, **identifier) == "possible"


def test_an_american_receipt_or_bond_may_be_of_the_company_whose_chinese_shares_the_list_gives() -> None:
    assert outcome("COSTAR GROUP ADR", COSTAR_ISIN, isin="US22160N1090") == "same issuer"
    assert outcome("COSTAR GROUP CO LTD 4.5% 2031", COSTAR_ISIN, isin="US22160N1090") == "same issuer"


def test_an_american_share_of_an_american_company_is_its_own() -> None:
    lists = entries("us-x | Costar Group Inc | US | isin US0378331005")
    assert outcome("COSTAR GROUP INC", lists, isin="US22160N1090") == "same issuer"


def test_a_country_never_beats_an_identifier() -> None:
    lists = entries("us-x | Costar Group Co., Ltd. | CN | isin CNE100000PM8")
    assert outcome("COSTAR GROUP INC", lists, isin="CNE100000PM8", country="US") == "same security"


def test_an_lei_that_disagrees_contradicts_the_name() -> None:
    lists = entries("us-x | Costar Group Co., Ltd. | CN | lei 5493001NTNQJDH60PM02")
    assert outcome("COSTAR GROUP CO LTD", lists, lei="254900MKDT6BMRKP9N10", country="CN") == "contradicted"
    assert outcome("COSTAR GROUP CO LTD", lists, country="CN") == "same issuer"


def test_another_isin_of_the_same_country_lowers_and_does_not_contradict() -> None:
    lists = entries("us-x | Zijin Mining Group Co., Ltd. | CN | isin CNE100000502")
    assert outcome("ZIJIN MINING GROUP LTD A", lists, isin="CNE100000B24", country="CN") == "same issuer"


def test_nothing_is_said_of_a_group_in_another_country() -> None:
    lists = entries("us-x | Alibaba Group Holding Limited | CN")
    assert outcome("Alibaba Pictures Group Ltd", lists, country="CN") == "same group"
    assert outcome("Alibaba Pictures Group Ltd", lists, country="JP") is None
