"""One run from files to results, what it wrote read back, and any of its lines explained."""

from clearhold.screening.demo import screen_demo
from clearhold.screening.explain import ExplainedMatch, Explanation, explain
from clearhold.screening.inspect import inspect
from clearhold.screening.request import columns_from_text
from clearhold.screening.run import run, screen

__all__ = ["ExplainedMatch", "Explanation", "columns_from_text", "explain", "inspect", "run", "screen", "screen_demo"]
