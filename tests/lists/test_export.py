"""A list exported: entities of the FollowTheMoney model, statements with their origin, a table; read back the same."""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from clearhold.lists import load_lists
from clearhold.lists.export import STATEMENT_COLUMNS, export_csv, export_ftm, export_statements
from clearhold.lists.parsed import SourceFile
from clearhold.lists.publishers.opensanctions import read_opensanctions
from clearhold.lists.tables import make_tables
from clearhold.model import ConcernList, ConcernLists, ListEntryTable, NotFound, OwnershipRule

if TYPE_CHECKING:
    from clearhold.lists.parsed import ParsedEntry

NAME = "own.csv"
ADDRESS = "https://example.org/list"


def a_list(
    *,
    kind: str = "company",
    names: tuple[tuple[str, str], ...] = (),
    identifiers: tuple[tuple[str, str, str | None], ...] = (),
    listings: tuple[dict[str, Any], ...] = ({},),
    **entry: Any,
) -> ConcernLists:
    """A list with one entry, Acme Ltd; what is not said of it is empty."""
    of_entry = {"list": NAME, "entry": "acme"}
    party = {"name": "Acme Ltd", "type": kind, "country": "CN", "parent": None, "answer": None, "answer_source": None}
    stated = {
        "evidence_class": "2",
        "programme": "Act",
        "ground": "sanctions: Act",
        "words": None,
        "account": None,
        **dict.fromkeys(("listed_on", "effective_on", "delisted_on", "source_date")),
        "source": ADDRESS,
    }
    text = dict.fromkeys
    tables = make_tables(
        pl.DataFrame([{**of_entry, **party, **entry}], schema=text(["list", "entry", *party], pl.String)),
        pl.DataFrame(
            [
                {**of_entry, "name": name, "kind": kind, "source": ADDRESS}
                for name, kind in (("Acme Ltd", "primary"), *names)
            ]
        ),
        pl.DataFrame(
            [
                {**of_entry, "scheme": scheme, "value": value, "market": market, "source": ADDRESS}
                for scheme, value, market in identifiers
            ],
            schema=text(["list", "entry", "scheme", "value", "market", "source"], pl.String),
        ),
        pl.DataFrame(
            [{**of_entry, **stated, **listing} for listing in listings],
            schema=text(["list", "entry", *stated], pl.String),
        ),
    )
    record = ConcernList(
        name=NAME,
        label="own",
        title="Own list",
        publisher="Somebody",
        evidence="own list",
        ownership_rule=OwnershipRule.NOT_STATED,
        ownership_note="",
        meaning="",
        licence="",
        source=ADDRESS,
        version="2026-11-01+abababab",
        as_of=date(2026, 11, 1),
        sha256="ab" * 32,
        entries=1,
        built_in=False,
    )
    return ConcernLists((record,), tables.entries, tables.names, tables.identifiers, tables.listings, tables.addresses)


def ftm(lists: ConcernLists) -> list[dict[str, Any]]:
    return list(export_ftm(lists, NAME))


def table(lists: ConcernLists, *, guard_formulas: bool = True) -> list[dict[str, str]]:
    return list(csv.DictReader(export_csv(lists, NAME, guard_formulas=guard_formulas)))


def test_an_entry_is_a_target_and_each_listing_period_points_to_it() -> None:
    party, first, second = ftm(
        a_list(
            names=(
                ("Acme", "weak alias"),
                ("Acme Group", "strong alias"),
                ("艾克米", "original script"),
                ("Old", "former name"),
            ),
            identifiers=(
                ("isin", "CNE100000PM8", None),
                ("ticker", "002415", "XSHE"),
                ("lei", "529900T8BM49AURSDO55", None),
            ),
            listings=(
                {"listed_on": "2021-06-03", "effective_on": "2021-08-02", "words": "makes cameras"},
                {"evidence_class": "4", "programme": "Report", "delisted_on": "2025-01-01", "source": "own.csv line 2"},
            ),
        )
    )
    assert party == {
        "id": "clearhold-own.csv--acme",
        "caption": "Acme Ltd",
        "schema": "Company",
        "properties": {
            "name": ["Acme Ltd"],
            "weakAlias": ["Acme"],
            "alias": ["Acme Group", "艾克米"],
            "previousName": ["Old"],
            "country": ["cn"],
            "isinCode": ["CNE100000PM8"],
            "ticker": ["002415 XSHE"],
            "leiCode": ["529900T8BM49AURSDO55"],
        },
        "datasets": [NAME],
        "referents": [],
        "target": True,
        "first_seen": "2026-11-01T00:00:00",
        "last_seen": "2026-11-01T00:00:00",
    }
    assert (first["schema"], first["target"], second["schema"]) == ("Sanction", False, "Risk")
    assert first["properties"] == {
        "entity": ["clearhold-own.csv--acme"],
        "program": ["Act"],
        "authority": ["Somebody"],
        "reason": ["makes cameras"],
        "summary": ["sanctions: Act"],
        "listingDate": ["2021-06-03"],
        "startDate": ["2021-08-02"],
        "sourceUrl": [ADDRESS],
        "publisherUrl": [ADDRESS],
    }
    assert second["properties"]["endDate"] == ["2025-01-01"]
    # A source that is no address is told, not given as one.
    assert "sourceUrl" not in second["properties"]
    assert second["properties"]["description"] == ["Source: own.csv line 2"]


@pytest.mark.parametrize(
    ("kind", "schema"),
    [
        ("company", "Company"),
        ("organisation", "Organization"),
        ("person", "Person"),
        ("vessel", "Vessel"),
        ("security", "Security"),
        ("product category", "Asset"),
    ],
)
def test_a_type_has_its_schema(kind: str, schema: str) -> None:
    assert ftm(a_list(kind=kind))[0]["schema"] == schema


def test_of_a_person_no_number_is_exported() -> None:
    (person, _) = ftm(a_list(kind="person", identifiers=(("tax number", "123", None),)))
    assert person["properties"] == {"name": ["Acme Ltd"], "country": ["cn"]}


def test_a_number_that_only_a_security_has_is_of_a_security_that_the_company_issued() -> None:
    _, cusip, figi, _ = ftm(a_list(identifiers=(("cusip", "037833100", None), ("figi", "BBG000BLNNH6", None))))
    assert (cusip["schema"], cusip["target"]) == ("Security", False)
    assert cusip["properties"] == {
        "name": ["Acme Ltd, CUSIP 037833100"],
        "registrationNumber": ["037833100"],
        "type": ["CUSIP"],
        "issuer": ["clearhold-own.csv--acme"],
    }
    assert figi["properties"]["figiCode"] == ["BBG000BLNNH6"]


def test_what_the_model_would_refuse_stands_where_it_is_taken() -> None:
    long = "x" * 300
    party = ftm(
        a_list(
            identifiers=(("lei", "529900T8BM49AURSDO56", None), ("bic", "NO BIC", None), ("other number", long, None))
        )
    )[0]
    assert "leiCode" not in party["properties"]
    assert party["properties"]["idNumber"] == ["529900T8BM49AURSDO56", "NO BIC"]
    assert party["properties"]["notes"] == [f"other number: {long}"]


def test_a_parent_that_is_no_entry_is_an_entity_that_is_not_listed() -> None:
    party, _, parent = ftm(a_list(parent="Acme Holding"))
    assert party["properties"]["parent"] == [parent["id"]]
    assert (parent["schema"], parent["target"], parent["properties"]) == (
        "LegalEntity",
        False,
        {"name": ["Acme Holding"]},
    )


def test_ids_are_the_same_in_every_export_and_do_not_change_when_a_listing_ends() -> None:
    ids = [each["id"] for each in ftm(a_list(listings=({"listed_on": "2021-06-03"},)))]
    ended = a_list(listings=({"listed_on": "2021-06-03", "delisted_on": "2026-01-01"},))
    assert ids == [each["id"] for each in ftm(ended)] == [each["id"] for each in ftm(ended)]
    odd = a_list()
    odd = replace(odd, entries=ListEntryTable.validate(odd.entries.with_columns(entry=pl.lit("杭州 海康"))))
    (party,) = ftm(odd)
    assert party["id"].isascii()
    assert " " not in party["id"]


def test_a_list_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound, match=r'no list is named "other" here; there are own\.csv'):
        list(export_ftm(a_list(), "other"))


def test_a_statement_says_which_version_of_which_list_says_it_and_what_it_has_written() -> None:
    lists = a_list(identifiers=(("ticker", "002415", "XSHE"),))
    statements = list(export_statements(lists, NAME))
    assert all(tuple(statement) == STATEMENT_COLUMNS for statement in statements)
    of_party = [each for each in statements if each["schema"] == "Company"]
    assert [(each["prop"], each["prop_type"], each["value"], each["original_value"]) for each in of_party] == [
        ("id", "id", "clearhold-own.csv--acme", None),
        ("name", "name", "Acme Ltd", None),
        ("country", "country", "cn", "CN"),
        ("ticker", "identifier", "002415 XSHE", "002415"),
    ]
    assert {each["origin"] for each in statements} == {"2026-11-01+abababab"}
    assert {each["dataset"] for each in statements} == {NAME}
    assert {each["first_seen"] for each in statements} == {"2026-11-01T00:00:00"}
    # sha1 of "own.csv.clearhold-own.csv--acme.country.cn", as the library makes it.
    assert of_party[2]["id"] == "c8fba2f89c1c1e02d4e694889d758d180fed376f"
    values = [
        (each["id"], prop, value)
        for each in ftm(lists)
        for prop, found in each["properties"].items()
        for value in found
    ]
    assert sorted(values) == sorted(
        (each["entity_id"], each["prop"], each["value"]) for each in statements if each["prop"] != "id"
    )


def test_the_table_has_a_row_for_each_listing_period() -> None:
    rows = table(
        a_list(
            names=(("Acme Group", "strong alias"), ("Acme", "weak alias"), ("艾克米", "original script")),
            identifiers=(("isin", "CNE100000PM9", None), ("ticker", "002415", "XSHE"), ("cusip", "037833100", None)),
            listings=({"listed_on": "2021-06-03"}, {"programme": "Report", "evidence_class": "4"}),
        )
    )
    assert [(row["programme"], row["listed_on"], row["evidence"]) for row in rows] == [
        ("Act", "2021-06-03", "official, another ground"),
        ("Report", "", "research or press"),
    ]
    first = {column: value for column, value in rows[0].items() if value}
    assert first == {
        "list": "own.csv",
        "version": "2026-11-01+abababab",
        "entry": "acme",
        "name": "Acme Ltd",
        "type": "company",
        "countries": "CN",
        "aliases": "Acme Group",
        "weak_aliases": "Acme",
        "other_scripts": "艾克米",
        "isin": "CNE100000PM9 (fails its check)",
        "ticker": "002415 XSHE",
        "other_identifiers": "cusip 037833100",
        "evidence": "official, another ground",
        "programme": "Act",
        "ground": "sanctions: Act",
        "listed_on": "2021-06-03",
        "source": ADDRESS,
    }


def test_an_entry_without_a_listing_has_a_row() -> None:
    (row,) = table(a_list(listings=()))
    assert (row["name"], row["programme"], row["evidence"]) == ("Acme Ltd", "", "")


@pytest.mark.parametrize("lead", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_text_that_looks_like_a_formula_gets_an_apostrophe_and_the_row_says_where(lead: str) -> None:
    lists = a_list(name=f"{lead}cmd Ltd", listings=({"words": f"{lead}1", "ground": "plain"},))
    (row,) = table(lists)
    assert (row["name"], row["words"], row["ground"]) == (f"'{lead}cmd Ltd", f"'{lead}1", "plain")
    assert row["apostrophe_added"] == "name; words"
    (plain,) = table(lists, guard_formulas=False)
    assert (plain["name"], plain["words"]) == (f"{lead}cmd Ltd", f"{lead}1")
    assert "apostrophe_added" not in plain


@pytest.fixture(scope="module")
def built_in() -> ConcernLists:
    return load_lists()


def test_every_built_in_list_is_exported_whole(built_in: ConcernLists) -> None:
    schemas: Counter[str] = Counter()
    for each in built_in.lists:
        entities = list(export_ftm(built_in, each.name))
        assert len({entity["id"] for entity in entities}) == len(entities)
        assert sum(entity["target"] for entity in entities) == each.entries
        schemas.update(entity["schema"] for entity in entities)
        rows = list(csv.DictReader(export_csv(built_in, each.name)))
        assert len(rows) == built_in.listings.filter(pl.col("list") == each.name).height
    assert schemas == {"Company": 686, "Organization": 38, "Asset": 5, "Security": 9, "Sanction": 710, "Risk": 47}


def test_what_is_exported_is_read_back_with_the_same_names_and_numbers(built_in: ConcernLists) -> None:
    for each in built_in.lists:
        text = "".join(json.dumps(entity, ensure_ascii=False) + "\n" for entity in export_ftm(built_in, each.name))
        parsed = read_opensanctions([SourceFile("entities.ftm.json", text.encode())])
        assert parsed.problems == ()
        assert parsed.published_on == each.as_of
        of_list = built_in.entries.filter(pl.col("list") == each.name)
        assert [entry.name for entry in parsed.entries] == of_list["name"].to_list()
        for entry, row in zip(parsed.entries, of_list.iter_rows(named=True), strict=True):
            assert read_back(entry) == written(built_in, row)


def read_back(entry: ParsedEntry) -> dict[str, Any]:
    return {
        "type": entry.type.value,
        "names": {(name.text, name.kind.value) for name in entry.names},
        "identifiers": {(each.scheme.value, each.value) for each in entry.identifiers},
        "tickers": {(each.value, each.market) for each in entry.identifiers if each.scheme == "ticker"},
        "countries": list(entry.countries),
        "parents": list(entry.parents),
        "listings": sorted(
            (each.programme, each.ground, str(each.listed_on), str(each.effective_on), str(each.delisted_on))
            for each in entry.listings
        ),
        "words": {each.words for each in entry.listings},
        "sources": {each.source for each in entry.listings},
    }


def written(lists: ConcernLists, row: dict[str, Any]) -> dict[str, Any]:
    def of_entry(found: pl.DataFrame) -> pl.DataFrame:
        return found.filter(pl.col("list") == row["list"], pl.col("entry") == row["entry"])

    identifiers = of_entry(lists.identifiers)
    listings = of_entry(lists.listings)
    return {
        "type": row["type"],
        "names": set(of_entry(lists.names).select("name", "kind").iter_rows()),
        "identifiers": set(identifiers.select("scheme", "value").iter_rows()),
        "tickers": set(identifiers.filter(pl.col("scheme") == "ticker").select("value", "market").iter_rows()),
        "countries": row["countries"],
        "parents": row["parents"],
        "listings": sorted(
            (programme, ground, *map(str, days))
            for programme, ground, *days in listings.select(
                "programme", "ground", "listed_on", "effective_on", "delisted_on"
            ).iter_rows()
        ),
        "words": set(listings["words"]),
        "sources": set(listings["source"]),
    }
