"""What stands beside a name in its cell: brackets at its end, "formerly" and "also known as", how many are counted."""

from __future__ import annotations

import re

_FORMER = re.compile(r"(?:formerly|former|previously)(?: known as)?:? (?P<name>.+)", re.IGNORECASE)
_ALSO = re.compile(r"(?:also known as|a\.?k\.?a\.?|known as|trading as)\W+(?P<name>.+)", re.IGNORECASE)
_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)


def bracket_at_the_end(text: str) -> tuple[str, str | None]:
    """The text before the outermost bracket that ends it, and what is in the bracket; None where none ends it."""
    if not text.endswith(")"):
        return text, None
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] == ")") - (text[place] == "(")
        if depth == 0:
            return text[:place].rstrip(), text[place + 1 : -1].strip()
    return text, None


def former_name(aside: str) -> str | None:
    """The name that an aside says the party had: of `Formerly known as Megvii`."""
    match = _FORMER.fullmatch(aside)
    return match["name"] if match else None


def other_name(aside: str) -> str | None:
    """The name that an aside says the party has too: of `a.k.a. Hikvision`."""
    match = _ALSO.fullmatch(aside)
    return match["name"] if match else None


def number_in_words(word: str | None) -> int | None:
    """The number that a word is, one to twenty, as lists count aliases and subsidiaries; None for other words."""
    folded = (word or "").casefold()
    return _NUMBERS.index(folded) + 1 if folded in _NUMBERS else None
