"""Whether a new version of a list may be used: compared with the version in use, since absolute bounds let much pass.

A list that arrives broken, short or changed is not used. What falls by more than a tenth waits for a person, by more
than three tenths is refused; so are an empty list, a cut one, one without its canaries, one older than ours, and one
whose ids were made anew. A person can overrule all but the empty one, by name and with a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clearhold.identity.names import plain_words
from clearhold.lists.entries import spread
from clearhold.lists.manifest import DatedBy, Decision

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from clearhold.lists.publisher import Canary

HELD_FROM, REFUSED_FROM = 0.10, 0.30  # parts lost
ENDINGS = ("no line end", "line end", "0x1A")  # of text files, the wholest last
_GROWN = 2.0  # times as many as before wait for a person
_FEW = 20  # entries; of fewer, the loss of one or two is no tenth worth refusing


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """What the gate compares of a version. `entries` are those that the publisher shows, in the file's order, in the
    columns of `entries.SCHEMA`; `ending` is what its files end in, null where that is not known.
    """

    entries: pl.DataFrame
    as_of: date
    dated_by: DatedBy
    ending: str | None
    own_ids: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks against using a version, with what it means for it."""

    decision: Decision
    words: str
    can_be_overruled: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says, and why."""

    decision: Decision
    reasons: Sequence[Reason] = ()

    @property
    def can_be_overruled(self) -> bool:
        """Whether a person may use the version all the same."""
        return all(reason.can_be_overruled for reason in self.reasons)


def judge(new: VersionFacts, old: VersionFacts | None, *, canaries: Sequence[Canary], at_least: int) -> Verdict:
    """The verdict on a new version beside the one in use (None: there is none)."""
    if new.entries.is_empty():
        words = "the list is empty: no publisher has ever emptied a list by that"
        return Verdict(Decision.REFUSED, [Reason(Decision.REFUSED, words, can_be_overruled=False)])
    reasons = [*_missing_canaries(new.entries, canaries)]
    if old is None:
        reasons += _too_few(new.entries, at_least)
    else:
        reasons += [*_dated_before(new, old), *_ends_otherwise(new, old), *_lost(new, old), *_cut_at_end(new, old)]
    decisions = {reason.decision for reason in reasons}
    for decision in (Decision.REFUSED, Decision.HELD):
        if decision in decisions:
            return Verdict(decision, reasons)
    return Verdict(Decision.ACCEPTED)


def missing_canaries(entries: pl.DataFrame, canaries: Sequence[Canary]) -> Sequence[Canary]:
    """The canaries whose words stand in that order in no name of any entry."""
    names = spread(entries, "names")["name"]
    folded = pl.Series([canary.name for canary in canaries], dtype=pl.String)
    words = pl.concat([names, folded.rename(names.name)]).to_frame("name").select(plain_words(pl.col("name")))
    together = " \n ".join(words.to_series().head(names.len()).to_list())
    wanted = words.to_series().tail(folded.len()).to_list()
    return [canary for canary, found in zip(canaries, wanted, strict=True) if found not in together]


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count:,} entries"


def _missing_canaries(entries: pl.DataFrame, canaries: Sequence[Canary]) -> Iterator[Reason]:
    for canary in missing_canaries(entries, canaries):
        yield Reason(
            Decision.REFUSED, f'"{canary.name}" is not found, which this list must have: part of it is missing'
        )


def _too_few(entries: pl.DataFrame, at_least: int) -> Iterator[Reason]:
    if entries.height < at_least:
        yield Reason(
            Decision.REFUSED, f"{_entries(entries.height)}, and a whole version of this list has at least {at_least:,}"
        )


def _dated_before(new: VersionFacts, old: VersionFacts) -> Iterator[Reason]:
    comparable = new.dated_by == old.dated_by or DatedBy.FETCHING not in {new.dated_by, old.dated_by}
    if comparable and new.as_of < old.as_of:
        yield Reason(Decision.REFUSED, f"it is of {new.as_of}, older than the version in use, which is of {old.as_of}")


def _ends_otherwise(new: VersionFacts, old: VersionFacts) -> Iterator[Reason]:
    """A text file that ends less wholly than the one before; other formats close their elements, or are refused."""
    if new.ending in ENDINGS and old.ending in ENDINGS and ENDINGS.index(new.ending) < ENDINGS.index(old.ending):
        words = f"it ends in {new.ending}, where the version in use ends in {old.ending}: it was cut"
        yield Reason(Decision.REFUSED, words)


def _lost(new: VersionFacts, old: VersionFacts) -> Iterator[Reason]:
    """What the new version has less of, and what is no longer the same."""
    now, before = new.entries, old.entries
    if before.is_empty():
        return  # nobody was listed, and nothing can be lost
    yield from _fallen("entries", before.height, now.height)
    if now.height > _GROWN * before.height and before.height >= _FEW:
        yield Reason(Decision.HELD, f"{now.height:,} entries, {now.height / before.height:.1f} times as many as before")
    if new.own_ids and old.own_ids:
        yield from _fallen_away("of the publisher's ids", before["entry"], now["entry"])
    yield from _fallen_away("of the names", spread(before, "names")["name"], spread(now, "names")["name"])
    filled_now, filled_before = _filled(now), _filled(before)
    for column, count in filled_before.items():
        expected = round(count / before.height * now.height)
        filled = filled_now.get(column, 0)
        loss, decision = _weigh(expected, filled)
        if decision is not None:
            words = f"{filled:,} of {now.height:,}, {loss:.0%} fewer by share than the {count:,} of {before.height:,}"
            yield Reason(decision, f"entries with {column}: {words} in the version in use")


def _fallen(what: str, before: int, now: int) -> Iterator[Reason]:
    loss, decision = _weigh(before, now)
    if decision is not None:
        yield Reason(decision, f"{what}: {now:,}, {loss:.0%} fewer than the {before:,} of the version in use")


def _weigh(before: int, now: int) -> tuple[float, Decision | None]:
    """Which part of a count is lost, and what that means."""
    loss = (before - now) / before if before else 0.0
    return loss, _decide(loss, before)


def _fallen_away(what: str, before: pl.Series, now: pl.Series) -> Iterator[Reason]:
    known = before.unique()
    gone = known.len() - int(known.is_in(now.implode()).sum())
    loss = gone / known.len() if known.len() else 0.0
    decision = _decide(loss, known.len())
    if decision is not None:
        yield Reason(decision, f"{gone:,} {what} that the version in use has, {loss:.0%}, are gone")


def _decide(loss: float, before: int) -> Decision | None:
    if loss > REFUSED_FROM and (before >= _FEW or loss == 1):
        return Decision.REFUSED
    return Decision.HELD if loss > HELD_FROM else None


def _filled(entries: pl.DataFrame) -> Mapping[str, int]:
    """How many entries have something in each column that a version may lose."""
    counts = {
        "an address": _count(entries, pl.col("addresses").list.len() > 0),
        "a country": _count(entries, pl.col("countries").list.len() > 0),
        "a parent": _count(entries, pl.col("parents").list.len() > 0),
        "further names": _count(entries, pl.col("names").list.len() > 1),
    }
    identifiers = spread(entries, "identifiers").unique(["entry", "scheme"])
    for scheme, count in identifiers.group_by("scheme").len().sort("scheme").iter_rows():
        counts[f"{'an' if scheme[0] in 'aeilmo' else 'a'} {scheme.upper() if len(scheme) < 5 else scheme}"] = count  # noqa: PLR2004
    listings = spread(entries, "listings")
    for column, words in (
        ("listed_on", "a date of listing"),
        ("effective_on", "a date of effect"),
        ("words", "the publisher's reason"),
    ):
        counts[words] = listings.filter(pl.col(column).is_not_null())["entry"].n_unique()
    return counts


def _count(entries: pl.DataFrame, claim: pl.Expr) -> int:
    return int(entries.select(claim.sum()).item())


def _cut_at_end(new: VersionFacts, old: VersionFacts) -> Iterator[Reason]:
    """A version that lacks exactly the last entries of the one before, and is otherwise the same, looks cut."""
    before, now = old.entries["entry"], new.entries["entry"]
    lacking = before.len() - now.len()
    if lacking > 0 and before.head(now.len()).equals(now):
        last = old.entries["name"][now.len() - 1]
        yield Reason(
            Decision.HELD,
            f'it ends with "{last}" and lacks just the {_entries(lacking)} that stood behind it: it looks cut',
        )
