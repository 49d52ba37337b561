"""How names stand in the Swiss list: in parts with an order, each part with its spellings by language and script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clearhold.lists.markup import child_text, children, text_of
from clearhold.lists.parsed import ParsedName
from clearhold.lists.publishers.conventions.names import alias
from clearhold.model import NameKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

_NO_NAME = frozenset({"title"})
_LATIN = "LATN"


def names_of(identity: etree._Element) -> Iterator[ParsedName]:
    """The names of an identity, each followed by its spellings; only the main identity's first name is primary.

    A spelling in Latin letters takes the parts that have no spelling of their own as they are; one in another script
    is a name only where every part has one.
    """
    is_main = identity.get("main", "true") == "true"
    for name in children(identity, "name"):
        parts = _parts(name)
        text = " ".join(child_text(part, "value") for part in parts)
        is_weak = name.get("quality") == "low"
        if is_main and name.get("name-type") == "primary-name":
            yield ParsedName(text)
        else:
            yield _other(text, name.get("name-type", ""), is_weak=is_weak)
        for spelling in _spellings(parts):
            yield ParsedName(spelling, NameKind.WEAK_ALIAS) if is_weak else alias(spelling)


def _other(text: str, kind: str, *, is_weak: bool) -> ParsedName:
    if is_weak:
        return ParsedName(text, NameKind.WEAK_ALIAS)
    return ParsedName(text, NameKind.FORMER) if kind == "formerly-known-as" else alias(text)


def _parts(name: etree._Element) -> Sequence[etree._Element]:
    named = [part for part in children(name, "name-part") if part.get("name-part-type") not in _NO_NAME]
    return sorted(named, key=lambda part: int(order) if (order := part.get("order", "")).isdecimal() else 0)


def _spellings(parts: Sequence[etree._Element]) -> Iterator[str]:
    variants = [(part, list(children(part, "spelling-variant"))) for part in parts]
    written = dict.fromkeys(
        (each.get("lang", ""), each.get("script", _LATIN)) for _, spellings in variants for each in spellings
    )
    for language, script in written:
        of_parts = [
            [
                text_of(each)
                for each in spellings
                if (each.get("lang", ""), each.get("script", _LATIN)) == (language, script)
            ]
            or ([child_text(part, "value")] if script == _LATIN else [])
            for part, spellings in variants
        ]
        if all(of_parts):
            for number in range(max(map(len, of_parts))):
                yield " ".join(of_part[min(number, len(of_part) - 1)] for of_part in of_parts)
