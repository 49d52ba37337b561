"""`clearhold lists export`."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.lists.desk import Desk


def test_a_list_is_exported_as_entities_one_a_line(desk: Desk) -> None:
    said = desk.lists("export", "us-s889")
    entities = [json.loads(line) for line in said.out.splitlines()]
    targets = [entity["caption"] for entity in entities if entity["target"]]
    assert (said.code, len(targets)) == (0, 5)
    assert "ZTE Corporation" in targets


def test_a_list_is_exported_as_statements_and_as_a_table(desk: Desk) -> None:
    statements = list(csv.DictReader(io.StringIO(desk.lists("export", "us-s889", "--format", "statements").out)))
    assert {row["dataset"] for row in statements} == {"us-s889"}
    assert {row["origin"] for row in statements} == {"2018-08-13+4af09b05"}
    table = list(csv.DictReader(io.StringIO(desk.lists("export", "s.889", "--format", "csv").out)))
    assert len(table) == 5


def test_an_export_is_written_to_a_file_and_says_so(desk: Desk) -> None:
    said = desk.lists("export", "us-s889", "--format", "csv", "--out", "s889.csv")
    assert (said.code, said.out) == (0, "us-s889  5 entries of version 2018-08-13+4af09b05 written to s889.csv\n")
    assert (desk.folder / "s889.csv").read_text(encoding="utf-8") == desk.lists(
        "export", "us-s889", "--format", "csv"
    ).out
    said = desk.lists("export", "us-s889", "--out", "nowhere/s889.csv")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("clearhold: nowhere/s889.csv: No such file or directory")


def test_a_formula_in_a_name_is_guarded_unless_it_is_asked_for_plainly(desk: Desk) -> None:
    desk.lists("add", desk.file("own.csv", 'name\n"=HYPERLINK(""https://example.org"")"\n'))
    assert "'=HYPERLINK" in desk.lists("export", "own", "--format", "csv").out
    assert "'=HYPERLINK" not in desk.lists("export", "own", "--format", "csv", "--plain").out


def test_a_list_that_is_not_here_is_not_exported(desk: Desk) -> None:
    assert 'no list is named "us-s8890"; did you mean "us-s889"?' in desk.refused("export", "us-s8890")
    assert "is not one of" in desk.refused("export", "us-s889", "--format", "pdf")
