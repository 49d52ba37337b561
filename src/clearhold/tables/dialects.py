"""How a text table separates and quotes its cells, judged on how evenly each way fills the rows.

Preambles and footnotes have any width, so what counts is neighbouring rows of one width, and whether the cells come
out whole: a decimal comma splits as evenly as a comma that separates, but tears the cells beside it.
"""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
NO_DELIMITER = "\x1f"  # never in a text that is one column

_SAMPLE_LINES = 1_000
_JUDGED_ROWS = 100
_PROSE_PENALTY = 0.1  # commas of a preamble agree by chance; a table of ", " has no rival
_SEP_LINE = re.compile(r'"?sep=(.)"?\n?', re.IGNORECASE)
_NUMBER = r"[-+(]?[^\W\d]*\s?\d[\d.,'\s]*%?\)?"
_TORN = {
    delimiter: re.compile("|".join(f"{re.escape(other)}(?! |$)" for other in DELIMITERS if other != delimiter))
    for delimiter in DELIMITERS
}
_A_NUMBER = re.compile(_NUMBER)


@dataclass(frozen=True, slots=True)
class Dialect:
    """The sign between cells, the sign around them, and how many cells most rows of the table have.

    `stated` is whether the file's first line gives the sign (`sep=;`, as Excel writes it); that line is no row.
    """

    delimiter: str
    quote: str = '"'
    width: int = 1
    stated: bool = False

    @property
    def name(self) -> str:
        """The delimiter in words: `commas`."""
        if self.delimiter == NO_DELIMITER:
            return "one column"
        return DELIMITERS.get(self.delimiter, repr(self.delimiter))


def find_dialect(text: str) -> Dialect:
    """The dialect of a text whose lines end in LF; a text without any delimiter is one column."""
    head = text[:64]
    if stated := _SEP_LINE.match(head):
        delimiter = stated[1]
        rows = _rows(text.split("\n", 1)[-1], delimiter, '"', _SAMPLE_LINES)
        return Dialect(delimiter, '"', max(_main_width(rows), 1), stated=True)
    found = _best_dialect(text, _SAMPLE_LINES)
    if found.width == 1 and text.count("\n") > _SAMPLE_LINES:
        found = _best_dialect(text, None)
    return found


def _best_dialect(text: str, lines: int | None) -> Dialect:
    best, best_score = Dialect(NO_DELIMITER), 0.0
    for delimiter in DELIMITERS:
        if delimiter not in text:
            continue
        quote = _quote_of(text, delimiter)
        rows = _rows(text, delimiter, quote, lines)
        width = _main_width(rows)
        score = _score(rows, width, delimiter)
        if score > best_score and not _is_prose(rows, width, delimiter):
            best, best_score = Dialect(delimiter, quote, width), score
    return best


def _quote_of(text: str, delimiter: str) -> str:
    """The quotation mark: an apostrophe only where no double one occurs and whole cells stand between apostrophes."""
    head = text[: 1 << 18]
    if '"' in text or "'" not in head:
        return '"'
    mark = re.escape(delimiter)
    quoted = sum(1 for _ in re.finditer(rf"(?:^|{mark})'[^'\n]*'(?={mark}|$)", head, re.MULTILINE))
    return "'" if quoted >= max(2, head.count("\n") // 2) else '"'


def _rows(text: str, delimiter: str, quote: str, lines: int | None) -> list[list[str]]:
    """Rows of the first lines, blank ones out; forgiving, because it only judges. Huge cells end the judging."""
    stretch = text if lines is None else _first_lines(text, lines)
    rows: list[list[str]] = []
    lines_of_it = io.StringIO(stretch, newline="\n")
    with contextlib.suppress(csv.Error):
        for row in csv.reader(lines_of_it, delimiter=delimiter, quotechar=quote):
            if any(map(str.strip, row)):
                rows.append(row)  # noqa: PERF401 - the rows before an error are kept
    return rows


def _first_lines(text: str, lines: int) -> str:
    end = -1
    for _ in range(lines):
        end = text.find("\n", end + 1)
        if end < 0:
            return text
    return text[: end + 1]


def _main_width(rows: Sequence[Sequence[str]]) -> int:
    """The width of two or more on which most neighbouring rows agree, or the commonest one; 0 without rows."""
    agreed = Counter(len(row) for row, following in pairwise(rows) if len(row) == len(following) > 1)
    agreed = agreed or Counter(len(row) for row in rows)
    return agreed.most_common(1)[0][0] if agreed else 0


def _score(rows: Sequence[Sequence[str]], width: int, delimiter: str) -> float:
    if width <= 1:
        return 0.0
    agreeing = sum(1 for row, following in pairwise(rows) if len(row) == len(following) == width)
    lonely = sum(1 for row in rows if len(row) == width)
    whole, cells = 0, 0
    for row in islice((row for row in rows if len(row) == width), _JUDGED_ROWS):
        filled = [cell for cell in map(str.strip, row) if cell]
        cells += len(filled)
        whole += sum(1 for cell in filled if not _TORN[delimiter].search(cell) or _A_NUMBER.fullmatch(cell))
    wholeness = whole / cells if cells else 1
    return (agreeing + 0.1 * lonely) * (1 - 1 / width) * wholeness**2 * (_PROSE_PENALTY if _is_spaced(rows) else 1)


def _is_spaced(rows: Sequence[Sequence[str]]) -> bool:
    """Whether nearly every separator is followed by a space, as in sentences and in some tables."""
    after = [cell for row in rows for cell in row[1:]]
    return sum(1 for cell in after if cell.startswith(" ")) > 0.9 * len(after)


def _is_prose(rows: Sequence[Sequence[str]], width: int, delimiter: str) -> bool:
    """Whether commas only stand inside names and sentences, as in a list of names, one a line: `Nestle, S.A.`."""
    narrow = 3
    if delimiter != "," or width > narrow:
        return False
    split = [row for row in rows if len(row) > 1]
    return len(split) < len(rows) / 2 and _is_spaced(split)
