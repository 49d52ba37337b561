"""Brings lists up to date from their publishers, or from files that the user has downloaded or made.

Each list stands alone: one that cannot be had, or is not taken, leaves its old version in use and says so.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from clearhold.lists.built_in import built_in_named
from clearhold.lists.delivery import from_disk, from_server
from clearhold.lists.difference import compare_versions
from clearhold.lists.fetch import Validators
from clearhold.lists.in_use import version_in_use, versions_in_use
from clearhold.lists.judging import Candidate, decide
from clearhold.lists.manifest import DatedBy, Decision
from clearhold.lists.publishers import publishers
from clearhold.model import ClearholdError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from clearhold.lists.delivery import Delivered
    from clearhold.lists.fetch import Fetcher
    from clearhold.lists.in_use import VersionInUse
    from clearhold.lists.manifest import Manifest
    from clearhold.lists.parsing import Parsed, ParsingProcesses
    from clearhold.lists.publisher import Publisher
    from clearhold.lists.workspace import Workspace

_AT_ONCE = 4  # lists; more would only wait for one another's parsing


class Updated(StrEnum):
    """What became of asking for a list's new version."""

    ACCEPTED = "accepted"
    UNCHANGED = "unchanged"
    HELD = "held for a person"
    REFUSED = "refused"
    NOT_ASKED = "could not ask"
    BY_HAND = "to be fetched by hand"


@dataclass(frozen=True, slots=True)
class Changes:
    """How many entries differ between the version in use before and the new one."""

    added: int
    removed: int
    changed_names: int
    changed_identifiers: int

    def __str__(self) -> str:
        return (
            f"{self.added:,} added, {self.removed:,} no longer listed, {self.changed_names:,} with changed names, "
            f"{self.changed_identifiers:,} with changed identifiers"
        )


@dataclass(frozen=True, slots=True)
class Update:
    """What became of one list: `manifest` is of the version in use afterwards, where the workspace has one, and
    `changes` are those of the new version, in use or waiting. `waits`: the new version is kept for a person to look at.
    """

    name: str
    updated: Updated
    words: str
    manifest: Manifest | None = None
    problems: Sequence[str] = ()
    changes: Changes | None = None
    waits: bool = False

    @property
    def is_fine(self) -> bool:
        """Whether nothing is left to do here; a list that only a person can fetch is no failure of asking."""
        return self.updated in {Updated.ACCEPTED, Updated.UNCHANGED, Updated.BY_HAND}


def updatable(workspace: Workspace) -> Sequence[Publisher]:
    """The publishers of the lists that are here, by the lists' names."""
    here = versions_in_use(workspace)
    return [publisher for publisher in publishers() if publisher.name in here]


def update_lists(
    chosen: Sequence[Publisher],
    workspace: Workspace,
    fetcher: Fetcher,
    parsers: ParsingProcesses,
    progress: Callable[[str, str], None] = lambda _name, _step: None,
) -> Sequence[Update]:
    """What became of each list, in the order asked; several at a time. `progress` is told a list and its step."""

    def one(publisher: Publisher) -> Update:
        try:
            return _update(publisher, workspace, fetcher, parsers, lambda step: progress(publisher.name, step))
        except ClearholdError as fault:  # what is kept of this list was changed; the others go on
            return Update(publisher.name, Updated.REFUSED, str(fault))

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(one, chosen))


def update_from_files(
    publisher: Publisher,
    files: Sequence[Path],
    workspace: Workspace,
    parsers: ParsingProcesses,
    *,
    dated: date | None = None,
) -> Update:
    """What became of a publisher's list whose files a person has downloaded; they are judged as fetched ones are.

    `dated` is the publisher's date of the files, for formats that do not say it.
    """
    delivered = [from_disk(path, dated) for path in files]
    with workspace.locked(publisher.name):
        return _Taking(publisher, workspace, parsers, by_hand=True).take(delivered)


def _update(
    publisher: Publisher,
    workspace: Workspace,
    fetcher: Fetcher,
    parsers: ParsingProcesses,
    progress: Callable[[str], None],
) -> Update:
    name = publisher.name
    if publisher.refuses_programs:
        words = (
            f"its publisher wants no programs: download it from {publisher.description.source} and give it with --from"
        )
        return Update(name, Updated.BY_HAND, words, workspace.current(name))
    progress("asking")
    with workspace.locked(name):
        try:
            fetched = publisher.fetch(fetcher, _validators(workspace.current(name)))
        except ClearholdError as fault:
            workspace.note(name, Updated.NOT_ASKED, str(fault))
            return Update(name, Updated.NOT_ASKED, str(fault), workspace.current(name))
        if fetched is None:
            workspace.note(name, "checked", "the publisher's server says that nothing has changed")
            return Update(name, Updated.UNCHANGED, "nothing has changed", workspace.current(name))
        return _Taking(publisher, workspace, parsers, progress).take([from_server(each) for each in fetched])


@dataclass(frozen=True, slots=True)
class _Taking:
    """Parses and judges a version of a list that is locked. `by_hand`: its publisher was not asked for it."""

    publisher: Publisher
    workspace: Workspace
    parsers: ParsingProcesses
    progress: Callable[[str], None] = lambda _: None
    by_hand: bool = False

    def take(self, delivered: Sequence[Delivered]) -> Update:
        """What became of the version."""
        name, workspace = self.publisher.name, self.workspace
        current, held = workspace.current(name), workspace.held(name)
        hashes = {each.source.sha256 for each in delivered}
        if current is not None and hashes == {source.sha256 for source in current.sources}:
            self._note("checked", "the same content as the version in use")
            return Update(name, Updated.UNCHANGED, "the same content as the version in use", current)
        before = version_in_use(workspace, name, built_in_named(name))
        if held is not None and hashes == {source.sha256 for source in held.sources}:
            self._note(held.decision.value, "; ".join(held.reasons))
            return self._say(held, before)
        self.progress("reading")
        try:
            parsed = self.parsers.parse(name, [each.file for each in delivered])
        except ClearholdError as fault:
            self._note(Updated.REFUSED.value, str(fault))
            return Update(name, Updated.REFUSED, f"{fault}; {_stays(before)}", current)
        self.progress("judging")
        sources = tuple(replace(each.source, kept_as=workspace.keep_source(each.file.content)) for each in delivered)
        manifest = decide(replace(self._candidate(parsed, delivered), sources=sources), workspace)
        self._note(manifest.decision.value, "; ".join(manifest.reasons) or "used from now on")
        return self._say(manifest, before)

    def _note(self, event: str, words: str) -> None:
        self.workspace.note(self.publisher.name, event, words, {"by_hand": True} if self.by_hand else {})

    def _candidate(self, parsed: Parsed, delivered: Sequence[Delivered]) -> Candidate:
        publisher = self.publisher
        as_of, dated_by = parsed.published_on, DatedBy.PUBLISHER
        if as_of is None:
            strongest = min((each.dated_by for each in delivered), key=list(DatedBy).index)
            as_of = max(each.day for each in delivered if each.dated_by is strongest)
            dated_by = strongest
        return Candidate(
            description=publisher.description,
            parsed=parsed,
            sources=tuple(each.source for each in delivered),
            as_of=as_of,
            dated_by=dated_by,
            canaries=publisher.canaries,
            at_least=publisher.at_least,
            curated=publisher.curated,
            stale_after=publisher.stale_after,
        )

    def _say(self, manifest: Manifest, before: VersionInUse | None) -> Update:
        """What a judged version means for its list; `before` was in use when it came."""
        updated = {
            Decision.ACCEPTED: Updated.ACCEPTED,
            Decision.HELD: Updated.HELD,
            Decision.REFUSED: Updated.REFUSED,
        }[manifest.decision]
        words = f"{'; '.join(manifest.reasons)}; {_stays(before)}"
        if updated is Updated.ACCEPTED:
            dated = "" if manifest.dated_by is DatedBy.PUBLISHER else f", {manifest.dated_by.value}"
            entries = "1 entry" if manifest.entries == 1 else f"{manifest.entries:,} entries"
            words = f"{entries} as of {manifest.as_of}{dated}"
        held = self.workspace.held(manifest.name)
        return Update(
            manifest.name,
            updated,
            words,
            manifest=self.workspace.current(manifest.name),
            problems=manifest.problems,
            changes=self._changes(manifest, before),
            waits=held is not None and held.snapshot == manifest.snapshot,
        )

    def _changes(self, manifest: Manifest, before: VersionInUse | None) -> Changes | None:
        if before is None or manifest.snapshot not in self.workspace.snapshots:
            return None
        difference = compare_versions(before.entries, self.workspace.entries(manifest))
        return Changes(
            len(difference.added), len(difference.removed), len(difference.names), len(difference.identifiers)
        )


def _stays(before: VersionInUse | None) -> str:
    if before is None:
        return "no version of the list is in use"
    return f"version {before.record.version} stays in use"


def _validators(current: Manifest | None) -> Mapping[str, Validators]:
    if current is None:
        return {}
    return {
        source.address: Validators(source.etag, source.last_modified)
        for source in current.sources
        if source.etag or source.last_modified
    }
