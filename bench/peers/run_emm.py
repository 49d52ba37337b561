"""emm: its default indexers (words, 2-character pieces, sorted neighbourhood), with or without its classifier.

Untrained, the score is the mean of both cosines, which served best of what can be made of them. With `--learn`, its
classifier learns from that folder's truth; where the task's own folder is named, it answers by cross-validation: each
fifth of the queries by a classifier that has not seen them nor their targets. `--model` keeps what was learned.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from pathlib import Path

import joblib
import pandas as pd
from contract import LEARNING, Match, Names, Pairs, best, read_names, serve
from emm import PandasEntityMatching
from emm.supervised_model.base_supervised_model import create_new_model_pipeline
from sklearn.base import clone

sys.path.append(str(Path(__file__).resolve().parents[1] / "accuracy"))
from folds import FOLDS, fold_of  # as the project's own training scripts cut the task

parser = argparse.ArgumentParser()
parser.add_argument("--learn", type=Path)
parser.add_argument("--model", type=Path)


def frame(names: Names, ids: list[str] | None = None) -> pd.DataFrame:
    """The columns that emm wants; `uid` is the place."""
    return pd.DataFrame({"id": ids or names.ids, "name": names.names, "uid": range(len(names))})


def read_truth(folder: Path) -> dict[str, str]:
    """The right target of each query, empty where there is none."""
    with (folder / "truth.csv").open(newline="", encoding="utf-8") as file:
        return {row["query_id"]: row["target_id"] for row in csv.DictReader(file)}


def untrained(targets: Names) -> PandasEntityMatching:
    """A model that has seen the targets."""
    model = PandasEntityMatching(name_only=True, entity_id_col="id", name_col="name", uid_col="uid")
    return model.fit(frame(targets))


def label(model: PandasEntityMatching, queries: Names, targets: Names, truth: dict[str, str]) -> pd.DataFrame:
    """The candidates of labelled queries, as its training wants them."""
    pairs = model.transform(frame(queries)).reset_index(drop=True)
    pairs = pairs[pairs["gt_uid"].notna()]
    pairs["query"] = pairs["uid"].map(lambda place: queries.ids[int(place)])
    pairs["target"] = pairs["gt_uid"].map(lambda place: targets.ids[int(place)])
    pairs["true"] = pairs["query"].map(truth)
    pairs["correct"] = pairs["true"] == pairs["target"]
    pairs["no_candidate"] = False
    return pairs


def answers(pairs: pd.DataFrame, score: pd.Series, top: int) -> Pairs:
    """The best pairs."""
    told = pairs["gt_uid"].notna() & score.notna()
    places = pairs.loc[told, "uid"].astype(int), pairs.loc[told, "gt_uid"].astype(int)
    return best(zip(*(place.tolist() for place in places), score[told].tolist(), strict=True), top)


def build(targets: Names) -> Match:
    """The indexers fitted on the targets, and a classifier trained on another task where one is named."""
    options = parser.parse_args()
    model = untrained(targets)
    if options.learn is None:

        def match(queries: Names, top: int) -> Pairs:
            pairs = model.transform(frame(queries))
            cosines = pairs[["score_0", "score_1"]].fillna(0.0)
            return answers(pairs, cosines.mean(axis=1), top)

        return match
    truth = read_truth(options.learn)
    if options.learn.resolve() == options.task.resolve():
        return cross_validate(model, targets, truth)
    if options.model and options.model.exists():
        classifier = joblib.load(options.model)
    else:
        known = read_names(options.learn / "targets.csv"), read_names(options.learn / "queries.csv")
        learned = untrained(known[0])
        learned.fit_classifier(train_name_pairs=label(learned, known[1], known[0], truth))
        classifier = learned.parameters["supervised_model_object"]
        if options.model:
            joblib.dump(classifier, options.model)
    model.add_supervised_model(model=classifier)

    def match_learned(queries: Names, top: int) -> Pairs:
        pairs = model.transform(frame(queries))
        return answers(pairs, pairs["nm_score"], top)

    return match_learned


def cross_validate(model: PandasEntityMatching, targets: Names, truth: dict[str, str]) -> Match:
    """Answers of each fifth of the queries by a classifier trained on the others.

    The pairs' features, which know no labels, are computed once and not in each fold.
    """

    def match(queries: Names, top: int) -> Pairs:
        pairs = label(model, queries, targets, truth)
        scores = [column for column in pairs.columns if re.fullmatch(r"score_\d+", column)]
        steps = create_new_model_pipeline(name_only=True, feature_args={"score_columns": scores}).named_steps
        features = steps["feat"].fit_transform(pairs)
        fold = pairs["target"].map(fold_of)
        query_fold = pairs["true"].where(pairs["true"] != "", pairs["query"]).map(fold_of)
        score = pd.Series(0.0, index=pairs.index)
        for held_out in range(FOLDS):
            asked = query_fold == held_out
            learned_from = ~asked & (fold != held_out)
            with LEARNING:
                classifier = (
                    clone(steps["classifier"])
                    .set_params(n_jobs=1)
                    .fit(features[learned_from], pairs["correct"][learned_from])
                )
            score[asked] = classifier.predict_proba(features[asked])[:, 1]
        return answers(pairs, score, top)

    return match


serve(build, ["emm", "scikit-learn", "xgboost", "pandas", "sparse-dot-topn"], parser)
