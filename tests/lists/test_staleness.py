"""When a list may be out of date."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
import time_machine

from clearhold.lists.built_in import find_built_in
from clearhold.lists.in_use import versions_in_use
from clearhold.lists.publishers import publishers
from clearhold.lists.staleness import _BUILT_IN, last_asked, why_stale
from clearhold.lists.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


def stale(workspace: Workspace, name: str, on: date) -> str | None:
    return why_stale(workspace, versions_in_use(workspace)[name], on)


def test_a_built_in_list_is_stale_after_as_many_days_as_its_publishers_list() -> None:
    built_in = {each.name for each in find_built_in()}
    assert {each.name: each.stale_after for each in publishers() if each.name in built_in} == _BUILT_IN


def test_a_list_whose_publisher_was_never_asked_is_stale_by_its_own_date(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert stale(workspace, "us-uflpa", date(2025, 3, 15)) is None
    assert stale(workspace, "us-uflpa", date(2025, 3, 16)) == "is of 2025-01-14 and its publisher was never asked since"


def test_a_list_that_nobody_can_be_asked_for_is_as_it_is(tmp_path: Path) -> None:
    assert stale(Workspace(tmp_path), "press-uyghur-surveillance", date(2040, 1, 1)) is None


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ("checked", None),
        ("refused", "is of 2025-01-14: another version was refused on 2026-01-02 (why)"),
        ("held", "is of 2025-01-14: another version was held on 2026-01-02 (why)"),
        ("could not ask", "is of 2025-01-14 and its publisher was never asked since"),
    ],
)
def test_what_came_of_asking_last_counts(tmp_path: Path, event: str, words: str | None) -> None:
    workspace = Workspace(tmp_path)
    with time_machine.travel(datetime(2026, 1, 2, tzinfo=UTC), tick=False):
        workspace.note("us-uflpa", event, "why")
    assert stale(workspace, "us-uflpa", date(2026, 1, 3)) == words


def test_an_answer_of_long_ago_is_as_good_as_none(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    with time_machine.travel(datetime(2026, 1, 2, tzinfo=UTC), tick=False):
        workspace.note("us-uflpa", "checked", "nothing has changed")
    assert stale(workspace, "us-uflpa", date(2026, 3, 4)) == (
        "is of 2025-01-14; its publisher was last asked on 2026-01-02, 61 days before"
    )


def test_what_was_asked_later_was_not_known_before(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    with time_machine.travel(datetime(2026, 1, 2, tzinfo=UTC), tick=False):
        workspace.note("us-uflpa", "checked", "nothing has changed")
    assert last_asked(workspace, "us-uflpa", date(2026, 1, 1)) is None
    asked = last_asked(workspace, "us-uflpa", date(2026, 1, 2))
    assert asked is not None
    assert asked.on == date(2026, 1, 2)
