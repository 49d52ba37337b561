"""Records in which facts for a report are written down: a holding, an entry, a listing, a pair judged, a list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from clearhold.model import ConcernList, Outcome, OwnershipRule

if TYPE_CHECKING:
    from decimal import Decimal

FILE = "EQ_2019_Country.csv"
FUND = "Government Pension Fund Global"
AS_OF = date(2019, 12, 31)


class Held(NamedTuple):
    """A holding as its file has it; `value` in USD. A null value is one that the file does not give."""

    line: int
    name: str | None
    country: str | None
    value: Decimal | None
    isin: str | None = None
    file: str = FILE
    sheet: str | None = None
    fund: str | None = FUND
    lei: str | None = None
    isin_valid: bool | None = None
    currency: str = "USD"
    base_value: Decimal | None = None  # null: the value itself
    base_method: str = "as filed"
    as_of: date = AS_OF

    @property
    def in_base(self) -> Decimal | None:
        """The value in USD."""
        return self.value if self.base_value is None else self.base_value


class Entry(NamedTuple):
    """An entry of a list, and what the company has answered where that is known."""

    list: str
    entry: str
    name: str
    country: str | None = "CN"
    answer: str | None = None
    answer_source: str | None = None


class Listed(NamedTuple):
    """A listing period of an entry."""

    list: str
    entry: str
    evidence_class: int
    programme: str
    ground: str
    words: str | None
    listed_on: date | None
    source: str
    account: str | None = None
    delisted_on: date | None = None
    effective_on: date | None = None


class Pair(NamedTuple):
    """A holding (by its line) judged against an entry. `party` numbers the company."""

    line: int
    party: int
    list: str
    entry: str
    outcome: Outcome
    probability: float
    listed: str
    evidence: str
    against: str | None = None
    basis: str = "name"


def a_list(name: str, label: str, title: str, publisher: str, **words: str) -> ConcernList:
    as_of = date.fromisoformat(words["as_of"])
    return ConcernList(
        name=name,
        label=label,
        title=title,
        publisher=publisher,
        evidence=words["evidence"],
        ownership_rule=OwnershipRule(words.get("rule", "not stated")),
        ownership_note=words.get("note", ""),
        meaning=words["meaning"],
        licence=words.get("licence", "US government work, public domain"),
        source=words["source"],
        version=f"{as_of}+{name.encode().hex()[:8]}",
        as_of=as_of,
        sha256=(name.encode().hex() + "0" * 64)[:64],
        entries=int(words.get("entries", "5")),
    )
