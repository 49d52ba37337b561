"""What a file may take at most: bytes, seconds, redirects and tries; one who goes past a limit is not asked again."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """The limits for one file. Sizes are in bytes, times in seconds.

    `received` is what may come over the wire, `unpacked` what gzip or deflate may make of it, whatever the ratio,
    `headers` what the headers of one answer may take. `seconds` bounds all tries and waits together, `connect_seconds`
    and `read_seconds` one silence. `wait` is the longest wait before another try: a server that asks for more is left
    alone.
    """

    received: int = 400_000_000
    unpacked: int = 600_000_000
    headers: int = 48_000
    seconds: float = 900
    connect_seconds: float = 15
    read_seconds: float = 60
    redirects: int = 5
    tries: int = 4
    wait: float = 120


class PastLimit(Exception):
    """A server went past a limit; the message ends a sentence that begins with the address."""


class Deadline:
    """The moment at which a file must be here; `words` say that it was not."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.words = f"takes longer than {seconds:g} seconds"
        self._clock = clock
        self._ends = clock() + seconds

    def wait(self, at_most: float) -> float:
        """How many seconds may be waited for the next bytes; raises PastLimit when the time is used up."""
        left = self._ends - self._clock()
        if left <= 0:
            raise PastLimit(self.words)
        return min(left, at_most)

    @property
    def is_over(self) -> bool:
        """Whether the time is used up."""
        return self._clock() >= self._ends
