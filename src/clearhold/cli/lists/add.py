"""`clearhold lists add`: a list of the user's, kept and screened like the others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


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

    with ParsingProcesses(1) as parsers:
        manifest = add_list(files, Workspace.of_user(), parsers, name=name)
    out = console()
    print_line(out, f"{manifest.name}  {manifest.decision.value}: {manifest.entries:,} entries as of {manifest.as_of}")
    for words in (*manifest.reasons, *manifest.problems[:10]):
        print_line(out, f"  {words}")
    if manifest.decision is not Decision.ACCEPTED:
        print_line(out, f"  to use it all the same: clearhold lists accept {manifest.name} --by NAME --reason TEXT")
        raise typer.Exit(2)
