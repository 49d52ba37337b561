"""What the program says of OFAC's lists, and the table of programmes."""

from __future__ import annotations

import pytest

from clearhold.lists.publishers.ofac import PUBLISHERS, parse_xpcc
from clearhold.lists.publishers.ofac.programmes import CODES, programme
from clearhold.model import CouldNotRead, EntryType, EvidenceClass, OwnershipRule
from tests.lists.publishers.ofac.small_files import BUREAU, XPCC, csv_file


def test_four_lists_are_offered() -> None:
    assert [each.name for each in PUBLISHERS] == ["us-ofac-sdn", "us-ofac-consolidated", "us-ns-cmic", "us-ofac-xpcc"]
    assert {each.name: each.curated for each in PUBLISHERS} == {
        "us-ofac-sdn": None,
        "us-ofac-consolidated": None,
        "us-ns-cmic": "us-ns-cmic",
        "us-ofac-xpcc": "us-ofac-xpcc",
    }
    rules = [each.description.ownership_rule for each in PUBLISHERS]
    assert rules == [
        OwnershipRule.FIFTY_PERCENT,
        OwnershipRule.NOT_STATED,
        OwnershipRule.NONE,
        OwnershipRule.FIFTY_PERCENT,
    ]


def test_lists_are_fetched_from_ofac_over_tls() -> None:
    for publisher in PUBLISHERS:
        for address in publisher.addresses:
            assert address.startswith("https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/")


def test_the_corps_is_not_the_public_security_bureau() -> None:
    (entry,) = parse_xpcc([csv_file("sdn.csv", BUREAU, XPCC)]).entries
    assert (entry.id, entry.name) == ("29299", "XINJIANG PRODUCTION AND CONSTRUCTION CORPS")
    assert entry.type is EntryType.ORGANISATION
    (listing,) = entry.listings
    assert (listing.programme, listing.ground, listing.evidence_class) == (
        "GLOMAG (E.O. 13818)",
        "human rights: abuses in Xinjiang",
        EvidenceClass.OFFICIAL_HUMAN_RIGHTS,
    )


def test_a_list_without_the_corps_is_refused() -> None:
    with pytest.raises(CouldNotRead, match=r"no entry named XINJIANG PRODUCTION AND CONSTRUCTION CORPS is in it"):
        parse_xpcc([csv_file("sdn.csv", BUREAU)])


def test_only_programmes_about_human_rights_are_of_the_first_class() -> None:
    first = {code for code in CODES if programme(code).evidence_class is EvidenceClass.OFFICIAL_HUMAN_RIGHTS}
    assert first == {"GLOMAG", "MAGNIT", "IRAN-HR", "HRIT-IR", "HRIT-SY", "NICARAGUA-NHRAA"}
    for code in CODES:
        ground = programme(code).ground
        assert ground.startswith("human rights: ") is (code in first), ground


def test_an_unknown_programme_stands_for_itself() -> None:
    made = programme("NEW-EO99999")
    assert (made.name, made.ground) == ("NEW-EO99999", "sanctions: NEW-EO99999")
    assert made.evidence_class is EvidenceClass.OFFICIAL_OTHER_GROUND
