"""What one heading says: the subject of its column, how well it says it, and the unit and day it names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from clearhold.holdings.dates import find_dates, without_dates
from clearhold.holdings.units import Unit, read_unit
from clearhold.holdings.vocabulary import Subject, heading_wordings, words_of

if TYPE_CHECKING:
    from datetime import date

# A heading is a few words; a longer text is a sentence that happens to have some of them.
_MOST_WORDS = 9
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading says. `rank` is 0 for the best wordings of its subject; `exact` where it says nothing else."""

    subject: Subject
    rank: int
    exact: bool
    unit: Unit
    as_of: date | None = None


def read_heading(text: str) -> Meaning | None:
    """What a heading's words say its column is about, or None where we do not know them."""
    if not text or len(text) > _LONGEST:
        return None
    return _read(text)


@lru_cache(maxsize=8192)
def _read(text: str) -> Meaning | None:
    dated = find_dates(text)
    unit = read_unit(without_dates(text))
    rest = fold_heading(unit.rest)
    plain = _look_up(rest) or _look_up(fold_heading(without_dates(text)))
    if plain is None and unit.currency and rest in {"", "s", "in", "x"}:
        plain = Subject.VALUE, 2, True  # a heading that is nothing but "£000"
    if plain is None:
        return None
    subject, rank, exact = plain
    return Meaning(subject, rank, exact, unit, dated[0].read(month_first=False) if dated else None)


def _look_up(folded: str) -> tuple[Subject, int, bool] | None:
    """The subject of a folded heading: the wording that it is, else the longest that it contains."""
    words = tuple(folded.split())
    if not words or len(words) > _MOST_WORDS:
        return None
    known = _wordings()
    if words in known:
        return *known[words], True
    if words[-1] == "percent" and words[:-1] in known:
        return *known[words[:-1]], True
    best: tuple[int, int, Subject, int] | None = None
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            part = words[start : start + length]
            if part in known and part not in _only_alone():
                subject, rank = known[part]
                found = (length, -_BREADTH.get(subject, 0), subject, rank)
                if best is None or found[:2] > best[:2]:
                    best = found
        if best is not None:
            return best[2], best[3] + 1, False
    return None


def fold_heading(text: str) -> str:
    """A heading in lower case without marks: "Market Value(NOK)*" and "MarketValue_(NOK)" are "market value nok"."""
    folded = unicodedata.normalize("NFKC", text)
    folded = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", folded).lower()
    folded = (
        re.sub(r"[\"'׳״’‘`*†‡]", "", folded).replace("%", " percent ").replace("#", " number ").replace("&", " and ")
    )
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"\(\s*\d{1,2}\s*\)", " ", folded)))


def is_title_of_something_else(text: str) -> bool:
    """Whether a sheet's name or title says that it lists commitments, transactions or rates, and no holdings."""
    folded = f" {fold_heading(text)} "
    return any(f" {words} " in folded for words in _titles_of_something_else())


@lru_cache(maxsize=1)
def _wordings() -> dict[tuple[str, ...], tuple[Subject, int]]:
    known: dict[tuple[str, ...], tuple[Subject, int]] = {}
    for wording, subject, rank in heading_wordings():
        known.setdefault(tuple(fold_heading(wording).split()), (subject, rank))
    return known


@lru_cache(maxsize=1)
def _only_alone() -> frozenset[tuple[str, ...]]:
    """Wordings that say nothing within a longer heading."""
    return frozenset(tuple(words.split()) for words in words_of("within_headings", "only_alone"))


@lru_cache(maxsize=1)
def _titles_of_something_else() -> tuple[str, ...]:
    return tuple(fold_heading(words) for words in words_of("titles", "not_holdings"))


# Subjects whose words stand in other headings too ("Issuer country", "Fund currency", "Asset class name"): of two
# wordings of one length in a heading, the one of the narrower subject counts.
_BREADTH = {
    Subject.NAME: 3,
    Subject.FUND: 3,
    Subject.VALUE: 2,
    Subject.EXCHANGE: 2,
    Subject.OTHER_TEXT: 1,
    Subject.OTHER_NUMBER: 1,
}
