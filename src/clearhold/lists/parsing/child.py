"""The parsing process: limits on itself, then one publisher's files after another, each parsed and answered.

Started as `python -I -m clearhold.lists.parsing.child`. It reads a line of JSON that names the parser and the files,
then their bytes; it answers as `wire` describes, or with one line that says why not.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from typing import TYPE_CHECKING, Any, BinaryIO

from clearhold.lists.parsed import SourceFile
from clearhold.lists.parsing.parsers import parser_named
from clearhold.lists.parsing.wire import lines_of
from clearhold.model import CouldNotRead

if TYPE_CHECKING:
    from collections.abc import Iterator


def main() -> None:
    """Serve requests until standard input ends."""
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in iter(requests.readline, b""):
        request = json.loads(line)
        _limit(request)
        for answer in _answer(request, requests):
            answers.write(answer)
        answers.flush()


def _answer(request: dict[str, Any], requests: BinaryIO) -> Iterator[bytes]:
    files = [SourceFile(str(each["name"]), requests.read(int(each["size"]))) for each in request["files"]]
    try:
        yield from lines_of(parser_named(request["parser"])(files))
    except CouldNotRead as refusal:
        yield _refusal(str(refusal))
    except MemoryError:
        yield b'{"death":"memory"}\n'
    except RecursionError:
        yield _refusal(f"{_names(files)}: nested too deeply to be a list; download it again")
    except Exception as error:  # noqa: BLE001 - whatever a hostile file provokes is said of the file
        first = (str(error).strip().splitlines() or [""])[0][:200]
        yield _refusal(
            f"{_names(files)}: cannot be read ({type(error).__name__}: {first}); download it again, or report this"
        )


def _names(files: list[SourceFile]) -> str:
    return ", ".join(file.name for file in files)


def _refusal(words: str) -> bytes:
    return json.dumps({"refusal": words}).encode() + b"\n"


def _limit(request: dict[str, Any]) -> None:
    """Bound this request's memory, and its processor time on top of what was used before it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + int(request["seconds"])
    for kind, amount in ((resource.RLIMIT_AS, int(request["memory"])), (resource.RLIMIT_CPU, seconds)):
        try:
            hard = resource.getrlimit(kind)[1]
            resource.setrlimit(kind, (amount if hard == resource.RLIM_INFINITY else min(amount, hard), hard))
        except (OSError, ValueError):
            pass  # a system without that limit leaves it to the parent's clock


if __name__ == "__main__":
    main()
