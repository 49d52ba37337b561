"""The rows of the Bureau's tables in the Code of Federal Regulations as rows of its lists, with what they leave unsaid.

Some rows only go on with the row above: its addresses, its aliases, a subordinate institution of it. Others head a
group ("The following seven subordinate institutions of ...:") or hold a place ("[Reserved]"). None of these is a party.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clearhold.lists.publishers.bis.addresses import split_addresses
from clearhold.lists.publishers.bis.cells import EntityCell, read_cell
from clearhold.lists.publishers.bis.entity_list import BisRow
from clearhold.lists.publishers.conventions.asides import number_in_words
from clearhold.lists.publishers.conventions.names import each_once

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from clearhold.lists.publishers.bis.ecfr import Row

ENTITY_LIST_HEADINGS = (
    "country",
    "entity",
    "license requirement",
    "license review policy",
    "federal register citation",
)
MILITARY_END_USERS_HEADINGS = ("country", "entity", "federal register citation")

_GROUP = re.compile(r"The following (?P<number>\w+) subordinate institut?ions? of (?P<parent>.+?):?", re.IGNORECASE)
_SUBORDINATE = re.compile(r"(?:Subordinate institut?ions?|Affiliated entit(?:y|ies))\s*:?\s*", re.IGNORECASE)
_ADDRESSES = re.compile(r"(?:The following addresses apply|Addresses for)\b[^:]*:?\s*", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(?:\d{1,2}|\[\d{2} FR) ")
_RESERVED = "[reserved]"
_DASHES = ("—", "–")


@dataclass(slots=True)
class _Group:
    """The body that the next rows are subordinate to, and how many rows are still to come."""

    parent: str | None = None
    rows: int = 0

    def take(self) -> str | None:
        if self.rows <= 0:
            return None
        self.rows -= 1
        return self.parent


def read_rows(rows: Iterable[Row]) -> list[BisRow]:
    """The parties' rows, in order; what a row leaves unsaid (rule, requirement, policy) is that of the row above."""
    found: list[BisRow] = []
    group = _Group()
    for row in rows:
        lines = row.entity
        first = lines[0] if lines else ""
        if _is_no_party(row, first):
            continue
        above = found[-1] if found and found[-1].country == row.country else None
        told = _unread(row)
        if above is not None and not told.citations:
            told = replace(told, citations=above.citations)
            told = told if told.requirement else replace(told, requirement=above.requirement, policy=above.policy)
        if heads := _GROUP.fullmatch(" ".join(lines)):
            group = _Group(heads["parent"], number_in_words(heads["number"]) or 0)
        elif above is not None and not row["federal register citation"] and (goes_on := _going_on(above, lines)):
            found[-1] = goes_on
        elif marked := _SUBORDINATE.match(first):
            rest = [line for line in (first[marked.end() :], *lines[1:]) if line]
            if rest:
                parent = group.take() or (above.cell.names[0].text if above and above.cell.names else None)
                found.append(replace(told, cell=replace(read_cell(rest), parent=parent)))
        else:
            cell = read_cell(lines)
            found.append(replace(told, cell=replace(cell, parent=cell.parent or group.take())))
    return found


def _is_no_party(row: Row, first: str) -> bool:
    """A country alone in its row, a reserved place, or a footnote below the table."""
    others = [text for heading, text in row.cells.items() if heading != "country" and text]
    if not others:
        return True
    return first.casefold() == _RESERVED or (len(row.cells) == 1 and _FOOTNOTE.match(others[0]) is not None)


def _unread(row: Row) -> BisRow:
    return BisRow(
        cell=EntityCell(()),
        country=row.country,
        citations=row["federal register citation"],
        requirement=row["license requirement"],
        policy=row["license review policy"],
        line=row.line,
    )


def _going_on(above: BisRow, lines: Sequence[str]) -> BisRow | None:
    """The row above with the addresses or aliases that a row without a rule of its own adds to it; None for others."""
    cell = above.cell
    if match := _ADDRESSES.match(lines[0]):
        text = " ".join((lines[0][match.end() :], *lines[1:]))
        return replace(above, cell=replace(cell, addresses=(*cell.addresses, *split_addresses(text))))
    if lines[0].startswith(_DASHES) and cell.names:
        more = read_cell([f"{cell.names[0].text}, a.k.a., the following aliases:", *lines])
        names = each_once((*cell.names, *more.names[1:]))
        return replace(above, cell=replace(cell, names=names, addresses=(*cell.addresses, *more.addresses)))
    return None
