"""Trains `reading-1`, which matches names in Chinese characters with names in Latin letters, and says how good it is.

    python bench/accuracy/train_reading_1.py --pairs PAIRS.csv --background LISTINGS.csv [--weights FOLDER]

PAIRS.csv has `name_a` (Latin), `source_b`, `name_b` (Chinese) and `isin`. Every Chinese name is held; listed are the
Latin names of PAIRS.csv and, from LISTINGS.csv (`country`, `full_name`, `isin`), those of other companies of China,
Hong Kong and Taiwan. What is said comes from models that have not seen the ISINs they are asked about, neither as held
nor as listed (five folds). The weights learned from everything go to `--weights`: `sounds.json` and `trees.json`.

Needs scikit-learn (`train` in pyproject.toml), which running does not.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from folds import FOLDS, fold_of
from reading_task import halve, read_task, score
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from clearhold.identity.readings import read_original
from clearhold.matching.reading.candidates import find_candidates
from clearhold.matching.reading.features import TEXTS, add_sounds, measure
from clearhold.matching.reading.sounds import (
    READ,
    READ_LETTERS,
    WRITTEN,
    WRITTEN_LETTERS,
    Sounds,
    code_read,
    code_written,
    plain_sounds,
)
from clearhold.matching.reading.written import read_written

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ROUNDS, LEAVES, RATE, LEAST_ROWS = 120, 12, 0.1, 40  # of the trees
SURE_RANK, SAMPLED = 10, 4  # candidates of a name that always teach; of the others one in so many does
SOUND_STEPS, PRIOR, LEAST_UNITS = 8, 0.015, 2
ID = ("pair", "original", "written", "isin", "isin_listed", "kind", "right", "fold", "fold_listed")


def measure_task(held: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """Every candidate pair with its figures and texts, whether it is right, and its folds."""
    written, original = read_written(listed.select("name").with_row_index("id"), read_original(held["name"]))
    figures, _ = measure(original, written, find_candidates(original, written), plain_sounds())
    ours = held.with_row_index("original").select("original", "isin", "kind")
    theirs = listed.with_row_index("written").select("written", isin_listed="isin")
    folds = {text: fold_of(text) for text in {*held["isin"], *listed["isin"]}}
    return (
        figures.join(ours, on="original", maintain_order="left")
        .join(theirs, on="written", maintain_order="left")
        .with_columns(
            right=pl.col("isin") == pl.col("isin_listed"),
            fold=pl.col("isin").replace_strict(folds),
            fold_listed=pl.col("isin_listed").replace_strict(folds),
        )
    )


def learn_sounds(readings: pl.Series, words: pl.Series) -> Sounds:
    """Chances of letters from readings and the words beside them, by expectation and maximisation; a pair that chance
    explains better counts for little.
    """
    guess = plain_sounds()
    read, written = code_read(readings), code_written(words)
    alone = [
        np.bincount(codes[codes > 0], minlength=size) + 1.0
        for codes, size in ((read, len(READ) + 1), (written, len(WRITTEN) + 1))
    ]
    read_alone, written_alone = (counts / counts.sum() for counts in alone)
    now = guess
    for _ in range(SOUND_STEPS):
        now = Sounds(*_maximise(now, guess, read, written, read_alone, written_alone), read_alone, written_alone)
    return now


CELLS = [(at, to) for at in range(READ_LETTERS + 1) for to in range(WRITTEN_LETTERS + 1)]


def forward_chances(now: Sounds, read: NDArray[np.uint8], written: NDArray[np.uint8]) -> Floats:
    """The chance of each beginning of a reading with each beginning of its word."""
    chances = np.zeros((READ_LETTERS + 1, WRITTEN_LETTERS + 1, len(read)))
    chances[0, 0] = 1
    for at, to in CELLS:
        if at:
            chances[at, to] += chances[at - 1, to] * now.left_out[read[:, at - 1]]
        if to:
            chances[at, to] += chances[at, to - 1] * now.put_in[written[:, to - 1]]
        if at and to:
            chances[at, to] += chances[at - 1, to - 1] * now.written[read[:, at - 1], written[:, to - 1]]
    return chances


def backward_chances(now: Sounds, read: NDArray[np.uint8], written: NDArray[np.uint8], last: object) -> Floats:
    """The chance of each end of a reading with each end of its word; `last`: where each pair ends."""
    chances = np.zeros((READ_LETTERS + 2, WRITTEN_LETTERS + 2, len(read)))
    chances[last] = 1
    for at, to in reversed(CELLS):
        if at < READ_LETTERS:
            chances[at, to] += chances[at + 1, to] * now.left_out[read[:, at]]
        if to < WRITTEN_LETTERS:
            chances[at, to] += chances[at, to + 1] * now.put_in[written[:, to]]
        if at < READ_LETTERS and to < WRITTEN_LETTERS:
            chances[at, to] += chances[at + 1, to + 1] * now.written[read[:, at], written[:, to]]
    return chances


def _maximise(
    now: Sounds, guess: Sounds, read: NDArray[np.uint8], written: NDArray[np.uint8], *alone: Floats
) -> tuple[Floats, Floats, Floats]:
    last = (read > 0).sum(1), (written > 0).sum(1), np.arange(len(read))
    forward, backward = forward_chances(now, read, written), backward_chances(now, read, written, last)
    chance = forward[last]
    by_letters = np.log(alone[0])[read].sum(1, where=read > 0) + np.log(alone[1])[written].sum(1, where=written > 0)
    weight = 1 / (1 + np.exp(np.clip(2 - np.log(chance + 1e-300) + by_letters, -50, 50))) / np.maximum(chance, 1e-300)
    counted = [PRIOR * len(read) * table for table in (guess.written, guess.left_out, guess.put_in)]
    for at, to in CELLS:
        flow = forward[at, to] * weight
        if at < READ_LETTERS:
            np.add.at(counted[1], read[:, at], flow * now.left_out[read[:, at]] * backward[at + 1, to])
        if to < WRITTEN_LETTERS:
            np.add.at(counted[2], written[:, to], flow * now.put_in[written[:, to]] * backward[at, to + 1])
        if at < READ_LETTERS and to < WRITTEN_LETTERS:
            step = now.written[read[:, at], written[:, to]] * backward[at + 1, to + 1]
            np.add.at(counted[0], (read[:, at], written[:, to]), flow * step)
    for table in (counted[0], counted[0].T, counted[1], counted[2]):
        table[0] = 0
    total = sum(float(table.sum()) for table in counted)
    return counted[0] / total, counted[1] / total, counted[2] / total


def sounds_of(measured: pl.DataFrame) -> Sounds:
    """Sounds learned from right pairs that have something left on both sides."""
    told = measured.filter("right", pl.col("initials").str.len_chars() >= LEAST_UNITS, pl.col("left") != "").unique(
        ["read", "left"], maintain_order=True
    )
    return learn_sounds(told["read"], told["left"])


def teaching(measured: pl.DataFrame) -> tuple[pl.DataFrame, Floats]:
    """The pairs that teach, and how much each does: the likelier candidates, and a part of the others for them all."""
    near = pl.col("right") | (pl.int_range(pl.len()).over("original") < SURE_RANK)
    chosen = measured.with_columns(near=near).filter(pl.col("near") | (pl.col("pair") % SAMPLED == 0))
    return chosen, np.where(chosen["near"].to_numpy(), 1.0, SAMPLED)


def figure_names(measured: pl.DataFrame) -> list[str]:
    return [column for column in measured.columns if column not in {*ID, *TEXTS, "near", "probability"}]


def learn_trees(measured: pl.DataFrame, names: list[str]) -> HistGradientBoostingClassifier:
    chosen, weight = teaching(measured)
    model = HistGradientBoostingClassifier(
        max_iter=ROUNDS, learning_rate=RATE, max_leaf_nodes=LEAVES, min_samples_leaf=LEAST_ROWS, l2_regularization=5,
        random_state=0,
    )  # fmt: skip
    return model.fit(chosen.select(names).to_numpy(), chosen["right"].to_numpy(), sample_weight=weight)


def calibrate(told: pl.DataFrame, listed: list[str]) -> tuple[float, float]:
    """How the logarithm of the odds is stretched and moved so that the likeliest answers to names that were not
    learned come true as often as they say, where half of the companies asked about are listed.
    """
    best = (
        told.filter(pl.col("isin_listed").is_in(listed))
        .sort("probability", "written", descending=[True, False])
        .unique("original", keep="first", maintain_order=True)
    )
    chance = best["probability"].clip(1e-6, 1 - 1e-6).to_numpy()
    model = LogisticRegression(C=1e6).fit(np.log(chance / (1 - chance))[:, None], best["right"].to_numpy())
    return float(model.coef_[0][0]), float(model.intercept_[0])


def trees_json(model: HistGradientBoostingClassifier, names: list[str], fit: tuple[float, float]) -> str:
    """The trees as lists, one entry a node: figure (-1 at a leaf), threshold, left, right, value."""
    trees = []
    for (predictor,) in model._predictors:  # noqa: SLF001
        nodes = predictor.nodes
        leaf = nodes["is_leaf"].astype(bool)
        trees.append(
            {
                "figure": np.where(leaf, -1, nodes["feature_idx"]).tolist(),
                "at_most": np.where(leaf, 0, np.round(nodes["num_threshold"], 6)).tolist(),
                "left": nodes["left"].tolist(),
                "right": nodes["right"].tolist(),
                "value": np.where(leaf, np.round(nodes["value"], 6), 0).tolist(),
            }
        )
    base = round(float(np.ravel(model._baseline_prediction)[0]), 6)  # noqa: SLF001
    slope, shift = (round(number, 4) for number in fit)
    table = {"figures": names, "slope": slope, "shift": shift, "base": base, "trees": trees}
    return json.dumps(table, separators=(",", ":")).replace('{"figure"', '\n{"figure"') + "\n"


def sounds_json(sounds: Sounds) -> str:
    table = {name: np.round(getattr(sounds, name) * 1e6, 1).tolist() for name in Sounds.__slots__}
    return json.dumps(table, separators=(",", ":")).replace("],[", "],\n[") + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--background", type=Path, required=True)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--answers", type=Path, help="where to write every pair's probability, as Parquet")
    args = parser.parse_args()

    held, listed = read_task(args.pairs, args.background)
    measured = measure_task(held, listed)
    print(f"{len(held)} names held, {len(listed)} listed; {len(measured)} pairs, {measured['right'].sum()} right")
    parts = []
    for out in range(FOLDS):
        sounds = sounds_of(measured.filter(pl.col("fold") != out))
        told = add_sounds(measured.filter((pl.col("fold") != out) & (pl.col("fold_listed") != out)), sounds)
        asked = add_sounds(measured.filter(pl.col("fold") == out), sounds)
        names = figure_names(told)
        model = learn_trees(told, names)
        chance = model.predict_proba(asked.select(names).to_numpy())[:, 1]
        parts.append(asked.with_columns(probability=pl.Series(chance)))
    told = pl.concat(parts)
    half = halve([*held["isin"], *listed["isin"]])
    fit = calibrate(told, half)
    odds = (pl.col("probability") / (1 - pl.col("probability"))).log()
    told = told.with_columns(probability=1 / (1 + (-(fit[0] * odds + fit[1])).exp()))
    print(f"calibration: {fit[0]:.3f} times the odds' logarithm {fit[1]:+.3f}")
    if args.answers:
        told.write_parquet(args.answers)
    answers = told.select("isin", "isin_listed", "kind", "right", "probability", held="original", listed="written")
    score(answers, held, "all")
    for kind in held["kind"].unique().sort():
        score(answers.filter(pl.col("kind") == kind), held.filter(pl.col("kind") == kind), kind)
    score(answers.filter(pl.col("isin_listed").is_in(half)), held, "half of them listed", half)

    if args.weights:
        sounds = sounds_of(measured)
        told = add_sounds(measured, sounds)
        names = figure_names(told)
        args.weights.mkdir(parents=True, exist_ok=True)
        (args.weights / "sounds.json").write_text(sounds_json(sounds), encoding="utf-8")
        (args.weights / "trees.json").write_text(trees_json(learn_trees(told, names), names, fit), encoding="utf-8")


if __name__ == "__main__":
    main()
