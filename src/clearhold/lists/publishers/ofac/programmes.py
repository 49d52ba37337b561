"""OFAC's programme codes: the legal instrument behind each, our neutral phrase for its ground, its class of evidence.

Only programmes whose instrument is about human rights are of the first class. Others name human rights among several
grounds (E.O. 13692 on Venezuela, E.O. 14014 on Burma), and the code does not tell which one an entry was listed on.
"""

from __future__ import annotations

from dataclasses import dataclass

from clearhold.lists.publishers.conventions.grounds import MILITARY_INDUSTRIAL_COMPLEX
from clearhold.model import EvidenceClass

GLOBAL_MAGNITSKY = "GLOMAG"
CHINESE_MILITARY = "CMIC-EO13959"


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme: its name with the instrument, and what it is about."""

    name: str
    ground: str
    evidence_class: EvidenceClass


# Instruments as cited in 31 CFR chapter V and OFAC's programme tags; grounds in our words.
_HUMAN_RIGHTS = {
    GLOBAL_MAGNITSKY: ("E.O. 13818", "serious human rights abuse or corruption"),
    "MAGNIT": ("Sergei Magnitsky Rule of Law Accountability Act of 2012", "gross violations of human rights in Russia"),
    "IRAN-HR": ("E.O. 13553", "serious human rights abuses in Iran"),
    "HRIT-IR": ("E.O. 13606", "human rights abuses in Iran by information technology"),
    "HRIT-SY": ("E.O. 13606", "human rights abuses in Syria by information technology"),
    "NICARAGUA-NHRAA": ("Nicaragua Human Rights and Anticorruption Act of 2018", "human rights abuses in Nicaragua"),
}
_OTHER = {
    "561-Related": ("31 CFR part 561", "foreign financial institutions dealing with Iran"),
    "BALKANS": ("E.O. 13219 as amended by E.O. 13304", "peace and stability in the Western Balkans"),
    "BALKANS-EO14033": ("E.O. 14033", "peace and stability in the Western Balkans"),
    "BELARUS": ("E.O. 13405", "democratic institutions in Belarus"),
    "BELARUS-EO14038": ("E.O. 14038", "situation in Belarus"),
    "BURMA-EO14014": ("E.O. 14014", "situation in Burma"),
    "CAATSA - IRAN": ("Countering America's Adversaries Through Sanctions Act, title I", "Iran"),
    "CAATSA - RUSSIA": ("Countering America's Adversaries Through Sanctions Act, title II", "Russia"),
    "CAR": ("E.O. 13667", "conflict in the Central African Republic"),
    "CUBA": ("31 CFR part 515", "Cuba"),
    "CYBER2": ("E.O. 13694 as amended by E.O. 13757", "malicious cyber activity"),
    "DARFUR": ("E.O. 13400", "conflict in Darfur"),
    "DPRK": ("E.O. 13551", "North Korea"),
    "DPRK2": ("E.O. 13687", "North Korea"),
    "DPRK3": ("E.O. 13722", "North Korea"),
    "DPRK4": ("E.O. 13810", "North Korea"),
    "DPRK-NKSPEA": ("North Korea Sanctions and Policy Enhancement Act of 2016", "North Korea"),
    "DRCONGO": ("E.O. 13413 as amended by E.O. 13671", "conflict in the Democratic Republic of the Congo"),
    "ELECTION-EO13848": ("E.O. 13848", "interference in United States elections"),
    "ETHIOPIA-EO14046": ("E.O. 14046", "crisis in Ethiopia"),
    "FSE-IR": ("E.O. 13608", "evasion of sanctions on Iran"),
    "FSE-SY": ("E.O. 13608", "evasion of sanctions on Syria"),
    "FTO": ("Immigration and Nationality Act, section 219", "foreign terrorist organisations"),
    "HIFPAA": ("Hizballah International Financing Prevention Amendments Act of 2018", "Hizballah"),
    "HK-EO13936": ("E.O. 13936", "autonomy of Hong Kong"),
    "HOSTAGES-EO14078": ("E.O. 14078", "hostage-taking and wrongful detention"),
    "IFCA": ("Iran Freedom and Counter-Proliferation Act of 2012", "Iran"),
    "IFSR": ("31 CFR part 561", "Iran's financial dealings"),
    "ILLICIT-DRUGS-EO14059": ("E.O. 14059", "illicit drug trade"),
    "IRAN": ("31 CFR part 560", "Government of Iran and Iranian financial institutions"),
    "IRAN-CON-ARMS-EO": ("E.O. 13949", "conventional arms of Iran"),
    "IRAN-EO13846": ("E.O. 13846", "Iran"),
    "IRAN-EO13871": ("E.O. 13871", "Iran's metals sectors"),
    "IRAN-EO13876": ("E.O. 13876", "Supreme Leader's Office of Iran"),
    "IRAN-EO13902": ("E.O. 13902", "sectors of Iran's economy"),
    "IRAN-TRA": ("Iran Threat Reduction and Syria Human Rights Act of 2012", "Iran"),
    "IRAQ2": ("E.O. 13315 as amended by E.O. 13350", "former Government of Iraq"),
    "IRAQ3": ("E.O. 13438", "peace and stability in Iraq"),
    "IRGC": ("31 CFR part 561", "Islamic Revolutionary Guard Corps of Iran"),
    "ISA": ("Iran Sanctions Act of 1996", "Iran"),
    "LEBANON": ("E.O. 13441", "sovereignty of Lebanon"),
    "LIBYA2": ("E.O. 13566", "Libya"),
    "LIBYA3": ("E.O. 13726", "peace and stability in Libya"),
    "MALI-EO13882": ("E.O. 13882", "situation in Mali"),
    "NICARAGUA": ("E.O. 13851", "situation in Nicaragua"),
    "NPWMD": ("E.O. 13382", "proliferation of weapons of mass destruction"),
    "NS-PLC": ("31 CFR part 594", "members of the Palestinian Legislative Council"),
    "PAARSSR-EO13894": ("E.O. 13894 as amended", "Assad regime and stability in Syria"),
    "PEESA": ("Protecting Europe's Energy Security Act of 2019", "Russian gas pipelines"),
    "PEESA-EO14039": ("E.O. 14039", "Russian gas pipelines"),
    "RUSSIA-EO14024": ("E.O. 14024", "harmful foreign activities of Russia"),
    "RUSSIA-EO14065": ("E.O. 14065", "occupied regions of Ukraine"),
    "SDGT": ("E.O. 13224 as amended by E.O. 13886", "terrorism"),
    "SDNT": ("E.O. 12978", "narcotics trafficking"),
    "SDNTK": ("Foreign Narcotics Kingpin Designation Act", "narcotics trafficking"),
    "SOMALIA": ("E.O. 13536", "conflict in Somalia"),
    "SOUTH SUDAN": ("E.O. 13664", "conflict in South Sudan"),
    "SSIDES": (
        "Support for the Sovereignty, Integrity, Democracy, and Economic Stability of Ukraine Act of 2014",
        "situation in Ukraine",
    ),
    "SUDAN-EO14098": ("E.O. 14098", "conflict in Sudan"),
    "SYRIA": ("31 CFR part 542", "Syria"),
    "SYRIA-CAESAR": ("Caesar Syria Civilian Protection Act of 2019", "Syria"),
    "SYRIA-EO13894": ("E.O. 13894", "situation in Syria"),
    "TCO": ("E.O. 13581 as amended by E.O. 13863", "transnational criminal organisations"),
    "UKRAINE-EO13660": ("E.O. 13660", "situation in Ukraine"),
    "UKRAINE-EO13661": ("E.O. 13661", "situation in Ukraine"),
    "UKRAINE-EO13662": ("E.O. 13662", "sectors of Russia's economy"),
    "UKRAINE-EO13685": ("E.O. 13685", "Crimea"),
    "VENEZUELA": ("E.O. 13692", "situation in Venezuela"),
    "VENEZUELA-EO13850": ("E.O. 13850", "sectors of Venezuela's economy"),
    "VENEZUELA-EO13884": ("E.O. 13884", "Government of Venezuela"),
    "WEST-BANK-EO14115": ("E.O. 14115", "peace and stability in the West Bank"),
    "YEMEN": ("E.O. 13611", "peace and stability in Yemen"),
    "ZIMBABWE": ("E.O. 13288 as amended by E.O. 13391 and E.O. 13469", "democratic institutions in Zimbabwe"),
}

_PROGRAMMES = {
    **{
        code: Programme(f"{code} ({instrument})", f"human rights: {about}", EvidenceClass.OFFICIAL_HUMAN_RIGHTS)
        for code, (instrument, about) in _HUMAN_RIGHTS.items()
    },
    **{
        code: Programme(f"{code} ({instrument})", f"sanctions: {about}", EvidenceClass.OFFICIAL_OTHER_GROUND)
        for code, (instrument, about) in _OTHER.items()
    },
    CHINESE_MILITARY: Programme(
        "E.O. 13959 as amended by E.O. 14032 (CMIC-EO13959)",
        MILITARY_INDUSTRIAL_COMPLEX,
        EvidenceClass.OFFICIAL_OTHER_GROUND,
    ),
}
CODES = frozenset(_PROGRAMMES)

# Codes that OFAC uses for parties it has blocked, whom the SDN List has; the Consolidated List has them only beside
# a code of its own.
_BLOCKED = frozenset(
    {*_HUMAN_RIGHTS, "BALKANS", "BELARUS", "CUBA", "CYBER2", "DPRK", "DPRK2", "DPRK3", "DPRK4", "DRCONGO", "FTO"}
    | {"IRAN", "IRAQ2", "IRGC", "LIBYA3", "NPWMD", "SDGT", "SDNT", "SDNTK", "SOMALIA", "TCO", "YEMEN", "ZIMBABWE"}
)
_NOT_BLOCKED = frozenset({CHINESE_MILITARY, "NS-PLC"})


def programme(code: str) -> Programme:
    """The programme of a code; for one that is not known here the code stands for itself."""
    known = _PROGRAMMES.get(code)
    return known or Programme(code, f"sanctions: {code}", EvidenceClass.OFFICIAL_OTHER_GROUND)


def is_sdn(codes: tuple[str, ...]) -> bool:
    """Whether a party of these programmes, and no others, is on the SDN List for certain."""
    return bool(codes) and _BLOCKED.issuperset(codes)


def is_consolidated(codes: tuple[str, ...]) -> bool:
    """Whether a party of these programmes, and no others, is on the Consolidated List and not on the SDN List."""
    return bool(codes) and _NOT_BLOCKED.issuperset(codes)
