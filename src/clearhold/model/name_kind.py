"""What a name of an entry is: its own, another, a former one, one in another script."""

from __future__ import annotations

from enum import StrEnum


class NameKind(StrEnum):
    """What a name of an entry is; a weak alias needs another fact beside it to count."""

    PRIMARY = "primary"
    STRONG_ALIAS = "strong alias"
    WEAK_ALIAS = "weak alias"
    FORMER = "former name"
    ORIGINAL_SCRIPT = "original script"
