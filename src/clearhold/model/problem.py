"""What can be wrong: located problems in someone's data, and the exceptions that end the work.

A fault in a file is a `Problem` value: the run goes on and shows it. An exception means that we cannot go on; its
message says what, where, and what to do. "Could not ask" is never "nothing there".
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A located fault in the data of a file or a list, in words that end with what to do or what was done."""

    file: str
    message: str
    sheet: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        return f"{place(self.file, self.sheet, self.line)}: {self.message}"


def place(file: str, sheet: str | None = None, line: int | None = None) -> str:
    """The place a message is about, as a person would look it up: `fund.xlsx sheet "Equities" line 214`."""
    words = [file]
    if sheet:
        words.append(f'sheet "{sheet}"')
    if line is not None:
        words.append(f"line {line}")
    return " ".join(words)


class ClearholdError(Exception):
    """The root of every exception of ours; the command line prints its message on one line and exits with 2."""


class CouldNotAsk(ClearholdError, ConnectionError):
    """A source could not be reached: nothing is known about what it holds."""


class NotFound(ClearholdError, LookupError):
    """A thing named by the user does not exist: a list, a run, a line of a file."""


class CouldNotRead(ClearholdError, ValueError):
    """A file is there and cannot be read whole: broken, protected, hostile, or without a table of holdings."""


class BadInput(ClearholdError, ValueError):
    """What the user asked for is not possible: an unknown option value, a column that is not there."""
