"""What holds of any two versions of a list: their history, their difference, the gate's verdict, their tables."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from clearhold.lists.difference import compare_versions
from clearhold.lists.entries import NESTED, SCHEMA, gather, open_entries, settle, spread, take_apart
from clearhold.lists.gate import VersionFacts, judge
from clearhold.lists.history import carry_history
from clearhold.lists.manifest import DatedBy, Decision
from clearhold.lists.parsed import (
    ParsedAddress,
    ParsedEntry,
    ParsedIdentifier,
    ParsedList,
    ParsedListing,
    ParsedName,
)
from clearhold.model import EntryType, EvidenceClass, IdentifierScheme, NameKind
from tests.lists.listed import sent

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from clearhold.lists.difference import Change

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)
few = settings(max_examples=25)

# Few values, so that two versions often have the same and nearly the same.
DAYS = st.sampled_from([None, date(2019, 1, 1), date(2020, 1, 1), date(2021, 1, 1)])
ENDS = st.sampled_from([None, None, date(2022, 1, 1), date(2023, 1, 1)])
KINDS = st.sampled_from([NameKind.STRONG_ALIAS, NameKind.WEAK_ALIAS, NameKind.FORMER])
ALIASES = st.builds(ParsedName, st.sampled_from(["Alfa", "Betta", "Gama", "阿里"]), KINDS)
IDENTIFIERS = st.builds(
    ParsedIdentifier,
    st.sampled_from([IdentifierScheme.ISIN, IdentifierScheme.TICKER]),
    st.sampled_from(["GB0002634946", "US0378331005", "GB0002634947"]),
    st.sampled_from([None, "CN"]),
)
PERIODS = st.builds(
    ParsedListing,
    programme=st.sampled_from(["EL", "MEU"]),
    ground=st.sampled_from(["a ground", "another ground"]),
    evidence_class=st.sampled_from([EvidenceClass.OFFICIAL_HUMAN_RIGHTS, EvidenceClass.OFFICIAL_OTHER_GROUND]),
    source=st.just("https://example.org/list"),
    words=st.sampled_from([None, "for its part in it"]),
    listed_on=DAYS,
    effective_on=st.sampled_from([None, date(2021, 1, 1)]),
    delisted_on=ENDS,
)


def _once(periods: list[ParsedListing]) -> tuple[ParsedListing, ...]:
    """A publisher states a period once: its programme and first day."""
    return tuple({(period.programme, period.listed_on): period for period in periods}.values())


def parties(number: int) -> st.SearchStrategy[ParsedEntry]:
    return st.builds(
        ParsedEntry,
        id=st.just(str(number)),
        type=st.sampled_from([EntryType.COMPANY, EntryType.ORGANISATION]),
        names=st.builds(
            lambda name, aliases: (ParsedName(name), *aliases),
            st.sampled_from([f"Party {number} of Place", f"Other {number} of Place"]),
            st.lists(ALIASES, max_size=3, unique_by=lambda name: name.text),
        ),
        listings=st.lists(PERIODS, min_size=1, max_size=3).map(_once),
        identifiers=st.lists(IDENTIFIERS, max_size=3).map(tuple),
        addresses=st.lists(st.builds(ParsedAddress, st.sampled_from(["Street 1", "Street 2"])), max_size=2).map(tuple),
        countries=st.lists(st.sampled_from(["CN", "HK"]), max_size=2).map(tuple),
        parents=st.lists(st.sampled_from(["Parent A", "Parent B"]), max_size=2).map(tuple),
    )


def _table(told: list[ParsedEntry]) -> pl.DataFrame:
    """The entries as they are compared; scripts and check digits, which nothing here asks for, are not worked out."""
    return sent(ParsedList(told, len(told))).entries


def _told(fewest: int) -> st.SearchStrategy[list[ParsedEntry]]:
    chosen = st.lists(st.integers(1, 5), unique=True, min_size=fewest, max_size=5)
    return chosen.flatmap(lambda numbers: st.tuples(*map(parties, sorted(numbers))).map(list))


VERSIONS, WHOLE_VERSIONS = _told(0).map(_table), _told(1).map(_table)
_PARTS = ("type", "names", "listings", "identifiers", "addresses", "countries", "parents")


@st.composite
def a_version_and_the_next(draw: st.DrawFn) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Two versions that are nearly the same, as real ones are: random ones differ in everything at once."""
    before = draw(_told(0))
    after = []
    for party in before:
        what = draw(st.sampled_from(["stays", "goes", "loses a period", "changes"]))
        if what == "loses a period":
            kept = draw(st.lists(st.sampled_from(party.listings), unique=True, min_size=1))
            after.append(replace(party, listings=_once([*kept, *draw(st.lists(PERIODS, max_size=1))])))
        elif what == "changes":
            part = draw(st.sampled_from(_PARTS))
            after.append(replace(party, **{part: getattr(draw(parties(int(party.id))), part)}))
        elif what == "stays":
            after.append(party)
    after += [draw(parties(number)) for number in draw(st.sampled_from([(), (6,), (6, 7)]))]
    return _table(before), _table(after)


VERSION_AND_NEXT = a_version_and_the_next()


def periods(entries: pl.DataFrame) -> list[dict[str, Any]]:
    return spread(entries, "listings").to_dicts()


def key(period: dict[str, Any]) -> tuple[Any, ...]:
    return period["entry"], period["programme"], period["listed_on"]


@few
@given(VERSION_AND_NEXT)
def test_every_period_that_ever_was_stays_unless_the_new_version_corrects_it(
    versions: tuple[pl.DataFrame, pl.DataFrame],
) -> None:
    before, now = versions
    carried = carry_history_of(before, now)
    assert sorted(carried["entry"]) == sorted({*before["entry"], *now["entry"]})
    assert set(carried.filter("shown")["entry"]) == set(now["entry"])
    stays = {(*key(period), period["delisted_on"]) for period in periods(carried)}
    had, shown = {key(period) for period in periods(before)}, {key(period) for period in periods(now)}
    for period in periods(before):
        entry, programme, day = key(period)
        if key(period) in shown:
            continue  # its end is as the publisher says now
        corrected = any(
            new not in had and new[0] == entry and (new[1] == programme or (day is not None and new[2] == day))
            for new in shown
        )
        if period["delisted_on"]:
            assert (entry, programme, day, period["delisted_on"]) in stays
        elif not corrected:
            assert (entry, programme, day, JUNE) in stays


def carry_history_of(before: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
    return carry_history(before, now, was_on=MAY, is_on=JUNE)


@few
@given(VERSION_AND_NEXT)
def test_what_the_new_version_shows_stands_as_it_is_and_nothing_else_is_in_force(
    versions: tuple[pl.DataFrame, pl.DataFrame],
) -> None:
    before, now = versions
    carried = periods(carry_history_of(before, now))
    shown = {key(period) for period in periods(now)}
    assert [period for period in carried if key(period) in shown] != [] or not shown
    rows = Counter(map(repr, periods(now)))
    assert Counter(repr(period) for period in carried if key(period) in shown) == rows
    assert {key(period) for period in carried if period["delisted_on"] is None} == {
        key(period) for period in periods(now) if period["delisted_on"] is None
    }


@few
@given(VERSION_AND_NEXT)
def test_carrying_the_same_version_again_changes_nothing(versions: tuple[pl.DataFrame, pl.DataFrame]) -> None:
    before, now = versions
    once = carry_history_of(before, now)
    again = carry_history(once, now, was_on=JUNE, is_on=JULY)
    assert again.to_dicts() == once.to_dicts()


def told(entries: pl.DataFrame) -> dict[str, Any]:
    """What a version says, told apart by another way than the code's: by entry, order and origin left out."""

    def rows(rows: list[dict[str, Any]], *left_out: str) -> frozenset[Any]:
        return frozenset(tuple((name, value) for name, value in row.items() if name not in left_out) for row in rows)

    return {
        entry["entry"]: (
            *(entry[column] for column in ("type", "answer")),
            *(frozenset(entry[column]) for column in ("countries", "parents")),
            rows(entry["names"], "source"),
            rows(entry["identifiers"], "source"),
            rows(entry["addresses"]),
            # A ground and the publisher's words are compared by programme, not by period.
            frozenset(
                (each["programme"], each["listed_on"], each["effective_on"], each["delisted_on"])
                for each in entry["listings"]
            ),
            frozenset((each["programme"], each["ground"], each["evidence_class"]) for each in entry["listings"]),
            frozenset(each["words"] for each in entry["listings"]) - {None},
        )
        for entry in entries.to_dicts()
    }


@few
@given(VERSION_AND_NEXT)
def test_two_versions_differ_where_they_say_something_else_and_only_there(
    versions: tuple[pl.DataFrame, pl.DataFrame],
) -> None:
    before, after = versions
    assert compare_versions(before, after).is_empty == (told(before) == told(after))


def turned(changes: Sequence[Change]) -> set[tuple[str, frozenset[str], frozenset[str]]]:
    return {(change.entry, frozenset(change.went), frozenset(change.came)) for change in changes}


def straight(changes: Sequence[Change]) -> set[tuple[str, frozenset[str], frozenset[str]]]:
    return {(change.entry, frozenset(change.came), frozenset(change.went)) for change in changes}


@few
@given(VERSION_AND_NEXT)
def test_the_way_back_is_the_mirror_of_the_way_there(versions: tuple[pl.DataFrame, pl.DataFrame]) -> None:
    before, after = versions
    there, back = compare_versions(before, after), compare_versions(after, before)
    for part in ("names", "identifiers", "other_listings", "other_facts"):
        assert straight(getattr(there, part)) == turned(getattr(back, part)), part
    assert straight(there.ended) == turned(back.restarted)
    assert straight(there.restarted) == turned(back.ended)
    # Who is removed, and stays as history, comes back as listed again; who is not there at all, as added.
    gone = {each.entry for each in there.removed}
    assert gone == {each.entry for each in back.added} | {each.entry for each in back.restarted}
    assert {each.entry for each in back.added} == gone - set(after["entry"])


@few
@given(VERSION_AND_NEXT)
def test_a_difference_counts_who_is_in_force(versions: tuple[pl.DataFrame, pl.DataFrame]) -> None:
    before, after = versions
    difference = compare_versions(before, after)
    was, is_now = (set(open_entries(version)["entry"]) for version in (before, after))
    came = {each.entry for each in difference.added} | {each.entry for each in difference.restarted}
    assert (was - {each.entry for each in difference.removed}) | came == is_now


def facts(entries: pl.DataFrame) -> VersionFacts:
    return VersionFacts(entries, JUNE, DatedBy.PUBLISHER, "line end", own_ids=True)


@few
@given(WHOLE_VERSIONS)
def test_the_gate_takes_the_version_in_use_again(version: pl.DataFrame) -> None:
    verdict = judge(facts(version), facts(version), canaries=(), at_least=1000)
    assert verdict.decision is Decision.ACCEPTED
    assert verdict.reasons == ()


@few
@given(WHOLE_VERSIONS, VERSIONS, st.randoms(use_true_random=False))
def test_the_order_of_rows_within_entries_never_changes_the_verdict(
    new: pl.DataFrame, old: pl.DataFrame, chance: random.Random
) -> None:
    def judged(version: pl.DataFrame, in_use: pl.DataFrame) -> object:
        return judge(facts(version), facts(in_use), canaries=(), at_least=1)

    assert judged(shuffled(new, chance), shuffled(old, chance)) == judged(new, old)


def shuffled(entries: pl.DataFrame, chance: random.Random) -> pl.DataFrame:
    """The entries with the rows of each nested table, and the countries and parents, in another order."""
    rows = entries.to_dicts()
    for row in rows:
        for column in (*NESTED, "countries", "parents"):
            chance.shuffle(row[column])
    return pl.DataFrame(rows, schema=SCHEMA)


@few
@given(WHOLE_VERSIONS, st.integers(0, 4))
def test_a_version_that_is_refused_or_held_says_why(old: pl.DataFrame, kept: int) -> None:
    verdict = judge(facts(old.head(kept)), facts(old), canaries=(), at_least=1)
    assert bool(verdict.reasons) == (verdict.decision is not Decision.ACCEPTED)
    assert (verdict.decision is Decision.ACCEPTED) == (kept >= old.height)
    assert verdict.can_be_overruled == (kept > 0)


def test_nothing_can_be_lost_where_nobody_was_listed() -> None:
    nobody = pl.DataFrame(schema=SCHEMA)
    (party,) = [ParsedEntry("1", EntryType.COMPANY, (ParsedName("Acme"),), ())]
    assert judge(facts(_table([party])), facts(nobody), canaries=(), at_least=1).decision is Decision.ACCEPTED


@few
@given(_told(0))
def test_tables_gathered_and_taken_apart_are_the_same_again(entries: list[ParsedEntry]) -> None:
    version, _ = settle(_table(entries), "list.xml")
    tables = take_apart(version, "a-list")
    assert gather(tables).to_dicts() == version.with_columns(place=pl.lit(None, pl.Int64)).to_dicts()
    again = take_apart(gather(tables), "a-list")
    for table in ("entries", *NESTED):
        assert getattr(again, table).equals(getattr(tables, table)), table


@few
@given(st.lists(st.tuples(st.sampled_from(["7", "7-2", "7-3", "8"]), st.sampled_from("AB")), max_size=9))
def test_ids_are_told_apart_whatever_they_are_and_each_party_stays(given_ids: list[tuple[str, str]]) -> None:
    parsed = [replace(_party(entry), names=(ParsedName(f"{name} Works"),)) for entry, name in given_ids]
    settled, problems = settle(_table(parsed), "list.csv")
    assert settled["entry"].is_unique().all()
    assert settled.height == len(set(given_ids))
    # Each row that is not there under its own id is told.
    assert len(problems) == len(given_ids) - len({entry for entry, _ in given_ids})


def _party(entry: str) -> ParsedEntry:
    return ParsedEntry(entry, EntryType.COMPANY, (ParsedName("A"),), ())
