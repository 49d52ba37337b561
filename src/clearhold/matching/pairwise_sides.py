"""One of two tables that are matched, taken apart: who is in it, under which names, where, with which identifiers."""

from __future__ import annotations

import re
from dataclasses import dataclass

import polars as pl

from clearhold.model import BadInput

NEEDED = ("id", "name")
OPTIONAL = ("country", "isin", "lei", "aliases")
SCHEMES = ("isin", "lei")
_NAMES_PARTED_BY = r"[;|\n]"
_COUNTRIES_PARTED_BY = r"[;|]"
_PARTED_BY = r"[;|,\s]+"
_ASIDE = r"\([^)]*\)"  # what stands in brackets behind an identifier


@dataclass(frozen=True, slots=True)
class Side:
    """A table taken apart; `row` is the place of a party in it, from 0.

    `parties` has `id` and `name` by row. `spellings` says which distinct names (`number`, a place in `distinct`) a row
    has: its own, then its aliases. `countries` has the codes of each row that names one, `identifiers` the valid ISINs
    and LEIs: `row`, `scheme`, `value`, in the order in which they are written.
    """

    parties: pl.DataFrame
    spellings: pl.DataFrame
    distinct: pl.Series
    countries: pl.DataFrame
    identifiers: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known before rows are judged: both sides, and the pairs of their distinct names in the order of `held`,
    numbered by `pair`.
    """

    queries: Side
    targets: Side
    names: pl.DataFrame


def check_table(table: pl.DataFrame, title: str) -> pl.DataFrame:
    """The table's columns that matching reads, as text; a column of lists is text with semicolons.

    Raises BadInput for a column that is not there, an id that is empty and one that stands twice.
    """
    for column in NEEDED:
        if column not in table.columns:
            there = ", ".join(f'"{name}"' for name in table.columns) or "none"
            raise BadInput(f'{title}: there is no column "{column}"; the columns are {there}')
    told = table.select(_as_text(table[name]) for name in (*NEEDED, *OPTIONAL) if name in table.columns)
    ids = told["id"].str.strip_chars()
    empty = ids.is_null() | (ids == "")
    if empty.any():
        raise BadInput(f"{title}: row {empty.arg_max()} has no id (rows are counted from 0); give each row one")
    if ids.hash().n_unique() < ids.len():  # which tells the same sooner, but for a chance of one in a million million
        again = ids.is_first_distinct().not_().arg_max()
        first, second = (ids == ids[again or 0]).arg_true().head(2)
        raise BadInput(
            f'{title}: the id "{ids[first]}" stands in rows {first} and {second} (counted from 0); ids tell rows '
            "apart, so give each row one of its own"
        )
    return told.with_columns(ids)


def take_apart(told: pl.DataFrame) -> Side:
    """The side that a checked table makes."""
    rows = told.with_row_index("row")
    names = _spellings(rows)
    distinct, numbers = number_distinct(names["name"])
    return Side(
        parties=told.select("id", "name"),
        spellings=names.select("row", numbers.alias("number"), "alias"),
        distinct=distinct,
        countries=_countries(rows),
        identifiers=_identifiers(rows),
    )


def number_distinct(names: pl.Series) -> tuple[pl.Series, pl.Series]:
    """The distinct names in the order in which they first occur, and for each name its number among them.

    Only names that share a hash with another one are compared letter by letter.
    """
    row = pl.int_range(names.len(), dtype=pl.UInt32, eager=True)
    again = names.hash().is_duplicated()
    if not again.any():
        return names, row
    several = pl.DataFrame([names.alias("name"), row.alias("row")]).filter(again)
    firsts = several.unique("name", keep="first", maintain_order=True).rename({"row": "first"})
    places = several.join(firsts, on="name", maintain_order="left")
    first = row.scatter(places["row"], places["first"])
    is_first = first == pl.int_range(names.len(), dtype=pl.UInt32, eager=True)
    number = is_first.cum_sum().cast(pl.UInt32) - 1
    return names.filter(is_first), number.gather(first)


def _as_text(column: pl.Series) -> pl.Series:
    if column.dtype == pl.List:
        return column.cast(pl.List(pl.String)).list.join(";")
    return column.cast(pl.String)


def _spellings(rows: pl.DataFrame) -> pl.DataFrame:
    """Each name of each row: `row`, `name`, `alias`."""
    own = rows.select("row", name=pl.col("name").str.strip_chars(), alias=pl.lit(value=False))
    if not _is_told(rows, "aliases"):
        return own.filter(pl.col("name") != "")
    others = (
        rows.filter(pl.col("aliases").is_not_null())
        .select("row", name=_parted(pl.col("aliases"), _NAMES_PARTED_BY), alias=pl.lit(value=True))
        .explode("name")
        .with_columns(pl.col("name").str.strip_chars())
    )
    return (
        pl.concat([own, others])
        .filter(pl.col("name") != "")
        .unique(["row", "name"], keep="first", maintain_order=True)
        .sort("row", maintain_order=True)
    )


def _parted(cells: pl.Expr, signs: str) -> pl.Expr:
    """The parts of cells that are parted by any of some signs."""
    return cells.str.replace_all(signs, "\x1f").str.split("\x1f")


def unread_cells(table: pl.DataFrame) -> pl.DataFrame:
    """What a table says and matching does not take: `row`, `column`, `text`, a country that is none known or an
    identifier with a wrong check digit.
    """
    rows = pl.select(row=pl.int_range(table.height, dtype=pl.UInt32)).hstack(
        [_as_text(table[column]) for column in ("country", *SCHEMES) if column in table.columns]
    )
    parts = [pl.DataFrame(schema={"row": pl.UInt32, "column": pl.String, "text": pl.String})]
    if _is_told(rows, "country"):
        told = rows.select("row", text=_parted(pl.col("country"), _COUNTRIES_PARTED_BY)).explode("text")
        none = told["text"].unique().drop_nulls()
        none = none.filter(pl.Series([not codes for codes in _codes(none)], dtype=pl.Boolean))
        unknown = told.filter(pl.col("text").is_in(none.implode()), pl.col("text").str.strip_chars() != "")
        parts.append(unknown.select("row", column=pl.lit("country"), text=pl.col("text").str.strip_chars()))
    for scheme in SCHEMES:
        if _is_told(rows, scheme):
            values, valid = _judged(rows, scheme)
            parts.append(values.filter(~valid).select("row", column="scheme", text="value"))
    return pl.concat(parts)


def _is_told(rows: pl.DataFrame, column: str) -> bool:
    return column in rows.columns and not rows[column].is_null().all()


def _countries(rows: pl.DataFrame) -> pl.DataFrame:
    """The codes of the countries that each row names: `row`, `codes`; a word that names none is left out."""
    if not _is_told(rows, "country"):
        return pl.DataFrame(schema={"row": pl.UInt32, "codes": pl.List(pl.String)})
    cells = rows["country"].drop_nulls().unique(maintain_order=True)
    told = pl.DataFrame({"country": cells, "codes": pl.Series(_codes(cells), dtype=pl.List(pl.String))})
    return (
        rows.select("row", "country")
        .join(told, on="country", maintain_order="left")
        .filter(pl.col("codes").list.len() > 0)
        .select("row", "codes")
    )


def _codes(cells: pl.Series) -> list[list[str]]:
    """The codes of the countries that each of some different cells names."""
    from clearhold.identity.countries import country_code  # with its library, a tenth of a second

    return [[code for part in re.split(_COUNTRIES_PARTED_BY, cell) if (code := country_code(part))] for cell in cells]


def _identifiers(rows: pl.DataFrame) -> pl.DataFrame:
    """The valid identifiers of each row: `row`, `scheme`, `value`."""
    parts = [pl.DataFrame(schema={"row": pl.UInt32, "scheme": pl.String, "value": pl.String})]
    for scheme in SCHEMES:
        if _is_told(rows, scheme):
            values, valid = _judged(rows, scheme)
            parts.append(values.filter(valid))
    return pl.concat(parts)


def _judged(rows: pl.DataFrame, scheme: str) -> tuple[pl.DataFrame, pl.Series]:
    """Every identifier of a scheme that rows give, once each, and which are valid."""
    from clearhold.identity.check_digits import are_isins, are_leis  # with their library, half a tenth
    from clearhold.identity.identifiers import clean_identifiers

    values = (
        rows.filter(pl.col(scheme).is_not_null())
        .select("row", value=_parted(pl.col(scheme).str.replace_all(_ASIDE, " "), _PARTED_BY))
        .explode("value")
        .select("row", scheme=pl.lit(scheme), value=clean_identifiers(pl.col("value")))
        .filter(pl.col("value").is_not_null())
        .unique(maintain_order=True)
    )
    return values, (are_isins if scheme == "isin" else are_leis)(values["value"])
