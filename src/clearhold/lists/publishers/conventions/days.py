"""Days as sanctions lists outside the United States write them: year first or day first, at times with a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clearhold.lists.markup import settle
from clearhold.lists.own_values import read_day

if TYPE_CHECKING:
    from datetime import date

_ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[-+T ].*|Z)?")


def day_of(text: str | None) -> date | None:
    """The day that is written, year first or day first, a time of day or zone behind it passed over; None otherwise."""
    settled = settle(text)
    if match := _ISO_DAY.fullmatch(settled):
        settled = match[1]
    return read_day(settled, day_first=True)
