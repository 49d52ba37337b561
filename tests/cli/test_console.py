"""How lines are folded: lists stay lists, addresses stay whole, nothing steers the terminal."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from clearhold.cli.console import print_command, print_line
from clearhold.cli.visible import visible

ADDRESS = "https://www.example.org/" + "a/long/path/" * 8


def printed(line: str, width: int = 40, *, hanging: int = 0) -> list[str]:
    out = Console(file=io.StringIO(), width=width, highlight=False)
    print_line(out, line, hanging=hanging)
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue().splitlines()


def test_leading_blanks_are_kept_where_a_line_is_folded_and_hanging_ones_are_added() -> None:
    assert printed("  one two three four five six seven eight nine ten", hanging=2) == [
        "  one two three four five six seven",
        "    eight nine ten",
    ]


def test_blanks_within_a_line_stay_and_none_trail() -> None:
    assert printed("us-s889  accepted:   5 entries  ") == ["us-s889  accepted:   5 entries"]


def test_an_address_is_whole_on_a_line_of_its_own() -> None:
    assert printed(f"  source {ADDRESS} as read") == ["  source", f"  {ADDRESS}", "  as read"]


def test_words_longer_than_a_line_are_parted_and_none_of_their_letters_is_lost() -> None:
    assert printed("  " + "海" * 45) == ["  " + "海" * 19, "  " + "海" * 19, "  " + "海" * 7]


def test_an_empty_line_is_one() -> None:
    assert printed("") == [""]


def test_what_steers_a_terminal_or_turns_the_writing_is_a_mark() -> None:
    assert visible("Acme\x1b[2J\x07 \u202eplc\nLtd\t1") == "Acme\ufffd[2J\ufffd \ufffdplc Ltd 1"
    assert visible("شركة می\u200cخواهم 海康威视") == "شركة می\u200cخواهم 海康威视"


def test_a_command_is_one_line_to_copy() -> None:
    out = Console(file=io.StringIO(), width=20, highlight=False)
    print_command(out, "clearhold lists show a-list a-very-long-entry", "  ")
    assert isinstance(out.file, io.StringIO)
    assert out.file.getvalue() == "  clearhold lists show a-list a-very-long-entry\n"


@given(st.text(st.sampled_from("ab 海é-[/]"), max_size=200), st.integers(0, 4), st.integers(0, 4))
def test_every_sign_is_printed_within_the_width(words: str, indent: int, hanging: int) -> None:
    lines = printed(" " * indent + words.strip(" "), hanging=hanging)
    assert "".join("".join(lines).split()) == "".join(words.split())
    assert all(cell_len(line) <= 40 and line == line.rstrip() for line in lines)


@pytest.mark.parametrize("width", [1, 10, 20])
def test_a_terminal_may_be_too_narrow(width: int) -> None:
    assert "".join(printed("      a line of words", width)).split() == ["a", "line", "of", "words"]
