"""`clearhold lists verify`."""

from __future__ import annotations

import pytest

from tests.cli.lists.desk import Desk, un, with_easy_publishers


@with_easy_publishers
def test_a_workspace_in_order_is_told_so(desk: Desk) -> None:
    said = desk.lists("verify")
    assert (said.code, said.out.splitlines()[0]) == (0, "nothing is stored yet: every list here came with the program")
    desk.lists("update", "un-sc", "--from", desk.file("un.xml", un()))
    said = desk.lists("verify")
    assert (said.code, said.out.splitlines()) == (
        0,
        [
            "1 manifest, 1 snapshot and 1 file of publishers and your own checked: all as they were stored",
            f"kept in {desk.workspace.home}",
        ],
    )
    assert desk.lists("verify", "--json").json == {
        "manifests": 1,
        "snapshots": 1,
        "sources": 1,
        "faults": [],
        "lacking": [],
    }


@pytest.mark.parametrize("kind", ["snapshots/*.parquet", "sources/*.gz", "lists/*/accepted/*.json"])
@with_easy_publishers
def test_what_was_changed_is_found(kind: str, desk: Desk) -> None:
    desk.lists("update", "un-sc", "--from", desk.file("un.xml", un()))
    (path,) = desk.workspace.home.glob(kind)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    said = desk.lists("verify")
    assert said.code == 2
    assert path.name in "".join(said.out.split())
    assert "differs" in said.words


@pytest.mark.parametrize("kind", ["snapshots/*.parquet", "sources/*.gz"])
@with_easy_publishers
def test_what_is_missing_is_found(kind: str, desk: Desk) -> None:
    desk.lists("update", "un-sc", "--from", desk.file("un.xml", un()))
    (path,) = desk.workspace.home.glob(kind)
    path.unlink()
    told = desk.lists("verify", "--json")
    assert told.code == 2
    (fault,) = told.json["faults"]
    assert fault.startswith(f"{path}: is gone; ")
    assert "checked: 1 fault" in desk.lists("verify").words


def test_a_list_in_use_without_a_party_that_it_must_have_is_told(desk: Desk) -> None:
    desk.lists("update", "un-sc", "--from", desk.file("un.xml", un()))
    desk.lists("accept", "un-sc", "--by", "R. Roe", "--reason", "a test")
    said = desk.lists("verify")
    assert said.code == 2
    assert '"AL-QAIDA" is not in the version in use' in said.words
    assert "2 entries that must be in a list are not there" in said.words
