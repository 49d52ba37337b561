"""`clearhold lists export`: a list as FollowTheMoney entities or as a table."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from clearhold.cli import options


class Format(StrEnum):
    """In which form a list is written: `lists.ExportFormat`, said again so that help does not load the lists."""

    FTM = "ftm"
    STATEMENTS = "statements"
    CSV = "csv"


def export(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A list by its name or label.", show_default=False)],
    *,
    format_: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.FTM,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to. [default: standard output]", show_default=False)
    ] = None,
    known_at: options.KnownAt = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="In a table, leave text that a spreadsheet takes for a formula as it is.")
    ] = False,
) -> None:
    """Write a list for other programs.

    FollowTheMoney entities one a line (ftm), their statements with provenance (statements, CSV), or a table (csv).
    """
    import sys

    from clearhold.cli.console import console, print_line
    from clearhold.lists import ExportFormat, export_lines, load_lists
    from clearhold.reports.figures import format_number_of

    lists = load_lists([name], known_at=known_at)
    lines = export_lines(lists, lists.lists[0].name, ExportFormat(format_.value), guard_formulas=not plain)
    if out is None:
        sys.stdout.writelines(lines)
        return
    with out.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines)
    chosen = lists.lists[0]
    entries = format_number_of(lists.entries.height, "entry", "entries")
    print_line(console(), f"{chosen.name}  {entries} of version {chosen.version} written to {out}", hanging=2)
