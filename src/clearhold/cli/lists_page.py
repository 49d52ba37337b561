"""The page on the lists as Markdown, from the lists themselves; `make docs` writes it to docs/lists.md.

It tells what comes with the program and what can be had from publishers, whatever the user's workspace holds.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from clearhold.lists import Workspace, catalogue
from clearhold.lists.publishers import publishers
from clearhold.reports.figures import format_count, format_date, format_number_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clearhold.lists import CataloguedList
    from clearhold.lists.publisher import Publisher

# What files each list is read from, the one that is fetched first.
FORMATS: Mapping[str, str] = {
    "au-dfat": "XLSX",
    "ca-sema": "XML",
    "ch-seco": "XML of the whole list",
    "eu-sanctions": "XML 1.1",
    "no-nbim-exclusions": "web page",
    "uk-sanctions": "XML, CSV, ODS",
    "un-ohchr-settlements": "web page, CSV of its tables",
    "un-sc": "XML",
    "us-1260h": "Federal Register notice as text or XML, transcriptions as CSV or JSON",
    "us-bis-entity-list": "XML of the Code, CSV or JSON of the screening list, a transcription as JSON",
    "us-bis-meu": "XML of the Code, CSV or JSON of the screening list, a transcription as JSON",
    "us-cbp-forced-labour": "CSV, a transcription as JSON",
    "us-csl": "JSON, CSV",
    "us-fcc-covered": "web page, CSV of its table, a transcription as JSON",
    "us-ns-cmic": "XML, Advanced XML, set of CSV files, a transcription of the PDF as JSON",
    "us-ofac-consolidated": "XML, Advanced XML, set of CSV files",
    "us-ofac-sdn": "XML, Advanced XML, set of CSV files",
    "us-ofac-xpcc": "XML, Advanced XML, set of CSV files",
    "us-s889": "web page of the statute, a transcription as CSV",
    "us-uflpa": "web page, XML of a Federal Register notice",
}

_INTRODUCTION = """# The lists

Made from the lists themselves by `make docs`; do not edit.

[Those that come with the program](#the-built-in-lists) are screened at once. [Those that can be had from their
publishers](#lists-that-can-be-had-from-their-publishers) are fetched, or read from a file that you have downloaded,
with `clearhold lists update NAME`: see [keeping lists current](keeping-lists-current.md). Some are both, and begin with
the built-in version. [Your own lists](own-lists.md) stand beside them.
"""

_BUILT_IN = """## The built-in lists

Tables of facts in the project's own layout, one folder a list under `src/clearhold/lists/builtin`: entries, all their
names, identifiers, and a row for each period in which an entry was listed. Every row has its source and a date; a fact
without a source stays out. Company names in Chinese, tickers and ISINs are the publisher's own, or two independent
files agree on them and both are named.
"""

_PUBLISHED = """## Lists that can be had from their publishers

None of the publishers' files comes with the program, and each keeps its publisher's terms. *Formats* are those that are
read, whichever you have; the first is the one that is fetched. Where *by hand* says yes, the publisher lets no
programs fetch it: save it with a browser from the page named, and give it with `--from FILE`.
"""


def lists_page() -> str:
    """The Markdown page: a table of the built-in lists and what each means, then the same of those to be had."""
    with tempfile.TemporaryDirectory() as empty:
        built_in = catalogue(Workspace(Path(empty)))
    sources = {publisher.name: publisher for publisher in publishers()}
    here = {each.name for each in built_in}
    parts = [
        _INTRODUCTION,
        _BUILT_IN,
        _table_of_built_in(built_in),
        *(_section(each, sources.get(each.name)) for each in built_in),
        _PUBLISHED,
        _table_of_published(tuple(sources.values())),
        *(_section_of_published(publisher) for publisher in sources.values() if publisher.name not in here),
    ]
    return "\n".join(parts)


def _table_of_built_in(lists: tuple[CataloguedList, ...]) -> str:
    table = ["| list | entries | as of | evidence | ownership rule |", "| --- | ---: | --- | --- | --- |"]
    table += [
        f"| [`{each.name}`](#{each.name}) | {format_count(each.entries)} | {format_date(each.as_of)} "
        f"| {each.evidence} | {each.ownership_rule} |"
        for each in lists
    ]
    return "\n".join(table) + "\n"


def _table_of_published(lists: tuple[Publisher, ...]) -> str:
    table = ["| list | publisher, page | formats | evidence | ownership rule | by hand |", "| --- " * 6 + "|"]
    for each in lists:
        told = each.description
        page = f"[{urlsplit(told.source).hostname}]({told.source})"
        by_hand = "yes" if each.refuses_programs else ""
        table.append(
            f"| [`{each.name}`](#{each.name}) | {told.publisher}, {page} | {FORMATS[each.name]} | {told.evidence} "
            f"| {told.ownership_rule} | {by_hand} |"
        )
    return "\n".join(table) + "\n"


def _section(each: CataloguedList, publisher: Publisher | None) -> str:
    ended = f", {format_count(each.ended)} no longer listed" if each.ended else ""
    facts = {
        "publisher": each.publisher,
        "entries": f"{format_count(each.entries)}{ended}; version {each.version}",
        "ownership rule": f"{each.ownership_rule}. {each.ownership_note}",
        "licence": each.licence,
        "source": f"<{each.source}>",
    }
    if publisher is not None:
        theirs = publisher.description.licence
        facts |= {"licence of what is fetched": theirs} if theirs != each.licence else {}
        facts |= _fetching(publisher)
    return _entitled(each.name, each.title, each.meaning, facts)


def _section_of_published(publisher: Publisher) -> str:
    told = publisher.description
    facts = {
        "publisher": told.publisher,
        "ownership rule": f"{told.ownership_rule}. {told.ownership_note}",
        "licence": told.licence,
        "source": f"<{told.source}>",
    }
    least = {"a first version has": f"{format_number_of(publisher.at_least, 'entry', 'entries')} at least"}
    return _entitled(publisher.name, told.title, told.meaning, facts | _fetching(publisher) | least)


def _fetching(publisher: Publisher) -> dict[str, str]:
    """How the list is had, and what is checked of it."""
    found = ", which leads to the files" if publisher.find else ""
    refuses = "; its publisher lets no programs fetch it: save it with a browser, and give it with `--from`"
    by_hand = refuses if publisher.refuses_programs else ""
    canaries = ", ".join(f'"{canary.name}"' for canary in publisher.canaries)
    days = format_number_of(publisher.stale_after, "day", "days")
    return {
        "fetched from": f"{' '.join(f'<{address}>' for address in publisher.addresses)}{found}{by_hand}",
        "read from": FORMATS[publisher.name],
        "must have": canaries,
        "may be out of date": f"{days} after its publisher last answered",
    }


def _entitled(name: str, title: str, meaning: str, facts: Mapping[str, str]) -> str:
    lines = "\n".join(f"- {fact}: {words}" for fact, words in facts.items())
    return f"### {name}\n\n{title}.\n\n{meaning}\n\n{lines}\n"


if __name__ == "__main__":
    sys.stdout.write(lists_page())
