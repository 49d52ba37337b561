"""Takes a list of the user's into the workspace, so that it is screened like the others and its versions are kept."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from clearhold.lists.built_in import find_built_in
from clearhold.lists.entries import gather
from clearhold.lists.judging import Candidate, decide
from clearhold.lists.manifest import DatedBy, Manifest, Source
from clearhold.lists.own_list import read_own_list
from clearhold.lists.parsed import SourceFile
from clearhold.lists.parsing import Parsed
from clearhold.lists.parsing.parsers import OPENSANCTIONS
from clearhold.lists.publisher import ListDescription
from clearhold.lists.publishers import publishers
from clearhold.lists.tables import ListTables
from clearhold.model import BadInput, NotFound, OwnershipRule

if TYPE_CHECKING:
    from pathlib import Path

    from clearhold.lists.parsing import ParsingProcesses
    from clearhold.lists.workspace import Workspace

_LABEL = 18  # characters that a narrow column shows
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]*")


def add_list(
    path: Path,
    workspace: Workspace,
    parsers: ParsingProcesses,
    *,
    name: str | None = None,
) -> Manifest:
    """The version that a file has become: a user's own CSV or workbook, or an OpenSanctions export.

    `name` is the list's (else the file's); the same name again is its next version, judged against the one in use.
    Raises BadInput for a name that a built-in or a publisher's list has, CouldNotRead for a file that holds no list.
    """
    list_name = name or _name_of(path)
    if not _NAME.fullmatch(list_name):
        raise BadInput(f'"{list_name}" is no name for a list; use small letters, digits, dots and hyphens')
    if list_name in {each.name for each in find_built_in()} | {each.name for each in publishers()}:
        raise BadInput(f"{list_name} is the name of a publisher's list; give this one another with --name")
    try:
        content = path.read_bytes()
        saved = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).replace(microsecond=0)
    except OSError as fault:
        raise NotFound(f"{path}: cannot be read ({fault.strerror}); check the path") from fault
    from clearhold.lists.publishers.opensanctions import looks_like_opensanctions

    candidate = _exported if looks_like_opensanctions(SourceFile(path.name, content)) else _own
    with workspace.locked(list_name):
        source = Source(
            address=path.name,
            answered_by=path.name,
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            fetched_at=saved,
            kept_as=workspace.keep_source(content),
        )
        manifest = decide(candidate(path, content, list_name, source, parsers), workspace)
        workspace.note(list_name, manifest.decision.value, "; ".join(manifest.reasons) or f"added from {path.name}", {})
    return manifest


def _own(path: Path, _content: bytes, name: str, source: Source, _parsers: ParsingProcesses) -> Candidate:
    """A list of the user's own making."""
    own = read_own_list(path)
    record = own.lists[0]
    tables = ListTables(own.entries, own.names, own.identifiers, own.addresses, own.listings)
    return Candidate(
        description=ListDescription(
            name=name,
            label=name[:_LABEL],
            title=f"Own list {name}",
            publisher=record.publisher,
            evidence=record.evidence,
            ownership_rule=record.ownership_rule,
            ownership_note=record.ownership_note,
            meaning=record.meaning,
            licence=record.licence,
            source=path.name,
        ),
        parsed=Parsed(gather(tables), own.listings.height, own.problems, None, None, own_ids=False),
        sources=(source,),
        as_of=record.as_of,
        dated_by=DatedBy.FETCHING,
    )


def _exported(path: Path, content: bytes, name: str, source: Source, parsers: ParsingProcesses) -> Candidate:
    """An export of OpenSanctions, or of a collection that comes in its formats."""
    parsed = parsers.parse(OPENSANCTIONS, [SourceFile(path.name, content)])
    return Candidate(
        description=ListDescription(
            name=name,
            label=name[:_LABEL],
            title=f"OpenSanctions export {name}",
            publisher="OpenSanctions, from the sources that each entry names",
            evidence="as each source's programme says",
            ownership_rule=OwnershipRule.NOT_STATED,
            ownership_note="The export gathers several lists; each has a rule of its own, which it does not give.",
            meaning="An entry is in the collection that was exported. What that means is said by the source that it is "
            "from: a sanctions list, a court, a researcher, a register. Many entries are under no measure.",
            licence="CC BY-NC 4.0 (https://www.opensanctions.org/licensing/): business use needs a licence of theirs",
            source="https://www.opensanctions.org/",
        ),
        parsed=parsed,
        sources=(source,),
        as_of=parsed.published_on or source.fetched_at.date(),
        dated_by=DatedBy.PUBLISHER if parsed.published_on else DatedBy.FETCHING,
    )


def _name_of(path: Path) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", path.stem.lower())) or "own-list"
