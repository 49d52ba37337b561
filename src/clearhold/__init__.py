"""Clearhold screens a fund's holdings against human-rights concern lists.

`from clearhold import screen` gives the same result as the command `clearhold screen`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clearhold._version import __version__

if TYPE_CHECKING:
    from clearhold.screening import screen as screen

__all__ = ["__version__", "screen"]


def __getattr__(name: str) -> Any:
    # Tables take a fifth of a second to import: `clearhold --help` does without them.
    if name == "screen":
        from clearhold.screening import screen

        return screen
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
