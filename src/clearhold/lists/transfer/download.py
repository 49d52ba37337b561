"""Brings one file whole: tries again, goes on where a transfer broke off, and checks every length that was stated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from clearhold.lists.transfer.faults import Broken, told_in_words
from clearhold.lists.transfer.hops import Route
from clearhold.lists.transfer.limits import PastLimit
from clearhold.lists.transfer.listening import Listener
from clearhold.lists.transfer.parts import Origin, Part
from clearhold.lists.transfer.ranges import content_range, continues, mark
from clearhold.lists.transfer.statuses import PASSING, REFUSING_HEAD, in_words
from clearhold.lists.transfer.tries import persist, retry_after
from clearhold.lists.transfer.unpacking import BadlyPacked, is_known, unpack
from clearhold.lists.transfer.wire import TooLong
from clearhold.model import CouldNotAsk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from clearhold.lists.transfer.addresses import Target
    from clearhold.lists.transfer.means import Means
    from clearhold.lists.transfer.wire import Answer

_BROWSER = "download the file with a browser and give it with --from"
_LATER = "try again later, or download the file with a browser and give it with --from"


@dataclass(frozen=True, slots=True)
class Received:
    """A file that came whole: who answered in the end, the headers, the content unpacked."""

    answered_by: str
    headers: Mapping[str, str]
    content: bytes


def download(start: Target, headers: Mapping[str, str], means: Means) -> Received | None:
    """The file at an address, or None where its server answers that it has not changed since what `headers` name.

    Raises BadInput where the address may not be asked, and CouldNotAsk where the file does not come whole.
    """
    return _Download(start, headers, means).run()


def look_at(start: Target, headers: Mapping[str, str], means: Means) -> Mapping[str, str]:
    """The headers of a file that is not sent. Raises as `download`."""
    deadline = means.deadline()
    route = Route(start, means.admission, means.limits, deadline)

    def attempt() -> Mapping[str, str]:
        with told_in_words(start.address, deadline):
            answer = route.follow("HEAD", headers, 0)
            answer.close()
            if answer.status in REFUSING_HEAD:
                # The body is not read: the connection is closed on it.
                answer = route.follow("GET", headers, 0)
                answer.close()
        if answer.status != HTTPStatus.OK:
            raise _refusal(start, answer)
        return answer.headers

    return persist(start.address, attempt, means, deadline)


class _Download:
    """One file on its way, over as many tries as it takes."""

    def __init__(self, start: Target, headers: Mapping[str, str], means: Means) -> None:
        self._start = start
        self._headers = headers
        self._limits = means.limits
        self._means = means
        self._deadline = means.deadline()
        self._route = Route(start, means.admission, means.limits, self._deadline)
        self._part = Part(means.parts, start.address)
        self._listener = Listener(start.address, means.progress)

    def run(self) -> Received | None:
        """The file. What has come is kept when the transfer breaks off, and removed when a limit is passed."""
        return persist(self._start.address, self._attempt_within_limits, self._means, self._deadline)

    def _attempt_within_limits(self) -> Received | None:
        try:
            return self._attempt()
        except PastLimit:
            self._part.discard()
            raise
        except BaseException:
            # Whatever broke off the transfer, the user's Ctrl-C too.
            self._part.keep()
            raise

    def _attempt(self) -> Received | None:
        with told_in_words(self._start.address, self._deadline):
            answer = self._route.follow("GET", {**self._headers, **self._rest()}, self._limits.received)
        with answer:
            if answer.status == HTTPStatus.NOT_MODIFIED:
                self._part.discard()
                return None
            end = self._begin(answer)
            for piece in self._pieces(answer):
                self._take(piece)
        self._check_end(end)
        return self._finish(answer)

    def _rest(self) -> Mapping[str, str]:
        """The headers that ask for the rest of what has come, if the file has not changed."""
        origin = self._part.origin
        if origin is None or origin.mark is None or not self._part.content:
            return {}
        return {"Range": f"bytes={len(self._part.content)}-", "If-Range": origin.mark}

    def _begin(self, answer: Answer) -> int | None:
        """How many bytes there must be after this answer, where that is known."""
        if answer.status == HTTPStatus.PARTIAL_CONTENT and self._rest():
            return self._go_on(answer)
        if answer.status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE and self._rest():
            raise self._no_rest()
        if answer.status != HTTPStatus.OK:
            raise _refusal(self._start, answer)
        packing = answer.headers.get("content-encoding", "")
        if not is_known(packing):
            raise CouldNotAsk(
                f"{self._start.address}: its server packs the file in an unknown way ({packing[:100]!r}): {_BROWSER}"
            )
        self._part.begin(Origin(answer.target.place, answer.headers, mark(answer.headers), answer.stated))
        return answer.stated

    def _go_on(self, answer: Answer) -> int:
        """The end of the part that comes; raises Broken when it is not the rest of what has come."""
        origin, said = self._part.origin, content_range(answer.headers)
        if origin is None or said is None or not continues(answer.headers, origin.headers):
            raise self._no_rest()
        total = origin.total or said.total
        if (
            total is None
            or said.first != len(self._part.content)
            or said.total not in (None, total)
            or answer.stated not in (None, said.last + 1 - said.first)
            or answer.target.place != origin.place
        ):
            raise self._no_rest()
        self._part.origin = replace(origin, total=total)
        return said.last + 1

    def _no_rest(self) -> Broken:
        self._part.discard()
        return Broken("the transfer broke off, and its server does not send the rest", _LATER)

    def _pieces(self, answer: Answer) -> Iterator[bytes]:
        try:
            with told_in_words(self._start.address, self._deadline):
                yield from answer.pieces()
        except TooLong as fault:
            self._part.discard()
            raise CouldNotAsk(f"{self._start.address} {fault}: {_LATER}") from None
        except Broken:
            raise self._cut() from None

    def _take(self, piece: bytes) -> None:
        self._part.append(piece)
        if len(self._part.content) > self._limits.received:
            raise PastLimit(f"sends more than {self._limits.received:,} bytes")
        self._listener.tell(len(self._part.content), self._total)

    def _check_end(self, end: int | None) -> None:
        came = len(self._part.content)
        if end is not None and came > end:
            raise self._no_rest()
        if came < (self._total or end or 0):
            raise self._cut()

    def _cut(self) -> Broken:
        total = f" of {self._total:,}" if self._total else ""
        return Broken(f"the file was cut after {len(self._part.content):,}{total} bytes", _LATER)

    @property
    def _total(self) -> int | None:
        return self._part.origin.total if self._part.origin else None

    def _finish(self, answer: Answer) -> Received:
        headers = self._part.origin.headers if self._part.origin else answer.headers
        try:
            content = unpack(self._part.content, headers.get("content-encoding", ""), self._limits.unpacked)
        except BadlyPacked as fault:
            raise Broken(str(fault), _LATER) from None
        finally:
            self._part.discard()
        self._listener.end()
        return Received(answer.target.address, headers, content)


def _refusal(start: Target, answer: Answer) -> Broken | CouldNotAsk:
    words, remedy = in_words(answer.status)
    if answer.status in PASSING:
        return Broken(words, remedy, retry_after(answer.headers))
    return CouldNotAsk(f"{start.address}: {words}: {remedy}")
