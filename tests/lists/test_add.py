"""A user's lists are kept like the publishers': versions, judged, with what was given."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from clearhold.lists.add import add_list
from clearhold.lists.entries import open_entries
from clearhold.lists.manifest import Decision
from clearhold.lists.parsing import ParsingProcesses
from clearhold.lists.workspace import Workspace
from clearhold.model import BadInput, CouldNotRead, NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from clearhold.lists.manifest import Manifest


@pytest.fixture(scope="module")
def parsers() -> Iterator[ParsingProcesses]:
    with ParsingProcesses(1) as processes:
        yield processes


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "home")


def entity(number: int, **properties: list[str]) -> dict[str, object]:
    """A company as OpenSanctions exports it."""
    given = {"name": [f"Company {number} of Urumqi"], "country": ["cn"], "topics": ["sanction"], **properties}
    return {"id": f"NK-{number}", "schema": "Company", "properties": given, "datasets": ["x"], "target": True}


def write(path: Path, *records: object) -> Path:
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path


def listed(workspace: Workspace, manifest: Manifest) -> list[str]:
    return sorted(open_entries(workspace.entries(manifest))["name"].to_list())


def test_an_own_list_is_kept_with_its_file_and_its_date(
    tmp_path: Path, workspace: Workspace, parsers: ParsingProcesses
) -> None:
    file = tmp_path / "Our Concerns 2026.csv"
    file.write_text("name,isin,listed on\nAcme Ltd,GB0002634946,2026-05-06\nBeta plc,,\n", encoding="utf-8")
    manifest = add_list([file], workspace, parsers)
    assert (manifest.name, manifest.decision, str(manifest.as_of)) == (
        "our-concerns-2026",
        Decision.ACCEPTED,
        "2026-05-06",
    )
    assert listed(workspace, manifest) == ["Acme Ltd", "Beta plc"]
    (source,) = manifest.sources
    assert gzip.decompress(workspace.sources.get(source.kept_as or "")) == file.read_bytes()
    assert manifest.stale_after is None


def test_the_next_version_is_judged_against_the_one_in_use(
    tmp_path: Path, workspace: Workspace, parsers: ParsingProcesses
) -> None:
    file = tmp_path / "ours.csv"
    file.write_text("name\n" + "".join(f"Company {n} of Urumqi\n" for n in range(40)), encoding="utf-8")
    first = add_list([file], workspace, parsers)
    file.write_text("name\n" + "".join(f"Company {n} of Urumqi\n" for n in range(0, 40, 2)), encoding="utf-8")
    assert add_list([file], workspace, parsers).decision is Decision.REFUSED
    assert workspace.current("ours") == first


def test_an_export_of_opensanctions_is_a_list(tmp_path: Path, workspace: Workspace, parsers: ParsingProcesses) -> None:
    file = write(tmp_path / "entities.ftm.json", entity(1, isinCode=["CNE100000PM8"]), entity(2))
    manifest = add_list([file], workspace, parsers, name="collection")
    assert listed(workspace, manifest) == ["Company 1 of Urumqi", "Company 2 of Urumqi"]
    assert manifest.description.licence.startswith("CC BY-NC 4.0")


def test_changes_are_applied_to_the_version_in_use_again_and_again(
    tmp_path: Path, workspace: Workspace, parsers: ParsingProcesses
) -> None:
    write(tmp_path / "entities.ftm.json", *(entity(n) for n in range(20)))
    add_list([tmp_path / "entities.ftm.json"], workspace, parsers, name="collection")
    first = write(tmp_path / "first.json", {"op": "ADD", "entity": entity(20)})
    second = write(
        tmp_path / "second.json", {"op": "DEL", "entity": {"id": "NK-0"}}, {"op": "ADD", "entity": entity(21)}
    )
    add_list([first], workspace, parsers, name="collection")
    manifest = add_list([second], workspace, parsers, name="collection")
    assert manifest.decision is Decision.ACCEPTED
    assert listed(workspace, manifest) == sorted(f"Company {n} of Urumqi" for n in range(1, 22))
    assert [source.address for source in manifest.sources] == ["entities.ftm.json", "first.json", "second.json"]


def test_changes_without_what_they_change_are_not_taken(
    tmp_path: Path, workspace: Workspace, parsers: ParsingProcesses
) -> None:
    changes = write(tmp_path / "entities.delta.json", {"op": "ADD", "entity": entity(1)})
    with pytest.raises(NotFound, match=r"changes alone are given.*add entities\.ftm\.json first"):
        add_list([changes], workspace, parsers, name="collection")


@pytest.mark.parametrize("name", ["us-uflpa", "un-sc", "press-uyghur-surveillance"])
def test_a_publishers_name_is_not_given_to_another_list(
    tmp_path: Path, workspace: Workspace, parsers: ParsingProcesses, name: str
) -> None:
    file = tmp_path / "ours.csv"
    file.write_text("name\nAcme Ltd\n", encoding="utf-8")
    with pytest.raises(BadInput, match="is the name of a publisher's list; give this one another with --name"):
        add_list([file], workspace, parsers, name=name)


@pytest.mark.parametrize("name", ["../elsewhere", "Our List", ".hidden", "a/b"])
def test_a_name_that_is_no_folders_name_is_refused(
    tmp_path: Path, workspace: Workspace, parsers: ParsingProcesses, name: str
) -> None:
    file = tmp_path / "ours.csv"
    file.write_text("name\nAcme Ltd\n", encoding="utf-8")
    with pytest.raises(BadInput, match="is no name for a list"):
        add_list([file], workspace, parsers, name=name)


def test_two_own_lists_are_not_one(tmp_path: Path, workspace: Workspace, parsers: ParsingProcesses) -> None:
    files = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for file in files:
        file.write_text("name\nAcme Ltd\n", encoding="utf-8")
    with pytest.raises(BadInput, match="an own list is one file; add each by itself"):
        add_list(files, workspace, parsers)


def test_a_file_without_names_is_no_list(tmp_path: Path, workspace: Workspace, parsers: ParsingProcesses) -> None:
    file = tmp_path / "figures.csv"
    file.write_text("1,2\n3,4\n", encoding="utf-8")
    with pytest.raises(CouldNotRead, match="a concern list needs a column of names"):
        add_list([file], workspace, parsers)
    assert workspace.names() == []
