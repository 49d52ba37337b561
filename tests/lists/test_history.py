"""A list's past is kept when its publisher drops it."""

from __future__ import annotations

from datetime import date

from clearhold.lists.difference import Change, NamedEntry, compare_versions
from clearhold.lists.entries import spread
from clearhold.lists.history import carry_history
from tests.lists.listed import entries

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
Period = tuple[str, date | None, date | None]


def carried(before: list[str], now: list[str]) -> list[Period]:
    table = carry_history(entries(*before), entries(*now), was_on=MAY, is_on=JUNE)
    return spread(table, "listings").select("entry", "listed_on", "delisted_on").rows()


def test_an_entry_that_is_gone_stays_as_ended_on_the_new_versions_day() -> None:
    assert carried(["1: Acme @ 2020-01-01", "2: Beta @ 2021-01-01"], ["2: Beta @ 2021-01-01"]) == [
        ("2", date(2021, 1, 1), None),
        ("1", date(2020, 1, 1), JUNE),
    ]


def test_the_account_of_an_ending_says_whence_it_is_known() -> None:
    table = carry_history(entries("1: Acme", "2: Beta"), entries("2: Beta"), was_on=MAY, is_on=JUNE)
    account = spread(table, "listings").filter(spread(table, "listings")["entry"] == "1")["account"].item()
    assert account == "No longer in the publisher's version of 2026-06-01; it was in that of 2026-05-01."
    assert table.select("entry", "shown").rows() == [("2", True), ("1", False)]


def test_an_ended_period_stays_when_the_entry_is_listed_again() -> None:
    assert carried(["1: CXMT @ 2025-01-07 2026-02-17"], ["1: CXMT @ 2026-06-08"]) == [
        ("1", date(2025, 1, 7), date(2026, 2, 17)),
        ("1", date(2026, 6, 8), None),
    ]


def test_a_period_that_the_publisher_shows_again_was_never_interrupted() -> None:
    assert carried(["1: Acme @ 2020-01-01 2026-05-01"], ["1: Acme @ 2020-01-01"]) == [("1", date(2020, 1, 1), None)]


def test_another_date_under_the_same_programme_is_a_correction() -> None:
    assert carried(["1: Acme @ 2020-01-01 [EL]"], ["1: Acme @ 2020-01-02 [EL]"]) == [("1", date(2020, 1, 2), None)]


def test_a_programme_that_an_entry_is_no_longer_under_has_ended() -> None:
    assert carried(["1: A @ 2019-01-01 [EL] @ 2020-01-01 [MEU]"], ["1: A @ 2019-01-01 [EL]"]) == [
        ("1", date(2019, 1, 1), None),
        ("1", date(2020, 1, 1), JUNE),
    ]


def test_of_two_programmes_of_one_day_the_one_that_is_gone_has_ended() -> None:
    assert carried(["1: A @ 2020-01-01 [EL] @ 2020-01-01 [MEU]"], ["1: A @ 2020-01-01 [EL]"]) == [
        ("1", date(2020, 1, 1), JUNE),
        ("1", date(2020, 1, 1), None),
    ]


def test_of_two_days_under_one_programme_the_one_that_is_gone_has_ended() -> None:
    assert carried(["1: A @ 2019-01-01 [EL] @ 2020-01-01 [EL]"], ["1: A @ 2019-01-01 [EL]"]) == [
        ("1", date(2019, 1, 1), None),
        ("1", date(2020, 1, 1), JUNE),
    ]


def test_carrying_twice_changes_nothing_more() -> None:
    before, now = entries("1: A @ 2019-01-01", "2: B @ 2020-01-01"), entries("2: B @ 2020-01-01")
    once = carry_history(before, now, was_on=MAY, is_on=JUNE)
    assert carry_history(once, now, was_on=JUNE, is_on=date(2026, 7, 1)).equals(once)


def test_what_differs_between_two_versions_is_told_by_its_kind() -> None:
    before = entries(
        "1: Alpha | alias Alfa | isin US0378331005 @ 2020-01-01 [EL]",
        "2: Beta @ 2020-01-01 [EL]",
        "3: Gamma @ 2020-01-01 2021-01-01 [EL]",
        "4: Delta @ 2020-01-01 [EL]",
    )
    after = entries(
        "1: Alpha | alias Alpha Group | isin US5949181045 @ 2020-01-01 [EL]",
        "3: Gamma @ 2020-01-01 2021-01-01 [EL] @ 2026-01-01 [EL]",
        "4: Delta @ 2020-01-01 [EL] @ 2026-01-01 [MEU]",
        "5: Epsilon @ 2026-01-01 [EL]",
    )
    after = carry_history(before, after, was_on=MAY, is_on=JUNE)
    difference = compare_versions(before, after)
    assert difference.added == [NamedEntry("5", "Epsilon")]
    assert difference.removed == [NamedEntry("2", "Beta")]
    assert difference.names == [Change("1", "Alpha", ("Alpha Group",), ("Alfa",))]
    assert difference.identifiers == [Change("1", "Alpha", ("ISIN US5949181045",), ("ISIN US0378331005",))]
    assert difference.ended == [
        Change("2", "Beta", ("EL, from 2020-01-01, until 2026-06-01",), ("EL, from 2020-01-01",))
    ]
    assert difference.restarted == [Change("3", "Gamma", ("EL, from 2026-01-01",), ())]
    assert difference.other_listings == [Change("4", "Delta", ("MEU, from 2026-01-01",), ())]


def test_nothing_differs_between_a_version_and_itself() -> None:
    table = entries("1: Alpha | isin US0378331005 @ 2020-01-01", "2: Beta")
    assert compare_versions(table, table).is_empty


def test_another_country_kind_of_name_or_end_of_a_past_listing_is_a_difference() -> None:
    before = entries("1: Alpha | CN | weak Alfa @ 2020-01-01", "2: Beta @ 2020-01-01 2021-01-01", "3: Gamma")
    after = entries("1: Alpha | HK | alias Alfa @ 2020-01-01", "2: Beta @ 2020-01-01 2022-01-01", "3: Gamma")
    difference = compare_versions(before, after)
    assert difference.other_facts == [Change("1", "Alpha", ("country: HK",), ("country: CN", "weak alias: Alfa"))]
    assert difference.other_listings == [
        Change(
            "2",
            "Beta",
            ("a programme, from 2020-01-01, until 2022-01-01",),
            ("a programme, from 2020-01-01, until 2021-01-01",),
        )
    ]
    assert not difference.names
