"""The template engine for pages and prose: where templates lie, and the words they may use."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import jinja2

from clearhold.reports import figures

TEMPLATES = Path(__file__).parent / "templates"

_FIGURES = (
    "format_amount",
    "format_count",
    "format_date",
    "format_exact",
    "format_money",
    "format_probability",
    "format_share",
)


@lru_cache(maxsize=1)
def environment() -> jinja2.Environment:
    """The engine: every value is made inert in a page or a picture, and left as it is in plain text (`.txt.j2`)."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=jinja2.select_autoescape(disabled_extensions=("txt.j2",), default=True),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    made.filters |= {name: getattr(figures, name) for name in _FIGURES}
    made.filters["number_of"] = figures.format_number_of
    return made
