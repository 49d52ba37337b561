"""The criteria of Norges Bank's decisions, each with the ground that other lists call by the same phrase.

Of the conduct criteria of the guidelines for observation and exclusion, those on human rights, on war and conflict and
on weapons sold to states in armed conflict are human-rights grounds; all others are criteria of the investor.
"""

from __future__ import annotations

import re

# First match counts; the wordings are those of the table and of sections 3 and 4 of the guidelines.
_GROUNDS = tuple(
    (re.compile(pattern), ground)
    for pattern, ground in (
        (
            r"(?=.*human rights)(?=.*environment)",
            "human rights: serious violations, together with environmental damage",
        ),
        (
            r".*(?:war or conflict|war and conflict|armed conflict situations)",
            "human rights: rights of individuals in war or conflict",
        ),
        (r".*weapons to states engaged in armed conflict", "human rights: weapons sold to states in armed conflict"),
        (r".*human rights", "human rights: serious or systematic violations"),
        (r".*tobacco", "investor criterion: tobacco production"),
        (r".*cannabis", "investor criterion: cannabis production"),
        (r".*coal", "investor criterion: coal"),
        (r".*nuclear", "investor criterion: nuclear weapons"),
        (r".*cluster", "investor criterion: cluster munitions"),
        (r".*(?:land ?mines|anti-?personnel)", "investor criterion: anti-personnel mines"),
        (r".*(?:military materiel|weapons)", "investor criterion: sale of weapons"),
        (r".*greenhouse", "investor criterion: greenhouse gas emissions"),
        (r".*environment", "investor criterion: environmental damage"),
        (r".*(?:corruption|financial crime)", "investor criterion: corruption"),
        (r".*(?:fundamental ethical norms|ethical norms)", "investor criterion: fundamental ethical norms"),
    )
)


def ground_of(criterion: str) -> tuple[str, bool]:
    """The ground of a criterion, and whether the criterion is one that is known."""
    folded = " ".join(criterion.casefold().split())
    for pattern, ground in _GROUNDS:
        if pattern.match(folded):
            return ground, True
    return f"investor criterion: {folded or 'not stated'}", False
