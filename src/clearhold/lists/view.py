"""One list as a reader looks at it: its record, its versions, and the entries listed on a day."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from clearhold.lists.built_in import find_built_in
from clearhold.lists.difference import compare_versions
from clearhold.lists.in_use import VersionInUse, versions_in_use
from clearhold.model import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from clearhold.lists.difference import ListDifference
    from clearhold.lists.manifest import Manifest
    from clearhold.lists.workspace import Workspace
    from clearhold.model import ConcernList


@dataclass(frozen=True, slots=True)
class ListView:
    """A list at a version: `entries` are whole, in the columns of `entries.SCHEMA` and `country`, by name."""

    record: ConcernList
    versions: Sequence[Manifest]
    as_of: date | None
    entries: Sequence[dict[str, Any]]
    problems: Sequence[str]

    def as_dict(self) -> Mapping[str, Any]:
        """The view as it is printed as JSON."""
        return {
            "list": asdict(self.record),
            "as_of": self.as_of,
            "versions": [
                {
                    "version": each.version,
                    "in_use_since": each.judged_at,
                    "entries": each.entries,
                    "ended": each.ended,
                    "sources": [asdict(source) for source in each.sources],
                    "decision": each.decision,
                    "override": asdict(each.override) if each.override else None,
                    "program": each.program,
                }
                for each in self.versions
            ],
            "entries": list(self.entries),
            "problems": list(self.problems),
        }


def view_list(
    name: str,
    workspace: Workspace,
    *,
    as_of: date | None = None,
    known_at: date | None = None,
    version: str | None = None,
    entry: str | None = None,
) -> ListView:
    """A list by its name or label: who is listed as it stands, or was on a day; with `entry` that one, listed or not.

    Raises NotFound for an unknown list, version or entry.
    """
    chosen = find_list(name, workspace, known_at)
    if version is not None:
        chosen = VersionInUse(workspace, workspace.version(chosen.name, version), None)
    entries = chosen.entries
    if entry is not None:
        entries = entries.filter(pl.col("entry") == entry)
        if entries.is_empty():
            raise NotFound(f'{chosen.name} has no entry "{entry}"; find its id with: clearhold lists search WORDS')
    else:
        entries = entries.filter(pl.col("listings").list.eval(_in_force(as_of)).list.any())
    rows = entries.with_columns(country=pl.col("countries").list.first()).sort("name").to_dicts()
    return ListView(
        record=chosen.record,
        versions=workspace.versions(chosen.name),
        as_of=as_of,
        entries=rows,
        problems=chosen.manifest.problems if chosen.manifest else (),
    )


def compare_list(name: str, workspace: Workspace, before: str, after: str | None = None) -> ListDifference:
    """What differs between two versions of a list: named by date, hash or number, `built-in`, or `held` for the one
    that waits for a person. Without `after` it is the one in use. Raises NotFound for a version that is not here.
    """
    in_use = find_list(name, workspace)

    def entries(named: str) -> pl.DataFrame:
        if named == "built-in":
            shipped = next((each for each in find_built_in() if each.name == in_use.name), None)
            if shipped is None:
                raise NotFound(f"{in_use.name} did not come with the program")
            return VersionInUse(workspace, None, shipped).entries
        if named == "held":
            held = workspace.held(in_use.name)
            if held is None:
                raise NotFound(f"no version of {in_use.name} waits for a person")
            return workspace.entries(held)
        return workspace.entries(workspace.version(in_use.name, named))

    return compare_versions(entries(before), in_use.entries if after is None else entries(after))


def find_list(name: str, workspace: Workspace, known_at: date | None = None) -> VersionInUse:
    """The version in use of the list that a name or label means; raises NotFound where none is here."""
    in_use = versions_in_use(workspace, known_at)
    for version in in_use.values():
        if name.casefold() in {version.name.casefold(), version.label.casefold()}:
            return version
    raise NotFound(f'no list is named "{name}"; "clearhold lists" shows those that are here')


def _in_force(day: date | None) -> pl.Expr:
    """Whether a listing is in force; the day of the delisting is the first day out."""
    listed, delisted = (pl.element().struct.field(field) for field in ("listed_on", "delisted_on"))
    if day is None:
        return delisted.is_null()
    return (listed.is_null() | (listed <= day)) & (delisted.is_null() | (delisted > day))
