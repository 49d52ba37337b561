"""A list as one table of whole entries, and as the tables of a screening."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearhold.lists.built_in import find_built_in, read_built_in
from clearhold.lists.entries import NESTED, SCHEMA, gather, settle, spread, take_apart
from clearhold.lists.parsed import ParsedList
from tests.lists.listed import entries, parsed, party, sent


@pytest.mark.parametrize("built_in", find_built_in(), ids=lambda each: each.name)
def test_a_list_taken_apart_and_gathered_again_is_the_same(built_in: object) -> None:
    _, tables = read_built_in([built_in])  # type: ignore[list-item]
    gathered = gather(tables)
    again = take_apart(gathered, built_in.name)  # type: ignore[attr-defined]
    for table in ("entries", "names", "identifiers", "listings", "addresses"):
        assert getattr(again, table).equals(getattr(tables, table)), table
    assert gathered.schema == SCHEMA


def test_an_entry_comes_through_the_wire_as_its_parser_made_it() -> None:
    (row,) = parsed(
        "30946: HIKVISION | CN | alias Hik | weak EZVIZ | original 海康威视 | isin CNE100000PM8 | ticker 002415 CN "
        "| parent CETC | at 555 Qianmo Road @ 2021-06-03 [CMIC] @ 2019-10-09 2020-01-01 [EL]"
    ).entries.to_dicts()
    assert row["entry"] == row["publisher_id"] == "30946"
    assert [(name["name"], name["kind"]) for name in row["names"]] == [
        ("HIKVISION", "primary"),
        ("Hik", "strong alias"),
        ("EZVIZ", "weak alias"),
        ("海康威视", "original script"),
    ]
    assert [(each["scheme"], each["value"], each["market"]) for each in row["identifiers"]] == [
        ("isin", "CNE100000PM8", None),
        ("ticker", "002415", "CN"),
    ]
    assert (row["countries"], row["parents"]) == (["CN"], ["CETC"])
    assert row["addresses"] == [{"address": "555 Qianmo Road", "country": None}]
    assert [(period["programme"], period["listed_on"], period["delisted_on"]) for period in row["listings"]] == [
        ("CMIC", date(2021, 6, 3), None),
        ("EL", date(2019, 10, 9), date(2020, 1, 1)),
    ]


def test_an_id_made_of_a_name_is_no_publishers_id() -> None:
    told = sent(ParsedList([party("acme: Acme Ltd", own_id=False)], 1))
    assert told.entries["publisher_id"].to_list() == [None]
    assert not told.own_ids


def test_an_identifier_that_fails_its_check_is_kept_flagged_and_told() -> None:
    settled, problems = settle(
        parsed("1: CNOOC | isin BRC1EODR004 | isin US1261321095 | isin us1261321095").entries, "cons.xml"
    )
    assert spread(settled, "identifiers").select("value", "valid").rows() == [
        ("BRC1EODR004", False),
        ("US1261321095", True),
    ]
    assert [str(problem) for problem in problems] == [
        "cons.xml: ISIN BRC1EODR004 of the entry 1 fails its check; it is kept, flagged and not matched on"
    ]


def test_an_id_that_stands_twice_is_told_and_nobody_is_lost() -> None:
    settled, problems = settle(parsed("7: Acme Ltd", "7: Acme Ltd", "7: Beta plc", "8: Gamma").entries, "list.csv")
    assert settled.select("entry", "name").rows() == [("7", "Acme Ltd"), ("7-2", "Beta plc"), ("8", "Gamma")]
    assert [problem.message.partition(";")[0] for problem in problems] == [
        'the id 7 of "Acme Ltd" stands a second time',
        'the id 7 also names another party, "Beta plc"',
    ]


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("Hikvision 2", "Latin"),
        ("海康威视", "Han"),
        ("トヨタ自動車", "Katakana"),
        ("ソニー", "Katakana"),
        ("삼성전자", "Hangul"),
        ("Газпром", "Cyrillic"),
        ("شركة", "Arabic"),
        ("בנק הפועלים", "Hebrew"),
        ("Zhejiang Dahua 大华", "Latin"),
        ("360", None),
    ],
)
def test_a_names_script_is_that_of_most_of_its_letters(name: str, script: str | None) -> None:
    assert spread(entries(f"1: {name}"), "names")["script"].to_list() == [script]


def test_an_entry_without_names_of_a_kind_has_empty_lists_and_no_nulls() -> None:
    (row,) = entries("1: Acme").to_dicts()
    assert [row[column] for column in ("identifiers", "addresses", "parents", "countries")] == [[], [], [], []]
    assert set(NESTED) <= set(SCHEMA)


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30), min_size=1, max_size=8))
def test_any_name_comes_through_the_wire_as_it_is(names: list[str]) -> None:
    from clearhold.lists.parsed import ParsedEntry, ParsedName
    from clearhold.model import EntryType

    told = [ParsedEntry(str(n), EntryType.COMPANY, (ParsedName(name),), ()) for n, name in enumerate(names)]
    assert sent(ParsedList(told, len(told))).entries["name"].to_list() == names


def test_a_number_behind_an_id_never_makes_the_id_of_another_party() -> None:
    settled, _ = settle(parsed("7: Acme Ltd", "7-2: Alpha", "7: Beta plc", "7: Gamma").entries, "list.csv")
    assert settled["entry"].to_list() == ["7", "7-2", "7-3", "7-4"]
