"""What a party is where a list does not say it, and one party's rows put together."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from clearhold.lists.publishers.conventions.legal_forms import has_legal_form
from clearhold.lists.publishers.conventions.names import alias, each_once
from clearhold.model import EntryType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from clearhold.lists.parsed import ParsedEntry, ParsedName

_PUBLIC_BODY = re.compile(r"\b(?:Academy|Bureau|Cent(?:er|re)|Corps|Institute|Office|Park|School|University)\b")


def party_type(name: str) -> EntryType:
    """An organisation where a name is that of a body, an institute or a park and has no legal form; else a company."""
    return EntryType.ORGANISATION if _PUBLIC_BODY.search(name) and not has_legal_form(name) else EntryType.COMPANY


def unite(
    first: ParsedEntry,
    again: ParsedEntry,
    once: Callable[[Iterable[ParsedName]], tuple[ParsedName, ...]] = each_once,
) -> ParsedEntry:
    """A party's entry with what a further row or file says of it, each fact once and in the first one's order.

    A further primary name is an alias; `once` is how the list's names are told to be the same.
    """
    return replace(
        first,
        names=once((*first.names, alias(again.name), *again.names[1:])),
        listings=tuple(dict.fromkeys((*first.listings, *again.listings))),
        identifiers=tuple(dict.fromkeys((*first.identifiers, *again.identifiers))),
        addresses=tuple(dict.fromkeys((*first.addresses, *again.addresses))),
        countries=tuple(dict.fromkeys((*first.countries, *again.countries))),
        parents=tuple(dict.fromkeys((*first.parents, *again.parents))),
    )
