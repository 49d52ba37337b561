"""Holdings that a run plants to check itself: it finds them, they change nothing, and what is broken makes it fail."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearhold import screen
from clearhold.cli import run_command
from clearhold.lists import load_lists
from clearhold.matching import match_issuers
from clearhold.model import ListNameTable, PlantedBy, Policy, SelfCheck
from clearhold.screening.planted import Planting, choose_planted, is_telling, plant, take_out
from tests.matching.notation import entries, held
from tests.real_files import DATA, needs_real_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from clearhold.model import ConcernLists, Planted

RUN = import_module("clearhold.screening.run")

BUILT_IN = load_lists()

HIKVISION = (
    "us-x | Hangzhou Hikvision Digital Technology Co., Ltd. | CN | isin CNE100000PM8 "
    "| alias Hikvision Digital | 杭州海康威视数字技术股份有限公司"
)


def without_names_of(lists: ConcernLists, name: str) -> ConcernLists:
    return replace(lists, names=ListNameTable.validate(lists.names.filter(pl.col("list") != name)))


def planted(lists: ConcernLists) -> list[Planted]:
    return [each for each, _ in choose_planted(lists)]


def checked(lists: ConcernLists, seen: ConcernLists | None = None) -> SelfCheck:
    """The check of a run over `lists` whose matcher sees only `seen` of them."""
    planting = plant(held("Nestle SA"), lists)
    _, check = take_out(planting, match_issuers(planting.issuers, seen or lists, Policy()))
    return check


# What is planted


def test_twenty_five_are_planted_of_the_built_in_lists_two_or_more_of_each_by_every_way() -> None:
    chosen = planted(BUILT_IN)
    assert len(chosen) == 25
    by_list = Counter(each.list for each in chosen)
    assert set(by_list) == {each.name for each in BUILT_IN.lists}
    assert by_list.pop("us-ofac-xpcc") == 1  # its only entry has no other name of a rare word
    assert set(by_list.values()) <= {2, 3, 4, 5}
    assert {each.by for each in chosen} == set(PlantedBy)


def test_of_each_list_one_is_planted_by_a_name() -> None:
    names = {PlantedBy.NAME, PlantedBy.ALIAS, PlantedBy.ORIGINAL_SCRIPT}
    assert {each.list for each in planted(BUILT_IN) if each.by in names} == {each.name for each in BUILT_IN.lists}


def test_of_one_list_five_are_planted() -> None:
    chosen = planted(load_lists(["us-ns-cmic"]))
    assert len(chosen) == 5
    assert {each.by for each in chosen} == set(PlantedBy)


def test_of_many_lists_two_are_planted_of_each() -> None:
    lines = [f"us-{number} | Quetzalberg {word} Works Ltd | DE" for number in range(30) for word in ("Abbot", "Zinnia")]
    chosen = planted(entries(*lines))
    assert len(chosen) == 60
    assert {each.list for each in chosen} == {f"us-{number}" for number in range(30)}


def test_an_only_entry_is_planted_by_all_that_the_list_gives() -> None:
    assert {(each.by, each.value) for each in planted(entries(HIKVISION))} == {
        (PlantedBy.NAME, "Hangzhou Hikvision Digital Technology Co., Ltd."),
        (PlantedBy.ISIN, "CNE100000PM8"),
        (PlantedBy.ALIAS, "Hikvision Digital"),
        (PlantedBy.ORIGINAL_SCRIPT, "杭州海康威视数字技术股份有限公司"),
    }
    cnooc = "us-x | CNOOC Limited | CN | lei 549300XIVJCBIGMRUD48 | isin HK0883013259"
    assert [(each.by, each.value) for each in planted(entries(cnooc))] == [
        (PlantedBy.NAME, "CNOOC Limited"),
        (PlantedBy.ISIN, "HK0883013259"),
        (PlantedBy.LEI, "549300XIVJCBIGMRUD48"),
    ]


def test_an_invalid_isin_a_weak_alias_and_a_name_of_common_words_are_not_planted() -> None:
    lists = entries("us-x | General Capital Ltd | US | isin US01609W1028 | weak Zyzzyva Quagmire")
    assert planted(lists) == []
    assert checked(lists) == SelfCheck(unplanted=("us-x",))
    assert not checked(lists).failed


def test_persons_are_not_planted_since_they_are_never_matched() -> None:
    assert planted(entries("us-x | Zyzzyva Quagmire Ltd | US | type person | isin US01609W1027")) == []


def test_what_is_planted_depends_on_the_lists_and_not_on_their_order() -> None:
    names = [each.name for each in BUILT_IN.lists]
    assert planted(load_lists(names[::-1])) == planted(BUILT_IN)


def test_every_name_that_could_be_planted_is_found() -> None:
    """Else a run could fail through no fault of its own."""
    names = BUILT_IN.names.filter(pl.col("kind") != "weak alias").join(
        BUILT_IN.entries.filter(pl.col("type") != "product category").select("list", "entry", "country"),
        on=["list", "entry"],
    )
    names = names.filter([is_telling(name) for name in names["name"]])
    assert len(names) > 700
    issuers = held(*names["name"]).with_columns(names["country"])
    found = match_issuers(issuers, BUILT_IN, Policy()).filter(pl.col("outcome") != "contradicted")
    asked = names.with_row_index("issuer").with_columns(pl.col("issuer").cast(pl.Int64))
    missed = asked.join(found, on=["issuer", "list", "entry"], how="anti")
    assert missed["name"].to_list() == []


# What becomes of them


def test_all_are_found_in_a_sound_run() -> None:
    check = checked(BUILT_IN)
    assert len(check.planted) == 25
    assert check.missed == ()
    assert not check.failed


@pytest.mark.parametrize("name", [each.name for each in BUILT_IN.lists])
def test_a_matcher_that_does_not_see_a_lists_names_fails(name: str) -> None:
    check = checked(BUILT_IN, without_names_of(BUILT_IN, name))
    assert check.failed
    assert {each.list for each in check.missed} == {name}


def test_a_matcher_that_does_not_see_identifiers_fails() -> None:
    check = checked(BUILT_IN, replace(BUILT_IN, identifiers=BUILT_IN.identifiers.clear()))
    assert {each.by for each in check.missed} == {PlantedBy.ISIN, PlantedBy.LEI}


def test_a_list_that_was_loaded_without_its_names_fails() -> None:
    check = checked(without_names_of(BUILT_IN, "us-uflpa"))
    assert check.failed
    assert {each.list for each in check.missed} == {"us-uflpa"}


def test_a_list_that_was_loaded_without_entries_fails() -> None:
    tables = ("entries", "names", "identifiers", "listings")
    broken = replace(
        BUILT_IN, **{name: getattr(BUILT_IN, name).filter(pl.col("list") != "us-uflpa") for name in tables}
    )
    check = checked(broken)
    assert check.empty == ("us-uflpa",)
    assert check.missed == ()
    assert check.failed


def test_a_match_that_is_contradicted_is_not_found() -> None:
    planting = plant(held("Nestle SA"), entries(HIKVISION))
    found = match_issuers(planting.issuers, entries(HIKVISION), Policy())
    spoilt = found.with_columns(outcome=pl.lit("contradicted").cast(found.schema["outcome"]))
    _, check = take_out(planting, spoilt)  # type: ignore[arg-type]
    assert check.missed == check.planted


# A broken run as its users see it


@pytest.fixture
def fund(tmp_path: Path) -> Path:
    file = tmp_path / "fund.csv"
    file.write_text("Name,ISIN,Market Value (USD)\nNestle SA,CH0038863350,5000000\n", encoding="utf-8")
    return file


def drop_names(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def matches_but_of_one_list(issuers: Any, lists: ConcernLists, policy: Policy) -> Any:
        return match_issuers(issuers, without_names_of(lists, name), policy)

    monkeypatch.setattr(RUN, "match_issuers", matches_but_of_one_list)


def test_a_broken_matcher_ends_with_2_and_every_report_says_so(
    fund: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    drop_names(monkeypatch, "us-uflpa")
    out = tmp_path / "out"
    assert run_command(["screen", str(fund), "--out", str(out)]) == 2
    printed = capsys.readouterr()
    told = "This screening failed its own check: of 25 known holdings that were planted, 2 were not found (2 of UFLPA)"
    assert " ".join(printed.out.split()).startswith(f"FAILED. {told}")
    assert printed.err.count("\n") == 1
    assert printed.err.startswith(f"clearhold: {told}")
    assert "Do not rely on what it did not find." in printed.err
    assert told in (out / "report.html").read_text(encoding="utf-8")
    for name in ("summary.json", "manifest.json"):
        assert json.loads((out / name).read_text(encoding="utf-8"))["failed"].startswith(told)
    assert run_command(["explain", str(out), "2"]) == 0
    story = capsys.readouterr().out
    assert " ".join(story.split()).startswith(f"FAILED. {told}")
    assert "whether it is on a list is not known" in story
    assert "no entry has" not in story


def test_a_failed_run_never_prints_that_nothing_was_found(
    fund: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    drop_names(monkeypatch, "us-uflpa")
    assert run_command(["screen", str(fund), "--fail-on", "likely"]) == 2
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith(("  1 ", "  2 ", "  3 ", "  4 "))]
    assert len(rows) == 4
    assert all("not known" in row for row in rows)
    assert run_command(["screen", str(fund), "--json"]) == 2
    answer = json.loads(capsys.readouterr().out)["answer"]
    assert answer[0].startswith("This screening failed its own check")
    assert answer[1] == "Whether a company that is held is on the 10 lists screened against is not known."


def test_a_broken_loading_ends_with_2(fund: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def without_names(names: Any, **days: Any) -> ConcernLists:
        lists = load_lists(names, **days)
        return replace(lists, names=lists.names.clear())

    monkeypatch.setattr(RUN, "load_lists", without_names)
    assert run_command(["screen", str(fund)]) == 2
    assert screen(fund).check.failed


def test_a_sound_run_passes_and_says_how_many_were_planted(fund: Path, tmp_path: Path) -> None:
    screening = screen(fund, out=tmp_path / "out")
    assert (len(screening.check.planted), screening.check.failed) == (25, False)
    assert "All 25 were found." in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


# That they change nothing


def not_planted(issuers: Any, lists: ConcernLists) -> Planting:
    """What a run would be without planted holdings."""
    del lists
    return Planting(issuers, issuers.height, SelfCheck())


def files_of(file: Path, out: Path, sow: Callable[..., Planting]) -> dict[str, str]:
    """The hashes of all that a run writes, its check told apart."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RUN, "plant", sow)
        patch.setattr(RUN, "take_out", lambda planting, matches: (take_out(planting, matches)[0], SelfCheck()))
        screen(file, out=out)
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


NAMES = (
    "Hangzhou Hikvision Digital Technology Co Ltd",
    "HANGZHOU HIKVISION DIGITAL TECHNOL",
    "China Unicom Group Corporation (BVI) Co., Ltd.",
    "Alibaba Pictures Group Ltd",
    "TENCENT HLDGS LTD ADR",
    "Xinjiang Corps",
    "海康威视",
    "杭州海康威视数字技术股份有限公司",
    "Gadish Grp",
    "Nestle SA",
)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(NAMES) | st.text(max_size=20), max_size=8), st.sampled_from([None, "CN", "US"]))
def test_planting_changes_no_match(names: list[str], country: str | None) -> None:
    issuers = held(*names, country=country)
    planting = plant(issuers, BUILT_IN)
    assert planting.issuers.head(len(names)).equals(issuers)
    own, check = take_out(planting, match_issuers(planting.issuers, BUILT_IN, Policy()))
    assert own.equals(match_issuers(issuers, BUILT_IN, Policy()))
    assert check.missed == ()


def test_planting_changes_no_byte_of_what_is_written(tmp_path: Path) -> None:
    file = tmp_path / "fund.csv"
    rows = "".join(f'"{name}",CN,1000\n' for name in NAMES)
    file.write_text(f"Name,Country,Market Value (USD)\n{rows}", encoding="utf-8")
    written = files_of(file, tmp_path / "a", plant)
    assert len(written) > 10
    assert written == files_of(file, tmp_path / "b", not_planted)


@needs_real_files
def test_planting_changes_no_byte_of_a_whole_funds_screening(tmp_path: Path) -> None:
    file = DATA / "holdings" / "nbim" / "EQ_2019_Country.csv"
    assert files_of(file, tmp_path / "a", plant) == files_of(file, tmp_path / "b", not_planted)
