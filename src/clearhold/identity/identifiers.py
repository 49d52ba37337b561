"""Identifiers of securities and legal entities: how each is written, and whether its check digit is right.

Check digits are python-stdnum's: ISIN (ISO 6166), LEI (ISO 17442), FIGI (ANSI X9.145), CUSIP (ANSI X9.6) and SEDOL
(London Stock Exchange). A bad check digit never drops an identifier: it is kept, flagged, and not matched on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl
from stdnum import cusip, figi, isin, lei
from stdnum.gb import sedol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# A FIGI never starts with these, so that it cannot be taken for an ISIN of the same length (ANSI X9.145).
_NEVER_FIGI = frozenset({"BS", "BM", "GG", "GB", "GH", "KY", "VG"})

_LEI_SHAPE = re.compile(r"[0-9A-Z]{18}[0-9]{2}")

_VALID: Mapping[str, Callable[[str], bool]] = {
    "isin": isin.is_valid,
    # python-stdnum checks the digits of an LEI and not that there are twenty signs: "6888" would pass.
    "lei": lambda value: _LEI_SHAPE.fullmatch(value) is not None and lei.is_valid(value),
    "figi": lambda value: figi.is_valid(value) and value[:2] not in _NEVER_FIGI,
    "cusip": cusip.is_valid,
    "sedol": sedol.is_valid,
}

SCHEMES = tuple(_VALID)

_SEPARATORS = re.compile(r"[\s.\-/']+")
_NOTHING = frozenset({"", "-", "--", "NA", "#NA", "NONE", "NULL", "NIL", "NAN", "UNKNOWN", "NOTAVAILABLE"})
_ISIN_SHAPE = re.compile(r"[A-Z]{2}[A-Z0-9]{9}[0-9]")


def clean_identifier(text: str | None) -> str | None:
    """The identifier in capitals without separators, or None where the cell says that there is none."""
    if text is None:
        return None
    cleaned = _SEPARATORS.sub("", text).upper()
    if cleaned in _NOTHING or set(cleaned) == {"0"}:
        return None
    return cleaned


def clean_identifiers(cells: pl.Expr) -> pl.Expr:
    """A column of cells cleaned as `clean_identifier` cleans each; null where there is none."""
    cleaned = cells.str.replace_all(_SEPARATORS.pattern, "").str.to_uppercase()
    nothing = cleaned.is_in(sorted(_NOTHING)) | cleaned.str.contains("^0+$")
    return pl.when(~nothing).then(cleaned)


def is_valid(scheme: str, value: str) -> bool:
    """Whether a cleaned value has the shape of its scheme and the right check digit."""
    return _VALID[scheme](value)


def has_isin_shape(value: str) -> bool:
    """Whether a cleaned value is written as an ISIN, right check digit or not."""
    return _ISIN_SHAPE.fullmatch(value) is not None


def schemes_of(value: str) -> tuple[str, ...]:
    """The schemes under which a cleaned value is valid, most telling first; usually none or one."""
    return tuple(scheme for scheme, valid in _VALID.items() if valid(value))
