"""Findings arranged by company."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from clearhold.model import EvidenceClass, Outcome
from clearhold.reports.cards import arrange_findings
from tests.reports.a_screening import a_large_screening, a_screening, a_screening_of_two_funds, an_empty_screening
from tests.reports.facts import PAIRS
from tests.reports.screening_parts import Facts, put_together


def test_companies_come_by_class_of_evidence_and_then_by_value() -> None:
    listed = arrange_findings(a_screening()).listed
    assert [(int(card.evidence_class), card.held_as[0].split()[0]) for card in listed] == [
        (1, "Hangzhou"),
        (1, "Zhejiang"),
        (1, "Iflytek"),
        (1, "Xiamen"),
        (2, "Alibaba"),
        (2, "Tencent"),
    ]


def test_a_company_has_one_card_however_many_lists_it_is_on() -> None:
    hikvision = arrange_findings(a_screening()).listed[0]
    assert [each.on.label for each in hikvision.listed] == [
        "BIS Xinjiang",
        "NS-CMIC",
        "1260H",
        "FCC",
        "s.889",
        "Investors",
    ]
    assert [line.line for line in hikvision.lines] == [1115]


def test_every_finding_is_on_a_card() -> None:
    for screening in (a_screening(), a_screening_of_two_funds(), a_large_screening(60)):
        arranged = arrange_findings(screening)
        on_cards = {
            (line.line, each.on.name, each.entry)
            for card in (*arranged.listed, *arranged.to_look_at)
            for line in card.lines
            for reason in (*card.reasons, *card.resembles)
            for _, entries in reason.listed
            for each in entries
        }
        findings = set(screening.findings.select("line", "list", "entry").iter_rows())
        assert findings <= on_cards


def test_one_reason_that_holds_for_several_lists_stands_once_with_each_spelling() -> None:
    (reason,) = arrange_findings(a_screening()).listed[0].reasons
    spellings = {value: [each.on.label for each in entries] for value, entries in reason.listed}
    assert spellings["HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD."] == ["NS-CMIC"]
    assert spellings["Hangzhou Hikvision Digital Technology Company"] == ["FCC", "s.889"]


def test_what_a_listed_company_merely_resembles_is_on_its_card_and_apart() -> None:
    hikvision = next(pair for pair in PAIRS if pair.line == 1115)
    similar = hikvision._replace(list="us-bis-xinjiang", entry="dahua", outcome=Outcome.POSSIBLE, probability=0.55)
    card = arrange_findings(put_together(Facts(pairs=(*PAIRS, similar)))).listed[0]
    assert [reason.outcome for reason in card.resembles] == ["possible"]
    assert "dahua" not in {each.entry for each in card.listed}


def test_those_to_be_looked_at_come_with_the_same_group_first() -> None:
    to_look_at = arrange_findings(a_screening()).to_look_at
    assert [card.best.outcome for card in to_look_at] == ["same group", "possible"]


def test_a_company_listed_only_outside_the_listings_day_is_no_company_listed() -> None:
    arranged = arrange_findings(a_screening(date(2018, 1, 1)))
    # The press list's entry of Tencent has no date, so that it counts as begun.
    assert [card.party for card in arranged.listed] == [5]
    outside = {card.party for card in arranged.not_on_the_day}
    assert {0, 1, 2, 3, 4} <= outside


def test_the_periods_of_a_listing_come_oldest_first() -> None:
    card = arrange_findings(a_screening(date(2020, 2, 1))).listed[0]
    (advice,) = [each for each in card.listed if each.on.name == "investor-exclusions"]
    assert [str(period.listed_on) for period in advice.periods] == ["2020-01-14"]
    (later,) = [each for each in card.earlier_or_later if each.on.name == "investor-exclusions"]
    assert [str(period.listed_on) for period in later.periods] == ["2020-11-20"]


def test_a_run_without_findings_has_no_cards() -> None:
    arranged = arrange_findings(an_empty_screening())
    assert (arranged.listed, arranged.to_look_at, arranged.not_on_the_day) == ((), (), ())


def test_the_order_of_findings_changes_no_card() -> None:
    screening = a_screening()
    turned = replace(screening, findings=screening.findings.reverse())  # type: ignore[arg-type]
    ours, others = (arrange_findings(each).listed for each in (screening, turned))
    assert [(card.party, card.name, card.listed) for card in ours] == [
        (card.party, card.name, card.listed) for card in others
    ]
    assert ours[0].evidence_class is EvidenceClass.OFFICIAL_HUMAN_RIGHTS
