"""What a transfer works with: limits, the hosts that may be asked, time, chance, a folder for parts, a listener."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clearhold.lists.transfer.limits import Deadline

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from clearhold.lists.transfer.internet import Admission
    from clearhold.lists.transfer.limits import FetchLimits
    from clearhold.lists.transfer.listening import Progress


@dataclass(frozen=True, slots=True)
class Means:
    """The means of all transfers of one fetcher. `chance` gives numbers from 0 to 1 that spread the waits."""

    limits: FetchLimits
    admission: Admission
    parts: Path | None = None
    progress: Callable[[Progress], None] | None = None
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    chance: Callable[[], float] = random.random

    def deadline(self) -> Deadline:
        """The moment at which a file that is asked for now must be here."""
        return Deadline(self.limits.seconds, self.clock)
