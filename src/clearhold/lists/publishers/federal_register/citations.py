"""Citations of the Federal Register as United States lists write them, and what rules on the Entity List are about.

An entry of the Entity List cites the rule that added it and then those that changed it: "84 FR 54004, 10/9/19. 85 FR
44161, 7/22/20". The rules say on what ground a party was added; the list does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from clearhold.lists.publishers.conventions.regimes import HUMAN_RIGHTS, XINJIANG

if TYPE_CHECKING:
    from collections.abc import Iterable

_CITATION = re.compile(
    r"\b(\d{2,3}) F\.?R\.? (\d{3,6})\b(?: \(no\. \d+\))?(?: preview citation details)?"
    r"(?:[,.;]? *(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\b)?"
)
_VOLUME_OF_YEAR = 1935  # volume 1 is of 1936


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in the Federal Register, and the day of that issue where the citation has one."""

    volume: int
    page: int
    on: date | None = None

    def __str__(self) -> str:
        return f"{self.volume} FR {self.page}"

    @property
    def address(self) -> str:
        """Where the Federal Register shows it."""
        return f"https://www.federalregister.gov/citation/{self.volume}-FR-{self.page}"


def read_citations(text: str) -> tuple[Citation, ...]:
    """The citations in a cell, in its order. A day that is none, or is of another year than its volume, is left out.

    Volumes are years. Citations of the last days of a year may be a year off ("83 FR 61541, 11/13/19" is one such slip
    of the list, one year off as well).
    """
    return tuple(
        Citation(int(volume), int(page), _day(int(volume), month, day, year))
        for volume, page, month, day, year in _CITATION.findall(" ".join(text.split()))
    )


def _day(volume: int, month: str, day: str, year: str) -> date | None:
    if not month:
        return None
    of_volume = volume + _VOLUME_OF_YEAR
    written = int(year)
    if len(year) == 2:  # noqa: PLR2004 - digits of a year without its century
        written += of_volume - of_volume % 100
    try:
        found = date(written, int(month), int(day))
    except ValueError:
        return None
    return found if abs(found.year - of_volume) <= 1 else None


@dataclass(frozen=True, slots=True)
class _Round:
    volume: int
    first: int
    last: int
    ground: str


# Rules that add parties on human-rights grounds and on no other, by their pages. A rule that does so for some of its
# parties only is not here: which of them it means stands in its text, and in the built-in list.
# 84 FR 54002 (9 October 2019): all 28. 86 FR 33119 (24 June 2021): all 5, for forced labour.
# 85 FR 34503 (5 June 2020, 9) and 85 FR 44159 (22 July 2020, 11): some for forced labour, some for surveillance.
# 88 FR 18983 (30 March 2023, https://www.govinfo.gov/content/pkg/FR-2023-03-30/html/2023-06663.htm): all 11, in Burma,
# China, Nicaragua and Russia. 89 FR 99703 (11 December 2024): all 8, in Burma, China and Russia
# (https://bis.gov/press-release/commerce-adds-8-entities-entity-list-enabling-human-rights-abuses).
# Last pages where no printed page range was read are the last that the list or a rule cites.
_HUMAN_RIGHTS_ROUNDS = (
    _Round(84, 54002, 54004, "human rights: surveillance and repression in Xinjiang"),
    _Round(85, 34503, 34505, XINJIANG),
    _Round(85, 44159, 44161, XINJIANG),
    _Round(86, 33119, 33122, "human rights: forced labour in Xinjiang"),
    _Round(88, 18983, 18987, HUMAN_RIGHTS),
    _Round(89, 99703, 99703, HUMAN_RIGHTS),
)


def human_rights_ground(citations: Iterable[Citation]) -> str | None:
    """The ground where the rule that added the party, which is cited first, adds parties on human-rights grounds only.

    None for every other rule, and where nothing is cited: later citations are of changes, whatever their ground.
    """
    added = next(iter(citations), None)
    if added is None:
        return None
    for each in _HUMAN_RIGHTS_ROUNDS:
        if added.volume == each.volume and each.first <= added.page <= each.last:
            return each.ground
    return None
