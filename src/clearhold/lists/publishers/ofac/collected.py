"""Reads the NS-CMIC list's PDF edition as a public collection transcribes it: names, addresses and dates, no numbers of
OFAC's own and of the identifiers only the social credit codes.
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

LIST_ID = "ofac-nscmic"
# The collection shortens OFAC's label.
_SHORT, _LABEL = "USCC: ", "Unified Social Credit Code (USCC) "


def read_collected_cmic(file: SourceFile) -> ParsedList:
    """The entries of the collection's file; raises CouldNotRead for another list and for broken JSON."""
    collected = read_collected(file, LIST_ID)
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
    return replace(entry_of(party, OfacList.CONSOLIDATED, None), has_own_id=False)
