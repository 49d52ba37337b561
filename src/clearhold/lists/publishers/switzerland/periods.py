"""The periods in which a party of the Swiss list was listed, told from its modifications."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from clearhold.lists.markup import children
from clearhold.lists.publishers.conventions.days import day_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree


@dataclass(frozen=True, slots=True)
class Period:
    """From the decision to list and the day it took effect to the day the removal took effect; None where not said."""

    listed_on: date | None = None
    effective_on: date | None = None
    delisted_on: date | None = None


@dataclass(frozen=True, slots=True)
class _Change:
    kind: str
    enacted_on: date | None
    effective_on: date | None

    @property
    def day(self) -> date:
        """The day it counts from; one without a day is older than those that have one."""
        return self.effective_on or self.enacted_on or date.min


def periods_of(target: etree._Element) -> Sequence[Period]:
    """The periods, oldest first; a target without a word of when it was listed has one without days.

    Modifications stand newest first, but not always: the days decide, and the place in the file between equal days.
    An amendment begins no period and ends none.
    """
    changes = [_read(each) for each in children(target, "modification")][::-1]
    periods: list[Period] = []
    is_listed = False
    for change in sorted(changes, key=lambda change: change.day):
        if change.kind == "listed" and not is_listed:
            periods.append(Period(change.enacted_on, change.effective_on))
            is_listed = True
        elif change.kind == "de-listed":
            if not is_listed:
                periods.append(Period())
            periods[-1] = replace(periods[-1], delisted_on=change.effective_on or change.enacted_on)
            is_listed = False
        elif change.kind == "amended" and not periods:
            periods.append(Period())
            is_listed = True
    return periods or [Period()]


def _read(modification: etree._Element) -> _Change:
    enacted = day_of(modification.get("enactment-date")) or day_of(modification.get("publication-date"))
    return _Change(modification.get("modification-type", ""), enacted, day_of(modification.get("effective-date")))
