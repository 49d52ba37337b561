"""`clearhold explain`: one holding's whole story, from a finished run's folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from clearhold.screening import ExplainedMatch, Explanation


def explain(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that was given to screen --out.")],
    line: Annotated[str, typer.Argument(metavar="LINE", help="The holding's line: 214, SHEET:214 or FILE:214.")],
) -> None:
    """Tell one holding's whole story.

    What the file says, how its value was taken, which entries it was compared with and why, and every listing.
    """
    from clearhold.cli.console import console, print_line
    from clearhold.screening import explain as explain_line

    out = console()
    for text, style in _story(explain_line(folder, line)):
        print_line(out, text, style)


def _story(story: Explanation) -> Iterable[tuple[str, str]]:
    if story.failure:
        yield f"FAILED. {story.failure}", "bold red"
        yield "", ""
    yield story.place, "bold"
    if story.set_aside is not None:
        row = story.set_aside
        yield f"  set aside as {row['reason']}: {row['detail']}", ""
        yield f"  the row as written: {row['text']}", ""
        return
    if story.holding is None:
        return
    yield from ((f"  {line}", "") for line in _holding(story.holding, story.base_currency))
    if not story.matches and story.failure:
        yield "", ""
        yield "  whether it is on a list is not known: the screening failed its own check", ""
    elif not story.matches:
        yield "", ""
        yield f"  compared with {story.lists_searched} lists: no entry has its identifiers or a name near its own", ""
    for match in story.matches:
        yield "", ""
        yield from _match(match)


def _holding(row: Mapping[str, Any], base: str | None) -> Iterable[str]:
    from clearhold.reports.figures import format_date, format_exact, format_share

    yield f"as written: {row['name'] or '(no name)'}"
    for name in ("isin", "lei", "figi", "sedol", "cusip", "ticker", "exchange", "country", "asset_class", "fund"):
        if row[name] is not None:
            wrong = ", check digit wrong: not matched on" if name == "isin" and row["isin_valid"] is False else ""
            yield f"{name.replace('_', ' ')}: {row[name]}{wrong}"
    if row["as_of"]:
        yield f"as of {format_date(row['as_of'])}"
    yield f"market value: {row['currency'] or ''} {format_exact(row['market_value'])}".replace(":  ", ": ")
    if base and row["currency"] != base:
        yield f"in {base}: {format_exact(row['base_value'])} ({row['base_method'] or 'no rate or day known'})"
    if row["weight"] is not None:
        yield f"share of its fund: {format_share(row['weight'], 4)}"
    yield f"not judged: {row['not_judged']}" if row["not_judged"] else "judged"


def _match(match: ExplainedMatch) -> Iterable[tuple[str, str]]:
    from clearhold.reports.figures import format_probability

    pair = match.match
    yield f"  {pair['outcome']}: {pair['entry_name']} ({match.list['title']})", "bold"
    yield f"    by {pair['basis']}, probability {format_probability(pair['probability'])}: {pair['evidence']}", ""
    yield f"    held as: {pair['held']}", ""
    yield f"    listed as: {pair['listed']}", ""
    if pair["against"]:
        yield f"    against: {pair['against']}", ""
    for title, listings in (("listing in force", match.listings), ("listing not in force", match.other_listings)):
        for listing in listings:
            yield from ((f"    {line}", "") for line in _listing(title, listing))
    yield f"    what it means: {match.list['meaning']}", ""
    if match.entry["answer"]:
        yield f"    the company's answer: {match.entry['answer']} ({match.entry['answer_source']})", ""


def _listing(title: str, listing: Mapping[str, Any]) -> Iterable[str]:
    from clearhold.model import EvidenceClass
    from clearhold.reports.figures import format_date

    kind = EvidenceClass(listing["evidence_class"])
    yield f"{title}: {listing['programme']} – {listing['ground']} (evidence class {int(kind)}: {kind.title})"
    dates = [
        f"{word} {format_date(listing[key])}"
        for word, key in (("listed", "listed_on"), ("effective", "effective_on"), ("ended", "delisted_on"))
        if listing[key]
    ]
    if dates:
        yield f"  {', '.join(dates)}"
    if listing["words"]:
        yield f"  the publisher's words: “{listing['words']}”"
    if listing["account"]:
        yield f"  in the list's words: {listing['account']}"
    yield f"  {listing['source']}"
