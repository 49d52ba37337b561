"""One query's whole story: how its name is read, which targets are near, what speaks for and against each of them."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

import polars as pl

from clearhold.identity.names import WordRole, read_names
from clearhold.identity.rarity import say_rarity
from clearhold.identity.scripts import fold_letters
from clearhold.identity.securities import find_security_facts, strip_security_words
from clearhold.matching.pairwise import LEAST, METHOD, answer, compare_tables
from clearhold.matching.pairwise_evidence import speak_of
from clearhold.matching.pairwise_sides import check_table
from clearhold.matching.silent import are_silent
from clearhold.model import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clearhold.screening.match_reading import CompanyFile

NEAR = 0.02  # probability from which a target is told as near
MOST_NEAR = 8
_MARKS = " ,;:()'\""


@dataclass(frozen=True, slots=True)
class NameReading:
    """How a name is read: its words with what they are and how rare, and the words taken off with what they say."""

    name: str
    words: Sequence[tuple[str, str]]
    forms: Sequence[str]
    taken_off: Sequence[str]
    security: Sequence[str]  # what the words taken off say of the security


@dataclass(frozen=True, slots=True)
class NearTarget:
    """A target that the query may be; `is_answer` is false for one that is too improbable or not among the best."""

    id: str
    name: str | None
    outcome: str
    probability: float
    is_answer: bool
    reading: NameReading
    pro: str
    contra: str
    evidence: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ExplainedQuery:
    """A query's story; `targets` counts all that it was compared with, `near` are the nearest, best first."""

    place: str
    row: Mapping[str, str | None]
    is_silent: bool
    reading: NameReading
    near: Sequence[NearTarget]
    is_cut_short: bool  # there may be more that are near
    targets: int
    top: int
    least: float
    method: str


def explain_query(
    query_id: str,
    queries: CompanyFile,
    targets: CompanyFile,
    *,
    top: int = 1,
    least: float = LEAST,
) -> ExplainedQuery:
    """The story of one query of a file; NotFound where no row has its id."""
    rows = (queries.table["id"] == query_id.strip()).arg_true()
    if rows.is_empty():
        some = ", ".join(queries.table["id"].head(3))
        raise NotFound(f'{queries.file}: no row has the id "{query_id}"; the first ids are {some}')
    row = queries.table.slice(rows[0], 1)
    most = top + MOST_NEAR
    facts = compare_tables(check_table(row, "queries"), check_table(targets.table, "targets"), least=NEAR, top=most)
    answers = answer(facts, top=top, least=least)
    others = answer(facts, top=most, least=NEAR).join(answers, on="target_id", how="anti", maintain_order="left")
    near = pl.concat([answers, others.head(MOST_NEAR)])
    told = near.hstack(speak_of(near["evidence"]))
    return ExplainedQuery(
        place=queries.place(rows[0]),
        row=row.row(0, named=True),
        is_silent=bool(are_silent(row["name"])[0]),
        reading=read_name(row["name"][0] or ""),
        near=[_near_target(each, answers["target_id"]) for each in told.iter_rows(named=True)],
        is_cut_short=others.height >= MOST_NEAR,
        targets=targets.table.height,
        top=top,
        least=least,
        method=METHOD,
    )


def read_name(name: str) -> NameReading:
    """How a name is read before it is compared."""
    column = pl.DataFrame({"name": [name]}, schema={"name": pl.String})
    folded, bare = (
        column.select(step(pl.col("name")))["name"][0]
        for step in (fold_letters, lambda text: strip_security_words(fold_letters(text)))
    )
    words = read_names(column["name"]).words.sort("position")
    return NameReading(
        name=name,
        words=[
            (str(row["word"]).upper(), _say_word(row))
            for row in words.iter_rows(named=True)
            if row["role"] != WordRole.FORM
        ],
        forms=words.filter(pl.col("role") == WordRole.FORM)["word"].str.to_uppercase().to_list(),
        taken_off=_taken_off(folded, bare),
        security=column.select(find_security_facts(fold_letters(pl.col("name"))))["name"].to_list()[0],
    )


def _say_word(row: Mapping[str, Any]) -> str:
    what = {WordRole.PLACE.value: "a place, ", WordRole.NUMBER.value: "a number, "}.get(row["role"], "")
    meant = (
        f"for {row['stem'].upper()}, " if row["stem"] != row["word"].rstrip("s") and row["stem"] != row["word"] else ""
    )
    return f"{meant}{what}{say_rarity(row['count'])}"


def _taken_off(folded: str, bare: str) -> list[str]:
    """The runs of words that are in the name and not in what is compared."""
    whole, left = ([word.strip(_MARKS) for word in text.split()] for text in (folded, bare))
    changes = SequenceMatcher(None, whole, left, autojunk=False).get_opcodes()
    return [" ".join(whole[start:end]).upper() for what, start, end, *_ in changes if what != "equal"]


def _near_target(row: Mapping[str, Any], answers: pl.Series) -> NearTarget:
    return NearTarget(
        id=row["target_id"],
        name=row["target_name"],
        outcome=row["outcome"],
        probability=row["probability"],
        is_answer=row["target_id"] in answers,
        reading=read_name(row["evidence"]["target"] or ""),
        pro=row["pro"],
        contra=row["contra"],
        evidence=row["evidence"],
    )
