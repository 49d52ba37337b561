"""splink: a link-only model on DuckDB, learned without labels, as its guide for names of companies has it.

Columns: the name without punctuation, its words, its first word and its rarest word of both sides together. Pairs are
blocked on the whole name, the rarest word, the first word with the second's initial, and the first six letters.
"""

from __future__ import annotations

import logging
from contextlib import suppress

import duckdb
import pyarrow as pa
import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from contract import LEARNING, Match, Names, Pairs, best, serve
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.internals.exceptions import EMTrainingException

logging.getLogger("splink").setLevel(logging.ERROR)
SEED = 7
RECALL = 0.3  # of equal names, which it wants to be told
PAIRS = 1_000_000  # by which it learns how pairs of different companies look; its default

CLEAN = r"""
create table {side}_words as
select unique_id, name, list_filter(string_split_regex(name, '\s+'), lambda w: w <> '') as words
from (select unique_id, trim(regexp_replace(lower(strip_accents(name)), '[^\w]+', ' ', 'g')) as name from {side}_raw)
"""
PREPARE = """
create table {side} as
with exploded as (
    select unique_id, unnest(words) as word from {side}_words
),
rarest as (
    select unique_id, arg_min(word, (count_of, -length(word), word)) as rare from exploded join counts using (word)
    group by unique_id
)
select w.unique_id, w.name, w.words, w.words[1] as first_word, r.rare,
    w.words[1] || ' ' || coalesce(left(w.words[2], 1), '') as first_two, left(replace(w.name, ' ', ''), 6) as start
from {side}_words w left join rarest r using (unique_id)
"""
COUNTS = """
create table counts as
select word, count(*) as count_of from (
    select unnest(words) as word from targets_words union all select unnest(words) from queries_words
) group by word
"""


def table(names: Names) -> pa.Table:
    """A side as DuckDB reads it; the id is the place."""
    return pa.table({"unique_id": pa.array(range(len(names)), pa.int64()), "name": names.names})


def settings() -> SettingsCreator:
    """Comparisons of the whole name, the share of words in common, the first and the rarest word."""
    shared = "len(list_intersect(words_l, words_r))"
    least = "least(len(words_l), len(words_r))"
    most = "greatest(len(words_l), len(words_r))"
    words = comparisons.CustomComparison(
        output_column_name="words",
        comparison_levels=[
            levels.NullLevel("words"),
            levels.CustomLevel(f"{shared} = {most}", "all words"),
            levels.CustomLevel(f"{shared} = {least} and {shared} >= 2", "all words of one, two at least"),
            levels.CustomLevel(f"{shared} = {least}", "all words of one"),
            levels.CustomLevel(f"{shared} >= 2", "two words"),
            levels.CustomLevel(f"{shared} >= 1", "one word"),
            levels.ElseLevel(),
        ],
    )
    return SettingsCreator(
        link_type="link_only",
        comparisons=[
            comparisons.JaroWinklerAtThresholds("name", [0.95, 0.9, 0.85, 0.8]),
            words,
            comparisons.ExactMatch("first_word").configure(term_frequency_adjustments=True),
            comparisons.ExactMatch("rare").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("name"),
            block_on("rare"),
            block_on("first_two"),
            block_on("start"),
        ],
    )


def build(targets: Names) -> Match:
    """The targets, cleaned, in DuckDB."""
    connection = duckdb.connect()
    connection.register("targets_raw", table(targets))
    connection.execute(CLEAN.format(side="targets"))

    def match(queries: Names, top: int) -> Pairs:
        connection.register("queries_raw", table(queries))
        connection.execute(CLEAN.format(side="queries"))
        connection.execute(COUNTS)
        for side in ("targets", "queries"):
            connection.execute(PREPARE.format(side=side))
        database = DuckDBAPI(connection)
        sides = [database.register(side, dataset_display_name=f"side_{side}") for side in ("queries", "targets")]
        linker = Linker(sides, settings(), log_level=logging.ERROR)
        with LEARNING:
            if connection.sql("select 1 from targets join queries using (name) limit 1").fetchall():
                linker.training.estimate_probability_two_random_records_match([block_on("name")], recall=RECALL)
            linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS, seed=SEED)
            for rule in ("rare", "start"):
                # Sides without anything in common teach it nothing: Chinese names against English ones.
                with suppress(EMTrainingException):
                    linker.training.estimate_parameters_using_expectation_maximisation(block_on(rule))
        found = linker.inference.predict(threshold_match_probability=0.001).as_duckdbpyrelation()
        columns = found.select("source_dataset_l, unique_id_l, unique_id_r, match_probability").fetchall()
        # The sides are ordered by their display names: whichever stands left is told by its name.
        ordered = [
            (left, right, score) if side == "side_queries" else (right, left, score)
            for side, left, right, score in columns
        ]
        return best(ordered, top)

    return match


serve(build, ["splink", "duckdb", "sqlglot"])
