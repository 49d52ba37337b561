"""Findings arranged by company: what is held, what is listed and by whom, and why both are taken to be the same.

A finding is a holding against a listing; a reader asks about a company. Nothing is summed here: a company's money is
its row of the exposure table, or its one line's value.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clearhold.model import LIKELY_OUTCOMES, Dimension, EvidenceClass, Outcome
from clearhold.reports.answer import exposure_by
from clearhold.reports.company import CompanyCard, HeldLine, ListedEntry, Period, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    import polars as pl

    from clearhold.model import Screening

    Row = Mapping[str, Any]

_PLACE = ("file", "sheet", "line")
_PAIR = ("list", "entry")
_PERIOD = (
    "evidence_class",
    "programme",
    "ground",
    "words",
    "account",
    "listed_on",
    "effective_on",
    "delisted_on",
    "source",
)
_REASON = ("outcome", "probability", "basis", "held", "evidence", "against")
_SCHEMES = ("isin", "lei", "figi", "sedol", "cusip", "ticker")
_OUTCOME_RANK = {outcome.value: rank for rank, outcome in enumerate(Outcome)}
_LIKELY = frozenset(outcome.value for outcome in LIKELY_OUTCOMES)


@dataclass(frozen=True, slots=True)
class Arranged:
    """Every finding, once: companies held that are listed, then those that a person must look at, then those listed
    only before or after the listings' day.
    """

    listed: tuple[CompanyCard, ...]
    to_look_at: tuple[CompanyCard, ...]
    not_on_the_day: tuple[CompanyCard, ...]


def arrange_findings(screening: Screening) -> Arranged:
    """The findings by company, ordered by evidence class and money; those to be looked at by outcome and money."""
    desk = _Desk(screening)
    likely, others, outside = _by_party(screening)
    listed = [desk.card(party, rows, others.pop(party, []), outside.pop(party, [])) for party, rows in likely.items()]
    to_look_at = [desk.card(party, rows, [], outside.pop(party, [])) for party, rows in others.items()]
    elsewhere = [desk.card(party, [], [], rows) for party, rows in outside.items()]
    return Arranged(
        listed=tuple(sorted(listed, key=lambda card: (card.evidence_class, *_by_money(card)))),
        to_look_at=tuple(
            sorted(
                to_look_at, key=lambda card: (_OUTCOME_RANK[card.best.outcome], card.evidence_class, *_by_money(card))
            )
        ),
        not_on_the_day=tuple(sorted(elsewhere, key=lambda card: (card.evidence_class, *_by_money(card)))),
    )


def _by_party(screening: Screening) -> tuple[dict[int, list[Row]], dict[int, list[Row]], dict[int, list[Row]]]:
    likely, others, outside = (defaultdict[int, list[Any]](list) for _ in range(3))
    for row in screening.findings.iter_rows(named=True):
        (likely if row["outcome"] in _LIKELY else others)[row["party"]].append(row)
    for row in screening.other_listings.iter_rows(named=True):
        outside[row["party"]].append(row)
    return likely, others, outside


def _by_money(card: CompanyCard) -> tuple[bool, Decimal | int, str, int]:
    """Largest first; a company whose money is not summed by its largest line; unknown money last."""
    lines = [line.base_value for line in card.lines if line.base_value is not None]
    value = card.base_value if card.base_value is not None else max(lines, default=None)
    return value is None, -(value or 0), card.name, card.party


class _Desk:
    """The tables that cards are put together from, looked up by the keys of findings."""

    def __init__(self, screening: Screening) -> None:
        found = [table.select(*_PLACE, "issuer", *_PAIR) for table in (screening.findings, screening.other_listings)]
        places = found[0].vstack(found[1])
        pairs = list(_PAIR)
        lists = screening.lists
        self._lists = {each.name: each for each in lists.lists}
        self._holdings = _rows_by(_PLACE, screening.reading.holdings, places)
        self._valued = _rows_by(_PLACE, screening.valued, places)
        self._matches = _rows_by(("issuer", *_PAIR), screening.matches, places)
        self._entries = _rows_by(_PAIR, lists.entries, places)
        self._identifiers = defaultdict[Any, list[tuple[str, str]]](list)
        known = lists.identifiers.join(places.select(pairs).unique(), on=pairs, how="semi").filter("valid")
        for row in known.iter_rows(named=True):
            self._identifiers[_key(_PAIR, row)].append((row["scheme"], row["value"]))
        self._sums = {int(row["key"]): row for row in exposure_by(screening, Dimension.PARTY)}

    def card(self, party: int, rows: list[Row], other_rows: list[Row], outside: list[Row]) -> CompanyCard:
        """The card of a company: `rows` make it, `other_rows` are entries its holdings merely resemble."""
        lines = tuple(self._line(row) for row in _first_by(_PLACE, rows or outside))
        listed, elsewhere = self._entries_of(rows), self._entries_of(outside)
        reasons = self._reasons(rows or outside, {(each.on.name, each.entry): each for each in (*elsewhere, *listed)})
        similar = self._reasons(other_rows, {(each.on.name, each.entry): each for each in self._entries_of(other_rows)})
        # Of lines without a value there is no sum; the table's sum of nothing would read as nothing held.
        valued = [line for line in lines if line.base_value is not None]
        sums = self._sums.get(party) if valued else None
        alone = lines[0] if len(lines) == 1 else None
        return CompanyCard(
            party=party,
            name=(listed or elsewhere)[0].name,
            held_as=tuple(dict.fromkeys(line.name for line in lines if line.name)),
            base_value=sums["base_value"] if sums else alone.base_value if alone else None,
            share=sums["share"] if sums else alone.weight if alone else None,
            lines=lines,
            lines_without_value=len(lines) - len(valued),
            listed=listed,
            reasons=reasons,
            earlier_or_later=elsewhere,
            resembles=similar,
        )

    def _line(self, row: Row) -> HeldLine:
        held = self._holdings.get(_key(_PLACE, row), {})
        valued = self._valued.get(_key(_PLACE, row), {})
        identifiers = tuple(
            (scheme.upper() if scheme != "ticker" else "ticker", held[scheme], _is_wrong(scheme, held))
            for scheme in _SCHEMES
            if held.get(scheme)
        )
        return HeldLine(
            **{name: row[name] for name in (*_PLACE, "fund", "as_of", "name", "country", "market_value", "currency")},
            base_value=row["base_value"],
            weight=row["weight"],
            base_method=valued.get("base_method"),
            identifiers=identifiers,
        )

    def _entries_of(self, rows: list[Row]) -> tuple[ListedEntry, ...]:
        """The entries of some rows, strongest evidence first, each with its periods, oldest first."""
        by_entry: dict[Any, list[Row]] = defaultdict(list)
        for row in rows:
            by_entry[_key(_PAIR, row)].append(row)
        entries = []
        for key, listings in by_entry.items():
            entry = self._entries.get(key, {})
            distinct = _first_by(_PERIOD, listings)
            periods = [Period(**{name: row[name] for name in _PERIOD}) for row in distinct]
            entries.append(
                ListedEntry(
                    on=self._lists[key[0]],
                    entry=key[1],
                    name=listings[0]["entry_name"],
                    country=entry.get("country"),
                    evidence_class=EvidenceClass(min(row["evidence_class"] for row in listings)),
                    periods=tuple(sorted(periods, key=lambda each: (each.listed_on is None, str(each.listed_on)))),
                    answer=entry.get("answer"),
                    answer_source=entry.get("answer_source"),
                    identifiers=tuple(self._identifiers[key]),
                )
            )
        order = list(self._lists)
        return tuple(sorted(entries, key=lambda each: (each.evidence_class, order.index(each.on.name), each.entry)))

    def _reasons(self, rows: list[Row], entries: Mapping[Any, ListedEntry]) -> tuple[Reason, ...]:
        """Why, strongest first; one reason stands once, with every entry it holds for."""
        grouped: dict[Any, dict[str, list[ListedEntry]]] = defaultdict(lambda: defaultdict(list))
        for row in _first_by(("issuer", *_PAIR), rows):
            match = self._matches.get(_key(("issuer", *_PAIR), row), {})
            reason = tuple(row[name] if name in row else match.get(name) for name in _REASON)
            entry = entries[_key(_PAIR, row)]
            grouped[reason][match.get("listed") or entry.name].append(entry)
        reasons = [
            Reason(
                **dict(zip(_REASON, reason, strict=True)),
                listed=tuple((value, tuple(found)) for value, found in by_value.items()),
            )
            for reason, by_value in grouped.items()
        ]
        return tuple(sorted(reasons, key=lambda each: (_OUTCOME_RANK[each.outcome], -each.probability)))


def _is_wrong(scheme: str, held: Row) -> bool:
    return scheme == "isin" and held.get("isin_valid") is False


def _rows_by(columns: Sequence[str], table: pl.DataFrame, found: pl.DataFrame) -> dict[Any, Row]:
    """The rows of a table that findings refer to, by their key."""
    keys = list(columns)
    rows = table.join(found.select(keys).unique(), on=keys, how="semi", nulls_equal=True)
    return {_key(columns, row): row for row in rows.iter_rows(named=True)}


def _key(columns: Sequence[str], row: Row) -> Any:
    return tuple(row[column] for column in columns)


def _first_by(columns: Sequence[str], rows: Iterable[Row]) -> list[Row]:
    """The first row of each key, in the rows' order."""
    first: dict[Any, Row] = {}
    for row in rows:
        first.setdefault(_key(columns, row), row)
    return list(first.values())
