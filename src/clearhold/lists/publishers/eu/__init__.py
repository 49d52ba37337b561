"""The European Union's consolidated financial sanctions list: its XML of version 1.1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clearhold.lists.markup import child, child_text, children, read_records, settle
from clearhold.lists.parsed import (
    ParsedAddress,
    ParsedEntry,
    ParsedIdentifier,
    ParsedList,
    ParsedListing,
    ParsedName,
)
from clearhold.lists.publisher import Canary, ListDescription, Publisher
from clearhold.lists.publishers.conventions.days import day_of
from clearhold.lists.publishers.conventions.files import only_file
from clearhold.lists.publishers.conventions.grounds import ground_and_class
from clearhold.lists.publishers.conventions.names import alias, each_once, is_latin
from clearhold.lists.publishers.conventions.places import countries_of, country_of, on_one_line
from clearhold.lists.publishers.eu.programmes import is_human_rights, subject_of
from clearhold.model import EntryType, IdentifierScheme, NameKind, OwnershipRule, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from clearhold.lists.parsed import SourceFile

__all__ = ["PUBLISHERS", "SOURCE", "parse_eu"]

SOURCE = (
    "https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-"
    "sanctions?locale=en"
)
# By subjectType's code or classificationCode.
_TYPES = {
    "person": EntryType.PERSON,
    "p": EntryType.PERSON,
    "enterprise": EntryType.ORGANISATION,
    "e": EntryType.ORGANISATION,
    "vessel": EntryType.VESSEL,
    "v": EntryType.VESSEL,
}
_SCHEMES = {
    "regnumber": IdentifierScheme.REGISTRATION,
    "fiscalcode": IdentifierScheme.TAX,
    "taxid": IdentifierScheme.TAX,
    "swiftbic": IdentifierScheme.BIC,
    "imo": IdentifierScheme.IMO,
}
_ADDRESS_PARTS = ("street", "poBox", "zipCode", "city", "place", "region", "countryDescription")
_UNKNOWN = ("UNKNOWN", "00")


def parse_eu(files: Sequence[SourceFile]) -> ParsedList:
    """The `sanctionEntity` elements; `generationDate` is the version's date.

    Every name is there in many languages; the first strong one in Latin letters whose language is English or not
    stated is the primary one. Identification numbers are kept for companies and vessels only.
    """
    file = only_file(files)
    entries: list[ParsedEntry] = []
    problems: list[Problem] = []
    rows, published_on = 0, None
    for record in read_records(file.content, file.name, ("sanctionEntity",), ("export",)):
        rows += 1
        published_on = published_on or day_of(record.getroottree().getroot().get("generationDate"))
        entry = _read_entry(record)
        problems += _problems_of(record, entry, file.name)
        if entry.names and entry.listings:
            entries.append(entry)
    return ParsedList(entries, rows, problems, published_on, ending="</export>")


def _read_entry(record: etree._Element) -> ParsedEntry:
    kind = _type_of(record)
    is_person = kind in (EntryType.PERSON, None)
    addresses = list(children(record, "address"))
    citizenships = children(record, "citizenship") if is_person else ()
    return ParsedEntry(
        id=record.get("euReferenceNumber") or f"logical-{record.get('logicalId', '')}",
        type=kind or EntryType.ORGANISATION,
        names=each_once(_names(record)),
        listings=tuple(_listing(each, record) for each in children(record, "regulation")),
        identifiers=() if is_person else tuple(dict.fromkeys(_identifiers(record))),
        addresses=() if is_person else tuple(dict.fromkeys(_addresses(addresses))),
        countries=countries_of(_country(each) for each in [*addresses, *citizenships]),
        place=record.sourceline,
    )


def _type_of(record: etree._Element) -> EntryType | None:
    stated = child(record, "subjectType")
    if stated is None:
        return None
    codes = (stated.get(attribute, "").casefold() for attribute in ("code", "classificationCode"))
    return next((_TYPES[code] for code in codes if code in _TYPES), None)


def _names(record: etree._Element) -> Iterator[ParsedName]:
    written = [(name, text) for name in children(record, "nameAlias") if (text := _whole(name))]
    first = min(written, key=lambda pair: _primacy(*pair), default=None)
    for name, text in written:
        if first is not None and name is first[0]:
            yield ParsedName(text)
        elif _is_strong(name):
            yield alias(text)
        else:
            yield ParsedName(text, NameKind.WEAK_ALIAS)


def _primacy(name: etree._Element, text: str) -> tuple[bool, bool, bool]:
    return not _is_strong(name), not is_latin(text), name.get("nameLanguage", "") not in {"", "EN"}


def _is_strong(name: etree._Element) -> bool:
    return name.get("strong", "true") == "true" and "low quality" not in child_text(name, "remark").casefold()


def _whole(name: etree._Element) -> str:
    parts = (name.get(part, "") for part in ("firstName", "middleName", "lastName"))
    return settle(name.get("wholeName")) or settle(" ".join(parts))


def _listing(regulation: etree._Element, record: etree._Element) -> ParsedListing:
    code, title = regulation.get("programme", ""), settle(regulation.get("numberTitle"))
    ground, evidence_class = ground_and_class(subject_of(code), None, human_rights=is_human_rights(code, title))
    kind = settle(f"{regulation.get('organisationType', '')} {regulation.get('regulationType', '')}")
    source = child_text(regulation, "publicationUrl")
    return ParsedListing(
        programme=settle(f"{kind[:1].upper()}{kind[1:]} {title}, programme {code}"),
        ground=ground,
        evidence_class=evidence_class,
        source=source if source.startswith(("https://", "http://")) else SOURCE,
        # The regulation named may be a later amendment: only a designation date says when the party was listed.
        listed_on=day_of(record.get("designationDate")),
        effective_on=day_of(regulation.get("entryIntoForceDate")),
        source_date=day_of(regulation.get("publicationDate")),
    )


def _identifiers(record: etree._Element) -> Iterator[ParsedIdentifier]:
    for each in children(record, "identification"):
        if number := settle(each.get("number")) or settle(each.get("latinNumber")):
            scheme = _SCHEMES.get(each.get("identificationTypeCode", "").casefold(), IdentifierScheme.OTHER)
            yield ParsedIdentifier(scheme, number, country_of(_country(each)))


def _addresses(written: Sequence[etree._Element]) -> Iterator[ParsedAddress]:
    for each in written:
        parts = (each.get(part) for part in _ADDRESS_PARTS)
        if text := on_one_line(part for part in parts if part not in _UNKNOWN):
            yield ParsedAddress(text, country_of(_country(each)))


def _country(element: etree._Element) -> str | None:
    """The country's code, or its name where there is none; nothing where it is unknown."""
    stated = (element.get("countryIso2Code"), element.get("countryDescription"))
    return next((country for country in stated if country and country not in _UNKNOWN), None)


def _problems_of(record: etree._Element, entry: ParsedEntry, file: str) -> Iterator[Problem]:
    if not entry.names or not entry.listings:
        lacking = "regulation" if entry.names else "name"
        message = f"{entry.id} has no {lacking}; it is left out: look it up in the Official Journal"
        yield Problem(file, message, line=entry.place)
    elif _type_of(record) is None:
        yield Problem(file, f"{entry.id} has no known subject type; kept as an organisation", line=entry.place)


PUBLISHERS = (
    Publisher(
        description=ListDescription(
            name="eu-sanctions",
            label="EU",
            title="Consolidated list of persons, groups and entities subject to EU financial sanctions",
            publisher="European Commission, for the Council of the European Union",
            evidence="official: human-rights ground for the Global Human Rights regime, another for the others",
            ownership_rule=OwnershipRule.FIFTY_PERCENT,
            ownership_note=(
                "An entity that listed persons own by 50 percent or more, added together, or that one of them "
                "controls, is to be treated as covered (EU Best Practices of the Council, 3 July 2024; until then more "
                "than 50 percent; https://dlapiper.com/en/pt-br/insights/publications/2024/08/"
                "changes-to-the-eu-sanctions-best-practices). The Best Practices are guidance, not law."
            ),
            meaning=(
                "A regulation of the Council names the party: its funds and economic resources are frozen, and none "
                "may be made available to it. Only the Official Journal is authentic; the regulation that is shown "
                "may be an amendment of the one that listed the party. The list has asset freezes only, and neither "
                "the reasons nor the sectoral measures."
            ),
            licence="Facts of a publication of the European Commission, reuse under Decision 2011/833/EU",
            source=SOURCE,
        ),
        addresses=("https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content",),
        parse=parse_eu,
        canaries=(Canary("Xinjiang Production and Construction Corps Public Security Bureau"),),
        at_least=3500,
        refuses_programs=True,
    ),
)
