"""A page taken apart by the standard library's parser, for questions about its elements."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_APART = {"td", "th", "caption", "p", "li", "dt", "dd", "h1", "h2", "h3", "h4", "summary", "option"}
_VOID = {"meta", "input", "br", "img", "link", "hr"}


@dataclass
class Element:
    """An element with its attributes, its text and that of its descendants, and the elements right inside it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def every(self, *tags: str) -> list[Element]:
        """The elements of these tags inside this one, in the page's order; all where no tag is named."""
        found = []
        for child in self.children:
            if not tags or child.tag in tags:
                found.append(child)
            found += child.every(*tags)
        return found

    def of_class(self, name: str) -> list[Element]:
        """The elements inside this one that have a class."""
        return [each for each in self.every() if name in each.attributes.get("class", "").split()]

    def by_id(self, name: str) -> Element:
        """The one element with an id."""
        (found,) = [each for each in self.every() if each.attributes.get("id") == name]
        return found


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("page", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()
        if tag in _APART:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data


def parse_page(html: str) -> Element:
    """The page's root; fails where an element is closed that is not the innermost open one."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    assert parser._open == [parser.root], "elements are left open"  # noqa: SLF001
    return parser.root
