"""Files that hold no table we can read: each is refused in one line that says what it is and what to do."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import threading
from typing import TYPE_CHECKING

import pytest

from clearhold.model import ClearholdError, CouldNotRead, NotFound
from clearhold.tables import Limits, read_tables
from tests.tables import hostile

if TYPE_CHECKING:
    from pathlib import Path

PAGE = b"<!DOCTYPE html><html><body><table><tr><td>Name</td><td>Value</td></tr></table></body></html>"


def refusal(path: Path, *, limits: Limits | None = None) -> str:
    with pytest.raises(CouldNotRead) as caught:
        read_tables(path, limits=limits or Limits(memory=512 << 20, seconds=10))
    message = str(caught.value)
    assert "\n" not in message
    return message.removeprefix(str(path)).strip()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("fund.xlsx", PAGE, "is a web page, not a workbook"),
        (
            "fund.xls",
            b"\xef\xbb\xbf \r\n<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head>",
            "is a web page",
        ),
        ("fund.csv", b"<table><tr><td>1</td></tr></table>", "is a web page, not a table"),
        ("fund.csv", PAGE.decode().encode("utf-16"), "is a web page, not a table"),
        ("fund.xls", b"<?xml version='1.0'?><html><body/></html>", "is a web page"),
        (
            "fund.xls",
            b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
            "is an Excel 2003 XML spreadsheet",
        ),
        ("13f.xml", b"<?xml version='1.0'?><informationTable><infoTable/></informationTable>", "is an XML file"),
        ("13f.csv", b"<informationTable><table/></informationTable>", "is an XML file, not a table"),
        ("fund.json", json.dumps({"holdings": [{"name": "Apple"}]}).encode(), "is a JSON file"),
        ("fund.json", json.dumps([["Name"], ["Apple"]], indent=1).encode(), "is a JSON file"),
        ("fund.csv", b'{"name": "Apple"}\n{"name": "Nestle"}\n', "is a JSON file, not a table"),
        ("report.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "is a PDF, not a table"),
        ("report.csv", b"\n\n%PDF-1.4\n", "is a PDF, not a table"),
        ("fund.csv.gz", gzip.compress(b"Name,Value\n", mtime=0), "is compressed with gzip: unpack it first"),
        ("fund.csv", b"SQLite format 3\x00" + bytes(100), "is a SQLite database"),
        ("fund.doc", b"{\\rtf1\\ansi Name}", "is a rich text document"),
        ("fund.png", b"\x89PNG\r\n\x1a\n" + bytes(20), "is a picture"),
        ("fund.eml", b"Received: from here\r\nSubject: holdings\r\n", "is an e-mail"),
        ("fund.xls", b"\x09\x08\x08\x00\x00\x05\x10\x00", "is a workbook of Excel 4 or older"),
        ("fund.parquet", b"PARE" + bytes(20), "is an encrypted Parquet file"),
        ("fund.xlsx", hostile.ole("EncryptionInfo", "EncryptedPackage"), "is protected by a password"),
        ("fund.doc", hostile.ole("WordDocument"), "is a Word document"),
        ("fund.msg", hostile.ole("__properties_version1.0"), "is an Outlook message"),
        ("fund.xls", hostile.ole("Contents"), "is an old Office file without a workbook in it"),
        (
            "fund.zip",
            hostile.archive({"a.csv": b"x", "b.csv": b"y"}),
            "is a zip archive (a.csv, b.csv), not a workbook",
        ),
        ("fund.docx", hostile.archive({"word/document.xml": b"<d/>"}), "is a Word document"),
        ("fund.numbers", hostile.archive({"Index/Document.iwa": b"x"}), "is an Apple Numbers or Pages file"),
        (
            "fund.odt",
            hostile.archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<d/>"}),
            "is a document of type application/vnd.oasis.opendocument.text",
        ),
        (
            "fund.ods",
            hostile.archive(
                {
                    "mimetype": hostile.ODS_TYPE.encode(),
                    "content.xml": b"x",
                    "META-INF/manifest.xml": b"<manifest:encryption-data/>",
                }
            ),
            "is protected by a password",
        ),
        ("fund.zip", b"PK\x05\x06" + bytes(18), "is a zip archive (empty)"),
    ],
)
def test_what_is_no_table_is_called_what_it_is(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal(path).startswith(words)


@pytest.mark.parametrize(
    "text",
    [
        "[Fund],Name\n1,Apple\n",
        "<1%,Name\n2%,Apple\n",
        "{x},Name\n1,Apple\n",
        '"<b>",Name\n1,Apple\n',
        "From,To\n1,2\n",
    ],
)
def test_tables_that_start_like_something_else_are_read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "fund.csv"
    path.write_text(text)
    assert len(read_tables(path).sheets[0].rows) == 2


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "fund.csv"
    path.touch()
    assert refusal(path).startswith("is empty")
    with pytest.raises(CouldNotRead, match=r"^standard input is empty"):
        read_tables("-", stdin=io.BytesIO())


def test_a_file_of_white_space_has_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "fund.csv"
    path.write_bytes(b"\xef\xbb\xbf \r\n\t\r\n")
    assert read_tables(path).sheets[0].rows == ()


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"there is no such file; check the path$"):
        read_tables(tmp_path / "fund.csv")


def test_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "is a folder, not a file: name the files in it"


def test_a_file_under_a_file(tmp_path: Path) -> None:
    (tmp_path / "fund.csv").touch()
    assert "cannot be opened" in refusal(tmp_path / "fund.csv" / "x.csv")


def test_a_path_that_no_system_takes(tmp_path: Path) -> None:
    for name in ("x" * 5000, "a\0b"):
        with pytest.raises(ClearholdError):
            read_tables(tmp_path / name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "fund.csv"
    path.write_text("x")
    path.chmod(0)
    assert refusal(path).startswith("may not be read")


def test_a_denied_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*_: object, **__: object) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr("pathlib.Path.open", deny)
    assert refusal(tmp_path / "fund.csv").startswith("may not be read by you")


def test_a_device() -> None:
    with pytest.raises(CouldNotRead, match="/dev/zero is a device, not a file"):
        read_tables("/dev/zero")


def test_a_file_over_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "fund.csv"
    path.write_text("Name\n" * 500)
    assert refusal(path, limits=Limits(file_size=1000)).startswith("is larger than")
    with pytest.raises(CouldNotRead, match="standard input is larger than"):
        read_tables("-", stdin=io.BytesIO(b"x" * 2000), limits=Limits(file_size=1000))


@pytest.mark.parametrize("seed", range(5))
def test_random_bytes(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "fund.xlsx"
    path.write_bytes(random.Random(seed).randbytes(5000))  # noqa: S311 - any bytes will do
    assert refusal(path).startswith("is a binary file of a kind we do not know")


def test_a_pipe_is_read_like_a_file(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(b"Name,Value\nApple,1\n",))
    writer.start()
    found = read_tables(path)
    writer.join()
    assert [row.cells for row in found.sheets[0].rows] == [("Name", "Value"), ("Apple", "1")]


def test_a_text_table_named_as_a_workbook_is_read_with_a_remark(tmp_path: Path) -> None:
    path = tmp_path / "fund.xls"
    path.write_text("Name\tValue\nApple\t1\n")
    found = read_tables(path)
    assert found.format == "CSV (tabs, UTF-8)"
    assert found.remarks == ("named .xls, but is a text table; read as that",)


def test_a_workbook_named_as_text_is_read_with_a_remark(tmp_path: Path) -> None:
    path = tmp_path / "fund.csv"
    path.write_bytes(hostile.false_dimension(3))
    found = read_tables(path)
    assert found.format == "XLSX workbook"
    assert found.remarks == ("named .csv, but is of the kind XLSX workbook; read as that",)


def test_a_file_name_that_is_no_text_can_still_be_shown(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/f\xfcnd.csv")
    with open(path, "w") as file:  # noqa: PTH123 - the name is the point
        file.write("Name,Value\nApple,1\n")
    found = read_tables(path)
    assert found.file.endswith("f\\xfcnd.csv")
    found.file.encode()
