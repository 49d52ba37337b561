"""`clearhold lists show`: one list's versions and entries, or everything about one entry."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clearhold.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from clearhold.lists.manifest import Manifest
    from clearhold.lists.view import ListView

_MOST = 40
_NO_DAY = "not stated"  # as wide as a day


def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A list by its name or label.", show_default=False)],
    entry: Annotated[
        str | None, typer.Argument(metavar="[ENTRY]", help="An entry's id: show all about it.", show_default=False)
    ] = None,
    *,
    as_of: Annotated[
        date | None,
        typer.Option(
            parser=options.day, metavar="DAY", help="Show who was listed on this day. [default: as the list stands]"
        ),
    ] = None,
    known_at: options.KnownAt = None,
    version: Annotated[
        str | None,
        typer.Option(
            metavar="VERSION",
            help="A version by its day, hash or number; built-in or held. [default: the one in use]",
        ),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Show every entry, however many.")] = False,
    json: options.Json = False,
) -> None:
    """Show a list: what it is, its versions, and who was listed on a day."""
    from clearhold.cli.console import console
    from clearhold.lists import Workspace
    from clearhold.lists.view import view_list

    view = view_list(name, Workspace.of_user(), as_of=as_of, known_at=known_at, version=version, entry=entry)
    if json:
        from clearhold.reports import exact_json

        typer.echo(exact_json(view.as_dict()))
        return
    out = console()
    if entry:
        for each in view.entries:
            _print_entry(each, view, out)
        return
    _print_list(view, out, most=None if all_ else _MOST)


def _print_list(view: ListView, out: Console, most: int | None) -> None:
    from clearhold.cli.console import print_line
    from clearhold.reports.figures import format_count, format_number_of

    record = view.record
    print_line(out, f"{record.name}  {record.title}", "bold", hanging=4)
    rule = f"ownership rule: {record.ownership_rule}. {record.ownership_note}"
    for line in (record.publisher, record.meaning, rule, record.source):
        print_line(out, f"  {line}", hanging=2)
    out.print()
    for line in _versions(view):
        print_line(out, f"  {line}", hanging=2)
    out.print()
    day = f"listed on {view.as_of}" if view.as_of else "listed as the list stands"
    entries = format_number_of(len(view.entries), "entry", "entries")
    print_line(out, f"  {entries} {day}, version {record.version}", "bold")
    for each in view.entries[:most]:
        began = str(_since(each, view.as_of) or _NO_DAY)
        country = each["country"] or "  "
        print_line(
            out, f"  {began}  {country}  {each['name']}  ({each['entry']})", hanging=len(f"{_NO_DAY}  {country}  ")
        )
    if len(view.entries) > len(view.entries[:most]):
        print_line(out, f"  … and {format_count(len(view.entries) - len(view.entries[:most]))} more: --all shows them")
    if view.problems:
        out.print()
        found = format_number_of(len(view.problems), "problem", "problems")
        print_line(out, f"  {found} in the files of this version", "bold")
    for problem in view.problems[:most]:
        print_line(out, f"  {problem}", hanging=2)
    if len(view.problems) > len(view.problems[:most]):
        print_line(
            out, f"  … and {format_count(len(view.problems) - len(view.problems[:most]))} more: --all shows them"
        )
    if view.entries:
        out.print()
        print_line(out, f"all about an entry, whose id stands in brackets: clearhold lists show {record.name} ENTRY")


def _versions(view: ListView) -> Iterator[str]:
    """The versions that are here, the oldest first."""
    if view.came_with is not None:
        yield f"version built-in  of {view.came_with} · came with the program"
    for each in view.versions:
        yield _version(each, f"in use since {each.judged_at:%Y-%m-%d %H:%M} UTC")
    if view.held is not None:
        yield _version(
            view.held, f"{view.held.decision.value} on {view.held.judged_at:%Y-%m-%d %H:%M} UTC, waits for a person"
        )
        for reason in view.held.reasons:
            yield f"  {reason}"


def _version(manifest: Manifest, standing: str) -> str:
    from clearhold.reports.figures import format_count, format_number_of

    how = f"; overruled by {manifest.override.by}: {manifest.override.reason}" if manifest.override else ""
    counts = f"{format_number_of(manifest.entries, 'entry', 'entries')} in force, {format_count(manifest.ended)} ended"
    problems = format_number_of(len(manifest.problems), "problem", "problems")
    return f"version {manifest.version}  {standing} · {counts} · {problems}{how}"


def _since(entry: dict[str, Any], as_of: date | None) -> date | None:
    """The day from which the entry has been listed: the first of the periods in force, None where one has no day."""
    began = [period["listed_on"] for period in entry["listings"] if _is_in_force(period, as_of)]
    return min(began) if began and all(began) else None


def _is_in_force(period: dict[str, Any], as_of: date | None) -> bool:
    listed, delisted = period["listed_on"], period["delisted_on"]
    if as_of is None:
        return delisted is None
    return (listed is None or listed <= as_of) and (delisted is None or delisted > as_of)


def _print_entry(entry: dict[str, Any], view: ListView, out: Console) -> None:
    from clearhold.cli.console import print_line

    print_line(out, f"{entry['name']}", "bold", hanging=4)
    for line in _lines_of_entry(entry):
        print_line(out, f"  {line}", hanging=2)
    print_line(out, f"  in version {view.record.version} of {view.record.name}")


def _lines_of_entry(entry: dict[str, Any]) -> Iterator[str]:
    yield f"{entry['type']} · entry {entry['entry']} · the publisher's id: {entry['publisher_id'] or 'none'}"
    for name in entry["names"]:
        yield f"{name['kind']}: {name['name']}"
    for each in entry["identifiers"]:
        flag = "" if each["valid"] else " (fails its check; not matched on)"
        market = f" {each['market']}" if each["market"] else ""
        yield f"{_scheme(each['scheme'])}: {each['value']}{market}{flag}"
    if entry["countries"]:
        yield f"{'country' if len(entry['countries']) == 1 else 'countries'}: {', '.join(entry['countries'])}"
    for each in entry["addresses"]:
        yield f"address: {each['address']}"
    for parent in entry["parents"]:
        yield f"parent, as the list names it: {parent}"
    for period in entry["listings"]:
        yield from _lines_of_period(period)
    if entry["answer"]:
        yield f"the company's answer: {entry['answer']} ({entry['answer_source']})"


def _lines_of_period(period: dict[str, Any]) -> Iterator[str]:
    ends = f" until {period['delisted_on']}" if period["delisted_on"] else ""
    yield f"listed from {period['listed_on'] or 'a day not stated'}{ends}: {period['programme']}"
    if period["effective_on"] and period["effective_on"] != period["listed_on"]:
        yield f"  in effect from {period['effective_on']}"
    yield f"  ground: {period['ground']} (evidence class {period['evidence_class']})"
    if period["words"]:
        yield f"  in the publisher's words: “{period['words']}”"
    if period["account"]:
        yield f"  {period['account']}"
    yield f"  {period['source']}"


def _scheme(scheme: str) -> str:
    """Short schemes are abbreviations: ISIN, LEI, BIC."""
    return scheme if scheme == "ticker" or " " in scheme else scheme.upper()
