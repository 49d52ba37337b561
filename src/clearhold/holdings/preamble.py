"""What the lines above a table say of it: the fund, the day, the unit of money, and the title of the table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from clearhold.holdings.dates import WrittenDate, find_dates, is_month_first, without_dates
from clearhold.holdings.headings import fold_heading
from clearhold.holdings.units import Unit, read_unit
from clearhold.holdings.vocabulary import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

# Labels of the day the holdings are of, and of days that are something else.
_DAY_OF_HOLDINGS = re.compile(
    r"\b(?:as\s+(?:of|at|on)|holdings?|position|valuation|report(?:ing|ed)?|period|portfolio|at|date|stand|stichtag|per|au)\b"
    r"|תאריך הדיווח|截至|日期",
    re.IGNORECASE,
)
_OTHER_DAY = re.compile(
    r"\b(?:inception|launch|launched|created|generated|printed|produced|download(?:ed)?|run|published|updated|issued|"
    r"maturity|copyright|since|established|ex-?div\w*|from)\b|©",
    re.IGNORECASE,
)
_FUND_LABELS = re.compile(
    r"^\W*(?:fund|fund name|name of fund|name of the fund|portfolio|portfolio name|account|account name|scheme|"
    r"scheme name|sub-?fund|client|client name|mandate|pension fund|name of scheme|product|product name|etf|etf name|"
    r"fund title|שם מסלול\s*/\s*קרן\s*/\s*קופה|שם הקופה|שם הקרן|שם המסלול|fonds|fondsname|fondo)\s*[:：]?\s*$",
    re.IGNORECASE,
)
_FUND_WORDS = re.compile(
    r"\b(?:etf|fund|funds|trust|scheme|pension|portfolio|ucits|plan|index|sicav|icvc|oeic|superannuation|endowment)\b",
    re.IGNORECASE,
)
_UNIT_CONTEXT = re.compile(
    r"\b(?:in|figures?|amounts?|values?|currency|thousands?|millions?|all|expressed|stated|units?|base)\b|['’]?000",
    re.IGNORECASE,
)

_LONGEST_TITLE = 100
_LONGEST_LABEL = 40


@dataclass(frozen=True, slots=True)
class Preamble:
    """What is said above a table. `title` is the last line that heads it ("4. Equities"); `days` are the dates that
    may be the holdings' own, the likeliest first.
    """

    lines: tuple[str, ...] = ()
    fund: str | None = None
    days: tuple[WrittenDate, ...] = ()
    unit: Unit = field(default_factory=Unit)
    title: str | None = None


def read_preamble(rows: Iterable[Sequence[str]]) -> Preamble:
    """The facts in the rows above a table; each row is its cells."""
    filled = [[cell for cell in row if cell] for row in rows]
    filled = [row for row in filled if row]
    return Preamble(
        lines=tuple(" | ".join(row) for row in filled),
        fund=_fund(filled),
        days=tuple(_days(filled)),
        unit=_unit(filled),
        title=filled[-1][0] if filled and len(filled[-1]) == 1 and len(filled[-1][0]) <= _LONGEST_TITLE else None,
    )


def day_of(written: WrittenDate, others: Iterable[WrittenDate]) -> tuple[date | None, bool]:
    """A date read with the order that the dates beside it show, and whether nothing showed it."""
    order = is_month_first([written, *others])
    return written.read(month_first=bool(order)), written.is_open and order is None


def fund_in_title(text: str) -> str | None:
    """The fund that a title names: the title without its date and the words that say only that holdings follow."""
    if len(text) > 2 * _LONGEST_TITLE:
        return None
    bare = without_dates(text)
    bare = re.sub(
        r"[\s\-–—:|,]*\b(?:portfolio\s+|fund\s+|full\s+)?(?:holdings?|investments?)\b[\s\-–—:|,]*$",
        "",
        bare,
        flags=re.IGNORECASE,
    )
    bare = bare.strip(" -–—:|,()")
    words = fold_heading(bare).split()
    if not words or len(bare) > _LONGEST_TITLE or all(word in _generic() or word.isdigit() for word in words):
        return None
    return bare if _FUND_WORDS.search(bare) and not bare.endswith(".") else None


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    """Words of a title that say only that holdings follow."""
    return frozenset(words_of("titles", "generic"))


def _fund(rows: Sequence[Sequence[str]]) -> str | None:
    for row in rows:
        for label, value in _labelled(row):
            if (
                len(label) <= _LONGEST_LABEL
                and _FUND_LABELS.match(label)
                and not find_dates(value)
                and any(map(str.isalpha, value))
            ):
                return value
    for row in rows[:3]:
        if len(row) == 1 and ":" not in row[0] and (named := fund_in_title(row[0])):
            return named
    return None


def _labelled(row: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs of label and value in a row: "Fund:" beside its name, or both in one cell."""
    pairs = [(row[place], row[place + 1]) for place in range(len(row) - 1)]
    for cell in row:
        label, colon, value = cell.partition(":")
        if colon and value.strip() and len(label) <= _LONGEST_LABEL:
            pairs.append((label, value.strip()))
    return pairs


def _days(rows: Sequence[Sequence[str]]) -> list[WrittenDate]:
    """The dates above the table: labelled as the holdings' first, then the others, never one of something else."""
    labelled: list[WrittenDate] = []
    others: list[WrittenDate] = []
    for row in rows:
        text = " ".join(row)
        if _OTHER_DAY.search(text):
            continue
        found = find_dates(text)
        (labelled if _DAY_OF_HOLDINGS.search(text) else others).extend(found)
    return labelled or (others if len({written.day_first for written in others}) == 1 else [])


def _unit(rows: Sequence[Sequence[str]]) -> Unit:
    """The unit that a line above the table gives for all its amounts, the nearest line first."""
    currency: Unit | None = None
    for row in reversed(rows):
        text = " ".join(row)
        if len(text) > _LONGEST_TITLE or _is_fund_line(row):
            continue
        unit = read_unit(without_dates(text))
        alone = not re.sub(r"[\W_]+", "", unit.rest)
        if unit.is_stated and (alone or _UNIT_CONTEXT.search(text)) and not re.search(r"\d{3}", unit.rest):
            if unit.multiplier:
                return unit
            currency = currency or unit
    return currency or Unit()


def _is_fund_line(row: Sequence[str]) -> bool:
    """Whether a line names the fund: "USD" in "iShares USD Corporate Bond ETF" is no unit."""
    labels = [label for label, _ in _labelled(row) if len(label) <= _LONGEST_LABEL]
    return any(map(_FUND_LABELS.match, labels)) or fund_in_title(" ".join(row)) is not None
