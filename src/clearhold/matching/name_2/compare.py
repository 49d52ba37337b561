"""Every name held against every name listed, in bulk: which may be one company's, how probable that is, and why."""

from __future__ import annotations

import polars as pl

from clearhold.identity.rarity import FULL_WEIGHT
from clearhold.matching._kernel import Session
from clearhold.matching.name_2.model import Learned, learned
from clearhold.matching.name_2.sides import OTHERS, Side, read_side
from clearhold.matching.name_2.words import describe_words
from clearhold.matching.relations import Relation

_JUDGED = 6  # candidates of a name, at least, on which the trees are asked
LEAST = 0.02  # probability below which a pair is not looked at again
_PLACES = 4  # of a probability; more would show what the training cannot know
_CERTAIN = 0.9995  # names alone are never surer than this, nor as sure as an identifier
_COMMON = 0.85  # names that agree in words of many companies are never likely, well as they agree
_RELATIONS = (  # in the kernel's order
    Relation.SAME,
    Relation.PARENT,
    Relation.GROUP,
    Relation.PLACE,
    Relation.SPELLING,
    Relation.THIN,
    Relation.COMMON,
)

SCHEMA = {
    "held": pl.UInt32(),
    "listed": pl.UInt32(),
    "probability": pl.Float64(),
    "record": pl.Float64(),
    "relation": pl.String(),
    "leads": pl.Boolean(),
    "only_place": pl.Boolean(),
    "brand": pl.Float64(),
    "held_more": pl.String(),
    "listed_more": pl.String(),
    "spelled": pl.Int8(),
    "held_cut": pl.Boolean(),
    "rare_word": pl.String(),
    "rare_count": pl.Int32(),
    "other": pl.String(),
}


def compare_names(
    held: pl.Series,
    listed: pl.Series,
    *,
    candidates: int = 12,
    kept: int = 5,
    least: float = LEAST,
    thorough: bool = False,
    model: Learned | None = None,
) -> pl.DataFrame:
    """The pairs of names that may be one company's or one group's, in the order of `held`, the most probable first.

    `held` and `listed` are places in the series. `probability` is that both names are of one issuer; `record` that the
    listed one is the very record which the held name means, where share classes and receipts are apart and others may
    be nearer. `relation`, `leads`, `only_place`, `held_more` and `listed_more` are of the words; `brand` is how
    rare the rarest shared word is that may be a brand, 0 to 1; `spelled` is 2 where
    the names are spelled the same, 1 where their words are and not the legal form; `held_cut` says whether the held
    name may be cut; `rare_word` is the rarest word that both have, in `rare_count` names (null: fewer than the table
    of counts keeps); `other` in which way another name of the company was compared, null where none was.

    `thorough` judges those pairs too that look at first unlikely to be the same issuer: companies of one group.
    """
    sides = [read_side(names) for names in (held, listed)]
    session, words = open_session(*sides)
    (model or learned()).tell(session)
    found = session.match(pl.thread_pool_size(), candidates, max(kept, _JUDGED), kept, least, thorough)
    frame = pl.DataFrame(found)
    if frame.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    texts = {
        "held_more": session.more(True, found["held_name"], found["held_more"]),  # type: ignore[arg-type]
        "listed_more": session.more(False, found["listed_name"], found["listed_more"]),  # type: ignore[arg-type]
        "rare_word": session.texts(found["rare"]),  # type: ignore[arg-type]
    }
    return (
        frame.with_columns(
            probability=pl.col("issuer").round(_PLACES).clip(0, _CERTAIN),
            brand=(pl.col("brand") / FULL_WEIGHT).round(3),
            record=pl.col("record").round(_PLACES).clip(0, _CERTAIN),
            relation=pl.col("relation").replace_strict(
                {number: relation.value for number, relation in enumerate(_RELATIONS)}, return_dtype=pl.String
            ),
            other=pl.col("other").replace_strict(
                {number: kind or None for number, kind in enumerate(OTHERS)}, return_dtype=pl.String
            ),
            held_cut=sides[0].rows["cut"].gather(frame["held_name"]).cast(pl.Boolean),
            **{column: _as_words(text) for column, text in texts.items()},
        )
        .join(
            words.rename({"word": "rare_word", "count": "rare_count"}),
            on="rare_word",
            how="left",
            maintain_order="left",
        )
        .with_columns(
            pl.col("held_more", "listed_more", "rare_word").str.to_uppercase(),
            pl.when(pl.col("relation") == Relation.COMMON.value)
            .then(pl.col("probability", "record").clip(0, _COMMON))
            .otherwise(pl.col("probability", "record")),
        )
        .select(pl.col(name).cast(dtype) for name, dtype in SCHEMA.items())
    )


def open_session(held: Side, listed: Side) -> tuple[Session, pl.DataFrame]:
    """A session of the kernel with both sides read and the listed one indexed; and what is known of the words."""
    session = Session()
    listed.tell(session, held=False)
    held.tell(session, held=True)
    words = describe_words(session)
    listed.prepare(session, held=False)
    held.prepare(session, held=True)
    session.build()
    return session, words


def _as_words(text: bytes) -> pl.Series:
    """A row for each line; null for an empty one."""
    lines = pl.Series(text.decode().split("\n"), dtype=pl.String)
    return lines.replace("", None)
