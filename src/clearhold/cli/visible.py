"""Text from a file as a terminal may get it; apart from the console, which takes a moment to load."""

from __future__ import annotations

import re
import unicodedata

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # embeddings, overrides, isolates


def visible(text: str) -> str:
    """Text from a file as a terminal may get it, on one line: what would steer the terminal, or turn the writing round,
    is shown as a replacement character.
    """
    one_line = re.sub(r"[\t\r\n]+", " ", text)
    return "".join("\ufffd" if unicodedata.category(sign) == "Cc" or sign in _TURNING else sign for sign in one_line)
