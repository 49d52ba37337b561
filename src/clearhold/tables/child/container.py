"""Which kind of workbook a container holds, and whether it is safe to unpack: judged before any reader sees it.

Sizes in a zip's directory can lie; the limits on the child are the fence, this is the clear word at the gate.
"""

from __future__ import annotations

import mmap
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO

from clearhold.tables.child.answer import Refused

if TYPE_CHECKING:
    from clearhold.tables.child.answer import Answer

_MOST_ENTRIES = 10_000
_SMALL = 50 << 20  # unpacked bytes that any ratio may give
_HIGHEST_RATIO = 200  # sheets pack 5 to 20 times, those of one repeated value about 100
_ENCRYPTED_ENTRY = 0x1

_STREAM_START = bytes.fromhex("0908100000060500")  # BOF of Excel 97 and later, of the workbook's globals
_FILE_PASS = 0x2F
_SECTOR = 512

_SAVE_AS = "open it in the program that made it and save the table as XLSX or CSV"
PROTECTED = "is protected by a password: open it with the password and save it without"

_OTHER_ARCHIVES = (
    ("word/document.xml", "is a Word document, not a table"),
    ("ppt/presentation.xml", "is a presentation, not a table"),
    ("Index/Document.iwa", "is an Apple Numbers or Pages file"),
)
_OTHER_OLE = (
    ("WordDocument", "is a Word document, not a table"),
    ("PowerPoint Document", "is a presentation, not a table"),
    ("__properties_version1.0", "is an Outlook message: save its attachment and read that"),
)


def read_container(source: BinaryIO, container: str, memory: int, answer: Answer) -> None:
    """Answer with the sheets of the workbook in a zip or OLE container.

    Raises:
        Refused: for what is no workbook, is protected, or would unpack to too much.

    """
    if container == "ole":
        _check_ole(source)
        answer.name_format("XLS workbook")
        _read_workbook(source, answer, None)
        return
    try:
        _read_archive(source, memory, answer)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError) as error:
        raise Refused(f"is damaged or cut short ({error}): download or save it again") from None


def _read_archive(source: BinaryIO, memory: int, answer: Answer) -> None:
    archive = zipfile.ZipFile(source)
    names = _check_archive(archive, source.seek(0, 2), memory)
    kind = _kind(archive, names)
    answer.name_format(kind)
    if kind.startswith("ODS"):
        from clearhold.tables.child.ods import read_ods

        read_ods(archive, answer)
    else:
        _read_workbook(source, answer, None if kind.startswith("XLSB") else archive)


def _read_workbook(source: BinaryIO, answer: Answer, archive: zipfile.ZipFile | None) -> None:
    from clearhold.tables.child.workbook import read_workbook

    read_workbook(source, answer, archive)


def _check_archive(archive: zipfile.ZipFile, size: int, memory: int) -> frozenset[str]:
    """The names in an archive that is safe to unpack."""
    entries = archive.infolist()
    if len(entries) > _MOST_ENTRIES:
        raise Refused(f"is an archive of {len(entries):,} parts, which no workbook has: it is not read")
    names = frozenset(entry.filename for entry in entries)
    if len(names) < len(entries):
        raise Refused("is an archive with two parts of one name, which no workbook has: save it again")
    if any(entry.flag_bits & _ENCRYPTED_ENTRY for entry in entries):
        raise Refused(PROTECTED)
    packed = sum(entry.compress_size for entry in entries)
    unpacked = sum(entry.file_size for entry in entries)
    if packed > size:
        raise Refused("is an archive whose parts overlap, made to harm its reader: it is not read")
    if unpacked > memory or (unpacked > _SMALL and unpacked > _HIGHEST_RATIO * max(size, 1)):
        raise Refused(
            f"would unpack from {_megabytes(size)} to {_megabytes(unpacked)}, more than a workbook does or than is "
            "read: it is not opened; if it is honest, save the table as CSV"
        )
    return names


def _kind(archive: zipfile.ZipFile, names: frozenset[str]) -> str:
    if any(re.fullmatch(r"xl[/\\]workbook\d*\.bin", name, re.IGNORECASE) for name in names):
        return "XLSB workbook"
    if any(re.fullmatch(r"xl[/\\]workbook\d*\.xml", name, re.IGNORECASE) for name in names):
        return "XLSM workbook" if "xl/vbaProject.bin" in names else "XLSX workbook"
    if "mimetype" in names or {"content.xml", "META-INF/manifest.xml"} <= names:
        return _open_document(archive, names)
    for name, refusal in _OTHER_ARCHIVES:
        if name in names:
            raise Refused(f"{refusal}: {_SAVE_AS}")
    shown = ", ".join(sorted(name[:60] for name in names if not name.endswith("/"))[:3])
    raise Refused(f"is a zip archive ({shown or 'empty'}), not a workbook: unpack it and name the file in it")


def _open_document(archive: zipfile.ZipFile, names: frozenset[str]) -> str:
    if "META-INF/manifest.xml" in names and b"encryption-data" in _start(archive, "META-INF/manifest.xml"):
        raise Refused(PROTECTED)
    stated = _start(archive, "mimetype").decode("latin-1").strip() if "mimetype" in names else ""
    if "content.xml" in names and (not stated or stated.startswith("application/vnd.oasis.opendocument.spreadsheet")):
        return "ODS spreadsheet"
    raise Refused(f"is a document of type {stated[:80] or 'unknown'}, not a table: {_SAVE_AS}")


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(1 << 20)


def _check_ole(source: BinaryIO) -> None:
    """Look for the names that stand in an OLE container's directory, in UTF-16."""
    with mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ) as content:

        def holds(name: str) -> bool:
            return content.find(name.encode("utf-16-le") + b"\x00\x00") >= 0

        if holds("EncryptedPackage") or holds("EncryptionInfo"):
            raise Refused(PROTECTED)
        if _has_file_pass(content):
            raise Refused(PROTECTED)
        if holds("Workbook") or holds("Book"):
            return
        for name, refusal in _OTHER_OLE:
            if holds(name):
                raise Refused(refusal if ":" in refusal else f"{refusal}: {_SAVE_AS}")
    raise Refused(f"is an old Office file without a workbook in it, or damaged: {_SAVE_AS}")


def _has_file_pass(content: mmap.mmap) -> bool:
    """Whether an XLS is encrypted: the record FILEPASS stands among the first of the workbook's stream ([MS-XLS]
    2.4.117). calamine knows it in its newer form only and would give garbled names for the older.
    """
    start = content.find(_STREAM_START)
    while start >= 0:
        position = start
        while start % _SECTOR == 0 and position + 4 <= start + _SECTOR and position + 4 <= len(content):
            record, length = struct.unpack_from("<HH", content, position)
            if record == _FILE_PASS:
                return True
            position += 4 + length
        start = content.find(_STREAM_START, start + 1)
    return False


def _megabytes(size: int) -> str:
    return f"{size / (1 << 20):,.1f} MiB"
