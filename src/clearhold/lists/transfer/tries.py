"""Tries again after faults that pass: with growing waits that chance spreads, or as the server asks."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from clearhold.lists.transfer.faults import Broken
from clearhold.lists.transfer.limits import PastLimit
from clearhold.lists.transfer.ranges import moment
from clearhold.model import CouldNotAsk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from clearhold.lists.transfer.limits import Deadline
    from clearhold.lists.transfer.means import Means

T = TypeVar("T")


def persist(address: str, attempt: Callable[[], T], means: Means, deadline: Deadline) -> T:
    """What the first attempt that succeeds returns.

    Raises CouldNotAsk when the last attempt fails too, and when a limit is passed: then at once.
    """
    try:
        for number in range(1, means.limits.tries):
            try:
                return attempt()
            except Broken as broken:
                _wait(address, number, broken, means, deadline)
        return attempt()
    except Broken as broken:
        tried = f", tried {means.limits.tries} times" if means.limits.tries > 1 else ""
        raise CouldNotAsk(f"{address}: {broken.words}{tried}: {broken.remedy}") from None
    except PastLimit as past:
        raise CouldNotAsk(
            f"{address} {past}, and was given up; download the file with a browser and give it with --from"
        ) from None


def retry_after(headers: Mapping[str, str]) -> float | None:
    """For how many seconds a server asks to be left alone: it names seconds, or a moment by its own clock."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    until = moment(text)
    if until is None:
        return None
    return max(0.0, (until - (moment(headers.get("date")) or datetime.now(UTC))).total_seconds())


def _wait(address: str, number: int, broken: Broken, means: Means, deadline: Deadline) -> None:
    """Waits after a failed try: 1, 2, 4 … seconds, of which chance takes up to half, and no less than asked for."""
    if broken.asked and broken.asked > means.limits.wait:
        raise CouldNotAsk(f"{address}: {broken.words}, for {broken.asked:,.0f} seconds from now: try again then")
    seconds = min(2.0 ** (number - 1), means.limits.wait) * (1 - means.chance() / 2)
    seconds = max(seconds, broken.asked or 0)
    if deadline.wait(seconds) < seconds:
        raise PastLimit(deadline.words)
    means.sleep(seconds)
