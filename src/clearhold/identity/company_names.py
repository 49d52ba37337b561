"""Other names of listed companies: acronyms, brands and former names, and what the names of groups are shortened to.

A match that was found by this table rests on it, and its evidence says so.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import polars as pl

from clearhold.identity.legal_forms import legal_form_words
from clearhold.identity.names import STOP_WORDS
from clearhold.identity.plain import plain_names
from clearhold.identity.shortened import is_short_for, outline

GROUP_WORDS = 6  # of a name's beginning that can stand for a group
_MAX_WORDS = 8  # of a name that is looked for abbreviated
_STEPS = 3  # from name to name: the acronym of a company that has had two names since
_HOLDER_WORDS = ("group", "grp", "gp", "holding", "holdings", "hldg", "hldgs", "hld", "hlds")
_ABOUT = ("kind", "since", "ambiguous", "country")


@cache
def company_names() -> pl.DataFrame:
    """Every known name with the name it stands for, as plain words: `name`, `stands_for`, `kind` (acronym, brand,
    former name, group), `since` (the year a former name was given up, null if not known), `country`, `ambiguous` (also
    a word or another company's whole name), `source`.
    """
    with resources.files("clearhold.identity").joinpath("data/company_names.csv").open("rb") as file:
        read = pl.read_csv(file, infer_schema=False, comment_prefix="#")
    return read.select(
        plain_names(read["name"]),
        plain_names(read["stands_for"]),
        "kind",
        pl.col("since").cast(pl.Int16),
        "country",
        pl.col("ambiguous").fill_null("") == "yes",
        "source",
    )


def other_names(plain: pl.Series) -> pl.DataFrame:
    """The other names of the companies that plain names (`plain_names`) are of: `id` (the place in the series),
    `other`, `kind`, `since`, `ambiguous`, `country`; no row for a name without any.

    A name that is in the table, but for legal forms and for words behind the first that are abbreviated or cut, gives
    the others of its company, in either direction and through names between. One that begins with a group's name or
    its short form gives the same name with the other at its beginning.
    """
    cores = (
        _may_have_others(pl.DataFrame({"plain": plain.cast(pl.String)}).with_row_index("id"))
        .select("id", core=_core(pl.col("plain")))
        .with_columns(key=_key(pl.col("core")))
    )
    whole = cores.join(_whole_names(), left_on="key", right_on="from").select("id", "other", *_ABOUT)
    return (
        pl.concat([whole, _of_shortened(cores.join(whole, on="id", how="anti")), _of_groups(cores)])
        .unique(["id", "other"], keep="first", maintain_order=True)
        .sort("id", maintain_order=True)
    )


@cache
def _empty_words() -> tuple[str, ...]:
    """Words that do not tell one company from another; a name of nothing else keeps them."""
    return (*legal_form_words()["word"].to_list(), *STOP_WORDS)


def _core(plain: pl.Expr) -> pl.Expr:
    """The name without legal forms and stop words, unless nothing else is in it."""
    left = plain.str.replace_all(rf"\b(?:{'|'.join(_empty_words())})\b", "")
    left = left.str.replace_all(r" {2,}", " ").str.strip_chars()
    return pl.when(left == "").then(plain).otherwise(left)


def _key(core: pl.Expr) -> pl.Expr:
    """What whole names are joined by: "group" and "holdings" do not count but as the first word."""
    return core.str.replace_all(rf" (?:{'|'.join(_HOLDER_WORDS)})\b", "")


def _both_ways(rows: pl.DataFrame) -> pl.DataFrame:
    """From each of two names to the other: `from` (its core), `to` (the other's), `other` (as the table has it)."""
    return pl.concat(
        rows.select(
            _core(pl.col(here)).alias("from"), _core(pl.col(there)).alias("to"), pl.col(there).alias("other"), *_ABOUT
        )
        for here, there in (("name", "stands_for"), ("stands_for", "name"))
    ).filter(pl.col("from") != pl.col("to"))


@cache
def _whole_names() -> pl.DataFrame:
    """From each name to every other of its company. An ambiguous name leads to others, but not through to a third."""
    steps = _both_ways(company_names()).with_columns(_key(pl.col("from")), _key(pl.col("to")))
    open_ended = steps.filter(pl.col("ambiguous") | (pl.col("kind") == "group")).select("from")
    onward = steps.join(open_ended, on="from", how="anti")
    reached = [steps]
    for _ in range(_STEPS - 1):
        further = (
            reached[-1]
            .join(onward, left_on="to", right_on="from", suffix="_next")
            .select(
                "from",
                to="to_next",
                other="other_next",
                kind=pl.when(pl.col("kind_next") == "former name").then("kind_next").otherwise("kind"),
                since=pl.max_horizontal("since", "since_next"),
                ambiguous=pl.col("ambiguous") | pl.col("ambiguous_next"),
                country="country",
            )
            .filter(pl.col("from") != pl.col("to"))
        )
        reached.append(further.unique(["from", "to"], keep="first", maintain_order=True))
    return pl.concat(reached).unique(["from", "to"], keep="first", maintain_order=True).drop("to")


@cache
def _group_names() -> pl.DataFrame:
    """From each word or phrase that begins names of a group to the other: `from`, `other` and what is known of it."""
    return _both_ways(company_names().filter(pl.col("kind") == "group")).drop("to")


@cache
def _beginnings() -> tuple[pl.Series, pl.Series, pl.Series]:
    """First words of names in the table, first words after which any may follow, first words with the next letter."""
    groups, whole = _group_names()["from"], _whole_names()["from"]
    both = pl.concat([groups, whole])
    return (
        both.str.extract(r"^(\S+)").unique(),
        groups.filter(~groups.str.contains(" ")).unique(),
        both.str.extract(r"^(\S+ \S)").drop_nulls().unique(),
    )


def _may_have_others(names: pl.DataFrame) -> pl.DataFrame:
    """The few names whose first two words begin a name of the table, or may not count: a quick look before the rest."""
    firsts, open_firsts, pairs = _beginnings()
    skipped = pl.Series([*_empty_words(), *_HOLDER_WORDS])
    plain = pl.col("plain")
    first = pl.coalesce(plain.str.head(plain.str.find(" ", literal=True)), plain)
    second = plain.str.splitn(" ", 3).struct[1]
    return (
        names.with_columns(first=first)
        .filter(pl.col("first").is_in(pl.concat([firsts, skipped]).implode()))
        .with_columns(second=second)
        .filter(
            pl.col("second").is_null()
            | pl.col("first").is_in(pl.concat([open_firsts, skipped]).implode())
            | pl.col("second").is_in(skipped.implode())
            | pl.concat_str("first", pl.col("second").str.head(1), separator=" ").is_in(pairs.implode())
        )
        .select("id", "plain")
    )


@cache
def _by_outline() -> pl.DataFrame:
    """The names of the table by their `outline`."""
    outlined = _whole_names().select("from", outline=outline(pl.col("from")))
    return outlined.drop_nulls().unique("from", maintain_order=True)


def _of_shortened(cores: pl.DataFrame) -> pl.DataFrame:
    """Names that are in the table but for words that are abbreviated, cut or in the plural; ambiguous where they may
    be two of it.
    """
    pairs = (
        cores.select("id", "key", outline=outline(pl.col("key")))
        .join(_by_outline(), on="outline")
        .select("id", "from", written=pl.col("key").str.split(" "), meant=pl.col("from").str.split(" "))
        .filter(pl.col("written").list.len() == pl.col("meant").list.len(), pl.col("meant").list.len() <= _MAX_WORDS)
    )
    written, meant = (
        [pl.col(words).list.get(at, null_on_oob=True) for at in range(1, _MAX_WORDS)] for words in ("written", "meant")
    )
    same = (whole.is_null() | is_short_for(short, whole) for short, whole in zip(written, meant, strict=True))
    found = pairs.filter(pl.all_horizontal(same)).select("id", "from", several=pl.len().over("id") > 1)
    return (
        found.join(_whole_names(), on="from", maintain_order="left_right")
        .with_columns(ambiguous=pl.col("ambiguous") | pl.col("several"))
        .select("id", "other", *_ABOUT)
    )


def _of_groups(cores: pl.DataFrame) -> pl.DataFrame:
    """Names that begin with a group's name, with the group's other name in its place; the longest beginning counts."""
    groups = _group_names()
    words = cores.select("id", words=pl.col("core").str.split(" "))
    found = [
        words.filter(pl.col("words").list.len() > length)
        .select(
            "id",
            beginning=pl.col("words").list.head(length).list.join(" "),
            rest=pl.col("words").list.slice(length).list.join(" "),
            length=length,
        )
        .join(groups, left_on="beginning", right_on="from")
        for length in range(1, GROUP_WORDS + 1)
    ]
    return (
        pl.concat(found)
        .filter(pl.col("length") == pl.col("length").max().over("id"))
        .select("id", pl.concat_str("other", "rest", separator=" "), *_ABOUT)
    )
