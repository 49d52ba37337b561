"""Citations of the Federal Register as the Entity List writes them, as of July 2026 (https://www.ecfr.gov)."""

from __future__ import annotations

from datetime import date

import pytest

from clearhold.lists.publishers.federal_register.citations import Citation, read_citations


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        (
            "84 FR 54004, 10/9/19.\n85 FR 44161, 7/22/20",
            [Citation(84, 54004, date(2019, 10, 9)), Citation(85, 44161, date(2020, 7, 22))],
        ),
        (
            "62 FR 35334, 6/30/97 66 FR 24267, 5/14/01",
            [Citation(62, 35334, date(1997, 6, 30)), Citation(66, 24267, date(2001, 5, 14))],
        ),
        ("81 FR 61601 preview citation details, 9/7/16", [Citation(81, 61601, date(2016, 9, 7))]),
        ("89 FR 96837, 12/5/2024", [Citation(89, 96837, date(2024, 12, 5))]),
        ("82 F.R. 48792 10/20/2017", [Citation(82, 48792, date(2017, 10, 20))]),
        (
            "66 FR 24266, 77 FR 58006 (no. 182), 81 FR 64694",
            [Citation(66, 24266), Citation(77, 58006), Citation(81, 64694)],
        ),
        ("84 FR 1, 13/40/19", []),
        ("84 FR 54004, 13/40/19", [Citation(84, 54004)]),
        ("84 FR 54004, 10/9/91", [Citation(84, 54004)]),
    ],
)  # fmt: skip
def test_citations_are_read_with_their_days(text: str, citations: list[Citation]) -> None:
    assert list(read_citations(text)) == citations
