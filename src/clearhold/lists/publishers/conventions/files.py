"""A list's file before its layout is known: the only one of a version, how it begins, JSON that is whole."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from clearhold.model import CouldNotRead

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clearhold.lists.parsed import SourceFile

_BEFORE_TEXT = b"\xef\xbb\xbf \t\r\n\f\v"
_HEAD = 4096


def only_file(files: Sequence[SourceFile]) -> SourceFile:
    """The file; raises CouldNotRead where none or several are given."""
    if len(files) != 1:
        names = ", ".join(file.name for file in files) or "none"
        raise CouldNotRead(f"this list is published as one file, and {len(files)} were given ({names}); give the one")
    return files[0]


def opening(file: SourceFile) -> bytes:
    """The first bytes of a file's text, which tell its layout; a byte order mark and white space are passed over."""
    return file.content.lstrip(_BEFORE_TEXT)[:_HEAD]


def read_json(file: SourceFile) -> Mapping[str, Any]:
    """The object in a JSON file; raises CouldNotRead for broken JSON and for JSON that is no object."""
    try:
        held = json.loads(file.content)
    except (ValueError, RecursionError) as fault:  # JSONDecodeError and UnicodeDecodeError are of the first
        raise CouldNotRead(
            f"{file.name}: broken JSON ({fault}); the file was cut or damaged: download it again"
        ) from None
    if not isinstance(held, dict):
        raise CouldNotRead(f"{file.name}: its JSON is no object; it is another file, or its layout is new")
    return held
