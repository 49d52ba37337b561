"""A finished run on the terminal: the headline, money by kind of evidence, the companies found, where to go on."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl
from rich.table import Table
from rich.text import Text

from clearhold.cli.console import print_line
from clearhold.model import LIKELY_OUTCOMES, Dimension, EvidenceClass, Outcome
from clearhold.reports.answer import stale_of
from clearhold.reports.figures import (
    UNKNOWN,
    format_amount,
    format_count,
    format_date,
    format_exact,
    format_money,
    format_number_of,
    format_probability,
    format_share,
    money_scale,
    share_decimals,
)
from clearhold.reports.self_check import failure_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rich.console import Console

    from clearhold.model import Screening

_MOST_COMPANIES = 40
_PLACE = ["file", "sheet", "line"]


def print_summary(screening: Screening, out: Path | None, console: Console) -> None:
    """Print the run; `out` is the folder its report lies in, if it was written."""
    failure = failure_of(screening)
    if failure:
        print_line(console, f"FAILED. {failure}", "bold red")
        console.print()
    headline, circumstances = _headlines(screening)
    print_line(console, headline, "bold")
    print_line(console, circumstances)
    console.print()
    console.print(_by_evidence(screening))
    for line in _coverage(screening):
        print_line(console, line)
    _print_companies(screening, console)
    for line in _pointers(screening, out):
        print_line(console, line)


def _headlines(screening: Screening) -> tuple[str, str]:
    totals = screening.totals
    fund = screening.fund or ", ".join(screening.request.files)
    parts = [fund]
    if screening.as_of:
        parts.append(f"as of {format_date(screening.as_of)}")
    if totals.value is not None:
        parts.append(format_money(totals.value, totals.base_currency))
    parts.append(format_number_of(totals.screened, "holding", "holdings"))
    day = f"in force on {format_date(screening.listings_day)}" if screening.listings_day else "as they stand"
    lists = format_number_of(len(screening.lists.lists), "list", "lists")
    return " · ".join(parts), (
        f"read {format_number_of(totals.rows_in, 'row', 'rows')}, {format_count(totals.set_aside)} set aside · "
        f"{lists} {day} · policy {screening.policy.name} · method {screening.method}"
    )


def _by_evidence(screening: Screening) -> Table:
    sums = {(row["dimension"], row["key"]): row for row in screening.exposure.to_dicts()}
    rows = [
        (f"{int(kind)} {kind.title}{_only(kind)}", sums.get((Dimension.EVIDENCE_CLASS.value, str(int(kind)))))
        for kind in EvidenceClass
    ]
    rows += [
        (f"to be looked at ({outcome.value})", sums.get((Dimension.OUTCOME.value, outcome.value)))
        for outcome in (Outcome.SAME_GROUP, Outcome.POSSIBLE)
    ]
    values = [row["base_value"] for _, row in rows if row]
    shares = [row["share"] for _, row in rows if row]
    scale, decimals = money_scale(values), share_decimals(shares)
    table = Table(box=None, pad_edge=False, padding=(0, 0, 0, 3), header_style="")
    table.add_column("  evidence")
    for heading in ("companies", f"value ({scale.heading(screening.totals.base_currency)})", "share"):
        table.add_column(heading, justify="right", no_wrap=True)
    for title, row in rows:
        cells = (UNKNOWN if screening.check.failed else "0", "–", "–")
        if row:
            cells = (
                format_count(row["parties"]),
                format_amount(row["base_value"], scale),
                format_share(row["share"], decimals),
            )
        table.add_row(f"  {title}", *cells)
    return table


def _coverage(screening: Screening) -> Iterable[str]:
    rows = screening.coverage.to_dicts()
    judged = sum((row["share"] or Decimal(0) for row in rows if row["reason"] is None), Decimal(0))
    rest = sum((row["share"] or Decimal(0) for row in rows if row["reason"] is not None), Decimal(0))
    known = any(row["share"] is not None for row in rows)
    whys = [f"{format_number_of(r['positions'], 'position', 'positions')}: {r['reason']}" for r in rows if r["reason"]]
    if known:
        line = f"  judged {format_share(judged)} of value · not judged {format_share(rest)}"
    else:
        line = f"  judged {format_count(sum(r['positions'] for r in rows if r['reason'] is None))} positions"
    yield line + (f" ({'; '.join(whys)})" if whys else "")
    unvalued = sum(row["without_value"] for row in rows)
    if unvalued:
        yield f"  {format_number_of(unvalued, 'position has', 'positions have')} no known value"


def _companies(screening: Screening) -> list[dict[str, Any]]:
    """The companies found with likely matches, a row each: name of the largest holding, money, how, lists."""
    labels = {each.name: each.label for each in screening.lists.lists}
    likely = screening.findings.filter(
        pl.col("outcome").cast(pl.String).is_in([outcome.value for outcome in LIKELY_OUTCOMES])
    ).join(screening.matches.select("issuer", "list", "entry", "basis"), on=["issuer", "list", "entry"], how="left")
    sums = {
        row["key"]: row["base_value"]
        for row in screening.exposure.filter(pl.col("dimension") == Dimension.PARTY.value).to_dicts()
    }
    companies = []
    for (party,), rows in likely.group_by("party", maintain_order=True):
        held = rows.unique(["file", "sheet", "line"], maintain_order=True).sort(
            "base_value", descending=True, nulls_last=True
        )
        best = rows.sort(pl.col("outcome").to_physical(), -pl.col("probability")).row(0, named=True)
        companies.append(
            {
                "name": held["name"][0] or held["isin"][0],
                "class": rows["evidence_class"].min(),
                "value": sums[str(party)],
                "how": f"{best['outcome']}, {best['basis']} {format_probability(best['probability'])}",
                "lists": " · ".join(labels[name] for name in rows["list"].unique(maintain_order=True)),
            }
        )
    return sorted(companies, key=lambda company: -(company["value"] or 0))


def _print_companies(screening: Screening, console: Console) -> None:
    """The companies with likely matches, under their strongest kind of evidence, the most money first."""
    companies = _companies(screening)
    for kind in EvidenceClass:
        found = [company for company in companies if company["class"] == kind]
        if not found:
            continue
        console.print()
        console.print(Text(f"  {int(kind)} {kind.title}{_only(kind)}"))
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False, expand=True)
        table.add_column("company", no_wrap=True, overflow="ellipsis", ratio=1, min_width=30)
        table.add_column("value", justify="right", no_wrap=True, min_width=13)
        table.add_column("how", no_wrap=True, min_width=27)
        table.add_column("lists", no_wrap=True, overflow="ellipsis", width=24)
        for company in found[:_MOST_COMPANIES]:
            table.add_row(
                Text(f"    {company['name']}"), format_exact(company["value"]), company["how"], Text(company["lists"])
            )
        console.print(table)
        more = len(found) - _MOST_COMPANIES
        if more > 0:
            console.print(f"    … and {format_number_of(more, 'company', 'companies')} more")


def _only(kind: EvidenceClass) -> str:
    """A company counts in its strongest class, so that the weaker ones hold those with nothing stronger."""
    return " only" if kind in {EvidenceClass.INVESTOR_DECISION, EvidenceClass.RESEARCH_OR_PRESS} else ""


def _pointers(screening: Screening, out: Path | None) -> Iterable[str]:
    yield ""
    others = screening.other_listings
    if screening.listings_day and others.height:
        later = others.filter(pl.col("listed_on") > screening.listings_day)["party"].n_unique()
        if later:
            companies = format_number_of(later, "company held was", "companies held were")
            yield f"{companies} listed after {format_date(screening.listings_day)}: see other-listings.csv"
    stale = stale_of(screening)
    if stale:
        yield f"{stale} See clearhold lists, and clearhold lists update"
    if screening.problems:
        yield f"{format_number_of(len(screening.problems), 'problem', 'problems')} in the data; the first:"
        yield f"  {screening.problems[0]}"
    if out is None:
        yield "no report written: add --out DIR"
        return
    line = screening.findings["line"][0] if screening.findings.height else 2
    yield f"report  {out / 'report.html'}"
    yield f"lines   {out / 'findings.csv'}"
    yield f"one     clearhold explain {out} {line}"
