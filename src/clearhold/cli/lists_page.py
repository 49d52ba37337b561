"""The page on the built-in lists as Markdown, from the lists themselves; `make docs` writes it to docs/lists.md."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from clearhold.lists import catalogue
from clearhold.reports.figures import format_count, format_date

if TYPE_CHECKING:
    from clearhold.lists import CataloguedList

_INTRODUCTION = """# The built-in lists

Made from the lists themselves by `make docs`; do not edit.

Tables of facts in the project's own layout, one folder a list under `src/clearhold/lists/builtin`: entries, all their
names, identifiers, and a row for each period in which an entry was listed. Every row has its source and a date; a fact
without a source stays out. Company names in Chinese, tickers and ISINs are the publisher's own, or two independent
files agree on them and both are named.
"""


def lists_page() -> str:
    """The Markdown page: a table of the lists, then what each means."""
    lists = catalogue()
    table = ["| list | entries | as of | evidence | ownership rule |", "| --- | ---: | --- | --- | --- |"]
    table += [
        f"| [`{each.name}`](#{each.name}) | {format_count(each.entries)} | {format_date(each.as_of)} "
        f"| {each.evidence} | {each.ownership_rule} |"
        for each in lists
    ]
    return "\n".join([_INTRODUCTION, *table, "", *(_section(each) for each in lists)])


def _section(each: CataloguedList) -> str:
    ended = f", {format_count(each.ended)} no longer listed" if each.ended else ""
    facts = {
        "publisher": each.publisher,
        "entries": f"{format_count(each.entries)}{ended}; version {each.version}",
        "ownership rule": f"{each.ownership_rule}. {each.ownership_note}",
        "licence": each.licence,
        "source": f"<{each.source}>",
    }
    lines = "\n".join(f"- {name}: {words}" for name, words in facts.items())
    return f"## {each.name}\n\n{each.title}.\n\n{each.meaning}\n\n{lines}\n"


if __name__ == "__main__":
    sys.stdout.write(lists_page())
