"""Files made to stop or flood their reader: the child may die of them, the program says one line and goes on."""

from __future__ import annotations

import io
import json
import os
import random
import resource
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
import xlwt

from clearhold.model import ClearholdError, CouldNotRead
from clearhold.tables import Limits, TableFile, read_tables, sandbox
from tests.tables import hostile

LIMITS = Limits(memory=512 << 20, seconds=3)


def read(folder: Path, content: bytes, *, limits: Limits = LIMITS, name: str = "fund.xlsx") -> TableFile:
    path = folder / name
    path.write_bytes(content)
    return read_tables(path, limits=limits)


def refusal(folder: Path, content: bytes, *, limits: Limits = LIMITS, name: str = "fund.xlsx") -> str:
    with pytest.raises(CouldNotRead) as caught:
        read(folder, content, limits=limits, name=name)
    message = str(caught.value)
    assert "\n" not in message
    return message.removeprefix(str(folder / name)).strip(": ")


def test_one_cell_at_the_far_corner_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path, hostile.lone_cell()) == (
        'a cell at XFD1048576 stretches sheet "Holdings" to 17,179,869,184 cells: delete the rows and columns beyond '
        "the table, or save the table as CSV"
    )


def test_one_cell_at_the_foot_of_a_narrow_table_is_read(tmp_path: Path) -> None:
    rows = read(tmp_path, hostile.lone_cell("B200000")).sheets[0].rows
    assert [(row.line, row.cells) for row in rows] == [
        (1, ("Name", "Value")),
        (2, ("Apple Inc", "12")),
        (200_000, ("", "x")),
    ]


def test_a_claim_of_countless_strings_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path, hostile.countless_strings()).startswith(
        "its list of strings claims 4,294,967,295 entries and has room for"
    )


def test_a_bomb_of_rows_is_not_opened(tmp_path: Path) -> None:
    assert "would unpack from" in refusal(tmp_path, hostile.row_bomb(600))


def test_a_bomb_whose_directory_lies_about_its_size_is_contained(tmp_path: Path) -> None:
    assert "is a damaged or incomplete workbook" in refusal(tmp_path, hostile.lying_sizes(200))


def test_a_bomb_under_the_ratio_runs_into_the_memory_limit(tmp_path: Path) -> None:
    words = "".join(f"<row>{hostile.cell(f'A{n}', f'{n:05x}' * 280)}</row>" for n in range(1, 60_000))
    message = refusal(tmp_path, hostile.xlsx(words), limits=Limits(memory=100 << 20, seconds=3))
    assert message.startswith("asks for more than the 100 MiB of memory")


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (hostile.overlapping_parts, "is an archive whose parts overlap"),
        (hostile.many_parts, "is an archive of 20,001 parts"),
        (hostile.twice_named, "is an archive with two parts of one name"),
        (hostile.billion_laughs_in_sheet, "is a damaged or incomplete workbook"),
        (hostile.billion_laughs_in_book, "is a damaged or incomplete workbook"),
        (hostile.billion_laughs_in_ods, "declares XML entities"),
        (hostile.deep_nesting_in_ods, "nests its parts deeper than 256 levels"),
        (hostile.endless_repeats_in_ods, "repeats filled rows without end"),
        (lambda: hostile.false_dimension(500)[:-300], "is damaged or cut short"),
        (lambda: b"PK\x03\x04" + random.Random(1).randbytes(3000), "is damaged or cut short"),  # noqa: S311
        (lambda: hostile.ole("Workbook"), "asks for more than the 512 MiB of memory"),
        (lambda: b"PAR1" + random.Random(1).randbytes(3000) + b"PAR1", "is a damaged or unknown kind of Parquet"),  # noqa: S311
        (lambda: b"PAR1" + b"\xff\xff\xff\x7f" + b"PAR1", "is a damaged or unknown kind of Parquet"),
        (lambda: hostile.archive({"xl/workbook.xml": b""}), "is a damaged or incomplete workbook"),
        (lambda: hostile.ods("<table:table>"), "is a damaged or incomplete spreadsheet"),
    ],
)
def test_each_is_refused_in_one_line(tmp_path: Path, build: object, words: str) -> None:
    assert callable(build)
    assert refusal(tmp_path, build()).startswith(words)


def test_a_part_whose_checksum_is_wrong_is_refused(tmp_path: Path) -> None:
    content = hostile.ods(hostile.ods_table("<text:p>Company</text:p>"))
    checksum = zlib.crc32(zipfile.ZipFile(io.BytesIO(content)).read("content.xml")).to_bytes(4, "little")
    assert refusal(tmp_path, content.replace(checksum, bytes(4))).startswith("is damaged or cut short (Bad CRC-32")


def test_elements_nested_without_end_harm_nobody(tmp_path: Path) -> None:
    assert read(tmp_path, hostile.deep_nesting_in_xlsx()).sheets[0].rows == ()


def test_a_file_of_the_machine_is_not_pasted_into_a_cell(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    for content in (hostile.foreign_entity_in_ods(str(secret)), hostile.foreign_entity_in_xlsx(str(secret))):
        assert "the secret" not in refusal(tmp_path, content)


def test_paths_that_lead_out_of_the_archive_are_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "inner"
    folder.mkdir()
    found = read(folder, hostile.xlsx("", **{"../../out.txt": "x", "/out.txt": "x"}))
    assert found.sheets[0].rows == ()
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["fund.xlsx", "inner"]


def test_a_workbook_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    body = '<table:table-row><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    content = hostile.ods(f'<table:table table:name="S">{(body + "</table:table-row>") * 600_000}</table:table>')
    message = refusal(tmp_path, content, limits=Limits(memory=512 << 20, seconds=1))
    assert message.startswith(("takes more than 1 seconds to read", "would unpack"))


def test_a_child_that_sleeps_is_stopped_by_the_clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _replace_child(tmp_path, monkeypatch, "import time; time.sleep(60)")
    monkeypatch.setattr(sandbox, "_STARTING_SECONDS", 0.5)
    start = time.monotonic()
    assert "takes more than 0 seconds" in refusal(tmp_path, hostile.xlsx(""), limits=Limits(seconds=0))
    assert time.monotonic() - start < 30


def test_a_child_that_floods_its_parent_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _replace_child(tmp_path, monkeypatch, "import os\nwhile True: os.write(1, b'x' * 65536)")
    assert "holds more text than the 8 MiB" in refusal(tmp_path, hostile.xlsx(""), limits=Limits(memory=8 << 20))


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("import os; os.kill(os.getpid(), 6)", "asks for more than"),
        ("import os; os.kill(os.getpid(), 11)", "asks for more than"),
        ("raise SystemExit(3)", "could not be read: its reader ended with status 3"),
        ('print(\'{"format":"XLSX workbook"}\')', "could not be read: its reader ended with status 0"),
    ],
)
def test_a_reading_that_breaks_off_is_never_a_short_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, words: str
) -> None:
    content = hostile.xlsx("")
    _replace_child(tmp_path, monkeypatch, program)
    assert refusal(tmp_path, content).startswith(words)


def test_words_of_the_child_are_shown_without_control_characters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = json.dumps({"refusal": "is \x1b[31mred\nand\tlong " + "x" * 5000})
    _replace_child(tmp_path, monkeypatch, f"print({words!r})")
    message = refusal(tmp_path, hostile.xlsx(""))
    assert message.isprintable()
    assert message.startswith("is [31mred and long xxx")
    assert len(message) < 1100


def test_sheets_and_rows_over_the_limits_are_refused(tmp_path: Path) -> None:
    content = hostile.false_dimension(50)
    assert 'sheet "Holdings" line 6: more than 10 cells' in refusal(tmp_path, content, limits=Limits(cells=10))
    assert "line 1: cell 1 holds 9 bytes" in refusal(tmp_path, content, limits=Limits(cell_size=8))


def test_a_parquet_of_more_cells_than_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "fund.parquet"
    pl.DataFrame({"a": range(1000)}).write_parquet(path)
    with pytest.raises(CouldNotRead, match="has 1,000 rows of 1 columns, more than the 500 cells"):
        read_tables(path, limits=Limits(cells=500))


def test_the_child_sees_nothing_of_the_users_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUND_TOKEN", "the secret")
    _replace_child(tmp_path, monkeypatch, "import json, os; print(json.dumps({'refusal': repr(dict(os.environ))}))")
    message = refusal(tmp_path, hostile.xlsx(""))
    assert "the secret" not in message
    assert "HOME'" not in message.replace("PYTHONHOME'", "")


def test_the_child_starts_without_the_rest_of_the_program(tmp_path: Path) -> None:
    path = tmp_path / "fund.xlsx"
    path.write_bytes(hostile.false_dimension(2))
    request = {"task": "read", "container": "zip", "memory": 1 << 30, "seconds": 5, "cells": 100}
    with path.open("rb") as stream:
        done = subprocess.run(
            [
                *(sys.executable, "-I", "-S", "-X", "importtime", str(sandbox._CHILD)),  # noqa: SLF001
                json.dumps({**request, "folders": sandbox._library_folders()}),  # noqa: SLF001
            ],
            stdin=stream,
            capture_output=True,
            check=True,
            text=True,
        )
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "clearhold.tables.child.workbook" in loaded
    assert not loaded & {"clearhold.model", "clearhold.tables.reading", "polars", "dataframely", "site"}
    assert json.loads(done.stdout.splitlines()[-1]) == {"end": True}


def test_nothing_is_left_behind_by_a_child_that_died(tmp_path: Path) -> None:
    before = _open_files(), _children()  # tests of other files may keep processes of their own
    for content in (hostile.lone_cell(), hostile.false_dimension(2), b"PK\x03\x04"):
        try:
            read(tmp_path, content)
        except CouldNotRead:
            continue
    assert (_open_files(), _children()) == before


def test_the_parents_memory_does_not_grow_with_what_a_file_asks_for(tmp_path: Path) -> None:
    contents = [hostile.lone_cell(), hostile.countless_strings(), hostile.endless_repeats_in_ods()]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for content in contents:
        refusal(tmp_path, content)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 << 10


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = hostile.false_dimension(5)
    honest = sandbox.read_workbook

    def read_and_change(*arguments: object) -> object:
        found = honest(*arguments)  # type: ignore[arg-type]
        (tmp_path / "fund.xlsx").write_bytes(content + b"\0")
        return found

    monkeypatch.setattr("clearhold.tables.reading.read_workbook", read_and_change)
    assert "was changed while it was read" in refusal(tmp_path, content)


@pytest.fixture(scope="session")
def honest_workbooks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A small sound file of each kind, to be damaged."""
    folder = tmp_path_factory.mktemp("honest")
    book = xlsxwriter.Workbook(folder / "fund.xlsx")
    sheet = book.add_worksheet()
    old = xlwt.Workbook()
    old_sheet = old.add_sheet("S")
    for number in range(30):
        sheet.write_row(number, 0, [f"Company {number}", number])
        old_sheet.write(number, 0, f"Company {number}")
    book.close()
    old.save(str(folder / "fund.xls"))
    pl.DataFrame({"Name": [f"Company {n}" for n in range(30)]}).write_parquet(folder / "fund.parquet")
    (folder / "fund.ods").write_bytes(hostile.ods(hostile.ods_table("<text:p>Company</text:p>")))
    stored = folder / "stored.xlsx"
    with zipfile.ZipFile(folder / "fund.xlsx") as source, zipfile.ZipFile(stored, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("name", ["fund.xlsx", "stored.xlsx", "fund.xls", "fund.ods", "fund.parquet"])
@pytest.mark.parametrize("seed", range(8))
def test_damaged_files_are_read_or_refused(
    tmp_path: Path, honest_workbooks: dict[str, bytes], name: str, seed: int
) -> None:
    chance = random.Random(f"{name}{seed}")  # noqa: S311 - any damage will do
    content = bytearray(honest_workbooks[name])
    for _ in range(chance.choice([1, 5, 50])):
        content[chance.randrange(8, len(content))] = chance.randrange(256)
    if seed % 4 == 0:
        del content[chance.randrange(8, len(content)) :]
    try:
        read(tmp_path, bytes(content), name=name)
    except ClearholdError as error:
        message = str(error)
    else:
        return
    assert message.startswith(str(tmp_path / name))
    assert "\n" not in message


def _replace_child(folder: Path, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Put another program in the child's place: what a child taken over by a file could do."""
    child = folder / "child.py"
    child.write_text(program)
    monkeypatch.setattr(sandbox, "_CHILD", child)


def _children() -> set[int]:
    """The processes that this one has started, those that have ended and are not yet buried too."""
    found = set()
    for each in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((each / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue
        if parent == os.getpid():
            found.add(int(each.name))
    return found


def _open_files() -> set[str]:
    return {path.name for path in Path("/proc/self/fd").iterdir()}
