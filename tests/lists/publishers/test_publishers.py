"""Which publishers' lists can be had: every module of a publisher is loaded, and a missing one is an error."""

from __future__ import annotations

import pkgutil

import pytest

from clearhold.lists import publishers as package
from clearhold.lists.publishers import publisher_named, publishers
from clearhold.model import NotFound

# Not a publisher's: what several of them share, and exports that are fetched from nowhere.
_OTHERS = {"conventions", "federal_register", "transcriptions", "opensanctions"}


def test_every_module_of_a_publisher_is_loaded_and_has_a_list() -> None:
    modules = {module.name for module in pkgutil.iter_modules(package.__path__)} - _OTHERS
    by_module = {publisher.parse.__module__.split(".")[3] for publisher in publishers()}
    assert by_module == modules
    assert len(modules) == 16


def test_the_lists_stand_by_name_and_each_name_once() -> None:
    names = [publisher.name for publisher in publishers()]
    assert names == sorted(set(names))


def test_a_publisher_whose_module_is_missing_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "_MODULES", ("un", "atlantis"))
    with pytest.raises(ModuleNotFoundError, match=r"clearhold\.lists\.publishers\.atlantis"):
        publishers.__wrapped__()


def test_a_module_without_lists_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "_MODULES", ("conventions",))
    with pytest.raises(AttributeError, match="PUBLISHERS"):
        publishers.__wrapped__()


def test_a_list_that_nobody_publishes_is_not_found() -> None:
    with pytest.raises(NotFound, match='no publisher\'s list is named "xx-none"'):
        publisher_named("xx-none")
