"""How good answers are against a task's truth: curves, the figures that are read off them, and parts of the queries.

The same reading as `name_truth.py`: the best answer of each query counts, ties stand together on the curve.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from pathlib import Path

LIKELY = 0.9
BINS = 10


def read_table(path: Path) -> pl.DataFrame:
    """A CSV file as text, nothing null."""
    return pl.read_csv(path, infer_schema=False).fill_null("")


@dataclass(frozen=True)
class Scored:
    """Every query of a task with the best answer to it: `query_id`, `true` and `target_id` (empty where there is none),
    `probability` (null where nothing was answered), `right`.
    """

    queries: pl.DataFrame

    @property
    def positives(self) -> int:
        """Queries with a right answer."""
        return int((self.queries["true"] != "").sum())

    @cached_property
    def curve(self) -> pl.DataFrame:
        """`threshold`, `precision` and `recall`, from the highest score down."""
        return (
            self.queries.filter(pl.col("probability").is_not_null())
            .group_by(threshold="probability")
            .agg(count=pl.len(), right=pl.col("right").sum())
            .sort("threshold", descending=True)
            .select(
                "threshold",
                precision=pl.col("right").cum_sum() / pl.col("count").cum_sum(),
                recall=pl.col("right").cum_sum() / max(self.positives, 1),
            )
            .with_columns(f1=_f1())
        )

    @property
    def best(self) -> dict[str, float]:
        """The point of the curve with the best F1."""
        if self.curve.is_empty():
            return {"threshold": 1.0, "precision": 0.0, "recall": 0.0, "f1": 0.0}
        return self.curve.sort("f1", descending=True, maintain_order=True).row(0, named=True)

    def recall_at(self, precision: float) -> float:
        """The greatest recall at a precision of at least that."""
        reached = self.curve.filter(pl.col("precision") >= precision)["recall"].max()
        return float(reached) if reached is not None else 0.0  # type: ignore[arg-type]

    def at(self, threshold: float) -> dict[str, float]:
        """Precision, recall and F1 at a threshold, and the wrong alerts in a thousand queries without an answer."""
        told = self.queries.filter(pl.col("probability") >= threshold)
        right = int(told["right"].sum())
        strangers = self.queries.filter(pl.col("true") == "")
        alarms = int((strangers["probability"] >= threshold).sum())
        precision, recall = right / max(len(told), 1), right / max(self.positives, 1)
        return {
            "precision": precision if len(told) else 1.0,
            "recall": recall,
            "f1": 2 * precision * recall / (precision + recall) if right else 0.0,
            "alarms_per_1000": 1000 * alarms / max(len(strangers), 1),
        }

    @property
    def bins(self) -> pl.DataFrame:
        """Tenths of probability: `count`, mean `probability`, share `right`."""
        return (
            self.queries.filter(pl.col("probability").is_not_null())
            .group_by(bin=(pl.col("probability") * BINS).cast(pl.Int32).clip(0, BINS - 1))
            .agg(count=pl.len(), probability=pl.col("probability").mean(), right=pl.col("right").mean())
            .sort("bin")
        )

    @property
    def calibration_error(self) -> float:
        """The mean distance of what is said from what is so, over the bins."""
        bins = self.bins
        weighted = ((bins["probability"] - bins["right"]).abs() * bins["count"]).sum()
        return float(weighted) / max(int(bins["count"].sum()), 1)

    def parts(self, column: pl.Expr, threshold: float) -> pl.DataFrame:
        """By a column of the queries: `part`, `count`, and the shares that are answered `right` and `wrong` there."""
        said = pl.col("probability").fill_null(-1.0) >= threshold
        return (
            self.queries.with_columns(part=column)
            .group_by("part")
            .agg(count=pl.len(), right=(said & pl.col("right")).mean(), wrong=(said & ~pl.col("right")).mean())
            .sort("count", "part", descending=[True, False])
        )


def _f1() -> pl.Expr:
    precision, recall = pl.col("precision"), pl.col("recall")
    return pl.when(precision + recall > 0).then(2 * precision * recall / (precision + recall)).otherwise(0.0)


def score_answers(task: Path, answers: Path, among: int | None = None) -> Scored:
    """The task's queries (the first `among`, or all) with the best of the answers."""
    truth = read_table(task / "truth.csv").select("query_id", "sources", true="target_id")
    queries = read_table(task / "queries.csv").select(query_id="id", name="name").join(truth, on="query_id")
    if among is not None:
        queries = queries.head(among)
    best = (
        read_table(answers)
        .select("query_id", "target_id", probability=pl.col("probability").cast(pl.Float64))
        .sort("probability", descending=True, maintain_order=True)
        .unique("query_id", keep="first", maintain_order=True)
    )
    return Scored(
        queries.join(best, on="query_id", how="left", maintain_order="left").with_columns(
            pl.col("target_id").fill_null(""),
            right=pl.col("probability").is_not_null()
            & (pl.col("true") != "")
            & (pl.col("true") == pl.col("target_id")),
        )
    )
