"""Tells on which of OFAC's two lists the parties of a file are, where the file itself does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clearhold.lists.publishers.ofac.parties import OfacList, Publication, on_lists
from clearhold.lists.publishers.ofac.programmes import is_consolidated, is_sdn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from clearhold.lists.publishers.ofac.parties import Party
    from clearhold.model import Problem


def publication_of(
    parties: Sequence[Party],
    rows: int,
    problems: Sequence[Problem],
    *,
    published_on: date | None = None,
    ending: str | None = None,
) -> Publication:
    """The parties with the list that their programmes show them to be on.

    A programme such as RUSSIA-EO14024 occurs on both lists, others on one alone. One sure party decides for all that
    were published with it; where sure parties speak for both lists, the publication is mixed and none is told.
    """
    sdn = any(is_sdn(party.programmes) for party in parties)
    consolidated = any(is_consolidated(party.programmes) for party in parties)
    if sdn is not consolidated:
        parties = on_lists(parties, frozenset({OfacList.SDN if sdn else OfacList.CONSOLIDATED}))
    return Publication(parties, rows, problems, published_on, ending, mixed=sdn and consolidated)
