"""A listed name as it may be written elsewhere: words in another order, a slip of the hand, another legal form.

Every manipulation is a plain function of the name and a number: the same number gives the same spelling. None where it
does not apply: a name of one word has no other order.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING

from clearhold.screening.form_spellings import is_form_word, respell_form, split_form
from clearhold.screening.romanisations import HAN, romanise

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Manipulation(StrEnum):
    """How a query differs from the listed name."""

    EXACT = "exact"
    ORDER = "word order"
    TYPO = "typo"
    TRANSLITERATION = "transliteration"
    LEGAL_FORM = "legal form"
    INITIALS = "initials"
    DIACRITICS = "diacritics"
    SPACING = "spacing"
    FORMER = "former name"


_LETTERS = r"[^\W\d_]"
_LONG_WORD = re.compile(rf"{_LETTERS}{{5,}}")
_STOP = frozenset({"and", "of", "the", "for", "in", "de", "y", "et", "&"})
_LEAST_ACRONYM = 3
_LEAST_SHORTENED = 4
_LEAST_PART = 3  # letters of a part of a word that is split
_MARKS = dict(zip("aeioucnszyAEIOUCNSZY", "áéíöüçñšžýÁÉÍÖÜÇÑŠŽÝ", strict=True))
_UNMARKED = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "Ø": "O", "Ł": "L", "Đ": "D"}


def manipulate(name: str, manipulation: Manipulation, seed: int) -> str | None:
    """The name as the manipulation writes it, chosen by the seed and the name; None where it does not apply.

    A former name is known to the list and not made of the name: it is never given here.
    """
    change = _CHANGES.get(manipulation)
    if change is None:
        return None
    number = int.from_bytes(hashlib.sha256(f"{seed}\0{manipulation}\0{name}".encode()).digest()[:8])
    changed = change(name, number)
    return None if changed is None or not changed.strip() or _same(changed, name) else changed


def _same(one: str, other: str) -> bool:
    return unicodedata.normalize("NFC", one).casefold() == unicodedata.normalize("NFC", other).casefold()


def _change_order(name: str, number: int) -> str | None:
    """All words reversed, the last one first, or two neighbours changed; a legal form stays at its end."""
    base, form = split_form(name)
    words = [word.strip(",;") for word in base.split()]
    if len(words) < 2:  # noqa: PLR2004
        return None
    at = number // 3 % (len(words) - 1)
    neighbours = [*words[:at], words[at + 1], words[at], *words[at + 2 :]]
    order = (words[::-1], [words[-1], *words[:-1]], neighbours)[number % 3]
    return " ".join(order) + form


def _slip(name: str, number: int) -> str | None:
    """One letter of a word of five letters or more doubled, left out, or changed with the next."""
    words = [each for each in _LONG_WORD.finditer(name) if not HAN.search(each[0]) and not is_form_word(each[0])]
    if not words:
        return None
    found = words[number % len(words)]
    word, number = found[0], number // len(words)
    at = number // 3 % (len(word) - 1)
    slips = (
        word[: at + 1] + word[at:],
        word[:at] + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    first = number % 3
    different = [slip for slip in (*slips[first:], *slips[:first]) if not _same(slip, word)]
    return name[: found.start()] + different[0] + name[found.end() :]


def _shorten_to_initials(name: str, number: int) -> str | None:
    """The initials of the whole name, or one of its words as an initial."""
    base, form = split_form(name)
    words = base.split()
    named = [word for word in words if word[:1].isalpha() and not HAN.search(word)]
    telling = [word for word in named if word.lower() not in _STOP]
    own = [at for at, word in enumerate(words) if word in telling and not is_form_word(word)]
    long = [at for at in own if len(words[at]) >= _LEAST_SHORTENED]
    choices: list[str] = []
    if len(telling) >= _LEAST_ACRONYM:
        last = ["Corporation"] if form.strip(" ,").lower() == "corporation" else []
        choices.append("".join(word[0] for word in (*telling, *last)).upper())
    if long and len(own) > 1:
        at = long[number // 2 % len(long)]
        choices.append(" ".join([*words[:at], f"{words[at][0]}.", *words[at + 1 :]]) + form)
    return choices[number % len(choices)] if choices else None


def _change_marks(name: str, number: int) -> str | None:
    """Without the marks on its letters; where it has none, with one on a letter of its own, not of its legal form."""
    bare = "".join(_UNMARKED.get(letter, letter) for letter in name)
    bare = re.sub(r"(?<=[A-Za-z])[\u0300-\u036f]+", "", unicodedata.normalize("NFD", bare))
    bare = unicodedata.normalize("NFC", bare)
    if bare != unicodedata.normalize("NFC", name):
        return bare
    base, form = split_form(name)
    places = [at for at, letter in enumerate(base) if letter in _MARKS]
    if not places:
        return None
    at = places[number % len(places)]
    return base[:at] + _MARKS[base[at]] + base[at + 1 :] + form


def _change_spaces(name: str, number: int) -> str | None:
    """Two words written as one, or one as two."""
    base, form = split_form(name)
    words = base.split()
    joined = [
        " ".join([*words[:at], words[at].rstrip(",;-") + words[at + 1], *words[at + 2 :]]) + form
        for at in range(len(words) - 1)
        if words[at][-1:].isalnum() and words[at + 1][:1].isalnum()
    ]
    least = 2 if HAN.search(base) else _LEAST_PART
    splits = [
        base[: found.start() + at] + " " + base[found.start() + at :] + form
        for found in re.finditer(rf"{_LETTERS}{{{2 * least},}}", base)
        for at in range(least, len(found[0]) - least + 1)
    ]
    kinds = [kind for kind in (joined, splits) if kind]
    if not kinds:
        return None
    kind = kinds[number % len(kinds)]
    return kind[number // 2 % len(kind)]


_CHANGES: Mapping[Manipulation, Callable[[str, int], str | None]] = {
    Manipulation.ORDER: _change_order,
    Manipulation.TYPO: _slip,
    Manipulation.TRANSLITERATION: romanise,
    Manipulation.LEGAL_FORM: respell_form,
    Manipulation.INITIALS: _shorten_to_initials,
    Manipulation.DIACRITICS: _change_marks,
    Manipulation.SPACING: _change_spaces,
}
