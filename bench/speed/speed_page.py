"""The page on speed and memory of matching, from its figures."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "peers"))
from matchers import OURS, WAITED, had_to_wait, queries_a_second

INTRODUCTION = """# Matching names of companies: speed and memory

{machine}. Measured {measured}.{reused} Made by `bench/speed/match_names.py`; how accurate the tools are on labelled
names stands [apart](matching.md), with their versions.

Lists and queries are made by `bench/speed/make_names.py`: real names of listed companies first, then names joined from
their words, each as often as it stands in real names; the queries are real short and alternative names, then
perturbations of names as holdings files make them. All are distinct. Seconds differ between machines: compare the
ratios.

*build* is what depends on the list alone, *match* all after it, *whole* the process from its start to the written
answer, *memory* its greatest. *A core's second* tells the queries by the processor's time instead of the clock's,
which other work on the machine does not change. *F1* is at the threshold at which the tool was best on the labelled
names, *best F1* at the one best here. `*`: asked only that many of the queries, since all would take too long; its
*whole* is of these.
{waited}"""


def write_page(results: dict[str, Any]) -> str:
    """The whole page in Markdown."""
    labels = ", ".join(results["labels"][name] for name in results["reused"])
    reused = f" These were measured in an earlier run on this machine: {labels}." if labels else ""
    parts = [
        INTRODUCTION.format(
            waited=waited(results), reused=reused, **{key: results[key] for key in ("machine", "measured")}
        )
    ]
    parts += [size_table(results, size) for size in results["sizes"]]
    parts += [growth(results), ""]
    return "\n".join(parts)


def waited(results: dict[str, Any]) -> str:
    """What the mark of those that had to wait means, where there are any."""
    told = [each for figures in results["sizes"].values() for each in figures.values()]
    return f"{WAITED}\n" if any(map(had_to_wait, told)) else ""


def table(header: list[str], rows: list[list[str]]) -> str:
    """A Markdown table, figures to the right."""
    marks = ["---", *["---:"] * (len(header) - 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [header, marks, *rows])


def seconds(told: dict[str, Any], key: str) -> str:
    """Seconds, or a dash where they cannot be seen."""
    return f"{told[key]:,.1f}" if key in told else "–"


def size_table(results: dict[str, Any], size: str) -> str:
    """All matchers on one task."""
    queries, targets = (int(count) for count in size.split("x"))
    figures = results["sizes"][size]
    ours = queries_a_second(figures[OURS])
    rows = [
        [
            results["labels"][name],
            f"{told['queries']:,}" + ("*" if told["sampled"] else ""),
            seconds(told, "build_s"),
            seconds(told, "match_s"),
            seconds(told, "total_s"),
            f"{queries_a_second(told):,.0f}" + ("†" if had_to_wait(told) else ""),
            f"{told['queries'] / told['match_cpu_s']:,.0f}" if told.get("match_cpu_s") else "–",
            f"{ours / queries_a_second(told):,.1f}",
            f"{told['peak_mb'] / 1024:.2f}",
            f"{told['f1']:.3f}",
            f"{told['best_f1']:.3f}",
        ]
        for name, told in figures.items()
    ]
    header = [
        "tool",
        "queries",
        "build, s",
        "match, s",
        "whole, s",
        "queries a second",
        "a core's second",
        "times slower than ours",
    ]
    shown = table([*header, "memory, GB", "F1", "best F1"], rows)
    return f"## {queries:,} queries against {targets:,} names\n\n{shown}\n"


def growth(results: dict[str, Any]) -> str:
    """Queries a second by the length of the list."""
    sizes = results["growth"]
    names = list(next(iter(sizes.values())))
    rows = []
    for size, figures in sizes.items():
        ours = figures[OURS]
        shown = [f"{int(size.split('x')[1]):,}", *(f"{queries_a_second(figures[name]):,.0f}" for name in names)]
        rows.append([*shown, f"{ours['total_s']:.1f}", f"{ours['peak_mb'] / 1024:.2f}"])
    header = ["names listed", *(results["labels"][name] for name in names), "ours whole, s", "ours memory, GB"]
    asked = next(iter(sizes.values()))[OURS]["queries"]
    return (
        "## Growth with the list\n\n![Queries a second by the length of the list](matching-growth.svg)\n\n"
        f"Queries a second; ours asked {asked:,}, the others 4,000 of them, and so a tool that works over the whole "
        f"list once for all queries looks slower than with many.\n\n{table(header, rows)}"
    )
