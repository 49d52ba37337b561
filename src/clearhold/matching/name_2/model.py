"""What the method has learned: weights of a first look and two sums of small decision trees, read from a data file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from clearhold.matching._kernel import FIGURES, RIVALS

if TYPE_CHECKING:
    from clearhold.matching._kernel import Session, Trees


@dataclass(frozen=True, slots=True)
class Learned:
    """`glance` has a weight for each figure, and pairs below `least_glance` are not judged; `issuer` and `record` are
    trees, each with where its sum starts.
    """

    glance: tuple[float, ...]
    least_glance: float
    issuer_base: float
    issuer: Trees
    record_base: float
    record: Trees

    def tell(self, session: Session) -> None:
        """Gives the kernel what was learned."""
        session.learn(self.glance, self.least_glance, self.issuer_base, self.issuer, self.record_base, self.record)


@cache
def learned() -> Learned:
    """What is shipped with the program."""
    text = resources.files("clearhold.matching.name_2").joinpath("learned.json").read_text(encoding="utf-8")
    return read_learned(json.loads(text))


def read_learned(told: dict[str, Any]) -> Learned:
    """What a data file says, its figures by name put at the kernel's places."""
    places = {name: place for place, name in enumerate((*FIGURES, *RIVALS))}
    weights = told["glance"]
    return Learned(
        tuple(float(weights.get(name, 0.0)) for name in FIGURES),
        float(told["least_glance"]),
        *_read_trees(told["issuer"], places),
        *_read_trees(told["record"], places),
    )


def _read_trees(told: dict[str, Any], places: dict[str, int]) -> tuple[float, Trees]:
    """The trees as the kernel takes them: all nodes in one row, a leaf marked by a figure of -1.

    In the file a tree is a list of nodes `[figure, bound, left, right]` and of leaves `[value]`, the root first.
    """
    names: list[str] = told["figures"]
    roots: list[int] = []
    figure: list[int] = []
    bound: list[float] = []
    left: list[int] = []
    right: list[int] = []
    for tree in told["trees"]:
        start = len(figure)
        roots.append(start)
        for node in tree:
            if len(node) == 1:
                figure.append(-1)
                bound.append(node[0])
                left.append(-1)
                right.append(-1)
            else:
                figure.append(places[names[node[0]]])
                bound.append(node[1])
                left.append(start + node[2])
                right.append(start + node[3])
    return float(told["base"]), (roots, figure, bound, left, right)
