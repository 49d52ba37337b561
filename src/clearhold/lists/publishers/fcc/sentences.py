"""Whom or what a sentence of the FCC's Covered List names: producers and providers, or a kind of product.

"Telecommunications equipment produced by Huawei Technologies Company, including …" names a producer. "Routers ^
produced in a foreign country, except …" names a kind of product, with the mark of a footnote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from clearhold.lists.markup import settle
from clearhold.lists.publishers.conventions.grounds import COMMUNICATIONS_EQUIPMENT
from clearhold.lists.publishers.conventions.marks import without_stop

_BY = re.compile(
    r"\b(?:produced|provided|supplied|manufactured)(?: (?:or|and) (?:produced|provided|supplied))?"
    r"(?:,? directly or indirectly,?)? by (?=[A-Z])"
)
_AFTER_NAMES = re.compile(
    r",?\s*(?:\(?\bor (?:any|its)\b|\bincluding\b|\bto the extent\b|\bsubject to\b|\bexcept\b|\bfor the purpose\b)|;"
)
_SUBSIDIARY = re.compile(r",? and its (?:wholly[- ]owned )?subsidiar(?:y|ies),? ")
_BETWEEN_NAMES = re.compile(r",? (?:and|or) (?=[A-Z])|(?<!Co), (?=[A-Z](?!nc\b|td\b|LC\b|imited\b))")
_LINK = re.compile(r"\bVisit - ")  # said to screen readers before a link
_FOOTNOTE = re.compile(r"\s*[†‡#^*£¹²³]+")
_AFTER_KIND = re.compile(r"\s*(?:[—:,]\s*)?\bexcept\b|\s*—|\.$")
_SECOND_SENTENCE = re.compile(r"(?:[.”\"]+\s*[\"“]?|\s*—\s*and\s+)(?=[Aa]ll communications and video surveillance)")
_GROUNDS = (
    (
        re.compile(r"\b(?:cybersecurity|anti-virus|information security)\b", re.IGNORECASE),
        "national security: cybersecurity software",
    ),
    (
        re.compile(r"^(?:international )?telecommunications services\b", re.IGNORECASE),
        "national security: communications services",
    ),
    (re.compile(r"^uncrewed aircraft\b", re.IGNORECASE), "national security: uncrewed aircraft"),
    (re.compile(r"^foreign-produced\b", re.IGNORECASE), "national security: foreign-produced equipment"),
)


@dataclass(frozen=True, slots=True)
class Covered:
    """What a sentence covers: a party with the parent that the sentence gives it, or a kind of product."""

    name: str
    words: str
    ground: str
    is_product: bool = False
    parent: str | None = None


def read_sentences(cell: str) -> tuple[Covered, ...]:
    """What a cell covers, in its order; nothing for a cell without words."""
    words = settle(_LINK.sub("", cell))
    return tuple(covered for sentence in _sentences(words) for covered in _read(sentence))


def _sentences(words: str) -> list[str]:
    parts = [part for part in _SECOND_SENTENCE.split(words) if part]
    return [part[0].upper() + part[1:] for part in parts]


def _read(sentence: str) -> list[Covered]:
    ground = _ground(sentence)
    match = _BY.search(sentence)
    if match is None:
        name = settle(_FOOTNOTE.sub("", _AFTER_KIND.split(sentence, maxsplit=1)[0])).strip(" ,")
        return [Covered(name, sentence, ground, is_product=True)] if name else []
    named = without_stop(_AFTER_NAMES.split(sentence[match.end() :], maxsplit=1)[0].strip(" ,"))
    first, *units = (part.strip(" ,") for part in _SUBSIDIARY.split(named))
    parties = [Covered(name, sentence, ground) for name in _BETWEEN_NAMES.split(first)]
    parent = parties[-1].name
    return parties + [
        Covered(name, sentence, ground, parent=parent) for unit in units for name in _BETWEEN_NAMES.split(unit)
    ]


def _ground(sentence: str) -> str:
    return next((ground for words, ground in _GROUNDS if words.search(sentence)), COMMUNICATIONS_EQUIPMENT)
