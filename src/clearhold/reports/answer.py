"""The answer of a run in plain sentences, and the words for what was screened against what.

Neutral by rule: who lists, on what stated ground, and how much is held; never an accusation or advice of our own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import polars as pl

from clearhold.model import Dimension, EvidenceClass, Outcome
from clearhold.reports.figures import format_date, format_money, format_number_of, format_share
from clearhold.reports.self_check import failure_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clearhold.model import Screening

JUDGED = "judged"

_ON_LISTS = {
    EvidenceClass.OFFICIAL_HUMAN_RIGHTS: "on official lists whose stated ground is human rights",
    EvidenceClass.OFFICIAL_OTHER_GROUND: "on official lists with another stated ground",
    EvidenceClass.INVESTOR_DECISION: "the subject of another investor's published decision",
    EvidenceClass.RESEARCH_OR_PRESS: "named in research or press reports",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The headline sentence, and the sentences that belong beside it; before all, that the run failed, if it did."""

    headline: str
    beside: tuple[str, ...]
    failure: str | None = None

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of it in the order in which it is read."""
        return (*((self.failure,) if self.failure else ()), self.headline, *self.beside)


def exposure_by(screening: Screening, dimension: Dimension) -> list[dict[str, Any]]:
    """The rows of the exposure table for one dimension, largest first as the table has them.

    Where no position has a known value a sum of nothing is unknown, not zero.
    """
    rows = screening.exposure.filter(pl.col("dimension").cast(pl.String) == dimension.value).to_dicts()
    return rows if screening.totals.value is not None else [row | {"base_value": None} for row in rows]


def subject_of(screening: Screening) -> str:
    """What was screened, for a title: the fund's name, or the names of the files where they hold several or none."""
    if screening.fund:
        return screening.fund
    files = list(file_names(screening).values())
    return ", ".join(files[:3]) + (f" and {len(files) - 3} more" if len(files) > 3 else "")  # noqa: PLR2004


def file_names(screening: Screening) -> dict[str, str]:
    """Each file as readers know it: without its folders, unless two files then have one name."""
    files = [file.file for file in screening.reading.files]
    names = [file.replace("\\", "/").rpartition("/")[2] for file in files]
    return dict(zip(files, names if len(set(names)) == len(files) else files, strict=True))


def answer_of(screening: Screening) -> Answer:
    """The result in one sentence of money and share, and what a reader must know beside it.

    A run that failed its own check tells what it found, and of all else that it is not known.
    """
    answer = _answer(screening)
    stale = stale_of(screening)
    return replace(answer, beside=(*answer.beside, stale)) if stale else answer


def _answer(screening: Screening) -> Answer:
    failure = failure_of(screening)
    found = _found(screening)
    lists = format_number_of(len(screening.lists.lists), "list", "lists")
    if failure:
        if not found:
            headline = f"Whether a company that is held is on the {lists} screened against is not known."
            return Answer(headline, _to_look_at(screening), failure)
        return Answer(f"At least {found[0]}", (*found[1:], *_to_look_at(screening)), failure)
    if not found:
        headline = f"No company that is held was found on the {lists} screened against."
        return Answer(headline, (*_to_look_at(screening), _judged(screening)))
    others = found[1:]
    if not _by_class(screening).get(EvidenceClass.OFFICIAL_HUMAN_RIGHTS):
        others = ("None held was found on an official list whose stated ground is human rights.", *others)
    return Answer(found[0], (*others, *_to_look_at(screening), _judged(screening)))


def _found(screening: Screening) -> tuple[str, ...]:
    """A sentence for each class of evidence found, the strongest first; none where there is no likely match."""
    by_class = _by_class(screening)
    of_fund = "of the fund" if screening.fund else "of all positions"
    currency = screening.totals.base_currency
    return tuple(
        f"{_companies(row, more=number > 0)} {_verb(row) if number else f'held {_verb(row)}'} {_ON_LISTS[each]}: "
        f"{_money(row, currency, of_fund)}."
        for number, (each, row) in enumerate(sorted(by_class.items()))
    )


def days_of(screening: Screening) -> str:
    """The two days of a run in words: that of the holdings, and that on which listings are judged."""
    held = f"Holdings as of {format_date(screening.as_of)}" if screening.as_of else "Holdings at the dates in the files"
    if screening.listings_day:
        return f"{held}; listings as in force on {format_date(screening.listings_day)}."
    newest = max((each.as_of for each in screening.lists.lists), default=None)
    return f"{held}; listings as the lists stand, the newest of {format_date(newest)}."


def _by_class(screening: Screening) -> dict[EvidenceClass, dict[str, Any]]:
    return {EvidenceClass(int(row["key"])): row for row in exposure_by(screening, Dimension.EVIDENCE_CLASS)}


def _to_look_at(screening: Screening) -> tuple[str, ...]:
    """What was found and is counted nowhere: companies of a listed one's group, and possible ones."""
    sentences = []
    currency = screening.totals.base_currency
    by_outcome = {row["key"]: row for row in exposure_by(screening, Dimension.OUTCOME)}
    possible, group = by_outcome.get(Outcome.POSSIBLE.value), by_outcome.get(Outcome.SAME_GROUP.value)
    if group:
        verb = "seems" if group["parties"] == 1 else "seem"
        sentences.append(
            f"{_companies(group)} {verb} to belong to the group of a listed company: "
            f"{format_money(group['base_value'], currency)}, not counted above."
        )
    if possible:
        needs = "needs" if possible["parties"] == 1 else "need"
        sentences.append(
            f"{_companies(possible)} {needs} a person's look, since the name alone does not settle it: "
            f"{format_money(possible['base_value'], currency)}, not counted above."
        )
    return tuple(sentences)


def stale_of(screening: Screening) -> str | None:
    """Which lists may be out of date on the day by whose end they were known, in one sentence, or None."""
    lists = screening.lists.lists
    stale = [each for each in lists if each.stale]
    if not stale:
        return None
    known = f" on {format_date(screening.request.known_at)}" if screening.request.known_at else ""
    if len(stale) == 1:
        return f"One list may have been out of date{known}: {stale[0].label} {stale[0].stale}."
    labels = ", ".join(each.label for each in stale)
    return f"{len(stale)} of the {len(lists)} lists may have been out of date{known}: {labels}."


def judged_of(screening: Screening) -> str:
    """How much could be judged, in words without a full stop: "99.2 % of the value could be judged"."""
    judged = [row for row in screening.coverage.to_dicts() if row["status"] == JUDGED]
    if not judged:
        return "Nothing could be judged"
    if judged[0]["share"] is None:
        return f"{format_number_of(judged[0]['positions'], 'position', 'positions')} could be judged, of unknown value"
    share = format_share(judged[0]["share"])
    return f"{share.replace('> ', 'More than ').replace('< ', 'Less than ')} of the value could be judged"


def _judged(screening: Screening) -> str:
    all_judged = all(row["status"] == JUDGED for row in screening.coverage.to_dicts())
    return judged_of(screening) + ("." if all_judged else "; what could not, and why, is under Coverage.")


def _companies(row: Mapping[str, Any], *, more: bool = False) -> str:
    one, many = ("more company", "more companies") if more else ("company", "companies")
    return format_number_of(row["parties"], one, many)


def _verb(row: Mapping[str, Any]) -> str:
    return "is" if row["parties"] == 1 else "are"


def _money(row: Mapping[str, Any], currency: str | None, of_fund: str) -> str:
    if row["share"] is None:
        return "value not known"
    return f"{format_money(row['base_value'], currency)}, {format_share(row['share'])} {of_fund}"
