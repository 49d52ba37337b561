"""What the words of a security say: kind, class, ratio, coupon, year and par value."""

from __future__ import annotations

import polars as pl
import pytest

from clearhold.identity.scripts import fold_letters
from clearhold.identity.security_terms import read_security


def read(name: str) -> dict[str, object]:
    """What is said in a name, without what is not said."""
    told = pl.DataFrame({"name": [name]}).select(read_security(fold_letters(pl.col("name")))).item()
    return {field: value for field, value in told.items() if value not in (None, "", []) and field != "facts"}


@pytest.mark.parametrize(
    ("name", "share"),
    [
        ("ALIBABA GROUP HOLDING ADR REPRESEN", "adr"),
        ("BYD CO LTD-UNSPONSORED ADR", "adr"),
        ("RLX TECHNOLOGY AMERICAN DEPOSITARY", "adr"),
        ("MAIL RU GROUP GDR LTD", "gdr"),
        ("JAMES HARDIE INDUSTRIES CDI PLC", "cdi"),
        ("AP THAILAND NON-VOTING DR PCL", "nvdr"),
        ("Apple Inc BDR", "bdr"),
        ("Siam Cement DRC", "dr"),
        ("SAMSUNG BIOLOGICS CO LTD RIGHTS", "right"),
        ("SOMALOGIC INC WT", "warrant"),
        ("MIRVAC GROUP STAPLED UNITS", "unit"),
        ("BCO BTG PACTUAL UNT SA", "unit"),
        ("SAMSUNG ELECTRONICS NON VOTING PRE", "pref"),
        ("BANCO BRADESCO PREF SA", "pref"),
        ("Henkel AG VZO O.N.", "pref"),
        ("ALIBABA GROUP HOLDING LTD 3.6 28/11/24 REGS", "debt"),
        ("Alphabet Inc Class C", "c"),
        ("FACEBOOK CLASS A INC", "a"),
        ("DRAFTKINGS INC. CL.A O.N.", "a"),
        ("Sandvik AB ser. B", "b"),
        ("Tencent Holdings Ltd 'A'", "a"),
        ("ZTE CORP H SHS", "h"),
        ("HENGAN INTL GROUP LTD-H", "h"),
        ("MEITUAN-CLASS B", "b"),
        ("GRUPO CARSO SERIES A1", "a1"),
        ("Hangzhou Hikvision Digital A", "a"),
    ],
)
def test_the_kind_of_share_is_told(name: str, share: str) -> None:
    assert read(name)["share"] == share


@pytest.mark.parametrize(
    "name",
    ["Hangzhou Hikvision Digital Technology Co", "HSBC ORD", "SAP SE O.N.", "BABA-SW", "Plan B Media PCL", "Units Ltd"],
)
def test_ordinary_shares_and_plain_names_have_no_kind(name: str) -> None:
    assert "share" not in read(name)


@pytest.mark.parametrize(
    ("name", "mark"), [("PETROBRAS PNA N1", "a"), ("UNIPAR B PREF SA", "b"), ("BAIDU ADR REPTG INC CLASS A", "a")]
)
def test_preference_shares_and_receipts_have_a_class_too(name: str, mark: str) -> None:
    assert read(name)["mark"] == mark


@pytest.mark.parametrize(
    ("name", "ratio"),
    [
        ("Alibaba Sponsored ADR representing 8 ord", 8.0),
        ("Mechel ADR each rep 1/2 pref shs", 0.5),
        ("WIPRO ADR REPTG ONE LTD", 1.0),
        ("ALIBABA GR.HLDG SP.ADR 8", 8.0),
        ("Gazprom ADR", None),
        ("Foo ADR rep 1/0", None),
    ],
)
def test_how_many_shares_a_receipt_stands_for(name: str, ratio: float | None) -> None:
    assert read(name).get("ratio") == ratio


@pytest.mark.parametrize(
    ("name", "coupon", "year"),
    [
        ("Alibaba Group Holding 3.4% 06/12/2027", 3.4, 2027),
        ("ISRAE 6.7 02/17", 6.7, 2017),
        ("TRPCN 5.3 03/77", 5.3, 2077),
        ("KY KYSFAC 5 08/01/2028", 5.0, 2028),
        ("US TREASURY N/B 4 1/2 02/15/36", 4.5, 2036),
        ("ENGIFP 3.25 PERP", 3.25, None),
        ("Tencent 3,24% 2050", 3.24, 2050),
        ("TENCENT DUE 2030", None, 2030),
    ],
)
def test_coupon_and_year_of_a_bond(name: str, coupon: float | None, year: int | None) -> None:
    told = read(name)
    assert (told.get("coupon"), told.get("matures")) == (coupon, year)


@pytest.mark.parametrize(
    ("name", "par", "currency"),
    [
        ("HONGKONG LAND HOLDINGS LTD ORD USD0.10 (REGD)", 0.1, "USD"),
        ("RIO TINTO ORD 10P", 0.1, "GBP"),
        ("AEGON NV (DEMAT.)   EO-12", 0.12, "EUR"),
        ("LAM RESEARCH CORP. DL-001", 0.001, "USD"),
        ("SANOFI SA INHABER    EO 2", 2.0, "EUR"),
        ("HSBC ORD", None, None),
    ],
)
def test_par_value_and_its_currency(name: str, par: float | None, currency: str | None) -> None:
    told = read(name)
    assert (told.get("par"), told.get("par_currency")) == (par, currency)
