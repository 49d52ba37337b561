"""Accuracy of matching names of companies: Clearhold and the public tools on the same tasks, in one run.

    python bench/accuracy/compare_matchers.py --write                             # everything, then the page
    python bench/accuracy/compare_matchers.py --write --reuse DIR                 # answers stay in DIR, and are not
                                                                                  # made again where they are there
    python bench/accuracy/compare_matchers.py --write --reuse DIR --only clearhold  # ours anew, the others' as kept

The page is docs/benchmarks/matching.md, its figures matching.json beside it. The tools' environments are made by
bench/peers/make_environments.sh. Clearhold's cross-validated answers are made by its training script, which needs
scikit-learn (`train` in pyproject.toml), unless `--cross-validated ANSWERS.csv` brings them.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from clearhold.matching.pairwise import METHOD

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "peers"), str(Path(__file__).resolve().parent)]
from accuracy_page import write_page  # noqa: E402
from matchers import MATCHERS, NAME_TRUTH, OURS, PROJECT, Matcher, draw, machine, run_matcher  # noqa: E402
from scoring import LIKELY, Scored, read_table, score_answers  # noqa: E402
from tasks import TRUTH, make_chinese_task, make_hard_task, make_names_task  # noqa: E402

CROSS_VALIDATED = "clearhold_cross_validated"
TRAINING = ("train_name_2.py", "train_name_1.py")  # the newest that is here
PAGE = PROJECT / "docs" / "benchmarks" / "matching.md"
POINTS = 150  # of a curve that are kept
LEAST = 0.02  # probability from which ours is asked for answers, so that the curve is whole
TOP = 50  # answers a query, where pairs are asked for
LEAST_CUT = 10  # names of a source's greatest length, from which they are cut
# Name of the task, form of the Chinese names, whether English is held, whether half of the companies are not listed.
CHINESE = {
    "chinese_full": ("full", False, False),
    "chinese_full_half": ("full", False, True),
    "chinese_short": ("short", False, False),
    "chinese_short_half": ("short", False, True),
    "english_full_half": ("full", True, True),
    "english_short_half": ("short", True, True),
}


def make_tasks(folder: Path) -> None:
    """All tasks, in folders of their names; those that are there stay."""
    if not (folder / "names" / "truth.csv").exists():
        make_names_task(folder / "names")
    make_hard_task(folder / "hard")
    for name, (form, reverse, half) in CHINESE.items():
        make_chinese_task(folder / name, form, reverse=reverse, half=half)


def run_all(matcher: Matcher, folder: Path, *, anew: bool) -> bool:
    """A matcher's answers to all tasks, as TASK/NAME.csv; whether those to the task of names were made now.

    What learns, learns once, from the task of names.
    """
    learning = ["--learn", str(folder / "names")] if matcher.learns else []
    model = [*learning, "--model", str(folder / f"{matcher.name}.model")] if matcher.learns else []
    if matcher.name == OURS:
        learning = model = ["--least", str(LEAST)]
    asked = {"names": learning, "hard": ["--top", str(TOP), *model]}
    # What learned from Latin names finds no more Chinese ones than it does untrained, which is none.
    asked |= {} if matcher.learns else dict.fromkeys(CHINESE, model)
    made = False
    for task, arguments in asked.items():
        answers = folder / task / f"{matcher.name}.csv"
        if anew or not answers.with_suffix(".json").exists():
            print(f"{matcher.label}: {task}", flush=True)
            run_matcher(matcher, folder / task, answers, *arguments)
            made = made or task == "names"
    return made


def cross_validate(folder: Path, given: Path | None) -> str:
    """Makes NAMES/clearhold_cross_validated.csv and tells which script made it."""
    answers = folder / "names" / f"{CROSS_VALIDATED}.csv"
    script = next(path for name in TRAINING if (path := Path(__file__).with_name(name)).exists())
    if given is not None:
        answers.write_bytes(given.read_bytes())
    else:
        command = [sys.executable, str(script), "--task", str(folder / "names"), "--answers", str(answers)]
        subprocess.run(command, check=True)
    return script.name


def check_against_yardstick(folder: Path, name: str, scored: Scored) -> None:
    """Raises SystemExit where `name_truth.py` reads another best F1 than this script."""
    command = [sys.executable, str(NAME_TRUTH), "score", "--task", str(folder / "names")]
    told = subprocess.run(
        [*command, "--answers", str(folder / "names" / f"{name}.csv")], check=True, capture_output=True, text=True
    ).stdout
    theirs = float(re.search(r"best F1 ([\d.]+)", told)[1])  # type: ignore[index]
    if abs(theirs - scored.best["f1"]) > 0.0001:  # noqa: PLR2004
        raise SystemExit(f"{name}: name_truth.py reads a best F1 of {theirs}, this script {scored.best['f1']:.4f}")


def cut_part() -> pl.Expr:
    """For names of exactly the greatest length of their source, which is where it cuts them: `34 letters`."""
    source = pl.col("sources").str.split("~").list.first()
    length = pl.col("name").str.len_chars()
    greatest = length.max().over(source)
    cut = (length == greatest) & ((length == greatest).sum().over(source) >= LEAST_CUT) & (pl.col("true") != "")
    return pl.when(cut).then(greatest.cast(pl.String) + pl.lit(" letters"))


def script_part() -> pl.Expr:
    """What letters a name is written with."""
    name = pl.col("name")
    return (
        pl.when(name.str.contains(r"[^\p{Latin}\p{Common}\p{Inherited}]"))
        .then(pl.lit("other scripts"))
        .when(name.str.contains(r"[^\x00-\x7f]"))
        .then(pl.lit("Latin letters with marks"))
        .otherwise(pl.lit("Latin letters without marks"))
    )


def figures(scored: Scored) -> dict[str, Any]:
    """What the page says of one matcher's answers to the task of names."""
    best = scored.best
    curve = scored.curve.select(pl.col("threshold", "precision", "recall").round(5))
    kept = curve if len(curve) <= POINTS else curve.gather_every(len(curve) // POINTS)
    return {
        "best": best,
        "recall_at_95": scored.recall_at(0.95),
        "recall_at_99": scored.recall_at(0.99),
        "likely": scored.at(LIKELY),
        "calibration_error": scored.calibration_error,
        "bins": scored.bins.to_dicts(),
        "curve": pl.concat([kept, curve.tail(1)]).unique(maintain_order=True).to_dict(as_series=False),
        "sources": scored.parts(pl.col("sources"), best["threshold"]).to_dicts(),
        "sources_likely": scored.parts(pl.col("sources"), LIKELY).to_dicts(),
        "cut": Scored(scored.queries.with_columns(cut=cut_part()).filter(pl.col("cut").is_not_null()))
        .parts(pl.col("cut"), best["threshold"])
        .to_dicts(),
        "scripts": Scored(scored.queries.filter(pl.col("true") != ""))
        .parts(script_part(), best["threshold"])
        .to_dicts(),
    }


def hard_figures(folder: Path, name: str, threshold: float) -> dict[str, float]:
    """The shares of pairs of `hard_negatives.csv` that are called one company at `likely` and at a threshold."""
    pairs = read_table(folder / "hard" / "pairs.csv")
    answers = read_table(folder / "hard" / f"{name}.csv").with_columns(pl.col("probability").cast(pl.Float64))
    said = pairs.join(answers, on=["query_id", "target_id"], how="left")["probability"].fill_null(-1.0)
    return {"pairs": len(pairs), "likely": float((said >= LIKELY).mean()), "best": float((said >= threshold).mean())}


def read_results(folder: Path, names: list[str], trained_by: str) -> dict[str, Any]:
    """All figures of all matchers, ours cross-validated first."""
    results: dict[str, Any] = {}
    for name in names:
        scored = score_answers(folder / "names", folder / "names" / f"{name}.csv")
        check_against_yardstick(folder, name, scored)
        told = figures(scored)
        ran_as = OURS if name == CROSS_VALIDATED else name
        timings = json.loads((folder / "names" / f"{ran_as}.json").read_text(encoding="utf-8"))
        told["timings"] = timings
        told["label"] = "clearhold, cross-validated by ISIN" if name == CROSS_VALIDATED else MATCHERS[name].label
        if (folder / "hard" / f"{name}.json").exists():
            told["hard"] = hard_figures(folder, name, told["best"]["threshold"])
        if (folder / next(iter(CHINESE)) / f"{name}.json").exists():
            told["chinese"] = {
                task: {"best": answered.best, "likely": answered.at(LIKELY), "queries": len(answered.queries)}
                for task in CHINESE
                for answered in [score_answers(folder / task, folder / task / f"{name}.csv")]
            }
        results[name] = told
    task = score_answers(folder / "names", folder / "names" / f"{names[0]}.csv")
    return {
        "measured": datetime.now(UTC).date().isoformat(),
        "machine": machine(),
        "method": METHOD,
        "trained_by": trained_by,
        "task": {
            "queries": len(task.queries),
            "positives": task.positives,
            "targets": len(read_table(folder / "names" / "targets.csv")),
        },
        "matchers": results,
    }


def rounded(value: Any) -> Any:
    """Figures to five places, through lists and dictionaries."""
    if isinstance(value, float):
        return round(value, 5)
    if isinstance(value, dict):
        return {key: rounded(inner) for key, inner in value.items()}
    return [rounded(inner) for inner in value] if isinstance(value, list) else value


def lay_out(results: dict[str, Any]) -> str:
    """The results as JSON, a line a matcher, so that a difference can be read."""
    results = rounded(results)
    lines = [f'  "{name}": {json.dumps(told, ensure_ascii=False)}' for name, told in results.pop("matchers").items()]
    head = json.dumps(results, indent=1, ensure_ascii=False).removesuffix("\n}")
    return head + ',\n "matchers": {\n' + ",\n".join(lines) + "\n }\n}\n"


def main() -> None:
    """Run, score, and print or write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--reuse", type=Path, help="a folder of answers: those that are there are used, others go there"
    )
    parser.add_argument(
        "--only", nargs="+", choices=MATCHERS, help="answers that are made anew, even if they are there"
    )
    parser.add_argument("--cross-validated", type=Path, help="answers of the training script")
    parser.add_argument("--write", action="store_true", help=f"keep the page in {PAGE.name}")
    options = parser.parse_args()
    if not TRUTH.is_dir() or not NAME_TRUTH.is_file():
        raise SystemExit("the labelled names and name_truth.py are not here: set CLEARHOLD_DATA")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.reuse or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        make_tasks(folder)
        made = [
            name for name, matcher in MATCHERS.items() if run_all(matcher, folder, anew=name in (options.only or []))
        ]
        names = list(MATCHERS)
        trained_by = cross_validate(folder, options.cross_validated)
        results = read_results(folder, [CROSS_VALIDATED, *names], trained_by)
        results["reused"] = [name for name in names if name not in made]
        out = PAGE.parent if options.write else Path(temporary)
        kept = out / "matching.json"
        kept.write_text(lay_out(dict(results)), encoding="utf-8")
        draw(Path(__file__).with_name("draw_matchers.py"), kept, out)
        page = write_page(results)
        print(page)
        if options.write:
            PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
