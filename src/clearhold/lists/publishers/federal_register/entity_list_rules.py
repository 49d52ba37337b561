"""On what ground a rule in the Federal Register put parties on the Entity List.

An entry of the list cites the rule that added it and then those that changed it. The rules say on what ground a party
was added; the list does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clearhold.lists.publishers.conventions.grounds import (
    FORCED_LABOUR_IN_XINJIANG,
    HUMAN_RIGHTS,
    SURVEILLANCE_IN_XINJIANG,
    XINJIANG,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from clearhold.lists.publishers.federal_register.citations import Citation


@dataclass(frozen=True, slots=True)
class _Round:
    volume: int
    first: int
    last: int
    ground: str


# Rules that add parties on human-rights grounds and on no other, by their pages. A rule that does so for some of its
# parties only is not here: which of them it means stands in its text, and in the built-in list.
# 84 FR 54002 (9 October 2019): all 28. 86 FR 33119 (24 June 2021): all 5, for forced labour.
# 85 FR 34503 (5 June 2020, 9) and 85 FR 44159 (22 July 2020, 11): some for forced labour, some for surveillance.
# 88 FR 18983 (30 March 2023, https://www.govinfo.gov/content/pkg/FR-2023-03-30/html/2023-06663.htm): all 11, in Burma,
# China, Nicaragua and Russia. 89 FR 99703 (11 December 2024): all 8, in Burma, China and Russia
# (https://bis.gov/press-release/commerce-adds-8-entities-entity-list-enabling-human-rights-abuses).
# Last pages where no printed page range was read are the last that the list or a rule cites.
_HUMAN_RIGHTS_ROUNDS = (
    _Round(84, 54002, 54004, SURVEILLANCE_IN_XINJIANG),
    _Round(85, 34503, 34505, XINJIANG),
    _Round(85, 44159, 44161, XINJIANG),
    _Round(86, 33119, 33122, FORCED_LABOUR_IN_XINJIANG),
    _Round(88, 18983, 18987, HUMAN_RIGHTS),
    _Round(89, 99703, 99703, HUMAN_RIGHTS),
)


def human_rights_ground(citations: Iterable[Citation]) -> str | None:
    """The ground where the rule that added the party, which is cited first, adds parties on human-rights grounds only.

    None for every other rule, and where nothing is cited: later citations are of changes, whatever their ground.
    """
    added = next(iter(citations), None)
    if added is None:
        return None
    for each in _HUMAN_RIGHTS_ROUNDS:
        if added.volume == each.volume and each.first <= added.page <= each.last:
            return each.ground
    return None
