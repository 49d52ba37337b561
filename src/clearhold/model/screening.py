"""One run from files to results: everything a report shows, and everything needed to make the run again."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    import dataframely as dy

    from clearhold.model.exposure import (
        CoverageTable,
        ExposureTable,
        FindingTable,
        ValuedHoldingTable,
    )
    from clearhold.model.holding import HoldingsReading
    from clearhold.model.listing import ConcernLists
    from clearhold.model.match import IssuerTable, MatchTable
    from clearhold.model.policy import Policy
    from clearhold.model.problem import Problem


@dataclass(frozen=True, slots=True)
class ScreeningRequest:
    """What was asked: files, lists, days and currency, as the command line or the caller gave them.

    `as_of` is the day the screening is about: it overrules the files' own date, and listings are judged as in force
    on it. Without it listings are judged as the lists stand. `lists_as_of` moves the listings' day alone. `known_at` is
    the day at whose end the versions of lists were in use; a finished run always has one.
    """

    files: tuple[str, ...]
    lists: tuple[str, ...] = ()  # empty: all built-in lists
    base: str | None = None
    as_of: date | None = None
    lists_as_of: date | None = None
    known_at: date | None = None
    currency: str | None = None
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures of the headline; money in `base_currency`, null where no position has a known value."""

    base_currency: str | None
    value: Decimal | None  # all positions, cash and derivatives included
    judged: Decimal | None
    likely: Decimal | None
    possible: Decimal | None
    likely_parties: int
    possible_parties: int
    issuers: int
    rows_in: int
    screened: int
    set_aside: int
    findings: int


class PlantedBy(StrEnum):
    """What a planted holding has of the listed party, and nothing else."""

    NAME = "name"  # the primary name, with the country where the list gives one
    ISIN = "ISIN"
    ALIAS = "other name"
    ORIGINAL_SCRIPT = "name in its own script"
    LEI = "LEI"


@dataclass(frozen=True, slots=True)
class Planted:
    """A known holding that a run plants among the fund's, to see that it is found: one of a list's own entries."""

    list: str
    entry: str
    name: str  # the entry's primary name
    by: PlantedBy
    value: str  # the name or the identifier that the planted holding has


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """How a run checked itself. Planted holdings are in none of its tables and in no figure."""

    planted: tuple[Planted, ...] = ()
    missed: tuple[Planted, ...] = ()  # of `planted`, those that were not found
    empty: tuple[str, ...] = ()  # lists without any entry, against which nothing can be found
    unplanted: tuple[str, ...] = ()  # other lists none of whose entries could be planted

    @property
    def failed(self) -> bool:
        """Whether what the run did not find says nothing."""
        return bool(self.missed or self.empty)


@dataclass(frozen=True, slots=True)
class Screening:
    """A finished run. Reports show it and compute nothing."""

    request: ScreeningRequest
    reading: HoldingsReading
    lists: ConcernLists
    policy: Policy
    method: str  # of matching, such as "name-2"
    program: str  # "clearhold 0.1.0"
    issuers: dy.DataFrame[IssuerTable]
    valued: dy.DataFrame[ValuedHoldingTable]
    matches: dy.DataFrame[MatchTable]
    findings: dy.DataFrame[FindingTable]
    other_listings: dy.DataFrame[FindingTable]  # of the same kind, ended before or begun after the listings' day
    exposure: dy.DataFrame[ExposureTable]
    coverage: dy.DataFrame[CoverageTable]
    totals: Totals
    fund: str | None  # null where the files hold several or none
    as_of: date | None
    listings_day: date | None  # null: as the lists stand
    command: str  # that repeats the run
    problems: Sequence[Problem] = field(default_factory=tuple)
    accuracy: str | None = None  # of the method, as measured on labelled names, in words
    check: SelfCheck = SelfCheck()
