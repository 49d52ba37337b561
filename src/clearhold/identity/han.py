"""Names in Chinese characters: taken apart, in one script, and how they are read in Latin letters.

A reading (pinyin for names, English for what sector words mean) is our guess at how a company writes itself abroad:
it finds candidates, and alone it is never more than a possible match.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import polars as pl

from clearhold.identity.securities import strip_share_marks

# Initials of pinyin syllables, as patterns, and the finals that go with each.
_SYLLABLES = {
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "[nl]": "a ai an ang ao e ei en eng i ia ian iang iao ie in ing iu ong ou u uan un uo ue",
    "[gkh]": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "[jqx]": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "(?:[zcs]h|r)": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "[zcs]": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
    "": "a ai an ang ao e ei en er o ou",
}


@cache
def pinyin_words(at_most: int | None = None) -> str:
    """A pattern for words that are two or more syllables of pinyin (dahua, zhongtai), or not more than `at_most`."""
    syllables = "|".join(f"{initial}(?:{finals.replace(' ', '|')})" for initial, finals in _SYLLABLES.items())
    return rf"^(?:{syllables}){{2,{at_most or ''}}}$"


def has_han(name: pl.Expr) -> pl.Expr:
    """Whether the name has at least two Chinese characters, fewer being a mark such as 股."""
    return name.str.count_matches(r"\p{Han}") > 1


@cache
def han_words() -> pl.DataFrame:
    """Words of Chinese companies' names: `kind` (form, place, sector, name, short), `word`, `meaning` (ways in which
    English says it, parted by |), the places of `places.csv` among them.
    """
    folder = resources.files("clearhold.identity").joinpath("data")
    with folder.joinpath("han_words.csv").open("rb") as words, folder.joinpath("places.csv").open("rb") as places:
        known = pl.read_csv(words, infer_schema=False, comment_prefix="#")
        named = pl.read_csv(places, infer_schema=False).filter(pl.col("han") != "")
    return pl.concat([named.select(kind=pl.lit("place"), word="han", meaning="place"), known])


@cache
def _han_table() -> dict[str, list[tuple[str, str]]]:
    """Rows of `han_words.csv` by kind: (characters, the first of its meanings in English)."""
    table: dict[str, list[tuple[str, str]]] = {}
    for kind, word, meaning in han_words().iter_rows():
        table.setdefault(kind, []).append((word, (meaning or "").partition("|")[0]))
    return table


@cache
def _han_places() -> dict[str, str]:
    """Chinese place names with their Latin spelling, longest first."""
    places: dict[str, str] = {}
    for word, place in _han_table()["place"]:
        places.setdefault(word, place)
    return dict(sorted(places.items(), key=lambda item: (-len(item[0]), item[0])))


def is_form_han(characters: pl.Expr) -> pl.Expr:
    """Whether the characters are only a legal form."""
    return characters.is_in(sorted({word for word, _ in _han_table()["form"]}))


def is_general_han(characters: pl.Expr) -> pl.Expr:
    """Whether the characters are only a place, a sector or a legal form, and no company's own name."""
    words = [word for kind in ("form", "place", "sector") for word, _ in _han_table()[kind]]
    return characters.is_in(sorted(set(words)))


@cache
def han_characters() -> pl.DataFrame:
    """Chinese characters as simplified Chinese writes them: `character`, `forms` (the same character as others write
    it), `pinyin`, `cantonese`, `on`, `kun` and `meaning`, each parted by blanks, the likeliest in a name first.
    """
    with resources.files("clearhold.identity").joinpath("data/han_characters.csv").open("rb") as file:
        return pl.read_csv(file, infer_schema=False, comment_prefix="#").fill_null("")


@cache
def _simplified() -> tuple[list[str], list[str]]:
    forms = (
        han_characters()
        .select("character", form=pl.col("forms").str.split(""))
        .explode("form")
        .filter(pl.col("form") != "")
    )
    return forms["form"].to_list(), forms["character"].to_list()


def simplify_han(names: pl.Series) -> pl.Series:
    """The names with each Chinese character in simplified form, traditional ones and Japan's alike."""
    forms, characters = _simplified()
    return names.str.replace_many(forms, characters)


def read_han(names: pl.Series) -> pl.DataFrame:
    """Chinese names taken apart: `full` (simplified, marks off), `core` (legal form off), `place` (leading place names)
    and `brand` (what is left before the words of a sector).
    """
    frame = pl.DataFrame({"han": simplify_han(names)})
    han = strip_share_marks(
        pl.col("han").str.normalize("NFKC").str.to_lowercase().str.replace_all(r"[()（）\s·・.,，。]+", "")
    )
    places = "|".join(_han_places())
    forms = "|".join(form for form, _ in sorted(_han_table()["form"], key=lambda row: -len(row[0])))
    sectors = "|".join(word for word, _ in sorted(_han_table()["sector"], key=lambda row: -len(row[0])))
    return (
        frame.with_columns(full=han)
        .with_columns(core=pl.col("full").str.replace(rf"(?:{forms})+$", ""))
        .with_columns(core=pl.when(pl.col("core") == "").then("full").otherwise("core"))
        .with_columns(place=pl.col("core").str.extract(rf"^((?:(?:{places})[省市县]?(?:经济特区|自治区)?)+)"))
        .with_columns(rest=pl.col("core").str.strip_prefix(pl.col("place").fill_null("")))
        .with_columns(brand=pl.col("rest").str.replace(rf"(?:{sectors})+$", ""))
        .with_columns(brand=pl.when(pl.col("brand") == "").then("rest").otherwise("brand"))
        .select("full", "core", "place", "rest", "brand")
    )


def read_in_latin(names: pl.Series) -> pl.Series:
    """How each Chinese name may be written in Latin letters: places and brand in pinyin, sector words in English."""
    from pypinyin import lazy_pinyin

    sectors = dict(_han_table()["sector"])
    words = sorted([*_han_places(), *sectors], key=lambda word: (-len(word), word))

    def reading(name: str) -> str:
        spelled, rest = [], name
        brand = ""
        while rest:
            word = next((known for known in words if rest.startswith(known)), None)
            if word is None or (word in sectors and not brand and len(rest) == len(name)):
                brand, rest = brand + rest[0], rest[1:]
                continue
            if brand:
                spelled.append("".join(lazy_pinyin(brand)))
                brand = ""
            spelled.append(_han_places().get(word) or sectors[word])
            rest = rest[len(word) :]
        if brand:
            spelled.append("".join(lazy_pinyin(brand)))
        return " ".join(word for word in spelled if word)

    cores = read_han(names)["core"]
    return pl.Series(names.name, [reading(core) if core else "" for core in cores.to_list()], dtype=pl.String)
