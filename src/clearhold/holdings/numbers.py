"""Numbers as people write them, a column at a time: which mark is the decimal one, and what each cell then says.

The decimal mark is a property of a column, never of a cell: "1,234" is a thousand beside "1,234,567.89" and a little
over one beside "12,5". The column's own cells decide; where they leave it open, the other columns of the table do;
where these do too, a comma before three digits is taken for thousands, a point for a decimal, and the reader is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import polars as pl

# Twelve places hold every weight and keep values in thousands or millions exact to the cent.
AMOUNT = pl.Decimal(38, 12)

# Larger than any amount of money: such a cell is a damaged identifier or a broken export.
TOO_LARGE = 10**16

_SPACES = r"[\s\u00a0\u2000-\u200f\u202f\u205f\u2060\ufeff'’‘`´]+"
_SIGNS = r"[A-Z]{0,3}[$£€¥₪₹₩]|GBP|EUR|USD|CHF|NOK|SEK|DKK|JPY|CAD|AUD|HKD|SGD|ZAR|ILS|INR|CNY|KR\.?|RS\.?"
_UNKNOWN = r"^(?:-+|–|—|\.+|\*+|N/?A\.?|#N/A|NIL|NONE|NULL|NAN|UNKNOWN|N\.A\.)?$"
_SCALES = {"K": 1_000, "M": 1_000_000, "MN": 1_000_000, "MIO": 1_000_000, "BN": 1_000_000_000}

# What programs print; and everything that people write, with what stands around the digits.
_PRINTED = r"^-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:[eE][-+]?\d{1,3})?$"
_WRITTEN = (
    rf"^(?P<before>{_SIGNS})?(?P<opened>\()?(?P<lead>[-+])?(?P<inside>{_SIGNS})?"
    r"(?P<body>[\d.,]*\d[.,]?(?:E[-+]?\d{1,3})?)(?P<scale>K|MN|MIO|M|BN)?"
    rf"(?P<after>{_SIGNS})?(?P<percent>%)?(?P<closed>\))?(?P<outside>%)?(?P<trail>-)?$"
)


class Decimals(StrEnum):
    """Which mark stands before the decimals."""

    POINT = "point"
    COMMA = "comma"


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """A column read as numbers: `values` in `AMOUNT` (null: empty, unknown or unreadable), `percent` where the cell
    bears a percent sign, `unreadable` where it has text that is no number, `signs` the currency sign in the cell.

    `doubtful` is a cell that would be another number under the other decimal mark, where nothing decided.
    """

    values: pl.Series
    percent: pl.Series
    unreadable: pl.Series
    signs: pl.Series
    decimals: Decimals | None
    doubtful: str | None = None

    @property
    def filled(self) -> int:
        """How many cells hold something that is meant to be a number."""
        return int(self.values.is_not_null().sum()) + int(self.unreadable.sum())


def read_numbers(cells: pl.Series, *, beside: Decimals | None = None, shown: bool = True) -> NumberColumn:
    """A column's cells as numbers; `beside` is the decimal mark of the table's other columns where they tell it.

    `shown` is false where the cells come from numbers that a program stored, whose point is never in doubt.
    """
    table = pl.DataFrame({"cell": cells}, schema={"cell": pl.String})
    cell = pl.col("cell")
    if table.select((cell.str.contains(_PRINTED) | cell.is_null() | (cell == "-")).all()).item():
        table = table.select(**_printed(cell))
    else:
        table = table.select(**_written(cell))
    decimals, doubtful = _decimal_mark(table)
    if decimals is None:
        decimals = beside or (Decimals.POINT if doubtful else None)
        doubtful = doubtful if beside is None and shown else None
    return _as_numbers(table, decimals or Decimals.POINT, told=decimals, doubtful=doubtful)


def _printed(cell: pl.Expr) -> dict[str, pl.Expr]:
    """The parts of cells that a program printed: digits and marks, and a minus at most."""
    return {
        "filled": cell != "-",
        "body": pl.when(cell != "-").then(cell.str.strip_prefix("-")),
        "negative": cell.str.starts_with("-"),
        "percent": pl.lit(value=False),
        "scale": pl.lit(None, dtype=pl.String),
        "sign": pl.lit(None, dtype=pl.String),
        "grouped": pl.lit(value=False),
    }


def _written(cell: pl.Expr) -> dict[str, pl.Expr]:
    """The parts of cells as people write them: digits and marks (`body`), and what stands around these."""
    text = cell.str.replace_all(_SPACES, "").str.replace_all("[−–—‒]", "-").str.to_uppercase()
    text = pl.when(~text.str.contains(_UNKNOWN)).then(text)
    part = text.str.extract_groups(_WRITTEN).struct
    enclosed = part["opened"].is_not_null()
    minus, trail = part["lead"] == "-", part["trail"].is_not_null()
    sound = (enclosed == part["closed"].is_not_null()) & ~(trail & part["lead"].is_not_null())
    return {
        "filled": text.is_not_null(),
        "body": pl.when(sound).then(part["body"]),
        "negative": minus.fill_null(value=False) | trail | enclosed,
        "percent": part["percent"].is_not_null() | part["outside"].is_not_null(),
        "scale": part["scale"],
        "sign": pl.coalesce(part["before"], part["inside"], part["after"]),
        "grouped": cell.str.contains(r"\d[\s\u00a0\u2009\u202f'’]\d"),
    }


def _decimal_mark(table: pl.DataFrame) -> tuple[Decimals | None, str | None]:
    """The mark that the column's own cells tell, and a cell that leaves it open where none tells."""
    body = pl.col("body")
    if not table.select(body.str.contains(r"[.,]").any()).item():
        return None, None
    comma = (
        body.str.contains(r"^\d*,\d{1,2}$|^\d*,\d{4,}$|^0,\d+$|^\d{4,},\d+$|^\d{1,3}(?:\.\d{3})+,\d+$|\.\d{3}\.\d{3}")
        | (pl.col("grouped") & body.str.contains(r"^\d+,\d+$"))
    ).sum()
    point = (
        body.str.contains(
            r"^\d*\.\d{1,2}$|^\d*\.\d{4,}$|^0?\.\d+$|^\d{4,}\.\d+$|^\d{1,3}(?:,\d{2,3})+\.\d+$|,\d{2,3},\d{3}|E[-+]?\d+$"
        )
        | (pl.col("grouped") & body.str.contains(r"^\d+\.\d+$"))
    ).sum()
    seen = table.select(
        comma=comma, point=point, open=body.filter(body.str.contains(r"^\d{1,3}[.,]\d{3}$")).first()
    ).row(0)
    if seen[0] == seen[1] == 0:
        return None, seen[2]
    return (Decimals.COMMA if seen[0] > seen[1] else Decimals.POINT), None


def _as_numbers(
    table: pl.DataFrame, decimals: Decimals, *, told: Decimals | None, doubtful: str | None
) -> NumberColumn:
    body = pl.col("body")
    if decimals is Decimals.POINT:
        shaped = body.str.contains(r"^(?:\d+|\d{1,3}(?:,\d{2,3})*,\d{3})?(?:\.\d*)?(?:[eE][-+]?\d{1,3})?$")
        text = body.str.replace_all(",", "", literal=True)
    else:
        shaped = body.str.contains(r"^(?:\d+|\d{1,3}(?:\.\d{3})+)?(?:,\d*)?$")
        text = body.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True)
    number = pl.when(shaped).then(text).cast(AMOUNT, strict=False)
    number = pl.when(number < TOO_LARGE).then(number)
    if table["scale"].null_count() < table.height:
        scale = pl.col("scale").replace_strict(_SCALES, default=1, return_dtype=pl.Int64).cast(pl.Decimal(38, 0))
        number = pl.when(pl.col("scale").is_null() | (number < TOO_LARGE // 10**9)).then((number * scale).cast(AMOUNT))
    read = table.select(
        value=pl.when(pl.col("negative")).then(-number).otherwise(number),
        percent=pl.col("percent").fill_null(value=False),
        sign="sign",
        filled=pl.col("filled").fill_null(value=False),
    ).with_columns(unreadable=pl.col("filled") & pl.col("value").is_null())
    return NumberColumn(read["value"], read["percent"], read["unreadable"], read["sign"], told, doubtful)
