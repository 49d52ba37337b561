"""Tables read as columns: the same cells as the reader of rows gives, however the file is written."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clearhold.model import CouldNotRead
from clearhold.tables import Limits, read_columns, read_tables
from clearhold.tables.plain import read_plainly
from tests.real_files import DATA, needs_real_files

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

PLAIN = (
    "id,name\n1,Nestle\n",
    'id,name\n1,"Nestle, S.A."\n\n2,"The ""Shell"" plc"\n',
    "id;name;country\r\n1;Nestlé;\r\n2; Roche ;CH\r\n",
    "id\tname\n1\t阿里巴巴",
    "\ufeffname\nNestle\nRoche\n",
    "a,b,c\n1,2\n,,\n   \n1,,\n",
)


def rows(cells: pl.DataFrame) -> list[tuple[int, tuple[str, ...]]]:
    """The rows as the reader of rows gives them: empty cells at the end cut."""
    told = []
    for line, *values in cells.iter_rows():
        texts = [value or "" for value in values]
        while texts and not texts[-1]:
            texts.pop()
        told.append((line, tuple(texts)))
    return told


def both(data: bytes) -> tuple[object, object]:
    """What the two readers say of a file: its rows and remarks, or why it is refused."""

    def by_rows() -> object:
        file = read_tables("-", stdin=io.BytesIO(data))
        return file.format, file.remarks, [[(row.line, row.cells) for row in sheet.rows] for sheet in file.sheets]

    def by_columns() -> object:
        file = read_columns("-", stdin=io.BytesIO(data))
        return file.format, file.remarks, [rows(sheet.cells) for sheet in file.sheets]

    def or_refusal(read: object) -> object:
        try:
            return read()  # type: ignore[operator]
        except CouldNotRead as refusal:
            return str(refusal)

    return or_refusal(by_rows), or_refusal(by_columns)


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_table_is_read_at_once_and_says_the_same(text: str) -> None:
    assert read_plainly(text.encode(), "a.csv", Limits()) is not None
    by_rows, by_columns = both(text.encode())
    assert by_columns == by_rows


@pytest.mark.parametrize(
    "data",
    [
        b'id,name\n1,"Nestle\nS.A."\n',
        b'id,name\n1,Nestle "S.A."\n',
        b'id,name\n1, "Nestle, S.A."\n',
        b"id,name\n1,Nestle,CH\n",
        b"sep=;\nid;name\n1;Nestle\n",
        b"id,name\r1,Nestle\r",
        "id,name\n1,Nestlé\n".encode("latin-1"),
        "id,name\n1,Nestlé\n".encode("utf-16"),
        b"id,name\n1,Nestle\n\x1a",
        b"id,name\n1,'Nestle, S.A.'\n2,'Roche, AG'\n",
    ],
    ids=[
        "line in a cell",
        "mark in a cell",
        "blank",
        "ragged",
        "sep",
        "CR",
        "latin-1",
        "utf-16",
        "end mark",
        "apostrophe",
    ],
)
def test_what_is_not_plain_is_left_to_the_reader_of_rows(data: bytes) -> None:
    assert read_plainly(data, "a.csv", Limits()) is None
    by_rows, by_columns = both(data)
    assert by_columns == by_rows


@given(st.text(alphabet="ab,;\"\n\r\t é\u3000\x1d'|", max_size=60))
@example('a,b\n"",x\n')
@example('"a",b\n1,"2"\n')
@example("a,b\n1,2,\n")
@example("a, b\n1, 2\n")
def test_columns_say_what_rows_say_of_any_text(text: str) -> None:
    by_rows, by_columns = both(text.encode())
    assert by_columns == by_rows


def test_a_cell_over_the_limit_is_refused_with_its_line() -> None:
    data = b"id,name\n1," + b"x" * 200_000 + b"\n"
    with pytest.raises(CouldNotRead, match=r"line 2: cell 2 holds 200,000 bytes"):
        read_columns("-", stdin=io.BytesIO(data))


def test_an_empty_file_and_a_folder_are_refused_as_ever(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").touch()
    with pytest.raises(CouldNotRead, match="is empty"):
        read_columns(tmp_path / "empty.csv")
    with pytest.raises(CouldNotRead, match="is a folder"):
        read_columns(tmp_path)


@needs_real_files
@pytest.mark.parametrize("pattern", ["holdings/nbim/EQ_2019*", "holdings/ishares/*.csv", "truth/*.csv"])
def test_publishers_files_say_the_same_in_columns(pattern: str) -> None:
    files = sorted(DATA.glob(pattern))
    assert files
    for file in files:
        by_rows = read_tables(file)
        by_columns = read_columns(file)
        assert (by_columns.format, by_columns.remarks) == (by_rows.format, by_rows.remarks), file.name
        for one, other in zip(by_columns.sheets, by_rows.sheets, strict=True):
            assert rows(one.cells) == [(row.line, row.cells) for row in other.rows], file.name
