"""The demo fund: true holdings of Norway's Government Pension Fund Global at 31 December 2019, an excerpt.

Its file states its source. It has the listed companies that the fund held, companies of like names, the largest
holdings, and others across countries.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from clearhold.model import BadInput
from clearhold.screening.run import screen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from clearhold.model import Screening

DEMO_FILE = "government-pension-fund-global-2019.csv"


def screen_demo(out: Path, *, progress: Callable[[str], None] = lambda _: None) -> Screening:
    """The screening of the demo fund, whose file is put into `out` beside the report so that it can be looked at."""
    content = (files("clearhold.screening") / "demo_fund" / DEMO_FILE).read_bytes()
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / DEMO_FILE).write_bytes(content)
    except OSError as fault:
        raise BadInput(f"{out}: cannot be written ({fault.strerror}); name another folder with --out") from fault
    return screen(out / DEMO_FILE, out=out, progress=progress)
