"""Names in Latin letters as they are compared with readings: their words, what each is, and the keys they meet by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from clearhold.identity.legal_forms import legal_form_words
from clearhold.identity.names import abbreviations
from clearhold.identity.plain import plain_names
from clearhold.identity.rarity import FULL_WEIGHT, word_weights
from clearhold.identity.readings import OriginalNames, compound_keys, general_stems, little_words, stem_words

MAX_WORDS = 16  # of a name that are compared
_LEAST_COMPOUND = 5  # letters of a word that two characters make together
_JOINED_WORDS = 4  # that one part of the other name may be
# Say how a company is built, as legal forms do, whole or cut.
_STRUCTURE = ("group", "grp", "gro", "groupco", "holding", "holdings", "hldg", "hldgs", "company", "compan", "corpo")


class Role(StrEnum):
    """What a word of a name is."""

    OWN = "own"
    GENERAL = "general"
    PLACE = "place"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class WrittenNames:
    """Names in Latin letters. `words` has a row for each word: `id`, `at`, `word`, `stem`, `role`, `weight` (0 to 1000,
    how rare it is, 0 of a legal form), `full` (what an abbreviation stands for, a list). `keys` has a row for each word
    and each run of words: `id`, `at`, `words` (how many), `key`, `by` (meaning or reading), `weight`.
    """

    words: pl.DataFrame
    keys: pl.DataFrame


def read_written(names: pl.DataFrame, original: OriginalNames) -> tuple[WrittenNames, OriginalNames]:
    """The names (`id`, `name`) taken apart, with those keys that the original names have; and the original names with
    the keys that they have only beside these.
    """
    words = split_names(names)
    runs = pl.concat(_runs(words, count)["word"] for count in (1, 2))
    further = compound_keys(original, runs.filter(runs.str.len_chars() >= _LEAST_COMPOUND))
    keys = pl.concat([original.keys, further.select(original.keys.columns)])
    original = OriginalNames(original.names, original.units, keys)
    return _find_keys(words, keys.select("key", "by").unique()), original


def _find_keys(words: pl.DataFrame, wanted: pl.DataFrame) -> WrittenNames:
    parts = [_joined(words, count, wanted) for count in range(1, _JOINED_WORDS + 1)]
    written_out = (
        words.filter(pl.col("full").is_not_null())
        .explode("full")
        .select(
            "id",
            "at",
            words=pl.lit(1, pl.Int32),
            key=stem_words(pl.col("full")),
            by=pl.lit("meaning"),
            weight="weight",
        )
        .join(wanted, on=["key", "by"], how="semi")
    )
    keys = pl.concat([*parts, written_out]).unique(["id", "at", "words", "key", "by"], maintain_order=True)
    return WrittenNames(words, keys)


def split_names(names: pl.DataFrame) -> pl.DataFrame:
    """The words of names (`id`, `name`), as `WrittenNames` has them."""
    plain = names.select("id", word=plain_names(names["name"]).str.replace_all(r"[^a-z0-9 ]+", "").str.split(" "))
    words = (
        plain.explode("word")
        .filter(pl.col("word") != "", ~pl.col("word").is_in(little_words()))
        .with_columns(at=pl.int_range(pl.len(), dtype=pl.Int32).over("id"))
        .filter(pl.col("at") < MAX_WORDS)
    )
    distinct = words.select("word").unique(maintain_order=True)
    distinct = distinct.with_columns(stem=stem_words(pl.col("word")))
    rarity = word_weights().group_by(stem=stem_words(pl.col("word"))).agg(weight=pl.col("weight").min())
    long = (
        abbreviations()
        .rename({"short": "word"})
        .join(rarity, left_on=stem_words(pl.col("full")), right_on="stem", how="left")
        .group_by("word")
        .agg(full=pl.col("full").sort(), full_weight=pl.col("weight").min())
    )
    forms = [*legal_form_words()["word"], *_STRUCTURE]
    general, place = general_stems()
    means_general = pl.col("full").list.eval(stem_words(pl.element()).is_in(general.implode())).list.any()
    told = (
        distinct.join(long, on="word", how="left", maintain_order="left")
        .join(rarity, on="stem", how="left", maintain_order="left")
        .with_columns(
            role=pl.when(pl.col("word").is_in(forms))
            .then(pl.lit(Role.FORM.value))
            .when(pl.col("stem").is_in(place.implode()))
            .then(pl.lit(Role.PLACE.value))
            .when(pl.col("stem").is_in(general.implode()) | means_general.fill_null(False))
            .then(pl.lit(Role.GENERAL.value))
            .otherwise(pl.lit(Role.OWN.value))
        )
        .with_columns(
            weight=pl.when(pl.col("role") == Role.FORM.value)
            .then(0)
            .otherwise(pl.min_horizontal(pl.col("weight").fill_null(FULL_WEIGHT), "full_weight"))
            .cast(pl.Int32)
        )
    )
    return words.join(told.drop("full_weight"), on="word", how="left", maintain_order="left")


def _runs(words: pl.DataFrame, count: int) -> pl.DataFrame:
    """Runs of `count` words joined: `id`, `at`, `word`, `stem`, `weight`; legal forms only alone."""
    run = words.select("id", "at", "word", "stem", "weight", "role")
    for later in range(1, count):
        following = words.select(
            "id", at=pl.col("at") - later, next_word="word", next_stem="stem", next_weight="weight", next_role="role"
        )
        run = (
            run.join(following, on=["id", "at"], maintain_order="left")
            .filter(pl.col("next_role") != Role.FORM.value, pl.col("role") != Role.FORM.value)
            .with_columns(
                word=pl.col("word") + pl.col("next_word"),
                stem=pl.col("stem") + pl.col("next_stem"),
                weight=pl.col("weight") + pl.col("next_weight"),
            )
            .select("id", "at", "word", "stem", "weight", "role")
        )
    return run.drop("role")


def _joined(words: pl.DataFrame, count: int, wanted: pl.DataFrame) -> pl.DataFrame:
    """Keys of runs of `count` words: their letters, and their stems."""
    run = _runs(words, count)
    number = pl.lit(count, pl.Int32)
    return pl.concat(
        run.select("id", "at", words=number, key=column, by=pl.lit(by), weight="weight").join(
            wanted, on=["key", "by"], how="semi"
        )
        for column, by in (("word", "reading"), ("stem", "meaning"))
    )
