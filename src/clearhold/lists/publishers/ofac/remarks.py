"""Reads OFAC's free-text remarks, in which names, identifiers, countries and dates stand parted by semicolons.

`Equity Ticker 002415 CN; ISIN CNE100000PM8; alt. ISIN …; a.k.a. 'HIKVISION'; Linked To: … .`
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clearhold.lists.markup import settle
from clearhold.lists.parsed import ParsedName
from clearhold.lists.publishers.ofac.labels import COUNTRIES, DIRECTIVE_13662, ISSUER_NAME, SCHEMES, TARGET_TYPE
from clearhold.lists.publishers.ofac.parties import alias_kind, stated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clearhold.lists.publishers.ofac.parties import Statement

_LABELS = sorted((*SCHEMES, *COUNTRIES, ISSUER_NAME, TARGET_TYPE, DIRECTIVE_13662), key=len, reverse=True)
_DATES = r"(?:Listing|Effective|Purchase/Sales For Divestment) Date \([^()]+\)"
_STATEMENT = re.compile(rf"(?:alt\. )?({_DATES}|{'|'.join(map(re.escape, _LABELS))})(?: ?[:#-])? (\S.*)", re.DOTALL)
_ALIAS = re.compile(r"(?:alt\. )?([afn]\.k\.a\.)[,:]? (\S.*)", re.DOTALL)
_LINKED_TO = "Linked To:"


@dataclass(frozen=True, slots=True)
class Remark:
    """The names and the statements of a remark; what else it says is not kept."""

    names: tuple[ParsedName, ...]
    statements: tuple[Statement, ...]


_NOTHING = Remark((), ())


def read_remark(text: str) -> Remark:
    """What a remark says; of a party that is no company or vessel, the caller takes only what it may keep.

    Names in quotation marks are OFAC's weak aliases.
    """
    if not text:
        return _NOTHING
    names: list[ParsedName] = []
    statements: list[Statement] = []
    for part in _parts(settle(text).removesuffix(".")):
        if alias := _ALIAS.fullmatch(part):
            name, weak = _unquoted(alias[2])
            names.append(ParsedName(name, alias_kind(alias[1], name, weak=weak)))
        elif match := _STATEMENT.fullmatch(part):
            statements.append(stated(match[1], match[2]))
    return Remark(tuple(names), tuple(statements))


def _parts(text: str) -> Iterator[str]:
    """The parts between semicolons; a quoted name is one part even where it has a semicolon."""
    parts = text.split("; ")
    place = 0
    while place < len(parts):
        part = parts[place].strip()
        place += 1
        if _is_open(part):
            end = next((i for i in range(place, len(parts)) if _closes(parts[i])), None)
            if end is not None and not any(_begins_anew(each) for each in parts[place : end + 1]):
                part = "; ".join((part, *parts[place : end + 1]))
                place = end + 1
        yield part


def _is_open(part: str) -> bool:
    alias = _ALIAS.fullmatch(part)
    return alias is not None and alias[2].startswith("'") and not _closes(part)


def _closes(part: str) -> bool:
    return part.endswith("'")


def _begins_anew(part: str) -> bool:
    return part.startswith(_LINKED_TO) or bool(_ALIAS.fullmatch(part) or _STATEMENT.fullmatch(part))


def _unquoted(name: str) -> tuple[str, bool]:
    if len(name) > 2 and name.startswith("'") and name.endswith("'"):  # noqa: PLR2004 - two marks and a name in them
        return name[1:-1].strip(), True
    return name, False
