"""OFAC's lists in words for readers, where their files are, and what must be in them."""

from __future__ import annotations

from clearhold.lists.publisher import Canary, ListDescription, Publisher
from clearhold.lists.publishers.conventions.licences import UNITED_STATES_WORK
from clearhold.lists.publishers.ofac.collected import PAGE as NS_CMIC_PAGE
from clearhold.lists.publishers.ofac.reading import CORPS, parse_consolidated, parse_ns_cmic, parse_sdn, parse_xpcc
from clearhold.model import OwnershipRule

_OFAC = "United States Department of the Treasury, Office of Foreign Assets Control (OFAC)"
_PAGE = "https://ofac.treasury.gov/sanctions-list-service"
_EXPORTS = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/"
# The XML says its own date and how many records it has; the CSV files say neither.
_SDN_FILE = f"{_EXPORTS}SDN.XML"
_CONSOLIDATED_FILE = f"{_EXPORTS}CONSOLIDATED.XML"
_HIKVISION = Canary("HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD.")

_SDN = ListDescription(
    name="us-ofac-sdn",
    label="SDN",
    title="List of Specially Designated Nationals and Blocked Persons",
    publisher=_OFAC,
    evidence="official: human-rights ground for programmes that are about human rights, other grounds for the others",
    ownership_rule=OwnershipRule.FIFTY_PERCENT,
    ownership_note=(
        "Property of an entity that listed persons own 50 percent or more, directly or indirectly and added together, "
        "is blocked too (OFAC FAQ 401, https://ofac.treasury.gov/faqs/401). Control without ownership does not count "
        "(FAQ 398). Unknown shares stay unknown."
    ),
    meaning=(
        "Property of a listed party under United States jurisdiction is blocked, and United States persons may not "
        "deal with it. The programme says on what ground the party was listed; only programmes such as Global "
        "Magnitsky are about human rights. A listing is no statement on companies that the list does not name, and "
        "binds no one outside United States jurisdiction, though banks elsewhere often follow it."
    ),
    licence=UNITED_STATES_WORK,
    source=_PAGE,
)
_CONSOLIDATED = ListDescription(
    name="us-ofac-consolidated",
    label="OFAC non-SDN",
    title="Consolidated Sanctions List of parties that are not, or not only, on the SDN List",
    publisher=_OFAC,
    evidence="official, grounds other than human rights",
    ownership_rule=OwnershipRule.NOT_STATED,
    ownership_note=(
        "The lists in it differ: companies owned 50 percent or more by parties under the sectoral directives on Russia "
        "are covered (OFAC FAQ 373, https://ofac.treasury.gov/faqs/373), those owned by companies on NS-CMIC are not "
        "(FAQ 857, https://ofac.treasury.gov/faqs/857). Nothing is carried to companies that it does not name."
    ),
    meaning=(
        "Several lists in one: sectoral sanctions on Russia, correspondent accounts, evaders of sanctions, members of "
        "the Palestinian Legislative Council, and companies of the Chinese military-industrial complex (NS-CMIC). Each "
        "forbids United States persons some dealings, not all; property is not blocked by it. The programme says "
        "which list an entry is from."
    ),
    licence=UNITED_STATES_WORK,
    source=_PAGE,
)
_NS_CMIC = ListDescription(
    name="us-ns-cmic",
    label="NS-CMIC",
    title="Non-SDN Chinese Military-Industrial Complex Companies List",
    publisher=_OFAC,
    evidence="official: OFAC's file states the military programme; the order also covers surveillance technology",
    ownership_rule=OwnershipRule.NONE,
    ownership_note=(
        "A company owned by a listed one is not itself covered unless OFAC lists it: the 50 percent rule does not "
        "apply (OFAC FAQ 857, https://ofac.treasury.gov/faqs/857). Funds that hold listed securities are covered "
        "whatever the share (FAQ 861). In force since 2 August 2021."
    ),
    meaning=(
        "United States persons may not buy or sell publicly traded securities of a listed company, from the effective "
        "date and after a time for divestment. It binds United States persons; others read it as an official finding. "
        "It does not freeze property, and it says nothing of companies that it does not name."
    ),
    licence=UNITED_STATES_WORK,
    source=NS_CMIC_PAGE,
)
_XPCC = ListDescription(
    name="us-ofac-xpcc",
    label="XPCC",
    title="Xinjiang Production and Construction Corps on the list of Specially Designated Nationals",
    publisher=_OFAC,
    evidence="official, human-rights ground",
    ownership_rule=OwnershipRule.FIFTY_PERCENT,
    ownership_note=(
        "Property of an entity that listed persons own 50 percent or more, directly or indirectly and added together, "
        "is blocked too (OFAC FAQ 401, https://ofac.treasury.gov/faqs/401). For this organisation since 31 July 2020. "
        "Its holdings are not in OFAC's list: unknown shares stay unknown."
    ),
    meaning=(
        "Property of the Corps under United States jurisdiction is blocked, and United States persons may not deal "
        "with it. Companies that it owns by half or more are blocked with it, though the list does not name them; "
        "whether a company is one of them must be shown from ownership data."
    ),
    licence=UNITED_STATES_WORK,
    source="https://home.treasury.gov/news/press-releases/sm1073",
)

PUBLISHERS: tuple[Publisher, ...] = (
    Publisher(
        description=_SDN,
        addresses=(_SDN_FILE,),
        parse=parse_sdn,
        canaries=(Canary(CORPS), Canary("XINJIANG PUBLIC SECURITY BUREAU"), Canary("BANCO NACIONAL DE CUBA")),
        at_least=10_000,
    ),
    Publisher(
        description=_CONSOLIDATED,
        addresses=(_CONSOLIDATED_FILE,),
        parse=parse_consolidated,
        canaries=(_HIKVISION, Canary("HUAWEI TECHNOLOGIES CO., LTD.")),
        at_least=350,
    ),
    Publisher(
        description=_NS_CMIC,
        addresses=(_CONSOLIDATED_FILE,),
        parse=parse_ns_cmic,
        canaries=(_HIKVISION, Canary("HUAWEI TECHNOLOGIES CO., LTD."), Canary("SENSETIME GROUP LIMITED")),
        at_least=59,  # the annex of E.O. 14032 alone
        curated="us-ns-cmic",
    ),
    Publisher(
        description=_XPCC,
        addresses=(_SDN_FILE,),
        parse=parse_xpcc,
        canaries=(Canary(CORPS),),
        at_least=1,
        curated="us-ofac-xpcc",
    ),
)
