"""Checks that everything kept in a workspace is what was put there."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clearhold.lists.entries import open_entries
from clearhold.lists.gate import missing_canaries
from clearhold.lists.in_use import version_in_use
from clearhold.lists.publishers import publishers
from clearhold.model import ClearholdError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from clearhold.lists.manifest import Manifest
    from clearhold.lists.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Verified:
    """How many things were checked, and what is wrong, a sentence each: `faults` in what is stored, `lacking` the
    entries that must be in a list and are not in the version in use.
    """

    manifests: int
    snapshots: int
    sources: int
    faults: Sequence[str]
    lacking: Sequence[str]

    @property
    def is_fine(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.faults or self.lacking)


def verify(workspace: Workspace) -> Verified:
    """Every manifest, snapshot and publisher's file by its hash, and every list in use by its canaries.

    A manifest that is gone shows by its number, or by the log, which has every acceptance.
    """
    faults: list[str] = []
    manifests: list[Manifest] = []
    for folder in sorted(path for path in workspace.home.glob("lists/*") if path.is_dir()):
        try:
            held, accepted = workspace.held(folder.name), workspace.versions(folder.name)
        except ClearholdError as fault:
            faults.append(str(fault))
            continue
        manifests += [*accepted, *([held] if held else [])]
        faults += _gone(workspace, folder, accepted)
    snapshots = sorted({manifest.snapshot for manifest in manifests} | set(workspace.snapshots.stored()))
    for snapshot in snapshots:
        faults += _snapshot_faults(workspace, snapshot)
    packed = {source.kept_as: source.sha256 for manifest in manifests for source in manifest.sources if source.kept_as}
    for kept_as in sorted(packed.keys() | set(workspace.sources.stored())):
        faults += _source_faults(workspace, kept_as, packed.get(kept_as))
    return Verified(len(manifests), len(snapshots), len(packed), faults, list(_lacking(workspace)))


def _gone(workspace: Workspace, folder: Path, accepted: Sequence[Manifest]) -> Iterator[str]:
    """What shows that manifests are no longer here. A process that was killed may have left one without its line."""
    last = max((manifest.sequence for manifest in accepted), default=0)
    lacking = sorted(set(range(1, last + 1)) - {manifest.sequence for manifest in accepted})
    told = sum(line.event == "accepted" for line in workspace.log(folder.name))
    if lacking:
        numbers = ", ".join(map(str, lacking))
        yield f"{folder / 'accepted'}: the manifest of version {numbers} is gone; take it from a backup"
    elif told > sum(manifest.override is None for manifest in accepted):
        yield (
            f"{folder / 'accepted'}: the log tells of {told:,} versions that were accepted, and only "
            f"{sum(manifest.override is None for manifest in accepted):,} are here; take the others from a backup"
        )


def _snapshot_faults(workspace: Workspace, snapshot: str) -> Iterator[str]:
    try:
        workspace.snapshots.get(snapshot)
    except ClearholdError as fault:
        yield str(fault)


def _source_faults(workspace: Workspace, kept_as: str, sha256: str | None) -> Iterator[str]:
    path = workspace.sources.path(kept_as)
    try:
        content = gzip.decompress(workspace.sources.get(kept_as))
    except ClearholdError as fault:
        yield str(fault)
    except (OSError, EOFError, zlib.error) as fault:
        yield f"{path}: cannot be unpacked ({fault})"
    else:
        if sha256 is not None and hashlib.sha256(content).hexdigest() != sha256:
            yield f"{path}: is not the file that its manifest names"


def _lacking(workspace: Workspace) -> Iterator[str]:
    for publisher in publishers():
        try:
            version = version_in_use(workspace, publisher.name, None)
            if version is None:
                continue
            for canary in missing_canaries(open_entries(version.entries), publisher.canaries):
                yield f'{publisher.name}: "{canary.name}" is not in the version in use, {version.record.version}'
        except ClearholdError:
            continue  # told above
