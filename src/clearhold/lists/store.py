"""Files named by the SHA-256 of their content: written whole or not at all, and checked whenever they are opened.

A flipped bit in a stored Parquet file is mostly read as other data without an error, which only the hash shows.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from clearhold.model import CouldNotRead, NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator

UNFINISHED = ".part"
_WHAT_TO_DO = "take it from a backup, or move the list's folder away from lists/ and fetch or add the list anew"


class ContentStore:
    """A folder of files of one kind, each named `<sha256><ending>`."""

    def __init__(self, folder: Path, ending: str) -> None:
        self.folder = folder
        self._ending = ending

    def put(self, content: bytes) -> str:
        """Keep the content, and return its SHA-256. What is there already is not written again."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path(sha256)
        if not path.exists() or path.read_bytes() != content:
            write_whole(path, content)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The content of a hash. Raises NotFound where it is not here, CouldNotRead where it was changed."""
        path = self.path(sha256)
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            raise NotFound(f"{path}: is gone; {_WHAT_TO_DO}") from None
        if hashlib.sha256(content).hexdigest() != sha256:
            raise CouldNotRead(
                f"{path}: its content is not what was stored (SHA-256 differs): the disk or somebody has changed it; "
                f"{_WHAT_TO_DO}"
            )
        return content

    def path(self, sha256: str) -> Path:
        """Where the content of a hash lies."""
        return self.folder / f"{sha256}{self._ending}"

    def __contains__(self, sha256: str) -> bool:
        """Whether a file of the hash is here."""
        return self.path(sha256).exists()

    def stored(self) -> Iterator[str]:
        """The hashes of everything that is here, as the files are named."""
        yield from sorted(path.name.removesuffix(self._ending) for path in self.folder.glob(f"*{self._ending}"))


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that whoever opens it finds the old content or the new, whole, also after a crash."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(suffix=UNFINISHED, prefix=".", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(unfinished).unlink()
        raise
    _sync_folder(path.parent)


def sweep(folder: Path) -> None:
    """Remove what a killed process left unfinished."""
    for path in folder.glob(f"**/.*{UNFINISHED}"):
        with suppress(OSError):
            path.unlink()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
