"""The editions of the Section 1260H list, and the list as a whole: earlier periods with a new edition put to them.

An edition names who is listed on its day and nothing else. The periods before it are the project's own table
(`builtin/us-1260h`), which was made from all editions and the notices between them.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from clearhold.lists.built_in import find_built_in
from clearhold.lists.parsed import ParsedEntry, ParsedList, ParsedListing, ParsedName
from clearhold.lists.publishers.conventions.grounds import MILITARY_COMPANY
from clearhold.lists.publishers.conventions.names import each_once_in_any_case
from clearhold.lists.publishers.conventions.spellings import name_key
from clearhold.model import EntryType, EvidenceClass, NameKind, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LIST = "us-1260h"
PROGRAMME = "Section 1260H, National Defense Authorization Act for Fiscal Year 2021 (Public Law 116-283)"


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition: the Federal Register's number for it, the day the Department released it, the day of the issue."""

    document: str
    released_on: date
    published_on: date

    @property
    def address(self) -> str:
        """The document's short official address."""
        return f"https://www.federalregister.gov/d/{self.document}"


# The notice follows the Department's own release by days or weeks; a period begins and ends with the release.
EDITIONS = (
    Edition("2021-13753", date(2021, 6, 3), date(2021, 6, 28)),
    Edition("2024-06895", date(2024, 1, 31), date(2024, 4, 2)),
    Edition("2025-00070", date(2025, 1, 7), date(2025, 1, 7)),
    Edition("2026-11571", date(2026, 6, 8), date(2026, 6, 10)),
)

# The notice of 10 June 2026 writes Addisino; the Department's own edition of 8 June and that of 2025 write Addsino.
_MISSPELT = {"addisino": "addsino"}


def listing_since(day: date | None, source: str, source_date: date | None = None) -> ParsedListing:
    """A listing on the list since a day, as a source tells it."""
    return ParsedListing(
        programme=PROGRAMME,
        ground=MILITARY_COMPANY,
        evidence_class=EvidenceClass.OFFICIAL_OTHER_GROUND,
        source=source,
        listed_on=day,
        source_date=source_date,
    )


def earlier_periods() -> tuple[ParsedEntry, ...]:
    """The project's own table of everybody who was ever listed, an entry each."""
    (table,) = (each for each in find_built_in() if each.name == LIST)
    rows = {name: _rows(table.content[f"{name}.csv"]) for name in ("entries", "names", "listings")}
    names, listings = _by_entry(rows["names"]), _by_entry(rows["listings"])
    return tuple(
        ParsedEntry(
            id=row["entry"],
            type=EntryType(row["type"]),
            names=tuple(ParsedName(each["name"], NameKind(each["kind"])) for each in names[row["entry"]]),
            listings=tuple(_period(each) for each in listings[row["entry"]]),
            countries=(row["country"],) if row["country"] else (),
            parents=(row["parent"],) if row["parent"] else (),
            has_own_id=False,
        )
        for row in rows["entries"]
    )


def with_edition(history: Sequence[ParsedEntry], edition: ParsedList, day: date, address: str) -> ParsedList:
    """The list as it was on an edition's day: its names with the day since when they are listed without a break, and
    those that it no longer names with their ends.

    A name of the edition is that of an earlier entry where the two agree but for legal form and punctuation. Entries
    of the edition that have an end are removals that it states; one that nobody earlier answers to is a problem.
    """
    known = [cut for entry in history if (cut := _until(entry, day)) is not None]
    by_name = _index(known)
    named: dict[str, ParsedEntry] = {}
    new: list[ParsedEntry] = []
    problems = list(edition.problems)
    for entry in edition.entries:
        earlier = next((by_name[key] for key in _keys(entry) if key in by_name), None)
        if any(listing.delisted_on for listing in entry.listings):
            if earlier is None:
                said = f'"{entry.name}" is removed by the notice, and no earlier edition that is known names it'
                problems.append(Problem(address, f"{said}; it is kept with its end", line=entry.place))
                new.append(entry)
        elif earlier is None:
            new.append(entry)
        else:
            named[earlier.id] = _continued(named.get(earlier.id, earlier), entry)
    entries = [named.get(entry.id) or _ended(entry, day, address) for entry in known]
    return replace(edition, entries=(*entries, *new), problems=tuple(problems))


def _until(entry: ParsedEntry, day: date) -> ParsedEntry | None:
    """What was known of an entry on a day: without later periods, and without ends that were still to come."""
    listings = tuple(
        replace(each, delisted_on=None) if each.delisted_on and each.delisted_on > day else each
        for each in entry.listings
        if each.listed_on is None or each.listed_on <= day
    )
    return replace(entry, listings=listings) if listings else None


def _continued(earlier: ParsedEntry, again: ParsedEntry) -> ParsedEntry:
    (listing,) = again.listings
    spelling = replace(again.names[0], kind=NameKind.STRONG_ALIAS)
    *before, last = earlier.listings
    if last.delisted_on is None:
        period = (*before, replace(listing, listed_on=last.listed_on, words=listing.words or last.words))
    else:
        period = (*earlier.listings, listing)
    return replace(
        earlier,
        names=each_once_in_any_case((*earlier.names, spelling, *again.names[1:])),
        listings=period,
        parents=again.parents or earlier.parents,
        place=again.place,
    )


def _ended(entry: ParsedEntry, day: date, address: str) -> ParsedEntry:
    listings = tuple(
        each if each.delisted_on else replace(each, delisted_on=day, source=address) for each in entry.listings
    )
    return replace(entry, listings=listings)


def _index(entries: Iterable[ParsedEntry]) -> Mapping[str, ParsedEntry]:
    """The entries by each of their names; primary names go first, and a name that several have tells none apart."""
    index: dict[str, ParsedEntry] = {}
    others: defaultdict[str, list[ParsedEntry]] = defaultdict(list)
    for entry in entries:
        first, *rest = _keys(entry)
        index[first] = entry
        for key in rest:
            others[key].append(entry)
    for key, owners in others.items():
        if len(owners) == 1:
            index.setdefault(key, owners[0])
    return index


def _keys(entry: ParsedEntry) -> list[str]:
    """The names that tell an entry, the primary one first: short names and former names are others' as well."""
    telling = {NameKind.PRIMARY, NameKind.STRONG_ALIAS}
    keys = (name_key(name.text) for name in entry.names if name.kind in telling)
    return list(dict.fromkeys(_MISSPELT.get(key, key) for key in keys))


def _period(row: Mapping[str, str]) -> ParsedListing:
    return ParsedListing(
        programme=row["programme"],
        ground=row["ground"],
        evidence_class=EvidenceClass(int(row["evidence_class"])),
        source=row["source"],
        words=row["words"] or None,
        account=row["account"] or None,
        listed_on=_day(row["listed_on"]),
        effective_on=_day(row["effective_on"]),
        delisted_on=_day(row["delisted_on"]),
        source_date=_day(row["source_date"]),
    )


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(content.decode().splitlines(keepends=True)))


def _by_entry(rows: Iterable[dict[str, str]]) -> defaultdict[str, list[dict[str, str]]]:
    grouped: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        grouped[row["entry"]].append(row)
    return grouped


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
