"""The contract of a matcher's runner: it reads a task, times its stages, writes its answers and its timings.

    python RUNNER.py TASK ANSWERS.csv TIMINGS.json [--top N] [--sample N] [the runner's own options]

TASK is a folder with `targets.csv` and `queries.csv` (id, name, country). ANSWERS.csv has `query_id`, `target_id` and
`probability`, the matcher's own score between 0 and 1, at most `--top` rows a query. TIMINGS.json has seconds of
building (what depends on the targets alone, and learning) and of matching, the processor's seconds of matching on all
cores, the peak of resident memory in MB, and the versions of the packages that did the work. With `--sample`, the first
N queries are asked.

Only the standard library is imported here: the runner's environment has nothing else in common with the others.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import resource
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

csv.field_size_limit(1 << 24)


@dataclass(frozen=True)
class Names:
    """One side of a task."""

    ids: list[str]
    names: list[str]
    countries: list[str]

    def __len__(self) -> int:
        return len(self.ids)

    def first(self, count: int) -> Names:
        """The first of them."""
        return Names(self.ids[:count], self.names[:count], self.countries[:count])


Pairs = Iterable[tuple[int, int, float]]  # places of a query and a target, and the score
Match = Callable[[Names, int], Pairs]  # queries and how many answers a query may have
Build = Callable[[Names], Match]  # targets


def read_names(path: Path) -> Names:
    """The rows of a CSV file with `id`, `name` and perhaps `country`."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return Names([r["id"] for r in rows], [r["name"] for r in rows], [r.get("country") or "" for r in rows])


@dataclass
class Learning:
    """Seconds that a matcher spent on learning while it matched; they count as building."""

    seconds: float = 0.0
    worked: float = 0.0

    def __enter__(self) -> None:
        self.seconds -= time.perf_counter()
        self.worked -= sum(os.times()[:4])

    def __exit__(self, *_: object) -> None:
        self.seconds += time.perf_counter()
        self.worked += sum(os.times()[:4])


LEARNING = Learning()


def serve(build: Build, packages: Sequence[str], parser: argparse.ArgumentParser | None = None) -> None:
    """Run a matcher on the task named on the command line."""
    parser = parser or argparse.ArgumentParser()
    parser.add_argument("task", type=Path)
    parser.add_argument("answers", type=Path)
    parser.add_argument("timings", type=Path)
    parser.add_argument("--top", type=int, default=1)
    parser.add_argument("--sample", type=int)
    options = parser.parse_args()
    targets, queries = (read_names(options.task / f"{side}.csv") for side in ("targets", "queries"))
    if options.sample:
        queries = queries.first(options.sample)
    started = time.perf_counter()
    match = build(targets)
    built = time.perf_counter()
    worked = sum(os.times()[:4])  # of this process and of its children that have ended
    pairs = list(match(queries, options.top))
    matched = time.perf_counter()
    worked = sum(os.times()[:4]) - worked
    with options.answers.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["query_id", "target_id", "probability"])
        writer.writerows(
            (queries.ids[q], targets.ids[t], round(min(max(float(score), 0.0), 1.0), 6)) for q, t, score in pairs
        )
    memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    timings = {
        "queries": len(queries),
        "targets": len(targets),
        "build_s": round(built - started + LEARNING.seconds, 3),
        "match_s": round(matched - built - LEARNING.seconds, 3),
        "match_cpu_s": round(worked - LEARNING.worked, 3),
        "peak_mb": round(memory / 1024),
        "versions": {"python": platform.python_version()} | {name: version(name) for name in packages},
    }
    options.timings.write_text(json.dumps(timings, indent=1) + "\n", encoding="utf-8")


def best(pairs: Pairs, top: int) -> Pairs:
    """The best `top` pairs of each query; of equal ones the earlier."""
    by_query: dict[int, list[tuple[int, float]]] = {}
    for query, target, score in pairs:
        by_query.setdefault(query, []).append((target, score))
    for query, answers in by_query.items():
        for target, score in sorted(answers, key=lambda answer: -answer[1])[:top]:
            yield query, target, score
