"""Packages whose front door loads what is asked for, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest


@pytest.mark.parametrize("package", ["clearhold.model", "clearhold.screening"])
def test_every_name_of_a_front_door_is_behind_it(package: str) -> None:
    door = import_module(package)
    for name in door.__all__:
        assert getattr(door, name).__class__.__name__ != "module", name
    with pytest.raises(AttributeError, match="no_such_thing"):
        _ = door.no_such_thing


def test_the_records_that_need_no_table_load_no_library_of_tables() -> None:
    program = "import sys; from clearhold.model import BadInput, NameKind, Outcome, Policy, Problem, Screening; "
    program += "import clearhold.screening; print(sorted({'dataframely', 'polars'} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"
