"""When two spellings in one publisher's list are one name, and what id a name gives where the publisher has none.

Two names are one where they differ in legal form, punctuation or case and in nothing else; nothing more is united.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from clearhold.model import EntryType, NameKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from clearhold.lists.parsed import ParsedName
_APOSTROPHES = re.compile(r"['’‘`´]")
_LEGAL_FORMS = frozenset({"co", "company", "corp", "inc", "incorporated", "limited", "llc", "ltd", "plc"})
# "Corporation" is a legal form where spellings are compared, and too much of a name to be left out of an id.
_COMPARED_FORMS = _LEGAL_FORMS | {"corporation"}
_PUBLIC_BODY = re.compile(r"\b(?:Academy|Bureau|Cent(?:er|re)|Corps|Institute|Office|Park|School|University)\b")
_A_FORM = r"\b(?:Co|Company|Corp|Corporation|Inc|Limited|LLC|L\.L\.C|Ltd|PLC|S\.L\.U|GmbH)\b"
_HAS_A_FORM = re.compile(_A_FORM)
_ENDS_IN_A_FORM = re.compile(_A_FORM + r"\.?$")


def name_key(name: str) -> str:
    """What equal names have in common: plain words in lower case, without the legal form at the end."""
    return " ".join(_without_forms(_words(name), _COMPARED_FORMS))


def entry_id(name: str) -> str:
    """The id that a name gives: `huawei-technologies` for Huawei Technologies Co., Ltd."""
    words = _words(name)
    return "-".join(_without_forms(words, _LEGAL_FORMS) or words) or name


def ends_in_legal_form(name: str) -> bool:
    """Whether a name ends in a legal form, so that what follows is another name."""
    return _ENDS_IN_A_FORM.search(name) is not None


def alias_kind(name: str) -> NameKind:
    """A weak alias where one word is all there is beside the legal form: XPCC, TP-Link, Meike Co.; else a strong one.

    One word may be anybody's, so that another fact has to stand beside it.
    """
    words = [word for word in name.split() if not _COMPARED_FORMS.issuperset(_words(word))]
    return NameKind.WEAK_ALIAS if len(words) <= 1 else NameKind.STRONG_ALIAS


def party_type(name: str) -> EntryType:
    """An organisation where a name is that of a body, an institute or a park and has no legal form; else a company."""
    body = _PUBLIC_BODY.search(name) and not _HAS_A_FORM.search(name)
    return EntryType.ORGANISATION if body else EntryType.COMPANY


def each_once(names: Iterable[ParsedName]) -> tuple[ParsedName, ...]:
    """The names, each spelling once, with the kind that it had first."""
    first: dict[str, ParsedName] = {}
    for name in names:
        if name.text:
            first.setdefault(_APOSTROPHES.sub("'", name.text.casefold()), name)
    return tuple(first.values())


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name).replace("&", " and "))
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return re.findall(r"[^\W_]+", letters.casefold())


def _without_forms(words: list[str], forms: frozenset[str]) -> list[str]:
    end = len(words)
    while end > 1 and words[end - 1] in forms:
        end -= 1
    return words[:end]
