"""Names of companies taken apart: words in plain letters, each with what it is and how rare it is.

A holding's name is understood before it is compared: words of the security and the legal form are set apart, house
abbreviations are written out where they have one meaning, and what is left is weighed by how rare it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

import polars as pl

from clearhold.identity.legal_forms import legal_form_words
from clearhold.identity.plain import plain_batch
from clearhold.identity.rarity import FULL_WEIGHT, word_weights

MAX_WORDS = 24  # of a name; what stands behind them is not compared
CUT_LENGTHS = (15, 18, 20, 28, 30, 32, 34, 35, 40)  # at which houses cut names; iShares at 34, SEC forms at 30

STOP_WORDS = (
    *("the", "and", "of", "for", "aka", "fka", "dba"),
    *("de", "del", "della", "di", "da", "do", "dos", "das", "du", "des", "la", "las", "le", "les", "los", "el"),
    *("et", "y", "e", "en", "und", "von", "van", "der", "den", "och", "og"),
)
NOTHING = frozenset(
    {"nan", "null", "none", "nil", "na", "n a", "not available", "not applicable", "unknown", "no name", "tbd", "test"}
)
_MIN_LETTERS = 2
_LEAST_REST = 3  # letters of a word cut off by its length that still say something: not the LT of LTD
_SINGLE_LETTER_WEIGHT = 200
_NUMBER_WEIGHT = 600


class WordRole(StrEnum):
    """What a word of a name is."""

    WORD = "word"
    PLACE = "place"
    NUMBER = "number"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class ReadNames:
    """Names taken apart. `names` has a row for each name: `id`, `name`, `plain` (words of the company, joined), `cut`
    (of a length at which houses cut names). `words` has a row for each word of those that can be compared: `id`,
    `position`, `word` (as written, folded), `stem` (as compared), `role`, `family` (of a legal form), `within` (of a
    place), `cut` (the last word of a cut name), `count`, `weight` (0 to 1000, 0 of a legal form).
    """

    names: pl.DataFrame
    words: pl.DataFrame


@cache
def _table(file: str) -> pl.DataFrame:
    with resources.files("clearhold.identity").joinpath("data", file).open("rb") as handle:
        return pl.read_csv(handle, infer_schema=False)


@cache
def abbreviations() -> pl.DataFrame:
    """House abbreviations and what each may stand for: `short`, `full`."""
    return _table("abbreviations.csv")


@cache
def places() -> pl.DataFrame:
    """Places that occur in company names: `place`, `within` (its province, or `country:xx`)."""
    return _table("places.csv").select("place", "within")


def stem_words(word: pl.Expr) -> pl.Expr:
    """The word in the singular, near enough to compare by; securities are not security."""
    length = word.str.len_chars()
    return (
        pl.when(word == "securities")
        .then(word)
        .when((length > 4) & word.str.ends_with("ies"))  # noqa: PLR2004
        .then(word.str.replace(r"ies$", "y"))
        .when((length > 4) & word.str.contains(r"[^suiao]s$"))  # noqa: PLR2004
        .then(word.str.strip_suffix("s"))
        .otherwise(word)
    )


@cache
def _known_words() -> pl.DataFrame:
    """Stems of abbreviations: `word`, `stem` where there is one meaning, else `common`, the least weight of them."""
    several = pl.len() > 1
    return (
        abbreviations()
        .rename({"short": "word"})
        .with_columns(full=stem_words(pl.col("full")))
        .join(word_weights(), left_on="full", right_on="word", how="left")
        .group_by("word", maintain_order=True)
        .agg(
            stem=pl.when(several).then(pl.col("word").first()).otherwise(pl.col("full").first()).first(),
            common=pl.when(several).then(pl.col("weight").min()).first(),
        )
    )


def plain_words(name: pl.Expr) -> pl.Expr:
    """The name as plain words parted by blanks: letters folded, security words off, legal phrases joined."""
    return name.map_batches(plain_batch, return_dtype=pl.String, is_elementwise=True)


def could_be_cut(name: pl.Expr) -> pl.Expr:
    """Whether the name is of a length at which houses cut names."""
    return name.str.replace_all(r"\s+", " ").str.strip_chars().str.len_chars().is_in(CUT_LENGTHS)


def read_names(names: pl.Series) -> ReadNames:
    """The names taken apart; `id` is the place in the series. A name of nothing (empty, one letter, only legal forms
    or security words, "nan", numbers alone) has no words.
    """
    frame = pl.DataFrame({"name": names.cast(pl.String)}).with_row_index("id")
    frame = frame.with_columns(
        plain=plain_words(pl.col("name")).fill_null(""),
        cut=could_be_cut(pl.col("name")),
    )
    words = _weigh(_split(frame))
    something = (
        words.filter(pl.col("role").is_in([WordRole.WORD, WordRole.PLACE]))
        .group_by("id")
        .agg(letters=pl.col("word").str.len_chars().sum())
        .filter(pl.col("letters") >= _MIN_LETTERS)
        .get_column("id")
    )
    return ReadNames(
        names=frame.select("id", "name", "plain", "cut"),
        words=words.filter(pl.col("id").is_in(something.implode())).sort("id", "position"),
    )


def _split(frame: pl.DataFrame) -> pl.DataFrame:
    """A row for each word: `id`, `position`, `word`, without stop words, what a cut left, and Chinese characters."""
    form = pl.col("word").is_in(legal_form_words()["word"].implode())
    rest = pl.col("cut") & (pl.col("word").str.len_chars() < _LEAST_REST) & ~form
    return (
        frame.lazy()
        .filter(~pl.col("plain").is_in(NOTHING))
        .select("id", "cut", word=pl.col("plain").str.extract_all(r"[\p{L}\p{N}--\p{Han}]+").list.head(MAX_WORDS))
        .filter(pl.col("word").list.len() > 0)
        .with_columns(
            position=pl.int_ranges(0, pl.col("word").list.len(), dtype=pl.Int16), last=pl.col("word").list.len()
        )
        .explode("word", "position")
        .with_columns(cut=pl.col("cut") & (pl.col("position") > 0) & (pl.col("position") == pl.col("last") - 1))
        .filter(~pl.col("word").is_in(STOP_WORDS), ~rest)
        .with_columns(position=pl.int_range(pl.len(), dtype=pl.Int16).over("id"))
        .drop("last")
        .collect()
    )


def _weigh(words: pl.DataFrame) -> pl.DataFrame:
    """The words with stem, role, family, place and weight."""
    distinct = weigh_words(words["word"].unique(maintain_order=True))
    return words.join(distinct, on="word", how="left", maintain_order="left").select(
        "id", "position", "word", "stem", "role", "family", "within", "cut", "count", "weight"
    )


def weigh_words(words: pl.Series) -> pl.DataFrame:
    """Distinct words with what is known of each: `word`, `family`, `stem`, `within`, `count`, `weight`, `role`."""
    return (
        words.alias("word")
        .to_frame()
        .join(legal_form_words(), on="word", how="left", maintain_order="left")
        .join(_known_words(), on="word", how="left", maintain_order="left")
        .with_columns(stem=pl.coalesce("stem", stem_words(pl.col("word"))))
        .join(places(), left_on="stem", right_on="place", how="left", maintain_order="left")
        .join(word_weights(), left_on="stem", right_on="word", how="left", maintain_order="left")
        .with_columns(
            role=pl.when(pl.col("family").is_not_null())
            .then(pl.lit(WordRole.FORM.value))
            .when(pl.col("stem").str.contains(r"^\d+$"))
            .then(pl.lit(WordRole.NUMBER.value))
            .when(pl.col("within").is_not_null())
            .then(pl.lit(WordRole.PLACE.value))
            .otherwise(pl.lit(WordRole.WORD.value)),
            weight=pl.when(pl.col("family").is_not_null())
            .then(0)
            .otherwise(
                pl.min_horizontal(
                    pl.col("weight").fill_null(FULL_WEIGHT),
                    pl.col("common").fill_null(FULL_WEIGHT),
                    pl.when(pl.col("stem").str.len_chars() == 1).then(_SINGLE_LETTER_WEIGHT),
                    pl.when(pl.col("stem").str.contains(r"^\d+$")).then(_NUMBER_WEIGHT),
                )
            )
            .cast(pl.Int32),
        )
        .drop("common")
    )
