"""When two spellings in one publisher's list are one name, and what id a name gives where the publisher has none.

Two names are one where they differ in legal form, punctuation or case and in nothing else; nothing more is united.
"""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile(r"['’‘`´]")
_LEGAL_FORMS = frozenset({"co", "company", "corp", "inc", "incorporated", "limited", "llc", "ltd", "plc"})
# "Corporation" is a legal form where spellings are compared, and too much of a name to be left out of an id.
_COMPARED_FORMS = _LEGAL_FORMS | {"corporation"}


def name_key(name: str) -> str:
    """What equal names have in common: plain words in lower case, without the legal form at the end."""
    return " ".join(_without_forms(_words(name), _COMPARED_FORMS))


def entry_id(name: str) -> str:
    """The id that a name gives: `huawei-technologies` for Huawei Technologies Co., Ltd."""
    words = _words(name)
    return "-".join(_without_forms(words, _LEGAL_FORMS) or words) or name


def is_one_word(name: str) -> bool:
    """Whether one word is all there is of a name beside its legal form."""
    return sum(not _COMPARED_FORMS.issuperset(_words(word)) for word in name.split()) <= 1


def fold_apostrophes(name: str) -> str:
    """The name with every mark that may stand for an apostrophe as the same one."""
    return _APOSTROPHES.sub("'", name)


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name).replace("&", " and "))
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return re.findall(r"[^\W_]+", letters.casefold())


def _without_forms(words: list[str], forms: frozenset[str]) -> list[str]:
    end = len(words)
    while end > 1 and words[end - 1] in forms:
        end -= 1
    return words[:end]
