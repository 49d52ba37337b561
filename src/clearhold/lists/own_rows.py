"""The rows of a user's own list, each read into what it says, with what is wrong in it as a located problem."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from clearhold.identity.countries import country_code
from clearhold.identity.headings import fold_heading
from clearhold.identity.identifiers import SCHEMES, is_valid
from clearhold.lists.own_columns import HEADINGS, ListRole
from clearhold.lists.own_values import (
    day_comes_first,
    read_class,
    read_day,
    read_type,
    split_identifiers,
    split_names,
    split_tickers,
)
from clearhold.model import EvidenceClass, Problem, place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from clearhold.lists.own_columns import OwnColumns
    from clearhold.model import EntryType
    from clearhold.tables.table_file import Row

OWN_CLASS = EvidenceClass.RESEARCH_OR_PRESS  # an own list is a statement, and nobody official's, unless its author says
NOT_STATED = "not stated"
OWN_PROGRAMME = "own list"
LONGEST_GROUND = 80  # characters; a longer text is a reason in words, not a ground to sum by

_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
_NOTE = re.compile(r"(sources?|notes?|total|disclaimer|copyright|last updated|as of)\b.*|[©*†].*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One row of an own list: the party it names and the listing it states."""

    sheet: str | None
    line: int
    name: str
    aliases: tuple[str, ...]
    type: EntryType
    identifiers: tuple[tuple[str, str, str | None], ...]  # scheme, cleaned value, market of a ticker
    country: str | None
    evidence_class: EvidenceClass
    programme: str
    ground: str
    words: str | None
    listed_on: date | None
    delisted_on: date | None
    source: str


@dataclass(slots=True)
class _Sheet:
    """What holds for all rows of a sheet while they are read."""

    file: str
    name: str | None
    columns: OwnColumns
    day_first: dict[ListRole, bool | None]
    problems: list[Problem] = field(default_factory=list)

    def cell(self, row: Row, role: ListRole) -> str:
        column = self.columns.place.get(role)
        return row.cells[column] if column is not None and column < len(row.cells) else ""

    def report(self, row: Row, message: str) -> None:
        self.problems.append(Problem(self.file, message, self.name, row.line))


def read_rows(
    file: str, sheet: str | None, rows: Sequence[Row], columns: OwnColumns
) -> tuple[list[OwnRow], list[Problem]]:
    """The rows below the heading that name a party, and the problems of all of them, in the order of their lines."""
    below = rows[columns.start :]
    reading = _Sheet(file, sheet, columns, {})
    for role in (ListRole.LISTED_ON, ListRole.DELISTED_ON):
        reading.day_first[role] = day_comes_first(reading.cell(row, role) for row in below)
    read = [_read_row(reading, row) for row in below if _names_a_party(reading, row)]
    return read, reading.problems


def _names_a_party(sheet: _Sheet, row: Row) -> bool:
    """Whether the row is to be read; a row that is not is reported, for none goes in silence."""
    name = sheet.cell(row, ListRole.NAME)
    shown = " | ".join(cell for cell in row.cells if cell)
    if not any(mark.isalnum() for mark in name):
        sheet.report(row, f'no name in the row "{shown}"; it is left out: write the company\'s name')
        return False
    if sheet.columns.start and fold_heading(name) in HEADINGS[ListRole.NAME]:
        sheet.report(row, f'"{shown}" repeats the headings; it is left out')
        return False
    alone = sum(bool(cell) for cell in row.cells) == 1 and len(sheet.columns.place) > 1
    if alone and _NOTE.fullmatch(name):
        sheet.report(row, f'"{shown}" reads like a note; it is left out')
        return False
    return True


def _read_row(sheet: _Sheet, row: Row) -> OwnRow:
    names = split_names(sheet.cell(row, ListRole.NAME))
    ground, words = _ground_and_words(sheet, row)
    programme, source = _programme_and_source(sheet, row)
    listed_on = _read_day(sheet, row, ListRole.LISTED_ON)
    delisted_on = _read_day(sheet, row, ListRole.DELISTED_ON)
    if listed_on and delisted_on and delisted_on < listed_on:
        sheet.report(row, f"delisted on {delisted_on}, before it was listed on {listed_on}; both kept: check the dates")
    return OwnRow(
        sheet=sheet.name,
        line=row.line,
        name=names[0],
        aliases=(*names[1:], *split_names(sheet.cell(row, ListRole.ALIASES))),
        type=read_type(sheet.cell(row, ListRole.TYPE)),
        identifiers=tuple(_read_identifiers(sheet, row)),
        country=_read_country(sheet, row),
        evidence_class=_read_class(sheet, row),
        programme=programme,
        ground=ground,
        words=words,
        listed_on=listed_on,
        delisted_on=delisted_on,
        source=source,
    )


def _read_identifiers(sheet: _Sheet, row: Row) -> Iterator[tuple[str, str, str | None]]:
    for scheme in SCHEMES:
        for value in split_identifiers(sheet.cell(row, ListRole(scheme))):
            if not is_valid(scheme, value):
                sheet.report(row, f"{scheme.upper()} {value} fails its check; it is kept, flagged and not matched on")
            yield scheme, value, None
    for ticker, market in split_tickers(sheet.cell(row, ListRole.TICKER)):
        yield "ticker", ticker, market


def _read_country(sheet: _Sheet, row: Row) -> str | None:
    """The first country of the cell; of several, a company's own stands first in the exports that were seen."""
    text = sheet.cell(row, ListRole.COUNTRY)
    if not text:
        return None
    code = country_code(re.split(r"[;|]", text)[0].strip())
    if code is None:
        sheet.report(row, f'"{text}" is no country that is known; write a name or a code such as China or CN')
    return code


def _read_class(sheet: _Sheet, row: Row) -> EvidenceClass:
    text = sheet.cell(row, ListRole.EVIDENCE_CLASS)
    if not text:
        return OWN_CLASS
    stated = read_class(text)
    if stated is None:
        sheet.report(row, f'evidence class "{text}" is none of 1, 2, 3, 4; {OWN_CLASS.value} was taken')
    return stated or OWN_CLASS


def _read_day(sheet: _Sheet, row: Row, role: ListRole) -> date | None:
    text = sheet.cell(row, role)
    if not text:
        return None
    day = read_day(text, day_first=sheet.day_first[role])
    if day is None:
        sheet.report(row, f'{role} "{text}" is not a certain day; it is left open: write it as 2021-04-03')
    return day


def _programme_and_source(sheet: _Sheet, row: Row) -> tuple[str, str]:
    """Under what the party is listed and where to read it: a source that is no address says the former."""
    source = sheet.cell(row, ListRole.SOURCE)
    stated = sheet.cell(row, ListRole.PROGRAMME) or sheet.cell(row, ListRole.LIST)
    if _ADDRESS.search(source):
        return stated or OWN_PROGRAMME, source
    return stated or source or OWN_PROGRAMME, place(Path(sheet.file).name, sheet.name, row.line)


def _ground_and_words(sheet: _Sheet, row: Row) -> tuple[str, str | None]:
    """The ground and the reason; a short reason stands for a ground that is not given, a long ground is a reason."""
    ground, words = sheet.cell(row, ListRole.GROUND), sheet.cell(row, ListRole.WORDS)
    if len(ground) > LONGEST_GROUND:
        return NOT_STATED, f"{ground} {words}".strip()
    if not ground and words and len(words) <= LONGEST_GROUND:
        ground = words
    return ground or NOT_STATED, words or None
