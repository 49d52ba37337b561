"""A thing is made once for each key, and what failed is made again."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest

from clearhold.lists.transfer import once as once_module
from clearhold.lists.transfer.once import Once


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Is set when a thread begins to wait for what another one makes."""
    event = Event()

    class Watched(Future[Any]):
        def result(self, timeout: float | None = None) -> Any:
            event.set()
            return super().result(timeout)

    monkeypatch.setattr(once_module, "Future", Watched)
    return event


def never() -> str:
    raise AssertionError("made a second time")


def test_one_who_waits_has_what_the_other_makes(waiting: Event) -> None:
    once: Once[str] = Once(100, len)
    with ThreadPoolExecutor(1) as pool:

        def make() -> str:
            other.append(pool.submit(once.get, "key", never))
            assert waiting.wait(30)
            return "made"

        other: list[Future[str]] = []
        assert once.get("key", make) == "made"
        assert other[0].result() == "made"


def test_one_who_waits_shares_the_failure_and_the_next_one_tries_again(waiting: Event) -> None:
    once: Once[str] = Once(100, len)
    with ThreadPoolExecutor(1) as pool:

        def make() -> str:
            other.append(pool.submit(once.get, "key", never))
            assert waiting.wait(30)
            raise ConnectionError("down")

        other: list[Future[str]] = []
        with pytest.raises(ConnectionError, match="down"):
            once.get("key", make)
        with pytest.raises(ConnectionError, match="down"):
            other[0].result()
    assert once.get("key", lambda: "up") == "up"


def test_one_who_waits_for_what_does_not_serve_makes_its_own(waiting: Event) -> None:
    once: Once[str] = Once(100, len)
    with ThreadPoolExecutor(1) as pool:

        def make() -> str:
            other.append(pool.submit(once.get, "key", lambda: "long", serves=lambda made: len(made) > 3))
            assert waiting.wait(30)
            return "one"

        other: list[Future[str]] = []
        assert once.get("key", make) == "one"
        assert other[0].result() == "long"
    assert once.get("key", never) == "long"


def test_the_oldest_are_forgotten_and_the_last_one_stays() -> None:
    once: Once[str] = Once(10, len)
    for key in ("a", "b"):
        once.get(key, lambda: "1234")
    once.get("a", never)
    once.get("c", lambda: "1234")
    assert [once.get(key, lambda: "anew") for key in ("c", "a", "b")] == ["1234", "1234", "anew"]
    once.get("large", lambda: "x" * 100)
    assert once.get("large", never) == "x" * 100
    assert once.get("c", lambda: "anew") == "anew"
