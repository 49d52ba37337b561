"""`clearhold lists diff`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.lists.desk import Desk


def test_two_versions_are_compared_however_they_are_named(two_versions: Desk) -> None:
    first, second = (each.version for each in two_versions.workspace.versions("un-sc"))
    expected = [
        f"un-sc  from version {first} to {second}",
        "no longer listed: 1",
        "  Aldoran Works Ltd  (KPe.000)",
        "listings that ended: 1",
        "  Aldoran Works Ltd  (KPe.000)",
        "    + DPRK: Security Council resolution 1718 (2006), from 2016-03-02, until 2026-09-01",
        "    - DPRK: Security Council resolution 1718 (2006), from 2016-03-02",
        "changed names: 1",
        "  Aldotel Works Ltd  (KPe.001)",
        "    + Aldotel Group",
        "    - Alias of Aldotel Works Ltd",
    ]
    for words in (["1"], ["1", "2"], ["2026-08-01"], ["2026-08-01", "current"], [first, second[11:]]):
        said = two_versions.lists("diff", "un-sc", *words)
        assert (said.code, said.out.splitlines()) == (0, expected), words


def test_what_waits_is_compared_with_what_is_in_use(two_versions: Desk) -> None:
    lines = two_versions.lists("diff", "un-sc", "current", "held").out.splitlines()
    assert "no longer listed: 10" in lines
    assert "listed again: 1" in lines


def test_a_difference_as_json_names_both_versions(two_versions: Desk) -> None:
    told = two_versions.lists("diff", "un-sc", "1", "--json").json
    first, second = (each.version for each in two_versions.workspace.versions("un-sc"))
    assert (told["list"], told["before"], told["after"]) == ("un-sc", first, second)
    assert told["removed"] == [{"entry": "KPe.000", "name": "Aldoran Works Ltd"}]
    assert told["names"][0]["came"] == ["Aldotel Group"]


def test_nothing_differs_between_a_version_and_itself(desk: Desk) -> None:
    said = desk.lists("diff", "us-s889", "built-in")
    version = "2018-08-13+4af09b05"
    assert (said.code, said.out) == (0, f"us-s889  from version {version} to {version}\nnothing differs\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["un-sc", "built-in"], 'un-sc did not come with the program; "clearhold lists show un-sc" shows its versions'),
        (["un-sc", "3"], "un-sc has no version 3 here; those that are: 2026-08-01+"),
        (["un-sc", "2026"], "un-sc has no version 2026 here"),
        (["us-s889", "held"], 'no version of us-s889 waits for a person; "clearhold lists show us-s889" shows'),
        (["us-nothing", "1"], 'no list is named "us-nothing"'),
    ],
)
def test_a_version_that_is_not_here_is_told(words: list[str], message: str, two_versions: Desk) -> None:
    assert message in two_versions.refused("diff", *words)
