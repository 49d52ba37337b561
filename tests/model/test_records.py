from __future__ import annotations

import pytest

from clearhold.model import BadInput, ClearholdError, CouldNotAsk, CouldNotRead, NotFound, Policy, Problem, place


def test_a_place_reads_as_a_person_would_look_it_up() -> None:
    assert place("fund.xlsx", "Equities", 214) == 'fund.xlsx sheet "Equities" line 214'
    assert str(Problem("fund.csv", 'weight "12,5%" is not a number', line=3)) == (
        'fund.csv line 3: weight "12,5%" is not a number'
    )


@pytest.mark.parametrize(
    ("ours", "builtin"),
    [(CouldNotAsk, ConnectionError), (NotFound, LookupError), (CouldNotRead, ValueError), (BadInput, ValueError)],
)
def test_each_branch_of_the_exceptions_is_also_the_built_in_a_caller_expects(
    ours: type[ClearholdError], builtin: type[Exception]
) -> None:
    assert issubclass(ours, ClearholdError)
    assert issubclass(ours, builtin)


def test_a_policys_fingerprint_changes_with_its_content_and_with_nothing_else() -> None:
    assert Policy().fingerprint == Policy().fingerprint
    assert Policy(likely_from=0.95).fingerprint != Policy().fingerprint
