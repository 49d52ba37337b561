"""A list's parties and listings as entities of the FollowTheMoney model, each value with what the list has for it.

The model is that of the public library, version 4.11 (https://followthemoney.tech/explorer/); only properties that it
knows are used, with values that it takes. What is longer than it takes stands in the notes.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import polars as pl

from clearhold.model import EntryType, EvidenceClass, IdentifierScheme, NameKind, NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from clearhold.model import ConcernList, ConcernLists

Row = dict[str, Any]

# A product category is no party; an asset is the nearest that the model has.
SCHEMAS = {
    EntryType.COMPANY: "Company",
    EntryType.ORGANISATION: "Organization",
    EntryType.PERSON: "Person",
    EntryType.VESSEL: "Vessel",
    EntryType.SECURITY: "Security",
    EntryType.PRODUCT_CATEGORY: "Asset",
}
_OFFICIAL = (EvidenceClass.OFFICIAL_HUMAN_RIGHTS, EvidenceClass.OFFICIAL_OTHER_GROUND)
_NAMES = {
    NameKind.PRIMARY: "name",
    NameKind.STRONG_ALIAS: "alias",
    NameKind.ORIGINAL_SCRIPT: "alias",
    NameKind.FORMER: "previousName",
    NameKind.WEAK_ALIAS: "weakAlias",
}
# The type of each property used, and how many characters the type takes.
PROPERTY_TYPES = {
    **dict.fromkeys(("name", "alias", "previousName", "weakAlias"), "name"),
    "country": "country",
    "address": "address",
    **dict.fromkeys(("isinCode", "isin", "leiCode", "figiCode", "ticker", "registrationNumber"), "identifier"),
    **dict.fromkeys(("taxNumber", "swiftBic", "imoNumber", "idNumber"), "identifier"),
    **dict.fromkeys(("notes", "reason", "summary", "description"), "text"),
    **dict.fromkeys(("program", "authority", "recordId", "type"), "string"),
    **dict.fromkeys(("sourceUrl", "publisherUrl"), "url"),
    **dict.fromkeys(("listingDate", "startDate", "endDate"), "date"),
    **dict.fromkeys(("entity", "issuer", "parent"), "entity"),
}
_LONGEST = {"name": 384, "address": 250, "identifier": 64, "string": 1024, "url": 4096}
_COMPANY_NUMBERS = {
    IdentifierScheme.LEI: "leiCode",
    IdentifierScheme.REGISTRATION: "registrationNumber",
    IdentifierScheme.TAX: "taxNumber",
    IdentifierScheme.BIC: "swiftBic",
}
_NUMBERS: dict[str, dict[IdentifierScheme, str]] = {
    "Company": {
        **_COMPANY_NUMBERS,
        IdentifierScheme.ISIN: "isinCode",
        IdentifierScheme.TICKER: "ticker",
        IdentifierScheme.IMO: "imoNumber",
    },
    "Organization": {**_COMPANY_NUMBERS, IdentifierScheme.IMO: "imoNumber"},
    "Vessel": {IdentifierScheme.IMO: "imoNumber", IdentifierScheme.REGISTRATION: "registrationNumber"},
    "Security": {
        IdentifierScheme.ISIN: "isin",
        IdentifierScheme.FIGI: "figiCode",
        IdentifierScheme.TICKER: "ticker",
        IdentifierScheme.REGISTRATION: "registrationNumber",
    },
}
# Numbers of a security, which have no property of a company: the company is then the issuer of a Security entity.
_OF_A_SECURITY = (
    IdentifierScheme.ISIN,
    IdentifierScheme.FIGI,
    IdentifierScheme.CUSIP,
    IdentifierScheme.SEDOL,
    IdentifierScheme.TICKER,
)
_ELSEWHERE = {"Company": "idNumber", "Organization": "idNumber"}
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_IMO = re.compile(r"(?:IMO)?[0-9]{7}")
_URL = re.compile(r"https?://[^\s/]+\.\S+")
_ID = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.-]*[0-9A-Za-z])?")
_LONGEST_ID = 150


@dataclass(slots=True)
class FtmEntity:
    """An entity: its values as property, value and, where it differs, the list's own writing of the value."""

    id: str
    schema: str
    caption: str
    target: bool
    values: list[tuple[str, str, str | None]] = field(default_factory=list)

    def add(self, name: str, value: str | None, written: str | None = None) -> None:
        """Take a value where there is one, once."""
        if value and all((name, value) != known[:2] for known in self.values):
            self.values.append((name, value, written if written != value else None))

    def add_fitting(self, name: str, value: str, label: str) -> None:
        """Take a value that may be longer than its type takes, in the notes then."""
        fits = len(value) <= _LONGEST.get(PROPERTY_TYPES[name], len(value))
        self.add(name if fits else "notes", value if fits else f"{label}: {value}")


def find_list(lists: ConcernLists, name: str) -> ConcernList:
    """The list of that name; raises NotFound where there is none."""
    for each in lists.lists:
        if each.name == name:
            return each
    here = ", ".join(each.name for each in lists.lists)
    raise NotFound(f'no list is named "{name}" here; there are {here or "none"}')


def rows_by_entry(table: pl.DataFrame, name: str) -> Mapping[str, Sequence[Row]]:
    """The rows of one list's table by entry, in their order."""
    found: dict[str, list[Row]] = {}
    for row in table.filter(pl.col("list") == name).iter_rows(named=True):
        found.setdefault(row["entry"], []).append(row)
    return found


def make_entities(lists: ConcernLists, name: str) -> Iterator[FtmEntity]:
    """Every entity of a list: each entry, then its securities and listings; parents that are no entries last."""
    concern = find_list(lists, name)
    names, identifiers, addresses, listings = (
        rows_by_entry(table, name) for table in (lists.names, lists.identifiers, lists.addresses, lists.listings)
    )
    entries = lists.entries.filter(pl.col("list") == name)
    known = {row["name"].casefold(): entity_id(name, row["entry"]) for row in entries.iter_rows(named=True)}
    outside: dict[str, FtmEntity] = {}
    for row in entries.iter_rows(named=True):
        entry = row["entry"]
        party = FtmEntity(entity_id(name, entry), SCHEMAS[EntryType(row["type"])], row["name"], target=True)
        _name(party, row, names.get(entry, ()))
        securities: Sequence[FtmEntity] = ()
        if party.schema != "Person":
            securities = [*_number(party, identifiers.get(entry, ()))]
            for address in addresses.get(entry, ()):
                party.add_fitting("address", address["address"], "Address")
            _relate(party, row["parents"], known, outside, name)
        yield party
        yield from securities
        yield from _designate(party, row, listings.get(entry, ()), concern)
    yield from outside.values()


def entity_id(name: str, entry: str) -> str:
    """The id of an entry of a list, always the same; a hash stands for what an id may not have."""
    plain = f"clearhold-{name}--{entry}"
    if _ID.fullmatch(plain) and len(plain) <= _LONGEST_ID:
        return plain
    return f"clearhold-{_digest(name, entry)}"


def _name(party: FtmEntity, row: Row, names: Sequence[Row]) -> None:
    party.add_fitting("name", row["name"], "Name")
    for each in names:
        if each["name"] != row["name"]:
            party.add_fitting(_NAMES[NameKind(each["kind"])], each["name"], "Name")
    for country in row["countries"]:
        party.add("country", country.lower(), country)
    if row["answer"]:
        party.add("notes", f"The company's answer: {row['answer']} ({row['answer_source'] or 'source not stated'})")


def _number(party: FtmEntity, identifiers: Sequence[Row]) -> Iterator[FtmEntity]:
    """Give the party its identifiers, and yield a security for each that only a security has."""
    for row in identifiers:
        scheme, value = IdentifierScheme(row["scheme"]), row["value"]
        shown = f"{value} {row['market']}" if scheme is IdentifierScheme.TICKER and row["market"] else value
        name = _NUMBERS.get(party.schema, {}).get(scheme)
        if name and _is_taken(name, value, valid=row["valid"]) and len(shown) <= _LONGEST["identifier"]:
            party.add(name, shown, value)
        elif party.schema in _ELSEWHERE and scheme in _OF_A_SECURITY and row["valid"]:
            yield _security_of(party, scheme, shown)
        elif party.schema == "Security" and scheme in {IdentifierScheme.CUSIP, IdentifierScheme.SEDOL}:
            party.add("registrationNumber", value)
            party.add("type", scheme.upper())
        elif party.schema in _ELSEWHERE and len(shown) <= _LONGEST["identifier"]:
            party.add(_ELSEWHERE[party.schema], shown, value)
        else:
            party.add("notes", f"{scheme}: {shown}")


def _is_taken(name: str, value: str, *, valid: bool) -> bool:
    """Whether the model takes the value for the property: it checks some of them."""
    match name:
        case "leiCode" | "figiCode" | "isin":
            return valid
        case "swiftBic":
            return _BIC.fullmatch(value) is not None
        case "imoNumber":
            return _IMO.fullmatch(value) is not None
        case _:
            return True


def _security_of(party: FtmEntity, scheme: IdentifierScheme, value: str) -> FtmEntity:
    security = FtmEntity(f"{party.id}-{_digest(scheme, value)[:12]}", "Security", party.caption, target=False)
    security.add_fitting("name", f"{party.caption}, {scheme.upper()} {value}", "Name")
    match scheme:
        case IdentifierScheme.ISIN:
            security.add("isin", value)
        case IdentifierScheme.FIGI:
            security.add("figiCode", value)
        case IdentifierScheme.TICKER:
            security.add("ticker", value)
        case _:
            security.add("registrationNumber", value)
            security.add("type", scheme.upper())
    security.add("issuer", party.id)
    return security


def _relate(
    party: FtmEntity, parents: Sequence[str], known: Mapping[str, str], outside: dict[str, FtmEntity], name: str
) -> None:
    for parent in parents:
        found = known.get(parent.casefold())
        if found is None:
            found = f"clearhold-parent-{_digest(name, parent)[:20]}"
            other = outside.setdefault(found, FtmEntity(found, "LegalEntity", parent, target=False))
            other.add_fitting("name", parent, "Name")
        if found != party.id and party.schema in _ELSEWHERE:
            party.add("parent", found, parent)
        else:
            party.add("notes", f"Parent named in the list: {parent}")


def _designate(party: FtmEntity, row: Row, listings: Sequence[Row], concern: ConcernList) -> Iterator[FtmEntity]:
    """An entity for each listing period: a Sanction where the listing is official, else a Risk."""
    seen: dict[str, int] = {}
    for listing in listings:
        schema = "Sanction" if EvidenceClass(listing["evidence_class"]) in _OFFICIAL else "Risk"
        # What does not change when the listing ends.
        key = _digest(*(str(listing[column]) for column in ("programme", "ground", "listed_on", "effective_on")))[:12]
        seen[key] = seen.get(key, 0) + 1
        made = f"{party.id}-{key}" + (f"-{seen[key]}" if seen[key] > 1 else "")
        entity = FtmEntity(made, schema, listing["programme"], target=False)
        entity.add("entity", party.id)
        entity.add("program", listing["programme"][: _LONGEST["string"]], listing["programme"])
        entity.add("authority", concern.publisher)
        entity.add("reason", listing["words"])
        entity.add("summary", listing["ground"])
        entity.add("description", listing["account"])
        for name, column in (("listingDate", "listed_on"), ("startDate", "effective_on"), ("endDate", "delisted_on")):
            entity.add(name, listing[column].isoformat() if listing[column] else None)
        if _URL.fullmatch(listing["source"]):
            entity.add("sourceUrl", listing["source"])
        else:
            entity.add("description", f"Source: {listing['source']}")
        entity.add("publisherUrl", concern.source if _URL.fullmatch(concern.source) else None)
        entity.add("recordId", row["publisher_id"])
        yield entity


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:40]
