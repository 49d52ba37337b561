"""A list as a table for people: a row for each listing period, with everything that the list says of the party."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import polars as pl

from clearhold.lists.export_entities import find_list, rows_by_entry
from clearhold.model import EvidenceClass, IdentifierScheme, NameKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from clearhold.lists.export_entities import Row
    from clearhold.model import ConcernLists

COLUMNS = (
    *("list", "version", "entry", "publisher_id", "name", "type", "countries", "aliases", "weak_aliases"),
    *("former_names", "other_scripts", "isin", "lei", "ticker", "other_identifiers", "parents", "addresses"),
    *("evidence", "programme", "ground", "words", "account", "listed_on", "effective_on", "delisted_on", "source"),
    *("source_date", "answer"),
)
GUARDED = "apostrophe_added"
_ALIASES = {
    "aliases": NameKind.STRONG_ALIAS,
    "weak_aliases": NameKind.WEAK_ALIAS,
    "former_names": NameKind.FORMER,
    "other_scripts": NameKind.ORIGINAL_SCRIPT,
}
_OWN_COLUMNS = (IdentifierScheme.ISIN, IdentifierScheme.LEI, IdentifierScheme.TICKER)
_STATED = (
    "programme",
    "ground",
    "words",
    "account",
    "listed_on",
    "effective_on",
    "delisted_on",
    "source",
    "source_date",
)
# What spreadsheets take for the start of a formula (OWASP, "CSV Injection").
_FORMULA_LEAD = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


def export_csv(lists: ConcernLists, name: str, *, guard_formulas: bool = True) -> Iterator[str]:
    """The lines of the table, UTF-8 text with LF, the headings first; several values of a cell are parted by "; ".

    An entry with two listing periods has two rows; one without any has a row of its own. `guard_formulas` puts an
    apostrophe before text that a spreadsheet would take for a formula. It changes the value, so that the last column
    names the columns in which it did. Raises NotFound for a list that is not there.
    """
    concern = find_list(lists, name)
    names, identifiers, addresses, listings = (
        rows_by_entry(table, name) for table in (lists.names, lists.identifiers, lists.addresses, lists.listings)
    )
    yield _line((*COLUMNS, GUARDED) if guard_formulas else COLUMNS)
    for row in lists.entries.filter(pl.col("list") == name).iter_rows(named=True):
        entry = row["entry"]
        party = {
            "list": name,
            "version": concern.version,
            **{column: _text(row[column]) for column in ("entry", "publisher_id", "name", "type", "answer")},
            "countries": _joined(row["countries"]),
            "parents": _joined(row["parents"]),
            "addresses": _joined(each["address"] for each in addresses.get(entry, ())),
            **_names(names.get(entry, ())),
            **_identifiers(identifiers.get(entry, ())),
        }
        for listing in listings.get(entry, ({},)):
            stated = {column: _text(listing.get(column)) for column in _STATED}
            evidence = EvidenceClass(listing["evidence_class"]).title if listing else ""
            yield _row({**party, **stated, "evidence": evidence}, guard=guard_formulas)


def _names(rows: Sequence[Row]) -> Mapping[str, str]:
    return {column: _joined(row["name"] for row in rows if row["kind"] == kind) for column, kind in _ALIASES.items()}


def _identifiers(rows: Sequence[Row]) -> Mapping[str, str]:
    """The identifiers in their columns; one that fails its check says so."""
    columns: dict[str, list[str]] = {scheme.value: [] for scheme in _OWN_COLUMNS}
    others: list[str] = []
    for row in rows:
        shown = f"{row['value']} {row['market']}" if row["market"] else row["value"]
        shown = shown if row["valid"] else f"{shown} (fails its check)"
        columns.get(row["scheme"], others).append(shown if row["scheme"] in columns else f"{row['scheme']} {shown}")
    return {**{scheme: _joined(values) for scheme, values in columns.items()}, "other_identifiers": _joined(others)}


def _row(cells: Mapping[str, str], *, guard: bool) -> str:
    if not guard:
        return _line([cells[column] for column in COLUMNS])
    changed = [column for column in COLUMNS if _FORMULA_LEAD.match(cells[column])]
    shown = [f"'{cells[column]}" if column in changed else cells[column] for column in COLUMNS]
    return _line([*shown, "; ".join(changed)])


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO()
    # The writer quotes the characters of its line end and no others; a return alone in a cell must be quoted as well.
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().removesuffix("\r\n") + "\n"


def _joined(values: Iterator[str] | Sequence[str]) -> str:
    return "; ".join(values)


def _text(value: object) -> str:
    return "" if value is None else str(value)
