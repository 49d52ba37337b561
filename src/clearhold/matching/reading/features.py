"""What is measured of a pair of an original and a written name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from clearhold.identity.readings import How, OriginalNames, Part, character_spellings
from clearhold.matching.reading.links import cover
from clearhold.matching.reading.sounds import HIGHEST, LOWEST, Sounds, compare_sounds, plain_sounds
from clearhold.matching.reading.written import Role, WrittenNames

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from clearhold.matching.reading.candidates import Candidates
    from clearhold.matching.reading.links import Masks

MEASURED = 60  # candidates of a name, by what covers them, that are measured
_HEAVY, _MIDDLING = 900, 700  # weights of rare words
_OWN_PARTS = (Part.OWN.value, Part.NAME.value)
_UNCOVERED = 0.25  # what a word that stands for nothing takes from the worth of a pair
_EVIDENCE, _MOST_EVIDENCE = 0.3, 3000
_ALIKE = 60.0  # what a sound that is alike adds to the worth

# Columns of a pair that are no figures.
TEXTS = (
    *("read", "also_read", "initials", "left", "first_left", "any_left"),
    *("read_whole", "also_read_whole", "own_whole", "rest"),
)
_SOUNDS = (
    *(("read", "left"), ("read", "first_left"), ("also_read", "left"), ("read", "any_left")),
    *(("read_whole", "own_whole"), ("also_read_whole", "own_whole")),
)


def measure(
    original: OriginalNames, written: WrittenNames, candidates: Candidates, sounds: Sounds
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The best pairs with their figures, in columns; and the links chosen in them, by `pair`.

    `pair`, `original` and `written` are no figures; texts stand in the columns that `TEXTS` names.
    """
    pairs = candidates.pairs
    masks, chosen = cover(candidates.links, len(pairs))
    pairs = pairs.with_columns(
        units_covered=pl.Series(masks.units),
        words_covered=pl.Series(masks.words),
        worth=pl.Series(masks.worth),
        **{_column(how): pl.Series(units) for how, units in masks.units_by.items()},
    )
    names = _masks_of_units(original).join(_own_units(original), on="original", how="left")
    words = _masks_of_words(written).join(_own_words(written), on="written", how="left")
    pairs = pairs.join(names, on="original", maintain_order="left").join(words, on="written", maintain_order="left")
    covered = chosen.group_by("pair").agg(weight_covered=pl.col("weight").sum())
    pairs = (
        pairs.join(covered, on="pair", how="left", maintain_order="left")
        .with_columns(pl.col("weight_covered").fill_null(0))
        .pipe(_compare, "read_whole", "own_whole", plain_sounds())
        .with_columns(
            promise=pl.col("worth")
            + _ALIKE * pl.col("read_whole_own_whole_begun").clip(0, HIGHEST)
            + _EVIDENCE * pl.col("evidence").clip(0, _MOST_EVIDENCE)
            - _UNCOVERED * (pl.col("weight_all") - pl.col("weight_covered"))
        )
        .sort("original", "promise", "written", descending=[False, True, False])
        .filter(pl.int_range(pl.len()).over("original") < MEASURED)
    )
    figures = pl.concat(
        [pairs.select("pair", "original", "written", "evidence", "promise"), _count(pairs)], how="horizontal"
    )
    texts = _leftovers(pairs, original, written)
    figures = figures.join(texts, on="pair", maintain_order="left")
    figures = _add_pieces(figures, original)
    return add_sounds(figures, sounds), chosen


def _column(how: How) -> str:
    return f"by_{how.name.lower()}"


def _masks_of_units(original: OriginalNames) -> pl.DataFrame:
    bit = pl.lit(2, pl.Int64).pow(pl.col("at").cast(pl.Int64)).cast(pl.Int64)
    return original.units.group_by(original="id").agg(
        units=pl.len().cast(pl.Int64),
        **{part.value: bit.filter(pl.col("part") == part.value).sum() for part in Part},
    )


def _masks_of_words(written: WrittenNames) -> pl.DataFrame:
    bit = pl.lit(2, pl.Int64).pow(pl.col("at").cast(pl.Int64)).cast(pl.Int64)
    weight, role = pl.col("weight"), pl.col("role")
    told = role != Role.FORM.value
    return written.words.group_by(written="id").agg(
        words=told.sum().cast(pl.Int64),
        weight_all=weight.sum(),
        **{f"written_{each.value}": bit.filter(role == each.value).sum() for each in Role},
        written_heavy=bit.filter(told & (weight >= _HEAVY)).sum(),
        written_middling=bit.filter(told & weight.is_between(_MIDDLING, _HEAVY, closed="left")).sum(),
        written_light=bit.filter(told & (weight < _MIDDLING)).sum(),
    )


def _count(pairs: pl.DataFrame) -> pl.DataFrame:
    """Figures that are counts of units and words of each kind, and how many of them are covered."""
    mask: dict[str, Masks] = {
        column: pairs[column].to_numpy() for column in pairs.columns if pairs[column].dtype == pl.Int64
    }
    units, words = mask["units_covered"], mask["words_covered"]
    brand = mask[Part.OWN.value] | mask[Part.NAME.value]
    count = np.bitwise_count
    figures: dict[str, NDArray[Any]] = {"units": mask["units"], "words": mask["words"]}
    for part, of_part in (("brand", brand), *((part.value, mask[part.value]) for part in Part)):
        figures[f"{part}_units"] = count(of_part)
        figures[f"{part}_units_left"] = count(of_part & ~units)
    for how in How:
        figures[f"brand_{_column(how)}"] = count(brand & mask[_column(how)])
        figures[_column(how)] = count(mask[_column(how)])
    for role in ("own", "general", "place", "heavy", "middling", "light"):
        of_role = mask[f"written_{role}"]
        figures[f"{role}_words"] = count(of_role)
        figures[f"{role}_words_left"] = count(of_role & ~words)
    own_words = mask["written_own"]
    figures["brand_covered"] = 1 - figures["brand_units_left"] / np.maximum(figures["brand_units"], 1)
    figures["own_covered"] = 1 - figures["own_words_left"] / np.maximum(figures["own_words"], 1)
    figures["first_unit"] = (_lowest(brand) & units) != 0
    figures["first_word"] = (_lowest(mask["words_covered"] | ~mask["words_covered"] & 1) & words) != 0
    figures["first_own_word"] = (_lowest(own_words) & words) != 0
    told = mask["written_heavy"] | mask["written_middling"] | mask["written_light"]
    figures["units_left"] = mask["units"] - count(units)
    figures["words_left"] = count(told & ~words)
    figures["all_covered"] = (figures["units_left"] == 0) & (figures["words_left"] == 0)
    figures["places_differ"] = (figures["place_units_left"] > 0) & (figures["place_words_left"] > 0)
    return pl.DataFrame({name: values.astype(np.float64) for name, values in figures.items()})


def _lowest(masks: Masks) -> Masks:
    return masks & -masks


def _own_units(original: OriginalNames) -> pl.DataFrame:
    """How all own units of each name are read: `original`, `read_whole`, `also_read_whole`."""
    return (
        original.units.filter(pl.col("part").is_in(_OWN_PARTS))
        .group_by(original="id", maintain_order=True)
        .agg(read_whole=pl.col("read").str.join(""), also_read_whole=pl.col("also_read").str.join(""))
    )


def _own_words(written: WrittenNames) -> pl.DataFrame:
    """All own words of each name, joined: `written`, `own_whole`."""
    own = written.words.filter(pl.col("role") == Role.OWN.value)
    return own.group_by(written="id", maintain_order=True).agg(own_whole=pl.col("word").str.join(""))


def _leftovers(pairs: pl.DataFrame, original: OriginalNames, written: WrittenNames) -> pl.DataFrame:
    """Of each pair the own units and the own words that stand for nothing: `rest` (the units), their `read`,
    `also_read` and `initials`, `left` (the words joined), `first_left`, and `any_left` (the first word left, whatever
    it is); and all own units and words, read and joined.
    """
    rest = pairs.select(
        "pair",
        "original",
        "written",
        units_rest=(pl.col(Part.OWN.value) | pl.col(Part.NAME.value)) & ~pl.col("units_covered"),
        words_rest=~pl.col("words_covered") & (1 << 62) - 1,
    )

    def set_bit(mask: str) -> pl.Expr:
        return (pl.col(mask) // pl.lit(2, pl.Int64).pow(pl.col("at").cast(pl.Int64)).cast(pl.Int64)) % 2 == 1

    units = (
        rest.select("original", "units_rest")
        .unique()
        .join(original.units, left_on="original", right_on="id")
        .filter(set_bit("units_rest"))
        .sort("original", "units_rest", "at")
        .group_by("original", "units_rest")
        .agg(
            read=pl.col("read").str.join(""),
            also_read=pl.col("also_read").str.join(""),
            initials=pl.col("read").str.slice(0, 1).str.join(""),
            rest=pl.col("unit").str.join(""),
        )
    )
    own = pl.col("role") == Role.OWN.value
    words = (
        rest.select("written", "words_rest")
        .unique()
        .join(written.words, left_on="written", right_on="id")
        .filter(set_bit("words_rest"), pl.col("role") != Role.FORM.value)
        .sort("written", "words_rest", "at")
        .group_by("written", "words_rest")
        .agg(
            left=pl.col("word").filter(own).str.join(""),
            first_left=pl.col("word").filter(own).first(),
            any_left=pl.col("word").first(),
        )
    )
    return (
        rest.join(units, on=["original", "units_rest"], how="left", maintain_order="left")
        .join(words, on=["written", "words_rest"], how="left", maintain_order="left")
        .join(_own_units(original), on="original", how="left", maintain_order="left")
        .join(_own_words(written), on="written", how="left", maintain_order="left")
        .select("pair", "units_rest", pl.col(TEXTS).fill_null(""))
    )


def _add_pieces(figures: pl.DataFrame, original: OriginalNames) -> pl.DataFrame:
    """The figures with how much of the words left is made of what single units mean or are read: Redstar of 红星."""
    asked = figures.filter(pl.col("left") != "", pl.col("read") != "").select("pair", "original", "units_rest", "left")
    bit = pl.lit(2, pl.Int64).pow(pl.col("at").cast(pl.Int64)).cast(pl.Int64)
    found = (
        asked.join(original.units.select("id", "at", "unit"), left_on="original", right_on="id")
        .filter((pl.col("units_rest") // bit) % 2 == 1)
        .join(character_spellings(), on="unit")
        .filter(pl.col("left").str.contains(pl.col("piece"), literal=True))
        .group_by("pair", "at")
        .agg(letters=pl.col("piece").str.len_chars().max())
        .group_by("pair")
        .agg(pieces=pl.len().cast(pl.Float64), letters=pl.col("letters").sum().cast(pl.Float64))
    )
    letters_left = pl.col("left").str.len_chars().clip(1)
    return (
        figures.join(found, on="pair", how="left", maintain_order="left")
        .with_columns(pl.col("pieces", "letters").fill_null(0))
        .with_columns(
            piece_letters=pl.col("letters"),
            pieces_of_word=pl.col("letters") / letters_left,
            pieces_of_units=pl.col("pieces") / pl.col("brand_units_left").clip(1),
        )
        .drop("letters", "units_rest")
    )


def add_sounds(figures: pl.DataFrame, sounds: Sounds) -> pl.DataFrame:
    """The figures with how likely what is left on one side written for what is left on the other, and with initials."""
    initials, word = pl.col("initials"), pl.col("left")
    figures = figures.with_columns(
        initials_equal=((initials == word) & (initials != "")).cast(pl.Float64),
        initials_begin=((initials.str.len_chars() > 1) & pl.col("first_left").str.starts_with(initials)).cast(
            pl.Float64
        ),
        letter_equal=((initials.str.slice(0, 1) == pl.col("first_left").str.slice(0, 1)) & (initials != "")).cast(
            pl.Float64
        ),
    )
    for read, written in _SOUNDS:
        figures = _compare(figures, read, written, sounds)
    return figures


def _compare(pairs: pl.DataFrame, read: str, written: str, sounds: Sounds) -> pl.DataFrame:
    """The pairs with how likely the text in one column was written for that in the other: wholly, and in part."""
    distinct = pairs.select(read, written).filter(pl.col(read) != "", pl.col(written) != "").unique(maintain_order=True)
    whole, begun = compare_sounds(distinct[read], distinct[written], sounds)
    name = f"{read}_{written}"
    told = distinct.with_columns(pl.Series(name, whole), pl.Series(f"{name}_begun", begun))
    return (
        pairs.drop(name, f"{name}_begun", strict=False)
        .join(told, on=[read, written], how="left", maintain_order="left")
        .with_columns(pl.col(name, f"{name}_begun").fill_null(LOWEST - 1))
    )
