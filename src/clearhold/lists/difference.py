"""What differs between two versions of a list: who came, who went, and what changed about whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clearhold.lists.entries import open_entries, spread
from clearhold.model import NameKind

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_GROUND = ("programme", "ground", "evidence_class")


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
    other_listings: Sequence[Change]  # further programmes, corrected dates, entries that are only history
    other_facts: Sequence[Change]  # type, which name is what, countries, addresses, parents, grounds, answers

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not any(
            (
                *(self.added, self.removed, self.names, self.identifiers),
                *(self.ended, self.restarted, self.other_listings, self.other_facts),
            )
        )


def compare_versions(before: pl.DataFrame, after: pl.DataFrame) -> ListDifference:
    """What differs between two tables of entries in the columns of `entries.SCHEMA`, each part by name.

    An entry counts as removed where the later version lacks it altogether, or keeps it only with listings that ended
    meanwhile; the latter stand under `ended` too. Not compared is where a fact is from: its source, the publisher's
    number and the place in its file.
    """
    everybody = pl.concat([after.select("entry", "name"), before.select("entry", "name")]).unique(
        "entry", keep="first", maintain_order=True
    )
    was, is_now = (set(open_entries(version)["entry"]) for version in (before, after))
    had, has = set(before["entry"]), set(after["entry"])
    added, removed = is_now - had, was - is_now
    again = (is_now - was) & had
    # Who came or went altogether is told by name; whose listings had all ended then, by their periods.
    periods = _changes(everybody, _listings(before), _listings(after), (had | has) - added - (removed - has))
    return ListDifference(
        added=_named(everybody, added),
        removed=_named(everybody, removed),
        names=_changes(everybody, _names(before), _names(after), had & has),
        identifiers=_changes(everybody, _identifiers(before), _identifiers(after), had & has),
        ended=[change for change in periods if change.entry in removed],
        restarted=[change for change in periods if change.entry in again],
        other_listings=[change for change in periods if change.entry not in removed | again],
        other_facts=_changes(everybody, _facts(before), _facts(after), (had & has) - removed - again),
    )


def _names(entries: pl.DataFrame) -> pl.DataFrame:
    return spread(entries, "names").select("entry", words="name")


def _identifiers(entries: pl.DataFrame) -> pl.DataFrame:
    words = pl.concat_str(
        pl.col("scheme").str.to_uppercase(), pl.lit(" "), pl.col("value"), pl.format(" {}", "market").fill_null("")
    )
    return spread(entries, "identifiers").select("entry", words=words)


def _listings(entries: pl.DataFrame) -> pl.DataFrame:
    return spread(entries, "listings").select("entry", words=_period())


def _period() -> pl.Expr:
    return pl.concat_str(
        pl.col("programme"),
        pl.format(", from {}", "listed_on").fill_null(""),
        pl.format(", in effect from {}", "effective_on").fill_null(""),
        pl.format(", until {}", "delisted_on").fill_null(""),
    )


def _facts(entries: pl.DataFrame) -> pl.DataFrame:
    """What else an entry is told to be; of names which one is primary and which are weak, of listings their ground."""
    names, listings = spread(entries, "names"), spread(entries, "listings")
    telling = pl.col("kind") != NameKind.STRONG_ALIAS.value
    nation = pl.format(" ({})", "country").fill_null("")
    return pl.concat(
        [
            _told(entries, "type", "type"),
            _told(entries, "the company's answer", "answer"),
            _told(entries.explode("countries"), "country", "countries"),
            _told(entries.explode("parents"), "parent", "parents"),
            names.filter(telling).select("entry", words=pl.format("{}: {}", "kind", "name")),
            spread(entries, "addresses").select("entry", words=pl.format("address: {}{}", "address", nation)),
            listings.select("entry", words=pl.format("ground of {}: {} (class {})", *_GROUND)),
            _told(listings, "the publisher's words", "words"),
            _told(listings, "account", "account"),
        ]
    )


def _told(rows: pl.DataFrame, title: str, column: str) -> pl.DataFrame:
    return rows.drop_nulls(column).select("entry", words=pl.format("{}: {}", pl.lit(title), column))


def _changes(everybody: pl.DataFrame, before: pl.DataFrame, after: pl.DataFrame, only: Collection[str]) -> list[Change]:
    """What each of some entries has more, and less, in the order of the entries' names."""
    key = ["entry", "words"]
    parts = [
        first.filter(pl.col("entry").is_in(list(only)))
        .unique(key, maintain_order=True)
        .join(second, on=key, how="anti", maintain_order="left")
        .group_by("entry", maintain_order=True)
        .agg("words")
        for first, second in ((after, before), (before, after))
    ]
    came, went = ({row["entry"]: tuple(row["words"]) for row in part.to_dicts()} for part in parts)
    changed = _by_name(everybody.filter(pl.col("entry").is_in([*came, *went])))
    return [
        Change(row["entry"], row["name"], came.get(row["entry"], ()), went.get(row["entry"], ()))
        for row in changed.to_dicts()
    ]


def _named(everybody: pl.DataFrame, entries: Collection[str]) -> list[NamedEntry]:
    rows = _by_name(everybody.filter(pl.col("entry").is_in(list(entries))))
    return [NamedEntry(row["entry"], row["name"]) for row in rows.to_dicts()]


def _by_name(entries: pl.DataFrame) -> pl.DataFrame:
    return entries.sort(pl.col("name").str.to_lowercase(), "entry")
