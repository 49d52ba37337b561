"""A Federal Register notice of an edition of the Section 1260H list: names, each with the Department's reasons.

A sentence that ends in a colon opens the list. A paragraph that cites section 1260H or begins with a bullet is a reason
for the name above it, a paragraph set in deeper is a unit of it, and a sentence of another kind ends the list. A
further list, of names that are removed, may follow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clearhold.lists.parsed import ParsedEntry, ParsedList, ParsedListing
from clearhold.lists.publishers.conventions.names import each_once_in_any_case
from clearhold.lists.publishers.conventions.parties import party_type
from clearhold.lists.publishers.conventions.spellings import entry_id, name_key
from clearhold.lists.publishers.dod_1260h.editions import EDITIONS, listing_since
from clearhold.lists.publishers.dod_1260h.names import WrittenName, read_written
from clearhold.lists.publishers.federal_register.document import BULLET, read_register
from clearhold.model import CouldNotRead, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from clearhold.lists.parsed import SourceFile
    from clearhold.lists.publishers.federal_register.document import Paragraph, RegisterDocument

_CITES = re.compile(r"\bSections? 1260H ?\(", re.IGNORECASE)
_PROSE = re.compile(r"\b(?:is|are|was|were|has|have|had|may|must|shall|will|requires?|pursuant)\b")
_END = re.compile(r"Dated:|\[FR Doc|BILLING CODE|The list of entities|SUPPLEMENTARY|FOR FURTHER")


@dataclass(frozen=True, slots=True)
class NoticedEdition:
    """An edition as its notice gives it: the day from which its names are listed, and the notice's address."""

    listed: ParsedList
    day: date
    address: str


@dataclass(frozen=True, slots=True)
class _Item:
    """A name of the list with what stands under it."""

    text: str
    line: int | None
    depth: int
    reasons: tuple[str, ...] = ()
    units: tuple[_Item, ...] = ()


def read_notice(file: SourceFile) -> NoticedEdition:
    """The edition of a notice, with an end for those whom it removes.

    Raises CouldNotRead where no list begins, where reasons stand after its end (something was not understood), or
    where neither the file nor the table of editions tells the day.
    """
    document = read_register(file)
    opening = next((n for n, each in enumerate(document.paragraphs) if _opens(each.text)), None)
    if opening is None:
        raise CouldNotRead(
            f"{file.name}: no sentence opens a list of Chinese military companies; it is another notice, or its layout "
            "is new"
        )
    items, rest = _items(document.paragraphs[opening + 1 :])
    lost = next((each for each in rest if _CITES.search(each.text)), None)
    if lost is not None or not items:
        where = f" line {lost.line}" if lost and lost.line else ""
        raise CouldNotRead(f"{file.name}{where}: the list ends before its last reason; its layout is new")
    day, address = _day_and_address(document, file.name)
    listing = listing_since(day, address, document.published_on)
    problems: list[Problem] = []
    entries = list(
        entries_of(((_written(item), item.reasons, item.line) for item in items), listing, file.name, problems)
    )
    removal = next((n for n, each in enumerate(rest) if _opens(each.text, removing=True)), None)
    removed = [] if removal is None else _items(rest[removal + 1 :])[0]
    gone = replace(listing, listed_on=None, delisted_on=day)
    entries += entries_of(((_written(item), (), item.line) for item in removed), gone, file.name, problems)
    named = sum(not entry.listings[0].delisted_on for entry in entries)
    listed = ParsedList(tuple(entries), named, tuple(problems), document.published_on or day, "[FR Doc.")
    return NoticedEdition(listed, day, address)


def entries_of(
    written: Iterable[tuple[WrittenName, Sequence[str], int | None]],
    listing: ParsedListing,
    file: str,
    problems: list[Problem],
) -> Iterator[ParsedEntry]:
    """An entry for each name with its reasons, and for each unit under it; what does not add up goes to `problems`.

    The notice calls the groups Chinese; where their units are it does not say.
    """
    seen: dict[str, str] = {}
    for name, reasons, line in written:
        problems += [Problem(file, said, line=line) for said in name.amiss]
        group = name.names[0].text
        words = " ".join(reason.lstrip(f"{BULLET} ") for reason in reasons) or None
        for each in (name, *name.units):
            primary = each.names[0].text
            if name_key(primary) in seen:
                problems.append(Problem(file, f'"{primary}" is named again; its first place counts', line=line))
                continue
            seen[name_key(primary)] = primary
            is_unit = each is not name
            yield ParsedEntry(
                id=entry_id(primary),
                type=party_type(primary),
                names=each_once_in_any_case(each.names),
                listings=(listing if is_unit else replace(listing, words=words),),
                countries=() if is_unit else ("CN",),
                parents=(group,) if is_unit else (),
                has_own_id=False,
                place=line,
            )


def _opens(text: str, *, removing: bool = False) -> bool:
    about = re.search(r"military compan|1260H|previously listed", text) and "entit" in text.casefold()
    return bool(about) and text.endswith(":") and ("remov" in text.casefold()) is removing


def _items(paragraphs: Sequence[Paragraph]) -> tuple[list[_Item], Sequence[Paragraph]]:
    """The names from the beginning of some paragraphs on, and the paragraphs after the list."""
    items: list[_Item] = []
    for place, each in enumerate(paragraphs):
        if items and (each.is_marked or _CITES.search(each.text) or each.text[:1].islower()):
            items[-1] = replace(items[-1], reasons=(*items[-1].reasons, each.text))
        elif _END.match(each.text) or _PROSE.search(each.text) or _opens(each.text, removing=True):
            return items, paragraphs[place:]
        elif items and each.text.startswith("("):
            items[-1] = replace(items[-1], text=f"{items[-1].text} {each.text}")
        elif items and not items[-1].reasons and each.depth > items[-1].depth:
            unit = _Item(each.text, each.line, each.depth)
            items[-1] = replace(items[-1], units=(*items[-1].units, unit))
        else:
            items.append(_Item(each.text, each.line, each.depth))
    return items, ()


def _written(item: _Item) -> WrittenName:
    name = read_written(item.text)
    return replace(name, units=(*name.units, *(read_written(unit.text) for unit in item.units)))


def _day_and_address(document: RegisterDocument, file: str) -> tuple[date, str]:
    known = next((each for each in EDITIONS if each.document == document.number), None)
    if known is not None:
        return known.released_on, known.address
    if document.published_on is None or document.address is None:
        raise CouldNotRead(
            f"{file}: nothing tells the day of this notice; give the text edition, which begins with its day"
        )
    return document.published_on, document.address
