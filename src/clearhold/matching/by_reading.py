"""Matches of names in Chinese characters, kana or Hangul with names in Latin letters: by reading and by meaning.

What a name may be in Latin letters is our guess, so that a pair found here is never more than possible, whatever its
probability says of it. How good the guesses are is measured by `bench/accuracy/measure_chinese_names.py`.
"""

from __future__ import annotations

import polars as pl

from clearhold.identity.readings import OriginalNames, is_original, read_original
from clearhold.matching.reading.candidates import find_candidates
from clearhold.matching.reading.features import measure
from clearhold.matching.reading.judge import judge
from clearhold.matching.reading.sounds import learned_sounds
from clearhold.matching.reading.written import WrittenNames, read_written
from clearhold.matching.relations import Relation

_LEAST = 0.03  # probability from which a pair is told
_MOST = 10  # pairs of an original name that are told
_BATCH = 5_000  # original names looked at together
_SOUNDS_ALIKE = 3.0  # logarithm of how much likelier than chance, from which a likeness of sound is told
# Where companies of any country incorporate; says nothing of where one is from.
_ANYWHERE = ("KY", "BM", "VG", "JE", "GG", "IM", "LU", "NL", "IE", "MH", "PA", "BS", "CW", "MU", "CY", "LR", "SG", "US")
_CHINESE = {"HK": "CN", "MO": "CN"}
_AGREEMENT = pl.List(pl.Struct({"characters": pl.String, "words": pl.String, "how": pl.String}))
_SCHEMA = {
    "held": pl.UInt32,
    "listed": pl.UInt32,
    "probability": pl.Float64,
    "rule": pl.String,
    "relation": pl.String,
    "shared": pl.String,
    "spelled": pl.Int8,
    "agreement": _AGREEMENT,
}


def match_by_reading(
    held_names: pl.Series,
    listed_names: pl.Series,
    held_countries: pl.Series | None = None,
    listed_countries: pl.Series | None = None,
) -> pl.DataFrame:
    """Pairs of a name in Chinese, Japanese or Korean script and one in Latin letters, on whichever side each is.

    `held`, `listed` are places in the series; `probability` (0 to 1); `rule` says which side was read ("held read",
    "listed read"); `relation`; `shared`: what stands for what, in words (海康 hikvision); `spelled` is 0; `agreement`:
    the same as records of `characters`, `words` and `how`. Countries are ISO 3166 codes, one each or a list, null where
    unknown; names whose countries contradict each other are no pair. Order: held, then the likeliest.
    """
    told = []
    for rule, original, written, countries in (
        ("held read", held_names, listed_names, (held_countries, listed_countries)),
        ("listed read", listed_names, held_names, (listed_countries, held_countries)),
    ):
        pairs = _match(original, written, *countries)
        sides = ("held", "listed") if rule == "held read" else ("listed", "held")
        told.append(
            pairs.select(
                pl.col("original").alias(sides[0]),
                pl.col("written").alias(sides[1]),
                "probability",
                rule=pl.lit(rule),
                relation=pl.lit(Relation.SAME.value),
                shared="shared",
                spelled=pl.lit(0, pl.Int8),
                agreement="agreement",
            ).select(*_SCHEMA)
        )
    return pl.concat(told).sort("held", "probability", "listed", descending=[False, True, False])


def _match(
    original: pl.Series, written: pl.Series, original_countries: pl.Series | None, written_countries: pl.Series | None
) -> pl.DataFrame:
    """`original`, `written` (places in the series), `probability`, `shared`, `agreement`."""
    ours = _table(original, original_countries).filter(is_original(pl.col("name")).fill_null(False))
    theirs = _table(written, written_countries).filter(
        pl.col("name").str.contains("[A-Za-z]{2}") & ~is_original(pl.col("name"))
    )
    if ours.is_empty() or theirs.is_empty():
        return _nothing()
    parts = [_match_batch(ours.slice(start, _BATCH), theirs) for start in range(0, len(ours), _BATCH)]
    return pl.concat(parts)


def _nothing() -> pl.DataFrame:
    return pl.DataFrame(
        schema={
            "original": pl.UInt32,
            "written": pl.UInt32,
            "probability": pl.Float64,
            "shared": pl.String,
            "agreement": _AGREEMENT,
        }
    )


def _table(names: pl.Series, countries: pl.Series | None) -> pl.DataFrame:
    """`id`, `name`, `countries`: a list, null where nothing is told of where the company is from."""
    frame = pl.DataFrame({"name": names.cast(pl.String)}).with_row_index("id")
    if countries is None:
        return frame.with_columns(countries=pl.lit(None, pl.List(pl.String)))
    told = pl.DataFrame({"told": countries}).select(
        pl.col("told") if isinstance(countries.dtype, pl.List) else pl.concat_list("told")
    )
    codes = pl.col("told").list.drop_nulls().list.eval(pl.element().str.to_uppercase().replace(_CHINESE))
    anywhere = codes.list.eval(pl.element().is_in(_ANYWHERE)).list.any()
    known = pl.when((codes.list.len() > 0) & ~anywhere).then(codes)
    return frame.with_columns(told.select(countries=known))


def _match_batch(ours: pl.DataFrame, theirs: pl.DataFrame) -> pl.DataFrame:
    country = ours["countries"].list.first()
    original = read_original(ours["name"], country)
    places = ours.with_row_index("original").select("original", "id", "countries")
    written, original = read_written(theirs.select("id", "name"), original)
    known = None
    if not (ours["countries"].is_null().all() or theirs["countries"].is_null().all()):
        known = places.select("original", "countries"), theirs.select("countries", written="id")
    candidates = find_candidates(original, written, known)
    figures, chosen = measure(original, written, candidates, learned_sounds())
    judged = (
        figures.select("pair", "original", "written", "rest", "left", "read_left_begun")
        .with_columns(probability=pl.Series(judge(figures)))
        .filter(pl.col("probability") >= _LEAST)
        .sort("original", "probability", "written", descending=[False, True, False])
        .filter(pl.int_range(pl.len()).over("original") < _MOST)
    )
    told = _tell(judged, chosen, original, written)
    return (
        judged.join(told, on="pair", how="left", maintain_order="left")
        .join(places.select("original", "id"), on="original", maintain_order="left")
        .select(
            original=pl.col("id").cast(pl.UInt32),
            written=pl.col("written").cast(pl.UInt32),
            probability="probability",
            shared=pl.col("shared").fill_null(""),
            agreement=pl.col("agreement").fill_null([]),
        )
    )


def _tell(judged: pl.DataFrame, chosen: pl.DataFrame, original: OriginalNames, written: WrittenNames) -> pl.DataFrame:
    """Of each pair what stands for what: `pair`, `agreement`, `shared`."""
    ours = original.units.group_by(original="id", maintain_order=True).agg("unit")
    theirs = written.words.group_by(written="id", maintain_order=True).agg("word")
    agreement = (
        chosen.join(judged.select("pair", "original", "written"), on="pair")
        .join(ours, on="original")
        .join(theirs, on="written")
        .sort("pair", "start")
        .select(
            "pair",
            characters=pl.col("unit").list.slice(pl.col("start"), pl.col("length")).list.join(""),
            words=pl.col("word").list.slice(pl.col("at"), pl.col("words")).list.join(" "),
            how="how",
        )
    )
    said = pl.col("characters") + " " + pl.col("words")
    alike = judged.filter(pl.col("read_left_begun") >= _SOUNDS_ALIKE).select(
        "pair", characters="rest", words="left", how=pl.lit("sound")
    )
    return (
        pl.concat([agreement, alike])
        .group_by("pair", maintain_order=True)
        .agg(agreement=pl.struct("characters", "words", "how"), shared=said.str.join(", "))
    )
