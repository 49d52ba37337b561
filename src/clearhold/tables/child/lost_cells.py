"""Finds the cells of an XLSX that its reader shows as empty: errors, and formulas whose result was never stored.

A market value of `#REF!` is not the same as none. Programs that write workbooks without calculating them (openpyxl)
store formulas without results. The sheets' XML is searched for traces of either, and looked at closely only there.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections import defaultdict
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterator

_TRACES = (b't="e"', b"t='e'", b"f></", b"f/></", b"<v></v>", b"v/>", b"v />")
_CELL = re.compile(rb"<(?:\w+:)?c(\s[^>]*?)?(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_REFERENCE = re.compile(rb"""\sr=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_TYPE = re.compile(rb"""\st=["'](\w+)["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]+)</")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*?)?(?:/>|>([^<]*)</)")
_BLOCK = 1 << 20
_LONGEST_ROW = 32 << 20
_LARGEST_INDEX = 4 << 20

LostCells = dict[str, dict[int, dict[int, str]]]


def find_lost_cells(archive: zipfile.ZipFile) -> LostCells:
    """By sheet name, row and column (from 1): the error's text, or the formula after `=`."""
    found: LostCells = {}
    try:
        parts = sheet_parts(archive)
        for name, part in parts.items():
            if cells := _lost_in(archive, part):
                found[name] = cells
    except (KeyError, ValueError, OSError, EOFError, expat.ExpatError, zipfile.BadZipFile, zlib.error):
        return found  # an archive that Python reads otherwise than calamine: the sheets themselves are calamine's
    return found


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The path in the archive of each sheet's XML, by the sheet's name."""
    book = next(name for name in archive.namelist() if re.fullmatch(r"xl/workbook\d*\.xml", name, re.IGNORECASE))
    folder, file = posixpath.split(book)
    targets = {
        attributes["Id"]: attributes["Target"]
        for attributes in _elements(archive, f"{folder}/_rels/{file}.rels", "Relationship")
        if {"Id", "Target"} <= attributes.keys()
    }
    parts: dict[str, str] = {}
    for attributes in _elements(archive, book, "sheet"):
        relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
        if "name" in attributes and relation in targets:
            parts[attributes["name"]] = posixpath.normpath(posixpath.join("/", folder, targets[relation])).lstrip("/")
    return parts


def column_number(letters: bytes) -> int:
    """1 for A, 28 for AB."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def whole_rows(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A sheet's XML in stretches that end with a row; what follows the last row is the last stretch."""
    kept = b""
    with archive.open(part) as stream:
        while block := stream.read(_BLOCK):
            kept += block
            before, row_end, after = kept.rpartition(b"row>")
            if row_end:
                yield before + row_end
                kept = after
            elif len(kept) > _LONGEST_ROW:
                raise ValueError(part)
    yield kept


def _lost_in(archive: zipfile.ZipFile, part: str) -> dict[int, dict[int, str]]:
    rows: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for stretch in whole_rows(archive, part):
        if not any(trace in stretch for trace in _TRACES):
            continue
        for cell in _CELL.finditer(stretch):
            attributes, content = cell[1] or b"", cell[2] or b""
            if (text := _lost_text(attributes, content)) and (reference := _REFERENCE.search(attributes)):
                rows[int(reference[2])][column_number(reference[1])] = text
    return dict(rows)


def _lost_text(attributes: bytes, content: bytes) -> str | None:
    kind = _TYPE.search(attributes)
    value = _VALUE.search(content)
    if kind and kind[1] == b"e":
        return _unescaped(value[1]) if value else "#ERROR!"
    formula = _FORMULA.search(content)
    if formula and not value and not (kind and kind[1] in {b"str", b"inlineStr"}):
        return "=" + _unescaped(formula[1] or b"")
    return None


def _unescaped(text: bytes) -> str:
    import html

    return html.unescape(text.decode("utf-8", "backslashreplace")).strip()


def _elements(archive: zipfile.ZipFile, part: str, wanted: str) -> list[dict[str, str]]:
    """The attributes of every element of that local name."""
    with archive.open(part) as stream:
        content = stream.read(_LARGEST_INDEX)
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == wanted:
            found.append(attributes)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(content, True)
    return found
