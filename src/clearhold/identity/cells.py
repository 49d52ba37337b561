"""Cells of a column: a step that costs much is taken only for those that need it, and its results are put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Callable


def change_where(cells: pl.Series, needed: pl.Series, step: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """The cells, those that need it as the step makes them; null of `needed` counts as no."""
    chosen = cells.filter(needed)
    return put_back(cells, needed, step(chosen)) if chosen.len() else cells


def put_back(cells: pl.Series, where: pl.Series, values: pl.Series) -> pl.Series:
    """The cells with the values, in their order, at the places where `where` is true."""
    if values.is_empty():
        return cells
    if values.len() == cells.len():
        return values.alias(cells.name)
    index = pl.int_range(cells.len(), dtype=pl.Int64, eager=True)
    places = pl.int_range(cells.len(), cells.len() + values.len(), dtype=pl.Int64, eager=True)
    index = index.scatter(where.fill_null(False).arg_true(), places)
    return pl.concat([cells, values.alias(cells.name)], rechunk=True).gather(index)
