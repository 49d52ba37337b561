"""The entries of a list of the Bureau of Industry and Security, made of its rows: who is listed, since when, why.

A party that the list repeats under several countries is one entry with all of its countries and addresses: rows are
united that have one name and one country, one rule that added them, or a pointer to each other ("See alternate
addresses under Pakistan"). Rows of one name without any of these are different parties.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clearhold.lists.parsed import ParsedAddress, ParsedEntry, ParsedListing
from clearhold.lists.publishers.bis.addresses import address_country
from clearhold.lists.publishers.conventions.parties import party_type, unite
from clearhold.lists.publishers.conventions.places import country_of
from clearhold.lists.publishers.conventions.spellings import entry_id
from clearhold.lists.publishers.federal_register.citations import read_citations
from clearhold.lists.publishers.federal_register.entity_list_rules import human_rights_ground
from clearhold.model import EntryType, EvidenceClass, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from clearhold.lists.publishers.bis.cells import EntityCell

# The list calls Crimea a region of Ukraine.
_HEADINGS = {"crimea region of ukraine": "UA", "crimea (occupied)": "UA", "crimea": "UA"}


@dataclass(frozen=True, slots=True)
class BisList:
    """What a list of the Bureau is called in the regulation, and what being on it is about."""

    name: str
    supplement: int
    ground: str
    source: str

    @property
    def programme(self) -> str:
        """The instrument: `Entity List, 15 CFR part 744, Supplement No. 4`."""
        return f"{self.name}, 15 CFR part 744, Supplement No. {self.supplement}"


@dataclass(frozen=True, slots=True)
class BisRow:
    """A row of the list: its cell read, the country of its block as written, and its other cells as written.

    `since` is the day of the listing where the source tells it apart from the citations.
    """

    cell: EntityCell
    country: str
    citations: str
    requirement: str = ""
    policy: str = ""
    since: date | None = None
    line: int | None = None


def make_entries(rows: Iterable[BisRow], of: BisList, file: str) -> tuple[tuple[ParsedEntry, ...], list[Problem]]:
    """The entries, in the order of their first rows, and what was wrong in the rows."""
    problems: list[Problem] = []
    groups: dict[str, list[_Group]] = {}
    for row in rows:
        if not row.cell.names:
            problems.append(Problem(file, "the row names no party; it is left out", line=row.line))
            continue
        entry = _entry(row, of, file, problems)
        known = groups.setdefault(_name_key(entry.name), [])
        group = next((each for each in known if each.is_of(row, entry)), None)
        if group is None:
            known.append(_Group([row], entry))
        else:
            group.rows.append(row)
            group.entry = _united(group.entry, entry)
    entries = [group.entry for known in groups.values() for group in known]
    ids = _ids(entries)
    return tuple(replace(entry, id=each) for entry, each in zip(entries, ids, strict=True)), problems


@dataclass(slots=True)
class _Group:
    """The rows of one party, and the entry that they make."""

    rows: list[BisRow]
    entry: ParsedEntry

    def is_of(self, row: BisRow, entry: ParsedEntry) -> bool:
        if row.cell.is_address:
            return False
        countries = {each.country for each in self.rows}
        sources = {listing.source for listing in self.entry.listings}
        points = row.cell.elsewhere or any(each.cell.elsewhere for each in self.rows)
        return points or row.country in countries or entry.listings[0].source in sources


def _entry(row: BisRow, of: BisList, file: str, problems: list[Problem]) -> ParsedEntry:
    name = row.cell.names[0].text
    addresses = tuple(ParsedAddress(text, address_country(text)) for text in row.cell.addresses)
    heading = _heading_country(row.country)
    if row.country and heading is None:
        problems.append(Problem(file, f'"{name}": "{row.country}" is no known country', line=row.line))
    countries = (heading, *(address.country for address in addresses))
    return ParsedEntry(
        id="",
        type=EntryType.ORGANISATION if row.cell.is_address else party_type(name),
        names=row.cell.names,
        listings=(_listing(row, of, file, problems),),
        addresses=addresses,
        countries=tuple(dict.fromkeys(code for code in countries if code)),
        parents=(row.cell.parent,) if row.cell.parent else (),
        has_own_id=False,
        place=row.line,
    )


def _heading_country(text: str) -> str | None:
    """The code of the country that heads a block: `CHINA, PEOPLE'S REPUBLIC OF` is CN, Crimea is UA."""
    folded = " ".join(text.casefold().split())
    return _HEADINGS.get(folded) or country_of(text) or country_of(text.partition(",")[0])


def _listing(row: BisRow, of: BisList, file: str, problems: list[Problem]) -> ParsedListing:
    citations = read_citations(row.citations)
    name = row.cell.names[0].text
    if not citations:
        said = f'"{row.citations}" cites no page of the Federal Register'
        problems.append(Problem(file, f'"{name}": {said}; its rule is left open', line=row.line))
        return ParsedListing(
            of.programme,
            of.ground,
            EvidenceClass.OFFICIAL_OTHER_GROUND,
            of.source,
            account=_account(row),
            listed_on=row.since,
        )
    added = citations[0]
    if added.on is None and row.since is None:
        said = f'the citation "{row.citations}" gives no day for {added}'
        problems.append(Problem(file, f'"{name}": {said}; it is left open', line=row.line))
    on_human_rights = human_rights_ground(citations)
    return ParsedListing(
        programme=f"{of.programme}: {added}",
        ground=on_human_rights or of.ground,
        evidence_class=(
            EvidenceClass.OFFICIAL_HUMAN_RIGHTS if on_human_rights else EvidenceClass.OFFICIAL_OTHER_GROUND
        ),
        source=added.address,
        account=_account(row, ", ".join(f"{each}{_on(each.on)}" for each in citations)),
        listed_on=row.since or added.on,
        source_date=added.on,
    )


def _account(row: BisRow, citations: str = "") -> str:
    said = []
    if row.cell.is_address:
        said.append("The list names an address and no party: the licence is for whoever is there.")
    if row.requirement:
        said.append(f'License requirement: "{row.requirement}".')
    if row.policy:
        said.append(f'License review policy: "{row.policy}".')
    if citations:
        said.append(f"Federal Register, the rule that added the entry first: {citations}.")
    return " ".join(said)


def _on(day: date | None) -> str:
    return f" ({day})" if day else ""


def _united(first: ParsedEntry, again: ParsedEntry) -> ParsedEntry:
    """A party's entry with what a further row says; listings under one rule are one."""
    listings: dict[str, ParsedListing] = {}
    for listing in (*first.listings, *again.listings):
        known = listings.setdefault(listing.programme, listing)
        if len(listing.account or "") > len(known.account or ""):  # it cites changes that the other row does not
            listings[listing.programme] = listing
    return replace(unite(first, again), listings=tuple(listings.values()))


def _name_key(name: str) -> str:
    """What spellings of one name have in common: its words, legal form included, whatever stands between them."""
    return " ".join(re.findall(r"[^\W_]+", name.casefold()))


def _ids(entries: Sequence[ParsedEntry]) -> list[str]:
    """An id for each: of its name without the legal form where nobody else has that, else of the whole name; entries
    of one name are told apart by their country.
    """
    short = [entry_id(entry.name) for entry in entries]
    taken = Counter(short)
    ids = [
        _name_key(entry.name).replace(" ", "-") if taken[each] > 1 else each
        for entry, each in zip(entries, short, strict=True)
    ]
    taken = Counter(ids)
    return [
        "-".join((each, *entry.countries)).casefold() if taken[each] > 1 else each
        for entry, each in zip(entries, ids, strict=True)
    ]
