"""Other spellings of names that come from other writings: Chinese, Cyrillic, and letters that English does not have.

Made to test whether a name is still found under them, not to write names well: files have such spellings.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clearhold.identity.han import pinyin_words

if TYPE_CHECKING:
    from collections.abc import Mapping

HAN = re.compile(r"[\u3400-\u9fff]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN_WORD = re.compile(r"[A-Za-z]+")

# German, Danish and Norwegian ways to write these letters without them.
_DIGRAPHS = {
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "ß": "ss",
    "å": "aa",
    "ø": "oe",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ð": "d",
}

# Letters of which romanisations write each in its own way: as the United States Board on Geographic Names does, and
# as German and Slavic publishers do.
_CYRILLIC_SAME = dict(zip("абвгдезиклмнопрстуфыэіўґ", "abvgdeziklmnoprstufyeiug", strict=True)) | {"ъ": "", "ь": ""}
_CYRILLIC_SCHEMES = (
    {"ж": "zh", "й": "y", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ё": "yo"},
    {"ж": "j", "й": "i", "х": "h", "ц": "c", "ч": "tsch", "ш": "sch", "щ": "schtsch", "ю": "ju", "я": "ja", "ё": "jo"},
)
_CYRILLIC_MORE = ({"є": "ye", "ї": "yi", "ј": "y", "ќ": "k", "џ": "dz"}, {"є": "je", "ї": "ji", "ј": "j", "ќ": "k"})

# A romanised Cyrillic or Arabic name in another scheme: Novatekh, Novateh; Rossiya, Rossia; Zhdanov, Jdanov.
_ROMANISED = (("shch", "sch"), ("kh", "h"), ("iya", "ia"), ("yya", "aya"), ("iy", "y"), ("yu", "iu"), ("ya", "ia"))

# Pinyin to Wade-Giles as it is printed, without marks: Zhejiang, Chechiang; Xinjiang, Hsinchiang.
_WADE_GILES = re.compile(r"zh|ch|sh|ong|ng|ian(?!g)|yan(?!g)|[xqjzcbdgr]")
_WADE_GILES_OF = {
    "zh": "ch",
    "ong": "ung",
    "ian": "ien",
    "yan": "yen",
    **dict(zip("xqjzcbdgr", ("hs", "ch", "ch", "ts", "ts", "p", "t", "k", "j"), strict=True)),
}
_CHINESE = re.compile(r"zh|x|q|ang|ian|eng|ong|ei|ao|ou|iu|ui")  # what tells Beijing and Xinjiang from Panda


def romanise(name: str, scheme: int) -> str | None:
    """The name in other letters, or its Latin letters by another custom; None where none applies.

    `scheme` chooses where there are several.
    """
    if HAN.search(name):
        return HAN.sub(lambda found: f" {_spell_han(found[0])} ", name).strip()
    if _CYRILLIC.search(name):
        return _spell_cyrillic(name, scheme)
    for spell in (_without_letters, _spell_pinyin, _spell_romanised):
        spelled = spell(name)
        if spelled != name:
            return spelled
    return None


def _spell_han(characters: str) -> str:
    """In pinyin, two syllables a word, as most Chinese words have two."""
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(characters)
    return " ".join("".join(syllables[at : at + 2]).capitalize() for at in range(0, len(syllables), 2))


def _spell_cyrillic(name: str, scheme: int) -> str:
    at = scheme % len(_CYRILLIC_SCHEMES)
    letters = _CYRILLIC_SAME | _CYRILLIC_SCHEMES[at] | _CYRILLIC_MORE[at]
    return _spell_letters(name, letters)


def _without_letters(name: str) -> str:
    return _spell_letters(name, _DIGRAPHS)


def _spell_letters(name: str, letters: Mapping[str, str]) -> str:
    spelled = "".join(_like(letter, letters.get(letter.lower(), letter)) for letter in name)
    return spelled.upper() if name.isupper() else spelled


def _spell_pinyin(name: str) -> str:
    def spell(found: re.Match[str]) -> str:
        word = found[0].lower()
        if not _is_pinyin(word) or not _CHINESE.search(word):
            return found[0]
        return _like(found[0], _WADE_GILES.sub(lambda part: _WADE_GILES_OF.get(part[0], part[0]), word))

    return _LATIN_WORD.sub(spell, name)


def _is_pinyin(word: str) -> bool:
    return re.match(pinyin_words(), word) is not None


def _like(model: str, text: str) -> str:
    """The text in capitals, or with a capital first letter, where the model has them."""
    if model.isupper() and len(model) > 1:
        return text.upper()
    return text[:1].upper() + text[1:] if model[:1].isupper() else text


def _spell_romanised(name: str) -> str:
    def spell(found: re.Match[str]) -> str:
        word = found[0].lower()
        if _is_pinyin(word):
            return found[0]
        for scheme, other in _ROMANISED:
            word = word.replace(scheme, other)
        return found[0] if word == found[0].lower() else _like(found[0], word)

    return _LATIN_WORD.sub(spell, name)
