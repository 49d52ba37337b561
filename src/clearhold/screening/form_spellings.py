"""The legal form in a name: where it stands, and how else it may be written there.

Only forms that are written in several ways; `identity.legal_forms` knows which words are a form at all.
"""

from __future__ import annotations

import re
from functools import cache

from clearhold.identity.legal_forms import legal_form_words

# A pattern for each form, and its usual spellings. The first that fits is taken, so that the longer stand first.
_JOINT_STOCK: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"public joint[ -]stock company|pjsc", ("Public Joint Stock Company", "PJSC")),
    (r"joint[ -]stock company|jsc", ("Joint Stock Company", "JSC")),
    (r"limited liability company|l\.?l\.?c\.?", ("Limited Liability Company", "LLC")),
)
_FORMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    *_JOINT_STOCK,
    (r"co\.?,?\s*(?:ltd|limited)\.?|company,?\s*(?:ltd\.?|limited)", ("Co., Ltd.", "Company Limited")),
    (r"public limited company|p\.?l\.?c\.?", ("Public Limited Company", "PLC")),
    (r"limited|ltd\.?", ("Limited", "Ltd.")),
    (r"incorporated|inc\.?", ("Incorporated", "Inc.")),
    (r"corporation|corp\.?", ("Corporation", "Corp.")),
    (r"company|co\.?", ("Company", "Co.")),
    (r"aktiengesellschaft|ag", ("Aktiengesellschaft", "AG")),
    (r"s\.?p\.?a\.?|s\.?a\.?|n\.?v\.?|b\.?v\.?|gmbh|ab|a/s|asa|oyj|se|kk|bhd|p\.?c\.?l\.?", ()),
)
_AT_END = tuple((re.compile(rf"[,\s]+\(?({pattern})\)?\s*$", re.IGNORECASE), forms) for pattern, forms in _FORMS)
_AT_BEGINNING = tuple((re.compile(rf"^\s*({pattern})[,\s]+", re.IGNORECASE), forms) for pattern, forms in _JOINT_STOCK)
_HAN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("股份有限公司", ("", "股份")),
    ("有限责任公司", ("", "有限公司")),
    ("有限公司", ("",)),
    ("公司", ("",)),
)


def respell_form(name: str, number: int) -> str | None:
    """The name with its legal form spelled otherwise or left out, by the number; None where it has none of these."""
    for form, others in _HAN:
        if name.endswith(form) and len(name) > len(form) + 1:
            return name.removesuffix(form) + others[number % len(others)]
    for pattern, spellings in (*_AT_END, *_AT_BEGINNING):
        found = pattern.search(name)
        if found is None or not (rest := (name[: found.start()] + " " + name[found.end() :]).strip(" ,")):
            continue
        others = ("", *(each for each in spellings if _letters(each) != _letters(found[1])))
        other = others[number % len(others)]
        other = other.upper() if name.isupper() else other
        return f"{rest} {other}".strip() if found.start() else f"{other} {rest}".strip()
    return None


def split_form(name: str) -> tuple[str, str]:
    """The name without the legal form at its end, and that form with what parts them."""
    for pattern, _ in _AT_END:
        found = pattern.search(name)
        if found and found.start():
            return name[: found.start()], name[found.start() :]
    return name, ""


def is_form_word(word: str) -> bool:
    """Whether a word is a legal form, whatever stands about its letters."""
    return _letters(word) in _form_words()


def _letters(form: str) -> str:
    return "".join(letter for letter in form.lower() if letter.isalpha())


@cache
def _form_words() -> frozenset[str]:
    return frozenset(legal_form_words()["word"])
