"""Two files of companies matched: read, held against each other, written, and counted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import polars as pl

from clearhold.matching.pairwise import LEAST, METHOD, match_tables
from clearhold.matching.silent import are_silent
from clearhold.model import BadInput, Outcome
from clearhold.screening.match_reading import CompanyFile, read_companies
from clearhold.screening.match_writing import STANDARD_OUTPUT, check_out, write_answers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import BinaryIO

    from clearhold.model import Problem


@dataclass(frozen=True, slots=True)
class SilentRows:
    """The rows of a file whose name says nothing, by sheet and line; only an identifier or an alias can match them."""

    file: str
    rows: Sequence[tuple[str | None, int]]


@dataclass(frozen=True, slots=True)
class FilesMatched:
    """Two files matched: the answers as `match_tables` gives them, and what there is to say of the run.

    `answered` counts the queries with an answer by the outcome of the best one; `seconds` is the time of each step.
    """

    queries: CompanyFile
    targets: CompanyFile
    answers: pl.DataFrame
    answered: Mapping[str, int]
    silent: Sequence[SilentRows]
    problems: Sequence[Problem]
    method: str
    seconds: Mapping[str, float]

    @property
    def answered_count(self) -> int:
        """How many queries have an answer."""
        return sum(self.answered.values())


def match_files(
    queries: str | Path,
    targets: str | Path,
    *,
    out: str | Path | None = None,
    top: int = 1,
    least: float = LEAST,
    guard_formulas: bool = True,
    stdin: BinaryIO | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> FilesMatched:
    """The companies of one file that those of another may be, written to `out` too where it is given.

    A file is a table of any format that `read_tables` reads, with a column of ids and one of names; "-" is standard
    input, or `stdin`. `out` ends in .csv, .xlsx or .parquet, or is "-" for standard output as CSV. `progress` is told
    each step in a few words.

    Raises CouldNotRead for a file that cannot be read whole or lacks a column, and BadInput for what cannot be.
    """
    if out is not None:
        check_out(out)
        _check_different(out, (queries, targets))
    clock = _Clock()
    files = read_both(queries, targets, stdin=stdin, progress=progress)
    clock.stop("reading")
    answers = match_tables(files[0].table, files[1].table, top=top, least=least, progress=progress)
    clock.stop("matching")
    silent = _silent_rows(files)
    clock.stop("names that say nothing")
    if out is not None:
        progress(f"writing {answers.height:,} answers")
        write_answers(answers, out, guard_formulas=guard_formulas)
        clock.stop("writing")
    return FilesMatched(
        queries=files[0],
        targets=files[1],
        answers=answers,
        answered=_by_outcome(answers),
        silent=silent,
        problems=[problem for file in files for problem in file.problems],
        method=METHOD,
        seconds=clock.seconds,
    )


def read_both(
    queries: str | Path,
    targets: str | Path,
    *,
    stdin: BinaryIO | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> tuple[CompanyFile, CompanyFile]:
    """The two files of a matching; raises what `match_files` raises of files, and BadInput where both are "-"."""
    if str(queries) == str(targets) == STANDARD_OUTPUT:
        raise BadInput("both files are standard input, which can be read once; name a file for one of them")
    files = []
    for source in (queries, targets):
        progress(f"reading {source}")
        files.append(read_companies(source, stdin=stdin))
    return files[0], files[1]


def _check_different(out: str | Path, files: Sequence[str | Path]) -> None:
    for file in files:
        if str(out) != STANDARD_OUTPUT and Path(out).absolute() == Path(file).absolute():
            raise BadInput(f"{out}: is one of the files to read, which is never written over; name another with --out")


def _silent_rows(files: Sequence[CompanyFile]) -> list[SilentRows]:
    silent = are_silent(pl.concat([file.table["name"] for file in files]))
    rows, start = [], 0
    for file in files:
        own = silent.slice(start, file.table.height)
        rows.append(SilentRows(file.file, file.places.filter(own).rows()))
        start += file.table.height
    return rows


def _by_outcome(answers: pl.DataFrame) -> Mapping[str, int]:
    """How many queries have a best answer of each outcome, the strongest first, without those that none has."""
    best = answers.unique("query_id", keep="first")["outcome"].cast(pl.String)
    counts = dict(best.value_counts().iter_rows())
    return {outcome.value: counts[outcome.value] for outcome in Outcome if outcome.value in counts}


class _Clock:
    """How long each step took, in seconds."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = perf_counter()

    def stop(self, step: str) -> None:
        """Put down the time since the step before."""
        now = perf_counter()
        self.seconds[step] = now - self._last
        self._last = now
