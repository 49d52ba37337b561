"""Small whole lists in their publishers' layouts, for a loopback server to serve well or badly.

The parties are made up; the layouts are those of the publishers' files: OFAC's legacy CSV (an end mark, no header), the
UN's XML, the DHS page's HTML, the Consolidated Screening List's JSON and CSV, DFAT's workbook.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

COUNT = 60
_FIRST = ("Aldo", "Bexi", "Cuma", "Dero", "Enfa", "Fogi", "Gula", "Hemo")
_SECOND = ("ran", "tel", "vis", "mar", "kon", "pel", "dus", "lit")
EVERYBODY = tuple(range(COUNT))


@dataclass(frozen=True, slots=True)
class ServedList:
    """A list, the format it is served in, and how to write it with some of its parties."""

    name: str
    format: str
    write: Callable[[tuple[int, ...]], bytes]


def company(number: int) -> str:
    """The name of a made-up company; all are told apart by more than a number."""
    first, second = divmod(number, 8)
    return f"{_FIRST[first]}{_SECOND[second]} Works Ltd"


def ofac_csv(parties: Sequence[int]) -> bytes:
    """OFAC's primary file: twelve columns, no header, the old end mark in the last line."""
    rows = [
        f'{9000 + n},"{company(n)}",-0- ,"CMIC-EO13959",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
        f'"Listing Date (CMIC): 03 Jun 2021; Equity Ticker {100000 + n} CN; ISIN XS{n:09}0."'
        for n in parties
    ]
    return "\r\n".join([*rows, "\x1a"]).encode()


def un_xml(parties: Sequence[int]) -> bytes:
    """The Security Council's consolidated list."""
    entities = "".join(
        f"<ENTITY><DATAID>{n}</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>{company(n)}</FIRST_NAME>"
        f"<UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPe.{n:03}</REFERENCE_NUMBER>"
        "<LISTED_ON>2016-03-02</LISTED_ON><ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY>"
        f"<ALIAS_NAME>Alias of {company(n)}</ALIAS_NAME></ENTITY_ALIAS>"
        "<ENTITY_ADDRESS><STREET>Main Street</STREET><CITY>Pyongyang</CITY></ENTITY_ADDRESS></ENTITY>\n"
        for n in parties
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<CONSOLIDATED_LIST '
        'dateGenerated="2026-08-01T23:00:03.110Z">\n<INDIVIDUALS/>\n<ENTITIES>\n'
        f"{entities}</ENTITIES>\n</CONSOLIDATED_LIST>\n"
    ).encode()


def csl_csv(parties: Sequence[int]) -> bytes:
    """The Consolidated Screening List's CSV of today, in the columns that it needs of it."""
    header = (
        "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,"
        "standard_order,license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,"
        "gross_registered_tonnage,vessel_flag,vessel_owner,remarks,source_list_url,alt_names,citizenships,"
        "dates_of_birth,nationalities,places_of_birth,source_information_url,ids"
    )
    rows = [
        f'{n:024x},Entity List (EL) - Bureau of Industry and Security,,,,"{company(n)}",,"Main Street {n}, Urumqi, CN",'
        '84 FR 54004,2019-10-09,,,"For all items",Case-by-case review,,,,,,,,https://www.bis.gov/entity-list,'
        f'"Alias of {company(n)}",,,,,https://www.bis.gov,'
        for n in parties
    ]
    return "\n".join([header, *rows, ""]).encode()


def csl_json(parties: Sequence[int]) -> bytes:
    """The same list as JSON."""
    results = [
        {
            "id": f"{n:024x}",
            "name": company(n),
            "source": "Entity List (EL) - Bureau of Industry and Security",
            "alt_names": [f"Alias of {company(n)}"],
            "addresses": [{"address": f"Main Street {n}", "city": "Urumqi", "country": "CN"}],
            "federal_register_notice": "84 FR 54004",
            "start_date": "2019-10-09",
            "programs": [],
            "ids": [],
            "source_list_url": "https://www.bis.gov/entity-list",
        }
        for n in parties
    ]
    return json.dumps({"total": len(results), "results": results}, indent=1).encode()


@cache
def dfat_xlsx(parties: tuple[int, ...]) -> bytes:
    """DFAT's workbook; made once, since a workbook has the time in it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(
        [
            "Reference",
            "Name of Individual or Entity",
            "Type",
            "Name Type",
            "Alias Strength",
            "Date of Birth",
            "Place of Birth",
            "Citizenship",
            "Address",
            "Additional Information",
            "Listing Information",
            "IMO Number",
            "Committees",
            "Control Date",
            "Instrument of Designation",
        ]
    )
    for n in parties:
        sheet.append(
            [
                f"{n + 1}",
                company(n),
                "Entity",
                "Primary Name",
                None,
                None,
                None,
                None,
                f"Main Street {n}",
                None,
                "Listed on 2 March 2022",
                None,
                "Autonomous (Russia)",
                "2022-03-02",
                None,
            ]
        )
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def uflpa_html(parties: Sequence[int]) -> bytes:
    """The Department's page: four headings, and a table under each but the third."""
    sections = []
    for place, clause in enumerate(("i", "ii", "iv", "v")):
        sections.append(f"<p><strong>A list of entities</strong><br>Section 2(d)(2)(B)({clause})</p>")
        if clause == "iv":
            sections.append("<p>Entities identified in sections (i) and (ii) above serve as this list.</p>")
            continue
        rows = "".join(
            f"<tr><td>{company(n)} (and one alias: Alias of {company(n)})</td><td>June 21, 2022</td></tr>\n"
            for n in parties
            if (0, 1, 3)[n % 3] == place
        )
        heading = "<tr><th>Name of Entity</th><th>Effective Date</th></tr>"
        sections.append(f"<table><thead>{heading}</thead><tbody>\n{rows}</tbody></table>\n")
    title = "<title>UFLPA Entity List | Homeland Security</title>"
    body = "\n".join(sections)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head>{title}</head><body><main>\n{body}\n'
        "<p>Last Updated: 01/14/2025</p></main></body></html>\n"
    ).encode()


SERVED = (
    ServedList("us-ofac-consolidated", "CSV with an end mark", ofac_csv),
    ServedList("un-sc", "XML", un_xml),
    ServedList("us-uflpa", "HTML", uflpa_html),
    ServedList("us-csl", "CSV", csl_csv),
    ServedList("us-csl", "JSON", csl_json),
    ServedList("au-dfat", "XLSX", dfat_xlsx),
)
