"""A fund is screened against lists that were fetched, held, and changed: what the reports say of them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
import time_machine

from clearhold.cli import run_command
from clearhold.screening import screen
from tests.flows.served_lists import EVERYBODY, company, un_xml
from tests.lists.a_server import a_server, whole

if TYPE_CHECKING:
    from pathlib import Path

FUND = f"Name,ISIN,Country,Market Value (USD)\n{company(0)},,KP,100\n{company(59)},,KP,50\nPlain Bakery plc,,GB,10\n"


@pytest.fixture
def fund(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fund's file, in a world with a workspace of its own."""
    monkeypatch.setenv("CLEARHOLD_HOME", str(tmp_path / "home"))
    file = tmp_path / "fund.csv"
    file.write_text(FUND, encoding="utf-8")
    return file


def take(tmp_path: Path, parties: tuple[int, ...], day: str) -> int:
    """What `clearhold lists add` ends with for a list of these parties: a user's CSV, as of a day."""
    rows = "".join(f"{company(n)},KP,{day},forced labour\n" for n in parties)
    file = tmp_path / "concern.csv"
    file.write_text(f"name,country,listed on,ground\n{rows}", encoding="utf-8")
    return run_command(["lists", "add", str(file), "--name", "concern"])


def found(fund: Path, **asked: date) -> list[str]:
    return sorted(screen(fund, lists=["concern"], **asked).findings["name"])  # type: ignore[arg-type]


def test_a_list_that_was_added_is_screened_with_the_others_and_every_report_names_its_version(
    fund: Path, tmp_path: Path
) -> None:
    assert take(tmp_path, EVERYBODY, "2026-06-01") == 0
    screening = screen(fund, out=tmp_path / "out")
    (ours,) = (each for each in screening.lists.lists if each.name == "concern")
    assert ours.entries == 60
    assert set(screening.findings["name"]) == {company(0), company(59)}
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert ours.version in {each["version"] for each in manifest["lists"]}
    assert ours.version in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    sheet = openpyxl.load_workbook(tmp_path / "out" / "report.xlsx")["Lists"]
    headings, *rows = sheet.iter_rows(values_only=True)
    row = next(dict(zip(headings, row, strict=True)) for row in rows if row[0] == "concern")
    assert row["version"] == ours.version
    assert str(row["accepted_at"]).endswith(" UTC")


def test_a_run_uses_the_versions_that_were_in_use_on_a_day(fund: Path, tmp_path: Path) -> None:
    with time_machine.travel(datetime(2026, 6, 2, tzinfo=UTC), tick=False):
        take(tmp_path, EVERYBODY[1:], "2026-06-01")
    with time_machine.travel(datetime(2026, 8, 2, tzinfo=UTC), tick=False):
        take(tmp_path, EVERYBODY[:-1], "2026-06-01")
        assert found(fund) == [company(0)]
        assert found(fund, known_at=date(2026, 7, 1)) == [company(59)]


def test_a_day_before_any_list_was_known_is_no_screening_that_finds_nothing(
    fund: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["screen", str(fund), "--known-at", "2010-01-01"]) == 2
    assert "no list was known on 2010-01-01" in capsys.readouterr().err
    assert run_command(["screen", str(fund), "--list", "us-uflpa", "--known-at", "2020-01-01"]) == 2
    assert (
        "us-uflpa: no version was known on 2020-01-01; the first one here is of 2025-01-14" in capsys.readouterr().err
    )


def test_lists_of_which_no_version_was_known_are_named_as_left_out(fund: Path) -> None:
    screening = screen(fund, known_at=date(2025, 6, 1))
    left_out = {problem.file for problem in screening.problems if "no version was known" in problem.message}
    known = {"us-ns-cmic", "us-ofac-xpcc", "us-s889", "us-uflpa", "press-uyghur-surveillance"}
    assert {each.name for each in screening.lists.lists} == known
    assert {"us-1260h", "un-ohchr-settlements", "us-bis-xinjiang"} <= left_out


def test_the_command_that_repeats_a_run_names_the_day_by_which_lists_were_known(fund: Path) -> None:
    with time_machine.travel(datetime(2026, 8, 2, 10, tzinfo=UTC), tick=False):
        assert screen(fund).command.endswith("--known-at 2026-08-02")


def test_who_left_a_list_is_found_as_of_the_day_before_and_not_after(fund: Path, tmp_path: Path) -> None:
    take(tmp_path, EVERYBODY, "2026-01-01")
    rows = "".join(f"{company(n)},KP,2026-06-01\n" for n in EVERYBODY[1:])
    later = tmp_path / "later.csv"
    later.write_text(f"name,country,listed on\n{rows}", encoding="utf-8")
    assert run_command(["lists", "add", str(later), "--name", "concern"]) == 0
    assert found(fund, lists_as_of=date(2026, 5, 31)) == [company(0)]
    screening = screen(fund, lists=["concern"], lists_as_of=date(2026, 6, 1))
    assert screening.findings["name"].to_list() == [company(59)]
    assert screening.other_listings.select("name", "delisted_on").rows() == [(company(0), date(2026, 6, 1))]


def test_lists_that_were_not_asked_for_long_are_named_at_the_top_and_beside_their_version(
    fund: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with time_machine.travel(datetime(2027, 1, 2, tzinfo=UTC), tick=False):
        assert run_command(["screen", str(fund), "--list", "us-uflpa", "--out", str(tmp_path / "out")]) == 0
    sentence = "One list may have been out of date on 2 Jan 2027: UFLPA is of 2025-01-14"
    assert sentence in " ".join(capsys.readouterr().out.split())
    html = " ".join((tmp_path / "out" / "report.html").read_text(encoding="utf-8").split())
    assert html.count("its publisher was never asked since") == 2
    summary = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert summary["lists"][0]["stale"].startswith("is of 2025-01-14")


PAGE = b"<!DOCTYPE html><html><body>We are working on our site</body></html>"


@pytest.mark.enable_socket
def test_a_version_that_was_refused_is_named_as_the_reason_every_day(fund: Path) -> None:
    with a_server() as server:
        address = server.serve("/list.xml", whole(PAGE, etag=None, changed=None))
        ask = ["lists", "update", "un-sc", "--address", address, "--allow-host", f"127.0.0.1:{server.port}"]
        server.serve("/list.xml", whole(un_xml(EVERYBODY), etag=None, changed=None))
        assert run_command(ask) == 2  # it lacks its canaries, being made up
        assert run_command(["lists", "accept", "un-sc", "--by", "the test", "--reason", "made up"]) == 0
        assert screen(fund, lists=["un-sc"]).lists.lists[0].stale is None
        server.serve("/list.xml", whole(PAGE, etag=None, changed=None))
        for _ in range(2):
            assert run_command(ask) == 2
            (un,) = screen(fund, lists=["un-sc"]).lists.lists
            assert "another version was refused on" in str(un.stale)


def test_a_file_that_a_person_brought_is_no_answer_of_its_publisher(fund: Path, tmp_path: Path) -> None:
    file = tmp_path / "consolidated.xml"
    file.write_bytes(un_xml(EVERYBODY))
    run_command(["lists", "update", "un-sc", "--from", str(file)])
    assert run_command(["lists", "accept", "un-sc", "--by", "the test", "--reason", "made up"]) == 0
    screening = screen(fund, lists=["un-sc"])
    assert screening.lists.lists[0].stale == "is of 2026-08-01 and its publisher was never asked since"
    assert set(screening.findings["name"]) == {company(0), company(59)}


def test_a_stored_list_that_was_changed_is_never_screened(
    fund: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    take(tmp_path, EVERYBODY, "2026-06-01")
    (snapshot,) = (tmp_path / "home" / "snapshots").glob("*.parquet")
    content = bytearray(snapshot.read_bytes())
    content[len(content) // 2] ^= 1
    snapshot.write_bytes(content)
    capsys.readouterr()
    assert run_command(["screen", str(fund)]) == 2
    assert "its content is not what was stored" in capsys.readouterr().err
    assert run_command(["lists", "verify"]) == 2
