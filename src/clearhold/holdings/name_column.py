"""Which column names what is held, where the headings leave a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clearhold.holdings.vocabulary import Subject
from clearhold.model import CouldNotRead

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clearhold.holdings.content import Column
    from clearhold.holdings.subjects import Judgement

_ISSUER_WORDS = ("issuer", "company", "emittent", "emetteur", "emisor", "selskap", "המנפיק")
_SHORTEST = 4
_CLEARLY_LESS, _MOSTLY, _NEARLY_ALL = 0.7, 0.6, 0.9


def name_column(columns: Sequence[Column], judged: Mapping[int, Judgement], where: str) -> tuple[Column, str] | None:
    """The column of names and what showed it, or None where the table has none.

    Raises CouldNotRead where two columns look like names of different things and neither clearly is the holding's.
    """
    headed = [column for column in columns if judged[column.place].subject is Subject.NAME and column.filled]
    if headed:
        best = min(judged[column.place].rank for column in headed)
        first = [column for column in headed if judged[column.place].rank == best]
        chosen = first[0] if len(first) == 1 else _clear_winner(first) or _issuer_among(first)
        if chosen is None:
            raise _undecided(first, where)
        why = judged[chosen.place].why
        if len(first) > 1:
            others = ", ".join(str(column) for column in first if column is not chosen)
            why += f"; {others} names the same or less"
        return chosen, why
    return _fund_as_name(columns, judged) or _by_content(columns, judged, where)


def _clear_winner(rivals: Sequence[Column]) -> Column | None:
    """The column whose cells are filled and differ from row to row where the others' are not."""
    ranked = sorted(rivals, key=lambda column: column.distinct * column.filled, reverse=True)
    first, second = ranked[0], ranked[1]
    if first.is_text and not second.is_text:
        return first
    return first if second.distinct * second.filled <= _CLEARLY_LESS * first.distinct * first.filled else None


def _issuer_among(rivals: Sequence[Column]) -> Column | None:
    """The one column of issuers beside columns of their securities: it begins with the same word in most rows."""
    issuers = [column for column in rivals if any(word in column.heading.lower() for word in _ISSUER_WORDS)]
    if len(issuers) != 1:
        return None
    for other in rivals:
        words = (
            pl.DataFrame({"a": issuers[0].cells, "b": other.cells})
            .drop_nulls()
            .select(pl.all().str.to_uppercase().str.extract(r"([^\W_]+)"))
        )
        if not words.height or (words["a"] == words["b"]).sum() < _MOSTLY * words.height:
            return None
    return issuers[0]


def _fund_as_name(columns: Sequence[Column], judged: Mapping[int, Judgement]) -> tuple[Column, str] | None:
    """A column of funds, each on a row of its own, in a table that names nothing else: a list of pooled funds."""
    for column in columns:
        if judged[column.place].subject is Subject.FUND and column.is_text and column.distinct > _NEARLY_ALL:
            return column, f'heading "{column.heading}"; its cells name a fund a row and nothing else names a holding'
    return None


def _by_content(columns: Sequence[Column], judged: Mapping[int, Judgement], where: str) -> tuple[Column, str] | None:
    """The column of words that differ from row to row, where no heading says what the names are."""
    texts = [
        column
        for column in columns
        if judged[column.place].subject is None
        and column.filled
        and column.is_text
        and column.mean_length >= _SHORTEST
        and not column.is_numeric
    ]
    if not texts:
        return None
    chosen = texts[0] if len(texts) == 1 else _clear_winner(texts) or _spaced(texts)
    if chosen is None:
        raise _undecided(texts, where)
    return chosen, "no heading says name; its cells are words and differ from row to row"


def _spaced(rivals: Sequence[Column]) -> Column | None:
    """The only column whose cells are of several words."""
    spaced = [column for column in rivals if 2 * column.cells.str.contains(r"\w\s\w").sum() > column.filled]
    return spaced[0] if len(spaced) == 1 else None


def _undecided(rivals: Sequence[Column], where: str) -> CouldNotRead:
    names = " and ".join(str(column) for column in rivals)
    first = rivals[0]
    unique = first.heading and sum(column.heading == first.heading for column in rivals) == 1
    word = f'"{first.heading}"' if unique else first.letter
    return CouldNotRead(
        f"{where}: {names} both look like the name of what is held; say which one it is, such as --columns name={word}"
    )
