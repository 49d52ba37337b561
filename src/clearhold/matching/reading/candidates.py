"""Which written names are looked at for an original one: those that share a rare part with it, or two common ones, or
a common one and the sound of its own part.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from clearhold.identity.readings import How, OriginalNames, Part
from clearhold.matching.reading.links import QUALITY, add_worth
from clearhold.matching.reading.written import Role, WrittenNames

RARE = 700  # weight of words from which one of them is enough
_MOST_NAMES = 2000  # that a key may find
_MOST_PAIRED = 400  # that two common keys may find
_MOST_SOUNDS = 150
_MOST_SKELETONS = 500
KEPT = 140  # candidates of a name by their evidence
_BY_SOUND, _BY_TWO, _SKELETON, _LONG_SKELETON = 0.7, 0.8, 450.0, 700.0
_LONG = 3

# The sound a word begins with, as spellings of Chinese, Japanese and Korean vary it.
_FIRST_SOUNDS = (
    *(("^(?:zh|ch|q|j|ts|c|z).*", "c"), ("^(?:x|sh|s).*", "s"), ("^b.*", "p"), ("^d.*", "t"), ("^g.*", "k")),
    *(("^[ieu].*", "y"), ("^v.*", "w"), ("^(.).*", "$1")),
)
# Consonants of a written word that tell it from others.
_WRITTEN_SKELETON = (
    *(("sch|sh", "s"), ("ch", "j"), ("ck", "k"), ("ph", "f"), ("th", "t"), ("ng", "n"), ("[nm]([^aeiouy]|$)", "$1")),
    *(("c([ei])", "s$1"), ("[cq]", "k"), ("x", "s"), ("v", "w"), ("b", "p"), ("d", "t"), ("g", "k"), ("z", "j")),
    ("[aeiou]+", ""),
)
# The same of syllables of a reading parted by blanks: each one's initial.
_READ_SKELETON = (
    *(("(?:zh|z|c|ch)([aeiouv])", "j$1"), ("sh", "s"), ("(?:ng|n|m)( |$)", "$1"), ("[aeiouv ]+", "")),
    *(("x", "s"), ("b", "p"), ("d", "t"), ("g", "k"), ("v", "w")),
)
_SOFT, _HARD = (("q", "j"),), (("[jq]", "k"),)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of names that are looked at: `pair`, `original`, `written`, `evidence`; and what in them stands for each
    other: `pair`, `start`, `length`, `at`, `words`, `how`, `weight`, with masks and worth.
    """

    pairs: pl.DataFrame
    links: pl.DataFrame


def find_candidates(
    original: OriginalNames, written: WrittenNames, countries: tuple[pl.DataFrame, pl.DataFrame] | None = None
) -> Candidates:
    """The likeliest written names of each original one.

    `countries`, of the original (`original`, `countries`) and of the written names: where both are known, and no
    country is in both lists, the names are no pair.
    """
    keys = original.keys.rename({"id": "original"})
    words = written.keys.rename({"id": "written", "words": "words"}).filter(pl.col("weight") > 0)
    often = words.group_by("key", "by").agg(names=pl.col("written").n_unique())
    rare_words = words.filter(pl.col("weight") >= RARE).join(
        often.filter(pl.col("names") <= _MOST_NAMES), on=["key", "by"], how="semi"
    )
    common_words = words.filter(pl.col("weight") < RARE)
    rare = _join_keys(keys, rare_words)
    by_rare = (
        rare.filter(pl.col("how") != How.SHORT.value)
        .with_columns(
            evidence=pl.col("weight")
            * pl.col("how").replace_strict({how.value: sure for how, sure in QUALITY.items()}, return_dtype=pl.Float64)
            * pl.when(pl.col("length") == 1).then(0.5).otherwise(1.0)
        )
        .group_by("original", "written", "start")
        .agg(pl.col("evidence").max())
        .group_by("original", "written")
        .agg(pl.col("evidence").sum())
    )
    sure = keys.filter(
        pl.col("how").is_in([How.PLACE.value, How.MEANING.value])
        | ((pl.col("how") == How.READING.value) & (pl.col("length") > 1))
        | pl.col("how").is_in([How.SHORT.value, How.CHARACTER.value])
    ).join(common_words.select("key", "by").unique(), on=["key", "by"], how="semi")
    two = _share_two(sure, common_words)
    whole = sure.filter(~pl.col("how").is_in([How.SHORT.value, How.CHARACTER.value]))
    sounds = _share_sound(whole, common_words, original, written)
    skeletons = _share_skeleton(original, written)
    columns = ["original", "written", "evidence"]
    found = (
        pl.concat([part.select(columns) for part in (by_rare, two, sounds, skeletons)])
        .group_by("original", "written")
        .agg(pl.col("evidence").sum())
    )
    together = (
        _in_one_country(found, countries)
        .sort("original", "evidence", "written", descending=[False, True, False])
        .filter(pl.int_range(pl.len()).over("original") < KEPT)
        .with_row_index("pair")
    )
    known = together.select("pair", "original", "written")
    common = _join_pairs(known, keys, common_words)
    links = pl.concat(
        [
            rare.join(known, on=["original", "written"]).select(common.columns),
            common,
        ]
    )
    return Candidates(together, add_worth(links))


def _in_one_country(pairs: pl.DataFrame, countries: tuple[pl.DataFrame, pl.DataFrame] | None) -> pl.DataFrame:
    if countries is None:
        return pairs
    ours, theirs = countries
    both = pl.col("countries").list.set_intersection("countries_theirs").list.len()
    return (
        pairs.join(ours, on="original")
        .join(theirs.rename({"countries": "countries_theirs"}), on="written")
        .filter(both.fill_null(1) > 0)
        .select(pairs.columns)
    )


def _join_keys(keys: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    return keys.join(words, on=["key", "by"]).select(
        "original", "written", "start", "length", "at", "words", "how", "weight"
    )


def _join_pairs(pairs: pl.DataFrame, keys: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """Links by common words, of the pairs alone."""
    known = keys.join(words.select("key", "by").unique(), on=["key", "by"], how="semi")
    return (
        words.join(pairs, on="written")
        .join(known, on=["original", "key", "by"])
        .select("pair", "start", "length", "at", "words", "how", "weight")
    )


def _share_two(sure: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """Names that have two common parts in common."""
    each = words.select("written", "key", "weight").unique(["written", "key"], maintain_order=True)
    both = each.join(each, on="written", suffix="_too").filter(pl.col("key") < pl.col("key_too"))
    few = both.group_by("key", "key_too").len().filter(pl.col("len") <= _MOST_PAIRED)
    both = both.join(few, on=["key", "key_too"], how="semi")
    quality = pl.col("how").replace_strict({how.value: sure for how, sure in QUALITY.items()}, return_dtype=pl.Float64)
    parts = (
        sure.with_columns(quality=quality)
        .sort("original", "key", "quality", "start", descending=[False, False, True, False])
        .unique(["original", "key"], keep="first", maintain_order=True)
        .select("original", "start", "key", "quality", end=pl.col("start") + pl.col("length"))
    )
    apart = (pl.col("end") <= pl.col("start_too")) | (pl.col("end_too") <= pl.col("start"))
    pairs = (
        parts.join(parts, on="original", suffix="_too")
        .filter(pl.col("key") < pl.col("key_too"), apart)
        .select("original", "key", "key_too", "quality", "quality_too")
    )
    told = pl.col("weight") * pl.col("quality") + pl.col("weight_too") * pl.col("quality_too")
    return pairs.join(both, on=["key", "key_too"]).group_by("original", "written").agg(evidence=_BY_TWO * told.max())


def _rewrite(text: pl.Expr, rules: tuple[tuple[str, str], ...]) -> pl.Expr:
    for pattern, instead in rules:
        text = text.str.replace_all(pattern, instead)
    return text


def _own_runs(original: OriginalNames) -> pl.DataFrame:
    """Runs of units that are the company's own, a row for each spelling: `original`, `run`, `units`, `spelled`."""
    own = original.units.filter(pl.col("part").is_in([Part.OWN.value, Part.NAME.value]))
    begins = (pl.col("at") != pl.col("at").shift(1).over("id") + 1).fill_null(True)
    runs = own.with_columns(run=begins.cast(pl.Int32).cum_sum().over("id"))
    return pl.concat(
        runs.group_by(original="id", run="run", maintain_order=True).agg(
            spelled=pl.col(way).str.join(" "), units=pl.len()
        )
        for way in ("read", "also_read")
    )


def _share_sound(
    sure: pl.DataFrame, words: pl.DataFrame, original: OriginalNames, written: WrittenNames
) -> pl.DataFrame:
    """Names that have a common part in common and whose own parts begin with one sound."""
    begun = written.words.filter(pl.col("role") == Role.OWN.value).select(
        written="id", sound=_rewrite(pl.col("word"), _FIRST_SOUNDS)
    )
    told = words.filter(pl.col("by") == "meaning").select("written", "key", "weight").unique(["written", "key"])
    theirs = told.join(begun.unique(), on="written")
    few = theirs.group_by("key", "sound").len().filter(pl.col("len") <= _MOST_SOUNDS)
    theirs = theirs.join(few, on=["key", "sound"], how="semi")
    ours = _own_runs(original).select("original", sound=_rewrite(pl.col("spelled"), _FIRST_SOUNDS)).unique()
    said = sure.filter(pl.col("by") == "meaning").select("original", "key").unique()
    return (
        said.join(ours, on="original")
        .join(theirs, on=["key", "sound"])
        .group_by("original", "written")
        .agg(evidence=_BY_SOUND * pl.col("weight").sum())
    )


def _single(text: pl.Expr) -> pl.Expr:
    for letter in "pkstjlmnrfhwy":
        text = text.str.replace_all(f"{letter}{letter}+", letter)
    return text


def _beginnings(skeletons: pl.DataFrame, column: str) -> pl.DataFrame:
    """Two and three consonants that skeletons begin with: `key`, `evidence`."""
    letters = pl.col("skeleton").str.len_chars()
    two = skeletons.filter(letters > 1).select(
        column, key=pl.col("skeleton").str.slice(0, 2) + "-", evidence=pl.lit(_SKELETON)
    )
    three = skeletons.filter(letters >= _LONG).select(
        column, key=pl.col("skeleton").str.slice(0, _LONG), evidence=pl.lit(_LONG_SKELETON)
    )
    return pl.concat([two, three]).unique()


def _share_skeleton(original: OriginalNames, written: WrittenNames) -> pl.DataFrame:
    """Names whose own parts have the same first consonants."""
    words = written.words.filter(
        (pl.col("role") == Role.OWN.value) | ((pl.col("role") == Role.GENERAL.value) & (pl.col("at") == 0))
    ).select("id", "at", "word")
    following = words.select("id", at=pl.col("at") - 1, following="word")
    joined = words.join(following, on=["id", "at"]).select("id", "at", word=pl.col("word") + pl.col("following"))
    own = pl.concat([words, joined]).select(written="id", skeleton=_single(_rewrite(pl.col("word"), _WRITTEN_SKELETON)))
    theirs = _beginnings(own, "written").drop("evidence")
    few = theirs.group_by("key").len().filter(pl.col("len") <= _MOST_SKELETONS)
    runs = _own_runs(original).filter(pl.col("units") > 1)
    skeleton = _rewrite(pl.col("spelled"), _READ_SKELETON)
    ours = pl.concat(
        _beginnings(runs.select("original", skeleton=_single(_rewrite(skeleton, last))), "original")
        for last in (_SOFT, _HARD)
    ).unique()
    return (
        ours.join(theirs.join(few, on="key", how="semi"), on="key")
        .group_by("original", "written")
        .agg(pl.col("evidence").max())
    )
