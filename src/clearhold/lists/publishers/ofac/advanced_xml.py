"""Reads OFAC's Advanced XML (root `Sanctions`): parties, and what other elements of the file state of them.

Values are written as references to sets at the head of the file; addresses and identifiers stand in elements of their
own, before the parties, lists with their days and relations in others, behind them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from clearhold.lists.markup import child, child_text, children, local_name, read_records, settle, text_of
from clearhold.lists.parsed import ParsedName
from clearhold.lists.publishers.ofac.advanced_values import (
    Location,
    ReferenceValues,
    day_in,
    first_day_of,
    reference_values,
)
from clearhold.lists.publishers.ofac.labels import COUNTRIES
from clearhold.lists.publishers.ofac.parties import (
    ListedEvent,
    OfacList,
    Party,
    Publication,
    alias_kind,
    stated,
    type_of,
)
from clearhold.lists.publishers.ofac.remarks import read_remark
from clearhold.model import NameKind, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from lxml import etree

    from clearhold.lists.parsed import SourceFile
    from clearhold.lists.publishers.ofac.parties import Statement

ROOT = "Sanctions"
_PROGRAMME = "Program"  # the kind of measure whose comment is a programme's code
_PRIMARY = "Name"
_ADDRESS = "Location"
# The one relation that speaks of owners; "Linked To" of the other layouts covers all relations alike.
_OWNED_BY = "Owned or Controlled By"
_NO_LOCATION = Location(None, None)


def read_advanced_xml(file: SourceFile) -> Publication:
    """The parties of one file, each with the lists that it is on, and since when."""
    reader = _Reader(file.name)
    for element in read_records(file.content, file.name, reader.records, (ROOT,)):
        reader.take(element)
    return reader.publication()


class _Reader:
    """Takes the records of a file in its order, and puts together at its end what refers to one another."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._take: Mapping[str, Callable[[etree._Element], None]] = {
            "DateOfIssue": self._take_date,
            "ReferenceValueSets": self._take_values,
            "Location": self._take_location,
            "IDRegDocument": self._take_document,
            "DistinctParty": self._take_party,
            "ProfileRelationship": self._take_relation,
            "SanctionsEntry": self._take_entry,
        }
        self.records = tuple(self._take)
        self._values = ReferenceValues()
        self._issued_on: date | None = None
        self._locations: dict[str, Location] = {}
        self._documents: defaultdict[str, list[Statement]] = defaultdict(list)  # by identity
        self._parties: list[tuple[str, Party]] = []  # each with its profile, by which the rest is known
        self._named: dict[str, str] = {}
        self._owners: defaultdict[str, list[str]] = defaultdict(list)
        self._programmes: defaultdict[str, list[str]] = defaultdict(list)
        self._events: defaultdict[str, list[ListedEvent]] = defaultdict(list)
        self._lists: defaultdict[str, set[str]] = defaultdict(set)
        self._rows = 0
        self._problems: list[Problem] = []

    def take(self, element: etree._Element) -> None:
        """Keep what a record says."""
        self._take[local_name(element)](element)

    def publication(self) -> Publication:
        """The parties with all that was said of them."""
        parties = [self._whole(profile, party) for profile, party in self._parties]
        unlisted = [
            Problem(
                self._file,
                f'"{party.names[0].text}" ({party.uid}) is on no list by this file; it is left out',
                line=party.place,
            )
            for party in parties
            if not party.lists
        ]
        return Publication(
            parties=[party for party in parties if party.lists],
            rows=self._rows,
            problems=[*self._problems, *unlisted],
            published_on=self._issued_on,
            ending=f"</{ROOT}>",
        )

    def _take_date(self, element: etree._Element) -> None:
        self._issued_on = day_in(element)

    def _take_values(self, element: etree._Element) -> None:
        self._values = reference_values(element)

    def _take_location(self, element: etree._Element) -> None:
        self._locations[element.get("ID", "")] = self._values.location_of(element)

    def _take_document(self, element: etree._Element) -> None:
        number = child_text(element, "IDRegistrationNo")
        if number:
            label = self._values.text("IDRegDocType", element.get("IDRegDocTypeID"))
            issuer = self._values.text("Country", element.get("IssuedBy-CountryID"))
            self._documents[element.get("IdentityID", "")].append(stated(label, number, issuer or None))

    def _take_party(self, element: etree._Element) -> None:
        self._rows += 1
        profile = child(element, "Profile")
        identity = child(profile, "Identity") if profile is not None else None
        names = tuple(self._names(identity)) if identity is not None else ()
        uid = element.get("FixedRef") or (profile.get("ID") if profile is not None else None)
        if profile is None or identity is None or not names or not uid:
            self._problems.append(
                Problem(self._file, "the party has no number or no name; it is left out", line=element.sourceline)
            )
            return
        remark = read_remark(child_text(element, "Comment"))
        features = [
            (self._values.text("FeatureType", feature.get("FeatureTypeID")), version)
            for feature in children(profile, "Feature")
            for version in children(feature, "FeatureVersion")
        ]
        locations = [self._location(version) for label, version in features if label == _ADDRESS]
        self._named[profile.get("ID", uid)] = names[0].text
        party = Party(
            uid=uid,
            type=type_of(self._values.party_type(profile.get("PartySubTypeID"))),
            names=(*names, *remark.names),
            programmes=(),
            statements=(
                *self._documents.get(identity.get("ID", ""), ()),
                *self._features(features),
                *remark.statements,
            ),
            addresses=tuple(each.address for each in locations if each.address),
            countries=tuple(each.country for each in locations if each.country),
            place=element.sourceline,
        )
        self._parties.append((profile.get("ID", uid), party))

    def _names(self, identity: etree._Element) -> Iterator[ParsedName]:
        """The names, the primary one first."""
        aliases = [
            (self._values.text("AliasType", alias.get("AliasTypeID")), alias) for alias in children(identity, "Alias")
        ]
        for word, alias in sorted(aliases, key=lambda each: each[1].get("Primary") != "true"):
            weak = alias.get("LowQuality") == "true"
            for name in children(alias, "DocumentedName"):
                text = ", ".join(filter(None, (text_of(part) for part in children(name, "DocumentedNamePart"))))
                if text:
                    kind = alias_kind(word, text, weak=weak)
                    is_primary = word == _PRIMARY and kind is NameKind.STRONG_ALIAS
                    yield ParsedName(text, NameKind.PRIMARY if is_primary else kind)

    def _features(self, features: list[tuple[str, etree._Element]]) -> Iterator[Statement]:
        for label, version in features:
            if label != _ADDRESS and (value := self._detail(label, version)):
                yield stated(label, value)

    def _detail(self, label: str, version: etree._Element) -> str:
        """The value of a feature: text, a reference, a country or a day."""
        detail = child(version, "VersionDetail")
        text = ""
        if detail is not None:
            text = text_of(detail) or self._values.text("DetailReference", detail.get("DetailReferenceID"))
        if not text and label in COUNTRIES:
            text = self._location(version).country or ""
        return text or first_day_of(version)

    def _location(self, version: etree._Element) -> Location:
        reference = child(version, "VersionLocation")
        number = reference.get("LocationID", "") if reference is not None else ""
        return self._locations.get(number, _NO_LOCATION)

    def _take_relation(self, element: etree._Element) -> None:
        owned = self._values.text("RelationType", element.get("RelationTypeID")) == _OWNED_BY
        if owned and element.get("Former") != "true":
            self._owners[element.get("From-ProfileID", "")].append(element.get("To-ProfileID", ""))

    def _take_entry(self, element: etree._Element) -> None:
        profile = element.get("ProfileID", "")
        on_list = self._values.text("List", element.get("ListID"))
        self._lists[profile].add(on_list)
        for event in children(element, "EntryEvent"):
            if day := day_in(child(event, "Date")):
                basis = self._values.text("LegalBasis", event.get("LegalBasisID"))
                self._events[profile].append(ListedEvent(on_list, basis, day))
        for measure in children(element, "SanctionsMeasure"):
            if self._values.text("SanctionsType", measure.get("SanctionsTypeID")) == _PROGRAMME:
                self._programmes[profile].append(settle(child_text(measure, "Comment")))

    def _whole(self, profile: str, party: Party) -> Party:
        owners = (self._named[owner] for owner in self._owners[profile] if owner in self._named)
        names = self._lists[profile]
        lists = {OfacList.SDN if name == OfacList.SDN else OfacList.CONSOLIDATED for name in names}
        return replace(
            party,
            programmes=tuple(dict.fromkeys(code for code in self._programmes[profile] if code)),
            parents=tuple(dict.fromkeys(owners)),
            lists=frozenset(lists),
            events=tuple(self._events[profile]),
        )
