"""The one question that would settle a match which a person must look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clearhold.model import Outcome

if TYPE_CHECKING:
    from clearhold.reports.company import CompanyCard


def question_of(card: CompanyCard) -> str:
    """A question in words for a card whose match is not settled; identifiers are asked for where they are missing."""
    reason = card.best
    entry = reason.listed[0][1][0]
    held = f"“{card.held_as[0]}”" if card.held_as else "the holding"
    listed = f"“{entry.name}”"
    if reason.outcome == Outcome.SAME_GROUP.value:
        return (
            f"Does {listed} own or control {held}, and with what share? {entry.on.label}'s rule on companies that a "
            f"listed one owns: {entry.on.ownership_rule.value}."
        )
    if entry.identifiers:
        scheme, value = entry.identifiers[0]
        return f"{entry.on.label} gives {scheme.upper()} {value} for {listed}: does {held} have it?"
    own = [f"{scheme} {value}" for scheme, value, wrong in card.lines[0].identifiers if not wrong]
    if own:
        return f"Is the company behind {own[0]} the one that {entry.on.publisher} lists as {listed}?"
    return f"What is the ISIN or LEI of {held}, and does {entry.on.publisher} mean that company by {listed}?"
