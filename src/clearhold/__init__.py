"""Clearhold screens a fund's holdings against human-rights concern lists, and matches any two tables of companies.

`from clearhold import screen` gives the same result as the command `clearhold screen`; `match_files` and `match_tables`
give that of `clearhold match`, on files and on frames.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clearhold._version import __version__

if TYPE_CHECKING:
    from clearhold.matching.pairwise import match_tables as match_tables
    from clearhold.screening import match_files as match_files
    from clearhold.screening import screen as screen

__all__ = ["__version__", "match_files", "match_tables", "screen"]


def __getattr__(name: str) -> Any:
    # Tables take a fifth of a second to import: `clearhold --help` does without them.
    if name == "match_tables":
        from clearhold.matching.pairwise import match_tables

        return match_tables
    if name in __all__:
        from clearhold import screening

        return getattr(screening, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
