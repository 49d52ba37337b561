"""Looks into an XLSX that stopped its reader, for what it was: a cell far away, or a claim of countless strings.

Both make a reader set aside room for billions of cells from a file of five kilobytes. The user hears which cell.
"""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, BinaryIO

from clearhold.tables.child.lost_cells import column_number, sheet_parts, whole_rows

if TYPE_CHECKING:
    from clearhold.tables.child.answer import Answer

_REFERENCE = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_CLAIM = re.compile(rb"""\b(?:uniqueCount|count)=["']([0-9]+)["']""")
_SHORTEST_STRING = 5  # bytes of `<si/>`


def explain_death(source: BinaryIO, most_cells: int, answer: Answer) -> None:
    """Answer with a remark on what in the workbook asks for too much, if it is found."""
    archive = zipfile.ZipFile(source)
    if "xl/sharedStrings.xml" in archive.namelist():
        room = archive.getinfo("xl/sharedStrings.xml").file_size // _SHORTEST_STRING
        with archive.open("xl/sharedStrings.xml") as stream:
            claims = [int(claim) for claim in _CLAIM.findall(stream.read(4096))]
        if claims and max(claims) > room:
            answer.remark(f"its list of strings claims {max(claims):,} entries and has room for {room:,} at most")
            return
    for name, part in sheet_parts(archive).items():
        rows, columns, farthest = 0, 0, ""
        for stretch in whole_rows(archive, part):
            for letters, digits in _REFERENCE.findall(stretch):
                row, column = int(digits), column_number(letters)
                if row > rows or column > columns:
                    rows, columns, farthest = max(rows, row), max(columns, column), (letters + digits).decode()
        if rows * columns > most_cells:
            answer.remark(
                f'a cell at {farthest} stretches sheet "{name}" to {rows * columns:,} cells: delete the rows and '
                "columns beyond the table, or save the table as CSV"
            )
            return
