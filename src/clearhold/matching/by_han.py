"""Matches of Chinese, Japanese and Korean names by their characters, however written, with legal form or not.

Short names of China's exchanges (海康威视, 大华股份) are the beginning of a company's own part of its full name. In
Japan and Korea a name begins with its group's (三菱, 현대), so that there the whole name has to agree. How often each
rule is right is measured by `bench/accuracy/measure_chinese_names.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clearhold.identity.han import is_form_han, is_general_han, read_han
from clearhold.identity.readings import is_original, strip_legal_forms
from clearhold.matching.relations import Relation

if TYPE_CHECKING:
    from collections.abc import Mapping

# How the characters agree -> probability. Of 2,198 pairs of short and full names of companies of Shanghai and Shenzhen:
# equal 0.996, the own part 0.99, its beginning of three or more characters 0.99, of two 0.78, inside 0.90. Lists also
# have subsidiaries, whose names contain their parents', so that all but the first count for less here.
_RULES: Mapping[str, float] = {
    "equal": 0.99,
    "own part": 0.95,
    "beginning": 0.95,
    "beginning of two": 0.8,
    "inside": 0.7,
}
_SHORT, _LONG = 2, 8  # characters of a short name
_WHOLE = 4  # characters of a name of general words alone
_GENERAL = "="  # before the key of such a name


def match_han_names(held_names: pl.Series, listed_names: pl.Series) -> pl.DataFrame:
    """Pairs of names that agree in their characters: `held`, `listed` (places in the series), `probability`, `rule`,
    `relation`, `shared` (the characters that agree).
    """
    held, listed = (_read(names) for names in (held_names, listed_names))
    if held.is_empty() or listed.is_empty():
        return pl.DataFrame(
            schema={
                "held": pl.UInt32,
                "listed": pl.UInt32,
                "probability": pl.Float64,
                "rule": pl.String,
                "relation": pl.String,
                "shared": pl.String,
                "spelled": pl.Int8,
            }
        )
    forward = _keys(held, whole=True).join(_keys(listed, whole=False), on="key", suffix="_listed")
    backward = _keys(held, whole=False).join(_keys(listed, whole=True), on="key", suffix="_listed")
    rank = {rule: number for number, rule in enumerate(_RULES)}
    place, theirs = pl.col("place"), pl.col("place_listed")
    elsewhere = (
        place.is_not_null() & theirs.is_not_null() & ~place.str.starts_with(theirs) & ~theirs.str.starts_with(place)
    ).fill_null(False)
    return (
        pl.concat(
            [forward.with_columns(rule="rule_listed"), backward.select(forward.columns).with_columns(rule="rule")]
        )
        .filter(~elsewhere)
        .sort("id", "id_listed", pl.col("rule").replace_strict(rank, return_dtype=pl.Int8))
        .unique(["id", "id_listed"], keep="first", maintain_order=True)
        .select(
            held="id",
            listed="id_listed",
            probability=pl.col("rule").replace_strict(dict(_RULES), return_dtype=pl.Float64),
            rule="rule",
            relation=pl.lit(Relation.SAME.value),
            shared=pl.col("key").str.strip_prefix(_GENERAL),
            spelled=pl.when(pl.col("rule") == "equal").then(2).otherwise(0).cast(pl.Int8),
        )
    )


def characters_compared(names: pl.Series) -> pl.Series:
    """The places of the names that are compared by their characters."""
    read = _read(names)
    return pl.Series("id", [], pl.UInt32) if read.is_empty() else _keys(read, whole=True)["id"]


def _read(names: pl.Series) -> pl.DataFrame:
    """The names in characters taken apart, by `id`; Latin words beside them are left out. `chinese`: a name in Chinese
    characters alone.
    """
    rows = pl.DataFrame({"name": names}).with_row_index("id").filter(is_original(pl.col("name")))
    if rows.is_empty():
        return rows
    han = rows.select(han=strip_legal_forms(pl.col("name").str.replace_all(r"[A-Za-z.,&]{4,}", ""))).to_series()
    chinese = ~rows["name"].str.contains(r"[\p{Hiragana}\p{Katakana}\p{Hangul}]|会社|會社").alias("chinese")
    return pl.concat([rows.with_columns(chinese), read_han(han)], how="horizontal")


def _keys(names: pl.DataFrame, *, whole: bool) -> pl.DataFrame:
    """Characters by which names meet: the whole core, or each part of it that may be a short name."""
    letters, general = pl.col("core").str.len_chars(), is_general_han(pl.col("core"))
    # 航天信息, aerospace information: a whole name of four characters and more is one, general as its words are.
    everywhere = names.select("id", "place", "core", "rest", "chinese").filter(
        letters >= pl.when(general).then(_WHOLE).otherwise(_SHORT), ~is_form_han(pl.col("core"))
    )
    key = pl.when(general).then(pl.lit(_GENERAL) + pl.col("core")).otherwise("core")  # meets only itself
    equal = everywhere.select("id", "place", key=key, rule=pl.lit("equal"))
    if whole:
        return equal
    base = everywhere.filter("chinese", ~general)
    lengths = pl.DataFrame({"length": range(_SHORT, _LONG + 1)}, schema={"length": pl.Int64})
    own = base.filter(pl.col("rest").str.len_chars() > _SHORT).select(
        "id", "place", key="rest", rule=pl.lit("own part")
    )
    begins = (
        base.join(lengths, how="cross")
        .filter(pl.col("length") <= pl.col("rest").str.len_chars())
        .select(
            "id",
            "place",
            key=pl.col("rest").str.slice(0, pl.col("length")),
            rule=pl.when(pl.col("length") == _SHORT).then(pl.lit("beginning of two")).otherwise(pl.lit("beginning")),
        )
    )
    inside = (
        base.join(lengths.filter(pl.col("length") > _SHORT), how="cross")
        .filter(pl.col("length") < pl.col("core").str.len_chars())
        .with_columns(at=pl.int_ranges(pl.col("core").str.len_chars().cast(pl.Int64) - pl.col("length") + 1))
        .explode("at")
        .select("id", "place", key=pl.col("core").str.slice(pl.col("at"), pl.col("length")), rule=pl.lit("inside"))
    )
    return pl.concat([equal, own, begins, inside])
