"""Tells which of OFAC's layouts files are in, by their content, and cuts from them the list that is asked for.

The smaller lists that are screened on their own are cut by programme or by name: NS-CMIC out of the Consolidated List,
the Xinjiang Production and Construction Corps out of the SDN List.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clearhold.lists.parsed import ParsedList
from clearhold.lists.publishers.conventions.files import opening
from clearhold.lists.publishers.conventions.grounds import XINJIANG
from clearhold.lists.publishers.ofac.advanced_xml import ROOT as ADVANCED_ROOT
from clearhold.lists.publishers.ofac.advanced_xml import read_advanced_xml
from clearhold.lists.publishers.ofac.collected import read_collected_cmic
from clearhold.lists.publishers.ofac.entries import entry_of
from clearhold.lists.publishers.ofac.legacy_csv import read_csv_set
from clearhold.lists.publishers.ofac.legacy_xml import read_legacy_xml
from clearhold.lists.publishers.ofac.parties import OfacList
from clearhold.lists.publishers.ofac.programmes import CHINESE_MILITARY, GLOBAL_MAGNITSKY
from clearhold.lists.publishers.transcriptions.collected_json import is_collected
from clearhold.model import CouldNotRead, EntryType

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from clearhold.lists.parsed import ParsedEntry, SourceFile
    from clearhold.lists.publishers.ofac.parties import Party, Publication

CORPS = "XINJIANG PRODUCTION AND CONSTRUCTION CORPS"
_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_WEB_PAGE = re.compile(rb"<!doctype\s+html|<html", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Cut:
    """What to take of the files; `wanted` is None for all that is on the list. `missing` is for a message."""

    on_list: OfacList
    missing: str
    wanted: Callable[[Party], bool] | None = None


_SDN = _Cut(OfacList.SDN, "no entry of the SDN List")
_CONSOLIDATED = _Cut(OfacList.CONSOLIDATED, "no entry of the Consolidated List")
_NS_CMIC = _Cut(
    OfacList.CONSOLIDATED,
    f"no entry of the programme {CHINESE_MILITARY}",
    lambda party: CHINESE_MILITARY in party.programmes,
)
_XPCC = _Cut(OfacList.SDN, f"no entry named {CORPS}", lambda party: party.names[0].text.upper() == CORPS)


def parse_sdn(files: Sequence[SourceFile]) -> ParsedList:
    """The list of Specially Designated Nationals."""
    return _cut(files, _SDN)


def parse_consolidated(files: Sequence[SourceFile]) -> ParsedList:
    """The Consolidated List: everything that OFAC lists besides the SDN List."""
    return _cut(files, _CONSOLIDATED)


def parse_ns_cmic(files: Sequence[SourceFile]) -> ParsedList:
    """The entries of the Consolidated List whose programme is CMIC-EO13959, or a transcription of their PDF edition."""
    if len(files) == 1 and is_collected(files[0]):
        return read_collected_cmic(files[0])
    return _cut(files, _NS_CMIC)


def parse_xpcc(files: Sequence[SourceFile]) -> ParsedList:
    """The entry of the Xinjiang Production and Construction Corps, which is not the Xinjiang Public Security Bureau.

    OFAC listed it for abuses in Xinjiang (release sm1073 of 31 July 2020), which its programme alone does not say, and
    calls it an entity, as it calls companies.
    """
    parsed = _cut(files, _XPCC)
    return replace(parsed, entries=[_in_xinjiang(entry) for entry in parsed.entries])


def _in_xinjiang(entry: ParsedEntry) -> ParsedEntry:
    listings = tuple(
        replace(listing, ground=XINJIANG) if listing.programme.startswith(GLOBAL_MAGNITSKY) else listing
        for listing in entry.listings
    )
    return replace(entry, type=EntryType.ORGANISATION, listings=listings)


def _cut(files: Sequence[SourceFile], cut: _Cut) -> ParsedList:
    """The wanted parties that are on a list, or of which the files do not say on which they are."""
    names = ", ".join(file.name for file in files)
    told = [each for each in _publications(files) if any(_may_be_on(party, cut.on_list) for party in each.parties)]
    if cut.wanted is None and any(each.mixed for each in told):
        raise CouldNotRead(
            f"{names}: entries of the SDN List and of the Consolidated List stand mixed in it, and nothing says which "
            "is on which: give OFAC's file of the one list"
        )
    parties = [
        party
        for each in told
        for party in each.parties
        if _may_be_on(party, cut.on_list) and (cut.wanted is None or cut.wanted(party))
    ]
    if not parties:
        raise CouldNotRead(f"{names}: {cut.missing} is in it: it is another list; give OFAC's file of this one")
    first = told[0]
    return ParsedList(
        entries=[entry_of(party, cut.on_list, first.published_on) for party in parties],
        rows=sum(each.rows for each in told),
        problems=[problem for each in told for problem in each.problems],
        published_on=first.published_on,
        ending=first.ending,
    )


def _may_be_on(party: Party, on_list: OfacList) -> bool:
    return not party.lists or on_list in party.lists


def _publications(files: Sequence[SourceFile]) -> list[Publication]:
    if not files:
        raise CouldNotRead("no file of OFAC's list was given")
    tables: list[SourceFile] = []
    found: list[Publication] = []
    for file in files:
        root = _root(file)
        if root is None:
            tables.append(file)
        elif root == ADVANCED_ROOT:
            found.append(read_advanced_xml(file))
        else:
            found.append(read_legacy_xml(file))
    return [*found, *(read_csv_set(tables) if tables else ())]


def _root(file: SourceFile) -> str | None:
    """The local name of the root of an XML file; None for a file that is none."""
    head = opening(file)
    if not head.startswith(b"<"):
        return None
    if _WEB_PAGE.match(head):
        raise CouldNotRead(f"{file.name} is a web page, not the list: the publisher's server has shown an error page")
    root = _ROOT.search(head)
    return root[1].decode("ascii", "replace") if root else ""
