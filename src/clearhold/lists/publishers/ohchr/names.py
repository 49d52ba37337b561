"""Names in the United Nations settlements database: footnote letters taken off, what stands in brackets told apart."""

from __future__ import annotations

import re

from clearhold.lists.parsed import ParsedName
from clearhold.lists.publishers.conventions.asides import former_name, other_name
from clearhold.lists.publishers.conventions.names import each_once_in_any_case
from clearhold.model import NameKind

_WITH_LETTER = re.compile(
    r"(?P<name>.+?(?:(?:Ltd|Inc|Corp|S\.A|B\.V|N\.V|P\.L\.C)\.|(?:Ltd|Inc|Corp|LLC|PLC|AG|SA|BV)(?=\s)|Limited))"
    r"\s?(?P<letter>[a-z])"
)
_IN_BRACKETS = re.compile(r"(?P<name>.+?)\s*\((?P<inside>[^()]+)\)")


class FootnoteLetters:
    """The letters that the tables put behind names for their footnotes: a, b, c in the order of the rows.

    A letter is one of them only behind a legal form, and only where it is the next in turn: "Ltd.k" after "Ltd.j".
    """

    def __init__(self) -> None:
        self._last = chr(ord("a") - 1)

    def take_off(self, name: str) -> str:
        """The name without its footnote letter."""
        match = _WITH_LETTER.fullmatch(name)
        if not match or not 0 <= ord(match["letter"]) - ord(self._last) <= 1:
            return name
        self._last = match["letter"]
        return match["name"]

    def doubtful(self, name: str) -> bool:
        """Whether a name that was looked at still ends as if it had a letter."""
        return _WITH_LETTER.fullmatch(name) is not None


def read_names(text: str) -> tuple[ParsedName, ...]:
    """The name, and each that stands in brackets at its end: "(Formerly …)" is a former name, another an alias.

    Brackets inside a name ("Anglo Saxon Real Estate Agency (Israel 1992) Ltd.") belong to it. Capitals alone are an
    acronym, which may be anybody's: a weak alias.
    """
    others: list[ParsedName] = []
    while match := _IN_BRACKETS.fullmatch(text):
        inside, text = match["inside"].strip(), match["name"]
        if former := former_name(inside):
            others.insert(0, ParsedName(former, NameKind.FORMER))
        else:
            alias = other_name(inside) or inside
            others.insert(0, ParsedName(alias, NameKind.WEAK_ALIAS if alias.isupper() else NameKind.STRONG_ALIAS))
    return each_once_in_any_case((ParsedName(text), *others))
