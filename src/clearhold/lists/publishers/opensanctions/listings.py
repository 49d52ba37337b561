"""What OpenSanctions' entities state of a listing: Sanction and Risk entities, and a target that has neither."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clearhold.lists.parsed import ParsedListing
from clearhold.lists.publishers.conventions.days import day_of
from clearhold.lists.publishers.opensanctions.grounds import judge
from clearhold.model import Problem, place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from clearhold.lists.publishers.opensanctions.lines import Entity

DESIGNATIONS = ("Sanction", "Risk")
NO_PROGRAMME = "programme not stated"
# A ground of ours, as an export of ours writes it: `human rights: forced labour in Xinjiang`.
_OUR_GROUND = re.compile(
    r"(?:human rights|military|national security|sanctions|export control|investor criterion): [^.]{1,100}"
)


@dataclass(frozen=True, slots=True)
class Designation:
    """A Sanction or Risk entity in what a listing needs of it; its ground also needs the party's topics."""

    line: int
    official: bool
    programme: str
    programme_ids: tuple[str, ...]
    reasons: tuple[str, ...]
    account: str | None
    summary: str
    datasets: tuple[str, ...]
    source: str | None
    listed_on: date | None
    effective_on: date | None
    delisted_on: date | None


def read_designation(entity: Entity, file: str, report: Callable[[Problem], None]) -> Designation:
    """The designation that a Sanction or Risk entity is; a day that is no full one is reported and left open."""

    def day(name: str, pick: Callable[[Sequence[date]], date]) -> date | None:
        written = entity.values(name)
        days = [found for text in written if (found := day_of(text))]
        for text in written:
            if not day_of(text):
                report(Problem(file, f'{entity.id}: {name} "{text}" is no full day; it is left open', line=entity.line))
        return pick(days) if days else None

    ids = tuple(entity.values("programId"))
    reasons = tuple(entity.values("reason"))
    told = [*entity.values("description"), *entity.values("provisions"), *entity.values("status")]
    if len(reasons) > 1:
        told.insert(0, "Reasons given: " + "; ".join(f'"{reason}"' for reason in reasons))
    return Designation(
        line=entity.line,
        official=entity.schema == "Sanction",
        programme=next(iter((*entity.values("program"), *ids, *entity.values("authority"))), ""),
        programme_ids=ids,
        reasons=reasons,
        account=". ".join(told) or None,
        summary=next(iter(entity.values("summary")), ""),
        datasets=tuple(entity.datasets),
        source=next(iter(entity.values("sourceUrl", "programUrl")), None),
        # Several days of one designation: the first that it was listed or in force, the last that it ended.
        listed_on=day("listingDate", min),
        effective_on=day("startDate", min),
        delisted_on=day("endDate", max),
    )


def listing_of(made: Designation, topics: Sequence[str], file: str, source: str | None) -> ParsedListing:
    """The listing that a designation is for a party with these topics; `source` is the party's own address."""
    words = made.reasons[0] if len(made.reasons) == 1 else None
    ground, evidence_class = judge(
        programme_ids=made.programme_ids,
        datasets=made.datasets,
        topics=topics or (("sanction",) if made.official else ()),
        programme=made.programme,
        words=words,
        designated=made.official,
    )
    return ParsedListing(
        programme=made.programme or ", ".join(made.datasets) or NO_PROGRAMME,
        ground=made.summary if _OUR_GROUND.fullmatch(made.summary) else ground,
        evidence_class=evidence_class,
        source=made.source or source or place(file, line=made.line),
        words=words,
        account=made.account,
        listed_on=made.listed_on,
        effective_on=made.effective_on,
        delisted_on=made.delisted_on,
    )


def undesignated(
    *,
    programmes: Sequence[str],
    programme_ids: Sequence[str],
    datasets: Sequence[str],
    topics: Sequence[str],
    source: str,
    words: str | None = None,
    account: str | None = None,
) -> tuple[ParsedListing, ...]:
    """Listings of a target without a designation: one a programme, else one for the data sets that name it."""
    named = tuple(programmes) or tuple(programme_ids) or (", ".join(datasets) or NO_PROGRAMME,)
    # Which text of a programme goes with which key is not said where there are several.
    listings = []
    for programme in named:
        keys = [programme] if programme in programme_ids else programme_ids if len(named) == 1 else []
        ground, evidence_class = judge(
            programme_ids=keys, datasets=datasets, topics=topics, programme=programme, words=words
        )
        listings.append(ParsedListing(programme, ground, evidence_class, source, words=words, account=account))
    return tuple(listings)
