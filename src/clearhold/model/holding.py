"""What a fund holds, as its file says it: the tables and records that reading a file gives.

Rows are conserved: every non-blank row below a table's heading is in `HoldingTable` or in `SetAsideTable`, never in
both, and every one keeps its file, sheet and line.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

import dataframely as dy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from clearhold.model.problem import Problem

MONEY_PRECISION, MONEY_SCALE = 38, 6
WEIGHT_SCALE = 12


class SetAsideReason(StrEnum):
    """Why a row of the file is no holding to be screened. The first four are positions and carry money."""

    CASH = "cash"
    DERIVATIVE = "derivative"
    CURRENCY_FORWARD = "currency forward"
    UNREADABLE = "row cannot be read"
    TOTAL = "total"
    SUBTOTAL = "subtotal"
    NOTE = "note"
    REPEATED_HEADING = "repeated heading"
    NO_TABLE = "sheet without a table of holdings"


POSITION_REASONS = frozenset(
    {
        SetAsideReason.CASH,
        SetAsideReason.DERIVATIVE,
        SetAsideReason.CURRENCY_FORWARD,
        SetAsideReason.UNREADABLE,
    }
)


class ColumnRole(StrEnum):
    """What a column of a holdings file is about; the values are the names that `--columns` takes."""

    NAME = "name"
    ISIN = "isin"
    SEDOL = "sedol"
    CUSIP = "cusip"
    FIGI = "figi"
    LEI = "lei"
    TICKER = "ticker"
    EXCHANGE = "exchange"
    COUNTRY = "country"
    ASSET_CLASS = "asset_class"
    QUANTITY = "quantity"
    VALUE = "value"
    CURRENCY = "currency"
    WEIGHT = "weight"
    FUND = "fund"
    AS_OF = "as_of"


def _stated_values() -> dy.List:
    """The column of the same value as the file itself gives it in further currencies."""
    amount = {
        "currency": dy.String(nullable=False),
        "amount": dy.Decimal(MONEY_PRECISION, MONEY_SCALE, nullable=False),
    }
    return dy.List(dy.Struct(amount, nullable=False), nullable=True)


class HoldingTable(dy.Schema):
    """One line of a portfolio at a date, a row each; identifiers are kept as written (spaces off, upper case) even
    where their check digit is wrong.
    """

    file = dy.String(nullable=False)
    sheet = dy.String(nullable=True)
    line = dy.Int64(nullable=False, min=1)
    fund = dy.String(nullable=True)
    as_of = dy.Date(nullable=True)
    name = dy.String(nullable=True)
    isin = dy.String(nullable=True)
    isin_valid = dy.Bool(nullable=True)
    sedol = dy.String(nullable=True)
    cusip = dy.String(nullable=True)
    figi = dy.String(nullable=True)
    lei = dy.String(nullable=True)
    ticker = dy.String(nullable=True)
    exchange = dy.String(nullable=True)
    country = dy.String(nullable=True)  # ISO 3166-1 alpha-2, or null where the file's word is no country
    asset_class = dy.String(nullable=True)
    quantity = dy.Decimal(MONEY_PRECISION, MONEY_SCALE, nullable=True)
    market_value = dy.Decimal(MONEY_PRECISION, MONEY_SCALE, nullable=True)  # whole units of `currency`
    currency = dy.String(nullable=True)  # ISO 4217
    stated_values = _stated_values()
    stated_weight = dy.Decimal(MONEY_PRECISION, WEIGHT_SCALE, nullable=True)  # the file's own weight, a fraction


class SetAsideTable(dy.Schema):
    """A row of the file that is not screened, with its reason; `text` is the row's cells joined by ` | `."""

    file = dy.String(nullable=False)
    sheet = dy.String(nullable=True)
    line = dy.Int64(nullable=False, min=1)
    reason = dy.Enum(SetAsideReason, nullable=False)
    detail = dy.String(nullable=False)  # a sentence: what showed it
    name = dy.String(nullable=True)
    fund = dy.String(nullable=True)
    as_of = dy.Date(nullable=True)
    market_value = dy.Decimal(MONEY_PRECISION, MONEY_SCALE, nullable=True)
    currency = dy.String(nullable=True)
    stated_values = _stated_values()
    text = dy.String(nullable=False)


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What the user says about a file, which overrules what the file shows.

    `columns` maps a role to a heading's words, or to a column letter such as `C` where no heading has them.
    """

    columns: Mapping[ColumnRole, str] = field(default_factory=dict)
    as_of: date | None = None
    currency: str | None = None
    fund: str | None = None


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """How a column was understood: its heading, its role (none: not used), and what showed it."""

    letter: str
    heading: str
    role: ColumnRole | None
    why: str
    currency: str | None = None  # of a value column whose heading or sheet names it
    multiplier: Decimal = Decimal(1)  # 1000 for "£000"


@dataclass(frozen=True, slots=True)
class SheetReading:
    """How one table (a sheet of a workbook, or a whole CSV file) was understood.

    rows_in = screened + set_aside, always. `stated_total` is the file's own total in `currency`, where it has one;
    `sum_of_positions` is ours of every position, cash and derivatives included.
    """

    file: str
    sheet: str | None
    visible: bool
    heading_lines: tuple[int, ...]  # empty: no heading; where `columns` is empty too, no table of holdings
    preamble: tuple[str, ...]
    columns: tuple[ColumnReading, ...]
    fund: str | None
    as_of: date | None
    currency: str | None
    rows_in: int
    screened: int
    set_aside: int
    sum_of_positions: Decimal | None
    stated_total: Decimal | None
    stated_total_line: int | None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileReading:
    """A file as it was read: its content's hash, its size in bytes, its format in words, and its sheets."""

    file: str
    sha256: str
    size: int
    format: str
    sheets: tuple[SheetReading, ...]


@dataclass(frozen=True, slots=True)
class HoldingsReading:
    """Everything that reading some files gave: tables, how each file was understood, and located problems."""

    holdings: dy.DataFrame[HoldingTable]
    set_aside: dy.DataFrame[SetAsideTable]
    files: Sequence[FileReading]
    problems: Sequence[Problem]

    @property
    def rows_in(self) -> int:
        """Non-blank rows below the headings of all tables, rows of sheets without a table included."""
        return sum(sheet.rows_in for file in self.files for sheet in file.sheets)
