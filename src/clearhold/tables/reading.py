"""Reads any file of tables into text cells: opens it, tells what it is, and has the right reader read it."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from clearhold.model import CouldNotRead, NotFound
from clearhold.tables.delimited import read_delimited
from clearhold.tables.encodings import decode_table
from clearhold.tables.formats import (
    HEAD_SIZE,
    Container,
    container_of,
    looks_binary,
    misnamed,
    refusal_of_bytes,
    refusal_of_text,
)
from clearhold.tables.plain import read_plainly, rows_to_columns
from clearhold.tables.sandbox import read_workbook
from clearhold.tables.table_file import ColumnFile, ColumnSheet, Limits, Sheet, TableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

STANDARD_INPUT = "-"
_USUAL_LIMITS = Limits()
_BLOCK = 1 << 20


def read_tables(
    source: Path | str,
    *,
    limits: Limits = _USUAL_LIMITS,
    stdin: BinaryIO | None = None,
) -> TableFile:
    """Every row of a file of tables as text: CSV of any dialect, XLSX, XLSM, XLSB, XLS, ODS, Parquet.

    `-` reads standard input, or `stdin` where it is given; the file is then called `standard input`.

    Raises:
        NotFound: where there is no such file.
        CouldNotRead: for a file that cannot be read whole, or is no table; the message says which and what to do.

    """
    name = _shown(source)
    with _opened(source, name, limits, stdin) as content:
        return _read_open(content, name, limits)


def read_columns(
    source: Path | str,
    *,
    limits: Limits = _USUAL_LIMITS,
    stdin: BinaryIO | None = None,
) -> ColumnFile:
    """Every row of a file of tables as columns of text: the same cells as `read_tables` gives, sooner where the file is
    a plain text table. Raises what `read_tables` raises.
    """
    name = _shown(source)
    with _opened(source, name, limits, stdin) as content:
        if data := _plain_candidate(content, limits):
            plain = read_plainly(data, name, limits)
            if plain is not None:
                cells, separated_by = plain
                remarks = tuple(filter(None, [misnamed(name, Container.TEXT, "a text table")]))
                return ColumnFile(name, f"CSV ({separated_by}, UTF-8)", (ColumnSheet(None, cells),), remarks)
        content.seek(0)
        table = _read_open(content, name, limits)
    sheets = tuple(ColumnSheet(sheet.name, rows_to_columns(sheet.rows)) for sheet in table.sheets)
    return ColumnFile(name, table.format, sheets, table.remarks)


def _plain_candidate(content: BinaryIO, limits: Limits) -> bytes:
    """The bytes of what may be a plain text table; none of a workbook, and none of what is refused anyhow."""
    if content.seek(0, os.SEEK_END) > limits.file_size:
        return b""
    content.seek(0)
    head = content.read(HEAD_SIZE)
    if container_of(head) is not Container.TEXT or refusal_of_bytes(head) or looks_binary(head):
        return b""
    return head + content.read()


def read_table_bytes(data: bytes, name: str, *, limits: Limits = _USUAL_LIMITS) -> TableFile:
    """The same of a file's bytes, which messages call `name`."""
    if container_of(data[:HEAD_SIZE]) is Container.TEXT:
        return _read_open(cast("BinaryIO", io.BytesIO(data)), name, limits)
    # The child that reads a workbook takes an open file.
    with tempfile.TemporaryFile() as copy:
        copy.write(data)
        copy.flush()
        return _read_open(cast("BinaryIO", copy), name, limits)


def _read_open(content: BinaryIO, name: str, limits: Limits) -> TableFile:
    size = content.seek(0, os.SEEK_END)
    if size == 0:
        raise CouldNotRead(f"{name} is empty: it has no byte in it; download or save it again")
    if size > limits.file_size:
        raise _too_large(name, limits)
    content.seek(0)
    head = content.read(HEAD_SIZE)
    container = container_of(head)
    if container is Container.TEXT:
        if refusal := refusal_of_bytes(head):
            raise CouldNotRead(f"{name} {refusal}")
        return _read_text(head + content.read(), name, limits)
    return _read_container(content, name, size, container, limits)


def _read_text(data: bytes, name: str, limits: Limits) -> TableFile:
    decoded = decode_table(data, name)
    if refusal := refusal_of_text(decoded.text, name):
        raise CouldNotRead(f"{name} {refusal}")
    table = read_delimited(decoded.text, name, limits)
    remarks = (decoded.remark, misnamed(name, Container.TEXT, "a text table"), *table.remarks)
    return TableFile(
        file=name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        format=f"CSV ({table.separated_by}, {decoded.encoding})",
        sheets=(Sheet(None, tuple(table.rows)),),
        remarks=tuple(remark for remark in remarks if remark),
    )


def _read_container(content: BinaryIO, name: str, size: int, container: Container, limits: Limits) -> TableFile:
    digest = _sha256(content)
    workbook = read_workbook(content, name, container, limits)
    if _sha256(content) != digest:
        raise CouldNotRead(f"{name} was changed while it was read: read it again")
    remarks = (
        misnamed(name, container, f"of the kind {workbook.format}"),
        *_hidden(workbook.sheets),
        *workbook.remarks,
    )
    return TableFile(
        file=name,
        sha256=digest,
        size=size,
        format=workbook.format,
        sheets=tuple(workbook.sheets),
        remarks=tuple(remark for remark in remarks if remark),
    )


def _sha256(content: BinaryIO) -> str:
    content.seek(0)
    digest = hashlib.sha256()
    while block := content.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()


def _hidden(sheets: list[Sheet]) -> Iterator[str]:
    names = [f'"{sheet.name}"' for sheet in sheets if not sheet.visible]
    if names:
        yield f"hidden in the workbook and read all the same: {', '.join(names)}"


def _shown(source: Path | str) -> str:
    """The name a message calls the file by; bytes of a name that are no text are shown as such."""
    if str(source) == STANDARD_INPUT:
        return "standard input"
    return str(source).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


@contextmanager
def _opened(source: Path | str, name: str, limits: Limits, stdin: BinaryIO | None) -> Iterator[BinaryIO]:
    """The file, open and seekable; a pipe is copied to an unnamed temporary file first."""
    if str(source) == STANDARD_INPUT:
        with _copied(stdin or sys.stdin.buffer, name, limits) as content:
            yield content
        return
    with _open(source, name) as stream:
        mode = os.fstat(stream.fileno()).st_mode
        if stat.S_ISREG(mode):
            yield stream
        elif stat.S_ISFIFO(mode):
            with _copied(stream, name, limits) as content:
                yield content
        else:
            raise CouldNotRead(f"{name} is a device, not a file: name a file")


def _open(source: Path | str, name: str) -> BinaryIO:
    try:
        return Path(source).open("rb")
    except FileNotFoundError:
        raise NotFound(f"{name}: there is no such file; check the path") from None
    except IsADirectoryError:
        raise CouldNotRead(f"{name} is a folder, not a file: name the files in it") from None
    except PermissionError:
        raise CouldNotRead(f"{name} may not be read by you: ask for the right to read it") from None
    except (OSError, ValueError) as error:
        raise CouldNotRead(f"{name} cannot be opened ({_reason(error)}): check the path") from None


@contextmanager
def _copied(stream: BinaryIO, name: str, limits: Limits) -> Iterator[BinaryIO]:
    with tempfile.TemporaryFile() as copy:
        size = 0
        while block := stream.read(_BLOCK):
            size += len(block)
            if size > limits.file_size:
                raise _too_large(name, limits)
            copy.write(block)
        copy.flush()
        yield cast("BinaryIO", copy)


def _too_large(name: str, limits: Limits) -> CouldNotRead:
    return CouldNotRead(
        f"{name} is larger than the {limits.file_size / (1 << 20):,.0f} MiB that are read of one file: split it"
    )


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
