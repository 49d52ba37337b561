"""What a column is about, once its heading and its cells are both heard; check digits overrule a heading that lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clearhold.holdings.vocabulary import AMOUNTS, SCHEMES, Subject

if TYPE_CHECKING:
    from clearhold.holdings.content import Column

# A scheme is a column's where most cells pass its check digit. One in ten random codes passes one, so that few cells
# prove little: SEDOLs and CUSIPs need three.
_MOST, _FEW = 0.8, 0.2
_LEAST = {"cusip": 3, "sedol": 3}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a column is about and what showed it; `rank` is 0 for a clear heading, more for a vaguer one."""

    subject: Subject | None
    rank: int
    why: str


def judge(column: Column) -> Judgement:
    """What a column is about, from its heading where its cells do not contradict it, else from its cells."""
    if column.meaning is None:
        return _by_content(column)
    heard = Judgement(column.meaning.subject, column.meaning.rank, f'heading "{column.heading}"')
    if not column.filled:
        return heard
    if heard.subject in SCHEMES or heard.subject is Subject.IDENTIFIER:
        return _identifiers(column, heard)
    return _contradicted(column, heard) or heard


def _contradicted(column: Column, heard: Judgement) -> Judgement | None:
    """What a column is about whose cells are not what its heading says, or None where they are."""
    over_numbers = f'heading "{column.heading}" over numbers'
    unlike = f'heading "{column.heading}", but its cells are no'
    match heard.subject:
        case Subject.NAME if not column.is_text and column.is_numeric:
            return Judgement(Subject.QUANTITY, 2, over_numbers)
        case Subject.EXCHANGE if heard.rank and column.is_numeric:
            return Judgement(Subject.VALUE, 2, over_numbers)
        case Subject.AS_OF if column.are_dates < _MOST:
            return Judgement(None, 0, f"{unlike} dates")
        case Subject.CURRENCY if column.sample and not column.currencies:
            return Judgement(None, 0, f"{unlike} currencies")
        case subject if subject in AMOUNTS and heard.rank and not _has_numbers(column):
            return Judgement(None, 0, f"{unlike} numbers")
    return None


def _has_numbers(column: Column) -> bool:
    return column.numbers.filled > int(column.numbers.unreadable.sum())


def _identifiers(column: Column, heard: Judgement) -> Judgement:
    """The scheme of a column of identifiers: the heading's unless its cells are plainly of another."""
    best = max(column.schemes, key=lambda scheme: column.schemes[scheme], default=None)
    share = column.schemes[best] if best else 0.0
    own = column.schemes.get(heard.subject.value, 0.0) if heard.subject else 0.0
    if best and heard.subject is Subject.IDENTIFIER and not _is_proven(column, best, heard.rank):
        best = None
    if best and share >= _MOST and own <= _FEW and not (heard.subject is Subject.ISIN and column.isin_shaped > _FEW):
        why = f"check digits of {share:.0%} of its cells are those of {best.upper()}s"
        if heard.subject is not Subject.IDENTIFIER:
            why += f', whatever its heading "{column.heading}" says'
        return Judgement(Subject(best), 0 if heard.subject is Subject.IDENTIFIER else 1, why)
    if heard.subject is Subject.IDENTIFIER and not column.isin_shaped and column.short_cusips >= _MOST:
        return Judgement(Subject.CUSIP, 1, f"{column.short_cusips:.0%} of its cells are CUSIPs without the check digit")
    return heard


def _is_proven(column: Column, scheme: str, rank: int) -> bool:
    """Whether check digits prove a CUSIP or SEDOL: numbers of a publisher's own may have a check digit of the kind."""
    if scheme not in _LEAST:
        return True
    lettered = any(any(map(str.isalpha, cell)) for cell in column.sample)
    return lettered or (rank == 0 and len(column.sample) >= _LEAST[scheme])


def _by_content(column: Column) -> Judgement:
    """What a column without a heading that we know is about, where its cells tell it beyond doubt."""
    named = f'heading "{column.heading}" not known' if column.heading else "no heading"
    if not column.sample:
        return Judgement(None, 0, "empty")
    for scheme in ("isin", "lei", "figi", "cusip", "sedol"):
        share = column.schemes.get(scheme, 0.0)
        if share >= _MOST and len(column.sample) >= _LEAST.get(scheme, 1) and _is_proven(column, scheme, 0):
            return Judgement(
                Subject(scheme), 2, f"{named}; check digits of {share:.0%} of its cells are those of {scheme.upper()}s"
            )
    if column.currencies == 1 and all(len(cell) == 3 for cell in column.sample):  # noqa: PLR2004 (ISO 4217)
        return Judgement(Subject.CURRENCY, 2, f"{named}; its cells are codes of currencies")
    if column.countries >= _MOST and not column.is_numeric:
        return Judgement(Subject.COUNTRY, 2, f"{named}; {column.countries:.0%} of its cells are countries")
    return Judgement(None, 0, f"{named}; not used")
