"""The folder that a run's report files are written to."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Never

import pytest

from clearhold.model import BadInput
from clearhold.reports import ReportOptions, write_reports
from tests.reports.a_screening import (
    a_hostile_screening,
    a_large_screening,
    a_screening,
    a_screening_of_two_funds,
    an_empty_screening,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from clearhold.model import Screening

FILES = {
    "findings.csv",
    "findings.parquet",
    "set-aside.csv",
    "not-judged.csv",
    "other-listings.csv",
    "summary.json",
    "manifest.json",
    "report.html",
    "report.xlsx",
}


def test_every_file_is_written_to_a_folder_that_is_made(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    written = write_reports(a_screening(), out)
    assert {path.name for path in written} == FILES
    assert {path.name for path in out.iterdir()} == FILES
    assert written[-1] == out / "manifest.json"


def test_files_of_other_names_are_left_alone_and_ours_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "findings.csv").write_text("of an earlier run", encoding="utf-8")
    write_reports(a_screening(), tmp_path)
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert "of an earlier run" not in (tmp_path / "findings.csv").read_text(encoding="utf-8")


def test_the_manifest_has_the_hash_of_every_other_file(tmp_path: Path) -> None:
    write_reports(a_screening(), tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    hashes = {each["file"]: each["sha256"] for each in manifest["written"]}
    assert set(hashes) == FILES - {"manifest.json"}
    assert hashes == {name: hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() for name in hashes}


@pytest.mark.parametrize(
    "make",
    [a_screening, a_screening_of_two_funds, a_hostile_screening, an_empty_screening, lambda: a_large_screening(60)],
    ids=["one fund", "two funds", "hostile", "empty", "large"],
)
def test_the_same_run_gives_the_same_bytes(make: Callable[[], Screening], tmp_path: Path) -> None:
    one, two = (write_reports(make(), tmp_path / name) for name in ("one", "two"))
    for first, second in zip(one, two, strict=True):
        assert first.read_bytes() == second.read_bytes(), first.name


def test_a_run_that_cannot_be_written_whole_leaves_the_earlier_one_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_reports(an_empty_screening(), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def no_space(*_: object) -> Never:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("clearhold.reports.xlsx.write_xlsx", no_space)
    with pytest.raises(BadInput, match=r"cannot be written there \(No space left on device\); name another folder"):
        write_reports(a_screening(), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_folder_that_is_a_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(BadInput, match=r"out: the report cannot be written there .*; name another folder"):
        write_reports(a_screening(), tmp_path / "out")


def test_a_link_in_the_place_of_a_file_is_replaced_and_not_written_through(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.csv"
    elsewhere.write_text("kept", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / "findings.csv").symlink_to(elsewhere)
    write_reports(a_screening(), out)
    assert elsewhere.read_text(encoding="utf-8") == "kept"
    assert not (out / "findings.csv").is_symlink()


def test_the_guard_against_formulas_is_an_option_that_the_summary_names(tmp_path: Path) -> None:
    write_reports(a_hostile_screening(), tmp_path, ReportOptions(guard_formulas=False))
    assert ',"=HYPERLINK(' in (tmp_path / "findings.csv").read_text(encoding="utf-8")
    summary = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))
    assert summary["csv"]["formula_leads_get_an_apostrophe"] is False


def test_figures_are_imported_without_the_libraries_that_write_files() -> None:
    code = "import sys, clearhold.reports.figures; print({'jinja2', 'xlsxwriter', 'pycountry'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
