"""What columns of names, countries and identifiers are called, the plainest word first: of two that fit, it wins."""

from __future__ import annotations

import re
import unicodedata

NAME = (
    "name",
    "names",
    "company",
    "company name",
    "name of company",
    "entity",
    "entity name",
    "issuer",
    "issuer name",
    "name of issuer",
    "business enterprise",
    "organisation",
    "organization",
    "organisation name",
    "organization name",
    "legal name",
    "full name",
    "primary name",
    "name of individual or entity",
    "name of entity",
    "name of organisation",
    "name of organization",
    "companies",
    "entities",
    "issuers",
)
ALIASES = (
    "aliases",
    "alias",
    "other names",
    "other name",
    "also known as",
    "aka",
    "a k a",
    "alternative names",
    "alternative name",
    "former names",
    "former name",
    "previous name",
    "synonyms",
)
ISIN = ("isin", "isins", "isin code", "isin codes", "isin number", "isin s")
LEI = ("lei", "leis", "lei code", "legal entity identifier")
COUNTRY = (
    "country",
    "countries",
    "country code",
    "home state",
    "domicile",
    "country of domicile",
    "country of incorporation",
    "incorporated in",
    "headquarters",
    "jurisdiction",
    "nation",
)


def fold_heading(text: str) -> str:
    """A heading in lower case, plain letters, words parted by one space."""
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return " ".join(re.findall(r"[^\W_]+", plain.casefold()))
