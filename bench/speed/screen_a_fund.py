"""Time and memory of one screening, from a cold process to the written report.

The data are the 9,202 equities of Norway's Government Pension Fund Global at 31 December 2019, as its manager publishes
them, against all built-in lists. The peer does the heart of the work as a script of an afternoon would: rapidfuzz's
token_set_ratio of every holding's name against every listed name, with nothing read, judged, summed or written.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve()
DATA = Path(os.environ.get("CLEARHOLD_DATA", HERE.parents[3] / "shared" / "data"))
FUND = DATA / "holdings" / "nbim" / "EQ_2019_Country.csv"
RESULT = HERE.parents[2] / "docs" / "benchmarks" / "screen-a-fund.md"
CLEARHOLD = Path(sys.executable).with_name("clearhold")

PEER = """
import csv, sys
from rapidfuzz import fuzz, process
from clearhold.lists import load_lists
held = [row["Name"] for row in csv.DictReader(open(sys.argv[1], encoding="utf-8"))]
listed = load_lists().names["name"].unique().to_list()
scores = process.cdist(held, listed, scorer=fuzz.token_set_ratio, score_cutoff=90, workers=-1, dtype="uint8")
print(int((scores > 0).any(axis=1).sum()), "names at 90 and more")
"""


def measure(command: list[str]) -> tuple[float, float]:
    """Wall seconds and peak resident memory in MB of a process and the largest of its children."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} ended with status {status}")
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


def runs(command: list[str], count: int) -> tuple[float, float, float, float]:
    """Median, least and greatest seconds, and the greatest memory, after one run that is not counted."""
    measure(command)
    results = [measure(command) for _ in range(count)]
    seconds = [result[0] for result in results]
    return statistics.median(seconds), min(seconds), max(seconds), max(result[1] for result in results)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--write", action="store_true", help=f"keep the table in {RESULT.name}")
    options = parser.parse_args()
    if not FUND.is_file():
        raise SystemExit("the fund's file is not here: set CLEARHOLD_DATA")
    with tempfile.TemporaryDirectory() as out:
        ours = [str(CLEARHOLD), "screen", str(FUND), "--base", "USD"]
        rows = {
            "`clearhold screen --out` (tables, HTML, XLSX)": runs([*ours, "--out", f"{out}/report"], options.runs),
            "`clearhold screen` (terminal only)": runs(ours, options.runs),
            "peer: rapidfuzz token_set_ratio, names only": runs([sys.executable, "-c", PEER, str(FUND)], options.runs),
            "`clearhold --help`": runs([str(CLEARHOLD), "--help"], options.runs),
        }
    peer = rows["peer: rapidfuzz token_set_ratio, names only"][0]
    versions = ", ".join(f"{name} {version(name)}" for name in ("clearhold", "polars", "rapidfuzz", "xlsxwriter"))
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    lines = [
        "# Screening a fund, from cold process to written report",
        "",
        (__doc__ or "").split("\n\n", 1)[1].strip(),
        "",
        f"Machine: {machine}; {versions}.",
        f"Median of {options.runs} runs after one that is not counted.",
        "",
        "| what | seconds (least to greatest) | memory, MB | time against the peer |",
        "| --- | ---: | ---: | ---: |",
        *(
            f"| {what} | {median:.2f} ({least:.2f} to {greatest:.2f}) | {memory:.0f} | {median / peer:.2f} |"
            for what, (median, least, greatest, memory) in rows.items()
        ),
        "",
        "Made by `bench/speed/screen_a_fund.py`.",
        "",
    ]
    print("\n".join(lines))
    if options.write:
        RESULT.parent.mkdir(parents=True, exist_ok=True)
        RESULT.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
