"""An export of OpenSanctions, or of a collection that comes in its formats, as a list of the user's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clearhold.lists.delivery import from_disk
from clearhold.lists.entries import settle, take_apart
from clearhold.lists.judging import Candidate
from clearhold.lists.manifest import DatedBy
from clearhold.lists.own_list import LONGEST_LABEL, free_name
from clearhold.lists.parsing import ParsingProcesses
from clearhold.lists.parsing.parsers import OPENSANCTIONS
from clearhold.lists.publisher import ListDescription
from clearhold.model import ConcernList, ConcernLists, OwnershipRule

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from clearhold.lists.delivery import Delivered

_ENDINGS = frozenset({".json", ".csv", ".jsonl", ".ndjson"})


def parse_export(delivered: Sequence[Delivered], name: str, parsers: ParsingProcesses) -> Candidate:
    """The version that the files of an export are, of a list of this name."""
    parsed = parsers.parse(OPENSANCTIONS, [each.file for each in delivered])
    return Candidate(
        description=ListDescription(
            name=name,
            label=name[:LONGEST_LABEL],
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
        sources=tuple(each.source for each in delivered),
        as_of=parsed.published_on or max(each.day for each in delivered),
        dated_by=DatedBy.PUBLISHER if parsed.published_on else DatedBy.FETCHING,
    )


def read_export(path: Path, *, taken: frozenset[str]) -> ConcernLists | None:
    """The list in a file for one run, or None where the file is no such export; `taken` are names it must not have."""
    from clearhold.lists.publishers.opensanctions import looks_like_opensanctions

    if path.suffix.lower() not in _ENDINGS:
        return None
    delivered = from_disk(path)
    if not looks_like_opensanctions(delivered.file):
        return None
    name = free_name(path.name, taken)
    with ParsingProcesses(1) as parsers:
        candidate = parse_export([delivered], name, parsers)
    entries, problems = settle(candidate.parsed.entries, path.name)
    tables = take_apart(entries, name)
    words = candidate.description
    record = ConcernList(
        **words.by_field(),
        version=f"{candidate.as_of}+{delivered.source.sha256[:8]}",
        as_of=candidate.as_of,
        sha256=delivered.source.sha256,
        entries=entries.height,
        built_in=False,
    )
    return ConcernLists(
        lists=(record,),
        entries=tables.entries,
        names=tables.names,
        identifiers=tables.identifiers,
        listings=tables.listings,
        addresses=tables.addresses,
        problems=(*candidate.parsed.problems, *problems),
    )
