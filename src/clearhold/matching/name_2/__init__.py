"""Method `name-2`: how probable it is that two names are of one company.

A frozen method: what it has learned is in `learned.json`, made by `bench/accuracy/train_name_2.py`. Words, index,
alignment and figures are in the compiled kernel; what is known of words and names comes from `identity`.
"""

from __future__ import annotations

import json
from importlib import resources

from clearhold.matching.name_2.compare import compare_names

__all__ = ["METHOD", "compare_names", "measured_accuracy"]

METHOD = "name-2"


def measured_accuracy() -> str:
    """How good the method was on labelled names, by names alone, in two sentences with the task."""
    text = resources.files("clearhold.matching.name_2").joinpath("accuracy.json").read_text(encoding="utf-8")
    told = json.loads(text)
    return (
        f"By names alone, of the pairs that it called the same from a probability of {told['likely_from']} up, "
        f"{told['precision']:.1%} were right, and it found {told['recall']:.1%} of the right ones. Measured on "
        f"{told['task']} ({told['sources']})."
    )
