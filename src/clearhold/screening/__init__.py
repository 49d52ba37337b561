"""One run from files to results, what it wrote read back, any of its lines explained, and how well names are found.

Each is loaded when it is asked for: a screening needs every stage, matching two files needs one.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from clearhold.screening.demo import screen_demo
    from clearhold.screening.explaining import ExplainedMatch, Explanation, explain
    from clearhold.screening.inspecting import inspect
    from clearhold.screening.request import columns_from_text
    from clearhold.screening.run import screen
    from clearhold.screening.self_testing import CatchRate, SelfTest, selftest

__all__ = [
    "CatchRate",
    "ExplainedMatch",
    "Explanation",
    "SelfTest",
    "columns_from_text",
    "explain",
    "inspect",
    "screen",
    "screen_demo",
    "selftest",
]

# No module has the name of something that it gives: the module would stand in its place.
_HOME = {
    "CatchRate": "self_testing",
    "ExplainedMatch": "explaining",
    "Explanation": "explaining",
    "SelfTest": "self_testing",
    "columns_from_text": "request",
    "explain": "explaining",
    "inspect": "inspecting",
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
