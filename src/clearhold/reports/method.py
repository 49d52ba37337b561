"""How a run judges, and what such a screen cannot know: the method page, with the thresholds and figures in force.

The prose is in `templates/method.txt.j2`: headings begin with `# `, a term and its meaning with `- `.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clearhold.reports.answer import days_of
from clearhold.reports.self_check import describe_check
from clearhold.reports.templating import environment

if TYPE_CHECKING:
    from clearhold.model import Screening


@dataclass(frozen=True, slots=True)
class MethodPart:
    """A part of the method page: paragraphs, then terms with their meanings."""

    title: str
    paragraphs: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()


def describe_method(screening: Screening) -> tuple[MethodPart, ...]:
    """The parts of the method page for a run."""
    days = sorted(each.as_of.isoformat() for each in screening.lists.lists)
    methods = screening.valued["base_method"].drop_nulls().unique().sort().to_list()
    prose = (
        environment()
        .get_template("method.txt.j2")
        .render(
            totals=screening.totals,
            lists=screening.lists,
            policy=screening.policy,
            method=screening.method,
            accuracy=screening.accuracy,
            check=describe_check(screening),
            days=days_of(screening),
            base_methods=methods if screening.totals.base_currency else [],
            versions=f"{days[0]} to {days[-1]}" if days else "none",
        )
    )
    return tuple(_part(part) for part in f"\n{prose}".split("\n# ")[1:])


def _part(prose: str) -> MethodPart:
    title, *blocks = (block for block in prose.split("\n\n") if block.strip())
    terms = [each for block in blocks if block.startswith("- ") for each in block[2:].split("\n- ")]
    return MethodPart(
        title=_joined(title),
        paragraphs=tuple(_joined(block) for block in blocks if not block.startswith("- ")),
        terms=tuple((term, _joined(meaning)) for term, _, meaning in (each.partition(": ") for each in terms)),
    )


def _joined(lines: str) -> str:
    return " ".join(lines.split())
