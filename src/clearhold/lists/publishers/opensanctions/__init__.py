"""Any export of OpenSanctions as a list of the user's: entities and changes in JSON lines, and the two tables.

So come the lists of Sheffield Hallam University and of C4ADS too. What OpenSanctions publishes may be used under its
own licence (CC BY-NC 4.0); this program reads the file that a user has, and comes with none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from clearhold.lists.parsed import ParsedList
from clearhold.lists.publishers.opensanctions.collected import Collected
from clearhold.lists.publishers.opensanctions.graph import read_graph
from clearhold.lists.publishers.opensanctions.lines import AppliedDelta, apply_delta, first_object
from clearhold.lists.publishers.opensanctions.tables import (
    SECURITIES,
    SIMPLE,
    headings_of,
    read_rows,
    security_entry,
    simple_entry,
)
from clearhold.lists.rows import ending_of_text
from clearhold.model import CouldNotRead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clearhold.lists.parsed import SourceFile
    from clearhold.model import Problem

__all__ = ["AppliedDelta", "apply_delta", "looks_like_changes", "looks_like_opensanctions", "read_opensanctions"]


def looks_like_opensanctions(file: SourceFile) -> bool:
    """Whether a file is an export of OpenSanctions, by its headings or its first line."""
    return _kind(file) is not None


def looks_like_changes(file: SourceFile) -> bool:
    """Whether an export holds changes to the entities of an earlier one, and not the entities."""
    return _kind(file) == "delta"


def read_opensanctions(files: Sequence[SourceFile]) -> ParsedList:
    """The targets of the files, each with its listings; entities that are no targets are read and not listed.

    Files of changes are applied, in the order given, to the file of entities before them. Parties of one id in several
    files are one entry. Raises CouldNotRead for a file that is no export of OpenSanctions, that is cut or damaged, and
    for changes without the entities that they change.
    """
    collected = Collected()
    for file in _with_changes(files, collected.problems):
        if _kind(file) in {"simple", "securities"}:
            _read_table(file, collected)
        else:
            read_graph(file, collected)
    return ParsedList(
        entries=tuple(collected.entries.values()),
        rows=collected.rows,
        problems=tuple(collected.problems),
        published_on=max(collected.days, default=None),
        ending=ending_of_text(files[-1].content),
    )


def _kind(file: SourceFile) -> str | None:
    found = first_object(file.content)
    if found is not None:
        if isinstance(found.get("entity"), dict) and isinstance(found.get("op"), str):
            return "delta"
        if isinstance(found.get("schema"), str) and isinstance(found.get("properties"), dict) and "id" in found:
            return "entities"
        return None
    headings = headings_of(file.content)
    if all(name in headings for name in SIMPLE):
        return "simple"
    return "securities" if all(name in headings for name in SECURITIES) else None


def _with_changes(files: Sequence[SourceFile], problems: list[Problem]) -> Sequence[SourceFile]:
    """The files to read, changes applied to the entities before them."""
    read: list[SourceFile] = []
    for file in files:
        match _kind(file):
            case None:
                raise CouldNotRead(
                    f"{file.name} is no export of OpenSanctions: neither headings nor first line are of one; give "
                    "entities.ftm.json, targets.simple.csv or securities.csv"
                )
            case "delta":
                before = next((at for at in reversed(range(len(read))) if _kind(read[at]) == "entities"), None)
                if before is None:
                    raise CouldNotRead(f"{file.name} holds changes alone; give entities.ftm.json before it")
                applied = apply_delta(read[before], file)
                read[before] = applied.file
                problems.extend(applied.problems)
            case _:
                read.append(file)
    return read


def _read_table(file: SourceFile, collected: Collected) -> None:
    read = simple_entry if _kind(file) == "simple" else security_entry
    seen: set[str] = set()
    for line, row in read_rows(file):
        collected.rows += 1
        collected.seen(row.get("last_seen", ""))
        entry = read(row, line, file.name, collected)
        if entry is None:
            continue
        if entry.id in seen:
            collected.report(f"the id {entry.id} stands a second time; what it says is added", file.name, line)
        seen.add(entry.id)
        collected.add(entry)
