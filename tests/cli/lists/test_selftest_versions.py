"""`clearhold selftest` of the versions of lists that were known on a day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import time_machine

from clearhold.cli import run_command
from tests.cli.lists.desk import Desk, un, with_easy_publishers

if TYPE_CHECKING:
    import pytest


@with_easy_publishers
def test_a_selftest_is_of_the_versions_known_on_a_day(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    with time_machine.travel("2026-08-02 06:00", tick=False):
        desk.lists("update", "un-sc", "--from", desk.file("un.xml", un((1, 2))))
    with time_machine.travel("2026-09-02 06:00", tick=False):
        desk.lists("update", "un-sc", "--from", desk.file("un.xml", un((1, 2, 3), "2026-09-01")))
    capsys.readouterr()
    drawn = []
    for words in ([], ["--known-at", "2026-08-31"]):
        assert run_command(["selftest", "--list", "un-sc", *words, "--json"]) == 0
        drawn.append(json.loads(capsys.readouterr().out)["names"])
    assert drawn == [6, 4]  # each party has a name and an alias
