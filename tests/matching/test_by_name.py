"""Names as houses write them find the listed company, and companies of like names are told from it."""

from __future__ import annotations

import pytest

from clearhold.matching import match_issuers
from clearhold.model import Policy
from tests.matching.notation import entries, held, matches, outcome

SIX = entries(
    "us-x | Hangzhou Hikvision Digital Technology Co., Ltd. | CN | alias Hikvision | 杭州海康威视数字技术股份有限公司",
    "us-x | Zhejiang Dahua Technology Co., Ltd. | CN | alias Dahua Technology | 浙江大华技术股份有限公司",
    "us-x | iFlytek Co., Ltd. | CN | 科大讯飞股份有限公司",
    "us-x | Xiamen Meiya Pico Information Co., Ltd. | CN | 厦门市美亚柏科信息股份有限公司",
    "us-x | Alibaba Group Holding Limited | CN | weak Alibaba | 阿里巴巴集团控股有限公司",
    "us-x | Tencent Holdings Limited | CN | weak Tencent | 腾讯控股有限公司",
)


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("Hangzhou Hikvision Digital Technology Co Ltd", "e1"),
        ("HANGZHOU HIKVISION DIGITAL TECHNOL", "e1"),
        ("HANGZHOU HIK VISION DIGITAL TECHNOLOGY CO", "e1"),
        ("HANGZHOU HIKVISION DIGITAL-A", "e1"),
        ("ZHEJIANG DAHUA TECHNOLOGY LTD A", "e2"),
        ("ZHEJIANG DAHUA TECH CO-A", "e2"),
        ("IFLYTEK A", "e3"),
        ("I FLYTEK CO LTD", "e3"),
        ("XIAMEN MEIYA PICO INFO-A", "e4"),
        ("ALIBABA GROUP HOLDING ADR REPRESEN", "e5"),
        ("ALIBABA GRP HLDG LTD-SP ADR", "e5"),
        ("Alibaba Group Holding 3.4% 06/12/2027", "e5"),
        ("TENCENT HLDGS LTD ORD HKD0.00002", "e6"),
        ("TENCENT HOLDINGS LTD MTN REGS 3.595 01/19/2028", "e6"),
    ],
)
def test_a_name_as_a_house_writes_it_finds_the_company(name: str, entry: str) -> None:
    assert matches(held(name), SIX) == {(name, entry): "same issuer"}


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("CAPITAL S.A.L.", "CAPITAL S.A.L."),
        ("Capital SAL", "CAPITAL S.A.L."),
        ("BM Bank JSC", "BM BANK JSC"),
        ("DES International Company Limited", "DES INTERNATIONAL CO., LTD."),
    ],
)
def test_a_name_of_one_common_word_is_shown_where_it_is_the_same_legal_form_included(name: str, listed: str) -> None:
    assert outcome(name, entries(f"us-x | {listed} | RU")) == "possible"


@pytest.mark.parametrize("name", ["Capital Ltd", "CAPITAL", "Capital International SAL", "International Capital SAL"])
def test_a_name_of_one_common_word_is_nothing_where_it_is_not_the_same(name: str) -> None:
    assert outcome(name, entries("us-x | CAPITAL S.A.L. | RU")) is None


@pytest.mark.parametrize(
    "name",
    [
        *("Hebei Cangzhou Dahua Co Ltd", "CANGZHOU DAHUA CO LTD-A", "Dahua Group Dalian Chemical Co Ltd"),
        *("CH BEIDAHUANG", "China Beidahuang Industry Group Holdings Ltd", "Huayi Tencent Entertainment Co Ltd"),
        *("HUAYI TENCENT", "Hefei Meiya Optoelectronic Technology Inc", "Hefei Meiya Optoelectronic Tec A"),
    ],
)
def test_a_company_that_shares_a_word_by_chance_is_nothing(name: str) -> None:
    assert matches(held(name, country="CN"), SIX) == {}


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("Tencent Music Entertainment Group", "e6"),
        ("TENCENT MUSIC ENTERTAINM-ADR", "e6"),
        ("Alibaba Health Information Technology Ltd", "e5"),
        ("ALIBABA HEALTH INFORMATION TECH LT", "e5"),
        ("Alibaba Pictures Group Ltd", "e5"),
    ],
)
def test_a_company_of_the_group_is_never_the_same_issuer(name: str, entry: str) -> None:
    for country in ("CN", None):
        said = matches(held(name, country=country), SIX).get((name, entry))
        assert said in {"same group", "possible", None}
    assert matches(held("Alibaba Pictures Group Ltd", country="CN"), SIX) == {
        ("Alibaba Pictures Group Ltd", "e5"): "same group"
    }


@pytest.mark.parametrize(
    ("name", "listed", "said"),
    [
        ("JA Solar Technology Co Ltd", "Donghai JA Solar Technology Co., Ltd.", "same group"),
        ("Motorola Solutions Inc", "Motorola Solutions Israel Ltd.", "same group"),
        ("Daqo New Energy Corp", "Xinjiang Daqo New Energy Co., Ltd.", "same group"),
        ("FIBERHOME TELECOMMUNICATION TECHNO", "FiberHome Technologies Group", "same group"),
        ("China National Nuclear Power Co Ltd", "China National Nuclear Corporation", "same group"),
        ("HeidelbergCement India Ltd", "HeidelbergCement AG", "same group"),
        ("Banco Santander Chile", "Banco Santander SA", "same group"),
        ("China United Network Communications Ltd", "China United Network Communications Group Co., Ltd.", "possible"),
        ("DAQO NEW ENERGY ADR REPRESENTING", "Xinjiang Daqo New Energy Co., Ltd.", "possible"),
    ],
)
def test_what_one_name_has_more_keeps_parent_and_subsidiary_apart(name: str, listed: str, said: str) -> None:
    assert outcome(name, entries(f"us-x | {listed} | ")) == said


def test_a_list_that_names_the_issuer_exactly_names_no_other_entry_as_it() -> None:
    lists = entries(
        "us-x | China Telecom Corporation Limited | CN",
        "us-x | China Telecommunications Corporation | CN",
        "us-x | China Telecom Group Co., Ltd. | CN | alias China Telecom",
        "us-y | China Telecommunications Corporation | CN",
    )
    name = "China Telecom Corp Ltd"
    assert matches(held(name, country="CN"), lists) == {
        (name, "e1"): "same issuer",
        (name, "e2"): "same group",
        (name, "e3"): "same group",
        (name, "e4"): "same issuer",
    }


def test_the_same_party_twice_in_a_list_is_found_twice() -> None:
    lists = entries("us-x | Camel Group Co., Ltd | CN", "us-x | Camel Group Co. Ltd. | CN")
    assert set(matches(held("CAMEL GROUP LTD A"), lists).values()) == {"same issuer"}
    assert len(matches(held("CAMEL GROUP LTD A"), lists)) == 2


def test_a_weak_alias_needs_a_country_that_agrees() -> None:
    lists = entries("us-x | Ezviz Network Co., Ltd. | CN | weak Ezviz")
    assert outcome("EZVIZ", lists) == "possible"
    assert outcome("EZVIZ", lists, country="CN") == "same issuer"
    assert outcome("EZVIZ SECURITY", lists) is None


def test_an_acronym_needs_more_than_a_country_unless_it_is_the_name() -> None:
    alias = entries("us-x | Quern Engine Corporation of China | CN | alias QECC")
    assert outcome("QECC", alias, country="CN") == "possible"
    name = entries("us-x | ZTE Corporation | CN")
    assert outcome("ZTE CORP H", name, country="CN") == "same issuer"
    assert outcome("ZTE CORP H", name) == "possible"


def test_a_misspelled_brand_alone_is_at_most_possible() -> None:
    assert outcome("BEIJING SINNET TECHNOLOGY LTD A", entries("us-x | Beijing Sinonet Technology Co., Ltd. | CN")) in {
        "possible",
        None,
    }
    assert outcome("AISIN CORP", entries("us-x | Aisino Corporation | ")) in {"possible", None}


def test_the_evidence_says_how_the_names_agree_and_how_rare_a_word_is() -> None:
    found = match_issuers(held("HANGZHOU HIKVISION DIGITAL TECHNOL"), SIX, Policy()).row(0, named=True)
    assert found["evidence"] == (
        'name: "HANGZHOU HIKVISION DIGITAL TECHNOL" is the listed name '
        '"Hangzhou Hikvision Digital Technology Co., Ltd." cut at 34 characters; '
        "HIKVISION is rare (fewer than 1 in 14,000 company names)"
    )
    assert found["against"] is None
    assert (found["basis"], found["held"]) == ("name", "HANGZHOU HIKVISION DIGITAL TECHNOL")


def test_what_speaks_against_is_said() -> None:
    found = match_issuers(held("Alibaba Pictures Group Ltd", country="CN"), SIX, Policy()).row(0, named=True)
    assert found["against"] == "the holding also says PICTURES; the list also says HOLDING"


def test_probabilities_of_names_are_never_certain() -> None:
    found = match_issuers(held("Alibaba Group Holding Ltd", "Tencent", "IFLYTEK A", country="CN"), SIX, Policy())
    assert all(probability < 1 for probability in found["probability"])
