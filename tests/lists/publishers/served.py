"""A fetcher that serves what a test gives it, and nothing else."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from clearhold.lists.fetch import Fetched, Fetcher, Validators

if TYPE_CHECKING:
    from collections.abc import Mapping


class Served(Fetcher):
    """Serves contents by address."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self._contents = contents

    def get(self, address: str) -> Fetched:
        """The content of an address."""
        content = self._contents[address]
        digest = hashlib.sha256(content).hexdigest()
        return Fetched(address, address, {}, content, digest, Validators(), datetime(2026, 7, 9, tzinfo=UTC))
