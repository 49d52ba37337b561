"""What verifying notices, beside flipped bits: see `test_workspace`."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from clearhold.lists.store import UNFINISHED
from clearhold.lists.verify import verify
from clearhold.lists.workspace import Workspace
from tests.lists.test_workspace import FIRST, take

if TYPE_CHECKING:
    from pathlib import Path

JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def accepted(workspace: Workspace, versions: int) -> None:
    """So many versions, each with its line in the log as an update writes it."""
    for number in range(versions):
        take(workspace, *FIRST[number:], day=date(2026, 6, number + 1))
        workspace.note("a-list", "accepted", "used from now on")


def test_an_empty_workspace_is_in_order(workspace: Workspace) -> None:
    verified = verify(workspace)
    assert (verified.manifests, verified.snapshots, verified.sources) == (0, 0, 0)
    assert verified.is_fine


def test_everything_that_is_kept_is_counted(workspace: Workspace) -> None:
    accepted(workspace, 2)
    take(workspace, *FIRST[:15], day=AUGUST)  # refused, and kept for a person
    verified = verify(workspace)
    assert (verified.manifests, verified.snapshots, verified.sources) == (3, 3, 3)
    assert (verified.faults, verified.lacking) == ([], [])


def test_what_a_killed_process_left_unfinished_is_no_fault(workspace: Workspace) -> None:
    accepted(workspace, 1)
    (workspace.home / "snapshots" / f".x{UNFINISHED}").write_bytes(b"half")
    assert verify(workspace).is_fine


@pytest.mark.parametrize("number", [1, 2])
def test_a_manifest_that_is_gone_from_the_midst_is_noticed_by_its_number(workspace: Workspace, number: int) -> None:
    accepted(workspace, 3)
    (path,) = workspace.home.glob(f"lists/a-list/accepted/00000{number}-*.json")
    path.unlink()
    (fault,) = verify(workspace).faults
    assert fault == f"{path.parent}: the manifest of version {number} is gone; take it from a backup"


def test_the_last_manifest_that_is_gone_is_noticed_by_the_log(workspace: Workspace) -> None:
    accepted(workspace, 3)
    (path,) = workspace.home.glob("lists/a-list/accepted/000003-*.json")
    path.unlink()
    (fault,) = verify(workspace).faults
    assert fault == (
        f"{path.parent}: the log tells of 3 versions that were accepted, and only 2 are here; take the others from a "
        "backup"
    )


def test_a_list_whose_manifests_are_all_gone_is_noticed(workspace: Workspace) -> None:
    accepted(workspace, 1)
    for path in workspace.home.glob("lists/a-list/accepted/*.json"):
        path.unlink()
    assert len(verify(workspace).faults) == 1


def test_a_version_that_was_killed_before_its_line_in_the_log_is_no_fault(workspace: Workspace) -> None:
    take(workspace, *FIRST)
    assert verify(workspace).is_fine


def test_a_first_version_that_waits_is_verified_too(workspace: Workspace) -> None:
    take(workspace, *FIRST, canary="Hikvision")
    assert verify(workspace).manifests == 1
    path = workspace.home / "lists/a-list/held.json"
    told = json.loads(path.read_bytes())
    path.write_text(json.dumps(told | {"manifest": told["manifest"].replace("Somebody", "Somebodx")}), encoding="utf-8")
    (fault,) = verify(workspace).faults
    assert fault.startswith(f"{path}: was changed since it was written")


def test_a_source_that_is_another_file_than_its_manifest_names_is_noticed(workspace: Workspace) -> None:
    manifest = take(workspace, *FIRST)
    (source,) = manifest.sources
    other = replace(source, kept_as=workspace.keep_source(b"another file"))
    workspace.accept(replace(manifest, sequence=2, sources=(other,)))
    (fault,) = verify(workspace).faults
    assert fault == f"{workspace.sources.path(other.kept_as or '')}: is not the file that its manifest names"


def test_one_list_that_was_changed_does_not_hide_another(workspace: Workspace) -> None:
    accepted(workspace, 1)
    folder = workspace.home / "lists" / "b-list" / "accepted"
    folder.mkdir(parents=True)
    (folder / "000001-00.json").write_text("{}", encoding="utf-8")
    verified = verify(workspace)
    assert verified.manifests == 1
    assert len(verified.faults) == 1
    assert "b-list" in verified.faults[0]
