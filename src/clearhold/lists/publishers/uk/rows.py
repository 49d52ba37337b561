"""The UK Sanctions List as a table, CSV or ODS: the rows of one unique ID are one designation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clearhold.lists.publishers.conventions.days import day_of
from clearhold.lists.publishers.uk.designation import Designation, WrittenAddress, WrittenName
from clearhold.lists.rows import headed_rows, table_of
from clearhold.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from clearhold.lists.rows import HeadedRow

_COLUMNS = ("unique id", "regime name", "date designated", "sanctions imposed")
# The type's column has had these headings; `type` is that of the short table.
_TYPE = ("designation type", "individual entity ship", "type")
_GIVEN_THEN_FAMILY = ("name 1", "name 2", "name 3", "name 4", "name 5", "name 6")
_ADDRESS_LINES = (*(f"address line {number}" for number in range(1, 7)), "address postal code")
_REPORT_DATE = re.compile(r"Report Date:?\s*(.*)", re.IGNORECASE)


def read_table(content: bytes, file: str) -> tuple[list[Designation], int, list[Problem], date | None]:
    """The designations of a table, its rows counted, its problems, and the report date above the heading.

    There are two tables: the full one, which gives names in parts, and a short one with a column `Name`.
    """
    designations: list[Designation] = []
    problems: list[Problem] = []
    count, published_on = 0, None
    for sheet in table_of(content, file).sheets:
        headings, rows = headed_rows(sheet, file, _COLUMNS)
        published_on = published_on or _report_date(cell for row in sheet.rows[:10] for cell in row.cells[:2])
        type_heading = next((heading for heading in _TYPE if heading in headings), _TYPE[0])
        groups: dict[str, list[HeadedRow]] = {}
        for row in rows:
            count += 1
            if row["unique id"]:
                groups.setdefault(row["unique id"], []).append(row)
            else:
                message = "no unique ID; the row is left out"
                problems.append(Problem(file, message, sheet=sheet.name, line=row.line))
        designations += [_designation(unique_id, group, type_heading) for unique_id, group in groups.items()]
    return designations, count, problems, published_on


def _report_date(cells: Iterator[str]) -> date | None:
    stated = (match[1] for cell in cells if (match := _REPORT_DATE.fullmatch(cell)))
    return next((day for text in stated if (day := day_of(text))), None)


def _designation(unique_id: str, rows: Sequence[HeadedRow], type_heading: str) -> Designation:
    def first(heading: str) -> str:
        return next((row[heading] for row in rows if row[heading]), "")

    def every(*headings: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row[heading] for row in rows for heading in headings if row[heading]))

    return Designation(
        id=unique_id,
        regime=first("regime name"),
        type=first(type_heading),
        designated_on=first("date designated"),
        sanctions=first("sanctions imposed"),
        line=rows[0].line,
        names=tuple(dict.fromkeys(_name(row) for row in rows)),
        reasons=first("uk statement of reasons"),
        original_names=every("name non latin script"),
        addresses=tuple(
            dict.fromkeys(
                WrittenAddress(tuple(row[line] for line in _ADDRESS_LINES), row["address country"]) for row in rows
            )
        ),
        countries=every("nationality ies", "current believed flag of ship"),
        parents=every("parent company"),
        registrations=every("business registration number s"),
        imo_numbers=every("imo number"),
    )


def _name(row: HeadedRow) -> WrittenName:
    """The short table's name, which is the primary one, or the full table's, of its parts."""
    if row["name"]:
        return WrittenName(row["name"], "Primary Name")
    parts = " ".join(part for heading in _GIVEN_THEN_FAMILY if (part := row[heading]))
    return WrittenName(parts, row["name type"], row["alias strength"])
