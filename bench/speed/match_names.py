"""Speed, memory and accuracy of matching names on larger lists: Clearhold and the public tools in one run.

    python bench/speed/match_names.py --write
    python bench/speed/match_names.py --write --reuse DIR                   # tasks and figures stay in DIR
    python bench/speed/match_names.py --write --reuse DIR --only clearhold  # ours anew, the others' as kept

The tasks are made by make_names.py. A tool that would take more than a few minutes is asked a sample of the queries.
The page is docs/benchmarks/matching-speed.md, its figures matching-speed.json beside it. Thresholds are those at which
each tool was best on the task of bench/accuracy/compare_matchers.py, whose figures are read from matching.json.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path[:0] = [
    str(Path(__file__).resolve().parents[1] / "peers"),
    str(Path(__file__).resolve().parents[1] / "accuracy"),
    str(Path(__file__).resolve().parent),
]
from make_names import make_task  # noqa: E402
from matchers import MATCHERS, OURS, PROJECT, Matcher, draw, machine, run_matcher  # noqa: E402
from scoring import score_answers  # noqa: E402
from speed_page import write_page  # noqa: E402
from tasks import make_names_task  # noqa: E402

BENCHMARKS = PROJECT / "docs" / "benchmarks"
PAGE = BENCHMARKS / "matching-speed.md"
COMMAND = "clearhold_command"
COMMAND_LABEL = "`clearhold match`, files to file"


@dataclass(frozen=True)
class Size:
    """A task by its numbers of queries and targets; `peers` says whether the public tools are asked too."""

    queries: int
    targets: int
    peers: bool = True

    @property
    def name(self) -> str:
        """As its folder is called."""
        return f"{self.queries}x{self.targets}"


SIZES = [
    Size(39_000, 100_000),
    Size(1_000_000, 100_000),
    Size(100_000, 1_000_000),
    Size(1_000_000, 1_000_000, peers=False),
]
GROWTH = [Size(39_000, targets) for targets in (10_000, 30_000, 100_000, 300_000, 1_000_000)]
SMALL = 100_000  # targets up to which the first of the samples below counts
# The most queries that a tool is asked, against lists of up to 100,000 names and of more: about two minutes' worth.
SAMPLES = {
    OURS: (1_000_000, 1_000_000),
    "emm_trained": (10_000, 4_000),
    "nomenklatura": (40_000, 10_000),
    "emm": (100_000, 20_000),
    "splink": (200_000, 40_000),
    "sparse_dot_topn": (1_000_000, 40_000),
    "string_grouper": (1_000_000, 40_000),
    "tantivy": (1_000_000, 40_000),
    "rapidfuzz": (1_000, 100),
}
GROWTH_SAMPLE = 4_000  # queries that a public tool is asked where growth is shown
GROWS = ("nomenklatura", "emm", "sparse_dot_topn", "string_grouper", "tantivy")


def run_size(matcher: Matcher, size: Size, folder: Path, threshold: float, most: int) -> dict[str, Any]:
    """The figures of a matcher on a task."""
    task = make_task(folder / size.name, size.queries, size.targets)
    sample = min(size.queries, most)
    options = ["--sample", str(sample)] if sample < size.queries else []
    if matcher.learns:
        names = folder / "names"
        if not (names / "truth.csv").exists():
            make_names_task(names)
        options += ["--learn", str(names), "--model", str(folder / f"{matcher.name}.model")]
    answers = task / f"{matcher.name}.csv"
    told = run_matcher(matcher, task, answers, *options)
    return told | accuracy(task, answers, threshold, sample) | {"sampled": sample < size.queries}


def accuracy(task: Path, answers: Path, threshold: float, sample: int) -> dict[str, float]:
    """What is right of the answers to the first queries."""
    scored = score_answers(task, answers, sample)
    at = scored.at(threshold)
    return {"f1": at["f1"], "precision": at["precision"], "recall": at["recall"], "best_f1": scored.best["f1"]}


def run_command(size: Size, folder: Path, threshold: float) -> dict[str, Any]:
    """The figures of the command, from a cold process to the written answer: no stage can be seen from outside."""
    task = make_task(folder / size.name, size.queries, size.targets)
    answers = task / f"{COMMAND}.csv"
    clearhold = Path(sys.executable).with_name("clearhold")
    command = [str(clearhold), "match", str(task / "queries.csv"), str(task / "targets.csv"), "--out", str(answers)]
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    total = time.perf_counter() - begun
    if os.waitstatus_to_exitcode(status) not in (0, 1):  # 1 tells that something was found
        raise SystemExit(f"{' '.join(command)} ended with status {status}")
    told = {"queries": size.queries, "targets": size.targets, "total_s": round(total, 3), "sampled": False}
    return told | {"peak_mb": round(usage.ru_maxrss / 1024)} | accuracy(task, answers, threshold, size.queries)


def read_thresholds() -> dict[str, float]:
    """Where each tool was best on the labelled names."""
    figures = BENCHMARKS / "matching.json"
    if not figures.exists():
        raise SystemExit(f"{figures} is not here: run bench/accuracy/compare_matchers.py --write first")
    matchers = json.loads(figures.read_text(encoding="utf-8"))["matchers"]
    return {name: told["best"]["threshold"] for name, told in matchers.items()}


def measure(folder: Path, thresholds: dict[str, float], anew: set[str]) -> dict[str, Any]:
    """All figures, by table, size and matcher; each is kept in the folder as soon as it is there."""
    kept = folder / "figures.json"
    figures: dict[str, dict[str, dict[str, Any]]] = {"sizes": {}, "growth": {}}
    if kept.exists():
        figures = json.loads(kept.read_text(encoding="utf-8"))
    plan = [
        ("sizes", size, name) for size in SIZES for name in (*MATCHERS, COMMAND) if size.peers or name.startswith(OURS)
    ]
    plan += [("growth", size, name) for size in GROWTH for name in (OURS, *GROWS)]
    for table, size, name in plan:
        told = figures[table].setdefault(size.name, {})
        if name in told and name.removesuffix("_command") not in anew:
            continue
        print(f"{name}: {size.queries:,} queries, {size.targets:,} targets", flush=True)
        ours = name.startswith(OURS)
        threshold = thresholds[OURS if ours else name]
        if name == COMMAND:
            told[name] = run_command(size, folder, threshold)
        else:
            most = SAMPLES[name][size.targets > SMALL]
            most = min(most, GROWTH_SAMPLE) if table == "growth" and not ours else most
            told[name] = run_size(MATCHERS[name], size, folder, threshold, most)
        told[name]["threshold"] = threshold
        kept.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return figures


def main() -> None:
    """Measure, and print or write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--reuse", type=Path, help="a folder of tasks and figures: those there are used, others go there"
    )
    parser.add_argument("--only", nargs="+", choices=MATCHERS, default=[], help="what is measured anew")
    parser.add_argument("--write", action="store_true", help=f"keep the page in {PAGE.name}")
    options = parser.parse_args()
    thresholds = read_thresholds()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.reuse or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        measured = measure(folder, thresholds, set(options.only))
        labels = {name: matcher.label for name, matcher in MATCHERS.items()} | {COMMAND: COMMAND_LABEL}
        reused = [name for name in MATCHERS if options.only and name not in options.only]
        results = {"measured": datetime.now(UTC).date().isoformat(), "machine": machine(), "labels": labels}
        results |= {"reused": reused, **measured}
        out = BENCHMARKS if options.write else Path(temporary)
        figures = out / "matching-speed.json"
        figures.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        draw(Path(__file__).with_name("draw_growth.py"), figures, out)
        page = write_page(results)
        print(page)
        if options.write:
            PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
