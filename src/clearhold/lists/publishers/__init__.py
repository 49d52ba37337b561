"""One module or package a publisher: what its lists are, where their files are, and how they are read.

What is no publisher's own stands apart: `conventions`, `federal_register` and `transcriptions` are for several of them,
and `opensanctions` reads exports that a user has, which are fetched from nowhere.
"""

from __future__ import annotations

import importlib
from functools import cache
from typing import TYPE_CHECKING

from clearhold.model import NotFound

if TYPE_CHECKING:
    from clearhold.lists.publisher import Publisher

_MODULES = (
    "ofac",
    "csl",
    "bis",
    "cbp",
    "uflpa",
    "dod_1260h",
    "fcc",
    "section_889",
    "un",
    "uk",
    "eu",
    "canada",
    "australia",
    "switzerland",
    "nbim",
    "ohchr",
)


@cache
def publishers() -> tuple[Publisher, ...]:
    """Every list that can be had from its publisher, by name."""
    modules = (importlib.import_module(f"{__name__}.{module}") for module in _MODULES)
    found = (publisher for module in modules for publisher in module.PUBLISHERS)
    return tuple(sorted(found, key=lambda publisher: publisher.name))


def publisher_named(name: str) -> Publisher:
    """A list's publisher; raises NotFound where no publisher has a list of that name."""
    for publisher in publishers():
        if publisher.name == name:
            return publisher
    raise NotFound(f'no publisher\'s list is named "{name}"; "clearhold lists" shows those that can be had')
