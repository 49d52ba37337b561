"""Where commands print: a console of at most 100 columns, and progress on standard error where a person looks on."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WIDTH = 100
_STEPS_SHOWN = 3


def console() -> Console:
    """Standard output, never wider than a report's line; a pipe gets the full line and no colour."""
    plain = Console(highlight=False, soft_wrap=False)
    return Console(highlight=False, width=min(plain.width, WIDTH) if plain.is_terminal else WIDTH)


def print_line(out: Console, line: str, style: str = "") -> None:
    """Print a line whose leading spaces are kept where it is folded, so that a list stays a list."""
    if not line:
        out.print()
        return
    words = line.lstrip(" ")
    out.print(Padding(Text(words, style=style, overflow="fold"), (0, 0, 0, len(line) - len(words)), expand=False))


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A function that is told each step; it shows where the work is, only where standard error is a terminal."""
    errors = Console(stderr=True, highlight=False)
    if not (errors.is_terminal and sys.stdout.isatty()):
        yield lambda _: None
        return
    with errors.status("starting") as status:
        yield lambda step: status.update(f"{step} …")


@contextmanager
def step_progress() -> Iterator[Callable[[str, str], None]]:
    """A function that is told a thing and the step it is at; shown together where a person looks on."""
    with progress() as told:
        steps: dict[str, str] = {}

        def tell(name: str, step: str) -> None:
            steps.pop(name, None)
            steps[name] = step
            told(", ".join(f"{each} {at}" for each, at in list(steps.items())[-_STEPS_SHOWN:]))

        yield tell
