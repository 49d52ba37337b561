"""Marks around a name in a list's text that are no part of it: commas, quotation marks, a full stop."""

from __future__ import annotations

_ABBREVIATED = frozenset(
    {"bhd", "cia", "co", "corp", "inc", "ind", "lda", "ltd", "ltda", "pte", "pvt", "tech"}
    | {"san", "st", "sti", "şti", "tic"}  # Turkish
)


def bare(text: str) -> str:
    """A name without the marks around it; a full stop stays only behind an abbreviation."""
    name = text.strip(" ,;:—–")
    if name[:1] + name[-1:] == "“”" and name.count("“") == 1:
        name = name[1:-1]
    return without_stop(name)


def without_stop(name: str) -> str:
    """A name without the full stop at its end, unless that is an abbreviation's (`Ltd.`, `S.A.`) or an initial's."""
    if not name.endswith("."):
        return name
    name = name.rstrip(".")
    last = name.rpartition(" ")[2].strip(",")
    keeps = len(last) == 1 or "." in last or last.casefold() in _ABBREVIATED
    return f"{name}." if keeps else name.rstrip()
