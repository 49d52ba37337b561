"""Which columns of any table are the ids, names, countries, identifiers and aliases to match by, by their headings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from clearhold.identity import headings
from clearhold.identity.headings import fold_heading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl


class MatchRole(StrEnum):
    """What a column of a table to match is about; the words are the columns of `match_tables`."""

    ID = "id"
    NAME = "name"
    COUNTRY = "country"
    ISIN = "isin"
    LEI = "lei"
    ALIASES = "aliases"


# The plainest first: of two columns that fit a role the earlier word wins. All columns of aliases are used.
_WORDS: Mapping[MatchRole, tuple[str, ...]] = {
    MatchRole.ID: (
        *("id", "ids", "query id", "target id", "key", "entry", "entry id", "record id", "row id", "internal id"),
        *("entity id", "company id", "issuer id", "security id", "holding id", "client id", "list id", "uid", "uuid"),
        *("identifier", "code", "number", "no", "nr", "ref", "reference", "record", "publisher id"),
    ),
    MatchRole.NAME: (
        *headings.NAME,
        *("query name", "target name", "security name", "name of security", "holding name", "stock name"),
        *("instrument name", "investment name", "legal entity name", "entity legal name", "long name", "short name"),
        *("security", "holding", "stock", "instrument", "investment", "description", "title"),
        *(
            "navn",
            "namn",
            "nom",
            "naam",
            "nombre",
            "nome",
            "bezeichnung",
            "selskap",
            "emittent",
            "公司名称",
            "证券名称",
        ),
        *("股票名称", "名称", "銘柄名"),
    ),
    MatchRole.COUNTRY: (
        *headings.COUNTRY,
        *("country of risk", "country name", "issuer country", "domicile country", "incorporation country"),
        *("country iso", "iso country", "iso country code", "country of issuer", "country of registration", "location"),
        *("land", "pays", "pais", "paese"),
    ),
    MatchRole.ISIN: headings.ISIN,
    MatchRole.LEI: (*headings.LEI, "lei number", "issuer lei"),
    MatchRole.ALIASES: (
        *headings.ALIASES,
        "short name",
        "other scripts",
        "original script",
        "local name",
        "native name",
    ),
}
NEEDED = (MatchRole.ID, MatchRole.NAME)
_HEADING_WITHIN = 60  # rows that a preamble may take


@dataclass(frozen=True, slots=True)
class MatchColumns:
    """Where a table's columns are: `heading` is the place of the row of headings among the rows, `place` has the
    columns of each role; `headings` are the columns' names as written, and `also` those that fit a role and are not
    used, each with the role and the one that is.
    """

    heading: int
    place: Mapping[MatchRole, Sequence[int]]
    headings: Sequence[str]
    also: Sequence[tuple[str, MatchRole, str]]

    @property
    def missing(self) -> Sequence[MatchRole]:
        """The roles that are needed and have no column."""
        return [role for role in NEEDED if role not in self.place]


def find_match_columns(cells: pl.DataFrame) -> MatchColumns | None:
    """The columns of a table as `read_columns` gives it, or None where no row near its top reads like headings."""
    top = [row[1:] for row in cells.head(_HEADING_WITHIN).iter_rows()]
    known = {word for words in _WORDS.values() for word in words}
    best, most = None, (0, 0)
    for number, row in enumerate(top):
        folded = [fold_heading(cell or "") for cell in row]
        roles = {role for role, words in _WORDS.items() if any(heading in words for heading in folded)}
        telling = (len(roles.intersection(NEEDED)), len(known.intersection(folded)))
        if telling > most:
            best, most = number, telling
    return None if best is None else _place(best, [cell or "" for cell in top[best]])


def _place(heading: int, shown: Sequence[str]) -> MatchColumns:
    folded = [fold_heading(cell) for cell in shown]
    place: dict[MatchRole, list[int]] = {}
    also: list[tuple[int, MatchRole]] = []
    for role, words in _WORDS.items():
        taken = {column for columns in place.values() for column in columns}
        fitting = sorted(
            (column for column, word in enumerate(folded) if word in words and column not in taken),
            key=lambda column: (words.index(folded[column]), column),
        )
        if fitting:
            place[role] = fitting if role is MatchRole.ALIASES else fitting[:1]
            also += [(column, role) for column in fitting]
    taken = {column for columns in place.values() for column in columns}
    unused = {column: role for column, role in also if column not in taken}
    return MatchColumns(
        heading, place, shown, [(shown[column], role, shown[place[role][0]]) for column, role in unused.items()]
    )
