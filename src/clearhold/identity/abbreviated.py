"""What short words in a name may stand for, when it is several words: RE for real estate, FII, GYO."""

from __future__ import annotations

from functools import cache
from importlib import resources

import polars as pl


@cache
def abbreviated_phrases() -> pl.DataFrame:
    """Short words and the phrases that each may stand for, as plain lower-case words: `short`, `full`."""
    with resources.files("clearhold.identity").joinpath("data/abbreviated_phrases.csv").open("rb") as file:
        return pl.read_csv(file, comment_prefix="#", infer_schema=False)
