"""Reads the NS-CMIC list's PDF edition as a public collection transcribes it.

It has names, addresses and dates, of the identifiers only the social credit codes, and no numbers of OFAC's own: its
listings are told from the list's page, for OFAC's page on a party goes by that number.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from clearhold.lists.parsed import ParsedAddress, ParsedList, ParsedName
from clearhold.lists.publishers.conventions.names import alias_kind
from clearhold.lists.publishers.conventions.spellings import entry_id
from clearhold.lists.publishers.ofac.entries import entry_of
from clearhold.lists.publishers.ofac.parties import OfacList, Party, Statement
from clearhold.lists.publishers.ofac.programmes import CHINESE_MILITARY
from clearhold.lists.publishers.ofac.remarks import read_remark
from clearhold.lists.publishers.transcriptions.collected_json import collected_on, read_collected
from clearhold.model import EntryType

if TYPE_CHECKING:
    from clearhold.lists.parsed import ParsedEntry, SourceFile
    from clearhold.lists.publishers.transcriptions.collected_json import Collected

PAGE = "https://ofac.treasury.gov/sanctions-programs-and-country-information/chinese-military-companies-sanctions"
_LIST_ID = "ofac-nscmic"
# The collection shortens OFAC's label.
_SHORT, _LABEL = "USCC: ", "Unified Social Credit Code (USCC) "


def read_collected_cmic(file: SourceFile) -> ParsedList:
    """The entries of the collection's file; raises CouldNotRead for another list and for broken JSON."""
    collected = read_collected(file, _LIST_ID)
    return ParsedList(
        entries=[_entry(each) for each in collected],
        rows=len(collected),
        published_on=collected_on(file),
        ending="}",
    )


def _entry(collected: Collected) -> ParsedEntry:
    remark = read_remark(collected.notes.replace(_SHORT, _LABEL))
    effective = f"{collected.effective_on:%d %b %Y}" if collected.effective_on else None
    dates = [Statement("Effective Date (CMIC)", effective)] if effective else []
    party = Party(
        uid=entry_id(collected.name),
        type=EntryType.COMPANY,
        names=(ParsedName(collected.name), *(ParsedName(alias, alias_kind(alias)) for alias in collected.aliases)),
        programmes=(CHINESE_MILITARY,),
        statements=(*remark.statements, *dates),
        addresses=tuple(ParsedAddress(text) for text in collected.address.split("; ") if text),
        countries=(collected.country,) if collected.country else (),
        lists=frozenset({OfacList.CONSOLIDATED}),
    )
    entry = entry_of(party, OfacList.CONSOLIDATED, None)
    return replace(entry, has_own_id=False, listings=tuple(replace(each, source=PAGE) for each in entry.listings))
