# The compiled part of matching; its sources are in `kernel/`.

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

FIGURES: list[str]
RIVALS: list[str]

Trees: TypeAlias = tuple[Sequence[int], Sequence[int], Sequence[float], Sequence[int], Sequence[int]]

# Two sides of names, the words of both, an index over the listed ones, and what a method has learned.
class Session:
    def read(self, text: str, held: bool) -> None: ...
    def words(self, start: int) -> bytes: ...
    def size(self) -> int: ...
    def describe(
        self,
        start: int,
        stems: str,
        within: str,
        syllables: str,
        weight: NDArray[np.uint16],
        family: NDArray[np.uint16],
        role: NDArray[np.uint8],
        flags: NDArray[np.uint8],
    ) -> None: ...
    def mean(self, rows: Sequence[tuple[str, str]]) -> None: ...
    def prepare(
        self,
        held: bool,
        cut: NDArray[np.uint8],
        share: NDArray[np.uint8],
        other: NDArray[np.uint8],
        owners: NDArray[np.uint32],
    ) -> None: ...
    def build(self) -> None: ...
    def learn(
        self,
        glance: Sequence[float],
        least_glance: float,
        issuer_base: float,
        issuer: Trees,
        record_base: float,
        record: Trees,
    ) -> None: ...
    def match(
        self,
        threads: int,
        candidates: int,
        judged: int,
        kept: int,
        least: float,
        thorough: bool = False,
        figures: bool = False,
    ) -> dict[str, NDArray[np.generic]]: ...
    def more(self, held: bool, names: NDArray[np.uint32], masks: NDArray[np.uint16]) -> bytes: ...
    def texts(self, words: NDArray[np.uint32]) -> bytes: ...
