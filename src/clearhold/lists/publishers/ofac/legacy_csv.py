"""Joins OFAC's CSV set into parties: primary rows with their aliases, addresses and continued remarks.

The primary file alone will do. One that was put together of the SDN and the Consolidated List is taken apart again, at
the end mark between them or where OFAC's numbers, which rise through each list, fall once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from clearhold.lists.markup import settle
from clearhold.lists.parsed import ParsedAddress, ParsedName
from clearhold.lists.publishers.conventions.places import country_of
from clearhold.lists.publishers.ofac.csv_rows import Part, read_csv
from clearhold.lists.publishers.ofac.membership import publication_of
from clearhold.lists.publishers.ofac.parties import Party, alias_kind, type_of
from clearhold.lists.publishers.ofac.remarks import read_remark
from clearhold.model import CouldNotRead, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from clearhold.lists.parsed import SourceFile
    from clearhold.lists.publishers.ofac.csv_rows import CsvFile, CsvRow
    from clearhold.lists.publishers.ofac.parties import Publication

_NEEDED = 4  # cells without which a primary row says nothing: number, name, type, programmes
_MOST_FAULTS = 50
_FLAG = 9
_REMARK = 11
_LONGEST_REMARK = 1000
_ENTITY = "entity"  # in the primary file entities have a null for their type


class _Beside:
    """What the other files of the set say, by OFAC's number."""

    def __init__(self, files: Sequence[CsvFile]) -> None:
        self.aliases = _by_number(files, Part.ALIASES)
        self.addresses = _by_number(files, Part.ADDRESSES)
        self.comments = _by_number(files, Part.COMMENTS)


def read_csv_set(files: Sequence[SourceFile]) -> list[Publication]:
    """The parties of the set, a publication for each list that is in it."""
    tables = [read_csv(file) for file in files]
    primary = [table for table in tables if table.part is Part.PARTIES]
    if not primary:
        raise CouldNotRead(
            f"{', '.join(table.name for table in tables)}: the primary file (sdn.csv or cons_prim.csv) is not among "
            "the files; give it too"
        )
    beside = _Beside(tables)
    astray = _astray(tables, primary)
    ending = _ending(tables)
    made: list[Publication] = []
    for table in primary:
        problems: list[Problem] = []
        parties = [party for row in table.rows if (party := _party(row, table.name, beside, problems))]
        if len(problems) > _MOST_FAULTS or len(problems) * 2 > len(table.rows):
            raise CouldNotRead(
                f"{table.name}: {len(problems)} of {len(table.rows)} rows are not as OFAC writes them; first: "
                f"{problems[0].message}; the file is damaged or its layout is new: download it again"
            )
        problems += _cut_short(table, beside)
        made += _apart(publication_of(parties, len(table.rows), problems, ending=ending), table.rows)
    return [replace(made[0], problems=[*made[0].problems, *astray]), *made[1:]]


def _apart(whole: Publication, rows: Sequence[CsvRow]) -> Iterator[Publication]:
    """The publications that a file was put together of; mostly there is one."""
    begins = [row.line for row in rows[1:] if row.begins_part]
    if not begins and whole.mixed:
        numbers = [(int(row[0]), row.line) for row in rows if row[0].isdecimal()]
        falls = [line for (before, _), (number, line) in pairwise(numbers) if number < before]
        begins = falls if len(falls) == 1 else []
    if not begins:
        yield whole
        return
    for start, end in pairwise([0, *begins, rows[-1].line + 1]):
        yield publication_of(
            [party for party in whole.parties if start <= (party.place or 0) < end],
            sum(start <= row.line < end for row in rows),
            [problem for problem in whole.problems if start <= (problem.line or 0) < end],
            ending=whole.ending,
        )


def _by_number(files: Sequence[CsvFile], part: Part) -> Mapping[str, list[CsvRow]]:
    rows: defaultdict[str, list[CsvRow]] = defaultdict(list)
    for file in files:
        if file.part is part:
            for row in file.rows:
                rows[row[0]].append(row)
    return rows


def _astray(tables: Sequence[CsvFile], primary: Sequence[CsvFile]) -> list[Problem]:
    """A problem for each row beside the primary file whose party that file does not have."""
    known = {row[0] for table in primary for row in table.rows}
    problems = []
    for table in tables:
        lost = [row for row in table.rows if row[0] not in known]
        if lost and len(lost) * 2 > len(table.rows):
            raise CouldNotRead(
                f"{table.name}: {len(lost)} of its {len(table.rows)} rows are of parties that the primary file does "
                "not have: it belongs to another list or another day; give the files of one set"
            )
        part = table.part.title if table.part else "row"
        problems += [
            Problem(
                table.name,
                f'the primary file has no party "{row[0]}", of which this is among the {part}; the row is left out',
                line=row.line,
            )
            for row in lost
        ]
    return problems


def _cut_short(table: CsvFile, beside: _Beside) -> list[Problem]:
    """A problem for each remark whose end is in a comments file that was not given."""
    return [
        Problem(
            table.name,
            f'the remark of "{row[1]}" is cut at {_LONGEST_REMARK:,} characters and no comments file continues it: '
            "names and numbers at its end are missing; give the comments file too",
            line=row.line,
        )
        for row in table.rows
        if _is_cut_short(row, beside.comments.get(row[0], ()))
    ]


def _ending(tables: Sequence[CsvFile]) -> str:
    """How the files end: in one word where all end alike."""
    endings = {table.part.title: table.ending for table in tables if table.part}
    alike = set(endings.values())
    return alike.pop() if len(alike) == 1 else ", ".join(f"{part}: {endings[part]}" for part in sorted(endings))


def _party(row: CsvRow, file: str, beside: _Beside, problems: list[Problem]) -> Party | None:
    number, name = row[0], settle(row[1])
    if len(row.cells) < _NEEDED or not number.isdecimal() or not name:
        problems.append(
            Problem(
                file,
                f"the row has no number, name, type and programme of a party ({len(row.cells)} of "
                f'{Part.PARTIES.value} cells, the first "{number[:40]}"); it is left out',
                line=row.line,
            )
        )
        return None
    if len(row.cells) != Part.PARTIES.value:
        problems.append(
            Problem(
                file,
                f'the row of "{name}" has {len(row.cells)} cells, not {Part.PARTIES.value}; what it has was '
                "read, its remarks may be missing: look it up at OFAC",
                line=row.line,
            )
        )
    remark = read_remark(_remark(row, beside.comments.get(number, ())))
    addresses = beside.addresses.get(number, ())
    return Party(
        uid=number,
        type=type_of(row[2] or _ENTITY),
        names=(ParsedName(name), *_aliases(beside.aliases.get(number, ())), *remark.names),
        programmes=tuple(dict.fromkeys(settle(code) for code in row[3].strip("[]").split("] [") if settle(code))),
        statements=remark.statements,
        addresses=tuple(address for each in addresses if (address := _address(each))),
        countries=tuple(country for country in (*(each[4] for each in addresses), row[_FLAG]) if country),
        place=row.line,
    )


def _remark(row: CsvRow, comments: Sequence[CsvRow]) -> str:
    """The remark and its continuations, joined as they were cut: within a word, or at a blank.

    Of one that is cut and not continued the last statement is left out, since a part of a number is another number.
    """
    if not row[_REMARK]:
        return ""
    written = row.cells[_REMARK]
    if _is_cut_short(row, comments) and not written.endswith((".", " ")):
        return written.rpartition("; ")[0]
    return "".join((written, *(each.cells[1] for each in comments if each[1])))


def _is_cut_short(row: CsvRow, comments: Sequence[CsvRow]) -> bool:
    return len(row.cells) > _REMARK and len(row.cells[_REMARK]) >= _LONGEST_REMARK and not comments


def _aliases(rows: Sequence[CsvRow]) -> Iterator[ParsedName]:
    """The strong aliases; the weak ones stand in remarks."""
    for row in rows:
        if text := settle(row[3]):
            yield ParsedName(text, alias_kind(row[2], text, weak=False))


def _address(row: CsvRow) -> ParsedAddress | None:
    """The address on one line; None where there is nothing but a country."""
    street, town, country = (settle(row[column]) for column in (2, 3, 4))
    if not street and not town:
        return None
    return ParsedAddress(", ".join(part for part in (street, town, country) if part), country_of(country))
