"""A workbook's values as text, so that identifiers and amounts reach the next stage as they were meant.

Whole numbers lose the `.0` that spreadsheets give them; no number gets an exponent; a date is written `2021-08-30`.
"""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def cell_text(value: Any) -> str:
    """The text of one value."""
    return _WRITERS.get(type(value), _other)(value)


def number_text(value: float) -> str:
    """The shortest digits that give the number back: `37833100`, `0.0000001`, never `1e-07`."""
    text = repr(value)
    if "e" in text:
        return plain_decimal(Decimal(text))
    return text.removesuffix(".0")


def plain_decimal(value: Decimal) -> str:
    """A decimal without exponent, its scale kept: `1.50`."""
    return format(value, "f")


def _datetime(value: dt.datetime) -> str:
    if value.tzinfo is None and value.time() == dt.time():
        return value.date().isoformat()
    return value.isoformat(sep=" ")


def _duration(value: dt.timedelta) -> str:
    seconds = value // dt.timedelta(seconds=1)
    sign = "-" if seconds < 0 else ""
    hours, rest = divmod(abs(seconds), 3600)
    return f"{sign}{hours}:{rest // 60:02}:{rest % 60:02}"


def _bytes(value: bytes) -> str:
    try:
        return value.decode("utf-8").strip()
    except UnicodeDecodeError:
        return value.hex()


def _other(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=cell_text) if isinstance(value, (list, dict)) else str(value)


_WRITERS: Mapping[type, Callable[[Any], str]] = {
    str: str.strip,
    float: number_text,
    int: str,
    bool: lambda value: "TRUE" if value else "FALSE",
    dt.date: dt.date.isoformat,
    dt.datetime: _datetime,
    dt.time: dt.time.isoformat,
    dt.timedelta: _duration,
    Decimal: plain_decimal,
    bytes: _bytes,
    type(None): lambda _: "",
}
