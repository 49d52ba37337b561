"""Method `name-1`: how probable it is that two names are of one company, from the figures of the pair.

A frozen method: its figures, bends and weights are in `weights.json`, made by `bench/accuracy/train_name_1.py`. The
logit is a sum over figures; each figure counts with its own weight, and with a further weight beyond each of its bends.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping

METHOD = "name-1"
_PLACES = 4  # of a probability; more would show what the training cannot know
_CERTAIN = 0.9995  # names alone are never surer than this, nor as sure as an identifier


@dataclass(frozen=True, slots=True)
class Weights:
    """What the method has learned: `figures` maps a figure's name to pairs of a bend and the weight beyond it; the
    first bend of each is 0.
    """

    base: float
    figures: Mapping[str, tuple[tuple[float, float], ...]]


@cache
def weights() -> Weights:
    """The method's weights as they are shipped."""
    text = resources.files("clearhold.matching.name_1").joinpath("weights.json").read_text(encoding="utf-8")
    told = json.loads(text)
    return Weights(
        told["base"],
        {name: tuple((bend, weight) for bend, weight in bends) for name, bends in told["figures"].items()},
    )


def measured_accuracy() -> str:
    """How good the method was on labelled names, by names alone, in two sentences with the task."""
    text = resources.files("clearhold.matching.name_1").joinpath("accuracy.json").read_text(encoding="utf-8")
    told = json.loads(text)
    return (
        f"By names alone, of the pairs that it called the same from a probability of {told['likely_from']} up, "
        f"{told['precision']:.1%} were right, and it found {told['recall']:.1%} of the right ones. Measured on "
        f"{told['task']} ({told['sources']})."
    )


def judge_pairs(figures: pl.DataFrame) -> pl.Series:
    """The probability of each pair of names, to four places.

    Summed figure by figure, so that a pair's probability is the same in batches of any size.
    """
    learned = weights()
    logit = np.full(len(figures), learned.base)
    for name, bends in learned.figures.items():
        column = figures[name].to_numpy()
        for bend, weight in bends:
            logit += weight * np.maximum(column - bend, 0.0)
    return pl.Series("probability", np.minimum(np.round(1 / (1 + np.exp(-logit)), _PLACES), _CERTAIN))
