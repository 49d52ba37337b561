"""`summary.json` and `manifest.json`."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from clearhold.reports.json_files import exact_json, write_manifest, write_summary
from tests.reports.a_screening import (
    a_failed_screening,
    a_screening,
    a_screening_of_two_funds,
    an_empty_screening,
)
from tests.reports.screening_parts import Facts, put_together

if TYPE_CHECKING:
    from pathlib import Path

    from clearhold.model import Screening


def summary_of(screening: Screening, folder: Path, *, guard_formulas: bool = True) -> dict[str, Any]:
    write_summary(screening, folder / "summary.json", guard_formulas=guard_formulas)
    text = (folder / "summary.json").read_text(encoding="utf-8")
    summary: dict[str, Any] = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    return summary


def test_the_summary_has_the_promised_keys(tmp_path: Path) -> None:
    summary = summary_of(a_screening(), tmp_path)
    promised = (
        "rows value issuers findings by_list by_ground by_evidence_class by_country coverage lists policy program"
    )
    assert [
        key for key in (*promised.split(), "method", "fund", "as_of", "files", "problems") if key not in summary
    ] == []
    assert list(summary["rows"]) == ["in", "screened", "set_aside"]
    assert {"total", "judged", "likely", "possible", "exposed_by_outcome", "currency"} <= set(summary["value"])
    assert {"name", "version", "as_of", "entries"} <= set(summary["lists"][0])
    assert {"name", "fingerprint", "likely_from", "possible_from"} == set(summary["policy"])


def test_a_failed_run_says_so_first_in_summary_and_manifest(tmp_path: Path) -> None:
    screening = a_failed_screening(an_empty_screening())
    write_manifest(screening, {}, tmp_path / "manifest.json")
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    summary = summary_of(screening, tmp_path)
    assert next(iter(summary)) == next(iter(manifest)) == "failed"
    assert summary["failed"] == manifest["failed"] == summary["answer"][0]
    assert summary["failed"].startswith("This screening failed its own check: “IFLYTEK” of BIS Xinjiang was planted")
    assert summary["answer"][1] == "Whether a company that is held is on the 7 lists screened against is not known."
    assert (summary["check"]["planted"], summary["check"]["found"]) == (2, 1)
    (missed,) = manifest["check"]["missed"]
    assert missed == {
        "list": "us-bis-xinjiang",
        "entry": "iflytek",
        "name": "IFLYTEK",
        "by": "other name",
        "value": "iFLYTEK Co., Ltd.",
    }


def test_a_run_that_passed_has_no_failure(tmp_path: Path) -> None:
    summary = summary_of(an_empty_screening(), tmp_path)
    assert summary["failed"] is None
    assert summary["answer"][0] == "No company that is held was found on the 7 lists screened against."


def test_amounts_are_numbers_with_all_their_digits(tmp_path: Path) -> None:
    summary = summary_of(a_screening_of_two_funds(), tmp_path)
    assert summary["value"]["total"] == Decimal(814010091374) + Decimal("14156046.291") + Decimal("227434692.821")
    (alibaba,) = [row for row in summary["by_country"] if row["country"] == "US"]
    assert alibaba["value"] == Decimal("14156046.291")


def test_the_figures_are_those_of_the_run(tmp_path: Path) -> None:
    screening = a_screening()
    summary = summary_of(screening, tmp_path)
    assert summary["value"]["exposed_by_outcome"] == {
        "same issuer": 9_971_214_743,
        "same group": 105_789_150,
        "possible": 790_010,
    }
    by_list = {row["list"]: row["value"] for row in summary["by_list"]}
    assert by_list["us-ns-cmic"] == 141_233_203
    assert by_list["us-bis-xinjiang"] == 141_233_203 + 29_714_985 + 6_904_411 + 953_062
    assert summary["rows"] == {"in": 9_202, "screened": 9_202, "set_aside": 0}


def test_unknown_values_are_null_and_not_nothing(tmp_path: Path) -> None:
    held = [each._replace(value=None) for each in Facts().held]
    summary = summary_of(put_together(Facts(held=held, value=None)), tmp_path)
    assert summary["value"]["total"] is None
    assert summary["value"]["likely"] is None
    assert {row["value"] for row in summary["by_list"]} == {row["share"] for row in summary["by_list"]} == {None}


def test_rows_set_aside_are_counted_by_reason(tmp_path: Path) -> None:
    assert summary_of(a_screening_of_two_funds(), tmp_path)["set_aside"] == {"cash": 2, "total": 1}


def test_the_summary_says_whether_formulas_were_guarded(tmp_path: Path) -> None:
    assert summary_of(a_screening(), tmp_path)["csv"]["formula_leads_get_an_apostrophe"] is True
    off = summary_of(a_screening(), tmp_path, guard_formulas=False)
    assert off["csv"]["formula_leads_get_an_apostrophe"] is False


def test_a_run_without_findings_has_empty_groups(tmp_path: Path) -> None:
    summary = summary_of(an_empty_screening(), tmp_path)
    assert (summary["findings"], summary["by_list"], summary["value"]["exposed_by_outcome"]) == (0, [], {})


def test_the_manifest_names_inputs_versions_policy_request_and_what_was_written(tmp_path: Path) -> None:
    screening = a_screening(date(2025, 12, 31))
    write_manifest(screening, {"findings.csv": "ab" * 32}, tmp_path / "manifest.json")
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["inputs"][0]["sha256"] == screening.reading.files[0].sha256
    assert [each["version"] for each in manifest["lists"]] == [each.version for each in screening.lists.lists]
    assert [each["sha256"] for each in manifest["lists"]] == [each.sha256 for each in screening.lists.lists]
    assert manifest["policy"]["fingerprint"] == screening.policy.fingerprint
    assert manifest["request"]["files"] == ["EQ_2019_Country.csv"]
    assert (manifest["command"], manifest["listings_day"]) == (screening.command, "2025-12-31")
    assert manifest["written"] == [{"file": "findings.csv", "sha256": "ab" * 32}]


_SCALARS = st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])) | st.dates()
_VALUES = st.recursive(
    _SCALARS | st.decimals(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=10,
)


@given(_VALUES)
def test_any_value_comes_back_with_all_its_digits(value: object) -> None:
    read = json.loads(exact_json(value), parse_float=Decimal)
    assert read == _plain(value)


def _plain(value: object) -> object:
    match value:
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case list():
            return [_plain(item) for item in value]
        case date():
            return value.isoformat()
        case _:
            return value
