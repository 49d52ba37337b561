"""One party's rows put together, and what a party is by its name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clearhold.lists.parsed import ParsedAddress, ParsedEntry, ParsedIdentifier, ParsedListing, ParsedName
from clearhold.lists.publishers.conventions.names import each_once_in_any_case
from clearhold.lists.publishers.conventions.parties import party_type, unite
from clearhold.model import EntryType, EvidenceClass, IdentifierScheme, NameKind


def row(*names: str, source: str) -> ParsedEntry:
    listing = ParsedListing("programme", "ground", EvidenceClass.OFFICIAL_OTHER_GROUND, source)
    primary, *others = names
    written = (ParsedName(primary), *(ParsedName(name, NameKind.WEAK_ALIAS) for name in others))
    return ParsedEntry("zte", EntryType.COMPANY, written, (listing,), place=len(source))


def test_a_partys_rows_are_one_entry_with_each_fact_once_and_the_further_name_an_alias() -> None:
    shenzhen, hong_kong = ParsedAddress("Shenzhen", "CN"), ParsedAddress("Hong Kong", "HK")
    number = ParsedIdentifier(IdentifierScheme.REGISTRATION, "9144")
    first = replace(row("ZTE Corporation", "ZTE", source="a"), addresses=(shenzhen,), countries=("CN",))
    again = replace(
        row("ZTE Corp.", "ZTE", source="bb"),
        addresses=(hong_kong, shenzhen),
        countries=("HK", "CN"),
        identifiers=(number,),
        parents=("Zhongxingxin",),
    )
    united = unite(first, again)
    assert [(name.text, name.kind) for name in united.names] == [
        ("ZTE Corporation", NameKind.PRIMARY),
        ("ZTE", NameKind.WEAK_ALIAS),
        ("ZTE Corp.", NameKind.STRONG_ALIAS),
    ]
    assert [listing.source for listing in united.listings] == ["a", "bb"]
    assert (united.addresses, united.countries) == ((shenzhen, hong_kong), ("CN", "HK"))
    assert (united.identifiers, united.parents, united.place) == ((number,), ("Zhongxingxin",), 1)


def test_a_list_that_repeats_names_in_capitals_says_so() -> None:
    united = unite(row("ZTE Corporation", source="a"), row("ZTE CORPORATION", source="a"), each_once_in_any_case)
    assert united.names == (ParsedName("ZTE Corporation"),)
    assert len(united.listings) == 1


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Xinjiang Production and Construction Corps", EntryType.ORGANISATION),
        ("Harbin Institute of Technology", EntryType.ORGANISATION),
        ("Office Depot Inc.", EntryType.COMPANY),
        ("Hikvision", EntryType.COMPANY),
    ],
)
def test_a_body_is_an_organisation_unless_it_has_a_legal_form(name: str, kind: EntryType) -> None:
    assert party_type(name) is kind
