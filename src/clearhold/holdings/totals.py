"""Totals and subtotals among a table's rows: told by their words, by their want of everything else, and by their sums.

Publishers put a group's subtotal below the group (most) or above it (Israel's disclosures), nest groups, and often
give no word for it. A row is taken for one only where it bears no identifier, class or country while the table's
other rows do, or where its words leave no doubt; TOTAL SE and TOTAL ACCESS COMMUNICATION are companies.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from clearhold.holdings.headings import fold_heading
from clearhold.holdings.vocabulary import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Floats = np.ndarray[tuple[int], np.dtype[np.float64]]
    Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]

# A label that is nothing else than that of a total, or begins as no company's name does.
_PLAIN = re.compile(
    r"""(?:
      (?:grand|overall|sub|fund|portfolio|scheme|sheet|page|group|section|running|net)[\s-]*totals?\b.*
    | (?:totals?|sum|summe|gesamt|gesamtsumme|totaal|totale|totalt|suma|i\ alt|som)\W*
    | sub-?totals?\b.*
    | (?:total\ )?net\ asset\ values?\W*
    | (?:total\ )?net\ assets?(?:\ of\ (?:the\ )?(?:fund|scheme))?\W*
    | total\ (?:value\ of\ )?(?:fund|portfolio|investments?|holdings?|assets?|market\ value|value|securities|scheme)\W*
    | total\ (?:fund|investment|net)\ (?:assets|value|investments)\W*
    | סה["״'׳]*כ.* | סך\ הכל.* | [合总總小][计計].* | .+[合总總小][计計]
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_NAMES_TOO = re.compile(r"(?:totals?|sum|som|suma|totale)\W*$", re.IGNORECASE)
_WORDED = re.compile(
    r"(?:sub[\s-]*)?totals?\b[\s:–—-]*(?P<rest>.+)$|(?P<group>.+?)[\s:–—-]+(?:sub[\s-]*)?totals?\W*$",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"""(?:
      (?:grand|overall|fund|portfolio|scheme|sheet)?[\s-]*totals?\W*
    | (?:total\ )?net\ assets?\b.*
    | total\ (?:fund|portfolio|investments?|assets?|net\ assets?|holdings?|scheme)\W*
    | (?:sum|summe|gesamt\w*|totaal|totale|totalt)\W*
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_ANY_WORD = "(?i)tota|suma|summe|gesamt|net asset|sum|i alt|som|סה|סך|计|計"

# A total this near to the sum of all positions is meant to be theirs; what is missing is a problem to show.
_NEARLY = 0.005
_LONGEST_LABEL = 150
_GRAND = re.compile(r"^(?:grand|overall)[\s-]*total", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TotalRows:
    """Which rows are totals: `total` is the place of the one over the whole table (None: the file has none), `others`
    the places of subtotals; `why` says what showed each.
    """

    total: int | None
    others: tuple[int, ...]
    why: dict[int, str]


def find_totals(
    labels: Sequence[str | None],
    values: Floats,
    *,
    bare: Flags,
    thin: Flags,
    identified: Flags,
    eligible: Flags,
    described: bool,
    unit: float,
) -> TotalRows:
    """The totals among rows with these labels and values (nan: none).

    `bare` rows lack everything that the other rows are described by, `thin` ones most of it, and `described` says
    whether rows are described at all; `identified` ones bear an identifier of a security; `eligible` excludes rows
    known to be something else; `unit` is the last digit's worth.
    """
    amounts = np.nan_to_num(values)
    worded = {
        place: why
        for place, label in _perhaps_totals(labels)
        if eligible[place]
        and not identified[place]
        and (why := _by_words(label, bare=bool(bare[place]), thin=bool(thin[place]), described=described))
    }
    silent = [
        place
        for place in np.flatnonzero(bare & eligible & (np.abs(amounts) > 0)).tolist()
        if described and place not in worded
    ]
    found = dict(worded)
    found |= _silent_totals(silent, found, silent, amounts, unit)
    # Rows left over are positions after all; with them counted, a row without even a name may be a total.
    left = [place for place in silent if place not in found]
    nameless = [place for place in left if labels[place] is None]
    found |= _silent_totals(nameless, found, nameless, amounts, unit)
    if not described:
        found |= _undescribed(labels, amounts, eligible, found, unit)
    total = _whole(labels, amounts, found, unit)
    if total is not None:
        found[total] += "; it is the total of the table"
    return TotalRows(total, tuple(sorted(place for place in found if place != total)), found)


def _silent_totals(
    candidates: Sequence[int], found: Mapping[int, str], uncounted: Sequence[int], amounts: Floats, unit: float
) -> dict[int, str]:
    """Those of some rows without a word for it whose value is the sum of rows above or below them."""
    counted = amounts.copy()
    counted[[*found, *uncounted]] = 0.0
    sums = _Sums(counted, sorted({*found, *uncounted}), unit)
    return {
        place: f"it bears nothing but a value, which is the sum of the rows {where} it"
        for place in candidates
        if (where := sums.group_of(place, float(amounts[place])))
    }


def is_close(one: float, other: float, unit: float, rows: int) -> bool:
    """Whether two sums agree but for the rounding of so many rows, each to the worth of its last digit."""
    return abs(one - other) <= max(1e-9 * max(abs(one), abs(other)), unit * math.sqrt(max(rows, 1)))


def _perhaps_totals(labels: Sequence[str | None]) -> list[tuple[int, str]]:
    """The places and labels that have a word of totals anywhere."""
    words = pl.Series(labels, dtype=pl.String).str.contains(_ANY_WORD).fill_null(value=False)
    return [(place, labels[place] or "") for place in words.arg_true().to_list()]


def _by_words(label: str, *, bare: bool, thin: bool, described: bool) -> str | None:
    """Why the label of a row without identifiers is that of a total, or None where it may be a company's name."""
    text = " ".join(label.split())
    if len(text) > _LONGEST_LABEL or (described and not thin and _NAMES_TOO.match(text)):
        return None  # the oil company's short name is "Total"
    if _PLAIN.match(text):
        return f'"{text[:60]}" is the word for a total'
    found = _WORDED.match(text) if bare or not described else None
    words = fold_heading(found["rest"] or found["group"]).split() if found else []
    of_a_company = not found or (bool(words) and words[0] in _words("legal_forms"))
    if not of_a_company and (described or all(word in _words("groups") for word in words)):
        return f'"{text[:60]}" is the total of a group'
    return None


@lru_cache(maxsize=2)
def _words(name: str) -> frozenset[str]:
    return frozenset(words_of("totals", name))


class _Sums:
    """Sums of full rows between the places where groups may begin or end."""

    def __init__(self, amounts: Floats, breaks: Sequence[int], unit: float) -> None:
        self._before = np.concatenate([[0.0], np.cumsum(amounts)])  # the sum of all rows before a place
        self._breaks = np.array([*breaks, len(amounts)])
        self._ends = np.array([-1, *breaks])
        self._unit = unit

    def group_of(self, place: int, amount: float) -> str | None:
        """The word "below" or "above" where rows next to a place, up to another break, add up to its amount."""
        ends = self._breaks[self._breaks > place]
        below = self._before[ends] - self._before[place + 1]
        if self._any(below, amount, ends - place - 1):
            return "below"
        starts = self._ends[self._ends < place]
        above = self._before[place] - self._before[starts + 1]
        return "above" if self._any(above, amount, place - starts - 1) else None

    def _any(self, sums: Floats, amount: float, rows: np.ndarray[tuple[int], np.dtype[np.int64]]) -> bool:
        tolerance = np.maximum(1e-9 * abs(amount), self._unit * np.sqrt(np.maximum(rows, 1)))
        return bool(((np.abs(sums - amount) <= tolerance) & (rows > 0)).any())


def _undescribed(
    labels: Sequence[str | None], amounts: Floats, eligible: Flags, found: dict[int, str], unit: float
) -> dict[int, str]:
    """Totals where rows have a name and a value only: no name, or one with "total" in it, and the sum of those above.

    A name of another kind is a holding's whatever its value adds up to.
    """
    totals: dict[int, str] = {}
    since, everything, rows, all_rows = 0.0, 0.0, 0, 0
    for place, amount in enumerate(amounts.tolist()):
        label = labels[place]
        if place in found:
            since, rows = 0.0, 0
            continue
        if eligible[place] and amount and (label is None or "total" in label.lower()):
            group = rows > 1 and is_close(amount, since, unit, rows)
            if group or (all_rows > 1 and is_close(amount, everything, unit, all_rows)):
                totals[place] = "its value is the sum of the rows above it"
                since, rows = 0.0, 0
                continue
        since, everything, rows, all_rows = since + amount, everything + amount, rows + 1, all_rows + 1
    return totals


def _whole(labels: Sequence[str | None], amounts: Floats, found: Mapping[int, str], unit: float) -> int | None:
    """The place of the total over the whole table: the one that is the sum of all positions, or says that it is."""
    places = sorted(found)
    positions = np.ones(len(amounts), dtype=bool)
    positions[places] = False
    everything, rows = float(amounts[positions].sum()), int(positions.sum())
    texts = {place: " ".join((labels[place] or "").split())[:_LONGEST_LABEL] for place in places}
    valued = [place for place in places if amounts[place]]
    ends = [place for place in valued if not positions[:place].any() or not positions[place:].any()]
    choices = (
        [place for place in reversed(places) if _GRAND.match(texts[place])],
        _outermost([place for place in valued if is_close(float(amounts[place]), everything, unit, rows)], positions),
        [place for place in ends if abs(float(amounts[place]) - everything) <= _NEARLY * abs(everything)],
        sorted((place for place in valued if _WHOLE.match(texts[place])), key=lambda at: (-abs(amounts[at]), -at)),
        valued if len(places) == 1 and places[0] in {0, len(amounts) - 1} else [],
    )
    return next((places[0] for places in choices if places), None)


def _outermost(places: Sequence[int], positions: Flags) -> list[int]:
    """The place above all positions, else the lowest."""
    above = [place for place in places if not positions[:place].any()]
    return above[:1] or list(places[-1:])
