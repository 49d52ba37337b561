"""Reads the orders from CBP's CSV, or from a public collection's JSON of it, whose notes keep the CSV's columns.

`Effective Date, Calendar Year, Country Code, Country, Merchandise, WRO/Finding, Industry, Status, Press Release,
Entity, Remarks`; the file's name has its date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clearhold.lists.markup import settle
from clearhold.lists.own_values import read_day
from clearhold.lists.publishers.cbp.orders import Order
from clearhold.lists.publishers.conventions.whole_rows import check_rows
from clearhold.lists.publishers.transcriptions.collected_json import collected_on, is_collected, read_collected
from clearhold.lists.rows import headed_rows, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from clearhold.lists.parsed import SourceFile
    from clearhold.lists.publishers.transcriptions.collected_json import Collected
    from clearhold.lists.rows import HeadedRow
    from clearhold.model import Problem

_NEEDED = ("effective date", "country", "merchandise", "wro finding", "status", "entity", "remarks")
_DAY_IN_NAME = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?=\D*$)")
_SOURCE_FILE = re.compile(rb'"source_file"\s*:\s*"([^"]+)"')
_NOTES = re.compile(
    r"(?P<kind>WRO|Finding)(?:; Industry: .*?)?(?:; Merchandise: (?P<goods>.*?))?"
    r"(?:; Remarks: (?P<remarks>.*))?"
)


@dataclass(frozen=True, slots=True)
class Orders:
    """The orders of a file, what was wrong in it, its own date and what it ends in."""

    orders: Sequence[Order]
    problems: Sequence[Problem]
    published_on: date | None
    ending: str


def read_orders(file: SourceFile) -> Orders:
    """The orders of a file; raises CouldNotRead for one that is cut, and for one of another kind."""
    if is_collected(file):
        orders = [_of_collection(entity) for entity in read_collected(file, "cbp-wro")]
        name = _SOURCE_FILE.search(file.content[:2000])
        return Orders(orders, (), (day_in(name[1].decode()) if name else None) or collected_on(file), "}")
    ending, problems = check_rows(file)
    (sheet,) = table_of(file.content, file.name).sheets
    _, rows = headed_rows(sheet, file.name, _NEEDED)
    return Orders([_of_row(row) for row in rows], problems, day_in(file.name), ending)


def day_in(name: str) -> date | None:
    """The date at the end of a file's name: 2026-06-23 in withhold-release-orders-findings-fy26-2026-06-23.csv."""
    match = _DAY_IN_NAME.search(name)
    return read_day("-".join(match.groups()), day_first=None) if match else None


def _of_row(row: HeadedRow) -> Order:
    return Order(
        entity=settle(row["entity"]),
        kind=settle(row["wro finding"]),
        country=settle(row["country"]) or settle(row["country code"]),
        merchandise=settle(row["merchandise"]),
        status=settle(row["status"]),
        remarks=settle(row["remarks"]),
        press_release=settle(row["press release"]),
        effective_on=read_day(settle(row["effective date"]), day_first=False),
        line=row.line,
    )


def _of_collection(entity: Collected) -> Order:
    """A collection's record, which has parted the aliases from the name."""
    notes = _NOTES.fullmatch(entity.notes)
    return Order(
        entity=", a/k/a ".join((entity.name, *entity.aliases)),
        kind=notes["kind"] if notes else "",
        country=entity.country,
        merchandise=(notes["goods"] or "") if notes else "",
        status=entity.status,
        remarks=(notes["remarks"] or "") if notes else entity.notes,
        press_release="",
        effective_on=entity.effective_on,
    )
