"""Names in Cyrillic, Greek, Arabic and Hebrew letters, spelled in Latin ones as the companies themselves mostly do.

Letters are spelled one by one, common words by their meaning (بنك bank). Arabic and Hebrew write few vowels: what comes
out is near enough for a comparison that leaves vowels aside, and alone no more than a hint.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import polars as pl

from clearhold.identity.cells import change_where, put_back
from clearhold.identity.legal_forms import join_legal_phrases

_SCRIPTS = r"[\p{Cyrillic}\p{Greek}\p{Arabic}\p{Hebrew}]"

# Letters that tell the language, and what sounds otherwise in it: Ukrainian, Serbian.
_LANGUAGES = (("[ієґ]", "и", "y"), ("[јљњћђџ]", "ц", "c"))
# Letters together or at a place in a word; taken one after the other.
_RULES: tuple[tuple[str, str], ...] = (
    # Cyrillic, its й folded to и
    (r"([^с])ии\b", "${1}iy"),
    (r"кс\b", "x"),
    (r"ъ([еюя])", "$1"),
    # Greek
    (r"\bμπ", "b"),
    (r"\bντ", "d"),
    (r"\bγκ", "g"),
    (r"([αε])υ([θκξπσςτφχψ]|\b)", "${1}f$2"),
    (r"([αε])υ", "${1}v"),
    # Arabic: the article stands apart; waw and ya are vowels between consonants
    (r"\b(?:و)?ال(\p{Arabic}{2,})", "al $1"),
    (r"\bو(\p{Arabic})", "w$1"),
    (r"\bي(\p{Arabic})", "y$1"),
    (r"و([اية])", "w$1"),
    (r"ي([اوة])", "y$1"),
    # Hebrew
    (r"\bו", "v"),
    (r"\bי", "y"),
    (r"וו", "v"),
    (r"יי", "i"),
    (r"ה\b", "a"),
    (r"ישר", "isr"),
    (r"\bשט", "st"),
    (r"קס\b", "x"),
    (r"([אוי])ב", "${1}v"),
    (r"\b[אע]", "a"),
)
_LETTERS = {
    # Cyrillic
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "к": "k", "л": "l",
    "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "a", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "і": "i",
    "є": "ye", "ґ": "g", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz", "ѕ": "dz", "ә": "a",
    "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h",
    # Greek
    "ου": "ou", "γγ": "ng", "γχ": "nch", "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i",
    "θ": "th", "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
    # Arabic and Persian
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "o", "ي": "i", "ى": "a", "ة": "a", "ء": "", "ـ": "", "پ": "p",
    "چ": "ch", "ژ": "zh", "گ": "g", "ک": "k", "ی": "i", "ھ": "h", "ہ": "h", "ے": "e", "ٹ": "t", "ڈ": "d", "ڑ": "r",
    "ں": "n",
    # Hebrew
    "ג'": "j", "צ'": "ch", "ץ'": "ch", "ז'": "zh", "א": "", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "o",
    "ז": "z", "ח": "h", "ט": "t", "י": "i", "כ": "k", "ך": "k", "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n",
    "ס": "s", "ע": "", "פ": "p", "ף": "f", "צ": "tz", "ץ": "tz", "ק": "k", "ר": "r", "ש": "sh", "ת": "t",
}  # fmt: skip


@cache
def script_words() -> pl.DataFrame:
    """Words of company names in other scripts with their meaning in English: `script`, `word`, `meaning`."""
    with resources.files("clearhold.identity").joinpath("data/script_words.csv").open("rb") as file:
        return pl.read_csv(file, comment_prefix="#", infer_schema=False).fill_null("")


@cache
def _meanings() -> tuple[list[str], list[str]]:
    """The words between blanks of their own, and their meanings."""
    table = script_words()
    spaced = table.select((pl.lit(" ") + pl.col(column) + pl.lit(" ")).alias(column) for column in ("word", "meaning"))
    return spaced["word"].to_list(), spaced["meaning"].to_list()


def spell_in_latin(folded: pl.Series) -> pl.Series:
    """The names, folded, with what is in Cyrillic, Greek, Arabic or Hebrew letters spelled in Latin ones."""
    name = pl.col("name")
    marked = folded.alias("name").to_frame().select(name.str.len_bytes() != name.str.len_chars()).to_series()
    others = folded.filter(marked.fill_null(False))
    if others.is_empty():
        return folded
    return put_back(folded, marked, change_where(others, others.str.contains(_SCRIPTS), _spell))


def _spell(names: pl.Series) -> pl.Series:
    # One step after the other: an expression that is used twice would be computed twice.
    name = pl.col("name")
    frame = names.alias("name").to_frame()
    parted = (
        name.str.replace_all(r"(\p{Hebrew})[\"״]+", "$1")
        .str.replace_all("[׳’]", "'")
        .str.replace_all(r"([^גזצץ])'", "$1")
        .str.replace_all(r"[^\p{L}\p{N}']+", " ")
        .str.strip_chars()
    )
    frame = frame.select(parted).select(join_legal_phrases(name).alias("name"))
    # Words that stand next to each other need a blank each.
    apart = pl.lit(" ") + name.str.replace_all(" ", "  ", literal=True) + pl.lit(" ")
    frame = frame.select(apart.str.replace_many(*_meanings(), leftmost=True).alias("name"))
    for told_by, letter, sound in _LANGUAGES:
        other = name.str.replace_all(letter, sound, literal=True)
        frame = frame.select(pl.when(name.str.contains(told_by)).then(other).otherwise(name).alias("name"))
    spelled = name
    for pattern, letters in _RULES:
        spelled = spelled.str.replace_all(pattern, letters)
    spelled = spelled.str.replace_many(list(_LETTERS), list(_LETTERS.values()), leftmost=True)
    return frame.select(spelled.str.replace_all(" +", " ").str.strip_chars()).to_series()
