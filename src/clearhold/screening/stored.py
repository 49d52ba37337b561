"""A finished run's own tables, kept beside its report so that any line can be explained later."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from clearhold.model import CouldNotRead, NotFound

if TYPE_CHECKING:
    from pathlib import Path

    from clearhold.model import Screening

FOLDER = "run"


@dataclass(frozen=True, slots=True)
class StoredRun:
    """What `explain` needs of a run; the tables are those of `model`, holdings joined with what exposure added."""

    holdings: pl.DataFrame
    set_aside: pl.DataFrame
    matches: pl.DataFrame
    findings: pl.DataFrame
    other_listings: pl.DataFrame
    lists: pl.DataFrame
    entries: pl.DataFrame
    summary: dict[str, Any]


def store_run(screening: Screening, out: Path) -> None:
    """Write the run's tables to `out/run/`, each whole or not at all."""
    place = ["file", "sheet", "line"]
    matched = screening.matches.select("list", "entry").unique()
    tables = {
        "holdings": screening.reading.holdings.join(screening.valued, on=place, how="left", nulls_equal=True),
        "set-aside": screening.reading.set_aside,
        "matches": screening.matches.join(
            screening.lists.entries.select("list", "entry", entry_name="name"), on=["list", "entry"], how="left"
        ),
        "other-listings": screening.other_listings,
        "lists": pl.DataFrame(
            [
                {"list": each.name, "title": each.title, "publisher": each.publisher, "meaning": each.meaning}
                for each in screening.lists.lists
            ],
            schema=["list", "title", "publisher", "meaning"],
        ),
        "entries": screening.lists.entries.join(matched, on=["list", "entry"], how="semi"),
    }
    folder = out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        unfinished = folder / f".{name}.parquet.part"
        table.write_parquet(unfinished)
        unfinished.replace(folder / f"{name}.parquet")


def load_run(out: Path) -> StoredRun:
    """The run in a folder that `screen --out` wrote; NotFound where there is none."""
    if not (out / FOLDER).is_dir() or not (out / "summary.json").is_file():
        raise NotFound(f"{out}: no screening lies here; name the folder that was given to --out")

    def table(path: str) -> pl.DataFrame:
        try:
            return pl.read_parquet(out / path)
        except (OSError, pl.exceptions.PolarsError) as fault:
            raise CouldNotRead(f"{out / path}: cannot be read ({fault}); make the screening again") from fault

    return StoredRun(
        holdings=table(f"{FOLDER}/holdings.parquet"),
        set_aside=table(f"{FOLDER}/set-aside.parquet"),
        matches=table(f"{FOLDER}/matches.parquet"),
        findings=table("findings.parquet"),
        other_listings=table(f"{FOLDER}/other-listings.parquet"),
        lists=table(f"{FOLDER}/lists.parquet"),
        entries=table(f"{FOLDER}/entries.parquet"),
        summary=json.loads((out / "summary.json").read_text(encoding="utf-8")),
    )
