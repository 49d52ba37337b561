"""Rows with more cells than their heading: a comma in a name that its writer did not put in quotes.

"Hangzhou Hikvision Digital Technology Co., Ltd.,CNE100000PM8,1000" is one cell too long. Such a row is read with the
name put together again where that, and only that, puts every other cell in its place; else it cannot be read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clearhold.holdings.vocabulary import AMOUNTS, Subject
from clearhold.identity.identifiers import clean_identifier, has_isin_shape
from clearhold.model import CouldNotRead
from clearhold.tables.table_file import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clearhold.holdings.heading_rows import Heading

_NUMBER = re.compile(r"[-+(]?[£$€¥₪]?\d[\d.,\s]*[)%]?|-+|n/a", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Straightened:
    """A table's rows with names put together again: `joined` by place what was joined, `unreadable` by place why."""

    rows: tuple[Row, ...]
    joined: dict[int, str]
    unreadable: dict[int, str]


def straighten(heading: Heading, rows: Sequence[Row], where: str) -> Straightened:
    """The rows in their heading's columns. Where most rows are longer and fit, the table has columns without a heading.

    Raises CouldNotRead where most rows cannot be read.
    """
    if not heading.lines or not heading.columns:
        return Straightened(tuple(rows), {}, {})
    width = heading.columns[-1] + 1
    longer = [place for place, row in enumerate(rows) if any(row.cells[width:])]
    most = 2 * len(longer) > len(rows)
    straight = list(rows)
    joined: dict[int, str] = {}
    unreadable: dict[int, str] = {}
    for place in longer:
        row = rows[place]
        mended = _mended(heading, row.cells, len(row.cells) - width)
        if mended is not None:
            straight[place] = Row(row.line, mended)
            joined[place] = mended[_name_place(heading) or 0]
        elif not most or _misfits(heading, row.cells) or _is_torn_amount(row.cells[width:]):
            unreadable[place] = f"it has {len(row.cells)} cells under {width} headings"
    if unreadable and 2 * len(unreadable) > len(rows):
        first, others = min(unreadable), len(unreadable) - 1
        so = f", and so have {others:,} other rows" if others else ""
        raise CouldNotRead(
            f"{where} line {rows[first].line}: {unreadable[first]}{so}; put quotes "
            "around names and amounts that have commas"
        )
    return Straightened(tuple(straight), joined, unreadable)


def _is_torn_amount(extra: Sequence[str]) -> bool:
    """Whether cells beyond the headings are the thousands of an amount that was not in quotes: 1 | 234 | 567.00."""
    return all(re.fullmatch(r"\d{3}(?:\.\d+)?", cell) for cell in extra if cell)


def _mended(heading: Heading, cells: Sequence[str], extra: int) -> tuple[str, ...] | None:
    name = _name_place(heading)
    if name is None or _misfits(heading, cells) == 0:
        return None
    parts = cells[name : name + extra + 1]
    if not all(any(map(str.isalpha, part)) for part in parts):
        return None  # pieces of a number are no pieces of a name
    whole = ", ".join(parts)
    mended = (*cells[:name], whole, *cells[name + extra + 1 :])
    return mended if _misfits(heading, mended) == 0 else None


def _misfits(heading: Heading, cells: Sequence[str]) -> int:
    """How many cells are not what their heading says: words for amounts, no ISIN under ISIN, figures for a name."""
    misfits = 0
    for cell in heading.cells:
        text = cells[cell.column] if cell.column < len(cells) else ""
        if not text or cell.meaning is None:
            continue
        subject = cell.meaning.subject
        if subject in AMOUNTS or subject is Subject.PRICE:
            misfits += _NUMBER.fullmatch(text) is None
        elif subject is Subject.ISIN:
            cleaned = clean_identifier(text)
            misfits += cleaned is not None and not has_isin_shape(cleaned)
        elif subject is Subject.NAME:
            misfits += not any(map(str.isalpha, text))
    return misfits


def _name_place(heading: Heading) -> int | None:
    return next((cell.column for cell in heading.cells if cell.meaning and cell.meaning.subject is Subject.NAME), None)
