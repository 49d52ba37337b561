"""The method `name-1`: its weights are read, and a probability is the sum of its figures."""

from __future__ import annotations

import math

import polars as pl
import pytest

from clearhold.matching.name_1 import METHOD, judge_pairs, weights

FIGURES = tuple(weights().figures)


def judge(**figures: float) -> float:
    return float(judge_pairs(pl.DataFrame({name: [figures.get(name, 0.0)] for name in FIGURES}))[0])


def test_the_method_has_a_name_and_weights_for_both_sides() -> None:
    assert METHOD == "name-1"
    assert {name.replace("held_", "listed_") for name in FIGURES if name.startswith("held_")} == {
        name for name in FIGURES if name.startswith("listed_")
    }


def test_without_figures_the_base_remains() -> None:
    assert judge() == pytest.approx(1 / (1 + math.exp(-weights().base)), abs=1e-4)


@pytest.mark.parametrize("name", FIGURES)
def test_each_figure_counts_beyond_its_bends(name: str) -> None:
    value = 0.97
    logit = weights().base + sum(weight * max(value - bend, 0) for bend, weight in weights().figures[name])
    assert judge(**{name: value}) == pytest.approx(1 / (1 + math.exp(-logit)), abs=1e-4)


def test_a_pair_is_judged_alike_alone_and_among_others() -> None:
    frame = pl.DataFrame({name: [0.1 * row for row in range(9)] for name in FIGURES})
    together = judge_pairs(frame)
    assert [judge_pairs(frame[row])[0] for row in range(9)] == together.to_list()
