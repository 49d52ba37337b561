"""Reads a workbook in a child process that has its own memory and time, and believes nothing it says unchecked.

Some workbooks of five kilobytes make every reader set aside gigabytes and abort, which no `except` catches. Here it
is the child that aborts, and what is left is one sentence about the file.
"""

from __future__ import annotations

import importlib.util
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from clearhold.model import CouldNotRead
from clearhold.tables.bounds import CellCount, collection_paused
from clearhold.tables.table_file import Limits, Row, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clearhold.tables.formats import Container

_CHILD = Path(__file__).parent / "child" / "__main__.py"
_BLOCK = 1 << 20
_LONGEST_LINE = 256 << 20
_MOST_SHEETS = 10_000
_KEPT_STDERR = 4096
_EXPLAINING_SECONDS = 5
_STARTING_SECONDS = 5
# Signals by which a process ends that asked for more memory than it may have: Rust aborts, C code often faults.
_MEMORY_SIGNALS = frozenset({signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGTRAP, signal.SIGILL})


@dataclass(slots=True)
class Workbook:
    """What the child read: the format in words, the sheets in their order, and remarks."""

    format: str = ""
    sheets: list[Sheet] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Child:
    """A running child: its answers so far, and how it ended."""

    process: subprocess.Popen[bytes]
    deadline: float
    too_late: bool = False
    received: int = 0
    stderr: bytes = b""


def read_workbook(source: BinaryIO, file: str, container: Container, limits: Limits) -> Workbook:
    """What the workbook in an open file holds.

    Raises:
        CouldNotRead: for what the child refuses, dies of, or says beyond the limits.

    """
    death = ""
    ended = False
    collected = _Collected(file, limits)
    with _start(source, container, limits, "read", limits.seconds) as child, collection_paused():
        for answer in _answers(child, file, limits):
            if "refusal" in answer:
                raise CouldNotRead(f"{file} {_one_line(answer['refusal'])}")
            ended = ended or "end" in answer
            death = death or str(answer.get("death", ""))
            collected.take(answer)
    if ended and not death:
        return collected.workbook()
    reason = _ran_out_of(child, death)
    if reason == "memory" and container == "zip" and (found := _explain(source, file, container, limits)):
        raise CouldNotRead(f"{file}: {found}")
    raise CouldNotRead(_obituary(file, limits, child, reason))


class _Collected:
    """The answers put together, each judged before it is kept."""

    def __init__(self, file: str, limits: Limits) -> None:
        self._file = file
        self._workbook = Workbook()
        self._count = CellCount(file, limits)
        self._sheet: tuple[str | None, bool] | None = None
        self._rows: list[Row] = []

    def take(self, answer: dict[str, Any]) -> None:
        """Keep one answer."""
        if "rows" in answer:
            name = self._sheet[0] if self._sheet else None
            for line, *cells in answer["rows"]:
                self._count.add(cells, line=line, sheet=name)
                self._rows.append(Row(line, tuple(cells)))
        elif "sheet" in answer:
            self._close_sheet()
            self._sheet = (answer["sheet"], bool(answer["visible"]))
            if len(self._workbook.sheets) > _MOST_SHEETS:
                raise CouldNotRead(f"{self._file} has more than {_MOST_SHEETS:,} sheets: split it")
        elif "remark" in answer:
            self._workbook.remarks.append(_one_line(answer["remark"]))
        elif "format" in answer:
            self._workbook.format = _one_line(answer["format"])

    def workbook(self) -> Workbook:
        """Everything taken."""
        self._close_sheet()
        return self._workbook

    def _close_sheet(self) -> None:
        if self._sheet:
            name, visible = self._sheet
            self._workbook.sheets.append(Sheet(name, tuple(self._rows), visible))
        self._rows = []


@contextmanager
def _start(source: BinaryIO, container: Container, limits: Limits, task: str, seconds: int) -> Iterator[_Child]:
    """A child at work on an open file; it has ended, of itself or by us, when this is left."""
    request = {
        "task": task,
        "container": container.value,
        "memory": limits.memory,
        "seconds": seconds,
        "cells": limits.cells,
        "folders": _library_folders(),
    }
    source.seek(0)
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and file, no shell
        [sys.executable, "-I", "-S", "-X", "utf8", str(_CHILD), json.dumps(request)],
        stdin=source.fileno(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd="/",
        env=_environment(),
        start_new_session=True,
    )
    # A busy machine gives the child less than the whole clock: its processor time is what the limit is about.
    child = _Child(process, time.monotonic() + 2 * seconds + _STARTING_SECONDS)
    try:
        yield child
    except BaseException:
        process.kill()
        raise
    finally:
        _stop(child)


def _library_folders() -> list[str]:
    """Where the readers' libraries lie; the child looks for modules nowhere else."""
    specs = (importlib.util.find_spec(name) for name in ("python_calamine", "polars"))
    folders = (str(Path(spec.origin).parents[1]) for spec in specs if spec and spec.origin)
    return list(dict.fromkeys(folders))


def _environment() -> dict[str, str]:
    """An environment without the user's secrets; only what finding the interpreter's own libraries may need."""
    kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH", "PYTHONHOME") if name in os.environ}
    return {**kept, "POLARS_MAX_THREADS": "2", "POLARS_SKIP_CPU_CHECK": "1", "MALLOC_ARENA_MAX": "2"}


def _answers(child: _Child, file: str, limits: Limits) -> Iterator[dict[str, Any]]:
    """The child's answers until it ends; more than its own memory could hold is not believed."""
    kept = b""
    for block in _blocks(child):
        *lines, kept = (kept + block).split(b"\n") if b"\n" in block else (kept + block,)
        child.received += len(block)
        if child.received > limits.memory or len(kept) > _LONGEST_LINE:
            raise CouldNotRead(
                f"{file} holds more text than the {_size(limits.memory)} that are read of one workbook; split it into "
                "smaller ones or save the table as CSV"
            )
        for line in lines:
            answer = json.loads(line)
            if isinstance(answer, dict):
                yield answer


def _blocks(child: _Child) -> Iterator[bytes]:
    out, err = child.process.stdout, child.process.stderr
    if out is None or err is None:
        return
    with selectors.DefaultSelector() as selector:
        selector.register(out, selectors.EVENT_READ)
        selector.register(err, selectors.EVENT_READ)
        while selector.get_map():
            remaining = child.deadline - time.monotonic()
            ready = selector.select(remaining) if remaining > 0 else []
            if not ready:
                child.too_late = True
                return
            for key, _ in ready:
                block = os.read(key.fd, _BLOCK)
                if not block:
                    selector.unregister(key.fileobj)
                elif key.fileobj is out:
                    yield block
                else:
                    child.stderr = (child.stderr + block)[-_KEPT_STDERR:]


def _stop(child: _Child) -> None:
    """Take the child's end status; it has closed its pipes or is too late, and gets no more than a moment."""
    if child.too_late:
        child.process.kill()
    for pipe in (child.process.stdout, child.process.stderr):
        if pipe is not None:
            pipe.close()
    try:
        child.process.wait(timeout=_STARTING_SECONDS)
    except subprocess.TimeoutExpired:
        child.too_late = True
        child.process.kill()
        child.process.wait()


def _ran_out_of(child: _Child, death: str) -> str:
    """`time` or `memory`, or nothing where the child ended of something else."""
    code = child.process.returncode
    if child.too_late or code in {-signal.SIGXCPU, -signal.SIGKILL}:
        return "time"
    return "memory" if death or -code in _MEMORY_SIGNALS or b"memory allocation" in child.stderr else ""


def _obituary(file: str, limits: Limits, child: _Child, reason: str) -> str:
    """One sentence on a file that ended its reader."""
    if reason == "time":
        return (
            f"{file} takes more than {limits.seconds} seconds to read: save the table as CSV, or take out what is not "
            "the table"
        )
    if reason == "memory":
        return (
            f"{file} asks for more than the {_size(limits.memory)} of memory that a file may take, or is made to harm "
            "its reader: save the table as CSV"
        )
    words = child.stderr.decode("utf-8", "replace").strip().splitlines()
    return (
        f"{file} could not be read: its reader ended with status {child.process.returncode} "
        f"({_one_line(words[-1] if words else 'no word')}); save the table as CSV"
    )


def _explain(source: BinaryIO, file: str, container: Container, limits: Limits) -> str:
    """What in the workbook asked for too much memory, if a second look in a second child finds it."""
    seconds = min(_EXPLAINING_SECONDS, limits.seconds)
    try:
        with _start(source, container, limits, "explain", seconds) as child:
            remarks = [str(answer["remark"]) for answer in _answers(child, file, limits) if "remark" in answer]
    except CouldNotRead:
        return ""
    return _one_line(remarks[0]) if remarks else ""


def _one_line(words: object) -> str:
    """Text from the child as it may be shown: one line, no control characters, of bounded length."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in str(words)[:1000]).split())


def _size(number: int) -> str:
    gibibyte, mebibyte = 1 << 30, 1 << 20
    return f"{number / gibibyte:g} GiB" if number >= gibibyte else f"{number / mebibyte:g} MiB"
