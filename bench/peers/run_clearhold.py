"""Clearhold itself, over its library function, in the environment of the project.

The one place in the benchmarks that knows what the function is called and what it returns. `--least` asks also for
answers that the program would not give by itself, so that the whole curve can be drawn.
"""

from __future__ import annotations

import argparse

import polars as pl
from contract import Match, Names, Pairs, serve

from clearhold.matching.pairwise import match_tables

parser = argparse.ArgumentParser()
parser.add_argument("--least", type=float)


def table(names: Names) -> pl.DataFrame:
    """A side as `match_tables` reads it; the id is the place."""
    ids = [str(place) for place in range(len(names))]
    countries = [country or None for country in names.countries]
    return pl.DataFrame({"id": ids, "name": names.names, "country": pl.Series(countries, dtype=pl.String)})


def build(targets: Names) -> Match:
    """Nothing ahead: the index is made within the call."""
    least = parser.parse_args().least
    listed = table(targets)

    def match(queries: Names, top: int) -> Pairs:
        given = {} if least is None else {"least": least}
        found = match_tables(table(queries), listed, top=top, **given)
        columns = found["query_id"].cast(pl.Int64), found["target_id"].cast(pl.Int64), found["probability"]
        return zip(*(column.to_list() for column in columns), strict=True)

    return match


serve(build, ["clearhold", "polars", "numpy"], parser)
