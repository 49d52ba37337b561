"""`clearhold lists search`: entries by words of a name or by an identifier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from clearhold.cli import options

if TYPE_CHECKING:
    from clearhold.lists.search import FoundEntry


def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS", help="Words of a name, or an identifier.", show_default=False)
    ],
    *,
    list_: options.Lists = None,
    known_at: options.KnownAt = None,
    json: options.Json = False,
) -> None:
    """Find entries in the lists that are here."""
    import shlex
    from dataclasses import asdict

    from clearhold.cli.console import console, print_command, print_line
    from clearhold.lists import load_lists, search_lists
    from clearhold.reports.figures import format_number_of

    lists = load_lists(list_ or (), known_at=known_at)
    found = search_lists(" ".join(words), lists)
    if json:
        from clearhold.reports import exact_json

        typer.echo(exact_json({"found": [asdict(each) for each in found]}))
        return
    out = console()
    kept = {each.name for each in lists.lists if each.built_in or each.accepted_at}
    for each in found:
        print_line(out, _words_of(each), hanging=4)
        if each.list in kept:  # a file given with --list is not in the workspace
            print_command(out, f"clearhold lists show {each.list} {shlex.quote(each.entry)}", "  ")
    searched = format_number_of(len(lists.lists), "list", "lists")
    print_line(out, f"{format_number_of(len(found), 'entry', 'entries')} found in {searched}")
    if not found:
        print_line(out, "  every word must be in one name: try fewer, or parts of words, or an identifier")


def _words_of(found: FoundEntry) -> str:
    country = f", {found.country}" if found.country else ""
    other = f" · found by {found.found_in}" if found.found_in != found.name else ""
    return f"{found.list}  {found.name}{country}{other}{'' if found.in_force else ' · no longer listed'}"
