"""Records written as a person would write them, for tests: `holding("Hikvision | CN | 100 USD")`.

Every part but the first is recognised by its shape: a country is two capitals, a value a number and a currency, an
identifier has its scheme before it, a day its year first.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from clearhold.model import (
    ConcernList,
    ConcernLists,
    EntryType,
    HoldingsReading,
    HoldingTable,
    ListEntryTable,
    ListIdentifierTable,
    ListingTable,
    ListNameTable,
    MatchTable,
    NameKind,
    OwnershipRule,
    SetAsideTable,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import dataframely as dy

_SCHEMES = ("isin", "lei", "figi", "sedol", "cusip", "ticker", "exchange")


def holding_row(text: str, line: int, file: str = "fund.csv") -> dict[str, Any]:
    """One holding: `Alibaba | CN | 100 USD | also 880 NOK | 2019-12-31 | isin US01609W1027 | fund Growth`."""
    row: dict[str, Any] = dict.fromkeys(HoldingTable.column_names())
    name, *parts = (part.strip() for part in text.split("|"))
    row |= {"file": file, "line": line, "name": name or None}
    for part in parts:
        word, _, rest = part.partition(" ")
        if word in _SCHEMES:
            row[word] = rest
            if word == "isin":
                row["isin_valid"] = True
        elif word == "also":
            amount, currency = rest.split()
            row["stated_values"] = [{"currency": currency, "amount": Decimal(amount)}]
        elif word == "fund":
            row["fund"] = rest
        elif word == "class":
            row["asset_class"] = rest
        elif word == "weight":
            row["stated_weight"] = Decimal(rest)
        elif re.fullmatch(r"[A-Z]{2}", part):
            row["country"] = part
        elif re.fullmatch(r"\d{4}-\d\d-\d\d", part):
            row["as_of"] = date.fromisoformat(part)
        elif re.fullmatch(r"-?[\d.]+( [A-Z]{3})?", part):
            amount, _, currency = part.partition(" ")
            row["market_value"], row["currency"] = Decimal(amount), currency or None
        else:
            raise AssertionError(f"not understood: {part!r}")
    return row


def holdings(*texts: str, file: str = "fund.csv") -> dy.DataFrame[HoldingTable]:
    """Holdings at lines 2, 3, … of a file."""
    rows = [holding_row(text, line, file) for line, text in enumerate(texts, start=2)]
    return HoldingTable.validate(pl.DataFrame(rows, schema=HoldingTable.create_empty().schema), cast=True)


def set_aside(*texts: str, file: str = "fund.csv", first_line: int = 1000) -> dy.DataFrame[SetAsideTable]:
    """Rows set aside, the reason before a colon: `cash: USD CASH | 5 USD`."""
    rows = []
    for line, text in enumerate(texts, start=first_line):
        reason, _, rest = text.partition(":")
        row = {
            key: value for key, value in holding_row(rest, line, file).items() if key in SetAsideTable.column_names()
        }
        rows.append(row | {"reason": reason, "detail": "told by the test", "text": rest.strip()})
    return SetAsideTable.validate(pl.DataFrame(rows, schema=SetAsideTable.create_empty().schema), cast=True)


def reading(held: dy.DataFrame[HoldingTable], aside: dy.DataFrame[SetAsideTable] | None = None) -> HoldingsReading:
    """A reading of these rows and nothing else."""
    return HoldingsReading(holdings=held, set_aside=set_aside() if aside is None else aside, files=(), problems=())


def concern_lists(*texts: str) -> ConcernLists:
    """Lists of entries, one text an entry, each period after a `@`.

    `us-x: Hangzhou Hikvision | CN | class 1 | isin CNE100000PM8 | alias Hik | 海康威视 @ 2019-10-09 to 2026-01-01`
    where the end may be left out; without `@` the listing is undated and in force.
    """
    entries: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    identifiers: list[dict[str, Any]] = []
    listings: list[dict[str, Any]] = []
    for number, text in enumerate(texts):
        head, *periods = text.split("@")
        list_name, _, rest = head.partition(":")
        name, *parts = (part.strip() for part in rest.split("|"))
        key = {"list": list_name.strip(), "entry": f"e{number}"}
        entry: dict[str, Any] = key | {
            "name": name,
            "type": EntryType.COMPANY,
            "country": None,
            "countries": [],
            "parents": [],
        }
        names.append(key | {"name": name, "kind": NameKind.PRIMARY, "source": "https://example.org"})
        evidence_class, ground = 1, "human rights: a test's ground"
        for part in parts:
            word, _, value = part.partition(" ")
            if word in {"isin", "lei", "figi", "sedol", "cusip"}:
                identifiers.append(
                    key | {"scheme": word, "value": value, "valid": True, "source": "https://example.org"}
                )
            elif word == "ticker":
                ticker, _, market = value.partition(" ")
                identifiers.append(
                    key
                    | {
                        "scheme": word,
                        "value": ticker,
                        "market": market,
                        "valid": True,
                        "source": "https://example.org",
                    }
                )
            elif word == "class":
                evidence_class = int(value)
            elif word == "ground":
                ground = value
            elif word == "type":
                entry["type"] = EntryType(value)
            elif word in {"alias", "weak", "former"}:
                kind = {"alias": NameKind.STRONG_ALIAS, "weak": NameKind.WEAK_ALIAS, "former": NameKind.FORMER}[word]
                names.append(key | {"name": value, "kind": kind, "source": "https://example.org"})
            elif re.fullmatch(r"[A-Z]{2}", part):
                entry |= {"country": part, "countries": [part]}
            else:
                names.append(key | {"name": part, "kind": NameKind.ORIGINAL_SCRIPT, "source": "https://example.org"})
        entries.append(entry)
        for period in periods or [""]:
            days = re.findall(r"\d{4}-\d\d-\d\d", period)
            listings.append(
                key
                | {
                    "evidence_class": evidence_class,
                    "programme": f"programme of {list_name.strip()}",
                    "ground": ground,
                    "listed_on": date.fromisoformat(days[0]) if days else None,
                    "delisted_on": date.fromisoformat(days[1]) if len(days) > 1 else None,
                    "source": "https://example.org",
                }
            )
    return ConcernLists(
        lists=[concern_list(name, count) for name, count in Counter(entry["list"] for entry in entries).items()],
        entries=_table(ListEntryTable, entries),
        names=_table(ListNameTable, names),
        identifiers=_table(ListIdentifierTable, identifiers),
        listings=_table(ListingTable, listings),
    )


def matches(*rows: tuple[int, str, str, str]) -> dy.DataFrame[MatchTable]:
    """Matches of (issuer, list, entry, outcome)."""
    fixed = {"probability": 0.99, "basis": "name", "held": "held", "listed": "listed", "evidence": "told by the test"}
    table: dy.DataFrame[MatchTable] = _table(
        MatchTable,
        [{"issuer": i, "list": name, "entry": entry, "outcome": outcome} | fixed for i, name, entry, outcome in rows],
    )
    return table


def _table(schema: type[dy.Schema], rows: Sequence[dict[str, Any]]) -> Any:
    return schema.validate(pl.DataFrame(rows, schema=schema.create_empty().schema), cast=True)


def concern_list(name: str, entries: int) -> ConcernList:
    """A list of this name and so many entries, official and without a rule on ownership."""
    return ConcernList(
        name=name,
        label=name.upper(),
        title=f"The list {name}",
        publisher="A publisher",
        evidence="official",
        ownership_rule=OwnershipRule.NONE,
        ownership_note="",
        meaning="A listing means that the test says so.",
        licence="public domain",
        source="https://example.org",
        version="2026-06-08+00000000",
        as_of=date(2026, 6, 8),
        sha256="0" * 64,
        entries=entries,
    )
