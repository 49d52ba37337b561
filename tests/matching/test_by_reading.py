"""Names in Chinese, Japanese and Korean script against names in Latin letters."""

from __future__ import annotations

import polars as pl
import pytest

from clearhold.matching.by_reading import match_by_reading

LATIN = pl.Series(
    [
        "Hangzhou Hikvision Digital Technology Co Ltd",
        "Zhejiang Dahua Technology Co Ltd",
        "Xinjiang Zhongtai Chemical Co Ltd",
        "Bank of Beijing Co Ltd",
        "Shenzhen Energy Group Co Ltd",
        "Samsung Electronics Co Ltd",
        "Samsung Life Insurance Co Ltd",
        "Toyota Motor Corp",
        "Mitsubishi Electric Corp",
        "Chow Tai Fook Jewellery Group Ltd",
        "Hang Lung Properties Ltd",
        "Hon Hai Precision Industry Co Ltd",
        "Nestle SA",
    ]
)


def best(name: str, country: str | None = None) -> tuple[str, float]:
    """The likeliest Latin name of a company whose name is in another script, and its probability."""
    found = match_by_reading(pl.Series([name]), LATIN, pl.Series([country], dtype=pl.String))
    if found.is_empty():
        return "", 0.0
    first = found.row(0, named=True)
    return LATIN[first["listed"]], first["probability"]


@pytest.mark.parametrize(
    ("name", "country", "latin"),
    [
        ("杭州海康威视数字技术股份有限公司", "CN", "Hangzhou Hikvision Digital Technology Co Ltd"),
        ("浙江大华技术股份有限公司", "CN", "Zhejiang Dahua Technology Co Ltd"),
        ("大华技术", "CN", "Zhejiang Dahua Technology Co Ltd"),
        ("中泰化学", None, "Xinjiang Zhongtai Chemical Co Ltd"),
        ("北京银行股份有限公司", "CN", "Bank of Beijing Co Ltd"),
        ("深圳能源集团股份有限公司", None, "Shenzhen Energy Group Co Ltd"),
        ("周大福珠寶集團有限公司", "HK", "Chow Tai Fook Jewellery Group Ltd"),
        ("恒隆地產有限公司", "HK", "Hang Lung Properties Ltd"),
        ("鴻海精密工業股份有限公司", "TW", "Hon Hai Precision Industry Co Ltd"),
        ("삼성전자 주식회사", "KR", "Samsung Electronics Co Ltd"),
        ("トヨタ自動車株式会社", "JP", "Toyota Motor Corp"),
        ("三菱電機", "JP", "Mitsubishi Electric Corp"),
    ],
)
def test_a_name_finds_its_company_by_reading_and_meaning(name: str, country: str | None, latin: str) -> None:
    found, probability = best(name, country)
    assert found == latin
    assert probability > 0.3


@pytest.mark.parametrize("name", ["贵州茅台酒股份有限公司", "股份有限公司", "技术", "华", "", "雀巢", "카카오"])
def test_another_name_finds_nothing_likely(name: str) -> None:
    assert best(name)[1] < 0.5


def test_either_side_may_be_read() -> None:
    chinese, latin = pl.Series(["浙江大华技术股份有限公司"]), pl.Series(["Zhejiang Dahua Technology Co., Ltd."])
    held, listed = match_by_reading(chinese, latin), match_by_reading(latin, chinese)
    assert held["rule"].to_list() == ["held read"]
    assert listed["rule"].to_list() == ["listed read"]
    assert held["probability"].to_list() == listed["probability"].to_list()


def test_what_stands_for_what_is_told() -> None:
    found = match_by_reading(pl.Series(["浙江大华技术股份有限公司"]), LATIN).row(0, named=True)
    assert found["shared"] == "浙江 zhejiang, 大华 dahua, 技术 technology" or "大华" in found["shared"]
    assert {"characters": "技术", "words": "technology", "how": "meaning"} in found["agreement"]


def test_countries_that_contradict_each_other_are_no_pair() -> None:
    names = pl.Series(["浙江大华技术股份有限公司"]), pl.Series(["Zhejiang Dahua Technology Co., Ltd."])

    def pairs(held: str | None, listed: list[str] | None) -> int:
        countries = pl.Series([held], dtype=pl.String), pl.Series([listed], dtype=pl.List(pl.String))
        return match_by_reading(*names, *countries).height

    assert [pairs("CN", ["CN"]), pairs("HK", ["CN"]), pairs("CN", None), pairs(None, ["JP"])] == [1, 1, 1, 1]
    assert [pairs("CN", ["JP"]), pairs("KR", ["CN", "HK"])] == [0, 0]
    assert pairs("CN", ["KY"]) == 1  # where companies of any country incorporate


def test_batches_and_other_names_change_nothing() -> None:
    names = pl.Series(["浙江大华技术股份有限公司", "中泰化学", "삼성전자", "トヨタ自動車"])
    together = match_by_reading(names, LATIN)
    apart = [match_by_reading(names.slice(at, 1), LATIN).with_columns(pl.col("held") + at) for at in range(len(names))]
    assert pl.concat(apart).equals(together)
    more = match_by_reading(names, pl.concat([LATIN, pl.Series(["Grupo Bimbo SAB de CV", "Ørsted A/S"])]))
    assert more.equals(together)


def test_names_of_nothing_and_of_too_much_are_borne() -> None:
    held = pl.Series([None, "", "股", "海" * 10_000, "\u200b海康\u0000", "nan", "海康威视" + "X" * 10_000])
    listed = pl.Series([None, "", "A", "Hikvision " * 2_000, "\u0000", "股份有限公司"])
    found = match_by_reading(held, listed)
    assert found["probability"].is_between(0, 1).all()
    assert match_by_reading(held, pl.Series([], dtype=pl.String)).is_empty()
    assert match_by_reading(pl.Series([], dtype=pl.String), listed).is_empty()


def test_a_word_that_every_name_has_does_not_make_the_work_grow_beyond_bounds() -> None:
    listed = pl.Series([f"Zhongtai {word} Chemical Co Ltd" for word in range(6_000)])
    found = match_by_reading(pl.Series(["中泰化学"] * 3), listed)
    assert len(found) <= 30
