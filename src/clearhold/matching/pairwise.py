"""Two tables of companies matched: which rows of the one are which rows of the other, how sure that is, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clearhold.matching.name_2 import METHOD
from clearhold.matching.pairwise_evidence import EVIDENCE, gather_evidence
from clearhold.matching.pairwise_facts import judge_rows
from clearhold.matching.pairwise_names import match_distinct_names
from clearhold.matching.pairwise_sides import Facts, check_table, take_apart
from clearhold.model import BadInput, Outcome, Policy

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["ANSWERS", "LEAST", "METHOD", "match_tables"]

LEAST = 0.3  # probability of the names, near which the best F1 lies: below it, wrong answers outnumber those won
_MOSTLY = 0.9  # of the names differ: then it is not worth while to look for queries that say the same

ANSWERS = {
    "query_id": pl.String(),
    "query_name": pl.String(),
    "target_id": pl.String(),
    "target_name": pl.String(),
    "outcome": pl.Enum([outcome.value for outcome in Outcome]),
    "probability": pl.Float64(),
    "evidence": EVIDENCE,
}


def match_tables(
    queries: pl.DataFrame,
    targets: pl.DataFrame,
    *,
    top: int = 1,
    least: float = LEAST,
    progress: Callable[[str], None] = lambda _: None,
) -> pl.DataFrame:
    """The targets that queries may be: `query_id`, `query_name`, `target_id`, `target_name`, `outcome`, `probability`
    and `evidence`, a struct from which `say_evidence` makes a sentence and `evidence_as_json` JSON.

    Both tables have a column `id`, distinct values, and a column `name`; and may have `country` (names or codes),
    `isin`, `lei` and `aliases`, each a list or several parted by semicolons. A country that is none known, and an
    identifier with a wrong check digit, count as not given. `probability` is that the target is the very row which the
    query means; another security of the same issuer is less probable, and the same issuer all the same. A query has at
    most `top` answers, the most probable first and contradicted ones last: those whose names are of one issuer with a
    probability of `least` or more, or of one group. A query without an answer has no row.

    Raises BadInput for a column that is not there, ids that are empty or stand twice, and a `top` or `least` that
    cannot be.
    """
    if top < 1:
        raise BadInput(f"top {top}: a query can have one answer or more; give 1 or a greater number")
    if not 0 < least <= 1:
        raise BadInput(f"least {least}: a probability is above 0 and at most 1; give one such as {LEAST}")
    asked = check_table(queries, "queries")
    descriptions, number = _distinct(asked)
    progress(f"matching {asked.height:,} names against {targets.height:,}")
    facts = compare_tables(descriptions, check_table(targets, "targets"), least=least, top=top)
    progress("judging what was found")
    answers = answer(facts, top=top, least=least)
    if number is None:
        own = asked.select(query_id="id", query_name="name")
        answers = pl.concat([own.select(pl.all().gather(answers["query"])), answers], how="horizontal")
    else:
        asked = asked.select(query=number, query_id="id", query_name="name")
        answers = asked.join(answers, on="query", maintain_order="left_right")
    return answers.select(pl.col(name).cast(dtype) for name, dtype in ANSWERS.items())


def compare_tables(asked: pl.DataFrame, listed: pl.DataFrame, *, least: float, top: int) -> Facts:
    """Two checked tables taken apart, with the pairs of their names that may be `top` answers at a probability."""
    queries, targets = take_apart(asked), take_apart(listed)
    names = match_distinct_names(queries.distinct, targets.distinct, least=least, top=top)
    return Facts(queries, targets, names.sort("held", maintain_order=True).with_row_index("pair"))


def answer(facts: Facts, *, top: int, least: float) -> pl.DataFrame:
    """The answers: `query` (the row), `target_id`, `target_name`, `outcome`, `probability`, `evidence`."""
    judged = judge_rows(facts, Policy(possible_from=least, likely_from=max(least, Policy().likely_from)), top)
    target = facts.targets.parties
    return judged.select(
        "query",
        target_id=target["id"].gather(judged["target"]),
        target_name=target["name"].gather(judged["target"]),
        outcome="outcome",
        probability="probability",
        evidence=gather_evidence(judged, facts),
    )


def _distinct(asked: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series | None]:
    """The queries that say different things, and for each query its number among them; null where nearly all differ."""
    if asked["name"].hash().n_unique() > _MOSTLY * asked.height:
        return asked, None
    said = [column for column in asked.columns if column != "id"]
    distinct = asked.unique(said, keep="first", maintain_order=True)
    numbered = distinct.select(said).with_row_index("number")
    return distinct, asked.join(numbered, on=said, how="left", nulls_equal=True, maintain_order="left")["number"]
