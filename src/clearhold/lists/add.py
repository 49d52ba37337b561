"""Takes a list of the user's into the workspace, so that it is screened like the others and its versions are kept."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from clearhold.lists.built_in import built_in_named
from clearhold.lists.delivery import Delivered, from_disk
from clearhold.lists.entries import gather
from clearhold.lists.exported import parse_export
from clearhold.lists.judging import Candidate, decide
from clearhold.lists.manifest import DatedBy
from clearhold.lists.own_list import LONGEST_LABEL, read_own_list
from clearhold.lists.parsed import SourceFile
from clearhold.lists.parsing import Parsed
from clearhold.lists.publisher import ListDescription
from clearhold.lists.publishers import publishers
from clearhold.lists.tables import tables_of
from clearhold.model import BadInput, NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from clearhold.lists.manifest import Manifest
    from clearhold.lists.parsing import ParsingProcesses
    from clearhold.lists.workspace import Workspace

_NAME = re.compile(r"[a-z0-9][a-z0-9.-]*")


def add_list(
    files: Sequence[Path],
    workspace: Workspace,
    parsers: ParsingProcesses,
    *,
    name: str | None = None,
) -> Manifest:
    """The version that files have become: a user's own CSV or workbook, or an OpenSanctions export.

    An own list is one file. An export may be several; changes (`entities.delta.json`) alone are applied to the version
    in use. `name` is the list's (else the first file's); the same name again is its next version, judged against the
    one in use, and the same content again changes nothing. Raises BadInput for a name that a built-in or a publisher's
    list has, CouldNotRead for files that hold no list.
    """
    from clearhold.lists.publishers.opensanctions import looks_like_changes, looks_like_opensanctions

    list_name = name or _name_of(files[0])
    if not _NAME.fullmatch(list_name):
        raise BadInput(f'"{list_name}" is no name for a list; use small letters, digits, dots and hyphens')
    if built_in_named(list_name) or list_name in {each.name for each in publishers()}:
        raise BadInput(f"{list_name} is the name of a publisher's list; give this one another with --name")
    given = [from_disk(path) for path in files]
    with workspace.locked(list_name):
        current = workspace.current(list_name)
        if current is not None and {each.source.sha256 for each in given} == {each.sha256 for each in current.sources}:
            workspace.note(list_name, "checked", "the same content as the version in use")
            return current
        if all(looks_like_opensanctions(each.file) for each in given):
            if all(looks_like_changes(each.file) for each in given):
                given = [*_entities_in_use(list_name, workspace), *given]
            candidate = parse_export(given, list_name, parsers)
        elif len(files) == 1:
            candidate = _own(files[0], given[0], list_name)
        else:
            raise BadInput(f"{', '.join(map(str, files))}: an own list is one file; add each by itself")
        sources = tuple(replace(each.source, kept_as=workspace.keep_source(each.file.content)) for each in given)
        manifest = decide(replace(candidate, sources=sources), workspace)
        added = f"added from {', '.join(path.name for path in files)}"
        workspace.note(list_name, manifest.decision.value, "; ".join(manifest.reasons) or added)
    return manifest


def _entities_in_use(name: str, workspace: Workspace) -> Sequence[Delivered]:
    """The files of the version in use, which changes are to be applied to, as they were given."""
    current = workspace.current(name)
    if current is None:
        raise NotFound(
            f"{name}: changes alone are given, and no version of the list is here; add entities.ftm.json first"
        )
    return [
        Delivered(
            SourceFile(source.address, gzip.decompress(workspace.sources.get(source.kept_as))),
            source,
            source.fetched_at.date(),
            DatedBy.FETCHING,
        )
        for source in current.sources
        if source.kept_as
    ]


def _own(path: Path, given: Delivered, name: str) -> Candidate:
    """A list of the user's own making."""
    own = read_own_list(path)
    record = own.lists[0]
    return Candidate(
        description=ListDescription(
            name=name,
            label=name[:LONGEST_LABEL],
            title=f"Own list {name}",
            publisher=record.publisher,
            evidence=record.evidence,
            ownership_rule=record.ownership_rule,
            ownership_note=record.ownership_note,
            meaning=record.meaning,
            licence=record.licence,
            source=path.name,
        ),
        parsed=Parsed(gather(tables_of(own)), own.listings.height, own.problems, None, None, own_ids=False),
        sources=(given.source,),
        as_of=record.as_of,
        dated_by=DatedBy.FETCHING,
    )


def _name_of(path: Path) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", path.stem.lower())) or "own-list"
