"""Which parser a name stands for: each publisher's list, and the exports that a user may add."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clearhold.lists.publishers import publisher_named

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from clearhold.lists.parsed import ParsedList, SourceFile

OPENSANCTIONS = "opensanctions"


def parser_named(name: str) -> Callable[[Sequence[SourceFile]], ParsedList]:
    """The parser of a publisher's list, or of an OpenSanctions export; raises NotFound for another name."""
    if name == OPENSANCTIONS:
        from clearhold.lists.publishers.opensanctions import read_opensanctions

        return read_opensanctions
    return publisher_named(name).parse
