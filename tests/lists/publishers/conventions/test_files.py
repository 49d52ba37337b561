"""A list's file before its layout is known, and publishers' pages that link to files."""

from __future__ import annotations

import pytest

from clearhold.lists.parsed import SourceFile
from clearhold.lists.publishers.conventions.files import only_file, opening, read_json
from clearhold.lists.publishers.conventions.pages import file_name, is_served_by, links_of
from clearhold.model import CouldNotRead


def test_a_file_opens_below_its_byte_order_mark_and_blank_lines() -> None:
    assert opening(SourceFile("list.xml", b"\xef\xbb\xbf\r\n <export>")) == b"<export>"
    assert opening(SourceFile("list.html", b"\n" * 10_000 + b"<html>")) == b"<html>"
    assert opening(SourceFile("nothing", b"")) == b""


def test_json_is_read_with_a_byte_order_mark_and_refused_where_it_is_cut_or_no_object() -> None:
    assert read_json(SourceFile("a.json", b'\xef\xbb\xbf{"count": 2}')) == {"count": 2}
    for content in (b'{"count": 2', b'{"name": "\xff"}', b'{"a":' * 100_000):
        with pytest.raises(CouldNotRead, match=r"^a\.json: broken JSON \(.*download it again$"):
            read_json(SourceFile("a.json", content))
    with pytest.raises(CouldNotRead, match=r"^a\.json: its JSON is no object"):
        read_json(SourceFile("a.json", b"[1]"))


def test_a_list_of_one_file_refuses_none_and_two() -> None:
    file = SourceFile("a.csv", b"")
    assert only_file([file]) is file
    with pytest.raises(CouldNotRead, match=r"0 were given \(none\)"):
        only_file([])
    with pytest.raises(CouldNotRead, match=r"2 were given \(a\.csv, a\.csv\)"):
        only_file([file, file])


def test_a_pages_links_are_whole_addresses_each_once() -> None:
    page = b'<html><body><a href="/b/UK.xml?v=1">1</a><a>none</a><a href="/b/UK.xml?v=1">2</a></body></html>'
    first, second = links_of(page, "https://www.gov.uk/a")
    assert (first, second) == ("https://www.gov.uk/b/UK.xml?v=1", "https://www.gov.uk/a")
    assert file_name(first) == "UK.xml"


@pytest.mark.parametrize(
    ("address", "served"),
    [
        ("https://www.cbp.gov/a.csv", True),
        ("https://cbp.gov/a.csv", True),
        ("http://www.cbp.gov/a.csv", False),
        ("https://notcbp.gov/a.csv", False),
        ("https://cbp.gov.example.org/a.csv", False),
        ("https:///a.csv", False),
    ],
)
def test_only_a_publishers_own_servers_serve_its_files(address: str, *, served: bool) -> None:
    assert is_served_by(address, "cbp.gov") is served
