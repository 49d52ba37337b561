"""What the files of an OpenSanctions export give, as they are read: parties, rows, days, and what was wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clearhold.lists.publishers.conventions.days import day_of
from clearhold.lists.publishers.conventions.parties import unite
from clearhold.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from clearhold.lists.parsed import ParsedEntry


@dataclass(slots=True)
class Collected:
    """What the files read so far give."""

    entries: dict[str, ParsedEntry] = field(default_factory=dict)
    rows: int = 0
    problems: list[Problem] = field(default_factory=list)
    days: set[date] = field(default_factory=set)
    moments: set[str] = field(default_factory=set)
    unknown_countries: set[str] = field(default_factory=set)

    def add(self, entry: ParsedEntry) -> None:
        """Take a party, or what a further file says of one."""
        known = self.entries.get(entry.id)
        self.entries[entry.id] = unite(known, entry) if known else entry

    def report(self, message: str, file: str, line: int) -> None:
        """Take a problem."""
        self.problems.append(Problem(file, message, line=line))

    def report_countries(self, codes: Iterable[str], file: str, line: int) -> None:
        """Report codes of no country that exists, each the first time it is met."""
        for code in codes:
            if code not in self.unknown_countries:
                self.unknown_countries.add(code)
                self.report(
                    f'"{code}" is the code of no country that exists; it is left out here and below', file, line
                )

    def seen(self, moment: str) -> None:
        """Take the moment at which the publisher last saw an entity."""
        written = moment[:10]
        if written in self.moments:
            return
        self.moments.add(written)
        if day := day_of(written):
            self.days.add(day)
