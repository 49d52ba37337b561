"""A list as one table, an entry a row with everything that belongs to it: the form in which versions are kept.

The tables that a screening uses are this one taken apart; nothing is in them that is not here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clearhold.identity.scripts import main_script
from clearhold.lists.tables import ListTables, with_validity
from clearhold.model import (
    EntryType,
    ListAddressTable,
    ListEntryTable,
    ListIdentifierTable,
    ListingTable,
    ListNameTable,
    Problem,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import dataframely as dy

_NAME = pl.Struct({"name": pl.String, "kind": pl.String, "script": pl.String, "source": pl.String})
_IDENTIFIER = pl.Struct(
    {"scheme": pl.String, "value": pl.String, "market": pl.String, "valid": pl.Boolean, "source": pl.String}
)
_ADDRESS = pl.Struct({"address": pl.String, "country": pl.String})
_LISTING = pl.Struct(
    {
        "evidence_class": pl.Int8,
        "programme": pl.String,
        "ground": pl.String,
        "words": pl.String,
        "account": pl.String,
        "listed_on": pl.Date,
        "effective_on": pl.Date,
        "delisted_on": pl.Date,
        "source": pl.String,
        "source_date": pl.Date,
    }
)
NESTED: Mapping[str, pl.Struct] = {
    "names": _NAME,
    "identifiers": _IDENTIFIER,
    "addresses": _ADDRESS,
    "listings": _LISTING,
}
SCHEMA = pl.Schema(
    {
        "entry": pl.String(),
        "publisher_id": pl.String(),
        "name": pl.String(),
        "type": pl.String(),
        "countries": pl.List(pl.String),
        "parents": pl.List(pl.String),
        "answer": pl.String(),
        "answer_source": pl.String(),
        "place": pl.Int64(),  # line of the publisher's file
        "shown": pl.Boolean(),  # in the publisher's version itself; else it is kept as history
        **{column: pl.List(of) for column, of in NESTED.items()},
    }
)
# Who is named rather than what: only these can be held, bought from, or own what is held.
PARTIES = tuple(kind.value for kind in EntryType if kind is not EntryType.PRODUCT_CATEGORY)


def gather(tables: ListTables) -> pl.DataFrame:
    """The entries of one list in the columns of `SCHEMA`, from its tables."""
    frame = tables.entries.select(
        "entry",
        "publisher_id",
        "name",
        pl.col("type").cast(pl.String),
        "countries",
        "parents",
        "answer",
        "answer_source",
        place=pl.lit(None, pl.Int64),
        shown=pl.lit(True),
    )
    for column in NESTED:
        frame = attach(frame, column, getattr(tables, column))
    return frame.select(SCHEMA.names())


def attach(entries: pl.DataFrame, column: str, rows: pl.DataFrame, *, key: str = "entry") -> pl.DataFrame:
    """The entries with a column of `NESTED` made of rows that name theirs by `key`; one without any gets an empty list.

    Rows keep their order within an entry.
    """
    of = NESTED[column]
    fields = [pl.col(field.name).cast(field.dtype) for field in of.fields]
    nested = rows.group_by(key, maintain_order=True).agg(pl.struct(fields).alias(column))
    return (
        entries.drop(column, strict=False)
        .join(nested, on=key, how="left", maintain_order="left")
        .with_columns(pl.col(column).fill_null(pl.lit([], pl.List(of))))
    )


def spread(entries: pl.DataFrame, column: str) -> pl.DataFrame:
    """The rows of a nested column, each with its `entry`; entries without any have none."""
    rows = entries.select("entry", column).filter(pl.col(column).list.len() > 0)
    return rows.explode(column).unnest(column)


def open_entries(entries: pl.DataFrame, day: date | None = None) -> pl.DataFrame:
    """The entries with a listing that has not ended, or had not on a day."""
    delisted = pl.element().struct.field("delisted_on")
    is_open = delisted.is_null() if day is None else delisted.is_null() | (delisted > day)
    return entries.filter(pl.col("listings").list.eval(is_open).list.any())


def take_apart(entries: pl.DataFrame, list_name: str) -> ListTables:
    """The tables of a list under a name; what was kept is taken as it was judged when it was kept."""
    named = pl.lit(list_name).alias("list")
    of_entry = entries.select(
        named, "entry", "publisher_id", "name", "type", "countries", "parents", "answer", "answer_source"
    ).with_columns(country=pl.col("countries").list.first())

    def rows(table: type[dy.Schema], column: str) -> pl.DataFrame:
        return spread(entries, column).select(named, pl.all()).select(table.column_names())

    return ListTables(
        entries=ListEntryTable.cast(of_entry.select(ListEntryTable.column_names())),
        names=ListNameTable.cast(rows(ListNameTable, "names")),
        identifiers=ListIdentifierTable.cast(rows(ListIdentifierTable, "identifiers")),
        addresses=ListAddressTable.cast(rows(ListAddressTable, "addresses")),
        listings=ListingTable.cast(rows(ListingTable, "listings")),
    )


def settle(raw: pl.DataFrame, file: str) -> tuple[pl.DataFrame, Sequence[Problem]]:
    """Entries as a parser gave them, made fit to keep: ids told apart, scripts named, identifiers judged.

    An id that stands twice is a problem: the same again counts once, another party under it gets a number behind it.
    """
    repeated = raw.filter(pl.struct("entry", "name").is_duplicated() & ~pl.struct("entry", "name").is_first_distinct())
    first = raw.filter(pl.struct("entry", "name").is_first_distinct())
    entries = first.with_columns(entry=pl.Series(_tell_apart(first["entry"].to_list()), dtype=pl.String))
    clashing = entries.with_columns(given=first["entry"]).filter(pl.col("entry") != pl.col("given"))
    problems = [
        Problem(file, f'the id {row["entry"]} of "{row["name"]}" stands a second time; counted once', line=row["place"])
        for row in repeated.select("entry", "name", "place").to_dicts()
    ] + [
        Problem(
            file,
            f'the id {row["given"]} also names another party, "{row["name"]}"; it is kept as {row["entry"]}: look it '
            "up at the publisher",
            line=row["place"],
        )
        for row in clashing.select("entry", "name", "place", "given").to_dicts()
    ]
    names = spread(entries, "names").unique(["entry", "name"], keep="first", maintain_order=True)
    identifiers = spread(entries, "identifiers").unique(
        ["entry", "scheme", "value", "market"], keep="first", maintain_order=True
    )
    entries = attach(entries, "names", names.with_columns(script=main_script(names["name"])))
    entries = attach(entries, "identifiers", with_validity(identifiers))
    return entries.select(SCHEMA.names()), [*problems, *_name_invalid(identifiers, file)]


def _tell_apart(ids: Sequence[str]) -> Sequence[str]:
    """The ids, each once: one that has stood before gets the next number behind it that makes no other id."""
    taken, told = set(ids), []
    stood: dict[str, int] = {}
    for given in ids:
        entry, number = given, stood.get(given, 0) + 1
        while number > 1 and (entry := f"{given}-{number}") in taken:
            number += 1
        stood[given] = number
        taken.add(entry)
        told.append(entry)
    return told


def _name_invalid(identifiers: pl.DataFrame, file: str) -> Sequence[Problem]:
    judged = with_validity(identifiers).filter(~pl.col("valid"))
    return [
        Problem(
            file,
            f"{row['scheme'].upper()} {row['value']} of the entry {row['entry']} fails its check; it is kept, flagged "
            "and not matched on",
        )
        for row in judged.select("scheme", "value", "entry").to_dicts()
    ]
