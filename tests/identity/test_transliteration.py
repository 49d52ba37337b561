"""Names in other scripts as their companies spell them in Latin letters, or near enough."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearhold.identity.plain import plain_names
from clearhold.identity.scripts import fold_names
from clearhold.identity.transliteration import script_words, spell_in_latin


def plain(name: str) -> str:
    return str(plain_names(pl.Series([name], dtype=pl.String)).item())


def consonants(name: str) -> str:
    return "".join(letter for letter in name if letter not in "aeiouy")


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Газпром", "gazprom"),
        ("ЛУКОЙЛ", "lukoil"),
        ("ПАО Сбербанк России", "pao sberbank rossii"),
        ("Публичное акционерное общество «НК «Роснефть»", "pao nk rosneft"),
        ("ОАО «Сургутнефтегаз» ап", "oao surgutneftegaz"),
        ("Магнитогорский металлургический комбинат", "magnitogorskiy metallurgicheskiy kombinat"),
        ("Яндекс", "yandex"),
        ("Группа ЛСР (ПАО)", "group lsr pao"),
        ("Корпорация Иркут", "corporation irkut"),
        ("Нафтогаз України", "naftogaz ukrainy"),
        ("ПАТ «Мотор Січ»", "pjsc motor sich"),
        ("Телеком Србија", "telekom srbija"),
        ("Комерцијална банка а.д.", "komercijalna banka jsc"),
        ("Εθνική Τράπεζα", "national bank"),
        ("ΟΠΑΠ Α.Ε.", "opap sa"),
        ("ΓΕΚ ΤΕΡΝΑ", "gek terna"),
        ("ΤΙΤΑΝ Τσιμέντα", "titan cement"),
        ("Μπουτάρης", "boutaris"),
        ("بنك الكويت الوطني ش.م.ك.ع", "bank kuwait national kscp"),
        ("مصرف الراجحي", "bank al rajhi"),
        ("شركة صناعات قطر ش.م.ق", "co industries qatar qsc"),
        ("أوراسكوم للتنمية", "aoraskom development"),
        ("אלביט מערכות בע״מ", "albit systems bm"),
        ('בנק לאומי לישראל בע"מ', "bank lomi israel bm"),
        ("איירפורט סיטי", "airport city"),
    ],
)
def test_names_in_other_scripts_are_spelled_in_latin_letters(name: str, latin: str) -> None:
    assert plain(name) == latin


@pytest.mark.parametrize(
    ("name", "company"),
    [("בזק", "bezeq"), ("מזרחי", "mizrahi"), ("קליל", "klil"), ("جرير", "jarir"), ("زين", "zain")],
)
def test_names_without_vowels_have_the_consonants_of_their_companies(name: str, company: str) -> None:
    assert consonants(plain(name)) == consonants(company).replace("q", "k")


def test_marks_of_direction_and_look_alikes_change_nothing() -> None:
    assert plain("\u202bבזק\u202c") == plain("בזק")
    assert plain("Gаzprom") == "gazprom"  # the second letter is Cyrillic
    assert plain("ПАО\u00a0Газпром\u200f") == "pao gazprom"


@pytest.mark.parametrize("name", ["Südzucker AG", "海康威视", "삼성전자", "トヨタ", "Nestlé", "", "ÅBB", "บริษัท"])
def test_names_in_scripts_of_others_stay(name: str) -> None:
    folded = fold_names(pl.Series([name]))
    assert spell_in_latin(folded).equals(folded)


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Z"]), max_size=30))
def test_no_letter_of_these_scripts_is_left(name: str) -> None:
    spelled = spell_in_latin(fold_names(pl.Series([name], dtype=pl.String)))
    plain_letters = r"[а-яіїєґα-ωا-غف-يא-ת]"
    assert not spelled.str.contains(plain_letters).any()


def test_the_table_of_words_is_written_as_names_are_folded() -> None:
    table = script_words()
    assert set(table["script"]) == {"Arabic", "Cyrillic", "Greek", "Hebrew"}
    assert fold_names(table["word"]).equals(table["word"])
    assert not table["word"].is_duplicated().any()
    assert table["meaning"].str.contains(r"^[a-z ]*$").all()
