"""`clearhold lists add`: a list of the user's, kept and screened like the others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from clearhold.lists.manifest import Manifest

_MOST = 10


def add(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="A CSV or workbook with names, or the files of an OpenSanctions export.",
            show_default=False,
        ),
    ],
    *,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="The list's name. [default: the file's]")] = None,
) -> None:
    """Add a list of your own, or its next version.

    It is screened with the others from now on. The same name again is its next version, judged against the one in use.
    """
    from clearhold.cli.console import console, print_line
    from clearhold.lists import Workspace, add_list
    from clearhold.lists.manifest import Decision
    from clearhold.lists.parsing import ParsingProcesses
    from clearhold.reports.figures import format_number_of

    with ParsingProcesses(1) as parsers:
        manifest = add_list(files, Workspace.of_user(), parsers, name=name)
    out = console()
    entries = format_number_of(manifest.entries, "entry", "entries")
    print_line(out, f"{manifest.name}  {manifest.decision.value}: {entries} as of {manifest.as_of}", hanging=2)
    for words in (*manifest.reasons, *manifest.problems[:_MOST]):
        print_line(out, f"  {words}", hanging=2)
    if manifest.decision is Decision.ACCEPTED:
        _point_on(manifest, f"clearhold lists show {manifest.name}", out)
        return
    _point_on(manifest, f"clearhold lists show {manifest.name} --version held", out)
    print_line(out, f"  look at it: clearhold lists diff {manifest.name} current held", hanging=2)
    print_line(out, f"  use it all the same: clearhold lists accept {manifest.name} --by NAME --reason TEXT", hanging=2)
    raise typer.Exit(2)


def _point_on(manifest: Manifest, command: str, out: Console) -> None:
    """Say where the problems stand that are not printed here."""
    from clearhold.cli.console import print_line
    from clearhold.reports.figures import format_number_of

    more = len(manifest.problems) - _MOST
    if more > 0:
        print_line(out, f"  … and {format_number_of(more, 'problem', 'problems')} more: {command}", hanging=2)
