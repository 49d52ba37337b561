"""Makes the listings of a party on one of OFAC's lists: one a programme, or a directive where OFAC dates directives."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from clearhold.lists.own_values import read_day
from clearhold.lists.parsed import ParsedListing
from clearhold.lists.publishers.ofac.labels import DIRECTIVE_13662, DIVESTMENT_DATE
from clearhold.lists.publishers.ofac.parties import OfacList
from clearhold.lists.publishers.ofac.programmes import CHINESE_MILITARY, programme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from clearhold.lists.publishers.ofac.parties import Party

# OFAC's own page on the party.
_PAGE = "https://sanctionssearch.ofac.treas.gov/Details.aspx?id={}"
_ORDER = re.compile(r"(?:EO ?|Executive Order )(\d{5})")
_DATED = re.compile(r"(Listing|Effective) Date \((?:CMIC|EO (\d{5}) (Directive \w+))\)")
_SECTORS_OF_RUSSIA = "UKRAINE-EO13662"


def listings_of(party: Party, on_list: OfacList, source_date: date | None) -> tuple[ParsedListing, ...]:
    """A party's listings on a list, in the order of its programmes.

    Dates are those that OFAC states: for NS-CMIC and directives in the entry itself, for the rest in the Advanced XML
    alone. A party for which OFAC gives no programme is listed under the list's own name.
    """
    codes = party.programmes or (on_list.value,)
    return tuple(listing for code in codes for listing in _of_programme(code, party, on_list, source_date))


def _of_programme(code: str, party: Party, on_list: OfacList, source_date: date | None) -> Iterator[ParsedListing]:
    about = programme(code)
    plain = ParsedListing(
        programme=about.name,
        ground=about.ground,
        evidence_class=about.evidence_class,
        source=_PAGE.format(party.uid),
        source_date=source_date,
    )
    if code == CHINESE_MILITARY:
        days = _days(party, None).get("", {})
        yield replace(
            plain, listed_on=days.get("Listing"), effective_on=days.get("Effective"), account=_divestment(party)
        )
        return
    directives = _days(party, _order(code)) if on_list is OfacList.CONSOLIDATED and _order(code) else {}
    for directive, days in directives.items():
        yield replace(
            plain,
            programme=f"{about.name}, {directive}",
            listed_on=days.get("Listing"),
            effective_on=days.get("Effective"),
        )
    if not directives:
        account = _sectoral(party) if code == _SECTORS_OF_RUSSIA and on_list is OfacList.CONSOLIDATED else None
        yield replace(plain, listed_on=_listed_on(code, party, on_list), account=account)


def _days(party: Party, order: str | None) -> dict[str, dict[str, date]]:
    """By directive of an executive order, or "" for NS-CMIC (no order): the days that the entry states, by kind."""
    days: dict[str, dict[str, date]] = {}
    for statement in party.statements:
        match = _DATED.fullmatch(statement.label)
        if match and match[2] == order and (day := read_day(statement.value, day_first=None)):
            days.setdefault(match[3] or "", {})[match[1]] = day
    return days


def _divestment(party: Party) -> str | None:
    for statement in party.statements:
        if statement.label == DIVESTMENT_DATE and (day := read_day(statement.value, day_first=None)):
            return f"OFAC gives {day.day} {day:%B %Y} as the date of purchases and sales for divestment."
    return None


def _sectoral(party: Party) -> str | None:
    subject = [statement.value for statement in party.statements if statement.label == DIRECTIVE_13662]
    return f"OFAC's determination under E.O. 13662: {'; '.join(dict.fromkeys(subject))}." if subject else None


def _listed_on(code: str, party: Party, on_list: OfacList) -> date | None:
    """The day of the events that name the programme's executive order, or of all of them; None where they differ."""
    events = [event for event in party.events if (event.on_list == OfacList.SDN) is (on_list is OfacList.SDN)]
    # The Consolidated List repeats what one of the lists in it has, with the day on which it took the entry over.
    own = [event for event in events if event.on_list != OfacList.CONSOLIDATED] or events
    order = _order(code)
    days = {event.on for event in own if order and _order(event.legal_basis) == order} or {event.on for event in own}
    return days.pop() if len(days) == 1 else None


def _order(text: str) -> str | None:
    match = _ORDER.search(text)
    return match[1] if match else None
