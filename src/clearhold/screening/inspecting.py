"""How files would be read, without screening them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clearhold.holdings import read_holdings_files
from clearhold.screening.request import reading_options

if TYPE_CHECKING:
    from typing import BinaryIO

    from clearhold.model import HoldingsReading, ScreeningRequest


def inspect(request: ScreeningRequest, *, stdin: BinaryIO | None = None) -> HoldingsReading:
    """The reading of a request's files: how each was understood, its holdings, and the rows set aside with why."""
    return read_holdings_files(request.files, reading_options(request), stdin=stdin)
