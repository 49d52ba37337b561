"""Switzerland's sanctions list: the whole list's XML of the State Secretariat for Economic Affairs (SECO)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clearhold.lists.markup import child_text, children, local_name, read_records, text_of
from clearhold.lists.parsed import ParsedAddress, ParsedEntry, ParsedIdentifier, ParsedList, ParsedListing
from clearhold.lists.publisher import Canary, ListDescription, Publisher
from clearhold.lists.publishers.conventions.files import only_file
from clearhold.lists.publishers.conventions.grounds import sanctions_on
from clearhold.lists.publishers.conventions.names import each_once
from clearhold.lists.publishers.conventions.places import countries_of, on_one_line
from clearhold.lists.publishers.switzerland.names import names_of
from clearhold.lists.publishers.switzerland.periods import periods_of
from clearhold.lists.publishers.switzerland.reference import NO_PLACE, ROOT, is_at_the_top, read_reference
from clearhold.model import EntryType, EvidenceClass, IdentifierScheme, OwnershipRule, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from clearhold.lists.parsed import SourceFile
    from clearhold.lists.publishers.switzerland.reference import Reference

__all__ = ["PUBLISHERS", "parse_switzerland"]

_FILE = (
    "https://www.sesam.search.admin.ch/sesam-search-web/pages/downloadXmlGesamtliste.xhtml?lang=en&action="
    "downloadXmlGesamtlisteAction"
)
SOURCE = (
    "https://www.seco.admin.ch/seco/en/home/Aussenwirtschaftspolitik_Wirtschaftliche_Zusammenarbeit/"
    "Wirtschaftsbeziehungen/exportkontrollen-und-sanktionen/sanktionen-embargos.html"
)
_PARTIES = {"individual": EntryType.PERSON, "entity": EntryType.ORGANISATION, "object": EntryType.VESSEL}
_ADDRESS_PARTS = ("c-o", "address-details", "p-o-box", "zip-code")
# Numbers stand in prose fields, one a field, behind their names.
_NUMBERS = (
    (IdentifierScheme.IMO, re.compile(r"IMO [Nn]umber ?: ?(\d+)\.?")),
    (
        IdentifierScheme.TAX,
        re.compile(r"Tax(?:payer)? (?:[Ii]dentification|[Rr]egistration) [Nn]umber ?: ?([\w/-]+)\.?"),
    ),
    (
        IdentifierScheme.REGISTRATION,
        re.compile(r"(?:(?:State|Business) )?[Rr]egistration [Nn]umber ?: ?(\d[\w/-]*)\.?"),
    ),
    (IdentifierScheme.BIC, re.compile(r"SWIFT(?:/BIC)?(?: code)? ?: ?([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\.?")),
)


def parse_switzerland(files: Sequence[SourceFile]) -> ParsedList:
    """Every target of the whole list, those that are no longer listed with the period that has ended.

    Raises CouldNotRead for a file that says it is an amendment: what it does not name may still be listed.
    """
    file = only_file(files)
    reference = read_reference(file)
    entries: list[ParsedEntry] = []
    problems: list[Problem] = []
    rows = 0
    for target in read_records(file.content, file.name, ("target",), (ROOT,)):
        if not is_at_the_top(target):
            continue
        rows += 1
        entry = _read_entry(target, reference)
        problems += _problems_of(target, entry, reference, file.name)
        if entry is not None and entry.names:
            entries.append(entry)
    return ParsedList(entries, rows, problems, reference.published_on, ending=f"</{ROOT}>")


def _read_entry(target: etree._Element, reference: Reference) -> ParsedEntry | None:
    party = next((each for each in target if local_name(each) in _PARTIES), None)
    if party is None:
        return None
    kind = _PARTIES[local_name(party)]
    identities = sorted(children(party, "identity"), key=lambda each: each.get("main") != "true")
    addresses = tuple(dict.fromkeys(_addresses(identities, reference)))
    nationalities = [
        country.get("iso-code") or text_of(country)
        for identity in identities
        for nationality in children(identity, "nationality")
        for country in children(nationality, "country")
    ]
    is_person = kind is EntryType.PERSON
    return ParsedEntry(
        id=target.get("ssid", ""),
        type=kind,
        names=each_once(name for identity in identities for name in names_of(identity)),
        listings=tuple(_listings(target, party, reference)),
        identifiers=() if is_person else tuple(dict.fromkeys(_identifiers(party))),
        addresses=() if is_person else addresses,
        countries=countries_of([*(address.country for address in addresses), *nationalities]),
        place=target.sourceline,
    )


def _listings(target: etree._Element, party: etree._Element, reference: Reference) -> Iterator[ParsedListing]:
    justifications = [text for each in children(party, "justification") if (text := text_of(each))]
    for number in _sets_of(target):
        programme, about = reference.programmes.get(number, (f"set of sanctions {number}", "programme not stated"))
        for period in periods_of(target):
            yield ParsedListing(
                programme=programme,
                ground=sanctions_on(about),
                evidence_class=EvidenceClass.OFFICIAL_OTHER_GROUND,
                source=SOURCE,
                words=justifications[0] if len(justifications) == 1 else None,
                account=None if len(justifications) <= 1 else f"Reasons given: {'; '.join(justifications)}",
                listed_on=period.listed_on,
                effective_on=period.effective_on,
                delisted_on=period.delisted_on,
                source_date=reference.published_on,
            )


def _sets_of(target: etree._Element) -> Sequence[str]:
    numbers = [text_of(each) for each in children(target, "sanctions-set-id")]
    return numbers or [target.get("sanctions-set-id", "")]


def _addresses(identities: Sequence[etree._Element], reference: Reference) -> Iterator[ParsedAddress]:
    for identity in identities:
        for each in children(identity, "address"):
            place = reference.places.get(each.get("place-id", ""), NO_PLACE)
            lines = (child_text(each, part) for part in _ADDRESS_PARTS)
            if text := on_one_line([*lines, place.text]):
                yield ParsedAddress(text, place.country)


def _identifiers(party: etree._Element) -> Iterator[ParsedIdentifier]:
    for each in children(party, "other-information"):
        text = text_of(each)
        for scheme, pattern in _NUMBERS:
            if match := pattern.fullmatch(text):
                yield ParsedIdentifier(scheme, match[1])


def _problems_of(
    target: etree._Element, entry: ParsedEntry | None, reference: Reference, file: str
) -> Iterator[Problem]:
    called = f"target {target.get('ssid', '')}"
    if entry is None or not entry.names:
        lacking = "individual, entity or object" if entry is None else "name"
        yield Problem(file, f"{called} has no {lacking}; it is left out", line=target.sourceline)
        return
    for number in _sets_of(target):
        if number not in reference.programmes:
            message = f'{called}: no programme has the set of sanctions "{number}"; its programme is not stated'
            yield Problem(file, message, line=target.sourceline)


PUBLISHERS = (
    Publisher(
        description=ListDescription(
            name="ch-seco",
            label="Switzerland",
            title="Swiss sanctions list: individuals, entities and organisations",
            publisher="Swiss State Secretariat for Economic Affairs (SECO)",
            evidence="official, another ground",
            ownership_rule=OwnershipRule.OWNED_OR_CONTROLLED,
            ownership_note=(
                "Assets that listed parties own or control are frozen; SECO counts more than 50 percent of the shares, "
                "those of several listed parties added together, as ownership (its answers on the ordinance on Ukraine "
                "as of 13 June 2024; https://mme.ch/en/magazine/articles/updated-swiss-faqs-on-the-ukraine-sanctions)."
            ),
            meaning=(
                "The party is named in an annex to an ordinance under the Embargo Act, by which Switzerland carries "
                "out sanctions of the United Nations or of its main trading partners; the annex says which measures "
                "apply. The list keeps parties that are no longer listed, with the day they were removed. A company "
                "that is not named may still be owned or controlled by one that is."
            ),
            licence="Facts of a publication of the Swiss Confederation",
            source=SOURCE,
        ),
        addresses=(_FILE,),
        parse=parse_switzerland,
        canaries=(Canary("Belagroprombank"),),
        at_least=4500,
    ),
)
