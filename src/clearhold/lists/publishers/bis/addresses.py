"""The addresses in an entity cell: parted by `; and`, behind them pointers to the party's entries elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clearhold.lists.publishers.conventions.places import country_of

if TYPE_CHECKING:
    from collections.abc import Iterator

# Pointers such as: See alternate addresses under Iran and Senegal; See also address under Lebanon; see Kyrgyzstan.
_SEE = re.compile(
    r"\s*\(?\s*\b[Ss]ee (?:(?:also |[Aa]lternat(?:e|ive) |additional )*address(?:es)?\b|(?:also )?[A-Z])"
    r"[^()]*(?:\([^()]*\))?[^()]*\)?\.?\s*$"
)
_PARTED = re.compile(r";\s*(?:and\s+)?|(?<=[^,]),\s+and\s+(?=\S[^,;]*,)")
_LABEL = re.compile(r"^\(?(?:Alt\.? )?Address(?:es)?:\s*", re.IGNORECASE)
_ALTERNATE = re.compile(r"[.;,]?\s+Alt\.? Address:\s*", re.IGNORECASE)
_POSTCODE = re.compile(r"[\s,]+[\dA-Z-]*\d[\dA-Z-]*$")


def split_addresses(text: str) -> Iterator[str]:
    """The addresses in a run of them; pointers to other countries and labels are left out."""
    for whole in _PARTED.split(without_pointers(text)):
        for part in _ALTERNATE.split(whole):
            address = _LABEL.sub("", part.strip(" ,;")).rstrip(". ")
            if address.endswith(")") and "(" not in address:
                address = address[:-1]
            if any(mark.isalnum() for mark in address):
                yield address


def points_elsewhere(text: str) -> bool:
    """Whether the cell says that the party has an entry under another country too."""
    return _SEE.search(text) is not None


def without_pointers(text: str) -> str:
    """The text without the pointers at its end."""
    while (bare := _SEE.sub("", text)) != text:
        text = bare
    return text


def address_country(address: str) -> str | None:
    """The country that an address ends in, behind which a postal code may stand; None where it ends otherwise."""
    last = address.rpartition(",")[2].strip(" .")
    before_code = _POSTCODE.sub("", address.strip(" .")).rpartition(",")[2].strip(" .")
    for written in (last, _POSTCODE.sub("", last), before_code):
        # Two letters may be a state or a province.
        if len(written) > 2 and (code := country_of(written)):  # noqa: PLR2004
            return code
    return None
