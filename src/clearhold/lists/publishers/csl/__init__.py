"""The Consolidated Screening List of the United States: the lists of three departments in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clearhold.lists.parsed import ParsedEntry, ParsedList, ParsedName
from clearhold.lists.publisher import Canary, ListDescription, Publisher
from clearhold.lists.publishers.conventions.files import only_file
from clearhold.lists.publishers.conventions.licences import UNITED_STATES_WORK
from clearhold.lists.publishers.conventions.marks import without_stop
from clearhold.lists.publishers.conventions.names import alias, each_once
from clearhold.lists.publishers.conventions.parties import party_type, unite
from clearhold.lists.publishers.conventions.spellings import entry_id
from clearhold.lists.publishers.csl.files import read_screening
from clearhold.lists.publishers.csl.listings import OF_PERSONS, PAGE, UNKNOWN, listings_of, source_of
from clearhold.lists.publishers.ofac.labels import identifier_of
from clearhold.lists.publishers.ofac.parties import type_of
from clearhold.model import EntryType, OwnershipRule, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from clearhold.lists.parsed import SourceFile
    from clearhold.lists.publishers.csl.files import ScreeningRow
    from clearhold.lists.publishers.csl.listings import Source

__all__ = ["PUBLISHERS", "parse_csl"]

# The JSON says its own day and how many records it has; the CSV beside it says neither.
_FILE = "https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.json"


def parse_csl(files: Sequence[SourceFile]) -> ParsedList:
    """Every party of the list, once, with a listing for each of the lists that name it under one number.

    A row's end date is the end of its listing where it is not after the day of the file (the latest date in a CSV,
    which has none of its own); a later one is told in the account.
    """
    file = only_file(files)
    screening = read_screening(file)
    problems = list(screening.problems)
    until = screening.published_on or max((row.start_date for row in screening.rows if row.start_date), default=None)
    entries: dict[tuple[str, str], ParsedEntry] = {}
    for row in screening.rows:
        if not any(mark.isalnum() for mark in row.name):
            problems.append(Problem(file.name, f"{_where(row)} has no name; it is left out", line=row.line))
            continue
        source = source_of(row)
        if source is UNKNOWN:
            said = f'"{row.name}" is from a list that is not known here, "{row.source}"; its ground is left open'
            problems.append(Problem(file.name, said, line=row.line))
        entry = _entry(row, source, until)
        key = (entry.id, entry.name.casefold())
        entries[key] = unite(entries[key], entry) if key in entries else entry
    return ParsedList(
        tuple(entries.values()), len(screening.rows), tuple(problems), screening.published_on, screening.ending
    )


def _where(row: ScreeningRow) -> str:
    return "the row" if row.line is not None else f"record {row.number}"


def _entry(row: ScreeningRow, source: Source, until: date | None) -> ParsedEntry:
    kind = type_of(row.type) if row.type else party_type(row.name)
    is_person = kind is EntryType.PERSON
    countries = (*(address.country for address in row.addresses), *row.countries)
    identifiers = () if is_person else tuple(found for each in row.ids if (found := identifier_of(each)))
    hidden = is_person or source.code in OF_PERSONS
    return ParsedEntry(
        id=row.id or f"{source.code}-{entry_id(row.name)}",
        type=kind,
        names=each_once((ParsedName(row.name), *(_alias(each) for each in row.alt_names))),
        listings=tuple(listings_of(row, source, until, is_person=is_person)),
        identifiers=identifiers,
        addresses=() if hidden else tuple(address for address in row.addresses if address.text),
        countries=tuple(dict.fromkeys(code for code in countries if code)),
        has_own_id=row.id is not None,
        place=row.line or row.number,
    )


def _alias(text: str) -> ParsedName:
    """An alias; a full stop that ends the list of them is none of its own."""
    return alias(without_stop(text))


PUBLISHERS = (
    Publisher(
        description=ListDescription(
            name="us-csl",
            label="CSL",
            title="Consolidated Screening List",
            publisher="United States Department of Commerce, International Trade Administration",
            evidence="official: human-rights ground where the programme or rule is about human rights, else another",
            ownership_rule=OwnershipRule.NOT_STATED,
            ownership_note=(
                "It brings together lists whose rules differ: companies owned 50 percent or more by parties on the SDN "
                "list are blocked (OFAC FAQ 401, https://ofac.treasury.gov/faqs/401), those owned by companies on "
                "NS-CMIC are not covered (FAQ 857, https://ofac.treasury.gov/faqs/857). Nothing is carried to "
                "companies that it does not name; use the list itself where ownership matters."
            ),
            meaning=(
                "The Departments of Commerce, State and the Treasury keep these lists of parties with whom some "
                "exports or dealings are forbidden or need a licence; each row says which list it is from, and that "
                "list says what follows. The file is a copy made for searching: where it and a list differ, the list "
                "is right. It is no list about human rights, though some of the programmes and rules in it are."
            ),
            licence=UNITED_STATES_WORK,
            source=PAGE,
        ),
        addresses=(_FILE,),
        parse=parse_csl,
        canaries=(
            Canary("Hangzhou Hikvision Digital Technology Co., Ltd."),
            Canary("Huawei Technologies Co., Ltd."),
            Canary("XINJIANG PRODUCTION AND CONSTRUCTION CORPS"),
        ),
        at_least=19_000,
        stale_after=14,
    ),
)
