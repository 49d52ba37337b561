"""The report as one HTML file that loads nothing: style, script and pictures are in it.

Every value is escaped by the template engine. A content policy names the style and the script by their hashes, so that
even markup which slipped through could load nothing and run nothing.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import jinja2
import polars as pl
from markupsafe import Markup

from clearhold.model import EvidenceClass
from clearhold.reports import figures
from clearhold.reports.answer import answer_of, days_of, file_names, judged_of, subject_of
from clearhold.reports.cards import arrange_findings
from clearhold.reports.json_files import exact_text
from clearhold.reports.method import describe_method
from clearhold.reports.not_judged import list_not_judged
from clearhold.reports.pictures import draw_coverage, draw_pictures
from clearhold.reports.questions import question_of
from clearhold.reports.self_check import list_missed
from clearhold.reports.templating import TEMPLATES, environment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal
    from pathlib import Path

    from clearhold.model import Screening
    from clearhold.reports.company import HeldLine, ListedEntry

# The spaces within "USD 669.4 bn" and "0.03 %", where a line must not break.
_FIGURE_GAP = re.compile(r"(?<=[A-Z]{3}) (?=-?\d)|(?<=\d) (?=%|m\b|bn\b|tn\b)")
_MOST_OPEN_CARDS = 25
_MOST_PRINTED_CARDS = 150
_MOST_NOT_JUDGED = 200
_LONGEST_NAME = 160  # in tables and headings; the card has the name whole, as written
_MOST_PROBLEMS = 100


def write_html(screening: Screening, path: Path) -> None:
    """Write `report.html`."""
    path.write_text(render_html(screening), encoding="utf-8")


def render_html(screening: Screening) -> str:
    """The report as one HTML page."""
    arranged = arrange_findings(screening)
    not_judged = list_not_judged(screening)
    subject = subject_of(screening)
    style = Markup((TEMPLATES / "report.css").read_text(encoding="utf-8") + _page_margins(screening, subject))  # noqa: S704
    script = Markup((TEMPLATES / "report.js").read_text(encoding="utf-8"))  # noqa: S704
    cards = len(arranged.listed) + len(arranged.not_on_the_day)
    coverage = screening.coverage.to_dicts()
    page = _page_environment().get_template("report.html.j2")
    rendered: str = page.render(
        style=style,
        script=script,
        content_policy=_content_policy(style, script),
        subject=subject,
        fund=screening.fund,
        as_of=screening.as_of,
        days=days_of(screening),
        answer=answer_of(screening),
        missed=list_missed(screening),
        judged=judged_of(screening),
        totals=screening.totals,
        lists=screening.lists.lists,
        classes=tuple(EvidenceClass),
        policy=screening.policy,
        program=screening.program,
        method_name=screening.method,
        command=screening.command,
        pictures=draw_pictures(screening, country_name),
        cards=arranged.listed,
        to_look_at=arranged.to_look_at,
        not_on_the_day=arranged.not_on_the_day,
        folded_cards=cards > _MOST_OPEN_CARDS,
        printed_cards=cards <= _MOST_PRINTED_CARDS,
        share_decimals=figures.share_decimals(card.share for card in arranged.listed),
        files=screening.reading.files,
        file_names=file_names(screening),
        file_count=len(screening.reading.files),
        strip=draw_coverage(screening),
        coverage=coverage,
        coverage_unit=figures.money_scale(row["base_value"] for row in coverage),
        coverage_decimals=figures.share_decimals(row["share"] for row in coverage),
        not_judged=not_judged.head(_MOST_NOT_JUDGED).to_dicts(),
        not_judged_count=not_judged.height,
        set_aside=dict(sorted(Counter(screening.reading.set_aside["reason"].cast(pl.String).to_list()).items())),
        problems=[str(problem) for problem in screening.problems[:_MOST_PROBLEMS]],
        problem_count=len(screening.problems),
        method=describe_method(screening),
    )
    return rendered


@lru_cache(maxsize=512)
def country_name(code: str) -> str:
    """The country's usual English name, or the code itself where it is none of ISO 3166-1."""
    import pycountry  # 0.05 s: only a run with findings pays for it

    country = pycountry.countries.get(alpha_2=code)
    return getattr(country, "common_name", country.name) if country else code


def _page_environment() -> jinja2.Environment:
    made = environment()
    made.filters |= {
        "basis": lambda field: field if field in {"name", "ticker", "country"} else field.upper(),
        "country_name": country_name,
        "differ_in_currency": _differ_in_currency,
        "exact_text": _exact,
        "host": _host,
        "is_web": _is_web,
        "one_a_list": _one_a_list,
        "shortened": lambda words: words if len(words) <= _LONGEST_NAME else f"{words[:_LONGEST_NAME]}…",
        "question": question_of,
        "shown_file": _shown_file,
        "tied": lambda words: _FIGURE_GAP.sub("\u00a0", words),
        "sortable": lambda value: "" if value is None else _exact(value),
    }
    return made


@jinja2.pass_context
def _shown_file(context: jinja2.runtime.Context, file: str) -> str:
    """A file's name as the page's readers know it."""
    shown: str = context["file_names"].get(file, file)
    return shown


def _exact(value: Decimal | int) -> str:
    return str(value) if isinstance(value, int) else exact_text(value)


def _is_web(address: str | None) -> bool:
    """Whether an address may become a link: a list of the user's own may hold anything, `javascript:` too."""
    return bool(address) and str(address).startswith(("https://", "http://"))


def _host(address: str) -> str:
    """The host of an address, for a link's words."""
    try:
        return (urlsplit(address).hostname or address).removeprefix("www.")
    except ValueError:  # such as "http://[broken"
        return address


def _one_a_list(entries: Iterable[ListedEntry]) -> list[ListedEntry]:
    """The first entry on each list, so that a company with several entries on a list has one chip of it."""
    return list({entry.on.name: entry for entry in reversed(list(entries))}.values())[::-1]


def _differ_in_currency(lines: Iterable[HeldLine], base: str | None) -> bool:
    """Whether a line's value as filed is not already its value in the base currency."""
    return base is not None and any(line.currency != base or line.market_value != line.base_value for line in lines)


def _content_policy(style: str, script: str) -> str:
    """Nothing is loaded; the style and the script that run are those of these hashes."""
    sources = f"style-src {_source(style)}; script-src {_source(script)}"
    return f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"


def _source(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _page_margins(screening: Screening, subject: str) -> str:
    """The style of printed pages' margins: the fund and its day above, the page's number below."""
    day = f", as of {figures.format_date(screening.as_of)}" if screening.as_of else ""
    small = "font: 8pt sans-serif; color: #565b62;"
    what = "FAILED: do not rely on what was not found" if screening.check.failed else "Holdings on concern lists"
    return (
        f'@page {{ @top-left {{ content: "{_css_text(subject[:80] + day)}"; {small} }} '
        f'@top-right {{ content: "{what}"; {small} }} '
        f'@bottom-right {{ content: "Page " counter(page) " of " counter(pages); {small} }} }}'
    )


def _css_text(words: str) -> str:
    """Words inside a CSS string: whatever is no letter, figure or space is written by its code point."""
    return "".join(
        each if each.isascii() and (each.isalnum() or each == " ") else f"\\{ord(each):x} " for each in words
    )
