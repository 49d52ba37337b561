"""`clearhold lists update`: new versions from the publishers, or from files already downloaded."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clearhold.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from clearhold.lists.fetch import Progress
    from clearhold.lists.update import Update

COULD_NOT = 2


def update(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="Lists by name. [default: all that are here]", show_default=False),
    ] = None,
    *,
    from_: Annotated[
        list[Path] | None,
        typer.Option("--from", metavar="FILE", help="Take a downloaded file of the one list named; repeatable."),
    ] = None,
    dated: Annotated[
        date | None,
        typer.Option(
            parser=options.day, metavar="DAY", help="With --from: the publisher's date, where the file has none."
        ),
    ] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Ask nobody; say what would be asked.")] = False,
    address: Annotated[
        list[str] | None,
        typer.Option(metavar="URL", help="Fetch the one list named from here, such as a mirror; repeatable."),
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST", help="A host that may be asked though it is on a private network; repeatable."),
    ] = None,
    json: options.Json = False,
) -> None:
    """Bring lists up to date.

    A version that arrives empty, cut, shrunken, older or otherwise changed is held for a person or refused, and the
    version from before stays in use. Ends with exit code 2 where a list is not as its publisher has it.
    """
    from dataclasses import replace

    from clearhold.cli.console import step_progress
    from clearhold.lists import Workspace
    from clearhold.lists.fetch import Fetcher
    from clearhold.lists.parsing import ParsingProcesses
    from clearhold.lists.publishers import publisher_named
    from clearhold.lists.update import updatable, update_from_files, update_lists
    from clearhold.model import BadInput

    workspace = Workspace.of_user()
    chosen = [publisher_named(name) for name in names] if names else updatable(workspace)
    if (from_ or address) and not (names and len(names) == 1):
        raise BadInput("--from and --address are of one list: name it, as in clearhold lists update NAME --from FILE")
    if from_ and (address or offline):
        raise BadInput("--from takes files that are here already; leave out --address and --offline")
    if dated and not from_:
        raise BadInput("--dated is the date of downloaded files: give them with --from FILE")
    if address:
        chosen = [replace(chosen[0], addresses=tuple(address), find=None, refuses_programs=False)]
    with ParsingProcesses() as parsers, step_progress() as told:
        if from_:
            done: Sequence[Update] = [update_from_files(chosen[0], from_, workspace, parsers, dated=dated)]
        else:
            fetcher = Fetcher(
                offline=offline,
                allowed_hosts=frozenset(allow_host or ()),
                parts=workspace.home / "unfinished",
                progress=lambda at: told(*_received(at)),
            )
            done = update_lists(chosen, workspace, fetcher, parsers, told)
    _print(done, json=json)
    raise typer.Exit(0 if all(each.is_fine for each in done) else COULD_NOT)


def _received(progress: Progress) -> tuple[str, str]:
    """The host that sends, and how much of the file has come."""
    megabyte = 1_000_000
    of = f" of {progress.total / megabyte:,.1f}" if progress.total else ""
    host = progress.address.partition("://")[2].partition("/")[0]
    return host, f"{progress.received / megabyte:,.1f}{of} MB"


def _print(done: Sequence[Update], *, json: bool) -> None:
    """Print what became of the lists."""
    if json:
        from dataclasses import asdict

        from clearhold.reports import exact_json

        told = [
            {
                "list": each.name,
                "outcome": each.updated.value,
                "words": each.words,
                "version": each.manifest.version if each.manifest else None,
                "problems": list(each.problems),
                "changes": asdict(each.changes) if each.changes else None,
                "waits": each.waits,
            }
            for each in done
        ]
        typer.echo(exact_json({"lists": told}))
        return
    from collections import Counter

    from clearhold.cli.console import console, print_line

    out = console()
    for each in done:
        print_line(out, f"{each.name}  {each.updated.value}: {each.words}", hanging=2)
        for line in _lines(each, waits=each.waits):
            print_line(out, f"  {line}", hanging=2)
    if len(done) > 1:
        counts = Counter(each.updated.value for each in done)
        print_line(out, f"{len(done):,} lists: {', '.join(f'{n:,} {outcome}' for outcome, n in counts.items())}")


def _lines(update: Update, *, waits: bool) -> Iterator[str]:
    show = f"clearhold lists show {update.name}"
    if update.changes:
        yield str(update.changes)
    if update.problems:
        more = f"; and {len(update.problems) - 1:,} more, see {show}{' --version held' if waits else ''}"
        yield f"{update.problems[0]}{more if len(update.problems) > 1 else ''}"
    if waits:
        # Where no version is in use there is nothing to compare it with.
        look = f"clearhold lists diff {update.name} current held" if update.changes else f"{show} --version held"
        yield f"look at it: {look}"
        yield f"use it all the same: clearhold lists accept {update.name} --by NAME --reason TEXT"
