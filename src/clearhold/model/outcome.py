"""What is said of a pair of holding and entry: the words of the outcome."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What is said of a pair of holding and entry, strongest first."""

    SAME_SECURITY = "same security"
    SAME_ISSUER = "same issuer"
    SAME_GROUP = "same group"
    POSSIBLE = "possible"
    CONTRADICTED = "contradicted"


LIKELY_OUTCOMES = (Outcome.SAME_SECURITY, Outcome.SAME_ISSUER)
