"""Which of OFAC's labels name identifiers, and of which scheme; which name dates, countries and issuers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clearhold.lists.parsed import ParsedIdentifier
from clearhold.lists.publishers.conventions.places import country_of
from clearhold.model import IdentifierScheme

if TYPE_CHECKING:
    from clearhold.lists.publishers.ofac.parties import Statement

ISSUER_NAME = "Issuer Name"
TARGET_TYPE = "Target Type"
DIRECTIVE_13662 = "Executive Order 13662 Directive Determination"
DIVESTMENT_DATE = "Purchase/Sales For Divestment Date (CMIC)"
# Of persons "nationality" and "citizen", of companies "Nationality of Registration", of vessels their flag.
COUNTRIES = frozenset(
    {
        "nationality",
        "citizen",
        "Nationality Country",
        "Citizenship Country",
        "Nationality of Registration",
        "Vessel Flag",
    }
)
# Labels as in the files of 2020 to 2025, bare of colons, dashes and number signs at their end.
_SCHEMES = {
    IdentifierScheme.ISIN: ("ISIN",),
    IdentifierScheme.CUSIP: ("CUSIP",),
    IdentifierScheme.TICKER: ("Equity Ticker",),
    IdentifierScheme.LEI: ("Legal Entity Number",),
    IdentifierScheme.BIC: ("SWIFT/BIC",),
    IdentifierScheme.REGISTRATION: (
        "Unified Social Credit Code (USCC)",
        "United Social Credit Code Certificate (USCCC)",
        "Registration Number",
        "Registration ID",
        "Business Registration Number",
        "Business Registration Document",
        "Business Number",
        "Company Number",
        "UK Company Number",
        "Company ID",
        "C.R. No.",
        "Commercial Registry Number",
        "Public Registration Number",
        "Central Registration System Number",
        "Certificate of Incorporation Number",
        "Chamber of Commerce Number",
        "Istanbul Chamber of Comm. No.",
        "Dubai Chamber of Commerce Membership No.",
        "Economic Register Number (CBLS)",
        "Enterprise Number",
        "File Number",
        "Folio Mercantil No.",
        "Matricula Mercantil No",
        "Identification Number",
        "National ID No.",
        "Organization Code",
        "Registered Charity No.",
        "Trade License No.",
    ),
    IdentifierScheme.TAX: (
        "Tax ID No.",
        "V.A.T. Number",
        "NIT",
        "RIF",
        "RUC",
        "R.F.C.",
        "US FEIN",
        "Fiscal Code",
        "Romanian Tax Registration",
        "Numero Unico de Identificacao Tributaria (NUIT)",
    ),
    IdentifierScheme.OTHER: (
        "Vessel Registration Identification",
        "Government Gazette Number",
        "D-U-N-S Number",
        "BIK (RU)",
        "MMSI",
    ),
}
SCHEMES = {label: scheme for scheme, labels in _SCHEMES.items() for label in labels}
# OFAC writes a ticker as "CODE CC", CC the country of the exchange; once without the blank ("603019CN").
_TICKER = re.compile(r"(\S+) ([A-Z]{2})")
_TICKER_RUN_TOGETHER = re.compile(r"(\d+)([A-Z]{2})")
# Under "Legal Entity Number" OFAC also writes the Dutch register's number of a legal entity, nine digits.
_REGISTERED_ENTITY = re.compile(r"\d{9}")
_IMO = re.compile(r"IMO:? ?(\d{7})")


def identifier_of(statement: Statement) -> ParsedIdentifier | None:
    """The identifier that a statement gives; None for one of another kind. Malformed values are kept as written."""
    scheme = SCHEMES.get(statement.label)
    if scheme is None or not any(mark.isdigit() or mark.isupper() for mark in statement.value):
        return None
    if scheme is IdentifierScheme.TICKER:
        return _ticker(statement.value)
    if match := _IMO.fullmatch(statement.value):
        return ParsedIdentifier(IdentifierScheme.IMO, match[1])
    if scheme is IdentifierScheme.LEI and _REGISTERED_ENTITY.fullmatch(statement.value):
        scheme = IdentifierScheme.REGISTRATION
    issuer = country_of(statement.country) if statement.country else None
    return ParsedIdentifier(scheme, statement.value, issuer)


def _ticker(written: str) -> ParsedIdentifier:
    """The code and the country of the exchange apart where that is certain, else as written."""
    match = _TICKER.fullmatch(written) or _TICKER_RUN_TOGETHER.fullmatch(written)
    if match and country_of(match[2]) == match[2]:
        return ParsedIdentifier(IdentifierScheme.TICKER, match[1], match[2])
    return ParsedIdentifier(IdentifierScheme.TICKER, written)
