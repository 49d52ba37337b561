"""A user's desk: `clearhold lists …` as it is typed, in a workspace of its own; what it prints, and its exit code."""

from __future__ import annotations

import importlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len

from clearhold.cli import run_command
from clearhold.lists.publisher import Canary
from clearhold.lists.workspace import Workspace
from tests.flows.served_lists import EVERYBODY, un_xml

if TYPE_CHECKING:
    from pathlib import Path

    from clearhold.lists.publisher import Publisher

HIKVISION = "hangzhou-hikvision-digital-technology"


class Said:
    """What a command line ended with and printed."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err
        # What is folded is put together again, so that a sentence is found wherever it was folded.
        self.words = " ".join(out.split())

    @property
    def json(self) -> Any:
        """What was printed, as JSON."""
        return json.loads(self.out)


class Desk:
    """A user's workspace, and a shell in a folder of files."""

    def __init__(self, folder: Path, captured: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.workspace = Workspace(folder / "home")
        self._captured = captured

    def lists(self, *words: str) -> Said:
        """What `clearhold lists …` says; folded well and without a trailing blank, whatever it is."""
        self._captured.readouterr()
        code = run_command(["lists", *words])
        printed = self._captured.readouterr()
        said = Said(code, printed.out, printed.err)
        if "--json" not in words and "export" not in words:
            self._is_folded_well(said)
        return said

    def refused(self, *words: str) -> str:
        """The one line on standard error of a command that could not."""
        said = self.lists(*words)
        assert (said.code, said.out) == (2, "")
        assert said.err.count("\n") == 1
        assert said.err.startswith("clearhold: ")
        return said.err

    def file(self, name: str, content: str | bytes) -> str:
        """A file's path."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    @staticmethod
    def _is_folded_well(said: Said) -> None:
        for line in said.out.splitlines():
            assert line == line.rstrip()
            # Addresses and commands are whole, to be copied.
            assert cell_len(line) <= 100 or "://" in line or line.startswith("  clearhold "), line


def easy(publisher: Publisher) -> Publisher:
    """A publisher whose list may be as small as the tests', and must have the first of their parties."""
    return replace(publisher, canaries=(Canary("Aldotel Works"),), at_least=1, refuses_programs=False)


def have(those: tuple[Publisher, ...], module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a module of `clearhold.lists` know just those publishers; a function of the same name hides it there."""
    monkeypatch.setattr(importlib.import_module(f"clearhold.lists.{module}"), "publishers", lambda: those)


with_easy_publishers = pytest.mark.usefixtures("easy_publishers")


def un(parties: tuple[int, ...] = EVERYBODY, day: str = "2026-08-01") -> bytes:
    return un_xml(parties).replace(b"2026-08-01T", f"{day}T".encode())


def found(said: Said) -> list[str]:
    return [line.split()[0] for line in said.out.splitlines() if line[:1].isalpha()]
