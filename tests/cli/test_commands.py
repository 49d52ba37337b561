"""The commands as a user types them, in this process; the output is what standard output and error get."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from clearhold.cli import run_command

if TYPE_CHECKING:
    from pathlib import Path

Captured = pytest.CaptureFixture[str]

FUND = """\
Name,ISIN,Country,Market Value (USD)
Hangzhou Hikvision Digital Technology Co Ltd,CNE100000PM8,China,141233203
Nestle SA,CH0038863350,Switzerland,1000000000
USD CASH,,,5000000
Total,,,1146233203
"""


@pytest.fixture
def fund(tmp_path: Path) -> Path:
    file = tmp_path / "fund.csv"
    file.write_text(FUND, encoding="utf-8")
    return file


def test_a_screening_writes_its_report_and_says_where(fund: Path, tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "out"
    assert run_command(["screen", str(fund), "--out", str(out)]) == 0
    printed = capsys.readouterr().out
    assert "Hikvision" in printed
    assert "141,233,203" in printed
    assert "read 4 rows, 2 set aside" in printed
    written = {path.name for path in out.iterdir()}
    assert written >= {
        *("findings.csv", "findings.parquet", "set-aside.csv", "summary.json", "manifest.json"),
        *("report.html", "report.xlsx"),
    }


def test_findings_end_with_3_only_where_that_was_asked_for(fund: Path, tmp_path: Path) -> None:
    assert run_command(["screen", str(fund), "--fail-on", "likely"]) == 3
    clear = tmp_path / "clear.csv"
    clear.write_text("Name,ISIN,Market Value (USD)\nNestle SA,CH0038863350,5\n", encoding="utf-8")
    assert run_command(["screen", str(clear), "--fail-on", "possible"]) == 0


def test_standard_input_is_a_file_named_by_a_dash(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FUND.encode())))
    assert run_command(["screen", "-", "--json"]) == 0
    summary = json.loads(capsys.readouterr().out)
    assert summary["rows"] == {"in": 4, "screened": 2, "set_aside": 2}
    assert summary["value"]["total"] == 1146233203


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["screen"], "Missing argument"),
        (["screen", "missing.csv"], "missing.csv: "),
        (["screen", "FUND", "--base", "DOLLARS"], "--base DOLLARS: no currency"),
        (["screen", "FUND", "--list", "us-nscmic"], "us-ns-cmic"),
        (["screen", "FUND", "--columns", "name=Holding"], "Holding"),
        (["screen", "FUND", "--columns", "nam=Name"], "did you mean name?"),
        (["screen", "FUND", "--as-of", "yesterday"], "write it as 2026-06-30"),
        (["screen", "FUND", "FUND"], "counted twice"),
        (["explain", "FUND", "2"], "no screening lies here"),
        (["scren"], "screen"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_code_2(
    arguments: list[str], message: str, fund: Path, capsys: Captured
) -> None:
    assert run_command([str(fund) if word == "FUND" else word for word in arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert message in captured.err


def test_a_base_that_needs_a_day_leaves_the_value_unknown_and_says_so(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "euro.csv"
    file.write_text("Name,Market Value (EUR)\nNestle SA,100\n", encoding="utf-8")
    assert run_command(["screen", str(file), "--base", "USD"]) == 0
    assert "1 position has no known value" in capsys.readouterr().out


def test_one_holding_is_explained_from_the_folder(fund: Path, tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "out"
    run_command(["screen", str(fund), "--out", str(out)])
    capsys.readouterr()
    assert run_command(["explain", str(out), "2"]) == 0
    story = capsys.readouterr().out
    for words in ("CNE100000PM8", "same security", "what it means", "https://", "listed "):
        assert words in story, words
    assert run_command(["explain", str(out), "5"]) == 0
    assert "set aside as total" in capsys.readouterr().out
    assert run_command(["explain", str(out), "77"]) == 2


def test_a_holding_that_matches_nothing_says_what_it_was_compared_with(
    fund: Path, tmp_path: Path, capsys: Captured
) -> None:
    run_command(["screen", str(fund), "--out", str(tmp_path / "out")])
    capsys.readouterr()
    run_command(["explain", str(tmp_path / "out"), "fund.csv:3"])
    assert "no entry has its identifiers or a name near its own" in capsys.readouterr().out


def test_inspect_shows_columns_and_what_is_set_aside(fund: Path, capsys: Captured) -> None:
    assert run_command(["inspect", str(fund)]) == 0
    shown = capsys.readouterr().out
    for words in ("headings on line 1", "rows 4 = 2 screened + 2 set aside", "value, USD", "USD CASH", "Total"):
        assert words in shown, words


def test_the_lists_are_shown_with_publisher_licence_and_version(capsys: Captured) -> None:
    assert run_command(["lists"]) == 0
    shown = capsys.readouterr().out
    for words in ("us-ns-cmic", "press-uyghur-surveillance", "ownership rule", "licence"):
        assert words in shown, words


def test_an_own_list_is_matched_like_a_built_in_one(fund: Path, tmp_path: Path, capsys: Captured) -> None:
    own = tmp_path / "own.csv"
    own.write_text("Company\nNestle\n", encoding="utf-8")
    assert run_command(["screen", str(fund), "--list", str(own), "--fail-on", "likely"]) == 3
    assert "Nestle" in capsys.readouterr().out


def test_help_names_every_command(capsys: Captured) -> None:
    assert run_command(["--help"]) == 0
    shown = capsys.readouterr().out
    for command in ("screen", "inspect", "explain", "lists", "match", "demo"):
        assert command in shown, command
