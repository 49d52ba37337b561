"""Names in Chinese, Japanese and Korean script compared by their characters."""

from __future__ import annotations

import polars as pl
import pytest

from clearhold.matching.by_han import match_han_names

LISTED = pl.Series(
    [
        "ソニー",
        "三菱電機",
        "三菱重工業",
        "삼성전자주식회사",
        "삼성",
        "현대자동차(주)",
        "広島銀行",
        "杭州海康威视数字技术股份有限公司",
    ]
)


def found(name: str) -> dict[str, str]:
    """The names that agree with a name, and by which rule."""
    pairs = match_han_names(pl.Series([name]), LISTED)
    return {LISTED[row["listed"]]: row["rule"] for row in pairs.iter_rows(named=True)}


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("ソニーグループ株式会社", "ソニー"),
        ("株式会社三菱電機", "三菱電機"),
        ("三菱电机", "三菱電機"),
        ("삼성전자", "삼성전자주식회사"),
        ("㈜삼성전자", "삼성전자주식회사"),
        ("현대자동차 주식회사", "현대자동차(주)"),
        ("廣島銀行", "広島銀行"),
    ],
)
def test_japanese_and_korean_names_agree_without_their_legal_forms(name: str, listed: str) -> None:
    assert found(name) == {listed: "equal"}


def test_a_chinese_name_agrees_with_the_beginning_of_a_longer_one() -> None:
    assert found("海康威视") == {"杭州海康威视数字技术股份有限公司": "beginning"}


@pytest.mark.parametrize("name", ["삼성생명보험", "현대", "三菱UFJ銀行株式会社", "주식회사", "株式会社"])
def test_a_name_of_the_same_group_does_not_agree_in_japan_and_korea(name: str) -> None:
    assert found(name) == {}
