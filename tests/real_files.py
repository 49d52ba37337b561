"""Where publishers' real files lie, for tests that read them: `CLEARHOLD_DATA`, else `../shared/data`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"
DATA = Path(os.environ.get("CLEARHOLD_DATA", _BESIDE))

needs_real_files = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"publishers' real files are not here: set CLEARHOLD_DATA to their folder ({DATA})"
)
