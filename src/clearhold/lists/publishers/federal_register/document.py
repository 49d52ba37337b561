"""A document of the Federal Register as paragraphs: its text edition, in a page or plain, and its XML.

The text edition's paragraphs begin at an indent or after a blank line; the mark of a new page may stand within one.
Its lines are filled to 72 columns, so that a line that had room for the next one's first word ends a paragraph.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clearhold.lists.markup import local_name, read_tree, settle, text_of
from clearhold.lists.own_values import read_day
from clearhold.lists.publishers.conventions.files import opening
from clearhold.model import CouldNotRead

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from clearhold.lists.parsed import SourceFile

BULLET = "•"
_WIDTH = 70  # columns that a filled line reaches, less slack
_VOLUME = re.compile(r"\[Federal Register Volume (\d+), Number \d+ \(\w+, (\w+ \d{1,2}, \d{4})\)\]")
_PAGES = re.compile(r"\[Pages? (\d+)(?:-\d+)?\]")
_NUMBER = re.compile(r"\[FR Doc(?:\. | No: ?)([\dA-Z]+[-–]\d+)")
_PAGE_MARK = re.compile(r"\s*\[\[Page \d+\]\]\s*")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_BULLET_TAG = re.compile(r"<bullet>|&lt;bullet&gt;|&bull;", re.IGNORECASE)
_ENDS_A_SENTENCE = re.compile(r"[.:;][)\"”']*$|\)$")
_INDENT = re.compile(r"FP(?:1)?-(\d)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's settled text, the line it begins at, and how deep it is set in (0 for flush left)."""

    text: str
    line: int | None
    depth: int = 0

    @property
    def is_marked(self) -> bool:
        """Whether it begins with a bullet."""
        return self.text.startswith(BULLET)


@dataclass(frozen=True, slots=True)
class RegisterDocument:
    """A document: its number (2026-11571), the day of the issue and its citation where the edition read tells them."""

    number: str | None
    published_on: date | None
    citation: str | None  # 91 FR 35189
    paragraphs: tuple[Paragraph, ...]

    @property
    def address(self) -> str | None:
        """The document's short official address."""
        return f"https://www.federalregister.gov/d/{self.number}" if self.number else None


def read_register(file: SourceFile) -> RegisterDocument:
    """The document in a file; raises CouldNotRead for one that does not end as such a document does."""
    if opening(file).startswith((b"<?xml", b"<NOTI", b"<RULE")):
        paragraphs = tuple(_paragraphs_of_xml(file))
        text = "\n".join(paragraph.text for paragraph in paragraphs)
    else:
        text = _plain(file.content.decode("utf-8", "replace"))
        paragraphs = tuple(_paragraphs_of_text(text))
    if not any(paragraph.text.startswith("[FR Doc. ") for paragraph in paragraphs):
        raise CouldNotRead(
            f"{file.name} does not end as a document of the Federal Register does ([FR Doc. ...]): it is another file, "
            "or was cut; download it again"
        )
    number = _NUMBER.search(text)
    volume, pages = _VOLUME.search(text), _PAGES.search(text)
    return RegisterDocument(
        number=number[1].replace("–", "-") if number else None,
        published_on=read_day(volume[2], day_first=False) if volume else None,
        citation=f"{volume[1]} FR {pages[1]}" if volume and pages else None,
        paragraphs=paragraphs,
    )


def _paragraphs_of_xml(file: SourceFile) -> Iterator[Paragraph]:
    for element in read_tree(file.content, file.name, ("NOTICE", "RULE")).iter():
        if local_name(element) in {"P", "FP", "HD", "FRDOC", "SUBJECT"} and (text := text_of(element)):
            indent = _INDENT.match(str(element.get("SOURCE", "")))
            yield Paragraph(text, element.sourceline, int(indent[1]) if indent else 0)


def _plain(content: str) -> str:
    """The text of the edition without its tags, line by line as it was; GPO writes quotation marks ``so''."""
    body = re.sub(r"(?is)<head>.*?</head>", lambda head: "\n" * head[0].count("\n"), content)
    text = html.unescape(_TAG.sub("", _BULLET_TAG.sub(BULLET, body)))
    return text.replace("``", '"').replace("''", '"').replace("\r\n", "\n")


def _paragraphs_of_text(text: str) -> Iterator[Paragraph]:
    gathered: list[str] = []
    first, blank, page = 0, True, False
    for number, line in enumerate(text.split("\n"), 1):
        if _PAGE_MARK.fullmatch(line):
            page = True
        elif not line.strip():
            blank = True
        else:
            if gathered and _begins_anew(line, gathered, blank=blank, page=page):
                yield _paragraph(gathered, first)
                gathered = []
            if not gathered:
                first = number
            gathered.append(line)
            blank = page = False
    if gathered:
        yield _paragraph(gathered, first)


def _begins_anew(line: str, gathered: list[str], *, blank: bool, page: bool) -> bool:
    before = gathered[-1]
    if line.startswith("    ") or line.lstrip().startswith((BULLET, "[FR Doc")):
        return True
    if page:
        if sum(each.count("(") - each.count(")") for each in gathered) > 0:
            return False
        return _ENDS_A_SENTENCE.search(before.rstrip()) is not None
    if blank:
        return True
    room = _WIDTH - len(before.rstrip())
    return not before.endswith(" ") and len(line.split(" ", 1)[0]) < room


def _paragraph(lines: list[str], first: int) -> Paragraph:
    depth = (len(lines[0]) - len(lines[0].lstrip(" "))) // 4
    return Paragraph(settle(" ".join(lines)), first, depth)
