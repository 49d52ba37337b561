"""How syllables of Chinese, Japanese and Korean are spelled in Latin letters.

Mainland companies spell in pinyin, Hong Kong's as its registry hears Cantonese (長江 Cheung Kong), Taiwan's mostly in
Wade-Giles without its marks (統一 Tung I). Japanese is spelled in Hepburn's way, Korean in the Revised Romanization or
in what companies keep from before it (현대 Hyundai).
"""

from __future__ import annotations

from functools import cache

import polars as pl

from clearhold.identity.han import han_characters

# Jyutping without tones, rewritten one rule after another as Hong Kong's registries spell.
_HONG_KONG = (
    *(("^[cz]", "C"), ("^j(?:yu|u)", "yu"), ("^j", "y"), ("^yy", "y"), ("^gw", "kw"), ("^g", "k"), ("^b", "p")),
    *(("^d", "t"), ("^s(i|oe|eoi|yu)", "sh$1"), ("oeng$", "eung"), ("oek$", "euk"), ("yun$", "uen"), ("yut$", "uet")),
    *(("eoi$", "ui"), ("eon$", "un"), ("eot$", "ut"), ("yu$", "u"), ("aa", "a"), ("ou$", "o"), ("C", "ch")),
)
# What older companies write instead: Chow, Fook, Wah, Sun, Kee.
_HONG_KONG_OLD = (
    *(("au$", "ow"), ("uk$", "ook"), ("^([hwlkft])a$", "${1}ah"), ("([fhkmp])u$", "${1}oo"), ("ei$", "ee")),
    *(("([^aeou])i$", "${1}ee"), ("([^aeou])un$", "${1}oon"), ("an$", "un")),
)
# Pinyin rewritten as Wade-Giles without its marks: finals first, then initials.
_TAIWAN = (
    *(("^[zc]hi$", "CHih"), ("^shi$", "SHih"), ("^ri$", "Jih"), ("^[zc]i$", "TZu"), ("^si$", "SZu")),
    *(("ian$", "ien"), ("hong$", "hung"), ("([^h])ong$", "${1}ung"), ("ie$", "ieh"), ("[uv]e$", "ueh")),
    *(("^yan$", "yen"), ("^ye$", "yeh"), ("^er$", "erh"), ("^you$", "yu"), ("^yi$", "i")),
    *(("^(zh|ch|sh|[dtnlzcrs])uo$", "${1}o"), ("^([gkh])e$", "${1}o"), ("^b", "p"), ("^d", "t"), ("^g", "k")),
    *(("^zh", "ch"), ("^[jq]", "ch"), ("^x", "hs"), ("^r", "j"), ("^z", "ts"), ("^c([^h])", "ts${1}")),
)
# The noun of a Japanese verb, as names have it (立つ is tachi in Hitachi), and the sound behind another (Mitsubishi).
_KUN_NOUN = (("tsu$", "chi"), ("su$", "shi"), ("mu$", "mi"), ("ku$", "ki"), ("gu$", "gi"), ("bu$", "bi"), ("ru$", "ri"))
_KUN_VOICED = (("^h", "b"), ("^k", "g"), ("^shi", "ji"), ("^s", "z"), ("^t", "d"), ("^f", "b"), ("^c", "j"))
CHINESE = ("pinyin", "other_pinyin", "taiwan", "hong_kong", "hong_kong_old")
JAPANESE = ("on", "kun", "kun_noun", "kun_voiced", "kana_long")
KOREAN = ("korean", "korean_old", "korean_hard")

_VOWELS = "aiueo"
_KANA_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "t": "タチツテト", "n": "ナニヌネノ", "h": "ハヒフヘホ",
    "m": "マミムメモ", "r": "ラリルレロ", "g": "ガギグゲゴ", "z": "ザジズゼゾ", "d": "ダヂヅデド", "b": "バビブベボ",
    "p": "パピプペポ",
}  # fmt: skip
_KANA = {
    **{
        kana: consonant + vowel
        for consonant, row in _KANA_ROWS.items()
        for kana, vowel in zip(row, _VOWELS, strict=True)
    },
    "シ": "shi",
    "チ": "chi",
    "ツ": "tsu",
    "フ": "fu",
    "ジ": "ji",
    "ヂ": "ji",
    "ヅ": "zu",
    "ヤ": "ya",
    "ユ": "yu",
    "ヨ": "yo",
    "ワ": "wa",
    "ヲ": "o",
    "ン": "n",
    "ヴ": "vu",
    "ヱ": "e",
    "ヰ": "i",
    "ー": "",
    "ヵ": "ka",
    "ヶ": "ga",
}
_SMALL = {"ャ": "ya", "ュ": "yu", "ョ": "yo", "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o", "ヮ": "wa"}
_FIRST_HIRAGANA, _LAST_HIRAGANA, _TO_KATAKANA = 0x3041, 0x3096, 0x60
# One syllable of kana: a doubling mark, a kana with a small one, and its length mark.
KANA_SYLLABLE = r"[ッっ]?[ぁ-ゖァ-ヺ][ャュョァィゥェォヮゃゅょぁぃぅぇぉゎ]?ー?"

_HANGUL_FIRST, _HANGUL_LAST, _MEDIALS, _ENDINGS = 0xAC00, 0xD7A3, 21, 28
_INITIAL = (
    "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h",
)  # fmt: skip
_MEDIAL = (
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu",
    "ui", "i",
)  # fmt: skip
_FINAL = (
    "", "k", "k", "ks", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng",
    "t", "t", "k", "t", "p", "h",
)  # fmt: skip
# Spellings from before the Revised Romanization: Hyundai, Samsung, Doosan, Shinhan; and hard ones: Kumho, Taekwang.
_OLD = {"eo": "u", "yeo": "yu", "eu": "u", "u": "oo", "ae": "ai"}
_HARD = {"g": "k", "d": "t", "b": "p", "j": "ch"}


def _rewrite(syllable: pl.Expr, rules: tuple[tuple[str, str], ...]) -> pl.Expr:
    for pattern, instead in rules:
        syllable = syllable.str.replace(pattern, instead)
    return syllable.str.to_lowercase()


def _short_vowels(reading: pl.Expr) -> pl.Expr:
    """Japanese as companies spell it: Toyo, not Touyou."""
    return reading.str.replace_all("ou", "o").str.replace_all("oo", "o").str.replace_all("uu", "u")


@cache
def spelled_characters() -> pl.DataFrame:
    """Every Chinese character (`character`) with its spellings, one column each of `CHINESE` and `JAPANESE`."""

    def reading(column: str, place: int) -> pl.Expr:
        readings = pl.col(column).str.split(" ").list
        return pl.coalesce(readings.get(place, null_on_oob=True), readings.first())

    told = han_characters().select(
        "character",
        pinyin=reading("pinyin", 0),
        other_pinyin=reading("pinyin", 1),
        jyutping=reading("cantonese", 0),
        on=_short_vowels(reading("on", 0)),
        kun=_short_vowels(reading("kun", 0)),
    )
    spelled = told.with_columns(
        taiwan=_rewrite(pl.col("pinyin"), _TAIWAN), hong_kong=_rewrite(pl.col("jyutping"), _HONG_KONG)
    ).with_columns(
        hong_kong_old=_rewrite(pl.col("hong_kong"), _HONG_KONG_OLD),
        kun_noun=_rewrite(pl.col("kun"), _KUN_NOUN),
        kun_voiced=_rewrite(pl.col("kun"), _KUN_VOICED),
        kana_long=pl.col("on"),
    )
    ways = [*CHINESE, *JAPANESE]
    return spelled.select(
        "character",
        *(pl.when(pl.col(way) != "").then(pl.col(way).str.replace_all("v", "u")) for way in ways),
    )


def spell_kana(syllable: str) -> str:
    """A syllable of kana in Hepburn's spelling, long vowels short: シャ sha, ッキ kki, ソー so."""
    katakana = [
        chr(ord(kana) + _TO_KATAKANA) if _FIRST_HIRAGANA <= ord(kana) <= _LAST_HIRAGANA else kana for kana in syllable
    ]
    doubled = katakana[0] == "ッ" and len(katakana) > 1
    kana, *small = katakana[1:] if doubled else katakana
    spelled = _KANA.get(kana, _SMALL.get(kana, ""))
    for mark in small:
        vowel = _SMALL.get(mark, "")
        if not vowel:
            continue
        root = spelled.rstrip("aiueo")
        palatal = root if root in {"sh", "ch", "j"} or not vowel.startswith("y") else root + "y"
        spelled = palatal + vowel.lstrip("y") if root or not spelled else "w" + vowel.lstrip("y")
    return spelled[:1] + spelled if doubled else spelled


def _spell_long_kana(syllable: str) -> str:
    """A syllable as words taken from English end: ニー ny, not ni."""
    spelled = spell_kana(syllable)
    return spelled[:-1] + "y" if syllable.endswith("ー") and spelled.endswith("i") else spelled


def spell_hangul(syllable: str) -> tuple[str, str, str]:
    """A syllable of Hangul as each of `KOREAN` spells it."""
    if not _HANGUL_FIRST <= ord(syllable) <= _HANGUL_LAST:
        return "", "", ""
    rest, final = divmod(ord(syllable) - _HANGUL_FIRST, _ENDINGS)
    first, middle = divmod(rest, _MEDIALS)
    initial, medial, ending = _INITIAL[first], _MEDIAL[middle], _FINAL[final]
    soft = "sh" if initial == "s" and medial == "i" else initial
    old = "woo" if not initial and medial == "u" else soft + _OLD.get(medial, medial)
    return initial + medial + ending, old + ending, _HARD.get(initial, soft) + _OLD.get(medial, medial) + ending


def spell_units(units: pl.Series) -> pl.DataFrame:
    """Units of names (a character, a syllable of kana or Hangul, Latin letters): `unit`, a column for each way of
    spelling, null where it is not spelled so.
    """
    distinct = units.unique(maintain_order=True).alias("unit").to_frame()
    kana = distinct.filter(pl.col("unit").str.contains(f"^{KANA_SYLLABLE}$"))["unit"].to_list()
    hangul = distinct.filter(pl.col("unit").str.contains(r"^\p{Hangul}$"))["unit"].to_list()
    japanese = pl.DataFrame(
        [(unit, spell_kana(unit), _spell_long_kana(unit)) for unit in kana],
        schema=dict.fromkeys(("unit", "kana", "kana_with_y"), pl.String),
        orient="row",
    )
    korean = pl.DataFrame(
        [(unit, *spell_hangul(unit)) for unit in hangul],
        schema=dict.fromkeys(("unit", *KOREAN), pl.String),
        orient="row",
    )
    latin = pl.when(pl.col("unit").str.contains(r"^[a-z0-9]+$")).then(pl.col("unit"))
    spelled = (
        distinct.join(spelled_characters(), left_on="unit", right_on="character", how="left", maintain_order="left")
        .join(japanese, on="unit", how="left", maintain_order="left")
        .join(korean, on="unit", how="left", maintain_order="left")
    )
    return spelled.select(
        "unit",
        *(pl.coalesce(pl.col(way), latin) for way in CHINESE),
        *(pl.coalesce(pl.col(way), "kana_with_y" if way == "kana_long" else "kana", latin) for way in JAPANESE),
        *(pl.coalesce(pl.col(way), latin) for way in KOREAN),
    )
