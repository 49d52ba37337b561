"""What a name may be written as elsewhere: each manipulation on names that show what it does."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearhold.screening.manipulations import Manipulation, manipulate

if TYPE_CHECKING:
    from collections.abc import Iterable

HIKVISION = "Hangzhou Hikvision Digital Technology Co., Ltd."


def all_of(name: str, manipulation: Manipulation, seeds: Iterable[int] = range(60)) -> set[str | None]:
    return {manipulate(name, manipulation, seed) for seed in seeds}


def test_word_order_reverses_rotates_or_changes_neighbours_and_leaves_the_legal_form_last() -> None:
    assert all_of(HIKVISION, Manipulation.ORDER) == {
        "Technology Digital Hikvision Hangzhou Co., Ltd.",
        "Technology Hangzhou Hikvision Digital Co., Ltd.",
        "Hikvision Hangzhou Digital Technology Co., Ltd.",
        "Hangzhou Digital Hikvision Technology Co., Ltd.",
        "Hangzhou Hikvision Technology Digital Co., Ltd.",
    }


def test_a_typo_doubles_drops_or_swaps_one_letter_of_a_long_word() -> None:
    assert all_of("ZTE Dahua Co., Ltd.", Manipulation.TYPO) == {
        *("ZTE DDahua Co., Ltd.", "ZTE Daahua Co., Ltd.", "ZTE Dahhua Co., Ltd.", "ZTE Dahuua Co., Ltd."),
        *("ZTE ahua Co., Ltd.", "ZTE Dhua Co., Ltd.", "ZTE Daua Co., Ltd.", "ZTE Daha Co., Ltd."),
        *("ZTE aDhua Co., Ltd.", "ZTE Dhaua Co., Ltd.", "ZTE Dauha Co., Ltd.", "ZTE Dahau Co., Ltd."),
    }


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("杭州海康威视数字技术股份有限公司", {"Hangzhou Haikang Weishi Shuzi Jishu Gufen Youxian Gongsi"}),
        ("Zhejiang Dahua Technology Co., Ltd.", {"Chechiang Dahua Technology Co., Ltd."}),
        ("XINJIANG TIANYE", {"HSINCHIANG TIENYE"}),
        ("Стройгазмонтаж", {"Stroygazmontazh", "Stroigazmontaj"}),
        ("Österreichische Kontrollbank AG", {"Oesterreichische Kontrollbank AG"}),
        ("KØGE", {"KOEGE"}),
        ("Novatekh", {"Novateh"}),
    ],
)
def test_transliteration_writes_the_name_by_another_custom(name: str, others: set[str]) -> None:
    assert all_of(name, Manipulation.TRANSLITERATION) == others


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("Dahua Co., Ltd.", {"Dahua Company Limited", "Dahua"}),
        ("Dahua Company Limited", {"Dahua Co., Ltd.", "Dahua"}),
        ("PANDA LTD", {"PANDA LIMITED", "PANDA"}),
        ("Gazprom PJSC", {"Gazprom Public Joint Stock Company", "Gazprom"}),
        ("JSC Gazprom", {"Joint Stock Company Gazprom", "Gazprom"}),
        ("Elco Inc.", {"Elco Incorporated", "Elco"}),
        ("大华技术股份有限公司", {"大华技术股份", "大华技术"}),
        ("Siemens AG", {"Siemens Aktiengesellschaft", "Siemens"}),
        ("Telefonica S.A.", {"Telefonica"}),
    ],
)
def test_a_legal_form_is_spelled_otherwise_or_left_out(name: str, others: set[str]) -> None:
    assert all_of(name, Manipulation.LEGAL_FORM) == others


def test_initials_stand_for_the_name_or_for_one_word() -> None:
    assert all_of("China Aerospace Science and Industry Corporation", Manipulation.INITIALS) == {
        "CASIC",
        "C. Aerospace Science and Industry Corporation",
        "China A. Science and Industry Corporation",
        "China Aerospace S. and Industry Corporation",
        "China Aerospace Science and I. Corporation",
    }


def test_diacritics_are_taken_off_or_one_is_put_on() -> None:
    assert all_of("Ingeniería y Economía", Manipulation.DIACRITICS) == {"Ingenieria y Economia"}
    assert all_of("Orsted A/S", Manipulation.DIACRITICS) == {"Oršted A/S", "Orstéd A/S", "Örsted A/S"}
    assert all_of("Ørsted", Manipulation.DIACRITICS) == {"Orsted"}


def test_words_are_run_together_or_split() -> None:
    assert all_of("Panda Group Ltd", Manipulation.SPACING) == {"PandaGroup Ltd"}
    assert all_of("Alibaba", Manipulation.SPACING) == {"Ali baba", "Alib aba"}
    assert all_of("海康威视数字", Manipulation.SPACING) == {"海康 威视数字", "海康威 视数字", "海康威视 数字"}


@pytest.mark.parametrize(
    ("name", "manipulation"),
    [
        ("Hikvision", Manipulation.ORDER),
        ("Hikvision Co., Ltd.", Manipulation.ORDER),
        ("ZTE Corp", Manipulation.TYPO),
        ("海康威视数字技术", Manipulation.TYPO),
        ("Panda Electronics", Manipulation.TRANSLITERATION),
        ("Hikvision", Manipulation.LEGAL_FORM),
        ("Ltd.", Manipulation.LEGAL_FORM),
        ("Hikvision Limited", Manipulation.INITIALS),
        ("海康威视", Manipulation.INITIALS),
        ("海康威视", Manipulation.DIACRITICS),
        ("ZTE", Manipulation.SPACING),
        (HIKVISION, Manipulation.EXACT),
        (HIKVISION, Manipulation.FORMER),
    ],
)
def test_none_is_given_where_a_manipulation_does_not_apply(name: str, manipulation: Manipulation) -> None:
    assert all_of(name, manipulation) == {None}


@given(st.text(max_size=60), st.sampled_from(list(Manipulation)), st.integers())
def test_any_text_gives_the_same_for_the_same_seed_and_never_itself(
    name: str, manipulation: Manipulation, seed: int
) -> None:
    changed = manipulate(name, manipulation, seed)
    assert changed == manipulate(name, manipulation, seed)
    if changed is not None:
        assert changed.strip()
        assert unicodedata.normalize("NFC", changed) != unicodedata.normalize("NFC", name)
