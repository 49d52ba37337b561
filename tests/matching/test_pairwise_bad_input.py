"""Tables that would make a matcher stumble, and what holds for all: no crash, no blow-up, no match on nothing."""

from __future__ import annotations

import random
from string import ascii_uppercase

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clearhold.matching import pairwise_spread
from clearhold.matching.pairwise import match_tables
from clearhold.matching.pairwise_evidence import evidence_as_json, say_evidence
from tests.matching.test_bad_input import NOTHING
from tests.matching.two_tables import answers, names, table

FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])

ROWS = (
    "a | Hangzhou Hikvision Digital Technology Co., Ltd. | CN | alias Hikvision | alias 杭州海康威视数字技术",
    "b | Zhejiang Dahua Technology Co., Ltd. | CN",
    "c | Alibaba Group Holding Limited | CN | isin US01609W1027 | isin KYG017191142",
    "d | Tencent Holdings Limited | CN | isin KYG875721634",
    "e | China Telecommunications Corporation | CN | alias China Telecom",
    "f | JSC Gazprom | RU",
    "g | Alibaba Pictures Group Ltd",
)
SPELLINGS = (
    "Hangzhou Hikvision Digital Technology Co Ltd",
    "HANGZHOU HIKVISION DIGITAL TECHNOL",
    "ZHEJIANG DAHUA TECHNOLOGY LTD A",
    "Hebei Cangzhou Dahua Co Ltd",
    "Alibaba Group Holding Ltd",
    "TENCENT HLDGS LTD ADR",
    "China Telecom Corp Ltd",
    "Gazprom PJSC",
    "GAZPROM NEFT PJSC",
    "海康威视",
    "Apple Inc",
    "",
    "ADR",
)
UNRELATED = ("x | Quetzal Widgets GmbH | DE", "y | Ouagadougou Brewery SA | BF", "z | Zyzzyva Mining plc")
TARGETS = table(*ROWS)


def facts_of(queries: pl.DataFrame, targets: pl.DataFrame = TARGETS, top: int = 3) -> list[tuple[object, ...]]:
    """The answers without what only quotes the query's spelling: the target, outcome and probability of each."""
    found = match_tables(queries, targets, top=top, least=0.2)
    return found.select("query_id", "target_id", "outcome", "probability").rows()


# --- no match on nothing ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*NOTHING, None, "\u200b", "\x00", "...", "(", "L.P.", "1 2 3", "🙂"])
def test_a_name_of_nothing_matches_nothing_not_even_itself(name: str | None) -> None:
    assert answers(names(name), names(name, "Alibaba Group Holding Limited", "A B C Company"), least=0.01) == {}
    assert answers(names("Alibaba Group Holding Limited", "A B C Company"), names(name), least=0.01) == {}


def test_a_row_whose_name_says_nothing_is_matched_by_its_identifier() -> None:
    assert answers(table("q | nan | isin KYG875721634"), TARGETS) == {("q", "d"): "same security"}


def test_a_company_called_null_or_nan_is_no_missing_value_to_the_reader_and_none_to_the_matcher() -> None:
    queries = names("Null Holdings Quetzal", "NaN", "null", "None")
    assert answers(queries, names("Null Holdings Quetzal Ltd", "NaN", "null")) == {("0", "0"): "same issuer"}


def test_nothing_to_match_and_nothing_to_match_with_give_no_answers() -> None:
    for queries, targets in ((names(), TARGETS), (TARGETS, names()), (names(), names()), (names(None), names(None))):
        assert match_tables(queries, targets).is_empty()


# --- no blow-up ------------------------------------------------------------------------------------------------------


def test_many_equal_names_are_one_name() -> None:
    queries = pl.DataFrame({"id": pl.int_range(200_000, eager=True), "name": ["ALIBABA GROUP HOLDING LTD"] * 200_000})
    found = match_tables(queries, TARGETS)
    assert found.height == 200_000
    assert found.drop("query_id").unique().height == 1
    assert found["query_id"].equals(queries["id"].cast(pl.String).rename("query_id"))


def test_many_equal_names_against_as_many_give_the_first_few_of_each() -> None:
    many = pl.DataFrame({"id": pl.int_range(50_000, eager=True), "name": ["ALIBABA GROUP HOLDING LTD"] * 50_000})
    found = match_tables(many, many, top=2)
    assert found.height == 100_000
    assert found["target_id"].unique().sort().to_list() == ["0", "1"]


def test_many_bonds_of_one_issuer_each_with_its_isin_find_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairwise_spread, "PAIRS_AT_A_TIME", 3_000)
    isins = [f"KYG{number:08}" for number in range(4_000)]
    valid = [isin + _luhn(isin) for isin in isins]
    bonds = pl.DataFrame({"id": valid, "name": ["ALIBABA GROUP HOLDING LTD"] * len(valid), "isin": valid})
    found = match_tables(bonds, bonds)
    assert found["target_id"].equals(found["query_id"].rename("target_id"))
    assert found["outcome"].unique().to_list() == ["same security"]


def _luhn(code: str) -> str:
    digits = "".join(str(int(sign, 36)) for sign in code)
    doubled = "".join(str(int(digit) * (2 - place % 2)) for place, digit in enumerate(reversed(digits)))
    return str(-sum(map(int, doubled)) % 10)


def test_a_word_that_is_in_every_target_makes_none_of_them_the_same() -> None:
    targets = names(*(f"Quuxly Business {number} Ltd" for number in range(5_000)))
    queries = names(*(f"Quuxly Holding {number}" for number in range(2_000)))
    found = match_tables(queries, targets, top=3)
    assert found.height <= 6_000
    assert not set(found["outcome"]) & {"same issuer", "same security"}


def test_the_same_company_is_found_among_targets_that_share_a_word_with_it() -> None:
    targets = names(*(f"Quuxly {word} Ltd" for word in ("Zyzzyva", "Ouagadougou", "Brouhaha", "Kerfuffle")))
    assert answers(names("Quuxly Brouhaha Limited"), targets) == {("0", "2"): "same issuer"}


def test_a_name_of_ten_thousand_characters_is_matched_and_quoted_short() -> None:
    long = "Alibaba Group Holding Ltd " + "x" * 10_000
    found = match_tables(names(long, "Alibaba " * 1_250, "y" * 10_000, "Z " * 5_000), names(long, "Alibaba Group"))
    assert found.height
    assert say_evidence(found["evidence"]).str.len_chars().max() < 1_000  # type: ignore[operator]


def _half_of_one_name() -> pl.DataFrame:
    """Eight thousand rows that begin with one word, and half of which have nothing more."""
    letters = random.Random(1)  # noqa: S311 (the same names every time)
    own = [f"PETROCHINA {''.join(letters.choices(ascii_uppercase, k=8))}" for _ in range(4_000)]
    return names(*own, *["PETROCHINA CO LTD"] * 4_000)


def test_rows_that_begin_with_the_word_of_all_others_find_themselves() -> None:
    many = _half_of_one_name()
    found = match_tables(many, many)
    assert found.height <= 8_000
    assert found["target_id"].head(4_000).equals(many["id"].head(4_000).rename("target_id"))


def test_rows_of_which_every_word_is_in_all_others_find_the_first_of_their_own_name() -> None:
    many = _half_of_one_name()
    assert match_tables(many.tail(4_000), many)["target_id"].unique().to_list() == ["4000"]


# --- no crash --------------------------------------------------------------------------------------------------------

signs = st.characters(exclude_categories=["Cs"])
texts = st.one_of(st.text(signs, max_size=30), st.sampled_from(SPELLINGS), st.none())


@FEW
@given(st.lists(texts, max_size=8), st.lists(texts, max_size=8))
def test_any_texts_are_matched_without_a_crash(asked: list[str | None], listed: list[str | None]) -> None:
    found = match_tables(names(*asked), names(*listed), top=3, least=0.05)
    assert found["probability"].is_between(0, 1).all()
    assert not found.select("query_id", "target_id").is_duplicated().any()
    assert say_evidence(found["evidence"]).is_not_null().all()
    assert evidence_as_json(found["evidence"]).is_not_null().all()


@FEW
@given(st.lists(st.tuples(texts, texts, texts, texts, texts), max_size=6))
def test_any_cells_of_any_column_are_read_without_a_crash(rows: list[tuple[str | None, ...]]) -> None:
    columns = ("name", "country", "isin", "lei", "aliases")
    cells = {column: [row[place] for row in rows] for place, column in enumerate(columns)}
    given_rows = pl.DataFrame(cells, schema=dict.fromkeys(columns, pl.String)).with_row_index("id")
    found = match_tables(given_rows, TARGETS, top=2)
    assert found["target_id"].is_in(TARGETS["id"].implode()).all()


@pytest.mark.parametrize(
    "name",
    [
        "Ali\u200bbaba Group\x00 Holding Ltd",
        "\u202eAlibaba Group Holding Ltd",
        "Аlibаbа Grоup Hоlding Ltd",
        "ＡＬＩＢＡＢＡ　ＧＲＯＵＰ　ＨＯＬＤＩＮＧ　ＬＴＤ",
    ],
    ids=["zero width", "right to left", "look-alike", "full width"],
)
def test_signs_that_are_not_seen_or_look_alike_are_no_disguise(name: str) -> None:
    assert answers(names(name), TARGETS) == {("0", "c"): "same issuer"}


def test_names_in_other_scripts_match_themselves() -> None:
    listed = names("Газпром нефть", "בנק לאומי לישראל", "삼성전자", "Εθνική Τράπεζα της Ελλάδος")
    asked = names("ГАЗПРОМ НЕФТЬ ПАО", "בנק לאומי לישראל", "삼성전자", "ΕΘΝΙΚΗ ΤΡΑΠΕΖΑ ΤΗΣ ΕΛΛΑΔΟΣ")
    assert set(answers(asked, listed)) >= {(str(place), str(place)) for place in range(4)}


# --- what holds for all tables ---------------------------------------------------------------------------------------


@FEW
@given(st.sampled_from(SPELLINGS), st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
def test_case_changes_nothing(name: str, change: object) -> None:
    assert facts_of(names(change(name))) == facts_of(names(name))  # type: ignore[operator]


@FEW
@given(st.sampled_from(SPELLINGS), st.integers(1, 3), st.sampled_from([" ", "\t", "\u00a0", "\u3000"]))
def test_further_spaces_change_nothing(name: str, count: int, space: str) -> None:
    assert facts_of(names(space * count + name.replace(" ", space * count) + space)) == facts_of(names(name))


@FEW
@given(
    st.sampled_from(["Alibaba Group Holding", "Tencent Holdings", "Zhejiang Dahua Technology"]),
    st.sampled_from(["Ltd", "Ltd.", "LTD", "Limited", "limited"]),
)
def test_the_spelling_of_a_legal_form_changes_nothing(name: str, form: str) -> None:
    # The length may be one at which houses cut names, which moves a probability by a hair.
    said, usual = ([row[:3] for row in facts_of(names(f"{name} {spelled}"))] for spelled in (form, "Ltd"))
    assert said == usual != []


@FEW
@given(st.lists(st.sampled_from(UNRELATED), min_size=1, unique=True), st.booleans())
def test_an_unrelated_target_changes_no_answer(more: list[str], before: bool) -> None:  # noqa: FBT001 (drawn)
    lines = (*more, *ROWS) if before else (*ROWS, *more)
    assert match_tables(names(*SPELLINGS), table(*lines), top=3).equals(match_tables(names(*SPELLINGS), TARGETS, top=3))


@FEW
@given(st.lists(st.sampled_from(SPELLINGS), min_size=1), st.integers(1, 5), st.integers(1, 20))
def test_batches_of_any_size_give_the_same(asked: list[str], size: int, pairs: int) -> None:
    queries = names(*asked)
    whole = match_tables(queries, TARGETS, top=3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairwise_spread, "PAIRS_AT_A_TIME", pairs)
        parts = [match_tables(queries.slice(start, size), TARGETS, top=3) for start in range(0, len(asked), size)]
    assert pl.concat(parts).equals(whole)


@FEW
@given(st.permutations(SPELLINGS), st.permutations(ROWS))
def test_the_order_of_rows_changes_no_answer(asked: list[str], listed: list[str]) -> None:
    def by_name(queries: pl.DataFrame, targets: pl.DataFrame) -> set[tuple[object, ...]]:
        found = match_tables(queries, targets, top=3)
        return set(found.select("query_name", "target_id", "outcome", "probability").rows())

    assert by_name(names(*asked), table(*listed)) == by_name(names(*SPELLINGS), TARGETS)


@FEW
@given(st.lists(st.sampled_from(SPELLINGS), min_size=1, max_size=6))
def test_each_query_is_answered_as_if_it_were_alone(asked: list[str]) -> None:
    together = match_tables(names(*asked), TARGETS, top=2).drop("query_id")
    alone = [match_tables(names(name), TARGETS, top=2).drop("query_id") for name in asked]
    assert together.equals(pl.concat(alone))
