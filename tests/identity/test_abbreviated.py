"""Abbreviations of words and of phrases: what they stand for, and what the tables keep to."""

from __future__ import annotations

import polars as pl
import pytest

from clearhold.identity.abbreviated import abbreviated_phrases
from clearhold.identity.names import abbreviations

WORDS: dict[str, set[str]] = {}
for short, full in abbreviations().iter_rows():
    WORDS.setdefault(short, set()).add(full)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        *(("hldgs", "holding"), ("hlgs", "holding"), ("hold", "holding"), ("gp", "group"), ("intl", "international")),
        *(("ppt", "property"), ("comm", "communication"), ("comm", "commercial"), ("sec", "securities")),
        *(("svcs", "service"), ("whsl", "wholesale"), ("machs", "machine"), ("sthn", "southern"), ("edu", "education")),
        *(("versicher", "insurance"), ("masch", "machinery"), ("dt", "deutsche"), ("bet", "beteiligung")),
        *(("insaat", "construction"), ("tic", "ticaret"), ("asuransi", "insurance"), ("kumpulan", "group")),
        *(("inversiones", "investment"), ("part", "participacoes"), ("siderurgica", "steel"), ("bco", "bank")),
        *(("gz", "guangzhou"), ("sz", "shenzhen"), ("hlj", "heilongjiang"), ("js", "jiangsu"), ("sx", "shanxi")),
    ],
)
def test_what_houses_shorten_is_known(short: str, full: str) -> None:
    assert full in WORDS[short]


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("re", "real estate"),
        ("nz", "new zealand"),
        ("gyo", "gayrimenkul yatirim ortakligi"),
        ("rd", "research development"),
    ],
)
def test_short_words_that_stand_for_several_are_known(short: str, full: str) -> None:
    assert not abbreviated_phrases().filter(pl.col("short") == short, pl.col("full") == full).is_empty()


def test_the_tables_have_plain_words_and_say_nothing_twice() -> None:
    for table, pattern in ((abbreviations(), r"^[a-z0-9]+$"), (abbreviated_phrases(), r"^[a-z0-9]+(?: [a-z0-9]+)*$")):
        assert table["short"].str.contains(pattern).all()
        assert table["full"].str.contains(pattern).all()
        assert not table.is_duplicated().any()


def test_a_word_that_may_stand_for_itself_stands_for_something_else_too() -> None:
    assert [short for short, full in WORDS.items() if full == {short}] == []
