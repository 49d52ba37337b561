"""The Section 1260H list of Chinese military companies: where its notices are found, and which layout a file has.

The Department publishes the list as a notice in the Federal Register, whose index is asked for the newest one. A
notice or a transcription of it gives an edition, which is put to the earlier periods; a table of all editions has its
own.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from clearhold.lists.publisher import Canary, ListDescription, Publisher
from clearhold.lists.publishers.conventions.files import only_file, opening
from clearhold.lists.publishers.dod_1260h.editions import EDITIONS, LIST, earlier_periods, with_edition
from clearhold.lists.publishers.dod_1260h.notice import read_notice
from clearhold.lists.publishers.dod_1260h.transcriptions import read_editions_table, read_groups
from clearhold.lists.publishers.transcriptions.collected_json import is_collected
from clearhold.model import CouldNotRead, OwnershipRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clearhold.lists.fetch import Fetcher
    from clearhold.lists.parsed import ParsedList, SourceFile

__all__ = ["INDEX", "PUBLISHERS", "TITLE", "find_newest_notice", "parse_1260h"]

TITLE = "Notice of Availability of Designation of Chinese Military Companies"
INDEX = (
    "https://www.federalregister.gov/api/v1/documents.json?conditions%5Bagencies%5D%5B%5D=defense-department"
    "&conditions%5Bterm%5D=%22Designation+of+Chinese+Military+Companies%22&conditions%5Btype%5D%5B%5D=NOTICE"
    "&fields%5B%5D=title&fields%5B%5D=publication_date&fields%5B%5D=raw_text_url&order=newest&per_page=20"
)


def parse_1260h(files: Sequence[SourceFile]) -> ParsedList:
    """The list as it was on the day of the edition given: a notice, a collection of its groups, or all editions."""
    file = only_file(files)
    if opening(file).startswith(b"Name,Clean Name,"):
        return read_editions_table(file)
    edition = read_groups(file) if is_collected(file) else read_notice(file)
    return with_edition(earlier_periods(), edition.listed, edition.day, edition.address)


def find_newest_notice(addresses: Sequence[str], fetcher: Fetcher) -> Sequence[str]:
    """The address of the newest whole edition's text, from the Federal Register's index.

    Notices that add or remove single companies have other titles and are no editions.
    """
    (index,) = addresses
    try:
        results = json.loads(fetcher.get(index).content)["results"]
        notices = [each for each in results if each["title"].strip() == TITLE and each["raw_text_url"]]
        newest = max(notices, key=lambda each: str(each["publication_date"]), default=None)
    except (ValueError, TypeError, KeyError, AttributeError) as fault:
        raise CouldNotRead(f"{index}: the Federal Register's index has a new layout ({fault!r})") from None
    if newest is None:
        raise CouldNotRead(f'{index}: the Federal Register\'s index has no notice "{TITLE}"')
    return (str(newest["raw_text_url"]),)


PUBLISHERS = (
    Publisher(
        description=ListDescription(
            name=LIST,
            label="1260H",
            title="Section 1260H list of Chinese military companies operating in the United States",
            publisher="United States Department of Defense (Department of War)",
            evidence="official, another ground",
            ownership_rule=OwnershipRule.NOT_STATED,
            ownership_note=(
                "The list names subsidiaries one by one and gives no share of ownership. The contracting ban of "
                "section 805 of Public Law 118-31 also reaches entities under the control of a listed one, from 30 "
                "June 2026 (https://www.akingump.com/en/insights/alerts/dod-updates-section-1260h-list-of-chinese-military-"
                "companies-operating-directly-or-indirectly-in-the-united-states)."
            ),
            meaning=(
                "The Department names companies that it finds to be tied to the Chinese military or to contribute to "
                "military-civil fusion, and may not contract with them from 30 June 2026. It is not an investment ban, "
                "and its ground is not human rights: a listing says nothing of Xinjiang."
            ),
            licence="Facts of notices of the United States Government, in the public domain (17 U.S.C. 105)",
            source=EDITIONS[-1].address,
        ),
        addresses=(INDEX,),
        parse=parse_1260h,
        canaries=(Canary("Hangzhou Hikvision Digital Technology Co., Ltd."),),
        at_least=150,
        curated=LIST,
        stale_after=400,  # the list is yearly
        find=find_newest_notice,
    ),
)
