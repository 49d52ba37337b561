"""Reads the files of the United States Consolidated Screening List: its CSV of today and of 2019, and its JSON.

One row or record is one party on one of the lists in it. In the CSV several values of a cell are parted by `; `; in
JSON they are lists. In May 2026 the CSV stopped amid a row, at byte 1,998,433, for days: a file whose last row is not
whole is refused, and so is JSON that has not as many records as it says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clearhold.lists.markup import settle
from clearhold.lists.parsed import ParsedAddress
from clearhold.lists.publishers.conventions.days import day_of
from clearhold.lists.publishers.conventions.files import opening, read_json
from clearhold.lists.publishers.conventions.places import countries_of, country_of, on_one_line
from clearhold.lists.publishers.conventions.whole_rows import check_rows
from clearhold.lists.publishers.ofac.labels import SCHEMES
from clearhold.lists.publishers.ofac.parties import Statement, stated
from clearhold.lists.rows import headed_rows, table_of
from clearhold.model import CouldNotRead, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from clearhold.lists.parsed import SourceFile
    from clearhold.lists.rows import HeadedRow

_NEEDED = ("source", "name", "addresses", "alt names", "programs", "ids")
_LISTS = ("alt_names", "addresses", "ids", "programs", "citizenships", "nationalities")
_COUNTRY_AT_END = re.compile(r"(?:(?P<address>.*),\s*)?(?P<country>[A-Z]{2})")
_A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_COUNTRY = re.compile(r"[A-Z]{2}")
# The Bureau's file has marks of Windows' code page as control characters: HA\x92Assif.
_CONTROLS = {number: bytes([number]).decode("cp1252", "ignore") for number in range(0x80, 0xA0)}


@dataclass(frozen=True, slots=True)
class ScreeningRow:
    """A party on one of the lists. `line` is that of the CSV; `number` counts the rows or records from 1.

    `addresses` may have a country and no text; `countries` are those of nationality or citizenship, as codes.
    """

    number: int
    line: int | None
    id: str | None
    source: str
    type: str
    name: str
    programmes: tuple[str, ...]
    alt_names: tuple[str, ...]
    addresses: tuple[ParsedAddress, ...]
    countries: tuple[str, ...]
    ids: tuple[Statement, ...]
    federal_register_notice: str
    license_requirement: str
    license_policy: str
    remarks: str
    source_list_url: str
    start_date: date | None
    end_date: date | None


@dataclass(frozen=True, slots=True)
class Screening:
    """The rows of a file, with what was wrong in them, and what its end and its own date say."""

    rows: Sequence[ScreeningRow]
    problems: Sequence[Problem]
    published_on: date | None
    ending: str


def read_screening(file: SourceFile) -> Screening:
    """The rows of a CSV or JSON file; raises CouldNotRead for one that is cut, and for one of another kind."""
    if opening(file).startswith(b"{"):
        return _read_json(file)
    ending, problems = check_rows(file)
    (sheet,) = table_of(file.content, file.name).sheets
    _, rows = headed_rows(sheet, file.name, _NEEDED)
    return Screening([_row_of_csv(number, row) for number, row in enumerate(rows, 1)], problems, None, ending)


def _read_json(file: SourceFile) -> Screening:
    told = read_json(file)
    records = told.get("results")
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise CouldNotRead(f'{file.name} has no "results": it is another file, or its layout is new')
    total = told.get("total", len(records))
    if total != len(records):
        raise CouldNotRead(
            f"{file.name} says that it has {total} records and has {len(records)}: it is one page of a search, or "
            "was cut; download the whole list"
        )
    if records and not {"name", "source"} <= records[0].keys():
        raise CouldNotRead(f'{file.name}: its records have no "name" and "source"; its layout is new')
    rows = [_row_of_json(number, record) for number, record in enumerate(records, 1)]
    return Screening(rows, (), day_of(_text(told, "search_performed_at")), "}")


def _row_of_csv(number: int, row: HeadedRow) -> ScreeningRow:
    return ScreeningRow(
        number=number,
        line=row.line,
        id=_tidy(row["id"]) or _tidy(row["entity number"]) or None,
        source=_tidy(row["source"]),
        type=_tidy(row["type"]),
        name=_tidy(row["name"]),
        programmes=_several(row["programs"]),
        alt_names=_several(row["alt names"]),
        addresses=tuple(_flat_address(each) for each in _several(row["addresses"])),
        countries=countries_of(
            (*_several(row["nationalities"]), *_several(row["citizenships"]), _tidy(row["vessel flag"]))
        ),
        ids=tuple(_flat_id(each) for each in _several(row["ids"])),
        federal_register_notice=_tidy(row["federal register notice"]),
        license_requirement=_tidy(row["license requirement"]),
        license_policy=_tidy(row["license policy"]),
        remarks=_tidy(row["remarks"]),
        source_list_url=_tidy(row["source list url"]),
        start_date=day_of(row["start date"]),
        end_date=day_of(row["end date"]),
    )


def _row_of_json(number: int, record: Mapping[str, Any]) -> ScreeningRow:
    held: dict[str, list[Any]] = {key: record.get(key) or [] for key in _LISTS}
    countries = (*held["nationalities"], *held["citizenships"], record.get("country"), record.get("vessel_flag"))
    return ScreeningRow(
        number=number,
        line=None,
        id=_text(record, "id") or _text(record, "entity_number") or None,
        source=_text(record, "source"),
        type=_text(record, "type"),
        name=_text(record, "name"),
        programmes=tuple(_tidy(str(each)) for each in held["programs"]),
        alt_names=tuple(_without_and(_tidy(str(each))) for each in held["alt_names"]),
        addresses=tuple(_address(each) for each in held["addresses"] if isinstance(each, dict)),
        countries=countries_of(str(each) for each in countries if each),
        ids=tuple(_id(each) for each in held["ids"] if isinstance(each, dict)),
        federal_register_notice=_text(record, "federal_register_notice"),
        license_requirement=_text(record, "license_requirement"),
        license_policy=_text(record, "license_policy"),
        remarks=_text(record, "remarks"),
        source_list_url=_text(record, "source_list_url"),
        start_date=day_of(_text(record, "start_date")),
        end_date=day_of(_text(record, "end_date")),
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(text for part in cell.split("; ") if (text := _without_and(_tidy(part))))


def _without_and(text: str) -> str:
    """A value without the "and" that the Bureau's lists put before the last one."""
    return text.removeprefix("and ").strip(" ;")


def _tidy(text: str) -> str:
    return settle(text.translate(_CONTROLS))


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    return _tidy(str(value)) if value is not None else ""


def _flat_address(text: str) -> ParsedAddress:
    """An address of the CSV: its parts and last the country's code, which may be all there is."""
    match = _COUNTRY_AT_END.fullmatch(text)
    code = country_of(match["country"]) if match else None
    if match is None or code is None:
        return ParsedAddress(text)
    return ParsedAddress(text if match["address"] else "", code)


def _address(record: Mapping[str, Any]) -> ParsedAddress:
    """An address of the JSON, on one line; one that has a country and nothing else has no text."""
    country = _text(record, "country")
    parts = [_text(record, key) for key in ("address", "city", "state", "postal_code")]
    return ParsedAddress(on_one_line((*parts, country)) if any(parts) else "", country_of(country))


def _flat_id(text: str) -> Statement:
    """An identifier of the CSV: `CKLBCNBJ, SWIFT/BIC`, `US, 80-0890696, Tax ID No.`; what it is may come first too."""
    parts = [part for part in text.split(", ") if not _A_DAY.fullmatch(part)]
    if len(parts) > 1 and stated(parts[0], "").label in SCHEMES and stated(parts[-1], "").label not in SCHEMES:
        parts = [*parts[1:], parts[0]]
    country = next((parts.pop(end) for end in (0, -2) if len(parts) > 2 and _COUNTRY.fullmatch(parts[end])), None)  # noqa: PLR2004
    return stated(parts[-1], ", ".join(parts[:-1]), country)


def _id(record: Mapping[str, Any]) -> Statement:
    return stated(_text(record, "type"), _text(record, "number"), _text(record, "country") or None)
