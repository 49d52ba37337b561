"""Norges Bank's list of companies that Norway's Government Pension Fund Global excludes or observes, from its page.

The page has one table, its columns Company, one without a heading (a former name, or subsidiaries that are included),
Category, Criterion, Decision and Publishing date; the company's name links to the release. The page as of 9 October
2024 puts the two first columns into one cell where the second is empty, so that a row has five cells.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from clearhold.lists.markup import read_page, text_of
from clearhold.lists.own_values import read_day
from clearhold.lists.parsed import ParsedEntry, ParsedList, ParsedListing, ParsedName
from clearhold.lists.publisher import Canary, ListDescription, Publisher
from clearhold.lists.publishers.conventions.asides import former_name
from clearhold.lists.publishers.conventions.files import only_file
from clearhold.lists.publishers.conventions.legal_forms import ends_in_legal_form
from clearhold.lists.publishers.conventions.names import each_once_in_any_case
from clearhold.lists.publishers.conventions.parties import unite
from clearhold.lists.publishers.conventions.spellings import entry_id
from clearhold.lists.publishers.nbim.criteria import ground_of
from clearhold.lists.publishers.nbim.table import ADDRESS, Decision, read_decisions
from clearhold.model import CouldNotRead, EntryType, EvidenceClass, NameKind, OwnershipRule, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from clearhold.lists.parsed import SourceFile

__all__ = ["PUBLISHERS", "parse_nbim"]

_FUND = "Norges Bank (Government Pension Fund Global)"
_KINDS = ("exclusion", "observation")
_ENDED = re.compile(r"\b(?:revoke[ds]?|revocation|ended|end of|lifted)\b", re.IGNORECASE)
_INCLUDED = re.compile(r"incl(?:\.|uding) (?:the )?subsidiar(?:y|ies):? (?P<names>.+)", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:;|,|,?\sand\s)\s*")
_UPDATED = re.compile(
    r"(?:latest|last) updated?(?: on)?:? (\d{1,2}\.? [A-Z][a-z]+ \d{4}|\d{1,2}\.\d{1,2}\.\d{4})", re.IGNORECASE
)


def parse_nbim(files: Sequence[SourceFile]) -> ParsedList:
    """A company an entry, with a listing for each decision; a revoked one is a period that has ended.

    Raises CouldNotRead for a page without the table.
    """
    file = only_file(files)
    page = read_page(file.content, file.name)
    updated = _UPDATED.search(text_of(page))
    published_on = read_day(updated[1].replace(". ", " "), day_first=True) if updated else None
    decisions = read_decisions(page)
    if not decisions:
        raise CouldNotRead(
            f"{file.name} has no table with the columns Company, Criterion and Decision: it is another page, or its "
            "layout is new"
        )
    problems: list[Problem] = []
    entries: dict[str, ParsedEntry] = {}
    for decision in decisions:
        for entry in _entries(decision, file.name, published_on, problems):
            key = entry.name.casefold()
            entries[key] = _united(entries[key], entry) if key in entries else entry
    return ParsedList(tuple(entries.values()), len(decisions), tuple(problems), published_on, "</html>")


def _entries(
    decision: Decision, file: str, published_on: date | None, problems: list[Problem]
) -> Sequence[ParsedEntry]:
    """The company of a row, and the subsidiaries that the row says are included."""

    def report(message: str) -> None:
        problems.append(Problem(file, message, line=decision.line))

    listing = _listing(decision, published_on, report_to=problems, file=file)
    if listing is None:
        return ()
    names = [ParsedName(decision.company)]
    subsidiaries: Sequence[str] = ()
    if former := former_name(decision.note):
        names.append(ParsedName(former, NameKind.FORMER))
    elif included := _INCLUDED.fullmatch(decision.note):
        subsidiaries = _BETWEEN.split(included["names"])
        if not all(ends_in_legal_form(name) for name in subsidiaries):
            report(
                f'the subsidiaries in "{decision.note}" could not be told apart; they are told with {decision.company}'
            )
            subsidiaries = ()
    if decision.note and not former:
        listing = replace(listing, account=f'The table adds: "{decision.note}"')
    company = ParsedEntry(
        id=entry_id(decision.company),
        type=EntryType.COMPANY,
        names=each_once_in_any_case(names),
        listings=(listing,),
        has_own_id=False,
        place=decision.line,
    )
    return company, *(
        replace(company, id=entry_id(name), names=(ParsedName(name),), parents=(decision.company,))
        for name in subsidiaries
    )


def _listing(
    decision: Decision, published_on: date | None, *, report_to: list[Problem], file: str
) -> ParsedListing | None:
    """The decision as a listing; none where it cannot be told what was decided, or when a revoked one ended."""

    def report(message: str) -> None:
        report_to.append(Problem(file, message, line=decision.line))

    if not decision.company:
        report(f'no company in the row "{" | ".join(decision.cells)}"; it is left out')
        return None
    folded = decision.decision.casefold()
    ended = _ENDED.search(folded) is not None
    kind = next((kind for kind in _KINDS if kind in folded), "exclusion" if ended else None)
    day = read_day(decision.day, day_first=True)
    if kind is None:
        report(f'{decision.company}: the decision "{decision.decision}" is none that is known; the row is left out')
        return None
    if decision.day and not day:
        report(f'{decision.company}: "{decision.day}" is no certain day; it is left open')
    if ended and not day:
        report(f"{decision.company}: {decision.decision} on a day that is not stated; the row is left out")
        return None
    ground, known = ground_of(decision.criterion)
    if not known:
        report(f'{decision.company}: the criterion "{decision.criterion}" is new; it is taken as written')
    return ParsedListing(
        programme=f"{_FUND}, {kind}",
        ground=ground,
        evidence_class=EvidenceClass.INVESTOR_DECISION,
        source=decision.release or ADDRESS,
        words=decision.criterion or None,
        listed_on=None if ended else day,
        delisted_on=day if ended else None,
        source_date=published_on,
    )


def _united(known: ParsedEntry, again: ParsedEntry) -> ParsedEntry:
    """Two rows of one company as one entry; what a row revokes ends the period of the row that decided it."""
    (new,) = again.listings
    listings = list(known.listings)
    for place, old in enumerate(listings):
        opened, closed = (new, old) if old.delisted_on else (old, new)
        if (old.programme, old.ground) != (new.programme, new.ground) or opened.delisted_on or not opened.listed_on:
            continue
        if closed.delisted_on and opened.listed_on <= closed.delisted_on:
            listings[place] = replace(opened, delisted_on=closed.delisted_on)
            break
    else:
        if new not in listings:
            listings.append(new)
    return replace(unite(known, again, each_once_in_any_case), listings=tuple(listings))


PUBLISHERS = (
    Publisher(
        description=ListDescription(
            name="no-nbim-exclusions",
            label="NBIM",
            title="Observation and exclusion of companies, Government Pension Fund Global",
            publisher="Norges Bank, on the recommendation of its Council on Ethics or of Norges Bank Investment "
            "Management",
            evidence="another investor's decision",
            ownership_rule=OwnershipRule.NOT_STATED,
            ownership_note="Each decision is about the companies it names; a few rows say that subsidiaries are "
            "included, and name them.",
            meaning="Norges Bank has decided that Norway's Government Pension Fund Global does not hold the company, "
            "or that it watches it, under guidelines of the Ministry of Finance. The criterion is shown: products such "
            "as tobacco, coal and nuclear weapons, or conduct such as violations of human rights, environmental damage "
            "and corruption. The decision binds that fund only and is a judgement of risk, not a finding of law. Since "
            "the interim guidelines of 7 November 2025 companies are named for ownership activities instead "
            "(https://www.regjeringen.no/en/documents/interim-ethical-guidelines-for-the-government-pension-fund-"
            "global/id3138527), so that absence says less than before. The list shows what is in force; a decision "
            "that was revoked is mostly absent.",
            licence="The page's terms allow personal use and forbid regular automatic copying "
            "(https://www.nbim.no/en/disclaimer/); facts of it may be used with the source named",
            source=ADDRESS,
        ),
        addresses=(ADDRESS,),
        parse=parse_nbim,
        canaries=(Canary("Airbus SE"), Canary("Li Ning Co Ltd")),
        at_least=150,
        # The built-in investor-exclusions holds other investors' decisions too, and must not be laid over this list.
        curated=None,
        stale_after=90,
        refuses_programs=True,
    ),
)
