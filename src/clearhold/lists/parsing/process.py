"""The processes that parse, from their parent's side: started when needed, bounded, and replaced when one dies.

A process serves one version after another, because starting one costs more than most versions take.
"""

from __future__ import annotations

import json
import os
import queue
import selectors
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from polars.exceptions import PolarsError

from clearhold.lists.parsing.wire import entries_of, parsed_from
from clearhold.model import CouldNotRead

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import TracebackType

    import polars as pl

    from clearhold.lists.parsed import SourceFile
    from clearhold.lists.parsing.wire import Parsed

_BLOCK = 1 << 20
_STARTING_SECONDS = 10
_KEPT_STDERR = 4096
_NO_ANSWERS = (ValueError, TypeError, LookupError, AttributeError, RecursionError, PolarsError)
_MEMORY_SIGNALS = frozenset({signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGTRAP, signal.SIGILL})


@dataclass(frozen=True, slots=True)
class ParsingLimits:
    """What parsing one version may take: bytes of memory, seconds of processor time, bytes of answer."""

    memory: int = 3 << 30
    seconds: int = 300
    answer: int = 2 << 30


class ParsingProcesses:
    """At most so many parsing processes at a time; leaving the context ends them all."""

    def __init__(self, most: int = 2, limits: ParsingLimits | None = None) -> None:
        self._limits = limits or ParsingLimits()
        self._free: queue.LifoQueue[_Process | None] = queue.LifoQueue()  # the last one used goes first
        for _ in range(most):
            self._free.put(None)
        self._most = most

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for _ in range(self._most):
            with suppress(queue.Empty):
                process = self._free.get_nowait()
                if process is not None:
                    process.end()

    def parse(self, parser: str, files: Sequence[SourceFile]) -> Parsed:
        """What the files of one version say, by the parser of a list's name.

        Raises CouldNotRead for what the parser refuses, dies of, or says beyond the limits.
        """
        with self._process() as process:
            return process.parse(parser, files, self._limits)

    @contextmanager
    def _process(self) -> Iterator[_Process]:
        process = self._free.get()
        try:
            if process is not None and not process.lives():  # ended from outside since it was last used
                process.end()
                process = None
            process = process or _Process()
            yield process
        finally:
            self._free.put(process if process is not None and process.lives() else None)


class _Process:
    """One parsing process."""

    def __init__(self) -> None:
        self._child = subprocess.Popen(
            [sys.executable, "-I", "-X", "utf8", "-m", "clearhold.lists.parsing.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd="/",
            env=_environment(),
            start_new_session=True,
        )
        self._stderr = b""

    def lives(self) -> bool:
        """Whether it can serve another request."""
        return self._child.poll() is None

    def end(self) -> None:
        """End it."""
        self._child.kill()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout, self._child.stderr):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def parse(self, parser: str, files: Sequence[SourceFile], limits: ParsingLimits) -> Parsed:
        """Ask it, and wait; it is ended where it does not answer within the limits."""
        names = ", ".join(file.name for file in files)
        request = {
            "parser": parser,
            "files": [{"name": file.name, "size": len(file.content)} for file in files],
            "memory": limits.memory,
            "seconds": limits.seconds,
        }
        try:
            self._send(json.dumps(request).encode() + b"\n", *(file.content for file in files))
            batches, last = self._receive(names, limits)
            if "refusal" not in last and "death" not in last:
                return parsed_from(batches, last["end"])
        except CouldNotRead:
            self.end()
            raise
        except _NO_ANSWERS as fault:  # only of a process that its files have taken over
            self.end()
            raise CouldNotRead(
                f"{names}: its parser gave an answer that is none ({type(fault).__name__}); look at the file, or "
                "report this"
            ) from fault
        except BaseException:
            self.end()
            raise
        if "refusal" in last:
            raise CouldNotRead(str(last["refusal"]))
        self.end()
        raise CouldNotRead(_too_much(names, limits))

    def _send(self, *parts: bytes) -> None:
        pipe = self._child.stdin
        with suppress(BrokenPipeError):  # what it died of is told by its end
            if pipe is not None:
                for part in parts:
                    pipe.write(part)
                pipe.flush()

    def _receive(self, names: str, limits: ParsingLimits) -> tuple[list[pl.DataFrame], dict[str, Any]]:
        """The batches of entries, and the line that ends the answer."""
        batches: list[pl.DataFrame] = []
        for line in self._lines(names, limits):
            answer = json.loads(line)
            if "batch" not in answer:
                return batches, answer
            batches.append(entries_of(answer["batch"]))
        raise CouldNotRead(self._obituary(names, limits))

    def _lines(self, names: str, limits: ParsingLimits) -> Iterator[bytes]:
        """The lines of the answer as they come, until the process ends."""
        deadline = time.monotonic() + 2 * limits.seconds + _STARTING_SECONDS
        received = 0
        pieces: list[bytes] = []
        while block := self._block(deadline):
            received += len(block)
            if received > limits.answer:
                raise CouldNotRead(_too_much(names, limits))
            *ended, rest = block.split(b"\n")
            for line in ended:
                yield b"".join((*pieces, line))
                pieces.clear()
            pieces.append(rest)
        if block is None:
            raise CouldNotRead(
                f"{names}: parsing took more than {limits.seconds} seconds; the file is not what this publisher's "
                "list has been: look at it"
            )

    def _block(self, deadline: float) -> bytes | None:
        """The next bytes of the answer, nothing at its end, None when time is up."""
        out, err = self._child.stdout, self._child.stderr
        if out is None or err is None:
            return b""
        with selectors.DefaultSelector() as selector:
            selector.register(out, selectors.EVENT_READ)
            selector.register(err, selectors.EVENT_READ)
            while (remaining := deadline - time.monotonic()) > 0:
                ready = [key.fileobj for key, _ in selector.select(remaining)]
                if err in ready:
                    said = os.read(err.fileno(), _BLOCK)
                    self._stderr = (self._stderr + said)[-_KEPT_STDERR:]
                    if not said:
                        selector.unregister(err)
                if out in ready:
                    return os.read(out.fileno(), _BLOCK)
        return None

    def _obituary(self, names: str, limits: ParsingLimits) -> str:
        code = self._child.wait()
        if code == -signal.SIGXCPU:
            return f"{names}: parsing took more than {limits.seconds} seconds of processor time; look at the file"
        if -code in _MEMORY_SIGNALS or b"memory allocation" in self._stderr or b"MemoryError" in self._stderr:
            return _too_much(names, limits)
        words = (self._stderr.decode("utf-8", "replace").strip().splitlines() or ["no word"])[-1][:200]
        return f"{names}: its parser ended with status {code} ({words}); download the file again, or report this"


def _too_much(names: str, limits: ParsingLimits) -> str:
    return (
        f"{names} asks for more than the {limits.memory >> 30} GiB of memory that parsing a list may take, or is made "
        "to harm its reader; look at the file"
    )


def _environment() -> dict[str, str]:
    """An environment without the user's secrets."""
    kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH", "PYTHONHOME") if name in os.environ}
    return {**kept, "POLARS_MAX_THREADS": "2", "POLARS_SKIP_CPU_CHECK": "1", "MALLOC_ARENA_MAX": "2"}
