"""`clearhold lists update`, from publishers and from files."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clearhold.lists.publishers import publishers
from tests.cli.lists.desk import Desk, easy, have, un, with_easy_publishers
from tests.flows.served_lists import EVERYBODY, ofac_csv
from tests.lists.a_server import Server, emptied, status, whole


@with_easy_publishers
def test_a_downloaded_file_is_used_from_now_on(desk: Desk) -> None:
    said = desk.lists("update", "un-sc", "--from", desk.file("un.xml", un()))
    assert (said.code, said.out) == (0, "un-sc  accepted: 60 entries as of 2026-08-01\n")
    said = desk.lists("update", "un-sc", "--from", desk.file("un.xml", un()))
    assert (said.code, said.out) == (0, "un-sc  unchanged: the same content as the version in use\n")


@with_easy_publishers
def test_what_changes_is_counted_and_what_is_not_taken_says_where_to_go_on(desk: Desk) -> None:
    file = desk.file("un.xml", un())
    desk.lists("update", "un-sc", "--from", file)
    desk.file("un.xml", un(EVERYBODY[:50], "2026-09-01"))
    said = desk.lists("update", "un-sc", "--from", file)
    assert said.code == 2
    assert "un-sc held for a person: entries: 50, 17% fewer than the 60 of the version in use;" in said.words
    assert "lacks just the 10 entries that stood behind it: it looks cut; version 2026-08-01+" in said.words
    assert said.out.splitlines()[-3:] == [
        "  0 added, 10 no longer listed, 0 with changed names, 0 with changed identifiers",
        "  look at it: clearhold lists diff un-sc current held",
        "  use it all the same: clearhold lists accept un-sc --by NAME --reason TEXT",
    ]


@with_easy_publishers
def test_a_file_that_cannot_be_read_is_refused_and_nobody_is_asked_to_accept_it(desk: Desk) -> None:
    desk.lists("update", "un-sc", "--from", desk.file("un.xml", un()))
    for content in (b"", un()[:-30], b"<html><body>Sorry</body></html>"):
        said = desk.lists("update", "un-sc", "--from", desk.file("next.xml", content))
        assert said.code == 2
        assert said.words.startswith("un-sc refused: next.xml")
        assert "stays in use" in said.words
        assert "clearhold lists accept" not in said.words


@with_easy_publishers
def test_a_list_of_several_files_needs_them_together_and_takes_their_date(desk: Desk) -> None:
    aliases = "\r\n".join(f'{9000 + n},{n},"aka","Alias of {n}","-0- "' for n in EVERYBODY) + "\r\n\x1a"
    files = [
        *("--from", desk.file("cons_prim.csv", ofac_csv(EVERYBODY))),
        *("--from", desk.file("cons_alt.csv", aliases)),
    ]
    said = desk.lists("update", "us-ofac-consolidated", *files, "--dated", "2026-03-04", "--json")
    assert said.code == 0
    (told,) = said.json["lists"]
    assert (told["list"], told["outcome"], told["words"]) == (
        "us-ofac-consolidated",
        "accepted",
        "60 entries as of 2026-03-04",
    )
    assert told["version"].startswith("2026-03-04+")
    assert len(told["problems"]) == 54  # of sixty numbered ISINs, whose last digit is always 0, six pass their check
    assert told["waits"] is False
    assert "strong alias: Alias of 7" in desk.lists("show", "us-ofac-consolidated", "9007").words


def test_offline_nobody_is_asked_and_the_address_is_named(desk: Desk) -> None:
    said = desk.lists("update", "us-uflpa", "--offline")
    assert (said.code, said.out) == (
        2,
        "us-uflpa  could not ask: https://www.dhs.gov/uflpa-entity-list: not asked, --offline was given\n",
    )


@pytest.mark.enable_socket
@with_easy_publishers
def test_a_mirror_is_asked_where_its_host_is_allowed(desk: Desk, server: Server) -> None:
    address = server.serve("/un.xml", whole(un()))
    (host,) = server.hosts
    said = desk.lists("update", "un-sc", "--address", address)
    assert said.code == 2
    assert "could not ask" in said.words
    assert "--allow-host" in said.words
    said = desk.lists("update", "un-sc", "--address", address, "--allow-host", host)
    assert (said.code, said.out) == (0, "un-sc  accepted: 60 entries as of 2026-08-01\n")


@pytest.mark.enable_socket
@with_easy_publishers
def test_all_lists_are_asked_at_once_and_each_stands_alone(
    desk: Desk, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.lists("update", "un-sc", "--from", desk.file("un.xml", un()))
    answers = {
        "un-sc": whole(un()),
        "us-ns-cmic": whole(b"<html><body>Sorry</body></html>"),
        "us-uflpa": status(404),
        "us-s889": emptied(),
    }
    asked = tuple(
        replace(easy(each), addresses=(server.serve(f"/{each.name}", answers[each.name]),), find=None)
        for each in publishers()
        if each.name in answers
    )
    have(asked, "update", monkeypatch)
    (host,) = server.hosts
    said = desk.lists("update", "--allow-host", host)
    assert said.code == 2
    starts = ["un-sc  unchanged: ", "us-ns-cmic  refused: ", "us-s889  refused: ", "us-uflpa  could not ask: "]
    lines = [line for line in said.out.splitlines() if not line.startswith(" ")]
    assert [line[: len(start)] for line, start in zip(lines, starts, strict=False)] == starts
    assert lines[-1] == "4 lists: 1 unchanged, 2 refused, 1 could not ask"
    told = desk.lists("update", "--allow-host", host, "--json")
    assert told.code == 2
    assert [each["outcome"] for each in told.json["lists"]] == ["unchanged", "refused", "refused", "could not ask"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["us-nothing"], 'no publisher\'s list is named "us-nothing"'),
        (["--from", "x.xml"], "are of one list: name it, as in clearhold lists update NAME --from FILE"),
        (["un-sc", "us-uflpa", "--from", "x.xml"], "are of one list"),
        (["--address", "https://example.org/x"], "are of one list"),
        (["un-sc", "--from", "missing.xml"], "missing.xml: cannot be read (No such file or directory); check the path"),
        (["un-sc", "--dated", "2026-01-01"], "give them with --from FILE"),
        (["un-sc", "--from", "x", "--address", "https://example.org/x"], "leave out --address and --offline"),
        (["un-sc", "--from", "x", "--offline"], "leave out --address and --offline"),
        (["un-sc", "--from", "x", "--dated", "last year"], '"last year" is no day; write it as 2026-06-30'),
    ],
)
def test_an_update_that_makes_no_sense_says_so(words: list[str], message: str, desk: Desk) -> None:
    assert message in desk.refused("update", *words)
