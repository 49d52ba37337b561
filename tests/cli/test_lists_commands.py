"""The commands on lists as a user types them, in a workspace of their own; what they print, and their exit codes."""

from __future__ import annotations

import contextlib
import csv
import importlib
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import time_machine
from rich.cells import cell_len

from clearhold.cli import run_command
from clearhold.lists.parsing import ParsingProcesses
from clearhold.lists.publisher import Canary
from clearhold.lists.publishers import publishers
from clearhold.lists.workspace import Workspace
from tests.flows.served_lists import EVERYBODY, ofac_csv, un_xml
from tests.lists.a_server import Server, a_server, emptied, status, whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from clearhold.lists.publisher import Publisher

HIKVISION = "hangzhou-hikvision-digital-technology"


class Said:
    """What a command line ended with and printed."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err
        # What is folded is put together again, so that a sentence is found wherever it was folded.
        self.words = " ".join(out.split())

    @property
    def json(self) -> Any:
        """What was printed, as JSON."""
        return json.loads(self.out)


class Desk:
    """A user's workspace, and a shell in a folder of files."""

    def __init__(self, folder: Path, captured: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.workspace = Workspace(folder / "home")
        self._captured = captured

    def lists(self, *words: str) -> Said:
        """What `clearhold lists …` says; folded well and without a trailing blank, whatever it is."""
        self._captured.readouterr()
        code = run_command(["lists", *words])
        printed = self._captured.readouterr()
        said = Said(code, printed.out, printed.err)
        if "--json" not in words and "export" not in words:
            self._is_folded_well(said)
        return said

    def refused(self, *words: str) -> str:
        """The one line on standard error of a command that could not."""
        said = self.lists(*words)
        assert (said.code, said.out) == (2, "")
        assert said.err.count("\n") == 1
        assert said.err.startswith("clearhold: ")
        return said.err

    def file(self, name: str, content: str | bytes) -> str:
        """A file's path."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    @staticmethod
    def _is_folded_well(said: Said) -> None:
        for line in said.out.splitlines():
            assert line == line.rstrip()
            # Addresses and commands are whole, to be copied.
            assert cell_len(line) <= 100 or "://" in line or line.startswith("  clearhold "), line


@pytest.fixture(scope="module")
def parsers() -> Iterator[ParsingProcesses]:
    with ParsingProcesses(2) as processes:
        yield processes


@pytest.fixture
def desk(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    parsers: ParsingProcesses,
) -> Desk:
    # One process parses for all tests: starting one takes longer than most of them.
    monkeypatch.setattr("clearhold.lists.parsing.ParsingProcesses", lambda *_: contextlib.nullcontext(parsers))
    monkeypatch.setenv("CLEARHOLD_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path, capsys)


def easy(publisher: Publisher) -> Publisher:
    """A publisher whose list may be as small as the tests', and must have the first of their parties."""
    return replace(publisher, canaries=(Canary("Aldotel Works"),), at_least=1, refuses_programs=False)


@pytest.fixture
def easy_publishers(monkeypatch: pytest.MonkeyPatch) -> None:
    those = tuple(easy(each) for each in publishers())
    for module in ("publishers", "update", "catalogue", "verify"):
        have(those, module, monkeypatch)


def have(those: tuple[Publisher, ...], module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a module of `clearhold.lists` know just those publishers; a function of the same name hides it there."""
    monkeypatch.setattr(importlib.import_module(f"clearhold.lists.{module}"), "publishers", lambda: those)


with_easy_publishers = pytest.mark.usefixtures("easy_publishers")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with a_server() as running:
        yield running


def un(parties: tuple[int, ...] = EVERYBODY, day: str = "2026-08-01") -> bytes:
    return un_xml(parties).replace(b"2026-08-01T", f"{day}T".encode())


# --- lists


def test_each_list_is_shown_with_what_a_reader_must_know_of_it(desk: Desk) -> None:
    said = desk.lists()
    assert said.code == 0
    for line in (
        "us-s889  Section 889: telecommunications and video surveillance equipment that federal agencies may",
        "  United States Congress, Public Law 115-232 · official, another ground",
        "  5 entries as of 2018-08-13",
        "  1 entry as of 2020-07-31",
        "  211 entries as of 2026-06-08, 23 of them no longer listed",
        "  version 2018-08-13+4af09b05, came with the program · ownership rule: subsidiaries and affiliates",
        "  https://www.congress.gov/115/plaws/publ232/PLAW-115publ232.pdf",
        "  un-sc  United Nations Security Council Consolidated List",
    ):
        assert line in said.out.splitlines(), line
    assert said.words.endswith(
        "10 lists here; look into one: clearhold lists show NAME; screen with one: clearhold screen FILE --list NAME"
    )


@with_easy_publishers
def test_a_list_that_waits_says_what_for_and_how_to_look(desk: Desk) -> None:
    desk.lists("update", "un-sc", "--from", desk.file("un.xml", un()))
    desk.lists("update", "un-sc", "--from", desk.file("un.xml", un(EVERYBODY[:50])))
    said = desk.lists()
    assert "a newer version waits for a person, held on 20" in said.words
    assert "  look at it: clearhold lists diff un-sc current held" in said.out.splitlines()


def test_a_first_version_that_waits_is_shown_though_the_list_is_not_here(desk: Desk) -> None:
    desk.lists("update", "un-sc", "--from", desk.file("un.xml", un()))
    assert (
        "    a version waits for a person: clearhold lists show un-sc --version held" in desk.lists().out.splitlines()
    )


def test_lists_as_json_have_every_field_and_those_that_can_be_had(desk: Desk) -> None:
    told = desk.lists("--json").json
    assert sorted(told) == ["lists", "more"]
    assert len(told["lists"]) == 10
    (section_889,) = (each for each in told["lists"] if each["name"] == "us-s889")
    assert section_889["as_of"] == "2018-08-13"
    assert (section_889["entries"], section_889["in_force"], section_889["ended"]) == (5, 5, 0)
    assert section_889["updatable"] is True
    assert "un-sc" in {each["name"] for each in told["more"]}


@pytest.mark.enable_socket
def test_publishers_are_asked_what_they_have_now(desk: Desk, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    from clearhold.lists.fetch import Fetcher

    newer = server.serve("/s889", whole(b"page"))  # served with Last-Modified 2 November 2026
    gone = server.serve("/uflpa", status(404))
    asked = [
        replace(each, addresses=({"us-s889": newer, "us-uflpa": gone}[each.name],), find=None)
        for each in publishers()
        if each.name in {"us-s889", "us-uflpa"}
    ]
    have(tuple(asked), "catalogue", monkeypatch)
    monkeypatch.setattr("clearhold.lists.fetch.Fetcher", lambda: Fetcher(allowed_hosts=server.hosts))
    said = desk.lists("--published")
    assert said.code == 0
    assert "  published now: 2026-11-02, newer than the version here" in said.out.splitlines()
    assert f"published now: {gone}: " in said.words
    told = desk.lists("--published", "--json").json
    days = {each["name"]: each["published_on"] for each in told["lists"] if each["name"] in {"us-s889", "us-uflpa"}}
    assert days == {"us-s889": "2026-11-02", "us-uflpa": None}
    assert list(told["no_day"]) == ["us-uflpa"]


# --- lists update


@with_easy_publishers
def test_a_downloaded_file_is_used_from_now_on(desk: Desk) -> None:
    said = desk.lists("update", "un-sc", "--from", desk.file("un.xml", un()))
    assert (said.code, said.out) == (0, "un-sc  accepted: 60 entries as of 2026-08-01\n")
    said = desk.lists("update", "un-sc", "--from", desk.file("un.xml", un()))
    assert (said.code, said.out) == (0, "un-sc  unchanged: the same content as the version in use\n")


@with_easy_publishers
def test_what_changes_is_counted_and_what_is_not_taken_says_where_to_go_on(desk: Desk) -> None:
    file = desk.file("un.xml", un())
    desk.lists("update", "un-sc", "--from", file)
    desk.file("un.xml", un(EVERYBODY[:50], "2026-09-01"))
    said = desk.lists("update", "un-sc", "--from", file)
    assert said.code == 2
    assert "un-sc held for a person: entries: 50, 17% fewer than the 60 of the version in use;" in said.words
    assert "lacks just the 10 entries that stood behind it: it looks cut; version 2026-08-01+" in said.words
    assert said.out.splitlines()[-3:] == [
        "  0 added, 10 no longer listed, 0 with changed names, 0 with changed identifiers",
        "  look at it: clearhold lists diff un-sc current held",
        "  use it all the same: clearhold lists accept un-sc --by NAME --reason TEXT",
    ]


@with_easy_publishers
def test_a_file_that_cannot_be_read_is_refused_and_nobody_is_asked_to_accept_it(desk: Desk) -> None:
    desk.lists("update", "un-sc", "--from", desk.file("un.xml", un()))
    for content in (b"", un()[:-30], b"<html><body>Sorry</body></html>"):
        said = desk.lists("update", "un-sc", "--from", desk.file("next.xml", content))
        assert said.code == 2
        assert said.words.startswith("un-sc refused: next.xml")
        assert "stays in use" in said.words
        assert "clearhold lists accept" not in said.words


@with_easy_publishers
def test_a_list_of_several_files_needs_them_together_and_takes_their_date(desk: Desk) -> None:
    aliases = "\r\n".join(f'{9000 + n},{n},"aka","Alias of {n}","-0- "' for n in EVERYBODY) + "\r\n\x1a"
    files = [
        *("--from", desk.file("cons_prim.csv", ofac_csv(EVERYBODY))),
        *("--from", desk.file("cons_alt.csv", aliases)),
    ]
    said = desk.lists("update", "us-ofac-consolidated", *files, "--dated", "2026-03-04", "--json")
    assert said.code == 0
    (told,) = said.json["lists"]
    assert (told["list"], told["outcome"], told["words"]) == (
        "us-ofac-consolidated",
        "accepted",
        "60 entries as of 2026-03-04",
    )
    assert told["version"].startswith("2026-03-04+")
    assert len(told["problems"]) == 54  # of sixty numbered ISINs, whose last digit is always 0, six pass their check
    assert told["waits"] is False
    assert "strong alias: Alias of 7" in desk.lists("show", "us-ofac-consolidated", "9007").words


def test_offline_nobody_is_asked_and_the_address_is_named(desk: Desk) -> None:
    said = desk.lists("update", "us-uflpa", "--offline")
    assert (said.code, said.out) == (
        2,
        "us-uflpa  could not ask: https://www.dhs.gov/uflpa-entity-list: not asked, --offline was given\n",
    )


@pytest.mark.enable_socket
@with_easy_publishers
def test_a_mirror_is_asked_where_its_host_is_allowed(desk: Desk, server: Server) -> None:
    address = server.serve("/un.xml", whole(un()))
    (host,) = server.hosts
    said = desk.lists("update", "un-sc", "--address", address)
    assert said.code == 2
    assert "could not ask" in said.words
    assert "--allow-host" in said.words
    said = desk.lists("update", "un-sc", "--address", address, "--allow-host", host)
    assert (said.code, said.out) == (0, "un-sc  accepted: 60 entries as of 2026-08-01\n")


@pytest.mark.enable_socket
@with_easy_publishers
def test_all_lists_are_asked_at_once_and_each_stands_alone(
    desk: Desk, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.lists("update", "un-sc", "--from", desk.file("un.xml", un()))
    answers = {
        "un-sc": whole(un()),
        "us-ns-cmic": whole(b"<html><body>Sorry</body></html>"),
        "us-uflpa": status(404),
        "us-s889": emptied(),
    }
    asked = tuple(
        replace(easy(each), addresses=(server.serve(f"/{each.name}", answers[each.name]),), find=None)
        for each in publishers()
        if each.name in answers
    )
    have(asked, "update", monkeypatch)
    (host,) = server.hosts
    said = desk.lists("update", "--allow-host", host)
    assert said.code == 2
    starts = ["un-sc  unchanged: ", "us-ns-cmic  refused: ", "us-s889  refused: ", "us-uflpa  could not ask: "]
    lines = [line for line in said.out.splitlines() if not line.startswith(" ")]
    assert [line[: len(start)] for line, start in zip(lines, starts, strict=False)] == starts
    assert lines[-1] == "4 lists: 1 unchanged, 2 refused, 1 could not ask"
    told = desk.lists("update", "--allow-host", host, "--json")
    assert told.code == 2
    assert [each["outcome"] for each in told.json["lists"]] == ["unchanged", "refused", "refused", "could not ask"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["us-nothing"], 'no publisher\'s list is named "us-nothing"'),
        (["--from", "x.xml"], "are of one list: name it, as in clearhold lists update NAME --from FILE"),
        (["un-sc", "us-uflpa", "--from", "x.xml"], "are of one list"),
        (["--address", "https://example.org/x"], "are of one list"),
        (["un-sc", "--from", "missing.xml"], "missing.xml: cannot be read (No such file or directory); check the path"),
        (["un-sc", "--dated", "2026-01-01"], "give them with --from FILE"),
        (["un-sc", "--from", "x", "--address", "https://example.org/x"], "leave out --address and --offline"),
        (["un-sc", "--from", "x", "--offline"], "leave out --address and --offline"),
        (["un-sc", "--from", "x", "--dated", "last year"], '"last year" is no day; write it as 2026-06-30'),
    ],
)
def test_an_update_that_makes_no_sense_says_so(words: list[str], message: str, desk: Desk) -> None:
    assert message in desk.refused("update", *words)


# --- lists show


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


# --- lists search


def found(said: Said) -> list[str]:
    return [line.split()[0] for line in said.out.splitlines() if line[:1].isalpha()]


@pytest.mark.parametrize("words", [["hikvision"], ["海康威視"], ["海康威视"], ["CNE100000PM8"], ["cne 100000pm8"]])
def test_a_company_is_found_by_words_characters_and_identifiers(words: list[str], desk: Desk) -> None:
    said = desk.lists("search", *words, "--list", "us-1260h", "--list", "s.889")
    assert said.code == 0
    assert sorted(found(said)) == ["us-1260h", "us-s889"]
    assert f"  clearhold lists show us-s889 {HIKVISION}" in said.out.splitlines()
    assert said.out.splitlines()[-1] == "2 entries found in 2 lists"


def test_what_an_entry_was_found_by_is_told_where_it_is_not_its_name(desk: Desk) -> None:
    said = desk.lists("search", "002415", "--list", "us-s889")
    assert said.out.splitlines()[0] == (
        "us-s889  Hangzhou Hikvision Digital Technology Company, CN · found by ticker 002415"
    )
    said = desk.lists("search", "huawei", "tech", "comp", "--list", "us-s889")
    assert said.out.splitlines()[0] == "us-s889  Huawei Technologies Company, CN"
    assert "· found by ISIN CNE100000PM8" in desk.lists("search", "CNE100000PM8", "--list", "us-s889").out


def test_who_is_no_longer_listed_is_found_and_told(desk: Desk) -> None:
    said = desk.lists("search", "megvii", "--list", "us-1260h")
    assert said.out.splitlines()[0].endswith("· no longer listed")


def test_a_search_that_finds_nothing_says_how_to_ask_otherwise(desk: Desk) -> None:
    said = desk.lists("search", "zzqq")
    assert (said.code, said.out.splitlines()) == (
        0,
        [
            "0 entries found in 10 lists",
            "  every word must be in one name: try fewer, or parts of words, or an identifier",
        ],
    )
    assert "no words to search for; give a name's words or an identifier" in desk.refused("search", " - ")
    assert "Missing argument 'WORDS'" in desk.refused("search")


def test_a_file_is_searched_too_and_no_command_is_named_that_would_not_find_it(desk: Desk) -> None:
    own = desk.file("own.csv", "name\nAcme Holdings\n")
    assert desk.lists("search", "acme", "--list", own).out == "own.csv  Acme Holdings\n1 entry found in 1 list\n"


def test_what_is_found_is_told_as_json(desk: Desk) -> None:
    assert desk.lists("search", "zte", "--list", "us-s889", "--json").json == {
        "found": [
            {
                "list": "us-s889",
                "entry": "zte-corporation",
                "name": "ZTE Corporation",
                "country": "CN",
                "found_in": "ZTE Corporation",
                "in_force": True,
            }
        ]
    }


# --- lists diff


@pytest.fixture
def two_versions(desk: Desk, easy_publishers: None) -> Desk:  # noqa: ARG001 - the publishers are changed meanwhile
    """The list of sixty, then of those without the first and with another alias, and one of fifty that waits."""
    desk.lists("update", "un-sc", "--from", desk.file("1.xml", un()))
    second = un(EVERYBODY[1:], "2026-09-01").replace(b"Alias of Aldotel Works Ltd", b"Aldotel Group")
    desk.lists("update", "un-sc", "--from", desk.file("2.xml", second))
    desk.lists("update", "un-sc", "--from", desk.file("3.xml", un(EVERYBODY[:50], "2026-10-01")))
    return desk


def test_two_versions_are_compared_however_they_are_named(two_versions: Desk) -> None:
    first, second = (each.version for each in two_versions.workspace.versions("un-sc"))
    expected = [
        f"un-sc  from version {first} to {second}",
        "no longer listed: 1",
        "  Aldoran Works Ltd  (KPe.000)",
        "listings that ended: 1",
        "  Aldoran Works Ltd  (KPe.000)",
        "    + DPRK: Security Council resolution 1718 (2006), from 2016-03-02, until 2026-09-01",
        "    - DPRK: Security Council resolution 1718 (2006), from 2016-03-02",
        "changed names: 1",
        "  Aldotel Works Ltd  (KPe.001)",
        "    + Aldotel Group",
        "    - Alias of Aldotel Works Ltd",
    ]
    for words in (["1"], ["1", "2"], ["2026-08-01"], ["2026-08-01", "current"], [first, second[11:]]):
        said = two_versions.lists("diff", "un-sc", *words)
        assert (said.code, said.out.splitlines()) == (0, expected), words


def test_what_waits_is_compared_with_what_is_in_use(two_versions: Desk) -> None:
    lines = two_versions.lists("diff", "un-sc", "current", "held").out.splitlines()
    assert "no longer listed: 10" in lines
    assert "listed again: 1" in lines


def test_a_difference_as_json_names_both_versions(two_versions: Desk) -> None:
    told = two_versions.lists("diff", "un-sc", "1", "--json").json
    first, second = (each.version for each in two_versions.workspace.versions("un-sc"))
    assert (told["list"], told["before"], told["after"]) == ("un-sc", first, second)
    assert told["removed"] == [{"entry": "KPe.000", "name": "Aldoran Works Ltd"}]
    assert told["names"][0]["came"] == ["Aldotel Group"]


def test_nothing_differs_between_a_version_and_itself(desk: Desk) -> None:
    said = desk.lists("diff", "us-s889", "built-in")
    version = "2018-08-13+4af09b05"
    assert (said.code, said.out) == (0, f"us-s889  from version {version} to {version}\nnothing differs\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["un-sc", "built-in"], 'un-sc did not come with the program; "clearhold lists show un-sc" shows its versions'),
        (["un-sc", "3"], "un-sc has no version 3 here; those that are: 2026-08-01+"),
        (["un-sc", "2026"], "un-sc has no version 2026 here"),
        (["us-s889", "held"], 'no version of us-s889 waits for a person; "clearhold lists show us-s889" shows'),
        (["us-nothing", "1"], 'no list is named "us-nothing"'),
    ],
)
def test_a_version_that_is_not_here_is_told(words: list[str], message: str, two_versions: Desk) -> None:
    assert message in two_versions.refused("diff", *words)


# --- lists add


def test_a_csv_becomes_a_list_and_says_what_is_wrong_in_it(desk: Desk) -> None:
    rows = "".join(f"Company {n} of Place,GB0002634947\n" for n in range(12))
    said = desk.lists("add", desk.file("Our Concerns.csv", f"name,isin\nAcme Ltd,GB0002634946\n{rows}"))
    assert said.code == 0
    assert said.out.splitlines()[0].startswith("our-concerns  accepted: 13 entries as of 20")
    assert said.words.count("ISIN GB0002634947 fails its check; it is kept, flagged and not matched on") == 10
    assert said.out.splitlines()[-1].endswith(" problems more: clearhold lists show our-concerns")
    assert "Acme" in desk.lists("search", "GB0002634946").words


def test_a_workbook_and_an_export_of_opensanctions_become_lists(desk: Desk) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Company", "ISIN", "Listed on"])
    book.active.append(["Acme Ltd", "GB0002634946", "2026-05-06"])
    book.save(desk.folder / "concerns.xlsx")
    said = desk.lists("add", str(desk.folder / "concerns.xlsx"), "--name", "ours")
    assert (said.code, said.out) == (0, "ours  accepted: 1 entry as of 2026-05-06\n")
    entity = {
        "id": "NK-1",
        "schema": "Company",
        "properties": {"name": ["Acme Ltd"], "topics": ["sanction"]},
        "datasets": ["x"],
        "target": True,
    }
    said = desk.lists("add", desk.file("entities.ftm.json", f"{json.dumps(entity)}\n"), "--name", "collection")
    assert said.code == 0
    assert said.out.startswith("collection  accepted: 1 entry as of 20")
    assert found(desk.lists("search", "acme", "ltd")) == ["collection", "ours"]


def test_the_next_version_of_an_own_list_is_judged(desk: Desk) -> None:
    names = [f"Company {n} of Place\n" for n in range(30)]
    file = desk.file("own.csv", "name\n" + "".join(names))
    desk.lists("add", file)
    desk.file("own.csv", "name\n" + "".join(names[5:]))
    said = desk.lists("add", file)
    assert said.code == 2
    assert said.out.startswith("own  held: 25 entries as of 20")
    assert "  entries: 25, 17% fewer than the 30 of the version in use" in said.out.splitlines()
    assert said.out.splitlines()[-2:] == [
        "  look at it: clearhold lists diff own current held",
        "  use it all the same: clearhold lists accept own --by NAME --reason TEXT",
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["own.csv", "--name", "us-uflpa"], "us-uflpa is the name of a publisher's list; give this one another"),
        (["own.csv", "--name", "Our List"], '"Our List" is no name for a list; use small letters, digits, dots'),
        (["own.csv", "--name", "../x"], '"../x" is no name for a list'),
        (["missing.csv"], "missing.csv: cannot be read (No such file or directory); check the path"),
        (["own.csv", "figures.csv"], "an own list is one file; add each by itself"),
        (["figures.csv"], "figures.csv"),
    ],
)
def test_what_is_no_list_is_not_added(words: list[str], message: str, desk: Desk) -> None:
    desk.file("own.csv", "name\nAcme\n")
    desk.file("figures.csv", "1,2\n3,4\n")
    assert message in desk.refused("add", *words)
    assert desk.workspace.names() == []


# --- lists accept


def test_a_version_that_waits_is_used_by_a_persons_word_which_is_kept(two_versions: Desk) -> None:
    said = two_versions.lists("accept", "un-sc", "--by", "R. Roe", "--reason", "looked at the committee's page")
    current = two_versions.workspace.current("un-sc")
    assert current is not None
    assert said.code == 0
    assert said.words == (
        f"un-sc version {current.version} is in use, by the word of R. Roe: looked at the committee's page"
    )
    assert current.override is not None
    assert (current.override.by, current.override.reason) == ("R. Roe", "looked at the committee's page")
    log = two_versions.workspace.log("un-sc")[-1]
    assert (log.event, log.words) == ("overruled", "R. Roe: looked at the committee's page")
    assert "; overruled by R. Roe: looked at the committee's page" in two_versions.lists("show", "un-sc").words
    assert 'no version of "un-sc" waits' in two_versions.refused("accept", "un-sc", "--by", "A", "--reason", "B")


def test_an_accepted_version_that_is_older_than_the_programs_own_is_not_called_in_use(desk: Desk) -> None:
    notice = "name,start date,end date\n"  # of the layout that the Section 889 transcription has, and of an old day
    del notice
    file = desk.file("own.csv", "name\nAcme\n")
    desk.lists("add", file, "--name", "ours")
    held = desk.workspace.current("ours")
    assert held is not None
    older = replace(held, description=replace(held.description, name="us-s889"), as_of=held.as_of.replace(year=2017))
    with desk.workspace.locked("us-s889"):
        desk.workspace.hold(older)
    lines = desk.lists("accept", "us-s889", "--by", "R. Roe", "--reason", "why not").out.splitlines()
    assert " is accepted, by the word of R. Roe: why not" in lines[0]
    assert lines[1] == ("  but not in use: version 2018-08-13+4af09b05, which came with the program, is newer")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["us-uflpa"], "Missing option '--by'"),
        (["us-uflpa", "--by", "R. Roe"], "Missing option '--reason'"),
        (["us-uflpa", "--by", " ", "--reason", "x"], "needs a person and a reason: --by NAME --reason TEXT"),
        (["us-uflpa", "--by", "R. Roe", "--reason", "x"], 'no version of "us-uflpa" waits for a person'),
        (["../elsewhere", "--by", "R. Roe", "--reason", "x"], 'no version of "../elsewhere" waits for a person'),
    ],
)
def test_nothing_is_accepted_without_a_person_a_reason_and_a_version(
    words: list[str], message: str, desk: Desk
) -> None:
    assert message in desk.refused("accept", *words)
    assert not desk.workspace.home.exists()


# --- lists verify


@with_easy_publishers
def test_a_workspace_in_order_is_told_so(desk: Desk) -> None:
    said = desk.lists("verify")
    assert (said.code, said.out.splitlines()[0]) == (0, "nothing is stored yet: every list here came with the program")
    desk.lists("update", "un-sc", "--from", desk.file("un.xml", un()))
    said = desk.lists("verify")
    assert (said.code, said.out.splitlines()) == (
        0,
        [
            "1 manifest, 1 snapshot and 1 file of publishers and your own checked: all as they were stored",
            f"kept in {desk.workspace.home}",
        ],
    )
    assert desk.lists("verify", "--json").json == {
        "manifests": 1,
        "snapshots": 1,
        "sources": 1,
        "faults": [],
        "lacking": [],
    }


@pytest.mark.parametrize("kind", ["snapshots/*.parquet", "sources/*.gz", "lists/*/accepted/*.json"])
@with_easy_publishers
def test_what_was_changed_is_found(kind: str, desk: Desk) -> None:
    desk.lists("update", "un-sc", "--from", desk.file("un.xml", un()))
    (path,) = desk.workspace.home.glob(kind)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    said = desk.lists("verify")
    assert said.code == 2
    assert path.name in "".join(said.out.split())
    assert "differs" in said.words


@pytest.mark.parametrize("kind", ["snapshots/*.parquet", "sources/*.gz"])
@with_easy_publishers
def test_what_is_missing_is_found(kind: str, desk: Desk) -> None:
    desk.lists("update", "un-sc", "--from", desk.file("un.xml", un()))
    (path,) = desk.workspace.home.glob(kind)
    path.unlink()
    told = desk.lists("verify", "--json")
    assert told.code == 2
    (fault,) = told.json["faults"]
    assert fault.startswith(f"{path}: is gone; ")
    assert "checked: 1 fault" in desk.lists("verify").words


def test_a_list_in_use_without_a_party_that_it_must_have_is_told(desk: Desk) -> None:
    desk.lists("update", "un-sc", "--from", desk.file("un.xml", un()))
    desk.lists("accept", "un-sc", "--by", "R. Roe", "--reason", "a test")
    said = desk.lists("verify")
    assert said.code == 2
    assert '"AL-QAIDA" is not in the version in use' in said.words
    assert "2 entries that must be in a list are not there" in said.words


# --- lists export


def test_a_list_is_exported_as_entities_one_a_line(desk: Desk) -> None:
    said = desk.lists("export", "us-s889")
    entities = [json.loads(line) for line in said.out.splitlines()]
    targets = [entity["caption"] for entity in entities if entity["target"]]
    assert (said.code, len(targets)) == (0, 5)
    assert "ZTE Corporation" in targets


def test_a_list_is_exported_as_statements_and_as_a_table(desk: Desk) -> None:
    statements = list(csv.DictReader(io.StringIO(desk.lists("export", "us-s889", "--format", "statements").out)))
    assert {row["dataset"] for row in statements} == {"us-s889"}
    assert {row["origin"] for row in statements} == {"2018-08-13+4af09b05"}
    table = list(csv.DictReader(io.StringIO(desk.lists("export", "s.889", "--format", "csv").out)))
    assert len(table) == 5


def test_an_export_is_written_to_a_file_and_says_so(desk: Desk) -> None:
    said = desk.lists("export", "us-s889", "--format", "csv", "--out", "s889.csv")
    assert (said.code, said.out) == (0, "us-s889  5 entries of version 2018-08-13+4af09b05 written to s889.csv\n")
    assert (desk.folder / "s889.csv").read_text(encoding="utf-8") == desk.lists(
        "export", "us-s889", "--format", "csv"
    ).out
    said = desk.lists("export", "us-s889", "--out", "nowhere/s889.csv")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("clearhold: nowhere/s889.csv: No such file or directory")


def test_a_formula_in_a_name_is_guarded_unless_it_is_asked_for_plainly(desk: Desk) -> None:
    desk.lists("add", desk.file("own.csv", 'name\n"=HYPERLINK(""https://example.org"")"\n'))
    assert "'=HYPERLINK" in desk.lists("export", "own", "--format", "csv").out
    assert "'=HYPERLINK" not in desk.lists("export", "own", "--format", "csv", "--plain").out


def test_a_list_that_is_not_here_is_not_exported(desk: Desk) -> None:
    assert 'no list is named "us-s8890"; did you mean "us-s889"?' in desk.refused("export", "us-s8890")
    assert "is not one of" in desk.refused("export", "us-s889", "--format", "pdf")


# --- selftest


@with_easy_publishers
def test_a_selftest_is_of_the_versions_known_on_a_day(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    with time_machine.travel("2026-08-02 06:00", tick=False):
        desk.lists("update", "un-sc", "--from", desk.file("un.xml", un((1, 2))))
    with time_machine.travel("2026-09-02 06:00", tick=False):
        desk.lists("update", "un-sc", "--from", desk.file("un.xml", un((1, 2, 3), "2026-09-01")))
    capsys.readouterr()
    drawn = []
    for words in ([], ["--known-at", "2026-08-31"]):
        assert run_command(["selftest", "--list", "un-sc", *words, "--json"]) == 0
        drawn.append(json.loads(capsys.readouterr().out)["names"])
    assert drawn == [6, 4]  # each party has a name and an alias
