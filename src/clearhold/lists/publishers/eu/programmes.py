"""What the programme codes of the European Union's financial sanctions are about."""

from __future__ import annotations

_HUMAN_RIGHTS = "HR"
# Regulation (EU) 2020/1998, the EU Global Human Rights Sanctions Regime.
_GLOBAL_HUMAN_RIGHTS = "2020/1998"

_SUBJECTS = {
    "AFG": "Afghanistan",
    "BDI": "Burundi",
    "BIH": "Bosnia and Herzegovina",
    "BLR": "Belarus",
    "CAF": "Central African Republic",
    "CHEM": "Chemical Weapons",
    "COD": "Democratic Republic of the Congo",
    "CYB": "Cyber",
    "EUAQ": "Al-Qaida",
    "GIN": "Guinea",
    "GNB": "Guinea-Bissau",
    "GTM": "Guatemala",
    "HAM": "Hamas and Palestinian Islamic Jihad",
    "HTI": "Haiti",
    "IRN": "Iran",
    "IRQ": "Iraq",
    "LBN": "Lebanon",
    "LBY": "Libya",
    "MDA": "Moldova",
    "MLI": "Mali",
    "MMR": "Myanmar",
    "NIC": "Nicaragua",
    "PRK": "DPRK",
    "RUS": "Russia",
    "RUSDA": "Russia",
    "SDN": "Sudan",
    "SDNZ": "Sudan",
    "SOM": "Somalia",
    "SSD": "South Sudan",
    "SYR": "Syria",
    "TAQA": "Al-Qaida",
    "TERR": "terrorism",
    "TUN": "Tunisia",
    "TUR": "Türkiye",
    "UKR": "Ukraine",
    "VEN": "Venezuela",
    "YEM": "Yemen",
    "ZWE": "Zimbabwe",
}


def subject_of(code: str) -> str:
    """The country or subject of a programme; of a code that is not known, the code."""
    return _SUBJECTS.get(code, f"programme {code}" if code else "programme not stated")


def is_human_rights(code: str, title: str) -> bool:
    """Whether a listing is under the Global Human Rights regime, by its programme or its regulation's number."""
    return code == _HUMAN_RIGHTS or _GLOBAL_HUMAN_RIGHTS in title
