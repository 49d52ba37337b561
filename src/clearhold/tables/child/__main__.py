"""The child's start: limits on itself first, then the reader its request names, then one answer after another.

Started by path and isolated (`python -I -S`), with the open file as standard input; see `clearhold.tables.sandbox`.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path
from types import ModuleType
from typing import Any


def main() -> None:
    """Read or explain the file on standard input, as the request in the first argument says."""
    request: dict[str, Any] = json.loads(sys.argv[1])
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_AS, int(request["memory"]))
    _limit(resource.RLIMIT_CPU, int(request["seconds"]))
    _name_packages()
    sys.path.extend(request["folders"])

    from clearhold.tables.child.answer import Answer, Refused

    answers = os.dup(1)
    os.dup2(2, 1)  # what a library prints is no answer
    answer = Answer(os.fdopen(answers, "wb"))
    try:
        _serve(request, answer)
    except Refused as refusal:
        answer.refuse(str(refusal))
    except MemoryError:
        answer.die_of("memory")
    except Exception as error:  # noqa: BLE001 - whatever a hostile file provokes is said of the file
        answer.refuse(f"cannot be read ({_first_line(error)}): save it again, or save the table as CSV")
    except BaseException as error:  # noqa: BLE001 - a panic of a Rust library is none of Exception
        answer.refuse(f"makes its reader fail ({_first_line(error)}): save it again, or save the table as CSV")
    answer.close()


def _serve(request: dict[str, Any], answer: Any) -> None:
    source = os.fdopen(0, "rb")
    if request["task"] == "explain":
        from clearhold.tables.child.stray_cells import explain_death

        explain_death(source, int(request["cells"]), answer)
    elif request["container"] == "parquet":
        from clearhold.tables.child.parquet import read_parquet

        read_parquet(source, int(request["cells"]), answer)
    else:
        from clearhold.tables.child.container import read_container

        _limit(resource.RLIMIT_FSIZE, 0)
        read_container(source, request["container"], int(request["memory"]), answer)


def _limit(kind: int, amount: int) -> None:
    """Lower a limit of this process for good; a system without that limit leaves it to the parent's clock."""
    try:
        hard = resource.getrlimit(kind)[1]
        amount = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        resource.setrlimit(kind, (amount, amount))
    except (OSError, ValueError):
        pass


def _name_packages() -> None:
    """Let our child's modules be imported without the front doors above them, which cost half a second."""
    here = Path(__file__).resolve().parent
    for name, folder in (
        ("clearhold", here.parent.parent),
        ("clearhold.tables", here.parent),
        ("clearhold.tables.child", here),
    ):
        package = ModuleType(name)
        package.__path__ = [str(folder)]
        sys.modules[name] = package


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]


if __name__ == "__main__":
    main()
