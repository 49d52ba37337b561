"""What the program knows of a publisher's list: what it is, where its files are, how they are read, what must be in it.

Asking, fetching and reading are apart: `published` asks which version is out, `fetch` brings its files, and `parse`
reads files from anywhere, a download of the user's too.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from clearhold.lists.fetch import Fetched, Fetcher, Validators
    from clearhold.lists.parsed import ParsedList, SourceFile
    from clearhold.model import OwnershipRule


@dataclass(frozen=True, slots=True)
class ListDescription:
    """A list in words for readers; the fields are those of `model.ConcernList`."""

    name: str
    label: str
    title: str
    publisher: str
    evidence: str
    ownership_rule: OwnershipRule
    ownership_note: str
    meaning: str
    licence: str
    source: str

    def by_field(self) -> dict[str, Any]:
        """The words by the names of the fields, for a record that has them too."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class Published:
    """Which version is out, as far as asking tells without fetching: the publisher's date and what marks the files."""

    published_on: date | None
    validators: Mapping[str, Validators]  # by address


@dataclass(frozen=True, slots=True)
class Canary:
    """A party that must be found in the list, by any of its names; without it something is wrong with the reading."""

    name: str


@dataclass(frozen=True, slots=True)
class Publisher:
    """A list that can be had from its publisher.

    `addresses` are the official files of one version; `find` turns them into the addresses to fetch where the official
    page only links to the files. `at_least` is the fewest entries that a whole version has ever had, and some slack.
    `curated` names the built-in list whose facts (further identifiers, names, grounds) are laid over what is fetched.
    `stale_after` is in days. Of a publisher that `refuses_programs` a person fetches the file, from the list's source.
    """

    description: ListDescription
    addresses: tuple[str, ...]
    parse: Callable[[Sequence[SourceFile]], ParsedList]
    canaries: tuple[Canary, ...]
    at_least: int
    curated: str | None = None
    stale_after: int = 30
    refuses_programs: bool = False
    find: Callable[[Sequence[str], Fetcher], Sequence[str]] | None = None

    @property
    def name(self) -> str:
        """The list's name, as commands take it."""
        return self.description.name

    def published(self, fetcher: Fetcher) -> Published:
        """Which version is out: what the publisher's server says of each file, without fetching it."""
        heads = {address: fetcher.head(address) for address in self._to_fetch(fetcher)}
        days = [head.last_modified_on for head in heads.values() if head.last_modified_on]
        return Published(max(days, default=None), {address: head.validators for address, head in heads.items()})

    def fetch(self, fetcher: Fetcher, known: Mapping[str, Validators]) -> tuple[Fetched, ...] | None:
        """The files of the version that is out, with their headers and hashes; None where none has changed since
        `known`. Raises CouldNotAsk where the publisher cannot be reached.
        """
        addresses = self._to_fetch(fetcher)
        answers = [
            fetcher.get_if_changed(address, known[address]) if address in known else fetcher.get(address)
            for address in addresses
        ]
        if not any(answers) and set(addresses) == set(known):
            return None
        # One file of several has changed: the version needs them all.
        return tuple(answer or fetcher.get(address) for address, answer in zip(addresses, answers, strict=True))

    def _to_fetch(self, fetcher: Fetcher) -> Sequence[str]:
        return self.find(self.addresses, fetcher) if self.find else self.addresses
