from __future__ import annotations

from pathlib import Path

from clearhold.cli.reference import command_reference

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_command_reference_is_what_the_commands_say_of_themselves() -> None:
    assert (DOCS / "commands.md").read_text(encoding="utf-8") == command_reference(), "run `make docs`"
