"""Trains the method `name-1` and says how good it is, by a model that has not seen the ISINs it is scored on.

    python bench/accuracy/train_name_1.py --task TASK --answers PAIRS.csv [--weights WEIGHTS.json]

TASK is a folder with `targets.csv` and `queries.csv` (id, name) and `truth.csv` (query_id, target_id; empty where
nothing is right), real sources' spellings of companies. The answers of five-fold cross-validation, folds made by
target, go to `--answers`, one row a query; the weights learned from everything go to `--weights`.

Pairs of names whose words are all equal under another ISIN are left out of training: share classes and receipts are
the same issuer. Needs scikit-learn (`train` in pyproject.toml), which running does not.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from folds import FOLDS, fold_of
from sklearn.linear_model import LogisticRegression

from clearhold.identity.names import read_names
from clearhold.matching.name_1.alignment import align_names, compare_vocabularies
from clearhold.matching.name_1.candidates import find_candidates
from clearhold.matching.name_1.features import measure_pairs

if TYPE_CHECKING:
    from numpy.typing import NDArray

STRENGTH = 0.05  # inverse of the regularisation
NOT_FIGURES = ("pair", "held", "listed", "query_id", "target_id", "true", "right", "fold", "query_fold")
LEAST_VALUES = 6  # of a figure that has bends
BENDS = (0.25, 0.5, 0.75, 0.9)  # quantiles


def swap_sides(measured: pl.DataFrame) -> pl.DataFrame:
    """The same pairs with the held name as the listed one: lists have short names too, which the task has not."""
    sides = {column: column.replace("held_", "listed_", 1) for column in measured.columns if column.startswith("held_")}
    return measured.rename(sides | {listed: held for held, listed in sides.items()}).select(measured.columns)


def measure_task(task: Path) -> pl.DataFrame:
    """Every candidate pair of the task with its figures, whether it is right, and its folds."""
    queries, targets, truth = (
        pl.read_csv(task / f"{name}.csv", infer_schema=False).fill_null("") for name in ("queries", "targets", "truth")
    )
    held, listed = read_names(queries["name"]), read_names(targets["name"])
    words = compare_vocabularies(held, listed)
    pairs = find_candidates(words.held, words.listed, words.same)
    measured = measure_pairs(pairs, *align_names(pairs, words), held, listed)
    ids = queries.with_row_index("held").select("held", query_id="id"), targets.with_row_index("listed")
    folds = {text: fold_of(text) for text in {*targets["id"], *queries["id"]}}
    return (
        measured.join(ids[0], on="held", maintain_order="left")
        .join(ids[1].select("listed", target_id="id"), on="listed", maintain_order="left")
        .join(truth.select("query_id", true="target_id"), on="query_id", maintain_order="left")
        .with_columns(
            right=pl.col("true") == pl.col("target_id"),
            fold=pl.col("target_id").replace_strict(folds),
            query_fold=pl.when(pl.col("true") == "").then("query_id").otherwise("true").replace_strict(folds),
        )
    )


def bend(measured: pl.DataFrame, name: str) -> list[float]:
    """Where a figure's weight may change: 0, and some of its quantiles if it has many values."""
    values = measured[name]
    if values.n_unique() < LEAST_VALUES:
        return [0.0]
    inner = {round(float(np.quantile(values.to_numpy(), at)), 2) for at in BENDS}
    return [0.0, *sorted(at for at in inner if 0 < at < float(values.to_numpy().max()))]


def design(measured: pl.DataFrame, bends: dict[str, list[float]]) -> NDArray[np.float64]:
    return np.column_stack([np.maximum(measured[name].to_numpy() - at, 0) for name, ats in bends.items() for at in ats])


def learn(columns: NDArray[np.float64], right: NDArray[np.bool_]) -> tuple[NDArray[np.float64], float]:
    """Weights of the columns and the base, learned on columns scaled to a deviation of 1."""
    scale = columns.std(axis=0)
    scale[scale == 0] = 1
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(columns / scale, right)
    return model.coef_[0] / scale, float(model.intercept_[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--task", type=Path, required=True)
    parser.add_argument("--answers", type=Path, required=True)
    parser.add_argument("--weights", type=Path)
    args = parser.parse_args()

    measured = measure_task(args.task)
    bends = {name: bend(measured, name) for name in measured.columns if name not in NOT_FIGURES}
    columns, right = design(measured, bends), measured["right"].to_numpy()
    swapped = design(swap_sides(measured), bends)
    equal = ((measured["held_cover"] > 0.999) & (measured["listed_cover"] > 0.999)).to_numpy()  # noqa: PLR2004
    teaches = right | ~equal
    fold, query_fold = measured["fold"].to_numpy(), measured["query_fold"].to_numpy()
    probability = np.zeros(len(measured))
    for held_out in range(FOLDS):
        seen = teaches & (fold != held_out) & (query_fold != held_out)
        weights, base = learn(np.concatenate([columns[seen], swapped[seen]]), np.tile(right[seen], 2))
        asked = query_fold == held_out
        probability[asked] = 1 / (1 + np.exp(-(columns[asked] @ weights + base)))
    answers = (
        measured.select("query_id", "target_id", probability=pl.Series(probability).round(4))
        .sort("probability", descending=True, maintain_order=True)
        .unique("query_id", keep="first", maintain_order=True)
    )
    answers.write_csv(args.answers)
    print(f"{len(measured)} pairs, {int(right.sum())} right, {columns.shape[1]} weights; answers in {args.answers}")

    if args.weights:
        weights, base = learn(np.concatenate([columns[teaches], swapped[teaches]]), np.tile(right[teaches], 2))
        flat = iter(np.round(weights, 3).tolist())
        figures = {name: [[at, next(flat)] for at in ats] for name, ats in bends.items()}
        learned = json.dumps({"base": round(base, 3), "figures": figures})
        args.weights.write_text(learned.replace('], "', '],\n "') + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
