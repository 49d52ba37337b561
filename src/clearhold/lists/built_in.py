"""The lists that come with the program: one folder of tables each, facts in the project's own layout.

A folder holds `list.toml` (what the list is) and four CSV tables whose columns are declared here; each row of a table
names its source. The version of a list is its publisher's date and the hash of these five files.
"""

from __future__ import annotations

import hashlib
import io
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
from dataframely.exc import SchemaError, ValidationError

from clearhold.lists.tables import ListTables, make_tables
from clearhold.model import ConcernList, CouldNotRead, OwnershipRule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FOLDER = Path(__file__).parent / "builtin"

DESCRIPTION = "list.toml"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "entries": ("entry", "name", "type", "country", "parent", "answer", "answer_source"),
    "names": ("entry", "name", "kind", "source", "source_date"),
    "identifiers": ("entry", "scheme", "value", "market", "valid", "source", "source_date"),
    "listings": (
        "entry",
        "evidence_class",
        "programme",
        "ground",
        "words",
        "account",
        "listed_on",
        "effective_on",
        "delisted_on",
        "source",
        "source_date",
    ),
}
_WORDS = ("label", "title", "publisher", "evidence", "ownership_note", "meaning", "licence", "source")


@dataclass(frozen=True, slots=True, eq=False)
class BuiltIn:
    """A list's folder before its tables are read: the description and the content it was made from."""

    folder: Path
    description: Mapping[str, Any]
    content: Mapping[str, bytes]  # by file name, in the order of the version's hash

    @property
    def name(self) -> str:
        """The folder's name, which is the list's."""
        return self.folder.name

    @property
    def label(self) -> str:
        """The short name for chips and narrow columns, which `--list` takes too."""
        return str(self.description["label"])

    @property
    def as_of(self) -> date:
        """The publisher's date of the version."""
        return _day(self.description["as_of"])


def find_built_in(folder: Path = FOLDER) -> tuple[BuiltIn, ...]:
    """Every built-in list, by name.

    Raises CouldNotRead where a folder lacks a file or its description lacks a word.
    """
    folders = sorted(each.parent for each in folder.glob(f"*/{DESCRIPTION}"))
    return tuple(_open(each) for each in folders)


def built_in_named(name: str) -> BuiltIn | None:
    """The built-in list of a name, or None."""
    return next((each for each in find_built_in() if each.name == name), None)


def describe(built_in: BuiltIn, entries: int) -> ConcernList:
    """The list's record, with the version that its content has."""
    digest = hashlib.sha256()
    for name, content in built_in.content.items():
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    as_of = built_in.as_of
    return ConcernList(
        name=built_in.name,
        **{word: built_in.description[word] for word in _WORDS},
        ownership_rule=OwnershipRule(built_in.description["ownership_rule"]),
        version=f"{as_of}+{digest.hexdigest()[:8]}",
        as_of=as_of,
        sha256=digest.hexdigest(),
        entries=entries,
    )


def read_built_in(chosen: Sequence[BuiltIn]) -> tuple[tuple[ConcernList, ...], ListTables]:
    """The records and the tables of some built-in lists, in the order given.

    Raises CouldNotRead where a table has other columns or a word that the schemas do not know: such a list is broken,
    and a screening against it would miss what it does not see.
    """
    scans = [_scan_table(chosen, table) for table in COLUMNS]
    try:
        tables = make_tables(**dict(zip(COLUMNS, pl.collect_all(scans), strict=True)))
    except (pl.exceptions.PolarsError, ValidationError, SchemaError) as error:
        names = ", ".join(each.name for each in chosen)
        fault = " ".join(str(error).split())
        raise CouldNotRead(f"built-in lists {names}: {fault}; install the program anew") from error
    counts = dict(tables.entries.group_by("list").len().iter_rows())
    return tuple(describe(each, counts.get(each.name, 0)) for each in chosen), tables


def _open(folder: Path) -> BuiltIn:
    files = (DESCRIPTION, *(f"{table}.csv" for table in COLUMNS))
    missing = [name for name in files if not (folder / name).is_file()]
    if missing:
        raise CouldNotRead(f"built-in list {folder.name}: {', '.join(missing)} missing; install the program anew")
    content = {name: (folder / name).read_bytes() for name in files}
    description = tomllib.loads(content[DESCRIPTION].decode())
    absent = [word for word in ("name", "as_of", "ownership_rule", *_WORDS) if word not in description]
    if absent or description["name"] != folder.name:
        wrong = f"lacks {', '.join(absent)}" if absent else f'is named "{description["name"]}"'
        raise CouldNotRead(f"built-in list {folder.name}: {DESCRIPTION} {wrong}; install the program anew")
    return BuiltIn(folder, description, content)


def _scan_table(chosen: Sequence[BuiltIn], table: str) -> pl.LazyFrame:
    """One table of some lists as text, an empty cell as null; raises CouldNotRead where its columns are others."""
    columns = COLUMNS[table]
    scans = [pl.LazyFrame(schema=dict.fromkeys(("list", *columns), pl.String))]
    for each in chosen:
        content = each.content[f"{table}.csv"]
        heading = content.partition(b"\n")[0].decode()
        if heading != ",".join(columns):
            raise CouldNotRead(
                f"built-in list {each.name}, {table}.csv: its columns are {heading}; they must be {','.join(columns)}"
            )
        text = pl.scan_csv(io.BytesIO(content), schema=dict.fromkeys(columns, pl.String), null_values="")
        scans.append(text.select(pl.lit(each.name).alias("list"), pl.all()))
    return pl.concat(scans)


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))
