"""Syllables of Chinese, Japanese and Korean in Latin letters."""

from __future__ import annotations

import polars as pl
import pytest

from clearhold.identity.spelling import spell_hangul, spell_kana, spell_units


@pytest.mark.parametrize(
    ("kana", "spelled"),
    [
        *(
            ("ソ", "so"),
            ("ソー", "so"),
            ("シャ", "sha"),
            ("ジュ", "ju"),
            ("キョ", "kyo"),
            ("ッキ", "kki"),
            ("ティ", "ti"),
        ),
        *(("ファ", "fa"), ("ウェ", "we"), ("ヴァ", "va"), ("ン", "n"), ("しゃ", "sha"), ("ー", "")),
    ],
)
def test_kana_are_spelled_as_hepburn_did_with_short_vowels(kana: str, spelled: str) -> None:
    assert spell_kana(kana) == spelled


@pytest.mark.parametrize(
    ("syllables", "spelled"),
    [
        ("현대", ["hyeondae", "hyundai", "hyuntai"]),
        ("삼성", ["samseong", "samsung", "samsung"]),
        ("금호", ["geumho", "gumho", "kumho"]),
        ("신한", ["sinhan", "shinhan", "shinhan"]),
    ],
)
def test_hangul_is_spelled_by_the_rule_and_as_companies_have_kept_it(syllables: str, spelled: list[str]) -> None:
    read = [spell_hangul(syllable) for syllable in syllables]
    assert ["".join(ways) for ways in zip(*read, strict=True)] == spelled


def test_what_is_no_syllable_of_hangul_has_no_spelling() -> None:
    assert spell_hangul("中") == ("", "", "")


def test_a_character_is_spelled_as_mainland_taiwan_and_hong_kong_do() -> None:
    spelled = spell_units(pl.Series(list("长江新鸿周大福国")))
    assert spelled["pinyin"].to_list() == ["chang", "jiang", "xin", "hong", "zhou", "da", "fu", "guo"]
    assert spelled["taiwan"].to_list() == ["chang", "chiang", "hsin", "hung", "chou", "ta", "fu", "kuo"]
    assert spelled["hong_kong"].to_list() == ["cheung", "kong", "san", "hung", "chau", "tai", "fuk", "kwok"]
    assert spelled["hong_kong_old"].to_list() == ["cheung", "kong", "sun", "hung", "chow", "tai", "fook", "kwok"]


def test_japanese_nouns_of_verbs_and_second_parts_are_spelled_as_in_names() -> None:
    spelled = spell_units(pl.Series(["立", "菱", "東"]))
    assert spelled.select("kun_noun", "kun_voiced").rows() == [("tachi", "datsu"), ("hishi", "bishi"), (None, None)]


def test_latin_letters_are_their_own_spelling_in_every_language() -> None:
    spelled = spell_units(pl.Series(["t", "9"]))
    assert spelled.select(pl.exclude("unit")).unique().height == spelled.height
    assert spelled["korean"].to_list() == ["t", "9"]
