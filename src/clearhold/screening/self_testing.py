"""How many of the lists' own names are found, as they are written there and as they may be written elsewhere.

Names of the lists that are loaded are drawn, manipulated in eight ways, and screened as holdings' names are, by name
alone. A name as it stands on the list must always be found; how often the others are is a figure to publish.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clearhold.identity.scripts import fold_letters
from clearhold.lists import load_lists
from clearhold.matching import METHOD, match_issuers, says_nothing
from clearhold.model import LIKELY_OUTCOMES, BadInput, EntryType, IssuerTable, NameKind, Outcome, Policy
from clearhold.screening.manipulations import Manipulation, manipulate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from clearhold.model import ConcernLists

NAMES, SEED = 1000, 1

_ISSUERS = (EntryType.COMPANY.value, EntryType.ORGANISATION.value)
_LIKELY = tuple(outcome.value for outcome in LIKELY_OUTCOMES)
_PAIR = ["list", "entry"]
_QUERY = {"list": pl.String, "entry": pl.String, "name": pl.String, "class": pl.String, "manipulated": pl.String}


@dataclass(frozen=True, slots=True)
class CatchRate:
    """What became of the queries of one manipulation, on one list or on all."""

    manipulation: Manipulation
    list: str | None
    queries: int
    likely: int  # found as the same issuer
    to_look_at: int  # found as possible, or as of the same group

    @property
    def caught(self) -> int:
        """Queries whose company was found in any way."""
        return self.likely + self.to_look_at

    @property
    def missed(self) -> int:
        """Queries whose company was not found."""
        return self.queries - self.caught


@dataclass(frozen=True, slots=True)
class SelfTest:
    """A finished self-test. `queries` has a row for each: `list`, `entry`, `name`, `class`, `manipulated`, `caught`,
    `outcome` and `probability` of the best match with the company.

    `nothing` has the drawn names that cannot be matched by name: each is among the queries as it is, not caught, and in
    no rate. `missed` has the others that were not found as the list writes them.
    """

    method: str
    seed: int
    lists: tuple[str, ...]
    drawn: int
    queries: pl.DataFrame
    nothing: pl.DataFrame
    missed: pl.DataFrame
    by_class: tuple[CatchRate, ...]  # exact first
    by_list: tuple[CatchRate, ...]  # every manipulation on every list
    weak_aliases: int  # not drawn: they count only beside another fact
    never_matched: tuple[tuple[str, int], ...]  # entries of types that are no issuers, not drawn

    @property
    def failure(self) -> str | None:
        """What makes the self-test fail, in one sentence; None where every exact name was found."""
        if len(self.missed):
            first = self.missed.row(0, named=True)
            more = f" and {len(self.missed) - 1:,} more names were" if len(self.missed) > 1 else " was"
            where = f'"{first["name"]}" of {first["list"]} (entry {first["entry"]})'
            return f"self-test failed: {where}{more} not found as the list writes it"
        mute = next(
            (each for each in self.by_list if each.manipulation is Manipulation.EXACT and self._is_mute(each)), None
        )
        return (
            None if mute is None else f"self-test failed: none of the names drawn of {mute.list} can be matched by name"
        )

    def _is_mute(self, exact: CatchRate) -> bool:
        return exact.queries == 0 and exact.list in set(self.nothing["list"])


def selftest(
    lists: Sequence[str | Path] = (),
    *,
    names: int = NAMES,
    seed: int = SEED,
    known_at: date | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> SelfTest:
    """The self-test of some lists: those named or, for none, every list that is here.

    `names` are drawn evenly over the lists, by the seed; the same lists and seed give the same test. With `known_at`
    the lists are in the versions that were in use at the end of that day. Raises NotFound for an unknown list, and
    BadInput where the lists have no name to draw.
    """
    progress("loading the lists")
    return selftest_of(
        load_lists([str(name) for name in lists], known_at=known_at), names=names, seed=seed, progress=progress
    )


def selftest_of(
    lists: ConcernLists, *, names: int = NAMES, seed: int = SEED, progress: Callable[[str], None] = lambda _: None
) -> SelfTest:
    """The self-test of lists that are loaded."""
    known = lists.names.join(
        lists.entries.filter(pl.col("type").cast(pl.String).is_in(_ISSUERS)).select(_PAIR), on=_PAIR, how="semi"
    )
    telling = known.filter(pl.col("kind") != NameKind.WEAK_ALIAS.value).unique([*_PAIR, "name"], maintain_order=True)
    drawn = _draw(telling, names, seed)
    if drawn.is_empty():
        raise BadInput("the lists have no name of a company to draw; name others with --list")
    nothing = drawn.filter(says_nothing(drawn["name"])).select(*_PAIR, "name")
    progress("making other spellings")
    queries = _make_queries(drawn, nothing, telling, seed)
    progress("screening them")
    answered = _answer(queries, lists, telling)
    asked = answered.join(nothing, on=[*_PAIR, "name"], how="anti", maintain_order="left")
    here = tuple(each.name for each in lists.lists)
    others = lists.entries.filter(~pl.col("type").cast(pl.String).is_in(_ISSUERS))["type"].cast(pl.String)
    return SelfTest(
        method=METHOD,
        seed=seed,
        lists=here,
        drawn=len(drawn),
        queries=answered,
        nothing=nothing,
        missed=asked.filter(pl.col("class") == Manipulation.EXACT.value, ~pl.col("caught")).select(*_PAIR, "name"),
        by_class=_rate(asked, (None,)),
        by_list=_rate(asked, here),
        weak_aliases=known.filter(pl.col("kind") == NameKind.WEAK_ALIAS.value).height,
        never_matched=tuple(sorted((str(kind), count) for kind, count in others.value_counts().iter_rows())),
    )


def _draw(names: pl.DataFrame, number: int, seed: int) -> pl.DataFrame:
    """So many names, evenly over the lists: each list's names are shuffled by the seed, and the first of each are
    taken, then the second, until there are enough.
    """
    shuffled = [
        hashlib.sha256(f"{seed}\0{key}".encode()).hexdigest()
        for key in names.select(pl.concat_str([*_PAIR, "name"], separator="\0")).to_series()
    ]
    return (
        names.with_columns(shuffled=pl.Series(shuffled, dtype=pl.String))
        .sort("list", "shuffled")
        .with_columns(turn=pl.int_range(pl.len()).over("list"))
        .sort("turn", "list")
        .head(number)
        .sort("list", "turn")
        .select(*_PAIR, "name")
    )


def _make_queries(drawn: pl.DataFrame, nothing: pl.DataFrame, names: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Each drawn name as it is, and in every manipulation that applies unless it says nothing."""
    former: dict[tuple[str, str], list[str]] = {}
    for on, entry, name in names.filter(pl.col("kind") == NameKind.FORMER.value).select(*_PAIR, "name").iter_rows():
        former.setdefault((on, entry), []).append(name)
    mute = set(nothing.iter_rows())
    rows: list[tuple[str, str, str, str, str]] = []
    for row in drawn.iter_rows():
        on, entry, name = row
        rows.append((on, entry, name, Manipulation.EXACT.value, name))
        if row in mute:
            continue
        for manipulation, manipulated in _manipulated(name, former.get((on, entry), ()), seed):
            rows.append((on, entry, name, manipulation.value, manipulated))
    return pl.DataFrame(rows, schema=_QUERY, orient="row")


def _manipulated(name: str, former: Sequence[str], seed: int) -> Iterable[tuple[Manipulation, str]]:
    for manipulation in Manipulation:
        changed = manipulate(name, manipulation, seed)
        if manipulation is Manipulation.FORMER:
            changed = next((each for each in former if each != name), None)
        if changed is not None:
            yield manipulation, changed


def _answer(queries: pl.DataFrame, lists: ConcernLists, names: pl.DataFrame) -> pl.DataFrame:
    """The queries with `caught`, and the `outcome` and `probability` of the best match with the company asked for.

    The company is the entry, and every entry that shares a name with it, on its own list or on another.
    """
    numbered = queries.with_row_index("issuer").with_columns(pl.col("issuer").cast(pl.Int64))
    columns = dict.fromkeys(IssuerTable.column_names()) | {
        "issuer": numbered["issuer"],
        "name": numbered["manipulated"],
    }
    found = match_issuers(IssuerTable.validate(pl.DataFrame(columns), cast=True), lists, Policy())
    folded = names.select(*_PAIR, folded=fold_letters(pl.col("name")))
    company = (
        folded.join(queries.select(_PAIR).unique(), on=_PAIR, how="semi")
        .join(folded, on="folded", suffix="_same")
        .select(*_PAIR, "list_same", "entry_same")
        .unique()
    )
    rank = {outcome.value: number for number, outcome in enumerate(Outcome)}
    best = (
        numbered.select("issuer", *_PAIR)
        .join(company, on=_PAIR)
        .join(
            found.select("issuer", "list", "entry", pl.col("outcome").cast(pl.String), "probability"),
            left_on=["issuer", "list_same", "entry_same"],
            right_on=["issuer", "list", "entry"],
        )
        .sort("issuer", pl.col("outcome").replace_strict(rank, return_dtype=pl.Int8), -pl.col("probability"))
        .unique("issuer", keep="first", maintain_order=True)
        .select("issuer", "outcome", "probability")
    )
    caught = pl.col("outcome").is_not_null() & (pl.col("outcome") != Outcome.CONTRADICTED.value)
    return (
        numbered.join(best, on="issuer", how="left", maintain_order="left")
        .with_columns(caught=caught.fill_null(False))
        .select(*_QUERY, "caught", "outcome", "probability")
    )


def _rate(asked: pl.DataFrame, lists: Sequence[str | None]) -> tuple[CatchRate, ...]:
    """The rates of each manipulation on each of the lists, None meaning all of them together."""
    likely = pl.col("caught") & pl.col("outcome").is_in(_LIKELY)
    counted = asked.group_by("list", "class").agg(
        queries=pl.len(), likely=likely.sum(), to_look_at=(pl.col("caught") & ~likely).sum()
    )
    together = counted.group_by("class").agg(pl.exclude("list").sum()).with_columns(list=pl.lit(None, pl.String))
    rows = pl.concat([counted, together.select(counted.columns)]).rows_by_key(["list", "class"], unique=True)
    return tuple(
        CatchRate(manipulation, name, *rows.get((name, manipulation.value), (0, 0, 0)))
        for name in lists
        for manipulation in Manipulation
    )
