"""Draws how speed falls as the list grows, from the figures of matching-speed.json.

.venv-peers/plots/bin/python bench/speed/draw_growth.py matching-speed.json FOLDER
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "accuracy"))
from draw_matchers import COLOURS, FAINT, OURS, plt, save, spread
from matplotlib.ticker import FuncFormatter


def main() -> None:
    """Draw the plot."""
    results = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    sizes = [int(size.split("x")[1]) for size in results["growth"]]
    figure, axes = plt.subplots(figsize=(9.6, 5.6))
    axes.set_xscale("log")
    axes.set_yscale("log")
    ends = []
    for name in next(iter(results["growth"].values())):
        told = [figures[name] for figures in results["growth"].values()]
        speeds = [figure["queries"] / max(figure["match_s"], 0.001) for figure in told]
        ours = name == "clearhold"
        colour, dashes = (OURS, "-") if ours else COLOURS[name]
        axes.plot(
            sizes, speeds, "o", color=colour, linestyle=dashes, linewidth=3 if ours else 1.7, zorder=5 if ours else 3
        )
        ends.append((results["labels"][name], speeds[-1], colour, ours))
    low, high = axes.get_ylim()
    decades = len(str(int(high / low)))
    from math import log10

    heights = spread([log10(speed) for _, speed, _, _ in ends], decades / 18)
    for (label, _, colour, ours), height in zip(ends, heights, strict=True):
        axes.annotate(
            label, (sizes[-1] * 1.12, 10**height), color=colour, va="center", fontweight="bold" if ours else "normal",
            fontsize=10.5, annotation_clip=False,
        )  # fmt: skip
    axes.set_xlim(sizes[0] / 1.2, sizes[-1] * 1.05)
    plain = FuncFormatter(lambda value, _: f"{value:,.0f}")
    axes.xaxis.set_major_formatter(plain)
    axes.yaxis.set_major_formatter(plain)
    axes.set_xlabel("names on the list")
    axes.set_ylabel("queries a second")
    axes.set_title("How speed falls as the list grows")
    axes.tick_params(colors=FAINT)
    save(figure, Path(sys.argv[2]), "matching-growth.svg")


if __name__ == "__main__":
    main()
