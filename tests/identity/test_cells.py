"""A step that is taken for some cells of a column only."""

from __future__ import annotations

import polars as pl

from clearhold.identity.cells import change_where, put_back


def test_only_the_cells_that_need_it_are_changed() -> None:
    cells = pl.Series("name", ["a", "b", None, "c"])
    needed = pl.Series([True, False, None, True])
    assert change_where(cells, needed, lambda some: some.str.to_uppercase()).to_list() == ["A", "b", None, "C"]


def test_a_step_that_no_cell_needs_is_not_taken() -> None:
    def step(_: pl.Series) -> pl.Series:
        raise AssertionError

    cells = pl.Series(["a", "b"])
    assert change_where(cells, pl.Series([False, False]), step).to_list() == ["a", "b"]


def test_values_are_put_back_in_order() -> None:
    cells = pl.Series("name", ["a", "b", "c"])
    put = put_back(cells, pl.Series([True, False, True]), pl.Series(["x", "y"]))
    assert (put.name, put.to_list()) == ("name", ["x", "b", "y"])
    assert put_back(cells, pl.Series([True, True, True]), pl.Series(["x", "y", "z"])).to_list() == ["x", "y", "z"]
