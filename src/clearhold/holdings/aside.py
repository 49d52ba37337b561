"""Which rows of a table are no holdings, and why: totals, positions without an issuer, notes, headings said again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from clearhold.holdings.kinds import ClassKind, kind_by_words, title_kind
from clearhold.holdings.row_facts import class_kinds
from clearhold.holdings.totals import TotalRows, find_totals
from clearhold.holdings.vocabulary import AMOUNTS, Subject
from clearhold.model import ColumnRole, SetAsideReason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clearhold.holdings.columns import Roles
    from clearhold.holdings.content import Column
    from clearhold.holdings.grid import Table
    from clearhold.holdings.numbers import NumberColumn

    Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]

# A column tells what a row is about where this share of the named rows fill it.
_TELLING = 0.6
_LONG_NOTE = 90
_FEW_CELLS = 2
_TOTALS = frozenset({SetAsideReason.TOTAL.value, SetAsideReason.SUBTOTAL.value})
_NOTE_MARKS = re.compile(
    r"^\s*(?:\*(?:\s|\*)|†|‡|§|©|\(?\d{1,2}\)\s+\S+ \S+ \S+|notes?(?:\s*[:.\d(]|$)|source\b|disclaimer|important|הופק)",
    re.IGNORECASE,
)
_NUMERIC = AMOUNTS | {Subject.PRICE, Subject.FX_RATE, Subject.OTHER_NUMBER, Subject.CLASS_WEIGHT, Subject.OTHER_DATE}


@dataclass(frozen=True, slots=True)
class Aside:
    """For each row of a table the reason why it is no holding, null for a holding, and what showed it; the place of
    the file's own total among them.
    """

    reason: pl.Series
    detail: pl.Series
    total: int | None


def sort_rows(
    table: Table,
    roles: Roles,
    facts: pl.DataFrame,
    amounts: NumberColumn | None,
    *,
    titles: Sequence[str],
    unit: float,
) -> Aside:
    """Each row's reason to be set aside. `amounts` are values, or weights where the table has none; `titles` what the
    sheet is called; `unit` the worth of the amounts' last digit.
    """
    rows = _Rows(table, roles, facts, amounts)
    by_words = _by_words(table, roles, facts, titles)
    totals = _totals(rows, by_words["own"], unit)
    reason: list[str | None] = by_words["reason"].to_list()
    detail: list[str | None] = by_words["detail"].to_list()

    def put(at: int, why: SetAsideReason, said: str) -> None:
        reason[at], detail[at] = why.value, said

    for at in (*totals.others, *([totals.total] if totals.total is not None else [])):
        put(at, SetAsideReason.TOTAL if at == totals.total else SetAsideReason.SUBTOTAL, totals.why[at])
    for at, said in _notes(rows, reason):
        put(at, SetAsideReason.NOTE, said)
    for at in rows.repeated.nonzero()[0].tolist():
        put(at, SetAsideReason.REPEATED_HEADING, "its cells are the words of the heading")
    for at, said in table.straight.unreadable.items():
        put(
            at,
            SetAsideReason.UNREADABLE,
            f"{said}, and it is not clear which belongs to which; put quotes around names with commas",
        )
    return Aside(pl.Series(reason, dtype=pl.String), pl.Series(detail, dtype=pl.String), totals.total)


class _Rows:
    """The rows as the rules look at them: what they are called, what they say, and what they lack."""

    def __init__(self, table: Table, roles: Roles, facts: pl.DataFrame, amounts: NumberColumn | None) -> None:
        self.table = table
        self.facts = facts
        height = table.cells.height
        self.has_amounts = amounts is not None
        values = amounts.values if amounts else pl.Series([None] * height, dtype=pl.Float64)
        self.values = values.cast(pl.Float64).fill_null(float("nan")).to_numpy()
        # An amount that cannot be read is an amount all the same: its row is a holding.
        self.valued = ~np.isnan(self.values) | (amounts.unreadable.to_numpy() if amounts else False)
        self.filled = table.cells.select(pl.sum_horizontal(pl.all().is_not_null())).to_series().to_numpy()
        words = [column for column in roles.columns if _has_words(column, roles)]
        name = roles.column(ColumnRole.NAME)
        order = words if name is None else [name, *(column for column in words if column is not name)]
        self.labels = _first_words(table.cells, order)
        self.known = facts["known"].to_numpy()
        self.identified = self.known | (facts["ticker"].is_not_null().to_numpy() & (self.filled > 1))
        self.only_names = table.cells.width == 1 or not (self.has_amounts or self.identified.any())
        self.repeated = _repeated(table)
        telling = [column for column in words if column is not name and roles.role_of(column) not in _OF_THE_FUND]
        named = np.array([label is not None for label in self.labels], dtype=bool) & ~self.repeated
        self.bare, self.thin, self.described = self._lacking(telling, named)
        # A row that has a word of its column in common with others says something of a holding.
        alike = [(column.cells.is_duplicated() & column.cells.is_not_null()).to_numpy() for column in telling]
        self.alike = np.array(alike, dtype=bool).reshape(len(alike), height).any(axis=0)

    def _lacking(self, columns: Sequence[Column], named: Flags) -> tuple[Flags, Flags, bool]:
        """The rows that fill none, and those that fill less than half, of the columns that most rows fill; and whether
        there are such columns.
        """
        counted = named & (~np.isnan(self.values) if self.has_amounts else named)
        filled = [column.cells.is_not_null().to_numpy() for column in columns]
        cells = np.array(filled, dtype=bool).reshape(len(columns), len(named))
        # Totals are named rows too: rows that fill nothing but name and numbers do not speak for the others.
        counted &= cells.any(axis=0)
        if not counted.any():
            nothing = np.zeros(len(named), dtype=bool)
            return nothing, nothing, False
        telling = cells[cells[:, counted].mean(axis=1) >= _TELLING]
        described = len(telling) > 0
        return ~telling.any(axis=0) & described, (2 * telling.sum(axis=0) < len(telling)), described

    @property
    def last(self) -> int:
        """The place of the last row that says anything of a holding."""
        says = (self.valued & (self.filled > 1)) | self.identified | (self.alike & (self.filled > 1))
        says |= (self.filled > (2 if self.has_amounts else 1)) & ~self.repeated
        return int(says.nonzero()[0][-1]) if says.any() else -1


_CALLED = {
    SetAsideReason.DERIVATIVE.value: "a derivative",
    SetAsideReason.CURRENCY_FORWARD.value: "a currency forward",
}
_OF_THE_FUND = frozenset({ColumnRole.FUND, ColumnRole.AS_OF})


def _by_words(table: Table, roles: Roles, facts: pl.DataFrame, titles: Sequence[str]) -> pl.DataFrame:
    """`reason` and `detail` for the rows whose class or name says that they are cash, a derivative or a forward, and
    `own` where the row says so itself.
    """
    height = table.cells.height
    sectors = next((column for column in roles.columns if roles.subjects[column.place] is Subject.SECTOR), None)
    title = next((kind for text in titles if (kind := title_kind(text))), None)
    said = next((text for text in titles if title_kind(text)), "")
    kinds = facts.select(
        "name",
        "asset_class",
        "known",
        kind=class_kinds(roles.column(ColumnRole.ASSET_CLASS), height),
        sector=class_kinds(sectors, height),
        sector_text=sectors.cells if sectors else pl.lit(None, dtype=pl.String),
        currency=_currency_cells(roles, height),
    )
    classed = pl.col("kind").is_not_null() & (pl.col("kind") != ClassKind.SECURITY)
    by_sector = pl.col("kind").is_null() & pl.col("sector").is_in(
        [ClassKind.CASH, ClassKind.DERIVATIVE, ClassKind.CASH_OR_DERIVATIVE]
    )
    return (
        kinds.with_columns(
            reason=kind_by_words(pl.col("name"), pl.col("kind"), pl.col("sector"), title, pl.col("known"))
        )
        .with_columns(  # "HKD" in Hong Kong dollars; CNH is a maker of tractors
            reason=pl.when(
                pl.col("kind").is_null() & ~pl.col("known") & (pl.col("name").str.to_uppercase() == pl.col("currency"))
            )
            .then(pl.lit(SetAsideReason.CASH.value))
            .otherwise("reason")
        )
        .with_columns(
            detail=pl.when(pl.col("reason").is_not_null()).then(
                pl.when(classed)
                .then(pl.format('its asset class is "{}"', pl.col("asset_class").fill_null("")))
                .when(by_sector)
                .then(pl.format('its sector is "{}"', pl.col("sector_text").fill_null("")))
                .when(pl.lit(title is not None))
                .then(pl.lit(f'the sheet lists "{said}"'))
                .otherwise(
                    pl.format(
                        '"{}" is what {} is called', pl.col("name").fill_null(""), pl.col("reason").replace(_CALLED)
                    )
                )
            )
        )
        .select(
            "reason",
            "detail",
            own=(pl.col("reason").is_not_null() & (classed | by_sector | pl.lit(title is None))).fill_null(value=False),
        )
    )


def _currency_cells(roles: Roles, rows: int) -> pl.Series:
    """Each row's currency of trading, or of its value, as its cell has it."""
    column = roles.trading_currency or roles.column(ColumnRole.CURRENCY)
    return column.cells if column else pl.Series([None] * rows, dtype=pl.String)


def _totals(rows: _Rows, own: pl.Series, unit: float) -> TotalRows:
    """The totals. Rows that say themselves that they are cash or the like are positions, whatever else they lack; in a
    sheet of cash a group's total is a total all the same.
    """
    kinded = own.to_numpy()
    eligible = ~rows.repeated & (rows.filled > 0)
    return find_totals(
        rows.labels,
        rows.values,
        bare=rows.bare & ~kinded,
        thin=rows.thin,
        identified=rows.known,
        eligible=eligible,
        described=rows.described,
        unit=unit,
    )


def _notes(rows: _Rows, reason: Sequence[str | None]) -> list[tuple[int, str]]:
    """Rows that say nothing of a holding: blank in the table's columns, lines of words, headings of groups."""
    last = rows.last
    few = (rows.filled <= _FEW_CELLS) | (np.arange(len(rows.filled)) > last)
    found = []
    for at in np.flatnonzero(few & ~rows.repeated).tolist():
        if reason[at] in _TOTALS or (reason[at] is not None and rows.valued[at]):
            continue
        said = _note(rows, at, last)
        if said:
            found.append((at, said))
    return found


def _note(rows: _Rows, at: int, last: int) -> str | None:
    """What a row says instead of a holding, or None where it is one."""
    label = rows.labels[at]
    if not rows.filled[at]:
        return "it has nothing in the table's columns"
    if rows.valued[at] or rows.identified[at]:
        return None
    if label is None:
        return "it has neither a name nor an identifier nor a value"
    return _words_alone(rows, at, label, last)


def _words_alone(rows: _Rows, at: int, label: str, last: int) -> str | None:
    """What a row of words without a value or an identifier is, or None where it names a holding all the same."""
    if _NOTE_MARKS.match(label) or len(label) > _LONG_NOTE:
        return "it is a line of words"
    if at > last and (last >= 0 or not rows.only_names):
        return "it is a line of words below the last holding"
    if rows.only_names or rows.filled[at] > 1:
        return None
    return "it has a name and nothing else: the heading of a group"


def _repeated(table: Table) -> Flags:
    """The rows whose cells are the heading's own words, in at least half of their filled cells."""
    same = [
        (pl.col(str(cell.column)).str.to_lowercase() == cell.text.lower()).fill_null(value=False)
        for cell in table.heading.cells
        if cell.text
    ]
    if not same:
        return np.zeros(table.cells.height, dtype=bool)
    filled = pl.sum_horizontal(pl.all().is_not_null())
    matching = pl.sum_horizontal(same)
    least = 1 if table.cells.width == 1 else 2
    return table.cells.select((matching >= least) & (2 * matching >= filled)).to_series().to_numpy()


def _has_words(column: Column, roles: Roles) -> bool:
    """Whether a column holds words or codes about a row rather than figures."""
    subject = roles.subjects[column.place]
    role = roles.role_of(column)
    if role in {ColumnRole.VALUE, ColumnRole.WEIGHT, ColumnRole.QUANTITY} or subject in _NUMERIC:
        return False
    return subject is not None or role is not None or not column.is_numeric


def _first_words(cells: pl.DataFrame, columns: Sequence[Column]) -> list[str | None]:
    """The first filled cell of each row among some columns: what the row is called."""
    if not columns:
        return [None] * cells.height
    return cells.select(pl.coalesce([pl.col(str(column.place)) for column in columns])).to_series().to_list()
