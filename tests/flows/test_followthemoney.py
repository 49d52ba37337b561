"""The built-in lists, exported, in the public followthemoney library: nothing is refused, dropped or changed."""

from __future__ import annotations

import csv
import json
import subprocess
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from clearhold.lists import load_lists
from clearhold.lists.export import STATEMENT_COLUMNS, export_ftm, export_statements

if TYPE_CHECKING:
    from clearhold.model import ConcernLists

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".venv-interop" / "bin" / "python"
LISTS = 10
ENTRIES = 729
LISTINGS = 757

pytestmark = pytest.mark.skipif(not PYTHON.exists(), reason="the library's environment is not here: make interop")


@pytest.fixture(scope="module")
def lists() -> ConcernLists:
    return load_lists()


@pytest.fixture(scope="module")
def loaded(lists: ConcernLists, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("exported")
    for each in lists.lists:
        with (folder / f"{each.name}.ftm.json").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(entity, ensure_ascii=False) + "\n" for entity in export_ftm(lists, each.name))
        with (folder / f"{each.name}.statements.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, STATEMENT_COLUMNS, dialect="unix")
            writer.writeheader()
            writer.writerows(export_statements(lists, each.name))
    script = Path(__file__).with_name("in_followthemoney.py")
    run = subprocess.run([PYTHON, script, folder], capture_output=True, text=True, check=False, cwd=folder)
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def test_the_library_loads_every_entity_and_finds_no_fault(loaded: dict[str, Any]) -> None:
    assert len(loaded) == LISTS
    assert [fault for found in loaded.values() for fault in found["faults"]] == []
    schemas = Counter(entity["schema"] for found in loaded.values() for entity in found["entities"])
    assert schemas["Sanction"] + schemas["Risk"] == LISTINGS
    assert schemas["Company"] + schemas["Organization"] + schemas["Asset"] == ENTRIES
    assert schemas == {"Company": 686, "Organization": 38, "Asset": 5, "Security": 9, "Sanction": 710, "Risk": 47}


def test_statements_make_the_same_entities(loaded: dict[str, Any]) -> None:
    for name, found in loaded.items():
        of_entities = sorted(found["entities"], key=lambda entity: entity["id"])
        of_statements = sorted(found["of_statements"], key=lambda entity: entity["id"])
        assert of_entities == of_statements, name


def test_names_countries_and_identifiers_are_those_of_the_lists(lists: ConcernLists, loaded: dict[str, Any]) -> None:
    for each in lists.lists:
        parties, securities = parties_of(loaded[each.name]["entities"])
        of_list = lists.entries.filter(pl.col("list") == each.name)
        assert len(parties) == of_list.height
        for entry, name, countries in of_list.select("entry", "name", "countries").iter_rows():
            party = parties[f"clearhold-{each.name}--{entry}"]
            written = of_entry(lists.names, each.name, entry)
            assert party["names"] == sorted(set(written["name"]))
            assert name in party["names"]
            assert party["countries"] == sorted(code.lower() for code in countries)
            numbers = of_entry(lists.identifiers, each.name, entry).iter_rows(named=True)
            stated = {
                f"{row['value']} {row['market']}" if row["scheme"] == "ticker" and row["market"] else row["value"]
                for row in numbers
            }
            assert {*party["identifiers"], *securities.get(party["id"], ())} == stated


def test_every_listing_period_points_to_its_party_with_its_days(lists: ConcernLists, loaded: dict[str, Any]) -> None:
    for each in lists.lists:
        pointing = Counter(
            (entity["points_to"][0], tuple(entity["dates"]))
            for entity in loaded[each.name]["entities"]
            if entity["schema"] in {"Sanction", "Risk"}
        )
        stated = Counter(
            (f"clearhold-{each.name}--{entry}", tuple(sorted({str(day) for day in days if day})))
            for entry, *days in lists.listings.filter(pl.col("list") == each.name)
            .select("entry", "listed_on", "effective_on", "delisted_on")
            .iter_rows()
        )
        assert pointing == stated


def parties_of(entities: list[dict[str, Any]]) -> tuple[dict[str, dict[str, Any]], dict[str, set[str]]]:
    """The entities that are entries, by id, and the numbers of the securities that each issued."""
    parties = {entity["id"]: entity for entity in entities if entity["schema"] in {"Company", "Organization", "Asset"}}
    securities: dict[str, set[str]] = {}
    for entity in entities:
        if entity["schema"] == "Security":
            securities.setdefault(entity["points_to"][0], set()).update(entity["identifiers"])
    return parties, securities


def of_entry(table: pl.DataFrame, name: str, entry: str) -> pl.DataFrame:
    return table.filter(pl.col("list") == name, pl.col("entry") == entry)
