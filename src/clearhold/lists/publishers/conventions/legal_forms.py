"""Legal forms in names (`Co., Ltd.`, `S.A. de C.V.`), by which a list's text shows where a name ends."""

from __future__ import annotations

import re

from clearhold.identity.legal_forms import legal_form_words

# Forms that stand before a name, or are words of addresses as well ("Sau Paulo", "G.K. Dianabad").
_NEVER_BEHIND = frozenset({"as", "bm", "dd", "gk", "pt", "sau", "se", "tao", "tov", "companies"})
_FORMS = frozenset(legal_form_words()["word"].to_list()) - _NEVER_BEHIND | {"dmcc", "fzc", "fzco", "fze", "rl"}
# Forms that are no other word where they are written so.
_A_FORM = r"\b(?:Co|Company|Corp|Corporation|Inc|Limited|LLC|L\.L\.C|Ltd|PLC|S\.L\.U|GmbH)\b"
_HAS_A_FORM = re.compile(_A_FORM)


def legal_form_at_start(text: str) -> str:
    """The words at the start of a text that are legal forms (`Ltd.`, `S.A. de C.V.`), or nothing."""
    words = text.split(" ")
    end = 0
    while end < len(words) and (_is_form(words[end]) or (end and words[end] == "de")):
        end += 1
    return " ".join(words[:end])


def has_legal_form(name: str) -> bool:
    """Whether one of the usual legal forms stands in a name."""
    return _HAS_A_FORM.search(name) is not None


def ends_in_legal_form(name: str) -> bool:
    """Whether a name ends in a legal form, so that what follows is another name."""
    last = name.strip(" .,").rpartition(" ")[2]
    return bool(last) and _is_form(last)


def _is_form(word: str) -> bool:
    return word.casefold().replace(".", "").strip(",;:") in _FORMS
