"""`clearhold match`: the companies of one file that those of another may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from clearhold.cli import options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from clearhold.screening import ExplainedQuery, FilesMatched, NameReading, NearTarget, SilentRows

_MOST_PLACES = 10
_MOST_PROBLEMS = 20
_STANDARD_OUTPUT = "-"


def match(
    queries: Annotated[
        str,
        typer.Argument(
            metavar="QUERIES",
            help="A file of companies to look for: CSV, XLSX, ODS or Parquet with columns id and name, and if you have "
            "them country, isin, lei, aliases; - reads standard input.",
            show_default=False,
        ),
    ],
    targets: Annotated[
        str,
        typer.Argument(metavar="TARGETS", help="A file of companies to look among, the same way.", show_default=False),
    ],
    *,
    out: Annotated[
        str | None,
        typer.Option(
            metavar="PAIRS",
            help="Where the answers go: a file that ends in .csv, .xlsx or .parquet, or - for standard output.",
            show_default=False,
        ),
    ] = None,
    top: Annotated[int, typer.Option(min=1, metavar="N", help="How many answers a query may have.")] = 1,
    least: Annotated[
        float, typer.Option(metavar="P", help="The probability from which a pair of names is an answer.")
    ] = 0.3,
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="QUERY_ID", help="Tell one query's whole story instead of matching all.", show_default=False
        ),
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="In CSV, leave text that a spreadsheet takes for a formula as it is.")
    ] = False,
    json: options.Json = False,
) -> None:
    """Match any two files of companies.

    Says which rows of the one are which rows of the other: query_id, query_name, target_id, target_name, outcome,
    probability, evidence. A summary goes to standard error.
    """
    import sys

    _check(out, explain, json=json)
    from clearhold.screening import explain_query, match_files, read_both

    with _progress() as told:
        if out is None:
            files = read_both(queries, targets, stdin=sys.stdin.buffer, progress=told)
        else:
            matched = match_files(
                queries,
                targets,
                out=out,
                top=top,
                least=least,
                guard_formulas=not plain,
                stdin=sys.stdin.buffer,
                progress=told,
            )
            files = matched.queries, matched.targets
        if explain is not None:
            told("looking at one query")
            story = explain_query(explain, *files, top=top, least=least)
    if out is not None:
        _print_summary(matched, out, json=json)
    if explain is not None:
        _print_story(story, json=json)


def _check(out: str | None, explain: str | None, *, json: bool) -> None:
    """Nothing, or BadInput where nothing is asked for, or two things would be printed on one another."""
    from clearhold.model import BadInput

    if out is None and explain is None:
        raise BadInput("--out is missing: name the file for the answers, such as pairs.csv, or - for standard output")
    printed = [
        option
        for option, is_printed in (
            ("--out -", out == _STANDARD_OUTPUT),
            ("--explain", explain is not None),
            ("--json", json and explain is None),
        )
        if is_printed
    ]
    if len(printed) > 1:
        raise BadInput(f"{' and '.join(printed)} both print to standard output; ask for one of them")


def _progress() -> AbstractContextManager[Callable[[str], None]]:
    """A function that is told each step; it shows them where a person looks on, and else loads nothing for it."""
    import sys
    from contextlib import nullcontext

    if not sys.stderr.isatty():
        return nullcontext(lambda _: None)
    from clearhold.cli.console import progress

    return progress()


def _print_summary(matched: FilesMatched, out: str, *, json: bool) -> None:
    import sys

    if json:
        _print_json(_record(matched))
        return
    from clearhold.cli.visible import visible

    # On standard error, since the answers may be on standard output.
    sys.stderr.writelines(f"{visible(line)}\n" for line in _summary(matched, out))


def _summary(matched: FilesMatched, out: str) -> Iterator[str]:
    """What was read, answered, and not, in lines."""
    count = matched.queries.table.height
    yield (
        f"{matched.queries.file} {count:,} queries · {matched.targets.file} {matched.targets.table.height:,} targets · "
        f"method {matched.method}"
    )
    by_outcome = " · ".join(f"{outcome} {number:,}" for outcome, number in matched.answered.items())
    yield f"answered {matched.answered_count:,}" + (f": {by_outcome}" if by_outcome else "")
    yield f"not answered {count - matched.answered_count:,}"
    yield from (_say_silent(silent) for silent in matched.silent if silent.rows)
    yield from map(str, matched.problems[:_MOST_PROBLEMS])
    if len(matched.problems) > _MOST_PROBLEMS:
        yield f"… and {len(matched.problems) - _MOST_PROBLEMS:,} problems more; --json has all"
    steps = ", ".join(f"{step} {seconds:.1f}" for step, seconds in matched.seconds.items())
    written = "" if out == _STANDARD_OUTPUT else f"{out} written · "
    yield f"{written}{sum(matched.seconds.values()):.1f} s ({steps})"


def _say_silent(silent: SilentRows) -> str:
    from clearhold.model import place

    count = len(silent.rows)
    told = "1 name says" if count == 1 else f"{count:,} names say"
    places = [place("", sheet, line).strip() for sheet, line in silent.rows[:_MOST_PLACES]]
    more = f" … and {count - _MOST_PLACES:,} more; --json has all" if count > _MOST_PLACES else ""
    return f"{silent.file}: {told} nothing, and no name can match: {', '.join(places)}{more}"


def _record(matched: FilesMatched) -> dict[str, object]:
    """The run as JSON; the answers are in the file that --out names."""
    return {
        "method": matched.method,
        "queries": {"file": matched.queries.file, "rows": matched.queries.table.height},
        "targets": {"file": matched.targets.file, "rows": matched.targets.table.height},
        "answered": {"all": matched.answered_count, "by_outcome": dict(matched.answered)},
        "not_answered": matched.queries.table.height - matched.answered_count,
        "names_that_say_nothing": [
            {"file": silent.file, "sheet": sheet, "line": line}
            for silent in matched.silent
            for sheet, line in silent.rows
        ],
        "problems": [str(problem) for problem in matched.problems],
        "seconds": {step: round(seconds, 3) for step, seconds in matched.seconds.items()},
    }


def _print_json(record: object) -> None:
    from clearhold.reports import exact_json

    typer.echo(exact_json(record))


def _print_story(story: ExplainedQuery, *, json: bool) -> None:
    from dataclasses import asdict

    if json:
        _print_json(asdict(story))
        return
    from clearhold.cli.console import console, print_line

    out = console()
    for line, style in _story(story):
        print_line(out, line, style, hanging=2)


def _story(story: ExplainedQuery) -> Iterator[tuple[str, str]]:
    yield f'{story.place}: "{story.reading.name}" (id {story.row["id"]})', "bold"
    facts = [f"{column} {value}" for column, value in story.row.items() if column not in ("id", "name") and value]
    if facts:
        yield f"  given beside the name: {' · '.join(facts)}", ""
    yield from ((f"  {line}", "") for line in _reading(story.reading))
    if story.is_silent:
        yield "  the name says nothing: no name can match it, not even the same one", ""
    yield "", ""
    answers = sum(each.is_answer for each in story.near)
    yield (
        f"compared with {story.targets:,} targets by {story.method}; "
        + (f"the nearest {len(story.near)}, best first" if story.near else "none is near: see below"),
        "",
    )
    for number, each in enumerate(story.near, start=1):
        yield from _near(number, each, story.least)
    yield "", ""
    yield from ((line, "") for line in _why_not_more(story, answers))


def _reading(reading: NameReading) -> Iterator[str]:
    if reading.words:
        yield "its words, and how rare each is in the names of the world's listed companies:"
        yield from (f"  {word}: {what}" for word, what in reading.words)
    else:
        yield "no word of it is compared"
    if reading.forms:
        yield f"legal form, compared and weak: {' '.join(reading.forms)}"
    if reading.taken_off:
        said = f", which say: {', '.join(reading.security)}" if reading.security else ""
        yield f"taken off: {', '.join(reading.taken_off)}{said}"


def _near(number: int, each: NearTarget, least: float) -> Iterator[tuple[str, str]]:
    from clearhold.reports.figures import format_probability

    answer = each.outcome if each.is_answer else "no answer"
    yield f"{number}. {each.name} (id {each.id})", "bold"
    yield f"   {answer}, probability {format_probability(each.probability)}", ""
    words = ", ".join(f"{word} ({what})" for word, what in each.reading.words)
    if words:
        yield f"   its words: {words}", ""
    if each.reading.taken_off:
        yield f"   taken off: {', '.join(each.reading.taken_off)}", ""
    if each.pro:
        yield f"   for: {each.pro}", ""
    if each.contra:
        yield f"   against: {each.contra}", ""
    agree = each.evidence["names_agree"]
    if not each.is_answer and agree is not None and agree < least:
        yield f"   no answer, since names of one issuer with a probability below {least} are none (--least)", ""
    elif not each.is_answer:
        yield "   no answer, since better ones come before it (--top)", ""


def _why_not_more(story: ExplainedQuery, answers: int) -> Iterator[str]:
    if answers:
        yield f"{answers} answer" + ("s" if answers > 1 else "") + f" of at most {story.top}."
    else:
        yield "No answer."
    if story.is_cut_short:
        yield "Targets that are less near than these are not shown."
    elif not story.is_silent:
        yield (
            "No other target shares a rare word with it, two words side by side, enough pieces of words, or an "
            "identifier."
        )
