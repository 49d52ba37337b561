"""Section 889 of Public Law 115-232: the five companies that its subsection (f)(3) names, from the statute's text.

congress.gov and govinfo serve the statute as a web page of one block of plain text, with marks of pages and marginal
notes in the lines. A transcription in CSV is read as well.
"""

from __future__ import annotations

import html
import re
from datetime import date
from typing import TYPE_CHECKING

from clearhold.lists.markup import settle
from clearhold.lists.parsed import ParsedEntry, ParsedList, ParsedListing, ParsedName
from clearhold.lists.publisher import Canary, ListDescription, Publisher
from clearhold.lists.publishers.conventions.files import only_file, opening
from clearhold.lists.publishers.conventions.grounds import COMMUNICATIONS_EQUIPMENT
from clearhold.lists.publishers.conventions.licences import UNITED_STATES_WORK
from clearhold.lists.publishers.conventions.spellings import entry_id
from clearhold.lists.publishers.fcc.sentences import read_sentences
from clearhold.lists.publishers.transcriptions.statutory_csv import parse_statutory_csv
from clearhold.model import CouldNotRead, EntryType, EvidenceClass, OwnershipRule, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from clearhold.lists.parsed import SourceFile

ADDRESS = "https://www.govinfo.gov/content/pkg/PLAW-115publ232/html/PLAW-115publ232.htm"
PDF = "https://www.congress.gov/115/plaws/publ232/PLAW-115publ232.pdf"
PROGRAMME = "Section 889, John S. McCain National Defense Authorization Act for Fiscal Year 2019 (Public Law 115-232)"
ENACTED_ON = date(2018, 8, 13)
IN_FORCE_ON = date(2019, 8, 13)  # subsection (c): (a)(1)(A) a year after enactment, (a)(1)(B) two years after
_SECTION = re.compile(r"^\s*SEC\. 889\. PROHIBITION ON CERTAIN TELECOMMUNICATIONS\b", re.MULTILINE)
_NEXT_SECTION = re.compile(r"^\s*(?:SEC\. 89\d\.|Subtitle [A-Z]--|TITLE [IVX]+--)", re.MULTILINE)
_DEFINITION = re.compile(r"\(3\)\s+Covered telecommunications\s+equipment or services\.--")
_PARAGRAPH = re.compile(r"^\s*\([A-D]\)\s+", re.MULTILINE)
_MARKS = re.compile(r"\[\[Page [^\]]*\]\]|<<NOTE:[^>]*>>|&lt;&lt;NOTE:.*?&gt;&gt;", re.DOTALL)


def parse_section_889(files: Sequence[SourceFile]) -> ParsedList:
    """The companies of the statute, or of a transcription whose rows of other statutes are problems.

    Raises CouldNotRead for a text without the section or without its definition.
    """
    file = only_file(files)
    if opening(file).startswith(b"schema,name,"):
        return _of_this_section(parse_statutory_csv(files), file.name)
    marked = file.content.decode("utf-8", "replace")
    text = html.unescape(_MARKS.sub(lambda mark: "\n" * mark[0].count("\n"), marked))
    sentences = _definition(text, file.name)
    entries = tuple(entry for sentence, line in sentences for entry in _entries(sentence, line))
    return ParsedList(entries, len(entries), (), ENACTED_ON, "</html>" if "</html>" in text.lower() else None)


def _definition(text: str, file: str) -> list[tuple[str, int]]:
    """The sentences of subsection (f)(3), each with its line."""
    begin = _SECTION.search(text)
    if begin is None:
        raise CouldNotRead(f"{file} has no section 889 of Public Law 115-232; it is another text, or was cut")
    end = _NEXT_SECTION.search(text, begin.end())
    definition = _DEFINITION.search(text, begin.end(), end.start() if end else len(text))
    if end is None or definition is None:
        raise CouldNotRead(f"{file}: section 889 is not whole or has no definition (f)(3); download it again")
    starts = [match.end() for match in _PARAGRAPH.finditer(text, definition.end(), end.start())][:4]
    stops = [*(match.start() for match in _PARAGRAPH.finditer(text, definition.end(), end.start()))][1:4]
    pieces = zip(starts, [*stops, end.start()], strict=False)
    return [(settle(text[start:stop]), text.count("\n", 0, start) + 1) for start, stop in pieces]


def _entries(sentence: str, line: int) -> Iterator[ParsedEntry]:
    for covered in read_sentences(sentence):
        if covered.is_product:  # (C) and (D) name nobody
            continue
        listing = ParsedListing(
            programme=PROGRAMME,
            ground=COMMUNICATIONS_EQUIPMENT,
            evidence_class=EvidenceClass.OFFICIAL_OTHER_GROUND,
            source=PDF,
            words=sentence,
            listed_on=ENACTED_ON,
            effective_on=IN_FORCE_ON,
            source_date=ENACTED_ON,
        )
        yield ParsedEntry(
            id=entry_id(covered.name),
            type=EntryType.COMPANY,
            names=(ParsedName(covered.name),),
            listings=(listing,),
            has_own_id=False,
            place=line,
        )


def _of_this_section(transcribed: ParsedList, file: str) -> ParsedList:
    ours, problems = [], list(transcribed.problems)
    for entry in transcribed.entries:
        other = next((each.programme for each in entry.listings if not each.programme.startswith("Section 889 ")), None)
        if other is None:
            ours.append(entry)
        else:
            said = f'"{entry.name}" is listed under "{other}", not under section 889; it is left out'
            problems.append(Problem(file, said, line=entry.place))
    return ParsedList(tuple(ours), transcribed.rows, tuple(problems), transcribed.published_on, transcribed.ending)


PUBLISHERS = (
    Publisher(
        description=ListDescription(
            name="us-s889",
            label="s.889",
            title="Section 889: telecommunications and video surveillance equipment that federal agencies may not buy",
            publisher="United States Congress, Public Law 115-232",
            evidence="official, another ground",
            ownership_rule=OwnershipRule.SUBSIDIARIES_AND_AFFILIATES,
            ownership_note=(
                'The statute adds "or any subsidiary or affiliate of such entities" (section 889(f)(3), '
                f"{PDF}), since 13 August 2018."
            ),
            meaning=(
                "Federal agencies may not buy covered equipment of these companies, nor contract with those who use "
                "it. It is a purchasing rule on a ground of national security: not an investment ban, and not a "
                "finding on human rights."
            ),
            licence=UNITED_STATES_WORK,
            source=PDF,
        ),
        addresses=(ADDRESS,),
        parse=parse_section_889,
        canaries=(Canary("Hangzhou Hikvision Digital Technology Company"),),
        at_least=5,
        curated="us-s889",
        stale_after=3650,  # a statute stands until another changes it
    ),
)
