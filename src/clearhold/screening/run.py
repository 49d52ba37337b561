"""One run: files, lists and a policy in, a finished `Screening` out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import polars as pl

from clearhold._version import PROGRAM
from clearhold.exposure import expose
from clearhold.holdings import read_holdings
from clearhold.identity.funds import is_fund
from clearhold.lists import load_lists
from clearhold.matching import METHOD, distinct_issuers, match_issuers, measured_accuracy
from clearhold.model import BadInput, Policy, Screening, ScreeningRequest
from clearhold.reports import write_reports
from clearhold.screening.planted import plant, take_out
from clearhold.screening.request import checked_currency, command_of, reading_options
from clearhold.screening.stored import store_run
from clearhold.tables import read_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path
    from typing import BinaryIO

    from clearhold.tables import TableFile


def screen(
    files: str | Path | Sequence[str | Path],
    *,
    lists: Sequence[str | Path] = (),
    base: str | None = None,
    as_of: date | None = None,
    lists_as_of: date | None = None,
    known_at: date | None = None,
    currency: str | None = None,
    columns: Mapping[str, str] | None = None,
    policy: Policy | None = None,
    out: Path | None = None,
    stdin: BinaryIO | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Screening:
    """The screening of some holdings files, written to the folder `out` too where one is given.

    `files` are paths, or "-" for standard input; `lists` are names of lists that are here or paths of own ones (none:
    every list that is here); the other options are those of the command line. `progress` is told each step in a few
    words.

    Raises CouldNotRead for a file that cannot be read whole, NotFound for an unknown list, and BadInput for an option
    that cannot be met.
    """
    request = ScreeningRequest(
        files=tuple(str(file) for file in ([files] if not isinstance(files, (list, tuple)) else files)),
        lists=tuple(str(name) for name in lists),
        base=checked_currency("--base", base),
        as_of=as_of,
        lists_as_of=lists_as_of,
        known_at=known_at,
        currency=checked_currency("--currency", currency),
        columns=tuple((columns or {}).items()),
    )
    screening = run(request, policy or Policy(), stdin=stdin, progress=progress)
    if out is not None:
        progress("writing the report")
        write_reports(screening, out)
        store_run(screening, out)
    return screening


def run(
    request: ScreeningRequest,
    policy: Policy,
    *,
    stdin: BinaryIO | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Screening:
    """The finished run that a request asks for, under a policy; nothing is written."""
    request = replace(request, known_at=request.known_at or datetime.now(UTC).date())
    if not request.files:
        raise BadInput("no holdings file is named; give one or more, or - for standard input")
    options = reading_options(request)
    progress("reading the holdings")
    reading = read_holdings(_read_once(request.files, stdin), options)
    progress("loading the lists")
    lists = load_lists(request.lists, known_at=request.known_at)
    progress("matching the issuers")
    issuers, issuer_of = distinct_issuers(reading.holdings)
    planting = plant(issuers, lists)
    matches, check = take_out(planting, match_issuers(planting.issuers, lists, policy))
    progress("summing the exposure")
    funds = reading.holdings.select(is_fund(pl.col("name"), pl.col("asset_class"))).to_series()
    day = request.lists_as_of or request.as_of
    exposed = expose(
        reading, issuer_of=issuer_of, is_fund=funds, matches=matches, lists=lists, base=request.base, day=day
    )
    return Screening(
        request=request,
        reading=reading,
        lists=lists,
        policy=policy,
        method=METHOD,
        program=PROGRAM,
        issuers=issuers,
        valued=exposed.valued,
        matches=matches,
        findings=exposed.findings,
        other_listings=exposed.other_listings,
        exposure=exposed.exposure,
        coverage=exposed.coverage,
        totals=exposed.totals,
        fund=_only(reading.holdings["fund"]),
        as_of=_only(reading.holdings["as_of"]),
        listings_day=day,
        command=command_of(request),
        accuracy=measured_accuracy(),
        problems=(*reading.problems, *lists.problems),
        check=check,
    )


def _read_once(files: tuple[str, ...], stdin: BinaryIO | None) -> list[TableFile]:
    """The files' tables; the same content twice is refused, since its money would be counted twice."""
    tables: dict[str, TableFile] = {}
    for file in files:
        table = read_tables(file, stdin=stdin)
        if table.sha256 in tables:
            raise BadInput(
                f"{file}: has the same content as {tables[table.sha256].file}, so its money would be counted twice; "
                "name it once"
            )
        tables[table.sha256] = table
    return list(tables.values())


def _only(values: pl.Series) -> Any:
    """The one value of a column, or None where it has none or several."""
    distinct = values.unique()
    return distinct[0] if distinct.len() == 1 else None
