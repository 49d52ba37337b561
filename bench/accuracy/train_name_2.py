"""Trains the method `name-2` and says how good it is, by a model that has not seen the ISINs it is scored on.

    python bench/accuracy/train_name_2.py --task TASK --answers PAIRS.csv [--learned LEARNED.json]

TASK is a folder with `targets.csv` and `queries.csv` (id, name) and `truth.csv` (query_id, target_id; empty where
nothing is right), real sources' spellings of companies. The answers of five-fold cross-validation, folds made by
target, go to `--answers`, one row a query; what is learned from everything goes to `--learned`.

Two questions are learned. Whether two names are of one issuer: share classes and receipts do not count, pairs whose
words agree under another ISIN are left out, and each pair is seen from both sides. And which record is meant: there
they count, and so do the other candidates. Needs scikit-learn and LightGBM (`train` in pyproject.toml), which running
does not.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lightgbm
import numpy as np
import polars as pl
from folds import FOLDS, fold_of
from sklearn.linear_model import LogisticRegression

from clearhold.matching._kernel import FIGURES, RIVALS
from clearhold.matching.name_2.compare import open_session
from clearhold.matching.name_2.sides import read_side

if TYPE_CHECKING:
    from numpy.typing import NDArray

CANDIDATES, JUDGED = 20, 6
GLANCE = (
    *("held_cover", "listed_cover", "least_cover", "shared", "rarest", "joined_partial", "joined_beginning"),
    *("joined_ratio", "held_is_beginning", "initials", "held_first", "other_name"),
)
SHARE_FIGURES = ("share_agrees", "share_differs", "held_share", "listed_share", "same_all")
ALIKE = 0.97  # cover of both names from which another ISIN may be a share class or receipt of the same company
TELLING = 0.8  # weight of the shared words from which names that agree are no coincidence
COMMON = {
    "objective": "binary",
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "min_child_samples": 20,
    "verbose": -1,
    "num_threads": 1,
    "seed": 1,
    "deterministic": True,
    "force_col_wise": True,
}
ISSUER = COMMON | {"learning_rate": 0.06, "num_leaves": 31, "feature_fraction": 0.5}
RECORD = COMMON | {"learning_rate": 0.06, "num_leaves": 15, "feature_fraction": 0.6}
ISSUER_ROUNDS, RECORD_ROUNDS = 260, 140
PLACES = 5
NEVER = -1e9
LOST = 0.002  # share of right pairs below the first look's bound, which are not judged
ENOUGH, OTHER_COSTS = 2.2, 0.7  # logits, as in the kernel
CAUTION = (
    0.6  # taken off the logit of the record: in a portfolio fewer names are on a list than in the task, one in three
)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidate pairs of a task: the numbers of query and target, the figures, and whether the pair is right."""

    query: NDArray[np.uint32]
    target: NDArray[np.uint32]
    figures: NDArray[np.float32]
    right: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Task:
    """A labelled task; `true` is each query's target, -1 where none is right."""

    queries: pl.DataFrame
    targets: pl.DataFrame
    true: NDArray[np.int64]
    query_fold: NDArray[np.int64]
    target_fold: NDArray[np.int64]


def read_task(folder: Path) -> Task:
    queries, targets, truth = (
        pl.read_csv(folder / f"{name}.csv", infer_schema=False).fill_null("")
        for name in ("queries", "targets", "truth")
    )
    numbers = {text: number for number, text in enumerate(targets["id"])}
    meant = dict(truth.select("query_id", "target_id").iter_rows())
    return Task(
        queries,
        targets,
        np.array([numbers.get(meant[query], -1) for query in queries["id"]]),
        np.array([fold_of(meant[query] or query) for query in queries["id"]]),
        np.array([fold_of(target) for target in targets["id"]]),
    )


def measure(task: Task, glance: list[float] | None) -> Pairs:
    """The pairs that are judged: the best at the first look."""
    session, _ = open_session(read_side(task.queries["name"]), read_side(task.targets["name"]))
    nothing: Any = ([], [], [], [], [])
    if glance is not None:
        session.learn(glance, NEVER, 0.0, nothing, 0.0, nothing)
    found = session.match(2, CANDIDATES, JUDGED if glance is not None else CANDIDATES, CANDIDATES, 0.0, figures=True)
    query, target = found["held"].astype(np.uint32), found["listed"].astype(np.uint32)
    figures = np.nan_to_num(found["figures"].astype(np.float32))
    return Pairs(query, target, figures, task.true[query] == target)


def learn_glance(pairs: Pairs) -> list[float]:
    columns = [FIGURES.index(name) for name in GLANCE]
    model = LogisticRegression(max_iter=2000).fit(pairs.figures[:, columns], pairs.right)
    weights = dict(zip(GLANCE, model.coef_[0].tolist(), strict=True))
    return [round(weights.get(name, 0.0), PLACES) for name in FIGURES]


def swapped(figures: NDArray[np.float32]) -> NDArray[np.float32]:
    """The same pairs with the held name as the listed one: lists have short names too, which the task has not."""
    other = [name.replace("held", "LISTED").replace("listed", "held").replace("LISTED", "listed") for name in FIGURES]
    return figures[:, [FIGURES.index(name) for name in other]]


def without_shares(figures: NDArray[np.float32]) -> NDArray[np.float32]:
    hidden = figures.copy()
    hidden[:, [FIGURES.index(name) for name in SHARE_FIGURES]] = 0
    return hidden


def train_issuer(pairs: Pairs, seen: NDArray[np.bool_]) -> lightgbm.Booster:
    least_cover, shared, other = (
        pairs.figures[:, FIGURES.index(name)] for name in ("least_cover", "shared", "other_name")
    )
    alike = (least_cover >= ALIKE) & (shared >= TELLING) & (other == 0)
    rows = seen & (pairs.right | ~alike)
    hidden = without_shares(pairs.figures[rows])
    both = np.concatenate([hidden, swapped(hidden)])
    return lightgbm.train(ISSUER, lightgbm.Dataset(both, np.tile(pairs.right[rows], 2)), ISSUER_ROUNDS)


def logits_of(model: lightgbm.Booster, figures: NDArray[np.float32]) -> NDArray[np.float64]:
    return np.asarray(model.predict(without_shares(figures), raw_score=True))


def keep_likeliest(pairs: Pairs, logits: NDArray[np.float64]) -> NDArray[np.uint32]:
    """The rows that count: of several names of one query and target the one that the kernel would take."""
    other = pairs.figures[:, FIGURES.index("other_name")]
    return (
        pl.DataFrame({"query": pairs.query, "target": pairs.target, "logit": logits, "other": other})
        .with_row_index("row")
        .with_columns(
            worth=pl.min_horizontal("logit", pl.lit(ENOUGH))
            - pl.when(pl.col("other") > 0).then(OTHER_COSTS).otherwise(0.0)
        )
        .sort("query", "target", "worth", "other", "row", descending=[False, False, True, False, False])
        .unique(["query", "target"], keep="first", maintain_order=True)["row"]
        .sort()
        .to_numpy()
    )


def add_rivals(pairs: Pairs, logits: NDArray[np.float64]) -> NDArray[np.float32]:
    """The figures and beside them what the other candidates of the query say, as the kernel does."""
    frame = (
        pl.DataFrame({"query": pairs.query, "logit": logits, "target": pairs.target})
        .with_row_index("row")
        .with_columns(issuer=1 / (1 + (-pl.col("logit")).exp()))
        .sort("query", "logit", "target", descending=[False, True, False])
        .with_columns(rank=pl.int_range(pl.len()).over("query"))
    )
    best = frame.group_by("query").agg(
        first=pl.col("issuer").get(0),
        second=pl.col("issuer").get(1, null_on_oob=True).fill_null(0.0),
        third=pl.col("issuer").get(2, null_on_oob=True).fill_null(0.0),
        total=pl.col("issuer").sum(),
    )
    told = (
        frame.join(best, on="query")
        .sort("row")
        .select(
            issuer_logit="logit",
            best_rival=pl.when(pl.col("rank") == 0).then("second").otherwise("first"),
            all_rivals=pl.col("total") - pl.col("issuer"),
            third="third",
            rank="rank",
        )
    )
    return np.column_stack([pairs.figures, told.select(RIVALS).to_numpy().astype(np.float32)])


def train_record(rows: NDArray[np.float32], right: NDArray[np.bool_]) -> lightgbm.Booster:
    return lightgbm.train(RECORD, lightgbm.Dataset(rows, right), RECORD_ROUNDS)


def chance(record: lightgbm.Booster, rows: NDArray[np.float32]) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(CAUTION - np.asarray(record.predict(rows, raw_score=True))))


def cross_validate(task: Task, pairs: Pairs) -> tuple[Pairs, NDArray[np.float64], NDArray[np.float64]]:
    """The pairs that count, of each the logit of the issuer and the probability of the record, by models that have seen
    neither side.
    """
    query_fold, target_fold = task.query_fold[pairs.query], task.target_fold[pairs.target]
    logits = np.zeros(len(pairs.query))
    for held_out in range(FOLDS):
        asked = query_fold == held_out
        logits[asked] = logits_of(train_issuer(pairs, ~asked & (target_fold != held_out)), pairs.figures[asked])
    kept = keep_likeliest(pairs, logits)
    pairs = Pairs(pairs.query[kept], pairs.target[kept], pairs.figures[kept], pairs.right[kept])
    query_fold, target_fold, logits = query_fold[kept], target_fold[kept], logits[kept]
    rows, record = add_rivals(pairs, logits), np.zeros(len(kept))
    for held_out in range(FOLDS):
        asked = query_fold == held_out
        seen = ~asked & (target_fold != held_out)
        record[asked] = chance(train_record(rows[seen], pairs.right[seen]), rows[asked])
    return pairs, logits, record


def write_trees(model: lightgbm.Booster, names: list[str], base: float) -> dict[str, Any]:
    """The trees as `clearhold.matching.name_2.model` reads them."""
    used: list[str] = []

    def number(name: str) -> int:
        if name not in used:
            used.append(name)
        return used.index(name)

    trees = []
    for told in model.dump_model()["tree_info"]:
        nodes: list[list[float]] = []

        def add(node: dict[str, Any], nodes: list[list[float]] = nodes) -> int:
            at = len(nodes)
            nodes.append([])
            if "leaf_value" in node:
                nodes[at] = [round(node["leaf_value"], PLACES)]
            else:
                bound = float(f"{node['threshold']:.6g}")
                figure = number(names[node["split_feature"]])
                nodes[at] = [figure, bound, add(node["left_child"]), add(node["right_child"])]
            return at

        add(told["tree_structure"])
        trees.append(nodes)
    return {"base": base, "figures": used, "trees": trees}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--task", type=Path, required=True)
    parser.add_argument("--answers", type=Path, required=True)
    parser.add_argument("--learned", type=Path)
    args = parser.parse_args()

    task = read_task(args.task)
    glance = learn_glance(measure(task, None))
    pairs = measure(task, glance)
    looks = pairs.figures @ np.array(glance)
    least_glance = float(np.quantile(looks[pairs.right], LOST))
    found = np.unique(pairs.query[pairs.right]).size / max(int((task.true >= 0).sum()), 1)
    counted, logits, record = cross_validate(task, pairs)
    judged = counted.figures @ np.array(glance) >= least_glance
    answers = (
        pl.DataFrame(
            {
                "query_id": task.queries["id"].gather(counted.query),
                "target_id": task.targets["id"].gather(counted.target),
                "probability": record.round(4),
                "issuer": (1 / (1 + np.exp(-logits))).round(4),
            }
        )
        .filter(judged)
        .sort("probability", descending=True, maintain_order=True)
        .unique("query_id", keep="first", maintain_order=True)
    )
    answers.write_csv(args.answers)
    print(f"{len(pairs.query)} pairs; the right target is among those of {found:.1%}; answers in {args.answers}")

    if args.learned:
        issuer = train_issuer(pairs, np.ones(len(pairs.query), dtype=bool))
        rows = add_rivals(counted, logits)  # of models that have not seen the pair, as it will be in use
        learned = {
            "glance": {name: weight for name, weight in zip(FIGURES, glance, strict=True) if weight},
            "least_glance": round(least_glance, PLACES),
            "issuer": write_trees(issuer, FIGURES, 0.0),
            "record": write_trees(train_record(rows, counted.right), [*FIGURES, *RIVALS], -CAUTION),
        }
        text = json.dumps(learned, separators=(",", ":")).replace("]],[[", "]],\n[[").replace('},"', '},\n"')
        args.learned.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
