"""The report's pictures as data: bars from one baseline with their figures beside them.

The SVG is drawn by `templates/bars.svg.j2`. A plotting library would serve no better here: Altair with vl-convert needs
2.4 s to start, and a whole run has 3 s; four bar charts are forty lines of template, carry no script and no font, and
follow the page's colours in the dark and in print.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clearhold.model import Dimension, EvidenceClass
from clearhold.reports.answer import JUDGED, exposure_by
from clearhold.reports.figures import (
    format_amount,
    format_number_of,
    format_share,
    money_scale,
    share_decimals,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from clearhold.model import Screening

# More bars than this are a list, not a picture; the table beneath has every group.
_MOST_BARS = 12
# A label of two lines of this many characters fits above a bar on a telephone; the table beneath has it whole.
_LABEL_WIDTH, _LABEL_LINES = 46, 2
_LINE, _BAR = 17, 29  # heights in pixels: of a line of the label, and of the bar with the space after it


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar and its row in the table; its label starts at `top` pixels, `length` is in per cent of the longest bar."""

    label: tuple[str, ...]
    name: str
    companies: int
    holdings: int
    value: Decimal
    share: Decimal | None
    amount: str
    percentage: str
    length: float
    top: int


@dataclass(frozen=True, slots=True)
class BarChart:
    """A picture: its title, what a reader must know to read it, and its bars, longest first or in their own order."""

    key: str
    title: str
    note: str
    heading: str
    unit: str
    bars: tuple[Bar, ...]

    @property
    def drawn(self) -> tuple[Bar, ...]:
        """The bars that the picture shows; the table has all."""
        return self.bars[:_MOST_BARS]

    @property
    def height(self) -> int:
        """Of the drawing, in pixels."""
        last = self.drawn[-1]
        return last.top + len(last.label) * _LINE + _BAR

    @property
    def description(self) -> str:
        """The picture in words, for those who cannot see it."""
        rows = "; ".join(f"{bar.name}: {bar.amount}, {bar.percentage}" for bar in self.drawn)
        return f"{self.title}, in {self.unit}. {rows}."


def draw_pictures(screening: Screening, country_name: Callable[[str], str]) -> tuple[BarChart, ...]:
    """The pictures of a run's exposure; a run without exposure, or without known values, has none."""
    if screening.totals.value is None:
        return ()
    names = {each.name: each.title for each in screening.lists.lists}
    labels = {each.name: each.label for each in screening.lists.lists}
    currency = screening.totals.base_currency
    classes = sorted(exposure_by(screening, Dimension.EVIDENCE_CLASS), key=lambda row: int(row["key"]))
    charts = (
        _chart(
            classes,
            currency,
            of=Dimension.EVIDENCE_CLASS,
            title="By class of evidence",
            note="Each holding counts once, in the strongest class it has.",
            name=_class_name,
        ),
        _chart(
            exposure_by(screening, Dimension.GROUND),
            currency,
            of=Dimension.GROUND,
            title="By stated ground",
            note="As the lists state it; what only investors or reports state is marked. A company can have several.",
        ),
        _chart(
            exposure_by(screening, Dimension.LIST),
            currency,
            of=Dimension.LIST,
            title="By list",
            note="A company can be on several lists, so these overlap.",
            name=lambda key: names.get(key, key),
            label=lambda key: labels.get(key, key),
        ),
        _chart(
            exposure_by(screening, Dimension.COUNTRY),
            currency,
            of=Dimension.COUNTRY,
            title="By country",
            note="The country that the holdings file gives; for many companies that of incorporation.",
            name=country_name,
        ),
    )
    return tuple(chart for chart in charts if chart.bars)


@dataclass(frozen=True, slots=True)
class CoverageStrip:
    """All positions as one strip: (words, share in words, start and length in per cent, whether judged)."""

    parts: tuple[tuple[str, str, float, float, bool], ...]

    @property
    def description(self) -> str:
        """The strip in words, for those who cannot see it."""
        return "; ".join(f"{words}: {share}" for words, share, *_ in self.parts) + "."


def draw_coverage(screening: Screening) -> CoverageStrip | None:
    """What could be judged as a part of the whole, or None where shares are unknown or negative."""
    rows = screening.coverage.to_dicts()
    if not rows or any(row["share"] is None or row["share"] < 0 for row in rows):
        return None
    parts, start = [], 0.0
    for row in sorted(rows, key=lambda row: (row["status"] != JUDGED, -row["share"])):
        length = float(row["share"]) * 100
        judged = row["status"] == JUDGED
        words = "judged" if judged else f"not judged: {row['reason'] or 'no reason given'}"
        parts.append((words, format_share(row["share"]), start, length, judged))
        start += length
    return CoverageStrip(tuple(parts))


def _class_name(key: str) -> str:
    evidence_class = EvidenceClass(int(key))
    return f"{evidence_class.value} {evidence_class.title}"


def _chart(
    rows: list[dict[str, Any]],
    currency: str | None,
    *,
    of: Dimension,
    title: str,
    note: str,
    name: Callable[[str], str] = str,
    label: Callable[[str], str] | None = None,
) -> BarChart:
    """The chart of some rows of the exposure table; `name` turns a key into words, `label` into shorter ones."""
    label = label or name
    rows = [row for row in rows if row["base_value"] is not None]
    scale = money_scale(row["base_value"] for row in rows)
    decimals = share_decimals(row["share"] for row in rows)
    longest = max((row["base_value"] for row in rows), default=0)
    bars, top = [], 0
    for row in rows:
        lines = _shortened(label(row["key"]))
        bars.append(
            Bar(
                label=lines,
                name=name(row["key"]),
                companies=row["parties"],
                holdings=row["holdings"],
                value=row["base_value"],
                share=row["share"],
                amount=format_amount(row["base_value"], scale),
                percentage=format_share(row["share"], decimals),
                length=float(max(row["base_value"], 0) / longest * 100) if longest > 0 else 0.0,
                top=top,
            )
        )
        top += len(lines) * _LINE + _BAR
    if len(bars) > _MOST_BARS:
        note = f"{note} The {_MOST_BARS} largest of {format_number_of(len(bars), 'group', 'groups')} are drawn."
    return BarChart(of.value.replace(" ", "-"), title, note, of.value, scale.heading(currency), tuple(bars))


def _shortened(words: str) -> tuple[str, ...]:
    lines = textwrap.wrap(words, _LABEL_WIDTH, max_lines=_LABEL_LINES, placeholder="…")
    return tuple(lines) or ("not named",)
