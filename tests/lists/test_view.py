"""One list as a reader looks at it: on a day, at a version, beside another version."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from clearhold.lists.judging import accept_held
from clearhold.lists.view import compare_list, find_list, find_version, view_list
from clearhold.lists.workspace import Workspace
from clearhold.model import NotFound
from tests.lists.test_workspace import FIRST, take

if TYPE_CHECKING:
    from pathlib import Path

JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def names(workspace: Workspace, as_of: date | None = None) -> list[str]:
    return [entry["name"] for entry in view_list("a-list", workspace, as_of=as_of).entries]


@pytest.mark.parametrize(
    ("day", "listed"),
    [
        (None, ["Beta", "Gamma"]),
        ("2019-12-31", ["Gamma"]),
        ("2020-01-01", ["acme", "Gamma"]),  # the day of the listing is the first in
        ("2020-12-31", ["acme", "Gamma"]),
        ("2021-01-01", ["Beta", "Gamma"]),  # the day of the delisting is the first out
    ],
)
def test_who_was_listed_on_a_day_is_told_by_name_whatever_its_case(
    workspace: Workspace, day: str | None, listed: list[str]
) -> None:
    take(workspace, "1: acme @ 2020-01-01 2021-01-01", "2: Beta @ 2021-01-01", "3: Gamma")
    assert names(workspace, date.fromisoformat(day) if day else None) == listed


def test_an_entry_is_shown_though_its_listing_has_ended(workspace: Workspace) -> None:
    take(workspace, *FIRST)
    take(workspace, *FIRST[1:], day=JULY)
    assert "Company 0" not in names(workspace)
    (entry,) = view_list("a-list", workspace, entry="0").entries
    assert [period["delisted_on"] for period in entry["listings"]] == [JULY]


def test_a_list_is_found_by_name_or_label_in_any_case(workspace: Workspace) -> None:
    take(workspace, *FIRST)
    for name in ("a-list", "A-LIST", "A", "a"):
        assert find_list(name, workspace).name == "a-list"
    assert find_list("ns-cmic", workspace).name == "us-ns-cmic"


def test_a_number_names_its_version_though_every_day_begins_with_a_digit(workspace: Workspace) -> None:
    first = take(workspace, *FIRST)
    second = take(workspace, *FIRST[1:], day=JULY)
    third = take(workspace, *FIRST[2:], day=AUGUST)
    for number, manifest in enumerate((first, second, third), start=1):
        assert workspace.version("a-list", str(number)) == manifest
    for named in ("20", "2026", "4", first.snapshot[:3]):
        with pytest.raises(NotFound, match=f"a-list has no version {named} here"):
            workspace.version("a-list", named)


def test_of_two_versions_of_a_day_the_later_one_is_meant(workspace: Workspace) -> None:
    take(workspace, *FIRST)
    second = take(workspace, *FIRST[1:])
    assert workspace.version("a-list", "2026-06-01") == second


def test_versions_have_names_for_what_they_are(workspace: Workspace) -> None:
    first = take(workspace, *FIRST)
    held = take(workspace, *FIRST[:20], day=JULY)
    in_use = find_list("A", workspace)
    assert find_version(in_use, "current").manifest == first
    assert find_version(in_use, "held").manifest == held
    assert find_version(in_use, "1").manifest == first
    with pytest.raises(NotFound, match="a-list did not come with the program"):
        find_version(in_use, "built-in")
    built_in = find_version(find_list("us-s889", workspace), "built-in")
    assert (built_in.manifest, built_in.record.version) == (None, "2018-08-13+4af09b05")


def test_a_first_version_that_waits_can_be_looked_at(workspace: Workspace) -> None:
    held = take(workspace, *FIRST, canary="Hikvision")
    assert workspace.current("a-list") is None
    with pytest.raises(NotFound, match="clearhold lists show a-list --version held"):
        view_list("a-list", workspace)
    view = view_list("a-list", workspace, version="held")
    assert (view.record.version, len(view.entries), view.held, view.versions) == (held.version, 30, held, [])


def test_a_view_has_what_waits_beside_what_was_accepted(workspace: Workspace) -> None:
    take(workspace, *FIRST)
    take(workspace, *FIRST[:20], day=JULY)
    told = view_list("a-list", workspace).as_dict()
    assert told["waiting"]["decision"] == "refused"
    assert told["waiting"]["reasons"] != []
    accept_held("a-list", workspace, by="R. Officer", reason="as published")
    told = view_list("a-list", workspace).as_dict()
    assert told["waiting"] is None
    assert [(each["decision"], each["override"] is None) for each in told["versions"]] == [
        ("accepted", True),
        ("refused", False),
    ]


def test_a_comparison_without_a_second_version_is_with_the_one_in_use(workspace: Workspace) -> None:
    first = take(workspace, *FIRST)
    second = take(workspace, *FIRST[1:], day=JULY)
    compared = compare_list("a-list", workspace, "1")
    assert (compared.before.version, compared.after.version) == (first.version, second.version)
    assert [each.name for each in compared.difference.removed] == ["Company 0"]
    assert compare_list("a-list", workspace, "current", "2").difference.is_empty
