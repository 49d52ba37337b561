"""What the faults of a connection mean, in words, and whether another try may mend them."""

from __future__ import annotations

import contextlib
import ssl
from typing import TYPE_CHECKING

import urllib3

from clearhold.lists.transfer.limits import PastLimit
from clearhold.lists.transfer.wire import FAULTS
from clearhold.model import ClearholdError, CouldNotAsk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clearhold.lists.transfer.limits import Deadline

_TIME_OUTS = (TimeoutError, urllib3.exceptions.TimeoutError)
_REFUSED = (ConnectionRefusedError, urllib3.exceptions.NewConnectionError)
_LATER = "check the connection, or try again later"


class Broken(Exception):
    """A try failed and another may not: what happened, what to do in the end, and the wait in seconds that the server
    asks for.
    """

    def __init__(self, words: str, remedy: str, asked: float | None = None) -> None:
        super().__init__(f"{words}: {remedy}")
        self.words = words
        self.remedy = remedy
        self.asked = asked


@contextlib.contextmanager
def told_in_words(address: str, deadline: Deadline) -> Iterator[None]:
    """Turns a connection's fault into Broken, PastLimit when the time is used up, or CouldNotAsk when it will stay."""
    try:
        yield
    except ClearholdError:
        # CouldNotAsk is a ConnectionError by birth, and said already.
        raise
    except ssl.SSLCertVerificationError as fault:
        raise CouldNotAsk(
            f"{address}: the server's certificate does not hold ({fault.verify_message}); it may be another's server: "
            "do not use what it sends, and ask the publisher"
        ) from None
    except FAULTS as fault:
        if deadline.is_over:
            raise PastLimit(deadline.words) from None
        raise Broken(_words(fault), _LATER) from None


def _words(fault: Exception) -> str:
    if isinstance(fault, _REFUSED):
        return "its server takes no connection"
    if isinstance(fault, _TIME_OUTS):
        return "its server does not answer in time"
    if isinstance(fault, ssl.SSLError):
        return "no secure connection came about"
    if isinstance(fault, OSError | urllib3.exceptions.ProtocolError):
        return "the connection broke"
    return "its server's answer cannot be read"
