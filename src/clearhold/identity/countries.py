"""Countries as publishers of holdings write them, and their ISO 3166-1 alpha-2 codes.

The codes and official names are pycountry's; the table here holds only the spellings that it lacks, each of them seen
in publishers' files. A word that names no single country ("European Union", "International Organisations") has none.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Folded spelling -> code. iShares, NBIM, State Street, Bloomberg and MSCI write these.
_SPELLINGS: dict[str, str | None] = {
    "uk": "GB",
    "great britain": "GB",
    "britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "usa": "US",
    "u s": "US",
    "u s a": "US",
    "united states of america usa": "US",
    "america": "US",
    "korea": "KR",
    "korea south": "KR",
    "south korea": "KR",
    "republic of korea": "KR",
    "korea rep of": "KR",
    "korea north": "KP",
    "north korea": "KP",
    "russia": "RU",
    "china mainland": "CN",
    "mainland china": "CN",
    "peoples republic of china": "CN",
    "people s republic of china": "CN",
    "china peoples republic of": "CN",
    "prc": "CN",
    "p r c": "CN",
    "p r china": "CN",
    "pr china": "CN",
    "hong kong sar": "HK",
    "hong kong china": "HK",
    "hong kong s a r": "HK",
    "china hong kong": "HK",
    "hongkong": "HK",
    "macau": "MO",
    "macau sar": "MO",
    "taiwan": "TW",
    "taiwan roc": "TW",
    "taiwan republic of china": "TW",
    "republic of china": "TW",
    "chinese taipei": "TW",
    "taipei": "TW",
    "uae": "AE",
    "u a e": "AE",
    "utd arab emirates": "AE",
    "czech republic": "CZ",
    "slovak republic": "SK",
    "vietnam": "VN",
    "holland": "NL",
    "ivory coast": "CI",
    "cape verde": "CV",
    "swaziland": "SZ",
    "macedonia": "MK",
    "turkey": "TR",
    "turkiye": "TR",
    "curacao": "CW",
    "netherlands antilles": None,  # dissolved in 2010, its code withdrawn
    "faeroe islands": "FO",
    "channel islands": None,
    "guernsey c i": "GG",
    "jersey c i": "JE",
    "guernsey channel islands": "GG",
    "jersey channel islands": "JE",
    "british virgin islands": "VG",
    "virgin islands british": "VG",
    "bvi": "VG",
    "us virgin islands": "VI",
    "cayman": "KY",
    "cayman is": "KY",
    "brunei": "BN",
    "burma": "MM",
    "laos": "LA",
    "palestine": "PS",
    "bosnia": "BA",
    "kyrgyz republic": "KG",
    "saint kitts": "KN",
    "st lucia": "LC",
    "trinidad": "TT",
    "antigua": "AG",
    "reunion": "RE",
    "vatican": "VA",
    "papua n guinea": "PG",
    "el": "GR",
    "eu": None,
    "european union": None,
    "euro zone": None,
    "eurozone": None,
    "supranational": None,
    "international organisations": None,
    "global": None,
    "other": None,
    "multinational": None,
}


@lru_cache(maxsize=4096)
def country_code(text: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country as a file writes it (a name or a code), or None where it names none."""
    folded = _folded(text)
    if not folded:
        return None
    if folded in _SPELLINGS:
        return _SPELLINGS[folded]
    return _names().get(folded)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Every code and name that pycountry knows, folded."""
    import pycountry

    names: dict[str, str] = {}
    for country in pycountry.countries:
        words = [country.alpha_2, country.alpha_3, country.name]
        words += [getattr(country, kind) for kind in ("common_name", "official_name") if hasattr(country, kind)]
        for word in words:
            names.setdefault(_folded(word), country.alpha_2)
    turned: dict[str, str] = {}
    for country in pycountry.countries:
        inverted = re.fullmatch(r"(.+), (.+)", country.name)  # "Iran, Islamic Republic of"
        if inverted:
            turned.setdefault(_folded(f"{inverted[2]} {inverted[1]}"), country.alpha_2)
            turned.setdefault(_folded(inverted[1]), country.alpha_2)
    for ambiguous in ("korea", "virgin islands"):
        turned.pop(ambiguous, None)
    return turned | names


def _folded(text: str) -> str:
    """Lower case without marks, points and "the", so that spellings that differ only in these are one."""
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    words = re.findall(r"[^\W_]+", plain.casefold())
    return " ".join(word for word in words if word not in {"the", "and"} or len(words) == 1)
