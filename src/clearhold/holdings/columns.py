"""The roles of a table's columns: each role's best column, by the user's word, by heading, then by content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clearhold.holdings.content import Column, column_letter, column_place
from clearhold.holdings.headings import fold_heading
from clearhold.holdings.name_column import name_column
from clearhold.holdings.subjects import Judgement, judge
from clearhold.holdings.value_columns import ValueColumns, named_value, value_columns, weight_by_content
from clearhold.holdings.vocabulary import KEYS, Subject
from clearhold.model import BadInput, ColumnRole, CouldNotRead

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clearhold.model import ReadingOptions


class NothingNamed(CouldNotRead):
    """A table that has neither names nor identifiers is no table of holdings."""


NO_COLUMN = "none"  # what --columns takes for a role that the table is to be read without

# Roles that a single subject fills, with the subjects that stand in for it where it is not there.
_SIMPLE = {
    ColumnRole.ISIN: (Subject.ISIN,),
    ColumnRole.SEDOL: (Subject.SEDOL,),
    ColumnRole.CUSIP: (Subject.CUSIP,),
    ColumnRole.FIGI: (Subject.FIGI,),
    ColumnRole.LEI: (Subject.LEI,),
    ColumnRole.TICKER: (Subject.TICKER,),
    ColumnRole.EXCHANGE: (Subject.EXCHANGE,),
    # The country of risk or of the main market before the one of incorporation: half of China's listed companies are
    # incorporated in the Cayman Islands, and lists give the country where a company is.
    ColumnRole.COUNTRY: (Subject.COUNTRY, Subject.INCORPORATION),
    ColumnRole.ASSET_CLASS: (Subject.ASSET_CLASS,),
    ColumnRole.QUANTITY: (Subject.QUANTITY,),
    ColumnRole.CURRENCY: (Subject.CURRENCY,),
    ColumnRole.WEIGHT: (Subject.WEIGHT,),
    ColumnRole.FUND: (Subject.FUND,),
    ColumnRole.AS_OF: (Subject.AS_OF,),
}


@dataclass(frozen=True, slots=True)
class Roles:
    """Each role's column, what showed it, and the columns that are read without having a role."""

    columns: tuple[Column, ...]
    of: Mapping[ColumnRole, Column]
    why: Mapping[int, str]
    subjects: Mapping[int, Subject | None]
    values: ValueColumns
    mixed: tuple[Column, ...]  # of identifiers of several kinds: each cell counts for the scheme it is valid under
    trading_currency: Column | None

    def role_of(self, column: Column) -> ColumnRole | None:
        """The role of a column, if it has one."""
        return next((role for role, chosen in self.of.items() if chosen is column), None)

    def column(self, role: ColumnRole) -> Column | None:
        """The column of a role, if the table has it."""
        return self.of.get(role)


def assign_roles(columns: Sequence[Column], options: ReadingOptions, where: str) -> Roles:
    """The roles of a table's columns.

    Raises CouldNotRead where two columns look like the name or the only values are words, BadInput where the user
    names a heading that is not there.
    """
    asked = _asked(columns, options.columns, where)
    taken = {column.place for column in asked.values() if column}
    judged = {column.place: judge(column) for column in columns}
    judged |= {place: Judgement(None, 0, "you named it") for place in taken}
    free = [column for column in columns if column.place not in taken]
    of: dict[ColumnRole, Column] = {role: column for role, column in asked.items() if column}
    why = {place: judgement.why for place, judgement in judged.items()}

    if ColumnRole.NAME not in asked and (named := name_column(free, judged, where)):
        of[ColumnRole.NAME], why[named[0].place] = named
        free = [column for column in free if column is not named[0]]
    if not of and not any(judged[column.place].subject in KEYS for column in free):
        raise NothingNamed(
            f"{where}: no column names what is held; {_headings(columns)}. Name it with --columns name=HEADING"
        )
    values = _values(asked, free, judged, options, where)
    if values.main:
        of[ColumnRole.VALUE] = values.main
        why[values.main.place] = values.why
    for role in _SIMPLE:
        if role not in asked:
            chosen = _simple(role, free, judged, of, why)
            if chosen:
                of[role] = chosen
    if ColumnRole.WEIGHT not in of and ColumnRole.WEIGHT not in asked:
        rest = [column for column in free if column is not values.main]
        weight = weight_by_content(rest, judged)
        if weight:
            of[ColumnRole.WEIGHT] = weight
            why[weight.place] = "no heading says weight; its numbers add up to the whole"
    return Roles(
        columns=tuple(columns),
        of=of,
        why=why,
        subjects={place: judgement.subject for place, judgement in judged.items()},
        values=values,
        mixed=tuple(column for column in free if judged[column.place].subject is Subject.IDENTIFIER and column.filled),
        trading_currency=_first(Subject.TRADING_CURRENCY, free, judged),
    )


def _values(
    asked: Mapping[ColumnRole, Column | None],
    free: Sequence[Column],
    judged: Mapping[int, Judgement],
    options: ReadingOptions,
    where: str,
) -> ValueColumns:
    if ColumnRole.VALUE not in asked:
        return value_columns(free, judged, currency=options.currency, where=where)
    named = asked[ColumnRole.VALUE]
    return ValueColumns(named_value(named, where) if named else None, "you named it")


def _simple(
    role: ColumnRole,
    free: Sequence[Column],
    judged: Mapping[int, Judgement],
    of: Mapping[ColumnRole, Column],
    why: dict[int, str],
) -> Column | None:
    """The best column of a role: the first of the clearest headings, filled before empty."""
    used = {column.place for column in of.values()}
    for subject in _SIMPLE[role]:
        found = [column for column in free if judged[column.place].subject is subject and column.place not in used]
        if found:
            best = min(found, key=lambda column: (not column.filled, judged[column.place].rank, column.place))
            for other in found:
                if other is not best:
                    why[other.place] = f"not used: {best} is the {role.value.replace('_', ' ')}"
            return best
    return None


def _asked(columns: Sequence[Column], wanted: Mapping[ColumnRole, str], where: str) -> dict[ColumnRole, Column | None]:
    """The columns that the user named, by heading or by letter; None for a role to be read without."""
    return {role: _find(columns, role, text, where) for role, text in wanted.items()}


def _find(columns: Sequence[Column], role: ColumnRole, text: str, where: str) -> Column | None:
    folded = fold_heading(text)
    asked = f"{where}: --columns {role.value}={text}:"
    exact = [column for column in columns if _same(column.heading, text)]
    if len(exact) > 1:
        letters = " and ".join(column.letter for column in exact)
        raise BadInput(f"{asked} columns {letters} have this heading; write the letter of the one that is meant")
    if exact:
        return exact[0]
    if folded == NO_COLUMN:
        return None
    lettered = [column for column in columns if _is_letter(text) and column.place == column_place(text)]
    begun = [column for column in columns if folded and fold_heading(column.heading).startswith(folded)]
    if lettered and (text.isupper() or not begun):
        return lettered[0]
    if len(begun) == 1:
        return begun[0]
    raise BadInput(
        f"{asked} {'several headings begin so' if begun else 'there is no such heading'}; {_headings(columns)}"
    )


def has_column(columns: Sequence[Column], text: str) -> bool:
    """Whether a table has the column that the user names, by its heading or letter."""
    try:
        return _find(columns, ColumnRole.NAME, text, "") is not None or fold_heading(text) == NO_COLUMN
    except BadInput:
        return False


def _headings(columns: Sequence[Column]) -> str:
    """The headings that there are, as a message names them."""
    headings = ", ".join(f'{column.letter} "{column.heading}"' for column in columns if column.heading)
    last = column_letter(max((column.place for column in columns), default=0))
    return f"the headings are {headings}" if headings else f"the table has no headings, its columns are A to {last}"


def _is_letter(text: str) -> bool:
    return text.isascii() and text.isalpha() and len(text) <= 3  # noqa: PLR2004 (XFD is a workbook's last column)


def _same(heading: str, text: str) -> bool:
    return " ".join(heading.split()).casefold() == " ".join(text.split()).casefold() or (
        bool(fold_heading(text)) and fold_heading(heading) == fold_heading(text)
    )


def _first(subject: Subject, columns: Sequence[Column], judged: Mapping[int, Judgement]) -> Column | None:
    return next((column for column in columns if judged[column.place].subject is subject and column.filled), None)
