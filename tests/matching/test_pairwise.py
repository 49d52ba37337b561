"""Two tables matched: what is said of pairs, in which order, and why."""

from __future__ import annotations

import json

import polars as pl
import pytest

from clearhold.matching.pairwise import ANSWERS, match_tables
from clearhold.matching.pairwise_evidence import evidence_as_json, say_evidence
from clearhold.model import BadInput
from tests.matching.two_tables import answers, names, sentence, table

HIKVISION = "t1 | Hangzhou Hikvision Digital Technology Co., Ltd. | China"
DAHUA = "t2 | Zhejiang Dahua Technology Co., Ltd. | CN"
ALIBABA = "t3 | Alibaba Group Holding Limited | CN | isin US01609W1027 | isin KYG017191142"
QUETZAL = "t4 | Quetzal Widgets AG | CH | lei 213800FD9J5LMWYTS426"
TARGETS = table(HIKVISION, DAHUA, ALIBABA, QUETZAL)


def test_names_are_matched_and_the_others_have_no_row() -> None:
    queries = names("HANGZHOU HIKVISION DIGITAL TECHNOL", "Nestle SA", "Zhejiang Dahua Technology Ltd A")
    assert answers(queries, TARGETS) == {("0", "t1"): "same issuer", ("2", "t2"): "same issuer"}


def test_the_answers_are_a_table_with_seven_columns_whatever_is_matched() -> None:
    for queries in (names("Alibaba Group Holding"), names("Nestle SA"), names()):
        found = match_tables(queries, TARGETS)
        assert dict(found.schema) == ANSWERS
    row = match_tables(names("Alibaba Group Holding"), TARGETS).row(0, named=True)
    assert (row["query_name"], row["target_name"]) == ("Alibaba Group Holding", "Alibaba Group Holding Limited")


def test_a_table_needs_no_column_but_id_and_name_and_more_of_them_change_nothing() -> None:
    bare = TARGETS.select("id", "name").with_columns(weight=pl.lit(0.5))
    assert answers(names("Quetzal Widgets"), bare) == {("0", "t4"): "same issuer"}


def test_ids_may_be_numbers_and_come_back_as_text() -> None:
    queries = pl.DataFrame({"id": [7], "name": ["Quetzal Widgets"]})
    assert answers(queries, TARGETS) == {("7", "t4"): "same issuer"}


# --- identifiers -----------------------------------------------------------------------------------------------------


def test_the_same_isin_is_the_same_security_whatever_the_names_say() -> None:
    queries = table("q | BABA-SW | HK | isin KYG017191142")
    assert answers(queries, TARGETS) == {("q", "t3"): "same security"}
    assert sentence(queries, TARGETS).startswith("ISIN KYG017191142 is the target's own")
    renamed = table("q | Zyzzyva Mining | isin KYG017191142")
    assert 'but the names differ: "Zyzzyva Mining" and "Alibaba Group Holding Limited"' in sentence(renamed, TARGETS)


def test_the_same_lei_is_the_same_issuer() -> None:
    queries = table("q | QW FINANCE 4.95% 2028 | lei 213800FD9J5LMWYTS426")
    assert answers(queries, TARGETS) == {("q", "t4"): "same issuer"}


def test_an_isin_may_be_written_in_small_letters_with_blanks_and_others_beside_it() -> None:
    queries = pl.DataFrame({"id": ["q"], "name": ["?"], "isin": ["us0378331005; kyg0 1719 1142; -"]})
    assert answers(queries, TARGETS.with_columns(pl.col("isin").list.join("; "))) == {}
    queries = queries.with_columns(isin=pl.lit("us0378331005; kyg017191142 (Hong Kong); -"))
    assert answers(queries, TARGETS.with_columns(pl.col("isin").list.join("; "))) == {("q", "t3"): "same security"}


def test_an_identifier_with_a_wrong_check_digit_is_not_matched_on() -> None:
    wrong = table("t | Quetzal Widgets | isin KYG017191143 | lei 213800FD9J5LMWYTS427")
    assert answers(table("q | Other | isin KYG017191143 | lei 213800FD9J5LMWYTS427"), wrong) == {}


def test_another_lei_contradicts_the_name_and_is_kept_as_evidence() -> None:
    queries = table("q | Quetzal Widgets AG | lei 5493001KJTIIGC8Y1R12")
    assert answers(queries, TARGETS) == {("q", "t4"): "contradicted"}
    assert "but the LEI 5493001KJTIIGC8Y1R12 is not the target's 213800FD9J5LMWYTS426" in sentence(queries, TARGETS)


def test_another_isin_lowers_the_probability_and_is_kept_as_evidence() -> None:
    with_isin = table("q | Alibaba Group Holding Ltd | isin KYG875721634")
    lowered, usual = (
        match_tables(queries, TARGETS)["probability"][0]
        for queries in (with_isin, table("q | Alibaba Group Holding Ltd"))
    )
    assert lowered < usual
    assert "the ISIN KYG875721634 is not the target's US01609W1027, KYG017191142" in sentence(with_isin, TARGETS)


def test_identifiers_of_which_one_agrees_and_one_does_not_are_both_told() -> None:
    queries = table("q | Quetzal | isin US3682872078 | lei 213800FD9J5LMWYTS426")
    targets = table("t | Quetzal Widgets | isin RU0007661625 | lei 213800FD9J5LMWYTS426")
    assert answers(queries, targets) == {("q", "t"): "same issuer"}
    told = sentence(queries, targets)
    assert "LEI 213800FD9J5LMWYTS426 is the target's own" in told
    assert "the ISIN US3682872078 is not the target's RU0007661625" in told


# --- countries -------------------------------------------------------------------------------------------------------


def test_a_country_that_agrees_is_told_however_it_is_written() -> None:
    for country in ("CN", "China", "PEOPLE'S REPUBLIC OF CHINA", "chn"):
        assert sentence(table(f"q | Hangzhou Hikvision Digital | {country}"), TARGETS).endswith(
            "country CN agrees"
        ) or ("country CN agrees; but" in sentence(table(f"q | Hangzhou Hikvision Digital | {country}"), TARGETS))


def test_a_country_that_disagrees_contradicts_the_name() -> None:
    queries = table("q | Zhejiang Dahua Technology Co Ltd | BR")
    assert answers(queries, TARGETS) == {("q", "t2"): "contradicted"}
    assert "but the query's country is BR, the target's CN" in sentence(queries, TARGETS)


def test_the_country_of_an_isin_counts_where_no_other_is_given() -> None:
    queries = table("q | Zhejiang Dahua Technology Co Ltd | isin BRPETRACNOR9")
    assert "the query's country is BR by its ISIN, the target's CN" in sentence(queries, TARGETS)


def test_of_several_countries_of_a_target_one_that_agrees_is_enough() -> None:
    targets = table("t | Zhejiang Dahua Technology Co., Ltd. | BR; CN")
    assert answers(table("q | Zhejiang Dahua Technology | CN"), targets) == {("q", "t"): "same issuer"}


def test_a_country_that_is_none_counts_as_not_given() -> None:
    assert answers(table("q | Quetzal Widgets | Atlantis"), TARGETS) == {("q", "t4"): "same issuer"}


# --- names -----------------------------------------------------------------------------------------------------------


def test_an_alias_is_matched_as_a_name_and_told_as_one() -> None:
    targets = table("t | Luzhou Laojiao Co Ltd | alias Hangzhou Hikvision | alias Zyzzyva Mining")
    queries = table("q | Hangzhou Hikvision Ltd")
    assert answers(queries, targets) == {("q", "t"): "same issuer"}
    assert '"Hangzhou Hikvision", another name of the target' in sentence(queries, targets)
    assert '"Hangzhou Hikvision", another name of the query,' in sentence(targets, queries)


def test_aliases_in_one_cell_are_parted_by_semicolons() -> None:
    targets = pl.DataFrame({"id": ["t"], "name": ["Luzhou Laojiao"], "aliases": ["Hangzhou Hikvision; Zyzzyva Mining"]})
    assert answers(names("Zyzzyva Mining plc"), targets) == {("0", "t"): "same issuer"}


def test_a_company_of_the_group_is_not_the_company() -> None:
    found = answers(names("Alibaba Pictures Group Ltd"), table("t | Alibaba Group Holding Limited"))
    assert set(found.values()) <= {"same group"}


def test_chinese_names_are_matched_by_their_characters() -> None:
    targets = table("t | Hangzhou Hikvision Digital Technology Co., Ltd. | alias 杭州海康威视数字技术股份有限公司")
    assert ("0", "t") in answers(names("海康威视"), targets)
    assert "shares 海康威视 with" in sentence(names("海康威视"), targets)


def test_the_words_that_only_one_side_has_and_the_rarity_of_the_shared_one_are_told() -> None:
    told = sentence(names("Jinchuan Intl Resources"), table("t | Jinchuan Group International Resources Co Ltd"))
    assert told.startswith(
        'name: "Jinchuan Intl Resources" shares JINCHUAN with "Jinchuan Group International Resources Co Ltd"; '
        "JINCHUAN is rare (fewer than 1 in "
    )
    assert told.endswith("but the target also says GROUP")


def test_the_evidence_is_facts_from_which_sentence_and_json_are_made() -> None:
    found = match_tables(table("q | Hangzhou Hikvision Digital Technology Ltd | CN"), TARGETS)
    told = json.loads(evidence_as_json(found["evidence"])[0])
    assert told["basis"] == "name"
    assert told["query"] == "Hangzhou Hikvision Digital Technology Ltd"
    assert told["agree"] == [{"fact": "country", "query": "CN", "target": "CN"}]
    assert [each["word"] for each in told["words"]] == ["HIKVISION"]
    assert told["disagree"] == []


def test_evidence_that_was_written_and_read_again_makes_the_same_sentence(tmp_path: object) -> None:
    found = match_tables(table("q | Quetzal | CH | lei 213800FD9J5LMWYTS426", "r | Alibaba Group"), TARGETS)
    found.write_parquet(f"{tmp_path}/answers.parquet")
    again = pl.read_parquet(f"{tmp_path}/answers.parquet")
    assert say_evidence(again["evidence"]).equals(say_evidence(found["evidence"]))


# --- order and number ------------------------------------------------------------------------------------------------


def test_the_best_answer_comes_first_and_no_more_are_given_than_asked_for() -> None:
    targets = names("Alibaba Group Holding Limited", "Alibaba Group Holding", "Alibaba Pictures Group")
    queries = table("q | ALIBABA GROUP HOLDING LTD")
    found = match_tables(queries, targets, top=3, least=0.1)
    assert found["target_id"][0] == "0"
    assert found["probability"].is_sorted(descending=True)
    assert match_tables(queries, targets, top=1, least=0.1).equals(found.head(1))
    assert match_tables(queries, targets, top=2, least=0.1).equals(found.head(2))


def test_of_equal_targets_the_first_of_the_table_come_first() -> None:
    targets = names(*["Quetzal Widgets"] * 9)
    assert [target for _, target in answers(names("Quetzal Widgets AG"), targets, top=4)] == ["0", "1", "2", "3"]


def test_an_identifier_stands_before_any_name_and_a_contradiction_behind_all() -> None:
    targets = table(
        "a | Quetzal Widgets | lei 5493001KJTIIGC8Y1R12",
        "b | Quetzal Widgets AG",
        "c | Zyzzyva | lei 213800FD9J5LMWYTS426",
    )
    found = answers(table("q | Quetzal Widgets | lei 213800FD9J5LMWYTS426"), targets, top=3)
    assert found == {("q", "c"): "same issuer", ("q", "b"): "same issuer", ("q", "a"): "contradicted"}


def test_many_targets_with_the_query_s_own_isin_are_none_that_differ() -> None:
    targets = table(*(f"t{number} | Quetzal Widgets | isin RU0007661625" for number in range(30)))
    found = answers(table("q | Quetzal Widgets | isin RU0007661625"), targets, top=5)
    assert found == {("q", f"t{number}"): "same security" for number in range(5)}


def test_a_receipt_is_the_issuers_and_hardly_its_share_the_nearer_row_comes_first() -> None:
    targets = names("Alibaba Group Holding Ltd ADR", "Alibaba Group Holding Ltd")
    for query, first in (("ALIBABA GROUP HOLDING SP ADR", "0"), ("ALIBABA GROUP HOLDING LTD", "1")):
        found = match_tables(names(query), targets, top=2)
        assert found["target_id"][0] == first
    found = match_tables(names("ALIBABA GROUP HOLDING SP ADR"), targets.tail(1))
    assert found["probability"][0] < found["evidence"].struct.field("names_agree")[0]


def test_an_answer_that_is_less_probable_than_the_least_is_none() -> None:
    queries, targets = names("Welspun"), names("WELSPUN LIVING LIMITED")
    probability = match_tables(queries, targets, least=0.05)["evidence"].struct.field("names_agree")[0]
    assert answers(queries, targets, least=probability + 0.01) == {}
    assert answers(queries, targets, least=probability - 0.01) != {}


# --- what cannot be --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("queries", "message"),
    [
        (
            pl.DataFrame({"name": ["A"], "isin": ["x"]}),
            'queries: there is no column "id"; the columns are "name", "isin"',
        ),
        (pl.DataFrame({"id": ["a"], "Name": ["A"]}), 'there is no column "name"; the columns are "id", "Name"'),
        (pl.DataFrame(), 'there is no column "id"; the columns are none'),
        (pl.DataFrame({"id": ["a", None], "name": ["A", "B"]}), "queries: row 1 has no id"),
        (pl.DataFrame({"id": ["a", " "], "name": ["A", "B"]}), "queries: row 1 has no id"),
        (pl.DataFrame({"id": ["a", "b", "b "], "name": ["A", "B", "C"]}), 'the id "b" stands in rows 1 and 2'),
    ],
)
def test_a_table_that_cannot_be_matched_is_refused_in_words(queries: pl.DataFrame, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        match_tables(queries, TARGETS)
    with pytest.raises(BadInput, match=message.replace("queries", "targets")):
        match_tables(TARGETS, queries)


@pytest.mark.parametrize(
    ("options", "message"), [({"top": 0}, "top 0"), ({"least": 0}, "least 0"), ({"least": 2}, "least 2")]
)
def test_numbers_that_make_no_sense_are_refused(options: dict[str, float], message: str) -> None:
    with pytest.raises(BadInput, match=message):
        match_tables(TARGETS, TARGETS, **options)  # type: ignore[arg-type]
