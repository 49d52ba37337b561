"""`clearhold lists`: the concern lists that are here."""

from __future__ import annotations

from clearhold.cli import options


def lists(*, json: options.Json = False) -> None:
    """Show the concern lists that are here.

    Each with its publisher, kind of evidence, ownership rule, licence, version and number of entries.
    """
    from dataclasses import asdict

    import typer
    from rich.text import Text

    from clearhold.cli.console import console
    from clearhold.lists import catalogue
    from clearhold.reports.figures import format_count, format_date, format_number_of

    listed = catalogue()
    if json:
        from clearhold.reports import exact_json

        typer.echo(exact_json({"lists": [asdict(each) for each in listed]}))
        return
    out = console()
    for each in listed:
        out.print(Text.assemble((each.name, "bold"), f"  {each.title}"), overflow="fold")
        out.print(f"  {each.publisher} · {each.evidence}", overflow="fold")
        ended = f", {format_count(each.ended)} of them no longer listed" if each.ended else ""
        out.print(f"  {format_count(each.entries)} entries as of {format_date(each.as_of)}{ended}", overflow="fold")
        out.print(f"  version {each.version} · ownership rule: {each.ownership_rule}", overflow="fold")
        out.print(f"  licence: {each.licence}", overflow="fold")
        out.print(Text(f"  {each.source}"), overflow="fold")
        out.print()
    out.print(f"{format_number_of(len(listed), 'list', 'lists')}; screen with one: clearhold screen FILE --list NAME")
