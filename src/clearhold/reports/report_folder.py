"""A run's folder of report files: which files there are, and that each is written whole or not at all.

Every file is first written beside its place under a temporary name and synced; then all are renamed, `manifest.json`
last. Its hashes are of the other files, so a folder that was interrupted between two runs does not agree with its
manifest. Files of other names are left alone.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clearhold.model import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from clearhold.model import Screening

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """Choices about what is written.

    `guard_formulas`: text cells of CSV files that a spreadsheet would take for a formula get a leading apostrophe. It
    changes the value, so `summary.json` says whether it was done.
    """

    guard_formulas: bool = True


def write_reports(screening: Screening, out: Path, options: ReportOptions | None = None) -> tuple[Path, ...]:
    """The paths of the files written to the folder `out`, which is made where it is missing; the manifest comes last.

    Raises BadInput where the folder cannot be written.
    """
    # The formats' libraries take a tenth of a second to import: only a run that writes pays for them.
    from clearhold.reports.html import write_html
    from clearhold.reports.json_files import write_manifest, write_summary
    from clearhold.reports.not_judged import list_not_judged
    from clearhold.reports.table_files import write_csv, write_parquet
    from clearhold.reports.xlsx import write_xlsx

    chosen = options or ReportOptions()
    guard = chosen.guard_formulas
    writers: Mapping[str, Callable[[Path], None]] = {
        "findings.csv": lambda path: write_csv(screening.findings, path, guard_formulas=guard),
        "findings.parquet": lambda path: write_parquet(screening.findings, path),
        "set-aside.csv": lambda path: write_csv(screening.reading.set_aside, path, guard_formulas=guard),
        "not-judged.csv": lambda path: write_csv(list_not_judged(screening), path, guard_formulas=guard),
        "other-listings.csv": lambda path: write_csv(screening.other_listings, path, guard_formulas=guard),
        "summary.json": lambda path: write_summary(screening, path, guard_formulas=guard),
        "report.html": lambda path: write_html(screening, path),
        "report.xlsx": lambda path: write_xlsx(screening, path),
    }
    unfinished: dict[str, Path] = {}
    try:
        out.mkdir(parents=True, exist_ok=True)
        hashes = {}
        for name, write in writers.items():
            unfinished[name] = _beside(out, name)
            write(unfinished[name])
            hashes[name] = _sync(unfinished[name])
        unfinished[MANIFEST] = _beside(out, MANIFEST)
        write_manifest(screening, hashes, unfinished[MANIFEST])
        _sync(unfinished[MANIFEST])
        for name, path in unfinished.items():
            path.replace(out / name)
        _sync_folder(out)
    except OSError as fault:
        why = fault.strerror or fault
        raise BadInput(f"{out}: the report cannot be written there ({why}); name another folder") from fault
    finally:
        for path in unfinished.values():
            path.unlink(missing_ok=True)
    return tuple(out / name for name in unfinished)


def _beside(out: Path, name: str) -> Path:
    return out / f".{name}.{os.getpid()}.part"


def _sync(path: Path) -> str:
    """The SHA-256 of a file's content, once that content is on the disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    """Make the renames last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
