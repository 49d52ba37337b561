"""Which names say nothing: nothing can be matched by them, not even the same name on a list."""

from __future__ import annotations

import polars as pl

from clearhold.identity.names import read_names
from clearhold.matching.by_han import characters_compared


def says_nothing(names: pl.Series) -> pl.Series:
    """Of each name whether it is empty, one letter, numbers, or only legal forms or words of a security; in Chinese,
    only a place, a sector or a legal form.
    """
    compared = pl.concat([read_names(names).words["id"], characters_compared(names)]).unique()
    return ~pl.Series(range(len(names)), dtype=pl.UInt32).is_in(compared.implode())
