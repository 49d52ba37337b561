"""The UK Sanctions List: what it is, where its files are, and which of its layouts a file has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clearhold.lists.parsed import ParsedList
from clearhold.lists.publisher import Canary, ListDescription, Publisher
from clearhold.lists.publishers.conventions.files import only_file, opening
from clearhold.lists.publishers.conventions.pages import file_name, is_served_by, links_of
from clearhold.lists.publishers.uk.designation import SOURCE, entry_of, problems_of
from clearhold.lists.publishers.uk.rows import read_table
from clearhold.lists.publishers.uk.xml import read_xml
from clearhold.lists.rows import ending_of_text
from clearhold.model import CouldNotRead, OwnershipRule, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from clearhold.lists.fetch import Fetcher
    from clearhold.lists.parsed import SourceFile
    from clearhold.lists.publishers.uk.designation import Designation

__all__ = ["PUBLISHERS", "find_uk_files", "parse_uk"]

_FILE = re.compile(r"UK[-_]Sanctions[-_]List[^/]*\.(xml|csv|ods)", re.IGNORECASE)
# An XML file that was cut always shows it; a table may end on a whole row.
_PREFERRED = ("xml", "csv", "ods")
_ZIP = b"PK"


def find_uk_files(addresses: Sequence[str], fetcher: Fetcher) -> Sequence[str]:
    """The address of the list's file that the page on gov.uk links to, the XML before the CSV before the ODS.

    Raises CouldNotRead where the page links to none on the government's own servers.
    """
    (page,) = addresses
    found: dict[str, str] = {}
    for address in links_of(fetcher.get(page).content, page):
        match = _FILE.fullmatch(file_name(address))
        if match and is_served_by(address, "gov.uk"):
            found.setdefault(match[1].lower(), address)
    for kind in _PREFERRED:
        if kind in found:
            return (found[kind],)
    raise CouldNotRead(f"{page} links to no file of the UK Sanctions List: the page has changed; look there by hand")


def parse_uk(files: Sequence[SourceFile]) -> ParsedList:
    """The designations of the list's XML, CSV or ODS file."""
    file = only_file(files)
    problems: list[Problem] = []
    designations: list[Designation]
    published_on: date | None
    if opening(file).startswith(b"<"):
        designations, published_on = read_xml(file.content, file.name)
        rows, ending = len(designations), "</Designations>"
    else:
        designations, rows, problems, published_on = read_table(file.content, file.name)
        ending = "workbook" if file.content.startswith(_ZIP) else ending_of_text(file.content)
    entries = []
    for designation in designations:
        entry = entry_of(designation, published_on)
        problems += problems_of(designation, entry, file.name)
        if entry.id and entry.names:
            entries.append(entry)
    return ParsedList(entries, rows, problems, published_on, ending)


PUBLISHERS = (
    Publisher(
        description=ListDescription(
            name="uk-sanctions",
            label="UK",
            title="UK Sanctions List",
            publisher="United Kingdom Foreign, Commonwealth and Development Office",
            evidence="official: human-rights ground for the Global Human Rights regime, another for the others",
            ownership_rule=OwnershipRule.OWNED_OR_CONTROLLED,
            ownership_note=(
                "An asset freeze reaches an entity of which a designated person holds more than 50 percent of the "
                "shares or votes, may appoint the majority of the board, or whose affairs it can be expected to "
                "direct (https://www.gov.uk/government/publications/ownership-and-control-public-officials-and-"
                "control-guidance). Holdings of several designated persons are not simply added together."
            ),
            meaning=(
                "The party is designated, or the ship specified, under regulations made under the Sanctions and "
                "Anti-Money Laundering Act 2018; which sanctions are imposed is shown. Since 28 January 2026 it is "
                "the one list of United Kingdom designations: the Treasury's consolidated list has closed. The bans "
                "on investment in Russia and the lists of proscribed organisations are not here."
            ),
            licence="Facts of a publication of the United Kingdom Government, under the Open Government Licence v3.0",
            source=SOURCE,
        ),
        addresses=(SOURCE,),
        parse=parse_uk,
        canaries=(
            Canary("Xinjiang Production and Construction Corps Public Security Bureau"),
            Canary("Myanmar Economic Corporation"),
        ),
        at_least=4500,
        find=find_uk_files,
    ),
)
