"""What others have transcribed of the Section 1260H list: a table of every edition's rows, and a notice's groups.

The table has a row for each edition that names a company, with an end where a later one does not. Rows of older
editions that have no end and no row in the newest have ended all the same: at the first later edition that is a whole
list and does not name them. An edition is a whole list where it names again whom earlier ones named; others only add.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clearhold.lists.own_values import read_day
from clearhold.lists.parsed import ParsedEntry, ParsedList, ParsedListing, ParsedName
from clearhold.lists.publishers.conventions.names import alias_kind, each_once_in_any_case
from clearhold.lists.publishers.conventions.parties import party_type
from clearhold.lists.publishers.conventions.spellings import entry_id, name_key
from clearhold.lists.publishers.dod_1260h.editions import EDITIONS, listing_since
from clearhold.lists.publishers.dod_1260h.names import read_written
from clearhold.lists.publishers.dod_1260h.notice import NoticedEdition, entries_of
from clearhold.lists.publishers.transcriptions.collected_json import read_collected
from clearhold.lists.rows import ending_of_text, headed_rows, table_of
from clearhold.model import CouldNotRead, NameKind, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from clearhold.lists.parsed import SourceFile
    from clearhold.lists.publishers.transcriptions.collected_json import Collected
    from clearhold.lists.rows import HeadedRow

_HEADINGS = ("name", "clean name", "alias", "previous name", "parent name", "start date", "end date")
_SUBSIDIARIES = "Listed together with subsidiaries: "
_CITED = re.compile(r"91 FR 35189\b")


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    names: tuple[ParsedName, ...]
    parent: str
    words: str | None
    source: str
    listed_on: date
    ended_on: date | None

    @property
    def key(self) -> str:
        return name_key(self.names[0].text)


def read_editions_table(file: SourceFile) -> ParsedList:
    """Every company of the table, each once, with its periods as the table has them; the newest edition's day is the
    list's. A row without a name or a day is a problem.
    """
    sheet = table_of(file.content, file.name).sheets[0]
    _, below = headed_rows(sheet, file.name, _HEADINGS)
    problems: list[Problem] = []
    lines = list(below)
    rows = [row for line in lines if (row := _read(line, file.name, problems)) is not None]
    if not rows:
        raise CouldNotRead(f"{file.name}: the table has no row with a name and a day; download it again")
    named_on: defaultdict[date, set[str]] = defaultdict(set)
    by_key: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        named_on[row.listed_on].add(row.key)
        by_key[row.key].append(row)
    whole = _whole_editions(named_on)
    entries = tuple(_entry(each, whole) for each in by_key.values())
    return ParsedList(entries, len(lines), tuple(problems), max(named_on), ending_of_text(file.content))


def read_groups(file: SourceFile) -> NoticedEdition:
    """The edition of 8 June 2026 as a public collection took it from 91 FR 35189: groups and their units."""
    groups = read_collected(file, "dow-1260h")
    other = next((each for each in groups if not _CITED.match(each.register)), None)
    if other is not None:
        raise CouldNotRead(f'{file.name}: "{other.name}" is from "{other.register}", an edition that is not known')
    edition = EDITIONS[-1]
    listing = listing_since(edition.released_on, edition.address, edition.published_on)
    problems: list[Problem] = []
    written = ((read_written(_as_in_the_notice(group)), _reasons(group), None) for group in groups)
    entries = tuple(entries_of(written, listing, file.name, problems))
    listed = ParsedList(entries, len(groups), tuple(problems), edition.published_on, "}")
    return NoticedEdition(listed, edition.released_on, edition.address)


def _as_in_the_notice(group: Collected) -> str:
    units = ""
    if group.notes.startswith(_SUBSIDIARIES):
        units = f" (and subsidiaries: {group.notes.removeprefix(_SUBSIDIARIES).partition(' | ')[0]})"
    return f"{group.name}{''.join(f' ({alias})' for alias in group.aliases)}{units}"


def _reasons(group: Collected) -> tuple[str, ...]:
    notes = group.notes.partition(" | ")[2] if group.notes.startswith(_SUBSIDIARIES) else group.notes
    whole = replace(group, notes=notes).whole_notes
    return (whole,) if whole else ()


def _read(line: HeadedRow, file: str, problems: list[Problem]) -> _Row | None:
    listed_on = read_day(line["start date"], day_first=None)
    written = read_written(line["clean name"] or line["name"])
    if listed_on is None or not written.names[0].text:
        said = f'the row "{" | ".join(line.cells)[:120]}" has no name or no start date'
        problems.append(Problem(file, f"{said}; it is left out", line=line.line))
        return None
    ended_on = read_day(line["end date"], day_first=None)
    if line["end date"] and ended_on is None:
        problems.append(Problem(file, f'end date "{line["end date"]}" is no day; it is left open', line=line.line))
    alias, former = line["alias"], line["previous name"]
    names = (
        *written.names,
        ParsedName(alias, alias_kind(alias)),
        ParsedName(former, NameKind.FORMER),
    )
    note = line["note"]
    return _Row(
        line=line.line,
        names=each_once_in_any_case(names),
        parent=line["parent name"],
        words=note if "1260H(" in note else None,  # else it is the transcribers' remark
        source=line["source url"] or _address(listed_on) or f"{file} line {line.line}",
        listed_on=listed_on,
        ended_on=ended_on,
    )


def _address(released_on: date) -> str | None:
    return next((each.address for each in EDITIONS if each.released_on == released_on), None)


def _whole_editions(named_on: Mapping[date, set[str]]) -> dict[date, set[str]]:
    """The editions that name again whom an earlier one named, with their names."""
    days = sorted(named_on)
    earlier: set[str] = set()
    whole: dict[date, set[str]] = {}
    for day in days:
        if named_on[day] & earlier:
            whole[day] = named_on[day]
        earlier |= named_on[day]
    return whole


def _entry(rows: Sequence[_Row], whole: Mapping[date, set[str]]) -> ParsedEntry:
    newest, *older = sorted(rows, key=lambda row: row.listed_on, reverse=True)
    spelled = (
        replace(name, kind=NameKind.STRONG_ALIAS) if name.kind is NameKind.PRIMARY else name
        for row in older
        for name in row.names
    )
    primary = newest.names[0].text
    return ParsedEntry(
        id=entry_id(primary),
        type=party_type(primary),
        names=each_once_in_any_case((*newest.names, *spelled)),
        listings=tuple(_periods(rows, whole)),
        countries=() if newest.parent else ("CN",),
        parents=(newest.parent,) if newest.parent else (),
        has_own_id=False,
        place=newest.line,
    )


def _periods(rows: Iterable[_Row], whole: Mapping[date, set[str]]) -> Iterator[ParsedListing]:
    """The unbroken periods: a row continues the one before where no end and no whole edition without it is between."""
    begun: _Row | None = None
    for row in sorted(rows, key=lambda row: row.listed_on):
        if begun is None:
            begun = row
            continue
        end = begun.ended_on or _unnamed_on(begun, whole, before=row.listed_on)
        if end is None:
            begun = replace(row, listed_on=begun.listed_on, words=row.words or begun.words)
        else:
            yield _period(begun, end)
            begun = row
    if begun is not None:
        yield _period(begun, begun.ended_on or _unnamed_on(begun, whole))


def _unnamed_on(row: _Row, whole: Mapping[date, set[str]], before: date | None = None) -> date | None:
    return next(
        (
            day
            for day, names in whole.items()
            if day > row.listed_on and row.key not in names and (before is None or day < before)
        ),
        None,
    )


def _period(row: _Row, ended_on: date | None) -> ParsedListing:
    return replace(listing_since(row.listed_on, row.source), words=row.words, delisted_on=ended_on)
