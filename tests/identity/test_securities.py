"""What the words of a security in a name say, and what is left without them."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearhold.identity.scripts import fold_letters
from clearhold.identity.securities import (
    SecurityFact,
    find_security_facts,
    has_security_words,
    strip_security_words,
    strip_told_words,
)

WORDS = (
    *(
        "adr",
        "sp.adr",
        "gdr",
        "cdi",
        "dr",
        "nvdr",
        "representing",
        "rep 8",
        "reptg",
        "each",
        "sponsored",
        "unsponsored",
    ),
    *("american depositary shares", "global dep", "reg s", "144a", "pref", "prf", "cum", "non", "vzo", "st", "class a"),
    *("ser. b", "cl", "'b'", "shs", "h shares", "non-voting", "sub vot", "ord", "usd0.10", "10p", "npv", "due 2030"),
    *("3.5%", "5.25", "06/12/27", "perp", "sub notes", "frn", "mtn", "stapled", "units", "unt", "rights", "warrants"),
    *(
        "wts",
        "fully paid",
        "registered",
        "inh",
        "namens-akt",
        "(fria)",
        "com",
        "on",
        "pn",
        "n1",
        "ej",
        "-w",
        "-sw",
        "mu",
    ),
    *("eo-12", "dl 1", "inc", "ltd", "sa", "ag", "co", "group", "foo", "bar", "spdr", "stock exchange", "class", "ns"),
)


def facts(name: str) -> list[str]:
    found = pl.DataFrame({"name": [name]}).select(find_security_facts(fold_letters(pl.col("name")))).to_series()
    return list(found[0])


def bare(name: str) -> str:
    return str(pl.DataFrame({"name": [name]}).select(strip_security_words(fold_letters(pl.col("name")))).item())


@pytest.mark.parametrize(
    ("name", "fact"),
    [
        ("ALIBABA GROUP HOLDING ADR REPRESEN", SecurityFact.RECEIPT),
        ("Sberbank GDR (REG S)", SecurityFact.PLACEMENT),
        ("BOC AVIATION 144A", SecurityFact.PLACEMENT),
        ("ZTE CORP H SHS", SecurityFact.SHARE_CLASS),
        ("Alphabet Inc Class C", SecurityFact.SHARE_CLASS),
        ("SCANIA SERIES B", SecurityFact.SHARE_CLASS),
        ("Henkel AG VZO O.N.", SecurityFact.PREFERENCE),
        ("BARCLAYS ORD GBP0.25", SecurityFact.PAR),
        ("Tencent 3.24% 2050", SecurityFact.DEBT),
        ("TENCENT DUE 2030", SecurityFact.DEBT),
        ("CHINA OIL 4.5% 15/03/2031", SecurityFact.DEBT),
        ("FOO BANK RIGHTS", SecurityFact.RIGHT),
        ("SOME SPAC UNITS", SecurityFact.UNIT),
        ("ANGLO ORDINARY SHARES", SecurityFact.ORDINARY),
    ],
)
def test_words_of_a_security_are_kept_as_facts(name: str, fact: SecurityFact) -> None:
    assert fact in facts(name)
    assert len(bare(name)) < len(name)


def test_a_plain_name_has_no_facts_and_loses_nothing() -> None:
    assert facts("Hangzhou Hikvision Digital Technology Co") == []
    assert bare("Hangzhou Hikvision Digital Technology Co") == "hangzhou hikvision digital technology co"


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("SIEMENS N AG", "siemens ag"),
        ("DISTELL GROUP HLDGS SHS LTD", "distell group hldgs ltd"),
        ("AES TIETE ENERGIA UNITS SA", "aes tiete energia sa"),
        ("STOCKLAND STAPLED UNITS LTD", "stockland ltd"),
        ("ALIMENTATION COUCHE TARD SUB VOTIN", "alimentation couche tard"),
        ("DELTA ELECTRONICS (THAILAND) NON-V", "delta electronics (thailand)"),
        ("ADVANCED INFO SERVICE NON-VOTING D", "advanced info service"),
        ("PTT OIL AND RETAIL BUSINESS PCL NO", "ptt oil and retail business pcl"),
        ("Sands China ADR", "sands china"),
        ("Quess Corp Ltd NS", "quess corp ltd"),
        ("FAMEGLOW-10K", "fameglow"),
        ("Brookfld Ast Man 34 Cl A Cum Prf", "brookfld ast man"),
        ("AIR LEASE 4.625 07/28 10/28", "air lease"),
        ("ERICSSON A (FRIA)", "ericsson"),
    ],
)
def test_words_are_known_before_a_legal_form_and_where_a_house_has_cut_them(name: str, left: str) -> None:
    assert bare(name) == left


@pytest.mark.parametrize(
    "name",
    [
        *("ADS-TEC Energy", "Units Ltd", "Class Editori SpA", "Series International", "A.G. Barr", "H&R Block"),
        *("ON Semiconductor", "B Communications", "Keurig Dr Pepper", "Snap-On", "Argen-X", "Lite-On Technology"),
        *("World Class Global", "Singer Sri Lanka", "Yinbang Clad Material", "Axelero SRL", "Sho Bond Holdings"),
        *("Invesco Perpetual UK", "PennantPark Floating Rate Capital", "Song Da 9.06", "Indel B SpA", "Enersis S A"),
        *("Gores Holdings III", "Regal Beloit", "Wuhan DR Laser", "Joint Stock Co", "Amazon.com Inc", "Haw Par Corp"),
        *("Select Sector SPDR Trust", "Ord Minnett"),
    ],
)
def test_a_company_whose_name_has_such_words_keeps_them(name: str) -> None:
    assert bare(name) == name.lower()


@given(st.lists(st.sampled_from([*"abhn", *WORDS]), min_size=1, max_size=5).map(" ".join))
def test_what_may_have_such_words_is_told_before_they_are_taken_off(name: str) -> None:
    """The quick look misses nothing that the slow one would take off."""
    frame = pl.DataFrame({"name": [name]})
    told = frame.select(has_security_words(pl.col("name"))).item()
    assert told or strip_told_words(frame["name"]).to_list() == [name]


def test_several_words_of_a_security_go_together() -> None:
    assert bare("ROYAL SHELL PLC SPONSORED ADR REPRESENTING 2 CLASS A SHS") == "royal shell plc"
    assert bare("HONGKONG LAND HOLDINGS LTD ORD USD0.10 (REGD)").startswith("hongkong land holdings ltd")
