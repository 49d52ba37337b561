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

    Look at it first: clearhold lists diff NAME CURRENT held. Who overruled, when and why is kept with the version.
    """
    from clearhold.cli.console import console, print_line
    from clearhold.lists import Workspace, accept_held

    manifest = accept_held(name, Workspace.of_user(), by=by, reason=reason)
    print_line(console(), f"{manifest.name}  version {manifest.version} is in use, by the word of {by}: {reason}")
