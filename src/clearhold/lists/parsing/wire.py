"""What the parsing process tells its parent: JSON, a batch of entries a line, then one line that ends it.

No code can travel.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from clearhold.lists.entries import NESTED, SCHEMA, attach
from clearhold.model import IdentifierScheme, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from clearhold.lists.parsed import ParsedEntry, ParsedIdentifier, ParsedList

_CHECKED = frozenset(
    {IdentifierScheme.ISIN, IdentifierScheme.LEI, IdentifierScheme.FIGI, IdentifierScheme.CUSIP, IdentifierScheme.SEDOL}
)
_BATCH = 2_000  # entries a line
_JOINED = ("countries", "parents")
_SEPARATOR = "\x1f"
_OF_ENTRY = tuple(column for column in SCHEMA if column not in NESTED)
# Each table that travels, with the columns of its own; days travel as text.
_TABLES = {"entries": _OF_ENTRY, **{column: tuple(f.name for f in kind.fields) for column, kind in NESTED.items()}}
_DAYS = tuple(field.name for field in NESTED["listings"].fields if field.dtype == pl.Date)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A version as it was parsed apart: entries in the columns of `entries.SCHEMA`, not settled yet, and the rest."""

    entries: pl.DataFrame
    rows: int
    problems: Sequence[Problem]
    published_on: date | None
    ending: str | None
    own_ids: bool  # the publisher's own, and none made of names


def lines_of(parsed: ParsedList) -> Iterator[bytes]:
    """The lines to send: entries in batches, each as columns of its tables, then the line that ends it."""
    for start in range(0, len(parsed.entries), _BATCH):
        yield _line({"batch": _columns(parsed.entries[start : start + _BATCH])})
    yield _line(
        {
            "end": {
                "rows": parsed.rows,
                "problems": [[each.file, each.message, each.sheet, each.line] for each in parsed.problems],
                "published_on": _day(parsed.published_on),
                "ending": parsed.ending,
                "own_ids": all(entry.has_own_id for entry in parsed.entries),
            }
        }
    )


def parsed_from(batches: Sequence[pl.DataFrame], end: dict[str, Any]) -> Parsed:
    """What was sent: `batches` as `entries_of` gives them, and the content of the line that ends it."""
    published = end["published_on"]
    return Parsed(
        entries=pl.concat(batches) if batches else pl.DataFrame(schema=SCHEMA),
        rows=int(end["rows"]),
        problems=[
            Problem(str(file), str(message), None if sheet is None else str(sheet), None if line is None else int(line))
            for file, message, sheet, line in end["problems"]
        ],
        published_on=date.fromisoformat(published) if published else None,
        ending=end["ending"],
        own_ids=bool(end["own_ids"]),
    )


def entries_of(batch: dict[str, dict[str, list[Any]]]) -> pl.DataFrame:
    """The entries of a line's batch, in the columns of `entries.SCHEMA`."""
    sent = batch["entries"]
    sent_as = dict(SCHEMA) | dict.fromkeys(_JOINED, pl.String())
    entries = (
        pl.DataFrame(sent, schema={column: sent_as[column] for column in _OF_ENTRY})
        .with_row_index("number")
        .with_columns(_parted(each) for each in _JOINED)
    )
    for column, kind in NESTED.items():
        types = {field.name: pl.String() if field.dtype == pl.Date else field.dtype for field in kind.fields}
        rows = pl.DataFrame(batch[column], schema={"number": pl.UInt32(), **types})
        if column == "listings":
            rows = rows.with_columns(pl.col(_DAYS).str.to_date("%Y-%m-%d"))
        entries = attach(entries, column, rows, key="number")
    return entries.select(SCHEMA.names())


def _parted(column: str) -> pl.Expr:
    return pl.col(column).str.split(_SEPARATOR).fill_null(pl.lit([], pl.List(pl.String)))


def _columns(entries: Sequence[ParsedEntry]) -> dict[str, dict[str, list[Any]]]:
    """The entries as columns: one table of them, and one for each nested column with the entry's number."""
    rows = [entry_row(entry) for entry in entries]
    of_entry = {column: [row[column] for row in rows] for column in _OF_ENTRY}
    # A series of lists is made list by list, which takes half the time of reading a large version.
    of_entry |= {column: [_SEPARATOR.join(each) or None for each in of_entry[column]] for column in _JOINED}
    columns = {"entries": of_entry}
    for table in NESTED:
        nested = [(number, each) for number, row in enumerate(rows) for each in row[table]]
        columns[table] = {"number": [number for number, _ in nested]}
        columns[table] |= {column: [each[column] for _, each in nested] for column in _TABLES[table]}
    return columns


def entry_row(entry: ParsedEntry) -> dict[str, Any]:
    """An entry in the columns of `entries.SCHEMA`; each of its names stands with the first listing's source."""
    source = entry.listings[0].source if entry.listings else ""
    return {
        "entry": entry.id,
        "publisher_id": entry.id if entry.has_own_id else None,
        "name": entry.name,
        "type": entry.type.value,
        "countries": list(dict.fromkeys(entry.countries)),
        "parents": list(dict.fromkeys(entry.parents)),
        "answer": None,
        "answer_source": None,
        "place": entry.place,
        "shown": True,
        "names": [
            {"name": name.text, "kind": name.kind.value, "script": None, "source": source} for name in entry.names
        ],
        "identifiers": [
            {
                "scheme": each.scheme.value,
                "value": _written(each),
                "market": each.market,
                "valid": None,
                "source": source,
            }
            for each in entry.identifiers
        ],
        "addresses": [{"address": each.text, "country": each.country} for each in entry.addresses],
        "listings": [
            {
                "evidence_class": each.evidence_class.value,
                "programme": each.programme,
                "ground": each.ground,
                "words": each.words,
                "account": each.account,
                "listed_on": _day(each.listed_on),
                "effective_on": _day(each.effective_on),
                "delisted_on": _day(each.delisted_on),
                "source": each.source,
                "source_date": _day(each.source_date),
            }
            for each in entry.listings
        ],
    }


def _written(identifier: ParsedIdentifier) -> str:
    """The identifier as it is compared: those with check digits in capitals without blanks, others as written."""
    if identifier.scheme in _CHECKED:
        return "".join(identifier.value.split()).upper()
    return " ".join(identifier.value.split())


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _line(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
