"""The folds of cross-validation: a security or a name is always in the same one, whoever asks."""

from __future__ import annotations

import hashlib

FOLDS = 5


def fold_of(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % FOLDS
