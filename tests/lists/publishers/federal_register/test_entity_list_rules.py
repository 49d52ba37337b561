"""On what ground rules put parties on the Entity List, by the citations of its entries (https://www.ecfr.gov)."""

from __future__ import annotations

from clearhold.lists.publishers.federal_register.citations import read_citations
from clearhold.lists.publishers.federal_register.entity_list_rules import human_rights_ground


def test_only_the_rule_that_added_a_party_gives_its_ground() -> None:
    assert human_rights_ground(read_citations("84 FR 54002, 10/9/19")) is not None
    assert human_rights_ground(read_citations("75 FR 1701, 1/13/10. 85 FR 44161, 7/22/20")) is None
    # A rule with other grounds too says for no party which of them is its own.
    assert human_rights_ground(read_citations("86 FR 36499, 7/12/21")) is None
    assert human_rights_ground(()) is None
