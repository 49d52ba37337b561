"""Whether a list may be out of date: how long ago its publisher was last asked, or the version's own age."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from clearhold.lists.in_use import VersionInUse
    from clearhold.lists.workspace import Workspace

# Days after which a built-in list is stale; its publisher's own, written down so that a screening need not load them.
_BUILT_IN: Mapping[str, int] = {
    "un-ohchr-settlements": 180,
    "us-1260h": 400,
    "us-fcc-covered": 60,
    "us-ns-cmic": 30,
    "us-ofac-xpcc": 30,
    "us-s889": 3650,
    "us-uflpa": 60,
}
_ASKED = frozenset({"checked", "accepted", "held", "refused", "overruled"})


@dataclass(frozen=True, slots=True)
class Asking:
    """The last time a publisher answered, and what came of it: `outcome` is the log's event."""

    on: date
    outcome: str
    words: str


def last_asked(workspace: Workspace, name: str, known_at: date | None = None) -> Asking | None:
    """When the list's publisher last answered, by the end of a day; None where it never did.

    A file that a person has brought is no answer of its publisher's on that day.
    """
    for line in reversed(workspace.log(name)):
        on = line.at.astimezone(UTC).date()
        asked = line.event in _ASKED and not line.facts.get("by_hand")
        if asked and (known_at is None or on <= known_at):
            return Asking(on, line.event, line.words)
    return None


def why_stale(workspace: Workspace, version: VersionInUse, today: date) -> str | None:
    """Why the version may be out of date, as the end of a sentence, or None.

    A list that has no publisher to ask (a table of past events, a user's own) is as it is.
    """
    after = version.manifest.stale_after if version.manifest else _BUILT_IN.get(version.name)
    if after is None:
        return None
    asked = last_asked(workspace, version.name, today)
    if asked is not None and asked.on < version.as_of:
        asked = None  # a person has brought a newer one since
    if asked is not None and asked.outcome in {"held", "refused"}:
        return f"is of {version.as_of}: another version was {asked.outcome} on {asked.on} ({asked.words})"
    if asked is None:
        age = (today - version.as_of).days
        return f"is of {version.as_of} and its publisher was never asked since" if age > after else None
    days = (today - asked.on).days
    return (
        f"is of {version.as_of}; its publisher was last asked on {asked.on}, {days} days before"
        if days > after
        else None
    )
