"""`clearhold lists diff`: what changed between two versions of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from clearhold.cli import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from clearhold.lists.difference import Change, NamedEntry


def diff(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A list by its name or label.", show_default=False)],
    before: Annotated[
        str,
        typer.Argument(
            metavar="V1",
            help="The earlier version: its day, hash or number; built-in, current or held.",
            show_default=False,
        ),
    ],
    after: Annotated[
        str | None, typer.Argument(metavar="[V2]", help="The later one. [default: the one in use]", show_default=False)
    ] = None,
    *,
    json: options.Json = False,
) -> None:
    """Show who came and went, and whose names, identifiers and listings changed, between two versions."""
    from clearhold.cli.console import console, print_line
    from clearhold.lists import Workspace, compare_list

    compared = compare_list(name, Workspace.of_user(), before, after)
    if json:
        from clearhold.reports import exact_json

        typer.echo(exact_json(compared.as_dict()))
        return
    out, difference = console(), compared.difference
    print_line(
        out, f"{compared.after.name}  from version {compared.before.version} to {compared.after.version}", "bold"
    )
    _print_entries("added", difference.added, out)
    _print_entries("no longer listed", difference.removed, out)
    for title, changes in (
        ("listings that ended", difference.ended),
        ("listed again", difference.restarted),
        ("other changes of listings", difference.other_listings),
        ("changed names", difference.names),
        ("changed identifiers", difference.identifiers),
        ("other facts", difference.other_facts),
    ):
        _print_changes(title, changes, out)
    if difference.is_empty:
        print_line(out, "nothing differs")


def _print_entries(title: str, entries: Sequence[NamedEntry], out: Console) -> None:
    from clearhold.cli.console import print_line

    if entries:
        print_line(out, f"{title}: {len(entries):,}", "bold")
    for each in entries:
        print_line(out, f"  {each.name}  ({each.entry})", hanging=4)


def _print_changes(title: str, changes: Sequence[Change], out: Console) -> None:
    from clearhold.cli.console import print_line

    if changes:
        print_line(out, f"{title}: {len(changes):,}", "bold")
    for each in changes:
        print_line(out, f"  {each.name}  ({each.entry})", hanging=4)
        for sign, words in (("+", each.came), ("-", each.went)):
            for word in words:
                print_line(out, f"    {sign} {word}", hanging=2)
