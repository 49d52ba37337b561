"""OpenSanctions' tables, `targets.simple.csv` and `securities.csv`, read a row at a time.

Both are UTF-8 with every cell in quotation marks, several values of a cell parted by semicolons; in the simple table a
value that has a semicolon is quoted once more inside the cell. Columns go by their names.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from clearhold.lists.parsed import ParsedAddress, ParsedEntry, ParsedIdentifier, ParsedListing
from clearhold.lists.publishers.opensanctions.listings import undesignated
from clearhold.lists.publishers.opensanctions.parties import TYPES, country_codes, names_from, no_party, tell_scheme
from clearhold.model import CouldNotRead, EntryType, IdentifierScheme, place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from clearhold.lists.parsed import ParsedName, SourceFile
    from clearhold.lists.publishers.opensanctions.collected import Collected

SIMPLE = ("id", "schema", "name", "aliases", "countries", "identifiers", "sanctions", "dataset")
SECURITIES = ("id", "caption", "isins", "lei", "countries", "datasets", "aliases")
_TRUE = "t"
# Data sets that identify parties and list none.
_CONTEXT = frozenset({"ru_nsd_isin", "permid", "openfigi", "research"})


def headings_of(content: bytes) -> Sequence[str]:
    """The first row of a text table, or nothing where the bytes are none."""
    first = content.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0][: 1 << 14]
    try:
        return next(csv.reader([first.decode("utf-8").rstrip("\r")]), [])
    except (UnicodeDecodeError, csv.Error):
        return []


def read_rows(file: SourceFile) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Each row with its first line, by the columns' names.

    Raises CouldNotRead for a row that is longer or shorter than the headings or does not end: the file was cut.
    """
    text = io.TextIOWrapper(io.BytesIO(file.content), encoding="utf-8-sig", newline="")
    reader = csv.reader(text, strict=True)
    try:
        headings = next(reader)
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) != len(headings) and cells:
                raise CouldNotRead(
                    f"{place(file.name, line=line)}: {len(cells)} cells under {len(headings)} headings; the file was "
                    "cut or damaged: download it again"
                )
            if cells:
                yield line, dict(zip(headings, cells, strict=True))
            line = reader.line_num + 1
    except (csv.Error, UnicodeDecodeError) as fault:
        where = place(file.name, line=reader.line_num or None)
        raise CouldNotRead(f"{where}: broken text table ({fault}); the file was cut: download it again") from None


def simple_entry(row: Mapping[str, str], line: int, file: str, collected: Collected) -> ParsedEntry | None:
    """A row of `targets.simple.csv` as an entry, or none, reported, where it cannot be one.

    The column `sanctions` joins programme, reason, status and days with dashes that cannot be told apart again: its
    text is quoted whole, and no day is taken from it.
    """
    kind = TYPES.get(row["schema"])
    names = _names(row["name"], split_quoted(row["aliases"]))
    if not names or kind is None:
        message = no_party(row["schema"], row["id"]) if names else f"{row['id']} has no name; it is left out"
        collected.report(message, file, line)
        return None
    texts = [" ".join(text.split()) for text in split_quoted(row["sanctions"])]
    person = kind is EntryType.PERSON
    programme_ids = split_quoted(row.get("program_ids", ""))
    listings = undesignated(
        programmes=(),
        programme_ids=programme_ids,
        datasets=split_quoted(row["dataset"]),
        topics=(),
        source=place(file, line=line),
        words=texts[0] if len(texts) == 1 and not person else None,
        account="; ".join(f'"{text}"' for text in texts) if len(texts) > 1 and not person else None,
    )
    if person:
        return ParsedEntry(row["id"], kind, names, listings, place=line)
    countries, unknown = country_codes(split_quoted(row["countries"]))
    collected.report_countries(unknown, file, line)
    return ParsedEntry(
        id=row["id"],
        type=kind,
        names=names,
        listings=listings,
        identifiers=tuple(dict.fromkeys(map(tell_scheme, split_quoted(row["identifiers"])))),
        addresses=tuple(map(ParsedAddress, split_quoted(row.get("addresses", "")))),
        countries=countries,
        place=line,
    )


def security_entry(row: Mapping[str, str], line: int, file: str, collected: Collected) -> ParsedEntry | None:
    """A row of `securities.csv` as an entry, or none for a company that no list names.

    The table has an issuer a row, with all its ISINs.
    """
    named = [
        dataset
        for dataset in split_plain(row.get("risk_datasets", "") or row["datasets"])
        if dataset not in _CONTEXT and not dataset.startswith("ext_")
    ]
    sanctioned, barred = row.get("sanctioned") == _TRUE, row.get("eo_14071") == _TRUE
    names = _names(row["caption"], split_plain(row["aliases"]))
    if not names or not (sanctioned or barred or (row.get("risk_datasets") and named)):
        return None
    source = row.get("url") or place(file, line=line)
    stated: list[ParsedListing] = []
    for dataset in named:
        stated += undesignated(
            programmes=(),
            programme_ids=(),
            datasets=(dataset,),
            topics=("sanction",) if sanctioned else (),
            source=source,
        )
    if barred:
        stated += undesignated(
            programmes=("Executive Order 14071",), programme_ids=(), datasets=(), topics=("invest.ban",), source=source
        )
    schemes = {"isins": IdentifierScheme.ISIN, "lei": IdentifierScheme.LEI}
    others = {"perm_id": IdentifierScheme.OTHER, "ric": IdentifierScheme.OTHER}
    countries, unknown = country_codes(split_plain(row["countries"]))
    collected.report_countries(unknown, file, line)
    return ParsedEntry(
        id=row["id"],
        type=EntryType.COMPANY,
        names=names,
        listings=tuple(stated)
        or undesignated(programmes=(), programme_ids=(), datasets=(), topics=("sanction",), source=source),
        identifiers=tuple(
            ParsedIdentifier(scheme, value)
            for column, scheme in (schemes | others).items()
            for value in split_plain(row.get(column, ""))
        ),
        countries=countries,
        place=line,
    )


def _names(name: str, aliases: Sequence[str]) -> tuple[ParsedName, ...]:
    settled = " ".join(name.split())
    return names_from(settled, [settled] if settled else [], aliases)


def split_quoted(cell: str) -> list[str]:
    """The values of a cell of the simple table, each once, empty ones left out."""
    if not cell:
        return []
    try:
        rows = list(csv.reader(io.StringIO(cell, newline=""), delimiter=";", strict=True))
    except csv.Error:
        return split_plain(cell)
    return list(dict.fromkeys(settled for row in rows for value in row if (settled := " ".join(value.split()))))


def split_plain(cell: str) -> list[str]:
    """The values of a cell without quotation inside, each once, empty ones left out."""
    return list(dict.fromkeys(settled for value in cell.split(";") if (settled := " ".join(value.split()))))
