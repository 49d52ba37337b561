"""What the gate says of new versions: every shape in which a list has arrived broken, short or changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from clearhold.lists.entries import SCHEMA, attach, spread
from clearhold.lists.gate import VersionFacts, judge, missing_canaries
from clearhold.lists.manifest import DatedBy, Decision
from clearhold.lists.publisher import Canary
from tests.lists.listed import entries

COUNT = 200
USED = VersionFacts(
    entries(
        *(
            f"{n}: Company {n} of Place | CN | alias C{n} Ltd | isin X{n} | at Street {n} @ 2020-01-01"
            for n in range(COUNT)
        )
    ),
    date(2026, 6, 1),
    DatedBy.PUBLISHER,
    "0x1A",
    own_ids=True,
)


def a_version(table: pl.DataFrame, **changed: object) -> VersionFacts:
    return replace(USED, entries=table, **changed)  # type: ignore[arg-type]


def decision(version: VersionFacts, old: VersionFacts | None = USED, canaries: tuple[Canary, ...] = ()) -> Decision:
    return judge(version, old, canaries=canaries, at_least=100).decision


def thinned(percent: int) -> pl.DataFrame:
    """The table less so many percent of its entries, taken from everywhere but the end."""
    step = pl.int_range(pl.len()) * 37 % 100
    return USED.entries.filter((step >= percent) | (pl.int_range(pl.len()) == COUNT - 1))


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        (0, Decision.ACCEPTED),
        (5, Decision.ACCEPTED),
        (9, Decision.ACCEPTED),
        (12, Decision.HELD),
        (29, Decision.HELD),
        (32, Decision.REFUSED),
        (50, Decision.REFUSED),
    ],
)
def test_a_list_that_shrinks_by_over_a_tenth_waits_and_by_over_three_tenths_is_refused(
    percent: int, expected: Decision
) -> None:
    assert decision(a_version(thinned(percent))) is expected


def test_an_empty_list_is_refused_whatever_was_before_and_nobody_can_overrule_it() -> None:
    empty = a_version(pl.DataFrame(schema=SCHEMA))
    for old in (USED, None):
        verdict = judge(empty, old, canaries=(), at_least=0)
        assert verdict.decision is Decision.REFUSED
        assert not verdict.can_be_overruled


@pytest.mark.parametrize("column", ["identifiers", "addresses", "listings"])
def test_a_list_that_loses_a_column_is_refused(column: str) -> None:
    rows = spread(USED.entries, column)
    emptied = rows.with_columns(listed_on=pl.lit(None, pl.Date)) if column == "listings" else rows.head(0)
    assert decision(a_version(attach(USED.entries, column, emptied))) is Decision.REFUSED


def test_a_list_that_loses_a_fifth_of_a_column_waits() -> None:
    rows = spread(USED.entries, "identifiers").with_row_index().filter(pl.col("index") % 5 != 0).drop("index")
    verdict = judge(a_version(attach(USED.entries, "identifiers", rows)), USED, canaries=(), at_least=1)
    assert verdict.decision is Decision.HELD
    assert [reason.words for reason in verdict.reasons] == [
        "entries with an ISIN: 160 of 200, 20% fewer by share than the 200 of 200 in the version in use"
    ]


def test_countries_that_are_gone_are_a_lost_column() -> None:
    assert decision(a_version(USED.entries.with_columns(countries=pl.lit([], pl.List(pl.String))))) is Decision.REFUSED


def test_a_list_that_lacks_only_its_end_looks_cut_and_waits_though_little_is_missing() -> None:
    verdict = judge(a_version(USED.entries.head(COUNT - 1)), USED, canaries=(), at_least=1)
    assert verdict.decision is Decision.HELD
    assert 'ends with "Company 198 of Place" and lacks just the 1 entry that' in verdict.reasons[0].words


@pytest.mark.parametrize("ending", ["line end", "no line end"])
def test_a_text_that_ends_less_wholly_than_before_was_cut(ending: str) -> None:
    assert decision(a_version(USED.entries, ending=ending)) is Decision.REFUSED


def test_a_list_in_another_format_may_end_otherwise() -> None:
    assert decision(a_version(USED.entries, ending="</sdnList>")) is Decision.ACCEPTED


def test_a_version_older_than_the_one_in_use_is_refused() -> None:
    assert decision(a_version(USED.entries, as_of=date(2026, 5, 31))) is Decision.REFUSED
    assert decision(a_version(USED.entries, as_of=date(2026, 6, 1))) is Decision.ACCEPTED


def test_the_day_of_fetching_is_no_date_to_call_a_version_older_by() -> None:
    fetched = a_version(USED.entries, as_of=date(2020, 1, 1), dated_by=DatedBy.FETCHING)
    assert decision(fetched) is Decision.ACCEPTED


def test_ids_made_anew_are_refused_though_every_name_is_there() -> None:
    anew = USED.entries.with_columns(entry=pl.lit("x") + pl.col("entry"))
    verdict = judge(a_version(anew), USED, canaries=(), at_least=1)
    assert verdict.decision is Decision.REFUSED
    assert "ids" in verdict.reasons[0].words


def test_names_read_in_a_wrong_encoding_are_refused() -> None:
    names = spread(USED.entries, "names").with_columns(name=pl.col("name").str.replace("o", "Ã³"))
    assert decision(a_version(attach(USED.entries, "names", names))) is Decision.REFUSED


def test_a_list_that_has_tripled_waits() -> None:
    more = [USED.entries.with_columns(entry=pl.format("{}-{}", "entry", pl.lit(n))) for n in range(2)]
    assert decision(a_version(pl.concat([USED.entries, *more]))) is Decision.HELD


def test_a_list_without_its_canary_is_refused_and_the_canary_is_named() -> None:
    verdict = judge(USED, USED, canaries=(Canary("Hikvision"),), at_least=1)
    assert verdict.decision is Decision.REFUSED
    assert verdict.reasons[0].words.startswith('"Hikvision" is not found')


def test_a_canary_is_found_in_any_name_whatever_its_case_and_marks() -> None:
    table = entries("1: HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD.", "2: Other | alias Société Générale")
    assert not missing_canaries(table, [Canary("Hangzhou Hikvision Digital"), Canary("Societe Generale")])
    assert missing_canaries(table, [Canary("Dahua")]) == [Canary("Dahua")]


def test_a_first_version_needs_as_many_entries_as_the_list_has_ever_had() -> None:
    assert decision(USED, old=None) is Decision.ACCEPTED
    assert decision(a_version(USED.entries.head(99)), old=None) is Decision.REFUSED


def test_of_a_few_entries_one_may_go_without_a_refusal_but_not_in_silence() -> None:
    five = a_version(entries("1: A1 Co", "2: B2 Co", "3: C3 Co", "4: D4 Co", "5: E5 Co"), ending=None)
    four = a_version(entries("1: A1 Co", "2: B2 Co", "3: C3 Co", "5: E5 Co"), ending=None)
    assert decision(four, five) is Decision.HELD


def test_the_same_version_again_is_accepted() -> None:
    assert judge(USED, USED, canaries=(Canary("Company 7"),), at_least=200).reasons == ()
