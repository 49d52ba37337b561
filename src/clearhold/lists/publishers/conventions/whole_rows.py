"""Whether a publisher's CSV file is whole: every row as wide as the heading, the last one ended.

The reader of tables cuts empty cells at the end of rows, so that a row which stops halfway looks like one whose last
cells are empty. This looks at the file before that.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from clearhold.lists.rows import ending_of_text
from clearhold.model import CouldNotRead, Problem, place

if TYPE_CHECKING:
    from clearhold.lists.parsed import SourceFile

_END_MARK = "\x1a"


def check_rows(file: SourceFile) -> tuple[str, list[Problem]]:
    """What the file ends in, as `rows.ending_of_text` says it, and a problem for each row within it of another width.

    Raises CouldNotRead where the file stops amid a row: a quoted cell is open at its end, its last row has not all
    cells, or no line end follows the last row.
    """
    # Commas, quotation marks and line ends are the same bytes in every encoding that such files are in.
    text = file.content.decode("latin-1")
    ending = ending_of_text(file.content)
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    width, start = 0, 1
    odd: list[tuple[int, int]] = []
    last = (0, 0)
    try:
        for row in rows:
            line, start = start, rows.line_num + 1
            cells = [cell for cell in row if cell.strip()]
            if not cells or cells == [_END_MARK]:
                continue
            width = width or len(row)
            last = (line, len(row))
            if len(row) != width:
                odd.append(last)
    except csv.Error as fault:
        raise CouldNotRead(
            f"{place(file.name, line=start)}: {fault}; the file stops amid a row or is damaged: download it again"
        ) from None
    if odd and odd[-1] == last:
        raise CouldNotRead(
            f"{place(file.name, line=last[0])}: the last row has {last[1]} cells of {width}; the file stops amid it: "
            "download it again"
        )
    if ending == "no line end":
        raise CouldNotRead(
            f"{place(file.name, line=last[0])}: no line end follows the last row; the file stops amid it: download it "
            "again"
        )
    said = "the row has {} cells, the heading {}; it is read as far as its cells go: look it up at the publisher"
    return ending, [Problem(file.name, said.format(cells, width), line=line) for line, cells in odd]
