"""What a company's name is taken apart into, whatever a house or a list has made of it."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearhold.identity.names import WordRole, read_names
from clearhold.identity.rarity import say_rarity, word_counts


def words(name: str) -> list[str]:
    """The words of a name as they are compared, legal forms left out."""
    read = read_names(pl.Series([name], dtype=pl.String)).words
    return read.filter(pl.col("role") != WordRole.FORM)["stem"].to_list()


def roles(name: str) -> dict[str, str]:
    read = read_names(pl.Series([name], dtype=pl.String)).words
    return dict(zip(read["word"], read["role"], strict=True))


@pytest.mark.parametrize(
    "name",
    [
        "ALIBABA GROUP HOLDING ADR REPRESEN",
        "Alibaba Group Holding Ltd Sponsored ADR representing 8 ord",
        "ALIBABA GR.HLDG SP.ADR 8",
        "Alibaba Group Holding 3.4% 06/12/2027",
        "ALIBABA GROUP HOLDING LTD 3.6 28/11/24 REGS",
        "Alibaba Group Holding Ltd ORD USD0.000003125",
        "ALIBABA GRP HLDG LTD-SW",
        "Alibaba Group Hldgs Ltd Class A (144A)",
    ],
)
def test_words_of_the_security_and_house_abbreviations_leave_the_company(name: str) -> None:
    found = words(name)
    assert found[0] == "alibaba"
    assert set(found) <= {"alibaba", "group", "gr", "holding", "8"}


@pytest.mark.parametrize(
    ("name", "company"),
    [
        ("IFLYTEK LTD A", ["iflytek"]),
        ("BABA-SW", ["baba"]),
        ("SENSETIME-W", ["sensetime"]),
        ("NESTLE SA CHF0.10(REGD)", ["nestle"]),
        ("SUEDZUCKER AG  O.N.", ["suedzucker"]),
        ("PETROBRAS ON", ["petrobras"]),
        ("RIO TINTO ORD 10P", ["rio", "tinto"]),
        ("JD.COM ADR REPRESENTING INC", ["jd", "com"]),
        ("Cisco Systems Inc./Delaware", ["cisco", "system"]),
        ("SAMSUNG ELECTRONICS PREF", ["samsung", "electronic"]),
        ("KCE ELECTRONICS NON-VOTING DR PCL", ["kce", "electronic"]),
    ],
)
def test_what_exchanges_and_houses_add_is_taken_off(name: str, company: list[str]) -> None:
    assert words(name) == company


@pytest.mark.parametrize("name", ["ADS-TEC Energy", "Unit Corp", "ON Semiconductor", "Class Ltd", "Orders Inc"])
def test_a_company_named_like_a_security_keeps_its_name(name: str) -> None:
    assert name.lower().startswith(words(name)[0])


@pytest.mark.parametrize(
    "name",
    [
        *("", " ", "-", "A", "1", "123 456", "nan", "NULL", "None", "n/a", "Co Ltd", "Company Limited", "S.A."),
        *("ORD NPV", "Class A", "Common Stock", "Warrants 12/2025", "ADR", "5.25% 2029"),
    ],
)
def test_a_name_of_nothing_has_no_words(name: str) -> None:
    assert words(name) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Südzucker AG", "SUDZUCKER AG"),
        ("Ørsted A/S", "ORSTED A S"),
        ("Nestlé S.A.", "nestle sa"),
        ("Straße & Söhne", "Strasse and Sohne"),
        ("Ａｌｉｂａｂａ", "Alibaba"),
        ("Ali\u200bbaba", "Alibaba"),
        ("Аlibaba", "Alibaba"),  # noqa: RUF100  the first letter is Cyrillic
        ("CNOOC ENERGY TECH & SRVCES LTD", "CNOOC Energy Technology and Services Limited"),
        ("GUANGZHOU HAIGE COMMS GRP", "Guangzhou Haige Communications Group"),
        ("Hong Kong Land", "Hongkong Land"),
    ],
)
def test_other_spellings_of_one_name_have_the_same_words(one: str, other: str) -> None:
    assert words(one) == words(other) != []


def test_legal_forms_of_the_world_are_told_from_the_name() -> None:
    for name in (
        "Gazprom Public Joint Stock Company",
        "Wal-Mart de Mexico S.A.B. de C.V.",
        "PT Astra International Tbk",
        "Inari Amertron Berhad",
        "Novo Nordisk A/S",
        "Enel S.p.A.",
        "Henkel AG & Co. KGaA",
    ):
        assert WordRole.FORM in roles(name).values(), name
        assert not {"joint", "stock", "sab", "cv", "tbk", "berhad", "spa", "kgaa"} & set(words(name)), name


def test_places_and_numbers_are_told_from_other_words() -> None:
    assert roles("Hangzhou 360 Hikvision") == {"hangzhou": "place", "360": "number", "hikvision": "word"}


def test_the_rest_of_a_word_at_a_length_where_houses_cut_names_is_left_out() -> None:
    assert len("CONTEMPORARY AMPEREX TECHNOLOGY LT") == 34
    assert words("CONTEMPORARY AMPEREX TECHNOLOGY LT") == ["contemporary", "amperex", "technology"]


def test_a_word_hardly_any_company_has_weighs_more_than_one_of_many() -> None:
    read = read_names(pl.Series(["Hikvision Technology Group"])).words
    weight = dict(zip(read["stem"], read["weight"], strict=True))
    assert weight["hikvision"] == 1000
    assert weight["hikvision"] > weight["technology"] > weight["group"] > 0


def test_how_rare_a_word_is_reads_as_a_share_of_names() -> None:
    names, least, _ = word_counts()
    assert say_rarity(names // 4) == "1 in 4 company names"
    assert say_rarity(names - 1) == "most company names"
    assert say_rarity(None).startswith("fewer than 1 in ")
    assert int(say_rarity(None).split()[4].replace(",", "")) == pytest.approx(names / least, rel=0.1)


@given(st.text(max_size=400))
def test_any_text_is_read_and_gives_words_in_order(name: str) -> None:
    read = read_names(pl.Series([name], dtype=pl.String))
    assert read.names.height == 1
    assert read.words["position"].to_list() == sorted(read.words["position"].to_list())
    assert read.words["weight"].is_between(0, 1000).all()
    assert read.words.height <= 24


@given(st.lists(st.sampled_from(["Alibaba Group", "nan", None, "海康威视", "Rio Tinto plc", ""]), max_size=6))
def test_a_name_is_read_alike_alone_and_among_others(names: list[str | None]) -> None:
    together = read_names(pl.Series(names, dtype=pl.String)).words
    for number, name in enumerate(names):
        alone = read_names(pl.Series([name], dtype=pl.String)).words
        assert together.filter(pl.col("id") == number).drop("id").equals(alone.drop("id"))
