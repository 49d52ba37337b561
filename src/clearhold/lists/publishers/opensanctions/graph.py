"""The parties that a file of FollowTheMoney entities lists, put together from what its entities say of each other.

A listing is an entity of its own that points to the party, as are a security that it issued, its owner and its
address. The file is read once for parties and what points to them, and a second time for names and addresses that they
point to; what is kept between grows with the parties listed and with no other entity.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from clearhold.lists.parsed import ParsedAddress, ParsedEntry
from clearhold.lists.publishers.opensanctions.grounds import is_a_risk
from clearhold.lists.publishers.opensanctions.lines import read_entities
from clearhold.lists.publishers.opensanctions.listings import DESIGNATIONS, listing_of, read_designation, undesignated
from clearhold.lists.publishers.opensanctions.parties import (
    COUNTRIES,
    TYPES,
    country_codes,
    identifiers_of,
    names_of,
    no_party,
)
from clearhold.model import EntryType, place

if TYPE_CHECKING:
    from clearhold.lists.parsed import ParsedIdentifier, SourceFile
    from clearhold.lists.publishers.opensanctions.collected import Collected
    from clearhold.lists.publishers.opensanctions.lines import Entity
    from clearhold.lists.publishers.opensanctions.listings import Designation


@dataclass(slots=True)
class _Graph:
    """What one file's entities say of each other, by the id that they point to."""

    designations: dict[str, list[Designation]] = field(default_factory=dict)
    identifiers: dict[str, list[ParsedIdentifier]] = field(default_factory=dict)  # of a security, by its issuer
    parents: dict[str, list[str]] = field(default_factory=dict)  # ids of owners
    addresses: dict[str, list[str]] = field(default_factory=dict)  # ids of Address entities
    topics: dict[str, list[str]] = field(default_factory=dict)
    undecided: set[str] = field(default_factory=set)  # listed only where a topic or a designation says so


def read_graph(file: SourceFile, collected: Collected) -> None:
    """Read the file's targets into `collected`; raises CouldNotRead for a line that is no entity."""
    graph = _Graph()
    parties: dict[str, ParsedEntry] = {}
    for entity in read_entities(file):
        collected.rows += 1
        collected.seen(entity.last_seen)
        if entity.schema in DESIGNATIONS:
            made = read_designation(entity, file.name, collected.problems.append)
            for party in entity.values("entity"):
                graph.designations.setdefault(party, []).append(made)
            continue
        if entity.schema == "Ownership":
            for asset in entity.values("asset"):
                graph.parents.setdefault(asset, []).extend(entity.values("owner"))
            continue
        if entity.schema == "Security":
            for issuer in entity.values("issuer"):
                graph.identifiers.setdefault(issuer, []).extend(identifiers_of(entity))
        if _may_be_listed(entity):
            _add_party(entity, file.name, parties, graph, collected)
    kept = {name: entry for name, entry in parties.items() if name not in graph.undecided or name in graph.designations}
    texts = _texts_of(file, _wanted(kept, graph), kept)
    for name, entry in kept.items():
        collected.add(_finished(name, entry, graph, texts, file.name))


def _may_be_listed(entity: Entity) -> bool:
    return bool(entity.target) or (entity.target is None and entity.schema in TYPES)


def _add_party(entity: Entity, file: str, parties: dict[str, ParsedEntry], graph: _Graph, collected: Collected) -> None:
    kind = TYPES.get(entity.schema)
    names = names_of(entity)
    if kind is None or not names:
        collected.report(
            no_party(entity.schema, entity.id) if kind is None else f"{entity.id} has no name; it is left out",
            file,
            entity.line,
        )
        return
    if entity.id in parties:
        first = parties[entity.id].place
        collected.report(
            f"the id {entity.id} stands a second time (first in line {first}); counted once", file, entity.line
        )
        return
    topics = entity.values("topics")
    graph.topics[entity.id] = topics
    if entity.target is None and not is_a_risk(topics):
        graph.undecided.add(entity.id)
    source = next(iter(entity.values("sourceUrl")), None) or place(file, line=entity.line)
    listings = undesignated(
        programmes=entity.values("program"),
        programme_ids=entity.values("programId"),
        datasets=entity.datasets,
        topics=topics,
        source=source,
    )
    entry = ParsedEntry(entity.id, kind, names, listings, place=entity.line)
    if kind is not EntryType.PERSON:
        countries, unknown = country_codes(entity.values(*COUNTRIES))
        collected.report_countries(unknown, file, entity.line)
        graph.parents.setdefault(entity.id, []).extend(entity.values("parent"))
        graph.addresses[entity.id] = entity.values("addressEntity")
        entry = replace(
            entry,
            identifiers=identifiers_of(entity),
            addresses=tuple(map(ParsedAddress, entity.values("address"))),
            countries=countries,
        )
    parties[entity.id] = entry


def _wanted(parties: dict[str, ParsedEntry], graph: _Graph) -> set[str]:
    """The ids of owners and addresses of the parties that are no parties themselves."""
    pointed = {each for name in parties for each in (*graph.parents.get(name, ()), *graph.addresses.get(name, ()))}
    return pointed - parties.keys()


def _texts_of(file: SourceFile, wanted: set[str], parties: dict[str, ParsedEntry]) -> dict[str, str]:
    """The name or the address of each id; the file is read again for those that are no parties."""
    texts = {name: entry.name for name, entry in parties.items()}
    if wanted:
        for entity in read_entities(file):
            if entity.id in wanted:
                own = entity.values("full") if entity.schema == "Address" else [name.text for name in names_of(entity)]
                if text := next(iter((*own, entity.caption)), ""):
                    texts[entity.id] = text
    return texts


def _finished(name: str, entry: ParsedEntry, graph: _Graph, texts: dict[str, str], file: str) -> ParsedEntry:
    """The entry with what other entities say of it."""
    person = entry.type is EntryType.PERSON
    source = entry.listings[0].source
    made = [listing_of(each, graph.topics[name], file, source) for each in graph.designations.get(name, ())]
    if person:
        made = [replace(listing, words=None, account=None) for listing in made]
    listings = tuple(dict.fromkeys(made)) or entry.listings
    if person:
        return replace(entry, listings=listings)
    addresses = [*entry.addresses, *(ParsedAddress(texts[each]) for each in graph.addresses[name] if each in texts)]
    return replace(
        entry,
        listings=listings,
        identifiers=tuple(dict.fromkeys((*entry.identifiers, *graph.identifiers.get(name, ())))),
        addresses=tuple(dict.fromkeys(addresses)),
        parents=tuple(dict.fromkeys(texts[each] for each in graph.parents.get(name, ()) if each in texts)),
    )
