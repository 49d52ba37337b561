"""Tells a listener how far a transfer has come: by bytes, so seldom that a line on a screen can follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_EVERY = 1_000_000
_EVERY_UNKNOWN = 4_000_000
_REPORTS = 20


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a transfer has come: bytes received as they travel, and of how many, where the server states it."""

    address: str
    received: int
    total: int | None


class Listener:
    """Passes on one report for each twentieth of a file, none closer together than a megabyte, and the last one."""

    def __init__(self, address: str, report: Callable[[Progress], None] | None) -> None:
        self._address = address
        self._report = report
        self._last = Progress(address, 0, None)
        self._told = 0

    def tell(self, received: int, total: int | None) -> None:
        """So many bytes have come."""
        self._last = Progress(self._address, received, total)
        # A transfer that began anew has fewer bytes than were told.
        self._told = min(self._told, received)
        if received - self._told >= (max(_EVERY, total // _REPORTS) if total else _EVERY_UNKNOWN):
            self.end()

    def end(self) -> None:
        """The last state is told, whatever it is."""
        if self._report is not None:
            self._report(self._last)
        self._told = self._last.received
