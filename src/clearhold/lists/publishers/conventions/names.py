"""Names as lists give them: of which kind and in which script each is, and each once."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from clearhold.lists.markup import settle
from clearhold.lists.parsed import ParsedName
from clearhold.lists.publishers.conventions.spellings import fold_apostrophes, is_one_word
from clearhold.model import NameKind

if TYPE_CHECKING:
    from collections.abc import Iterable

# The most telling first: a name given as two kinds is kept as the first of them.
_RANK = (
    NameKind.PRIMARY,
    NameKind.STRONG_ALIAS,
    NameKind.ORIGINAL_SCRIPT,
    NameKind.FORMER,
    NameKind.WEAK_ALIAS,
)


def alias(text: str) -> ParsedName:
    """A strong alias, or a name in its original script where most of its letters are not Latin ones."""
    return ParsedName(text, NameKind.STRONG_ALIAS if is_latin(text) else NameKind.ORIGINAL_SCRIPT)


def alias_kind(name: str) -> NameKind:
    """What an alias is on a list that does not say which are weak: where one word is all there is beside the legal
    form (XPCC, TP-Link, Meike Co.) a weak one, for one word may be anybody's; else as `alias` has it.
    """
    kind = alias(name).kind
    return NameKind.WEAK_ALIAS if kind is NameKind.STRONG_ALIAS and is_one_word(name) else kind


def is_latin(text: str) -> bool:
    """Whether most letters of a name are Latin ones; a name without letters counts as Latin."""
    if text.isascii():
        return True
    latin = [unicodedata.name(mark, "").startswith("LATIN") for mark in text if mark.isalpha()]
    return sum(latin) * 2 >= len(latin)


def each_once(names: Iterable[ParsedName]) -> tuple[ParsedName, ...]:
    """The names, settled, without empty ones and each once: first the primary one, or the first that there is."""
    kinds: dict[str, NameKind] = {}
    for name in names:
        text = settle(name.text)
        if any(mark.isalnum() for mark in text):
            known = kinds.setdefault(text, name.kind)
            kinds[text] = min(known, name.kind, key=_RANK.index)
    if not kinds:
        return ()
    primary = next((text for text, kind in kinds.items() if kind is NameKind.PRIMARY), next(iter(kinds)))
    others = (
        alias(text) if kind is NameKind.PRIMARY else ParsedName(text, kind)
        for text, kind in kinds.items()
        if text != primary
    )
    return (ParsedName(primary), *others)


def each_once_in_any_case(names: Iterable[ParsedName]) -> tuple[ParsedName, ...]:
    """The names without empty ones, each once whatever the case of its letters, as it was first: for lists that
    repeat a name in capitals.
    """
    first: dict[str, ParsedName] = {}
    for name in names:
        if name.text:
            first.setdefault(fold_apostrophes(name.text.casefold()), name)
    return tuple(first.values())
