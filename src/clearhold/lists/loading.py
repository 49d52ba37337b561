"""Which lists a run asks for: by name or label those that are here, own ones by path, put together for a screening."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from clearhold.lists.in_use import versions_in_use
from clearhold.lists.own_list import read_own_list
from clearhold.lists.staleness import why_stale
from clearhold.lists.tables import ListTables, join_tables
from clearhold.lists.workspace import Workspace
from clearhold.model import ConcernLists, NotFound, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clearhold.lists.in_use import VersionInUse
    from clearhold.model import ConcernList


@dataclass(frozen=True, slots=True)
class _Part:
    """One list of a run."""

    record: ConcernList
    tables: ListTables
    problems: Sequence[Problem] = ()


def load_lists(
    names: Sequence[str] = (), *, workspace: Workspace | None = None, known_at: date | None = None
) -> ConcernLists:
    """The lists asked for, each once, in the order asked: a list's name or label, or the path of an own list.

    No name means every list that is here: the built-in ones and those of the workspace (the user's own, if none is
    given), each in the version in use, or in use at the end of the day `known_at`. Lists whose publisher has not been
    asked for long by that day (today) are marked stale. A list's name goes before a file of the same name; `./name`
    means the file. Raises NotFound for a name that is neither, and CouldNotRead for an own list that cannot be read
    whole, or a stored one that was changed.
    """
    workspace = workspace or Workspace.of_user()
    in_use = versions_in_use(workspace, known_at)
    today = known_at or datetime.now(UTC).date()
    if not names:
        return _put_together([_stored(version, workspace, today) for version in in_use.values()])
    known = {word.casefold(): name for name, version in in_use.items() for word in (version.label, name)}
    chosen = list(dict.fromkeys(_find(name, known) for name in names))
    parts: list[_Part] = []
    for each in chosen:
        if isinstance(each, Path):
            parts.append(_own(each, frozenset(part.record.name for part in parts) | in_use.keys()))
        else:
            parts.append(_stored(in_use[each], workspace, today))
    return _put_together(parts)


def _stored(version: VersionInUse, workspace: Workspace, today: date) -> _Part:
    return _Part(replace(version.record, stale=why_stale(workspace, version, today)), version.tables)


def _own(path: Path, taken: frozenset[str]) -> _Part:
    own = read_own_list(path, taken=taken)
    tables = ListTables(own.entries, own.names, own.identifiers, own.addresses, own.listings)
    return _Part(own.lists[0], tables, own.problems)


def _find(name: str, known: Mapping[str, str]) -> str | Path:
    here = known.get(name.casefold())
    if here is not None:
        return here
    path = Path(name)
    if path.is_file():
        return path
    if path.is_dir():
        raise NotFound(f"{name} is a folder; --list takes a list's name or a file")
    if path.suffix or len(path.parts) > 1:
        raise NotFound(f'no list and no file is named "{name}"; check the path, or see "clearhold lists" for names')
    nearest = difflib.get_close_matches(name.casefold(), known, n=1)
    guess = f'; did you mean "{known[nearest[0]]}"?' if nearest else ";"
    raise NotFound(f'no list is named "{name}"{guess} "clearhold lists" shows those that are here')


def _put_together(parts: Sequence[_Part]) -> ConcernLists:
    tables = join_tables([part.tables for part in parts])
    return ConcernLists(
        lists=tuple(part.record for part in parts),
        entries=tables.entries,
        names=tables.names,
        identifiers=tables.identifiers,
        listings=tables.listings,
        addresses=tables.addresses,
        problems=tuple(problem for part in parts for problem in part.problems),
    )
