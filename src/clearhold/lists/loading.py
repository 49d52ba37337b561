"""Which lists a run asks for: by name or label those that are here, own ones by path, put together for a screening."""

from __future__ import annotations

import difflib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from clearhold.lists.built_in import read_built_in
from clearhold.lists.exported import read_export
from clearhold.lists.in_use import VersionInUse, lists_unknown, versions_in_use
from clearhold.lists.own_list import read_own_list
from clearhold.lists.staleness import why_stale
from clearhold.lists.tables import ListTables, join_tables, tables_of
from clearhold.lists.workspace import Workspace
from clearhold.model import ConcernLists, NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clearhold.lists.built_in import BuiltIn
    from clearhold.model import ConcernList, Problem


def load_lists(
    names: Sequence[str] = (), *, workspace: Workspace | None = None, known_at: date | None = None
) -> ConcernLists:
    """The lists asked for, each once, in the order asked: a list's name or label, or the path of an own list.

    No name means every list that is here: the built-in ones and those of the workspace (the user's own, if none is
    given), each in the version in use, or in use at the end of the day `known_at`. Lists whose publisher has not been
    asked for long by that day (today) are marked stale. A list's name goes before a file of the same name; `./name`
    means the file. Lists of which no version was known are named among the problems. Raises NotFound for a name that is
    neither, for one of those, and where none was known at all; CouldNotRead for an own list that cannot be read whole,
    or a stored one that was changed.
    """
    workspace = workspace or Workspace.of_user()
    in_use = versions_in_use(workspace, known_at)
    today = known_at or datetime.now(UTC).date()
    unknown = lists_unknown(workspace, known_at) if known_at else []
    if not names:
        if not in_use:
            raise NotFound(f"no list was known on {known_at}; the first here is: {unknown[0]}")
        return _put_together(list(in_use.values()), workspace, today, unknown)
    known = {word.casefold(): name for name, version in in_use.items() for word in (version.label, name)}
    chosen = list(dict.fromkeys(_find(name, known, unknown) for name in names))
    taken = frozenset(in_use)
    asked: list[VersionInUse | ConcernLists] = []
    for each in chosen:
        if isinstance(each, Path):
            own = read_export(each, taken=taken) or read_own_list(each, taken=taken)
            taken = taken | {own.lists[0].name}
            asked.append(own)
        else:
            asked.append(in_use[each])
    return _put_together(asked, workspace, today)


def _find(name: str, known: Mapping[str, str], unknown: Sequence[Problem]) -> str | Path:
    here = known.get(name.casefold())
    if here is not None:
        return here
    for problem in unknown:
        if problem.file.casefold() == name.casefold():
            raise NotFound(str(problem))
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


def _read_together(built_in: Sequence[BuiltIn]) -> tuple[Sequence[ConcernList], Sequence[ListTables]]:
    """The records and the tables of some built-in lists; making empty tables costs more than reading a stored list."""
    if not built_in:
        return (), ()
    records, tables = read_built_in(built_in)
    return records, (tables,)


def _put_together(
    asked: Sequence[VersionInUse | ConcernLists],
    workspace: Workspace,
    today: date,
    problems: Sequence[Problem] = (),
) -> ConcernLists:
    """The lists in the order asked; their tables have the built-in ones first, which are read together."""
    stored = [each for each in asked if isinstance(each, VersionInUse) and each.manifest]
    built_in = [each.built_in for each in asked if isinstance(each, VersionInUse) and each.built_in]
    own = [each for each in asked if isinstance(each, ConcernLists)]
    records, shipped = _read_together(built_in)
    described = {record.name: record for record in (*records, *(version.record for version in stored))}
    joined = join_tables(
        [
            *shipped,
            *(version.tables for version in stored),
            *(tables_of(each) for each in own),
        ]
    )
    return ConcernLists(
        lists=tuple(
            each.lists[0]
            if isinstance(each, ConcernLists)
            else replace(described[each.name], stale=why_stale(workspace, each, today))
            for each in asked
        ),
        entries=joined.entries,
        names=joined.names,
        identifiers=joined.identifiers,
        listings=joined.listings,
        addresses=joined.addresses,
        problems=(*problems, *(problem for each in own for problem in each.problems)),
    )
