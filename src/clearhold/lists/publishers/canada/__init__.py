"""Canada's consolidated list of autonomous sanctions: its XML, by regulation, schedule and item."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from clearhold.lists.markup import local_name, read_records, text_of
from clearhold.lists.parsed import ParsedEntry, ParsedIdentifier, ParsedList, ParsedListing
from clearhold.lists.publisher import Canary, ListDescription, Publisher
from clearhold.lists.publishers.canada.names import entity_names, person_names
from clearhold.lists.publishers.conventions.days import day_of
from clearhold.lists.publishers.conventions.files import only_file
from clearhold.lists.publishers.conventions.grounds import HUMAN_RIGHTS, XINJIANG, sanctions_on
from clearhold.lists.publishers.conventions.names import each_once
from clearhold.model import EntryType, EvidenceClass, IdentifierScheme, OwnershipRule, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml import etree

    from clearhold.lists.parsed import SourceFile

__all__ = ["PUBLISHERS", "parse_canada"]

SOURCE = (
    "https://www.international.gc.ca/world-monde/international_relations-relations_internationales/sanctions/"
    "consolidated-consolide.aspx?lang=eng"
)
_FILE = (
    "https://www.international.gc.ca/world-monde/assets/office_docs/international_relations-relations_internationales/"
    "sanctions/sema-lmes.xml"
)
# SOR/2021-49 of 21 March 2021 was made for Xinjiang (https://gazette.gc.ca/rp-pr/p2/2021/2021-03-31/html/
# sor-dors49-eng.html). SOR/2024-253 of 9 December 2024 also names Tibet and Falun Gong
# (https://gazette.gc.ca/rp-pr/p2/2024/2024-12-18/html/sor-dors253-eng.html).
_CHINA = "China"
_FOR_XINJIANG = date(2021, 3, 21)
_VICTIMS = "Justice for Victims of Corrupt Foreign Officials Regulations"
# How the regulations call the country, where the file calls it otherwise.
_IN_REGULATIONS = {_CHINA: "People's Republic of China", "Myanmar (Burma)": "Burma"}


def parse_canada(files: Sequence[SourceFile]) -> ParsedList:
    """The records of the XML, in the layout of 2025 and in the one with French beside English in each element's name.

    `Country` is the country of the regulations, not the party's: entries have no country. The file has no date of its
    own; the newest listing in it stands for one.
    """
    file = only_file(files)
    entries: list[ParsedEntry] = []
    problems: list[Problem] = []
    rows = 0
    for record in read_records(file.content, file.name, ("record",), ("data-set",)):
        rows += 1
        entry = _read_entry(record)
        if not entry.names:
            problems.append(Problem(file.name, f"{entry.id} has no name; it is left out", line=entry.place))
            continue
        entries.append(entry)
        if entry.listings[0].listed_on is None:
            written = _fields(record).get("DateOfListing", "")
            message = f'{entry.id}: DateOfListing "{written}" is no day; the listing has no date'
            problems.append(Problem(file.name, message, line=entry.place))
    days = [day for entry in entries if (day := entry.listings[0].listed_on)]
    return ParsedList(entries, rows, problems, max(days, default=None), ending="</data-set>")


def _read_entry(record: etree._Element) -> ParsedEntry:
    fields = _fields(record)
    imo, party = fields.get("ShipIMONumber", ""), fields.get("EntityOrShip") or fields.get("Entity", "")
    kind = EntryType.VESSEL if imo else EntryType.ORGANISATION if party else EntryType.PERSON
    aliases = fields.get("Aliases", "")
    names = entity_names(party, aliases) if party else person_names(fields, aliases)
    return ParsedEntry(
        id=_id(fields),
        type=kind,
        names=each_once(names),
        listings=(_listing(fields),),
        identifiers=(ParsedIdentifier(IdentifierScheme.IMO, imo),) if imo else (),
        place=record.sourceline,
    )


def _fields(record: etree._Element) -> Mapping[str, str]:
    """The record's fields by the English part of their names: `LastName`, or `LastName-NomDeFamille`."""
    return {local_name(each).partition("-")[0]: text_of(each) for each in record if isinstance(each.tag, str)}


def _id(fields: Mapping[str, str]) -> str:
    """The place in the regulations, which is how Canada refers to a listed party: `china-part-2-1`."""
    words = f"{_country(fields)} {fields.get('Schedule', '')} {fields.get('Item', '')}"
    return re.sub(r"[^a-z0-9.]+", "-", words.casefold()).strip("-")


def _country(fields: Mapping[str, str]) -> str:
    """The regulations' country or subject in English, of a bilingual field."""
    return fields.get("Country", "").partition(" / ")[0].strip()


def _listing(fields: Mapping[str, str]) -> ParsedListing:
    country, listed_on = _country(fields), day_of(fields.get("DateOfListing"))
    if country.startswith("Justice for Victims"):
        name, ground = _VICTIMS, sanctions_on("Justice for Victims of Corrupt Foreign Officials")
    else:
        name = f"Special Economic Measures ({_IN_REGULATIONS.get(country, country)}) Regulations"
        ground = sanctions_on(country)
    if country == _CHINA:
        ground = XINJIANG if listed_on == _FOR_XINJIANG else HUMAN_RIGHTS
    schedule = fields.get("Schedule", "")
    numbered = schedule[:1].isdigit()
    return ParsedListing(
        programme=f"{name}, Schedule{' ' if numbered else ', ' if schedule else ''}{schedule}",
        ground=ground,
        evidence_class=EvidenceClass.OFFICIAL_HUMAN_RIGHTS
        if country == _CHINA
        else EvidenceClass.OFFICIAL_OTHER_GROUND,
        source=SOURCE,
        listed_on=listed_on,
    )


PUBLISHERS = (
    Publisher(
        description=ListDescription(
            name="ca-sema",
            label="Canada",
            title="Consolidated Canadian Autonomous Sanctions List",
            publisher="Global Affairs Canada",
            evidence="official: human-rights ground for the regulations on China, another ground for the others",
            ownership_rule=OwnershipRule.OWNED_OR_CONTROLLED,
            ownership_note=(
                "Property of an entity that a listed person controls is deemed to be that person's: by 50 percent or "
                "more of the shares or votes, by the board, or by directing its activities (Special Economic Measures "
                "Act, section 2.1, since 22 June 2023; https://canadaregulatoryreview.com/"
                "canada-significantly-amends-sanctions-laws-adding-deemed-ownership-criteria)."
            ),
            meaning=(
                "The party is named in a schedule to regulations under the Special Economic Measures Act or the "
                "Justice for Victims of Corrupt Foreign Officials Act; the schedule says which dealings are "
                "prohibited. The regulations are named by the country they are about, which is not always the "
                "party's. Listings of the United Nations that Canada carries out are not here."
            ),
            licence="Facts of a publication of the Government of Canada, under the Open Government Licence - Canada",
            source=SOURCE,
        ),
        addresses=(_FILE,),
        parse=parse_canada,
        canaries=(Canary("Xinjiang Production and Construction Corps Public Security Bureau"),),
        at_least=3500,
    ),
)
