"""`clearhold lists search`: entries by words of a name or by an identifier."""

from __future__ import annotations

from typing import Annotated

import typer

from clearhold.cli import options


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
    from dataclasses import asdict

    from clearhold.cli.console import console, print_line
    from clearhold.lists import load_lists, search_lists
    from clearhold.reports.figures import format_number_of

    found = search_lists(" ".join(words), load_lists(list_ or (), known_at=known_at))
    if json:
        from clearhold.reports import exact_json

        typer.echo(exact_json({"found": [asdict(each) for each in found]}))
        return
    out = console()
    for each in found:
        ended = "" if each.in_force else ", no longer listed"
        other = f" · {each.found_in}" if each.found_in != each.name else ""
        print_line(out, f"{each.list}  {each.name}{f', {each.country}' if each.country else ''}{other}{ended}")
        print_line(out, f"  clearhold lists show {each.list} {each.entry}")
    print_line(out, f"{format_number_of(len(found), 'entry', 'entries')} found")
