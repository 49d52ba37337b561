"""The options that several commands share, and how their texts become values."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


def day(text: str) -> date:
    """A day from `2026-06-30`; a BadParameter that shows the form otherwise."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f'"{text}" is no day; write it as 2026-06-30') from None


class FailOn(StrEnum):
    """From which outcome on findings make the exit code 3."""

    LIKELY = "likely"
    POSSIBLE = "possible"


Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...",
        help="Holdings files: CSV, TSV, XLSX, XLS, ODS or Parquet; - reads standard input.",
        show_default=False,
    ),
]
Lists = Annotated[
    list[str] | None,
    typer.Option(
        "--list", metavar="NAME|FILE", help="A concern list by name, or your own as a file; repeatable. [default: all]"
    ),
]
Base = Annotated[
    str | None, typer.Option(metavar="CODE", help="Currency of the sums, such as USD. [default: the file's own]")
]
AsOf = Annotated[
    date | None,
    typer.Option(
        parser=day,
        metavar="DAY",
        help="The day the screening is about: overrules the files' date, and listings count as in force on it. "
        "[default: the files' date, and the lists as they stand]",
    ),
]
ListsAsOf = Annotated[
    date | None,
    typer.Option(parser=day, metavar="DAY", help="The day on which listings count as in force, where it is another."),
]
KnownAt = Annotated[
    date | None,
    typer.Option(
        parser=day,
        metavar="DAY",
        help="Use the versions of lists that were in use at the end of this day. [default: today]",
    ),
]
Currency = Annotated[
    str | None, typer.Option(metavar="CODE", help="Currency of the file's values, where it is silent or wrong.")
]
Columns = Annotated[
    str | None,
    typer.Option(
        metavar="ROLE=HEADING,...",
        help="Which column is what, such as name=Security,isin=ISIN,value=E: headings or column letters.",
    ),
]
Out = Annotated[Path | None, typer.Option(metavar="DIR", help="Folder for the report and the tables.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
