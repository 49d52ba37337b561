"""The FCC's Covered List: a table of sentences, each with the day from which it covers what it names.

The page, its table as CSV and a public collection in JSON are read. A cell with several days has the day of inclusion
first and then those on which the Commission changed the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clearhold.lists.markup import local_name, read_html_table, read_page, settle
from clearhold.lists.own_values import read_day
from clearhold.lists.parsed import ParsedEntry, ParsedList, ParsedListing, ParsedName
from clearhold.lists.publisher import Canary, ListDescription, Publisher
from clearhold.lists.publishers.conventions.files import only_file, opening
from clearhold.lists.publishers.conventions.grounds import COMMUNICATIONS_EQUIPMENT
from clearhold.lists.publishers.conventions.licences import UNITED_STATES_WORK
from clearhold.lists.publishers.conventions.spellings import entry_id
from clearhold.lists.publishers.fcc.sentences import Covered, read_sentences
from clearhold.lists.publishers.transcriptions.collected_json import is_collected, read_collected
from clearhold.lists.rows import ending_of_text, headed_rows, table_of
from clearhold.model import CouldNotRead, EntryType, EvidenceClass, OwnershipRule, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from clearhold.lists.parsed import SourceFile

__all__ = ["PUBLISHERS", "parse_covered_list"]

ADDRESS = "https://www.fcc.gov/supplychain/coveredlist"
PROGRAMME = "Secure and Trusted Communications Networks Act of 2019, section 2 (47 U.S.C. 1601)"
_DAY = re.compile(r"[A-Z][a-z]+ \d{1,2}, \d{4}")
_SENTENCES, _DAYS = "covered equipment or services", "date of inclusion on covered list"
_A_CATEGORY = "Category listing (not a named company). "
_CHANGED = re.compile(r"\s*\[Entry updated (\d+) time\(s\), most recently ([^\]]+)\]$")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table: what it covers, the days beside it in their order, and its line."""

    covered: tuple[Covered, ...]
    days: tuple[date, ...]
    line: int | None
    account: str | None = None


def parse_covered_list(files: Sequence[SourceFile]) -> ParsedList:
    """Whom and what the list covers, each sentence's parties or kinds of product as entries of their own."""
    file = only_file(files)
    problems: list[Problem] = []
    if is_collected(file):
        rows, ending = _collected_rows(file), "}"
    elif opening(file).startswith(b"<"):
        page = read_page(file.content, file.name)
        table = next((each for each in page.iter("table") if _is_the_list(read_html_table(each))), None)
        if table is None:
            raise CouldNotRead(f"{file.name}: no table of covered equipment or services; the page's layout is new")
        lines = [cells for cells in read_html_table(table)[1:] if any(cells)]
        rows, ending = [_row((*cells, "", "")[:2], table.sourceline) for cells in lines], f"</{local_name(page)}>"
    else:
        _, below = headed_rows(table_of(file.content, file.name).sheets[0], file.name, (_SENTENCES, _DAYS))
        rows = [_row((each[_SENTENCES], each[_DAYS]), each.line) for each in below]
        ending = ending_of_text(file.content)
    published_on = max((day for row in rows for day in row.days), default=None)
    entries = tuple(_entries(rows, published_on, file.name, problems))
    return ParsedList(entries, len(rows), tuple(problems), published_on, ending)


def _is_the_list(rows: Sequence[Sequence[str]]) -> bool:
    heads = " ".join(rows[0]).casefold() if rows else ""
    return _SENTENCES in heads and _DAYS in heads


def _row(cells: Sequence[str], line: int | None) -> _Row:
    sentence, days = cells
    read = tuple(day for text in _DAY.findall(days) if (day := read_day(text, day_first=False)))
    changed = ", ".join(_in_words(day) for day in read[1:])
    account = f"The Commission changed the sentence on {changed}." if changed else None
    return _Row(read_sentences(sentence), read, line, account)


def _collected_rows(file: SourceFile) -> list[_Row]:
    """The entities of a public collection, which has one for each party and for each kind of product."""
    rows = []
    for each in read_collected(file, "fcc-covered"):
        notes = each.notes.removeprefix(_A_CATEGORY)
        changed = _CHANGED.search(notes)
        parents = {covered.name.rstrip("."): covered.parent for covered in read_sentences(notes)}
        # Sentences there are cut at a length; what is cut is no quotation.
        words = _CHANGED.sub("", notes)
        (first, *_) = read_sentences(notes) or (Covered(each.name, words, COMMUNICATIONS_EQUIPMENT),)
        covered = Covered(
            name=each.name,
            words="" if words.endswith("…") else words,
            ground=first.ground,
            is_product=each.notes.startswith(_A_CATEGORY),
            parent=parents.get(each.name.rstrip(".")),
        )
        account = f"The Commission changed the sentence, last on {changed[2]}." if changed else None
        rows.append(_Row((covered,), (each.effective_on,) if each.effective_on else (), None, account))
    return rows


def _entries(
    rows: Iterable[_Row], published_on: date | None, file: str, problems: list[Problem]
) -> Iterable[ParsedEntry]:
    for row in rows:
        if not row.covered:
            problems.append(Problem(file, "the row covers nothing that was understood; it is left out", line=row.line))
        for covered in row.covered:
            if not row.days:
                said = f'"{covered.name}" has no date of inclusion that is a day; it is left open'
                problems.append(Problem(file, said, line=row.line))
            listing = ParsedListing(
                programme=PROGRAMME,
                ground=covered.ground,
                evidence_class=EvidenceClass.OFFICIAL_OTHER_GROUND,
                source=ADDRESS,
                words=covered.words or None,
                account=row.account,
                listed_on=row.days[0] if row.days else None,
                source_date=published_on,
            )
            yield ParsedEntry(
                id=entry_id(covered.name),
                type=EntryType.PRODUCT_CATEGORY if covered.is_product else EntryType.COMPANY,
                names=(ParsedName(settle(covered.name)),),
                listings=(listing,),
                parents=(covered.parent,) if covered.parent else (),
                has_own_id=False,
                place=row.line,
            )


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


PUBLISHERS = (
    Publisher(
        description=ListDescription(
            name="us-fcc-covered",
            label="FCC",
            title="List of equipment and services covered by section 2 of the Secure Networks Act (Covered List)",
            publisher="United States Federal Communications Commission",
            evidence="official, another ground",
            ownership_rule=OwnershipRule.SUBSIDIARIES_AND_AFFILIATES,
            ownership_note=(
                "The Commission's list is to be read to include the subsidiaries and affiliates of the producers it "
                f"names ({ADDRESS}, since 12 March 2021)."
            ),
            meaning=(
                "The Commission holds the equipment and services named to be an unacceptable risk to national "
                "security; federal subsidies may not be spent on them. The list is about equipment and services: it is "
                "not an investment ban, and its ground is not human rights."
            ),
            licence=UNITED_STATES_WORK,
            source=ADDRESS,
        ),
        addresses=(ADDRESS,),
        parse=parse_covered_list,
        canaries=(Canary("Hangzhou Hikvision Digital Technology Company"),),
        at_least=10,
        curated="us-fcc-covered",
        stale_after=60,
        refuses_programs=True,
    ),
)
