"""The rows of a list in the electronic Code of Federal Regulations: a supplement to 15 CFR part 744, as its API has it.

`DIV9 N="Supplement No. 4 to Part 744"` has one table, marked up as HTML (`TABLE`, `TR`, `TD`) or, in issues of the
Federal Register, as `GPOTABLE` (`ROW`, `ENT`). The country stands in the first row of its block and in no other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clearhold.identity.headings import fold_heading
from clearhold.lists.markup import local_name, read_tree, settle
from clearhold.model import CouldNotRead

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from clearhold.lists.parsed import SourceFile

_ROOTS = ("DIV5", "DIV9", "DIV1", "DIV3", "DIV4", "ECFR", "DLPSTEXTCLASS", "APPENDIX", "RULE")
_ROWS = frozenset({"TR", "ROW"})
_CELLS = frozenset({"TD", "TH", "ENT"})
_HEADS = frozenset({"TH", "CHED"})
_BREAKS = frozenset({"BR", "LI", "P", "FP"})
_FOOTNOTE_MARKS = frozenset({"SU", "SUP", "FTREF"})
_TITLES = frozenset({"HEAD", "HD", "HED"})


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: the lines of its entity cell, and its other cells on one line each, by the heading folded.

    `country` is that of the block it stands in, as the heading writes it.
    """

    line: int | None
    country: str
    entity: tuple[str, ...]
    cells: dict[str, str]

    def __getitem__(self, heading: str) -> str:
        return self.cells.get(heading, "")


def read_appendix(file: SourceFile, supplement: int, headings: Sequence[str]) -> tuple[list[Row], str]:
    """The rows of a supplement's table below its headings, blank rows left out, and the element that closes the file.

    Raises CouldNotRead where the supplement, its table or one of the headings is not there.
    """
    root = read_tree(file.content, file.name, _ROOTS)
    appendix = _find_appendix(root, supplement, file.name)
    rows: list[Row] = []
    country = ""
    columns: list[str] = []
    for element in appendix.iter():
        name = _name(element)
        if name in _HEADS:
            columns.append(fold_heading(settle(" ".join(_lines(element)))))
        if name not in _ROWS:
            continue
        found = [cell for cell in element if _name(cell) in _CELLS - _HEADS]
        if not found:
            continue
        _check_columns(columns, headings, file.name, supplement)
        lines = [tuple(line for line in map(settle, _lines(cell)) if line) for cell in found]
        if not any(lines):
            continue
        cells = dict(zip(columns, (" ".join(each) for each in lines), strict=False))
        country = cells.get(headings[0]) or country
        entity = lines[columns.index(headings[1])] if len(lines) > columns.index(headings[1]) else ()
        rows.append(Row(element.sourceline, country, entity, cells))
    if not rows:
        raise CouldNotRead(f"{file.name}: Supplement No. {supplement} to part 744 has no table; its layout is new")
    return rows, f"</{local_name(root)}>"


def _find_appendix(root: etree._Element, supplement: int, file: str) -> etree._Element:
    wanted = f"supplement no {supplement} to part 744"
    for element in root.iter():
        titled = element.get("N", "") if isinstance(element.tag, str) else ""
        if fold_heading(titled).startswith(wanted):
            return element
        if _name(element) in _TITLES and fold_heading(" ".join(_lines(element))).startswith(wanted):
            parent = element.getparent()
            return root if parent is None else parent
    raise CouldNotRead(
        f"{file} has no Supplement No. {supplement} to part 744: it is another part of the Code, or was cut; take "
        "title 15, part 744 from ecfr.gov"
    )


def _check_columns(columns: Sequence[str], headings: Sequence[str], file: str, supplement: int) -> None:
    missing = [heading for heading in headings if heading not in columns]
    if missing:
        raise CouldNotRead(
            f"{file}: the table of Supplement No. {supplement} has no column {', '.join(missing)}; it has "
            f'"{" | ".join(columns)}": its layout is new'
        )


def _lines(element: etree._Element) -> Iterator[str]:
    """The text of a cell, a line for each that breaks part; marks of footnotes are left out."""
    parts: list[str] = []
    for text in _texts(element):
        if text == "\n":
            yield "".join(parts)
            parts = []
        else:
            parts.append(text.replace("\n", " "))
    yield "".join(parts)


def _texts(element: etree._Element) -> Iterator[str]:
    if element.text:
        yield element.text.replace("\n", " ")
    for child in element:
        name = _name(child)
        if name in _BREAKS:
            yield "\n"
        if name and name not in _FOOTNOTE_MARKS:
            yield from _texts(child)
        if name in _BREAKS - {"BR"}:
            yield "\n"
        if child.tail:
            yield child.tail.replace("\n", " ")


def _name(element: etree._Element) -> str:
    return local_name(element).upper()
