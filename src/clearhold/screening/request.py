"""What is asked of a run: options as people write them, made into records and checked, and written as a command."""

from __future__ import annotations

import shlex
from difflib import get_close_matches
from typing import TYPE_CHECKING

from clearhold.model import BadInput, ColumnRole, ReadingOptions, ScreeningRequest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def columns_from_text(text: str) -> dict[str, str]:
    r"""Headings by role from `name=Holding,isin=ISIN code`; a comma inside a heading is written `\\,`.

    Raises BadInput for a part without `=`, a role that is not one, or a role given twice.
    """
    columns: dict[str, str] = {}
    for part in text.replace("\\,", "\0").split(","):
        role, equals, heading = part.replace("\0", ",").partition("=")
        role = role.strip().lower()
        if not equals or not heading.strip():
            raise BadInput(f'--columns "{part}": write ROLE=HEADING, such as name=Security or value=C')
        if role in columns:
            raise BadInput(f"--columns: {role} is given twice; a role has one column")
        columns[role] = heading.strip()
    _roles(columns)
    return columns


def reading_options(request: ScreeningRequest) -> ReadingOptions:
    """The part of a request that is about reading its files."""
    return ReadingOptions(columns=_roles(dict(request.columns)), as_of=request.as_of, currency=request.currency)


def checked_currency(option: str, code: str | None) -> str | None:
    """An ISO 4217 code in capitals, or BadInput that names the option."""
    if code is None:
        return None
    from pycountry import currencies

    upper = code.strip().upper()
    if currencies.get(alpha_3=upper) is None:
        raise BadInput(f"{option} {code}: no currency of ISO 4217 has this code; write one such as USD, GBP or NOK")
    return upper


def command_of(request: ScreeningRequest) -> str:
    """The command line that repeats a run, but for its --out."""
    words: list[str] = ["clearhold", "screen", *request.files]
    for option, values in (
        ("--list", request.lists),
        ("--base", _one(request.base)),
        ("--as-of", _one(request.as_of)),
        ("--lists-as-of", _one(request.lists_as_of)),
        ("--known-at", _one(request.known_at)),
        ("--currency", _one(request.currency)),
    ):
        for value in values:
            words += [option, str(value)]
    if request.columns:
        parts = (f"{role}={heading.replace(',', chr(92) + ',')}" for role, heading in request.columns)
        words += ["--columns", ",".join(parts)]
    return shlex.join(words)


def _one(value: object | None) -> Iterable[object]:
    return () if value is None else (value,)


def _roles(columns: Mapping[str, str]) -> dict[ColumnRole, str]:
    known = [role.value for role in ColumnRole]
    roles = {}
    for name, heading in columns.items():
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}? " if near else ""
            raise BadInput(f"--columns: {name} is no role of a column; {hint}the roles are {', '.join(known)}")
        roles[ColumnRole(name)] = heading
    return roles
