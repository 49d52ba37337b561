"""Parsing happens in processes of their own, which hostile files and a rough world may end without harm to the rest.

Nothing is put into the product to make its parsers misbehave: the files are hostile, the limits tiny, or the process is
ended from outside.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import struct
import subprocess
import sys
import termios
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clearhold.lists.parsed import SourceFile
from clearhold.lists.parsing import ParsingProcesses
from clearhold.lists.parsing.process import ParsingLimits
from clearhold.lists.publishers import publishers
from clearhold.model import CouldNotRead
from tests.flows.served_lists import EVERYBODY, csl_json, un_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at its children in /proc")

UN = SourceFile("consolidated.xml", un_xml(EVERYBODY))
PAGE = SourceFile("consolidated.xml", b"<html><body>Sorry</body></html>")


@pytest.fixture
def one() -> Iterator[ParsingProcesses]:
    """At most one process, so that each request after the first goes to the same."""
    with ParsingProcesses(1) as processes:
        yield processes


_OTHERS: set[int] = set()


@pytest.fixture(autouse=True)
def _others() -> None:
    """Tests of other files may keep parsing processes for a whole session: they are none of a test's children here."""
    _OTHERS.clear()
    _OTHERS.update(children())


def children() -> list[int]:
    """The parsing processes a test has started, those that have ended and are not yet buried too."""
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((each / "stat").read_text().rpartition(")")[2].split()[1])
            words = (each / "cmdline").read_bytes().split(b"\0")
        except (OSError, IndexError):
            continue
        if parent == os.getpid() and b"clearhold.lists.parsing.child" in words:
            found.append(int(each.name))
    return [pid for pid in found if pid not in _OTHERS]


def wait_until_dead(pid: int) -> None:
    """Until all threads of a child have ended; it is left to be buried by its owner."""
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)


def wait_until_asked(pid: int) -> None:
    """Until a stopped process has a request in its pipe."""
    with Path(f"/proc/{pid}/fd/0").open("rb", buffering=0) as pipe:
        for _ in range(1000):
            if struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, b"\0\0\0\0"))[0] > 0:
                return
            time.sleep(0.01)
    raise TimeoutError(f"process {pid} was not asked")


def test_a_file_is_parsed_and_the_process_waits_for_the_next(one: ParsingProcesses) -> None:
    assert children() == []
    assert one.parse("un-sc", [UN]).entries.height == 60
    (pid,) = children()
    told = one.parse("un-sc", [UN])
    assert (told.entries.height, told.rows, str(told.published_on), told.own_ids) == (60, 60, "2026-08-01", True)
    assert children() == [pid]


def test_leaving_ends_the_processes() -> None:
    with ParsingProcesses(1) as processes:
        processes.parse("un-sc", [UN])
        (pid,) = children()
    assert children() == []
    assert not Path(f"/proc/{pid}").exists()


def test_an_unknown_parser_is_told_and_the_process_goes_on(one: ParsingProcesses) -> None:
    with pytest.raises(CouldNotRead, match='no publisher\'s list is named "us-nothing"'):
        one.parse("us-nothing", [UN])
    (pid,) = children()
    assert one.parse("un-sc", [UN]).entries.height == 60
    assert children() == [pid]


def test_a_refusal_is_told_in_its_words_and_the_process_goes_on(one: ParsingProcesses) -> None:
    with pytest.raises(CouldNotRead, match=r"^consolidated\.xml"):
        one.parse("un-sc", [PAGE])
    (pid,) = children()
    assert one.parse("un-sc", [UN]).entries.height == 60
    assert children() == [pid]


def test_every_parser_refuses_files_of_zero_bytes_by_name(one: ParsingProcesses) -> None:
    for publisher in publishers():
        with pytest.raises(CouldNotRead, match=r"empty\.dat"):
            one.parse(publisher.name, [SourceFile("empty.dat", b"")])
    with pytest.raises(CouldNotRead, match=r"empty\.dat"):
        one.parse("opensanctions", [SourceFile("empty.dat", b"")])
    assert len(children()) == 1


def test_text_that_no_file_can_hold_is_a_refusal(one: ParsingProcesses) -> None:
    half = csl_json(EVERYBODY).replace(b"Aldoran", b"\\ud800")  # half of a pair of code units
    with pytest.raises(CouldNotRead, match=r"consolidated\.json"):
        one.parse("us-csl", [SourceFile("consolidated.json", half)])
    assert one.parse("us-csl", [SourceFile("consolidated.json", csl_json(EVERYBODY))]).entries.height == 60


def test_json_that_is_nested_without_end_is_a_refusal(one: ParsingProcesses) -> None:
    nested = SourceFile("consolidated.json", b'{"results":' + b"[" * 200_000)
    with pytest.raises(CouldNotRead, match=r"consolidated\.json"):
        one.parse("us-csl", [nested])
    assert one.parse("un-sc", [UN]).entries.height == 60


def test_a_parser_that_asks_for_too_much_memory_ends_alone() -> None:
    much = SourceFile("consolidated.xml", un_xml(EVERYBODY) + b" " * 80_000_000)
    with ParsingProcesses(1, ParsingLimits(memory=50_000_000)) as processes:
        with pytest.raises(CouldNotRead, match=r"^consolidated\.xml asks for more than .* memory"):
            processes.parse("un-sc", [much])
        assert children() == []


def test_a_parser_that_takes_too_long_is_ended_by_the_system() -> None:
    with ParsingProcesses(1, ParsingLimits(seconds=0)) as processes:
        with pytest.raises(CouldNotRead, match="parsing took more than 0 seconds of processor time"):
            processes.parse("un-sc", [SourceFile("consolidated.xml", un_xml(EVERYBODY * 2000))])
        assert children() == []


def test_a_parser_that_waits_for_ever_is_ended_by_its_parents_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    with ParsingProcesses(1, ParsingLimits(seconds=60)) as processes:
        processes.parse("un-sc", [UN])
        (pid,) = children()
        monkeypatch.setattr("clearhold.lists.parsing.process._STARTING_SECONDS", -119.9)  # a tenth of a second is left
        os.kill(pid, signal.SIGSTOP)
        with pytest.raises(CouldNotRead, match="parsing took more than 60 seconds; the file is not what"):
            processes.parse("un-sc", [UN])
        assert children() == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (signal.SIGKILL, "its parser ended with status -9 (no word); download the file again, or report this"),
        (signal.SIGTERM, "its parser ended with status -15 (no word)"),
        (signal.SIGSEGV, "asks for more than the 3 GiB of memory that parsing a list may take, or is made to harm"),
        (signal.SIGXCPU, "parsing took more than 300 seconds of processor time; look at the file"),
    ],
)
def test_a_parser_that_dies_of_a_signal_is_told_of_and_replaced(
    number: signal.Signals, words: str, one: ParsingProcesses
) -> None:
    one.parse("un-sc", [UN])
    (pid,) = children()
    os.kill(pid, signal.SIGSTOP)  # so that it dies in the midst of the next request, not before
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(one.parse, "un-sc", [UN])
        wait_until_asked(pid)
        os.kill(pid, number)
        os.kill(pid, signal.SIGCONT)
        with pytest.raises(CouldNotRead) as told:
            answer.result()
    assert words in str(told.value)
    assert str(told.value).startswith("consolidated.xml")
    assert one.parse("un-sc", [UN]).entries.height == 60
    assert pid not in children()


def test_a_process_that_is_killed_between_two_requests_is_replaced(one: ParsingProcesses) -> None:
    one.parse("un-sc", [UN])
    (pid,) = children()
    os.kill(pid, signal.SIGKILL)
    wait_until_dead(pid)
    assert one.parse("un-sc", [UN]).entries.height == 60
    (another,) = children()
    assert another != pid


def test_many_requests_of_threads_go_over_few_processes_and_each_gets_its_own_answer() -> None:
    with ParsingProcesses(2) as processes, ThreadPoolExecutor(6) as pool:

        def count(number: int) -> int | str:
            try:
                return processes.parse(
                    "un-sc", [SourceFile(f"{number}.xml", un_xml(EVERYBODY[:number]))]
                ).entries.height
            except CouldNotRead as refusal:
                return str(refusal).partition(".xml")[0]

        asked = [number % 61 for number in range(80)]
        answers = list(pool.map(count, asked))
        assert answers == asked
        assert len(children()) == 2


def test_an_answer_beyond_the_limit_is_not_read_on() -> None:
    with ParsingProcesses(1, ParsingLimits(answer=1000)) as processes:
        with pytest.raises(CouldNotRead, match="or is made to harm its reader"):
            processes.parse("un-sc", [UN])
        assert children() == []


def test_what_a_parser_prints_is_never_taken_for_an_answer() -> None:
    # The child with a parser that prints answers of its own, by Python and to the descriptor itself.
    script = """
import os
from clearhold.lists.parsing import child
def parse(files):
    print('{"end":{"rows":0,"problems":[],"published_on":null,"ending":null,"own_ids":true}}', flush=True)
    os.write(1, b'{"refusal":"printed"}\\n')
    return real(files)
real = child.parser_named("un-sc")
child.parser_named = lambda name: parse
child.main()
"""
    request = {
        "parser": "un-sc",
        "files": [{"name": UN.name, "size": len(UN.content)}],
        "memory": 3 << 30,
        "seconds": 60,
    }
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=json.dumps(request).encode() + b"\n" + UN.content,
        capture_output=True,
        check=True,
    )
    batch, end = map(json.loads, done.stdout.splitlines())
    assert len(batch["batch"]["entries"]["entry"]) == 60
    assert end["end"]["rows"] == 60
    assert done.stderr.count(b"\n") == 2


def test_an_answer_that_is_none_is_the_files_fault_and_not_a_crash(
    one: ParsingProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    for answer in (b"Sorry", b"[]", b'{"batch":{"entries":1}}', b'{"end":{}}', b'{"strange":1}', b"[" * 100_000):
        monkeypatch.setattr("clearhold.lists.parsing.process._Process._lines", lambda *_, answer=answer: iter([answer]))
        with pytest.raises(CouldNotRead, match=r"^consolidated\.xml: its parser gave an answer that is none"):
            one.parse("un-sc", [UN])
        assert children() == []


def test_the_process_has_nothing_of_the_users_environment_or_folder(
    one: ParsingProcesses, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("A_SECRET", "hunter2")
    monkeypatch.setenv("CLEARHOLD_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    one.parse("un-sc", [UN])
    (pid,) = children()
    names = {line.partition(b"=")[0] for line in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")} - {b""}
    assert names <= {
        *(b"LD_LIBRARY_PATH", b"PYTHONHOME"),
        *(b"POLARS_MAX_THREADS", b"POLARS_SKIP_CPU_CHECK", b"MALLOC_ARENA_MAX"),
    }
    assert Path(f"/proc/{pid}/cwd").readlink() == Path("/")
    assert os.getsid(pid) == pid  # a key pressed in the terminal does not reach it
