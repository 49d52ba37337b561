"""`clearhold lists search`."""

from __future__ import annotations

import pytest

from tests.cli.lists.desk import HIKVISION, Desk, found


@pytest.mark.parametrize("words", [["hikvision"], ["海康威視"], ["海康威视"], ["CNE100000PM8"], ["cne 100000pm8"]])
def test_a_company_is_found_by_words_characters_and_identifiers(words: list[str], desk: Desk) -> None:
    said = desk.lists("search", *words, "--list", "us-1260h", "--list", "s.889")
    assert said.code == 0
    assert sorted(found(said)) == ["us-1260h", "us-s889"]
    assert f"  clearhold lists show us-s889 {HIKVISION}" in said.out.splitlines()
    assert said.out.splitlines()[-1] == "2 entries found in 2 lists"


def test_what_an_entry_was_found_by_is_told_where_it_is_not_its_name(desk: Desk) -> None:
    said = desk.lists("search", "002415", "--list", "us-s889")
    assert said.out.splitlines()[0] == (
        "us-s889  Hangzhou Hikvision Digital Technology Company, CN · found by ticker 002415"
    )
    said = desk.lists("search", "huawei", "tech", "comp", "--list", "us-s889")
    assert said.out.splitlines()[0] == "us-s889  Huawei Technologies Company, CN"
    assert "· found by ISIN CNE100000PM8" in desk.lists("search", "CNE100000PM8", "--list", "us-s889").out


def test_who_is_no_longer_listed_is_found_and_told(desk: Desk) -> None:
    said = desk.lists("search", "megvii", "--list", "us-1260h")
    assert said.out.splitlines()[0].endswith("· no longer listed")


def test_a_search_that_finds_nothing_says_how_to_ask_otherwise(desk: Desk) -> None:
    said = desk.lists("search", "zzqq")
    assert (said.code, said.out.splitlines()) == (
        0,
        [
            "0 entries found in 10 lists",
            "  every word must be in one name: try fewer, or parts of words, or an identifier",
        ],
    )
    assert "no words to search for; give a name's words or an identifier" in desk.refused("search", " - ")
    assert "Missing argument 'WORDS'" in desk.refused("search")


def test_a_file_is_searched_too_and_no_command_is_named_that_would_not_find_it(desk: Desk) -> None:
    own = desk.file("own.csv", "name\nAcme Holdings\n")
    assert desk.lists("search", "acme", "--list", own).out == "own.csv  Acme Holdings\n1 entry found in 1 list\n"


def test_what_is_found_is_told_as_json(desk: Desk) -> None:
    assert desk.lists("search", "zte", "--list", "us-s889", "--json").json == {
        "found": [
            {
                "list": "us-s889",
                "entry": "zte-corporation",
                "name": "ZTE Corporation",
                "country": "CN",
                "found_in": "ZTE Corporation",
                "in_force": True,
            }
        ]
    }
