"""What the tests of commands on lists have at hand: a desk, publishers that are easily content, a loopback server."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest

from clearhold.lists.parsing import ParsingProcesses
from clearhold.lists.publishers import publishers
from tests.flows.served_lists import EVERYBODY
from tests.lists.a_server import Server, a_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

from tests.cli.lists.desk import Desk, easy, have, un


@pytest.fixture(scope="session")
def parsers() -> Iterator[ParsingProcesses]:
    with ParsingProcesses(2) as processes:
        yield processes


@pytest.fixture
def desk(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    parsers: ParsingProcesses,
) -> Desk:
    # One process parses for all tests: starting one takes longer than most of them.
    monkeypatch.setattr("clearhold.lists.parsing.ParsingProcesses", lambda *_: contextlib.nullcontext(parsers))
    monkeypatch.setenv("CLEARHOLD_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path, capsys)


@pytest.fixture
def easy_publishers(monkeypatch: pytest.MonkeyPatch) -> None:
    those = tuple(easy(each) for each in publishers())
    for module in ("publishers", "update", "catalogue", "verify"):
        have(those, module, monkeypatch)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with a_server() as running:
        yield running


@pytest.fixture
def two_versions(desk: Desk, easy_publishers: None) -> Desk:  # noqa: ARG001 - the publishers are changed meanwhile
    """The list of sixty, then of those without the first and with another alias, and one of fifty that waits."""
    desk.lists("update", "un-sc", "--from", desk.file("1.xml", un()))
    second = un(EVERYBODY[1:], "2026-09-01").replace(b"Alias of Aldotel Works Ltd", b"Aldotel Group")
    desk.lists("update", "un-sc", "--from", desk.file("2.xml", second))
    desk.lists("update", "un-sc", "--from", desk.file("3.xml", un(EVERYBODY[:50], "2026-10-01")))
    return desk
