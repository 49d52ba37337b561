"""The run as JSON: `summary.json` with every figure, `manifest.json` with what the run was made from.

Amounts and shares are JSON numbers written with all their decimal digits (`0.000173503012`), never through a binary
float; a reader that needs them exact parses numbers as decimals. The same inputs give the same bytes: no clock, no
path of the machine but the files' names as they were given.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from clearhold.model import Dimension
from clearhold.reports.answer import answer_of, exposure_by
from clearhold.reports.self_check import check_record, failure_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from clearhold.model import ConcernList, FileReading, Screening, SheetReading


def write_summary(screening: Screening, path: Path, *, guard_formulas: bool) -> None:
    """Write `summary.json`; `guard_formulas` is what was done to the CSV files beside it."""
    path.write_bytes(summary_json(screening, guard_formulas=guard_formulas).encode())


def summary_json(screening: Screening, *, guard_formulas: bool = True) -> str:
    """The content of `summary.json`."""
    return f"{exact_json(_summary(screening, guard_formulas=guard_formulas))}\n"


def write_manifest(screening: Screening, hashes: Mapping[str, str], path: Path) -> None:
    """Write `manifest.json`: what the run was made from and with, and the SHA-256 of every other file written."""
    manifest = {
        "failed": failure_of(screening),
        "program": screening.program,
        "method": screening.method,
        "command": screening.command,
        "request": asdict(screening.request) | {"columns": dict(screening.request.columns)},
        "as_of": screening.as_of,
        "listings_day": screening.listings_day,
        "policy": _policy(screening),
        "inputs": [{"file": file.file, "sha256": file.sha256, "bytes": file.size} for file in screening.reading.files],
        "lists": [
            {"name": each.name, "version": each.version, "as_of": each.as_of, "sha256": each.sha256}
            for each in screening.lists.lists
        ],
        "check": check_record(screening),
        "written": [{"file": name, "sha256": sha256} for name, sha256 in hashes.items()],
    }
    _write(manifest, path)


def exact_json(value: object) -> str:
    """The value as indented JSON, decimals as numbers with all their digits, dates as text.

    The standard library has no way to write a Decimal as a number but through a float.
    """
    return _render(value, "")


def _summary(screening: Screening, *, guard_formulas: bool) -> dict[str, Any]:
    totals = screening.totals
    answer = answer_of(screening)
    by_outcome = exposure_by(screening, Dimension.OUTCOME)
    labels = {each.name: each.label for each in screening.lists.lists}
    return {
        "failed": answer.failure,
        "program": screening.program,
        "method": screening.method,
        "fund": screening.fund,
        "as_of": screening.as_of,
        "listings_day": screening.listings_day,
        "answer": list(answer.sentences),
        "rows": {"in": totals.rows_in, "screened": totals.screened, "set_aside": totals.set_aside},
        "value": {
            "currency": totals.base_currency,
            "total": totals.value,
            "judged": totals.judged,
            "likely": totals.likely,
            "possible": totals.possible,
            "exposed_by_outcome": {row["key"]: row["base_value"] for row in by_outcome},
        },
        "issuers": totals.issuers,
        "companies": {"likely": totals.likely_parties, "possible": totals.possible_parties},
        "findings": totals.findings,
        "other_listings": screening.other_listings.height,
        "by_outcome": _groups(by_outcome, "outcome"),
        "by_evidence_class": [
            row | {"evidence_class": int(row["evidence_class"])}
            for row in _groups(exposure_by(screening, Dimension.EVIDENCE_CLASS), "evidence_class")
        ],
        "by_ground": _groups(exposure_by(screening, Dimension.GROUND), "ground"),
        "by_list": [
            row | {"label": labels.get(row["list"])} for row in _groups(exposure_by(screening, Dimension.LIST), "list")
        ],
        "by_country": _groups(exposure_by(screening, Dimension.COUNTRY), "country"),
        "by_fund": _groups(exposure_by(screening, Dimension.FUND), "fund"),
        "coverage": _coverage(screening),
        "check": check_record(screening),
        "set_aside": dict(sorted(Counter(screening.reading.set_aside["reason"].cast(str).to_list()).items())),
        "problems": len(screening.problems),
        "lists": [_list(each) for each in screening.lists.lists],
        "policy": _policy(screening),
        "files": [_file(file) for file in screening.reading.files],
        "csv": {"encoding": "UTF-8", "formula_leads_get_an_apostrophe": guard_formulas},
        "command": screening.command,
    }


def _groups(rows: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    return [
        {key: row["key"], "companies": row["parties"], "holdings": row["holdings"]}
        | {"value": row["base_value"], "share": row["share"]}
        for row in rows
    ]


def _coverage(screening: Screening) -> list[dict[str, Any]]:
    known = screening.totals.value is not None
    rows = screening.coverage.to_dicts()
    return [
        {"status": row["status"], "reason": row["reason"], "positions": row["positions"]}
        | {"value": row["base_value"] if known else None, "share": row["share"], "without_value": row["without_value"]}
        for row in rows
    ]


def _policy(screening: Screening) -> dict[str, Any]:
    policy = screening.policy
    return asdict(policy) | {"fingerprint": policy.fingerprint}


def _list(each: ConcernList) -> dict[str, Any]:
    return asdict(each) | {"ownership_rule": each.ownership_rule.value}


def _file(file: FileReading) -> dict[str, Any]:
    return {
        "file": file.file,
        "sha256": file.sha256,
        "bytes": file.size,
        "format": file.format,
        "sheets": [_sheet(sheet) for sheet in file.sheets],
    }


def _sheet(sheet: SheetReading) -> dict[str, Any]:
    columns = [
        {"column": column.letter, "heading": column.heading, "role": column.role.value, "why": column.why}
        for column in sheet.columns
        if column.role
    ]
    return {
        "sheet": sheet.sheet,
        "visible": sheet.visible,
        "heading_lines": sheet.heading_lines,
        "fund": sheet.fund,
        "as_of": sheet.as_of,
        "currency": sheet.currency,
        "rows": {"in": sheet.rows_in, "screened": sheet.screened, "set_aside": sheet.set_aside},
        "sum_of_positions": sheet.sum_of_positions,
        "stated_total": sheet.stated_total,
        "stated_total_line": sheet.stated_total_line,
        "columns": columns,
        "remarks": sheet.remarks,
    }


def _write(value: object, path: Path) -> None:
    path.write_bytes(f"{exact_json(value)}\n".encode())


def _render(value: object, indent: str) -> str:
    match value:
        case dict():
            inner = [f"{json.dumps(str(key))}: {_render(item, indent + '  ')}" for key, item in value.items()]
            return _block("{", inner, "}", indent)
        case list() | tuple():
            return _block("[", [_render(item, indent + "  ") for item in value], "]", indent)
        case Decimal():
            return exact_text(value)
        case date():
            return f'"{value.isoformat()}"'
        case _:
            return json.dumps(value, ensure_ascii=False)


def exact_text(amount: Decimal) -> str:
    """All the digits of an amount, without an exponent and without trailing zeros."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _block(opening: str, items: list[str], closing: str, indent: str) -> str:
    if not items:
        return opening + closing
    separator = f",\n{indent}  "
    return f"{opening}\n{indent}  {separator.join(items)}\n{indent}{closing}"
