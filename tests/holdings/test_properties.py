"""What holds for any file: rows are conserved, order and clutter change nothing, and nothing but our own errors is
raised.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from clearhold.holdings import read_holdings
from clearhold.model import ClearholdError, HoldingsReading
from clearhold.tables import Row, Sheet, TableFile

COMPANIES = [
    ("Tencent Holdings", "KYG875721634", "China"),
    ("Alibaba Group Holding", "US01609W1027", "China"),
    ("Samsung Electronics", "KR7005930003", "Korea (South)"),
    ("Vodafone Group", "GB00BH4HKS39", "United Kingdom"),
    ("BP", "GB0007980591", "United Kingdom"),
    ("TOTAL SE", "FR0000120271", "France"),
    ("CASH CONVERTERS INTERNATIONAL", "AU000000CCV1", "Australia"),
    ("FUTURE PLC", "GB00BYZN9041", "United Kingdom"),
]
PREAMBLE = [
    "Anytown Pension Fund",
    "Schedule of investments",
    "Holdings at 31 March 2020",
    "Report run on 1 May 2020",
    "Page 1 of 2",
    "Shares Outstanding | 191,200,000.00",
    "Stock | -",
]
FOOTER = [
    "* held through a nominee",
    "Source: custodian",
    "The content contained herein is owned or licensed by its owner and may not be passed on without leave.",
    "Page 2 of 2",
]

holdings = st.lists(
    st.tuples(st.sampled_from(COMPANIES), st.integers(min_value=1, max_value=10**9)), min_size=1, max_size=25
)


def table_file(rows: list[list[str]]) -> TableFile:
    kept = [Row(line, tuple(row)) for line, row in enumerate(rows, start=1) if any(row)]
    return TableFile("fund.csv", "0" * 64, 1, "CSV (commas, UTF-8)", (Sheet(None, tuple(kept)),))


def assert_conserved(reading: HoldingsReading, source: TableFile) -> None:
    for sheet in reading.files[0].sheets:
        assert sheet.rows_in == sheet.screened + sheet.set_aside
    assert reading.rows_in == reading.holdings.height + reading.set_aside.height
    lines = Counter([*reading.holdings["line"], *reading.set_aside["line"]])
    assert max(lines.values(), default=1) == 1
    assert set(lines) <= {row.line for sheet in source.sheets for row in sheet.rows}


@given(
    holdings,
    st.lists(st.sampled_from(PREAMBLE), max_size=8),
    st.lists(st.sampled_from(FOOTER), max_size=4),
    st.sets(st.sampled_from(["total", "cash", "heading said again"])),
)
def test_rows_and_money_are_conserved_under_any_preamble_footer_and_total(
    held: list[tuple[tuple[str, str, str], int]],
    above: list[str],
    below: list[str],
    clutter: set[str],
) -> None:
    with_total, with_cash, said_again = ("total" in clutter, "cash" in clutter, "heading said again" in clutter)
    heading = ["Name", "ISIN", "Country", "Market Value (GBP)"]
    rows = [line.split(" | ") for line in above] + [heading]
    rows += [[name, isin, country, f"{value:,}"] for (name, isin, country), value in held]
    if said_again:
        rows.insert(len(above) + 2, heading)
    if with_cash:
        rows.append(["GBP CASH", "", "", "1,000"])
    everything = sum(value for _, value in held) + (1000 if with_cash else 0)
    if with_total:
        rows.append(["Total", "", "", f"{everything:,}"])
    rows += [[line] for line in below]
    source = table_file(rows)

    reading = read_holdings([source])

    assert_conserved(reading, source)
    assert reading.rows_in == len(rows) - len(above) - 1
    assert reading.holdings["name"].to_list() == [name for (name, _, _), _ in held]
    assert reading.holdings["market_value"].to_list() == [Decimal(value) for _, value in held]
    (sheet,) = reading.files[0].sheets
    assert sheet.sum_of_positions == everything
    assert sheet.stated_total == (everything if with_total else None)
    assert Counter(reading.set_aside["reason"]) == Counter(
        {
            reason: count
            for reason, count in {
                "cash": int(with_cash),
                "total": int(with_total),
                "repeated heading": int(said_again),
                "note": len(below),
            }.items()
            if count
        }
    )


@given(st.permutations(["Name", "ISIN", "Country", "Market Value (GBP)", "Weight (%)", "Currency"]), holdings)
def test_the_order_of_columns_changes_nothing(order: list[str], held: list[tuple[tuple[str, str, str], int]]) -> None:
    total = sum(value for _, value in held)
    cells = [
        {
            "Name": name,
            "ISIN": isin,
            "Country": country,
            "Market Value (GBP)": f"{value:,}",
            "Weight (%)": f"{100 * value / total:.4f}",
            "Currency": "GBP",
        }
        for (name, isin, country), value in held
    ]
    reading = read_holdings([table_file([list(order), *([row[heading] for heading in order] for row in cells)])])
    assert reading.holdings["name"].to_list() == [name for (name, _, _), _ in held]
    assert reading.holdings["isin"].to_list() == [isin for (_, isin, _), _ in held]
    assert reading.holdings["market_value"].to_list() == [Decimal(value) for _, value in held]
    assert set(reading.holdings["currency"]) == {"GBP"}


cell = st.one_of(
    st.sampled_from(
        ["", "Name", "ISIN", "Value", "Weight", "Total", "Cash", "USD", "US01609W1027", "1,234", "-5", "12.5%", "China"]
    ),
    st.text(max_size=8),
    st.integers(-(10**6), 10**6).map(str),
)


@settings(max_examples=300)
@given(st.lists(st.lists(cell, max_size=6), max_size=14))
def test_any_cells_give_a_reading_that_conserves_rows_or_one_of_our_own_errors(rows: list[list[str]]) -> None:
    source = table_file([[text.strip() for text in row] for row in rows])
    with contextlib.suppress(ClearholdError):
        assert_conserved(read_holdings([source]), source)


@settings(max_examples=60)
@given(
    st.sampled_from(["Name", "Security Name", "Holding", "Issuer", "Company"]),
    st.sampled_from(["Market Value", "Value £000", "Fair value (GBP m)", "MV"]),
    st.lists(st.lists(cell, max_size=4), max_size=10),
)
def test_any_rows_below_a_heading_are_conserved(name: str, value: str, below: list[list[str]]) -> None:
    source = table_file(
        [[name, "ISIN", value], ["Tencent", "KYG875721634", "100"], *([t.strip() for t in r] for r in below)]
    )
    with contextlib.suppress(ClearholdError):
        assert_conserved(read_holdings([source]), source)
