"""Names in Chinese, Japanese and Korean script: their parts, what these mean, and how they are read."""

from __future__ import annotations

import polars as pl
import pytest

from clearhold.identity.readings import compound_keys, is_original, read_original, strip_legal_forms


def read(name: str, country: str | None = None) -> tuple[str, str]:
    names = read_original(pl.Series([name]), pl.Series([country], dtype=pl.String)).names
    return names["core"].item(), names["language"].item()


def keys(name: str, how: str, country: str | None = None) -> set[str]:
    told = read_original(pl.Series([name]), pl.Series([country], dtype=pl.String)).keys
    return set(told.filter(pl.col("how") == how)["key"])


@pytest.mark.parametrize(
    ("name", "core", "language"),
    [
        ("杭州海康威视数字技术股份有限公司", "杭州海康威视数字技术", "zh"),
        ("*ST大唐", "大唐", "zh"),
        ("長江和記實業有限公司", "长江和记实业", "zh"),
        ("TCL科技集团股份有限公司", "tcl科技", "zh"),
        ("ソニーグループ株式会社", "ソニー", "ja"),
        ("株式会社村田製作所", "村田制作所", "ja"),
        ("三菱電機株式会社", "三菱电机", "ja"),
        ("삼성전자 주식회사", "삼성전자", "ko"),
        ("(주)대우건설", "대우건설", "ko"),
        ("에스케이하이닉스", "sk하이닉스", "ko"),
    ],
)
def test_a_name_is_read_without_its_legal_form_in_its_language(name: str, core: str, language: str) -> None:
    assert read(name) == (core, language)


def test_characters_alone_are_japanese_where_the_country_says_so() -> None:
    assert read("三井物産")[1] == "ja"
    assert read("三菱重工")[1] == "zh"
    assert read("三菱重工", "JP")[1] == "ja"


def test_what_parts_mean_is_said_in_english() -> None:
    assert {"bank", "china"} <= keys("中国工商银行", "meaning") | keys("中国工商银行", "place")
    assert {"technol", "digitaltechnol"} <= keys("海康威视数字技术", "meaning")
    assert {"shenzhe"} <= keys("深圳能源", "place")
    assert {"electro"} <= keys("삼성전자", "meaning")
    assert {"pharmac"} <= keys("武田薬品工業株式会社", "meaning")


def test_parts_are_read_as_each_place_spells_them() -> None:
    assert "dahua" in keys("浙江大华", "reading")
    assert "haikangweishi" in keys("海康威视", "reading")
    assert {"wahching", "chowtaifook"} & keys("周大福", "older spelling of Hong Kong") == {"chowtaifook"}
    assert "cheungkong" in keys("長江", "spelling of Hong Kong")
    assert "tungi" in keys("統一", "spelling of Taiwan")
    assert "mitsubishi" in keys("三菱", "reading", "JP")
    assert "toyota" in keys("トヨタ自動車", "reading")
    assert "hyundai" in keys("현대자동차", "other reading")
    assert "tcl" in keys("TCL科技", "reading")
    assert "hw" in keys("华为", "initials")


def test_two_characters_may_make_one_word_by_their_meanings() -> None:
    names = read_original(pl.Series(["红星股份有限公司", "绿山家居"]))
    made = compound_keys(names, pl.Series(["redstar", "hongxing", "greenhill", "starred"]))
    assert made.sort("id").select("id", "start", "length", "key").rows() == [
        (0, 0, 2, "redstar"),
        (1, 0, 2, "greenhill"),
    ]


def test_names_in_other_scripts_are_left_out() -> None:
    names = pl.Series(["Hikvision", "股", "", None, "Газпром", "海康"])
    assert read_original(names).names["id"].to_list() == [5]
    assert pl.DataFrame({"name": names}).select(is_original(pl.col("name"))).to_series().to_list() == [
        *(False, False, False, None, False, True)
    ]


def test_nothing_is_read_of_no_names() -> None:
    read = read_original(pl.Series([], dtype=pl.String))
    assert read.names.is_empty()
    assert read.units.is_empty()
    assert read.keys.is_empty()


def test_a_long_name_is_read_to_its_fortieth_unit() -> None:
    assert read_original(pl.Series(["海" * 10_000])).names["units"].to_list() == [40]


def test_legal_forms_of_japan_and_korea_stand_before_or_behind() -> None:
    names = pl.DataFrame(
        {"name": ["株式会社日立製作所", "日立製作所", "㈜대우건설", "현대자동차 주식회사", "株式会社", "海康威视"]}
    )
    stripped = names.select(strip_legal_forms(pl.col("name"))).to_series().to_list()
    assert stripped == ["日立製作所", "日立製作所", "대우건설", "현대자동차", "株式会社", "海康威视"]
