"""The method `name-2`: what it has learned is read, a probability is a sum of trees, and a pair depends on itself."""

from __future__ import annotations

import math

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearhold.matching import METHOD, measured_accuracy
from clearhold.matching._kernel import FIGURES
from clearhold.matching.name_2 import compare_names
from clearhold.matching.name_2.model import learned, read_learned

LISTED = pl.Series(
    [
        "Hangzhou Hikvision Digital Technology Co., Ltd.",
        "Zhejiang Dahua Technology Co., Ltd.",
        "iFLYTEK Co., Ltd.",
        "Tencent Holdings Limited",
        "China Pacific Insurance (Group) Co., Ltd.",
        "Taiwan Semiconductor Manufacturing Co Ltd",
        "Fresenius Medical Care AG & Co. KGaA",
        "Sun Hung Kai Properties Limited",
        "Meta Platforms, Inc.",
        "Guangzhou Friendship Group Co., Ltd.",
        "Mitsui O.S.K. Lines, Ltd.",
        "Team Lease Services Ltd",
    ]
)
NAMES = st.lists(
    st.sampled_from(
        [*LISTED, "Facebook Inc", "CPIC", "TSMC", "HIKVISION DIGITAL-A", "Orchid Pharma", "Capital Ltd", ""]
    ),
    min_size=1,
    max_size=6,
)


def best(name: str) -> tuple[str, float]:
    """The listed name that comes first for a held one, and the probability that it is the record meant."""
    found = compare_names(pl.Series([name]), LISTED).sort("record", descending=True)
    return (LISTED[found["listed"][0]], found["record"][0]) if found.height else ("", 0.0)


@pytest.mark.parametrize(
    ("held", "listed"),
    [
        ("HANGZHOU HIKVISION DIGITAL TECHNOL", "Hangzhou Hikvision Digital Technology Co., Ltd."),
        ("I FLYTEK CO LTD", "iFLYTEK Co., Ltd."),
        ("TENCENT HLDGS LTD ORD HKD0.00002", "Tencent Holdings Limited"),
        ("CPIC", "China Pacific Insurance (Group) Co., Ltd."),
        ("TSMC", "Taiwan Semiconductor Manufacturing Co Ltd"),
        ("FRESEN.MED.CARE KGAA O.N.", "Fresenius Medical Care AG & Co. KGaA"),
        ("SHK PPT", "Sun Hung Kai Properties Limited"),
        ("FACEBOOK INC CLASS A", "Meta Platforms, Inc."),
        ("Gz Friendship A", "Guangzhou Friendship Group Co., Ltd."),
        ("TEAMLEASE SERVICES LIMITED", "Team Lease Services Ltd"),
    ],
)
def test_short_cut_joined_renamed_and_abbreviated_names_find_their_company(held: str, listed: str) -> None:
    found, record = best(held)
    assert found == listed
    assert record > 0.3


@pytest.mark.parametrize("held", ["", "A", "Ltd", "Ltd ADR", "nan", "12345", "Co., Ltd.", " "])
def test_a_name_of_nothing_finds_nothing(held: str) -> None:
    assert compare_names(pl.Series([held]), pl.Series([held, "Co Ltd"]), thorough=True).is_empty()


def test_names_that_merely_agree_are_not_all_equally_sure() -> None:
    names = pl.Series(["China Energy Ltd", "Quorvex Biosciences Ltd", "Delta Ltd"])
    found = compare_names(names, names).filter(pl.col("held") == pl.col("listed"))
    assert found["probability"].n_unique() == 3
    assert found["probability"].max() == found["probability"][1]
    assert pl.Series(found["probability"]).lt(1).all()


def test_common_words_alone_are_never_likely() -> None:
    found = compare_names(pl.Series(["Capital Ltd"]), pl.Series(["CAPITAL S.A.L."]))
    assert found["relation"].to_list() == ["common words"]
    assert max(found["probability"][0], found["record"][0]) < 0.9


@settings(max_examples=25, deadline=None)
@given(names=NAMES, size=st.integers(1, 4))
def test_batches_of_any_size_give_the_same(names: list[str], size: int) -> None:
    whole = compare_names(pl.Series(names), LISTED)
    parts = [
        compare_names(pl.Series(names[start : start + size]), LISTED).with_columns(pl.col("held") + start)
        for start in range(0, len(names), size)
    ]
    assert whole.equals(pl.concat(parts).cast(whole.schema))


@settings(max_examples=25, deadline=None)
@given(names=NAMES)
def test_case_and_spaces_change_nothing(names: list[str]) -> None:
    plain = compare_names(pl.Series(names), LISTED).select("held", "listed", "probability", "record")
    shouted = compare_names(pl.Series([f"  {name.upper().replace(' ', '   ')} " for name in names]), LISTED)
    assert plain.equals(shouted.select(plain.columns))


@settings(max_examples=25, deadline=None)
@given(names=NAMES)
def test_an_unrelated_target_changes_nothing(names: list[str]) -> None:
    before = compare_names(pl.Series(names), LISTED)
    after = compare_names(pl.Series(names), pl.concat([LISTED, pl.Series(["Xylqvist Vrbanja Oyj"])]))
    assert before.equals(after)


def test_the_probability_is_the_chance_of_the_sum_of_the_trees() -> None:
    rule = {"base": 0.5, "figures": ["held_words"], "trees": [[[0, 2.5, 1, 2], [1.0], [-1.0]], [[0.25]]]}
    model = read_learned({"glance": {"held_cover": 1.0}, "least_glance": -1.0, "issuer": rule, "record": rule})
    held = pl.Series(["Team Lease", "Team Lease Services"])
    found = compare_names(held, LISTED.tail(1), model=model)
    chances = [1 / (1 + math.exp(-(0.5 + leaf + 0.25))) for leaf in (1.0, -1.0)]
    assert found["probability"].to_list() == [round(chance, 4) for chance in chances]


def test_what_was_learned_names_only_figures_of_the_kernel() -> None:
    shipped = learned()
    assert len(shipped.glance) == len(FIGURES)
    assert shipped.issuer[0]
    assert shipped.record[0]


def test_the_method_is_named_and_says_how_good_it_was() -> None:
    assert METHOD == "name-2"
    assert "were right" in measured_accuracy()
