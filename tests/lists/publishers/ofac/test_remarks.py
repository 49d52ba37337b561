"""OFAC's remarks: what is taken out of the text, and what is left."""

from __future__ import annotations

import pytest

from clearhold.lists.publishers.conventions.places import country_of
from clearhold.lists.publishers.ofac.labels import identifier_of
from clearhold.lists.publishers.ofac.parties import Statement
from clearhold.lists.publishers.ofac.remarks import read_remark


def found(remark: str) -> list[tuple[str, str, str | None]]:
    """The identifiers in a remark."""
    each = [identifier_of(statement) for statement in read_remark(remark).statements]
    return [(one.scheme.value, one.value, one.market) for one in each if one]


def names(remark: str) -> list[tuple[str, str]]:
    return [(name.text, name.kind.value) for name in read_remark(remark).names]


def test_identifiers_are_taken_out_of_the_text_and_their_repeats_too() -> None:
    # CNOOC Limited, OFAC number 30926.
    remark = (
        "Equity Ticker 00883 HK; alt. Equity Ticker CNU CA; Issuer Name CNOOC Limited; ISIN HK0883013259; "
        "alt. ISIN BRC1EODR004; alt. ISIN HK0883013259; Target Type Public Company; Company Number 0685974 "
        "(Hong Kong); Legal Entity Number 549300XIVJCBIGMRUD48; Linked To: CHINA NATIONAL OFFSHORE OIL CORPORATION."
    )
    assert found(remark) == [
        ("ticker", "00883", "HK"),
        ("ticker", "CNU", "CA"),
        ("isin", "HK0883013259", None),
        ("isin", "BRC1EODR004", None),
        ("isin", "HK0883013259", None),
        ("registration number", "0685974", "HK"),
        ("lei", "549300XIVJCBIGMRUD48", None),
    ]


@pytest.mark.parametrize(
    ("written", "code", "market"),
    [
        ("002415 CN", "002415", "CN"),
        ("603019CN", "603019", "CN"),
        ("601698  CN", "601698", "CN"),
        ("00317  HK", "00317", "HK"),
        ("941 HK", "941", "HK"),
        ("0728 HK", "0728", "HK"),
        ("C1HL34 BR", "C1HL34", "BR"),
        ("CHL", "CHL", None),
        ("BABACN", "BABACN", None),
        ("SBER ME X", "SBER ME X", None),
    ],
)
def test_a_ticker_is_parted_from_its_market_where_that_is_certain(written: str, code: str, market: str | None) -> None:
    assert found(f"Equity Ticker {written}.") == [("ticker", code, market)]


def test_a_quoted_name_is_a_weak_alias_whatever_it_was_before() -> None:
    remark = "DOB 1962; a.k.a. 'AECC'; f.k.a. 'MEXICAN FEDERATION'; n.k.a. 'HER NEW NAME'; a.k.a. PLAIN; f.k.a. OLD."
    assert names(remark) == [
        ("AECC", "weak alias"),
        ("MEXICAN FEDERATION", "weak alias"),
        ("HER NEW NAME", "weak alias"),
        ("PLAIN", "strong alias"),
        ("OLD", "former name"),
    ]


def test_a_quoted_name_keeps_its_semicolons_and_apostrophes() -> None:
    assert names("a.k.a. 'ONE; TWO'; a.k.a. 'ABU-'UMAR'.") == [("ONE; TWO", "weak alias"), ("ABU-'UMAR", "weak alias")]


def test_a_quotation_mark_that_does_not_close_takes_nothing_with_it() -> None:
    remark = "a.k.a. 'ONE; ISIN CNE100000PM8; a.k.a. 'TWO'."
    assert names(remark) == [("'ONE", "strong alias"), ("TWO", "weak alias")]
    assert found(remark) == [("isin", "CNE100000PM8", None)]


def test_the_country_and_the_days_behind_a_number_are_not_part_of_it() -> None:
    remark = (
        "Folio Mercantil No. 343997 (Mexico) issued 14 Dec 2005; Commercial Registry Number CD/KNG/RCCM/18-B-00630 "
        "(Congo, Democratic Republic of the); NIT # 890115794-3 (Colombia); Tax ID No. 7702070139 (Russia); "
        "Registration ID HRB 26136 (Germany); Registration Number 12 (Pudong)."
    )
    assert found(remark) == [
        ("registration number", "343997", "MX"),
        ("registration number", "CD/KNG/RCCM/18-B-00630", "CD"),
        ("tax number", "890115794-3", "CO"),
        ("tax number", "7702070139", "RU"),
        ("registration number", "HRB 26136", "DE"),
        ("registration number", "12 (Pudong)", None),
    ]


def test_an_imo_number_is_told_from_other_registrations() -> None:
    remark = (
        "Vessel Registration Identification IMO 7406784; Company Number IMO 5055293; SWIFT/BIC VTBRRUMM; "
        "MMSI 572469210."
    )
    assert found(remark) == [
        ("imo number", "7406784", None),
        ("imo number", "5055293", None),
        ("bic", "VTBRRUMM", None),
        ("other number", "572469210", None),
    ]


def test_a_dutch_legal_entity_number_is_no_lei() -> None:
    remark = "Legal Entity Number 851683897 (Netherlands); Legal Entity Number 549300XIVJCBIGMRUD4."
    assert found(remark) == [
        ("registration number", "851683897", "NL"),
        ("lei", "549300XIVJCBIGMRUD4", None),
    ]


def test_what_a_remark_tells_besides_is_left() -> None:
    remark = "Organization Established Date 1969; Website http://x.example; Linked To: HAMAS; License; NIT # none."
    assert found(remark) == []
    assert names(remark) == []


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("China", "CN"),
        ("Korea, North", "KP"),
        ("Virgin Islands, British", "VG"),
        ("Palestinian", "PS"),
        ("Congo, Republic of the", "CG"),
        ("Congo, Democratic Republic of the", "CD"),
        ("North Macedonia, The Republic of", "MK"),
        ("Region: Crimea", None),
        ("undetermined", None),
    ],
)
def test_countries_are_told_as_ofac_spells_them(written: str, code: str | None) -> None:
    assert country_of(written) == code


def test_a_statement_that_is_no_identifier_gives_none() -> None:
    assert identifier_of(Statement("Target Type", "Public Company")) is None
