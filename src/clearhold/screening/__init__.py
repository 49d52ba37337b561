"""One run from files to results, what it wrote read back, any of its lines explained, and how well names are found."""

from clearhold.screening.demo import screen_demo
from clearhold.screening.explain import ExplainedMatch, Explanation, explain
from clearhold.screening.inspect import inspect
from clearhold.screening.request import columns_from_text
from clearhold.screening.run import run, screen
from clearhold.screening.selftest import CatchRate, SelfTest, selftest

__all__ = [
    "CatchRate",
    "ExplainedMatch",
    "Explanation",
    "SelfTest",
    "columns_from_text",
    "explain",
    "inspect",
    "run",
    "screen",
    "screen_demo",
    "selftest",
]
