"""Where a party is, as lists write it: countries as codes, addresses on one line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clearhold.identity.countries import country_code
from clearhold.lists.markup import settle

if TYPE_CHECKING:
    from collections.abc import Iterable

# Spellings of sanctions lists that name a country in a form that the table of countries does not have.
_COUNTRIES = {
    "china, hong kong special administrative region": "HK",
    "congo (democratic republic)": "CD",
    "congo, republic of the": "CG",
    "democratic people's republic of korea (north korea)": "KP",
    "dprk": "KP",
    "north korea (democratic people's republic of korea)": "KP",
    "north macedonia, the republic of": "MK",
    "palestinian": "PS",
    "region: gaza": "PS",
    "st. kitts & nevis": "KN",
    "st. kitts and nevis": "KN",
    "st. vincent and the grenadines": "VC",
    "west bank": "PS",
}


def country_of(text: str | None) -> str | None:
    """The code of the country that a list writes, or None where it names none that exists ("undetermined")."""
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


def on_one_line(parts: Iterable[str | None]) -> str:
    """The parts of an address that are there, parted by commas."""
    return ", ".join(settled for part in parts if (settled := settle(part).strip(" ,;")))
