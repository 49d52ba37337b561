"""The rows of Norges Bank's table of decisions: which cell of a row is which, in each markup that the page has had."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from clearhold.identity.headings import fold_heading
from clearhold.lists.markup import text_of
from clearhold.lists.publishers.conventions.pages import rows_of_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import html

ADDRESS = "https://www.nbim.no/en/responsible-investment/exclusion-of-companies/"
_COLUMNS = {"company", "category", "criterion", "decision", "publishing date"}
_CATEGORY = re.compile(r"(?:product|conduct)[\s-]*based", re.IGNORECASE)
# A cell has its column's heading for narrow screens beside its value.
_VALUE = "nbim-responsive-table--value"


@dataclass(frozen=True, slots=True)
class Decision:
    """A row as written; `note` is the column without a heading, `release` the address that the name links to."""

    line: int | None
    company: str
    note: str
    category: str
    criterion: str
    decision: str
    day: str
    release: str | None
    cells: Sequence[str]


def read_decisions(page: html.HtmlElement) -> Sequence[Decision]:
    """Every row below the headings Company, Category, Criterion, Decision and Publishing date."""
    for table in page.iter("table"):
        rows = rows_of_table(table)
        for place, row in enumerate(rows):
            headings = [fold_heading(text_of(cell)) for cell in row.iterchildren("td", "th")]
            if set(headings) >= _COLUMNS:
                return [_decision(each, headings) for each in rows[place + 1 :] if _cells(each)]
    return ()


def _decision(row: html.HtmlElement, headings: Sequence[str]) -> Decision:
    cells = _cells(row)
    place = {heading: column for column, heading in enumerate(headings)}
    name, category = place["company"], place["category"]
    # Rows without a note leave its cell out; the category, of which there are two, says so.
    fewer = len(headings) - len(cells)
    if fewer > 0 and _CATEGORY.match(cells[category - fewer]):
        cells = [*cells[: category - fewer], *[""] * fewer, *cells[category - fewer :]]
    cells += [""] * (len(headings) - len(cells))
    link = next((link for link in row.iter("a") if link.get("href")), None)
    # Where only a part of the cell is a link, that part is the name.
    company = text_of(link) if link is not None and cells[name].startswith(text_of(link)) else cells[name]
    notes = [cells[name].removeprefix(company).strip()]
    notes += [cells[column] for column, heading in enumerate(headings) if not heading]
    return Decision(
        line=row.sourceline,
        company=company or cells[name],
        note=" ".join(dict.fromkeys(filter(None, notes))) if company else "",
        category=cells[category],
        criterion=cells[place["criterion"]],
        decision=cells[place["decision"]],
        day=cells[place["publishing date"]],
        release=urljoin(ADDRESS, str(link.get("href"))) if link is not None else None,
        cells=tuple(cells),
    )


def _cells(row: html.HtmlElement) -> list[str]:
    """The values of a row's cells; nothing for a row without any."""
    cells = [_value(cell) for cell in row.iterchildren("td", "th")]
    return cells if any(cells) else []


def _value(cell: html.HtmlElement) -> str:
    spans = [span for span in cell.iter("span") if _VALUE in str(span.get("class", "")).split()]
    return " ".join(filter(None, map(text_of, spans))) if spans else text_of(cell)
