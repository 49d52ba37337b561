"""A list for other programs and for people: FollowTheMoney entities, statements with their origin, a table.

FollowTheMoney is the model of OpenSanctions, Aleph and others (https://followthemoney.tech/). What is written here,
`publishers.opensanctions` reads back.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from clearhold.lists.export_entities import PROPERTY_TYPES, find_list, make_entities
from clearhold.lists.export_table import export_csv

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clearhold.model import ConcernLists

__all__ = ["STATEMENT_COLUMNS", "export_csv", "export_ftm", "export_statements"]

# Those of `statements.csv`, in its order.
STATEMENT_COLUMNS = (
    *("canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin", "lang"),
    *("original_value", "external", "first_seen", "last_seen", "id"),
)
_ITSELF = "id"  # the statement that there is the entity


def export_ftm(lists: ConcernLists, name: str) -> Iterator[dict[str, Any]]:
    """The entities of a list, ready to be written as JSON, one a line.

    An entry is a Company, Organization, Person, Vessel, Security or, for a category of products, an Asset, and a
    `target`; each listing period is a Sanction that points to it where the listing is official, else a Risk. Numbers
    that only a security has (CUSIP, SEDOL, FIGI) are Securities that it issued. A parent that the list names and does
    not list is a LegalEntity. An id is the same in every export. Raises NotFound for a list that is not there.
    """
    concern = find_list(lists, name)
    moment = f"{concern.as_of.isoformat()}T00:00:00"
    for entity in make_entities(lists, name):
        properties: dict[str, list[str]] = {}
        for prop, value, _ in entity.values:
            properties.setdefault(prop, []).append(value)
        yield {
            "id": entity.id,
            "caption": entity.caption,
            "schema": entity.schema,
            "properties": properties,
            "datasets": [concern.name],
            "referents": [],
            "target": entity.target,
            "first_seen": moment,
            "last_seen": moment,
        }


def export_statements(lists: ConcernLists, name: str) -> Iterator[dict[str, str | bool | None]]:
    """Every value of `export_ftm` as a statement with the keys of `STATEMENT_COLUMNS`.

    `origin` is the version of the list that says it, `first_seen` and `last_seen` its date, and `original_value` what
    the list has where the model wants it otherwise (`CN` for `cn`). A list does not say in what language a name is.
    """
    concern = find_list(lists, name)
    moment = f"{concern.as_of.isoformat()}T00:00:00"
    for entity in make_entities(lists, name):
        for prop, value, written in ((_ITSELF, entity.id, None), *entity.values):
            yield {
                "canonical_id": entity.id,
                "entity_id": entity.id,
                "prop": prop,
                "prop_type": PROPERTY_TYPES.get(prop, _ITSELF),
                "schema": entity.schema,
                "value": value,
                "dataset": concern.name,
                "origin": concern.version,
                "lang": None,
                "original_value": written,
                "external": False,
                "first_seen": moment,
                "last_seen": moment,
                "id": _statement_id(concern.name, entity.id, prop, value),
            }


def _statement_id(dataset: str, entity: str, prop: str, value: str) -> str:
    """The id that the library gives a statement: what it says, hashed, so that the same statement is the same."""
    said = f"{dataset}.{entity}.{prop}.{value}".encode("utf-8", "surrogatepass")
    return hashlib.sha1(said, usedforsecurity=False).hexdigest()
