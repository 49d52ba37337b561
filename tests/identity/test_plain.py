"""Names as plain words: read alike alone, in any batch, and however many others need what they do not."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearhold.identity.names import plain_words
from clearhold.identity.plain import plain_batch, plain_names

KINDS = (
    "Alibaba Group Holding ADR",
    "Südzucker AG",
    "J B Hunt",
    "Cisco Systems Inc./Delaware",
    "HONG KONG LAND  HLDGS",
    "ORD NPV",
    "海康威视",
    "",
    None,
)


def plain(name: str) -> str:
    return str(plain_names(pl.Series([name], dtype=pl.String)).item())


def test_a_name_of_nothing_but_security_words_is_empty() -> None:
    assert [plain(name) for name in ("ORD NPV", "ADR", "Class A", "")] == ["", "", "", ""]


def test_many_names_are_read_side_by_side_as_they_are_one_after_the_other() -> None:
    many = pl.Series("holding", [f"{name} {number}" for number in range(2_500) for name in KINDS], dtype=pl.String)
    assert plain_names(many).equals(plain_batch(many), check_names=True)


def test_the_column_keeps_its_name_and_unknown_names() -> None:
    read = plain_names(pl.Series("holding", [None, "Nestlé S.A."], dtype=pl.String))
    assert (read.name, read.to_list()) == ("holding", [None, "nestle sa"])


@pytest.mark.parametrize(
    ("spellings", "words"),
    [
        (("J B Hunt", "J.B. Hunt", "JB HUNT"), "jb hunt"),
        (("AT&T Inc", "AT + T INC.          DL 1", "AT & T Inc"), "att inc"),
        (("PG&E Corp", "P G + E CORP"), "pge corp"),
        (("H&R Block", "H & R BLOCK"), "hr block"),
        (("Moody's Corp", "MOODY S CORP", "Moodys Corp", "MOODY`S CORP"), "moodys corp"),
        (("O'Reilly Automotive", "O REILLY AUTOMOTIVE", "O’Reilly Automotive"), "oreilly automotive"),
        (("L'Oréal SA", "L OREAL SA"), "loreal sa"),
        (("Enel S.p.A.", "ENEL S P A", "ENEL SPA          EO 1"), "enel spa"),
        (("T.V.Today Network", "TV TODAY NETWORK"), "tv today network"),
        (("Novo Nordisk A/S", "NOVO NORDISK A S", "Novo Nordisk AS B"), "novo nordisk as"),
        (("Walt Disney Co/The", "WALT DISNEY CO", "Walt Disney Co."), "walt disney co"),
        (("Banco Santander SA/New York", "BANCO SANTANDER S.A."), "banco santander sa"),
        (("Arvind Fashions (formerly Arvind J&M Ltd)", "ARVIND FASHIONS"), "arvind fashions"),
        (("ALSTOM S.A. INH.     EO 7", "Alstom SA"), "alstom sa"),
        (("MEVIS MEDICAL SOL.NA O.N.", "Mevis Medical Sol"), "mevis medical sol"),
        (("China Bohai Bank Ltd H H", "China Bohai Bank Ltd-H"), "china bohai bank ltd"),
        (("Hong Kong Land", "HONGKONG LAND"), "hongkong land"),
        (("Hang Zhou Iron & Steel", "Hangzhou Iron & Steel"), "hangzhou iron steel"),
        (("Berger Paints (I) Limited", "Berger Paints India Limited"), "berger paints india limited"),
        (
            ("HAPPIEST MINDS TECHNOLOGIES PVT LT", "Happiest Minds Technologies Pvt. Ltd."),
            "happiest minds technologies pvt ltd",
        ),
    ],
)
def test_spellings_of_one_name_are_the_same_words(spellings: tuple[str, ...], words: str) -> None:
    assert [plain(name) for name in spellings] == [words] * len(spellings)


def test_words_of_a_place_are_one_only_side_by_side() -> None:
    assert plain("Hang Seng Zhou Hong Kong Kong") == "hang seng zhou hongkong kong"


@given(st.lists(st.sampled_from(KINDS) | st.text(max_size=40), max_size=8))
def test_a_name_is_the_same_alone_and_among_others(names: list[str | None]) -> None:
    column = pl.Series("name", names, dtype=pl.String)
    together = plain_names(column).to_list()
    assert together == [plain_names(pl.Series([name], dtype=pl.String)).item() for name in names]
    assert together == column.to_frame().lazy().select(plain_words(pl.col("name"))).collect()["name"].to_list()
