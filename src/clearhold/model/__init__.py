"""The records and table schemas that the stages exchange. Imports nothing of ours.

Tables are loaded when one is asked for: their library takes a quarter of a second to import, which commands that match
two files do without.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from clearhold.model.name_kind import NameKind
from clearhold.model.outcome import LIKELY_OUTCOMES, Outcome
from clearhold.model.policy import Policy
from clearhold.model.problem import (
    BadInput,
    ClearholdError,
    CouldNotAsk,
    CouldNotRead,
    NotFound,
    Problem,
    place,
)
from clearhold.model.screening import Planted, PlantedBy, Screening, ScreeningRequest, SelfCheck, Totals

if TYPE_CHECKING:
    from clearhold.model.exposure import (
        CoverageTable,
        Dimension,
        ExposureTable,
        FindingTable,
        ValuedHoldingTable,
    )
    from clearhold.model.holding import (
        MONEY_PRECISION,
        MONEY_SCALE,
        POSITION_REASONS,
        WEIGHT_SCALE,
        ColumnReading,
        ColumnRole,
        FileReading,
        HoldingsReading,
        HoldingTable,
        ReadingOptions,
        SetAsideReason,
        SetAsideTable,
        SheetReading,
    )
    from clearhold.model.listing import (
        ConcernList,
        ConcernLists,
        EntryType,
        EvidenceClass,
        IdentifierScheme,
        ListAddressTable,
        ListEntryTable,
        ListIdentifierTable,
        ListingTable,
        ListNameTable,
        OwnershipRule,
    )
    from clearhold.model.match import IssuerTable, MatchTable

__all__ = [
    "LIKELY_OUTCOMES",
    "MONEY_PRECISION",
    "MONEY_SCALE",
    "POSITION_REASONS",
    "WEIGHT_SCALE",
    "BadInput",
    "ClearholdError",
    "ColumnReading",
    "ColumnRole",
    "ConcernList",
    "ConcernLists",
    "CouldNotAsk",
    "CouldNotRead",
    "CoverageTable",
    "Dimension",
    "EntryType",
    "EvidenceClass",
    "ExposureTable",
    "FileReading",
    "FindingTable",
    "HoldingTable",
    "HoldingsReading",
    "IdentifierScheme",
    "IssuerTable",
    "ListAddressTable",
    "ListEntryTable",
    "ListIdentifierTable",
    "ListNameTable",
    "ListingTable",
    "MatchTable",
    "NameKind",
    "NotFound",
    "Outcome",
    "OwnershipRule",
    "Planted",
    "PlantedBy",
    "Policy",
    "Problem",
    "ReadingOptions",
    "Screening",
    "ScreeningRequest",
    "SelfCheck",
    "SetAsideReason",
    "SetAsideTable",
    "SheetReading",
    "Totals",
    "ValuedHoldingTable",
    "place",
]

_WITH_TABLES = ("exposure", "holding", "listing", "match")


def __getattr__(name: str) -> Any:
    if name in __all__:
        for module in _WITH_TABLES:
            found = vars(import_module(f"{__name__}.{module}"))
            if name in found:
                globals()[name] = found[name]
                return found[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
