"""`clearhold lists accept`: a person's word against the gate's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.lists.desk import Desk


def test_a_version_that_waits_is_used_by_a_persons_word_which_is_kept(two_versions: Desk) -> None:
    said = two_versions.lists("accept", "un-sc", "--by", "R. Roe", "--reason", "looked at the committee's page")
    current = two_versions.workspace.current("un-sc")
    assert current is not None
    assert said.code == 0
    assert said.words == (
        f"un-sc version {current.version} is in use, by the word of R. Roe: looked at the committee's page"
    )
    assert current.override is not None
    assert (current.override.by, current.override.reason) == ("R. Roe", "looked at the committee's page")
    log = two_versions.workspace.log("un-sc")[-1]
    assert (log.event, log.words) == ("overruled", "R. Roe: looked at the committee's page")
    assert "; overruled by R. Roe: looked at the committee's page" in two_versions.lists("show", "un-sc").words
    assert 'no version of "un-sc" waits' in two_versions.refused("accept", "un-sc", "--by", "A", "--reason", "B")


def test_an_accepted_version_that_is_older_than_the_programs_own_is_not_called_in_use(desk: Desk) -> None:
    notice = "name,start date,end date\n"  # of the layout that the Section 889 transcription has, and of an old day
    del notice
    file = desk.file("own.csv", "name\nAcme\n")
    desk.lists("add", file, "--name", "ours")
    held = desk.workspace.current("ours")
    assert held is not None
    older = replace(held, description=replace(held.description, name="us-s889"), as_of=held.as_of.replace(year=2017))
    with desk.workspace.locked("us-s889"):
        desk.workspace.hold(older)
    lines = desk.lists("accept", "us-s889", "--by", "R. Roe", "--reason", "why not").out.splitlines()
    assert " is accepted, by the word of R. Roe: why not" in lines[0]
    assert lines[1] == ("  but not in use: version 2018-08-13+4af09b05, which came with the program, is newer")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["us-uflpa"], "Missing option '--by'"),
        (["us-uflpa", "--by", "R. Roe"], "Missing option '--reason'"),
        (["us-uflpa", "--by", " ", "--reason", "x"], "needs a person and a reason: --by NAME --reason TEXT"),
        (["us-uflpa", "--by", "R. Roe", "--reason", "x"], 'no version of "us-uflpa" waits for a person'),
        (["../elsewhere", "--by", "R. Roe", "--reason", "x"], 'no version of "../elsewhere" waits for a person'),
    ],
)
def test_nothing_is_accepted_without_a_person_a_reason_and_a_version(
    words: list[str], message: str, desk: Desk
) -> None:
    assert message in desk.refused("accept", *words)
    assert not desk.workspace.home.exists()
