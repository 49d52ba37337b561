"""What lists are here, how old they are and what waits, and which more can be had from their publishers."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from clearhold.lists.in_use import count_open, versions_in_use
from clearhold.lists.publishers import publishers
from clearhold.lists.staleness import last_asked, why_stale
from clearhold.lists.workspace import Workspace
from clearhold.model import ConcernList

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clearhold.lists.fetch import Fetcher
    from clearhold.lists.in_use import VersionInUse
    from clearhold.lists.publisher import ListDescription


@dataclass(frozen=True, slots=True)
class CataloguedList(ConcernList):
    """A list with its entries counted: those with a listing that has not ended, and those whose every listing has."""

    in_force: int = 0
    ended: int = 0
    updatable: bool = False  # has a publisher that can be asked
    asked_on: date | None = None  # when the publisher last answered
    published_on: date | None = None  # what the publisher has now, where it was asked just now
    waiting: str | None = None  # why a newer version waits for a person


def catalogue(workspace: Workspace | None = None) -> tuple[CataloguedList, ...]:
    """Every list that is here, by name, with its counts as the list stands."""
    workspace = workspace or Workspace.of_user()
    can_be_asked = {publisher.name for publisher in publishers()}
    today = datetime.now(UTC).date()
    return tuple(
        _catalogued(version, workspace, today, updatable=version.name in can_be_asked)
        for _, version in sorted(versions_in_use(workspace).items())
    )


def ask_publishers(lists: Sequence[CataloguedList], fetcher: Fetcher) -> Mapping[str, date | str]:
    """What the publishers of some lists say that they have now: the date of each, or why it could not be asked."""
    from clearhold.model import ClearholdError

    answers: dict[str, date | str] = {}
    for publisher in publishers():
        if publisher.name not in {each.name for each in lists}:
            continue
        try:
            answers[publisher.name] = publisher.published(fetcher).published_on or "the publisher gives no date"
        except ClearholdError as fault:
            answers[publisher.name] = str(fault)
    return answers


def with_published(lists: Sequence[CataloguedList], answers: Mapping[str, date | str]) -> tuple[CataloguedList, ...]:
    """The lists with the dates that their publishers gave."""
    return tuple(
        replace(each, published_on=answer) if isinstance(answer := answers.get(each.name), date) else each
        for each in lists
    )


def not_here(lists: Sequence[ConcernList]) -> tuple[ListDescription, ...]:
    """The lists that can be had from their publishers and are not among those given."""
    here = {each.name for each in lists}
    return tuple(publisher.description for publisher in publishers() if publisher.name not in here)


def _catalogued(version: VersionInUse, workspace: Workspace, today: date, *, updatable: bool) -> CataloguedList:
    in_force, ended = count_open(version.entries)
    asked, held = last_asked(workspace, version.name), workspace.held(version.name)
    words = {field.name: getattr(version.record, field.name) for field in fields(ConcernList)}
    return CataloguedList(
        **words | {"stale": why_stale(workspace, version, today)},
        in_force=in_force,
        ended=ended,
        updatable=updatable,
        asked_on=asked.on if asked else None,
        waiting=f"{held.decision.value} on {held.judged_at.date()}: {'; '.join(held.reasons)}" if held else None,
    )
