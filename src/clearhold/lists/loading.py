"""Which lists a run asks for: built-in ones by name or label, own ones by path, put together for a screening."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

from clearhold.lists.built_in import BuiltIn, find_built_in, read_built_in
from clearhold.lists.own_list import read_own_list
from clearhold.lists.tables import ListTables, join_tables
from clearhold.model import ConcernList, ConcernLists, NotFound, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence


def load_lists(names: Sequence[str] = ()) -> ConcernLists:
    """The lists asked for, each once, in the order asked: a built-in's name or label, or the path of an own list.

    No name means every built-in list. A built-in's name goes before a file of the same name; `./name` means the file.
    Raises NotFound for a name that is neither, and CouldNotRead for an own list that cannot be read whole.
    """
    built_in = find_built_in()
    if not names:
        records, tables = read_built_in(built_in)
        return _put_together(records, tables, ())
    known = {key.casefold(): each for each in built_in for key in (each.label, each.name)}
    chosen = list(dict.fromkeys(_find(name, known) for name in names))
    records, tables = read_built_in([each for each in chosen if isinstance(each, BuiltIn)])
    described = {record.name: record for record in records}
    parts: list[ListTables] = [tables] if records else []
    ordered: list[ConcernList] = []
    problems: list[Problem] = []
    for each in chosen:
        if isinstance(each, BuiltIn):
            ordered.append(described[each.name])
            continue
        own = read_own_list(each, taken=frozenset(record.name for record in (*records, *ordered)))
        ordered.extend(own.lists)
        parts.append(ListTables(own.entries, own.names, own.identifiers, own.addresses, own.listings))
        problems.extend(own.problems)
    return _put_together(ordered, join_tables(parts), problems)


def _find(name: str, known: dict[str, BuiltIn]) -> BuiltIn | Path:
    built_in = known.get(name.casefold())
    if built_in is not None:
        return built_in
    path = Path(name)
    if path.is_file():
        return path
    if path.is_dir():
        raise NotFound(f"{name} is a folder; --list takes a list's name or a file")
    if path.suffix or len(path.parts) > 1:
        raise NotFound(f'no list and no file is named "{name}"; check the path, or see "clearhold lists" for names')
    nearest = difflib.get_close_matches(name.casefold(), known, n=1)
    guess = f'; did you mean "{known[nearest[0]].name}"?' if nearest else ";"
    raise NotFound(f'no list is named "{name}"{guess} "clearhold lists" shows those that are here')


def _put_together(lists: Sequence[ConcernList], tables: ListTables, problems: Sequence[Problem]) -> ConcernLists:
    return ConcernLists(
        lists=tuple(lists),
        entries=tables.entries,
        names=tables.names,
        identifiers=tables.identifiers,
        addresses=tables.addresses,
        listings=tables.listings,
        problems=tuple(problems),
    )
