"""What the entity cell of the Entity List says: the party's names, the body it belongs to, and its addresses.

`Hangzhou Hikvision Digital Technology Co., Ltd., a.k.a., the following one alias:` / `—Hikvision.` / `No. 555 Qianmo
Road, …; and …`. The text is written by hand: a name and its address are parted by a comma, aliases stand each on a line
that a dash opens, and the last of them may run on into the address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clearhold.lists.parsed import ParsedName
from clearhold.lists.publishers.bis.addresses import (
    address_country,
    points_elsewhere,
    split_addresses,
    without_pointers,
)
from clearhold.lists.publishers.bis.names import KNOWN_AS, alias, inline_names, kind_of, part_name
from clearhold.lists.publishers.conventions.legal_forms import legal_form_at_start
from clearhold.lists.publishers.conventions.marks import bare
from clearhold.lists.publishers.conventions.names import each_once
from clearhold.model import NameKind

if TYPE_CHECKING:
    from collections.abc import Sequence

_DASHES = "—–"
# ", a.k.a., the following two aliases:" at the end of the line that opens a list of aliases.
_OPENS_LIST = re.compile(
    rf"[,;]?\s*(?:and\s+)?\(?{KNOWN_AS}[,.:]*(?:\s*(?:and\s+)?the following\b[^:]*)?[:,.]?$", re.IGNORECASE
)
_THE_FOLLOWING = re.compile(
    r"[,;]?\s*(?:and\s+)?(?:to include )?the following \w+ alias(?:es)?\s*[:,.]\s*", re.IGNORECASE
)
# "(a.k.a., Rayan Parto System Tehran and Rayane Parto System Tehran)"; some brackets are not closed.
_IN_BRACKETS = re.compile(
    rf",?\s*\(\s*{KNOWN_AS}[,.:]*\s*(?P<names>(?:[^()]|\([^()]*\))*?)(?:\)|,?\s*(?=Address:)|$)", re.IGNORECASE
)
_WITHIN = re.compile(rf",?\s+{KNOWN_AS}[,:]*\s+(?P<rest>.+)$", re.IGNORECASE)
_DASH_WITHIN = re.compile(rf"(?<=[:;])\s*(?:and\s+)?(?=[{_DASHES}]\s*\w)")
_AND_AT_END = re.compile(r"[;,]?\s*\band$", re.IGNORECASE)
_SUBORDINATE = re.compile(r"(?P<parent>.*?),?\s*\bsubordinate institut?ions?\b\s*:?\s*(?P<name>.*)", re.IGNORECASE)
_THE_ENTITIES = re.compile(r"The following (?P<body>.+?) entities:?", re.IGNORECASE)
_ADDRESS_ONLY = re.compile(r"Address \d+")
# A full stop that ends a name, not an initial.
_STOP = re.compile(r"(?<=[\w)\]'’\"”]{2})\.\s+(?=[\w#])")
_COMMAS_OF_AN_ADDRESS = 2


@dataclass(frozen=True, slots=True)
class EntityCell:
    """A party as its cell names it. `parent` is the body that the cell calls it subordinate to; `elsewhere` is whether
    the cell points to the party's entry under another country; `is_address` is whether it names no party at all.
    """

    names: tuple[ParsedName, ...]
    addresses: tuple[str, ...] = ()
    parent: str | None = None
    elsewhere: bool = False
    is_address: bool = False


def read_cell(lines: Sequence[str]) -> EntityCell:
    """The names and addresses in a cell's lines, white space settled; no names where it has none."""
    parts = [part.strip() for line in lines for part in _DASH_WITHIN.split(line) if part.strip()]
    opening = next((place for place, part in enumerate(parts) if part[0] in _DASHES), len(parts))
    parent, first = _take_parent(" ".join(parts[:opening]))
    primary, kind, named, tail = _read_head(first)
    names = [ParsedName(primary), *named] if primary else list(named)
    told = [tail]
    for part in parts[opening:]:
        if part[0] in _DASHES:
            found, kind, run_on = _read_alias(part, kind)
            names += found
            told.append(run_on)
        elif opened := _OPENS_LIST.search(part):
            kind = kind_of(opened["kind"])
        else:
            told.append(_THE_FOLLOWING.sub("", part))
    if names and names[0].kind is not NameKind.PRIMARY:
        names[0] = ParsedName(names[0].text)
    text = " ".join(part for part in told if part)
    return EntityCell(
        names=each_once(names),
        addresses=tuple(split_addresses(text)),
        parent=parent,
        elsewhere=points_elsewhere(text),
        is_address=_ADDRESS_ONLY.fullmatch(primary) is not None,
    )


def _read_head(text: str) -> tuple[str, NameKind, tuple[ParsedName, ...], str]:
    """The name in a cell's first lines, of what kind the aliases below are, further names, and what follows them."""
    if body := _THE_ENTITIES.fullmatch(text):  # "The following Department of Atomic Energy entities:"
        return body["body"], NameKind.STRONG_ALIAS, (), ""
    opened = _OPENS_LIST.search(text)
    head = text[: opened.start()] if opened else text
    kind = kind_of(opened["kind"]) if opened else NameKind.STRONG_ALIAS
    if brackets := _IN_BRACKETS.search(head):
        named = inline_names(brackets["names"], kind_of(brackets["kind"]))
        return bare(head[: brackets.start()]), kind, named, head[brackets.end() :].strip(" ,")
    if opened:
        return bare(head), kind, (), ""
    if within := _WITHIN.search(head):
        rest = _THE_FOLLOWING.sub("", within["rest"])
        if rest != within["rest"]:  # the list of aliases that is announced is not there
            return bare(head[: within.start()]), kind, (), rest.strip(" ,")
        name, address = part_name(rest)
        return bare(head[: within.start()]), kind, (alias(name, kind_of(within["kind"])),), address
    primary, rest = part_name(head)
    return bare(primary), kind, (), rest


def _read_alias(line: str, kind: NameKind) -> tuple[list[ParsedName], NameKind, str]:
    """The names on an alias's line, the kind of those that follow, and an address that the line runs on into."""
    text = line.strip(_DASHES + " ").rstrip("; ,")
    if opened := _OPENS_LIST.search(text):
        return [alias(text[: opened.start()], kind)], kind_of(opened["kind"]), ""
    text = _AND_AT_END.sub("", _THE_FOLLOWING.sub("", text).rstrip("; ,")).rstrip("; ,")
    name, address = _run_on(text)
    named: tuple[ParsedName, ...] = ()
    if brackets := _IN_BRACKETS.search(name):
        named = inline_names(brackets["names"], kind_of(brackets["kind"]))
        name = name[: brackets.start()] + name[brackets.end() :]
    elif within := _WITHIN.search(name):
        named = (alias(within["rest"], kind_of(within["kind"])),)
        name = name[: within.start()]
    listed = re.split(r";\s+(?:and\s+)?", name)
    found = [alias(part, kind) for part in listed if any(map(str.isalnum, part)) and not part.startswith("(")]
    return [*found, *named], kind, address


def _run_on(text: str) -> tuple[str, str]:
    """The alias and the address on one line, where what follows the alias ends in a country or goes on to another."""
    told = without_pointers(text)
    if told.count(",") < _COMMAS_OF_AN_ADDRESS or not ("; and " in told or address_country(told)):
        return text, ""
    name, address = part_name(text)
    for stop in _STOP.finditer(name):
        if not legal_form_at_start(name[stop.end() :]):
            return text[: stop.start() + 1], text[stop.end() :]
    return name, address


def _take_parent(text: str) -> tuple[str | None, str]:
    """The body that a party is called a subordinate institution of, and the text that names the party."""
    match = _SUBORDINATE.fullmatch(text)
    if match is None or text.casefold().startswith("the following"):
        return None, text
    return bare(match["parent"]) or None, match["name"]
