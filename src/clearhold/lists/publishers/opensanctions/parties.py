"""What an entity of the FollowTheMoney model is called, by what numbers it is known, and what kind of party it is.

Of persons nothing is kept but names; a list of persons is no part of what this program screens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from clearhold.identity.identifiers import has_isin_shape, is_valid
from clearhold.lists.own_values import split_tickers
from clearhold.lists.parsed import ParsedIdentifier, ParsedName
from clearhold.lists.publishers.conventions.names import alias, each_once
from clearhold.lists.publishers.conventions.places import country_of
from clearhold.model import EntryType, IdentifierScheme, NameKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from clearhold.lists.publishers.opensanctions.lines import Entity

TYPES = {
    "Company": EntryType.COMPANY,
    "Organization": EntryType.ORGANISATION,
    "PublicBody": EntryType.ORGANISATION,
    "LegalEntity": EntryType.ORGANISATION,  # a person or an organisation: the publisher does not say which
    "Person": EntryType.PERSON,
    "Vessel": EntryType.VESSEL,
    "Security": EntryType.SECURITY,
    "Asset": EntryType.PRODUCT_CATEGORY,
}
COUNTRIES = ("jurisdiction", "country", "mainCountry", "flag")

# Property -> scheme, and the country whose register issues the number.
_IDENTIFIERS: dict[str, tuple[IdentifierScheme, str | None]] = {
    "isin": (IdentifierScheme.ISIN, None),
    "isinCode": (IdentifierScheme.ISIN, None),
    "leiCode": (IdentifierScheme.LEI, None),
    "figiCode": (IdentifierScheme.FIGI, None),
    "cusip": (IdentifierScheme.CUSIP, None),
    "cusipCode": (IdentifierScheme.CUSIP, None),
    "sedol": (IdentifierScheme.SEDOL, None),
    "ticker": (IdentifierScheme.TICKER, None),
    "registrationNumber": (IdentifierScheme.REGISTRATION, None),
    "ogrnCode": (IdentifierScheme.REGISTRATION, "RU"),
    "uscCode": (IdentifierScheme.REGISTRATION, "CN"),
    "taxNumber": (IdentifierScheme.TAX, None),
    "innCode": (IdentifierScheme.TAX, "RU"),
    "vatCode": (IdentifierScheme.TAX, None),
    "swiftBic": (IdentifierScheme.BIC, None),
    "imoNumber": (IdentifierScheme.IMO, None),
}
_OTHERS = (
    *("idNumber", "ricCode", "permId", "cikCode", "dunsCode", "uniqueEntityId", "cageCode", "okpoCode", "kppCode"),
    *("licenseNumber", "npiCode", "giiNumber", "irsCode", "mmsi", "callSign", "crsNumber", "bvdId"),
)
_SECURITY_SCHEMES = {"CUSIP": IdentifierScheme.CUSIP, "SEDOL": IdentifierScheme.SEDOL}


def names_of(entity: Entity) -> tuple[ParsedName, ...]:
    """The names, the caption first where it is one of them; none for an entity without a name."""
    return names_from(
        entity.caption,
        entity.values("name"),
        entity.values("alias"),
        entity.values("weakAlias", "abbreviation"),
        entity.values("previousName"),
    )


def names_from(
    caption: str, names: Sequence[str], aliases: Iterable[str], weak: Iterable[str] = (), former: Iterable[str] = ()
) -> tuple[ParsedName, ...]:
    """Names by their kinds; a name in another script is one in its original script, weak and former ones apart."""
    known = [*names, *aliases]
    primary = caption if caption and (caption in known or not known) else next(iter(known), "")
    return each_once(
        (
            ParsedName(primary),
            *(alias(text) for text in known if text != primary),
            *(ParsedName(text, NameKind.FORMER) for text in former),
            *(ParsedName(text, NameKind.WEAK_ALIAS) for text in weak),
        )
    )


def identifiers_of(entity: Entity) -> tuple[ParsedIdentifier, ...]:
    """The identifiers as written. A security says in `type` where its number is a CUSIP or a SEDOL."""
    found: list[ParsedIdentifier] = []
    kinds = [_SECURITY_SCHEMES[kind] for kind in entity.values("type") if kind in _SECURITY_SCHEMES]
    for name, (scheme, country) in _IDENTIFIERS.items():
        for value in entity.values(name):
            if scheme is IdentifierScheme.TICKER:
                found += [ParsedIdentifier(scheme, ticker, market) for ticker, market in split_tickers(value)]
            elif entity.schema == "Security" and name == "registrationNumber" and kinds:
                found.append(ParsedIdentifier(kinds[0], value))
            else:
                found.append(ParsedIdentifier(scheme, value, country))
    found += [ParsedIdentifier(IdentifierScheme.OTHER, value) for value in entity.values(*_OTHERS)]
    return tuple(dict.fromkeys(found))


def tell_scheme(value: str) -> ParsedIdentifier:
    """A number of which a table does not say what it is: told by its shape and check digits where they are certain.

    CUSIP and SEDOL are too short for that: every tenth number of a register has the right check digit.
    """
    plain = "".join(value.split()).upper()
    if plain.startswith("IMO") and plain[3:].isdecimal():
        return ParsedIdentifier(IdentifierScheme.IMO, value)
    if has_isin_shape(plain) and is_valid("isin", plain):
        return ParsedIdentifier(IdentifierScheme.ISIN, value)
    if is_valid("lei", plain):
        return ParsedIdentifier(IdentifierScheme.LEI, value)
    return ParsedIdentifier(IdentifierScheme.OTHER, value)


def country_codes(codes: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The countries of FollowTheMoney's codes ("ru", "gb-sct"), and the codes that are of no country that exists."""
    known: dict[str, None] = {}
    unknown: dict[str, None] = {}
    for code in codes:
        country = country_of(code.partition("-")[0])
        if country:
            known[country] = None
        else:
            unknown[code] = None
    return tuple(known), tuple(unknown)


def no_party(schema: str, name: str) -> str:
    """What is said of a target that is no party to a holding: an aircraft, a wallet."""
    return f"{name} is of the schema {schema}, which is no party that a list can have here; it is left out"
