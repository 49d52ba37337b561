"""Publishers' web pages: the files that they link to, and the rows of their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from clearhold.lists.markup import read_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import html


def links_of(content: bytes, address: str) -> tuple[str, ...]:
    """The addresses that the page at an address links to, whole, each once and in its order."""
    links = (urljoin(address, str(link.get("href", ""))) for link in read_page(content, address).iter("a"))
    return tuple(dict.fromkeys(links))


def is_served_by(address: str, domain: str) -> bool:
    """Whether an address is one of HTTPS at a domain or below it."""
    parts = urlsplit(address)
    return parts.scheme == "https" and f".{parts.hostname or ''}".endswith(f".{domain}")


def file_name(address: str) -> str:
    """The last part of an address's path."""
    return urlsplit(address).path.rpartition("/")[2]


def rows_of_table(table: html.HtmlElement) -> Sequence[html.HtmlElement]:
    """The rows of an HTML table, not those of tables inside it."""
    return [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
