"""`clearhold lists show`: one list's versions and entries, or everything about one entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from clearhold.cli import options

if TYPE_CHECKING:
    from rich.console import Console

    from clearhold.lists.view import ListView

_MOST = 40


def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A list by its name or label.", show_default=False)],
    entry: Annotated[
        str | None, typer.Argument(metavar="[ENTRY]", help="An entry's id: show all about it.", show_default=False)
    ] = None,
    *,
    as_of: options.ListsAsOf = None,
    known_at: options.KnownAt = None,
    version: Annotated[
        str | None, typer.Option(metavar="VERSION", help="A version by its date or hash. [default: the one in use]")
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
            _print_entry(each, out)
        return
    _print_list(view, out, most=len(view.entries) if all_ else _MOST)


def _print_list(view: ListView, out: Console, most: int) -> None:
    from rich.table import Table
    from rich.text import Text

    from clearhold.cli.console import print_line
    from clearhold.reports.figures import format_count, format_date

    record = view.record
    print_line(out, f"{record.name}  {record.title}", "bold")
    for line in (record.publisher, record.meaning, f"ownership rule: {record.ownership_rule}. {record.ownership_note}"):
        print_line(out, f"  {line}")
    out.print()
    for each in view.versions:
        how = f"; overruled by {each.override.by}: {each.override.reason}" if each.override else ""
        counts = f"{format_count(each.entries)} entries in force, {format_count(each.ended)} ended"
        print_line(
            out,
            f"  version {each.version}  in use since {each.judged_at:%Y-%m-%d %H:%M} UTC · {counts} · "
            f"{format_count(len(each.problems))} problems{how}",
        )
    if record.built_in:
        print_line(out, f"  version {record.version}  came with the program")
    day = f"listed on {format_date(view.as_of)}" if view.as_of else "listed as the list stands"
    print_line(out, f"  {format_count(len(view.entries))} entries {day}, version {record.version}", "bold")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    for column, wrap in (("name", True), ("country", False), ("since", False), ("entry", True)):
        table.add_column(column, no_wrap=not wrap, overflow="fold")
    for entry in view.entries[:most]:
        since = min((period["listed_on"] for period in entry["listings"] if period["listed_on"]), default=None)
        day = format_date(since) if since else ""
        table.add_row(Text(f"  {entry['name']}"), entry["country"] or "", day, Text(entry["entry"]))
    out.print(table)
    if len(view.entries) > most:
        print_line(out, f"  … and {format_count(len(view.entries) - most)} more: --all shows them")
    for problem in view.problems[:most]:
        print_line(out, f"  problem: {problem}")


def _print_entry(entry: dict[str, Any], out: Console) -> None:
    from clearhold.cli.console import print_line

    print_line(out, f"{entry['name']}", "bold")
    print_line(
        out, f"  {entry['type']} · entry {entry['entry']} · the publisher's id: {entry['publisher_id'] or 'none'}"
    )
    for name in entry["names"]:
        print_line(out, f"  {name['kind']}: {name['name']}")
    for each in entry["identifiers"]:
        flag = "" if each["valid"] else " (fails its check; not matched on)"
        print_line(out, f"  {each['scheme']}: {each['value']}{' ' + each['market'] if each['market'] else ''}{flag}")
    if entry["countries"]:
        print_line(out, f"  countries: {', '.join(entry['countries'])}")
    for each in entry["addresses"]:
        print_line(out, f"  address: {each['address']}")
    for parent in entry["parents"]:
        print_line(out, f"  parent, as the list names it: {parent}")
    for period in entry["listings"]:
        ends = f" until {period['delisted_on']}" if period["delisted_on"] else ""
        print_line(out, f"  listed from {period['listed_on'] or 'a day not stated'}{ends}: {period['programme']}")
        print_line(out, f"    ground: {period['ground']} (class {period['evidence_class']})")
        if period["words"]:
            print_line(out, f"    in the publisher's words: “{period['words']}”")
        if period["account"]:
            print_line(out, f"    {period['account']}")
        print_line(out, f"    {period['source']}")
    if entry["answer"]:
        print_line(out, f"  the company's answer: {entry['answer']} ({entry['answer_source']})")
