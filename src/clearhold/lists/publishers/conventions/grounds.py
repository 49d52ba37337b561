"""The grounds of listings in short neutral phrases, the same words for the same ground on every list."""

from __future__ import annotations

import re

from clearhold.model import EvidenceClass

HUMAN_RIGHTS = "human rights: serious violations and abuses"
FORCED_LABOUR = "human rights: forced labour"
XINJIANG = "human rights: abuses in Xinjiang"
FORCED_LABOUR_IN_XINJIANG = "human rights: forced labour in Xinjiang"
SURVEILLANCE_IN_XINJIANG = "human rights: surveillance and repression in Xinjiang"
SETTLEMENTS = "human rights: business activities in the occupied Palestinian territory"
MILITARY_COMPANY = "military: military-civil fusion or military company"
MILITARY_INDUSTRIAL_COMPLEX = "military: Chinese military-industrial complex"
COMMUNICATIONS_EQUIPMENT = "national security: communications equipment"
ENTITY_LIST = "export control: Entity List"
MILITARY_END_USERS = "export control: military end users"

# Publishers' short names and codes of a programme -> the words that all lists share.
_WORDS = {
    "al-qaida": "ISIL (Da'esh) and Al-Qaida",
    "isil (da'esh) and al-qaida": "ISIL (Da'esh) and Al-Qaida",
    "bosnia and herzegovina": "Bosnia and Herzegovina",
    "burma": "Myanmar",
    "myanmar (burma)": "Myanmar",
    "car": "Central African Republic",
    "corruption": "corruption",
    "cyber": "cyber activity",
    "counter-terrorism (domestic)": "terrorism",
    "counter-terrorism (international)": "terrorism",
    "democratic people's republic of korea": "North Korea",
    "democratic people's republic of the congo": "Democratic Republic of the Congo",
    "dprk": "North Korea",
    "drc": "Democratic Republic of the Congo",
    "ffry": "former Federal Republic of Yugoslavia",
    "gb": "Guinea-Bissau",
    "global anti-corruption": "corruption",
    "global irregular migration": "irregular migration",
    "iran (nuclear)": "Iran, nuclear programme",
    "southsudan": "South Sudan",
    "vessels": "vessels",
}


def sanctions_on(subject: str) -> str:
    """The ground of a sanctions programme that is called by its country or subject: `sanctions: North Korea`."""
    settled = " ".join(subject.replace("’", "'").split())
    return f"sanctions: {_WORDS.get(settled.casefold(), settled)}"


def human_rights_ground(words: str | None) -> str:
    """The ground of a listing under a human-rights programme: Xinjiang where the publisher's own reason names it."""
    return XINJIANG if words and re.search(r"\bXinjiang\b", words, re.IGNORECASE) else HUMAN_RIGHTS


def ground_and_class(subject: str, words: str | None, *, human_rights: bool) -> tuple[str, EvidenceClass]:
    """The ground and the class of evidence of a listing; `human_rights` is whether its programme itself is for them."""
    if human_rights:
        return human_rights_ground(words), EvidenceClass.OFFICIAL_HUMAN_RIGHTS
    return sanctions_on(subject), EvidenceClass.OFFICIAL_OTHER_GROUND
