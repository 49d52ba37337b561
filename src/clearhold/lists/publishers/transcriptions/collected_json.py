"""The lists of American agencies as a public collection keeps them in JSON: one object a list, its entities in order.

`{"list_id", "source_file", "extracted", "count", "entities": [{"name", "aliases", "country", "address", "status",
"effective_date", "federal_register", "notes"}]}`. Notes are cut at a length there and then end in an ellipsis, so that
only whole sentences of them are a quotation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clearhold.lists.markup import settle
from clearhold.lists.own_values import read_day
from clearhold.lists.publishers.conventions.files import opening, read_json
from clearhold.model import CouldNotRead

if TYPE_CHECKING:
    from datetime import date

    from clearhold.lists.parsed import SourceFile

_CUT = re.compile(r"(?:\.\.\.|…)$")


@dataclass(frozen=True, slots=True)
class Collected:
    """An entity of such a list."""

    name: str
    aliases: tuple[str, ...]
    effective_on: date | None
    register: str  # citation of the Federal Register, or nothing
    notes: str
    country: str = ""
    address: str = ""
    status: str = ""

    @property
    def whole_notes(self) -> str | None:
        """The notes as far as they are whole sentences, or None."""
        if not _CUT.search(self.notes):
            return self.notes or None
        whole = re.match(r".*(?<!\b[A-Z])\.(?=\s|$)", _CUT.sub("", self.notes))
        return whole[0] if whole else None


def is_collected(file: SourceFile) -> bool:
    """Whether a file begins as JSON does."""
    return opening(file).startswith(b"{")


def read_collected(file: SourceFile, list_id: str) -> tuple[Collected, ...]:
    """The entities; raises CouldNotRead for broken JSON, for another list, and where its own count is not met."""
    held = read_json(file)
    entities = held.get("entities")
    if held.get("list_id") != list_id or not isinstance(entities, list):
        raise CouldNotRead(f'{file.name}: it is the list "{held.get("list_id")}", not "{list_id}"')
    if not all(isinstance(each, dict) for each in entities):
        raise CouldNotRead(f"{file.name}: its entities are no objects; the layout is new")
    if held.get("count", len(entities)) != len(entities):
        raise CouldNotRead(f"{file.name} says that it has {held['count']} entities and has {len(entities)}: it was cut")
    return tuple(
        Collected(
            name=settle(str(each.get("name") or "")),
            aliases=tuple(settle(str(alias)) for alias in each.get("aliases") or ()),
            effective_on=read_day(str(each.get("effective_date") or ""), day_first=None),
            register=settle(str(each.get("federal_register") or "")),
            notes=settle(str(each.get("notes") or "")),
            country=settle(str(each.get("country") or "")),
            address=settle(str(each.get("address") or "")),
            status=settle(str(each.get("status") or "")),
        )
        for each in entities
    )


def collected_on(file: SourceFile) -> date | None:
    """The day that the collection gives for its reading of the agency's file, where the file is whole JSON."""
    match = re.search(rb'"extracted"\s*:\s*"(\d{4}-\d{2}-\d{2})"', file.content[:2000])
    return read_day(match[1].decode(), day_first=None) if match else None
