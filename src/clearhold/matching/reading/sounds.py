"""How likely letters were written for a reading: sounds are spelled in many ways, 新鴻基 (sanhungkei) is Sun Hung Kai.

A pair model of letters (Ristad and Yianilos, 1998): each step writes a letter for one that is read, or leaves one out,
or puts one in. Its few hundred chances are of letters only; they are learned by `bench/accuracy/train_reading_1.py`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Codes = NDArray[np.uint8]

READ_LETTERS, WRITTEN_LETTERS = 14, 16  # of a reading and of what is written that are compared
READ = "abcdefghijklmnopqrstuvwxyz0123456789ZCSN"
WRITTEN = "abcdefghijklmnopqrstuvwxyz0123456789CSNTIUWE"
LOWEST, HIGHEST = -30.0, 30.0
_LEAST_WRITTEN = 2  # letters that a beginning is judged by
_BATCH = 50_000  # pairs compared at a time

# Letters that stand for one sound, as one.
_READ_AS_ONE = {"zh": "Z", "ch": "C", "sh": "S", "ng": "N"}
_WRITTEN_AS_ONE = {
    "sch": "S",
    "sh": "S",
    "tch": "C",
    "ch": "C",
    "ng": "N",
    "ck": "k",
    "ph": "f",
    "th": "T",
    "ee": "I",
    "oo": "U",
    "ow": "W",
    "ou": "W",
    "ea": "E",
    **{letter * 2: letter for letter in "lstnmprbdgkf"},
}


@dataclass(frozen=True, slots=True)
class Sounds:
    """The chances of each step, by the place of a letter in `READ` and `WRITTEN` plus 1; and of each letter alone."""

    written: Floats  # for a letter read, one written
    left_out: Floats
    put_in: Floats
    read_alone: Floats
    written_alone: Floats


@cache
def learned_sounds() -> Sounds:
    """The chances that `reading_1` uses."""
    text = resources.files("clearhold.matching.reading").joinpath("sounds.json").read_text(encoding="utf-8")
    return sounds_from_json(text)


def sounds_from_json(text: str) -> Sounds:
    """The chances that a file of weights gives, in millionths."""
    table = json.loads(text)
    return Sounds(**{name: np.array(table[name], dtype=np.float64) / 1e6 for name in Sounds.__slots__})


@cache
def plain_sounds() -> Sounds:
    """Chances that are not learned: equal letters are likely, sounds that are alike less, all else little."""
    read, written = len(READ) + 1, len(WRITTEN) + 1
    chances = np.full((read, written), 1e-3)
    for at, letter in enumerate(READ, 1):
        for place, sign in enumerate(WRITTEN, 1):
            if letter.lower() == sign.lower():
                chances[at, place] = 1
            elif letter in "aeiou" and sign in "aeiouIUWE":
                chances[at, place] = 0.1
    for group in ("bp", "dt", "gkqjc", "jzcqsZC", "xsS", "fhw", "wv", "lr", "nmN", "yiI"):
        for letter in group:
            for sign in group:
                if letter in READ and sign in WRITTEN and letter != sign:
                    chances[READ.index(letter) + 1, WRITTEN.index(sign) + 1] += 0.05
    left_out, put_in = np.full(read, 0.02), np.full(written, 0.02)
    for table in (chances, chances.T, left_out, put_in):
        table[0] = 0
    total = chances.sum() + left_out.sum() + put_in.sum()
    return Sounds(chances / total, left_out / total, put_in / total, np.full(read, 1e-2), np.full(written, 1e-2))


def code_read(readings: pl.Series) -> Codes:
    """Readings as rows of letters' places in `READ` plus 1, 0 behind the last."""
    coded = readings.str.replace_many(list(_READ_AS_ONE), list(_READ_AS_ONE.values()), leftmost=True)
    return _codes(coded, READ, READ_LETTERS)


def code_written(words: pl.Series) -> Codes:
    """Words as rows of letters' places in `WRITTEN` plus 1, 0 behind the last."""
    coded = words.str.replace_many(list(_WRITTEN_AS_ONE), list(_WRITTEN_AS_ONE.values()), leftmost=True)
    return _codes(coded, WRITTEN, WRITTEN_LETTERS)


def _codes(texts: pl.Series, letters: str, width: int) -> Codes:
    place = np.zeros(256, dtype=np.uint8)
    place[np.frombuffer(letters.encode(), dtype=np.uint8)] = np.arange(1, len(letters) + 1)
    ascii_only = texts.str.replace_all(r"[^0-9A-Za-z]", "").str.slice(0, width).str.pad_end(width, " ")
    joined = "".join(ascii_only.to_list()).encode()
    return place[np.frombuffer(joined, dtype=np.uint8)].reshape(-1, width)


def compare_sounds(readings: pl.Series, words: pl.Series, sounds: Sounds) -> tuple[Floats, Floats]:
    """How much likelier each word is written for the reading beside it than by chance, as a logarithm: of the whole
    word, and of that beginning of it for which it is greatest.
    """
    parts = [
        _compare(code_read(readings.slice(start, _BATCH)), code_written(words.slice(start, _BATCH)), sounds)
        for start in range(0, len(readings), _BATCH)
    ]
    if not parts:
        return np.zeros(0), np.zeros(0)
    whole, beginning = (np.concatenate(column) for column in zip(*parts, strict=True))
    return np.clip(whole, LOWEST, HIGHEST), np.clip(beginning, LOWEST, HIGHEST)


def _compare(read: Codes, written: Codes, sounds: Sounds) -> tuple[Floats, Floats]:
    letters_read, letters_written = (read > 0).sum(1), (written > 0).sum(1)
    pairs = np.arange(len(read))
    row = np.zeros((WRITTEN_LETTERS + 1, len(read)))
    row[0] = 1
    for at in range(1, WRITTEN_LETTERS + 1):
        row[at] = row[at - 1] * sounds.put_in[written[:, at - 1]]
    last = row.copy()
    for letter in range(1, READ_LETTERS + 1):
        left_out = sounds.left_out[read[:, letter - 1]]
        following = np.empty_like(row)
        following[0] = row[0] * left_out
        for at in range(1, WRITTEN_LETTERS + 1):
            following[at] = (
                row[at] * left_out
                + following[at - 1] * sounds.put_in[written[:, at - 1]]
                + row[at - 1] * sounds.written[read[:, letter - 1], written[:, at - 1]]
            )
        here = letters_read == letter
        last[:, here] = following[:, here]
        row = following
    by_chance = np.log(np.maximum(sounds.read_alone, 1e-9))[read].sum(1, where=read > 0)
    alone = np.where(written > 0, np.log(np.maximum(sounds.written_alone, 1e-9))[written], 0)
    run = np.concatenate([np.zeros((len(read), 1)), np.cumsum(alone, 1)], 1).T
    ratio = np.log(last + 1e-300) - run - by_chance
    place = np.arange(WRITTEN_LETTERS + 1)[:, None]
    begun = np.where((place >= _LEAST_WRITTEN) & (place <= letters_written), ratio, LOWEST).max(0)
    return ratio[letters_written, pairs], begun
