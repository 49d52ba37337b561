"""What the parsing process tells its parent: JSON, one entry a line, then one line that ends it; no code can travel."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from clearhold.lists.entries import SCHEMA
from clearhold.model import IdentifierScheme, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clearhold.lists.parsed import ParsedEntry, ParsedIdentifier, ParsedList

_CHECKED = frozenset(
    {IdentifierScheme.ISIN, IdentifierScheme.LEI, IdentifierScheme.FIGI, IdentifierScheme.CUSIP, IdentifierScheme.SEDOL}
)
# Days travel as text.
_SENT = pl.Schema(
    {
        column: pl.List(
            pl.Struct([pl.Field(f.name, pl.String if f.dtype == pl.Date else f.dtype) for f in kind.inner.fields])
        )
        if isinstance(kind, pl.List) and isinstance(kind.inner, pl.Struct)
        else kind
        for column, kind in SCHEMA.items()
    }
)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A version as it was parsed apart: entries in the columns of `entries.SCHEMA`, not settled yet, and the rest."""

    entries: pl.DataFrame
    rows: int
    problems: Sequence[Problem]
    published_on: date | None
    ending: str | None
    own_ids: bool  # the publisher's own, and none made of names


def lines_of(parsed: ParsedList) -> list[bytes]:
    """The lines to send."""
    told = [_line(entry_row(entry)) for entry in parsed.entries]
    problems = [[each.file, each.message, each.sheet, each.line] for each in parsed.problems]
    end = {
        "end": {
            "rows": parsed.rows,
            "problems": problems,
            "published_on": _day(parsed.published_on),
            "ending": parsed.ending,
            "own_ids": all(entry.has_own_id for entry in parsed.entries),
        }
    }
    return [*told, _line(end)]


def parsed_from(rows: bytes, end: dict[str, Any]) -> Parsed:
    """What was sent: `rows` are the lines of entries, `end` is the content of the line that ends them."""
    sent = pl.read_ndjson(io.BytesIO(rows), schema=_SENT) if rows else pl.DataFrame(schema=_SENT)
    entries = sent.with_columns(
        pl.col("listings").list.eval(
            pl.element().struct.with_fields(
                pl.element().struct.field("listed_on", "effective_on", "delisted_on", "source_date").str.to_date()
            )
        )
    ).cast(SCHEMA)
    published = end["published_on"]
    return Parsed(
        entries=entries,
        rows=int(end["rows"]),
        problems=[
            Problem(str(file), str(message), None if sheet is None else str(sheet), None if line is None else int(line))
            for file, message, sheet, line in end["problems"]
        ],
        published_on=date.fromisoformat(published) if published else None,
        ending=end["ending"],
        own_ids=bool(end["own_ids"]),
    )


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
