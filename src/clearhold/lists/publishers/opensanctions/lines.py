"""Entities in the FollowTheMoney format, one JSON object a line, read one at a time; and a file of changes applied.

`entities.ftm.json` has an entity a line; `targets.nested.json` has the entities beside it inside its properties;
`entities.delta.json` has changes: `{"op": "ADD" | "MOD" | "DEL", "entity": {...}}`, a deleted entity with its id alone.
The formats are OpenSanctions' (https://www.opensanctions.org/docs/bulk/json).
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clearhold.lists.parsed import SourceFile
from clearhold.model import CouldNotRead, Problem, place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_LONGEST_LINE = 1 << 26  # bytes; the largest entities published have some megabytes
_SCALARS = (str, int, float)
_OPERATIONS = ("ADD", "MOD", "DEL")


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity as written. `target` is null where the file does not say which entities are the listed ones."""

    line: int
    id: str
    schema: str
    caption: str
    properties: Mapping[str, Sequence[str]]
    datasets: Sequence[str]
    target: bool | None
    last_seen: str

    def values(self, *names: str) -> list[str]:
        """The values of the properties named, in that order, each once, white space settled."""
        found = (" ".join(value.split()) for name in names for value in self.properties.get(name, ()))
        return list(dict.fromkeys(value for value in found if value))


@dataclass(frozen=True, slots=True)
class AppliedDelta:
    """The entities after a file of changes, and how many were added, changed and deleted."""

    file: SourceFile
    added: int
    changed: int
    deleted: int
    problems: Sequence[Problem]


def read_entities(file: SourceFile) -> Iterator[Entity]:
    """Every entity of the file, those nested in another before it; one is in memory at a time.

    Raises CouldNotRead for a line that is no entity: the last one is then cut off, another one damaged.
    """
    for line, found, _ in _objects(file):
        yield from _with_nested(found, line, file.name)


def apply_delta(previous: SourceFile, delta: SourceFile) -> AppliedDelta:
    """The file of entities that the changes make of a previous one, its other lines byte for byte.

    A change that does not fit (an entity added that is there, changed or deleted that is not) is applied as far as it
    can be, and reported: the two files are then not of neighbouring versions.
    """
    changes: dict[str, tuple[int, str, bytes]] = {}
    for line, found, _ in _objects(delta):
        operation, entity = found.get("op"), found.get("entity")
        if operation not in _OPERATIONS or not isinstance(entity, dict) or not isinstance(entity.get("id"), str):
            raise CouldNotRead(f"{place(delta.name, line=line)}: no change of an entity; download the file again")
        changes[entity["id"]] = (line, operation, _written(entity))
    kept = io.BytesIO()
    problems: list[Problem] = []
    counts = dict.fromkeys(_OPERATIONS, 0)
    for line, found, text in _objects(previous):
        change = changes.pop(str(found.get("id")), None)
        if change is None:
            kept.write(text if text.endswith(b"\n") else text + b"\n")
            continue
        at, operation, written = change
        if operation == "ADD":
            problems.append(_misfit(delta, at, f"{found['id']} is added, and is there (line {line}); it is replaced"))
        counts["MOD" if operation == "ADD" else operation] += 1
        kept.write(b"" if operation == "DEL" else written)
    for name, (at, operation, written) in changes.items():
        if operation == "DEL":
            problems.append(_misfit(delta, at, f"{name} is deleted, and is not there"))
            continue
        if operation == "MOD":
            problems.append(_misfit(delta, at, f"{name} is changed, and is not there; it is added"))
        counts["ADD"] += 1
        kept.write(written)
    after = SourceFile(previous.name, kept.getvalue())
    return AppliedDelta(after, counts["ADD"], counts["MOD"], counts["DEL"], tuple(problems))


def first_object(content: bytes) -> Mapping[str, Any] | None:
    """The JSON object in the first line, or None where there is none."""
    line = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:_LONGEST_LINE].partition(b"\n")[0]
    if not line.startswith(b"{"):
        return None
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _objects(file: SourceFile) -> Iterator[tuple[int, dict[str, Any], bytes]]:
    """Every line that is not blank: its number, the JSON object in it, and its bytes."""
    content = io.BytesIO(file.content.removeprefix(b"\xef\xbb\xbf"))
    line = 0
    while text := content.readline(_LONGEST_LINE):
        line += 1
        if not text.strip():
            continue
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            last = not content.read(1)
            cut = "the last line is cut off" if last else "the line is no JSON: the file is damaged"
            raise CouldNotRead(f"{place(file.name, line=line)}: {cut}; download the file again") from None
        if not isinstance(found, dict):
            raise CouldNotRead(f"{place(file.name, line=line)}: no entity in the line; this is another kind of file")
        yield line, found, text
    if not line:
        raise CouldNotRead(f"{file.name} has no entity in it; download it again")


def _with_nested(found: Mapping[str, Any], line: int, file: str) -> Iterator[Entity]:
    """The entity, after those that stand inside its properties, which are then named by their id."""
    name, schema, written = found.get("id"), found.get("schema"), found.get("properties")
    if not isinstance(name, str) or not isinstance(schema, str) or not isinstance(written, dict):
        raise CouldNotRead(
            f"{place(file, line=line)}: an entity has an id, a schema and properties, and this one has not; it is "
            "another kind of file, or it was damaged: download it again"
        )
    properties: dict[str, list[str]] = {}
    for key, values in written.items():
        texts = properties.setdefault(str(key), [])
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, dict) and "schema" in value:
                yield from _with_nested(value, line, file)
                texts.append(str(value["id"]))
            elif isinstance(value, _SCALARS):
                texts.append(str(value))
    target = found.get("target")
    yield Entity(
        line=line,
        id=name,
        schema=schema,
        caption=" ".join(str(found.get("caption") or "").split()),
        properties=properties,
        datasets=[str(dataset) for dataset in found.get("datasets") or ()],
        target=target if isinstance(target, bool) else None,
        last_seen=str(found.get("last_seen") or ""),
    )


def _written(found: Mapping[str, Any]) -> bytes:
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"


def _misfit(delta: SourceFile, line: int, message: str) -> Problem:
    return Problem(delta.name, f"{message}: the changes are not of the version that follows", line=line)
