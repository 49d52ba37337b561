"""Which entries words and identifiers find."""

from __future__ import annotations

import pytest

from clearhold.lists.entries import take_apart
from clearhold.lists.search import search_lists
from clearhold.lists.tables import join_tables
from clearhold.model import BadInput, ConcernLists
from tests.lists.listed import entries


def lists(**texts: tuple[str, ...]) -> ConcernLists:
    """Lists by name, of the parties given."""
    tables = join_tables([take_apart(entries(*parties), name) for name, parties in texts.items()])
    return ConcernLists((), tables.entries, tables.names, tables.identifiers, tables.listings, tables.addresses)


LISTS = lists(
    a=(
        "1: Acme Holdings | CN | alias Acme Solar Group | isin GB0002634946 | ticker 700 HK",
        "2: Société Générale | former Banque Acme @ 2019-01-01 2020-01-01",
        "3: ACME",
        "4: 阿里巴巴集團 | alias Alibaba Group",
    ),
    b=("9: Acme Holdings (Hong Kong) Limited | isin GB0002634947 | registration 91-330/000 @ 2019-01-01",),
)


def found(words: str) -> list[tuple[str, str]]:
    return [(each.list, each.entry) for each in search_lists(words, LISTS)]


def test_the_closest_name_comes_first_and_each_entry_once() -> None:
    assert found("acme") == [("a", "3"), ("a", "2"), ("a", "1"), ("b", "9")]


def test_every_word_must_be_in_one_name_in_any_order() -> None:
    assert found("holdings acme") == [("a", "1"), ("b", "9")]
    assert found("solar acme") == [("a", "1")]
    assert found("solar holdings") == []  # each in another name of the entry


def test_parts_of_words_find_them() -> None:
    assert found("hold acm") == [("a", "1"), ("b", "9")]


@pytest.mark.parametrize("words", ["societe generale", "SOCIÉTÉ GÉNÉRALE", "Société-Générale"])
def test_case_marks_and_points_make_no_difference(words: str) -> None:
    assert found(words) == [("a", "2")]


@pytest.mark.parametrize("words", ["阿里巴巴集團", "阿里巴巴集团", "阿里"])
def test_traditional_and_simplified_characters_find_each_other(words: str) -> None:
    assert found(words) == [("a", "4")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("GB0002634946", [("a", "1")]),
        ("gb 0002 634946", [("a", "1")]),
        ("GB0002634947", [("b", "9")]),  # fails its check, and is found all the same
        ("91330000", [("b", "9")]),
        ("GB000263494", []),  # a part is no identifier
        ("700", []),  # nor are three signs
    ],
)
def test_an_identifier_is_found_whole_however_it_is_written(words: str, expected: list[tuple[str, str]]) -> None:
    assert found(words) == expected


def test_what_was_found_says_where_and_whether_it_is_in_force() -> None:
    (by_name,) = search_lists("banque acme", LISTS)
    assert (by_name.name, by_name.found_in, by_name.country, by_name.in_force) == (
        "Société Générale",
        "Banque Acme",
        None,
        False,
    )
    (by_number,) = search_lists("GB0002634946", LISTS)
    assert (by_number.name, by_number.found_in, by_number.country, by_number.in_force) == (
        "Acme Holdings",
        "ISIN GB0002634946",
        "CN",
        True,
    )


@pytest.mark.parametrize("words", ["", "  ", "-", "…"])
def test_no_words_are_not_everybody(words: str) -> None:
    with pytest.raises(BadInput, match="no words to search for"):
        search_lists(words, LISTS)


@pytest.mark.parametrize("words", ["[", "acme.*", "(acme", "\\"])
def test_signs_that_mean_something_to_machines_are_only_signs(words: str) -> None:
    if any(sign.isalnum() for sign in words):
        assert ("a", "3") in found(words)
    else:
        with pytest.raises(BadInput):
            search_lists(words, LISTS)
