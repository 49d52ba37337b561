"""One run from files to results: a screening, what it wrote read back and explained, how well names are found; two
files of companies matched.

Each is loaded when it is asked for: a screening needs every stage, matching two files needs one.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from clearhold.screening.demo import screen_demo
    from clearhold.screening.explaining import ExplainedMatch, Explanation, explain
    from clearhold.screening.inspecting import inspect
    from clearhold.screening.match_explaining import ExplainedQuery, NameReading, NearTarget, explain_query
    from clearhold.screening.match_files import FilesMatched, SilentRows, match_files, read_both
    from clearhold.screening.request import columns_from_text
    from clearhold.screening.run import screen
    from clearhold.screening.self_testing import CatchRate, SelfTest, selftest

__all__ = [
    "CatchRate",
    "ExplainedMatch",
    "ExplainedQuery",
    "Explanation",
    "FilesMatched",
    "NameReading",
    "NearTarget",
    "SelfTest",
    "SilentRows",
    "columns_from_text",
    "explain",
    "explain_query",
    "inspect",
    "match_files",
    "read_both",
    "screen",
    "screen_demo",
    "selftest",
]

# No module has the name of something that it gives: the module would stand in its place.
_HOME = {
    "CatchRate": "self_testing",
    "ExplainedMatch": "explaining",
    "ExplainedQuery": "match_explaining",
    "Explanation": "explaining",
    "FilesMatched": "match_files",
    "NameReading": "match_explaining",
    "NearTarget": "match_explaining",
    "SelfTest": "self_testing",
    "SilentRows": "match_files",
    "columns_from_text": "request",
    "explain": "explaining",
    "explain_query": "match_explaining",
    "inspect": "inspecting",
    "match_files": "match_files",
    "read_both": "match_files",
    "screen": "run",
    "screen_demo": "demo",
    "selftest": "self_testing",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = found
    return found
