"""`clearhold lists`: the concern lists that are here, and everything that can be done with them."""

from __future__ import annotations

from typing import Annotated

import typer

from clearhold.cli import options
from clearhold.cli.lists import accept, add, diff, export, overview, search, show, update, verify

app = typer.Typer(
    name="lists",
    help="Show the concern lists that are here, and keep them up to date.",
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(update.update)
app.command()(show.show)
app.command()(search.search)
app.command()(diff.diff)
app.command()(add.add)
app.command()(accept.accept)
app.command()(verify.verify)
app.command()(export.export)


@app.callback(invoke_without_command=True)
def lists(
    context: typer.Context,
    *,
    published: Annotated[
        bool, typer.Option("--published", help="Ask the publishers what they have now, and show it beside.")
    ] = False,
    json: options.Json = False,
) -> None:
    """Show the concern lists that are here, and keep them up to date.

    Alone it shows each list with its publisher, kind of evidence, ownership rule, licence, version, age and number of
    entries, and which more can be had.
    """
    if context.invoked_subcommand is None:
        overview.show_lists(published=published, json=json)
