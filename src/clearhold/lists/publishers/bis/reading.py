"""Which kinds of files the Bureau's lists are read from: the Code's XML, the screening list's, a collection's."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from clearhold.lists.parsed import ParsedList, ParsedName
from clearhold.lists.publishers.bis.addresses import points_elsewhere, split_addresses
from clearhold.lists.publishers.bis.cells import EntityCell, read_cell
from clearhold.lists.publishers.bis.ecfr import read_appendix
from clearhold.lists.publishers.bis.entity_list import BisList, BisRow, make_entries
from clearhold.lists.publishers.bis.names import alias
from clearhold.lists.publishers.bis.table_rows import ENTITY_LIST_HEADINGS, MILITARY_END_USERS_HEADINGS, read_rows
from clearhold.lists.publishers.conventions.days import day_of
from clearhold.lists.publishers.conventions.files import only_file, opening
from clearhold.lists.publishers.conventions.grounds import ENTITY_LIST, MILITARY_END_USERS
from clearhold.lists.publishers.conventions.marks import bare
from clearhold.lists.publishers.conventions.names import each_once
from clearhold.lists.publishers.csl.files import read_screening
from clearhold.lists.publishers.transcriptions.collected_json import collected_on, is_collected, read_collected
from clearhold.model import CouldNotRead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clearhold.lists.fetch import Fetcher
    from clearhold.lists.parsed import SourceFile
    from clearhold.lists.publishers.csl.files import ScreeningRow
    from clearhold.lists.publishers.transcriptions.collected_json import Collected

APPENDIX = (
    "https://www.ecfr.gov/current/title-15/subtitle-B/chapter-VII/subchapter-C/part-744/"
    "appendix-Supplement%20No.%20{}%20to%20Part%20744"
)
TITLES = "https://www.ecfr.gov/api/versioner/v1/titles.json"
_PART = "https://www.ecfr.gov/api/versioner/v1/full/{}/title-15.xml?part=744"
_TITLE = 15
_DAY_IN_ADDRESS = re.compile(r"/full/(\d{4}-\d{2}-\d{2})/")
_CUT_IN_BRACKETS = re.compile(r"\(a\.k\.a\.,?$")
_OPENS_IN_BRACKETS = re.compile(r"\([af]\.?k\.?a\b")
_SUBORDINATE_OF = re.compile(r"Subordinate institution of (.+)")

_ENTITY_LIST = BisList("Entity List", 4, ENTITY_LIST, APPENDIX.format(4))
_END_USERS = BisList("Military End-User List", 7, MILITARY_END_USERS, APPENDIX.format(7))
# What the Consolidated Screening List calls them.
_SOURCES = {_ENTITY_LIST: "Entity List (EL)", _END_USERS: "Military End User (MEU) List"}


def parse_entity_list(files: Sequence[SourceFile]) -> ParsedList:
    """The Entity List out of part 744 as XML, the Consolidated Screening List as CSV or JSON, or a collection's JSON.

    `rows` counts the list's rows; those that repeat a party under another country are one entry with it.
    """
    return _parse(only_file(files), _ENTITY_LIST, ENTITY_LIST_HEADINGS, "bis-entity-list")


def parse_military_end_users(files: Sequence[SourceFile]) -> ParsedList:
    """The Military End-User List out of the same kinds of files."""
    return _parse(only_file(files), _END_USERS, MILITARY_END_USERS_HEADINGS, "bis-meu")


def find_part(addresses: Sequence[str], fetcher: Fetcher) -> Sequence[str]:
    """The address of part 744 as of the last day that title 15 is up to date, which the Code's list of titles tells."""
    (titles,) = addresses
    content = fetcher.get(titles).content
    try:
        day = next(title["up_to_date_as_of"] for title in json.loads(content)["titles"] if title["number"] == _TITLE)
        return (_PART.format(date.fromisoformat(day)),)
    except (ValueError, KeyError, TypeError, StopIteration):
        raise CouldNotRead(
            f"{titles} does not tell as of which day title 15 is up to date; its layout is new"
        ) from None


def _parse(file: SourceFile, of: BisList, headings: Sequence[str], list_id: str) -> ParsedList:
    if opening(file).startswith(b"<"):
        found, ending = read_appendix(file, of.supplement, headings)
        rows = read_rows(found)
        published_on = _day_in(file.name)
    elif is_collected(file) and b'"list_id"' in opening(file):
        rows = [_row_of_collection(entity) for entity in read_collected(file, list_id)]
        published_on, ending = collected_on(file), "}"
    else:
        screening = read_screening(file)
        rows = [_row_of_screening(row) for row in screening.rows if row.source.startswith(_SOURCES[of])]
        if not rows:
            raise CouldNotRead(f"{file.name} has no entry of the {of.name}: it is part of the screening list, or cut")
        published_on, ending = screening.published_on, screening.ending
    entries, problems = make_entries(rows, of, file.name)
    return ParsedList(entries, len(rows), tuple(problems), published_on, ending)


def _row_of_collection(entity: Collected) -> BisRow:
    """A collection's record as a row; a name that the collector cut within brackets is read with what follows it."""
    subordinate = _SUBORDINATE_OF.fullmatch(entity.notes)
    if _CUT_IN_BRACKETS.search(entity.name) or _OPENS_IN_BRACKETS.match(entity.address):
        cell = read_cell([f"{entity.name}, {entity.address}"])
    elif entity.aliases:
        aliases = [f"—{each}" for each in entity.aliases]
        cell = read_cell([f"{entity.name}, a.k.a., the following aliases:", *aliases, entity.address])
    else:
        cell = replace(
            read_cell([f"{entity.name}, a.k.a., the following aliases:"]),
            addresses=tuple(split_addresses(entity.address)),
            elsewhere=points_elsewhere(entity.address),
        )
    return BisRow(
        EntityCell(
            cell.names,
            cell.addresses,
            subordinate[1] if subordinate else cell.parent,
            elsewhere=cell.elsewhere,
            is_address=cell.is_address,
        ),
        country=entity.country,
        citations=entity.register,
        requirement="" if subordinate else entity.whole_notes or "",
    )


def _row_of_screening(row: ScreeningRow) -> BisRow:
    """A row of the Consolidated Screening List: the country of its first address stands for the block it is in."""
    country = next((address.country for address in row.addresses if address.country), "") or ""
    names = each_once((ParsedName(bare(row.name)), *(alias(each) for each in row.alt_names)))
    return BisRow(
        EntityCell(names, tuple(address.text for address in row.addresses if address.text)),
        country=country,
        citations=row.federal_register_notice,
        requirement=row.license_requirement,
        policy=row.license_policy,
        since=row.start_date,
        line=row.line,
    )


def _day_in(address: str) -> date | None:
    match = _DAY_IN_ADDRESS.search(address)
    return day_of(match[1]) if match else None
