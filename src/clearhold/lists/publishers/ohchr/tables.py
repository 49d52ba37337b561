"""The rows of the United Nations settlements database, in the page's HTML tables and in a table made of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clearhold.identity.headings import fold_heading
from clearhold.lists.markup import read_html_table, read_page, text_of
from clearhold.lists.publishers.conventions.pages import rows_of_table
from clearhold.lists.rows import rows_of
from clearhold.model import CouldNotRead

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import html

    from clearhold.lists.parsed import SourceFile

_REMOVED = ("no longer", "removed", "removal", "delisted")
_HEADINGS = {"name": "business enterprise", "activities": "activit", "state": "state"}


@dataclass(frozen=True, slots=True)
class SettlementRow:
    """A row as written. `removed` says whether it stands among those removed, and is null where nothing tells it;
    `last` is the last column, the response or the day of removal; `response` is the address it links to.
    """

    line: int | None
    number: str
    name: str
    activities: str
    state: str
    last: str
    removed: bool | None
    response: str | None = None


def read_page_tables(file: SourceFile) -> tuple[html.HtmlElement, Sequence[SettlementRow]]:
    """The page, and the rows of its tables of business enterprises; footnote marks that are set above the line are
    no part of a name.
    """
    page = read_page(file.content, file.name)
    for mark in page.iter("sup"):
        mark.text = None
        for part in list(mark):
            mark.remove(part)
    return page, [row for table in page.iter("table") for row in _table_rows(table)]


def read_text_table(file: SourceFile) -> Sequence[SettlementRow]:
    """The rows of a table in which those removed follow those listed, numbered from 1 anew."""
    rows = rows_of(file.content, file.name)
    columns = _columns(rows[0].cells) if rows else None
    if columns is None:
        shown = " | ".join(rows[0].cells)[:200] if rows else ""
        raise CouldNotRead(
            f'{file.name}: no column "business enterprise"; its first row is "{shown}": it is another file, or its '
            "layout is new"
        )
    parts = [0]
    for row in rows[1:]:
        parts.append(parts[-1] + (_cell(row.cells, 0).strip(" .") == "1"))
    # One part alone does not tell which of the two it is.
    removed = {1: None if parts[-1] == 1 else False}
    return [
        _row(row.cells, columns, row.line, removed=removed.get(part, True))
        for row, part in zip(rows[1:], parts[1:], strict=True)
    ]


def _table_rows(table: html.HtmlElement) -> Iterator[SettlementRow]:
    rows = read_html_table(table)
    head = next((place for place, row in enumerate(rows) if _columns(row)), None)
    if head is None:
        return
    columns = _columns(rows[head]) or {}
    last = fold_heading(rows[head][-1])
    # A heading of its own ("Date of removal") goes before the words above the table.
    removed = "response" not in last and any(word in f"{last} {_words_above(table)}" for word in _REMOVED)
    for line, cells in zip(rows_of_table(table)[head + 1 :], rows[head + 1 :], strict=True):
        if any(cells):
            links = [str(link.get("href")) for link in line.iter("a") if str(link.get("href", "")).startswith("http")]
            yield _row(cells, columns, line.sourceline, removed=removed, response=links[-1] if links else None)


def _words_above(table: html.HtmlElement) -> str:
    """The table's caption, or the heading nearest above it."""
    caption = text_of(table.find("caption"))
    above = table.xpath("preceding::*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::strong][1]")
    return fold_heading(f"{caption} {text_of(above[0]) if above else ''}")


def _columns(headings: Sequence[str]) -> dict[str, int] | None:
    """The columns by what they hold; none where no heading names the business enterprise."""
    folded = [fold_heading(heading) for heading in headings]
    found = {
        role: column
        for role, word in _HEADINGS.items()
        for column, heading in reversed(list(enumerate(folded)))
        if word in heading and "response" not in heading
    }
    return {**found, "last": len(folded) - 1} if "name" in found else None


def _row(
    cells: Sequence[str],
    columns: dict[str, int],
    line: int | None,
    *,
    removed: bool | None,
    response: str | None = None,
) -> SettlementRow:
    name, activities, state, last = (
        _cell(cells, columns.get(role)) for role in ("name", "activities", "state", "last")
    )
    return SettlementRow(line, _cell(cells, 0), name, activities, state, last, removed, response)


def _cell(cells: Sequence[str], column: int | None) -> str:
    return " ".join(cells[column].split()) if column is not None and column < len(cells) else ""
