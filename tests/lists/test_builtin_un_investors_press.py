"""The UN settlements database, investors' exclusions and the press list: what a reader must find in them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clearhold.lists import catalogue, load_lists
from tests.real_files import DATA, needs_real_files

if TYPE_CHECKING:
    from clearhold.model import ConcernLists


def periods(lists: ConcernLists, entry: str) -> list[tuple[str, date | None, date | None]]:
    of_entry = lists.listings.filter(pl.col("entry") == entry).sort("listed_on")
    return list(of_entry.select("programme", "listed_on", "delisted_on").iter_rows())


@pytest.fixture(scope="module")
def settlements() -> ConcernLists:
    return load_lists(["un-ohchr-settlements"])


@pytest.fixture(scope="module")
def investors() -> ConcernLists:
    return load_lists(["investor-exclusions"])


@pytest.fixture(scope="module")
def press() -> ConcernLists:
    return load_lists(["press-uyghur-surveillance"])


def test_the_un_database_has_153_enterprises_listed_and_12_removed() -> None:
    (listed,) = (each for each in catalogue() if each.name == "un-ohchr-settlements")
    assert (listed.entries, listed.in_force, listed.ended) == (165, 153, 12)


def test_an_enterprise_that_the_un_removed_has_the_day_of_its_removal(settlements: ConcernLists) -> None:
    ended = settlements.listings.filter(pl.col("delisted_on").is_not_null())
    assert dict(ended.select("entry", "delisted_on").iter_rows()) == {
        "acs-actividades-de-construccion-y-servicios": date(2025, 12, 8),
        "alstom": date(2025, 9, 26),
        "ariel-properties-group": date(2025, 9, 26),
        "cim-lustigman-development-and-construction": date(2025, 12, 8),
        "edreams-odigeo": date(2025, 9, 26),
        "hadiklaim-israel-date-growers-cooperative": date(2025, 9, 26),
        "kardan": date(2025, 9, 26),
        "metrontario-investments": date(2025, 12, 8),
        "opodo": date(2025, 9, 26),
        "sociedad-espanola-de-montajes-industriales": date(2026, 6, 3),
        "steconfer": date(2026, 7, 17),
        "tahal-group-international": date(2025, 9, 26),
    }


def test_footnote_letters_are_no_part_of_a_name(settlements: ConcernLists) -> None:
    names = settlements.entries["name"]
    assert names.filter(names.str.contains(r"(Ltd|Inc|S\.A|B\.V|N\.V)\. ?[a-z]$")).to_list() == []
    assert {"Yes TV and Communications Services Ltd.", "Ashtrom Residential Development Ltd."} <= set(names)


def test_an_activity_of_the_un_database_is_given_in_the_words_of_paragraph_96(settlements: ConcernLists) -> None:
    (words,) = settlements.listings.filter(pl.col("entry") == "motorola-solutions")["account"]
    assert words.startswith("Activities of paragraph 96 of A/HRC/22/63: (d) the supply of security services")
    assert "(e) the provision of services and utilities" in words


def test_a_listing_is_dated_only_where_a_publication_dates_it(settlements: ConcernLists) -> None:
    days = dict(settlements.listings.select("entry", "listed_on").iter_rows())
    assert days["airbnb"] == date(2020, 2, 12)
    assert days["heidelberg-materials"] == date(2025, 9, 26)
    assert days["twitoplast"] is None
    assert set(days.values()) == {date(2020, 2, 12), date(2025, 9, 26), None}


def test_the_two_motorola_companies_and_their_identifiers_are_kept_apart(settlements: ConcernLists) -> None:
    of = settlements.identifiers.filter(pl.col("entry").str.starts_with("motorola"))
    assert set(of["entry"]) == {"motorola-solutions"}
    assert "US6200763075" in set(of["value"])


@needs_real_files
def test_the_un_table_says_what_the_edition_says(settlements: ConcernLists) -> None:
    edition = pl.read_csv(DATA / "lists" / "ohchr_settlements_2026-07-17.csv", infer_schema=False)
    published = edition["business_enterprise"].str.replace_all(r"[^\p{L}\p{N}]", "").str.to_lowercase()
    ours = [
        "".join(mark for mark in name if mark.isalnum()).casefold()
        for name in settlements.entries.sort("entry")["name"]
    ]
    missing = [name for name in published if not any(name.startswith(own) for own in ours)]
    assert (edition.height, missing) == (165, [])
    letters = edition["listed_activity_subparagraph_of_paragraph_96"].str.extract_all(r"\((\w)\)").list.unique()
    assert letters.list.len().sum() == settlements.listings["account"].str.count_matches(r"\([a-j]\) ").sum()
    responded = edition["response_from_business_enterprise"].str.starts_with("Response").sum()
    assert settlements.entries["answer"].is_not_null().sum() == responded


def test_the_withdrawn_recommendation_on_hikvision_is_a_period_that_ended(investors: ConcernLists) -> None:
    assert periods(investors, "hikvision") == [
        ("Council on Ethics (Norway), recommendation to exclude", date(2020, 1, 14), date(2020, 9, 15)),
        ("AkademikerPension, exclusion", date(2020, 11, 20), None),
    ]
    (words,) = investors.listings.filter(
        (pl.col("entry") == "hikvision") & pl.col("programme").str.starts_with("Council on Ethics")
    )["account"]
    assert "Norges Bank took no decision on exclusion" in words


def test_li_ning_is_excluded_by_norges_bank_from_7_march_2022(investors: ConcernLists) -> None:
    ((programme, listed_on, delisted_on),) = periods(investors, "li-ning")
    assert (listed_on, delisted_on) == (date(2022, 3, 7), None)
    assert programme.startswith("Norges Bank")


def test_an_investors_decision_is_evidence_class_3(investors: ConcernLists) -> None:
    assert set(investors.listings["evidence_class"]) == {3}


def test_the_press_list_has_the_four_companies_each_with_its_answer(press: ConcernLists) -> None:
    assert set(press.entries["entry"]) == {"alibaba", "dahua", "hikvision", "tencent"}
    assert press.entries.select(pl.col("answer", "answer_source").is_not_null().all()).row(0) == (True, True)
    assert set(press.listings["evidence_class"]) == {4}


def test_a_report_names_who_reported_it_and_when(press: ConcernLists) -> None:
    for report in press.listings.iter_rows(named=True):
        publisher = report["programme"].split(" with ")[0]
        assert report["account"].startswith(f"{publisher} reported on {report['listed_on'].day} "), report["entry"]


@pytest.mark.parametrize(
    ("entry", "identifiers", "chinese"),
    [
        ("hikvision", {"CNE100000PM8", "002415"}, "杭州海康威视数字技术股份有限公司"),
        ("dahua", {"CNE100000BJ4", "002236"}, "浙江大华技术股份有限公司"),
        ("alibaba", {"US01609W1027", "KYG017191142", "BABA", "9988"}, "阿里巴巴集團控股有限公司"),
        ("tencent", {"KYG875721634", "US88032Q1094", "TCEHY", "700"}, "騰訊控股有限公司"),
    ],
)
def test_the_press_list_knows_its_companies_by_number_and_by_their_own_script(
    press: ConcernLists, entry: str, identifiers: set[str], chinese: str
) -> None:
    of = press.identifiers.filter(pl.col("entry") == entry)
    assert set(of["value"]) == identifiers
    assert of["valid"].all()
    assert chinese in set(press.names.filter(pl.col("entry") == entry)["name"])
