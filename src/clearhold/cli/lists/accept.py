"""`clearhold lists accept`: a person's word that a held or refused version is to be used."""

from __future__ import annotations

from typing import Annotated

import typer


def accept(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The list.", show_default=False)],
    *,
    by: Annotated[str, typer.Option(metavar="PERSON", help="Who says so.", show_default=False)],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why.", show_default=False)],
) -> None:
    """Use the version of a list that waits for a person.

    Look at it first: clearhold lists diff NAME current held. Who overruled, when and why is kept with the version.
    """
    from clearhold.cli.console import console, print_line
    from clearhold.lists import Workspace, accept_held
    from clearhold.lists.view import find_list

    workspace = Workspace.of_user()
    manifest = accept_held(name, workspace, by=by, reason=reason)
    out, in_use = console(), find_list(manifest.name, workspace).record.version
    words = f"by the word of {by.strip()}: {reason.strip()}"
    if in_use == manifest.version:
        print_line(out, f"{manifest.name}  version {manifest.version} is in use, {words}", hanging=2)
        return
    # The version that comes with a newer program goes before an older one, whoever has accepted it.
    print_line(out, f"{manifest.name}  version {manifest.version} is accepted, {words}", hanging=2)
    print_line(out, f"  but not in use: version {in_use}, which came with the program, is newer", hanging=2)
