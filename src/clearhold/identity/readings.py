"""How names in Chinese characters, kana and Hangul may be written in Latin letters, part by part.

A part of a name is put into English by its meaning (银行 bank), or spelled by how it is read: in pinyin, as registries
of Hong Kong and Taiwan spell it, in Japanese, in Korean. All of it is knowledge of the languages and none of companies.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import polars as pl

from clearhold.identity.han import han_characters, han_words, simplify_han
from clearhold.identity.securities import strip_share_marks
from clearhold.identity.spelling import CHINESE, JAPANESE, KANA_SYLLABLE, KOREAN, spell_units

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_UNITS = 40  # of a name's core that are compared
_WORD_UNITS = 8  # of the longest word of the tables that is looked for
_READ_UNITS = 6  # of the longest part that is read as one word
_INITIALS = (2, 5)  # units whose initials may stand for them
_STEM = 7  # letters by which English words are compared: technology, technologies, technological
_LONG_WORD = 4
_LITTLE_WORDS = ("the", "and", "of", "for", "in")

_NOT_READ = r"[()（）「」『』［］\[\]\s·・.,，。、:'’*/-]+"
_UNIT = rf"[a-z0-9]|{KANA_SYLLABLE}|[\p{{Han}}\p{{Hangul}}]|[ぁ-ヺー]"
# Latin letters as Hangul spells them, longest first: 에스케이 SK.
_KOREAN_LETTERS = {
    "에이치": "h", "더블유": "w", "에이": "a", "에프": "f", "아이": "i", "제이": "j", "케이": "k", "에스": "s",
    "브이": "v", "엑스": "x", "와이": "y", "비": "b", "씨": "c", "디": "d", "이": "e", "지": "g", "엘": "l", "엠": "m",
    "엔": "n", "오": "o", "피": "p", "큐": "q", "알": "r", "티": "t", "유": "u",
}  # fmt: skip


class Language(StrEnum):
    """The language a name is read in."""

    CHINESE = "zh"
    JAPANESE = "ja"
    KOREAN = "ko"


class Part(StrEnum):
    """What a part of a name is."""

    PLACE = "place"
    SECTOR = "sector"
    NAME = "name"  # a word that the company bears
    OWN = "own"  # no word of the tables


class How(StrEnum):
    """How a part of a name is put into Latin letters, the surest first."""

    PLACE = "place"
    MEANING = "meaning"
    READING = "reading"
    OTHER_READING = "other reading"
    CHARACTER = "meaning of a character"
    TAIWAN = "spelling of Taiwan"
    HONG_KONG = "spelling of Hong Kong"
    HONG_KONG_OLD = "older spelling of Hong Kong"
    COMPOUND = "meanings or readings of two characters, joined"
    SHORT = "a character for a longer word"
    INITIALS = "initials"


# How the first unit of a part is spelled and how the others are, and what that is called.
_WAYS: dict[Language, tuple[tuple[str, str, How], ...]] = {
    Language.CHINESE: (
        ("pinyin", "pinyin", How.READING),
        ("other_pinyin", "other_pinyin", How.OTHER_READING),
        ("taiwan", "taiwan", How.TAIWAN),
        ("hong_kong", "hong_kong", How.HONG_KONG),
        ("hong_kong_old", "hong_kong_old", How.HONG_KONG_OLD),
    ),
    Language.JAPANESE: (
        ("on", "on", How.READING),
        ("kun", "kun", How.READING),
        ("kun", "kun_voiced", How.READING),
        ("kun", "kun_noun", How.OTHER_READING),
        ("kun_noun", "kun", How.OTHER_READING),
        ("kun_noun", "kun_voiced", How.OTHER_READING),
        ("on", "kun", How.OTHER_READING),
        ("kana_long", "kana_long", How.OTHER_READING),
    ),
    Language.KOREAN: (
        ("korean", "korean", How.READING),
        ("korean_old", "korean_old", How.OTHER_READING),
        ("korean_hard", "korean_old", How.OTHER_READING),
    ),
}
_COLUMNS = {Language.CHINESE: CHINESE, Language.JAPANESE: JAPANESE, Language.KOREAN: KOREAN}
# Forms that only Japan writes, and words that only its companies have.
_ONLY_JAPANESE = (
    r"[\p{Hiragana}\p{Katakana}広薬沢鉄発売辺変気仏仮価児黒竜総経続絵読駅験歓権応戦氷転軽対専塩壱壊営桜歩斎渋実図囲団検観関単蔵産県両帰徳増曽雑覚悪亜頼緑録浄済剤従縦乗剰畳醸嬢譲穂繊銭窓捜挿騒粋酔髄瀬斉]"
    r"|株式会社|有限会社|製作所|電鉄|工務店|興業|商船"
)


@dataclass(frozen=True, slots=True)
class OriginalNames:
    """Names taken apart. `names`: `id`, `core` (marks and legal form off), `language`, `units`. `units` has a row for
    each unit (character, syllable or run of Latin letters): `id`, `at`, `unit`, `part`, and the two spellings that are
    likeliest by `read` and `also_read`. `keys` has a row for each way in which a part may be written: `id`, `start`,
    `length`, `key` (its words' stems or its letters, joined), `by` (meaning or reading), `how`.
    """

    names: pl.DataFrame
    units: pl.DataFrame
    keys: pl.DataFrame


def is_original(name: pl.Expr) -> pl.Expr:
    """Whether the name is in Chinese characters, kana or Hangul: at least two of them."""
    return name.str.count_matches(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]") > 1


def stem_words(word: pl.Expr) -> pl.Expr:
    """English words as they are compared with what parts of a name mean: in the singular, and not to the end."""
    letters = word.str.len_chars()
    return (
        pl.when((letters > _LONG_WORD) & word.str.ends_with("ies"))
        .then(word.str.replace("ies$", "y"))
        .when((letters >= _LONG_WORD) & word.str.contains("[^suia]s$"))
        .then(word.str.strip_suffix("s"))
        .otherwise(word)
        .str.slice(0, _STEM)
    )


def little_words() -> tuple[str, ...]:
    """Words that are not compared."""
    return _LITTLE_WORDS


@cache
def words_of(language: Language) -> pl.DataFrame:
    """The tables' words of a language, simplified: `kind`, `word`, `meaning`, a row for each meaning."""
    files = {Language.JAPANESE: "kana_words.csv", Language.KOREAN: "hangul_words.csv"}
    parts = [] if language == Language.KOREAN else [han_words()]
    if language in files:
        with resources.files("clearhold.identity").joinpath("data", files[language]).open("rb") as file:
            parts.insert(0, pl.read_csv(file, infer_schema=False, comment_prefix="#"))
    table = pl.concat(parts).with_columns(pl.col("meaning").fill_null("").str.split("|")).explode("meaning")
    return table.with_columns(simplify_han(table["word"])).unique(maintain_order=True)


@cache
def meanings_of(language: Language) -> pl.DataFrame:
    """How English says each word: `word`, `key` (stems, joined), `kind`."""
    words = words_of(language).filter(pl.col("kind") != "form", pl.col("meaning") != "")
    parts = pl.col("meaning").str.replace_all("'", "").str.split(" ")
    stems = parts.list.eval(stem_words(pl.element().filter(~pl.element().is_in(_LITTLE_WORDS)))).list.join("")
    return words.select("word", "kind", key=stems).unique(["word", "key"], keep="first", maintain_order=True)


@cache
def general_stems() -> tuple[pl.Series, pl.Series]:
    """Stems of the English words that say what companies do, and of those of places."""
    table = pl.concat([words_of(language) for language in Language]).filter(pl.col("meaning") != "")
    sector = table.filter(pl.col("kind").is_in(["sector", "short"])).select(word=pl.col("meaning").str.split(" "))
    place = table.filter(pl.col("kind") == "place").select(word=pl.col("meaning").str.replace_all(" ", ""))
    stems = sector.explode("word").select(stem_words(pl.col("word"))).to_series().unique(maintain_order=True)
    return stems, place.select(stem_words(pl.col("word"))).to_series().unique(maintain_order=True)


@cache
def _characters() -> pl.DataFrame:
    """What single characters mean, by themselves or for a longer word: `unit`, `key`, `how`."""
    by_itself = (
        han_characters()
        .select(unit="character", key=pl.col("meaning").str.split(" "))
        .explode("key")
        .filter(pl.col("key") != "")
        .select("unit", stem_words(pl.col("key")), how=pl.lit(How.CHARACTER.value))
    )
    words = words_of(Language.CHINESE).filter(~pl.col("meaning").str.contains(" "), pl.col("meaning") != "")
    told = words.filter(pl.col("kind") == "short").select(unit="word", key=stem_words(pl.col("meaning")))
    longer = words.filter(
        pl.col("kind").is_in(["place", "sector"]), pl.col("word").str.len_chars().is_between(2, _LONG_WORD)
    )
    ends = (pl.col("word").str.slice(0, 1), pl.col("word").str.slice(-1))
    begins = [longer.select(unit=ends[0], key=stem_words(pl.col("meaning")))]
    begins.append(longer.filter(pl.col("kind") == "sector").select(unit=ends[1], key=stem_words(pl.col("meaning"))))
    stands_for = pl.concat(begins).unique(maintain_order=True).with_columns(how=pl.lit(How.SHORT.value))
    short = told.with_columns(how=pl.lit(How.CHARACTER.value))
    return pl.concat([short, by_itself, stands_for]).unique(["unit", "key"], keep="first", maintain_order=True)


@cache
def character_spellings() -> pl.DataFrame:
    """What a character may give to a coined word: `unit`, `piece` (at least two letters, of meanings three), `said`
    (whether by its meaning).
    """
    meanings = (
        han_characters().select(unit="character", piece=pl.col("meaning").str.split(" ")).explode("piece").drop_nulls()
    )
    words = words_of(Language.CHINESE).filter(pl.col("word").str.len_chars() == 1, ~pl.col("meaning").str.contains(" "))
    said = pl.concat([meanings, words.select(unit="word", piece="meaning")]).filter(
        pl.col("piece").str.len_chars() > 2  # noqa: PLR2004
    )
    spelled = spell_units(han_characters()["character"])
    read = pl.concat([spelled.select("unit", piece=way) for way in CHINESE]).drop_nulls()
    pieces = [
        said.with_columns(said=pl.lit(value=True)),
        read.filter(pl.col("piece").str.len_chars() > 1).with_columns(said=pl.lit(value=False)),
    ]
    return pl.concat(pieces).unique(["unit", "piece"], keep="first", maintain_order=True)


def compound_keys(original: OriginalNames, vocabulary: pl.Series) -> pl.DataFrame:
    """Further keys of the names: words of the vocabulary that two units of their own parts make together, at least
    one of them by its meaning, as in Redstar for 红星.
    """
    own = original.units.filter(pl.col("part").is_in([Part.OWN.value, Part.NAME.value])).select("id", "at", "unit")
    following = own.select("id", at=pl.col("at") - 1, following="unit")
    pairs = own.join(following, on=["id", "at"])
    pieces = character_spellings()
    after = pieces.rename({"unit": "following", "piece": "end", "said": "end_said"})
    made = (
        pairs.select("unit", "following")
        .unique(maintain_order=True)
        .join(pieces, on="unit")
        .join(after, on="following")
        .filter(pl.col("said") | pl.col("end_said"))
        .select("unit", "following", key=pl.col("piece") + pl.col("end"))
        .join(vocabulary.alias("key").to_frame().unique(), on="key", how="semi")
        .unique(maintain_order=True)
    )
    return pairs.join(made, on=["unit", "following"]).select(
        "id",
        start="at",
        length=pl.lit(2, pl.Int32),
        key="key",
        by=pl.lit("reading"),
        how=pl.lit(How.COMPOUND.value),
    )


def read_original(names: pl.Series, countries: pl.Series | None = None) -> OriginalNames:
    """The names taken apart and spelled; `id` is the place in the series.

    `countries` are ISO 3166 codes: characters alone are read as Japanese where it says JP.
    """
    frame = pl.DataFrame({"name": names.cast(pl.String)}).with_row_index("id")
    country = pl.lit(None, pl.String) if countries is None else pl.Series("country", countries, pl.String)
    frame = frame.with_columns(country=country).filter(is_original(pl.col("name")))
    read = pl.concat([_take_apart(part, language) for language, part in _by_language(frame)]).sort("id")
    units = _units(read)
    return OriginalNames(
        names=read.select("id", "core", "language", units=pl.col("unit").list.len().cast(pl.Int32)),
        units=units.select("id", "at", "unit", "part", "read", "also_read"),
        keys=_keys(units),
    )


def _by_language(names: pl.DataFrame) -> list[tuple[Language, pl.DataFrame]]:
    han = pl.col("name").str.contains(r"\p{Han}")
    japanese = pl.col("name").str.contains(_ONLY_JAPANESE)
    korean = pl.col("name").str.contains(r"\p{Hangul}")
    told = (
        pl.when(korean)
        .then(pl.lit(Language.KOREAN.value))
        .when(japanese.fill_null(False) | (han & (pl.col("country") == "JP")).fill_null(False))
        .then(pl.lit(Language.JAPANESE.value))
        .otherwise(pl.lit(Language.CHINESE.value))
    )
    names = names.with_columns(language=told)
    return [(language, names.filter(pl.col("language") == language.value)) for language in Language]


@cache
def _patterns(language: Language) -> tuple[str, str]:
    """A pattern of the legal forms of a language, and one of its longest words and else its units."""
    words = words_of(language)
    letters = pl.col("word").str.len_chars()
    forms = (
        words.filter(pl.col("kind") == "form")
        .select("word")
        .unique()
        .sort(letters, "word", descending=[True, False])["word"]
    )
    known = (
        words.filter(~pl.col("kind").is_in(["form", "short"]), pl.col("word").str.len_chars() > 1)
        .select("word")
        .unique()
        .sort(letters, "word", descending=[True, False])["word"]
    )
    return f"(?:{'|'.join(forms)})", f"{'|'.join(known)}|{_UNIT}"


def strip_legal_forms(names: pl.Expr) -> pl.Expr:
    """The names without Japanese and Korean legal forms, which stand before or behind: 株式会社ソニー, (주)대우."""
    bare = names.str.normalize("NFKC").str.replace_all(r"\((?:株|有|주|유|社)\)", "")
    for language in (Language.JAPANESE, Language.KOREAN):
        words = words_of(language).filter(pl.col("kind") == "form")["word"]
        own = words.filter(words.str.contains(r"[\p{Katakana}\p{Hangul}]|会社")).unique(maintain_order=True)
        form = f"(?:{'|'.join(own.sort(descending=True))})"
        bare = bare.str.replace(rf"^\s*{form}+\s*(.{{2,}})$", "$1").str.replace(rf"^(.{{2,}}?)\s*{form}+\s*$", "$1")
    return bare


def _take_apart(names: pl.DataFrame, language: Language) -> pl.DataFrame:
    """`id`, `core`, `language`, `unit` (list), `part` (list, of each unit)."""
    form, word = _patterns(language)
    bare = pl.col("name").str.normalize("NFKC").str.to_lowercase().str.replace_all(r"\((?:株|有|주|유|社)\)", "")
    names = names.with_columns(full=strip_share_marks(bare).str.replace_all(_NOT_READ, ""))
    names = names.with_columns(full=simplify_han(names["full"]))
    without = pl.col("full").str.replace(rf"^{form}(.{{2,}})", "$1") if language != Language.CHINESE else pl.col("full")
    core = without.str.replace(rf"{form}+$", "")
    names = names.with_columns(core=pl.when(core == "").then("full").otherwise(core))
    if language == Language.KOREAN:
        letters = "|".join(_KOREAN_LETTERS)
        spelled = pl.col("core").str.extract(rf"^((?:{letters}){{2,5}})").fill_null("")
        latin = spelled.str.replace_many(list(_KOREAN_LETTERS), list(_KOREAN_LETTERS.values()), leftmost=True)
        names = names.with_columns(core=latin + pl.col("core").str.strip_prefix(spelled))
    kinds = (
        words_of(language)
        .select("word", part=pl.col("kind").cast(pl.String))
        .filter(pl.col("part").is_in([part.value for part in Part]))
        .unique("word", keep="first", maintain_order=True)
    )
    segments = (
        names.select("id", segment=pl.col("core").str.extract_all(word))
        .explode("segment")
        .drop_nulls()
        .join(kinds, left_on="segment", right_on="word", how="left", maintain_order="left")
        .with_columns(unit=pl.col("segment").str.extract_all(_UNIT))
        .with_columns(
            part=pl.when(pl.col("unit").list.len() > 1)
            .then(pl.col("part").fill_null(Part.OWN.value))
            .otherwise(pl.lit(Part.OWN.value))
        )
    )
    town = pl.col("segment").is_in(["市", "省", "县", "镇", "自治区"]) & (pl.col("part").shift(1).over("id") == "place")
    segments = segments.with_columns(
        part=pl.when(town.fill_null(False)).then(pl.lit(Part.PLACE.value)).otherwise("part")
    )
    units = (
        segments.explode("unit")
        .group_by("id", maintain_order=True)
        .agg(pl.col("unit").head(MAX_UNITS), pl.col("part").head(MAX_UNITS))
    )
    return names.select("id", "core", "language").join(units, on="id", maintain_order="left")


def _units(read: pl.DataFrame) -> pl.DataFrame:
    """A row for each unit: `id`, `language`, `at`, `unit`, `part`, and its spellings."""
    rows = read.select(
        "id", "language", "unit", "part", at=pl.int_ranges(0, pl.col("unit").list.len(), dtype=pl.Int32)
    ).explode("unit", "part", "at")
    spelled = rows.join(spell_units(rows["unit"]), on="unit", how="left", maintain_order="left")

    def likeliest(place: int, ways: Mapping[Language, tuple[str, str]]) -> pl.Expr:
        chosen = pl.lit(None, pl.String)
        for language, columns in ways.items():
            chosen = pl.when(pl.col("language") == language.value).then(pl.col(columns[place])).otherwise(chosen)
        return chosen.fill_null("")

    ways = {
        Language.CHINESE: ("pinyin", "hong_kong"),
        Language.JAPANESE: ("on", "kun"),
        Language.KOREAN: ("korean", "korean_old"),
    }
    return spelled.with_columns(read=likeliest(0, ways), also_read=likeliest(1, ways))


def _keys(units: pl.DataFrame) -> pl.DataFrame:
    parts = [
        _keys_of(rows, language)
        for language in Language
        if not (rows := units.filter(pl.col("language") == language.value)).is_empty()
    ]
    schema = {
        "id": pl.UInt32, "start": pl.Int32, "length": pl.Int32, "key": pl.String, "by": pl.String, "how": pl.String
    }  # fmt: skip
    rank = {how.value: number for number, how in enumerate(How)}
    return (
        pl.concat([pl.DataFrame(schema=schema), *parts])
        .with_columns(rank=pl.col("how").replace_strict(rank, return_dtype=pl.Int8))
        .sort("id", "start", "length", "key", "by", "rank")
        .unique(["id", "start", "length", "key", "by"], keep="first", maintain_order=True)
        .drop("rank")
    )


def _keys_of(units: pl.DataFrame, language: Language) -> pl.DataFrame:
    names = units.group_by("id", maintain_order=True).agg("unit", *_COLUMNS[language])
    count = pl.col("unit").list.len().cast(pl.Int32)
    spans = (
        names.with_columns(start=pl.int_ranges(0, count, dtype=pl.Int32))
        .explode("start")
        .with_columns(
            length=pl.int_ranges(1, pl.min_horizontal(count - pl.col("start"), _WORD_UNITS) + 1, dtype=pl.Int32)
        )
        .explode("length")
    )
    span = ["id", "start", "length"]

    def joined(column: str) -> pl.Expr:
        return pl.col(column).list.slice(pl.col("start"), pl.col("length")).list.join("", ignore_nulls=False)

    def spelled(first: str, others: str) -> pl.Expr:
        if first == others:
            return joined(first)
        rest = pl.col(others).list.slice(pl.col("start") + 1, pl.col("length") - 1)
        return pl.col(first).list.get(pl.col("start")) + rest.list.join("", ignore_nulls=False)

    said = (
        spans.select(*span, word=joined("unit"))
        .join(meanings_of(language).filter(pl.col("kind") != "short"), on="word")
        .select(
            *span,
            "key",
            by=pl.lit("meaning"),
            how=pl.when(pl.col("kind") == "place").then(pl.lit(How.PLACE.value)).otherwise(pl.lit(How.MEANING.value)),
        )
    )
    alone = spans.filter(pl.col("length") == 1).select(*span, unit=joined("unit"))
    characters = alone.join(_characters(), on="unit").select(*span, "key", by=pl.lit("meaning"), how="how")
    read = spans.filter(pl.col("length") <= _READ_UNITS)
    readings = [
        read.select(*span, key=spelled(first, others), by=pl.lit("reading"), how=pl.lit(how.value))
        for first, others, how in _WAYS[language]
    ]
    first = (
        pl.col(_COLUMNS[language][0])
        .list.slice(pl.col("start"), pl.col("length"))
        .list.eval(pl.element().str.slice(0, 1))
    )
    initials = read.filter(pl.col("length").is_between(*_INITIALS)).select(
        *span, key=first.list.join("", ignore_nulls=False), by=pl.lit("reading"), how=pl.lit(How.INITIALS.value)
    )
    return pl.concat([said, characters, *readings, initials]).filter(pl.col("key").str.len_chars() > 0)
