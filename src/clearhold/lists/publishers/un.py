"""The United Nations Security Council's consolidated list: its XML, by committee."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clearhold.lists.markup import child_text, children, local_name, read_records
from clearhold.lists.parsed import ParsedAddress, ParsedEntry, ParsedList, ParsedListing, ParsedName
from clearhold.lists.publisher import Canary, ListDescription, Publisher
from clearhold.lists.publishers.conventions.days import day_of
from clearhold.lists.publishers.conventions.files import only_file
from clearhold.lists.publishers.conventions.grounds import sanctions_on
from clearhold.lists.publishers.conventions.names import alias, each_once, is_latin
from clearhold.lists.publishers.conventions.places import countries_of, country_of, on_one_line
from clearhold.model import EntryType, EvidenceClass, NameKind, OwnershipRule, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from lxml import etree

    from clearhold.lists.parsed import SourceFile

SOURCE = "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list"
_RECORDS = {"INDIVIDUAL": EntryType.PERSON, "ENTITY": EntryType.ORGANISATION}
_NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_ADDRESS_PARTS = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
# UN_LIST_TYPE -> the resolutions that the committee is called by.
_RESOLUTIONS = {
    "Al-Qaida": "1267 (1999), 1989 (2011) and 2253 (2015)",
    "CAR": "2127 (2013) and 2745 (2024)",
    "DPRK": "1718 (2006)",
    "DRC": "1533 (2004)",
    "GB": "2048 (2012)",
    "Haiti": "2653 (2022)",
    "Iran": "1737 (2006)",
    "Iraq": "1518 (2003)",
    "Libya": "1970 (2011)",
    "Somalia": "751 (1992) and 2713 (2023)",
    "SouthSudan": "2206 (2015)",
    "Sudan": "1591 (2005)",
    "Taliban": "1988 (2011)",
    "Yemen": "2140 (2014)",
}


def parse_un(files: Sequence[SourceFile]) -> ParsedList:
    """The individuals and entities of the consolidated XML; `dateGenerated` is the version's date.

    Comments are not taken: the United Nations gives its reasons in narrative summaries outside this file.
    """
    file = only_file(files)
    entries: list[ParsedEntry] = []
    problems: list[Problem] = []
    rows, published_on = 0, None
    for record in read_records(file.content, file.name, tuple(_RECORDS), ("CONSOLIDATED_LIST",)):
        rows += 1
        published_on = published_on or day_of(record.getroottree().getroot().get("dateGenerated"))
        entry = _read_entry(record, published_on)
        problems += _problems_of(record, entry, file.name)
        if entry.id and entry.names:
            entries.append(entry)
    return ParsedList(entries, rows, problems, published_on, ending="</CONSOLIDATED_LIST>")


def _read_entry(record: etree._Element, published_on: date | None) -> ParsedEntry:
    kind = _RECORDS[local_name(record)]
    addresses = list(children(record, f"{local_name(record)}_ADDRESS"))
    nationalities = [value for each in children(record, "NATIONALITY") for value in _values(each)]
    programme = child_text(record, "UN_LIST_TYPE")
    resolutions = _RESOLUTIONS.get(programme)
    return ParsedEntry(
        id=child_text(record, "REFERENCE_NUMBER") or child_text(record, "DATAID"),
        type=kind,
        names=each_once(_names(record)),
        listings=(
            ParsedListing(
                programme=f"{programme}: Security Council resolution{'s' * (' and ' in resolutions)} {resolutions}"
                if resolutions
                else f"{programme}: a committee of the Security Council",
                ground=sanctions_on(programme),
                evidence_class=EvidenceClass.OFFICIAL_OTHER_GROUND,
                source=SOURCE,
                listed_on=day_of(child_text(record, "LISTED_ON")),
                source_date=published_on,
            ),
        ),
        addresses=() if kind is EntryType.PERSON else tuple(_addresses(addresses)),
        countries=countries_of([*nationalities, *(child_text(each, "COUNTRY") for each in addresses)]),
        place=record.sourceline,
    )


def _names(record: etree._Element) -> Iterator[ParsedName]:
    yield ParsedName(" ".join(child_text(record, part) for part in _NAME_PARTS))
    for written in children(record, "NAME_ORIGINAL_SCRIPT"):
        yield ParsedName(" ".join(written.itertext()), NameKind.ORIGINAL_SCRIPT)
    for each in children(record, f"{local_name(record)}_ALIAS"):
        text, quality = child_text(each, "ALIAS_NAME"), child_text(each, "QUALITY").casefold()
        if quality == "low":
            yield ParsedName(text, NameKind.WEAK_ALIAS)
        elif quality == "f.k.a." and is_latin(text):
            yield ParsedName(text, NameKind.FORMER)
        else:
            yield alias(text)


def _addresses(written: Sequence[etree._Element]) -> Iterator[ParsedAddress]:
    for each in written:
        if text := on_one_line(child_text(each, part) for part in _ADDRESS_PARTS):
            yield ParsedAddress(text, country_of(child_text(each, "COUNTRY")))


def _values(element: etree._Element) -> Iterator[str]:
    return ("".join(value.itertext()) for value in children(element, "VALUE"))


def _problems_of(record: etree._Element, entry: ParsedEntry, file: str) -> Iterator[Problem]:
    called = entry.id or "a record"
    if not entry.names or not entry.id:
        lacking = "name" if entry.id else "reference number"
        yield Problem(file, f"{called} has no {lacking}; it is left out: look it up at {SOURCE}", line=entry.place)
    elif entry.listings[0].listed_on is None:
        written = child_text(record, "LISTED_ON")
        yield Problem(file, f'{called}: LISTED_ON "{written}" is no day; the listing has no date', line=entry.place)


PUBLISHERS = (
    Publisher(
        description=ListDescription(
            name="un-sc",
            label="UN",
            title="United Nations Security Council Consolidated List",
            publisher="United Nations Security Council, its sanctions committees",
            evidence="official, another ground",
            ownership_rule=OwnershipRule.OWNED_OR_CONTROLLED,
            ownership_note=(
                "The resolutions freeze what a listed party owns or controls, directly or indirectly (resolution 1718 "
                "(2006), paragraph 8(d), for one); they name no share of ownership."
            ),
            meaning=(
                "A committee of the Security Council has listed the party under the programme shown, and member "
                "states must freeze its assets or apply the other measures of that programme. The list does not give "
                "the reasons: the committees publish them apart. A subsidiary that is not named is not listed."
            ),
            licence="Facts of a United Nations publication, which may be reproduced with its source",
            source=SOURCE,
        ),
        addresses=("https://scsanctions.un.org/resources/xml/en/consolidated.xml",),
        parse=parse_un,
        canaries=(
            Canary("KOREA MINING DEVELOPMENT TRADING CORPORATION"),
            Canary("AL-QAIDA"),
        ),
        at_least=600,
    ),
)
