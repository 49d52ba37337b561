"""Loads an export with the public followthemoney library and tells, as JSON, what it made of it.

Runs in an environment of its own, where neither this program nor its tests are; `importlib` keeps the library out of
what is type-checked here. Arguments: a folder with `<list>.ftm.json` and `<list>.statements.csv` for each list.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

model = importlib.import_module("followthemoney").model
registry = importlib.import_module("followthemoney.types").registry
EntityProxy = importlib.import_module("followthemoney.proxy").EntityProxy
StatementEntity = importlib.import_module("followthemoney.statement").StatementEntity
Dataset = importlib.import_module("followthemoney.dataset").Dataset
read_csv_statements = importlib.import_module("followthemoney.statement.serialize").read_csv_statements


def main() -> None:
    """Print what was loaded, list by list."""
    folder = Path(sys.argv[1])
    loaded = {}
    for file in sorted(folder.glob("*.ftm.json")):
        name = file.name.removesuffix(".ftm.json")
        faults: list[str] = []
        entities = [load(json.loads(line), faults) for line in file.read_text("utf-8").splitlines()]
        statements = load_statements(folder / f"{name}.statements.csv", name, faults)
        loaded[name] = {"entities": entities, "of_statements": statements, "faults": faults}
    json.dump(loaded, sys.stdout)


def load(data: dict[str, Any], faults: list[str]) -> dict[str, Any]:
    """The entity as the library has it; whatever it refuses, drops or changes is a fault."""
    schema = model.get(data["schema"])
    if schema is None or schema.abstract:
        faults.append(f"{data['id']}: no schema {data['schema']}")
    faults += [f"{data['id']}: no property {name}" for name in data["properties"] if schema.get(name) is None]
    try:
        schema.validate(data)
    except ValueError as fault:
        faults.append(f"{data['id']}: {fault} {getattr(fault, 'errors', '')}")
    # Cleaned anew, so that a value that the library would write otherwise shows.
    proxy = EntityProxy.from_dict(data, cleaned=False)
    for name, values in data["properties"].items():
        if sorted(proxy.get(name)) != sorted(values):
            faults.append(f"{data['id']}: {name} {values} became {proxy.get(name)}")
    return told(proxy)


def load_statements(file: Path, name: str, faults: list[str]) -> list[dict[str, Any]]:
    """The entities that the statements make, by the library's own reading of them."""
    by_entity = defaultdict(list)
    with file.open("rb") as stream:
        for statement in read_csv_statements(stream):
            if statement.id != statement.generate_key():
                faults.append(f"{statement}: its id is not the library's")
            by_entity[statement.canonical_id].append(statement)
    dataset = Dataset({"name": name.replace("-", "_"), "title": name})
    made = [StatementEntity.from_statements(dataset, statements) for statements in by_entity.values()]
    for entity in made:
        entity.schema.validate(entity.to_dict())
    return [told(entity) for entity in made]


def told(proxy: Any) -> dict[str, Any]:
    """What a test compares."""
    return {
        "id": proxy.id,
        "schema": proxy.schema.name,
        "caption": proxy.caption,
        "names": sorted(proxy.get_type_values(registry.name)),
        "countries": sorted(proxy.get_type_values(registry.country)),
        "identifiers": sorted(proxy.get_type_values(registry.identifier)),
        "points_to": sorted(proxy.get_type_values(registry.entity)),
        "dates": sorted(proxy.get_type_values(registry.date)),
    }


if __name__ == "__main__":
    main()
