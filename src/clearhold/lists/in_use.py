"""Which version of a list is in use: the newer of the one in the workspace and the one that came with the program."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from clearhold.lists.built_in import BuiltIn, describe, find_built_in, read_built_in
from clearhold.lists.entries import gather, open_entries, take_apart
from clearhold.lists.manifest import DatedBy
from clearhold.model import ConcernList, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import polars as pl

    from clearhold.lists.manifest import Manifest
    from clearhold.lists.tables import ListTables
    from clearhold.lists.workspace import Workspace


@dataclass(frozen=True, eq=False)
class VersionInUse:
    """A version of a list: one of the workspace's with its manifest, or the built-in one."""

    workspace: Workspace
    manifest: Manifest | None
    built_in: BuiltIn | None

    @property
    def name(self) -> str:
        """The list's name."""
        return self.manifest.name if self.manifest else self._shipped.name

    @property
    def label(self) -> str:
        """The short name for narrow columns, which commands take too."""
        return self.manifest.description.label if self.manifest else self._shipped.label

    @property
    def as_of(self) -> date:
        """The date of the version."""
        return self.manifest.as_of if self.manifest else self._shipped.as_of

    @property
    def dated_by(self) -> DatedBy:
        """Whose date that is."""
        return self.manifest.dated_by if self.manifest else DatedBy.PUBLISHER

    @cached_property
    def entries(self) -> pl.DataFrame:
        """The entries, in the columns of `entries.SCHEMA`; a stored version's hash is checked."""
        if self.manifest is not None:
            return self.workspace.entries(self.manifest)
        return gather(self._built_in_tables)

    @cached_property
    def tables(self) -> ListTables:
        """The tables that a screening uses."""
        if self.manifest is not None:
            return take_apart(self.entries, self.manifest.name)
        return self._built_in_tables

    @cached_property
    def record(self) -> ConcernList:
        """The list at this version, as reports show it."""
        if self.manifest is not None:
            return record_of(self.manifest)
        return describe(self._shipped, self._built_in_tables.entries.height)

    @cached_property
    def _built_in_tables(self) -> ListTables:
        return read_built_in([self._shipped])[1]

    @property
    def _shipped(self) -> BuiltIn:
        if self.built_in is None:
            raise ValueError("a version is the workspace's or built in")
        return self.built_in


def versions_in_use(workspace: Workspace, known_at: date | None = None) -> Mapping[str, VersionInUse]:
    """The version in use of every list that is here, by name: built-in ones, then those of the workspace alone.

    With `known_at` it is the version that was in use at the end of that day; a built-in version counts as known from
    its own date on.
    """
    found = {each.name: each for each in find_built_in()}
    names = [*found, *(name for name in workspace.names() if name not in found)]
    in_use = {name: version_in_use(workspace, name, found.get(name), known_at) for name in names}
    return {name: version for name, version in in_use.items() if version is not None}


def lists_unknown(workspace: Workspace, known_at: date) -> Sequence[Problem]:
    """The lists that are here and of which no version was known at the end of a day, each as a problem that says so."""
    known = versions_in_use(workspace, known_at)
    return [
        Problem(
            name,
            f"no version was known on {known_at}; the first one here is of {_first_day(workspace, version)}: the list "
            "is left out",
        )
        for name, version in versions_in_use(workspace).items()
        if name not in known
    ]


def _first_day(workspace: Workspace, version: VersionInUse) -> date:
    accepted = [each.judged_at.date() for each in workspace.versions(version.name)]
    return min([*accepted, *([version.as_of] if version.built_in else [])])


def version_in_use(
    workspace: Workspace, name: str, built_in: BuiltIn | None, known_at: date | None = None
) -> VersionInUse | None:
    """The version in use of one list, or None where none was known."""
    manifest = workspace.current(name, known_at)
    if built_in is not None and known_at is not None and built_in.as_of > known_at:
        built_in = None
    if manifest is not None and built_in is not None and built_in.as_of > manifest.as_of:
        manifest = None  # a newer program brings a newer list
    if manifest is None and built_in is None:
        return None
    return VersionInUse(workspace, manifest, None if manifest else built_in)


def record_of(manifest: Manifest) -> ConcernList:
    """The list at a stored version, as reports show it."""
    return ConcernList(
        **manifest.description.by_field(),
        version=manifest.version,
        as_of=manifest.as_of,
        sha256=manifest.snapshot,
        entries=manifest.entries + manifest.ended,
        built_in=False,
        accepted_at=manifest.judged_at,
    )


def count_open(entries: pl.DataFrame) -> tuple[int, int]:
    """How many entries have a listing that has not ended, and how many have none."""
    in_force = open_entries(entries).height
    return in_force, entries.height - in_force
