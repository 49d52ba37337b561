"""Citations of the Federal Register as United States lists write them: "84 FR 54004, 10/9/19. 85 FR 44161, 7/22/20"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

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
