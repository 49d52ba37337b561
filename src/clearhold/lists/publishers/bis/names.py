"""How the Entity List writes names: where one ends, what goes on with a legal form, which are aliases, which former."""

from __future__ import annotations

import re

from clearhold.lists.parsed import ParsedName
from clearhold.lists.publishers.conventions.legal_forms import legal_form_at_start
from clearhold.lists.publishers.conventions.marks import bare
from clearhold.lists.publishers.conventions.names import alias_kind
from clearhold.model import NameKind

KNOWN_AS = r"(?P<kind>[af]\.?\s?k\.?\s?a\.?|also known as|formerly known as)"
_KNOWN_AS_FIRST = re.compile(r"^(?:and\s+)?[af]\.?k\.?a\.?[,.]?\s+", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
# A part of a body behind the name of the body: "Academy of Military Medical Sciences, Institute of Basic Medicine".
_BODY = re.compile(r"\b(?:Academy|Bureau|Company|Concern|Corporation|Institut\w*|Technolog\w+|University|Sciences?)\b")
_UNIT = re.compile(
    r"(?:(?:Institut\w*|Academy|Bureau|Faculty|Department|Cent(?:er|re) (?:for|of)|(?:Far East|Siberian|Ural) Branch|"
    r"Russian Academy of|(?:Public )?Joint Stock Company|NPO|Laborator\w+)\b"
    r"|[\w ]*(?:Research Institut\w*|Institution|Design Bureau)$|[\w ]+ Plant\b)"
)


def part_name(text: str) -> tuple[str, str]:
    """The name at the start of a text, and what follows it: parted by the first comma that no name goes on behind."""
    start = 0
    while (comma := text.find(",", start)) >= 0:
        rest = text[comma + 1 :].strip()
        if _is_in_brackets(text, comma):
            start = comma + 1
            continue
        following = rest.partition(",")[0].strip()
        form = legal_form_at_start(following)
        behind = following[len(form) :].strip()
        if form and behind and not behind.startswith("("):
            return text[: comma + 1] + " " + form, rest[len(form) :].strip()
        if not form and not _is_unit(text[:comma], following):
            name, semicolon, glued = text[:comma].partition("; ")
            return name.strip(), f"{glued}, {rest}" if semicolon else rest
        start = comma + 1
    return text.strip(), ""


def inline_names(text: str, kind: NameKind) -> tuple[ParsedName, ...]:
    """The names in a list of them on one line, parted by commas, semicolons and `and`; legal forms stay with them."""
    found: list[str] = []
    for part in re.split(r";\s*(?:and\s+)?|,\s*(?:and\s+)?(?=[^,]+)|\s+and\s+(?=[^,;]+$)", text):
        name = _KNOWN_AS_FIRST.sub("", part.strip())
        if found and legal_form_at_start(name) == name:
            found[-1] = f"{found[-1]}, {name}" if name else found[-1]
        elif name:
            found.append(name)
    return tuple(alias(name, kind) for name in found if any(mark.isalnum() for mark in name))


def alias(text: str, kind: NameKind = NameKind.STRONG_ALIAS) -> ParsedName:
    """An alias: a weak one where one word is all there is of it, a former name where the list calls it so."""
    name = bare(text)
    return ParsedName(name, alias_kind(name) if kind is NameKind.STRONG_ALIAS else kind)


def kind_of(word: str) -> NameKind:
    """What the list's word makes of the names behind it: `f.k.a.` are former ones."""
    return NameKind.FORMER if word.casefold().startswith("f") else NameKind.STRONG_ALIAS


def _is_unit(name: str, following: str) -> bool:
    return bool(_BODY.search(name) and not _DIGIT.search(following) and _UNIT.match(following))


def _is_in_brackets(text: str, place: int) -> bool:
    return text.count("(", 0, place) > text.count(")", 0, place) and ")" in text[place:]
