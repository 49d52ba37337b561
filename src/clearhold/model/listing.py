"""What a publisher lists: concern lists, their entries, and the periods in which an entry was listed.

A listing keeps its ground apart from its list: the Section 1260H list names companies for military-civil fusion, and
saying that such a listing is about human rights would be false.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

import dataframely as dy

from clearhold.model.name_kind import NameKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from clearhold.model.problem import Problem


class EvidenceClass(IntEnum):
    """What kind of statement a listing is; 1 is the strongest for a question about human rights."""

    OFFICIAL_HUMAN_RIGHTS = 1
    OFFICIAL_OTHER_GROUND = 2
    INVESTOR_DECISION = 3
    RESEARCH_OR_PRESS = 4

    @property
    def title(self) -> str:
        """The class in words for readers."""
        return _EVIDENCE_TITLES[self]


_EVIDENCE_TITLES = {
    EvidenceClass.OFFICIAL_HUMAN_RIGHTS: "official, human-rights ground",
    EvidenceClass.OFFICIAL_OTHER_GROUND: "official, another ground",
    EvidenceClass.INVESTOR_DECISION: "another investor's decision",
    EvidenceClass.RESEARCH_OR_PRESS: "research or press",
}


class OwnershipRule(StrEnum):
    """How a list reaches beyond the companies it names, by its publisher's own rule."""

    NONE = "none"
    FIFTY_PERCENT = "50 percent, aggregated"
    OWNED_OR_CONTROLLED = "owned or controlled"
    SUBSIDIARIES_AND_AFFILIATES = "subsidiaries and affiliates"
    NOT_STATED = "not stated"


class EntryType(StrEnum):
    """What an entry is; only companies and organisations can be issuers, a security may be held itself."""

    COMPANY = "company"
    ORGANISATION = "organisation"
    PERSON = "person"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    SECURITY = "security"
    PRODUCT_CATEGORY = "product category"


class IdentifierScheme(StrEnum):
    """Schemes of identifiers that a list or a source gives for an entry."""

    ISIN = "isin"
    LEI = "lei"
    FIGI = "figi"
    CUSIP = "cusip"
    SEDOL = "sedol"
    TICKER = "ticker"
    REGISTRATION = "registration number"
    TAX = "tax number"
    BIC = "bic"
    IMO = "imo number"
    OTHER = "other number"


class ListEntryTable(dy.Schema):
    """One listed party a row. `list` and `entry` together name it everywhere."""

    list = dy.String(nullable=False)
    entry = dy.String(nullable=False)
    publisher_id = dy.String(nullable=True)  # the publisher's own number or reference, where it gives one
    name = dy.String(nullable=False)  # the publisher's primary name
    type = dy.Enum(EntryType, nullable=False)
    country = dy.String(nullable=True)  # the first of `countries`
    countries = dy.List(dy.String(nullable=False), nullable=False)  # ISO 3166-1 alpha-2, by address or statement
    parents = dy.List(dy.String(nullable=False), nullable=False)  # that the list itself names, as it writes them
    answer = dy.String(nullable=True)  # what the company has answered, in our summary
    answer_source = dy.String(nullable=True)


class ListNameTable(dy.Schema):
    """Every name of an entry, the primary one included, with its kind, its script and where it is from."""

    list = dy.String(nullable=False)
    entry = dy.String(nullable=False)
    name = dy.String(nullable=False)
    kind = dy.Enum(NameKind, nullable=False)
    script = dy.String(nullable=True)  # Unicode's name of the script of most letters: Latin, Han, Cyrillic
    source = dy.String(nullable=False)


class ListAddressTable(dy.Schema):
    """Every address of an entry, as the publisher writes it on one line."""

    list = dy.String(nullable=False)
    entry = dy.String(nullable=False)
    address = dy.String(nullable=False)
    country = dy.String(nullable=True)  # ISO 3166-1 alpha-2


class ListIdentifierTable(dy.Schema):
    """Every identifier of an entry; one that fails its check digit is kept and flagged. A ticker's `market` is an
    ISO 10383 or country code as the source writes it.
    """

    list = dy.String(nullable=False)
    entry = dy.String(nullable=False)
    scheme = dy.Enum(IdentifierScheme, nullable=False)
    value = dy.String(nullable=False)
    market = dy.String(nullable=True)
    valid = dy.Bool(nullable=False)
    source = dy.String(nullable=False)


class ListingTable(dy.Schema):
    """A listing period a row: an entry that came, went and came again has two."""

    list = dy.String(nullable=False)
    entry = dy.String(nullable=False)
    evidence_class = dy.Int8(nullable=False, min=1, max=4)
    programme = dy.String(nullable=False)
    ground = dy.String(nullable=False)  # our short neutral phrase, the same for the same ground in every list
    words = dy.String(nullable=True)  # the publisher's own words for the reason, a quotation from end to end
    account = dy.String(nullable=True)  # what the publisher states, told in the list's words
    listed_on = dy.Date(nullable=True)
    effective_on = dy.Date(nullable=True)
    delisted_on = dy.Date(nullable=True)
    source = dy.String(nullable=False)  # official address
    source_date = dy.Date(nullable=True)  # of the publication read


@dataclass(frozen=True, slots=True)
class ConcernList:
    """A publisher's list at one version."""

    name: str  # as `--list` takes it: us-ns-cmic
    label: str  # for chips and narrow columns: NS-CMIC
    title: str
    publisher: str
    evidence: str  # kind of evidence in words
    ownership_rule: OwnershipRule
    ownership_note: str
    meaning: str  # what a listing means and what it does not
    licence: str
    source: str
    version: str  # publisher's date and the content's hash: 2026-06-08+1a2b3c4d
    as_of: date  # the publisher's date of this version
    sha256: str  # of the content
    entries: int
    built_in: bool = True
    accepted_at: datetime | None = None  # UTC; when this version came into use, null where it came with the program
    stale: str | None = None  # why the version may be out of date, as the end of a sentence on the list


@dataclass(frozen=True, slots=True)
class ConcernLists:
    """The lists of a run, their tables put together, and what was wrong in them."""

    lists: Sequence[ConcernList]
    entries: dy.DataFrame[ListEntryTable]
    names: dy.DataFrame[ListNameTable]
    identifiers: dy.DataFrame[ListIdentifierTable]
    listings: dy.DataFrame[ListingTable]
    addresses: dy.DataFrame[ListAddressTable] = field(default_factory=ListAddressTable.create_empty)
    problems: Sequence[Problem] = ()
