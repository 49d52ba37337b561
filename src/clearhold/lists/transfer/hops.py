"""Follows redirects itself: each hop is admitted anew, and there are few of them."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from clearhold.lists.transfer.addresses import NotAsked, read_redirect
from clearhold.lists.transfer.limits import PastLimit
from clearhold.lists.transfer.wire import Meter, Question, ask
from clearhold.model import CouldNotAsk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clearhold.lists.transfer.addresses import Target
    from clearhold.lists.transfer.internet import Admission
    from clearhold.lists.transfer.limits import Deadline, FetchLimits
    from clearhold.lists.transfer.wire import Answer

_REDIRECTS = (
    HTTPStatus.MOVED_PERMANENTLY,
    HTTPStatus.FOUND,
    HTTPStatus.SEE_OTHER,
    HTTPStatus.TEMPORARY_REDIRECT,
    HTTPStatus.PERMANENT_REDIRECT,
)


class Route:
    """The way from an address to the answer that is not another redirect."""

    def __init__(self, start: Target, admission: Admission, limits: FetchLimits, deadline: Deadline) -> None:
        self._start = start
        self._admission = admission
        self._limits = limits
        self._deadline = deadline

    def follow(self, method: str, headers: Mapping[str, str], body_at_most: int) -> Answer:
        """The last answer, its body not yet read.

        Raises BadInput where the first host may not be asked, CouldNotAsk where a later one may not, PastLimit for too
        many redirects, and one of `wire.FAULTS`.
        """
        target, origin, seen = self._start, None, {self._start.address}
        for _ in range(self._limits.redirects + 1):
            addresses = self._admit(target, origin)
            meter = Meter(self._limits, self._deadline, body_at_most)
            answer = ask(Question(target, method, headers), addresses, meter)
            location = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not location:
                return answer
            answer.close()
            target, origin = self._next(target, location), target
            if target.address in seen:
                raise PastLimit("redirects in a circle")
            seen.add(target.address)
        raise PastLimit(f"redirects more than {self._limits.redirects} times")

    def _admit(self, target: Target, origin: Target | None) -> Sequence[str]:
        try:
            return self._admission.addresses(target, origin)
        except NotAsked as refused:
            if origin is None:
                raise
            raise self._led_astray(refused) from None

    def _next(self, target: Target, location: str) -> Target:
        try:
            return read_redirect(target, location)
        except NotAsked as refused:
            raise self._led_astray(refused) from None

    def _led_astray(self, refused: NotAsked) -> CouldNotAsk:
        return CouldNotAsk(
            f"{self._start.address} redirects to {refused.where}, which is not asked: {refused.reason}: "
            "download the file with a browser and give it with --from"
        )
