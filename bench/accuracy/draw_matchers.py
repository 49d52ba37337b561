"""Draws the plots of the pages on matching, from the figures of matching.json.

.venv-peers/plots/bin/python bench/accuracy/draw_matchers.py matching.json FOLDER
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")

from matplotlib import pyplot as plt
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter, PercentFormatter

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "peers"))
from matchers import had_to_wait

LEAST_RECALL = 0.02  # below it, precision is of a few names
OURS = "#0b5fa5"
INK, FAINT, GRID = "#222222", "#6b6b6b", "#e4e4e4"
# Distinct also for readers who confuse red and green, and in grey by their dashes.
COLOURS = {
    "emm_trained": ("#d1495b", (0, (6, 2))),
    "nomenklatura": ("#e08e0b", "-"),
    "emm": ("#d1495b", (0, (1.5, 1.5))),
    "splink": ("#7a5195", "-"),
    "sparse_dot_topn": ("#3f8f5b", "-"),
    "string_grouper": ("#3f8f5b", (0, (4, 2))),
    "tantivy": ("#8c6d46", (0, (4, 2))),
    "rapidfuzz": ("#8c6d46", "-"),
}

plt.rcParams.update(
    {
        "font.family": "DejaVu Sans",
        "font.size": 11,
        "svg.fonttype": "path",
        "svg.hashsalt": "clearhold",
        "axes.edgecolor": FAINT,
        "axes.labelcolor": INK,
        "axes.titlesize": 13,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.titlepad": 14,
        "text.color": INK,
        "xtick.color": FAINT,
        "ytick.color": FAINT,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "grid.color": GRID,
        "axes.axisbelow": True,
        "figure.facecolor": "white",
        "savefig.facecolor": "white",
    }
)


def save(figure: Any, folder: Path, name: str) -> None:
    """The same bytes for the same figures."""
    figure.savefig(folder / name, metadata={"Date": None, "Creator": None}, bbox_inches="tight", pad_inches=0.15)
    plt.close(figure)


def spread(heights: list[float], least: float) -> list[float]:
    """Heights of labels, in their order, none nearer to the next than `least`."""
    order = sorted(range(len(heights)), key=lambda place: heights[place])
    moved = list(heights)
    for _ in range(200):
        for low, high in pairwise(order):
            lacks = least - (moved[high] - moved[low])
            if lacks > 0:
                moved[low] -= lacks / 2
                moved[high] += lacks / 2
    return moved


def draw_precision_recall(matchers: dict[str, Any], folder: Path) -> None:
    """Precision against recall, a line a matcher, named at its right end."""
    figure, axes = plt.subplots(figsize=(9.6, 6.0))
    shown = {name: told for name, told in matchers.items() if name != "clearhold"}
    ends = []
    for name, told in shown.items():
        ours = name.startswith("clearhold")
        points = [
            (recall, precision)
            for recall, precision in zip(told["curve"]["recall"], told["curve"]["precision"], strict=True)
            if recall > LEAST_RECALL
        ]
        colour, dashes = (OURS, "-") if ours else COLOURS[name]
        recalls, precisions = zip(*points, strict=True)
        axes.plot(
            recalls, precisions, color=colour, linestyle=dashes, linewidth=3 if ours else 1.7, zorder=5 if ours else 3
        )
        best = told["best"]
        axes.plot(
            best["recall"], best["precision"], "o", color=colour, markersize=8 if ours else 6, zorder=6,
            markeredgecolor="white", markeredgewidth=1.2,
        )  # fmt: skip
        ends.append((name, told, colour, dashes, best))
    axes.axhline(0.95, color=FAINT, linewidth=0.8, linestyle=(0, (2, 3)))
    axes.text(1.01, 0.95, "95 %\nprecision", color=FAINT, fontsize=9, va="center")
    axes.set_xlim(0, 1)
    axes.set_ylim(0.5, 1.005)
    axes.xaxis.set_major_formatter(PercentFormatter(1))
    axes.yaxis.set_major_formatter(PercentFormatter(1))
    axes.set_xlabel("recall: share of the listed companies held that are found")
    axes.set_ylabel("precision: share of what is found that is right")
    axes.set_title("Precision against recall, names only")
    handles = [
        plt.Line2D([], [], color=colour, linestyle=dashes, linewidth=3 if name.startswith("clearhold") else 1.7)
        for name, _, colour, dashes, _ in ends
    ]
    labels = [f"{told['label']}  {best['f1']:.3f}" for _, told, _, _, best in ends]
    order = sorted(range(len(ends)), key=lambda place: -ends[place][4]["f1"])
    legend = axes.legend(
        [handles[place] for place in order], [labels[place] for place in order], loc="lower left", frameon=True,
        fontsize=10, handlelength=2.8, title="tool, best F1 (at the dot)", borderpad=0.8,
    )  # fmt: skip
    legend._legend_box.align = "left"  # noqa: SLF001
    legend.get_frame().set_edgecolor(GRID)
    save(figure, folder, "matching-precision-recall.svg")


def draw_f1_speed(matchers: dict[str, Any], folder: Path) -> None:
    """Best F1 against queries a second, a named dot a matcher."""
    figure, axes = plt.subplots(figsize=(9.6, 5.4))
    shown = {name: told for name, told in matchers.items() if name != "clearhold"}
    held_up = {name for name, told in shown.items() if had_to_wait(told["timings"])}
    speeds = {
        name: told["timings"]["queries"] / told["timings"]["match_cpu_s" if name in held_up else "match_s"]
        for name, told in shown.items()
    }
    axes.set_xscale("log")
    axes.set_xlim(min(speeds.values()) / 1.8, max(speeds.values()) * 12)
    best = [told["best"]["f1"] for told in shown.values()]
    axes.set_ylim(min(best) - 0.03, min(1.0, max(best) + 0.03))
    heights = spread(best, (axes.get_ylim()[1] - axes.get_ylim()[0]) / 22)
    for (name, told), height in zip(shown.items(), heights, strict=True):
        ours = name.startswith("clearhold")
        colour = OURS if ours else COLOURS[name][0]
        axes.plot(speeds[name], told["best"]["f1"], "o", color=colour, markersize=13 if ours else 9, zorder=4)
        axes.annotate(
            told["label"] + ("†" if name in held_up else ""),
            (speeds[name], told["best"]["f1"]), (speeds[name] * 1.14, height), color=colour,
            fontweight="bold" if ours else "normal", va="center", fontsize=10.5,
        )  # fmt: skip
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.grid(visible=True, which="minor", axis="x", color="#f3f3f3")
    words = "queries a second (matching alone, both cores; each line is ten times the one before)"
    axes.set_xlabel(words + ("\n†: a core's second, since other work held the tool up" if held_up else ""))
    axes.set_ylabel("best F1")
    axes.set_title("Accuracy against speed: up and to the right is better")
    save(figure, folder, "matching-f1-speed.svg")


def draw_calibration(matchers: dict[str, Any], folder: Path) -> None:
    """How often ours is right, by what it says, and how many answers stand in each tenth."""
    ours = next(iter(matchers.values()))
    figure, (axes, counts) = plt.subplots(
        2, 1, figsize=(7.2, 7.2), sharex=True, gridspec_kw={"height_ratios": [4, 1.1], "hspace": 0.09}
    )
    axes.plot([0, 1], [0, 1], color=FAINT, linewidth=1, linestyle=(0, (4, 3)))
    axes.text(0.3, 0.335, "said = so", color=FAINT, rotation=38, rotation_mode="anchor", fontsize=9.5, ha="center")
    said = [tenth["probability"] for tenth in ours["bins"]]
    right = [tenth["right"] for tenth in ours["bins"]]
    # Two standard errors of a share, of which Wilson's centre keeps the ends within 0 and 1.
    low, high = zip(*(wilson(tenth["right"], tenth["count"]) for tenth in ours["bins"]), strict=True)
    axes.vlines(said, low, high, color=OURS, linewidth=1.6, alpha=0.6)
    axes.plot(said, right, "o-", color=OURS, linewidth=2, markersize=7)
    axes.set_xlim(0, 1)
    axes.set_ylim(-0.01, 1.01)
    axes.yaxis.set_major_formatter(PercentFormatter(1))
    axes.set_ylabel("share that is right")
    axes.set_title(f"What a probability is worth: error {ours['calibration_error']:.3f}")
    counts.bar([(tenth["bin"] + 0.5) / 10 for tenth in ours["bins"]], [tenth["count"] for tenth in ours["bins"]],
               width=0.092, color=OURS, alpha=0.35)  # fmt: skip
    counts.set_yscale("log")
    counts.set_ylim(10, None)
    counts.yaxis.set_major_locator(LogLocator(numticks=5))
    counts.yaxis.set_minor_formatter(NullFormatter())
    counts.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    counts.set_ylabel("answers")
    counts.set_xlabel(f"probability said ({ours['label']})")
    save(figure, folder, "matching-calibration.svg")


def wilson(share: float, count: int, z: float = 2.0) -> tuple[float, float]:
    """The interval in which a share lies, by Wilson."""
    centre = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count) * (share * (1 - share) / count + z * z / (4 * count * count)) ** 0.5
    return centre - half, centre + half


def main() -> None:
    """Draw all plots."""
    matchers = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["matchers"]
    folder = Path(sys.argv[2])
    draw_precision_recall(matchers, folder)
    draw_f1_speed(matchers, folder)
    draw_calibration(matchers, folder)


if __name__ == "__main__":
    main()
