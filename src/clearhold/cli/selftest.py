"""`clearhold selftest`: how many of the lists' own names are found, as written there and as written elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clearhold.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console
    from rich.table import Table

    from clearhold.screening import CatchRate, SelfTest

_MOST_SHOWN = 20
_SHORT = {"word order": "order", "transliteration": "translit.", "legal form": "form", "diacritics": "marks"} | {
    "former name": "former"
}


def selftest(
    *,
    list_: options.Lists = None,
    names: Annotated[int, typer.Option(min=1, metavar="N", help="How many names are drawn, evenly over lists.")] = 1000,
    seed: Annotated[int, typer.Option(metavar="NUMBER", help="Which names, and which spellings of them.")] = 1,
    known_at: options.KnownAt = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE.csv", help="File for a row of each query.")] = None,
    json: options.Json = False,
) -> None:
    """Test the matching with the lists' own names.

    Names of the lists are screened as they are and in eight manipulations: word order, typo, transliteration, legal
    form, initials, diacritics, spacing, and a former name that the list gives. Says how many are found, by
    manipulation and by list. Ends with exit code 2 where a name as the list writes it is not found.
    """
    from clearhold.cli.console import console, progress
    from clearhold.model import ClearholdError
    from clearhold.screening import selftest as test_lists

    with progress() as told:
        tested = test_lists(list_ or (), names=names, seed=seed, known_at=known_at, progress=told)
    if out is not None:
        _write(tested, out)
    if json:
        from clearhold.reports import exact_json

        typer.echo(exact_json(_record(tested)))
    else:
        _print(tested, out, console())
    if tested.failure:
        raise ClearholdError(tested.failure)


def _write(tested: SelfTest, out: Path) -> None:
    from clearhold.model import BadInput
    from clearhold.reports.table_files import write_csv

    try:
        write_csv(tested.queries, out, guard_formulas=True)
    except OSError as fault:
        raise BadInput(f"{out}: cannot be written ({fault.strerror or fault}); name another file with --out") from fault


def _print(tested: SelfTest, out: Path | None, console: Console) -> None:
    from clearhold.cli.console import print_line
    from clearhold.reports.figures import format_number_of

    if tested.failure:
        print_line(console, f"FAILED. {tested.failure}", "bold red")
        console.print()
    lists = format_number_of(len(tested.lists), "list", "lists")
    drawn = format_number_of(tested.drawn, "name", "names")
    queries = format_number_of(len(tested.queries), "query", "queries")
    print_line(console, f"self-test of {lists} · {drawn} · {queries} · seed {tested.seed}", "bold")
    print_line(console, f"by name alone, without country or identifier · method {tested.method}")
    console.print()
    console.print(_by_class(tested.by_class))
    console.print()
    console.print(_by_list(tested.lists, tested.by_list))
    for line in (*_notes(tested), *([f"queries {out}"] if out else [])):
        print_line(console, line)


def _by_class(rates: Sequence[CatchRate]) -> Table:
    from clearhold.reports.figures import format_count

    table = _table("  manipulation", " queries", "  caught", "  same issuer", "  to be looked at", "  missed")
    for rate in rates:
        counts = (format_count(number) for number in (rate.likely, rate.to_look_at, rate.missed))
        table.add_row(f"  {rate.manipulation.value}", format_count(rate.queries), _share(rate), *counts)
    return table


def _by_list(lists: Sequence[str], rates: Sequence[CatchRate]) -> Table:
    columns = list(dict.fromkeys(rate.manipulation.value for rate in rates))
    table = _table("  caught, in %, by list", *(_SHORT.get(column, column) for column in columns))
    for name in lists:
        table.add_row(f"  {name}", *(_share(rate).removesuffix(" %") for rate in rates if rate.list == name))
    return table


def _table(first: str, *others: str) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="")
    table.add_column(first, overflow="fold")
    for heading in others:
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def _share(rate: CatchRate) -> str:
    from decimal import Decimal

    from clearhold.reports.figures import format_share

    return format_share(Decimal(rate.caught) / Decimal(rate.queries)) if rate.queries else "–"


def _notes(tested: SelfTest) -> Iterable[str]:
    from clearhold.reports.figures import format_count, format_number_of

    yield ""
    for title, names in (
        ("not found as the list writes it", tested.missed),
        ("cannot be matched by name, since they say nothing: one letter, numbers or legal forms", tested.nothing),
    ):
        if len(names):
            yield f"{format_number_of(len(names), 'name', 'names')} {title}"
            for on, entry, name in names.head(_MOST_SHOWN).iter_rows():
                yield f"  {on}  {name}  (entry {entry})"
            if len(names) > _MOST_SHOWN:
                yield f"  … and {format_count(len(names) - _MOST_SHOWN)} more; all are in --json and --out"
    if tested.weak_aliases:
        weak = format_number_of(tested.weak_aliases, "weak alias", "weak aliases")
        yield f"not drawn: {weak}, which count only beside another fact"
    if tested.never_matched:
        kinds = ", ".join(f"{format_count(count)} of type {kind}" for kind, count in tested.never_matched)
        yield f"not drawn, since they are no issuers: {kinds}"


def _record(tested: SelfTest) -> dict[str, object]:
    """The self-test as JSON; the queries are in the file that --out names."""
    return {
        "failed": tested.failure,
        "method": tested.method,
        "seed": tested.seed,
        "lists": tested.lists,
        "names": tested.drawn,
        "queries": len(tested.queries),
        "by_class": [_rate_record(rate) for rate in tested.by_class],
        "by_list": [{"list": rate.list} | _rate_record(rate) for rate in tested.by_list],
        "missed": tested.missed.to_dicts(),
        "cannot_be_matched_by_name": tested.nothing.to_dicts(),
        "not_drawn": {"weak_aliases": tested.weak_aliases} | {"types": dict(tested.never_matched)},
    }


def _rate_record(rate: CatchRate) -> dict[str, object]:
    return {
        "class": rate.manipulation.value,
        "queries": rate.queries,
        "caught": rate.caught,
        "likely": rate.likely,
        "to_look_at": rate.to_look_at,
        "missed": rate.missed,
    }
