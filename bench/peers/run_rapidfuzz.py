"""rapidfuzz: token_set_ratio of every query with every target, after its own default processing."""

from __future__ import annotations

import numpy as np
from contract import Match, Names, Pairs, serve
from rapidfuzz import fuzz, process, utils

CELLS = 20_000_000  # scores held at a time


def build(targets: Names) -> Match:
    """Targets lower-cased and without punctuation."""
    listed = [utils.default_process(name) for name in targets.names]

    def match(queries: Names, top: int) -> Pairs:
        held = [utils.default_process(name) for name in queries.names]
        step = max(1, CELLS // max(len(listed), 1))
        for start in range(0, len(held), step):
            part = held[start : start + step]
            scores = process.cdist(part, listed, scorer=fuzz.token_set_ratio, dtype=np.float32, workers=-1)
            places = (
                scores.argmax(axis=1)[:, None]
                if top == 1
                else np.argpartition(-scores, min(top, len(listed)) - 1, axis=1)[:, :top]
            )
            for row, chosen in enumerate(places):
                for place in chosen:
                    yield start + row, int(place), float(scores[row, place]) / 100

    return match


serve(build, ["rapidfuzz", "numpy"])
