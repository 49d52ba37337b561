"""Where commands print: a console of at most 100 columns, and progress on standard error where a person looks on."""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.text import Text

from clearhold.cli.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WIDTH = 100
_STEPS_SHOWN = 3
_LEAST_WIDTH = 20


def console() -> Console:
    """Standard output, never wider than a report's line; a pipe gets the full line and no colour."""
    plain = Console(highlight=False, soft_wrap=False)
    return Console(highlight=False, width=min(plain.width, WIDTH) if plain.is_terminal else WIDTH)


def print_line(out: Console, line: str, style: str = "", *, hanging: int = 0) -> None:
    """Print a line, folded at the console's width; its leading spaces are kept there, so that a list stays a list, and
    `hanging` more are put before what is folded.
    """
    if not line:
        out.print()
        return
    words = visible(line).lstrip(" ")
    indent = len(line) - len(line.lstrip(" "))
    for number, part in enumerate(_fold(words, out.width - indent, hanging)):
        # Folded already: rich would pad each part with blanks, and break addresses.
        out.print(Text(" " * (indent + hanging * (number > 0)) + part, style=style), soft_wrap=True)


def print_command(out: Console, command: str, before: str = "") -> None:
    """Print a command to copy, after some words, on one line however long it is."""
    out.print(Text(f"{before}{visible(command)}"), soft_wrap=True)


def _fold(words: str, width: int, hanging: int) -> Iterator[str]:
    """The words in lines of so many columns, the first one `hanging` columns wider; an address stays whole, to be
    copied, and other words are parted only where they are longer than a line (as Chinese sentences are).
    """
    line, room = "", max(width, _LEAST_WIDTH)
    for word in re.findall(r"\s*\S+", words):
        if cell_len(line + word) <= room:
            line += word
            continue
        if line:
            yield line
            room = max(width - hanging, _LEAST_WIDTH)
        line = word.lstrip()
        while cell_len(line) > room and "://" not in line:
            first = chop_cells(line, room)[0]
            yield first
            line, room = line[len(first) :], max(width - hanging, _LEAST_WIDTH)
    if line:
        yield line


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
