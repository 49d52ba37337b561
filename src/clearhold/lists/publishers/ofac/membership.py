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

_A_NEW_USE = 20


def publication_of(
    parties: Sequence[Party],
    rows: int,
    problems: Sequence[Problem],
    *,
    published_on: date | None = None,
    ending: str | None = None,
) -> Publication:
    """The parties with the list that their programmes show them to be on.

    A programme such as RUSSIA-EO14024 occurs on both lists, others on one alone. The parties that are sure decide for
    all that were published with them; where they speak for both lists, the publication is mixed and none is told. One
    in twenty that speaks for the SDN List among those for the Consolidated List is a code used in a new way.
    """
    sdn = sum(is_sdn(party.programmes) for party in parties)
    consolidated = sum(is_consolidated(party.programmes) for party in parties)
    mixed = consolidated > 0 and sdn * _A_NEW_USE > consolidated
    if (sdn or consolidated) and not mixed:
        parties = on_lists(parties, frozenset({OfacList.CONSOLIDATED if consolidated else OfacList.SDN}))
    return Publication(parties, rows, problems, published_on, ending, mixed=mixed)
