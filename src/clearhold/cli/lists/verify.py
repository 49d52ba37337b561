"""`clearhold lists verify`: whether everything kept is what was put there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from clearhold.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clearhold.lists.verify import Verified


def verify(*, json: options.Json = False) -> None:
    """Check every stored version by its hash, and the lists in use by the entries that must be in them.

    Ends with exit code 2 where something was changed or is missing.
    """
    from dataclasses import asdict

    from clearhold.cli.console import console, print_line
    from clearhold.lists import Workspace
    from clearhold.lists import verify as verify_workspace

    workspace = Workspace.of_user()
    verified = verify_workspace(workspace)
    if json:
        from clearhold.reports import exact_json

        typer.echo(exact_json(asdict(verified)))
    else:
        out = console()
        for line in (*verified.faults, *verified.lacking, *_conclusion(verified)):
            print_line(out, line, hanging=2)
        print_line(out, f"kept in {workspace.home}")
    raise typer.Exit(0 if verified.is_fine else 2)


def _conclusion(verified: Verified) -> Iterator[str]:
    from clearhold.reports.figures import format_number_of

    checked = (
        f"{format_number_of(verified.manifests, 'manifest', 'manifests')}, "
        f"{format_number_of(verified.snapshots, 'snapshot', 'snapshots')} and "
        f"{format_number_of(verified.sources, 'file', 'files')} of publishers and your own"
    )
    if not (verified.manifests or verified.snapshots or verified.sources or verified.faults):
        yield "nothing is stored yet: every list here came with the program"
    elif verified.faults:
        yield f"{checked} checked: {format_number_of(len(verified.faults), 'fault', 'faults')}"
    else:
        yield f"{checked} checked: all as they were stored"
    if verified.lacking:
        lacking = format_number_of(
            len(verified.lacking), "entry that must be in a list is", "entries that must be in a list are"
        )
        yield f"{lacking} not there: look at the list with clearhold lists show NAME, or update it"
