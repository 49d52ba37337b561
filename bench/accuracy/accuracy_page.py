"""The page on accuracy, from its figures."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "peers"))
from matchers import PROJECT, WAITED, had_to_wait, queries_a_second

SPEED_UNLINKED = "speed on larger lists"
SPEED = "[speed on larger lists](matching-speed.md)"
LEAST_QUERIES = 100  # of a pair of sources that has a row
NAMES_OF_TASKS = {
    "chinese_full_half": "full Chinese names held, half of the companies not listed",
    "chinese_full": "full Chinese names held, all companies listed",
    "chinese_short_half": "short Chinese names held, half of the companies not listed",
    "chinese_short": "short Chinese names held, all companies listed",
    "english_full_half": "English names held, full Chinese names listed, half of the companies not listed",
    "english_short_half": "English names held, short Chinese names listed, half of the companies not listed",
}

INTRODUCTION = """# Matching names of companies: accuracy

The question is the one a screening asks: a fund's file spells {queries:,} names in its own way (short, cut,
abbreviated, renamed), a list has {targets:,} names of companies in full; which of the former are which of the
latter? {positives:,} of the queries are on the list, the others are real companies that are not. Names only: no
identifier, no country, no alias. The task is made and scored by `name_truth.py` from the spellings that real
sources give one security, joined by its ISIN.

About 6 % of the pairs cannot be told by name alone: the company was renamed, or one side is an acronym.

{machine}. Measured {measured}. Clearhold's method is {method}.{reused}

Each tool is from PyPI in an environment of its own and runs once, from the same files, with both cores where it can
use them; versions are at the end. Made by `bench/accuracy/compare_matchers.py`.
"""

READING = """
*F1* is at each tool's best threshold. *Recall at 95 %* is the greatest share of the right answers that is found
while 95 % of what is called right is right; 0 where no threshold reaches that. *At 0.9* is what happens where the
tool's score is taken as a probability and 0.9 as `likely`; *wrong alerts* are those in a thousand names that are
not on the list. *Calibration error* is the mean distance between what the score says and how often it is right.
*Queries a second* are of matching alone, on this task, by the clock, and by the processor's time of one core, which
other work on the machine does not change; {speed} is measured apart.

The first row is the method learned on four fifths of the ISINs and scored on the last, five times (`{trained_by}`),
so that no name it is scored on was seen. The second is what is shipped, learned from all of them: it shows that the
shipped weights do what they did in training, and is no measure of accuracy. emm is trained on the same folds.
"""


def write_page(results: dict[str, Any]) -> str:
    """The whole page in Markdown."""
    task = results["task"]
    speed_page = PROJECT / "docs" / "benchmarks" / "matching-speed.md"
    labels = ", ".join(results["matchers"][name]["label"] for name in results["reused"])
    reused = f" The answers of these were kept from an earlier run on this machine: {labels}." if labels else ""
    parts = [
        INTRODUCTION.format(reused=reused, **task, **{key: results[key] for key in ("machine", "measured", "method")}),
        headline(results),
        READING.format(
            trained_by=results["trained_by"], speed=SPEED if speed_page.exists() else "speed on larger lists"
        ),
        "![Precision against recall](matching-precision-recall.svg)",
        "",
        "![Best F1 against queries a second](matching-f1-speed.svg)",
        calibration(results),
        by_part(
            results,
            "sources",
            "By pair of sources",
            "The share of the queries answered right at each tool's best threshold: source of the held name ~ source "
            f"of the listed one, where there are {LEAST_QUERIES} and more. The row of negatives is the share of names "
            "that are not on the list and were called one that is.",
        ),
        wrong_by_source(results),
        by_part(
            results,
            "cut",
            "Cut names",
            "Names of exactly the greatest length that their source gives, which is where it cuts them.",
        ),
        by_part(
            results, "scripts", "By letters", "The held names that are on the list, by what they are written with."
        ),
        chinese(results),
        hard(results),
        versions(results),
    ]
    return "\n".join(parts) + "\n"


def table(header: list[str], rows: list[list[str]], text_columns: int = 1) -> str:
    """A Markdown table, figures to the right."""
    marks = ["---"] * text_columns + ["---:"] * (len(header) - text_columns)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [header, marks, *rows])


def headline(results: dict[str, Any]) -> str:
    """The table of all matchers."""
    header = ["tool", "best F1", "its threshold", "recall at 95 %", "at 99 %", "precision at 0.9", "recall at 0.9"]
    header += ["wrong alerts in 1,000", "calibration error", "queries a second"]
    header.append("a core's second")
    rows = []
    for told in results["matchers"].values():
        best, likely, timings = told["best"], told["likely"], told["timings"]
        rows.append(
            [
                told["label"],
                f"{best['f1']:.3f}",
                f"{best['threshold']:.3f}",
                f"{told['recall_at_95']:.3f}",
                f"{told['recall_at_99']:.3f}",
                f"{likely['precision']:.3f}",
                f"{likely['recall']:.3f}",
                f"{likely['alarms_per_1000']:.1f}",
                f"{told['calibration_error']:.3f}",
                f"{queries_a_second(timings):,.0f}" + ("†" if had_to_wait(timings) else ""),
                f"{timings['queries'] / timings['match_cpu_s']:,.0f}" if timings.get("match_cpu_s") else "–",
            ]
        )
    waited = any(had_to_wait(told["timings"]) for told in results["matchers"].values())
    return table(header, rows) + (f"\n\n{WAITED}" if waited else "")


def calibration(results: dict[str, Any]) -> str:
    """What a probability of ours is worth, in tenths."""
    ours = next(iter(results["matchers"].values()))
    rows = [
        [
            f"{tenth['bin'] / 10:.1f} to {(tenth['bin'] + 1) / 10:.1f}",
            f"{tenth['count']:,}",
            f"{tenth['probability']:.3f}",
            f"{tenth['right']:.3f}",
        ]
        for tenth in ours["bins"]
    ]
    shown = table(["probability", "answers", "said, on average", "right"], rows)
    return (
        f"\n## What a probability is worth\n\n{ours['label']}.\n\n{shown}\n\n![Calibration](matching-calibration.svg)"
    )


def by_part(results: dict[str, Any], key: str, title: str, words: str) -> str:
    """The shares answered right in each part of the queries, a column a tool."""
    matchers = results["matchers"]
    parts = [part for part in next(iter(matchers.values()))[key] if key != "sources" or part["count"] >= LEAST_QUERIES]
    if key == "cut":
        parts.sort(key=lambda part: int(part["part"].split()[0]))
    told = {name: {part["part"]: part for part in figures[key]} for name, figures in matchers.items()}
    rows = []
    for part in parts:
        share = "wrong" if part["part"] == "negative" else "right"
        shares = [f"{told[name][part['part']][share]:.3f}" for name in matchers]
        rows.append([part["part"].replace("~", " ~ "), f"{part['count']:,}", *shares])
    header = ["names", "queries", *(figures["label"] for figures in matchers.values())]
    return f"\n## {title}\n\n{words}\n\n{table(header, rows)}"


def wrong_by_source(results: dict[str, Any]) -> str:
    """Ours at `likely`: right, wrong, and left open, by pair of sources."""
    ours = next(iter(results["matchers"].values()))
    rows = [
        [
            part["part"].replace("~", " ~ "),
            f"{part['count']:,}",
            f"{part['right']:.3f}",
            f"{part['wrong']:.4f}",
            f"{1 - part['right'] - part['wrong']:.3f}",
        ]
        for part in ours["sources_likely"]
        if part["count"] >= LEAST_QUERIES
    ]
    shown = table(["names", "queries", "right", "wrong", "not called"], rows)
    return f"\n### {ours['label']}, at 0.9\n\n{shown}"


def chinese(results: dict[str, Any]) -> str:
    """Chinese against English names."""
    matchers = {name: told for name, told in results["matchers"].items() if "chinese" in told}
    rows = []
    for task, words in NAMES_OF_TASKS.items():
        cells = [f"{told['chinese'][task]['best']['f1']:.3f}" for told in matchers.values()]
        queries = next(iter(matchers.values()))["chinese"][task]["queries"]
        rows.append([words, f"{queries:,}", *cells])
    shown = table(["task", "queries", *(told["label"] for told in matchers.values())], rows)
    return (
        "\n## Chinese names against English ones\n\nBest F1. Names of the same companies in Chinese, full "
        "(平安银行股份有限公司) or short (平安银行), and in English as investpy, tushare and iShares spell them; "
        f"the country is known on both sides; no alias, no identifier.\n\n{shown}"
    )


def hard(results: dict[str, Any]) -> str:
    """Near names with another ISIN."""
    matchers = [told for told in results["matchers"].values() if "hard" in told]
    rows = [
        [
            told["label"],
            f"{told['hard']['likely']:.1%}",
            f"{told['best']['threshold']:.3f}",
            f"{told['hard']['best']:.1%}",
        ]
        for told in matchers
    ]
    pairs = matchers[0]["hard"]["pairs"]
    shown = table(["tool", "at 0.9", "its best threshold", "at that threshold"], rows)
    return (
        f"\n## Hard negatives\n\nThe nearest names with another ISIN, {pairs:,} pairs: Reliance Industries and "
        "Reliance Chemotex Industries. The share of the pairs that is called one company; lower is better. Companies "
        f"of one group occur among them, and so do a few pairs that are one company.\n\n{shown}"
    )


def versions(results: dict[str, Any]) -> str:
    """What was installed."""
    rows = [
        [told["label"], ", ".join(f"{package} {version}" for package, version in told["timings"]["versions"].items())]
        for name, told in results["matchers"].items()
        if name != next(iter(results["matchers"]))
    ]
    return f"\n## Versions\n\n{table(['tool', 'what was installed'], rows, text_columns=2)}"
