"""`clearhold lists`: what is here, how old, what waits, and what can be had."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clearhold.lists.publishers import publishers
from tests.cli.lists.desk import Desk, have, un, with_easy_publishers
from tests.flows.served_lists import EVERYBODY
from tests.lists.a_server import Server, status, whole


def test_each_list_is_shown_with_what_a_reader_must_know_of_it(desk: Desk) -> None:
    said = desk.lists()
    assert said.code == 0
    for line in (
        "us-s889  Section 889: telecommunications and video surveillance equipment that federal agencies may",
        "  United States Congress, Public Law 115-232 · official, another ground",
        "  5 entries as of 2018-08-13",
        "  1 entry as of 2020-07-31",
        "  211 entries as of 2026-06-08, 23 of them no longer listed",
        "  version 2018-08-13+4af09b05, came with the program · ownership rule: subsidiaries and affiliates",
        "  https://www.congress.gov/115/plaws/publ232/PLAW-115publ232.pdf",
        "  un-sc  United Nations Security Council Consolidated List",
    ):
        assert line in said.out.splitlines(), line
    assert said.words.endswith(
        "10 lists here; look into one: clearhold lists show NAME; screen with one: clearhold screen FILE --list NAME"
    )


@with_easy_publishers
def test_a_list_that_waits_says_what_for_and_how_to_look(desk: Desk) -> None:
    desk.lists("update", "un-sc", "--from", desk.file("un.xml", un()))
    desk.lists("update", "un-sc", "--from", desk.file("un.xml", un(EVERYBODY[:50])))
    said = desk.lists()
    assert "a newer version waits for a person, held on 20" in said.words
    assert "  look at it: clearhold lists diff un-sc current held" in said.out.splitlines()


def test_a_first_version_that_waits_is_shown_though_the_list_is_not_here(desk: Desk) -> None:
    desk.lists("update", "un-sc", "--from", desk.file("un.xml", un()))
    assert (
        "    a version waits for a person: clearhold lists show un-sc --version held" in desk.lists().out.splitlines()
    )


def test_lists_as_json_have_every_field_and_those_that_can_be_had(desk: Desk) -> None:
    told = desk.lists("--json").json
    assert sorted(told) == ["lists", "more"]
    assert len(told["lists"]) == 10
    (section_889,) = (each for each in told["lists"] if each["name"] == "us-s889")
    assert section_889["as_of"] == "2018-08-13"
    assert (section_889["entries"], section_889["in_force"], section_889["ended"]) == (5, 5, 0)
    assert section_889["updatable"] is True
    assert "un-sc" in {each["name"] for each in told["more"]}


@pytest.mark.enable_socket
def test_publishers_are_asked_what_they_have_now(desk: Desk, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    from clearhold.lists.fetch import Fetcher

    newer = server.serve("/s889", whole(b"page"))  # served with Last-Modified 2 November 2026
    gone = server.serve("/uflpa", status(404))
    asked = [
        replace(each, addresses=({"us-s889": newer, "us-uflpa": gone}[each.name],), find=None)
        for each in publishers()
        if each.name in {"us-s889", "us-uflpa"}
    ]
    have(tuple(asked), "catalogue", monkeypatch)
    monkeypatch.setattr("clearhold.lists.fetch.Fetcher", lambda: Fetcher(allowed_hosts=server.hosts))
    said = desk.lists("--published")
    assert said.code == 0
    assert "  published now: 2026-11-02, newer than the version here" in said.out.splitlines()
    assert f"published now: {gone}: " in said.words
    told = desk.lists("--published", "--json").json
    days = {each["name"]: each["published_on"] for each in told["lists"] if each["name"] in {"us-s889", "us-uflpa"}}
    assert days == {"us-s889": "2026-11-02", "us-uflpa": None}
    assert list(told["no_day"]) == ["us-uflpa"]
