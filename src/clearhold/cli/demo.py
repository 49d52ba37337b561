"""`clearhold demo`: the screening of the demo fund."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from clearhold.cli import options


def demo(
    *,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the report and the tables.")] = Path(
        "clearhold-demo"
    ),
    json: options.Json = False,
) -> None:
    """Screen the demo fund.

    It is an excerpt of the true holdings of Norway's Government Pension Fund Global at 31 December 2019.
    """
    from clearhold.cli.console import progress
    from clearhold.cli.screen import show
    from clearhold.screening import screen_demo

    with progress() as told:
        screening = screen_demo(out, progress=told)
    show(screening, out, json=json)
