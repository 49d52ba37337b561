"""Writing: letters folded to plain ones, and which script a name is in."""

from __future__ import annotations

import polars as pl

from clearhold.identity.cells import change_where, put_back

MAX_NAME = 300  # characters that are compared; longer cells are no names

# Letters that decompose into nothing plainer.
_LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i",
    "ŋ": "ng", "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'",
    "“": '"', "”": '"', "（": "(", "）": ")", "，": ",", "。": ".", "·": " ", "•": " ",
}  # fmt: skip
# Cyrillic and Greek letters that look like Latin ones; folded only in words that mix the scripts.
_LOOK_ALIKE = dict(zip("авеёзкмнорстухіјѕԁԛԝαβεικνορτυχ", "abee3kmhopctyxijsdqwabeikvoptux", strict=True))
_MIXED = r"[a-z][\p{Cyrillic}\p{Greek}]|[\p{Cyrillic}\p{Greek}][a-z]"


def fold_letters(name: pl.Expr) -> pl.Expr:
    """The name in lower case, plain letters and straight quotes, without marks, control or zero-width characters."""
    return name.map_batches(fold_names, return_dtype=pl.String, is_elementwise=True)


def fold_names(names: pl.Series) -> pl.Series:
    """The names as `fold_letters` makes them: those in ASCII the short way."""
    short = pl.col("name").str.slice(0, MAX_NAME)
    cells = (
        names.alias("name")
        .to_frame()
        .select(
            plain=short.str.to_lowercase().str.strip_chars(),
            others=(short.str.len_bytes() != short.str.len_chars()).fill_null(False),
            uneven=short.str.contains(r"[\x00-\x1f\x7f`]|  ").fill_null(False),
        )
    )
    even = change_where(cells["plain"], cells["uneven"], _even_out)
    with_marks = names.filter(cells["others"]).alias("name").to_frame()
    folded = with_marks.select(_fold_marks(short)).to_series()
    return put_back(even, cells["others"], folded).alias(names.name)


def _even_out(names: pl.Series) -> pl.Series:
    """Names in ASCII with single blanks, without control characters and with straight quotes."""
    name = pl.col("name")
    even = name.str.replace_all(r"[\x00-\x20\x7f]+", " ").str.replace_all("`", "'", literal=True).str.strip_chars()
    return names.alias("name").to_frame().select(even).to_series()


def _fold_marks(name: pl.Expr) -> pl.Expr:
    folded = (
        name.str.normalize("NFKD")
        .str.replace_all(r"\p{M}|\p{Cf}", "")
        .str.replace_all(r"[\s\p{C}]+", " ")
        .str.to_lowercase()
        .str.replace_many(list(_LETTERS), list(_LETTERS.values()))
        .str.strip_chars()
    )
    return (
        pl.when(folded.str.contains(_MIXED))
        .then(folded.str.replace_many(list(_LOOK_ALIKE), list(_LOOK_ALIKE.values())))
        .otherwise(folded)
    )


# Scripts of names on lists, by Unicode's names; Han stands last, since Japanese and Korean names have it too.
_SCRIPTS = (
    *("Latin", "Cyrillic", "Arabic", "Hebrew", "Greek", "Hangul", "Hiragana", "Katakana", "Thai", "Armenian"),
    *("Georgian", "Devanagari", "Bengali", "Tamil", "Myanmar", "Khmer", "Lao", "Ethiopic", "Mongolian", "Han"),
)


def main_script(names: pl.Series) -> pl.Series:
    """Unicode's name of the script that most letters of each name are in; null for a name without letters."""
    plain = pl.col("name").str.contains(r"^[\x00-\x7f]*$")
    distinct = pl.DataFrame({"name": names}).unique(maintain_order=True)
    other = distinct.filter(~plain)
    script = _commonest_script(pl.col("name")) if other.height else pl.lit(None, pl.String)
    other = other.with_columns(script=script)
    latin = distinct.filter(plain).with_columns(
        script=pl.when(pl.col("name").str.contains("[A-Za-z]")).then(pl.lit("Latin"))
    )
    told = pl.concat([latin, other])
    return pl.DataFrame({"name": names}).join(told, on="name", how="left", maintain_order="left")["script"]


def _commonest_script(name: pl.Expr) -> pl.Expr:
    counts = [name.str.count_matches(rf"\p{{{script}}}").cast(pl.Int64) for script in _SCRIPTS]
    most = pl.max_horizontal(counts)
    script = pl.lit(None, pl.String)
    for written, count in zip(reversed(_SCRIPTS), reversed(counts), strict=True):
        script = pl.when(most > 0, count == most).then(pl.lit(written)).otherwise(script)
    return script
