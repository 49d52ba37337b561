"""The choices a run is made under: thresholds and what counts, with a fingerprint that names them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """Thresholds on the calibrated probability of a match, and which outcomes are summed as exposure.

    A name match is called the same issuer from `likely_from` up, and shown as possible from `possible_from` up.
    """

    name: str = "default"
    likely_from: float = 0.9
    possible_from: float = 0.5

    @property
    def fingerprint(self) -> str:
        """Twelve hex digits of the SHA-256 of the policy's content."""
        content = json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(content.encode()).hexdigest()[:12]
