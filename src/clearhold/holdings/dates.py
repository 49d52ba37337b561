"""Dates as people write them, in cells and in running text; the order of day and month is a property of a table.

A date whose day and month could be exchanged ("03/04/2021") is read with the order that the other dates beside it
show; where none shows it, day first, and the reader is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "jan january januar janvier enero januari",
            "feb february februar fevrier février febrero februari",
            "mar march märz maerz mars marzo maart mrz",
            "apr april avril abril",
            "may mai mayo mei maj",
            "jun june juni juin junio",
            "jul july juli juillet julio",
            "aug august août aout agosto augusti augustus",
            "sep sept september septembre septiembre",
            "oct october oktober octobre octubre okt",
            "nov november novembre noviembre",
            "dec december dezember decembre décembre diciembre dez des desember",
        ),
        start=1,
    )
    for word in words.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"

_PATTERNS = (
    # 2021-08-30, 2021/08/30, 20210830, 2021-08-30T00:00:00
    re.compile(rf"(?<!\d)(?P<y>{_YEAR})(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}})(?!\d)"),
    re.compile(rf"(?<![\d.,])(?P<y>{_YEAR})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?![\d.,])"),
    # 30/Aug/2021, 17-Sep-25, 30 June 2019, 31st March 2020, 31. Dezember 2020
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s\-/.,]*(?:of\s+)?(?P<w>{_MONTH})\.?[\s\-/.,]*(?P<y>{_YEAR}|\d\d)(?!\d)",
        re.IGNORECASE,
    ),
    # Mar 10, 2022; December 31 2019
    re.compile(rf"\b(?P<w>{_MONTH})\.?\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>{_YEAR})(?!\d)", re.IGNORECASE),
    # 30/06/2019, 01/13/2023, 31.12.2020, 31-12-20
    re.compile(rf"(?<![\d/.\-])(?P<a>\d{{1,2}})(?P<s>[-/.])(?P<b>\d{{1,2}})(?P=s)(?P<y>{_YEAR}|\d\d)(?![\d/\-])"),
)

# Spreadsheets count days from 1899-12-30; these are 1990 to 2100.
_SERIAL_FROM, _SERIAL_TO = 32_874, 73_051
_LAST_SHORT_YEAR = 79
_LONGEST = 2000  # characters looked at: hostile cells are of any length

_LEADS_UP = r"(?:\b(?:as\s+(?:of|at|on)|at|on|per|dated|date|stand|au|am)\b[\s:]*)?"


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in a text, `words` as it stands there: the date that it is with the day first and with the month first,
    None where there is no such day. Both are the same where the text leaves no choice.
    """

    words: str
    day_first: date | None
    month_first: date | None

    @property
    def is_open(self) -> bool:
        """Whether day and month could be exchanged and would give another date."""
        return self.day_first is not None and self.month_first is not None and self.day_first != self.month_first

    def read(self, *, month_first: bool) -> date | None:
        """The date under an order of day and month."""
        if month_first:
            return self.month_first or self.day_first
        return self.day_first or self.month_first


def find_dates(text: str) -> list[WrittenDate]:
    """The dates in the beginning of a text, in the order of the text."""
    text = text[:_LONGEST]
    found: dict[int, WrittenDate] = {}
    taken: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            written = _written(match)
            if written is not None:
                found[match.start()] = written
                taken.append(match.span())
    return [found[start] for start in sorted(found)]


def read_date(cell: str) -> WrittenDate | None:
    """The date that a whole cell is, or None; a spreadsheet's bare day number counts."""
    text = cell.strip()
    if re.fullmatch(r"\d{5}(?:\.0+)?", text) and _SERIAL_FROM <= int(text[:5]) <= _SERIAL_TO:
        day = date(1899, 12, 30) + timedelta(days=int(text[:5]))
        return WrittenDate(text, day, day)
    found = find_dates(text)
    if len(found) == 1 and _rest_is_time(text.replace(found[0].words, "", 1)):
        return found[0]
    return None


def is_month_first(dates: Iterable[WrittenDate]) -> bool | None:
    """Whether the dates of one table show the month first (True), the day first (False), or leave it open (None)."""
    shown = {
        written.day_first is None for written in dates if (written.day_first is None) != (written.month_first is None)
    }
    return shown.pop() if len(shown) == 1 else None


def without_dates(text: str) -> str:
    """The text with its dates, and the words that lead up to them, taken out."""
    for written in find_dates(text):
        text = re.sub(rf"{_LEADS_UP}{re.escape(written.words)}", " ", text, count=1, flags=re.IGNORECASE)
    return text


def _rest_is_time(rest: str) -> bool:
    return (
        re.fullmatch(r"[\sT,]*(?:\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[AP]M)?)?Z?\s*", rest, re.IGNORECASE)
        is not None
    )


def _written(match: re.Match[str]) -> WrittenDate | None:
    part = match.groupdict()
    year = int(part["y"])
    if len(part["y"]) == 2:  # noqa: PLR2004 (a year of two digits)
        year += 2000 if year <= _LAST_SHORT_YEAR else 1900
    if part.get("a"):
        first, second = int(part["a"]), int(part["b"])
        day_first, month_first = _date(year, second, first), _date(year, first, second)
    else:
        month = _MONTHS[part["w"].lower()] if part.get("w") else int(part["m"])
        day_first = month_first = _date(year, month, int(part["d"]))
    if day_first is None and month_first is None:
        return None
    return WrittenDate(match[0], day_first, month_first)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
