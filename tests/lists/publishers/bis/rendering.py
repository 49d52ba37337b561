"""Puts entries of a third party's JSON of the Entity List back into the layout of the Code of Federal Regulations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HEADINGS = ("Country", "Entity", "License requirement", "License review policy", "Federal Register citation")
_BREAK = "<br/>"


def supplement(rows: Iterable[str], number: int = 4, headings: Iterable[str] = HEADINGS) -> bytes:
    """Part 744 with one supplement: a table of these rows (`TR` elements) under these headings."""
    heads = "".join(f"<TH>{heading}</TH>" for heading in headings)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<DIV5 N="744" TYPE="PART">\n<HEAD>PART 744</HEAD>\n'
        f'<DIV9 N="Supplement No. {number} to Part 744" TYPE="APPENDIX">\n'
        f"<HEAD>Supplement No. {number} to Part 744</HEAD>\n"
        f'<DIV width="100%"><DIV class="gpotbl_div"><TABLE class="gpo_table">\n<THEAD><TR>{heads}</TR></THEAD>\n'
        "<TBODY>\n" + "\n".join(rows) + "\n</TBODY></TABLE></DIV></DIV>\n</DIV9>\n"
        '<DIV9 N="Supplement No. 5 to Part 744" TYPE="APPENDIX"><HEAD>Supplement No. 5</HEAD></DIV9>\n</DIV5>\n'
    ).encode()


def row(*cells: str) -> str:
    """A row of cells; line breaks in a cell become `<br/>`."""
    return "<TR>" + "".join(f"<TD>{escape(cell).replace(chr(10), _BREAK)}</TD>" for cell in cells) + "</TR>"


def rows_of(entities: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    """A row for each entity: the country stands in the first of its block, as in the regulation."""
    country = None
    for entity in entities:
        heading = "" if entity["country"] == country else entity["country"].upper()
        country = entity["country"]
        yield row(heading, _cell(entity), entity["notes"], "Presumption of denial", entity["federal_register"])


def _cell(entity: Mapping[str, Any]) -> str:
    name, address, aliases = entity["name"], entity["address"] or "", entity["aliases"]
    if aliases:
        listed = [f"—{alias}; and" for alias in aliases[:-1]] + [f"—{aliases[-1]}."]
        opening = f"{name}, a.k.a., the following {len(aliases)} aliases:"
        return "\n".join(part for part in (opening, *listed, address) if part)
    return f"{name}, {address}" if address else f"{name}."
