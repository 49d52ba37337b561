"""A user's own concern list: a CSV file or a workbook with names, and whatever else is known of each.

What it states is its author's statement: evidence class 4 unless a column says otherwise, programme "own list" unless a
column names one, and where a row gives no address the row itself is the source.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from clearhold.lists.own_columns import find_columns
from clearhold.lists.own_rows import OwnRow, read_rows
from clearhold.lists.tables import ListTables, make_tables
from clearhold.model import (
    ConcernList,
    ConcernLists,
    CouldNotRead,
    IdentifierScheme,
    ListingTable,
    NameKind,
    OwnershipRule,
    Problem,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from clearhold.tables.table_file import TableFile

LONGEST_LABEL = 18  # characters that a narrow column shows
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def read_own_list(path: str | Path, *, taken: frozenset[str] = frozenset()) -> ConcernLists:
    """The list in a file, with its problems; `taken` are names of lists that it must not have.

    Raises CouldNotRead for a file that cannot be read whole or has no column of names.
    """
    from clearhold.tables import read_tables

    file = read_tables(Path(path))
    changed = datetime.fromtimestamp(Path(path).stat().st_mtime, tz=UTC).date()
    return make_own_list(file, undated=changed, taken=taken)


def make_own_list(file: TableFile, *, undated: date, taken: frozenset[str] = frozenset()) -> ConcernLists:
    """The list in a file whose tables have been read; it is as of its newest date, or of `undated` without any."""
    rows: list[OwnRow] = []
    problems = [Problem(file.file, remark) for remark in file.remarks]
    without: list[str] = []
    for sheet in file.sheets:
        if not sheet.rows:
            continue
        columns = find_columns(sheet.rows)
        if columns is None:
            shown = " | ".join(cell for cell in sheet.rows[0].cells if cell)
            without.append(f'sheet "{sheet.name}"' if sheet.name else f'its first row is "{shown}"')
            problems.append(Problem(file.file, "no column of names; the sheet is left out", sheet.name))
            continue
        problems += [Problem(file.file, remark, sheet.name) for remark in columns.remarks]
        read, found = read_rows(file.file, sheet.name, sheet.rows, columns)
        rows += read
        problems += found
    if not rows:
        where = f" ({'; '.join(without)})" if without else ""
        raise CouldNotRead(
            f"{file.file}: a concern list needs a column of names, and none was found{where}; "
            'put "name" above the column that holds them'
        )
    name = free_name(Path(file.file).name, taken)
    tables, repeated = _make_tables(name, file.file, rows)
    record = _describe(file, name, rows, tables, undated)
    return ConcernLists(
        lists=(record,),
        entries=tables.entries,
        names=tables.names,
        identifiers=tables.identifiers,
        addresses=tables.addresses,
        listings=tables.listings,
        problems=(*problems, *repeated),
    )


def _describe(file: TableFile, name: str, rows: Sequence[OwnRow], tables: ListTables, undated: date) -> ConcernList:
    as_of = max((day for row in rows for day in (row.listed_on, row.delisted_on) if day), default=undated)
    return ConcernList(
        name=name,
        label=Path(name).stem[:LONGEST_LABEL],
        title=f"Own list {name}",
        publisher="the user's own file",
        evidence="own list",
        ownership_rule=OwnershipRule.NOT_STATED,
        ownership_note="An own list states no rule for companies that it does not name.",
        meaning="The entries and what they mean are the statement of whoever made the list.",
        licence="the user's own",
        source=file.file,
        version=f"{as_of}+{file.sha256[:8]}",
        as_of=as_of,
        sha256=file.sha256,
        entries=tables.entries.height,
        built_in=False,
    )


def _make_tables(list_name: str, file: str, rows: Sequence[OwnRow]) -> tuple[ListTables, list[Problem]]:
    """The four tables, each party once however many rows name it, and the rows that say nothing new."""
    entries: dict[str, dict[str, str | None]] = {}
    names: dict[tuple[str, str], dict[str, str | None]] = {}
    identifiers: dict[tuple[str | None, ...], dict[str, str | None]] = {}
    listings: dict[tuple[str | None, ...], dict[str, str | None]] = {}
    first_line: dict[tuple[str | None, ...], int] = {}
    problems = []
    for row, entry in _with_entries(rows):
        known = entries.setdefault(entry, _entry(list_name, entry, row))
        known["country"] = known["country"] or row.country
        for name, kind in _names(row):
            key = (entry, name.casefold())
            names.setdefault(key, {"list": list_name, "entry": entry, "name": name, "kind": kind, "source": row.source})
        for scheme, value, market in row.identifiers:
            identifiers.setdefault(
                (entry, scheme, value, market),
                {
                    "list": list_name,
                    "entry": entry,
                    "scheme": IdentifierScheme(scheme),
                    "value": value,
                    "market": market,
                    "source": row.source,
                },
            )
        listing = _listing(list_name, entry, row)
        stated = tuple(value for column, value in listing.items() if column != "source")
        if stated in listings:
            problems.append(
                Problem(file, f"says again what line {first_line[stated]} says; counted once", row.sheet, row.line)
            )
        listings.setdefault(stated, listing)
        first_line.setdefault(stated, row.line)
    return make_tables(
        entries=_table(entries.values(), ("list", "entry", "name", "type", "country", *_EMPTY)),
        names=_table(names.values(), ("list", "entry", "name", "kind", "source")),
        identifiers=_table(identifiers.values(), ("list", "entry", "scheme", "value", "market", "source")),
        listings=_table(listings.values(), ListingTable.column_names()),
    ), problems


_EMPTY = ("parent", "answer", "answer_source")


def _with_entries(rows: Sequence[OwnRow]) -> Iterable[tuple[OwnRow, str]]:
    """Each row with its entry: rows of one name are one party, unless they put it in different countries."""
    countries: Mapping[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.country:
            countries[_slug(row.name)].add(row.country)
    for row in rows:
        slug = _slug(row.name)
        apart = len(countries[slug]) > 1 and row.country
        yield row, f"{slug}-{row.country.lower()}" if apart and row.country else slug


def _entry(list_name: str, entry: str, row: OwnRow) -> dict[str, str | None]:
    return {
        "list": list_name,
        "entry": entry,
        "name": row.name,
        "type": row.type,
        "country": row.country,
        **dict.fromkeys(_EMPTY),
    }


def _names(row: OwnRow) -> Iterable[tuple[str, NameKind]]:
    yield row.name, NameKind.PRIMARY
    for alias in row.aliases:
        yield alias, NameKind.STRONG_ALIAS if _LATIN.search(alias) else NameKind.ORIGINAL_SCRIPT


def _listing(list_name: str, entry: str, row: OwnRow) -> dict[str, str | None]:
    return {
        "list": list_name,
        "entry": entry,
        "evidence_class": str(row.evidence_class.value),
        "programme": row.programme,
        "ground": row.ground,
        "words": row.words,
        "account": None,
        "listed_on": row.listed_on.isoformat() if row.listed_on else None,
        "effective_on": None,
        "delisted_on": row.delisted_on.isoformat() if row.delisted_on else None,
        "source": row.source,
        "source_date": None,
    }


def _table(rows: Iterable[Mapping[str, str | None]], columns: Sequence[str]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=dict.fromkeys(columns, pl.String))


def _slug(name: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", name.casefold())) or name.strip()


def free_name(name: str, taken: frozenset[str]) -> str:
    """The name, with a number behind it where a list has it already."""
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name} ({number})"
    return free
