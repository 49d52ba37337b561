"""A company as a reader meets it on a card: lines held, entries listed, reasons, answers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clearhold.model import EvidenceClass

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from clearhold.model import ConcernList


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A line of a fund's file, with its identifiers as written: (scheme, value, whether the check digit is wrong)."""

    file: str
    sheet: str | None
    line: int
    fund: str | None
    as_of: date | None
    name: str | None
    identifiers: tuple[tuple[str, str, bool], ...]
    country: str | None
    market_value: Decimal | None
    currency: str | None
    base_value: Decimal | None
    base_method: str | None
    weight: Decimal | None  # of its own fund


@dataclass(frozen=True, slots=True)
class Period:
    """A listing period of an entry, with the publisher's words or the list's account of them."""

    evidence_class: int
    programme: str
    ground: str
    words: str | None
    account: str | None
    listed_on: date | None
    effective_on: date | None
    delisted_on: date | None
    source: str


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry of a list with its periods, its list, and what the company has answered."""

    on: ConcernList
    entry: str
    name: str
    country: str | None
    evidence_class: EvidenceClass
    periods: tuple[Period, ...]
    answer: str | None
    answer_source: str | None
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a holding is taken to be an entry. `listed` are the values compared with the one held, each with the
    entries that have it and for which this very reason holds.
    """

    outcome: str
    probability: float
    basis: str | None
    held: str | None
    evidence: str
    against: str | None
    listed: tuple[tuple[str, tuple[ListedEntry, ...]], ...]


@dataclass(frozen=True, slots=True)
class CompanyAnswer:
    """What the company has answered, in a list's summary, and the entries that record it."""

    text: str
    source: str | None
    entries: tuple[ListedEntry, ...]


@dataclass(frozen=True, slots=True)
class CompanyCard:
    """A company as a reader meets it. `name` is the strongest listing's; `held_as` are the names in the files.

    `base_value` is what is held of it in the base currency, null where it is not known or not summed; `share` is of
    all positions. `earlier_or_later` are listings of the same entries outside the listings' day.
    """

    party: int
    name: str
    held_as: tuple[str, ...]
    base_value: Decimal | None
    share: Decimal | None
    lines: tuple[HeldLine, ...]
    lines_without_value: int
    listed: tuple[ListedEntry, ...]
    reasons: tuple[Reason, ...]
    earlier_or_later: tuple[ListedEntry, ...] = ()
    resembles: tuple[Reason, ...] = field(default=())

    @property
    def evidence_class(self) -> EvidenceClass:
        """The strongest evidence class among its listings."""
        return self.listed[0].evidence_class if self.listed else EvidenceClass.RESEARCH_OR_PRESS

    @property
    def answers(self) -> tuple[CompanyAnswer, ...]:
        """The company's answers, each once."""
        found: dict[tuple[str, str | None], list[ListedEntry]] = defaultdict(list)
        for each in (*self.listed, *self.earlier_or_later):
            if each.answer and each.on not in {other.on for other in found[each.answer, each.answer_source]}:
                found[each.answer, each.answer_source].append(each)
        return tuple(CompanyAnswer(*said, tuple(entries)) for said, entries in found.items())

    @property
    def best(self) -> Reason:
        """The strongest reason: of the strongest outcome, the most probable."""
        return self.reasons[0]
