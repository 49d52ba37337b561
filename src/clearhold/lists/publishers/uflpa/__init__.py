"""The Uyghur Forced Labor Prevention Act Entity List, as the Department of Homeland Security's page has it.

The page has four sub-lists, each under a heading that ends with its section of the Act; section (iv) has a sentence and
no table, so that a table belongs to the last heading above it and never to the table's number. The appendix of a
Federal Register notice in XML has the same parts and is read as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml import html

from clearhold.lists.markup import local_name, read_html_table, read_page, read_tree, text_of
from clearhold.lists.own_values import read_day
from clearhold.lists.parsed import ParsedEntry, ParsedList, ParsedListing
from clearhold.lists.publisher import Canary, ListDescription, Publisher
from clearhold.lists.publishers.conventions.files import only_file, opening
from clearhold.lists.publishers.conventions.grounds import FORCED_LABOUR_IN_XINJIANG
from clearhold.lists.publishers.conventions.licences import UNITED_STATES_WORK
from clearhold.lists.publishers.conventions.names import each_once_in_any_case
from clearhold.lists.publishers.conventions.parties import party_type, unite
from clearhold.lists.publishers.conventions.spellings import entry_id, name_key
from clearhold.lists.publishers.uflpa.names import read_cell
from clearhold.model import CouldNotRead, EvidenceClass, OwnershipRule, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from lxml import etree

    from clearhold.lists.parsed import SourceFile

__all__ = ["PUBLISHERS", "parse_uflpa"]

ADDRESS = "https://www.dhs.gov/uflpa-entity-list"
SUB_LISTS = ("i", "ii", "iv", "v")  # (iii) of the Act is a list of products, not of entities
_SECTION = re.compile(
    r"(?P<words>.*?)[\s:.]*(?:UFLPA\s+)?Section 2\(d\)\(2\)\(B\)\((?P<clause>[ivx]+)\)[\s:.]*(?P<more>.*)",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"Last Updated:?\s*(\d{1,2})/(\d{1,2})/(\d{4})", re.IGNORECASE)
_TEXTS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "P", "FP", "HD", "TTITLE"})


@dataclass(frozen=True, slots=True)
class _SubList:
    clause: str
    words: str | None


@dataclass(frozen=True, slots=True)
class _Row:
    sub_list: _SubList
    cells: tuple[str, ...]
    line: int | None


def parse_uflpa(files: Sequence[SourceFile]) -> ParsedList:
    """The entities of the page, each once with a listing for every sub-list that names it.

    Raises CouldNotRead for a page without one of the four headings, or with a table under none of them.
    """
    file = only_file(files)
    page = _read(file)
    rows = list(_rows(page, file.name))
    updated = _UPDATED.search(text_of(page))
    published_on = read_day("/".join(updated.groups()), day_first=False) if updated else None
    problems: list[Problem] = []
    entries: dict[str, ParsedEntry] = {}
    for row in rows:
        entry = _read_row(row, file.name, published_on, problems)
        if entry is None:
            continue
        known = entries.get(key := name_key(entry.name))
        entries[key] = entry if known is None else unite(known, entry, each_once_in_any_case)
    return ParsedList(tuple(entries.values()), len(rows), tuple(problems), published_on, f"</{local_name(page)}>")


def _read(file: SourceFile) -> etree._Element:
    if opening(file).lower().startswith((b"<!doctype html", b"<html")):
        return read_page(file.content, file.name)
    return read_tree(file.content, file.name, ("NOTICE", "APPENDIX"))


def _rows(page: etree._Element, file: str) -> Iterator[_Row]:
    """The rows of all tables that list entities, each with the sub-list whose heading is the last above it."""
    sub_list: _SubList | None = None
    seen: list[str] = []
    for element in page.iter():
        name = local_name(element)
        if name in _TEXTS:
            text = text_of(element)
            if match := _SECTION.fullmatch(text):
                sub_list = _SubList(match["clause"].lower(), match["words"] or match["more"] or None)
                seen.append(sub_list.clause)
            elif sub_list is not None and sub_list.words is None and text.casefold().startswith("a list of "):
                sub_list = replace(sub_list, words=text)
        elif name in {"table", "GPOTABLE"}:
            table = _table(element)
            if not any("effective date" in cell.casefold() for cell in table[0]):
                continue
            if sub_list is None:
                raise CouldNotRead(
                    f"{file} line {element.sourceline}: a table of entities stands under no section of the Act; "
                    "the page's layout is new"
                )
            for cells in table[1:]:
                yield _Row(sub_list, tuple(cells), element.sourceline)
    missing = [clause for clause in SUB_LISTS if clause not in seen]
    if missing:
        raise CouldNotRead(
            f"{file}: no heading for section 2(d)(2)(B)({missing[0]}) of the Act; it is another page, was cut, or its "
            "layout is new"
        )


def _table(element: etree._Element) -> list[list[str]]:
    if isinstance(element, html.HtmlElement):
        return read_html_table(element) or [[]]
    heads = [text_of(head) for head in element.iter("CHED")]
    return [heads, *([text_of(cell) for cell in row.iter("ENT")] for row in element.iter("ROW"))]


def _read_row(row: _Row, file: str, published_on: date | None, problems: list[Problem]) -> ParsedEntry | None:
    cell, day = (*row.cells, "", "")[:2]
    if not any(mark.isalnum() for mark in cell):
        problems.append(
            Problem(file, f'the row "{" | ".join(row.cells)}" names no entity; it is left out', line=row.line)
        )
        return None
    named = read_cell(cell)
    if named.amiss:
        problems.append(Problem(file, f'"{cell}": {named.amiss}', line=row.line))
    effective_on = read_day(day.rstrip(". "), day_first=False)
    if effective_on is None:
        problems.append(Problem(file, f'"{cell}": effective date "{day}" is no day; it is left open', line=row.line))
    listing = ParsedListing(
        programme=f"UFLPA section 2(d)(2)(B)({row.sub_list.clause})",
        ground=FORCED_LABOUR_IN_XINJIANG,
        evidence_class=EvidenceClass.OFFICIAL_HUMAN_RIGHTS,
        source=ADDRESS,
        words=row.sub_list.words,
        account=f'The page lists the company "{named.clause}".' if named.clause else None,
        listed_on=effective_on,
        effective_on=effective_on,
        source_date=published_on,
    )
    primary = named.names[0].text
    return ParsedEntry(
        id=entry_id(primary),
        type=party_type(primary),
        names=named.names,
        listings=(listing,),
        countries=("CN",),  # the Department's announcements call the entities based in the People's Republic of China
        has_own_id=False,
        place=row.line,
    )


PUBLISHERS = (
    Publisher(
        description=ListDescription(
            name="us-uflpa",
            label="UFLPA",
            title="Uyghur Forced Labor Prevention Act Entity List",
            publisher="United States Department of Homeland Security, for the Forced Labor Enforcement Task Force",
            evidence="official, human-rights ground",
            ownership_rule=OwnershipRule.NOT_STATED,
            ownership_note=(
                "The list covers the entities that it names. Two entries say more: Hoshine Silicon Industry (Shanshan) "
                '"and subsidiaries", and Xinjiang Production and Construction Corps "and its subordinate and '
                f'affiliated entities" ({ADDRESS}, since 21 June 2022).'
            ),
            meaning=(
                "Goods of a listed entity are presumed to be made with forced labour and may not enter the United "
                "States unless the importer rebuts it. The sub-list says which of four grounds of the Act applies. It "
                "is an import rule, not an investment ban, and a parent company that is not named is not listed."
            ),
            licence=UNITED_STATES_WORK,
            source=ADDRESS,
        ),
        addresses=(ADDRESS,),
        parse=parse_uflpa,
        canaries=(Canary("Xinjiang Production and Construction Corps"), Canary("Hetian Taida Apparel Co., Ltd")),
        at_least=120,
        curated="us-uflpa",
        stale_after=60,
    ),
)
