"""One holding's whole story, from a finished run's folder: what the file says, what it was compared with, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from clearhold.model import BadInput, NotFound, place
from clearhold.screening.stored import load_run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class ExplainedMatch:
    """A pair that was judged, with the listings it leads to: those in force, then the ended or later ones."""

    match: Mapping[str, Any]
    list: Mapping[str, Any]
    entry: Mapping[str, Any]
    listings: Sequence[Mapping[str, Any]]
    other_listings: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A row of a file as the run has it: a holding with its matches, or a row set aside with its reason."""

    place: str
    holding: Mapping[str, Any] | None
    set_aside: Mapping[str, Any] | None
    matches: Sequence[ExplainedMatch]
    base_currency: str | None
    lists_searched: int
    failure: str | None = None  # that the run failed its own check, in a sentence


def explain(out: Path, line: str) -> Explanation:
    """The story of the row named by `LINE`, `SHEET:LINE`, `FILE:LINE` or `FILE:SHEET:LINE`.

    Raises NotFound where no row has that place, and BadInput where several have: the message lists them.
    """
    run = load_run(out)
    found = _rows_at(run.holdings, line)
    aside = _rows_at(run.set_aside, line)
    places = [_place(row) for row in (*found, *aside)]
    if not places:
        raise NotFound(f"{out}: no row of the screened files is at line {line}; see the columns file, sheet and line")
    if len(places) > 1:
        raise BadInput(f"line {line} is in {', '.join(places)}; write FILE:LINE or SHEET:LINE")
    about_the_run = run.summary["value"]["currency"], len(run.summary["lists"]), run.summary.get("failed")
    if aside:
        return Explanation(places[0], None, aside[0], (), *about_the_run)
    holding = found[0]
    own = (pl.col("file") == holding["file"]) & (pl.col("line") == holding["line"])
    own &= pl.col("sheet").eq_missing(pl.lit(holding["sheet"], dtype=pl.String))
    matches = []
    strength = run.findings.filter(own).group_by("list", "entry").agg(pl.col("evidence_class").min())
    judged = run.matches.filter(pl.col("issuer") == holding["issuer"]).join(strength, on=["list", "entry"], how="left")
    order = (pl.col("outcome").to_physical(), "evidence_class", -pl.col("probability"), "list", "entry")
    for match in judged.sort(*order, nulls_last=True).to_dicts():
        key = (pl.col("list") == match["list"]) & (pl.col("entry") == match["entry"])
        matches.append(
            ExplainedMatch(
                match=match,
                list=run.lists.filter(pl.col("list") == match["list"]).row(0, named=True),
                entry=run.entries.filter(key).row(0, named=True),
                listings=run.findings.filter(own & key).to_dicts(),
                other_listings=run.other_listings.filter(own & key).to_dicts(),
            )
        )
    return Explanation(places[0], holding, None, matches, *about_the_run)


def _rows_at(table: pl.DataFrame, named: str) -> list[dict[str, Any]]:
    where, _, number = named.rpartition(":")
    if not number.strip().isdigit():
        raise BadInput(f'"{named}" names no line; write a number such as 214, or FILE:214')
    rows = table.filter(pl.col("line") == int(number))
    if where:
        sheet = pl.col("sheet").fill_null("")
        rows = rows.filter(
            (pl.col("file") == where)
            | pl.col("file").str.ends_with("/" + where)
            | (sheet == where)
            | (pl.col("file") + ":" + sheet == where)
        )
    return rows.to_dicts()


def _place(row: Mapping[str, Any]) -> str:
    return place(row["file"], row["sheet"], row["line"])
