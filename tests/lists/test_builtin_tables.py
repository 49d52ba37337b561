"""Every built-in list's tables: what must hold in all of them, whoever made them."""

from __future__ import annotations

import csv
import itertools
import re
import tomllib
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

import pycountry
import pytest

from clearhold.identity.identifiers import SCHEMES, is_valid
from clearhold.lists import load_lists
from clearhold.lists.built_in import COLUMNS, FOLDER
from clearhold.model import EntryType, IdentifierScheme, NameKind, OwnershipRule

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS = sorted(path for path in FOLDER.iterdir() if path.is_dir() and not path.name.startswith((".", "__")))
WORDS = (
    "name",
    "label",
    "title",
    "publisher",
    "evidence",
    "ownership_rule",
    "ownership_note",
    "meaning",
    "licence",
    "source",
    "as_of",
)
ADDRESS = re.compile(r"https?://[^\s\"<>]+")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
READ_ON = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")  # some files that agree on an identifier are dated by their year only

Row = dict[str, str]

each_list = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def rows(folder: Path, table: str) -> list[Row]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def description(folder: Path) -> dict[str, object]:
    return tomllib.loads((folder / "list.toml").read_text(encoding="utf-8"))


def repeated(keys: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [key for key, same in itertools.groupby(sorted(keys)) if len(list(same)) > 1]


@each_list
def test_a_list_says_what_it_is(folder: Path) -> None:
    stated = description(folder)
    assert [word for word in WORDS if not stated.get(word)] == []
    assert stated["name"] == folder.name
    assert len(str(stated["label"])) <= 14
    assert stated["ownership_rule"] in list(OwnershipRule)
    assert ADDRESS.fullmatch(str(stated["source"]))
    assert 2 <= len(re.findall(r"[.!](?:\s|$)", str(stated["meaning"]))) <= 5


def test_names_and_labels_of_lists_are_told_apart_whatever_their_case() -> None:
    described = [description(folder) for folder in FOLDERS]
    words = [str(stated[word]).casefold() for stated in described for word in ("name", "label")]
    assert len(set(words)) == len(words)


@each_list
@pytest.mark.parametrize("table", COLUMNS)
def test_a_table_is_plain_text_in_order(folder: Path, table: str) -> None:
    content = (folder / f"{table}.csv").read_bytes().decode("utf-8")
    assert "\r" not in content
    assert content.endswith("\n")
    assert content == unicodedata.normalize("NFC", content)
    read = rows(folder, table)
    assert read or table == "identifiers"
    assert content.splitlines()[0] == ",".join(COLUMNS[table])
    assert [row["entry"] for row in read] == sorted(row["entry"] for row in read)
    untidy = [
        (row["entry"], column, cell)
        for row in read
        for column, cell in row.items()
        if cell != " ".join(cell.split()) or any(unicodedata.category(mark) in {"Cc", "Cf"} for mark in cell)
    ]
    assert untidy == []


@each_list
def test_nothing_stands_twice(folder: Path) -> None:
    assert repeated([(row["entry"],) for row in rows(folder, "entries")]) == []
    assert repeated([(row["entry"], row["name"]) for row in rows(folder, "names")]) == []
    assert repeated([(r["entry"], r["scheme"], r["value"], r["market"]) for r in rows(folder, "identifiers")]) == []
    assert repeated([tuple(row.values()) for row in rows(folder, "listings")]) == []


@each_list
def test_every_row_is_about_an_entry_and_every_entry_is_named_and_listed(folder: Path) -> None:
    entries = {row["entry"]: row["name"] for row in rows(folder, "entries")}
    assert [entry for entry in entries if not SLUG.fullmatch(entry)] == []
    for table in ("names", "identifiers", "listings"):
        assert {row["entry"] for row in rows(folder, table)} - set(entries) == set(), table
    primary = [(row["entry"], row["name"]) for row in rows(folder, "names") if row["kind"] == NameKind.PRIMARY]
    assert sorted(primary) == sorted(entries.items())
    assert set(entries) - {row["entry"] for row in rows(folder, "listings")} == set()


@each_list
def test_words_of_kind_are_known_ones(folder: Path) -> None:
    assert {row["type"] for row in rows(folder, "entries")} <= set(EntryType)
    assert {row["kind"] for row in rows(folder, "names")} <= set(NameKind)
    assert {row["scheme"] for row in rows(folder, "identifiers")} <= set(IdentifierScheme)
    assert {row["evidence_class"] for row in rows(folder, "listings")} <= {"1", "2", "3", "4"}
    codes = {country.alpha_2 for country in pycountry.countries} | {""}
    assert {row["country"] for row in rows(folder, "entries")} - codes == set()


@each_list
def test_every_fact_has_an_address_and_a_date(folder: Path) -> None:
    for table in ("names", "identifiers"):
        assert [row for row in rows(folder, table) if not ADDRESS.search(row["source"])] == [], table
        assert [row for row in rows(folder, table) if not READ_ON.fullmatch(row["source_date"])] == [], table
    assert [row["source"] for row in rows(folder, "listings") if not ADDRESS.fullmatch(row["source"])] == []
    assert [row["entry"] for row in rows(folder, "listings") if not row["source_date"]] == []
    answered = [row for row in rows(folder, "entries") if row["answer"] or row["answer_source"]]
    assert [row["entry"] for row in answered if not (row["answer"] and ADDRESS.fullmatch(row["answer_source"]))] == []


@each_list
def test_check_digits_are_flagged_as_they_are(folder: Path) -> None:
    wrong = [
        (row["entry"], row["scheme"], row["value"], row["valid"])
        for row in rows(folder, "identifiers")
        if row["valid"]
        != ("true" if row["scheme"] not in SCHEMES or is_valid(row["scheme"], row["value"]) else "false")
    ]
    assert wrong == []


@each_list
def test_days_of_a_listing_follow_one_another_and_its_periods_do_not_overlap(folder: Path) -> None:
    listings = rows(folder, "listings")
    for row in listings:
        days = [date.fromisoformat(row[column]) for column in ("listed_on", "delisted_on") if row[column]]
        assert days == sorted(days), row
        if row["effective_on"] and row["listed_on"]:
            assert date.fromisoformat(row["effective_on"]) >= date.fromisoformat(row["listed_on"]), row
        date.fromisoformat(row["source_date"])
    by_statement: dict[tuple[str, ...], list[Row]] = {}
    for row in listings:
        by_statement.setdefault(
            (row["entry"], row["programme"], row["ground"], row["words"] + row["account"]), []
        ).append(row)
    for periods in by_statement.values():
        periods.sort(key=lambda row: row["listed_on"])
        for earlier, later in itertools.pairwise(periods):
            assert earlier["delisted_on"], (earlier["entry"], "begins again before it has ended")
            assert earlier["delisted_on"] <= later["listed_on"], earlier["entry"]


def test_a_ground_is_spelt_in_one_way_in_all_lists() -> None:
    grounds = {row["ground"] for folder in FOLDERS for row in rows(folder, "listings")}
    assert all(grounds)
    folded: dict[str, set[str]] = {}
    for ground in grounds:
        folded.setdefault(" ".join(re.findall(r"\w+", ground.casefold())), set()).add(ground)
    assert [spellings for spellings in folded.values() if len(spellings) > 1] == []


def test_only_a_human_rights_ground_makes_class_1() -> None:
    for folder in FOLDERS:
        for row in rows(folder, "listings"):
            rights = row["ground"].startswith("human rights: ")
            assert row["evidence_class"] != "1" or rights, (folder.name, row["entry"], row["ground"])
            assert row["evidence_class"] != "2" or not rights, (folder.name, row["entry"], row["ground"])


@each_list
def test_our_own_words_accuse_nobody(folder: Path) -> None:
    loaded = re.compile(
        r"\b(guilty|complicit|complicity|atrocit\w+|genocid\w+|blacklist\w*|perpetrat\w+|must sell)\b", re.IGNORECASE
    )
    ours = [str(description(folder)[word]) for word in ("title", "meaning", "ownership_note", "evidence")]
    ours += [row["ground"] for row in rows(folder, "listings")] + [row["answer"] for row in rows(folder, "entries")]
    assert [text for text in ours if loaded.search(text)] == []


def test_all_built_in_lists_load_into_their_schemas_with_every_row() -> None:
    lists = load_lists()
    assert [each.name for each in lists.lists] == [folder.name for folder in FOLDERS]
    for table, frame in (
        ("entries", lists.entries),
        ("names", lists.names),
        ("identifiers", lists.identifiers),
        ("listings", lists.listings),
    ):
        assert frame.height == sum(len(rows(folder, table)) for folder in FOLDERS), table
    assert lists.problems == ()
