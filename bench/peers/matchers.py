"""The matchers that are measured, and how one is run on a task in its own environment."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
ENVIRONMENTS = PROJECT / ".venv-peers"
DATA = Path(os.environ.get("CLEARHOLD_DATA", PROJECT.parent / "shared" / "data"))
NAME_TRUTH = DATA.parent / "tools" / "name_truth.py"
OURS = "clearhold"
ONE_CORE = 0.9  # share of a core that a process uses which need not wait


@dataclass(frozen=True)
class Matcher:
    """A matcher as a row of a table: `learns` says that it wants labelled names."""

    name: str
    label: str
    runner: str
    environment: str
    learns: bool = False

    @property
    def python(self) -> Path:
        """The interpreter of its environment."""
        return Path(sys.executable) if self.name == OURS else ENVIRONMENTS / self.environment / "bin" / "python"


MATCHERS = {
    matcher.name: matcher
    for matcher in (
        Matcher(OURS, "clearhold, as shipped", "run_clearhold.py", ""),
        Matcher("emm_trained", "emm, trained", "run_emm.py", "emm", learns=True),
        Matcher("nomenklatura", "nomenklatura LogicV2", "run_nomenklatura.py", "nomenklatura"),
        Matcher("emm", "emm, untrained", "run_emm.py", "emm"),
        Matcher("splink", "splink, DuckDB", "run_splink.py", "splink"),
        Matcher("sparse_dot_topn", "3-grams, sparse_dot_topn", "run_sparse_dot_topn.py", "sparse_dot_topn"),
        Matcher("string_grouper", "string_grouper", "run_string_grouper.py", "string_grouper"),
        Matcher("tantivy", "tantivy + rapidfuzz WRatio", "run_tantivy.py", "tantivy"),
        Matcher("rapidfuzz", "rapidfuzz token_set_ratio", "run_rapidfuzz.py", "rapidfuzz"),
    )
}


def run_matcher(
    matcher: Matcher, task: Path, answers: Path, *options: str, limit: float | None = None
) -> dict[str, Any]:
    """The timings of a matcher's run on a task, with `total_s` of the whole process from outside. The answers go to
    `answers`, the timings beside them.

    Raises SystemExit where its environment is missing or it fails, and TimeoutExpired after `limit` seconds.
    """
    if not matcher.python.exists():
        raise SystemExit(f"{matcher.python} is not here: run bench/peers/make_environments.sh {matcher.environment}")
    timings = answers.with_suffix(".json")
    command = [str(matcher.python), str(HERE / matcher.runner), str(task), str(answers), str(timings), *options]
    begun = time.perf_counter()
    with answers.with_suffix(".log").open("w", encoding="utf-8") as log:
        status = subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, check=False, timeout=limit).returncode
    wall = time.perf_counter() - begun
    if status:
        raise SystemExit(f"{matcher.label} ended with status {status}: see {log.name}")
    told: dict[str, Any] = json.loads(timings.read_text(encoding="utf-8")) | {"total_s": round(wall, 3)}
    timings.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return told


def draw(script: Path, figures: Path, out: Path) -> None:
    """Runs a script that draws plots of figures into a folder, in the environment that has the library for it."""
    subprocess.run([str(ENVIRONMENTS / "plots" / "bin" / "python"), str(script), str(figures), str(out)], check=True)


def queries_a_second(told: dict[str, Any]) -> float:
    """How fast matching was; of the whole where no stage was seen."""
    return float(told["queries"] / max(told["match_s"] if "match_s" in told else told["total_s"], 0.001))


def had_to_wait(told: dict[str, Any]) -> bool:
    """Whether other work on the machine held matching up: it used less than one core."""
    return told.get("match_s", 0.0) > 1.0 and told.get("match_cpu_s", told["match_s"]) < ONE_CORE * told["match_s"]


WAITED = "†: other work on the machine held it up; it is faster than this."


def machine() -> str:
    """The machine in a line."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    model = (models or [platform.machine()])[0]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores ({model}), {memory:.0f} GiB of memory, {platform.system()}"
