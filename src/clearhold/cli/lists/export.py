"""`clearhold lists export`: a list as FollowTheMoney entities or as a table."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from clearhold.cli import options


class ExportFormat(StrEnum):
    """In which form a list is written."""

    FTM = "ftm"
    STATEMENTS = "statements"
    CSV = "csv"


def export(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A list by its name or label.", show_default=False)],
    *,
    format_: Annotated[ExportFormat, typer.Option("--format", help="How to write it.")] = ExportFormat.FTM,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to. [default: standard output]", show_default=False)
    ] = None,
    known_at: options.KnownAt = None,
) -> None:
    """Write a list for other programs.

    FollowTheMoney entities one a line (ftm), their statements with provenance (statements, CSV), or a table (csv).
    """
    import sys

    from clearhold.lists import load_lists, write_export

    lists = load_lists([name], known_at=known_at)
    if out is None:
        write_export(lists, format_.value, sys.stdout)
        return
    with out.open("w", encoding="utf-8", newline="") as file:
        write_export(lists, format_.value, file)
