"""The task of matching Chinese names with Latin ones, and how answers to it are scored."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LIKELY, SURE = 0.9, 0.95  # a probability and a precision
GREATER_CHINA = {"china": "China", "hong kong": "Hong Kong", "taiwan": "Taiwan"}


def parity(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 2


def halve(isins: Iterable[str]) -> list[str]:
    """Half of the companies, always the same."""
    return [isin for isin in sorted(set(isins)) if parity(f"half of {isin}") == 0]


def bare(name: pl.Expr) -> pl.Expr:
    """The name without legal form, by which the background's share classes of companies of the pairs are left out."""
    forms = "inc|incorporated|corp|corporation|co|company|ltd|limited|holding|holdings|group|a|b|h|class"
    plain = name.str.to_lowercase().str.replace_all(r"[^a-z0-9]+", " ").str.replace_all(rf"\b(?:{forms})\b", " ")
    return plain.str.replace_all(r"\s+", " ").str.strip_chars()


def read_task(pairs: Path, background: Path | None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Names held (`isin`, `name`, `kind`: the source, `country`) and names listed (`isin`, `name`, `country`)."""
    rows = pl.read_csv(pairs, infer_schema=False)
    held = rows.select("isin", "country", name="name_b", kind="source_b").unique(maintain_order=True)
    listed = rows.select("isin", "country", name="name_a").unique(maintain_order=True)
    if background:
        known = listed.select(bare(pl.col("name"))).to_series().implode()
        others = pl.read_csv(background, infer_schema=False).filter(
            pl.col("country").is_in(list(GREATER_CHINA)),
            pl.col("isin") != "",
            ~pl.col("isin").is_in(rows["isin"].implode()),
            ~bare(pl.col("full_name")).is_in(known),
            ~bare(pl.col("name")).is_in(known),
        )
        country = pl.col("country").replace_strict(GREATER_CHINA)
        listed = pl.concat([listed, others.select("isin", country, name="full_name")])
    return held, listed.unique("name", keep="first", maintain_order=True)


def score(told: pl.DataFrame, held: pl.DataFrame, what: str, listed: list[str] | None = None) -> None:
    """Prints how good the likeliest answer of each name is: `told` has `held`, `probability`, `listed` and `right`.

    `listed`: the ISINs that are on the list, where not all are; names of other companies have no right answer.
    """
    asked = len(held) if listed is None else held.filter(pl.col("isin").is_in(listed)).height
    ranked = (
        told.sort("probability", "listed", descending=[True, False])
        .unique("held", keep="first", maintain_order=True)
        .sort("probability", descending=True, maintain_order=True)
    )
    right, probability = ranked["right"].to_numpy(), ranked["probability"].to_numpy()
    reached = np.cumsum(right)
    precision, recall = reached / np.arange(1, len(right) + 1), reached / asked
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    best = int(f1.argmax())
    bins = np.minimum((probability * 10).astype(int), 9)
    error = sum(abs(float(probability[bins == at].sum() - right[bins == at].sum())) for at in range(10)) / len(right)
    likely = probability >= LIKELY
    sure = recall[precision >= SURE].max(initial=0)
    print(
        f"{what} ({asked} names): best F1 {f1[best]:.3f} at {probability[best]:.2f} (precision {precision[best]:.3f},"
        f" recall {recall[best]:.3f}), recall at {SURE:.0%} precision {sure:.3f}, calibration error {error:.3f},"
        f" at {LIKELY} {int((likely & ~right).sum())} wrong of {int(likely.sum())}"
    )
