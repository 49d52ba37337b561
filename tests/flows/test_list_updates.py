"""Lists are fetched from a server that serves them well and badly: what is used afterwards is the old version or a
whole new one, never part of one.
"""

from __future__ import annotations

import gzip
import random
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from clearhold.lists.entries import open_entries
from clearhold.lists.fetch import Fetcher, FetchLimits
from clearhold.lists.judging import accept_held
from clearhold.lists.parsing import ParsingProcesses
from clearhold.lists.publisher import Canary, Publisher
from clearhold.lists.publishers import publisher_named
from clearhold.lists.update import Updated, update_from_files, update_lists
from clearhold.lists.verify import verify
from clearhold.lists.workspace import Workspace
from tests.flows.served_lists import EVERYBODY, SERVED, ServedList, ofac_csv, un_xml
from tests.lists.a_server import (
    Answer,
    Server,
    a_server,
    cut,
    deflated,
    emptied,
    endless,
    packed,
    redirected,
    slow,
    status,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from clearhold.lists.update import Update

pytestmark = pytest.mark.enable_socket
CUTS = 200
PAGE = b"<!DOCTYPE html><html><body>We are working on our site</body></html>"
BOMB = deflated(bytes(1_000_000) for _ in range(100))
each_format = pytest.mark.parametrize("served", SERVED, ids=lambda served: f"{served.name} as {served.format}")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with a_server() as running:
        yield running


@pytest.fixture(scope="module")
def parsers() -> Iterator[ParsingProcesses]:
    with ParsingProcesses(1) as processes:
        yield processes


class Desk:
    """A workspace whose lists are asked for at the test's server."""

    def __init__(self, home: Path, server: Server, parsers: ParsingProcesses) -> None:
        self.workspace = Workspace(home)
        self.server = server
        self._parsers = parsers

    def ask(self, name: str, *answers: Answer, canary: str | None = None) -> Update:
        """What becomes of a list whose server answers so."""
        publisher = self.publisher(name, self.server.serve(f"/{name}", *answers), canary)
        fetcher = Fetcher(
            allowed_hosts=self.server.hosts,
            limits=FetchLimits(seconds=3, unpacked=5_000_000, received=2_000_000),
            sleep=lambda _: None,
        )
        (update,) = update_lists([publisher], self.workspace, fetcher, self._parsers)
        return update

    def begin(self, served: ServedList) -> None:
        """Bring the whole list into use; a person does where it is unlike the one that came with the program."""
        update = self.ask(served.name, whole(served.write(EVERYBODY)))
        if not update.is_fine:
            accept_held(served.name, self.workspace, by="the test", reason="its parties are made up")
        assert [name for name in self.listed(served.name) if name.endswith("Works Ltd")] == self.listed(served.name)
        assert len(self.listed(served.name)) == 60

    def publisher(self, name: str, address: str, canary: str | None = None) -> Publisher:
        """The list's publisher with its file at the test's server, and the test's canary."""
        canaries = (Canary(canary),) if canary else ()
        return replace(
            publisher_named(name), addresses=(address,), find=None, canaries=canaries, at_least=1, curated=None
        )

    def listed(self, name: str) -> list[str]:
        """The names with a listing in force in the version in use."""
        manifest = self.workspace.current(name)
        if manifest is None:
            return []
        return sorted(open_entries(self.workspace.entries(manifest))["name"].to_list())


@pytest.fixture
def desk(tmp_path: Path, server: Server, parsers: ParsingProcesses) -> Desk:
    return Desk(tmp_path, server, parsers)


def parts(keep: int) -> tuple[int, ...]:
    """So many of the sixty parties, taken out evenly, the last one kept."""
    gone = {number * 59 // max(60 - keep, 1) for number in range(60 - keep)}
    return tuple(number for number in EVERYBODY if number not in gone)


@each_format
def test_a_whole_list_is_used_and_the_same_again_changes_nothing(served: ServedList, desk: Desk) -> None:
    content = served.write(EVERYBODY)
    desk.begin(served)
    assert desk.ask(served.name, whole(content)).updated is Updated.UNCHANGED
    assert desk.ask(served.name, whole(content, etag='"v2"', changed=None)).updated is Updated.UNCHANGED
    assert len(desk.workspace.versions(served.name)) == 1


@each_format
def test_a_list_cut_at_any_of_200_places_is_refused_or_held_or_was_whole(served: ServedList, desk: Desk) -> None:
    content = served.write(EVERYBODY)
    desk.begin(served)
    before = desk.listed(served.name)
    chance = random.Random(served.format)  # noqa: S311 - the same places in every run
    row_ends = [place + 1 for place, byte in enumerate(content) if byte == ord("\n") and place + 1 < len(content)]
    places = {chance.randrange(len(content)) for _ in range(CUTS)} | set(
        chance.sample(row_ends, min(25, len(row_ends)))
    )
    taken = []
    for place in sorted(places):
        # Served as if it were the whole: the length that is stated is that of the part.
        update = desk.ask(served.name, whole(content[:place], etag=f'"cut at {place}"', changed=None))
        assert desk.listed(served.name) == before, f"cut at byte {place} of {len(content)}"
        if update.is_fine:
            taken.append(place)
    assert len(places) > CUTS * 0.9  # some places were drawn twice
    # Only what says nothing may be missing: the line end of the last row.
    assert all(not content[place:].strip() for place in taken)


@each_format
def test_a_transfer_that_breaks_off_is_never_taken_for_a_list(served: ServedList, desk: Desk) -> None:
    content = served.write(EVERYBODY)
    desk.begin(served)
    for place in range(0, len(content), len(content) // 20):
        update = desk.ask(served.name, cut(content, place, etag=None, changed=None))
        assert update.updated is Updated.NOT_ASKED
        assert len(desk.listed(served.name)) == 60


@each_format
@pytest.mark.parametrize(
    ("keep", "expected"),
    [
        (60, Updated.UNCHANGED),
        (57, Updated.ACCEPTED),
        (52, Updated.HELD),
        (43, Updated.HELD),
        (40, Updated.REFUSED),
        (30, Updated.REFUSED),
        (0, Updated.REFUSED),
    ],
)
def test_a_list_that_shrinks_is_taken_held_or_refused_by_how_much(
    served: ServedList, keep: int, expected: Updated, desk: Desk
) -> None:
    desk.begin(served)
    update = desk.ask(served.name, whole(served.write(parts(keep)), etag='"v2"', changed=None))
    assert update.updated is expected, update.words
    assert len(desk.listed(served.name)) == (keep if expected is Updated.ACCEPTED else 60)


@each_format
@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (emptied(etag=None, changed=None), Updated.REFUSED),
        (whole(PAGE, etag=None, changed=None, content_type="text/html"), Updated.REFUSED),
        (whole(gzip.compress(PAGE), etag=None, changed=None), Updated.REFUSED),
        (packed(PAGE, etag=None, changed=None), Updated.REFUSED),
        (status(403), Updated.NOT_ASKED),
        (status(404), Updated.NOT_ASKED),
        (status(500), Updated.NOT_ASKED),
        (redirected("http://10.0.0.1/list"), Updated.NOT_ASKED),
        (redirected("file:///etc/passwd"), Updated.NOT_ASKED),
        (whole(BOMB, etag=None, changed=None, content_encoding="gzip"), Updated.NOT_ASKED),
        (endless(), Updated.NOT_ASKED),
        (whole(bytes(range(256)) * 40, etag=None, changed=None), Updated.REFUSED),
    ],
    ids=[
        "emptied",
        "a page",
        "a packed page as a file",
        "a packed page",
        "forbidden",
        "gone",
        "broken",
        "sent to a private address",
        "sent to a file",
        "a bomb",
        "endless",
        "bytes of all kinds",
    ],
)
def test_an_answer_that_is_no_list_leaves_the_old_version_in_use_and_says_so(
    served: ServedList, answer: Answer, expected: Updated, desk: Desk
) -> None:
    desk.begin(served)
    update = desk.ask(served.name, answer)
    assert update.updated is expected, update.words
    assert len(desk.listed(served.name)) == 60
    assert desk.workspace.log(served.name)[-1].event in {"refused", "could not ask"}


def test_a_slow_server_is_waited_for_within_bounds(desk: Desk) -> None:
    assert desk.ask("un-sc", slow(whole(un_xml(EVERYBODY)), 0.001)).updated is Updated.ACCEPTED


def test_a_redirect_to_the_file_is_followed_and_both_addresses_are_kept(desk: Desk) -> None:
    desk.server.serve("/elsewhere.xml", whole(un_xml(EVERYBODY)))
    assert desk.ask("un-sc", redirected("/elsewhere.xml")).updated is Updated.ACCEPTED
    manifest = desk.workspace.current("un-sc")
    assert manifest is not None
    (source,) = manifest.sources
    assert source.address.endswith("/un-sc")
    assert source.answered_by.endswith("/elsewhere.xml")


def test_a_list_is_not_fetched_again_while_its_server_says_that_it_is_the_same(desk: Desk) -> None:
    desk.ask("un-sc", whole(un_xml(EVERYBODY)))
    asked = len(desk.server.asked)
    assert desk.ask("un-sc", whole(un_xml(EVERYBODY))).updated is Updated.UNCHANGED
    (question,) = desk.server.asked[asked:]
    assert question.headers["if-none-match"] == '"v1"'


def test_a_transfer_that_breaks_off_goes_on_from_there(desk: Desk) -> None:
    content = un_xml(EVERYBODY)
    assert desk.ask("un-sc", cut(content, 5000), whole(content)).updated is Updated.ACCEPTED
    assert [asked.headers.get("range") for asked in desk.server.asked if asked.path == "/un-sc"][-1] == "bytes=5000-"


def test_a_version_older_than_the_one_in_use_is_refused(desk: Desk) -> None:
    desk.ask("un-sc", whole(un_xml(EVERYBODY)))
    older = un_xml(EVERYBODY).replace(b"2026-08-01T", b"2025-08-01T")
    update = desk.ask("un-sc", whole(older, etag='"old"', changed=None))
    assert update.updated is Updated.REFUSED
    assert "older than the version in use" in update.words


def test_ids_made_anew_are_refused_though_every_party_is_there(desk: Desk) -> None:
    desk.ask("us-ofac-consolidated", whole(ofac_csv(EVERYBODY)))
    anew = ofac_csv(EVERYBODY).replace(b"\n90", b"\n70").replace(b"9000,", b"7000,")
    update = desk.ask("us-ofac-consolidated", whole(anew, etag='"v2"', changed=None))
    assert update.updated is Updated.REFUSED
    assert "ids" in update.words


def test_a_column_that_is_gone_is_refused(desk: Desk) -> None:
    desk.ask("us-ofac-consolidated", whole(ofac_csv(EVERYBODY)))
    without = b"\r\n".join(
        line.partition(b'"Listing')[0] + b"-0- " if b"Listing" in line else line
        for line in ofac_csv(EVERYBODY).split(b"\r\n")
    )
    update = desk.ask("us-ofac-consolidated", whole(without, etag='"v2"', changed=None))
    assert update.updated is Updated.REFUSED


def test_a_list_that_has_lost_its_canary_is_refused_though_all_else_is_there(desk: Desk) -> None:
    desk.ask("un-sc", whole(un_xml(EVERYBODY)), canary="Aldotel Works")
    without = tuple(number for number in EVERYBODY if number != 1)
    update = desk.ask("un-sc", whole(un_xml(without), etag='"v2"', changed=None), canary="Aldotel Works")
    assert update.updated is Updated.REFUSED
    assert '"Aldotel Works" is not found' in update.words


def test_who_is_gone_is_ended_on_the_new_versions_day_and_who_is_back_is_listed_again(desk: Desk) -> None:
    desk.ask("un-sc", whole(un_xml(EVERYBODY)))
    later = un_xml(EVERYBODY[1:]).replace(b"2026-08-01T", b"2026-09-01T")
    update = desk.ask("un-sc", whole(later, etag='"v2"', changed=None))
    assert update.updated is Updated.ACCEPTED
    assert str(update.changes).startswith("0 added, 1 no longer listed")
    manifest = desk.workspace.current("un-sc")
    assert manifest is not None
    gone = desk.workspace.entries(manifest).filter(~desk.workspace.entries(manifest)["shown"]).to_dicts()
    assert [(entry["name"], entry["listings"][0]["delisted_on"]) for entry in gone] == [
        ("Aldoran Works Ltd", date(2026, 9, 1))
    ]
    back = un_xml(EVERYBODY).replace(b"2026-08-01T", b"2026-10-01T")
    assert desk.ask("un-sc", whole(back, etag='"v3"', changed=None)).updated is Updated.ACCEPTED
    assert len(desk.listed("un-sc")) == 60


def test_what_was_fetched_is_kept_as_it_was_served(desk: Desk) -> None:
    content = un_xml(EVERYBODY)
    desk.ask("un-sc", whole(content))
    manifest = desk.workspace.current("un-sc")
    assert manifest is not None
    (source,) = manifest.sources
    assert gzip.decompress(desk.workspace.sources.get(source.kept_as or "")) == content
    assert verify(desk.workspace).faults == []


def test_a_downloaded_file_is_judged_like_a_fetched_one(desk: Desk, tmp_path: Path, parsers: ParsingProcesses) -> None:
    file = tmp_path / "consolidated.xml"
    publisher = desk.publisher("un-sc", "https://example.org")
    for content, expected in (
        (un_xml(EVERYBODY), Updated.ACCEPTED),
        (un_xml(EVERYBODY)[:-20], Updated.REFUSED),
        (un_xml(EVERYBODY[:30]), Updated.REFUSED),
        (un_xml(EVERYBODY), Updated.UNCHANGED),
    ):
        file.write_bytes(content)
        assert update_from_files(publisher, [file], desk.workspace, parsers).updated is expected


_UPDATES = """
import json, sys
from dataclasses import replace
from pathlib import Path
from clearhold.lists.parsing.wire import entries_of, lines_of, parsed_from
from clearhold.lists.publishers.un import PUBLISHERS
from clearhold.lists.update import update_from_files
from clearhold.lists.workspace import Workspace

class Here:
    # Parsing has a process of its own, which writes nothing: what may be torn is written by this one.
    def parse(self, name, files):
        *batches, end = map(json.loads, lines_of(PUBLISHERS[0].parse(files)))
        return parsed_from([entries_of(each["batch"]) for each in batches], end["end"])

publisher = replace(PUBLISHERS[0], canaries=(), at_least=1)
workspace, files = Workspace(Path(sys.argv[1])), [Path(file) for file in sys.argv[2:]]
print("ready", flush=True)
sys.stdin.readline()
current = workspace.current("un-sc")
for file in files[current.sequence if current else 0 :]:
    update_from_files(publisher, [file], workspace, Here())
sys.stdin.readline()
"""


def test_an_update_killed_at_any_of_100_moments_leaves_the_old_version_or_the_new_one_whole(tmp_path: Path) -> None:
    files = []
    for number in range(150):
        # One party comes and one goes from version to version, each a day newer than the one before.
        day = (date(2026, 8, 1) + timedelta(days=number)).isoformat()
        parties = tuple(party for party in EVERYBODY if party != number % 60)
        files.append(tmp_path / f"{number:03}.xml")
        files[-1].write_bytes(un_xml(parties).replace(b"2026-08-01T", f"{day}T".encode()))
    chance = random.Random(7)  # noqa: S311 - the same moments in every run
    workspace = Workspace(tmp_path / "home")
    sequences = [0]
    kills, reached, longest = 0, 0, 0.3  # seconds; longer on a machine on which nothing gets done in it
    while kills < 100 or sequences[-1] <= 10:
        with updating(workspace, files) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            process.stdin.write("go\n")
            process.stdin.flush()
            time.sleep(chance.uniform(0.02, longest))
            process.kill()
        kills += 1
        assert verify(workspace).faults == []
        manifest = workspace.current("un-sc")
        if manifest is not None:
            assert open_entries(workspace.entries(manifest)).height == 59
            sequences.append(manifest.sequence)
        if kills % 10 == 0:
            longest *= 2 if sequences[-1] == reached else 1
            reached = sequences[-1]
    assert sequences == sorted(sequences)


def updating(workspace: Workspace, files: list[Path]) -> subprocess.Popen[str]:
    """A process that takes one newer version after the other as soon as it is told to."""
    return subprocess.Popen(
        [sys.executable, "-c", _UPDATES, str(workspace.home), *map(str, files)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_list_whose_stored_version_was_changed_keeps_no_other_from_its_update(
    desk: Desk, parsers: ParsingProcesses
) -> None:
    desk.ask("un-sc", whole(un_xml(EVERYBODY)))
    (manifest,) = desk.workspace.home.glob("lists/un-sc/accepted/*.json")
    manifest.write_bytes(manifest.read_bytes().replace(b"un-sc", b"un-xx"))
    chosen = [
        desk.publisher("un-sc", desk.server.serve("/un-sc", whole(un_xml(EVERYBODY)))),
        desk.publisher("us-ofac-consolidated", desk.server.serve("/ofac", whole(ofac_csv(EVERYBODY)))),
    ]
    fetcher = Fetcher(allowed_hosts=desk.server.hosts)
    broken, fine = update_lists(chosen, desk.workspace, fetcher, parsers)
    assert (broken.updated, fine.updated) == (Updated.REFUSED, Updated.ACCEPTED)
    assert "its content is not what was stored" in broken.words
