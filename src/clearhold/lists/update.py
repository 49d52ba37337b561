"""Brings lists up to date from their publishers, or from files that the user has downloaded or made.

Each list stands alone: one that cannot be had, or is not taken, leaves its old version in use and says so.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from clearhold.lists.difference import compare_versions
from clearhold.lists.fetch import Validators
from clearhold.lists.in_use import versions_in_use
from clearhold.lists.judging import Candidate, decide
from clearhold.lists.manifest import DatedBy, Decision, Manifest, Source
from clearhold.lists.parsed import SourceFile
from clearhold.lists.publishers import publishers
from clearhold.model import ClearholdError, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from clearhold.lists.fetch import Fetched, Fetcher
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
    `changes` are those of the new version, in use or waiting.
    """

    name: str
    updated: Updated
    words: str
    manifest: Manifest | None = None
    problems: Sequence[str] = ()
    changes: Changes | None = None

    @property
    def is_fine(self) -> bool:
        """Whether the list is as its publisher has it."""
        return self.updated in {Updated.ACCEPTED, Updated.UNCHANGED}


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
    had = [_from_disk(path, dated) for path in files]
    with workspace.locked(publisher.name):
        return _take(publisher, had, workspace, parsers, lambda _: None)


def _update(
    publisher: Publisher,
    workspace: Workspace,
    fetcher: Fetcher,
    parsers: ParsingProcesses,
    progress: Callable[[str], None],
) -> Update:
    name = publisher.name
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
        return _take(publisher, [_with_content(each) for each in fetched], workspace, parsers, progress)


@dataclass(frozen=True, slots=True)
class _Had:
    """A file of a version, and what the manifest will say of it."""

    file: SourceFile
    source: Source
    day: date  # that its server or disk gives it
    dated_by: DatedBy


def _take(
    publisher: Publisher,
    had: Sequence[_Had],
    workspace: Workspace,
    parsers: ParsingProcesses,
    progress: Callable[[str], None],
) -> Update:
    """Parse and judge a version whose files are here; the list is locked."""
    name = publisher.name
    current, held = workspace.current(name), workspace.held(name)
    hashes = {each.source.sha256 for each in had}
    if current is not None and hashes == {source.sha256 for source in current.sources}:
        workspace.note(name, "checked", "the same content as the version in use")
        return Update(name, Updated.UNCHANGED, "the same content as the version in use", current)
    if held is not None and hashes == {source.sha256 for source in held.sources}:
        workspace.note(name, "checked", "the same content as the version that waits for a person")
        return _say(held, current, workspace, current)
    progress("reading")
    try:
        parsed = parsers.parse(name, [each.file for each in had])
    except ClearholdError as fault:
        workspace.note(name, Updated.REFUSED, str(fault))
        return Update(name, Updated.REFUSED, str(fault), current)
    progress("judging")
    sources = tuple(replace(each.source, kept_as=workspace.keep_source(each.file.content)) for each in had)
    candidate = replace(_candidate(publisher, parsed, had), sources=sources)
    manifest = decide(candidate, workspace)
    workspace.note(
        name, manifest.decision.value, "; ".join(manifest.reasons) or "used from now on", {"version": manifest.version}
    )
    return _say(manifest, workspace.current(name), workspace, current)


def _candidate(publisher: Publisher, parsed: Parsed, had: Sequence[_Had]) -> Candidate:
    as_of, dated_by = parsed.published_on, DatedBy.PUBLISHER
    if as_of is None:
        newest = max(had, key=lambda each: (list(DatedBy).index(each.dated_by) * -1, each.day))
        as_of, dated_by = newest.day, newest.dated_by
    return Candidate(
        description=publisher.description,
        parsed=parsed,
        sources=tuple(each.source for each in had),
        as_of=as_of,
        dated_by=dated_by,
        canaries=publisher.canaries,
        at_least=publisher.at_least,
        curated=publisher.curated,
        stale_after=publisher.stale_after,
    )


def _say(manifest: Manifest, in_use: Manifest | None, workspace: Workspace, before: Manifest | None) -> Update:
    """What a judged version means for its list; `before` was in use when it came."""
    decision = {
        Decision.ACCEPTED: Updated.ACCEPTED,
        Decision.HELD: Updated.HELD,
        Decision.REFUSED: Updated.REFUSED,
    }[manifest.decision]
    if decision is Updated.ACCEPTED:
        words = f"{manifest.entries:,} entries as of {manifest.as_of}"
    else:
        stays = f"version {in_use.version} stays in use" if in_use else "the version from before stays in use"
        words = f"{'; '.join(manifest.reasons)}; {stays}"
    return Update(
        manifest.name, decision, words, in_use, manifest.problems, _count_changes(manifest, before, workspace)
    )


def _count_changes(manifest: Manifest, before: Manifest | None, workspace: Workspace) -> Changes | None:
    if before is None or manifest.snapshot not in workspace.snapshots.stored():
        return None
    difference = compare_versions(workspace.entries(before), workspace.entries(manifest))
    return Changes(len(difference.added), len(difference.removed), len(difference.names), len(difference.identifiers))


def _validators(current: Manifest | None) -> Mapping[str, Validators]:
    if current is None:
        return {}
    return {
        source.address: Validators(source.etag, source.last_modified)
        for source in current.sources
        if source.etag or source.last_modified
    }


def _with_content(fetched: Fetched) -> _Had:
    day = _day_of(fetched.validators.last_modified)
    source = Source(
        address=fetched.address,
        answered_by=fetched.answered_by,
        sha256=fetched.sha256,
        size=len(fetched.content),
        fetched_at=fetched.fetched_at,
        etag=fetched.validators.etag,
        last_modified=fetched.validators.last_modified,
    )
    return _Had(
        SourceFile(_file_name(fetched.answered_by), fetched.content),
        source,
        day or fetched.fetched_at.date(),
        DatedBy.SERVER if day else DatedBy.FETCHING,
    )


def _from_disk(path: Path, dated: date | None) -> _Had:
    try:
        content = path.read_bytes()
        saved = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    except OSError as fault:
        raise NotFound(f"{path}: cannot be read ({fault.strerror}); check the path") from fault
    source = Source(
        address=path.name,
        answered_by=path.name,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        fetched_at=saved.replace(microsecond=0),
    )
    return _Had(
        SourceFile(path.name, content), source, dated or saved.date(), DatedBy.PUBLISHER if dated else DatedBy.FETCHING
    )


def _day_of(header: str | None) -> date | None:
    if header is None:
        return None
    try:
        return parsedate_to_datetime(header).astimezone(UTC).date()
    except ValueError:
        return None


def _file_name(address: str) -> str:
    """How messages call a fetched file: the last part of its address."""
    return address.partition("?")[0].rstrip("/").rpartition("/")[2] or address
