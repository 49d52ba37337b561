"""A finished screening put together from facts, with its sums done here, so that no other stage is needed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import polars as pl

from clearhold.model import (
    LIKELY_OUTCOMES,
    ColumnReading,
    ColumnRole,
    ConcernLists,
    CoverageTable,
    Dimension,
    EntryType,
    ExposureTable,
    FileReading,
    FindingTable,
    HoldingsReading,
    HoldingTable,
    IssuerTable,
    ListEntryTable,
    ListIdentifierTable,
    ListingTable,
    ListNameTable,
    MatchTable,
    Outcome,
    Policy,
    Problem,
    Screening,
    ScreeningRequest,
    SetAsideReason,
    SetAsideTable,
    SheetReading,
    Totals,
    ValuedHoldingTable,
)
from tests.reports.fact_records import AS_OF, FILE, FUND, Entry, Held, Listed, Pair
from tests.reports.facts import ENTRIES, FUND_VALUE, HELD, LISTINGS, LISTS, PAIRS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import dataframely as dy

PLACE = ["file", "sheet", "line"]
_LIKELY = [outcome.value for outcome in LIKELY_OUTCOMES]


@dataclass(frozen=True)
class Facts:
    """What a screening is made of; the defaults are the true ones. `rows_in` counts rows that are not spelled out."""

    held: Sequence[Held] = HELD
    pairs: Sequence[Pair] = PAIRS
    entries: Sequence[Entry] = ENTRIES
    listings: Sequence[Listed] = LISTINGS
    set_aside: Sequence[tuple[int, SetAsideReason, str, str]] = ()
    problems: Sequence[Problem] = ()
    rows_in: int = 9_202
    value: Decimal | None = FUND_VALUE
    fund: str | None = FUND
    day: date | None = None
    not_judged: Sequence[tuple[int, str]] = ()  # a line of `held`, and why


def put_together(facts: Facts) -> Screening:
    """A finished run over the facts, as the stages would have put it together."""
    holdings, valued, matches = _holdings(facts), _valued(facts), _matches(facts)
    findings = _findings(facts, in_force=True)
    exposure = _exposure(findings, facts.value)
    coverage = _coverage(facts)
    by_outcome = {row["key"]: row for row in exposure.filter(dimension=Dimension.OUTCOME.value).to_dicts()}
    likely = findings.filter(pl.col("outcome").cast(pl.String).is_in(_LIKELY))
    possible = findings.filter(pl.col("outcome") == Outcome.POSSIBLE.value)
    known = facts.value is not None
    return Screening(
        request=ScreeningRequest(files=(FILE,), base="USD"),
        reading=HoldingsReading(holdings, _set_aside(facts), _files(facts), facts.problems),
        lists=_lists(facts),
        policy=Policy(),
        method="name-1",
        program="clearhold 0.1.0",
        issuers=_frame(IssuerTable, [{"issuer": held.line, "name": held.name} for held in facts.held]),
        valued=valued,
        matches=matches,
        findings=findings,
        other_listings=_findings(facts, in_force=False),
        exposure=exposure,
        coverage=coverage,
        totals=Totals(
            base_currency="USD" if known else None,
            value=facts.value,
            judged=_sum(coverage.filter(status="judged")) if known else None,
            likely=_sum(likely.unique(PLACE)) if known else None,
            possible=by_outcome.get("possible", {}).get("base_value", Decimal(0)) if known else None,
            likely_parties=likely["party"].n_unique(),
            possible_parties=possible["party"].n_unique(),
            issuers=facts.rows_in,
            rows_in=facts.rows_in,
            screened=facts.rows_in - len(facts.set_aside),
            set_aside=len(facts.set_aside),
            findings=findings.height,
        ),
        fund=facts.fund,
        as_of=AS_OF,
        listings_day=facts.day,
        command=f"clearhold screen {FILE} --base USD --out out",
        problems=facts.problems,
    )


def _frame(schema: type[dy.Schema], rows: Sequence[dict[str, Any]]) -> Any:
    """The rows as a table of the schema; a column that a row leaves out is null."""
    types = {name: column.dtype for name, column in schema.columns().items()}
    filled = [{name: row.get(name) for name in types} for row in rows]
    return schema.validate(pl.DataFrame(filled, schema=types), cast=True)


def _sum(rows: pl.DataFrame) -> Decimal:
    return cast("Decimal", rows["base_value"].sum())


def _place(held: Held) -> dict[str, Any]:
    return {"file": held.file, "sheet": held.sheet, "line": held.line}


def _holdings(facts: Facts) -> dy.DataFrame[HoldingTable]:
    rows = [
        _place(held)
        | {"fund": held.fund, "as_of": held.as_of, "name": held.name, "isin": held.isin, "isin_valid": held.isin_valid}
        | {"lei": held.lei, "country": held.country, "market_value": held.value, "currency": held.currency}
        for held in facts.held
    ]
    frame: dy.DataFrame[HoldingTable] = _frame(HoldingTable, rows)
    return frame


def _weight(value: Decimal | None, whole: Decimal | None) -> Decimal | None:
    return None if value is None or not whole else round(value / whole, 12)


def _valued(facts: Facts) -> dy.DataFrame[ValuedHoldingTable]:
    why = dict(facts.not_judged)
    rows = [
        _place(held)
        | {"issuer": held.line, "base_value": held.in_base, "base_method": held.base_method if held.value else None}
        | {"weight": _weight(held.in_base, facts.value), "not_judged": why.get(held.line)}
        for held in facts.held
    ]
    frame: dy.DataFrame[ValuedHoldingTable] = _frame(ValuedHoldingTable, rows)
    return frame


def _matches(facts: Facts) -> dy.DataFrame[MatchTable]:
    names = {held.line: held.name for held in facts.held}
    rows = [pair._asdict() | {"issuer": pair.line, "held": names[pair.line] or ""} for pair in facts.pairs]
    frame: dy.DataFrame[MatchTable] = _frame(MatchTable, rows)
    return frame


def _findings(facts: Facts, *, in_force: bool) -> dy.DataFrame[FindingTable]:
    held_at = {held.line: held for held in facts.held}
    names = {(entry.list, entry.entry): entry.name for entry in facts.entries}
    rows = []
    for pair in facts.pairs:
        held = held_at[pair.line]
        for listing in facts.listings:
            if (listing.list, listing.entry) != (pair.list, pair.entry) or _in_force(listing, facts.day) != in_force:
                continue
            rows.append(
                _place(held)
                | pair._asdict()
                | listing._asdict()
                | {
                    "fund": held.fund,
                    "as_of": held.as_of,
                    "name": held.name,
                    "isin": held.isin,
                    "country": held.country,
                }
                | {"market_value": held.value, "currency": held.currency}
                | {"base_value": held.in_base, "base_currency": "USD"}
                | {"weight": _weight(held.in_base, facts.value), "issuer": held.line}
                | {"entry_name": names[pair.list, pair.entry]}
            )
    frame: dy.DataFrame[FindingTable] = _frame(FindingTable, rows)
    return frame


def _in_force(listing: Listed, day: date | None) -> bool:
    if day is None:
        return listing.delisted_on is None
    begun = listing.listed_on is None or listing.listed_on <= day
    return begun and (listing.delisted_on is None or listing.delisted_on > day)


def _exposure(findings: pl.DataFrame, whole: Decimal | None) -> dy.DataFrame[ExposureTable]:
    likely = findings.filter(pl.col("outcome").cast(pl.String).is_in(_LIKELY))
    strongest = likely.filter(pl.col("evidence_class") == pl.col("evidence_class").min().over(PLACE))
    groups = [
        (Dimension.TOTAL, likely, pl.lit("likely")),
        (Dimension.OUTCOME, findings, pl.col("outcome").cast(pl.String)),
        (Dimension.EVIDENCE_CLASS, strongest, pl.col("evidence_class").cast(pl.String)),
        (Dimension.LIST, likely, pl.col("list")),
        (Dimension.GROUND, likely, pl.col("ground")),
        (Dimension.COUNTRY, likely, pl.col("country").fill_null("not stated")),
        (Dimension.FUND, likely, pl.col("fund").fill_null(pl.col("file"))),
        (Dimension.PARTY, likely, pl.col("party").cast(pl.String)),
    ]
    rows: list[dict[str, Any]] = []
    for dimension, rows_of, key in groups:
        sums = (
            rows_of.with_columns(key=key)
            .unique(["key", *PLACE], maintain_order=True)
            .group_by("key")
            .agg(pl.col("party").n_unique().alias("parties"), pl.len().alias("holdings"), pl.col("base_value").sum())
            .sort(pl.col("base_value").neg(), "key")
        )
        rows += [
            row | {"dimension": dimension.value, "share": _weight(row["base_value"], whole)} for row in sums.to_dicts()
        ]
    frame: dy.DataFrame[ExposureTable] = _frame(ExposureTable, rows)
    return frame


def _coverage(facts: Facts) -> dy.DataFrame[CoverageTable]:
    values = {held.line: held.in_base for held in facts.held}
    whole = facts.value or Decimal(0)
    aside = [(1, why, values[line] or Decimal(0)) for line, why in facts.not_judged]
    left = sum((value for _, _, value in aside), Decimal(0))
    judged = (facts.rows_in - len(aside), None, whole - left)
    rows = [
        {"status": "not judged" if reason else "judged", "reason": reason, "positions": positions, "base_value": value}
        | {"without_value": 0 if facts.value else positions, "share": _weight(value, facts.value)}
        for positions, reason, value in (judged, *aside)
    ]
    frame: dy.DataFrame[CoverageTable] = _frame(CoverageTable, rows)
    return frame


def _set_aside(facts: Facts) -> dy.DataFrame[SetAsideTable]:
    rows = [
        {"file": FILE, "line": line, "reason": reason.value, "detail": detail, "text": text, "name": text}
        for line, reason, detail, text in facts.set_aside
    ]
    frame: dy.DataFrame[SetAsideTable] = _frame(SetAsideTable, rows)
    return frame


def _files(facts: Facts) -> tuple[FileReading, ...]:
    """The fund's file, with the rows that are not spelled out, and any further files of single lines."""
    further = [held for held in facts.held if held.file != FILE]
    own = facts.rows_in - len(further)
    names = dict.fromkeys(held.file for held in further)
    sheets = [(file, [held for held in further if held.file == file]) for file in names]
    first = _sheet(FILE, None, "USD", rows_in=own, screened=own - len(facts.set_aside), total=facts.value)
    digest = "e71d28a33d92939a59c5c5eed3bfec25ab63a9e20dc15c3f36dfb2e6029d8072"
    return (
        FileReading(FILE, digest, 822_118, "CSV", (first,)),
        *(
            FileReading(
                file,
                file.encode().hex()[:64].ljust(64, "0"),
                41_000,
                "XLSX",
                tuple(
                    _sheet(file, held.sheet, held.currency, rows_in=1, screened=1, total=held.value) for held in lines
                ),
            )
            for file, lines in sheets
        ),
    )


def _sheet(
    file: str, sheet: str | None, currency: str, *, rows_in: int, screened: int, total: Decimal | None
) -> SheetReading:
    return SheetReading(
        file=file,
        sheet=sheet,
        visible=True,
        heading_lines=(1,),
        preamble=(),
        columns=(
            ColumnReading("C", "Name", ColumnRole.NAME, "its heading"),
            ColumnReading("F", "Market Value(USD)", ColumnRole.VALUE, "its heading", currency=currency),
        ),
        fund=None,
        as_of=AS_OF,
        currency=currency,
        rows_in=rows_in,
        screened=screened,
        set_aside=rows_in - screened,
        sum_of_positions=total,
        stated_total=None,
        stated_total_line=None,
        remarks=("delimiter comma, encoding UTF-8",),
    )


def _lists(facts: Facts) -> ConcernLists:
    fixed = {"type": EntryType.COMPANY.value, "countries": [], "parents": []}
    entries = [entry._asdict() | fixed for entry in facts.entries]
    names = [entry._asdict() | {"kind": "primary", "source": "https://www.bis.gov/"} for entry in facts.entries]
    identifiers = [
        {"list": "us-ns-cmic", "entry": "30946", "scheme": "isin", "value": "CNE100000PM8", "valid": True}
        | {"source": LISTS[1].source}
    ]
    return ConcernLists(
        lists=LISTS,
        entries=_frame(ListEntryTable, entries),
        names=_frame(ListNameTable, names),
        identifiers=_frame(ListIdentifierTable, identifiers),
        listings=_frame(ListingTable, [listing._asdict() for listing in facts.listings]),
    )
