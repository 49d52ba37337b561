"""Small but true-to-life screenings for the reports' tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from clearhold.model import Outcome, Planted, PlantedBy, Problem, SelfCheck, SetAsideReason
from tests.reports.fact_records import FILE, Entry, Held, Listed, Pair
from tests.reports.facts import FUND_VALUE, HELD, LISTS, MIGDAL_HELD, PAIRS
from tests.reports.screening_parts import Facts, put_together

if TYPE_CHECKING:
    from clearhold.model import Screening

ALIBABA_LINE = 789


def a_screening(day: date | None = None) -> Screening:
    """A run over one fund: six companies listed, one of a listed group, one to be looked at."""
    return put_together(Facts(day=day))


def a_screening_of_two_funds() -> Screening:
    """A run over two funds' files, in two currencies, with rows set aside, a fund not looked through and a problem."""
    alibaba = [pair._replace(line=148) for pair in PAIRS if pair.line == ALIBABA_LINE]
    by_isin = Pair(
        148,
        alibaba[0].party,
        "us-dod-1260h",
        "alibaba",
        Outcome.SAME_SECURITY,
        0.9999,
        "US01609W1027",
        "The same ISIN.",
        basis="isin",
    )
    extra = sum((held.in_base or Decimal(0) for held in MIGDAL_HELD), Decimal(0))
    return put_together(
        Facts(
            held=(*HELD, *MIGDAL_HELD),
            pairs=(*PAIRS, by_isin, *alibaba[1:]),
            set_aside=(
                (150, SetAsideReason.TOTAL, "its name is a word for a total", "סה''כ מניות"),
                (30, SetAsideReason.CASH, "its asset class is cash", "ILS cash | 1,200"),
                (31, SetAsideReason.CASH, "its asset class is cash", "USD cash | 30"),
            ),
            problems=(Problem(FILE, 'country "Asia" is none of ISO 3166-1; the row is matched without it', None, 214),),
            rows_in=9_210,
            value=FUND_VALUE + extra,
            fund=None,
            not_judged=((67, "fund, its own holdings not looked through"),),
        )
    )


def a_hostile_screening() -> Screening:
    """A run whose every free text tries to be markup, a formula, or a mess of directions and lengths."""
    script = "<script>window.pwn=1</script>"
    attribute = "\"'><img src=x onerror=window.pwn=1>"
    style = "</style><script>window.pwn=1</script>*{display:none}"
    name = '=HYPERLINK("http://evil.example","x")<script>window.pwn=1</script>'
    held = (
        Held(3, name, "CN", Decimal("1000.5"), fund=script),
        Held(4, "+cmd|' /C calc'!A0", "CN", Decimal(2), fund="@SUM(1)", isin="-CNE100000PM8", isin_valid=False),
        Held(5, "\u202egnidloh\u202c עברית \u0000杭州海康威视", "CN", None, fund="\t=1+1"),
        Held(6, "很长的名字" * 300, "CN", Decimal(-7), file=f"{attribute}.csv", sheet=script),
    )
    entry = Entry("us-bis-xinjiang", attribute, attribute, answer=script, answer_source="javascript:window.pwn=1")
    listing = Listed(
        "us-bis-xinjiang", attribute, 1, "=1+1", script, attribute, date(2019, 10, 9), "javascript:window.pwn=1"
    )
    pairs = tuple(
        Pair(each.line, party, "us-bis-xinjiang", attribute, outcome, 0.9, attribute, script, style)
        for party, (each, outcome) in enumerate(
            zip(held, [Outcome.SAME_ISSUER, Outcome.SAME_GROUP, Outcome.POSSIBLE, Outcome.SAME_SECURITY], strict=True)
        )
    )
    return put_together(
        Facts(
            held=held,
            pairs=pairs,
            entries=(entry,),
            listings=(listing, listing._replace(delisted_on=date(2020, 1, 1))),
            set_aside=((7, SetAsideReason.NOTE, script, "=1+1 | @x"),),
            problems=(Problem(attribute, script, style, 3),),
            rows_in=5,
            value=Decimal("995.5"),
            fund=style,
            not_judged=((5, script),),
        )
    )


def a_large_screening(findings: int = 3_000) -> Screening:
    """A run with as many findings, one listing each, over half as many companies: every second one is held twice."""
    held = [
        Held(line, f"Holding {line // 2} Ltd", "CN", Decimal(1_000_003 * (line % 97 + 1)), fund=f"Fund {line % 2}")
        for line in range(2, findings + 2)
    ]
    entries = [Entry("us-dod-1260h", f"e{number}", f"Holding {number} Ltd") for number in range(1, findings // 2 + 2)]
    listings = [
        Listed("us-dod-1260h", entry.entry, 2, "Section 1260H", "military", None, date(2026, 6, 8), LISTS[2].source)
        for entry in entries
    ]
    pairs = [
        Pair(
            each.line,
            each.line // 2,
            "us-dod-1260h",
            f"e{each.line // 2}",
            Outcome.POSSIBLE if each.line % 10 < 2 else Outcome.SAME_ISSUER,
            0.95,
            f"Holding {each.line // 2} Ltd",
            "The names agree in every word.",
        )
        for each in held
    ]
    total = sum((each.value for each in held if each.value), Decimal(0))
    return put_together(
        Facts(held=held, pairs=pairs, entries=entries, listings=listings, rows_in=len(held), value=total)
    )


def a_failed_screening(of: Screening | None = None) -> Screening:
    """A run, or another, that did not find one of the two known holdings which it had planted."""
    found = Planted("us-ns-cmic", "30946", "Hangzhou Hikvision", PlantedBy.ISIN, "CNE100000PM8")
    missed = Planted("us-bis-xinjiang", "iflytek", "IFLYTEK", PlantedBy.ALIAS, "iFLYTEK Co., Ltd.")
    return replace(of or a_screening(), check=SelfCheck((found, missed), (missed,)))


def an_empty_screening() -> Screening:
    """A run that found nothing, all of whose value was judged."""
    return put_together(Facts(held=HELD[:1], pairs=(), rows_in=1, value=HELD[0].value))
