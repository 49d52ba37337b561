"""The PDF edition of NS-CMIC in a public collection's layout; the facts are OFAC's of 16 December 2021."""

from __future__ import annotations

import json
from datetime import date

from clearhold.lists.parsed import ParsedIdentifier, SourceFile
from clearhold.lists.publishers.ofac import parse_ns_cmic
from clearhold.model import IdentifierScheme, NameKind

CLOUDWALK = {
    "name": "Cloudwalk Technology Co., Ltd.",
    "aliases": ["CLOUDWALK", "云从科技集团股份有限公司"],
    "country": "China",
    "address": "Room 501, No. 37, Jinlong Road, Nansha District, Guangzhou, Guangdong 511457, China",
    "effective_date": "2022-02-14",
    "notes": "Listing Date (CMIC): 16 Dec 2021; USCC: 914401153314442716 (China); Program: CMIC-EO13959",
}


def test_a_record_is_an_entry_whose_source_is_the_lists_page_since_it_has_no_number_of_ofacs() -> None:
    collected = {"list_id": "ofac-nscmic", "extracted": "2026-07-09", "count": 1, "entities": [CLOUDWALK]}
    read = parse_ns_cmic([SourceFile("ofac_nscmic.json", json.dumps(collected).encode())])
    (entry,) = read.entries
    (listing,) = entry.listings
    assert (read.rows, read.published_on, entry.has_own_id) == (1, date(2026, 7, 9), False)
    assert [(name.text, name.kind) for name in entry.names] == [
        ("Cloudwalk Technology Co., Ltd.", NameKind.PRIMARY),
        ("云从科技集团股份有限公司", NameKind.ORIGINAL_SCRIPT),
        ("CLOUDWALK", NameKind.WEAK_ALIAS),
    ]
    assert entry.identifiers == (ParsedIdentifier(IdentifierScheme.REGISTRATION, "914401153314442716", "CN"),)
    assert (listing.listed_on, listing.effective_on) == (date(2021, 12, 16), date(2022, 2, 14))
    assert listing.source.endswith("/chinese-military-companies-sanctions")
