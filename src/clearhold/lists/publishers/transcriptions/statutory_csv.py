"""Lists of American statutes as a public collection transcribes them: one table a statute, a row for each listing.

Columns: schema, name, aliases, topics, program, authority, reason, report-date, start-date, end-date, country, notes,
source_url. A party that several reports name has a row for each. Dates may be a month or a year; an end that is one is
put on its last day, so that nobody is shown as no longer listed too early.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from clearhold.identity.countries import country_code
from clearhold.lists.own_values import read_day
from clearhold.lists.parsed import ParsedEntry, ParsedList, ParsedListing, ParsedName
from clearhold.lists.publishers.conventions.files import only_file
from clearhold.lists.publishers.conventions.grounds import COMMUNICATIONS_EQUIPMENT
from clearhold.lists.publishers.conventions.names import alias_kind, each_once_in_any_case
from clearhold.lists.publishers.conventions.parties import unite
from clearhold.lists.publishers.conventions.spellings import entry_id, name_key
from clearhold.lists.rows import ending_of_text, headed_rows, table_of
from clearhold.model import EntryType, EvidenceClass, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clearhold.lists.parsed import SourceFile
    from clearhold.lists.rows import HeadedRow

_HEADINGS = ("schema", "name", "aliases", "program", "report date", "start date", "end date", "country", "source url")
_NO_DAY = re.compile(r"(?:[A-Z][a-z]+ )?\d{4}")  # 2025, December 2023
_TYPES = {"company": EntryType.COMPANY, "organization": EntryType.ORGANISATION, "person": EntryType.PERSON}
# The ground of each statute, by the beginning of its name.
_GROUNDS = {
    "Section 889 ": COMMUNICATIONS_EQUIPMENT,
    "Section 154 ": "military: batteries that the Department of Defense may not buy",
    "Section 5949 ": "national security: semiconductors",
    "Section 1286 ": "military: research that the Department of Defense finds to be of concern",
    "Section 353(b) ": "sanctions: corrupt and undemocratic actors",
    "Nonproliferation Sanctions ": "sanctions: proliferation of weapons",
}
_COUNTRIES = {"russian": "RU", "chinese": "CN", "iranian": "IR", "syrian": "SY", "dprk": "KP", "rok": "KR"}


def parse_statutory_csv(files: Sequence[SourceFile]) -> ParsedList:
    """The parties of a transcription, each once with a listing for each of its rows; `rows` counts the table's."""
    file = only_file(files)
    _, below = headed_rows(table_of(file.content, file.name).sheets[0], file.name, _HEADINGS)
    problems: list[Problem] = []
    entries: dict[tuple[EntryType, str], ParsedEntry] = {}
    rows = list(below)
    for row in rows:
        entry = _read_row(row, file.name, problems)
        if entry is None:
            continue
        key = (entry.type, name_key(entry.name))
        entries[key] = unite(entries[key], entry, each_once_in_any_case) if key in entries else entry
    days = (each.source_date or each.listed_on for entry in entries.values() for each in entry.listings)
    published_on = max((day for day in days if day), default=None)
    return ParsedList(tuple(entries.values()), len(rows), tuple(problems), published_on, ending_of_text(file.content))


def _read_row(row: HeadedRow, file: str, problems: list[Problem]) -> ParsedEntry | None:
    name, kind = row["name"], _TYPES.get(row["schema"].casefold())
    ground = next((ground for start, ground in _GROUNDS.items() if row["program"].startswith(start)), None)
    if not name or kind is None or ground is None:
        wrong = "name" if not name else "schema that is known" if kind is None else "program that is known"
        shown = " | ".join(cell for cell in row.cells if cell)[:160]
        problems.append(Problem(file, f'the row "{shown}" has no {wrong}; it is left out', line=row.line))
        return None
    reported_on, starts_on = (_day(row, heading, file, problems) for heading in ("report date", "start date"))
    listing = ParsedListing(
        programme=row["program"],
        ground=ground,
        evidence_class=EvidenceClass.OFFICIAL_OTHER_GROUND,
        source=row["source url"] or f"{file} line {row.line}",
        words=row["reason"] or None,
        account=_account(row),
        # What is listed may take effect years later: batteries, section 154.
        listed_on=min((day for day in (reported_on, starts_on) if day), default=None) if starts_on else None,
        effective_on=starts_on,
        delisted_on=_day(row, "end date", file, problems) or _last_day(row["end date"]),
        source_date=reported_on,
    )
    return ParsedEntry(
        id=entry_id(name),
        type=kind,
        names=each_once_in_any_case((ParsedName(name), *_aliases(row["aliases"]))),
        listings=(listing,),
        countries=_countries(row, file, problems),
        has_own_id=False,
        place=row.line,
    )


def _account(row: HeadedRow) -> str | None:
    """What the row says beside its days: a report's year and an end's month, which are no days, and a note."""
    said = [
        f"{heading.capitalize()} of the row: {row[heading]}."
        for heading in ("report date", "start date", "end date")
        if _NO_DAY.fullmatch(row[heading])
    ]
    if row["notes"]:
        said.append(f'A note to the row says: "{row["notes"].rstrip(";")}".')
    return " ".join(said) or None


def _day(row: HeadedRow, heading: str, file: str, problems: list[Problem]) -> date | None:
    text = row[heading]
    day = read_day(text, day_first=None)
    if text and day is None and not _NO_DAY.fullmatch(text):
        problems.append(Problem(file, f'{heading} "{text}" is no day; it is left open', line=row.line))
    return day


def _last_day(text: str) -> date | None:
    """The last day of the month or year that a text names."""
    if not _NO_DAY.fullmatch(text):
        return None
    year = int(text[-4:])
    first = read_day(f"1 {text}", day_first=True)
    if first is None:
        return date(year, 12, 31)
    return first.replace(day=monthrange(first.year, first.month)[1])


def _countries(row: HeadedRow, file: str, problems: list[Problem]) -> tuple[str, ...]:
    codes = []
    for text in re.split(r"[;,]", row["country"]):
        if not text.strip():
            continue
        code = _COUNTRIES.get(text.strip().casefold()) or country_code(text.strip())
        if code is None:
            problems.append(
                Problem(file, f'"{text.strip()}" is no country that is known; it is left out', line=row.line)
            )
        else:
            codes.append(code)
    return tuple(dict.fromkeys(codes))


def _aliases(text: str) -> list[ParsedName]:
    return [ParsedName(alias, alias_kind(alias)) for part in text.split(";") if (alias := part.strip())]
