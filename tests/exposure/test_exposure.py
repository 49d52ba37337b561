from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from clearhold.exposure import Exposed, expose
from clearhold.model import Dimension
from tests import notation

if TYPE_CHECKING:
    from clearhold.model import HoldingsReading

HIKVISION_TWICE = (
    "us-ns: Hangzhou Hikvision | CN | class 1 @ 2021-06-03",
    "us-1260h: Hangzhou Hikvision | CN | class 2 | ground military: company @ 2021-06-03",
)


def exposed(
    reading: HoldingsReading,
    lists: tuple[str, ...] = HIKVISION_TWICE,
    matches: tuple[tuple[int, str, str, str], ...] = (),
    *,
    day: date | None = None,
    base: str | None = None,
    funds: tuple[bool, ...] = (),
) -> Exposed:
    """Each holding is its own issuer, numbered from nought."""
    count = reading.holdings.height
    return expose(
        reading,
        issuer_of=pl.Series("issuer", range(count), dtype=pl.Int64),
        is_fund=pl.Series("fund", funds or [False] * count, dtype=pl.Boolean),
        matches=notation.matches(*matches),
        lists=notation.concern_lists(*lists),
        base=base,
        day=day,
    )


def sums(result: Exposed, dimension: Dimension) -> dict[str, tuple[int, int, Decimal]]:
    rows = result.exposure.filter(pl.col("dimension") == dimension.value)
    return {row["key"]: (row["parties"], row["holdings"], row["base_value"]) for row in rows.to_dicts()}


def test_a_holding_on_two_lists_counts_once_in_the_total_and_once_in_each_list() -> None:
    reading = notation.reading(notation.holdings("Hikvision | CN | 30 USD", "Nestle | CH | 70 USD"))
    result = exposed(reading, matches=((0, "us-ns", "e0", "same issuer"), (0, "us-1260h", "e1", "same issuer")))
    assert result.findings.height == 2
    assert sums(result, Dimension.TOTAL) == {"likely": (1, 1, Decimal(30))}
    assert sums(result, Dimension.LIST) == {"us-ns": (1, 1, Decimal(30)), "us-1260h": (1, 1, Decimal(30))}
    assert result.totals.likely == 30
    assert result.exposure["share"].unique().to_list() == [Decimal("0.3")]


def test_by_evidence_class_a_holding_counts_in_its_strongest_class_only() -> None:
    reading = notation.reading(notation.holdings("Hikvision | CN | 30 USD"))
    result = exposed(reading, matches=((0, "us-ns", "e0", "same issuer"), (0, "us-1260h", "e1", "same issuer")))
    assert sums(result, Dimension.EVIDENCE_CLASS) == {"1": (1, 1, Decimal(30))}


def test_a_ground_that_the_press_reports_is_not_summed_with_an_official_one() -> None:
    reading = notation.reading(notation.holdings("Hikvision | CN | 30 USD"))
    lists = (
        "us-bis: Hikvision | class 1 | ground human rights: surveillance",
        "press: Hikvision | class 4 | ground human rights: surveillance",
    )
    result = exposed(reading, lists, ((0, "us-bis", "e0", "same issuer"), (0, "press", "e1", "same issuer")))
    assert set(sums(result, Dimension.GROUND)) == {
        "human rights: surveillance",
        "human rights: surveillance (reported)",
    }


def test_share_and_depositary_receipt_of_one_company_are_one_party_and_two_holdings() -> None:
    reading = notation.reading(notation.holdings("Alibaba | CN | 10 USD", "Alibaba ADR | US | 5 USD"))
    result = exposed(reading, matches=((0, "us-ns", "e0", "same issuer"), (1, "us-ns", "e0", "same security")))
    assert sums(result, Dimension.TOTAL) == {"likely": (1, 2, Decimal(15))}
    assert sums(result, Dimension.PARTY) == {"0": (1, 2, Decimal(15))}


def test_a_possible_match_is_a_finding_and_no_exposure() -> None:
    reading = notation.reading(notation.holdings("Hikvisio | CN | 30 USD"))
    result = exposed(reading, matches=((0, "us-ns", "e0", "possible"),))
    assert result.findings.height == 1
    assert sums(result, Dimension.TOTAL) == {}
    assert (result.totals.likely_parties, result.totals.possible_parties, result.totals.possible) == (0, 1, Decimal(30))


def test_a_holding_of_a_listed_group_that_is_possible_elsewhere_counts_with_the_group_alone() -> None:
    reading = notation.reading(notation.holdings("Alibaba Health | CN | 30 USD"))
    result = exposed(reading, matches=((0, "us-ns", "e0", "possible"), (0, "us-1260h", "e1", "same group")))
    assert sums(result, Dimension.OUTCOME) == {"same group": (1, 1, Decimal(30))}
    assert (result.totals.possible_parties, result.totals.possible) == (0, Decimal(0))


def test_a_contradicted_pair_is_no_finding() -> None:
    reading = notation.reading(notation.holdings("Hikvision | CN | 30 USD"))
    assert exposed(reading, matches=((0, "us-ns", "e0", "contradicted"),)).findings.is_empty()


def test_a_listing_counts_from_its_first_day_to_the_day_before_its_last() -> None:
    reading = notation.reading(notation.holdings("Megvii | CN | 30 USD"))
    megvii = ("us-1260h: Megvii | CN | class 2 @ 2024-01-31 to 2025-01-07",)
    found = ((0, "us-1260h", "e0", "same issuer"),)
    in_force = {
        day: exposed(reading, megvii, found, day=date.fromisoformat(day)).findings.height
        for day in ("2024-01-30", "2024-01-31", "2025-01-06", "2025-01-07")
    }
    assert in_force == {"2024-01-30": 0, "2024-01-31": 1, "2025-01-06": 1, "2025-01-07": 0}


def test_an_ended_listing_is_kept_apart_and_never_lost() -> None:
    reading = notation.reading(notation.holdings("CXMT | CN | 30 USD"))
    twice = ("us-1260h: CXMT | CN | class 2 @ 2025-01-07 to 2026-02-17 @ 2026-06-08",)
    result = exposed(reading, twice, ((0, "us-1260h", "e0", "same issuer"),))
    assert result.findings["listed_on"].to_list() == [date(2026, 6, 8)]
    assert result.other_listings["delisted_on"].to_list() == [date(2026, 2, 17)]


def test_cash_counts_in_the_fund_and_is_not_judged() -> None:
    reading = notation.reading(
        notation.holdings("Hikvision | CN | 30 USD", " | 10 USD", "World Equity ETF | 20 USD"),
        notation.set_aside("cash: USD CASH | 40 USD", "total: Total | 100 USD"),
    )
    result = exposed(reading, matches=((0, "us-ns", "e0", "same issuer"),), funds=(False, False, True))
    assert result.totals.value == 100
    assert result.totals.judged == 30
    assert {row["reason"]: row["base_value"] for row in result.coverage.to_dicts()} == {
        None: 30,
        "no issuer name or identifier": 10,
        "fund, its own holdings not looked through": 20,
        "cash, which has no issuer to judge": 40,
    }
    assert result.findings["weight"].to_list() == [Decimal("0.3")]


def test_a_weight_is_a_share_of_its_own_fund() -> None:
    reading = notation.reading(
        notation.holdings(
            "Hikvision | CN | 30 USD | fund One", "Nestle | 30 USD | fund One", "Dahua | 40 USD | fund Two"
        )
    )
    weights = dict(zip(reading.holdings["name"], exposed(reading).valued["weight"], strict=True))
    assert weights == {"Hikvision": Decimal("0.5"), "Nestle": Decimal("0.5"), "Dahua": Decimal(1)}


def test_without_a_value_the_files_own_weight_is_taken_and_money_stays_unknown() -> None:
    reading = notation.reading(notation.holdings("Hikvision | CN | weight 0.0125"))
    result = exposed(reading, matches=((0, "us-ns", "e0", "same issuer"),))
    assert result.findings["weight"].to_list() == [Decimal("0.0125")]
    assert result.totals.value is None
    assert result.totals.likely is None
    assert result.coverage["without_value"].to_list() == [1]
    assert result.exposure["base_value"].drop_nulls().is_empty()
    assert set(result.exposure["share"]) == {Decimal("0.0125")}


def test_weights_of_several_funds_are_not_added_up() -> None:
    reading = notation.reading(
        notation.holdings("Hikvision | weight 0.5 | fund One", "Hikvision | weight 0.5 | fund Two")
    )
    result = exposed(reading, matches=((0, "us-ns", "e0", "same issuer"), (1, "us-ns", "e0", "same issuer")))
    assert set(result.exposure["share"]) == {None}


@given(
    values=st.lists(st.decimals(min_value=-(10**9), max_value=10**12, places=2), min_size=1, max_size=12),
    listed=st.lists(st.sampled_from(["same issuer", "possible", "same group", ""]), min_size=12, max_size=12),
    funds=st.lists(st.booleans(), min_size=12, max_size=12),
    cash=st.decimals(min_value=-(10**9), max_value=10**9, places=2),
)
def test_judged_and_not_judged_add_up_to_the_whole(
    values: list[Decimal], listed: list[str], funds: list[bool], cash: Decimal
) -> None:
    reading = notation.reading(
        notation.holdings(*(f"Company {number} | {value} USD" for number, value in enumerate(values))),
        notation.set_aside(f"cash: USD CASH | {cash} USD"),
    )
    found = tuple((i, "us-ns", "e0", outcome) for i, outcome in enumerate(listed[: len(values)]) if outcome)
    result = exposed(reading, matches=found, funds=tuple(funds[: len(values)]))
    assert result.coverage["base_value"].sum() == sum(values) + cash == result.totals.value
    assert result.coverage["positions"].sum() == len(values) + 1
