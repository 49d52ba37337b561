"""How likely a pair of an original and a written name is one company's: the method `reading-1`.

Boosted trees over the figures of a pair, read from `trees.json`, which `bench/accuracy/train_reading_1.py` makes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class _Tree:
    """A node in each place: the figure asked (-1 at a leaf), up to what it goes left, where to, and a leaf's value."""

    figure: NDArray[np.intp]
    at_most: NDArray[np.float64]
    left: NDArray[np.intp]
    right: NDArray[np.intp]
    value: NDArray[np.float64]


@cache
def _trees() -> tuple[list[str], float, tuple[float, float], list[_Tree]]:
    text = resources.files("clearhold.matching.reading").joinpath("trees.json").read_text(encoding="utf-8")
    table = json.loads(text)
    trees = [
        _Tree(
            np.array(tree["figure"], dtype=np.intp),
            np.array(tree["at_most"], dtype=np.float64),
            np.array(tree["left"], dtype=np.intp),
            np.array(tree["right"], dtype=np.intp),
            np.array(tree["value"], dtype=np.float64),
        )
        for tree in table["trees"]
    ]
    return table["figures"], table["base"], (table["slope"], table["shift"]), trees


def judge(figures: pl.DataFrame) -> NDArray[np.float64]:
    """The probability of each pair, from its figures."""
    names, base, (slope, shift), trees = _trees()
    table = figures.select(names).to_numpy().astype(np.float64)
    total = np.full(len(table), base)
    rows = np.arange(len(table))
    for tree in trees:
        node = np.zeros(len(table), dtype=np.intp)
        asked = rows
        while len(asked):
            at = node[asked]
            asked = asked[tree.figure[at] >= 0]
            at = node[asked]
            below = table[asked, tree.figure[at]] <= tree.at_most[at]
            node[asked] = np.where(below, tree.left[at], tree.right[at])
        total += tree.value[node]
    return 1 / (1 + np.exp(-(slope * total + shift)))
