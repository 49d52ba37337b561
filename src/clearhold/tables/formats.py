"""What kind of file lies before us, told by its first bytes and only then by its name.

A name is what someone typed; a bank's `.xls` is often a web page and its `.csv` a workbook. A kind that holds no
table is refused here in one sentence that says what the file is and what to do.
"""

from __future__ import annotations

import json
import re
from enum import StrEnum
from pathlib import PurePath

HEAD_SIZE = 1 << 16

_SAVE_AS = "open it in the program that made it and save the table as XLSX or CSV"


class Container(StrEnum):
    """How a file's bytes are packed: what the child process opens, or text that is read here."""

    ZIP = "zip"
    OLE = "ole"
    PARQUET = "parquet"
    TEXT = "text"


_CONTAINERS = (
    (b"PK\x03\x04", Container.ZIP),
    (b"PK\x05\x06", Container.ZIP),
    (b"PK\x07\x08", Container.ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Container.OLE),
    (b"PAR1", Container.PARQUET),
)

_NO_TABLES = (
    (b"%PDF-", "a PDF, not a table: take the table out of it and save that as CSV or XLSX"),
    (b"PARE", "an encrypted Parquet file: save it again without encryption"),
    (b"ARROW1", "an Arrow (Feather) file: save the table as Parquet or CSV"),
    (b"SQLite format 3\x00", "a SQLite database: save the table as CSV"),
    (b"\x1f\x8b", "compressed with gzip: unpack it first"),
    (b"BZh", "compressed with bzip2: unpack it first"),
    (b"\xfd7zXZ\x00", "compressed with xz: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd: unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive: unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive: unpack it first"),
    (b"{\\rtf", f"a rich text document, not a table: {_SAVE_AS}"),
    (b"\x89PNG", "a picture, not a table: ask for the table itself"),
    (b"\xff\xd8\xff", "a picture, not a table: ask for the table itself"),
    (b"GIF8", "a picture, not a table: ask for the table itself"),
    (b"\x7fELF", "a program, not a table"),
)

# Excel before version 5 wrote its records without a container; the reader of today knows none of them.
_OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")

_WORKBOOK_ENDINGS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".parquet"})
_TEXT_ENDINGS = frozenset({".csv", ".tsv", ".tab", ".psv", ".txt"})
_MARKUP = re.compile(r"<(!doctype\s+html|html|head|body|table|meta|div|script|style)\b", re.IGNORECASE)
# Tab, line ends, form feed, the old end mark 0x1A and the escape of ISO-2022 occur in real text files.
_CONTROL = bytes(set(range(1, 32)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B, 0x1F}) + b"\x7f"
_BINARY_SHARE = 0.02


def container_of(head: bytes) -> Container:
    """How the file is packed, by its first bytes; anything unknown is taken for text until that fails."""
    return next((container for magic, container in _CONTAINERS if head.startswith(magic)), Container.TEXT)


def refusal_of_bytes(head: bytes) -> str | None:
    """Why a file that starts so holds no table we can read, as the end of a sentence on it, or None."""
    for magic, refusal in _NO_TABLES:
        if head.startswith(magic):
            return f"is {refusal}"
    if b"%PDF-" in head[:1024]:
        return f"is {_NO_TABLES[0][1]}"
    if head.startswith(_OLD_EXCEL):
        return "is a workbook of Excel 4 or older: open it in a spreadsheet program and save it as XLSX"
    return None


def looks_binary(head: bytes) -> bool:
    """Whether bytes have more control characters than any text has; judge UTF-16 and UTF-32 before asking."""
    return len(head) - len(head.translate(None, _CONTROL)) > _BINARY_SHARE * len(head)


def refusal_of_text(text: str, name: str) -> str | None:
    """Why a decoded text is no table: a web page, XML or JSON; None for what may be one."""
    start = text[:HEAD_SIZE].lstrip()
    wanted = "workbook" if ending_of(name) in _WORKBOOK_ENDINGS else "table"
    if start.startswith("<"):
        if "urn:schemas-microsoft-com:office:spreadsheet" in start:
            return "is an Excel 2003 XML spreadsheet: open it in a spreadsheet program and save it as XLSX"
        if _MARKUP.search(start) and not _is_other_xml(start):
            return (
                f"is a web page, not a {wanted}: if a browser shows the table in it, copy that into a spreadsheet "
                "and save it as XLSX or CSV; else download the file again"
            )
        if re.match(r"<[?!/a-zA-Z]", start):
            return f"is an XML file, not a {wanted}: save the table in it as CSV or XLSX"
    if _is_json(start, whole=len(text) <= HEAD_SIZE):
        return f"is a JSON file, not a {wanted}: save the table in it as CSV or XLSX"
    if start.startswith("From ") or re.match(r"(MIME-Version|Return-Path|Received):", start):
        return f"is an e-mail, not a {wanted}: save the attachment and read that"
    return None


def ending_of(name: str) -> str:
    """The ending of a file's name in small letters, such as `.xlsx`, or nothing."""
    return PurePath(name).suffix.lower()


def misnamed(name: str, container: Container, kind: str) -> str | None:
    """A remark where a file's name promises another kind of table than it holds, or None."""
    ending = ending_of(name)
    promised = _TEXT_ENDINGS if container is not Container.TEXT else _WORKBOOK_ENDINGS
    return f"named {ending}, but is {kind}; read as that" if ending in promised else None


def _is_other_xml(start: str) -> bool:
    """Whether the first element of an XML text is none of a web page's."""
    first = re.search(r"<([a-zA-Z][\w:.-]*)", start)
    return first is not None and not _MARKUP.match(f"<{first[1]} ")


def _is_json(start: str, *, whole: bool) -> bool:
    """Whether text is JSON, or JSON lines; a heading such as `[Fund], Name` is neither."""
    if not start.startswith(("{", "[")):
        return False
    if whole:
        try:
            json.loads(start)
        except (ValueError, RecursionError):
            pass
        else:
            return True
    return re.match(r"""\{\s*(["}]|$)|\[\s*([\[{]|$)""", start) is not None
