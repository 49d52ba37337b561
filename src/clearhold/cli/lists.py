"""`clearhold lists`: the concern lists that are here."""

from __future__ import annotations

from clearhold.cli import options


def lists(*, json: options.Json = False) -> None:
    """Show the concern lists that are here.

    Each with its publisher, kind of evidence, ownership rule, licence, version and number of entries.
    """
    from dataclasses import asdict

    import typer

    from clearhold.cli.console import console, print_line
    from clearhold.lists import catalogue
    from clearhold.reports.figures import format_count, format_date, format_number_of

    listed = catalogue()
    if json:
        from clearhold.reports import exact_json

        typer.echo(exact_json({"lists": [asdict(each) for each in listed]}))
        return
    out = console()
    for each in listed:
        ended = f", {format_count(each.ended)} of them no longer listed" if each.ended else ""
        print_line(out, f"{each.name}  {each.title}", "bold")
        for line in (
            f"{each.publisher} · {each.evidence}",
            f"{format_count(each.entries)} entries as of {format_date(each.as_of)}{ended}",
            f"version {each.version} · ownership rule: {each.ownership_rule}",
            f"licence: {each.licence}",
            each.source,
        ):
            print_line(out, f"  {line}")
        out.print()
    out.print(f"{format_number_of(len(listed), 'list', 'lists')}; screen with one: clearhold screen FILE --list NAME")
