"""The manifest of a list's version: where it is from, what it was made of, how it was judged, and by whom overridden.

It is JSON in a file whose name carries the SHA-256 of its content, so that a change to it is noticed.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from clearhold.lists.publisher import ListDescription
from clearhold.model import OwnershipRule


class Decision(StrEnum):
    """What the gate says of a new version."""

    ACCEPTED = "accepted"
    HELD = "held"
    REFUSED = "refused"


class DatedBy(StrEnum):
    """Whose date the date of a version is."""

    PUBLISHER = "the publisher"
    SERVER = "the publisher's server"
    FETCHING = "the day it was fetched or saved"


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the version: where it came from, what it was, and under which hash its packed copy is kept."""

    address: str  # or the path of a downloaded file
    answered_by: str
    sha256: str
    size: int
    fetched_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    kept_as: str | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """A person's word that a version may be used against the gate's."""

    by: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything about one version of a list. `snapshot` is the SHA-256 of the Parquet file of its entries."""

    description: ListDescription
    sequence: int  # 1, 2, 3 … in the order of acceptance
    as_of: date
    dated_by: DatedBy
    snapshot: str
    previous: str | None  # the snapshot in use before
    sources: tuple[Source, ...]
    judged_at: datetime
    rows: int
    entries: int  # with a listing that has not ended
    ended: int
    own_ids: bool
    ending: str | None
    stale_after: int | None  # days without an answer of its publisher; null where there is none to ask
    problems: tuple[str, ...]
    decision: Decision
    reasons: tuple[str, ...]  # of the gate, where it did not simply accept
    override: Override | None
    program: str

    @property
    def name(self) -> str:
        """The list's name."""
        return self.description.name

    @property
    def version(self) -> str:
        """The version as reports name it: the publisher's date and the content's hash."""
        return f"{self.as_of}+{self.snapshot[:8]}"


def manifest_to_json(manifest: Manifest) -> bytes:
    """The manifest as it is kept."""
    return json.dumps(asdict(manifest), default=str, ensure_ascii=False, indent=1).encode()


def manifest_from_json(content: bytes) -> Manifest:
    """The manifest that was kept; raises ValueError, TypeError or KeyError where it is none."""
    told: dict[str, Any] = json.loads(content)
    description = told["description"]
    description["ownership_rule"] = OwnershipRule(description["ownership_rule"])
    override = told["override"]
    plain = {field.name: told[field.name] for field in fields(Manifest)}
    return Manifest(
        **plain
        | {
            "description": ListDescription(**description),
            "as_of": date.fromisoformat(told["as_of"]),
            "dated_by": DatedBy(told["dated_by"]),
            "sources": tuple(
                Source(**each | {"fetched_at": datetime.fromisoformat(each["fetched_at"])}) for each in told["sources"]
            ),
            "judged_at": datetime.fromisoformat(told["judged_at"]),
            "problems": tuple(told["problems"]),
            "decision": Decision(told["decision"]),
            "reasons": tuple(told["reasons"]),
            "override": Override(**override | {"at": datetime.fromisoformat(override["at"])}) if override else None,
        }
    )
