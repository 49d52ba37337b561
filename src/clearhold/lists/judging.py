"""From a parsed version to a decision: facts laid over, judged by the gate, joined with its past, kept.

What was refused is kept beside the version in use until the next one, so that a person can look at it and overrule.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from clearhold._version import PROGRAM
from clearhold.lists.built_in import built_in_named, read_built_in
from clearhold.lists.curation import lay_facts_over, unmatched
from clearhold.lists.entries import gather, open_entries, settle
from clearhold.lists.gate import Verdict, VersionFacts, judge
from clearhold.lists.history import carry_history
from clearhold.lists.in_use import count_open, version_in_use
from clearhold.lists.manifest import DatedBy, Decision, Manifest, Override
from clearhold.model import BadInput, NotFound, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from clearhold.lists.in_use import VersionInUse
    from clearhold.lists.manifest import Source
    from clearhold.lists.parsing import Parsed
    from clearhold.lists.publisher import Canary, ListDescription
    from clearhold.lists.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Candidate:
    """A new version that has been parsed: what it is of, its content, and what must be in it."""

    description: ListDescription
    parsed: Parsed
    sources: tuple[Source, ...]
    as_of: date
    dated_by: DatedBy
    canaries: Sequence[Canary] = ()
    at_least: int = 1
    curated: str | None = None
    stale_after: int | None = None

    @property
    def name(self) -> str:
        """The list's name."""
        return self.description.name


def decide(candidate: Candidate, workspace: Workspace) -> Manifest:
    """The manifest of the version, which is in use now if its decision is `accepted`, and else waits for a person.

    The list must be locked. An empty version is refused and not kept.
    """
    old = version_in_use(workspace, candidate.name, built_in_named(candidate.name))
    entries, problems = _make_entries(candidate)
    verdict = judge(
        _facts(candidate, entries),
        _facts_in_use(old),
        canaries=candidate.canaries,
        at_least=candidate.at_least,
    )
    together = entries
    if old is not None:
        together = carry_history(old.entries, entries, was_on=old.as_of, is_on=_ends_on(candidate, old))
    manifest = _manifest(candidate, workspace, entries=together, verdict=verdict, old=old, problems=problems)
    if verdict.decision is Decision.ACCEPTED:
        workspace.accept(manifest)
    elif verdict.can_be_overruled:
        workspace.hold(manifest)
    return manifest


def _ends_on(candidate: Candidate, old: VersionInUse) -> date:
    """The day on which who is gone counts as gone: the new version's, or the day it came where that says nothing.

    Some files are dated by the newest listing in them, which does not move when an entry is taken out.
    """
    if candidate.as_of > old.as_of:
        return candidate.as_of
    came = [source.fetched_at.astimezone(UTC).date() for source in candidate.sources]
    return max([*came, old.as_of])


def accept_held(name: str, workspace: Workspace, *, by: str, reason: str) -> Manifest:
    """The version that waits, now in use by a person's word; who and why stand in its manifest and in the log.

    Raises NotFound where none waits, BadInput without a person and a reason.
    """
    if not by.strip() or not reason.strip():
        raise BadInput("overruling the gate needs a person and a reason: --by NAME --reason TEXT")
    nothing = NotFound(f'no version of "{name}" waits for a person; "clearhold lists" shows where one does')
    if workspace.held(name) is None:
        raise nothing
    with workspace.locked(name):
        held = workspace.held(name)
        if held is None:
            raise nothing
        current = workspace.current(name)
        workspace.entries(held)
        override = Override(by.strip(), reason.strip(), datetime.now(UTC))
        accepted = replace(
            held,
            sequence=current.sequence + 1 if current else 1,
            judged_at=override.at,
            override=override,
        )
        by_hand = not any("://" in source.address for source in held.sources)
        facts = {"version": accepted.version, **({"by_hand": True} if by_hand else {})}
        workspace.note(name, "overruled", f"{override.by}: {override.reason}", facts)
        workspace.accept(accepted)
    return accepted


def _make_entries(candidate: Candidate) -> tuple[pl.DataFrame, Sequence[Problem]]:
    """The entries to judge, settled, with the built-in list's facts laid over, and what was wrong in them."""
    file = candidate.sources[0].address if candidate.sources else candidate.name
    entries, problems = settle(candidate.parsed.entries, file.rpartition("/")[2] or file)
    problems = [*candidate.parsed.problems, *problems]
    curated = built_in_named(candidate.curated) if candidate.curated else None
    if curated is None or entries.is_empty():
        return entries, problems
    facts = gather(read_built_in([curated])[1])
    same_list = curated.name == candidate.name
    merged = lay_facts_over(entries, facts, keep_ids=same_list)
    if same_list and candidate.as_of <= curated.as_of:
        problems += [
            Problem(file, f'"{name}", which the built-in {curated.name} has, was not found in this version')
            for name in unmatched(entries, facts)
        ]
    return merged, problems


def _facts(candidate: Candidate, entries: pl.DataFrame) -> VersionFacts:
    """Who is listed, by the new version; whom it shows as no longer listed is not compared."""
    parsed = candidate.parsed
    return VersionFacts(
        open_entries(entries), candidate.as_of, candidate.dated_by, parsed.ending, own_ids=parsed.own_ids
    )


def _facts_in_use(old: VersionInUse | None) -> VersionFacts | None:
    if old is None:
        return None
    entries, stored = open_entries(old.entries.filter("shown")), old.manifest
    ending, own_ids = (stored.ending, stored.own_ids) if stored else (None, False)
    return VersionFacts(entries, old.as_of, old.dated_by, ending, own_ids)


def _manifest(
    candidate: Candidate,
    workspace: Workspace,
    *,
    entries: pl.DataFrame,
    verdict: Verdict,
    old: VersionInUse | None,
    problems: Sequence[Problem],
) -> Manifest:
    current = workspace.current(candidate.name)
    in_force, ended = count_open(entries)
    return Manifest(
        description=candidate.description,
        sequence=current.sequence + 1 if current else 1,
        as_of=candidate.as_of,
        dated_by=candidate.dated_by,
        snapshot=workspace.keep_snapshot(entries),
        previous=old.record.sha256 if old else None,
        sources=candidate.sources,
        judged_at=datetime.now(UTC),
        rows=candidate.parsed.rows,
        entries=in_force,
        ended=ended,
        own_ids=candidate.parsed.own_ids,
        ending=candidate.parsed.ending,
        stale_after=candidate.stale_after,
        problems=tuple(str(problem) for problem in problems),
        decision=verdict.decision,
        reasons=tuple(reason.words for reason in verdict.reasons),
        override=None,
        program=PROGRAM,
    )
