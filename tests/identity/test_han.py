"""Names in Chinese characters: simplified and traditional, with and without place, legal form and share marks."""

from __future__ import annotations

import polars as pl

from clearhold.identity.han import has_han, pinyin_words, read_han, read_in_latin, simplify_han


def test_a_chinese_name_is_taken_apart() -> None:
    read = read_han(pl.Series(["杭州海康威视数字技术股份有限公司"])).row(0, named=True)
    assert read == {
        "full": "杭州海康威视数字技术股份有限公司",
        "core": "杭州海康威视数字技术",
        "place": "杭州",
        "rest": "海康威视数字技术",
        "brand": "海康威视",
    }


def test_traditional_characters_and_share_marks_make_no_difference() -> None:
    cores = read_han(pl.Series(["騰訊控股", "腾讯控股", "腾讯控股有限公司", "*ST腾讯", "腾讯-W", "腾讯控股Ａ股"]))[
        "core"
    ]
    assert cores.to_list() == ["腾讯"] * 6


def test_characters_of_taiwan_and_japan_are_written_as_in_simplified_chinese() -> None:
    simplified = simplify_han(pl.Series(["台灣積體電路製造", "広島銀行", "沢井製薬", None, "Hikvision"]))
    assert simplified.to_list() == ["台湾积体电路制造", "广岛银行", "泽井制药", None, "Hikvision"]


def test_a_name_of_only_general_words_keeps_something() -> None:
    assert read_han(pl.Series(["中国银行股份有限公司", "控股集团"]))["core"].to_list() == ["中国银行", "控股集团"]


def test_a_chinese_name_can_be_read_in_latin_letters() -> None:
    readings = read_in_latin(pl.Series(["浙江大华技术股份有限公司", "新疆中泰化学", "中国工商银行"]))
    assert readings.to_list() == [
        "zhejiang dahua technology",
        "xinjiang zhongtai chemical",
        "china industrial and commercial bank",
    ]


def test_one_chinese_character_is_a_mark_and_no_name() -> None:
    frame = pl.DataFrame({"name": ["HIKVISION A股", "海康威视", "Hikvision"]})
    assert frame.select(has_han(pl.col("name"))).to_series().to_list() == [False, True, False]


def test_pinyin_is_told_from_other_words() -> None:
    words = pl.Series(["dahua", "zhongtai", "xian", "hikvision", "engineering", "tencent"])
    assert words.str.contains(pinyin_words()).to_list() == [True, True, True, False, False, False]
