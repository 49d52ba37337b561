"""Time and memory of reading publishers' lists: each parser, all files into a workspace, and what a screening waits.

The data are the publishers' files of `lists/` in CLEARHOLD_DATA. Beside each parser stands its floor in the same run:
the plain library reading the same file (csv, json, lxml's whole tree, calamine) and making nothing of it.
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
DATA = Path(os.environ.get("CLEARHOLD_DATA", HERE.parents[3] / "shared" / "data")) / "lists"
RESULT = HERE.parents[2] / "docs" / "benchmarks" / "read-lists.md"
RUNS = 5

# Each list's files, as one version; the list that reads them.
VERSIONS = {
    "us-ofac-consolidated": [
        ["ofac_consolidated_2025-03-28.xml"],
        ["ofac_cons_advanced_2020-03-17.xml"],
        [f"ofac_consolidated_csv_2025-12/cons_{part}.csv" for part in ("prim", "alt", "add", "comments")],
        [f"ofac_consolidated_csv_2025-04/cons_{part}.csv" for part in ("prim", "add")],
    ],
    "us-ofac-sdn": [
        ["ofac_sdn_csv_2023-11/sdn.csv", "ofac_sdn_csv_2023-11/sdn_address.csv"],
        ["ofac_sdn_and_consolidated_2024-04.csv"],
    ],
    "us-csl": [["us_csl_2019-12_sample.csv"]],
    "us-bis-entity-list": [["bis_entity_list_ecfr_2026-07.json"]],
    "us-bis-meu": [["bis_meu.json"]],
    "us-cbp-forced-labour": [["cbp_wro_2026-06-23.json"]],
    "us-uflpa": [["dhs_uflpa_2026-07-09.html"]],
    "us-1260h": [["dod_1260h_all_editions_2026-06-08.csv"], ["dow_1260h.json"]],
    "us-fcc-covered": [["fcc_covered_list_2026-07.csv"], ["fcc_covered_2026.json"]],
    "us-s889": [["us_statutory/section_889.csv"]],
    "un-sc": [["un_sc_2026-08-01.xml"]],
    "uk-sanctions": [["uk_sanctions_list_2025-08-11.ods"]],
    "ca-sema": [["canada_sema_2025-03-20.xml"]],
    "au-dfat": [["australia_dfat_2026-08.xlsx"]],
    "un-ohchr-settlements": [["ohchr_settlements_2026-07-17.csv"]],
    "opensanctions": [["opensanctions_exports/targets.simple.csv"], ["opensanctions_exports/entities.ftm.json"]],
}

PARSE = """
import json, resource, sys, time
from pathlib import Path
from clearhold.lists.parsed import SourceFile
from clearhold.lists.parsing.parsers import parser_named
name, runs, *files = sys.argv[1:]
parse = parser_named(name)
given = [SourceFile(Path(file).name, Path(file).read_bytes()) for file in files]
idle = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
times = []
for _ in range(int(runs)):
    begun = time.perf_counter()
    entries = len(parse(given).entries)
    times.append(time.perf_counter() - begun)
print(json.dumps([entries, min(times), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, idle / 1024]))
"""

FLOOR = """
import csv, io, json, sys, time
from pathlib import Path
def read(path):
    content = path.read_bytes()
    if path.suffix == ".csv":
        return sum(1 for _ in csv.reader(io.StringIO(content.decode("utf-8", "replace"), newline="")))
    if path.name.endswith(".ftm.json"):
        return sum(1 for line in content.splitlines() if json.loads(line))
    if path.suffix == ".json":
        return len(json.loads(content))
    if path.suffix == ".ods":
        import zipfile
        from lxml import etree
        return len(etree.fromstring(zipfile.ZipFile(path).read("content.xml"), etree.XMLParser(huge_tree=True)))
    if path.suffix == ".xlsx":
        import python_calamine
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        return sum(len(book.get_sheet_by_name(sheet).to_python()) for sheet in book.sheet_names)
    from lxml import etree, html
    return len(html.fromstring(content) if path.suffix == ".html" else etree.fromstring(content))
times = []
for _ in range(int(sys.argv[1])):
    begun = time.perf_counter()
    for file in sys.argv[2:]:
        read(Path(file))
    times.append(time.perf_counter() - begun)
print(min(times))
"""

STORE = """
import json, resource, sys, time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from clearhold.lists import Workspace, add_list
from clearhold.lists.parsing import ParsingProcesses
from clearhold.lists.publishers import publisher_named
from clearhold.lists.update import update_from_files
home, versions = Path(sys.argv[1]), json.loads(sys.argv[2])
def store(task):
    name, number, files = task
    workspace, paths = Workspace(home / str(number)), [Path(file) for file in files]
    if name == "opensanctions":
        return add_list(paths, workspace, parsers, name=f"export-{number}")
    publisher = replace(publisher_named(name), canaries=(), at_least=1)
    return update_from_files(publisher, paths, workspace, parsers)
tasks = [(name, number, files) for name, groups in versions.items() for number, files in enumerate(groups)]
# Four at a time, as clearhold lists update does.
with ParsingProcesses() as parsers, ThreadPoolExecutor(4) as pool:
    done = len(list(pool.map(store, tasks)))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([done, peak / 1024]))
"""

AGAIN = """
import sys, time
from pathlib import Path
from dataclasses import replace
from clearhold.lists import Workspace
from clearhold.lists.parsing import ParsingProcesses
from clearhold.lists.publishers import publisher_named
from clearhold.lists.update import update_from_files
publisher = replace(publisher_named("us-ofac-sdn"), canaries=(), at_least=1)
workspace, files = Workspace(Path(sys.argv[1])), [Path(file) for file in sys.argv[2:]]
with ParsingProcesses() as parsers:
    update_from_files(publisher, files, workspace, parsers)
    begun = time.perf_counter()
    update = update_from_files(publisher, files, workspace, parsers)
    assert update.updated.value == "unchanged", update
    print(time.perf_counter() - begun)
"""

LOOK_UP = """
import sys, time
from pathlib import Path
from clearhold.lists import Workspace, load_lists
load_lists(["us-s889"], workspace=Workspace(Path(sys.argv[1])))
begun = time.perf_counter()
lists = load_lists(["us-ofac-sdn"], workspace=Workspace(Path(sys.argv[1])))
print(time.perf_counter() - begun, lists.entries.height)
"""


def run(program: str, *arguments: str) -> str:
    """What a program of its own process prints."""
    return subprocess.run(
        [sys.executable, "-c", program, *arguments], check=True, capture_output=True, text=True
    ).stdout


def paths(files: list[str]) -> list[str]:
    """The files' paths."""
    return [str(DATA / file) for file in files]


def parsers() -> list[str]:
    """The rows of the table of parsers."""
    import json

    rows = []
    for name, groups in VERSIONS.items():
        for files in groups:
            entries, seconds, peak, idle = json.loads(run(PARSE, name, str(RUNS), *paths(files)))
            floor = float(run(FLOOR, str(RUNS), *paths(files)))
            shown = files[0] + (f" and {len(files) - 1} more" if files[1:] else "")
            cells = [name, shown, f"{entries:,}", f"{entries / seconds:,.0f}", f"{seconds:.3f}"]
            cells += [f"{seconds / floor:.1f}", f"{peak:.0f}", f"{peak - idle:.0f}"]
            rows.append(f"| {' | '.join(cells)} |")
    return rows


def stored() -> tuple[int, list[float], float]:
    """Versions stored, seconds of each run from a cold process, and the greatest memory in MB of parent and child."""
    import json

    times, peak, done = [], 0.0, 0
    given = json.dumps({name: [paths(files) for files in groups] for name, groups in VERSIONS.items()})
    for _ in range(3):
        with tempfile.TemporaryDirectory() as home:
            begun = time.perf_counter()
            done, memory = json.loads(run(STORE, home, given))
            times.append(time.perf_counter() - begun)
            peak = max(peak, memory)
    return done, times, peak


def waits() -> tuple[list[float], list[float], int]:
    """Seconds of an update in which nothing changed, of looking the largest list up, and that list's entries."""
    with tempfile.TemporaryDirectory() as home:
        files = paths(VERSIONS["us-ofac-sdn"][1])
        again = [float(run(AGAIN, home, *files)) for _ in range(RUNS)]
        looked = [run(LOOK_UP, home).split() for _ in range(RUNS)]
    return again, [float(seconds) for seconds, _ in looked], int(looked[0][1])


def spread(seconds: list[float], places: int) -> str:
    """The median, and the least and the greatest."""
    middle, least, most = statistics.median(seconds), min(seconds), max(seconds)
    return f"{middle:.{places}f} s ({least:.{places}f} to {most:.{places}f})"


def main() -> None:
    """Measure and print the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"keep the page in {RESULT.name}")
    arguments = parser.parse_args()
    rows = parsers()
    done, times, peak = stored()
    again, looked, entries = waits()
    libraries = ", ".join(f"{name} {version(name)}" for name in ("lxml", "polars", "python-calamine"))
    all_files = f"all files below parsed, judged and stored ({done} versions), a cold process"
    looking_up = f"looking up the largest list ({entries:,} entries) for a screening, its hash checked"
    page = f"""# Reading publishers' lists

{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {libraries}.

Made by `bench/speed/read_lists.py` from the publishers' real files, which are not part of this project. Medians, with
the least and the greatest behind them.

| what | figure | asked |
| --- | ---: | ---: |
| {all_files} | {spread(times, 1)} | 20 s |
| memory of both processes at their peaks together | {peak:.0f} MB | 500 MB |
| an update in which nothing changed, besides the network | {spread(again, 3)} | 1 s |
| {looking_up} | {spread(looked, 3)} | 0.1 s |

Each parser in a process of its own, best of {RUNS}. *Floor* is the plain library reading the same file and making
nothing of it: the ratio is what understanding the list costs. *MB* is the process's peak, *for the file* what it took
beyond the program itself.

| list | file | entries | entries a second | seconds | times the floor | MB | for the file |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
{chr(10).join(rows)}
"""
    print(page)
    if arguments.write:
        RESULT.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
