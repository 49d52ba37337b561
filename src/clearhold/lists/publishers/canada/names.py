"""How names stand in Canada's list: two languages in one field, aliases in brackets, several in one cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clearhold.lists.parsed import ParsedName
from clearhold.lists.publishers.conventions.names import alias
from clearhold.model import NameKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_KNOWN_AS = re.compile(r"\s*\((?:also|formerly) known as (.+?)\)?$", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
# `Belarusian: … , Russian: …` parts names as a semicolon does; the label is no part of either.
_LABEL = re.compile(r",?\s*\b(?:Belarus+ian|Russian|Ukrainian|Persian|Farsi|Arabic)\s*:\s*")
_PARTED = re.compile(r"\s*;\s*|\s+/\s+")
_OR = re.compile(r"\s+(?:or|или)\s+")
_SHORTEST_TITLE = 2  # words, on each side of a slash between English and French
_SHORTEST_NAME = 6  # letters of a name between commas; a legal form alone is shorter


def person_names(fields: Mapping[str, str], aliases: str) -> Iterator[ParsedName]:
    """The given and the last name as one, and the aliases."""
    yield ParsedName(f"{fields.get('GivenName', '')} {fields.get('LastName', '')}")
    for part in _aliases(aliases):
        yield alias(part)


def entity_names(written: str, aliases: str) -> Iterator[ParsedName]:
    """The names in the field of an entity or ship, and its aliases.

    `Name (also known as Other)` is two names, and so is `Iranian Army/Armée iranienne`, English and French. A comma
    may part aliases or stand in one (`Sevmash, JSC`): the whole is an alias, and what stands between commas a weak one.
    """
    known_as = _KNOWN_AS.search(written)
    english, *french = _two_languages(written[: known_as.start()] if known_as else written)
    yield ParsedName(english)
    for part in [*french, *([known_as[1]] if known_as else [])]:
        yield alias(part)
    for part in _aliases(aliases):
        for each in _OR.split(part):
            yield alias(each)
            yield from _between_commas(each)


def _two_languages(name: str) -> list[str]:
    """The English and the French title parted by a slash outside brackets, or the name as it is."""
    outside = _IN_BRACKETS.sub(lambda match: " " * len(match[0]), name)
    slash = outside.find("/")
    if slash < 0 or outside.count("/") > 1:
        return [name]
    halves = [name[:slash], name[slash + 1 :]]
    return halves if all(len(half.split()) >= _SHORTEST_TITLE for half in halves) else [name]


def _between_commas(text: str) -> Iterator[ParsedName]:
    parts = text.split(",")
    for part in parts if len(parts) > 1 else ():
        if sum(map(str.isalpha, part)) >= _SHORTEST_NAME:
            yield ParsedName(part, NameKind.WEAK_ALIAS)


def _aliases(cell: str) -> Iterator[str]:
    for part in _PARTED.split(_LABEL.sub("; ", cell)):
        yield part.strip(" ,")
