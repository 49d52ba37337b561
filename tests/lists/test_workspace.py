"""What is kept stays as it was put there, and a change to it is noticed."""

from __future__ import annotations

import hashlib
import json
import random
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clearhold.lists.entries import SCHEMA
from clearhold.lists.judging import Candidate, accept_held, decide
from clearhold.lists.manifest import DatedBy, Decision, Manifest, Source, manifest_from_json, manifest_to_json
from clearhold.lists.publisher import Canary, ListDescription
from clearhold.lists.verify import verify
from clearhold.lists.workspace import Workspace
from clearhold.model import BadInput, ClearholdError, CouldNotRead, NotFound, OwnershipRule
from tests.lists.listed import parsed

if TYPE_CHECKING:
    from pathlib import Path

DESCRIPTION = ListDescription(
    name="a-list",
    label="A",
    title="A list",
    publisher="Somebody",
    evidence="research or press",
    ownership_rule=OwnershipRule.NONE,
    ownership_note="None.",
    meaning="Nothing.",
    licence="none",
    source="https://example.org",
)
FIRST = tuple(f"{n}: Company {n} | isin X{n} @ 2020-01-01" for n in range(30))


def take(workspace: Workspace, *texts: str, day: date = date(2026, 6, 1), canary: str | None = None) -> Manifest:
    """A version that has come from its publisher on a day."""
    content = "\n".join(texts).encode()
    candidate = Candidate(
        description=DESCRIPTION,
        parsed=parsed(*texts, published_on=day, ending="line end"),
        sources=(
            Source(
                address="https://example.org/list.csv",
                answered_by="https://example.org/list.csv",
                sha256=hashlib.sha256(content).hexdigest(),
                size=len(content),
                fetched_at=datetime(2026, 6, 1, tzinfo=UTC),
                kept_as=workspace.keep_source(content),
            ),
        ),
        as_of=day,
        dated_by=DatedBy.PUBLISHER,
        canaries=(Canary(canary),) if canary else (),
    )
    with workspace.locked("a-list"):
        return decide(candidate, workspace)


def test_a_version_that_is_accepted_is_in_use_whole(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    manifest = take(workspace, *FIRST)
    assert manifest.decision is Decision.ACCEPTED
    assert workspace.names() == ["a-list"]
    assert workspace.current("a-list") == manifest
    assert workspace.entries(manifest)["name"].to_list() == [f"Company {n}" for n in range(30)]
    assert (manifest.rows, manifest.entries, manifest.ended, manifest.sequence) == (30, 30, 0, 1)
    assert len(manifest.problems) == 30  # X0 … X29 are no ISINs, and are kept


def test_a_manifest_says_the_same_when_it_is_read_again(tmp_path: Path) -> None:
    manifest = take(Workspace(tmp_path), *FIRST)
    assert manifest_from_json(manifest_to_json(manifest)) == manifest


def test_the_same_entries_are_the_same_snapshot(tmp_path: Path) -> None:
    snapshots = {take(Workspace(tmp_path / str(n)), *FIRST).snapshot for n in range(3)}
    assert len(snapshots) == 1


def test_a_refused_version_leaves_the_old_one_in_use_and_waits(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    first = take(workspace, *FIRST)
    refused = take(workspace, *FIRST[:15], day=date(2026, 7, 1))
    assert refused.decision is Decision.REFUSED
    assert workspace.current("a-list") == first
    assert workspace.held("a-list") == refused


def test_a_person_overrules_by_name_and_reason_and_it_is_kept(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    take(workspace, *FIRST)
    take(workspace, *FIRST[:15], day=date(2026, 7, 1))
    accepted = accept_held("a-list", workspace, by="R. Officer", reason="the publisher's notice of 1 July ends them")
    assert workspace.current("a-list") == accepted
    assert workspace.held("a-list") is None
    assert accepted.sequence == 2
    assert accepted.override is not None
    assert (accepted.override.by, accepted.override.reason) == (
        "R. Officer",
        "the publisher's notice of 1 July ends them",
    )
    assert accepted.reasons  # what the gate had said stays beside it
    assert [line.event for line in workspace.log("a-list")] == ["overruled"]
    entries = workspace.entries(accepted)
    assert entries.height == 30  # who is gone stays as history
    assert (accepted.entries, accepted.ended) == (15, 15)


@pytest.mark.parametrize(("by", "reason"), [("", "because"), ("R. Officer", " ")])
def test_nobody_overrules_without_a_name_and_a_reason(tmp_path: Path, by: str, reason: str) -> None:
    workspace = Workspace(tmp_path)
    take(workspace, *FIRST)
    take(workspace, *FIRST[:15], day=date(2026, 7, 1))
    with pytest.raises(BadInput, match="--by NAME --reason TEXT"):
        accept_held("a-list", workspace, by=by, reason=reason)


def test_where_no_version_waits_there_is_none_to_accept(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match='no version of "a-list" waits'):
        accept_held("a-list", Workspace(tmp_path), by="R. Officer", reason="none")


def test_an_empty_version_is_not_kept_for_anybody_to_accept(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    take(workspace, *FIRST)
    assert take(workspace, day=date(2026, 7, 1)).decision is Decision.REFUSED
    assert workspace.held("a-list") is None


def test_a_first_version_without_its_canary_is_refused(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert take(workspace, *FIRST, canary="Hikvision").decision is Decision.REFUSED
    assert workspace.current("a-list") is None


def test_the_version_of_a_day_is_the_one_in_use_at_its_end(tmp_path: Path) -> None:
    import time_machine

    workspace = Workspace(tmp_path)
    with time_machine.travel(datetime(2026, 6, 2, 12, tzinfo=UTC), tick=False):
        first = take(workspace, *FIRST)
    with time_machine.travel(datetime(2026, 7, 2, 12, tzinfo=UTC), tick=False):
        second = take(workspace, *FIRST, "30: Company 30", day=date(2026, 7, 1))
    assert workspace.current("a-list", date(2026, 6, 1)) is None
    assert workspace.current("a-list", date(2026, 6, 2)) == first
    assert workspace.current("a-list", date(2026, 7, 1)) == first
    assert workspace.current("a-list", date(2026, 7, 2)) == second


def test_a_version_is_named_by_its_day_its_hash_or_its_number(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    manifest = take(workspace, *FIRST)
    for named in ("2026-06-01", manifest.version, manifest.snapshot[:10], "1"):
        assert workspace.version("a-list", named) == manifest
    with pytest.raises(NotFound, match=f"has no version 2020 here; those that are: {manifest.version[:10]}"):
        workspace.version("a-list", "2020")


@pytest.mark.parametrize("kind", ["snapshots/*.parquet", "sources/*.gz", "lists/*/accepted/*.json"])
def test_every_flipped_bit_in_what_is_stored_is_noticed(tmp_path: Path, kind: str) -> None:
    workspace = Workspace(tmp_path)
    take(workspace, *FIRST)
    assert verify(workspace).faults == []
    (path,) = tmp_path.glob(kind)
    content = path.read_bytes()
    chance = random.Random(kind)  # noqa: S311 - the same flips in every run
    noticed = 0
    for _ in range(300):
        flipped = bytearray(content)
        flipped[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        noticed += bool(verify(workspace).faults)
    assert noticed == 300
    path.write_bytes(content)
    assert verify(workspace).faults == []


def test_a_changed_snapshot_is_never_read_as_a_list(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    manifest = take(workspace, *FIRST)
    path = workspace.snapshots.path(manifest.snapshot)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(CouldNotRead, match="its content is not what was stored"):
        workspace.entries(manifest)


def test_a_version_stored_with_other_columns_is_not_read(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    manifest = take(workspace, *FIRST)
    workspace.entries(manifest).drop("shown").write_parquet(tmp_path / "other.parquet")
    sha256 = workspace.snapshots.put((tmp_path / "other.parquet").read_bytes())
    from dataclasses import replace

    with pytest.raises(CouldNotRead, match="with other columns; fetch it anew"):
        workspace.entries(replace(manifest, snapshot=sha256))


def test_a_file_that_is_gone_is_told_with_what_to_do(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    manifest = take(workspace, *FIRST)
    workspace.snapshots.path(manifest.snapshot).unlink()
    (fault,) = verify(workspace).faults
    assert " is gone; take it from a backup, or move the list's folder away from lists/" in fault


def test_a_torn_line_of_the_log_hides_no_other(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.note("a-list", "checked", "one")
    path = tmp_path / "lists" / "a-list" / "log.jsonl"
    path.write_bytes(path.read_bytes() + b'{"at": "2026-0')
    workspace.note("a-list", "checked", "two")
    assert [line.words for line in workspace.log("a-list")] == ["one", "two"]


def test_a_folder_that_cannot_be_written_is_told_with_its_setting(tmp_path: Path) -> None:
    (tmp_path / "lists").write_text("a file where the folder should be")
    with pytest.raises(ClearholdError, match="CLEARHOLD_HOME"), Workspace(tmp_path).locked("a-list"):
        pass


def test_a_snapshot_has_the_columns_of_the_schema(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    manifest = take(workspace, *FIRST)
    assert pl.read_parquet(workspace.snapshots.path(manifest.snapshot)).schema == SCHEMA


def test_a_manifest_of_another_version_of_the_program_is_told_as_such(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    take(workspace, *FIRST)
    (path,) = tmp_path.glob("lists/*/accepted/*.json")
    told = json.loads(path.read_bytes())
    del told["ending"]
    content = json.dumps(told).encode()
    path.unlink()
    path.with_name(f"000001-{hashlib.sha256(content).hexdigest()}.json").write_bytes(content)
    with pytest.raises(CouldNotRead, match="another version of the program wrote it"):
        workspace.current("a-list")


def test_a_held_version_that_was_changed_is_not_offered(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    take(workspace, *FIRST)
    take(workspace, *FIRST[:15], day=date(2026, 7, 1))
    path = tmp_path / "lists" / "a-list" / "held.json"
    for damaged in (path.read_bytes().replace(b"Company", b"Kompany"), path.read_bytes()[:-10], b"{}"):
        path.write_bytes(damaged)
        with pytest.raises(CouldNotRead):
            workspace.held("a-list")
