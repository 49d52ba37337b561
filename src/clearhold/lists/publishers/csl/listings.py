"""What each of the lists in the Consolidated Screening List is about, and the listings that its rows make.

The list that a row is from is its programme, with the sanctions programme that a row of the Treasury's names. Only
programmes and rules that are about human rights are of the first class of evidence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from clearhold.lists.parsed import ParsedListing
from clearhold.lists.publishers.conventions.grounds import ENTITY_LIST, MILITARY_END_USERS
from clearhold.lists.publishers.federal_register.citations import read_citations
from clearhold.lists.publishers.federal_register.entity_list_rules import human_rights_ground
from clearhold.lists.publishers.ofac.programmes import CHINESE_MILITARY, programme
from clearhold.model import EvidenceClass

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from clearhold.lists.publishers.csl.files import ScreeningRow

PAGE = "https://www.trade.gov/consolidated-screening-list"
_GOVERNMENT = (".gov", ".mil")


@dataclass(frozen=True, slots=True)
class Source:
    """One of the lists in it, by how its label begins: a code for ids, and the ground where no programme tells it."""

    label: str
    code: str
    ground: str


_SOURCES = (
    Source("Entity List (EL)", "el", ENTITY_LIST),
    Source("Military End User (MEU) List", "meu", MILITARY_END_USERS),
    Source("Unverified List (UVL)", "uvl", "export control: Unverified List"),
    Source("Denied Persons List (DPL)", "dpl", "export control: Denied Persons List"),
    Source("ITAR Debarred (DTC)", "dtc", "export control: debarred from trade in defence articles"),
    Source("AECA Debarred", "dtc", "export control: debarred from trade in defence articles"),
    Source("Nonproliferation Sanctions (ISN)", "isn", "sanctions: proliferation of weapons of mass destruction"),
    Source("Specially Designated Nationals (SDN)", "sdn", "sanctions: Specially Designated Nationals"),
    Source("Foreign Sanctions Evaders (FSE)", "fse", "sanctions: evasion of sanctions"),
    Source("Sectoral Sanctions Identifications List (SSI)", "ssi", "sanctions: sectors of Russia's economy"),
    Source("Palestinian Legislative Council List (PLC)", "plc", programme("NS-PLC").ground),
    Source("Non-SDN Palestinian Legislative Council", "plc", programme("NS-PLC").ground),
    Source("Capta List (CAP)", "cap", "sanctions: accounts of foreign financial institutions"),
    Source("Non-SDN Menu-Based Sanctions List", "mbs", "sanctions: menu-based"),
    Source("Non-SDN Chinese Military-Industrial Complex", "cmic", programme(CHINESE_MILITARY).ground),
)
UNKNOWN = Source("", "csl", "not stated")
# Most of those denied are natural persons, whom the list does not tell from companies: where they live is left out.
OF_PERSONS = frozenset({"dpl", "dtc"})
_TREASURY = frozenset({"sdn", "fse", "ssi", "plc", "cap", "mbs", "cmic"})


def source_of(row: ScreeningRow) -> Source:
    """The list that a row is from, by the label that it carries; `UNKNOWN` for a label that is not known here."""
    return next((source for source in _SOURCES if row.source.startswith(source.label)), UNKNOWN)


def listings_of(row: ScreeningRow, source: Source, until: date | None, *, is_person: bool) -> Iterator[ParsedListing]:
    """The listings of a row: one a programme of the Treasury's, one for the list in other cases.

    `until` is the day of the file: an end after it is told in the account and is none yet.
    """
    ended = row.end_date if row.end_date and until and row.end_date <= until else None
    plain = ParsedListing(
        programme=row.source or PAGE,
        ground=source.ground,
        evidence_class=EvidenceClass.OFFICIAL_OTHER_GROUND,
        source=_official(row.source_list_url),
        account=_account(row, told_end=ended is None, is_person=is_person) or None,
        listed_on=row.start_date,
        effective_on=row.start_date,
        delisted_on=ended,
    )
    if source.code in _TREASURY and row.programmes:
        for code in dict.fromkeys(row.programmes):
            about = programme(code)
            yield replace(
                plain,
                programme=f"{row.source}: {about.name}",
                ground=about.ground,
                evidence_class=about.evidence_class,
            )
        return
    named = f"{row.source}: {'; '.join(row.programmes)}" if row.programmes else plain.programme
    ground = human_rights_ground(read_citations(row.federal_register_notice)) if source.code == "el" else None
    if ground:
        yield replace(plain, ground=ground, evidence_class=EvidenceClass.OFFICIAL_HUMAN_RIGHTS)
    else:
        yield replace(plain, programme=named)


def _account(row: ScreeningRow, *, told_end: bool, is_person: bool) -> str:
    said = []
    if row.license_requirement:
        said.append(f'License requirement: "{row.license_requirement}".')
    if row.license_policy:
        said.append(f'License review policy: "{row.license_policy}".')
    if row.federal_register_notice:
        said.append(f"Federal Register: {row.federal_register_notice.rstrip('.')}.")
    if row.remarks and not is_person:
        said.append(f'Remarks: "{row.remarks}".')
    if row.end_date and told_end:
        said.append(f"It is to end on {row.end_date}.")
    return " ".join(said)


def _official(address: str) -> str:
    """The address that the row gives for its list where it is the government's own, else the list's page."""
    host = urlsplit(address).hostname or ""
    return address if host.endswith(_GOVERNMENT) else PAGE
