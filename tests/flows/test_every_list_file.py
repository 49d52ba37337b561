"""Every publisher's file in the folder of real lists, read whole: a table of what must come out of each.

The counts are not the parsers' own: records were counted in the files with the csv module, openpyxl, plain patterns
and by hand.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clearhold.lists.entries import open_entries, settle, spread
from clearhold.lists.parsed import SourceFile
from clearhold.lists.parsing import ParsingProcesses
from clearhold.lists.parsing.parsers import OPENSANCTIONS, parser_named
from clearhold.lists.publishers import publisher_named
from clearhold.lists.publishers.transcriptions.statutory_csv import parse_statutory_csv
from clearhold.lists.update import Updated, update_from_files
from clearhold.lists.workspace import Workspace
from clearhold.model import CouldNotRead
from tests.lists.listed import sent
from tests.real_files import DATA, needs_real_files

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_real_files
LISTS = DATA / "lists"
CSV_2025_12 = tuple(f"ofac_consolidated_csv_2025-12/cons_{part}.csv" for part in ("prim", "alt", "add", "comments"))
CSV_2025_04 = tuple(f"ofac_consolidated_csv_2025-04/cons_{part}.csv" for part in ("prim", "add"))

SDN_2023_11 = ("ofac_sdn_csv_2023-11/sdn.csv", "ofac_sdn_csv_2023-11/sdn_address.csv")


@dataclass(frozen=True, slots=True)
class Expected:
    """What must come out of a version: the publisher's records, the parties, and how many of them are listed."""

    list: str
    files: tuple[str, ...]
    rows: int
    parties: int
    listed: int

    def __str__(self) -> str:
        return f"{self.list} from {self.files[0]}"


EXPECTED = (
    Expected("us-ofac-consolidated", ("ofac_consolidated_2025-03-28.xml",), 443, 443, 443),
    Expected("us-ofac-consolidated", CSV_2025_12, 442, 442, 442),
    Expected("us-ofac-consolidated", CSV_2025_04, 443, 443, 443),
    Expected("us-ofac-consolidated", ("ofac_cons_advanced_2020-03-17.xml",), 375, 375, 375),
    Expected("us-ofac-consolidated", ("ofac_sdn_and_consolidated_2024-04.csv",), 449, 449, 449),
    # The rows are those of the whole file, of which the list is cut.
    Expected("us-ns-cmic", ("ofac_consolidated_2025-03-28.xml",), 443, 68, 68),
    Expected("us-ns-cmic", CSV_2025_12, 442, 68, 68),
    Expected("us-ns-cmic", CSV_2025_04, 443, 68, 68),
    Expected("us-ns-cmic", ("ofac_nscmic.json",), 68, 68, 68),
    Expected("us-ofac-sdn", SDN_2023_11, 11443, 11443, 11443),
    Expected("us-ofac-sdn", ("ofac_sdn_and_consolidated_2024-04.csv",), 11118, 11118, 11118),
    Expected("us-ofac-xpcc", ("ofac_sdn_and_consolidated_2024-04.csv",), 11118, 1, 1),
    Expected("us-csl", ("us_csl_2019-12_sample.csv",), 115, 110, 110),
    # 3,409 rows; a party with addresses in several countries has a row in each.
    Expected("us-bis-entity-list", ("bis_entity_list_ecfr_2026-07.json",), 3409, 3256, 3256),
    Expected("us-bis-meu", ("bis_meu.json",), 70, 70, 70),
    # 67 orders; some name several parties.
    Expected("us-cbp-forced-labour", ("cbp_wro_2026-06-23.json",), 67, 72, 68),
    # 15 parties stand in two of the three tables or in all.
    Expected("us-uflpa", ("dhs_uflpa_2026-07-09.html",), 160, 144, 144),
    Expected("us-1260h", ("dod_1260h_all_editions_2026-06-08.csv",), 397, 222, 188),
    Expected("us-1260h", ("dow_1260h.json",), 80, 211, 188),
    Expected("us-fcc-covered", ("fcc_covered_list_2026-07.csv",), 16, 18, 18),
    Expected("us-fcc-covered", ("fcc_covered_2026.json",), 15, 15, 15),
    Expected("us-s889", ("us_statutory/section_889.csv",), 5, 5, 5),
    Expected("un-sc", ("un_sc_2026-08-01.xml",), 1011, 1011, 1011),
    # Two of the 5,302 have no name.
    Expected("uk-sanctions", ("uk_sanctions_list_2025-08-11.ods",), 5302, 5300, 5300),
    Expected("ca-sema", ("canada_sema_2025-03-20.xml",), 4759, 4759, 4759),
    # A party has a row for each of its names.
    Expected("au-dfat", ("australia_dfat_2026-08.xlsx",), 11068, 3846, 3846),
    Expected("un-ohchr-settlements", ("ohchr_settlements_2026-07-17.csv",), 165, 165, 153),
    Expected(OPENSANCTIONS, ("opensanctions_exports/targets.simple.csv",), 5600, 5600, 5600),
    Expected(OPENSANCTIONS, ("opensanctions_exports/entities.ftm.json",), 1565, 423, 423),
)
each_version = pytest.mark.parametrize("expected", EXPECTED, ids=str)

REFUSED = {
    "un_sc_malformed.xml": ("un-sc", r"line 53: broken XML"),
    "ch_seco_example_2024-01-17.xml": ("ch-seco", r'of the type "amendment", not the whole list'),
}
# Transcriptions of statutes, which no publisher serves as a file.
STATUTES = {
    "inksna": (28, 28),
    "section_1286": (443, 190),
    "section_154": (6, 6),
    "section_353": (167, 167),
    "section_5949": (3, 3),
    "section_889": (5, 5),
}


def read(name: str, files: tuple[str, ...]) -> tuple[pl.DataFrame, int]:
    """The entries as they are kept, and the publisher's records."""
    given = [SourceFile(file.rpartition("/")[2], (LISTS / file).read_bytes()) for file in files]
    parsed = sent(parser_named(name)(given))
    entries, _ = settle(parsed.entries, files[0])
    return entries, parsed.rows


@each_version
def test_every_record_of_a_real_file_is_read(expected: Expected) -> None:
    entries, rows = read(expected.list, expected.files)
    assert (rows, entries.height, open_entries(entries).height) == (expected.rows, expected.parties, expected.listed)


def test_no_file_of_the_folder_is_left_out_of_the_table() -> None:
    there = {str(path.relative_to(LISTS)) for path in LISTS.rglob("*") if path.is_file()}
    read_here = {file for expected in EXPECTED for file in expected.files} | set(REFUSED)
    read_here |= {f"us_statutory/{name}.csv" for name in STATUTES}
    assert there - read_here == set()


@pytest.mark.parametrize("file", REFUSED)
def test_a_broken_file_and_one_that_is_not_the_whole_list_are_refused(file: str) -> None:
    name, words = REFUSED[file]
    with pytest.raises(CouldNotRead, match=words):
        read(name, (file,))


@pytest.mark.parametrize("name", STATUTES)
def test_every_row_of_a_transcribed_statute_is_a_listing(name: str) -> None:
    content = (LISTS / "us_statutory" / f"{name}.csv").read_bytes()
    parsed = sent(parse_statutory_csv([SourceFile(f"{name}.csv", content)]))
    rows, parties = STATUTES[name]
    assert (parsed.rows, parsed.entries.height, parsed.problems) == (rows, parties, [])


@pytest.mark.parametrize("files", [("ofac_consolidated_2025-03-28.xml",), CSV_2025_12], ids=["XML", "CSV"])
def test_the_identifiers_of_ns_cmic_are_those_that_ofac_writes(files: tuple[str, ...]) -> None:
    entries, _ = read("us-ns-cmic", files)
    identifiers = spread(entries, "identifiers")
    counted = dict(identifiers.group_by("scheme").len().iter_rows())
    invalid = identifiers.filter(~pl.col("valid"))["value"].sort().to_list()
    # Of 165 strings two repeat within an entry: CNOOC's and China State Shipbuilding's.
    assert counted == {"isin": 163, "ticker": 69, "registration number": 61, "lei": 3}
    assert invalid == ["BRC1EODR004", "CND10002G601", "CND10002K094"]
    social_credit_codes = identifiers.filter(pl.col("value").str.contains(r"^9[0-9A-Z]{17}$"))
    assert social_credit_codes.height == 58


def test_ofac_writes_165_isins_69_tickers_and_58_social_credit_codes_in_remarks() -> None:
    with (LISTS / CSV_2025_12[0]).open(encoding="utf-8", newline="") as file:
        remarks = [row[11] for row in csv.reader(file) if len(row) == 12 and "CMIC-EO13959" in row[3]]
    with (LISTS / CSV_2025_12[3]).open(encoding="utf-8", newline="") as file:
        comments = {row[0]: row[1] for row in csv.reader(file) if len(row) == 2}
    text = " ".join([*remarks, *comments.values()])
    assert len(remarks) == 68
    assert len(re.findall(r"\bISIN [A-Z0-9]{11,12}\b", " ".join(remarks))) == 165
    assert len(re.findall(r"Equity Ticker [^;.]+", text)) == 69
    assert len(re.findall(r"Unified Social Credit Code \(USCC\) \w{18}", text)) == 58


def test_megvii_has_ended_and_cxmt_was_listed_twice_by_the_transcription_of_all_editions() -> None:
    entries, _ = read("us-1260h", ("dod_1260h_all_editions_2026-06-08.csv",))
    periods = spread(entries, "listings").join(entries.select("entry", "name"), on="entry")

    def days(name: str) -> list[tuple[str, str | None]]:
        rows = periods.filter(pl.col("name").str.contains(name)).select("listed_on", "delisted_on").rows()
        return [(str(listed), delisted and str(delisted)) for listed, delisted in rows]

    assert days("Megvii") == [("2024-01-31", "2025-01-07")]
    assert days(r"CXMT|ChangXin Memory") == [("2025-01-07", "2026-02-17"), ("2026-06-08", None)]


def test_xpcc_and_its_public_security_bureau_are_apart_and_on_other_lists() -> None:
    corps, _ = read("us-ofac-xpcc", ("ofac_sdn_and_consolidated_2024-04.csv",))
    assert corps["name"].to_list() == ["XINJIANG PRODUCTION AND CONSTRUCTION CORPS"]
    sdn, _ = read("us-ofac-sdn", ("ofac_sdn_and_consolidated_2024-04.csv",))
    named = sdn.filter(pl.col("name").str.contains("XINJIANG"))["name"].to_list()
    assert sorted(named) == ["XINJIANG PRODUCTION AND CONSTRUCTION CORPS", "XINJIANG PUBLIC SECURITY BUREAU"]
    for name, file in (("uk-sanctions", "uk_sanctions_list_2025-08-11.ods"), ("ca-sema", "canada_sema_2025-03-20.xml")):
        entries, _ = read(name, (file,))
        corps_and_more = entries.filter(pl.col("name").str.to_lowercase().str.contains("xinjiang production"))
        assert [entry.lower().count("public security bureau") for entry in corps_and_more["name"]] == [1], name
    uflpa, _ = read("us-uflpa", ("dhs_uflpa_2026-07-09.html",))
    corps_there = uflpa.filter(pl.col("name").str.contains("Xinjiang Production"))["name"].to_list()
    assert corps_there == ["Xinjiang Production and Construction Corps"]
    bis, _ = read("us-bis-entity-list", ("bis_entity_list_ecfr_2026-07.json",))
    both = bis.filter(pl.col("name").str.contains("Xinjiang Production"))["name"].sort().to_list()
    assert len(both) == 2


def test_every_built_in_entry_that_a_publishers_file_still_names_keeps_its_facts(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    with ParsingProcesses(1) as parsers:
        for name, files in (
            ("us-ns-cmic", CSV_2025_12),
            ("us-uflpa", ("dhs_uflpa_2026-07-09.html",)),
            ("us-1260h", ("dow_1260h.json",)),
            ("us-fcc-covered", ("fcc_covered_list_2026-07.csv",)),
            ("un-ohchr-settlements", ("ohchr_settlements_2026-07-17.csv",)),
        ):
            paths = [LISTS / file for file in files]
            update = update_from_files(publisher_named(name), paths, workspace, parsers)
            assert update.updated is Updated.ACCEPTED, update.words
    from clearhold.lists import load_lists

    nowhere = Workspace(tmp_path / "nowhere")
    for name in workspace.names():
        fetched, built_in = load_lists([name], workspace=workspace), load_lists([name], workspace=nowhere)
        assert fetched.lists[0].accepted_at is not None
        key = ["entry", "scheme", "value"]
        lost = built_in.identifiers.select(key).join(fetched.identifiers.select(key), on=key, how="anti")
        assert lost.is_empty(), f"{name}: {lost}"
        assert set(built_in.entries["entry"]) <= set(fetched.entries["entry"])
        grounds = ["entry", "ground", "evidence_class"]
        changed = (
            built_in.listings.select(grounds)
            .unique()
            .join(fetched.listings.select(grounds).unique(), on=grounds, how="anti")
        )
        assert changed.is_empty(), f"{name}: {changed}"
