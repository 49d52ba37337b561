"""Australia's consolidated list: its workbook, in which the rows of one reference number are one party."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clearhold.lists.parsed import (
    ParsedAddress,
    ParsedEntry,
    ParsedIdentifier,
    ParsedList,
    ParsedListing,
    ParsedName,
)
from clearhold.lists.publisher import Canary, ListDescription, Publisher
from clearhold.lists.publishers.conventions.days import day_of
from clearhold.lists.publishers.conventions.files import only_file
from clearhold.lists.publishers.conventions.grounds import ground_and_class
from clearhold.lists.publishers.conventions.names import alias, each_once
from clearhold.lists.publishers.conventions.places import countries_of, country_at_the_end, on_one_line
from clearhold.lists.rows import headed_rows, table_of
from clearhold.model import EntryType, IdentifierScheme, NameKind, OwnershipRule, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from clearhold.lists.parsed import SourceFile
    from clearhold.lists.rows import HeadedRow

SOURCE = "https://www.dfat.gov.au/international-relations/security/sanctions/consolidated-list"
_NAME = "name of individual or entity"
_COLUMNS = ("reference", _NAME, "type", "name type", "committees", "control date")
_TYPES = {"individual": EntryType.PERSON, "entity": EntryType.ORGANISATION, "vessel": EntryType.VESSEL}
_REFERENCE = re.compile(r"(\d+)\s*[a-z]*(?:\.0)?")
# `1718 (DPRK)`, `Autonomous (Russia)`, `Autonomous (Thematic - Human Rights)`; `1373 (2001)` is about terrorism.
_COMMITTEE = re.compile(r"(?:Autonomous|\d+) \((?:Thematic [-–—] )?(.+)\)")
_TERRORISM = "1373 (2001)"
_LISTED_ON = re.compile(
    r"(?:(?:First )?listed (?:by (?:the )?(?:UN ?)?\d+ Committee )?on:?"
    r"|The Minister for Foreign Affairs listed this (?:entity|person) on"
    r"|Designated under the Autonomous Sanctions Regulations 2011 on) (\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\s*;\s*|\s*\b[a-z]\) ")


def parse_australia(files: Sequence[SourceFile]) -> ParsedList:
    """The parties of the workbook: `12`, `12a` and `12b` are names of one. The newest control date is the version's."""
    file = only_file(files)
    problems: list[Problem] = []
    groups: dict[str, list[HeadedRow]] = {}
    count = 0
    for sheet in table_of(file.content, file.name).sheets:
        for row in headed_rows(sheet, file.name, _COLUMNS)[1]:
            count += 1
            if match := _REFERENCE.fullmatch(row["reference"]):
                groups.setdefault(match[1], []).append(row)
            else:
                message = f'reference "{row["reference"]}" is no number with letters; the row is left out'
                problems.append(Problem(file.name, message, sheet=sheet.name, line=row.line))
    days = [day for rows in groups.values() for row in rows if (day := day_of(row["control date"]))]
    published_on = max(days, default=None)
    entries = [_read_entry(reference, rows, published_on) for reference, rows in groups.items()]
    problems += [problem for rows in groups.values() for problem in _problems_of(rows, file.name)]
    return ParsedList([entry for entry in entries if entry.names], count, problems, published_on, ending="workbook")


def _read_entry(reference: str, rows: Sequence[HeadedRow], published_on: date | None) -> ParsedEntry:
    first = min(rows, key=lambda row: row["name type"] != "Primary Name")
    kind = _TYPES.get(first["type"].casefold(), EntryType.ORGANISATION)
    numbers = dict.fromkeys(row["imo number"] for row in rows if row["imo number"])
    return ParsedEntry(
        id=reference,
        type=kind,
        names=each_once(_name(row, is_first=row is first) for row in rows),
        listings=(_listing(first, published_on),),
        identifiers=tuple(ParsedIdentifier(IdentifierScheme.IMO, number) for number in numbers),
        addresses=() if kind is EntryType.PERSON else tuple(dict.fromkeys(_addresses(rows))),
        countries=countries_of(country for row in rows for country in row["citizenship"].split(";")),
        place=rows[0].line,
    )


def _name(row: HeadedRow, *, is_first: bool) -> ParsedName:
    text, kind = row[_NAME], row["name type"].casefold()
    if is_first:
        return ParsedName(text)
    if row["alias strength"].casefold() == "weak":
        return ParsedName(text, NameKind.WEAK_ALIAS)
    return ParsedName(text, NameKind.ORIGINAL_SCRIPT) if kind == "original script" else alias(text)


def _listing(row: HeadedRow, published_on: date | None) -> ParsedListing:
    committee = row["committees"]
    about = _COMMITTEE.fullmatch(committee)
    subject = "terrorism" if committee == _TERRORISM else about[1] if about else committee
    ground, evidence_class = ground_and_class(subject, None, human_rights=subject.casefold() == "human rights")
    instrument = row["instrument of designation"]
    return ParsedListing(
        programme=f"{committee}: {instrument}" if instrument else committee,
        ground=ground,
        evidence_class=evidence_class,
        source=SOURCE,
        listed_on=_listed_on(row["listing information"]),
        source_date=published_on,
    )


def _listed_on(information: str) -> date | None:
    """The day of the first listing, where the information begins with it or is nothing else; amendments are none."""
    match = _LISTED_ON.match(information)
    return day_of(match[1]) if match else day_of(information)


def _addresses(rows: Sequence[HeadedRow]) -> Iterator[ParsedAddress]:
    for row in rows:
        for part in _SEVERAL.split(row["address"]):
            if text := on_one_line([part]):
                yield ParsedAddress(text, country_at_the_end(text))


def _problems_of(rows: Sequence[HeadedRow], file: str) -> Iterator[Problem]:
    first = rows[0]
    called = f"reference {first['reference']}"
    if not any(row[_NAME] for row in rows):
        yield Problem(file, f"{called} has no name; it is left out: look it up at {SOURCE}", line=first.line)
    elif not any(row["name type"] == "Primary Name" for row in rows):
        yield Problem(file, f"{called} has no primary name; its first name stands for one", line=first.line)
    if first["type"].casefold() not in _TYPES:
        yield Problem(file, f'{called}: type "{first["type"]}" is not known; kept as an organisation', line=first.line)


PUBLISHERS = (
    Publisher(
        description=ListDescription(
            name="au-dfat",
            label="Australia",
            title="Consolidated List of persons and entities under Australian sanctions laws",
            publisher="Australian Department of Foreign Affairs and Trade, Australian Sanctions Office",
            evidence="official: human-rights ground for the thematic human-rights sanctions, another for the others",
            ownership_rule=OwnershipRule.OWNED_OR_CONTROLLED,
            ownership_note=(
                "Assets that a designated person or entity owns or controls are frozen; the Office's guidance names "
                "no share of ownership (https://www.dfat.gov.au/international-relations/security/sanctions/guidance/"
                "dealing-assets-owned-or-controlled-designated-persons-and-entities, 6 December 2024)."
            ),
            meaning=(
                "The party is listed under the Autonomous Sanctions Act 2011 or the Charter of the United Nations Act "
                "1945 under the programme shown: its assets are frozen, or it is under a travel ban, an arms embargo "
                "or a maritime restriction. The list does not give the reasons. A company that is not named may still "
                "be owned or controlled by one that is."
            ),
            licence="Facts of a publication of the Commonwealth of Australia",
            source=SOURCE,
        ),
        addresses=("https://www.dfat.gov.au/sites/default/files/Australian_Sanctions_Consolidated_List.xlsx",),
        parse=parse_australia,
        canaries=(Canary("Basij Resistance Force"), Canary("Korea Mining Development Trading Corporation")),
        at_least=2500,
    ),
)
