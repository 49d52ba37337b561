"""What sanctions lists say of a party in the ways they share: names each once, countries as codes, days, addresses."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from clearhold.identity.countries import country_code
from clearhold.lists.markup import settle
from clearhold.lists.own_values import read_day
from clearhold.lists.parsed import ParsedName
from clearhold.model import NameKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

# The most telling first: a name given as two kinds is kept as the first of them.
_RANK = (
    NameKind.PRIMARY,
    NameKind.STRONG_ALIAS,
    NameKind.ORIGINAL_SCRIPT,
    NameKind.FORMER,
    NameKind.WEAK_ALIAS,
)
# Spellings of sanctions lists that name one country in a longer form than the table of countries has.
_COUNTRIES = {
    "china, hong kong special administrative region": "HK",
    "congo (democratic republic)": "CD",
    "democratic people's republic of korea (north korea)": "KP",
    "dprk": "KP",
    "north korea (democratic people's republic of korea)": "KP",
}
_ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[-+T ].*|Z)?")


def alias(text: str) -> ParsedName:
    """A strong alias, or a name in its original script where most of its letters are not Latin ones."""
    return ParsedName(text, NameKind.STRONG_ALIAS if is_latin(text) else NameKind.ORIGINAL_SCRIPT)


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


def country_of(text: str | None) -> str | None:
    """The code of the country that a list writes, or None where it names none that exists."""
    settled = settle(text).replace("’", "'")
    if not settled:
        return None
    known = _COUNTRIES.get(settled.casefold())
    return known or country_code(settled)


def countries_of(texts: Iterable[str | None]) -> tuple[str, ...]:
    """The codes of the countries that are written, each once."""
    return tuple(dict.fromkeys(code for text in texts if (code := country_of(text))))


def country_at_the_end(address: str) -> str | None:
    """The country that ends an address, behind its last comma or number: `Moscow 115162 Russia` is in RU."""
    last = re.split(r"[\d,;]", re.sub(r"\s*\([^()]*\)$", "", address))[-1]
    return country_of(last.strip(" ."))


def day_of(text: str | None) -> date | None:
    """The day that is written, year first or day first, a time of day or zone behind it passed over; None otherwise."""
    settled = settle(text)
    if match := _ISO_DAY.fullmatch(settled):
        settled = match[1]
    return read_day(settled, day_first=True)


def on_one_line(parts: Iterable[str | None]) -> str:
    """The parts of an address that are there, parted by commas."""
    return ", ".join(settled for part in parts if (settled := settle(part).strip(" ,;")))
