"""What differs between two versions of a list: who came, who went, whose names, identifiers and listings changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clearhold.lists.entries import open_entries, spread

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """An entry by its id and primary name."""

    entry: str
    name: str


@dataclass(frozen=True, slots=True)
class Change:
    """What an entry has now and had not (`came`), and had and has no more (`went`), as a reader would write it."""

    entry: str
    name: str
    came: tuple[str, ...]
    went: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListDifference:
    """From an earlier version to a later one. `ended` and `restarted` are listings of entries that both have, and of
    those that the later version keeps only as history.
    """

    added: Sequence[NamedEntry]
    removed: Sequence[NamedEntry]
    names: Sequence[Change]
    identifiers: Sequence[Change]
    ended: Sequence[Change]
    restarted: Sequence[Change]
    other_listings: Sequence[Change]  # further programmes, corrected dates

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not any(
            (self.added, self.removed, self.names, self.identifiers, self.ended, self.restarted, self.other_listings)
        )


def compare_versions(before: pl.DataFrame, after: pl.DataFrame) -> ListDifference:
    """What differs between two tables of entries in the columns of `entries.SCHEMA`, each part by name.

    An entry counts as removed where the later version lacks it altogether, or keeps it only with listings that ended
    meanwhile; the latter stand under `ended` too.
    """
    in_force = [_in_force(version) for version in (before, after)]
    everybody = pl.concat([after.select("entry", "name"), before.select("entry", "name")]).unique(
        "entry", keep="first", maintain_order=True
    )
    was, is_now = (set(entries) for entries in in_force)
    ever = set(before["entry"])
    came = {entry for entry in is_now if entry not in ever}
    again = {entry for entry in is_now - was if entry in ever}
    went = was - is_now
    periods = _listings(before), _listings(after)
    changes = _changes(everybody, *periods)
    return ListDifference(
        added=_named(everybody, came),
        removed=_named(everybody, went),
        names=_changes(everybody, _names(before), _names(after), only=ever - (ever - set(after["entry"]))),
        identifiers=_changes(everybody, _identifiers(before), _identifiers(after), only=ever & set(after["entry"])),
        ended=[change for change in changes if change.entry in went and change.came],
        restarted=[change for change in changes if change.entry in again],
        other_listings=[change for change in changes if change.entry in was & is_now],
    )


def _in_force(entries: pl.DataFrame) -> Sequence[str]:
    return open_entries(entries)["entry"].to_list()


def _names(entries: pl.DataFrame) -> pl.DataFrame:
    return spread(entries, "names").select("entry", words="name")


def _identifiers(entries: pl.DataFrame) -> pl.DataFrame:
    words = pl.concat_str(
        pl.col("scheme").str.to_uppercase(), pl.lit(" "), pl.col("value"), pl.format(" {}", "market").fill_null("")
    )
    return spread(entries, "identifiers").select("entry", words=words)


def _listings(entries: pl.DataFrame) -> pl.DataFrame:
    words = pl.concat_str(
        pl.col("programme"),
        pl.format(", from {}", "listed_on").fill_null(""),
        pl.format(", until {}", "delisted_on").fill_null(""),
    )
    return spread(entries, "listings").select("entry", words=words)


def _changes(
    everybody: pl.DataFrame, before: pl.DataFrame, after: pl.DataFrame, only: set[str] | None = None
) -> list[Change]:
    """What each entry that is in both has more, and less, in the order of the entries' names."""
    both = set(before["entry"]) & set(after["entry"]) if only is None else only
    key = ["entry", "words"]
    parts = [
        first.filter(pl.col("entry").is_in(list(both)))
        .unique(key, maintain_order=True)
        .join(second, on=key, how="anti", maintain_order="left")
        .group_by("entry", maintain_order=True)
        .agg("words")
        for first, second in ((after, before), (before, after))
    ]
    came, went = ({row["entry"]: tuple(row["words"]) for row in part.to_dicts()} for part in parts)
    changed = everybody.filter(pl.col("entry").is_in([*came, *went])).sort("name", "entry")
    return [
        Change(row["entry"], row["name"], came.get(row["entry"], ()), went.get(row["entry"], ()))
        for row in changed.to_dicts()
    ]


def _named(everybody: pl.DataFrame, entries: set[str]) -> list[NamedEntry]:
    rows = everybody.filter(pl.col("entry").is_in(list(entries))).sort("name", "entry")
    return [NamedEntry(row["entry"], row["name"]) for row in rows.to_dicts()]
