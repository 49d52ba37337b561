"""A short notation for lists and holdings in the tests of matching: one line a party or a holding.

`us-x | Hangzhou Hikvision Digital Technology Co., Ltd. | CN | isin CNE100000PM8 | alias Hikvision | 海康威视` is
an entry of the list `us-x`: its name, its country, then identifiers (`isin`, `lei`, `figi`, `cusip`, `sedol`, `ticker
002415 CN`), further names (`alias`, `weak`, `former`, or Chinese characters) and `type person`.
"""

from __future__ import annotations

import re
from typing import Any

import polars as pl

from clearhold.identity.identifiers import SCHEMES, is_valid
from clearhold.matching import match_issuers
from clearhold.model import (
    ConcernLists,
    IssuerTable,
    ListEntryTable,
    ListIdentifierTable,
    ListingTable,
    ListNameTable,
    Policy,
)
from tests.notation import concern_list

_KINDS = {"alias": "strong alias", "weak": "weak alias", "former": "former name"}


def entries(*lines: str) -> ConcernLists:
    """Concern lists of the entries that the lines describe, named e1, e2, … in order."""
    parties: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    identifiers: list[dict[str, Any]] = []
    for number, line in enumerate(lines, start=1):
        listed, name, country, *facts = (part.strip() for part in line.split("|"))
        key = {"list": listed, "entry": f"e{number}"}
        party: dict[str, Any] = key | {"name": name, "type": "company", "country": country or None}
        party |= {"countries": [country] if country else [], "parents": []}
        names.append(key | {"name": name, "kind": "primary", "source": "here"})
        for fact in facts:
            word, _, value = fact.partition(" ")
            if word in _KINDS:
                names.append(key | {"name": value, "kind": _KINDS[word], "source": "here"})
            elif word == "type":
                party["type"] = value
            elif word == "ticker":
                code, _, market = value.partition(" ")
                identifiers.append(key | _identifier("ticker", code, market or None, valid=True))
            elif word in SCHEMES:
                identifiers.append(key | _identifier(word, value, None, valid=is_valid(word, value)))
            elif re.search(r"[\u4e00-\u9fff]", fact):
                names.append(key | {"name": fact, "kind": "original script", "source": "here"})
            else:
                raise ValueError(f"{fact!r} is no fact of the notation")
        parties.append(party)
    return ConcernLists(
        lists=[concern_list(name, 0) for name in dict.fromkeys(party["list"] for party in parties)],
        entries=ListEntryTable.validate(_frame(parties, ListEntryTable), cast=True),
        names=ListNameTable.validate(_frame(names, ListNameTable), cast=True),
        identifiers=ListIdentifierTable.validate(_frame(identifiers, ListIdentifierTable), cast=True),
        listings=ListingTable.create_empty(),
    )


def _identifier(scheme: str, value: str, market: str | None, *, valid: bool) -> dict[str, Any]:
    return {"scheme": scheme, "value": value, "market": market, "valid": valid, "source": "here"}


def _frame(rows: list[dict[str, Any]], table: Any) -> pl.DataFrame:
    columns = {column: [row.get(column) for row in rows] for column in table.column_names()}
    return pl.DataFrame(columns, infer_schema_length=None)


def held(*names: str | None, **facts: str | None) -> Any:
    """Issuers held: their names, each with the same further facts (`isin`, `country`, `ticker`, `exchange`, …)."""
    columns: dict[str, Any] = dict.fromkeys(IssuerTable.column_names())
    columns |= facts
    columns["issuer"] = range(len(names))
    columns["name"] = list(names)
    isin = facts.get("isin")
    columns["isin_valid"] = None if isin is None else is_valid("isin", isin)
    schema = dict.fromkeys(columns, pl.String) | {"issuer": pl.Int64(), "isin_valid": pl.Boolean()}
    return IssuerTable.validate(pl.DataFrame(columns, schema=schema), cast=True)


def matches(issuers: Any, lists: ConcernLists, policy: Policy | None = None) -> dict[tuple[str | None, str], str]:
    """What is said of each holding's name and each entry: {(name, entry): outcome}."""
    found = match_issuers(issuers, lists, policy or Policy()).join(issuers.select("issuer", "name"), on="issuer")
    return {(row["name"], row["entry"]): row["outcome"] for row in found.iter_rows(named=True)}


def outcome(name: str | None, lists: ConcernLists, **facts: str | None) -> str | None:
    """What is said of one holding and the only entry it is matched to, or None."""
    found = list(matches(held(name, **facts), lists).values())
    assert len(found) <= 1, found
    return found[0] if found else None
