"""Reads publishers' XML and HTML safely: no entities, no DTD, no network, no huge tokens; every fault with its line.

lxml with these options refused or read harmlessly all hostile shapes that were tried. Do not raise `huge_tree`: its
limits (10 MB of text, depth 256) are the defence.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from lxml import etree, html

from clearhold.model import CouldNotRead, place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DECLARATION = re.compile(rb"""\s*<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_AN_HTML_PAGE = ("html", "{http://www.w3.org/1999/xhtml}html")


def read_records(content: bytes, file: str, record: Sequence[str], root: Sequence[str]) -> Iterator[etree._Element]:
    """Each element of a local name in `record`, whole, as the file is read; namespaces are passed over.

    Raises CouldNotRead for XML that is broken or cut (nothing read before the fault counts), for a DTD, and for a file
    whose root's local name is not in `root`: a web page where a list was expected.
    """
    try:
        seen_root = False
        for event, element in etree.iterparse(
            io.BytesIO(content),
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        ):
            if not seen_root:
                seen_root = True
                _check_root(element, content, file, root)
            if event == "end" and local_name(element) in record:
                yield element
                _let_go(element)
    except etree.XMLSyntaxError as fault:
        raise CouldNotRead(_say(_located(fault, content), file)) from None
    if not seen_root:
        raise CouldNotRead(f"{file} holds no XML element; download it again")


def read_tree(content: bytes, file: str, root: Sequence[str]) -> etree._Element:
    """The whole document of a small XML file, under the same rules as `read_records`."""
    try:
        element = etree.fromstring(content, _parser())
    except etree.XMLSyntaxError as fault:
        raise CouldNotRead(_say(fault, file)) from None
    _check_root(element, content, file, root)
    return element


def read_page(content: bytes, file: str) -> html.HtmlElement:
    """An HTML page as a tree. Raises CouldNotRead for a page that does not end (`</html>` missing): it was cut."""
    if b"</html" not in content[-(1 << 16) :].lower():
        raise CouldNotRead(f"{file} does not end as a web page does (no </html>): it was cut; download it again")
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        page = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as fault:
        raise CouldNotRead(f"{file} is no web page ({fault}); download it again") from None
    return page


def read_html_table(table: html.HtmlElement) -> list[list[str]]:
    """The rows of an HTML table as settled text, cells that span columns or rows repeated where they reach."""
    rows: list[list[str]] = []
    reaching: dict[tuple[int, int], str] = {}
    lines = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    for number, line in enumerate(lines):
        cells: list[str] = []
        for cell in line.iterchildren("td", "th"):
            while (number, len(cells)) in reaching:
                cells.append(reaching[number, len(cells)])
            text, wide, high = text_of(cell), _span(cell, "colspan"), _span(cell, "rowspan")
            for below in range(1, high):
                for beside in range(wide):
                    reaching[number + below, len(cells) + beside] = text
            cells += [text] * wide
        while (number, len(cells)) in reaching:
            cells.append(reaching[number, len(cells)])
        rows.append(cells)
    return rows


def text_of(element: etree._Element | None) -> str:
    """All text in an element with its white space settled; nothing for None."""
    if element is None:
        return ""
    # A line break parts words as a blank does.
    parts: list[str] = []
    for each in element.iter():
        if each.tag == "br":
            parts.append(" ")
        if isinstance(each.tag, str) and each.text:
            parts.append(each.text)
        if each is not element and each.tail:
            parts.append(each.tail)
    return settle("".join(parts))


def child_text(element: etree._Element, name: str) -> str:
    """The settled text of the first child with a local name, or nothing."""
    return text_of(child(element, name))


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child with a local name, whatever its namespace."""
    return next(children(element, name), None)


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children with a local name, whatever their namespace."""
    return (each for each in element if isinstance(each.tag, str) and local_name(each) == name)


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def settle(text: str | None) -> str:
    """Text on one line: white space of any kind becomes one blank, none outside, no invisible marks."""
    if not text:
        return ""
    return " ".join(text.replace("\u200b", "").replace("\ufeff", "").replace("\u00ad", "").split())


def _span(cell: html.HtmlElement, kind: str) -> int:
    written = str(cell.get(kind, "1"))
    return min(max(int(written), 1), 1000) if written.isdecimal() else 1


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _check_root(element: etree._Element, content: bytes, file: str, root: Sequence[str]) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise CouldNotRead(f"{file} declares a DTD, which no publisher's list does; it is not read: download it again")
    _check_encoding(content, file)
    name = local_name(element)
    if name in root:
        return
    if element.tag in _AN_HTML_PAGE:
        raise CouldNotRead(f"{file} is a web page, not the list: the publisher's server has shown an error page")
    raise CouldNotRead(f"{file} begins with <{name}>, not with <{root[0]}>: it is another file, or its layout is new")


def _check_encoding(content: bytes, file: str) -> None:
    """Raise where a file says that it is in an encoding of single bytes and is in UTF-8: its names would be garbled."""
    match = _DECLARATION.match(content)
    declared = match[1].decode() if match else "UTF-8"
    if declared.upper().startswith("UTF") or content.isascii():
        return
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return
    raise CouldNotRead(f"{file} declares the encoding {declared} and is in UTF-8: its names would be garbled")


def _let_go(element: etree._Element) -> None:
    """Free what has been read, so that memory stays bounded."""
    element.clear()
    parent: Any = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def _located(fault: etree.XMLSyntaxError, content: bytes) -> etree.XMLSyntaxError:
    """The fault with its line: reading piece by piece loses it for some, such as an entity that is not declared."""
    if fault.lineno and fault.lineno > 1:
        return fault
    try:
        etree.fromstring(content, _parser())
    except etree.XMLSyntaxError as located:
        return located
    return fault


def _say(fault: etree.XMLSyntaxError, file: str) -> str:
    words = " ".join((fault.msg or "no XML").split())
    words = words.removesuffix(f", line {fault.lineno}, column {fault.offset}").partition(", line")[0]
    where = place(file, line=fault.lineno or None)
    return f"{where}: broken XML ({words}); the file was cut or damaged: download it again"
