from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer.main

from clearhold.cli import app, run_command
from clearhold.cli.lists_page import FORMATS, lists_page
from clearhold.cli.reference import command_reference
from clearhold.lists.publishers import publishers
from clearhold.screening import screen_demo
from clearhold.screening.demo import DEMO_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = [*sorted(DOCS.parent.glob("*.md")), *sorted(DOCS.rglob("*.md")), *sorted(DOCS.parent.glob("*/README.md"))]
_LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)")
_FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
# A command as a page shows it: a line of a block of code, an explanation behind some blanks, or between backquotes.
_SHOWN = re.compile(r"(?:^    (?:\$ )?|`)(clearhold(?: [^`\n]*)?)", re.MULTILINE)


def commands() -> Mapping[str, Any]:
    """Every command by its words, from the program's own tree of commands."""

    def walk(words: str, command: Any) -> Iterator[tuple[str, Any]]:
        yield words, command
        for name, each in getattr(command, "commands", {}).items():
            yield from walk(f"{words} {name}", each)

    return dict(walk("clearhold", typer.main.get_command(app)))


def options(command: Any) -> set[str]:
    """The options of a command, as they are written."""
    told = [option for each in command.params for option in (*each.opts, *each.secondary_opts)]
    return {option for option in told if option.startswith("-")} | {"--help", "-h"}


def sections() -> Mapping[str, str]:
    """What docs/commands.md says under the heading of each command."""
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    return {part.partition("\n")[0]: part for part in page.split("\n## ")[1:]}


def test_the_command_reference_is_what_the_commands_say_of_themselves() -> None:
    assert (DOCS / "commands.md").read_text(encoding="utf-8") == command_reference(), "run `make docs`"


def test_every_command_and_each_of_its_options_stands_in_the_command_reference() -> None:
    told = sections()
    assert len(commands()) == 16  # the program, its seven commands, the eight of `lists`
    for words, command in commands().items():
        assert words in told
        lacking = {option for option in options(command) if not re.search(rf"(?<![\w-]){option}\b", told[words])}
        assert lacking == set(), words


def test_the_page_on_the_lists_is_what_the_lists_say_of_themselves() -> None:
    assert (DOCS / "lists.md").read_text(encoding="utf-8") == lists_page(), "run `make docs`"


def test_the_page_on_the_lists_has_nothing_of_the_workspace_of_who_makes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLEARHOLD_HOME", str(tmp_path / "home"))
    (tmp_path / "our-secret-list.csv").write_text("name\nHangzhou Hikvision Digital Technology Co., Ltd.\n")
    assert run_command(["lists", "add", str(tmp_path / "our-secret-list.csv")]) == 0
    assert "our-secret-list" not in lists_page()


def test_every_list_that_can_be_had_has_a_row_and_a_section_on_the_page_with_its_formats() -> None:
    page = (DOCS / "lists.md").read_text(encoding="utf-8")
    table = page.partition("## Lists that can be had from their publishers")[2]
    names = [publisher.name for publisher in publishers()]
    assert re.findall(r"^\| \[`([^`]+)`\]", table, re.MULTILINE) == names
    for publisher in publishers():
        assert page.count(f"\n### {publisher.name}\n") == 1
        assert publisher.description.licence in page
        assert publisher.description.meaning in page
    assert sorted(FORMATS) == names


def test_a_list_whose_publisher_refuses_programs_is_marked_so_on_the_page() -> None:
    rows = (DOCS / "lists.md").read_text(encoding="utf-8").splitlines()
    marked = {row.split("`")[1] for row in rows if row.endswith("| yes |")}
    assert marked == {publisher.name for publisher in publishers() if publisher.refuses_programs}
    guide = (DOCS / "keeping-lists-current.md").read_text(encoding="utf-8")
    assert [name for name in sorted(marked) if f"| `{name}` |" not in guide] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS.parent)))
def test_pages_link_to_pages_and_headings_that_are_there(page: Path) -> None:
    text = _FENCED.sub("", page.read_text(encoding="utf-8"))
    for target, anchor in _LINK.findall(text):
        linked = page.parent / target if target else page
        assert linked.exists(), f"{page.name} links to {target}"
        assert not anchor or anchor in _anchors(linked), f"{page.name} links to {target}#{anchor}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS.parent)))
def test_the_commands_that_pages_show_are_commands_with_options_that_they_have(page: Path) -> None:
    known = commands()
    text = _FENCED.sub("", page.read_text(encoding="utf-8")).replace("\\\n       ", "")
    for line in _SHOWN.findall(text):
        words = re.split(r" {2,}", line)[0].split()
        depth = next(depth for depth in range(len(words), 0, -1) if " ".join(words[:depth]) in known)
        command = known[" ".join(words[:depth])]
        assert depth == len(words) or not getattr(command, "commands", {}) or not words[depth].isalpha(), line
        shown = {word.split("=")[0].rstrip(".,:;)") for word in words[depth:] if re.match(r"--?[a-z]", word)}
        assert shown - options(command) == set(), f"{page.name}: {line}"


def test_every_file_that_a_screening_writes_is_named_in_the_readme(tmp_path: Path) -> None:
    screen_demo(tmp_path)
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    written = {path.name for path in tmp_path.iterdir() if path.is_file()} - {DEMO_FILE}
    assert written
    assert [name for name in sorted(written) if f"`{name}`" not in readme] == []


def _anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as they are made of them where Markdown is shown."""
    headings = re.findall(r"^#+ (.+)$", _FENCED.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
