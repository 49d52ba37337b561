"""A Chinese name finds its company: by characters the same issuer, by reading at most possible."""

from __future__ import annotations

import pytest

from clearhold.matching import match_issuers
from clearhold.model import Policy
from tests.matching.notation import entries, held, matches

LISTS = entries(
    "us-x | Hangzhou Hikvision Digital Technology Co., Ltd. | CN | 杭州海康威视数字技术股份有限公司",
    "us-x | Zhejiang Dahua Technology Co., Ltd. | CN | 浙江大华技术股份有限公司 | 大华股份",
    "us-x | Alibaba Group Holding Limited | CN | 阿里巴巴集团控股有限公司",
    "us-x | Tencent Holdings Limited | CN | 腾讯控股有限公司",
)


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("海康威视", "e1"),
        ("杭州海康威视数字技术股份有限公司", "e1"),
        ("海康威视A", "e1"),
        ("Hikvision 海康威视", "e1"),
        ("大华股份", "e2"),
        ("大華股份", "e2"),
        ("浙江大華技術", "e2"),
        ("阿里巴巴-W", "e3"),
        ("騰訊控股", "e4"),
    ],
)
def test_a_chinese_name_finds_its_company(name: str, entry: str) -> None:
    assert matches(held(name), LISTS) == {(name, entry): "same issuer"}


@pytest.mark.parametrize("name", ["沧州大化", "贵州茅台", "中国", "股份有限公司", "控股集团", "华", "数字技术"])
def test_another_chinese_name_finds_nothing(name: str) -> None:
    assert matches(held(name), LISTS) == {}


def test_a_short_name_of_two_characters_in_another_city_is_at_most_possible() -> None:
    assert set(matches(held("沧州大华股份有限公司"), LISTS).values()) <= {"possible"}
    assert matches(held("沧州海康威视"), LISTS) == {}


def test_characters_inside_a_longer_name_are_at_most_possible() -> None:
    found = set(matches(held("腾讯音乐娱乐集团", "新疆海康威视软件有限公司"), LISTS).values())
    assert found <= {"possible", "same group"}


def test_by_reading_alone_a_name_is_at_most_possible() -> None:
    latin = entries("us-x | Xinjiang Zhongtai Chemical Co., Ltd. | CN")
    found = match_issuers(held("新疆中泰化学股份有限公司", country="CN"), latin, Policy()).row(0, named=True)
    assert (found["outcome"], found["basis"]) == ("possible", "reading")
    assert "may be read as" in found["evidence"]


def test_a_chinese_name_by_characters_is_not_read_as_well() -> None:
    found = match_issuers(held("海康威视"), LISTS, Policy())
    assert found["basis"].to_list() == ["characters"]
    own_script = "the listed party's name in its own script"
    assert found["evidence"].to_list() == [
        f'name: "海康威视" shares 海康威视 with {own_script} "杭州海康威视数字技术股份有限公司"'
    ]
