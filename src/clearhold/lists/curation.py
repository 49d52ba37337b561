"""Lays the facts of a built-in list over the same list as its publisher serves it now.

The built-in tables have what the publisher's files lack: the ground of a rule, names in Chinese, identifiers from other
sources, a company's answer. Each of them keeps its own source. An update must not lose them, and must not let them
outlive the listing that they were about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clearhold.identity.names import WordRole, read_names
from clearhold.lists.entries import NESTED, SCHEMA, attach, spread
from clearhold.model import NameKind

if TYPE_CHECKING:
    from collections.abc import Sequence

_BY_IDENTIFIER = ("isin", "lei", "registration number", "tax number", "bic")
_DAYS_OF_A_RULE = 3  # between filing, publication and effect
_STATED = ("evidence_class", "programme", "ground", "words", "account", "source", "source_date")


def lay_facts_over(fetched: pl.DataFrame, facts: pl.DataFrame, *, keep_ids: bool) -> pl.DataFrame:
    """The fetched entries with the facts of the built-in entries that are the same party, in the fetched order.

    The same party is one that shares a valid identifier of an issuer or security, or a name but for legal form and
    spelling of its words, and shares it with nobody else. With `keep_ids` it gets the built-in entry's id, so that an
    entry is called the same whichever version is in use. Names, identifiers and the answer are added; a listing takes
    ground, words and kind of evidence of the built-in listing of the same day.
    """
    pairs = find_same_parties(fetched, facts)
    if pairs.is_empty():
        return fetched
    ours = facts.join(pairs.rename({"facts": "entry"}), on="entry").drop("entry").rename({"fetched": "entry"})
    merged = fetched
    names = _with_kinds(spread(merged, "names"), spread(ours, "names"))
    further = spread(ours, "names").with_columns(
        kind=pl.col("kind").replace(NameKind.PRIMARY.value, NameKind.STRONG_ALIAS.value)
    )
    merged = attach(merged, "names", _both(names, further, "name"))
    identifiers = spread(merged, "identifiers"), spread(ours, "identifiers")
    merged = attach(merged, "identifiers", _both(*identifiers, "value"))
    merged = attach(merged, "listings", _with_grounds(spread(merged, "listings"), spread(ours, "listings")))
    told = ours.select("entry", "answer", "answer_source", of_facts="countries")
    merged = (
        merged.drop("answer", "answer_source")
        .join(told, on="entry", how="left", maintain_order="left")
        .with_columns(
            countries=pl.when(pl.col("countries").list.len() == 0)
            .then(pl.col("of_facts").fill_null([]))
            .otherwise("countries")
        )
    )
    if keep_ids:
        merged = merged.join(
            pairs.rename({"fetched": "entry"}), on="entry", how="left", maintain_order="left"
        ).with_columns(entry=pl.coalesce("facts", "entry"))
    return merged.select(SCHEMA.names())


def find_same_parties(fetched: pl.DataFrame, facts: pl.DataFrame) -> pl.DataFrame:
    """Entries of both that are the same party: `fetched`, `facts`, each of them once. Identifiers go before names."""
    found = pl.DataFrame(schema={"fetched": pl.String, "facts": pl.String})
    for keys in (_identifier_keys, _entry_keys, _primary_keys, _name_keys):
        met = keys(fetched).join(keys(facts), on="key", suffix="_facts")
        pairs = (
            met.select(fetched="entry", facts="entry_facts")
            .unique(maintain_order=True)
            .join(found, on="fetched", how="anti", maintain_order="left")
            .join(found, on="facts", how="anti", maintain_order="left")
        )
        alone = pairs.filter(~pl.col("fetched").is_duplicated(), ~pl.col("facts").is_duplicated())
        found = pl.concat([found, alone])
    return found


def unmatched(fetched: pl.DataFrame, facts: pl.DataFrame) -> Sequence[str]:
    """Names of built-in entries in force whose party the fetched list does not have."""
    pairs = find_same_parties(fetched, facts)
    in_force = pl.col("listings").list.eval(pl.element().struct.field("delisted_on").is_null()).list.any()
    rest = facts.filter(in_force).join(pairs, left_on="entry", right_on="facts", how="anti", maintain_order="left")
    return rest["name"].to_list()


def _identifier_keys(entries: pl.DataFrame) -> pl.DataFrame:
    rows = spread(entries, "identifiers").filter(pl.col("scheme").is_in(_BY_IDENTIFIER), pl.col("valid"))
    return rows.select("entry", key=pl.format("{} {}", "scheme", "value")).unique(maintain_order=True)


def _entry_keys(entries: pl.DataFrame) -> pl.DataFrame:
    """By id and name: two entries of one name on both sides are told apart by ids that are made alike."""
    key = pl.concat_str(pl.col("entry"), fold_names(entries["name"]), separator=" ")
    return entries.select("entry", key=key)


def _primary_keys(entries: pl.DataFrame) -> pl.DataFrame:
    return _keyed(entries.select("entry", "name"))


def _name_keys(entries: pl.DataFrame) -> pl.DataFrame:
    """By any name but weak ones; names of other scripts say it as well as the primary one."""
    return _keyed(spread(entries, "names").filter(pl.col("kind") != NameKind.WEAK_ALIAS.value).select("entry", "name"))


def _keyed(names: pl.DataFrame) -> pl.DataFrame:
    keys = names.with_columns(key=fold_names(names["name"])).filter(pl.col("key").str.len_chars() > 1)
    return keys.select("entry", "key").unique(maintain_order=True)


def fold_names(names: pl.Series) -> pl.Series:
    """The words of each name without its legal form; a name in another script without blanks and case."""
    words = read_names(names).words.filter(pl.col("role") != WordRole.FORM)
    joined = words.group_by("id", maintain_order=True).agg(pl.col("word").str.join(" "))
    numbered = pl.DataFrame({"name": names}).with_row_index("id").join(joined, on="id", how="left")
    other = pl.col("name").str.to_lowercase().str.replace_all(r"\s", "")
    return numbered.sort("id").select(pl.coalesce("word", other)).to_series()


def _both(theirs: pl.DataFrame, ours: pl.DataFrame, value: str) -> pl.DataFrame:
    """The publisher's rows, then ours whose value, whatever its case, the publisher does not give the entry."""

    def folded(rows: pl.DataFrame) -> pl.DataFrame:
        return rows.with_columns(folded=pl.col(value).str.to_lowercase())

    new = folded(ours.select(theirs.columns)).join(
        folded(theirs).select("entry", "folded"), on=["entry", "folded"], how="anti", maintain_order="left"
    )
    return pl.concat([theirs, new.drop("folded")])


def _with_kinds(theirs: pl.DataFrame, ours: pl.DataFrame) -> pl.DataFrame:
    """The publisher's names, their kinds as a person has judged them where one has; the primary name stays what it is.

    A parser can only guess from its form whether a short alias is weak.
    """
    judged = ours.filter(pl.col("kind") != NameKind.PRIMARY.value).select("entry", "name", judged="kind")
    primary = pl.col("kind") == NameKind.PRIMARY.value
    return (
        theirs.join(judged, on=["entry", "name"], how="left", maintain_order="left")
        .with_columns(kind=pl.when(primary).then("kind").otherwise(pl.coalesce("judged", "kind")))
        .drop("judged")
    )


def _with_grounds(theirs: pl.DataFrame, ours: pl.DataFrame) -> pl.DataFrame:
    """The publisher's listings, each replaced by ours of the same period: one may be listed on several grounds.

    Periods are the same where they are both open and begin on the same day, or where one of the two is undated. A rule
    takes effect on the day it is filed or published, and publishers cite either: within days it is the same day. What
    is the publisher's alone (its words, its dates) is kept where ours has none.
    """
    numbered = theirs.with_row_index("number")
    begins = pl.col("listed_on")
    apart = [(begins - pl.col(ours_day)).dt.total_days().abs() for ours_day in ("listed_on_ours", "source_date_ours")]
    same_day = pl.any_horizontal(
        begins.is_null(), pl.col("listed_on_ours").is_null(), *(days <= _DAYS_OF_A_RULE for days in apart)
    ).fill_null(False)
    met = numbered.join(ours, on="entry", suffix="_ours", maintain_order="left_right").filter(
        same_day, pl.col("delisted_on").is_null(), pl.col("delisted_on_ours").is_null()
    )
    dates = ("listed_on", "effective_on")
    replaced = met.select(
        "number",
        "entry",
        *(pl.coalesce(f"{column}_ours", column).alias(column) for column in _STATED),
        *(pl.coalesce(column, f"{column}_ours").alias(column) for column in dates),
        delisted_on=pl.lit(None, pl.Date),
    )
    rest = numbered.join(replaced.select("number").unique(), on="number", how="anti", maintain_order="left")
    columns = ["number", "entry", *(field.name for field in NESTED["listings"].fields)]
    return (
        pl.concat([replaced.select(columns), rest.select(columns)])
        .sort("number", maintain_order=True)
        .drop("number")
        .unique(maintain_order=True)
    )
