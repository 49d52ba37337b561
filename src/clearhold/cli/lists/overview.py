"""What `clearhold lists` prints: the lists that are here, how old, and which more can be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from clearhold.lists import CataloguedList


def show_lists(*, published: bool, json: bool) -> None:
    """Print the lists; with `published` their publishers are asked what they have now."""
    from dataclasses import asdict

    import typer

    from clearhold.cli.console import console, print_line
    from clearhold.lists import Workspace, ask_publishers, catalogue, not_here, with_published
    from clearhold.lists.fetch import Fetcher
    from clearhold.reports.figures import format_number_of

    workspace = Workspace.of_user()
    listed = catalogue(workspace)
    answers: Mapping[str, date | str] = ask_publishers(listed, Fetcher()) if published else {}
    listed = with_published(listed, answers)
    more = not_here(listed)
    if json:
        from clearhold.reports import exact_json

        told: dict[str, object] = {"lists": [asdict(each) for each in listed], "more": [asdict(each) for each in more]}
        if published:
            told["no_day"] = {name: answer for name, answer in answers.items() if isinstance(answer, str)}
        typer.echo(exact_json(told))
        return
    out = console()
    for each in listed:
        print_line(out, f"{each.name}  {each.title}", "bold", hanging=4)
        for line in _lines(each, answers.get(each.name)):
            print_line(out, f"  {line}", hanging=2)
        out.print()
    if more:
        print_line(out, "more that can be had with clearhold lists update NAME", "bold")
        for description in more:
            print_line(out, f"  {description.name}  {description.title}", hanging=2)
            if workspace.held(description.name) is not None:
                print_line(out, f"    a version waits for a person: {_look(description.name)} --version held")
        out.print()
    print_line(
        out,
        f"{format_number_of(len(listed), 'list', 'lists')} here; look into one: {_look('NAME')}; "
        "screen with one: clearhold screen FILE --list NAME",
    )


def _lines(each: CataloguedList, answer: date | str | None) -> Iterable[str]:
    from clearhold.reports.figures import format_count, format_number_of

    ended = f", {format_count(each.ended)} of them no longer listed" if each.ended else ""
    yield f"{each.publisher} · {each.evidence}"
    yield f"{format_number_of(each.entries, 'entry', 'entries')} as of {each.as_of}{ended}"
    from_where = "came with the program" if each.built_in else f"in use since {each.accepted_at:%Y-%m-%d %H:%M} UTC"
    yield f"version {each.version}, {from_where} · ownership rule: {each.ownership_rule}"
    if isinstance(answer, str):
        yield f"published now: {answer}"
    elif answer is not None:
        yield f"published now: {answer}{'' if answer <= each.as_of else ', newer than the version here'}"
    if each.stale:
        yield f"may be out of date: it {each.stale}"
    if each.waiting:
        yield f"a newer version waits for a person, {each.waiting}"
        yield f"look at it: clearhold lists diff {each.name} current held"
    yield f"licence: {each.licence}"
    yield each.source


def _look(name: str) -> str:
    return f"clearhold lists show {name}"
