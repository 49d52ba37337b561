"""An unfinished download: in memory, and in a folder where the next run takes it up.

Memory is what counts; the folder is only read at the start. Its JSON names how many bytes of the data file are good and
their SHA-256, so that a file half written, or written by two runs at once, is thrown away and never taken up.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_KEEP_EVERY = 8_000_000


@dataclass(frozen=True, slots=True)
class Origin:
    """What was said of a file when its transfer began.

    `place` is the address that answered, without its query; `mark` is what If-Range takes; `total` is the length of the
    file as it travels, where it was stated.
    """

    place: str
    headers: Mapping[str, str]
    mark: str | None
    total: int | None


class Part:
    """What has come of a file so far."""

    def __init__(self, folder: Path | None, address: str) -> None:
        name = hashlib.sha256(address.encode()).hexdigest()[:32]
        self.content = bytearray()
        self.origin: Origin | None = None
        self._data = folder / f"{name}.part" if folder else None
        self._notes = folder / f"{name}.json" if folder else None
        self._kept = 0
        self._hash = hashlib.sha256()
        self._take_up()

    @property
    def can_go_on(self) -> bool:
        """Whether the rest can be asked for."""
        return bool(self.content and self.origin and self.origin.mark)

    def begin(self, origin: Origin) -> None:
        """A transfer begins at the first byte."""
        self.discard()
        self.origin = origin

    def append(self, piece: bytes) -> None:
        """More has come."""
        self.content += piece
        if len(self.content) - self._kept >= _KEEP_EVERY:
            self.keep()

    def keep(self) -> None:
        """Writes down what has come, where there is a folder and the rest can be asked for."""
        if self._data is None or self._notes is None or not self.can_go_on:
            return
        # A full or forbidden disk costs the next run a whole download, and this run nothing.
        with contextlib.suppress(OSError):
            self._data.parent.mkdir(parents=True, exist_ok=True)
            self._write(self._data, self._notes)

    def discard(self) -> None:
        """Forgets what has come, and removes it from the folder."""
        self.content = bytearray()
        self.origin = None
        self._kept = 0
        self._hash = hashlib.sha256()
        for path in (self._notes, self._data):
            if path:
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)

    def _write(self, data: Path, notes: Path) -> None:
        fresh = bytes(memoryview(self.content)[self._kept :])
        with data.open("r+b" if self._kept else "wb") as file:
            file.seek(self._kept)
            file.write(fresh)
            file.truncate()
            file.flush()
            os.fsync(file.fileno())
        self._hash.update(fresh)
        self._kept += len(fresh)
        origin = asdict(self.origin) if self.origin else None
        text = json.dumps({"origin": origin, "length": self._kept, "sha256": self._hash.hexdigest()})
        new = notes.with_suffix(".new")
        new.write_text(text, encoding="utf-8")
        new.replace(notes)

    def _take_up(self) -> None:
        if self._data is None or self._notes is None or not self._notes.exists():
            return
        try:
            self.origin, self.content = _read(self._data, self._notes)
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            self.discard()
        self._kept = len(self.content)
        self._hash = hashlib.sha256(self.content)


def _read(data: Path, notes: Path) -> tuple[Origin, bytearray]:
    said = json.loads(notes.read_text(encoding="utf-8"))
    length, about = int(said["length"]), said["origin"]
    if not 0 < length <= data.stat().st_size:
        raise ValueError("shorter than noted")
    with data.open("rb") as file:
        content = bytearray(file.read(length))
    if hashlib.sha256(content).hexdigest() != said["sha256"]:
        raise ValueError("other than noted")
    total = None if about["total"] is None else int(about["total"])
    headers = {str(name): str(value) for name, value in about["headers"].items()}
    return Origin(str(about["place"]), headers, str(about["mark"]), total), content
