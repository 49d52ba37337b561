"""`clearhold lists show`: a list, its versions, one entry."""

from __future__ import annotations

import pytest
import time_machine

from tests.cli.lists.desk import HIKVISION, Desk, un, with_easy_publishers
from tests.flows.served_lists import EVERYBODY


def test_a_list_is_shown_with_its_versions_and_who_is_listed(desk: Desk) -> None:
    said = desk.lists("show", "s.889")
    lines = said.out.splitlines()
    assert (
        lines[0]
        == "us-s889  Section 889: telecommunications and video surveillance equipment that federal agencies may"
    )
    assert lines[1] == "    not buy"
    assert "  version built-in  of 2018-08-13 · came with the program" in lines
    assert lines[lines.index("  5 entries listed as the list stands, version 2018-08-13+4af09b05") + 1 :] == [
        "  2018-08-13  CN  Dahua Technology Company  (dahua-technology)",
        "  2018-08-13  CN  Hangzhou Hikvision Digital Technology Company",
        f"                  ({HIKVISION})",
        "  2018-08-13  CN  Huawei Technologies Company  (huawei-technologies)",
        "  2018-08-13  CN  Hytera Communications Corporation  (hytera-communications-corporation)",
        "  2018-08-13  CN  ZTE Corporation  (zte-corporation)",
        "",
        "all about an entry, whose id stands in brackets: clearhold lists show us-s889 ENTRY",
    ]


def test_all_about_one_entry_is_shown(desk: Desk) -> None:
    lines = desk.lists("show", "us-1260h", "sinotrans-and-csc-holdings").out.splitlines()
    assert lines == [
        "Sinotrans & CSC Holdings Co., Ltd.",
        "  company · entry sinotrans-and-csc-holdings · the publisher's id: none",
        "  primary: Sinotrans & CSC Holdings Co., Ltd.",
        "  weak alias: SinoTrans",
        "  weak alias: Sinotrans",
        "  country: CN",
        "  listed from 2025-01-07: Section 1260H, National Defense Authorization Act for Fiscal Year 2021",
        "    (Public Law 116-283)",
        "    ground: military: military-civil fusion or military company (evidence class 2)",
        "    in the publisher's words: “Sinotrans is indirectly owned by SASAC and is directly affiliated",
        "      with the PLA (Section 1260H(g)(2)(B)(i)(I)).”",
        "    https://www.federalregister.gov/d/2026-11571",
        "  in version 2026-06-08+a0d436e0 of us-1260h",
    ]


def test_who_was_listed_on_a_day_is_shown_from_when_on(desk: Desk) -> None:
    own = desk.file(
        "own.csv",
        "name,listed on,delisted on\nAcme Ltd,2020-01-01,2021-01-01\nAcme Ltd,2023-01-01,\nBeta plc,2024-05-06,\n",
    )
    desk.lists("add", own)
    shown = [line for line in desk.lists("show", "own").out.splitlines() if line.endswith(")")]
    assert [" ".join(line.split()[:2]) for line in shown] == ["2023-01-01 Acme", "2024-05-06 Beta"]
    said = desk.lists("show", "own", "--as-of", "2020-06-01")
    assert "1 entry listed on 2020-06-01, version " in said.words
    assert "2020-01-01 Acme Ltd" in said.words
    assert "Beta" not in said.words
    assert "0 entries listed on 2022-01-01" in desk.lists("show", "own", "--as-of", "2022-01-01").words


@with_easy_publishers
def test_a_version_is_shown_as_it_was_known_or_by_its_name(desk: Desk) -> None:
    with time_machine.travel("2026-08-02 06:00", tick=False):
        desk.lists("update", "un-sc", "--from", desk.file("un.xml", un()))
    with time_machine.travel("2026-09-02 06:00", tick=False):
        desk.lists("update", "un-sc", "--from", desk.file("un.xml", un(EVERYBODY[1:], "2026-09-01")))
    said = desk.lists("show", "un-sc")
    assert "59 entries listed as the list stands" in said.words
    assert "in use since 2026-08-02 06:00 UTC · 60 entries in force, 0 ended · 0 problems" in said.words
    assert "in use since 2026-09-02 06:00 UTC · 59 entries in force, 1 ended · 0 problems" in said.words
    for words in (["--known-at", "2026-08-31"], ["--version", "1"], ["--version", "2026-08-01"]):
        assert "60 entries listed" in desk.lists("show", "un-sc", *words).words
    assert 'no list is named "un-sc"' in desk.refused("show", "un-sc", "--known-at", "2026-08-01")
    assert "un-sc has no version 3 here; those that are: 2026-08-01+" in desk.refused("show", "un-sc", "--version", "3")


@with_easy_publishers
def test_a_long_list_is_cut_with_a_word_and_shown_whole_where_asked(desk: Desk) -> None:
    desk.lists("update", "un-sc", "--from", desk.file("un.xml", un()))
    cut, full = desk.lists("show", "un-sc").out, desk.lists("show", "un-sc", "--all").out
    assert (cut.count(" Works Ltd  (KPe."), full.count(" Works Ltd  (KPe.")) == (40, 60)
    assert "  … and 20 more: --all shows them" in cut.splitlines()
    assert "more:" not in full


def test_problems_are_shown_and_those_that_are_not_are_counted(desk: Desk) -> None:
    rows = "".join(f"Company {n} of Place,GB000263494{n % 10}\n" for n in range(50))
    desk.lists("add", desk.file("own.csv", f"name,isin\n{rows}"))
    problems = desk.lists("show", "own", "--json").json["problems"]
    lines = desk.lists("show", "own").out.splitlines()
    assert f"  {len(problems)} problems in the files of this version" in lines
    assert f"  … and {len(problems) - 40} more: --all shows them" in lines


def test_a_list_as_json_is_whole(desk: Desk) -> None:
    told = desk.lists("show", "us-s889", "--json").json
    assert told["list"]["name"] == "us-s889"
    assert told["came_with_the_program"] == "2018-08-13"
    assert (told["versions"], told["waiting"], told["as_of"]) == ([], None, None)
    assert told["entries"][0]["name"] == "Dahua Technology Company"
    assert told["entries"][0]["listings"][0]["listed_on"] == "2018-08-13"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["us-nscmic"], 'no list is named "us-nscmic"; "clearhold lists" shows those that are here'),
        (["us-s889", "acme"], 'us-s889 has no entry "acme"; find its id with: clearhold lists search WORDS'),
        (["us-s889", "--version", "held"], "no version of us-s889 waits for a person"),
        (["us-s889", "--version", "7"], "us-s889 has no version 7 here; the built-in one is the only one"),
        ([], "Missing argument 'NAME'"),
    ],
)
def test_what_cannot_be_shown_says_why(words: list[str], message: str, desk: Desk) -> None:
    assert message in desk.refused("show", *words)


def test_what_would_steer_a_terminal_is_shown_as_a_mark(desk: Desk) -> None:
    desk.lists("add", desk.file("own.csv", "name\nAcme \x1b[31mLtd\nBeta \u202eplc\n"))
    out = desk.lists("show", "own").out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "Acme \ufffd[31mLtd" in out
