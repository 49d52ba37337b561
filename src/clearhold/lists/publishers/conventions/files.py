"""The one file of a list that is published as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clearhold.model import CouldNotRead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clearhold.lists.parsed import SourceFile


def only_file(files: Sequence[SourceFile]) -> SourceFile:
    """The file; raises CouldNotRead where none or several are given."""
    if len(files) != 1:
        names = ", ".join(file.name for file in files) or "none"
        raise CouldNotRead(f"this list is published as one file, and {len(files)} were given ({names}); give the one")
    return files[0]
