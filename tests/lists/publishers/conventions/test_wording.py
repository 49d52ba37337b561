"""Legal forms, marks and asides in the text of lists, in their own wordings."""

from __future__ import annotations

import pytest

from clearhold.lists.publishers.conventions.asides import (
    bracket_at_the_end,
    former_name,
    number_in_words,
    other_name,
)
from clearhold.lists.publishers.conventions.legal_forms import ends_in_legal_form, has_legal_form, legal_form_at_start
from clearhold.lists.publishers.conventions.marks import bare, without_stop


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Dahua Technology Company.", "Dahua Technology Company"),
        ("Changji Esquel Textile Co. Ltd.", "Changji Esquel Textile Co. Ltd."),
        ("Hytera S.L.U.", "Hytera S.L.U."),
        ("Megvii..", "Megvii"),
        ("Plan B.", "Plan B."),
    ],
)
def test_a_full_stop_stays_only_behind_an_abbreviation(name: str, plain: str) -> None:
    assert without_stop(name) == plain


def test_marks_around_a_name_are_taken_off() -> None:
    assert bare("—“Bingtuan”; ") == "Bingtuan"
    assert bare("“38th” Institute “CETC”,") == "“38th” Institute “CETC”"


def test_a_legal_form_is_told_at_the_start_at_the_end_and_within() -> None:
    assert legal_form_at_start("S.A. de C.V. and others") == "S.A. de C.V."
    assert legal_form_at_start("Binjiang District") == ""
    assert ends_in_legal_form("Li Ning Co., Ltd.,")
    assert not ends_in_legal_form("Import and Export")
    assert not ends_in_legal_form("")
    assert has_legal_form("Sichuan Dawn Ltd. (Higon)")
    assert not has_legal_form("Companion Institute")


def test_the_bracket_that_ends_a_text_is_the_outermost_one() -> None:
    assert bracket_at_the_end("AVIC (and its units (two))") == ("AVIC", "and its units (two)")
    assert bracket_at_the_end("Anglo Saxon (Israel 1992) Ltd.") == ("Anglo Saxon (Israel 1992) Ltd.", None)
    assert bracket_at_the_end("broken)") == ("broken)", None)


def test_asides_give_former_and_other_names() -> None:
    assert former_name("Formerly known as: Cronos Group") == "Cronos Group"
    assert former_name("Cronos, formerly") is None
    assert other_name("a.k.a. Hikvision") == "Hikvision"
    assert other_name("Hikvision") is None


def test_counts_are_read_in_words_from_one_to_twenty() -> None:
    assert [number_in_words(word) for word in ("one", "Seventeen", "twenty", "many", None)] == [1, 17, 20, None, None]
