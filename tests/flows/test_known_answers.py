"""Whole screenings of publishers' real files, against answers known from the files themselves."""

from __future__ import annotations

import csv
import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clearhold import screen
from clearhold.model import LIKELY_OUTCOMES
from tests.real_files import DATA, needs_real_files

if TYPE_CHECKING:
    from pathlib import Path

    from clearhold.model import Screening

pytestmark = needs_real_files

NBIM = DATA / "holdings" / "nbim"
ISHARES = DATA / "holdings" / "ishares"
IEMG_2020 = ISHARES / "IEMG_2020__JanAbe.csv"
EIMI_2021 = ISHARES / "EIMI_2021__Stanleymu.csv"

LIKELY = [outcome.value for outcome in LIKELY_OUTCOMES]

# The listed companies by the words that only their own names have in these files.
COMPANIES = {
    "Hikvision": r"(?i)hik ?vision",
    "Dahua": r"(?i)zhejiang dahua",
    "iFlytek": r"(?i)i ?flytek",
    "Meiya Pico": r"(?i)meiya pico",
    "Alibaba": r"(?i)^alibaba group",
    "Tencent": r"(?i)^tencent hold",
}
CONFUSABLE = (
    r"(?i)cangzhou dahua|dahua group|beidahuang|huayi tencent|hefei meiya|meyer optoelectronic|tencent music"
    r"|alibaba health|alibaba pictures|ali ?health|ali ?pictures"
)


@cache
def screened(file: Path, base: str | None = None) -> Screening:
    return screen(file, base=base)


def likely(screening: Screening) -> pl.DataFrame:
    return screening.findings.filter(pl.col("outcome").cast(pl.String).is_in(LIKELY))


def money_by_company(screening: Screening) -> dict[str, Decimal]:
    held = likely(screening).unique(["file", "sheet", "line"])
    sums = {
        company: Decimal(held.filter(pl.col("name").str.contains(words))["base_value"].sum())
        for company, words in COMPANIES.items()
    }
    return {company: money for company, money in sums.items() if money}


def companies_found(screening: Screening) -> set[str]:
    names = likely(screening)["name"]
    return {company for company, words in COMPANIES.items() if names.str.contains(words).any()}


def without_identifiers(file: Path, folder: Path) -> Path:
    """The file with its columns of identifiers emptied, so that names alone decide."""
    hidden = {"ISIN", "SEDOL", "CUSIP", "Ticker", "Issuer Ticker"}
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    heading = next(row for row in rows if "Name" in row)
    columns = [number for number, words in enumerate(heading) if words in hidden]
    assert columns
    copy = folder / file.name
    with copy.open("w", newline="", encoding="utf-8") as target:
        writer = csv.writer(target)
        for row in rows:
            below = len(row) == len(heading) and row != heading
            writer.writerow(["" if below and number in columns else cell for number, cell in enumerate(row)])
    return copy


def test_the_six_companies_in_the_norwegian_fund_of_2019_to_the_dollar() -> None:
    assert money_by_company(screened(NBIM / "EQ_2019_Country.csv", "USD")) == {
        "Hikvision": Decimal(141_233_203),
        "Dahua": Decimal(29_714_985),
        "iFlytek": Decimal(6_904_411),
        "Meiya Pico": Decimal(953_062),
        "Alibaba": Decimal(5_916_764_346),
        "Tencent": Decimal(3_875_644_736),
    }


def test_the_workbook_of_the_same_fund_gives_the_same_money() -> None:
    table = screened(NBIM / "EQ_2019_Country.csv", "USD")
    workbook = screened(NBIM / "EQ_2019_Industry.xlsx", "USD")
    assert money_by_company(workbook) == money_by_company(table)
    assert workbook.totals.value == table.totals.value


def test_a_year_later_the_fund_holds_two_of_the_six() -> None:
    assert companies_found(screened(NBIM / "EQ_2020_Country.csv")) == {"Alibaba", "Tencent"}


def test_an_index_fund_of_2020_holds_five() -> None:
    five = {"Hikvision", "Dahua", "Alibaba", "Tencent", "iFlytek"}
    assert companies_found(screened(IEMG_2020)) == five


def test_an_index_fund_of_2021_has_lost_hikvision() -> None:
    assert companies_found(screened(EIMI_2021)) == {"Dahua", "Alibaba", "Tencent", "iFlytek"}


@pytest.mark.parametrize("file", [IEMG_2020, EIMI_2021], ids=["IEMG 2020", "EIMI 2021"])
def test_by_name_alone_the_same_companies_are_found(file: Path, tmp_path: Path) -> None:
    by_name = screen(without_identifiers(file, tmp_path))
    assert by_name.reading.holdings["isin"].is_null().all()
    assert companies_found(by_name) == companies_found(screened(file))


@pytest.mark.parametrize(
    "file",
    [
        *sorted(NBIM.glob("EQ_*_Country.csv")),
        NBIM / "FI_2019_Country.csv",
        *sorted(ISHARES.glob("*.csv")),
    ],
    ids=lambda file: file.stem,
)
def test_companies_of_like_names_are_not_called_the_listed_one(file: Path) -> None:
    wrong = likely(screened(file)).filter(pl.col("name").str.contains(CONFUSABLE))
    assert wrong["name"].to_list() == []


def test_confusable_companies_are_in_these_files() -> None:
    names = pl.concat([screened(file).reading.holdings["name"] for file in NBIM.glob("EQ_*_Country.csv")])
    held = set(names.filter(names.str.contains(CONFUSABLE)).str.to_lowercase())
    for words in ("cangzhou dahua", "huayi tencent", "tencent music", "alibaba health", "alibaba pictures"):
        assert any(words in name for name in held), words


def test_every_share_of_like_name_on_the_worlds_exchanges_is_told_from_the_listed_company(tmp_path: Path) -> None:
    """Names alone, of all exchange listings whose name has a word of the listed companies' names."""
    alike = re.compile(r"(?i)dahua|meiya|tencent|alibaba")
    listings = csv.DictReader((DATA / "reference" / "investpy_stocks.csv").read_text(encoding="utf-8").splitlines())
    names = sorted({name for row in listings for name in (row["name"], row["full_name"]) if alike.search(name)})
    assert any("Hefei Meiya" in name for name in names)
    assert any("Beidahuang" in name for name in names)
    fund = tmp_path / "alike.csv"
    with fund.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["Name", "Shares"], *([name, 1] for name in names)])
    found = set(likely(screen(fund))["name"])
    assert [name for name in sorted(found) if re.search(CONFUSABLE, name)] == []


def test_alibaba_is_evidence_class_4_at_the_end_of_2025_and_2_and_4_in_june_2026() -> None:
    def classes(day: date) -> set[int]:
        found = likely(screen(IEMG_2020, as_of=day)).filter(pl.col("name").str.contains(COMPANIES["Alibaba"]))
        return set(found["evidence_class"])

    assert classes(date(2025, 12, 31)) == {4}
    assert classes(date(2026, 6, 30)) == {2, 4}


def test_the_ground_of_alibabas_official_listing_is_military_and_not_xinjiang() -> None:
    found = likely(screened(IEMG_2020)).filter(pl.col("name").str.contains(COMPANIES["Alibaba"]))
    official = found.filter(pl.col("evidence_class") == 2)
    assert official.height
    assert all(ground.startswith("military") for ground in official["ground"])


def test_rows_and_money_of_the_norwegian_fund_are_whole() -> None:
    screening = screened(NBIM / "EQ_2019_Country.csv", "USD")
    rows = list(csv.DictReader((NBIM / "EQ_2019_Country.csv").read_text(encoding="utf-8").splitlines()))
    totals = screening.totals
    assert (totals.rows_in, totals.screened + totals.set_aside) == (len(rows), len(rows))
    assert totals.value == sum(int(row["Market Value(USD)"]) for row in rows)
    assert screening.coverage["base_value"].sum() == totals.value
