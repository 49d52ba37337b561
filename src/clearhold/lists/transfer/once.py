"""Has a thing done once for each key, however many threads ask for it, and keeps what was made lately."""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import Future
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Once(Generic[T]):
    """Results by key. The oldest are forgotten when their sizes, by `size`, come to more than `at_most`; the last one
    stays. Faults are shared by those who wait for the same try, and are not kept.
    """

    def __init__(self, at_most: int, size: Callable[[T], int]) -> None:
        self._at_most = at_most
        self._size = size
        self._lock = Lock()
        self._kept: OrderedDict[str, T] = OrderedDict()
        self._running: dict[str, Future[T]] = {}

    def get(self, key: str, make: Callable[[], T], *, serves: Callable[[T], bool] = lambda _: True) -> T:
        """What is kept under the key if it `serves`, else what another thread is making if that does, else what `make`
        makes.
        """
        while True:
            with self._lock:
                if key in self._kept and serves(self._kept[key]):
                    self._kept.move_to_end(key)
                    return self._kept[key]
                running = self._running.get(key)
                if running is None:
                    mine = self._running[key] = Future()
                    break
            result = running.result()
            if serves(result):
                return result
        return self._make(key, make, mine)

    def _make(self, key: str, make: Callable[[], T], mine: Future[T]) -> T:
        try:
            result = make()
        except BaseException as fault:
            with self._lock:
                del self._running[key]
            mine.set_exception(fault)
            raise
        with self._lock:
            del self._running[key]
            self._keep(key, result)
        mine.set_result(result)
        return result

    def _keep(self, key: str, result: T) -> None:
        self._kept[key] = result
        self._kept.move_to_end(key)
        while len(self._kept) > 1 and sum(map(self._size, self._kept.values())) > self._at_most:
            self._kept.popitem(last=False)
