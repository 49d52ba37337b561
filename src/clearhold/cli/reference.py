"""The command reference as Markdown, made from the commands' own help; `make docs` writes it to docs/commands.md."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from clearhold.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator

    import typer

_INTRODUCTION = """# Commands

Made from the program's own help by `make docs`; do not edit.

Exit codes, of every command: 0 fine; 2 could not, with one line on standard error that says what, where and what to
do; 3 findings, where `--fail-on` asked for it.
"""


def command_reference() -> str:
    """The Markdown page: the program's help, then each command's, at a width of 100."""
    pages = [_INTRODUCTION, *(_section(f"clearhold {' '.join(words)}".rstrip(), words) for words in _commands(app, []))]
    return "\n".join(pages)


def _commands(group: typer.Typer, before: list[str]) -> Iterator[list[str]]:
    """The words of a group of commands, then those of each command in it, by name."""
    yield before
    names = [command.name or command.callback.__name__ for command in group.registered_commands if command.callback]
    instances = [each.typer_instance for each in group.registered_groups]
    groups = {str(instance.info.name): instance for instance in instances if instance is not None}
    for name in sorted([*names, *groups]):
        if name in groups:
            yield from _commands(groups[name], [*before, name])
        else:
            yield [*before, name]


def _section(title: str, arguments: list[str]) -> str:
    # A process of its own: the width of help is read from the environment when the program starts.
    help_text = subprocess.run(  # noqa: S603  our own program with its own names
        [sys.executable, "-m", "clearhold.cli", *arguments, "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COLUMNS": "100"},
    ).stdout
    return f"## {title}\n\n```\n{help_text.strip()}\n```\n"


if __name__ == "__main__":
    sys.stdout.write(command_reference())
