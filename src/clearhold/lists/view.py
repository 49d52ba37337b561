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


CURRENT, HELD, BUILT_IN = "current", "held", "built-in"


@dataclass(frozen=True, slots=True)
class ListView:
    """A list at a version: `entries` are whole, in the columns of `entries.SCHEMA` and `country`, by name."""

    record: ConcernList
    came_with: date | None  # the day of the version that came with the program
    versions: Sequence[Manifest]
    held: Manifest | None  # the one that waits for a person
    as_of: date | None
    entries: Sequence[dict[str, Any]]
    problems: Sequence[str]

    def as_dict(self) -> Mapping[str, Any]:
        """The view as it is printed as JSON."""
        return {
            "list": asdict(self.record),
            "as_of": self.as_of,
            "came_with_the_program": self.came_with,
            "versions": [{"in_use_since": each.judged_at, **_told(each)} for each in self.versions],
            "waiting": {"judged_at": self.held.judged_at, **_told(self.held)} if self.held else None,
            "entries": list(self.entries),
            "problems": list(self.problems),
        }


def _told(manifest: Manifest) -> Mapping[str, Any]:
    return {
        "version": manifest.version,
        "entries": manifest.entries,
        "ended": manifest.ended,
        "sources": [asdict(source) for source in manifest.sources],
        "decision": manifest.decision,
        "reasons": list(manifest.reasons),
        "override": asdict(manifest.override) if manifest.override else None,
        "program": manifest.program,
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

    `version` is named as for `find_version`. Raises NotFound for an unknown list, version or entry.
    """
    held = workspace.held(name) if version == HELD else None
    if held is not None:  # perhaps of a list that has no version in use yet
        chosen = VersionInUse(workspace, held, None)
    else:
        chosen = find_list(name, workspace, known_at)
        chosen = chosen if version is None else find_version(chosen, version)
    entries = chosen.entries
    if entry is not None:
        entries = entries.filter(pl.col("entry") == entry)
        if entries.is_empty():
            raise NotFound(f'{chosen.name} has no entry "{entry}"; find its id with: clearhold lists search WORDS')
    else:
        entries = entries.filter(pl.col("listings").list.eval(_in_force(as_of)).list.any())
    rows = (
        entries.with_columns(country=pl.col("countries").list.first())
        .sort(pl.col("name").str.to_lowercase(), "entry")
        .to_dicts()
    )
    return ListView(
        record=chosen.record,
        came_with=_came_with(chosen.name),
        versions=workspace.versions(chosen.name),
        held=workspace.held(chosen.name),
        as_of=as_of,
        entries=rows,
        problems=chosen.manifest.problems if chosen.manifest else (),
    )


@dataclass(frozen=True, slots=True)
class ComparedVersions:
    """Two versions of a list, and what differs from the one to the other."""

    before: ConcernList
    after: ConcernList
    difference: ListDifference

    def as_dict(self) -> Mapping[str, Any]:
        """The comparison as it is printed as JSON."""
        return {
            "list": self.after.name,
            "before": self.before.version,
            "after": self.after.version,
            **asdict(self.difference),
        }


def compare_list(name: str, workspace: Workspace, before: str, after: str | None = None) -> ComparedVersions:
    """What differs between two versions of a list, each named as for `find_version`; without `after` it is the one in
    use. Raises NotFound for a version that is not here.
    """
    in_use = find_list(name, workspace)
    earlier, later = find_version(in_use, before), find_version(in_use, after or CURRENT)
    return ComparedVersions(earlier.record, later.record, compare_versions(earlier.entries, later.entries))


def find_version(in_use: VersionInUse, named: str) -> VersionInUse:
    """Another version of a list: by day, hash or number; `current` is the one in use, `built-in` the one that came with
    the program, `held` the one that waits for a person. Raises NotFound for a version that is not here.
    """
    workspace, name = in_use.workspace, in_use.name
    if named == CURRENT:
        return in_use
    if named == BUILT_IN:
        shipped = next((each for each in find_built_in() if each.name == name), None)
        if shipped is None:
            raise NotFound(f'{name} did not come with the program; "clearhold lists show {name}" shows its versions')
        return VersionInUse(workspace, None, shipped)
    if named == HELD:
        held = workspace.held(name)
        if held is None:
            raise NotFound(f'no version of {name} waits for a person; "clearhold lists show {name}" shows its versions')
        return VersionInUse(workspace, held, None)
    if not workspace.versions(name):
        raise NotFound(f"{name} has no version {named} here; the built-in one is the only one")
    return VersionInUse(workspace, workspace.version(name, named), None)


def _came_with(name: str) -> date | None:
    return next((each.as_of for each in find_built_in() if each.name == name), None)


def find_list(name: str, workspace: Workspace, known_at: date | None = None) -> VersionInUse:
    """The version in use of the list that a name or label means; raises NotFound where none is here."""
    in_use = versions_in_use(workspace, known_at)
    for version in in_use.values():
        if name.casefold() in {version.name.casefold(), version.label.casefold()}:
            return version
    if workspace.held(name) is not None:
        raise NotFound(
            f"{name} has no version in use, but one that waits for a person; look at it with: "
            f"clearhold lists show {name} --version {HELD}"
        )
    raise NotFound(f'no list is named "{name}"; "clearhold lists" shows those that are here')


def _in_force(day: date | None) -> pl.Expr:
    """Whether a listing is in force; the day of the delisting is the first day out."""
    listed, delisted = (pl.element().struct.field(field) for field in ("listed_on", "delisted_on"))
    if day is None:
        return delisted.is_null()
    return (listed.is_null() | (listed <= day)) & (delisted.is_null() | (delisted > day))
