"""`clearhold lists verify`: whether everything kept is what was put there."""

from __future__ import annotations

import typer

from clearhold.cli import options


def verify(*, json: options.Json = False) -> None:
    """Check every stored version by its hash, and the lists in use by the entries that must be in them.

    Ends with exit code 2 where something was changed or is missing.
    """
    from dataclasses import asdict

    from clearhold.cli.console import console, print_line
    from clearhold.lists import Workspace
    from clearhold.lists import verify as verify_workspace

    verified = verify_workspace(Workspace.of_user())
    if json:
        from clearhold.reports import exact_json

        typer.echo(exact_json(asdict(verified)))
    else:
        out = console()
        for fault in (*verified.faults, *verified.lacking):
            print_line(out, fault)
        found = f"{len(verified.faults):,} faults" if verified.faults else "all as they were stored"
        print_line(
            out,
            f"{verified.manifests:,} manifests, {verified.snapshots:,} snapshots and {verified.sources:,} publishers' "
            f"files checked: {found}",
        )
    raise typer.Exit(0 if verified.is_fine else 2)
