"""`clearhold screen`: holdings files against concern lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from clearhold.cli import options
from clearhold.cli.options import FailOn

if TYPE_CHECKING:
    from pathlib import Path

    from clearhold.model import Screening

FINDINGS = 3


def screen(
    files: options.Files,
    *,
    out: options.Out = None,
    list_: options.Lists = None,
    base: options.Base = None,
    as_of: options.AsOf = None,
    lists_as_of: options.ListsAsOf = None,
    known_at: options.KnownAt = None,
    currency: options.Currency = None,
    columns: options.Columns = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="End with exit code 3 where there are such findings.", show_default=False)
    ] = None,
    json: options.Json = False,
) -> None:
    """Screen holdings against concern lists.

    Says which holdings are listed, why and by whom, how much money that is, how sure the match is, and what could not
    be judged. With --out it writes report.html, report.xlsx, findings.csv and more to a folder.
    """
    import sys

    from clearhold.cli.console import progress
    from clearhold.screening import columns_from_text
    from clearhold.screening import screen as screen_holdings

    with progress() as told:
        screening = screen_holdings(
            files,
            lists=list_ or (),
            base=base,
            as_of=as_of,
            lists_as_of=lists_as_of,
            known_at=known_at,
            currency=currency,
            columns=columns_from_text(columns) if columns else None,
            out=out,
            stdin=sys.stdin.buffer,
            progress=told,
        )
    show(screening, out, json=json)
    raise typer.Exit(exit_code(screening, fail_on))


def show(screening: Screening, out: Path | None, *, json: bool = False) -> None:
    """Print a finished run: its summary for people, or the content of `summary.json`.

    Raises ClearholdError where the run failed its own check, so that the command ends with 2.
    """
    if json:
        from clearhold.reports import summary_json

        typer.echo(summary_json(screening), nl=False)
    else:
        from clearhold.cli.console import console
        from clearhold.cli.summary import print_summary

        print_summary(screening, out, console())
    if screening.check.failed:
        from clearhold.model import ClearholdError
        from clearhold.reports import failure_of

        raise ClearholdError(failure_of(screening))


def exit_code(screening: Screening, fail_on: FailOn | None) -> int:
    """3 where there are findings of the kind asked about, else 0."""
    likely, possible = screening.totals.likely_parties, screening.findings.height
    found = {None: 0, FailOn.LIKELY: likely, FailOn.POSSIBLE: possible}[fail_on]
    return FINDINGS if found else 0
