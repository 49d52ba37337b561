"""Where a user's lists are kept: accepted versions, one held back, what was asked when; nothing is ever edited.

    lists/NAME/accepted/000001-<sha256>.json   manifests in the order of acceptance; the last one is in use
    lists/NAME/held.json                       the version that waits for a person, if one does
    lists/NAME/log.jsonl                       what was asked and decided, a line each
    snapshots/<sha256>.parquet                 entries
    sources/<sha256>.gz                        the publishers' files as they were served

A manifest that is there makes its version the accepted one, and it is written last and in one step: a killed process
leaves the old version or the new one.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
from filelock import FileLock

from clearhold.lists.entries import SCHEMA
from clearhold.lists.manifest import Manifest, manifest_from_json, manifest_to_json
from clearhold.lists.store import ContentStore, sweep, write_whole
from clearhold.model import BadInput, CouldNotRead, NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

HOME = "CLEARHOLD_HOME"
_HELD = "held.json"
_LOG = "log.jsonl"
_DAY, _LEAST_HASH = len("2026-06-08"), 4


@dataclass(frozen=True, slots=True)
class LogLine:
    """Something that happened to a list: `event` is checked, accepted, held, refused or could not ask."""

    at: datetime
    event: str
    words: str
    facts: Mapping[str, Any]


class Workspace:
    """The lists kept in a folder."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.snapshots = ContentStore(home / "snapshots", ".parquet")
        self.sources = ContentStore(home / "sources", ".gz")

    @classmethod
    def of_user(cls) -> Workspace:
        """The folder that `CLEARHOLD_HOME` names, else the user's data directory."""
        from platformdirs import user_data_path

        named = os.environ.get(HOME)
        return cls(Path(named).expanduser() if named else user_data_path("clearhold"))

    def names(self) -> Sequence[str]:
        """The lists that have an accepted version, by name."""
        return sorted({path.parent.parent.name for path in self.home.glob("lists/*/accepted/*.json")})

    def versions(self, name: str) -> Sequence[Manifest]:
        """The accepted versions of a list, in the order in which they came into use.

        Raises CouldNotRead for a manifest that was changed.
        """
        return [_open_manifest(path) for path in self._manifests(name)]

    def current(self, name: str, known_at: date | None = None) -> Manifest | None:
        """The version in use, or the one that was at the end of a day (UTC); None where there is none."""
        for path in reversed(self._manifests(name)):
            manifest = _open_manifest(path)
            if known_at is None or manifest.judged_at.astimezone(UTC).date() <= known_at:
                return manifest
        return None

    def version(self, name: str, named: str) -> Manifest:
        """The version that a text names by its number, by its day (2026-06-08, 2026-06-08+1a2b) or by the first signs
        of its hash, four at least; the last of several of one day.
        """
        versions = self.versions(name)
        fitting = [each for each in versions if str(each.sequence) == named] or [
            each
            for each in versions
            if (each.version.startswith(named) and len(named) >= _DAY)
            or (each.snapshot.startswith(named) and len(named) >= _LEAST_HASH)
        ]
        if not fitting:
            here = ", ".join(each.version for each in versions) or "none"
            raise NotFound(f"{name} has no version {named} here; those that are: {here}")
        return fitting[-1]

    def held(self, name: str) -> Manifest | None:
        """The version that waits for a person."""
        path = self._folder(name) / _HELD
        if not path.exists():
            return None
        try:
            told = json.loads(path.read_bytes())
            content, stated = told["manifest"].encode(), told["sha256"]
        except (ValueError, TypeError, KeyError, AttributeError):
            content, stated = b"", None
        if hashlib.sha256(content).hexdigest() != stated:
            raise CouldNotRead(f"{path}: was changed since it was written; delete it and run the update again")
        return _understood(content, path)

    def entries(self, manifest: Manifest) -> pl.DataFrame:
        """The entries of a version, in the columns of `entries.SCHEMA`; its hash is checked."""
        frame = pl.read_parquet(io.BytesIO(self.snapshots.get(manifest.snapshot)))
        if frame.schema != SCHEMA:
            raise CouldNotRead(
                f"{manifest.name} {manifest.version} was stored by {manifest.program} with other columns; "
                "fetch it anew with: clearhold lists update"
            )
        return frame

    def log(self, name: str) -> Sequence[LogLine]:
        """What was asked and decided about a list, oldest first; a line that a crash left torn is left out."""
        path = self._folder(name) / _LOG
        lines = []
        for line in path.read_bytes().splitlines() if path.exists() else []:
            try:
                told = json.loads(line)
                lines.append(LogLine(datetime.fromisoformat(told["at"]), told["event"], told["words"], told["facts"]))
            except (ValueError, KeyError, TypeError):
                continue
        return lines

    def keep_snapshot(self, entries: pl.DataFrame) -> str:
        """Keep entries; the SHA-256 of their file, which is the same for the same entries."""
        written = io.BytesIO()
        entries.select(SCHEMA.names()).write_parquet(written, compression="zstd", statistics=False)
        return self.snapshots.put(written.getvalue())

    def keep_source(self, content: bytes) -> str:
        """Keep a publisher's file as it was served; the hash under which its packed copy lies."""
        return self.sources.put(gzip.compress(content, compresslevel=5, mtime=0))

    def accept(self, manifest: Manifest) -> None:
        """Make a version the one in use. Its snapshot and sources must be kept before."""
        content = manifest_to_json(manifest)
        sha256 = hashlib.sha256(content).hexdigest()
        write_whole(self._folder(manifest.name) / "accepted" / f"{manifest.sequence:06}-{sha256}.json", content)
        (self._folder(manifest.name) / _HELD).unlink(missing_ok=True)

    def hold(self, manifest: Manifest) -> None:
        """Put a version aside for a person, in place of one that waited before."""
        content = manifest_to_json(manifest)
        told = {"sha256": hashlib.sha256(content).hexdigest(), "manifest": content.decode()}
        write_whole(self._folder(manifest.name) / _HELD, json.dumps(told).encode())

    def note(self, name: str, event: str, words: str, facts: Mapping[str, Any] | None = None) -> None:
        """Add a line to a list's log."""
        line = {"at": datetime.now(UTC).isoformat(), "event": event, "words": words, "facts": dict(facts or {})}
        folder = self._folder(name)
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / _LOG).open("ab") as file:
            # A torn line of a crash before must not swallow this one.
            file.write(b"\n" if file.tell() and not _ends_line(folder / _LOG) else b"")
            file.write(json.dumps(line, ensure_ascii=False, default=str).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    @contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """Nobody else changes the list meanwhile; waits for whoever does."""
        folder = self._folder(name)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise BadInput(
                f"{self.home}: cannot be written ({fault.strerror}); name another folder with {HOME}"
            ) from fault
        with FileLock(folder / ".lock"):
            sweep(folder)
            yield

    def _manifests(self, name: str) -> Sequence[Path]:
        return sorted((self._folder(name) / "accepted").glob("*.json"))

    def _folder(self, name: str) -> Path:
        return self.home / "lists" / name


def _open_manifest(path: Path) -> Manifest:
    content = path.read_bytes()
    stated = path.stem.partition("-")[2]
    if hashlib.sha256(content).hexdigest() != stated:
        raise CouldNotRead(f"{path}: its content is not what was stored (SHA-256 differs); take it from a backup")
    return _understood(content, path)


def _understood(content: bytes, path: Path) -> Manifest:
    """The manifest in a file whose hash is right; another version of the program may have written other fields."""
    try:
        return manifest_from_json(content)
    except (ValueError, TypeError, KeyError) as fault:
        raise CouldNotRead(
            f"{path}: is not understood ({type(fault).__name__}: {fault}); another version of the program wrote it: "
            "use that one, or move the list's folder away and fetch the list anew"
        ) from fault


def _ends_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
