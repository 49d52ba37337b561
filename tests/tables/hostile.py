"""Builds small files that stop, mislead or flood whoever reads them carelessly; no test needs more than these.

Each function gives a file's bytes. They are small on purpose: what they ask for is large.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

_TYPES = f"""<?xml version="1.0"?><Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml"
ContentType="application/xml"/><Default Extension="rels"
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml"
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"""
_RELS = f"""<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"
Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
_BOOK = f"""<?xml version="1.0"?><workbook xmlns="{MAIN}" xmlns:r="{_RELATIONS}"><sheets><sheet name="Holdings"
sheetId="1" r:id="rId1"/></sheets></workbook>"""
_BOOK_RELS = f"""<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"
Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2"
Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>"""

ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def cell(reference: str, text: str) -> str:
    """An XLSX cell that holds its text itself: `cell("A1", "Name")`."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def xlsx(rows: str, *, before: str = "", prolog: str = "", **parts: str) -> bytes:
    """A workbook of one sheet named Holdings from the XML of its rows; `parts` replace or add parts by their path."""
    sheet = xlsx_sheet(rows, before=before, prolog=prolog)
    content = {**_book_parts(), "xl/worksheets/sheet1.xml": sheet, **parts}
    return archive({name: text.encode() for name, text in content.items()})


def xlsx_sheet(rows: str, *, before: str = "", prolog: str = "") -> str:
    """The XML of a sheet."""
    return f'<?xml version="1.0"?>{prolog}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData></worksheet>'


def archive(parts: dict[str, bytes]) -> bytes:
    """A zip archive of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    return file.getvalue()


def ods(body: str, *, styles: str = "", prolog: str = "") -> bytes:
    """A spreadsheet from the XML of its `table:table` elements."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<office:document-content {_ODS_SPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    return archive({"mimetype": ODS_TYPE.encode(), "content.xml": content.encode()})


def ole(*names: str) -> bytes:
    """An OLE container's header and a directory of these names: all that tells one kind of old file from another."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    entries = b"".join(name.encode("utf-16-le").ljust(64, b"\0").ljust(128, b"\0") for name in ("Root Entry", *names))
    return header.ljust(512, b"\0") + entries.ljust(1024, b"\0")


def lone_cell(reference: str = "XFD1048576") -> bytes:
    """A table of two rows, and one cell as far from it as a sheet reaches: 17 billion cells in between."""
    row = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return xlsx(
        f'<row r="1">{cell("A1", "Name")}{cell("B1", "Value")}</row>'
        f'<row r="2">{cell("A2", "Apple Inc")}<c r="B2"><v>12</v></c></row>'
        f'<row r="{row}">{cell(reference, "x")}</row>'
    )


def countless_strings(claim: int = 4_294_967_295) -> bytes:
    """A workbook whose list of strings claims four billion entries and has one."""
    strings = f'<?xml version="1.0"?><sst xmlns="{MAIN}" count="1" uniqueCount="{claim}"><si><t>Name</t></si></sst>'
    return xlsx('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', **{"xl/sharedStrings.xml": strings})


def false_dimension(rows: int, stated: str = "A1:B2") -> bytes:
    """A workbook that says it has two rows and has more."""
    lines = "".join(f'<row r="{n}">{cell(f"A{n}", f"Company {n}")}<c r="B{n}"><v>{n}</v></c></row>' for n in _to(rows))
    return xlsx(lines, before=f'<dimension ref="{stated}"/>')


def row_bomb(mebibytes: int) -> bytes:
    """A workbook of a few hundred kilobytes whose one sheet unpacks to so many mebibytes of rows."""
    before, _, after = xlsx_sheet("\0").partition("\0")
    row = f"<row>{cell('A1', 'x' * 1000)}</row>".encode()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as opened:
        for name, text in _book_parts().items():
            opened.writestr(name, text)
        with opened.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(before.encode())
            for _ in range(mebibytes):
                sheet.write(row * ((1 << 20) // len(row)))
            sheet.write(after.encode())
    return file.getvalue()


def lying_sizes(mebibytes: int) -> bytes:
    """The same bomb in an archive whose directory says that the sheet is a kilobyte."""
    honest = row_bomb(mebibytes)
    with zipfile.ZipFile(io.BytesIO(honest)) as opened:
        size = opened.getinfo("xl/worksheets/sheet1.xml").file_size
    return honest.replace(struct.pack("<I", size), struct.pack("<I", 1024))


def overlapping_parts(times: int = 50) -> bytes:
    """An archive whose directory points many names at one packed part."""
    name, content = b"xl/workbook.xml", zlib.compress(bytes(10 << 20), 9)[2:-4]
    sizes = struct.pack("<III", zlib.crc32(bytes(10 << 20)), len(content), 10 << 20)
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 33) + sizes + struct.pack("<HH", len(name), 0) + name
    directory = b"".join(
        b"PK\x01\x02"
        + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 33)
        + sizes
        + struct.pack("<HHHHHII", len(each), 0, 0, 0, 0, 0, 0)
        + each
        for each in (name, *(b"xl/part%d.xml" % n for n in range(times)))
    )
    end = struct.pack("<HHHHIIH", 0, 0, times + 1, times + 1, len(directory), len(local) + len(content), 0)
    return local + content + directory + b"PK\x05\x06" + end


def many_parts(number: int = 20_000) -> bytes:
    """An archive of more parts than a workbook has sheets, pictures and styles together."""
    return archive({"xl/workbook.xml": _BOOK.encode(), **{f"xl/{n}.xml": b"" for n in range(number)}})


def twice_named() -> bytes:
    """An archive with two different parts of one name, of which each reader picks its own."""
    other = archive({"xl/workbook.xml": _BOOK.encode(), "xl/workbook.xmk": b"<other/>"})
    return other.replace(b"xl/workbook.xmk", b"xl/workbook.xml")


def billion_laughs_in_sheet() -> bytes:
    """An XLSX whose sheet defines entities that unfold to a billion letters."""
    return xlsx(f'<row r="1">{cell("A1", "&lol9;")}</row>', prolog=_laughs())


def billion_laughs_in_book() -> bytes:
    """An XLSX whose index of sheets defines such entities and uses them in a sheet's name."""
    book = _BOOK.replace("<workbook", f"{_laughs()}<workbook").replace('name="Holdings"', 'name="&lol9;"')
    return xlsx(f'<row r="1">{cell("A1", "x")}<c r="B1" t="e"><v>#N/A</v></c></row>', **{"xl/workbook.xml": book})


def billion_laughs_in_ods() -> bytes:
    """An ODS with such entities in a cell."""
    return ods(ods_table("<text:p>&lol9;</text:p>"), prolog=_laughs())


def foreign_entity_in_ods(path: str) -> bytes:
    """An ODS that asks its reader to paste a file of the machine into a cell."""
    return ods(ods_table("<text:p>&it;</text:p>"), prolog=f'<!DOCTYPE d [<!ENTITY it SYSTEM "file://{path}">]>')


def foreign_entity_in_xlsx(path: str) -> bytes:
    """The same in an XLSX."""
    prolog = f'<!DOCTYPE d [<!ENTITY it SYSTEM "file://{path}">]>'
    return xlsx(f'<row r="1">{cell("A1", "&it;")}{cell("B1", "y")}</row>', prolog=prolog)


def deep_nesting_in_xlsx(depth: int = 200_000) -> bytes:
    """An XLSX whose first cell holds elements in elements in elements."""
    return xlsx(f'<row r="1"><c r="A1" t="inlineStr"><is>{"<r>" * depth}{"</r>" * depth}</is></c></row>')


def deep_nesting_in_ods(depth: int = 200_000) -> bytes:
    """An ODS whose first cell does."""
    return ods(ods_table(f"<text:p>{'<text:span>' * depth}{'</text:span>' * depth}</text:p>"))


def endless_repeats_in_ods() -> bytes:
    """An ODS of one filled cell, repeated over every column of every row of a sheet."""
    return ods(
        '<table:table table:name="S"><table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>x</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )


def ods_table(content: str, *, name: str = "S", kind: str = "string", more: str = "") -> str:
    """A table of one cell."""
    return (
        f'<table:table table:name="{name}"><table:table-row><table:table-cell office:value-type="{kind}"{more}>'
        f"{content}</table:table-cell></table:table-row></table:table>"
    )


def _book_parts() -> dict[str, str]:
    return {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS,
        "xl/workbook.xml": _BOOK,
        "xl/_rels/workbook.xml.rels": _BOOK_RELS,
    }


def _laughs() -> str:
    levels = "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE d [<!ENTITY lol0 "lol">{levels}]>'


def _to(number: int) -> range:
    return range(1, number + 1)
