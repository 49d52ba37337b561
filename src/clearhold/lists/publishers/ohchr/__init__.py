"""The United Nations database of business enterprises in Israeli settlements, as its page or a table of it has it.

The Office's page has a table of the enterprises listed and one of those it has removed, each with the day. A table made
of the page (CSV) has the removed ones below the listed: their numbers begin anew, and their last column is the day of
removal where the listed ones' is the enterprise's response.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clearhold.identity.countries import country_code
from clearhold.lists.markup import text_of
from clearhold.lists.own_values import read_day
from clearhold.lists.parsed import ParsedEntry, ParsedList, ParsedListing
from clearhold.lists.publisher import Canary, ListDescription, Publisher
from clearhold.lists.publishers.conventions.files import only_file, opening
from clearhold.lists.publishers.conventions.grounds import SETTLEMENTS
from clearhold.lists.publishers.conventions.spellings import entry_id
from clearhold.lists.publishers.ohchr.names import FootnoteLetters, read_names
from clearhold.lists.publishers.ohchr.tables import read_page_tables, read_text_table
from clearhold.lists.rows import ending_of_text
from clearhold.model import CouldNotRead, EntryType, EvidenceClass, OwnershipRule, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from clearhold.lists.parsed import SourceFile
    from clearhold.lists.publishers.ohchr.tables import SettlementRow

__all__ = ["PUBLISHERS", "parse_ohchr"]

ADDRESS = "https://www.ohchr.org/en/business/bhr-database"
PROGRAMME = "Human Rights Council resolution 31/36"
# Paragraph 96 of the report A/HRC/22/63 of 7 February 2013.
ACTIVITIES = {
    "a": "the supply of equipment and materials facilitating the construction and the expansion of settlements and the "
    "wall, and associated infrastructures",
    "b": "the supply of surveillance and identification equipment for settlements, the wall and checkpoints directly "
    "linked with settlements",
    "c": "the supply of equipment for the demolition of housing and property, the destruction of agricultural farms, "
    "greenhouses, olive groves and crops",
    "d": "the supply of security services, equipment and materials to enterprises operating in settlements",
    "e": "the provision of services and utilities supporting the maintenance and existence of settlements, including "
    "transport",
    "f": "banking and financial operations helping to develop, expand or maintain settlements and their activities, "
    "including loans for housing and the development of businesses",
    "g": "the use of natural resources, in particular water and land, for business purposes",
    "h": "pollution, and the dumping of waste in or its transfer to Palestinian villages",
    "i": "captivity of the Palestinian financial and economic markets, as well as practices that disadvantage "
    "Palestinian enterprises, including through restrictions on movement, administrative and legal constraints",
    "j": "use of benefits and reinvestments of enterprises owned totally or partially by settlers for developing, "
    "expanding and maintaining the settlements",
}
_LETTER = re.compile(r"\(([a-z])\)")
_RESPONSE = re.compile(r"Response\b\W*(?P<day>[^()]*?)\W*", re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:updated|as of|as at)(?: on)?:? (\d{1,2} [A-Z][a-z]+ \d{4})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Ending:
    """What a row's last column says: the day of the response or of removal, or why neither can be told."""

    responded: str | None = None
    removed_on: date | None = None
    fault: str | None = None


def parse_ohchr(files: Sequence[SourceFile]) -> ParsedList:
    """The enterprises listed, and those removed as ended periods.

    Raises CouldNotRead for a file without a table of business enterprises.
    """
    file = only_file(files)
    problems: list[Problem] = []
    published_on, ending = None, "</html>"
    if opening(file).startswith(b"<"):
        page, rows = read_page_tables(file)
        updated = _UPDATED.search(text_of(page))
        published_on = read_day(updated[1], day_first=True) if updated else None
    else:
        rows, ending = read_text_table(file), ending_of_text(file.content)
    if not rows:
        raise CouldNotRead(
            f"{file.name} has no table of business enterprises: it is another page, or its layout is new"
        )
    entries = tuple(_entries(rows, file.name, published_on, problems))
    return ParsedList(entries, len(rows), tuple(problems), published_on, ending)


def _entries(
    rows: Sequence[SettlementRow], file: str, published_on: date | None, problems: list[Problem]
) -> Iterator[ParsedEntry]:
    letters = FootnoteLetters()
    for row in rows:
        name = letters.take_off(row.name)
        if not name:
            problems.append(Problem(file, f'no name in the row numbered "{row.number}"; it is left out', line=row.line))
            continue
        if letters.doubtful(name):
            message = f'"{name}" ends in a letter that may be a footnote\'s and is not the next of them; it is kept'
            problems.append(Problem(file, message, line=row.line))
        ending = _ending(row)
        if ending.fault:
            problems.append(Problem(file, f'"{name}": {ending.fault}; the row is left out', line=row.line))
            continue
        country = country_code(row.state)
        if row.state and not country:
            problems.append(Problem(file, f'"{row.state}" is no country that is known; left open', line=row.line))
        yield ParsedEntry(
            id=entry_id(name),
            type=EntryType.COMPANY,
            names=read_names(name),
            listings=(_listing(row, ending, published_on),),
            countries=(country,) if country else (),
            has_own_id=False,
            place=row.line,
        )


def _ending(row: SettlementRow) -> _Ending:
    day = read_day(row.last, day_first=True)
    if row.removed:
        return _Ending(removed_on=day) if day else _Ending(fault=f'removed on "{row.last}", which is no certain day')
    if not row.last:
        return _Ending()
    if response := _RESPONSE.fullmatch(row.last):
        return _Ending(responded=response["day"] or "a day not stated")
    if row.removed is None and day:
        return _Ending(fault=f"the table does not say whether {row.last} is the day of a response or of removal")
    return _Ending(responded=row.last)


def _listing(row: SettlementRow, ending: _Ending, published_on: date | None) -> ParsedListing:
    letters = dict.fromkeys(_LETTER.findall(row.activities))
    stated = "; ".join(f"({letter}) {ACTIVITIES.get(letter, 'not in the paragraph')}" for letter in letters)
    account = f"Activities of paragraph 96 of A/HRC/22/63: {stated or 'not stated'}"
    if ending.responded:
        told = ending.responded if ending.responded[:1].isdecimal() else f'"{ending.responded}"'
        account += f". The table notes a response from the enterprise: {told}"
        account += f", {row.response}" if row.response else ""
    return ParsedListing(
        programme=PROGRAMME,
        ground=SETTLEMENTS,
        evidence_class=EvidenceClass.OFFICIAL_HUMAN_RIGHTS,
        source=ADDRESS,
        account=account,
        delisted_on=ending.removed_on,
        source_date=published_on,
    )


PUBLISHERS = (
    Publisher(
        description=ListDescription(
            name="un-ohchr-settlements",
            label="OHCHR",
            title="Database of business enterprises pursuant to Human Rights Council resolution 31/36",
            publisher="Office of the United Nations High Commissioner for Human Rights",
            evidence="official, human-rights ground",
            ownership_rule=OwnershipRule.NOT_STATED,
            ownership_note="The database names each business enterprise by itself, parents and subsidiaries apart. It "
            "states no rule for companies it does not name.",
            meaning="The UN Human Rights Office states that it has reasonable grounds to conclude that the company is "
            "or was involved in one or more of the activities in Israeli settlements in the occupied Palestinian "
            "territory that paragraph 96 of report A/HRC/22/63 lists; the letters say which. The Office states that "
            "the database is not a judicial or quasi-judicial process and does not characterise the activities in "
            "law. It forbids no investment.",
            licence="A publication of the United Nations; its facts are used with the source named",
            source=ADDRESS,
        ),
        addresses=(ADDRESS,),
        parse=parse_ohchr,
        canaries=(Canary("Airbnb Inc."), Canary("Bank Hapoalim Ltd."), Canary("Booking Holdings Inc.")),
        at_least=130,
        curated="un-ohchr-settlements",
        stale_after=180,
    ),
)
