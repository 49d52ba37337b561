"""Known holdings that every run plants among the fund's: a run that does not find them is marked as failed.

They are made of the lists' own entries, so that a list or a matcher which has gone wrong cannot pass for a fund that
holds nothing listed. Which are planted depends on the lists alone. They are taken out again with their matches.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from clearhold.identity.legal_forms import legal_forms
from clearhold.identity.rarity import word_counts
from clearhold.model import EntryType, IssuerTable, MatchTable, NameKind, Outcome, Planted, PlantedBy, SelfCheck

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import dataframely as dy

    from clearhold.model import ConcernLists

_IN_ALL = 25  # but two of each list at the least, and five at the most
_LEAST_OF_A_LIST, _MOST_OF_A_LIST = 2, 5
_LOOKED_AT = 40  # entries that are looked at for one to plant
_ISSUERS = (EntryType.COMPANY.value, EntryType.ORGANISATION.value)
_HAN = re.compile(r"[\u4e00-\u9fff]{6,}")  # shorter ones may be a place and a line of business
_WORD = re.compile(r"[^\W\d_]{5,}")
_OF_A_SECURITY = frozenset(
    (
        *("class", "classes", "series", "shares", "stock", "units", "rights", "warrants", "bonds", "notes"),
        *("ordinary", "common", "preferred", "preference", "registered", "sponsored", "depositary", "receipts"),
    )
)

# In any two that follow each other is one that is found by a name.
_WAYS = (PlantedBy.NAME, PlantedBy.ISIN, PlantedBy.ALIAS, PlantedBy.ORIGINAL_SCRIPT, PlantedBy.LEI)


@dataclass(frozen=True, slots=True)
class Planting:
    """The issuers of a run, with planted ones behind them from the number `first` on."""

    issuers: dy.DataFrame[IssuerTable]
    first: int
    check: SelfCheck  # before anything is matched


def plant(issuers: dy.DataFrame[IssuerTable], lists: ConcernLists) -> Planting:
    """The issuers with known ones planted behind them, numbered on: two to five of each list, 25 or more in all."""
    planted = choose_planted(lists)
    first = issuers.height
    sown = [planted_as for planted_as, _ in planted]
    rows = [
        {"issuer": first + number, "country": country} | _held(each) for number, (each, country) in enumerate(planted)
    ]
    columns = {column: [row.get(column) for row in rows] for column in IssuerTable.column_names()}
    behind = pl.DataFrame(columns, schema=issuers.schema)
    with_entries = set(lists.entries["list"].unique())
    chosen = {each.list for each in sown}
    names = [each.name for each in lists.lists]
    return Planting(
        issuers=IssuerTable.validate(pl.concat([issuers, behind])),
        first=first,
        check=SelfCheck(
            planted=tuple(sown),
            empty=tuple(name for name in names if name not in with_entries),
            unplanted=tuple(name for name in names if name in with_entries - chosen),
        ),
    )


def take_out(planting: Planting, matches: dy.DataFrame[MatchTable]) -> tuple[dy.DataFrame[MatchTable], SelfCheck]:
    """The matches of the fund's own issuers, and what became of those that were planted."""
    theirs = matches.filter(pl.col("issuer") >= planting.first, pl.col("outcome") != Outcome.CONTRADICTED.value)
    found = set(theirs.select("issuer", "list", "entry").iter_rows())
    check = planting.check
    missed = tuple(
        each
        for number, each in enumerate(check.planted, planting.first)
        if (number, each.list, each.entry) not in found
    )
    own = MatchTable.validate(matches.filter(pl.col("issuer") < planting.first))
    return own, SelfCheck(check.planted, missed, check.empty, check.unplanted)


def choose_planted(lists: ConcernLists) -> list[tuple[Planted, str | None]]:
    """What is planted, each with the country that it is given: spread over the lists, their entries and the ways."""
    by_way = _offers(lists)
    names = sorted({each.name for each in lists.lists})
    orders = {name: [*_WAYS[turn % len(_WAYS) :], *_WAYS[: turn % len(_WAYS)]] for turn, name in enumerate(names)}
    chosen: dict[tuple[str, str, str], tuple[Planted, str | None]] = {}
    for turn in range(_MOST_OF_A_LIST):
        for name in names:
            if turn >= _LEAST_OF_A_LIST and len(chosen) >= _IN_ALL:
                break
            ways = orders[name][turn:] + orders[name][:turn]
            frames = [(way, by_way[way][name]) for way in ways if name in by_way[way]]
            offered = (offer for way, frame in frames for offer in _spread(frame, way, turn))
            new = next((offer for offer in offered if (name, offer[0].entry, offer[0].value) not in chosen), None)
            if new is not None:
                chosen[name, new[0].entry, new[0].value] = new
    return sorted(chosen.values(), key=lambda each: (each[0].list, _WAYS.index(each[0].by), each[0].entry))


def _offers(lists: ConcernLists) -> Mapping[PlantedBy, Mapping[str, pl.DataFrame]]:
    """For each way and list what could be planted: `list`, `entry`, `name`, `country`, `value`, in order."""
    issuers = lists.entries.filter(pl.col("type").cast(pl.String).is_in(_ISSUERS)).select(
        "list", "entry", "name", "country"
    )
    securities = lists.entries.filter(pl.col("type") == EntryType.SECURITY.value).select(issuers.columns)
    names = lists.names.join(issuers, on=["list", "entry"]).rename({"name": "value", "name_right": "name"})
    valid = lists.identifiers.filter(pl.col("valid"))

    def known(scheme: str, of: pl.DataFrame) -> pl.DataFrame:
        return valid.filter(pl.col("scheme") == scheme).join(of, on=["list", "entry"])

    offered = {
        PlantedBy.NAME: issuers.with_columns(value="name"),
        PlantedBy.ISIN: known("isin", pl.concat([issuers, securities])),
        PlantedBy.ALIAS: names.filter(
            pl.col("kind").cast(pl.String).is_in([NameKind.STRONG_ALIAS.value, NameKind.FORMER.value])
        ),
        PlantedBy.ORIGINAL_SCRIPT: names.filter(pl.col("kind") == NameKind.ORIGINAL_SCRIPT.value),
        PlantedBy.LEI: known("lei", issuers),
    }
    return {
        way: {
            str(name): part
            for (name,), part in frame.select("list", "entry", "name", "country", "value")
            .sort("list", "entry", "value")
            .partition_by("list", as_dict=True)
            .items()
        }
        for way, frame in offered.items()
    }


def _spread(offers: pl.DataFrame, way: PlantedBy, turn: int) -> Iterable[tuple[Planted, str | None]]:
    """What is fit to be planted of one list in one way, beginning at another place of the list at each turn."""
    begin = len(offers) * (2 * turn + 1) // (2 * _MOST_OF_A_LIST)
    for step in range(min(len(offers), _LOOKED_AT)):
        name, entry, primary, country, value = offers.row((begin + step) % len(offers))
        if way in {PlantedBy.ISIN, PlantedBy.LEI}:
            yield Planted(name, entry, primary, way, value), None
        elif is_telling(value):
            yield Planted(name, entry, primary, way, value), country


def _held(planted: Planted) -> dict[str, object]:
    """The one thing that a planted holding has, by the issuer table's column."""
    match planted.by:
        case PlantedBy.ISIN:
            return {"isin": planted.value, "isin_valid": True}
        case PlantedBy.LEI:
            return {"lei": planted.value}
        case _:
            return {"name": planted.value}


def is_telling(name: str) -> bool:
    """Whether every working matcher must find a name: it has a long word of few companies, or six Chinese characters.

    Not to find a name of common words alone is no fault of a run.
    """
    common = _common_words()
    rare = (word for word in _WORD.findall(name.lower()) if word not in common and word.removesuffix("s") not in common)
    return any(rare) or _HAN.search(name) is not None


@cache
def _common_words() -> frozenset[str]:
    """Words of several companies' names, of legal forms and of securities."""
    _, _, counts = word_counts()
    forms = (word for form in legal_forms()["form"] for word in form.split())
    return _OF_A_SECURITY.union(counts["word"], forms)
