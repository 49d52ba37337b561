"""The rows of the built-in lists' tables as they stand in the files, for tests that read facts and not frames."""

from __future__ import annotations

import csv
from pathlib import Path

import clearhold

BUILTIN = Path(clearhold.__file__).parent / "lists" / "builtin"
Row = dict[str, str]


def rows_of(name: str, table: str) -> list[Row]:
    with (BUILTIN / name / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names_of(name: str, entry: str) -> set[str]:
    return {row["name"] for row in rows_of(name, "names") if row["entry"] == entry}


def isins_of(name: str, entry: str) -> set[str]:
    return {row["value"] for row in rows_of(name, "identifiers") if row["entry"] == entry and row["scheme"] == "isin"}


def periods_of(name: str, entry: str) -> list[tuple[str, str]]:
    return [(row["listed_on"], row["delisted_on"]) for row in rows_of(name, "listings") if row["entry"] == entry]


def classes_of(name: str, entry: str) -> set[str]:
    return {row["evidence_class"] for row in rows_of(name, "listings") if row["entry"] == entry}
