"""Which lists a run gets for the names it gives."""

from __future__ import annotations

import hashlib
import os
import shutil
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest

from clearhold.lists import catalogue, load_lists
from clearhold.lists.built_in import FOLDER, describe, find_built_in, read_built_in
from clearhold.model import CouldNotRead, NotFound, OwnershipRule
from tests.real_files import DATA, needs_real_files

if TYPE_CHECKING:
    from pathlib import Path

PRESS = "press-uyghur-surveillance"
DESCRIPTION = """
name = "{name}"
label = "Test"
title = "A list for a test"
publisher = "Nobody"
evidence = "research or press"
ownership_rule = "none"
ownership_note = "A report is about the company it names."
meaning = "It means nothing. It is for a test."
licence = "none"
source = "https://example.org/list"
as_of = 2024-05-06
"""
TABLES = {
    "entries": "entry,name,type,country,parent,answer,answer_source\nacme,Acme Ltd,company,GB,,,\n",
    "names": "entry,name,kind,source,source_date\nacme,Acme Ltd,primary,https://example.org/list,2024-05-06\n",
    "identifiers": (
        "entry,scheme,value,market,valid,source,source_date\n"
        "acme,isin,GB0002634946,,false,https://example.org/list,2024-05-06\n"
        "acme,isin,GB0002634947,,true,https://example.org/list,2024-05-06\n"
        "acme,ticker,ACME,XLON,false,https://example.org/list,2024-05-06\n"
    ),
    "listings": (
        "entry,evidence_class,programme,ground,words,account,listed_on,effective_on,delisted_on,source,source_date\n"
        "acme,4,A paper,a ground,,,2024-05-06,,,https://example.org/list,2024-05-06\n"
    ),
}


def a_built_in(folder: Path, name: str = "test-list", **tables: str) -> Path:
    (folder / name).mkdir(parents=True)
    (folder / name / "list.toml").write_text(DESCRIPTION.format(name=name), encoding="utf-8")
    for table, text in (TABLES | tables).items():
        (folder / name / f"{table}.csv").write_text(text, encoding="utf-8")
    return folder


def test_no_name_means_every_built_in_list_by_name() -> None:
    names = [each.name for each in load_lists().lists]
    assert names == sorted(names)
    assert {PRESS, "investor-exclusions", "un-ohchr-settlements"} <= set(names)


def test_a_list_is_asked_for_by_its_name_or_its_label_whatever_the_case() -> None:
    by_name, by_label = load_lists([PRESS]), load_lists(["PRESS"])
    assert [each.name for each in by_name.lists] == [PRESS]
    assert by_label.lists == by_name.lists
    assert by_label.entries.equals(by_name.entries)


def test_lists_come_in_the_order_asked_each_once() -> None:
    lists = load_lists(["un-ohchr-settlements", PRESS, "ohchr"])
    assert [each.name for each in lists.lists] == ["un-ohchr-settlements", PRESS]
    assert lists.entries["list"].unique(maintain_order=True).to_list() == ["un-ohchr-settlements", PRESS]


def test_the_tables_hold_the_lists_asked_for_and_no_other() -> None:
    lists = load_lists([PRESS])
    for table in (lists.entries, lists.names, lists.identifiers, lists.listings):
        assert set(table["list"]) == {PRESS}


def test_an_unknown_name_is_not_found_and_the_nearest_is_named() -> None:
    with pytest.raises(NotFound, match=r'no list is named "pres"; did you mean "press-uyghur-surveillance"\?.*lists'):
        load_lists(["pres"])
    with pytest.raises(NotFound, match=r'"xyzzy"; "clearhold lists" shows'):
        load_lists(["xyzzy"])


def test_a_path_to_nothing_and_a_folder_are_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r'no list and no file is named "no/such\.csv"; check the path'):
        load_lists(["no/such.csv"])
    with pytest.raises(NotFound, match="is a folder"):
        load_lists([str(tmp_path)])


def test_a_version_is_the_publishers_day_and_the_contents_hash(tmp_path: Path) -> None:
    (built_in,) = find_built_in(a_built_in(tmp_path))
    record = describe(built_in, entries=1)
    assert record.version == f"2024-05-06+{record.sha256[:8]}"
    assert record.ownership_rule is OwnershipRule.NONE
    digest = hashlib.sha256()
    for name in ("list.toml", "entries.csv", "names.csv", "identifiers.csv", "listings.csv"):
        content = (tmp_path / "test-list" / name).read_bytes()
        digest.update(f"{name} {len(content)}\n".encode() + content)
    assert record.sha256 == digest.hexdigest()


@pytest.mark.parametrize("name", ["list.toml", "entries.csv", "names.csv", "identifiers.csv", "listings.csv"])
def test_one_letter_changed_in_any_file_is_another_version(tmp_path: Path, name: str) -> None:
    (before,) = find_built_in(a_built_in(tmp_path))
    file = tmp_path / "test-list" / name
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("example.org", "example.com").replace("Acme", "Acne"), encoding="utf-8")
    (after,) = find_built_in(tmp_path)
    assert describe(before, 1).version != describe(after, 1).version


def test_the_same_content_elsewhere_is_the_same_version(tmp_path: Path) -> None:
    shutil.copytree(FOLDER / PRESS, tmp_path / PRESS)
    (copy,) = find_built_in(tmp_path)
    (ours,) = (each for each in find_built_in() if each.name == PRESS)
    assert describe(copy, 4) == describe(ours, 4)


def test_whether_an_identifier_is_valid_is_worked_out_and_not_believed(tmp_path: Path) -> None:
    _, tables = read_built_in(find_built_in(a_built_in(tmp_path)))
    assert dict(tables.identifiers.select("value", "valid").iter_rows()) == {
        "GB0002634946": True,
        "GB0002634947": False,
        "ACME": True,
    }


def test_a_list_with_a_table_missing_is_refused(tmp_path: Path) -> None:
    (a_built_in(tmp_path) / "test-list" / "listings.csv").unlink()
    with pytest.raises(CouldNotRead, match=r"test-list: listings\.csv missing"):
        find_built_in(tmp_path)


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("entries", "entry,name\nacme,Acme Ltd\n"),
        ("entries", TABLES["entries"].replace("company", "firm")),
        ("names", TABLES["names"].replace("primary", "main")),
        ("identifiers", TABLES["identifiers"].replace("ticker", "symbol")),
        ("listings", TABLES["listings"].replace(",4,", ",5,")),
        ("listings", TABLES["listings"].replace("2024-05-06,,", "6 May 2024,,")),
    ],
)
def test_a_list_with_a_word_that_the_schemas_do_not_know_is_refused(tmp_path: Path, table: str, text: str) -> None:
    with pytest.raises(CouldNotRead, match="test-list"):
        read_built_in(find_built_in(a_built_in(tmp_path, **{table: text})))


def test_the_catalogue_counts_entries_listed_and_ended() -> None:
    for each in catalogue():
        assert each.in_force + each.ended == each.entries > 0
        assert each.built_in


def test_an_own_csv_is_loaded_by_its_path_beside_built_in_lists(tmp_path: Path) -> None:
    file = tmp_path / "concern.csv"
    file.write_text("Company;ISIN;Ground\nAcme Ltd;GB0002634946;forced labour\nBeta, plc;;\n", encoding="utf-8")
    lists = load_lists([str(file), "press"])
    assert [each.name for each in lists.lists] == ["concern.csv", PRESS]
    own = lists.entries.filter(lists.entries["list"] == "concern.csv")
    assert own["name"].to_list() == ["Acme Ltd", "Beta, plc"]
    assert lists.lists[0].version.endswith(hashlib.sha256(file.read_bytes()).hexdigest()[:8])


def test_an_own_workbook_is_loaded_with_every_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.create_sheet("Ours")
    first.append(["Our list, May 2024"])
    first.append(["Name", "Ticker", "Listed on"])
    first.append(["Hikvision", "002415", date(2024, 5, 6)])
    other = book.create_sheet("More")
    other.append(["issuer"])
    other.append(["=1+1 Holdings"])
    other["A2"].data_type = "s"
    book.save(tmp_path / "concern.xlsx")
    lists = load_lists([str(tmp_path / "concern.xlsx")])
    assert lists.entries["name"].to_list() == ["Hikvision", "=1+1 Holdings"]
    assert lists.identifiers["value"].to_list() == ["002415"]
    assert lists.listings["listed_on"].to_list() == [date(2024, 5, 6), None]
    assert lists.listings["source"][0].endswith('concern.xlsx sheet "Ours" line 3')


def test_two_own_lists_of_one_file_name_are_kept_apart(tmp_path: Path) -> None:
    for folder, name in (("a", "Acme Ltd"), ("b", "Beta plc")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "mine.csv").write_text(f"name\n{name}\n", encoding="utf-8")
    lists = load_lists([str(tmp_path / "a" / "mine.csv"), str(tmp_path / "b" / "mine.csv")])
    assert lists.entries.select("list", "name").rows() == [("mine.csv", "Acme Ltd"), ("mine.csv (2)", "Beta plc")]


def test_an_own_list_without_dates_is_as_of_the_day_its_file_was_changed(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("name\nAcme Ltd\n", encoding="utf-8")
    os.utime(file, (1_700_000_000, 1_700_000_000))
    assert load_lists([str(file)]).lists[0].as_of == date(2023, 11, 14)


@needs_real_files
@pytest.mark.parametrize(
    ("name", "entries"), [("ohchr_settlements_2026-07-17.csv", 165), ("opensanctions_exports/targets.simple.csv", None)]
)
def test_a_publishers_table_serves_as_an_own_list(name: str, entries: int | None) -> None:
    lists = load_lists([str(DATA / "lists" / name)])
    assert lists.entries.height == entries or entries is None
    assert lists.entries.height > 100
