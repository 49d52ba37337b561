"""What each row says of the thing held: its name, identifiers, ticker, market, country and class."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clearhold.holdings.kinds import class_kind
from clearhold.identity.check_digits import are_isins
from clearhold.identity.countries import country_code
from clearhold.identity.identifiers import clean_identifier, has_isin_shape, is_valid, schemes_of
from clearhold.model import ColumnRole, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from clearhold.holdings.columns import Roles
    from clearhold.holdings.content import Column
    from clearhold.holdings.grid import Table

_SCHEMES = ("isin", "sedol", "cusip", "figi", "lei")
_NOTHING = ["-", "--", "–", "—", "N/A", "n/a", "NA", "None", "none", "#N/A", "."]
_FULL = {"sedol": 7, "cusip": 9}
_MOST_SHOWN = 10
_MOSTLY = 0.6


def read_row_facts(table: Table, roles: Roles) -> pl.DataFrame:
    """A row for each of the table's: its text columns by role, `isin_valid`, and `known` where it bears an identifier
    of a security (a ticker is none: cash bears one too).
    """
    rows = table.cells.height
    facts: dict[str, pl.Series] = {}
    for role in (ColumnRole.NAME, ColumnRole.TICKER, ColumnRole.EXCHANGE, ColumnRole.ASSET_CLASS):
        facts[role.value] = _text(roles.column(role), rows, role)
    for scheme in _SCHEMES:
        column = roles.column(ColumnRole(scheme))
        facts[scheme] = _identifiers(column, rows, scheme)
    for column in roles.mixed:
        _spread(column, facts)
    facts["isin_valid"] = are_isins(facts["isin"])
    country = roles.column(ColumnRole.COUNTRY)
    facts["country"] = _mapped(country, rows, country_code)
    frame = pl.DataFrame({name: series.alias(name) for name, series in facts.items()})
    return frame.with_columns(known=pl.any_horizontal(pl.col(_SCHEMES).is_not_null()))


def class_kinds(column: Column | None, rows: int) -> pl.Series:
    """What each cell of a column of asset classes says of its row, as `ClassKind` values."""
    return _mapped(column, rows, class_kind)


def bad_isins(table: Table, facts: pl.DataFrame, kept: pl.Series) -> list[Problem]:
    """A problem for each holding whose ISIN fails its check, the first ten one by one."""
    bad = facts.select("isin", wrong=~pl.col("isin_valid") & kept).with_row_index("at").filter("wrong")
    problems = [
        Problem(
            table.file,
            f'ISIN "{isin}" {_fault(isin)}; it is kept and not matched on, the holding is matched by its name and '
            "other identifiers",
            table.sheet,
            table.rows[at].line,
        )
        for at, isin, _ in bad.head(_MOST_SHOWN).iter_rows()
    ]
    if bad.height > _MOST_SHOWN:
        more = bad.height - _MOST_SHOWN
        problems.append(Problem(table.file, f"{more:,} further ISINs are wrong; they are not matched on", table.sheet))
    return problems


def damaged_identifiers(table: Table, roles: Roles, kept: pl.Series) -> list[Problem]:
    """A problem for each column with codes that a spreadsheet has turned into numbers, such as 3.78E+14."""
    problems = []
    for scheme in _SCHEMES:
        column = roles.column(ColumnRole(scheme))
        if column is None:
            continue
        damaged = (column.cells.str.contains(r"^\d(?:\.\d+)?[eE]\+\d+$").fill_null(value=False) & kept).arg_true()
        if damaged.len():
            at = int(damaged[0])
            others = f", as {damaged.len() - 1:,} others" if damaged.len() > 1 else ""
            problems.append(
                Problem(
                    table.file,
                    f'{scheme.upper()} "{column.cells[at]}" was turned into a number by a spreadsheet{others}; it '
                    "cannot be restored. Save the column as text",
                    table.sheet,
                    table.rows[at].line,
                )
            )
    return problems


def unknown_countries(column: Column | None, kept: pl.Series) -> str | None:
    """A remark on the words in the country column that name no country, or None."""
    if column is None:
        return None
    cells = column.cells.filter(kept & ~column.cells.is_in(_NOTHING)).drop_nulls()
    unknown = [f'"{word}"' for word in cells.unique(maintain_order=True) if country_code(word) is None]
    if not unknown:
        return None
    more = f" and {len(unknown) - 5} further" if len(unknown) > 5 else ""  # noqa: PLR2004
    return f"no country in {column}: {', '.join(unknown[:5])}{more}"


def restored_zeros(roles: Roles, facts: pl.DataFrame) -> list[str]:
    """Remarks on identifiers whose leading zeros, lost in a spreadsheet, the check digit gave back."""
    remarks = []
    for scheme in _FULL:
        column = roles.column(ColumnRole(scheme))
        if column is None:
            continue
        restored = (facts[scheme].str.len_chars() > column.cells.str.strip_chars().str.len_chars()).sum()
        if restored:
            remarks.append(f"leading zeros restored in {restored:,} cells of {column}; their check digits agree")
    return remarks


def _fault(isin: str) -> str:
    if not has_isin_shape(isin):
        return "is not written as an ISIN (two letters, nine letters or digits, a check digit)"
    return "has the wrong check digit or country"


def _text(column: Column | None, rows: int, role: ColumnRole) -> pl.Series:
    if column is None:
        return pl.Series([None] * rows, dtype=pl.String)
    cells = column.cells.str.replace_all(r"\s+", " ").str.strip_chars()
    nothing = ["-", "--", "–", "—"] if role is ColumnRole.NAME else _NOTHING
    return cells.to_frame("text").select(pl.when(~pl.col("text").is_in(nothing)).then("text")).to_series()


def _identifiers(column: Column | None, rows: int, scheme: str) -> pl.Series:
    if column is None:
        return pl.Series([None] * rows, dtype=pl.String)
    cleaned = [clean_identifier(cell) for cell in column.cells]
    if scheme in _FULL and (lost := _lost_zeros({value for value in cleaned if value}, scheme)):
        cleaned = [lost.get(value, value) if value else None for value in cleaned]
    return pl.Series(cleaned, dtype=pl.String)


def _lost_zeros(distinct: set[str], scheme: str) -> dict[str, str]:
    """The codes that a spreadsheet took the leading zeros from, with these put back: only where this makes the check
    digit right, in a column whose other codes are right as they are.
    """
    full = _FULL[scheme]
    short = [value for value in distinct if value.isdigit() and full - 2 <= len(value) < full]
    if not short:
        return {}
    restored = {value: value.zfill(full) for value in short if is_valid(scheme, value.zfill(full))}
    sound = sum(len(value) == full and is_valid(scheme, value) for value in distinct)
    return restored if sound and sound + len(restored) >= _MOSTLY * len(distinct) else {}


def _spread(column: Column, facts: dict[str, pl.Series]) -> None:
    """Fills the columns of identifiers from one of several kinds, each cell under the scheme that it is valid in."""
    cleaned = [clean_identifier(cell) for cell in column.cells]
    found: dict[str, list[str | None]] = {scheme: [None] * len(cleaned) for scheme in _SCHEMES}
    kinds = {value: _kind(value) for value in {value for value in cleaned if value}}
    for at, value in enumerate(cleaned):
        if value and (kind := kinds[value]):
            found[kind][at] = value
    for scheme, values in found.items():
        own = facts[scheme]
        facts[scheme] = own if own.null_count() < own.len() else pl.Series(values, dtype=pl.String)


def _kind(value: str) -> str | None:
    if has_isin_shape(value):
        return "isin"
    # One in ten numbers passes a SEDOL's or CUSIP's check digit: numbers alone prove nothing here.
    return next((scheme for scheme in schemes_of(value) if not value.isdigit() or scheme == "lei"), None)


def _mapped(column: Column | None, rows: int, meaning: Callable[[str], str | None]) -> pl.Series:
    if column is None:
        return pl.Series([None] * rows, dtype=pl.String)
    words = column.cells.drop_nulls().unique()
    known = {word: said for word in words if (said := meaning(word)) is not None}
    return column.cells.replace_strict(known, default=None, return_dtype=pl.String)
